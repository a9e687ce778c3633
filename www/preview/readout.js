// What the ticker is doing now, and the three buttons that ask something of it.

import { follow, ticker } from "./ticker.js";

/** What the attribute `limit` is where it is absent or cannot be read. */
const LIMIT = 100;
const MOST = 10_000;

/** Keeps the readout true and wires the buttons. */
export function wireReadout() {
  const at = (id) => document.getElementById(id);
  const buttons = ["play", "pause", "refresh"].map(at);

  follow(({ ticker: { state, paused }, headlines, reasons }) => {
    at("state").textContent = state;
    at("state").dataset.state = state;
    at("motion").textContent = paused ? "paused" : "running";
    // A ticker begins empty, and says nothing of it as long as it stays so.
    at("reasons").textContent = reasons.join(", ") || (paused ? "empty" : "none");
    const count = headlines.length.toLocaleString("en");
    // A source that has more says nothing of it.
    at("count").textContent = headlines.length < limit() ? count : `${count}, the limit`;
  });

  for (const button of buttons) button.disabled = true;
  customElements.whenDefined("headline-ticker").then(({ version }) => {
    if (version) at("edition-version").textContent = `version ${version}`;
    for (const button of buttons) button.disabled = false;
  });

  at("play").addEventListener("click", () => ticker().play());
  at("pause").addEventListener("click", () => ticker().pause());
  at("refresh").addEventListener("click", async ({ currentTarget: button }) => {
    button.setAttribute("aria-busy", "true");
    await ticker().refresh();
    button.removeAttribute("aria-busy");
  });
}

/** How many headlines are kept at most. */
function limit() {
  const written = ticker().getAttribute("limit") ?? "";
  const limit = /^\d+$/.test(written.trim()) ? Number(written) : 0;
  return limit >= 1 && limit <= MOST ? limit : LIMIT;
}
