// The last good lists, in this browser's storage: kept and looked up here; whether and when is decided in Rust. Every access may
// throw, where the storage is full or not allowed, and what is there may be anything.
//
// `cargo xtask build` puts these lines before those of headline-ticker.js.

// The beginning of our keys; the number is that of the form in which a list is kept: the time, and right after it the JSON.
const KEPT = "headline-ticker:1:";

// The most headlines of a list that is kept, the most characters, which take two bytes each, and the milliseconds after which no list is
// shown any more.
const MOST_HEADLINES = 100;
const MOST = 2 ** 15;
const LONGEST = 30 * 864e5;

// Called from Rust: has `recalled` called with that number, when a list was kept and the list; not where there is none.
function recall(name, number) {
  try {
    const text = localStorage.getItem(KEPT + name);
    const time = parseInt(text);
    wasm_bindgen.recalled(number, time, JSON.parse(text.slice(`${time}`.length)));
  } catch {
    // It is a convenience only.
  }
}

// Keeps a list, as much of it as there is room for, and lets go of what is of no use any more; unless `anew`, with the time of what was
// kept, if anything was.
function keep(name, list, anew) {
  let text = "";
  for (const headline of list) {
    const more = `${text && ","}${JSON.stringify(headline)}`;
    if (text.length + more.length > MOST) break;
    text += more;
  }
  try {
    const now = Date.now();
    const time = anew ? now : parseInt(localStorage.getItem(KEPT + name));
    if (!time) return;
    for (const key of Object.keys(localStorage)) {
      const isFresh = key.startsWith(KEPT) && parseInt(localStorage.getItem(key)) > now - LONGEST;
      if (/^headline-ticker:\d+:/.test(key) && !isFresh) localStorage.removeItem(key);
    }
    localStorage.setItem(KEPT + name, `${time}[${text}]`);
  } catch {
    // It is a convenience only.
  }
}
