// The snippet to copy: what the ticker's attributes are now, as a site would write it.

import { configText } from "./config.js";
import { element } from "./element.js";

/** On the script tag these stand as they are; every other attribute is `data-…`. */
const PLAIN = ["lang", "dir"];

const NOTES = {
  script: "Put headline-ticker.js and the .wasm file beside it on your site, and name your own feeds. A script tag has no list inside.",
  element: "The list inside is what readers see before, and without, JavaScript. The style may stand in a sheet of yours.",
  listless: "Without a list inside, readers without JavaScript see nothing. The style may stand in a sheet of yours.",
  sourceless: "Without sources the script tag has nothing to show: the element form can carry its own list.",
};

/** The style that the element form needs: the very sheet that this page has. */
let style = "";

/** Wires the form switch, which starts at `form` (`script` or `element`), and the copy button; `redraw` draws anew. */
export function wireSnippet(redraw, form) {
  for (const input of document.querySelectorAll("input[name=form]")) {
    if (input.value === form) input.checked = true;
    input.addEventListener("change", redraw);
  }
  document.getElementById("copy").addEventListener("click", copy);
  readStyle().then(redraw);
}

async function readStyle() {
  const response = await fetch(document.getElementById("line-style").href);
  style = (await response.text()).replace(/\/\*.*?\*\//gs, "").trim();
}

/** Draws the snippet for `values`, a map of the attributes that are present, and a list inside; gives the form that is chosen. */
export function drawSnippet(values, hasList) {
  const form = document.querySelector("input[name=form]:checked").value;
  const code = document.querySelector("#snippet code");
  code.replaceChildren(...(form === "script" ? scriptForm(values) : elementForm(values, hasList)));
  const sourceless = form === "script" && !values.get("sources") && !values.get("config");
  const listless = form === "element" && !hasList;
  document.getElementById("snippet-note").textContent = NOTES[sourceless ? "sourceless" : listless ? "listless" : form];
  document.getElementById("copied").textContent = "";
  return form;
}

function scriptForm(values) {
  const data = [...values].map(([name, value]) => [PLAIN.includes(name) ? name : `data-${name}`, value]);
  return [
    ...configForm(values),
    ...openTag("script", [["async"], ["src", "headline-ticker.js"], ...data], 2), ...tag("</script>"),
  ];
}

function elementForm(values, hasList) {
  const list = [
    "\n  ", ...tag("<ul>"), "\n    ",
    ...tag("<li>"), ...openTag("a", [["href", "/news/1"]]), "…", ...tag("</a>"), ...tag("</li>"), "\n  ",
    ...tag("</ul>"), "\n",
  ];
  return [
    ...tag("<style>"), `\n${style}\n`, ...tag("</style>"), "\n",
    ...configForm(values),
    ...openTag("script", [["async"], ["src", "headline-ticker.js"]], 2), ...tag("</script>"), "\n",
    ...openTag("headline-ticker", [...values]), ...(hasList ? list : []), ...tag("</headline-ticker>"),
  ];
}

/** The inline script that `config` names, where it stands in this page. */
function configForm(values) {
  const text = configText(values.get("config"));
  if (text === "") return [];
  const open = openTag("script", [["type", "application/json"], ["id", values.get("config").slice(1)]], 2);
  return [...open, `\n${text}\n`, ...tag("</script>"), "\n"];
}

/** An opening tag; all attributes but the first `along` stand on a line of their own. */
function openTag(name, attributes, along = 1) {
  const written = attributes.map(([attribute, value]) => [
    element("span", { class: "attribute" }, attribute),
    ...(value === undefined ? [] : ["=", element("span", { class: "value" }, `"${escape(value)}"`)]),
  ]);
  return [
    ...tag(`<${name}`),
    ...written.slice(0, along).flatMap((parts) => [" ", ...parts]),
    ...written.slice(along).flatMap((parts) => ["\n", element("span", { class: "line" }, "    ", ...parts)]),
    ...tag(">"),
  ];
}

function tag(text) {
  return [element("span", { class: "tag" }, text)];
}

function escape(value) {
  return value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

async function copy() {
  const said = document.getElementById("copied");
  const snippet = document.getElementById("snippet");
  try {
    await navigator.clipboard.writeText(snippet.textContent);
    said.textContent = "Copied.";
  } catch {
    // Without the right to the clipboard the text is selected, so that one key copies it.
    getSelection().selectAllChildren(snippet);
    said.textContent = "Selected: press Ctrl C or ⌘ C.";
  }
}
