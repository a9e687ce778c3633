// Feeds: requests for them are made here, and what they hold is looked up here; both are judged in Rust.
//
// `cargo xtask build` puts these lines before those of headline-ticker.js.

// Every request under way: a trap must end them without Rust.
const requests = new Set();

// Those that were made while the wasm was on its way, by address, and those whose answer Rust awaits, by its number for them.
const early = new Map();
const awaited = new Map();

// The body of each source that was last read well, so that the same one need not be read again.
const bodies = new Map();

// The most bytes that a feed may have.
const LIMIT = 2 ** 21;

// A request is under way once made, and read as it comes, so that a feed which is there before Rust is need not be waited for.
class FeedRequest {
  #controller = new AbortController();

  constructor(url) {
    requests.add(this);
    this.answer = this.#read(url);
  }

  abort() {
    this.#controller.abort();
    requests.delete(this);
  }

  // The status, 0 where no answer came, and the text, none where it has too many bytes.
  async #read(url) {
    try {
      const { signal } = this.#controller;
      const { status, body } = await fetch(url, { signal, cache: "no-cache", credentials: "same-origin" });
      const decoder = new TextDecoder();
      const reader = body.getReader();
      let text = "";
      for (let size = 0; ; ) {
        const { done, value } = await reader.read();
        if (done) return [status, text + decoder.decode()];
        size += value.length;
        if (size > LIMIT) return [status];
        text += decoder.decode(value, { stream: true });
      }
    } catch {
      return [0];
    } finally {
      this.abort();
    }
  }
}

// Called from Rust: asks a source, if its request is not under way already, and has `answered` called once with that number.
async function ask(url, number) {
  const request = early.get(url) ?? new FeedRequest(url);
  early.delete(url);
  awaited.set(number, request);
  const [status, text] = await request.answer;
  // What was ended meanwhile is no answer.
  if (!awaited.delete(number)) return;
  if (wasm_bindgen.answered(number, url, status, text, text === bodies.get(url))) bodies.set(url, text);
}

// Called from Rust: ends a request.
function abort(number) {
  awaited.get(number)?.abort();
  awaited.delete(number);
}

// Ends what was asked for early and nobody wanted.
function forgetEarly() {
  for (const request of early.values()) request.abort();
  early.clear();
}

// Called from Rust: lets go of what is kept of a source.
const forget = (url) => bodies.delete(url);

// Called from Rust: the text of an inline source, and the JSON of a text; undefined where there is none.
const inline = (id) => document.getElementById(id)?.textContent;
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// Called from Rust: what a value itself says under a name, not what every object has. A page's own value may throw.
function field(value, name) {
  try {
    return value && typeof value === "object" && Object.hasOwn(value, name) ? value[name] ?? undefined : undefined;
  } catch {
    return undefined;
  }
}

// Called from Rust: the list inside an element, as a feed.
function entries(element) {
  return Array.from(element.querySelectorAll("li"), (entry) => {
    const link = entry.querySelector("a[href]");
    const said = (name) => link?.getAttribute(name) ?? entry.getAttribute(name);
    return {
      title: (link ?? entry).textContent,
      url: link?.getAttribute("href"),
      publisher: said("data-publisher"),
      date: entry.querySelector("time")?.getAttribute("datetime"),
      lang: said("lang"),
      dir: said("dir"),
    };
  });
}
