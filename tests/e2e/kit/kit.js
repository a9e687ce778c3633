// What the tests ask of a page. Each function is called by name from Rust; a selector, where there is one, names the ticker.
window.kit = (() => {
  "use strict";
  const ticker = (selector = "headline-ticker") => {
    const found = document.querySelector(selector);
    if (!found) throw new Error(`no ${selector} in the page`);
    return found;
  };
  const inside = (what, selector) => {
    const found = ticker(selector).shadowRoot?.querySelector(what);
    if (!found) throw new Error(`no ${what} in the ticker`);
    return found;
  };
  const itemsOf = (selector) => [...(document.querySelector(selector ?? "headline-ticker")?.shadowRoot?.querySelectorAll(".item") ?? [])];
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const box = (element) => {
    const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
    return { left, right, top, bottom, width, height };
  };

  // Numbers that stay with an element, so that it is known again in later frames.
  const numbers = new WeakMap();
  let next = 0;
  const number = (element) => {
    if (!numbers.has(element)) numbers.set(element, next++);
    return numbers.get(element);
  };

  const photograph = (selector) => {
    const viewport = box(inside(".viewport", selector));
    const items = itemsOf(selector).map((item) => {
      const { left, right } = item.getBoundingClientRect();
      return { item: number(item), left, right };
    });
    return { time: document.timeline.currentTime, left: viewport.left, right: viewport.right, items };
  };

  // Where everything stands in each frame for so many milliseconds of the document's timeline.
  const frames = async (duration, selector) => {
    await frame();
    const taken = [photograph(selector)];
    while (taken.at(-1).time - taken[0].time < duration) {
      await frame();
      taken.push(photograph(selector));
    }
    return taken;
  };

  // px/s over so many milliseconds, from the item that stands in the middle.
  const pace = async (duration, selector) => {
    const taken = await frames(duration, selector);
    const first = taken[0];
    const last = taken.at(-1);
    const places = new Map(first.items.map((placed) => [placed.item, placed.left]));
    const common = last.items.filter((placed) => places.has(placed.item));
    if (common.length === 0) return null;
    const travelled = common[0].left - places.get(common[0].item);
    return (travelled / (last.time - first.time)) * 1000;
  };

  return {
    ready: (selector) => itemsOf(selector).length > 0,
    frames,
    pace,

    // True once the strip moves, and as fast in one fifth of a second as in the one before.
    async steady(selector) {
      const before = await pace(200, selector);
      const after = await pace(200, selector);
      return before !== null && after !== null && Math.abs(after) > 1 && Math.abs(after - before) <= 0.02 * Math.abs(after) + 0.5;
    },

    // True once the strip stands still.
    async still(selector) {
      return (await pace(200, selector)) === 0;
    },

    // True once the strip moves.
    async moving(selector) {
      return Math.abs((await pace(200, selector)) ?? 0) > 1;
    },

    // Everything about each item that a reader or a reader's software meets.
    items(selector) {
      return itemsOf(selector).map((item) => {
        const headline = item.querySelector(".headline");
        const { left, right } = item.getBoundingClientRect();
        return {
          key: item.dataset.key,
          repeat: item.getAttribute("aria-hidden") === "true",
          position: Number(item.getAttribute("aria-posinset")),
          size: Number(item.getAttribute("aria-setsize")),
          text: headline?.textContent ?? null,
          element: headline?.localName ?? null,
          href: headline?.getAttribute("href") ?? null,
          target: headline?.getAttribute("target") ?? null,
          rel: headline?.getAttribute("rel") ?? null,
          dir: headline?.getAttribute("dir") ?? null,
          lang: headline?.getAttribute("lang") ?? null,
          publisher: item.querySelector(".publisher")?.textContent ?? null,
          separator: item.querySelector(".separator")?.textContent ?? null,
          time: item.querySelector(".time")?.textContent ?? null,
          image: item.querySelector(".image")?.getAttribute("src") ?? null,
          tabindex: headline?.getAttribute("tabindex") ?? null,
          number: number(item),
          left,
          right,
        };
      });
    },

    // The titles that the strip shows now, repeats left out.
    titles(selector) {
      return kit.items(selector).filter((item) => !item.repeat).map((item) => item.text);
    },

    // True once exactly one item, or a repeat of it, shows this title.
    shows: (title, selector) => kit.items(selector).some((item) => item.text === title),

    get: (property, selector) => ticker(selector)[property],
    set(property, value, selector) {
      ticker(selector)[property] = value;
    },
    is: (property, value, selector) => JSON.stringify(ticker(selector)[property]) === JSON.stringify(value),
    attribute(name, value, selector) {
      if (value === null) ticker(selector).removeAttribute(name);
      else ticker(selector).setAttribute(name, value);
    },
    invoke: (method, selector) => ticker(selector)[method](),

    // Boxes, of an element of the page and of one inside the ticker.
    box: (selector) => box(document.querySelector(selector)),
    insideBox: (what, selector) => box(inside(what, selector)),
    middle(what, selector) {
      const { left, right, top, bottom } = box(inside(what, selector));
      const visible = { left: Math.max(left, 0), right: Math.min(right, innerWidth), top: Math.max(top, 0), bottom: Math.min(bottom, innerHeight) };
      return [(visible.left + visible.right) / 2, (visible.top + visible.bottom) / 2];
    },
    insideText: (what, selector) => inside(what, selector).textContent,
    insideAttribute: (what, name, selector) => inside(what, selector).getAttribute(name),
    insideStyle: (what, property, selector) => getComputedStyle(inside(what, selector))[property],
    insideCount: (what, selector) => ticker(selector).shadowRoot.querySelectorAll(what).length,

    // True while the reader sees the element: it has a box and nothing hides it.
    seen(selector) {
      const element = document.querySelector(selector);
      return Boolean(element) && element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.getClientRects().length > 0;
    },

    // What the watch has noted.
    events: () => watch.events,
    said: (type) => watch.events.some((event) => event.type === type),
    problems: () => watch.problems,
    noted: (kind) => watch.problems.some((problem) => problem.kind === kind),
    take(kind) {
      const taken = watch.problems.filter((problem) => problem.kind === kind).map((problem) => problem.text);
      watch.problems.splice(0, Infinity, ...watch.problems.filter((problem) => problem.kind !== kind));
      return taken;
    },
    alive: () => watch.alive(),
    nextTimer: () => watch.nextTimer(),
    shifted: () => watch.shifts.reduce((sum, shift) => sum + shift, 0),
  };
})();
