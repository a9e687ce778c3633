// Whether a reader can read all that is open, added to the kit.
Object.assign(kit, {
  // All that is lost at present: text that something cuts off, what is covered by a button, and what reaches out of the window. By design
  // the line cuts off what passes its edges, and a card cuts a long summary.
  lost(selector = "headline-ticker") {
    const root = document.querySelector(selector).shadowRoot;
    const found = [];
    const line = root.querySelector(".viewport").getBoundingClientRect();
    const boxes = (node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      return [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
    };
    const texts = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { currentNode: node } = walker;
      const { parentElement: element } = node;
      const isRead = element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.closest(".status");
      if (!node.data.trim() || !isRead) continue;
      for (const box of boxes(node)) texts.push({ node, element, box });
    }
    for (const { node, element, box } of texts) {
      const told = (what) => found.push(`${what} cuts "${node.data.slice(0, 30)}" of ${element.className || element.localName}`);
      // Fonts differ in how much room they ask for above and below their letters, which take up some 1.25 of their size.
      const slack = Math.max(0, box.height - 1.25 * parseFloat(getComputedStyle(element).fontSize)) / 2 + 1;
      // What scrolls down can be scrolled to.
      let scrolls = false;
      for (let outer = element; outer; outer = outer.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(outer);
        const { left, right, top, bottom } = outer.getBoundingClientRect();
        const isClamped = outer.matches(".card-summary");
        const cuts = (overflow) => overflow === "hidden" || overflow === "clip";
        if (cuts(overflowY) && !isClamped && !scrolls && (box.top < top - slack || box.bottom > bottom + slack)) told(`${outer.className} (from ${top} to ${bottom}, where the text is from ${box.top} to ${box.bottom})`);
        if (cuts(overflowX) && !outer.matches(".viewport") && (box.left < left - 1 || box.right > right + 1)) told(`${outer.className} beside`);
        scrolls ||= overflowY === "auto";
        if (overflowX === "auto" && outer.scrollWidth > outer.clientWidth + 1) told(`${outer.className}, which scrolls sideways,`);
      }
      if (box.right <= line.left || box.left >= line.right) if (element.closest(".strip")) continue;
      for (const button of root.querySelectorAll("button, input")) {
        if (!button.checkVisibility({ visibilityProperty: true }) || button.contains(element)) continue;
        // What the line cuts off is not under what stands beside it, and a list may be scrolled under nothing else.
        if (element.closest(".strip, .panel-list") || !!button.closest(".floating") !== !!element.closest(".floating")) continue;
        const other = button.getBoundingClientRect();
        const covers = box.left < other.right - 1 && box.right > other.left + 1 && box.top < other.bottom - slack && box.bottom > other.top + slack;
        if (covers) told(button.className);
      }
    }
    const stops = [...root.querySelectorAll("button, input, .card-read")].filter((stop) => stop.checkVisibility({ visibilityProperty: true }));
    for (const [at, one] of stops.entries()) {
      const { left, right, top, bottom } = one.getBoundingClientRect();
      if (left < -1 || right > innerWidth + 1 || top < -1 || bottom > innerHeight + 1) {
        if (!one.closest(".card-body")) found.push(`${one.className} reaches out of the window`);
      }
      for (const other of stops.slice(at + 1)) {
        if (!!one.closest(".floating") !== !!other.closest(".floating")) continue;
        const box = other.getBoundingClientRect();
        if (left < box.right - 1 && right > box.left + 1 && top < box.bottom - 1 && bottom > box.top + 1) found.push(`${one.className} lies on ${other.className}`);
      }
    }
    const open = root.querySelector(".floating");
    if (open?.checkVisibility()) {
      const { left, right, top, bottom } = open.getBoundingClientRect();
      if (left < -1 || right > innerWidth + 1 || top < -1 || bottom > innerHeight + 1) found.push(`${open.className} reaches out of the window`);
    }
    return [...new Set(found)];
  },
  // Has the reader's own style sheet reach every element, also of the ticker, as tools for reading have it.
  space(css, selector = "headline-ticker") {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    const { shadowRoot } = document.querySelector(selector);
    shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, sheet];
  },
  // The size of a headline's letters in px, and the space between them.
  letters: (selector) => {
    const { fontSize, letterSpacing } = getComputedStyle(document.querySelector(selector ?? "headline-ticker").shadowRoot.querySelector(".headline"));
    return [parseFloat(fontSize), letterSpacing];
  },
});
