// Feeds: requests for them are made here, and what they hold is looked up here; both are judged in Rust.
//
// `cargo xtask build` puts these lines before those of headline-ticker.js.

// Of every request under way what ends it: a trap must do so without Rust.
const requests = new Set();

// Those that were made while the wasm was on its way, by how they were made, and those whose answer Rust awaits, by its number
// for them.
const early = new Map();
const awaited = new Map();

// By Rust's number of a source: the body that was last read well, so that the same one need not be read again, and the connection
// by which it sends headlines by itself.
const bodies = new Map();
const streams = new Map();

// The most bytes that a feed may have.
const LIMIT = 2 ** 21;

// A request is under way once made, and read as it comes, so that a feed which is there before Rust is need not be waited for. Its
// answer is a list: the status, 0 where no answer came, the bytes or the text, none where there are too many, their type, and what
// the server says of the next time.
// With a body it is a POST.
function begin(url, credentials, body) {
  const controller = new AbortController();
  const answer = url.startsWith("#") ? fromPage(url) : fromWeb(url, credentials, body, controller);
  return { answer, abort: () => controller.abort() };
}

// An inline script is awaited as long as it may still be parsed.
async function fromPage(url) {
  const id = url.slice(1);
  if (document.readyState === "loading" && inline(id) == null) {
    await new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }));
  }
  const text = inline(id);
  return [text == null ? 0 : 200, text];
}

async function fromWeb(url, credentials, sent, controller) {
  requests.add(controller);
  try {
    const { signal } = controller;
    const { status, body, headers } = await fetch(url, { method: sent && "POST", body: sent, signal, cache: "no-cache", credentials });
    const type = headers.get("content-type") ?? "";
    const said = [type, headers.get("cache-control"), headers.get("retry-after")];
    // One that sends by itself would never end, and has no list.
    if (/^text\/event-stream/i.test(type)) return [status, "[]", ...said];
    if (!body) return [status, "", ...said];
    const reader = body.getReader();
    const pieces = [];
    for (let size = 0; ; ) {
      const { done, value } = await reader.read();
      if (done) return [status, await new Blob(pieces).arrayBuffer(), ...said];
      size += value.length;
      if (size > LIMIT) return [status, , ...said];
      pieces.push(value);
    }
  } catch {
    return [0];
  } finally {
    controller.abort();
    requests.delete(controller);
  }
}

// Asks for a feed on the web before Rust is there.
function askEarly(url, credentials) {
  const name = credentials + url;
  if (!early.has(name)) early.set(name, begin(url, credentials));
}

// Called from Rust: asks a source, if its request is not under way already, and has `answered` called once with that number.
async function ask(url, credentials, number, source) {
  const name = credentials + url;
  const request = early.get(name) ?? begin(url, credentials);
  early.delete(name);
  awaited.set(number, request);
  const [status, bytes, type, ...said] = await request.answer;
  // What was ended meanwhile is no answer.
  if (!awaited.has(number)) return;
  const text = bytes && decoded(bytes, type);
  const same = text === bodies.get(source);
  const document = same || text == null ? undefined : await parsed(text, url, credentials, request);
  if (!awaited.delete(number)) return;
  if (wasm_bindgen.answered(number, status, text, document, same, ...said)) bodies.set(source, text);
}

