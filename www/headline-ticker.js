// The element class and the tag form. What is to be done is decided in Rust; here stands what must be there before the
// wasm is, what must outlive it if it traps, and what the DOM wants from a class.
//
// `cargo xtask build` puts `here` (this script's address) and wasm-bindgen's glue before these lines, and fills in __VERSION__,
// __STYLE__, __WASM_FILE__ and __WASM_INTEGRITY__.

const NAME = "headline-ticker";
const ATTRIBUTES = [
  "sources", "speed", "direction", "start", "interval", "timeout", "limit", "show", "separator", "label", "target",
  "pause-on", "controls",
];
const warn = (...message) => console.warn(`${NAME}:`, ...message);

// Where the browser does not say which script runs (one that was joined to others, say), every tag is ours that looks so.
const tagged = "script[data-sources], script[data-config]";
const script = document.currentScript ?? (here ? null : document.querySelector(`script[src*="${NAME}.js"], ${tagged}`));
const sheet = new CSSStyleSheet();
sheet.replaceSync(__STYLE__);

// Every ticker that stands in a page, and every request under way: a trap must reach them without Rust.
const standing = new Set();
const requests = new Set();

// A request for a feed. It is under way once made; its answer is read once Rust asks for it.
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

  // Hands the answer to Rust under a number: status 0 where none came, no text where it has more bytes than `limit`.
  async answer(limit, number) {
    const [status, text] = await this.#read(limit);
    wasm_bindgen.answered(number, status, text);
  }

  async #read(limit) {
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

// Requests that were made while the wasm was on its way, by address; the core's first request for the address adopts them.
const early = new Map();

// Called from Rust: the request for `url`, which may be under way already.
function ask(url) {
  const request = early.get(url) ?? new FeedRequest(url);
  early.delete(url);
  return request;
}

// Called from Rust: a moment as readers of `lang` write it, its time of day or, `dated`, its day.
function moment(lang, milliseconds, dated) {
  const options = dated ? { day: "numeric", month: "short" } : { hour: "2-digit", minute: "2-digit" };
  try {
    return new Intl.DateTimeFormat(lang || [], options).format(milliseconds);
  } catch {
    return new Intl.DateTimeFormat([], options).format(milliseconds);
  }
}

// Called from Rust: what a value itself says under a name, not what every object has.
function field(value, name) {
  return value instanceof Object && Object.hasOwn(value, name) ? value[name] ?? undefined : undefined;
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

// Called from Rust: what the page knows.
const page = () => document;
const timeline = () => document.timeline.currentTime ?? 0;
const computed = (element, property) => getComputedStyle(element)[property];

// Called from Rust: an event at the element; false if a listener prevented its default.
function dispatch(element, name, detail, bubbles) {
  return element.dispatchEvent(new CustomEvent(name, { detail, bubbles, composed: bubbles, cancelable: bubbles }));
}

// Called from Rust: an attribute, and a new element at the end of `parent`, of a class that is also its part.
const set = (element, name, value) => element.setAttribute(name, value);
function add(parent, tag, name, text) {
  const element = document.createElement(tag);
  element.className = name;
  set(element, "part", name);
  element.textContent = text;
  parent.append(element);
  return element;
}

// Called from Rust: a box `at` px from the edge that the strip travels towards.
function stand({ style }, at, right) {
  const place = `${at.toFixed(3)}px`;
  style.right = right ? place : "auto";
  style.left = right ? "auto" : place;
}

// Called from Rust: the strip's one animation. Four numbers are a keyframe: its offset, its travel in px, and the heights of
// its easing, which are NaN where it is linear.
function animate(strip, numbers, start, duration) {
  const keyframes = [];
  for (let at = 0; at < numbers.length; at += 4) {
    const [offset, travel, a, b] = numbers.subarray(at);
    const easing = a === a ? `cubic-bezier(${1 / 3},${a},${2 / 3},${b})` : "linear";
    keyframes.push({ offset, transform: `translateX(${travel}px)`, easing });
  }
  const animation = new Animation(new KeyframeEffect(strip, keyframes, { duration, fill: "both" }));
  animation.startTime = start;
  return animation;
}

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
        trapped = true;
        for (const request of requests) request.abort();
        for (const ticker of standing) ticker.surrender();
        warn("stopped by an error of its own; the list inside the element stands in its place.", error);
      }
    };
  }
  return copies;
}

