// The preview: the ticker's attributes are the one truth. Controls write them; the snippet, the page's address and the
// controls themselves are drawn from them, whoever changed them.

import { readAddress, writeAddress } from "./preview/address.js";
import { wireCheck } from "./preview/check.js";
import { drawConfig } from "./preview/config.js";
import { attributesOf, drawControls, wireControls } from "./preview/controls.js";
import { wireList } from "./preview/list.js";
import { wireLog } from "./preview/log.js";
import { wireReadout } from "./preview/readout.js";
import { drawFaults, wireFaults } from "./preview/samples.js";
import { drawSnippet, wireSnippet } from "./preview/snippet.js";
import { wireSurroundings } from "./preview/surroundings.js";

const ticker = document.getElementById("ticker");
const form = document.getElementById("controls");
const names = attributesOf(form);
const start = new Map(names.filter((name) => ticker.hasAttribute(name)).map((name) => [name, ticker.getAttribute(name)]));
const asked = readAddress(names);

wireLog(ticker);
wireReadout(ticker);
wireList(ticker);

const page = wireSurroundings(asked.page, drawAll);
wireControls(form, (name, value) => {
  // The sources of a configuration count only where the attribute is absent.
  if (name === "config" && value !== null) setAttribute("sources", null);
  setAttribute(name, value);
});
wireFaults(sources, (text) => setAttribute("sources", text));
wireCheck((source) => setAttribute("sources", `${sources()} ${source}`.trim()));
wireSnippet(drawAll, asked.page.get("form"));
document.getElementById("start-over").addEventListener("click", () => {
  names.forEach((name) => setAttribute(name, start.get(name) ?? null));
});

for (const [name, value] of asked.attributes) setAttribute(name, value);
new MutationObserver(drawAll).observe(ticker, { attributeFilter: names });
drawAll();

function sources() {
  return ticker.getAttribute("sources") ?? "";
}

/** Sets one attribute of the ticker, or takes it away where `value` is null. */
function setAttribute(name, value) {
  if (value === ticker.getAttribute(name)) return;
  if (value === null) ticker.removeAttribute(name);
  else ticker.setAttribute(name, value);
}

/** Draws everything that says what the attributes are. */
function drawAll() {
  const values = new Map(names.filter((name) => ticker.hasAttribute(name)).map((name) => [name, ticker.getAttribute(name)]));
  drawControls(form, values);
  drawFaults(sources());
  drawConfig(values.get("config"));
  const shape = drawSnippet(values);
  writeAddress(names, start, values, new Map([...page(), ["form", shape === "script" ? "" : shape]]));
}
