// The event log: every event of the ticker and every console warning of the page, newest first, one readable line each.

import { element } from "./element.js";
import { hear } from "./ticker.js";
import { hearWarnings } from "./warnings.js";

/** Older entries leave, so that a preview left open for a day stays light. */
const KEPT = 200;

/** What the detail of each event says in one line. */
const LINES = {
  loadstart: () => "a round of requests begins",
  load: () => "a source has answered",
  loadend: () => "the round is over",
  error: errorLine,
  statechange: ({ state, paused, reasons }) => `${state}, ${paused ? `paused: ${reasons.join(", ")}` : "running"}`,
  "image-report": ({ reason, image }) => `${reason} · ${shortened(image)}`,
  "headline-click": ({ title, publisher, url }) => [publisher, title, url].filter(Boolean).join(" · "),
};

/** Logs the ticker's events and the page's console warnings from now on. */
export function wireLog() {
  for (const [name, line] of Object.entries(LINES)) hear(name, (event) => append(name, line(event.detail ?? {})));
  hearWarnings((parts) => append("warning", parts.map(said).filter(Boolean).join(" ")));
  document.getElementById("clear-log").addEventListener("click", () => {
    document.getElementById("log").replaceChildren();
    document.getElementById("log-empty").hidden = false;
  });
}

function errorLine({ source, reason, status, attempt, nextAttempt }) {
  const why = reason === "status" ? `answered ${status}` : reason;
  const next = nextAttempt ? `next at ${clock(new Date(nextAttempt))}` : "no further attempt";
  return `${shortened(source)}: ${why}, attempt ${attempt}, ${next}`;
}

/** An address of our own origin without the origin, which says nothing here. */
function shortened(source) {
  return source.startsWith(`${location.origin}/`) ? source.slice(location.origin.length) : source;
}

/** A warning may carry the element that it is about: the console shows it, a line of text cannot. */
function said(part) {
  return part instanceof Element ? "" : String(part);
}

function append(name, line) {
  const log = document.getElementById("log");
  const now = new Date();
  log.prepend(element("li", { "data-event": name },
    element("time", { datetime: now.toISOString() }, clock(now)),
    element("b", {}, name),
    element("span", { dir: "auto" }, line)));
  while (log.childElementCount > KEPT) log.lastElementChild.remove();
  document.getElementById("log-empty").hidden = true;
}

function clock(date) {
  return date.toLocaleTimeString("en-GB");
}
