// What the tests ask of a page. Each function is called by name from Rust; a selector, where there is one, names the ticker.
window.kit = (() => {
  "use strict";
  // Where a ticker is that was taken out of the document's sight.
  let nest;
  const find = (selector = "headline-ticker") => document.querySelector(selector) ?? nest?.querySelector(selector);
  const ticker = (selector = "headline-ticker") => {
    const found = find(selector);
    if (!found) throw new Error(`no ${selector} in the page`);
    return found;
  };
  const inside = (what, selector) => {
    const found = ticker(selector).shadowRoot?.querySelector(what);
    if (!found) throw new Error(`no ${what} in the ticker`);
    return found;
  };
  // The items that stand on the strip; one that is only being measured cannot be seen.
  const itemsOf = (selector) => {
    const root = find(selector)?.shadowRoot;
    const items = [...(root?.querySelectorAll(".item") ?? [])];
    return items.filter((item) => getComputedStyle(item).opacity === "1");
  };
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const box = (element) => {
    const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
    return { left, right, top, bottom, width, height };
  };

  // Numbers that stay with an element, so that it is known again in later frames.
  const numbers = new WeakMap();
  let count = 0;
  const number = (element) => {
    if (!numbers.has(element)) numbers.set(element, count++);
    return numbers.get(element);
  };

  // Within a frame, Chromium and Firefox answer with where things stand in that frame; WebKit answers with where the animation is
  // at the very moment, so that there the clock is the moment's, and a look during which it ticked is taken again.
  const live = /AppleWebKit/.test(navigator.userAgent) && !/Chrome/.test(navigator.userAgent);
  const clock = () => (live ? performance.now() : document.timeline.currentTime);
  const photograph = (selector) => {
    const viewport = inside(".viewport", selector);
    const items = itemsOf(selector);
    for (let tries = 0; ; tries++) {
      const time = clock();
      const { left, right } = viewport.getBoundingClientRect();
      const boxes = items.map((item) => item.getBoundingClientRect());
      if (clock() > time && tries < 50) continue;
      return { time, left, right, items: items.map((item, at) => ({ item: number(item), left: boxes[at].left, right: boxes[at].right })) };
    }
  };

  // The end of a frame: after observers of sizes have corrected what they correct between a frame's callbacks and its paint.
  // A size that changes in each frame calls our observer, and those that were made before it are called before it.
  const painted = () => new Promise((resolve) => {
    const probe = document.createElement("div");
    Object.assign(probe.style, { position: "absolute", top: 0, width: "1px", height: "1px" });
    const observer = new ResizeObserver(() => {
      observer.disconnect();
      probe.remove();
      resolve();
    });
    requestAnimationFrame(() => {
      document.body.append(probe);
      observer.observe(probe);
    });
  });

  // Where everything stands in each frame for so many milliseconds of the document's timeline; on a machine that paints few frames
  // in that time, for up to three times as long, until there are enough to measure by.
  const frames = async (duration, selector, next = frame) => {
    await next();
    const taken = [photograph(selector)];
    const passed = () => taken.at(-1).time - taken[0].time;
    while (passed() < duration || (taken.length < 12 && passed() < 3 * duration)) {
      await next();
      taken.push(photograph(selector));
    }
    return taken;
  };

  // px/s over so many milliseconds, from the item that stands in the middle.
  const pace = async (duration, selector) => {
    if (itemsOf(selector).length === 0) return null;
    const taken = await frames(duration, selector);
    const first = taken[0];
    const last = taken.at(-1);
    const places = new Map(first.items.map((placed) => [placed.item, placed.left]));
    const common = last.items.filter((placed) => places.has(placed.item));
    if (common.length === 0) return null;
    const travelled = common[0].left - places.get(common[0].item);
    return (travelled / (last.time - first.time)) * 1000;
  };

  let recording;
  let removed;
  let refreshed = null;
  let parses = 0;
  let printing = null;

  return {
    call: (name, values) => kit[name](...JSON.parse(values)),

    ready: (selector) => itemsOf(selector).length > 0,
    painted,
    frames,
    pace,

    // The frames of several tickers at once.
    framesOfAll: (duration, selectors) => Promise.all(selectors.map((selector) => frames(duration, selector))),

    // Frames that are taken while the test does something, as they were painted.
    record(duration, selector) {
      recording = frames(duration, selector, painted);
    },
    recordAll(duration, selectors) {
      recording = Promise.all(selectors.map((selector) => frames(duration, selector, painted)));
    },
    recorded: () => recording,
    // Such frames, each with where the hand is that presses, null while none does, and how often it has pressed.
    recordHand(duration, selector) {
      let x = null;
      let press = 0;
      addEventListener("pointerdown", () => press++, true);
      for (const type of ["pointerdown", "pointermove", "pointerup", "pointercancel"]) {
        addEventListener(type, ({ buttons, clientX }) => (x = buttons ? clientX : null), true);
      }
      const taken = [];
      recording = (async () => {
        do {
          await painted();
          taken.push({ frame: photograph(selector), x, press });
        } while (taken.at(-1).frame.time - taken[0].frame.time < duration);
        return taken;
      })();
    },

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

    // True once no stretch of the viewport is empty.
    full(selector) {
      const { left, right, items } = photograph(selector);
      return items.some((item) => item.left <= left + 1) && items.some((item) => item.right >= right - 1);
    },
    // How many animations move the strip, and how many items have one of their own.
    animations(selector) {
      const running = (box) => box.getAnimations().filter((animation) => animation.playState === "running").length;
      return [running(inside(".strip", selector)), itemsOf(selector).filter(running).length];
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
    getAttribute: (name, selector) => ticker(selector).getAttribute(name),
    // The list, one property of each headline, and its length.
    listed: (property, selector) => ticker(selector).headlines.map((headline) => headline[property] ?? null),
    length: (selector) => ticker(selector).headlines.length,
    has: (length, selector) => ticker(selector).headlines.length === length,
    invoke: (method, selector) => ticker(selector)[method](),

    // True if the last statechange names exactly these reasons.
    paused_for(reasons) {
      const said = watch.events.findLast((event) => event.type === "statechange")?.detail.reasons ?? [];
      return JSON.stringify([...said].sort()) === JSON.stringify([...reasons].sort());
    },
    hidden: (hidden) => document.hidden === hidden,
    focused: (what, selector) => ticker(selector).shadowRoot.activeElement?.matches(what) ?? false,
    blur(selector) {
      ticker(selector).shadowRoot.activeElement.blur();
    },

    // Changes that make every ticker lay itself out anew, and their way back. A change of text fails if the items stay as wide as before.
    restyle(selector, property, value) {
      for (const element of document.querySelectorAll(selector)) element.style.setProperty(property, value);
    },
    narrow: () => kit.restyle(".box", "width", "600px"),
    widen: () => kit.restyle(".box", "width", ""),
    useFont: (family) => kit.restyle("headline-ticker", "--headline-ticker-font", `${family}, monospace`),
    async remeasured(change) {
      const width = () => itemsOf()[0].getBoundingClientRect().width;
      const before = width();
      await change();
      for (let tries = 0; tries < 60 && width() === before; tries++) await painted();
      if (width() === before) throw new Error("the items are as wide as before");
      await painted();
    },
    loadFont: () => kit.remeasured(async () => {
      const face = new FontFace("Late", "url(/late.ttf)");
      document.fonts.add(face);
      await face.load();
    }),
    unloadFont: () => kit.remeasured(() => document.fonts.clear()),
    enlarge: () => kit.remeasured(() => kit.restyle("headline-ticker", "--headline-ticker-font-size", "22px")),
    reduce: () => kit.remeasured(() => kit.restyle("headline-ticker", "--headline-ticker-font-size", "")),

    insideAttributeIs: (what, name, value, selector) => inside(what, selector).getAttribute(name) === value,
    insideAttributeIsNot: (what, name, value, selector) => inside(what, selector).getAttribute(name) !== value,

    // What must hold for every item that stands on the strip.
    every(test, selector) {
      const items = itemsOf(selector);
      return items.length > 0 && items.every(test);
    },
    every_item_has: ([publishers, times, images], selector) => kit.every((item) =>
      item.querySelectorAll(".publisher").length === publishers && item.querySelectorAll(".time").length === times &&
      item.querySelectorAll(".image").length === images, selector),
    every_separator: (text, selector) => kit.every((item) => item.querySelector(".separator").textContent === text, selector),
    every_target: (title, target, selector) => kit.every((item) => {
      const headline = item.querySelector(".headline");
      return headline.textContent !== title || (headline.target || "_self") === target;
    }, selector),

    // True if the strip moves at this many pixels a second (to the right is positive), to 2 %.
    moves: async (speed, selector) => Math.abs((await pace(300, selector)) / speed - 1) < 0.02,

    // Boxes, of an element of the page and of one inside the ticker.
    box: (selector) => box(document.querySelector(selector)),
    insideBox: (what, selector) => box(inside(what, selector)),
    // Scrolls something into view, as a reader does.
    bring: (what, selector) => inside(what, selector).scrollIntoView({ block: "nearest" }),
    // Whether an image is there and not only its room.
    isDrawn: (what, selector) => inside(what, selector).complete && inside(what, selector).naturalWidth > 0,
    // Where the first character of this part of what is written in an element stands.
    placeOf(part, element) {
      const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      let from = -1;
      while (from < 0 && texts.nextNode()) from = texts.currentNode.data.indexOf(part);
      if (from < 0) throw new Error(`no ${part} in ${element.textContent}`);
      const range = document.createRange();
      range.setStart(texts.currentNode, from);
      range.setEnd(texts.currentNode, from + String.fromCodePoint(part.codePointAt(0)).length);
      // Where the character stands at the edge of a run, WebKit has a rectangle without width at the edge of the other run as well.
      return [...range.getClientRects()].sort((one, other) => other.width - one.width)[0];
    },
    heights: (what, one, other, selector) => [one, other].map((part) => kit.placeOf(part, inside(what, selector)).top),
    leftOf: (what, part, selector) => kit.placeOf(part, inside(what, selector)).left,
    // How many lines of its text an element shows.
    lines: (what, selector) => box(inside(what, selector)).height / parseFloat(kit.insideStyle(what, "lineHeight", selector)),
    middle(what, selector) {
      const { left, right, top, bottom } = box(inside(what, selector));
      const visible = { left: Math.max(left, 0), right: Math.min(right, innerWidth), top: Math.max(top, 0), bottom: Math.min(bottom, innerHeight) };
      return [(visible.left + visible.right) / 2, (visible.top + visible.bottom) / 2];
    },
    insideText: (what, selector) => inside(what, selector).textContent,
    insideStyleIs: (what, property, value, selector) => kit.insideStyle(what, property, selector) === value,
    insideTextIs: (what, text, selector) => kit.insideText(what, selector) === text,
    insideTexts: (what, selector) => [...ticker(selector).shadowRoot.querySelectorAll(what)].map(({ textContent }) => textContent.trim()),
    insideAttribute: (what, name, selector) => inside(what, selector).getAttribute(name),
    insideCountIs: (what, count, selector) => kit.insideCount(what, selector) === count,
    insideCount: (what, selector) => ticker(selector).shadowRoot.querySelectorAll(what).length,
    // How many items have been drawn so far, which makes no layout.
    drawn: (selector) => Math.max(...[...ticker(selector).shadowRoot.querySelectorAll(".item")].map(({ dataset }) => dataset.item)),
    // True while there are at most so many.
    few: (what, most, selector) => ticker(selector).shadowRoot.querySelectorAll(what).length <= most,
    // How many of them a reader meets.
    met(what, selector) {
      const found = [...ticker(selector).shadowRoot.querySelectorAll(what)];
      return found.filter((element) => element.checkVisibility({ visibilityProperty: true })).length;
    },
    meets: (what, count, selector) => kit.met(what, selector) === count,

    // True while the reader sees the element: it has a box and nothing hides it.
    seen(selector) {
      const element = document.querySelector(selector);
      return Boolean(element) && element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.getClientRects().length > 0;
    },

    // The page around the ticker.
    next: (selector) => document.querySelector(selector).nextElementSibling?.localName ?? null,
    attributes: (selector) => Object.fromEntries([...document.querySelector(selector).attributes].map(({ name, value }) => [name, value])),
    count: (selector) => document.querySelectorAll(selector).length,
    texts: (selector) => [...document.querySelectorAll(selector)].map((element) => element.textContent),
    reads: (selector, text) => document.querySelector(selector)?.textContent === text,
    // A person scrolls to what they press, and tickers begin where they are near the window.
    press(selector) {
      document.querySelector(selector).scrollIntoView({ block: "center", behavior: "instant" });
      document.querySelector(selector).click();
    },
    // Gives a field a value, or ticks it, as a person does: with the event.
    choose(selector, value) {
      const field = document.querySelector(selector);
      if (value === true) field.checked = true;
      else field.value = value;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    },
    // Asks the preview's question of an address; gives the one that it then shows.
    checked(address) {
      kit.choose("#check-address", address);
      document.getElementById("check").requestSubmit();
      return document.getElementById("check-address").value;
    },
    // Names what can have the focus in the page and, once it has, is covered by an element or takes its pointer.
    covered(selector) {
      const cover = document.querySelector(selector);
      const names = [];
      const stops = [...document.querySelectorAll("main a, main button, main input, main select, main [tabindex], main summary")];
      for (const stop of stops.reverse()) {
        stop.focus();
        if (document.activeElement !== stop) continue;
        const { top, bottom, left, right } = stop.getBoundingClientRect();
        const edge = cover.getBoundingClientRect().bottom;
        const fits = bottom - top < innerHeight - edge;
        if (bottom <= edge + 1 || (fits && top < edge - 1)) names.push(stop.id || stop.name || stop.textContent);
        const x = Math.min(Math.max((left + right) / 2, 1), innerWidth - 1);
        if (!cover.contains(document.elementFromPoint(x, edge - 2))) names.push(`over the cover: ${stop.id || stop.textContent}`);
      }
      return names;
    },
    counts: (selector, count) => document.querySelectorAll(selector).length === count,
    counts_at_least: (selector, count) => document.querySelectorAll(selector).length >= count,
    firstHeadline: () => firstHeadline,
    titled: (title) => document.title === title,
    ratio: (ratio) => devicePixelRatio === ratio,
    dark: () => matchMedia("(prefers-color-scheme: dark)").matches,
    forced: () => matchMedia("(forced-colors: active)").matches,
    places: () => places,
    async pass(count) {
      while (count-- > 0) await frame();
    },
    defined: () => Boolean(customElements.get("headline-ticker")),
    version: () => customElements.get("headline-ticker").version,
    trap() {
      customElements.get("headline-ticker").trapInTimer();
    },
    addScript(place, src, data = {}) {
      const script = document.createElement("script");
      script.src = src;
      Object.assign(script.dataset, data);
      document.querySelector(place).append(script);
    },
    addTag(place, data) {
      kit.addScript(place, "/dist/headline-ticker.js", data);
    },
    cancelClicks(cancel) {
      const listen = cancel ? "addEventListener" : "removeEventListener";
      document[listen]("headline-click", kit.cancel);
    },
    cancel(event) {
      event.preventDefault();
    },
    moveTicker(place) {
      document.querySelector(place).append(ticker());
    },
    removeTicker() {
      removed = ticker();
      removed.remove();
    },
    bringBack(place) {
      document.querySelector(place).append(removed);
    },

    // How a headline reads: its direction, these parts of it from left to right, and the same in the other direction.
    reading(text, parts, selector) {
      const headline = itemsOf(selector).map((item) => item.querySelector(".headline")).find((found) => found.textContent === text);
      if (!headline) return null;
      const other = document.createElement("bdi");
      other.dir = headline.dir === "rtl" ? "ltr" : "rtl";
      other.style.whiteSpace = "nowrap";
      other.textContent = text;
      document.body.append(other);
      const reading = { dir: headline.dir, order: kit.fromLeft(headline, parts), otherwise: kit.fromLeft(other, parts) };
      other.remove();
      return reading;
    },
    // These parts of what is written in an element, from left to right by the first character of each.
    fromLeft(element, parts) {
      const at = (part) => {
        const { left, right } = kit.placeOf(part, element);
        return (left + right) / 2;
      };
      return parts.map((part) => [at(part), part]).sort(([one], [other]) => one - other).map(([, part]) => part);
    },
    fromLeftIn: (what, parts, selector) => kit.fromLeft(inside(what, selector), parts),
    // Whether in each item, in the way that items read, publisher, headline and separator stand one after the other without a gap that is not theirs.
    inOrder: (selector) => itemsOf(selector).every((item) => {
      const way = getComputedStyle(item).direction === "rtl" ? -1 : 1;
      const middles = [".publisher", ".headline", ".separator"].map((what) => {
        const { left, right } = box(item.querySelector(what));
        return (left + right) / 2 * way;
      });
      return middles[0] < middles[1] && middles[1] < middles[2];
    }),

    // Where what is open on top of all stands, or null where nothing is of that kind.
    floating(kind, selector) {
      const root = ticker(selector).shadowRoot;
      const found = root.querySelector(`.floating.${kind}`);
      if (!found?.checkVisibility()) return null;
      const line = box(inside(".ticker", selector));
      const { left, right, top, bottom } = box(found);
      return {
        top_layer: found.matches(":popover-open"),
        sheet: Math.abs(left) < 1 && Math.abs(right - document.documentElement.clientWidth) < 1 && Math.abs(bottom - innerHeight) < 1,
        focus: found.contains(root.activeElement),
        within: left > -1 && right < innerWidth + 1 && top > -1 && bottom < innerHeight + 1,
        beside: top > line.bottom - 0.1 || bottom < line.top + 0.1,
        // Whether nothing covers it.
        seen: [[left + 9, top + 9], [right - 9, bottom - 9]].every(([x, y]) => found.contains(root.elementFromPoint(x, y))),
        left,
        right,
        top,
        gap: Math.min(Math.abs(top - line.bottom), Math.abs(bottom - line.top)),
      };
    },
    isHigh: (height) => Math.abs(innerHeight - height) < 2,
    // Whether nothing covers the line.
    lineIsMet(selector) {
      const [x, y] = kit.middle(".viewport", selector);
      return inside(".ticker", selector).contains(ticker(selector).shadowRoot.elementFromPoint(x, y));
    },
    // All that a reader meets of the open card, or null where none is open.
    card(selector) {
      const place = kit.floating("card", selector);
      const { shadowRoot } = ticker(selector);
      const text = (what) => shadowRoot.querySelector(what)?.textContent ?? null;
      const attribute = (what, name) => shadowRoot.querySelector(what)?.getAttribute(name) ?? null;
      return place && {
        title: text(".card-title"),
        dir: attribute(".card-title", "dir"),
        published: text(".card-published"),
        summary: text(".card-summary"),
        also: text(".card-also"),
        href: attribute(".card-read", "href"),
        target: attribute(".card-read", "target"),
        image: ["src", "alt", "loading", "referrerpolicy"].map((name) => attribute(".card-image", name)),
        place,
      };
    },
    // All that a reader meets of the open panel, or null where it is closed.
    panel(selector) {
      const place = kit.floating("panel", selector);
      const { shadowRoot } = ticker(selector);
      const listed = [...shadowRoot.querySelectorAll(".listed")];
      const texts = (what) => listed.map((entry) => entry.querySelector(what)?.textContent ?? null);
      return place && {
        titles: texts(".listed-headline"),
        publishers: texts(".listed-publisher"),
        days: texts(".listed-date"),
        images: listed.map((entry) => entry.querySelector("img")?.getAttribute("src") ?? null),
        status: shadowRoot.querySelector(".panel-status").textContent,
        scrolled: shadowRoot.querySelector(".panel-list").scrollTop,
        focused: shadowRoot.activeElement?.textContent ?? null,
        focused_top: shadowRoot.activeElement?.getBoundingClientRect().top ?? 0,
        place,
      };
    },
    // Where the text of each entry's headline begins, and that of what is said below it, from the right or the left.
    entryStarts(isRight, selector) {
      const startOf = (element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        const edges = [...range.getClientRects()].map(({ left, right }) => (isRight ? right : left));
        return isRight ? Math.max(...edges) : Math.min(...edges);
      };
      const entries = [...ticker(selector).shadowRoot.querySelectorAll(".listed")];
      return entries.map((entry) => [".listed-headline", ".listed-publisher"].map((what) => startOf(entry.querySelector(what))));
    },
    // Writes into the panel's search, as a browser whose window has no keyboard cannot be typed into.
    searches(words, selector) {
      const search = inside(".panel-search", selector);
      search.value = words;
      search.dispatchEvent(new Event("input"));
    },
    // Whether the headline of this text has the focus and stands where a reader sees it, also once the list is drawn around it.
    async walksTo(title, selector) {
      const { shadowRoot } = ticker(selector);
      const list = shadowRoot.querySelector(".panel-list");
      for (let count = 0; count < 8; count++) {
        const { activeElement } = shadowRoot;
        const [headline, view] = [box(activeElement ?? list), box(list)];
        if (activeElement?.textContent !== title || headline.top < view.top - 1 || headline.bottom > view.bottom + 1) return false;
        await frame();
      }
      return true;
    },
    unfolds: (selector) => kit.floating("panel", selector) !== null,
    folds: (selector) => kit.floating("panel", selector) === null,
    publishes: (publisher, selector) => kit.panel(selector)?.publishers.includes(publisher),
    lists: (count, selector) => kit.panel(selector)?.titles.length === count,
    opens: (selector) => kit.card(selector) !== null,
    closes: (selector) => kit.card(selector) === null,
    // The title of the headline of which most is seen.
    mostTitle: (selector) => kit.most(selector).headline.textContent,

    // All that is said at present to whoever sees it or has it read: texts, each with what stands within it, names, and what style sheets write.
    words(selector) {
      const all = [...ticker(selector).shadowRoot.querySelectorAll("*")];
      const met = all.filter((element) => element.checkVisibility({ visibilityProperty: true }));
      // A fact of a card is a word of its line.
      const isText = ({ childNodes }) =>
        [...childNodes].some(({ nodeType, data, className }) => (nodeType === Node.TEXT_NODE && data.trim()) || className === "fact");
      const texts = met.filter((element) => isText(element) && !isText(element.parentNode)).map(({ textContent }) => textContent);
      const naming = ["alt", "aria-description", "aria-label", "aria-roledescription", "aria-valuetext", "placeholder", "title"];
      const names = met.flatMap((element) => naming.map((name) => element.getAttribute(name) ?? ""));
      const written = met.flatMap((element) => ["::before", "::after"].flatMap((pseudo) => kit.written(element, pseudo)));
      return [...new Set([...texts, ...names, ...written].map((text) => text.trim()).filter(Boolean))];
    },
    // The names of all parts that are drawn.
    parts: (selector) => [...new Set([...ticker(selector).shadowRoot.querySelectorAll("[part]")].flatMap(({ part }) => [...part]))],
    // What the style sheet writes before or after what is in an element. Browsers differ in whether they look up what an attribute says.
    written(element, pseudo) {
      const { content } = getComputedStyle(element, pseudo);
      const [, name] = /^attr\((.+)\)$/.exec(content) ?? [];
      return name ? [element.getAttribute(name) ?? ""] : [...content.matchAll(/"([^"]*)"/g)].map(([, text]) => text);
    },
    // What the open panel says of so many headlines, by one number after the other.
    async countings(numbers, selector) {
      const said = [];
      for (const length of numbers) {
        ticker(selector).headlines = Array.from({ length }, (_, place) => ({ title: `Nordwind X${place}` }));
        while (!kit.lists(length, selector)) await frame();
        said.push(kit.insideText(".panel-status", selector));
      }
      return said;
    },
    // The shortest age that is told, as readers of a language write it.
    minuteAgo: (lang) => new Intl.RelativeTimeFormat(lang, { numeric: "auto", style: "short" }).format(-1, "minute"),

    // The right edges of the item with this title and of the viewport.
    endOf: (title, selector) => box(itemsOf(selector).find((item) => item.querySelector(".headline").textContent === title)).right,
    lineEnd: (selector) => box(inside(".viewport", selector)).right,

    // Gives the focus to the last headline on the strip; gives how far the line was scrolled by it.
    focusLast(selector) {
      const links = [...ticker(selector).shadowRoot.querySelectorAll("a.headline")];
      links.at(-1).focus();
      return Math.abs(inside(".viewport", selector).scrollLeft) + Math.abs(inside(".ticker", selector).scrollLeft);
    },

    // Gives the focus to an item by its number among those that can be read, from the end where it is negative.
    focusItem(which, selector) {
      itemsOf(selector).filter((item) => !item.ariaHidden).sort((one, other) => box(one).left - box(other).left).at(which)
        .querySelector(".headline").focus();
    },
    // The class of what has the focus, inside the ticker or beside it.
    focusName: (selector) => (ticker(selector).shadowRoot.activeElement ?? document.activeElement).className,
    focuses: (place, selector) =>
      Number(ticker(selector).shadowRoot.activeElement?.closest(".item")?.ariaPosInSet) === place,
    focusedHeadline(selector) {
      const root = ticker(selector).shadowRoot;
      const headline = root.activeElement;
      const item = headline.closest(".item");
      const line = box(inside(".viewport", selector));
      const { left, right } = box(headline);
      const around = [];
      for (let node = headline; node; node = node.parentNode ?? node.host) if (node.scrollLeft) around.push(Math.abs(node.scrollLeft));
      const { outlineStyle, outlineWidth } = getComputedStyle(headline);
      return {
        key: item.dataset.key,
        position: Number(item.ariaPosInSet),
        size: Number(item.ariaSetSize),
        in_view: left >= line.left - 1 && right <= line.right + 1 || kit.startOf(item, line) <= 1,
        ring: outlineStyle === "solid" ? parseFloat(outlineWidth) : 0,
        scrolled: around.reduce((sum, px) => sum + px, 0),
      };
    },
    // How far an item begins from the edge of the line, in the way that items read.
    startOf: (item, line) =>
      Math.abs(getComputedStyle(item).direction === "rtl" ? line.right - box(item).right : box(item).left - line.left),
    // What is empty between each headline and what stands first of the next item, in px.
    gaps(selector) {
      const items = itemsOf(selector).map((item) => [box(item.firstElementChild), box(item.querySelector(".headline"))]);
      items.sort(([one], [other]) => one.left - other.left);
      const isRight = items[0][0].left > items[0][1].left;
      return items.slice(1).map(([first, headline], at) => (isRight ? headline.left - items[at][0].right : first.left - items[at][1].right));
    },
    // The place in the list of the headline that begins at the edge, or null.
    begins(selector) {
      const line = box(inside(".viewport", selector));
      const first = itemsOf(selector).find((item) => kit.startOf(item, line) < 0.6);
      return first ? Number(first.ariaPosInSet) : null;
    },
    // Of each headline that a reader sees a part of: [its place in the list, where that part begins, where it ends], from 0 to 1.
    seenParts(selector) {
      const line = box(inside(".viewport", selector));
      const seen = [];
      for (const item of itemsOf(selector)) {
        const { left, right, width } = box(item.querySelector(".headline"));
        const [from, to] = [Math.max(left, line.left) - left, Math.min(right, line.right) - left];
        if (to > from) seen.push([Number(item.ariaPosInSet), from / width, to / width]);
      }
      return seen;
    },
    seesOtherParts: (parts, selector) => JSON.stringify(kit.seenParts(selector)) !== JSON.stringify(parts),
    beginsOne: (selector) => kit.begins(selector) !== null,
    beginsWith: (place, selector) => kit.begins(selector) === place,
    stepOften(method, count, selector) {
      while (count-- > 0) ticker(selector)[method]();
    },
    // The paths of the images that the ticker shows, each once, and whether that is one of them.
    images: (selector) => [...new Set([...ticker(selector).shadowRoot.querySelectorAll("img")].map(({ src }) => new URL(src).pathname))].sort(),
    pictures: (path, selector) => kit.images(selector).includes(path),
    picturesNot: (path, selector) => !kit.pictures(path, selector),
    // The headline of which most is seen, and where.
    most(selector) {
      const line = box(inside(".viewport", selector));
      const seen = itemsOf(selector).map((item) => {
        const headline = item.querySelector(".headline");
        const { left, right, top, bottom } = box(headline);
        return { headline, left: Math.max(left, line.left), right: Math.min(right, line.right), y: (top + bottom) / 2 };
      });
      return seen.reduce((one, other) => (other.right - other.left > one.right - one.left ? other : one));
    },
    aim(selector) {
      const { left, right, y } = kit.most(selector);
      return [Math.floor((left + right) / 2), Math.floor(y)];
    },
    // The middle of what stands before the headline that begins at the edge.
    beside(selector) {
      const line = box(inside(".viewport", selector));
      const { left, right, top, bottom } = box(itemsOf(selector).find((item) => kit.startOf(item, line) < 0.6).querySelector(".publisher"));
      return [Math.floor((left + right) / 2), Math.floor((top + bottom) / 2)];
    },
    // Of an element, or with :: of what stands before or after what is in it.
    insideStyle(what, property, selector) {
      const [element, pseudo] = what.split("::");
      return getComputedStyle(inside(element, selector), pseudo && `::${pseudo}`)[property];
    },
    sizes: (what, selector) => [...ticker(selector).shadowRoot.querySelectorAll(what)]
      .filter((element) => element.checkVisibility()).map((element) => [box(element).width, box(element).height]),
    // True once a statechange named this reason.
    gave_reason: (reason) => watch.events.some((event) => event.type === "statechange" && event.detail.reasons.includes(reason)),
    scrolled: () => scrollY > 0,
    // True once a stretch of text is selected, wherever that is.
    selects(selector) {
      const { shadowRoot } = ticker(selector);
      const range = getSelection().getComposedRanges?.({ shadowRoots: [shadowRoot] })[0];
      return range ? !range.collapsed : String(getSelection()).length > 0;
    },
    select(selector) {
      const text = kit.most(selector).headline.firstChild;
      getSelection().setBaseAndExtent(text, 0, text, 8);
    },
    deselect() {
      getSelection().removeAllRanges();
    },

    // Searches the page for the text of a headline that is cut off, as the browser's own search does; whether it was found.
    search(selector) {
      const line = box(inside(".viewport", selector));
      const cut = itemsOf(selector).find((item) => {
        const { left, right } = box(item.querySelector(".headline"));
        return left < line.left || right > line.right;
      });
      return window.find(cut.querySelector(".headline").textContent);
    },
    // How far anything around the headlines is scrolled, in px.
    scrolledInside(selector) {
      let px = Math.abs(scrollX);
      for (let node = inside(".strip", selector); node; node = node.parentNode ?? node.host) px += Math.abs(node.scrollLeft ?? 0) + (node === document.documentElement ? 0 : Math.abs(node.scrollTop ?? 0));
      return px;
    },
    // Whether a headline has the focus by keyboard.
    keyboardIsOnHeadline: (selector) => Boolean(ticker(selector).shadowRoot.activeElement?.matches(".headline:focus-visible")),

    // An event of a pointer, as scripts make them: of a hand that the driver does not have. `where` is px to the right of the line's middle;
    // without it the pointer is beside the line.
    pointer(type, of, where, selector) {
      const { left, width, top, height } = box(inside(".viewport", selector));
      const target = where === undefined ? document.body : kit.most(selector).headline;
      const event = { bubbles: true, composed: true, cancelable: true, pointerType: "touch", isPrimary: true, buttons: 1, ...of };
      target.dispatchEvent(new PointerEvent(type, { ...event, clientX: left + width / 2 + (where ?? 0), clientY: top + height / 2 }));
    },
    keepPointersToItself: () => document.body.addEventListener("pointerup", (event) => event.stopPropagation()),
    // Takes the headline that has the focus away.
    removeFocused(selector) {
      const found = ticker(selector);
      found.remove(found.shadowRoot.activeElement.closest(".item").dataset.key);
    },
    sizesOfList: (count, selector) => itemsOf(selector).every((item) => Number(item.ariaSetSize) === count && Number(item.ariaPosInSet) > 0),

    // Takes the ticker into a shadow root within a shadow root.
    nest() {
      const found = ticker();
      const outer = document.createElement("div");
      found.replaceWith(outer);
      const inner = document.createElement("div");
      outer.attachShadow({ mode: "open" }).append(inner);
      nest = inner.attachShadow({ mode: "open" });
      nest.append(found);
    },
    // Calls a function of the page in the first frame.
    inFrame: (name, values) => window.frames[0].kit?.[name](...values),
    frameProblems: () => window.frames[0].watch.problems,

    // What stands on paper: how many headlines, and whether they are seen in what medium is emulated.
    printedCount: (selector) => ticker(selector).shadowRoot.querySelectorAll(".printed li").length,
    printedTexts: (selector) => [...ticker(selector).shadowRoot.querySelectorAll(".printed li")].map((entry) => entry.textContent),
    // Notes how many headlines there are for the printer when it begins.
    notePrinting() {
      addEventListener("beforeprint", () => (printing = kit.printedCount()));
    },
    is_printing: (count) => printing === count,
    nothingPrinted: (selector) => kit.printedCount(selector) === 0,
    dispatch(type) {
      dispatchEvent(new Event(type));
    },

    // Has the page's link named `theme` be of another style sheet, once that is there.
    dress: (href) => new Promise((resolve, reject) => {
      const old = document.getElementById("theme");
      const link = Object.assign(old.cloneNode(), { onload: () => resolve(), onerror: () => reject(new Error(`no ${href}`)), href });
      old.replaceWith(link);
    }),

    // Runs axe over the whole page; gives one line for each violation.
    async axe() {
      const { violations } = await axe.run(document, { elementRef: true });
      // It knows nothing of `overflow: clip`, so in WebKit it looks for a colour behind what nobody can see.
      const middle = ({ element }) => (box(element).left + box(element).right) / 2;
      const isSeen = (node) => {
        const viewport = box(node.element.closest(".viewport"));
        return middle(node) > viewport.left && middle(node) < viewport.right;
      };
      // And where colours are forced, Chromium tells it at times the fill of letters that a page asked for and nobody sees.
      const isForced = ({ element }) => kit.forced() && getComputedStyle(element).color === getComputedStyle(document.body).color;
      return violations.flatMap(({ id, help, nodes }) => {
        const seen = nodes.filter((node) => id !== "color-contrast" || !isForced(node) && (!node.element.closest(".item") || isSeen(node)));
        return seen.map((node) => `${id}: ${help}: ${node.target} ${node.failureSummary}`);
      });
    },

    push(headline, selector) {
      ticker(selector).push(headline);
    },
    // True once an item of this title has wholly entered a strip that travels left, and has not left it.
    entered(title, selector) {
      const viewport = box(inside(".viewport", selector));
      return itemsOf(selector).some((item) => {
        const { right } = box(item);
        return item.querySelector(".headline").textContent === title && right > viewport.left && right <= viewport.right;
      });
    },
    // Takes the headline of this title away.
    takeAway(title, selector) {
      const { key } = ticker(selector).headlines.find((headline) => headline.title === title);
      ticker(selector).remove(key);
    },
    // True once a visible item of this title is marked as breaking news.
    marked: (title, selector) => itemsOf(selector).some((item) =>
      item.matches(".breaking") && item.querySelector(".headline").textContent === title),
    // True while the label shows this word.
    labelled: (word, selector) => [...ticker(selector).shadowRoot.querySelectorAll(".label span")].some((span) =>
      span.textContent === word && getComputedStyle(span).visibility === "visible"),
    // True while the line says this in place of headlines, or beside them.
    says: (text, selector) => [...ticker(selector).shadowRoot.querySelectorAll(".said, .note")].some((element) =>
      element.checkVisibility() && `${element.title} ${element.textContent}`.includes(text)),

    // Asks for something twice, so that it could be revalidated.
    async askTwice(url) {
      for (let time = 0; time < 2; time++) await (await fetch(url, { cache: "no-cache" })).text();
    },

    // Where what stands inside the ticker stands within its line, to half a pixel.
    within(what, selector) {
      const inner = box(inside(what, selector));
      const outer = box(inside(".ticker", selector));
      return inner.width > 0 && inner.left >= outer.left - 0.5 && inner.right <= outer.right + 0.5 &&
        inner.top >= outer.top - 0.5 && inner.bottom <= outer.bottom + 0.5;
    },

    // Counts how often a text that holds this is parsed from now on.
    countParses(part) {
      const { parse } = JSON;
      parses = 0;
      JSON.parse = (text, ...rest) => {
        if (`${text}`.includes(part)) parses++;
        return parse(text, ...rest);
      };
    },
    parses: () => parses,

    // Sets a cookie of the page's host.
    cookie(text) {
      document.cookie = text;
    },

    // Milliseconds until a moment.
    until: (moment) => moment - Date.now(),

    // This browser's storage.
    stored: () => Object.keys(localStorage),
    keeps: () => localStorage.length > 0,
    // Whether of what is kept anything is marked, as a blocked image is.
    keepsMarks: () => Object.values(localStorage).some((value) => value.includes("true")),
    store(key, value) {
      localStorage.setItem(key, value);
    },
    // Whether every report that is kept has been taken.
    noted_as_sent: () => JSON.parse(localStorage.getItem("headline-ticker:reports")).list.every(([done]) => done),
    noted_reports: (count) => JSON.parse(localStorage.getItem("headline-ticker:reports")).list.length === count,
    storeAgain(value) {
      for (const key of Object.keys(localStorage)) localStorage.setItem(key, value);
    },
    // Has every stored list be so many milliseconds old.
    ageStored(age) {
      for (const [key, value] of Object.entries(localStorage)) {
        localStorage.setItem(key, `${Date.now() - age}${value.slice(value.indexOf("["))}`);
      }
    },
    breakStorage() {
      Storage.prototype.setItem = () => {
        throw new Error("the storage is full");
      };
    },

    // Tells the page that the network is there or not, as no driver can take it away from one page.
    online(online) {
      Object.defineProperty(navigator, "onLine", { configurable: true, get: () => online });
      dispatchEvent(new Event(online ? "online" : "offline"));
    },
    // Leaves the page or comes back to it, as into and out of the browser's back/forward cache.
    pass_by(type) {
      dispatchEvent(new PageTransitionEvent(type, { persisted: true }));
    },

    // Changes the source and asks for a refresh in one task; whether that is over.
    refreshFrom(source) {
      refreshed = false;
      ticker().sources = source;
      ticker().refresh().then(() => (refreshed = true));
    },
    refreshed: () => refreshed,

    // Several properties in one task.
    setAll(values) {
      Object.assign(ticker(), values);
    },

    // Headlines of which one throws at whoever reads it.
    setThrowing(title) {
      const throwing = { get title() { throw new Error("of the page"); } };
      ticker().headlines = [throwing, { title }];
    },

    addInline(id, json) {
      const script = document.createElement("script");
      Object.assign(script, { id, type: "application/json", text: JSON.stringify(json) });
      document.body.append(script);
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
    nothing_more_than(before) {
      const now = watch.alive();
      return now.timers.length <= before.timers.length && now.listeners.length <= before.listeners.length &&
        now.observers.length <= before.observers.length && now.animations <= before.animations;
    },
    no_timer_between: (least, most) => !watch.waits().some((wait) => wait >= least && wait <= most),
    shifted: () => watch.shifts.reduce((sum, shift) => sum + shift, 0),
  };
})();
