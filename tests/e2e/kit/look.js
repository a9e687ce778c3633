// What the benchmark of the peers asks of a page, added to the kit. A peer's headlines are `.item`s in a `.stage`; ours stand in
// the ticker's shadow tree, in `.viewport`. Nothing here runs before it is called, except what the script tag asks for:
// data-first notes when the first headline is seen, data-memory notes wasm's memories.
{
  const { dataset } = document.currentScript;
  const now = () => document.timeline.currentTime;

  // The box that shows the headlines, and the elements that are headlines.
  const place = () => {
    const shadow = document.querySelector("headline-ticker")?.shadowRoot;
    return shadow
      ? { viewport: shadow.querySelector(".viewport"), root: shadow }
      : { viewport: document.querySelector(".stage"), root: document.querySelector(".stage") };
  };
  const itemsOf = (root) => [...(root?.querySelectorAll(".item") ?? [])].filter((item) => item.checkVisibility({ visibilityProperty: true }));

  // Where each headline stands that is at least partly seen: [title, left, right].
  const look = () => {
    const { viewport, root } = place();
    const time = now();
    if (!viewport) return { time, left: 0, right: 0, seen: [] };
    const { left, right, top, bottom } = viewport.getBoundingClientRect();
    const seen = [];
    for (const item of itemsOf(root)) {
      const box = item.getBoundingClientRect();
      const isSeen = box.width > 0 && box.right > left && box.left < right && box.bottom > top && box.top < bottom;
      if (isSeen) seen.push([item.querySelector(".headline")?.textContent, box.left, box.right]);
    }
    return { time, left, right, seen };
  };

  // Frames while this holds, each as it was painted: some peers place an item only in their own callback of the frame that it came in.
  const frames = async (goesOn) => {
    await kit.painted();
    const taken = [look()];
    while (goesOn(taken)) {
      await kit.painted();
      const next = look();
      // Two looks at one moment would be a move that took no time.
      if (next.time === taken.at(-1).time) taken.pop();
      taken.push(next);
    }
    return taken;
  };

  // Frames for so many ms of the document's timeline.
  const framesFor = (duration) => frames((taken) => taken.at(-1).time - taken[0].time < duration);

  // For each headline seen before: how far from its old place the nearest one with the same title stands now, or null where there is none.
  const moves = (before, after) => before.seen.map(([title, left]) => {
    const steps = after.seen.filter(([other]) => other === title).map(([, place]) => place - left);
    return steps.length ? steps.reduce((one, other) => (Math.abs(one) < Math.abs(other) ? one : other)) : null;
  });
  const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];

  // The travel of each frame with its time, positive to the right: the median of its headlines' moves, so that one which was replaced does
  // not count.
  const stepsOf = (taken) => taken.slice(1).flatMap((frame, at) => {
    const steps = moves(taken[at], frame).filter((step) => step !== null && Math.abs(step) < 50);
    return steps.length ? [{ travel: median(steps), time: frame.time - taken[at].time }] : [];
  });
  const sum = (values) => values.reduce((one, other) => one + other, 0);

  // px/s over these frames.
  const paceOf = (taken) => {
    const steps = stepsOf(taken);
    return steps.length ? (sum(steps.map(({ travel }) => travel)) / sum(steps.map(({ time }) => time))) * 1_000 : 0;
  };

  // How many frames of each second move anything.
  const STILL = 0.05;
  const rateOf = (taken) => {
    const moving = stepsOf(taken).filter(({ travel }) => Math.abs(travel) > STILL);
    return (moving.length / (taken.at(-1).time - taken[0].time)) * 1_000;
  };

  // The share of the viewport outside of empty stretches that are wider than a gap between headlines.
  const GAP = 60;
  const fillOf = ({ left, right, seen }) => {
    let empty = 0;
    let reached = left;
    const stretch = (to) => {
      if (to - reached > GAP) empty += to - reached;
    };
    for (const [, from, to] of seen.toSorted((one, other) => one[1] - other[1])) {
      stretch(Math.max(from, left));
      reached = Math.max(reached, to);
    }
    stretch(right);
    return right > left ? 1 - empty / (right - left) : 0;
  };

  let recording;
  let speed = 0;
  const memories = [];
  const violations = [];
  document.addEventListener("securitypolicyviolation", (event) => violations.push(event.effectiveDirective));

  Object.assign(kit, {
    // Whether a headline is seen.
    seen: () => look().seen.length > 0,
    // px/s over so many ms, positive to the right.
    async speed(duration) {
      speed = paceOf(await framesFor(duration));
      return speed;
    },
    // The same, with the frames of each second in which it moves.
    async motion(duration) {
      const taken = await framesFor(duration);
      return [paceOf(taken), rateOf(taken)];
    },
    // The least fill over so many ms, each frame looked at.
    async leastFill(duration) {
      return Math.min(...(await framesFor(duration)).map(fillOf));
    },
    // Over so many ms: the least fill, and the titles in the order in which they entered.
    async lap(duration) {
      const taken = await framesFor(duration);
      const order = [];
      for (let at = 1; at < taken.length; at++) {
        const known = new Set(taken[at - 1].seen.map(([title]) => title));
        for (const [title] of taken[at].seen) if (!known.has(title)) order.push(title);
      }
      return [Math.min(...taken.map(fillOf)), order];
    },
    // Frames that are taken while something happens, from one before it until half a second after `jumped` asks what it did to
    // what was seen.
    async beginFrames() {
      let goesOn = true;
      await new Promise((begun) => {
        const taken = frames(() => {
          begun();
          return goesOn;
        });
        recording = { end: () => (goesOn = false), taken };
      });
    },
    async jumped() {
      setTimeout(recording.end, 500);
      return kit.jumpOf(await recording.taken, speed);
    },
    // Gives every line of the page this list, as the peer's documentation says.
    async change(address) {
      const list = await (await fetch(address)).json();
      const tickers = document.querySelectorAll("headline-ticker");
      for (const ticker of tickers) ticker.headlines = list;
      if (tickers.length === 0) for (const { update } of window.shown) update(list);
    },
    // The part of the focused headline that is seen, of what the viewport has room for; null where no headline has the focus.
    focused() {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      if (!active?.closest(".item")) return null;
      const { left, right } = place().viewport.getBoundingClientRect();
      const box = active.getBoundingClientRect();
      return Math.max(0, Math.min(box.right, right) - Math.max(box.left, left)) / Math.min(box.width, right - left);
    },
    // How long after the end of this path's answer the first headline was seen, in ms; data-first notes when.
    sinceAnswer: (path) => window.firstHeadline - performance.getEntriesByName(new URL(path, location)).at(-1).responseEnd,
    // How long the panel takes from a press on its button until it is drawn with so many headlines, in ms.
    async sincePress(count) {
      const { root } = place();
      const begun = performance.now();
      root.querySelector(".all").click();
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const taken = performance.now() - begun;
      const listed = root.querySelectorAll(".listed").length;
      if (listed !== count) throw new Error(`the panel has ${listed} headlines`);
      return taken;
    },
    elements() {
      const count = (root) => [...root.querySelectorAll("*")].reduce((sum, each) => sum + 1 + (each.shadowRoot ? count(each.shadowRoot) : 0), 0);
      return count(document.body);
    },
    violations: () => violations,
    wasmBytes: () => memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0),
  });

  if ("first" in dataset) {
    window.firstHeadline = null;
    requestAnimationFrame(function wait() {
      if (look().seen.length > 0) window.firstHeadline = performance.now();
      else requestAnimationFrame(wait);
    });
  }

  if ("memory" in dataset) {
    const note = ({ exports }) => memories.push(...Object.values(exports).filter((value) => value instanceof WebAssembly.Memory));
    for (const name of ["instantiate", "instantiateStreaming"]) {
      const original = WebAssembly[name];
      WebAssembly[name] = async (...values) => {
        const result = await original.apply(WebAssembly, values);
        note(result.instance ?? result);
        return result;
      };
    }
    WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
      construct(target, values) {
        const instance = new target(...values);
        note(instance);
        return instance;
      },
    });
  }
}
