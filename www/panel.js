// The panel with all headlines, as it is drawn: a list that can be searched and walked.
//
// `cargo xtask build` puts these lines before those of headline-ticker.js.

// So many of a thing, by its forms: `one:{n} headline|other:{n} headlines`.
function counted(lang, forms, count) {
  const all = Object.fromEntries(forms.split("|").map((form) => form.split(/:(.*)/s)));
  const kind = localized(lang, (locale) => new Intl.PluralRules(locale).select(count));
  return (all[kind] ?? all.other ?? forms).replace("{n}", digits(lang, count));
}

// So many entries stand together at most, on which panel.css counts. Some browsers take a time that grows with the square of how
// many boxes stand in one.
const GROUP = 20;

// `told` is what is asked of the ticker: `list`, the values of each headline, `find`, the places of those that hold a text, and `close`.
function makePanel({ box, measure, show, hide }, { ticker, previous, next, all }, told) {
  // By its key each entry with the values of its headline.
  const entries = new Map();
  // The words that it speaks at present; undefined while it is closed.
  let spoken;
  let list;
  let search;
  let status;

  function makeEntry(values, lang) {
    const { key, title, url, dir, lang: own, publisher, date, image } = headlineOf(values);
    const entry = add(new DocumentFragment(), "div", "listed", { role: "listitem", "data-key": key });
    if (image && !image.blocked) {
      const picture = addImage(entry, "listed-image", { alt: image.alt, src: image.url });
      picture.addEventListener("error", () => picture.remove());
    }
    const text = add(entry, "div", "listed-text");
    addLink(text, "listed-headline", url, values[0], { dir, lang: own, tabindex: url ? null : -1 }, title);
    const facts = add(text, "div", "listed-facts");
    if (publisher) add(facts, "bdi", "listed-publisher", {}, publisher);
    if (date != null) addDay(facts, "listed-date", lang, date);
    return entry;
  }

  // Has the list be that of the ticker. An entry that is as it was stays.
  function fill() {
    const [lang] = spoken;
    const known = new Map(entries);
    entries.clear();
    for (const values of told.list()) {
      const [, key] = values;
      const old = known.get(key);
      entries.set(key, `${old?.values}` === `${values}` ? old : { entry: makeEntry(values, lang), values });
    }
    filter("off");
  }

  // Has these entries stand in the list, and no others. Each stays in the group in which it stands as long as there is room, so from the end
  // on: what is new comes in at the front.
  function arrange(wanted) {
    const kept = new Set(wanted);
    for (const entry of list.querySelectorAll(".listed")) {
      const { parentNode } = entry;
      if (!kept.has(entry)) (parentNode.children[1] ? entry : parentNode).remove();
    }
    // The groups that are still to come, the one that is filled, how many stand in it, and what is in front of these.
    const groups = new Set(list.children);
    let group = null;
    let count = GROUP;
    let at;
    for (const entry of wanted.reverse()) {
      const isKnown = groups.delete(entry.parentNode);
      if (isKnown || count === GROUP) {
        const next = isKnown ? entry.parentNode : add(list, "div", "group", { role: "none", part: null });
        if (next.nextSibling !== group) list.insertBefore(next, group);
        [group, count, at] = [next, 0, next.lastChild];
      }
      if (entry === at) at = at.previousSibling;
      else if (at) at.after(entry);
      else group.prepend(entry);
      count++;
    }
  }

  // The entry of a headline, if it stands in the list.
  function entryOf(key) {
    const entry = entries.get(key)?.entry;
    return entry?.isConnected ? entry : undefined;
  }

  // Fills the list with the reader where they were: at the headline that has the focus, or else at the first that is seen and stays.
  function refill() {
    const topOf = (node) => node?.getBoundingClientRect().top - list.getBoundingClientRect().top;
    const isSeen = (node) => topOf(node) + node.offsetHeight > 0 && topOf(node) < list.clientHeight;
    const focused = list.getRootNode().activeElement?.closest(".listed");
    const around = [...list.children].filter(isSeen).flatMap(({ children }) => [...children]);
    const seen = [focused, ...around].filter((entry) => entry && isSeen(entry));
    const tops = seen.map((entry) => [entry.dataset.key, topOf(entry)]);
    fill();
    const [key, top] = tops.find(([key]) => entryOf(key)) ?? [];
    // Some browsers do it by themselves.
    list.scrollTop += topOf(entryOf(key)) - top || 0;
    if (focused) (entryOf(focused.dataset.key)?.querySelector(".listed-headline") ?? box).focus({ preventScroll: true });
  }

  // Leaves what holds the words that are searched for. How many are left is told to readers' software where `live` says so.
  function filter(live) {
    const [lang, , , none, forms] = spoken;
    const all = [...entries.values()];
    const found = Array.from(told.find(search.value) ?? [], (place) => all[place].entry);
    arrange(found);
    const text = found.length ? counted(lang, forms, found.length) : none;
    set(status, { "aria-live": live });
    // What is written again would be read again.
    if (status.textContent !== text) status.textContent = text;
    measure();
  }

  // The arrows go from headline to headline, also out of the search.
  function walk(event) {
    const { key, target } = event;
    const ways = { ArrowDown: 1, ArrowUp: -1, ...(target === search ? {} : { Home: -Infinity, End: Infinity }) };
    if (!Object.hasOwn(ways, key) || isComposing(event) || !isPlain(event)) return;
    const stops = [search, ...list.querySelectorAll(".listed-headline")];
    const to = Math.max(stops.indexOf(target), 0) + ways[key];
    event.preventDefault();
    // Home is the first headline, and the search before it.
    stops[Math.min(Math.max(to, key === "Home" ? 1 : 0), stops.length - 1)].focus();
  }

  box.addEventListener("keydown", (event) => spoken && walk(event));

  return {
    // The headline of an entry, if a node belongs to one.
    listedAt: (node) => headlineOf(entries.get(node.closest(".listed")?.dataset.key)?.values),

    // Opens the panel, or has it show another list, by the words of `write_panel` in their order; closes it without.
    panel(...words) {
      const [lang, title, placeholder, , , name] = words;
      set(all, { "aria-expanded": words.length > 0 });
      if (`${words}` === `${spoken}`) {
        refill();
        return;
      }
      spoken = words.length ? words : undefined;
      entries.clear();
      if (!spoken) {
        hide();
        list = search = status = undefined;
        return;
      }
      box.replaceChildren();
      const head = add(box, "div", "panel-head");
      add(head, "div", "panel-title", {}, title);
      addClose(head, name, told.close);
      search = add(head, "input", "panel-search", { type: "search", placeholder, "aria-label": placeholder });
      search.addEventListener("input", () => {
        search.dir = search.value ? "auto" : "";
        // What is found is read from its beginning, and the search stays in its place.
        list.style.flexBasis = search.value && (list.style.flexBasis || computed(list, "height"));
        list.replaceChildren();
        list.scrollTop = 0;
        filter("polite");
      });
      status = add(head, "div", "panel-status", { role: "status" });
      add(head, "div", "panel-steps").append(previous.cloneNode(), next.cloneNode());
      list = add(box, "div", "panel-list", { role: "list" });
      fill();
      show("panel", title, ticker, box, () => all);
    },
  };
}
