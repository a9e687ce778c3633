// What the ticker is doing now, and the three buttons that ask something of it.

/** Keeps the readout true and wires the buttons. */
export function wireReadout(ticker) {
  const at = (id) => document.getElementById(id);
  const buttons = ["play", "pause", "refresh"].map(at);
  let reasons = [];

  const draw = () => {
    at("state").textContent = ticker.state;
    at("state").dataset.state = ticker.state;
    at("motion").textContent = ticker.paused ? "paused" : "running";
    at("reasons").textContent = reasons.join(", ") || "none";
  };
  const count = () => {
    at("count").textContent = ticker.headlines.length.toLocaleString("en");
  };

  ticker.addEventListener("statechange", ({ detail }) => {
    ({ reasons } = detail);
    draw();
    count();
  });
  ticker.addEventListener("loadend", count);

  for (const button of buttons) button.disabled = true;
  customElements.whenDefined("headline-ticker").then(({ version }) => {
    if (version) at("edition-version").textContent = `version ${version}`;
    for (const button of buttons) button.disabled = false;
    draw();
    count();
  });

  at("play").addEventListener("click", () => ticker.play());
  at("pause").addEventListener("click", () => ticker.pause());
  at("refresh").addEventListener("click", async ({ currentTarget: button }) => {
    button.setAttribute("aria-busy", "true");
    await ticker.refresh();
    button.removeAttribute("aria-busy");
  });
}
