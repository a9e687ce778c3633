// The preview: the ticker's attributes are the one truth. Controls write them; the snippet, the page's address and the
// controls themselves are drawn from them, whoever changed them.

import { readAddress, writeAddress } from "./preview/address.js";
import { wireCheck } from "./preview/check.js";
import { drawConfig } from "./preview/config.js";
import { attributesOf, drawControls, wireControls } from "./preview/controls.js";
import { wireList } from "./preview/list.js";
import { wireLog } from "./preview/log.js";
import { wireReadout } from "./preview/readout.js";
import { drawRefusals, wireRefusals } from "./preview/refusals.js";
import { drawFaults, limitWith, wireFaults } from "./preview/samples.js";
import { drawSnippet, wireSnippet } from "./preview/snippet.js";
import { wireSurroundings } from "./preview/surroundings.js";
import { change, hasList, observe, ticker } from "./preview/ticker.js";

const form = document.getElementById("controls");
const own = document.getElementById("own");
const names = attributesOf(form);
const start = valuesNow();
const asked = readAddress(names);

wireLog();
wireRefusals(form);
wireReadout();
wireList();

const page = wireSurroundings(asked.page, drawAll);
wireControls(form, (name, value, input) => {
  const values = new Map([[name, value]]);
  // The sources of a configuration count only where the attribute is absent.
  if (name === "config" && value !== null) values.set("sources", null);
  const limit = limitWith(input, ticker().getAttribute("limit"));
  if (limit !== undefined) values.set("limit", limit);
  change(values);
});
own.addEventListener("change", () => change(new Map(), own.checked));
wireFaults(sources, setSources);
wireCheck((source) => setSources(`${sources()} ${source}`.trim()));
wireSnippet(drawAll, asked.page.get("form"));
document.getElementById("start-over").addEventListener("click", () => {
  change(new Map(names.map((name) => [name, start.get(name) ?? null])), true);
});

change(asked.attributes, asked.page.get("own") !== "none");
observe(names, drawAll);
drawAll();

/** The attributes that the ticker has now. */
function valuesNow() {
  return new Map(names.filter((name) => ticker().hasAttribute(name)).map((name) => [name, ticker().getAttribute(name)]));
}

function sources() {
  return ticker().getAttribute("sources") ?? "";
}

function setSources(text) {
  change(new Map([["sources", text]]));
}

/** Draws everything that says what the attributes are, and whether there is a list inside. */
function drawAll() {
  const values = valuesNow();
  drawControls(form, values);
  drawRefusals(form);
  drawFaults(sources());
  drawConfig(values.get("config"));
  own.checked = hasList();
  const shape = drawSnippet(values, hasList());
  const shown = [...page(), ["form", shape === "script" ? "" : shape], ["own", hasList() ? "" : "none"]];
  writeAddress(names, start, values, new Map(shown));
}
