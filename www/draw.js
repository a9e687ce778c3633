// What is drawn in several places: elements, links, images, and moments as readers of a language write them.
//
// `cargo xtask build` puts these lines before those of headline-ticker.js.

// Sets attributes; one that is null or undefined is left out.
function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value != null) element.setAttribute(name, value);
  }
  return element;
}

// A new element at the end of `parent`, of a class that is also its part, unless its attributes say otherwise.
function add(parent, tag, name, attributes, text = "") {
  const element = set(document.createElement(tag), { class: name, part: name, ...attributes });
  element.textContent = text;
  parent.append(element);
  return element;
}

// What leads to an article, where that has an address.
const addLink = (parent, name, href, target, attributes, text) =>
  add(parent, href ? "a" : "span", name, href ? { ...attributes, href, rel: "noopener", target } : attributes, text);

// An image that is asked for once it is near the view.
const addImage = (parent, name, attributes) =>
  add(parent, "img", name, { loading: "lazy", decoding: "async", referrerpolicy: "no-referrer", ...attributes });

// The button that closes what it stands in.
const addClose = (parent, name, close) =>
  add(parent, "button", "close", { type: "button", "aria-label": name, title: name }).addEventListener("click", close);

// What `write` makes of a language, or of the browser's own where it is none. Browsers differ in the numerals of Arabic without a region.
function localized(lang, write) {
  try {
    return write(/^ar$/i.test(lang) ? "ar-u-nu-latn" : lang || []);
  } catch {
    return write([]);
  }
}

// A moment as readers of `lang` write it: its day where it is `dated`, else its time of day.
function moment(lang, milliseconds, dated) {
  const options = dated ? { day: "numeric", month: "short" } : { timeStyle: "short" };
  return localized(lang, (locale) => new Intl.DateTimeFormat(locale, options).format(milliseconds));
}

// A word as it stands before something else. French sets a space before the colon.
const introducing = (lang, word) => `${word}${/^fr\b/i.test(lang) ? "\u00a0" : ""}: `;

// How long ago a moment was, in minutes, hours or days.
function age(lang, milliseconds) {
  let count = (milliseconds - Date.now()) / 6e4;
  let unit = "minute";
  if (count < -59) [count, unit] = [count / 60, "hour"];
  if (count < -23) [count, unit] = [count / 24, "day"];
  const options = { numeric: "auto", style: "short" };
  // "This minute" says less than that it was a minute ago.
  return localized(lang, (locale) => new Intl.RelativeTimeFormat(locale, options).format(Math.min(Math.round(count), -1), unit));
}

// By language and least number of digits what writes numbers: to make one takes longer than to write.
const formats = new Map();

// A number as readers of `lang` write it, in at least so many digits.
function digits(lang, number, least = 1) {
  const name = lang + least;
  if (!formats.has(name)) {
    const options = { minimumIntegerDigits: least, useGrouping: false };
    formats.set(name, localized(lang, (locale) => new Intl.NumberFormat(locale, options)));
  }
  return formats.get(name).format(number);
}

// A day in two digits, two, and four, in that order in every language.
function day(lang, milliseconds) {
  const date = new Date(milliseconds);
  return [digits(lang, date.getDate(), 2), digits(lang, date.getMonth() + 1, 2), digits(lang, date.getFullYear(), 4)].join(" - ");
}

function addDay(parent, name, lang, milliseconds) {
  add(parent, "time", name, { datetime: new Date(milliseconds).toISOString() }, day(lang, milliseconds));
}
