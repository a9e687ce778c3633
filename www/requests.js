// Requests for feeds: made here, judged in Rust.
//
// `cargo xtask build` puts these lines before those of headline-ticker.js.

// Every request under way: a trap must end them without Rust.
const requests = new Set();

// Those that were made while the wasm was on its way, by address, and those whose answer Rust awaits, by its number for them.
const early = new Map();
const awaited = new Map();

// The body of each source that was last read well, so that the same one need not be read again.
const bodies = new Map();

// A request is under way once made.
class FeedRequest {
  #controller = new AbortController();
  #response;

  constructor(url) {
    requests.add(this);
    const signal = this.#controller.signal;
    this.#response = fetch(url, { signal, cache: "no-cache", credentials: "same-origin" });
    this.#response.catch(() => requests.delete(this));
  }

  abort() {
    this.#controller.abort();
    requests.delete(this);
  }

  // The status, 0 where no answer came, and the text, none where it has more bytes than `limit`.
  async read(limit) {
    try {
      const response = await this.#response;
      const { status } = response;
      const decoder = new TextDecoder();
      const reader = response.body.getReader();
      let text = "";
      for (let size = 0; ; ) {
        const { done, value } = await reader.read();
        if (done) return [status, text + decoder.decode()];
        size += value.length;
        if (size > limit) return [status];
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
async function ask(url, number, limit) {
  const request = early.get(url) ?? new FeedRequest(url);
  early.delete(url);
  awaited.set(number, request);
  const [status, text] = await request.read(limit);
  // What was ended meanwhile is no answer.
  if (!awaited.delete(number)) return;
  if (wasm_bindgen.answered(number, url, status, text, text === bodies.get(url))) bodies.set(url, text);
}

// Called from Rust: ends a request.
function abort(number) {
  awaited.get(number)?.abort();
  awaited.delete(number);
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
