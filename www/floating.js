// What stands on top of all beside the line: a headline's card or the panel of all headlines, one at a time. Here it is shown and measured;
// whether it is open, and where it stands, is decided in Rust.
//
// `cargo xtask build` puts these lines before those of headline-ticker.js.

// Where a browser has no popover, the host lies on top and does not clip what stands in it, as long as something does.
const unclipped = new CSSStyleSheet();
unclipped.replaceSync("@media screen{:host{contain:size layout style;position:relative;z-index:2147483647;overflow:visible!important}}");

// Whether a key is of a word that is being put together. (Safari says so by the code alone for the last one.)
const isComposing = ({ isComposing, keyCode }) => isComposing || keyCode === 229;

// `told` is what is done elsewhere: `point`, with the event of a pointer that is somewhere else, `keep` and `close`, and `layout`, of where all
// stands.
function makeFloating(root, told) {
  const box = add(root, "div", "floating", { part: null, role: "dialog", tabindex: -1, popover: "manual" });
  const { style } = box;
  // The box beside which it stands, what says where it belongs, whether the reader asked for it, and what the focus came from otherwise.
  let beside;
  let home;
  let isAsked;
  let from;
  // What ends all that is listened to, whether the focus went to nothing, and whether the tab key moves it.
  let opened;
  let isLost;
  let isTabbing;
  // Where it stands without a place of its own, and how much larger it is by what is around the ticker.
  let origin;
  let scale;

  box.hidden = true;

  // Who came by pressing on what the mouse had opened was nowhere before. What they came from may be drawn anew.
  const comeBack = () => (isAsked || from?.isConnected === false ? home() : from)?.focus({ preventScroll: true });

  // A browser that knows popovers throws where one is shown that has left the page, or hidden that is.
  function lift(isUp) {
    if (!box.showPopover) {
      const others = root.adoptedStyleSheets.filter((sheet) => sheet !== unclipped);
      root.adoptedStyleSheets = isUp ? [...others, unclipped] : others;
      return;
    }
    try {
      box.togglePopover(isUp);
    } catch {
      // It is out of sight in any case.
    }
  }

  function put(left, top) {
    style.left = `${(left - origin.left) / scale}px`;
    style.top = `${(top - origin.top) / scale}px`;
  }

  // Tells where all stands, the box being as large as it can be. It is left as it was: where it is to stand may be told later.
  function measure() {
    if (box.hidden) return;
    const scroller = box.querySelector(".card-body, .panel-list");
    const { scrollTop } = scroller;
    const { className } = box;
    const { cssText } = style;
    box.classList.remove("sheet");
    Object.assign(style, { left: "0", top: "0", width: "", maxHeight: "none" });
    origin = box.getBoundingClientRect();
    scale = origin.width / box.offsetWidth || 1;
    const { left, right, top, bottom } = beside.getBoundingClientRect();
    box.className = className;
    style.cssText = cssText;
    scroller.scrollTop = scrollTop;
    told.layout(document.documentElement.clientWidth, innerHeight, origin.width, origin.height, left, right, top, bottom);
  }

  // What is heard while it is open.
  function hear() {
    const { signal } = (opened = new AbortController());
    const listen = (target, type, hear) => target.addEventListener(type, hear, { signal, capture: true });
    listen(document, "pointerover", told.point);
    listen(window, "resize", measure);
    // A sheet stands by the window, but where the host is what it stands in.
    listen(document, "scroll", () => (box.showPopover && box.classList.contains("sheet")) || measure());
    listen(window, "keydown", (event) => {
      if (event.key !== "Escape" || isComposing(event)) return;
      if (box.contains(root.activeElement)) event.preventDefault();
      told.close();
    });
    // A press that begins elsewhere closes it, not one that ends there, as that of a selection may. (A telephone makes no click of it.) What it
    // belongs to opens and closes it itself.
    let isElsewhere;
    listen(window, "pointerdown", () => (isElsewhere = true));
    listen(root, "pointerdown", ({ target }) => (isElsewhere = !box.contains(target) && !home()?.contains(target)));
    listen(window, "pointerup", () => {
      if (!isElsewhere) return;
      told.close();
    });
    // A frame keeps its presses to itself.
    listen(window, "blur", () => setTimeout(() => document.activeElement?.localName === "iframe" && told.close()));
    // By the tab key the focus may leave the page.
    listen(box, "keydown", ({ key }) => (isTabbing = key === "Tab"));
    listen(box, "focusin", ({ relatedTarget }) => {
      if (relatedTarget && !box.contains(relatedTarget)) from = relatedTarget;
      isLost = isTabbing = false;
      // Who is in a card must close it.
      box.classList.add("asked");
      told.keep();
    });
    listen(box, "focusout", ({ relatedTarget }) => {
      isLost = !relatedTarget && !isTabbing;
      if (!isLost && !box.contains(relatedTarget) && !home()?.contains(relatedTarget)) told.close();
    });
  }

  return {
    box,
    measure,

    // Shows what was put in it, as what that is, under this name, beside a box; `takes` is what takes the focus, if anything, and `back`
    // gives what has it afterwards. What is only drawn anew is asked for no more than before.
    show(name, title, neighbour, takes, back, isAnew) {
      opened?.abort();
      box.className = `floating ${name} ${takes ? "asked" : ""}`;
      set(box, { part: name, "aria-label": title });
      [beside, home, isLost] = [neighbour, back, false];
      if (!isAnew) [isAsked, from] = [takes, null];
      if (box.hidden) {
        box.hidden = false;
        lift(true);
      }
      hear();
      takes?.focus({ preventScroll: true });
      measure();
    },

    // Has the page scroll the box beside it out from behind it.
    uncover() {
      const [cover, line] = [box, beside].map((shown) => shown.getBoundingClientRect());
      if (line.bottom <= cover.top || line.top >= cover.bottom) return;
      beside.style.scrollMarginBottom = `${innerHeight - cover.top}px`;
      beside.scrollIntoView({ block: "nearest" });
      beside.style.scrollMarginBottom = "";
    },

    hide() {
      opened?.abort();
      if (box.hidden) return;
      // Who pressed on nothing, or had what they were at taken away, is where they were.
      if (box.contains(root.activeElement) || (isLost && !root.activeElement)) comeBack();
      lift(false);
      box.hidden = true;
      box.replaceChildren();
    },

    // Places it, of that height at most, by its top and left edge; without the latter it is a sheet, and by its bottom. All in px of the window.
    stand(height, edge, left) {
      const isSheet = left === undefined;
      box.classList.toggle("sheet", isSheet);
      style.maxHeight = `${height / scale}px`;
      style.width = isSheet ? `${document.documentElement.clientWidth / scale}px` : "";
      put(left ?? 0, isSheet ? edge - box.getBoundingClientRect().height : edge);
    },

    // Leaves the root as it was.
    end() {
      opened?.abort();
      lift(false);
      box.remove();
    },
  };
}
