// The panel with all headlines, as it is drawn: a list that can be searched and walked.
//
// `cargo xtask build` puts these lines before those of headline-ticker.js.

// So many of a thing, by its forms: `one:{n} headline|other:{n} headlines`.
function counted(lang, forms, count) {
  const all = Object.fromEntries(forms.split("|").map((form) => form.split(/:(.*)/s)));
  const kind = localized(lang, (locale) => new Intl.PluralRules(locale).select(count));
  return (all[kind] ?? all.other ?? forms).replace("{n}", digits(lang, count));
}

// From so many entries on those out of view are not laid out; before, all stand where they are.
const LONG = 200;

// `told` is what is asked of the ticker: `list`, the values of each headline, `find`, the places of those that hold a text, and `close`.
function makePanel({ box, measure, show, hide }, { ticker, all }, told) {
  // By its key each entry with the values of its headline.
  const entries = new Map();
  // The words that it speaks at present; undefined while it is closed.
  let spoken;
  let list;
  let search;
  let status;

  function addEntry(values, lang) {
    const { key, title, url, dir, lang: own, publisher, date, image } = headlineOf(values);
    const entry = add(list, "li", "listed", { "data-key": key });
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
  function fill(lang) {
    const known = new Map(entries);
    entries.clear();
    const wanted = told.list().map((values) => {
      const [, key] = values;
      const old = known.get(key);
      const isSame = old && `${old.values}` === `${values}`;
      if (isSame) known.delete(key);
      const entry = isSame ? old.entry : addEntry(values, lang);
      entries.set(key, { entry, values });
      return entry;
    });
    for (const { entry } of known.values()) entry.remove();
    list.classList.toggle("long", wanted.length > LONG);
    let at = list.firstChild;
    for (const entry of wanted) {
      if (entry === at) at = at.nextSibling;
      else list.insertBefore(entry, at);
    }
  }

  const entryOf = (key) => entries.get(key)?.entry;

  // The same with the reader where they were: at the headline that has the focus or else at the first that is seen.
  function refill(lang) {
    const focused = list.getRootNode().activeElement?.closest(".listed")?.dataset.key;
    const seen = [...list.children].find((entry) => entry.offsetTop + entry.offsetHeight > list.scrollTop + list.offsetTop);
    const key = focused ?? seen?.dataset.key;
    const topOf = () => entryOf(key)?.getBoundingClientRect().top - list.getBoundingClientRect().top;
    const top = topOf();
    fill(lang);
    filter();
    // Some browsers do it by themselves.
    list.scrollTop += topOf() - top || 0;
    const entry = entryOf(focused);
    if (focused) (entry && !entry.hidden ? entry.querySelector(".listed-headline") : search).focus({ preventScroll: true });
  }

  function filter() {
    const [lang, , , none, forms] = spoken;
    const found = new Set(told.find(search.value));
    for (const [place, entry] of [...list.children].entries()) entry.hidden = !found.has(place);
    const text = found.size ? counted(lang, forms, found.size) : none;
    // What is written again would be read again.
    if (status.textContent !== text) status.textContent = text;
    measure();
  }

  // The arrows go from headline to headline, also out of the search.
  function walk(event) {
    const { key, target } = event;
    const ways = { ArrowDown: 1, ArrowUp: -1, ...(target === search ? {} : { Home: -Infinity, End: Infinity }) };
    if (!Object.hasOwn(ways, key) || isComposing(event) || !isPlain(event)) return;
    const stops = [search, ...list.querySelectorAll(".listed:not([hidden]) .listed-headline")];
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
        refill(lang);
        return;
      }
      spoken = words.length ? words : undefined;
      entries.clear();
      if (!spoken) {
        hide();
        return;
      }
      box.replaceChildren();
      const head = add(box, "div", "panel-head");
      add(head, "div", "panel-title", {}, title);
      search = add(head, "input", "panel-search", { type: "search", placeholder, "aria-label": placeholder });
      search.addEventListener("input", () => {
        search.dir = search.value ? "auto" : "";
        filter();
      });
      addClose(head, name, told.close);
      status = add(box, "div", "panel-status", { role: "status" });
      list = add(box, "ul", "panel-list", { role: "list" });
      fill(lang);
      filter();
      show("panel", title, ticker, box, () => all);
    },
  };
}
