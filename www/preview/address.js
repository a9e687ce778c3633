// The page's address holds what differs from the start, so that a setting can be shared as a link:
// `?speed=100&sources=english+mixed&lang=en&dir=ltr&theme=dark&width=640`.

/** What the address may say about the page itself, beside the ticker's attributes. */
const PAGE = ["theme", "look", "width", "form", "own"];

/** A sample feed is named by its short name in the address: `english` is `feeds/english.json`. */
const SAMPLE = /^feeds\/([\w-]+)\.json$/;

/**
 * Reads the address: `attributes` is a map of the ticker's attributes, null where the start's value is taken away
 * (`-lang`); `page` is a map of what concerns the page.
 */
export function readAddress(names) {
  const query = new URLSearchParams(location.search);
  const attributes = new Map();
  for (const name of names) {
    if (query.has(`-${name}`)) attributes.set(name, null);
    if (query.has(name)) attributes.set(name, name === "sources" ? longSources(query.get(name)) : query.get(name));
  }
  return { attributes, page: new Map(PAGE.map((name) => [name, query.get(name) ?? ""])) };
}

/** Writes into the address how `values` differ from `start`, and what `page` says that is not empty. */
export function writeAddress(names, start, values, page) {
  const query = new URLSearchParams();
  for (const name of names) {
    const value = values.get(name);
    if (value === start.get(name)) continue;
    if (value === undefined) query.set(`-${name}`, "");
    else query.set(name, name === "sources" ? shortSources(value) : value);
  }
  for (const [name, value] of page) if (value) query.set(name, value);
  const search = query.toString() === "" ? "" : `?${query}`;
  history.replaceState(null, "", `${location.pathname}${search}${location.hash}`);
}

function longSources(text) {
  return text.split(/\s+/).map((word) => (/^[\w-]+$/.test(word) ? `feeds/${word}.json` : word)).join(" ");
}

function shortSources(text) {
  return text.split(/\s+/).map((word) => word.replace(SAMPLE, "$1")).join(" ");
}