// The text of a feed's bytes, in the encoding that Rust finds; one that no browser knows is read as UTF-8.
function decoded(bytes, type) {
  if (typeof bytes === "string") return bytes;
  const head = String.fromCharCode(...new Uint8Array(bytes).subarray(0, 200));
  try {
    return new TextDecoder(wasm_bindgen.charset(type, head)).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

// The namespaces that have a name of their own whatever a feed calls them; the root's own has none.
const SPACES = {
  "http://search.yahoo.com/mrss/": "media",
  "http://purl.org/dc/elements/1.1/": "dc",
  "http://purl.org/rss/1.0/modules/content/": "content",
};

// How deep an element's children are read; no feed has its headlines deeper.
const DEPTH = 7;

// An element as JSON, by the convention that src/load/feed/mod.rs describes.
function tree(element, own, depth = DEPTH) {
  const node = Object.create(null);
  for (const { name, value } of element.attributes) node[name.replace(":", "$")] = value;
  for (const child of depth ? element.children : []) {
    const { namespaceURI, nodeName, localName } = child;
    const space = SPACES[namespaceURI];
    const name = namespaceURI === own ? localName : space ? `${space}$${localName}` : nodeName.replace(":", "$");
    // A child goes before an attribute of its name.
    if (!Array.isArray(node[name])) node[name] = [];
    node[name].push(tree(child, own, depth - 1));
  }
  node.$t = element.textContent;
  return node;
}

// Called for Trusted Types: what is read as a document of XML is never put into the page.
let policy;
function trusted(text) {
  policy ??= globalThis.trustedTypes?.createPolicy(NAME, { createHTML: (text) => text }) ?? { createHTML: (text) => text };
  return policy.createHTML(text);
}

// The same address asked for as a document, which needs no policy; what ends the first request ends this one. It cannot be asked for
// without the cookies of the page's own origin.
const asDocument = (url, credentials, first) => new Promise((resolve) => {
  if (credentials === "omit" && new URL(url).origin === location.origin) return resolve();
  const request = new XMLHttpRequest();
  requests.add(request);
  first.abort = () => request.abort();
  request.open("GET", url);
  request.responseType = "document";
  request.overrideMimeType("text/xml");
  request.withCredentials = credentials === "include";
  request.onloadend = () => requests.delete(request) && resolve(request.responseXML);
  request.send();
});

// What a text holds: JSON as it is, XML as JSON; else the number of what is wrong with it, which Rust knows in words.
async function parsed(text, url, credentials, request) {
  const start = text.trimStart();
  if (start[0] !== "<") return parse(text) ?? 0;
  if (/^<(!doctype )?html/i.test(start)) return 1;
  // Chromium's parser styles what it says of broken XML, which a strict policy reports; most of it is only cut off.
  const name = /^(?:<!--[^]*?-->|<[?!][^]*?>|\s)*<([^\s/>]+)/.exec(start)?.[1];
  if (!start.includes(`</${name}`)) return 2;
  let xml;
  try {
    xml = new DOMParser().parseFromString(trusted(start), "text/xml");
  } catch {
    xml = await asDocument(url, credentials, request);
    if (!xml) return 3;
  }
  const root = xml.documentElement;
  if (!root || xml.querySelector("parsererror")) return 2;
  return { [root.localName]: tree(root, root.namespaceURI) };
}

// Called from Rust: ends a request.
function abort(number) {
  awaited.get(number)?.abort();
  awaited.delete(number);
}

// Called from Rust: has `streamed` called with whatever a source sends by itself. The browser mends a connection that breaks;
// one that it gives up is lost.
function listen(url, credentials, source) {
  const stream = new EventSource(url, { withCredentials: credentials === "include" });
  stream.onmessage = ({ data }) => wasm_bindgen.streamed(source, parse(`[${data}]`));
  stream.onerror = () => stream.readyState === 2 && streams.delete(source) && wasm_bindgen.lost(source);
  streams.set(source, stream);
}

// Called from Rust: listens to a source no more.
function unlisten(source) {
  streams.get(source)?.close();
  streams.delete(source);
}

// Ends what was asked for early and nobody wanted.
function forgetEarly() {
  for (const request of early.values()) request.abort();
  early.clear();
}

// Called from Rust: lets go of what is kept of a source.
function forget(source) {
  bodies.delete(source);
  unlisten(source);
}

// The text of an inline script, and the JSON of a text; undefined where there is none.
const inline = (id) => document.getElementById(id)?.textContent;
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// Called from Rust: the object that an element's attribute `config` names; undefined where there is none.
function configuration(element) {
  const value = parse(inline(element.getAttribute("config")?.trim().slice(1)));
  return value && typeof value === "object" ? value : undefined;
}

// Called from Rust: what a configuration has under the name of an attribute, as text, so that Rust can say what is wrong with it.
function written(configuration, name) {
  const value = field(configuration, name);
  return value === undefined ? value : `${value}`;
}

// Called from Rust: what a value itself says under a name, not what every object has. A page's own value may throw.
function field(value, name) {
  try {
    return value && typeof value === "object" && Object.hasOwn(value, name) ? value[name] ?? undefined : undefined;
  } catch {
    return undefined;
  }
}

// Called from Rust: an address made absolute, against the page where `base` is empty; undefined where it is none.
function resolved(url, base) {
  try {
    return new URL(url, base || document.baseURI).href;
  } catch {
    return undefined;
  }
}

// Called from Rust: a number, NaN for what is none.
const numeric = (value) => typeof value === "number" ? value : NaN;

// Called from Rust: the names of what a value itself has.
const names = (value) => Object.keys(value);

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
