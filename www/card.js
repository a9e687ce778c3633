// The card of a headline, as it is drawn.
//
// `cargo xtask build` puts these lines before those of headline-ticker.js.

// By language and least number of digits what writes numbers: to make one takes longer than to write.
const formats = new Map();

// A number as readers of `lang` write it, in at least so many digits.
function digits(lang, number, least = 1) {
  const name = lang + least;
  if (!formats.has(name)) {
    const options = { minimumIntegerDigits: least, useGrouping: false };
    formats.set(name, localized(lang, (locale) => new Intl.NumberFormat(locale, options)));
  }
  return formats.get(name).format(number);
}

// A day in two digits, two, and four, in that order in every language.
function day(lang, milliseconds) {
  const date = new Date(milliseconds);
  return [digits(lang, date.getDate(), 2), digits(lang, date.getMonth() + 1, 2), digits(lang, date.getFullYear(), 4)].join(" - ");
}

function addDay(parent, name, lang, milliseconds) {
  add(parent, "time", name, { datetime: new Date(milliseconds).toISOString() }, day(lang, milliseconds));
}

// An image that is asked for once it is near the view, and takes its room until it is known not to come.
function addImage(parent, name, src, alt, gone = () => {}) {
  const image = add(parent, "img", name, { alt, loading: "lazy", decoding: "async", referrerpolicy: "no-referrer", src });
  image.addEventListener("error", () => {
    image.remove();
    gone();
  });
}

function makeCard({ box, measure, show, hide }, { viewport, itemOf }, close) {
  // The item whose card is open.
  let shown;

  function addPicture(body, src, alt) {
    const picture = add(body, "div", "card-picture");
    addImage(picture, "card-image", src, alt, () => {
      picture.remove();
      measure();
    });
  }

  // Every other part of the text is the name of what stands there.
  function addPublished(text, published, publisher, lang, date) {
    const line = add(text, "div", "card-published");
    for (const [place, part] of published.split(/\{([pd])\}/).entries()) {
      if (!(place % 2)) line.append(part);
      else if (part === "p") add(line, "bdi", "card-publisher", {}, publisher);
      else if (date != null) addDay(line, "card-date", lang, date);
    }
  }

  function addOthers(foot, lang, word, publishers) {
    const others = add(foot, "div", "card-also", {}, `${word} `);
    const options = { style: "short", type: "unit" };
    for (const { type, value } of localized(lang, (locale) => new Intl.ListFormat(locale, options).formatToParts(publishers))) {
      if (type === "element") add(others, "bdi", "card-other", {}, value);
      else others.append(value);
    }
  }

  return {
    // The item whose headline or card a node belongs to, or 0.
    itemAt(node) {
      if (!(node instanceof Node)) return 0;
      if (shown && box.contains(node)) return shown;
      const item = viewport.contains(node) && +itemOf(node);
      // On the way to its card the rest of its item counts as well.
      return item && (item === shown || node.closest(".headline")) ? item : 0;
    },

    // Opens the card of an item, or of another one, by what `write_card` says of it in this order; closes it without.
    card(item, asked, lang, src, alt, title, dir, titleLang, published, publisher, date, summary, href, target, read, name, word, ...also) {
      if (!item) {
        hide();
        shown = undefined;
        return;
      }
      box.replaceChildren();
      const body = add(box, "div", "card-body");
      if (src != null) addPicture(body, src, alt);
      const text = add(body, "div", "card-text");
      add(text, "div", "card-title", { dir, lang: titleLang }, title);
      if (published) addPublished(text, published, publisher, lang, date);
      if (summary) add(text, "div", "card-summary", { dir, lang: titleLang }, summary);
      const foot = add(text, "div", "card-foot");
      if (href) add(foot, "a", "card-read", { href, rel: "noopener", target }, read);
      if (also.length) addOthers(foot, lang, word, also);
      addClose(box, name, close);
      shown = item;
      // The viewport hands the focus on.
      const back = () => viewport.querySelector(`[data-item="${item}"] .headline`) ?? viewport;
      show(asked ? "card asked" : "card", title, viewport, asked ? box : null, back);
    },
  };
}

const addClose = (parent, name, close) =>
  add(parent, "button", "close", { type: "button", "aria-label": name, title: name }).addEventListener("click", close);
