// The wasm: how it comes, and what becomes of the page if it traps.
//
// `cargo xtask build` puts these lines before those of headline-ticker.js, and fills in __WASM_FILE__ and __WASM_INTEGRITY__.

// Every ticker that stands in a page: a trap must reach them without Rust.
const standing = new Set();

// The glue calls the wasm's exports through these copies. After a trap no Rust runs again, and the own lists stand.
let trapped = false;
function guard(exports) {
  const copies = {};
  for (const [name, value] of Object.entries(exports)) {
    copies[name] = typeof value !== "function" ? value : (...values) => {
      if (trapped) return;
      try {
        return value(...values);
      } catch (error) {
        if (trapped) return;
        trapped = true;
        for (const request of requests) request.abort();
        for (const source of streams.keys()) unlisten(source);
        for (const ticker of standing) ticker.surrender();
        warn("stopped by an error of its own; the list inside the element stands in its place.", error);
      }
    };
  }
  return copies;
}

// The wasm is asked for once a page. Once it is there, and every ticker that waited for it has asked, what was asked for early
// and nobody wanted is ended.
let wasm;
let loaded = false;
function load() {
  const url = script?.dataset.wasm ?? new URL(__WASM_FILE__, here || script?.src || document.baseURI).href;
  wasm ??= wasm_bindgen({ module_or_path: fetch(url, { integrity: __WASM_INTEGRITY__ }) }).catch((error) => {
    warn(
      `${url} cannot be loaded, so the list inside the element stands. It must lie beside the script.`,
      "A strict Content-Security-Policy must allow it in connect-src and have 'wasm-unsafe-eval' in script-src;",
      "another origin must send Access-Control-Allow-Origin.",
      error,
    );
    throw error;
  }).finally(() => {
    loaded = true;
    setTimeout(forgetEarly);
  });
  return wasm;
}