// The wasm is asked for once a page.
let wasm;
function load() {
  const url = script?.dataset.wasm ?? new URL(__WASM_FILE__, here || script?.src || document.baseURI).href;
  wasm ??= wasm_bindgen({ module_or_path: fetch(url, { integrity: __WASM_INTEGRITY__ }) }).catch((error) => {
    warn(
      `${url} cannot be loaded, so the list inside the element stands.`,
      "A strict Content-Security-Policy must allow it in connect-src and have 'wasm-unsafe-eval' in script-src;",
      "another origin must send Access-Control-Allow-Origin.",
      error,
    );
    throw error;
  });
  return wasm;
}

class HeadlineTicker extends HTMLElement {
  static version = __VERSION__;
  static observedAttributes = [...ATTRIBUTES, "lang", "dir"];

  // Ends what this element observes and listens to; undefined while it stands in no page.
  #end;
  // Its number in Rust; undefined before the wasm is there and after it is gone.
  #ticker;
  // What was called before the wasm was there, in order.
  #calls = [];
  #state = "idle";
  #changing = false;
  #sizes = new ResizeObserver((sizes) => {
    for (const { target, borderBoxSize } of sizes) this.#tell("sized", target, borderBoxSize[0].inlineSize);
  });

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
    this.shadowRoot.append(document.createElement("slot"));
  }

  connectedCallback() {
    if (this.#end || trapped) return;
    standing.add(this);
    this.#end = new AbortController();
    for (const name of PROPERTIES) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    // The observer answers a frame later, which is late for a ticker that is there already.
    const { top, bottom, width } = this.getBoundingClientRect();
    if (width && top < 2 * innerHeight && bottom > -innerHeight && !document.hidden) {
      this.#begin();
      return;
    }
    const near = new IntersectionObserver(([entry]) => {
      if (!entry.isIntersecting) return;
      near.disconnect();
      this.#begin();
    }, { rootMargin: "100%" });
    near.observe(this);
    this.#end.signal.addEventListener("abort", () => near.disconnect());
  }

  // An element that is only moved is back before the microtask, and keeps all it has.
  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected || !this.#end) return;
      if (this.#ticker !== undefined) wasm_bindgen.disconnect(this.#ticker);
      this.#leave();
    });
  }

  attributeChangedCallback() {
    this.#change();
  }

  get headlines() {
    return this.#ticker === undefined ? [] : wasm_bindgen.headlines(this.#ticker) ?? [];
  }

  set headlines(value) {
    this.#call("set_headlines", value);
  }

  get state() {
    return this.#ticker === undefined ? this.#state : wasm_bindgen.state(this.#ticker) ?? "failed";
  }

  get paused() {
    return this.#ticker !== undefined && Boolean(wasm_bindgen.paused(this.#ticker));
  }

  play() {
    this.#call("play");
  }

  pause() {
    this.#call("pause");
  }

  refresh() {
    return new Promise((resolve) => this.#call("refresh", resolve));
  }

  // Rust has trapped: the own list stands again, and nothing else is left.
  surrender() {
    this.#leave();
    this.#state = "failed";
    this.shadowRoot.replaceChildren(document.createElement("slot"));
  }

  // Asks for the wasm and for the feeds that need no thought at the same moment, then hands over to Rust.
  async #begin() {
    const { signal } = this.#end;
    this.#state = "loading";
    const asked = this.#ask();
    try {
      await load();
    } catch {
      this.#state = "failed";
    }
    if (this.#state !== "failed" && !signal.aborted) this.#connect(signal);
    // What Rust did not want is ended.
    for (const url of asked) {
      early.get(url)?.abort();
      early.delete(url);
    }
  }

  // Asks for the feeds on the web that no request is under way for, and returns their addresses.
  #ask() {
    const asked = [];
    for (const source of (this.getAttribute("sources") ?? "").match(/\S+/g) ?? []) {
      let url;
      try {
        url = new URL(source, document.baseURI);
      } catch {
        continue; // Rust says what is wrong with it.
      }
      if (source.startsWith("#") || !/^https?:$/.test(url.protocol) || early.has(url.href)) continue;
      early.set(url.href, new FeedRequest(url.href));
      asked.push(url.href);
    }
    return asked;
  }

  #connect(signal) {
    const root = this.shadowRoot;
    this.#ticker = wasm_bindgen.connect(this, root, this.#sizes);
    const tell = (event) => this.#tell("heard", event);
    const listen = (target, ...types) => types.forEach((type) => target.addEventListener(type, tell, { signal }));
    listen(root, "pointerover", "pointerdown", "focusin", "focusout", "click", "auxclick");
    listen(this, "pointerleave");
    listen(document, "pointerup", "pointercancel", "DOMContentLoaded");
    const still = matchMedia("(prefers-reduced-motion: reduce)");
    const prefer = () => this.#tell("preferences", still.matches, document.hidden);
    still.addEventListener("change", prefer, { signal });
    document.addEventListener("visibilitychange", prefer, { signal });
    prefer();
    this.#tell("changed");
    const sight = new IntersectionObserver((entries) => this.#tell("seen", entries.at(-1).isIntersecting));
    sight.observe(this);
    const children = new MutationObserver(() => this.#change());
    children.observe(this, { childList: true, subtree: true, characterData: true });
    signal.addEventListener("abort", () => [sight, children, this.#sizes].forEach((observer) => observer.disconnect()));
    for (const [name, value] of this.#calls.splice(0)) this.#tell(name, value);
  }

  #leave() {
    standing.delete(this);
    for (const animation of this.shadowRoot.getAnimations()) animation.cancel();
    this.#end?.abort();
    this.#end = this.#ticker = undefined;
    this.#state = "idle";
  }

  #tell(name, ...values) {
    if (this.#ticker !== undefined) wasm_bindgen[name](this.#ticker, ...values);
  }

  #call(name, value) {
    if (this.#ticker === undefined) this.#calls.push([name, value]);
    else this.#tell(name, value);
  }

  // Changes of one task are told together.
  #change() {
    if (this.#changing) return;
    this.#changing = true;
    queueMicrotask(() => {
      this.#changing = false;
      this.#tell("changed");
    });
  }
}

// A property for each attribute.
const property = (attribute) => attribute.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
for (const attribute of ATTRIBUTES) {
  Object.defineProperty(HeadlineTicker.prototype, property(attribute), {
    configurable: true,
    enumerable: true,
    get() {
      return this.getAttribute(attribute);
    },
    set(value) {
      if (value == null) this.removeAttribute(attribute);
      else this.setAttribute(attribute, value);
    },
  });
}
const PROPERTIES = [...ATTRIBUTES.map(property), "headlines"];

// The tag form: an element right after the script, which stays, as a framework may own it.
const TURNED = Symbol.for(NAME);
function turn(tag) {
  if (tag[TURNED] || !tag.matches(tagged)) return;
  tag[TURNED] = true;
  if (tag.closest("head")) {
    warn("a script in <head> cannot show a ticker; put it where the ticker belongs in <body>.", tag);
    return;
  }
  const ticker = document.createElement(NAME);
  for (const name of ATTRIBUTES) {
    const value = tag.getAttribute(`data-${name}`);
    if (value !== null) ticker.setAttribute(name, value);
  }
  for (const name of ["class", "lang", "dir", "id"]) {
    const value = tag.getAttribute(name);
    if (value !== null) ticker.setAttribute(name, value);
  }
  tag.removeAttribute("id");
  tag.after(ticker);
}

// The first definition on a page wins.
const defined = customElements.get(NAME);
if (!defined) customElements.define(NAME, HeadlineTicker);
else if (defined.version !== __VERSION__) {
  warn(`version ${defined.version} is on this page already; version ${__VERSION__} leaves the page to it.`);
}
if (!here || script) (document.currentScript ? [script] : document.querySelectorAll(tagged)).forEach(turn);
