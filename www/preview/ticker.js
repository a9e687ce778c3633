// The ticker of the page. Where its sources change it gives way to a fresh one, as what an old one shows leaves the line only at
// the pace of reading. So nobody holds the element: whoever wants it asks, and events are heard at the frame around it.

const frame = document.getElementById("frame");

/** The attributes that say which headlines there are. */
const SOURCES = ["sources", "config"];

/** The list inside the element, as the page came with it. */
const ownList = ticker().querySelector("ul");

const lookers = [];
let waits = false;
let reasons = [];

/** The one that stands now. */
export function ticker() {
  return document.getElementById("ticker");
}

/** Whether there is a list inside the element. */
export function hasList() {
  return ticker().childElementCount > 0;
}

/**
 * Sets attributes, of which null takes one away, and whether there is a list inside, which is a source as well. What is changed
 * about sources begins the line anew.
 */
export function change(values, lists = hasList()) {
  const old = ticker();
  const differs = (name) => values.has(name) && values.get(name) !== old.getAttribute(name);
  const begins = lists !== hasList() || SOURCES.some(differs);
  const changed = begins ? old.cloneNode() : old;
  for (const [name, value] of values) {
    if (value === null) changed.removeAttribute(name);
    else if (value !== changed.getAttribute(name)) changed.setAttribute(name, value);
  }
  if (!begins) return;
  if (lists) changed.append(ownList.cloneNode(true));
  // Who has stopped the line wants no other one to move.
  const stands = reasons.includes("user");
  reasons = [];
  old.replaceWith(changed);
  if (stands) changed.pause();
}

/** Calls `listener` with each event of this name, whichever ticker stands. Capturing hears those that do not bubble as well. */
export function hear(name, listener) {
  frame.addEventListener(name, (event) => event.target === ticker() && listener(event), true);
}

/** Calls `redraw` soon after attributes of these names, or the element, have changed, whoever changed them. */
export function observe(names, redraw) {
  new MutationObserver(redraw).observe(frame, { attributeFilter: names, childList: true, subtree: true });
}

/** Calls `look({ticker, headlines, reasons})` soon after anything that may have changed what the ticker says of itself. */
export function follow(look) {
  lookers.push(look);
}

/** Has everyone who follows the ticker look at once. */
export function look() {
  waits = false;
  const now = ticker();
  // Its script may not be there yet.
  if (!now.headlines) return;
  const { headlines } = now;
  for (const looker of lookers) looker({ ticker: now, headlines, reasons });
}

/** Several changes come together, and one look is enough for all of them. */
export function lookSoon() {
  if (waits) return;
  waits = true;
  setTimeout(look, 50);
}

hear("statechange", ({ detail }) => ({ reasons } = detail));
for (const name of ["load", "loadend", "statechange", "error"]) hear(name, lookSoon);
// Settings such as `order` change the list without an event; the frame's own width does not.
new MutationObserver((records) => {
  if (records.some(({ target, type }) => type === "childList" || target !== frame)) lookSoon();
}).observe(frame, { attributes: true, childList: true, subtree: true });
// So does what a live source sends, which only a configuration can name, and what becomes too old.
setInterval(() => !document.hidden && (ticker().hasAttribute("config") || ticker().hasAttribute("max-age")) && lookSoon(), 2000);
customElements.whenDefined("headline-ticker").then(lookSoon);
