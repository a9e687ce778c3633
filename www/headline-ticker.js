// The element class. What is to be done is decided in Rust; here stands what must be there before the
// wasm is, what must outlive it if it traps, and what the DOM wants from a class.
//
// `cargo xtask build` puts `here` (this script's address), wasm-bindgen's glue and the other scripts before these lines, tag.js after
// them, and fills in __VERSION__ and __STYLE__.

const NAME = "headline-ticker";
const ATTRIBUTES = [
  "sources", "config", "proxy", "speed", "direction", "start", "interval", "timeout", "limit", "show", "separator", "label",
  "target", "pause-on", "controls", "card", "report", "cache", "credentials", "max-age", "order", "dedupe", "include", "exclude",
];
const warn = (...message) => console.warn(`${NAME}:`, ...message.filter(Boolean));

// Where the browser does not say which script runs (one that was joined to others, say), every tag is ours that looks so.
const tagged = "script[data-sources], script[data-config]";
const script = document.currentScript ?? (here ? null : document.querySelector(`script[src*="${NAME}.js"], ${tagged}`));
const sheet = new CSSStyleSheet();
sheet.replaceSync(__STYLE__);

// Why a strip stands, by the numbers of `Reason` in Rust.
const USER = 0;
const HOVER = 1;
const PRESS = 3;
const HIDDEN = 4;
const OFFSCREEN = 5;
const REDUCED_MOTION = 6;
const SELECTION = 9;

// A headline as the page's script gets it, of what `write` of Rust says of one in this order; undefined where that is none.
const headlineOf = (values) => {
  if (!values) return undefined;
  const [, key, id, title, url, publisher, source, date, summary, address, alt, blocked, lang, dir, breaking, ...also] = values;
  const image = address && { url: address, alt, blocked };
  return { key, id, title, url, publisher, source, date, summary, image, lang, dir, breaking, also };
};

// Those whom Rust has something to do, by number: the page is 0, then come the tickers. One that has left does nothing.
const parties = new Map([[0, { ask, abort, listen, unlisten, forget, warn, askBlocked, sendReport, keepReport, recallReports }]]);
let last = 0;

// Called from Rust.
const perform = (number, what, values) => parties.get(number)?.[what](...values);

class HeadlineTicker extends HTMLElement {
  static version = __VERSION__;
  static observedAttributes = [...ATTRIBUTES, "lang", "dir"];

