// What surrounds the ticker: light or dark, its own theme, the width of its frame, and the date of the edition.

/** Wires the controls of light, theme and width, first set from `asked`; gives a function that says them for the address. */
export function wireSurroundings(asked, changed) {
  const edition = new Intl.DateTimeFormat("en-GB", { dateStyle: "full" });
  document.getElementById("edition-date").textContent = edition.format(new Date());
  const theme = wireTheme(asked.get("theme"), changed);
  const width = wireWidth(Number.parseInt(asked.get("width"), 10), changed);
  const look = wireLook(asked.get("look"), changed);
  return () => new Map([["theme", theme()], ["look", look()], ["width", width()]]);
}

/** The ready themes are style sheets, of which the chosen one holds. */
function wireLook(asked, changed) {
  const choice = document.getElementById("look");
  const draw = () => {
    for (const sheet of document.querySelectorAll("link[data-look]")) {
      sheet.media = sheet.dataset.look === choice.value ? "all" : "not all";
    }
  };
  if ([...choice.options].some(({ value }) => value === asked)) choice.value = asked;
  choice.addEventListener("change", () => {
    draw();
    changed();
  });
  draw();
  return () => choice.value;
}

/** The dark palette is a style sheet of its own: the switch says when it holds, and until it is used, the system does. */
function wireTheme(asked, changed) {
  const dark = document.getElementById("dark");
  const palette = document.getElementById("dark-palette");
  const system = matchMedia("(prefers-color-scheme: dark)");
  let chosen = ["dark", "light"].includes(asked) ? asked : "";
  const draw = () => {
    dark.checked = chosen === "" ? system.matches : chosen === "dark";
    palette.media = dark.checked ? "all" : "not all";
  };
  dark.addEventListener("change", () => {
    chosen = dark.checked ? "dark" : "light";
    draw();
    changed();
  });
  system.addEventListener("change", draw);
  draw();
  return () => chosen;
}

/** The frame's width: 320 px up to the whole stage; at the slider's end it stays whole, however the window changes. */
function wireWidth(asked, changed) {
  const slider = document.getElementById("width");
  const stage = document.getElementById("stage");
  let chosen = asked >= 320 ? asked : null;
  const draw = () => {
    slider.max = Math.max(stage.clientWidth, 321);
    const whole = chosen === null || chosen >= stage.clientWidth;
    slider.value = whole ? slider.max : chosen;
    document.getElementById("frame").style.inlineSize = whole ? "" : `${chosen}px`;
    document.getElementById("width-shown").textContent = whole ? `full, ${stage.clientWidth} px` : `${chosen} px`;
  };
  slider.addEventListener("input", () => {
    chosen = Number(slider.value) >= Number(slider.max) ? null : Number(slider.value);
    draw();
  });
  // The address is written when the slider comes to rest: browsers limit how often it may change.
  slider.addEventListener("change", changed);
  new ResizeObserver(draw).observe(stage);
  return () => (chosen === null ? "" : String(chosen));
}
