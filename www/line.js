// One ticker's shadow tree: built here, and changed as the core says. Nothing is decided here; in JavaScript it takes a third of
// the bytes that it would take in Rust.
//
// `cargo xtask build` puts these lines before those of headline-ticker.js.

// Called from Rust: ms on the document's timeline.
const timeline = () => document.timeline.currentTime ?? 0;

const computed = (element, property) => getComputedStyle(element)[property];

// The width of a box, NaN where it is not displayed. Unlike a rectangle it knows nothing of transforms around the page.
const widthOf = (box) => parseFloat(computed(box, "width"));

// Firefox leaves to the compositor only what is no wider than so many device px and near the view.
const IS_FIREFOX = CSS.supports("-moz-orient: inline");
const WIDEST = IS_FIREFOX ? 4096 : Infinity;

// The line of a ticker, hidden behind its own list until there is something to scroll. `sizes` observes what has a width; `told`
// is what the element does itself: what Rust says that is not about the line, and `gone`, when an item is no more, and `sized`, of widths.
function makeLine(root, sizes, told) {
  const ticker = add(root, "div", "ticker", { role: "region" });
  const label = add(ticker, "div", "label", { "aria-hidden": true });
  // Both words are there always, as the line must not become wider or narrower.
  const latest = add(label, "span", "latest");
  const breaking = add(label, "span", "breaking-label");
  const controls = add(ticker, "div", "controls");
  const addButton = (name) => add(controls, "button", `button ${name}`, { type: "button", part: `button ${name}-button` });
  const [button, previous, next, all] = ["pause", "previous", "next", "all"].map(addButton);
  const viewport = add(ticker, "div", "viewport");
  const message = add(viewport, "div", "message");
  const said = add(message, "span", "said");
  const retry = add(message, "button", "retry", { type: "button" });
  const note = add(ticker, "span", "note");
  const status = add(ticker, "div", "status", { role: "status" });
  const strip = add(viewport, "div", "strip", { role: "list" });
  const slot = root.querySelector("slot");
  const printed = add(root, "ul", "printed");
  const items = new Map();
  const unwatched = new Set();
  const unmeasured = new Set();
  // Begins to move a box by the present path; whether it moves each item, as the strip would be too wide.
  let begin;
  let isApart;
  let watching;
  let isRight;
  let isStopped;
  let hasCard;
  // The language of the words.
  let spoken;

  // Puts a box `at` px from the edge that the strip travels towards.
  function stand({ style }, at) {
    const place = `${at.toFixed(3)}px`;
    style.right = isRight ? place : "auto";
    style.left = isRight ? "auto" : place;
  }

  // An image that is not seen leaves its room, as nothing must jump.
  function blank({ target }) {
    // One that was blanked already may fail afterwards.
    if (target?.parentNode) target.replaceWith(add(target.parentNode, "span", "image"));
  }

  // Says which of how many headlines an item is; one that has left the list is none of them.
  function number(box, place, count) {
    set(box, { "aria-posinset": place, "aria-setsize": count });
    if (!place) box.removeAttribute("aria-posinset");
  }

  // An item is watched from the next task on: within a callback of the observer it would be news of the same frame, which
  // browsers report as an error.
  function watch(box) {
    unwatched.add(box);
    watching ??= setTimeout(() => {
      for (const box of unwatched) sizes.observe(box);
      unwatched.clear();
      watching = undefined;
    });
  }

  // Tells the widths of what was drawn in one go, since to measure one after another would be one layout each.
  function measure() {
    const widths = [...unmeasured].map((item) => [item, widthOf(items.get(item))]);
    unmeasured.clear();
    for (const width of widths) told.sized(...width);
  }

  // Gives a box the animation that moves it, if any.
  function ride(box, animation) {
    box.ride?.cancel();
    box.ride = animation;
  }

  // Nothing is told of an item any more, and nothing moves it.
  function leave(box) {
    sizes.unobserve(box);
    unwatched.delete(box);
    ride(box);
  }

  ticker.hidden = true;
  set(all, { "aria-haspopup": "dialog", "aria-expanded": false });
  sizes.observe(viewport);

  return {
    ...told,
    button,
    previous,
    next,
    all,
    ticker,
    retry,
    message,
    viewport,
    measure,

    // The number of the item that a node belongs to, if it does.
    itemOf: (node) => node.closest("[data-item]")?.dataset.item,

    // 1 where the strip travels to the right, else -1.
    way: () => (isRight ? 1 : -1),

    // Whether the reader has stopped the strip.
    isStopped: () => isStopped,

    // Whether a headline has a card.
    hasCard: () => hasCard,

    // All that stands around the line, in the order of `write_furniture`; what is null is not there.
    furnish(lang, name, urgent, isUrgent, right, isRtl, plays, title, back, on, text, again, remark, since, card, every) {
      hasCard = card;
      spoken = lang;
      isRight = right;
      isStopped = plays;
      const looks = ["ticker", isRight ? "right" : "left", isRtl ? "rtl" : "ltr", plays && "stopped", isUrgent ? "urgent" : text && "empty"];
      ticker.className = looks.filter(Boolean).join(" ");
      set(ticker, { "aria-label": name });
      latest.textContent = name;
      breaking.textContent = urgent;
      controls.hidden = !on;
      button.hidden = !title;
      button.className = `button ${plays ? "play" : "pause"}`;
      set(button, { "aria-label": title, title });
      // They stand in the panel as well.
      for (const [way, name] of [[".previous", back], [".next", on]]) {
        for (const step of root.querySelectorAll(way)) set(step, { "aria-label": name, title: name });
      }
      set(all, { "aria-label": every, title: every });
      message.hidden = !text;
      said.textContent = text;
      // Who tried again is at the line, and would have passed it otherwise.
      if (!again && root.activeElement === retry) set(viewport, { tabindex: viewport.tabIndex }).focus({ preventScroll: true });
      retry.hidden = !again;
      retry.textContent = again;
      note.hidden = !remark;
      note.textContent = since ? age(lang, since) : remark;
      // On a wide line it says of what that is the age.
      set(note, { title: remark ?? "", "data-said": since ? introducing(lang, remark) : "" });
    },

    // Shows the line or the own list, and tells the viewport's width, which the observer would tell a frame later.
    show(shown) {
      ticker.hidden = !shown;
      slot.hidden = shown;
      told.sized(0, widthOf(viewport));
    },

    // Draws an item at an end of the strip, or anew in its place, unseen until it is placed, of what `write_face` says of it in this
    // order, and has its width told, with the gap after it.
    draw(
      item, key, place, count, repeat, isFront, isBreaking, src, alt, publisher, date, isDated, words, title, dir, lang, href,
      target, separator,
    ) {
      const old = items.get(item);
      const box = add(strip, "div", "item", {
        class: isBreaking ? "item waiting breaking" : "item waiting",
        "data-item": item,
        "data-key": key,
        role: "listitem",
        "aria-hidden": repeat || null,
      });
      number(box, place, count);
      if (src != null) addImage(box, "image", { alt, draggable: false, src }).addEventListener("error", blank);
      // A name says nothing of its language, so the browser finds its direction.
      if (publisher) add(box, "span", "publisher", { dir: "auto" }, publisher);
      if (date != null) {
        const datetime = new Date(date).toISOString();
        add(box, "time", "time", { dir: "auto", datetime }, moment(words, date, isDated));
      }
      // What can be dragged as a link could be dragged neither with the strip nor selected.
      const headline = addLink(box, "headline", href, target, { dir, lang, tabindex: -1, draggable: false }, title);
      if (!href && hasCard) set(headline, { role: "button", "aria-haspopup": "dialog" });
      add(box, "span", "separator", { "aria-hidden": true }, separator);
      if (isFront) strip.prepend(box);
      if (old) {
        const hadFocus = old.contains(root.activeElement);
        leave(old);
        old.replaceWith(box);
        if (hadFocus) headline.focus({ preventScroll: true });
        told.gone();
      }
      items.set(item, box);
      if (isApart) ride(box, begin(box));
      watch(box);
      if (!unmeasured.size) queueMicrotask(measure);
      unmeasured.add(item);
    },

    place(item, at) {
      const box = items.get(item);
      box.classList.remove("waiting");
      stand(box, at);
    },

    // Tells readers' software of breaking news, or takes back what was told.
    announce(title, dir, lang) {
      status.replaceChildren();
      if (!title) return;
      status.append(introducing(spoken, breaking.textContent));
      add(status, "span", "announced", { dir, lang }, title);
    },

    // Lets everyone read an item that was there for the eye only.
    lead(item) {
      items.get(item).removeAttribute("aria-hidden");
    },

    // The tab key comes to the viewport, which hands its focus to a headline: so none need be in that key's order while it passes.
    tabStop(stands) {
      if (stands) viewport.tabIndex = 0;
      else viewport.removeAttribute("tabindex");
    },

    number: (item, place, count) => number(items.get(item), place, count),

    // It came by the keyboard, which not every browser sees.
    focus: (item) => items.get(item)?.querySelector(".headline").focus({ preventScroll: true, focusVisible: true }),

    // Has these headlines for the printer, as one list.
    print(headlines) {
      printed.replaceChildren();
      for (const { title, url, dir, lang } of headlines) {
        add(add(printed, "li", "entry"), url ? "a" : "span", "printed-headline", { href: url, dir, lang }, title);
      }
    },

    hideImage: (item) => blank({ target: items.get(item)?.querySelector(".image") }),

    remove(item) {
      const box = items.get(item);
      // One that went before it could be drawn.
      if (!box) return;
      leave(box);
      items.delete(item);
      unmeasured.delete(item);
      box.remove();
      told.gone();
    },

    anchor: (at) => stand(strip, at),

    // Moves the strip: four numbers are a keyframe, its offset, its travel in px, and the heights of its easing, which are NaN
    // where it is linear. The new animations begin before the old ones end, so that nothing stands elsewhere in between.
    move(start, duration, ...numbers) {
      const keyframes = [];
      for (let at = 0; at < numbers.length; at += 4) {
        const [offset, travel, a, b] = numbers.slice(at);
        const easing = a === a ? `cubic-bezier(${1 / 3},${a},${2 / 3},${b})` : "linear";
        keyframes.push({ offset, transform: `translateX(${isRight ? travel : -travel}px)`, easing });
      }
      begin = (box) => {
        const animation = new Animation(new KeyframeEffect(box, keyframes, { duration, fill: "both" }));
        animation.startTime = start;
        return animation;
      };
      // A strip is as wide as its line, the lead, and what two long items have beyond.
      isApart = (viewport.clientWidth + 1250) * devicePixelRatio > WIDEST;
      for (const box of [strip, ...items.values()]) ride(box, isApart === (box !== strip) ? begin(box) : null);
    },

    // Leaves the root as it was.
    end() {
      clearTimeout(watching);
      unmeasured.clear();
      for (const box of [strip, ...items.values()]) ride(box);
      ticker.remove();
      printed.remove();
      slot.hidden = false;
    },
  };
}