  // Ends what this element observes and listens to; undefined while it stands in no page.
  #end;
  // Its number in Rust; undefined before the wasm is there and after it is gone.
  #ticker;
  // What was last said of it.
  #state = "idle";
  #paused = false;
  // What was called before the wasm was there, in order; null once it is known that it never will be.
  #calls = [];
  // Those who wait for the end of a refresh, the oldest first.
  #waiting = [];
  #changing = false;
  #isVertical = false;
  // Whether the last press was a finger's.
  #isTouched = false;
  // Its shadow tree, as long as it has a number, and what ends a selection in it.
  #line;
  #floating;
  #deselect;
  #sizes = new ResizeObserver((sizes) => {
    // Not by the size that is told: under CSS zoom, browsers differ in what they tell.
    for (const { target } of sizes) this.#tell("sized", target.dataset.item ?? 0, widthOf(target));
    this.#floating?.measure();
  });

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
    this.shadowRoot.append(document.createElement("slot"));
  }

  connectedCallback() {
    if (this.#end) {
      // One that was only moved has mostly lost the focus, which not every browser tells.
      if (!this.shadowRoot.activeElement) this.#hand(FOCUS, 0);
      // A browser hides what stands on top of all.
      this.#hand(CLOSE);
      return;
    }
    if (trapped) return;
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
    const { signal } = this.#end;
    const near = new IntersectionObserver((entries) => {
      // What was noted before the end can come after it.
      if (signal.aborted || !entries.at(-1).isIntersecting) return;
      near.disconnect();
      this.#begin();
    }, { rootMargin: "100%" });
    near.observe(this);
    signal.addEventListener("abort", () => near.disconnect());
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
    return this.#list().map(headlineOf);
  }

  set headlines(value) {
    this.#call(() => this.#tell("give", value, false));
  }

  get state() {
    return this.#state;
  }

  get paused() {
    return this.#paused;
  }

  play() {
    this.#call(() => {
      // Who lets the line go on has done with what was selected in it.
      this.#deselect();
      this.#pause(USER, false);
    });
  }

  pause() {
    this.#call(() => this.#pause(USER, true));
  }

  next() {
    this.#call(() => this.#hand(STEP, NEXT));
  }

  previous() {
    this.#call(() => this.#hand(STEP, PREVIOUS));
  }

  refresh() {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#call(() => {
        // What was changed in this task counts.
        if (this.#changing) this.#read();
        this.#tell("refresh");
      });
    });
  }

  push(headline) {
    this.#call(() => this.#tell("give", [headline], true));
  }

  remove(...keys) {
    // Every element has a method of that name, without arguments: that still takes it out of the page.
    if (!keys.length) super.remove();
    else this.#call(() => this.#tell("remove", `${keys[0]}`));
  }

  // Rust has trapped: the own list stands again, and nothing else is left.
  surrender() {
    this.#leave();
    this.#fail();
    this.shadowRoot.replaceChildren(document.createElement("slot"));
  }

  // Asks for the wasm and for the feeds that need no thought at the same moment, then hands over to Rust.
  async #begin() {
    const { signal } = this.#end;
    this.#state = "loading";
    // The wasm first, since it is what will be waited for.
    const wasm = load();
    if (!loaded) this.#ask();
    try {
      await wasm;
    } catch {
      this.#fail();
      return;
    }
    if (!signal.aborted) this.#connect(signal);
  }

  // Asks for the feeds on the web, unless more must be known of how they are asked for.
  #ask() {
    if (this.hasAttribute("config") || this.hasAttribute("proxy")) return;
    const credentials = /^\s*(include|omit)\s*$/i.exec(this.getAttribute("credentials"))?.[1].toLowerCase() ?? "same-origin";
    for (const source of (this.getAttribute("sources") ?? "").match(/\S+/g) ?? []) {
      const url = resolved(source);
      if (!source.startsWith("#") && /^https?:/.test(url)) askEarly(url, credentials);
    }
  }

  #connect(signal) {
    const root = this.shadowRoot;
    const number = ++last;
    let look;
    const line = (this.#line = makeLine(root, this.#sizes, {
      warn: (message) => warn(message, this),
      say: (...values) => this.#say(...values),
      recall: (name) => recall(name, number),
      keep: (name, anew) => keep(name, this.#list(MOST_HEADLINES).map(headlineOf), anew),
      settle: (count) => this.#settle(count),
      sized: (item, width) => this.#tell("sized", item, width),
      gone: () => look(),
    }));
    const point = (event) => {
      if (event.pointerType !== "touch") this.#hand(POINT, card.itemAt(event.composedPath()[0]));
    };
    const close = () => this.#hand(CLOSE);
    const floating = makeFloating(root, {
      point,
      keep: () => this.#hand(KEEP),
      close,
      layout: (...sizes) => {
        // The window tells of its size before the observer does of the line's.
        this.#tell("sized", 0, widthOf(line.viewport));
        this.#tell("layout", ...sizes);
      },
    });
    const card = makeCard(floating, line, { close, report: (...what) => this.#report(...what) });
    const panel = makePanel(floating, line, {
      close,
      list: () => this.#list(),
      find: (text) => this.#tell("find", text),
    });
    this.#floating = { ...floating, ...card, ...panel };
    const hideImage = (item) => [line, card].forEach((shown) => shown.hideImage(item));
    parties.set(number, { ...line, ...card, ...panel, hideImage, stand: floating.stand });
    wasm_bindgen.connect(number);
    this.#ticker = number;
    // As the core begins.
    [this.#state, this.#paused] = ["idle", true];
    const listen = (target, types, hear, options) => {
      for (const type of types.split(" ")) target.addEventListener(type, hear, { signal, ...options });
    };
    [look, this.#deselect] = hear(listen, line, root, (what, value) => this.#hand(what, value), (stands) => this.#pause(SELECTION, stands));
    // What stands in the line's place does not pause it.
    const within = ({ target }) => line.viewport.contains(target) && !line.message.contains(target);
    // A finger does not hover.
    listen(root, "pointerover", (event) => event.pointerType === "touch" || this.#pause(HOVER, within(event)));
    listen(this, "pointerleave", () => this.#pause(HOVER, false));
    listen(root, "pointerover", point);
    listen(this, "pointerleave", point);
    listen(root, "pointerdown", (event) => {
      this.#isTouched = event.pointerType === "touch";
      this.#pause(PRESS, within(event));
    });
    listen(document, "pointerup pointercancel", () => this.#pause(PRESS, false), { capture: true });
    listen(root, "click auxclick", (event) => this.#clicked(event));
    // What was not parsed yet is there now.
    listen(document, "DOMContentLoaded", () => this.#change());
    const still = matchMedia("(prefers-reduced-motion: reduce)");
    const prefer = () => {
      this.#pause(REDUCED_MOTION, still.matches);
      this.#pause(HIDDEN, document.hidden);
    };
    listen(still, "change", prefer);
    listen(document, "visibilitychange", prefer);
    prefer();
    const tellOnline = () => wasm_bindgen.online(navigator.onLine);
    listen(window, "online offline", tellOnline);
    if (!navigator.onLine) tellOnline();
    listen(window, "pagehide pageshow", ({ type }) => wasm_bindgen.left(type === "pagehide"));
    listen(window, "beforeprint afterprint", ({ type }) => line.print(type === "beforeprint" ? this.headlines : []));
    this.#read();
    const sight = new IntersectionObserver((entries) => this.#pause(OFFSCREEN, !entries.at(-1).isIntersecting));
    sight.observe(this);
    const children = new MutationObserver(() => this.#change());
    children.observe(this, { childList: true, subtree: true, characterData: true });
    signal.addEventListener("abort", () => [sight, children, this.#sizes].forEach((observer) => observer.disconnect()));
    for (const call of this.#calls.splice(0)) call();
  }

  // The right button opens a menu, not the link.
  #clicked(event) {
    if (event.button > 1) return;
    const { button, all, retry, itemOf, hasCard } = this.#line;
    const { itemAt, listedAt } = this.#floating;
    if (retry.contains(event.target)) {
      this.refresh();
      return;
    }
    if (event.type === "click") {
      if (button.contains(event.target)) this[button.matches(".play") ? "play" : "pause"]();
      if (event.target.matches(".previous")) this.previous();
      if (event.target.matches(".next")) this.next();
      if (event.target.matches(".panel-steps *")) this.#floating.uncover();
      if (all.contains(event.target)) this.#hand(PANEL);
    }
    const item = itemAt(event.target);
    const isLink = event.target.closest("a");
    // A finger has no other way to a card, and a headline without an address leads nowhere else.
    if (item && itemOf(event.target) && hasCard() && event.type === "click" && (!isLink || (this.#isTouched && event.detail))) {
      event.preventDefault();
      this.#hand(ASK, item);
      return;
    }
    const headline = isLink && (listedAt(event.target) ?? (item && headlineOf(this.#tell("headline", item, false))));
    if (headline && !this.#dispatch("headline-click", headline, true, true)) event.preventDefault();
  }

  // The reader reports the image of an item's headline, for one of the reasons that the card offers.
  #report(item, reason) {
    const headline = headlineOf(this.#tell("headline", item, false));
    this.#tell("report", reason);
    if (headline) this.#dispatch("image-report", { headline, image: headline.image.url, url: headline.url, reason }, true);
  }

  // Called from Rust: what the page's script is told, by the values of `saying` in their order.
  #say(name, ...values) {
    if (name === "statechange") {
      const [state, ...reasons] = values;
      const paused = reasons.length > 0;
      [this.#state, this.#paused] = [state, paused];
      this.#dispatch(name, { state, paused, reasons }, true);
    } else {
      const [source, url, reason, status, attempt, nextAttempt] = values;
      this.#dispatch(name, source ? { source, url, reason, status, attempt, nextAttempt } : null);
    }
  }

  // An event at the element; false if a listener prevented its default.
  #dispatch(name, detail, bubbles, cancelable) {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles, composed: bubbles, cancelable }));
  }

  // Hands over the attributes and what surrounds the element.
  #read() {
    if (this.#ticker === undefined) return;
    // The configuration may not be parsed yet; then this is done again.
    const config = this.getAttribute("config");
    if (config && document.readyState === "loading" && inline(config.trim().slice(1)) == null) return;
    if (!/^h/.test(computed(this, "writingMode")) && !this.#isVertical) {
      this.#isVertical = true;
      warn("a vertical writing mode is not supported.", this);
    }
    let speaker = this;
    while (speaker && !speaker.closest("[lang]")) speaker = speaker.getRootNode().host;
    const lang = speaker?.closest("[lang]").getAttribute("lang") ?? "";
    this.#tell("changed", this, lang, computed(this, "direction") === "rtl", location.origin, IS_FIREFOX);
  }

  #leave() {
    standing.delete(this);
    if (!standing.size) forgetEarly();
    this.#line?.end();
    this.#floating?.end();
    parties.delete(this.#ticker);
    this.#end?.abort();
    this.#end = this.#line = this.#floating = this.#ticker = undefined;
    this.#paused = false;
    this.#state = "idle";
    this.#settle();
  }

  #tell(name, ...values) {
    return this.#ticker === undefined ? undefined : wasm_bindgen[name](this.#ticker, ...values);
  }

  // Tells of what the reader's hands do; see hands.js. What they did just before may wait for a width.
  #hand(what, value = 0) {
    this.#line?.measure();
    this.#tell("handled", what, value);
  }

  #pause(reason, stands) {
    this.#tell("pause", reason, stands);
  }

  #call(call) {
    if (this.#ticker !== undefined) call();
    else if (this.#calls) this.#calls.push(call);
    else this.#settle();
  }

  // The wasm is not to be had, or no more.
  #fail() {
    this.#state = "failed";
    this.#calls = null;
    this.#settle();
  }

  // The list, or so many of it, each headline as Rust hands it over.
  #list(most = Infinity) {
    const list = [];
    for (let values; list.length < most && (values = this.#tell("headline", list.length, true)); ) list.push(values);
    return list;
  }

  // So many refreshes are over, or all that will ever be.
  #settle(count = Infinity) {
    for (const resolve of this.#waiting.splice(0, count)) resolve();
  }

  // Changes of one task are told together.
  #change() {
    if (this.#changing) return;
    this.#changing = true;
    queueMicrotask(() => {
      this.#changing = false;
      this.#read();
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

// The first definition on a page wins.
const defined = customElements.get(NAME);
if (!defined) customElements.define(NAME, HeadlineTicker);
else if (defined.version !== __VERSION__) {
  warn(`version ${defined.version} is on this page already; version ${__VERSION__} leaves the page to it.`);
}
