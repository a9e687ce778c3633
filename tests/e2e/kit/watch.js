// Kept over every test page, as its first script: notes what goes wrong, what the tickers say, and what is alive.
// It must not be noticed: everything it wraps behaves as before.
(() => {
  "use strict";
  const problems = [];
  const events = [];
  const shifts = [];
  const timers = new Map();
  const listeners = new Set();
  const observers = new Set();
  const animations = new Set();
  const note = (kind, text) => problems.push({ kind, text: String(text) });

  // --- What goes wrong.
  addEventListener("error", (event) => {
    if (event instanceof ErrorEvent) note("page error", `${event.message} (${event.filename}:${event.lineno})`);
  }, true);
  addEventListener("unhandledrejection", (event) => note("unhandled rejection", event.reason?.stack ?? event.reason));
  document.addEventListener("securitypolicyviolation", (event) =>
    note("policy violation", `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`));
  for (const [method, kind] of [["error", "console error"], ["warn", "console warning"]]) {
    const original = console[method];
    console[method] = function (...words) {
      note(kind, words.map(String).join(" "));
      return original.apply(this, words);
    };
  }
  try {
    new PerformanceObserver((list) => {
      for (const shift of list.getEntries()) shifts.push(shift.value);
    }).observe({ type: "layout-shift", buffered: true });
  } catch {
    // Only Chromium measures layout shift; the tests compare positions elsewhere.
  }

  // --- What the tickers say. Capturing sees events that do not bubble, too; at the document, because `load` never gets to the window.
  const plain = (value) => {
    try {
      return JSON.parse(JSON.stringify(value ?? null));
    } catch {
      return String(value);
    }
  };
  for (const type of ["loadstart", "load", "loadend", "error", "statechange", "headline-click", "image-report"]) {
    document.addEventListener(type, (event) => {
      if (event.target?.localName !== "headline-ticker") return;
      events.push({ type, target: event.target.id, detail: plain(event.detail), time: document.timeline.currentTime });
    }, true);
  }

  // --- What is alive.
  // WebKit's and some of Chromium's drivers set a timer of so many milliseconds in the page for each script; they are not the page's.
  const drivers = [60_001, 60_001_000];
  const wrapTimer = (set, clear, repeats) => {
    const original = { set: window[set], clear: window[clear] };
    window[set] = function (handler, delay, ...rest) {
      const call = typeof handler === "function" ? handler : () => original.set.call(window, handler, 0);
      const id = original.set.call(window, function (...values) {
        if (!repeats) timers.delete(id);
        return call.apply(this, values);
      }, delay, ...rest);
      if (!drivers.includes(delay)) timers.set(id, { delay: Number(delay) || 0, due: performance.now() + (Number(delay) || 0), repeats });
      return id;
    };
    window[clear] = (id) => {
      timers.delete(id);
      return original.clear.call(window, id);
    };
  };
  wrapTimer("setTimeout", "clearTimeout", false);
  wrapTimer("setInterval", "clearInterval", true);

  const isShared = (target) => target === window || target === document || target === document.fonts ||
    target === window.visualViewport || target === document.documentElement || target === document.body ||
    target instanceof MediaQueryList;
  const same = (entry, target, type, listener, capture) =>
    entry.target === target && entry.type === type && entry.listener === listener && entry.capture === capture;
  const forget = (target, type, listener, capture) => {
    for (const entry of listeners) if (same(entry, target, type, listener, capture)) listeners.delete(entry);
  };
  const captures = (options) => (typeof options === "boolean" ? options : Boolean(options?.capture));
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    const target = this ?? window;
    if (listener && isShared(target) && !options?.signal?.aborted) {
      const capture = captures(options);
      forget(target, type, listener, capture);
      listeners.add({ target, type, listener, capture });
      if (options?.signal) add.call(options.signal, "abort", () => forget(target, type, listener, capture));
      if (options?.once) add.call(target, type, () => forget(target, type, listener, capture), { once: true, capture });
    }
    return add.call(target, type, listener, options);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    const target = this ?? window;
    forget(target, type, listener, captures(options));
    return remove.call(target, type, listener, options);
  };

  for (const name of ["ResizeObserver", "IntersectionObserver", "MutationObserver"]) {
    const Original = window[name];
    window[name] = class extends Original {
      watched = new Set();
      observe(target, ...rest) {
        this.watched.add(target);
        observers.add(this);
        return super.observe(target, ...rest);
      }
      unobserve(target) {
        this.watched.delete(target);
        if (this.watched.size === 0) observers.delete(this);
        return super.unobserve(target);
      }
      disconnect() {
        this.watched.clear();
        observers.delete(this);
        return super.disconnect();
      }
    };
    Object.defineProperty(window[name], "name", { value: name });
  }

  const OriginalAnimation = window.Animation;
  window.Animation = class extends OriginalAnimation {
    constructor(...values) {
      super(...values);
      animations.add(this);
    }
  };
  const { animate } = Element.prototype;
  Element.prototype.animate = function (...values) {
    const animation = animate.apply(this, values);
    animations.add(animation);
    return animation;
  };

  window.watch = {
    problems, events, shifts,
    // Counts of what is alive now.
    alive() {
      return {
        timers: [...timers.values()].map((timer) => timer.delay),
        listeners: [...listeners].map((entry) => `${entry.type} on ${entry.target.constructor?.name ?? "window"}`),
        observers: [...observers].map((observer) => observer.constructor.name),
        animations: [...animations].filter((animation) => ["running", "paused"].includes(animation.playState)).length,
      };
    },
    // Milliseconds until each timer fires.
    waits: () => [...timers.values()].map((timer) => timer.due - performance.now()),
    // Milliseconds until the next timer fires, or null.
    nextTimer: () => (timers.size ? Math.min(...window.watch.waits()) : null),
  };
})();
