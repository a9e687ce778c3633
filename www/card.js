// The card of a headline, as it is drawn.
//
// `cargo xtask build` puts these lines before those of headline-ticker.js.

// `told` is what is done elsewhere: `close`, and `report`, with the item and the reason.
function makeCard({ box, measure, show, hide }, { viewport, itemOf }, told) {
  // The item whose card is open.
  let shown;

  // Takes the image out, and with it what reports it; who is at that is in the card still. Its room stays, so that the second press of a
  // double one meets nothing behind the card.
  function dropImage(image = ".card-image") {
    const isThere = box.querySelector(":is(.report, .reason):focus");
    for (const part of box.querySelectorAll(`${image}, .report, .reasons`)) part.remove();
    if (isThere) box.focus({ preventScroll: true });
    measure();
  }

  function addPicture(body, src, alt) {
    const image = addImage(add(body, "div", "card-picture"), "card-image", { alt, src });
    image.addEventListener("error", () => {
      // Another card may be open by now, or the image was reported.
      if (image.isConnected) dropImage(".card-picture");
    });
  }

  // What stands in the places of `{p}` and `{d}`, each with the quotes around it, from which no line break parts it. Some languages write
  // whole sentences without white space: these are broken as they are.
  function addPublished(text, published, publisher, lang, date) {
    const line = add(text, "div", "card-published");
    for (const word of published.split(/(\s+)/)) {
      const parts = word.split(/\{([pd])\}/);
      const fact = parts.length === 3 && word.length < 9 ? add(line, "span", "fact", { part: null }) : line;
      // Every other part is the name of what stands there.
      for (const [place, part] of parts.entries()) {
        if (!(place % 2)) fact.append(part);
        else if (part === "p") add(fact, "bdi", "card-publisher", {}, publisher);
        else if (date != null) addDay(fact, "card-date", lang, date);
      }
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

  // The button that reports the image shows the reasons first, so that no slip does. The thanks take the image's place.
  function addReport(text, foot, word, reasons, thanks) {
    const picture = box.querySelector(".card-picture");
    const button = add(foot, "button", "report", { type: "button", "aria-expanded": false }, word);
    const group = add(text, "div", "reasons", { role: "group", "aria-label": word });
    group.hidden = true;
    button.addEventListener("click", () => {
      group.hidden = !group.hidden;
      set(button, { "aria-expanded": !group.hidden });
      measure();
      group.scrollIntoView({ block: "nearest" });
    });
    for (const form of reasons.split("|")) {
      const [reason, said] = form.trim().split(/\s*:(.*)/s);
      if (!reason) continue;
      add(group, "button", "reason", { type: "button" }, said || reason).addEventListener("click", () => {
        // With it the image goes, and this button.
        told.report(shown, reason);
        const said = add(picture, "div", "thanks", { tabindex: -1 }, thanks);
        said.focus({ preventScroll: true });
        measure();
        said.scrollIntoView({ block: "nearest" });
      });
    }
  }

  return {
    hideImage: (item) => item === shown && dropImage(),

    // The item whose headline or card a node belongs to, or 0.
    itemAt(node) {
      if (!(node instanceof Node)) return 0;
      if (shown && box.contains(node)) return shown;
      const item = viewport.contains(node) && +itemOf(node);
      // On the way to its card the rest of its item counts as well.
      return item && (item === shown || node.closest(".headline")) ? item : 0;
    },

    // Opens the card of an item, or of another one, by what `write_card` says of it in this order; closes it without.
    card(item, asked, lang, src, alt, title, dir, titleLang, published, publisher, date, summary, href, target, read, name, report, reasons, thanks, word, ...also) {
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
      if (href) addLink(foot, "card-read", href, target, {}, read);
      if (report) addReport(text, foot, report, reasons, thanks);
      if (also.length) addOthers(foot, lang, word, also);
      addClose(box, name, told.close);
      const isAnew = item === shown;
      shown = item;
      // The viewport hands the focus on.
      const back = () => viewport.querySelector(`[data-item="${item}"] .headline`) ?? viewport;
      show("card", title, viewport, asked ? box : null, back, isAnew);
    },
  };
}
