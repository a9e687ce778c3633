// What a reader does to a line: drags it, turns the wheel over it, walks it by keyboard, selects its text. All of it is told to Rust as
// it comes; what comes of it is decided there.
//
// `cargo xtask build` puts these lines before those of headline-ticker.js.

// What is done, and along which way, by the numbers of `handled` in Rust.
const DRAG = 0;
const RELEASE = 1;
const WHEEL = 2;
const STEP = 3;
const WALK = 4;
const FOCUS = 5;
const [NEXT, PREVIOUS, FIRST, LAST] = [0, 1, 2, 3];

// From so many px on a press is a drag, no click.
const SLACK = 6;

// Has what is done to a line told: `tell` takes one of these numbers and how far, and `select` whether any of its text is selected.
function hear(listen, line, root, tell, select) {
  const { viewport } = line;
  // Where the pointer that is down was last; undefined while none is.
  let x;
  let isDrag = false;
  // The text of a line that was stopped can be selected with the mouse.
  let selects;
  // Px of the screen, to the right, as px of the line along its way: an element around it may be scaled.
  const along = (px) => px * line.way() * (widthOf(viewport) / viewport.getBoundingClientRect().width);

  listen(viewport, "pointerdown", ({ clientX, isPrimary, button, pointerType }) => {
    isDrag = false;
    selects = line.isStopped() && pointerType === "mouse";
    x = isPrimary && !button ? clientX : undefined;
  });
  const end = ({ isPrimary }) => {
    // Another finger comes and goes.
    if (!isPrimary) return;
    if (isDrag && !selects && x !== undefined) tell(RELEASE);
    x = undefined;
  };
  listen(viewport, "pointermove", (event) => {
    const { clientX, pointerId, isPrimary, buttons } = event;
    // Let go of where nobody could tell.
    if (!buttons) end(event);
    if (x === undefined || !isPrimary || !isDrag && Math.abs(clientX - x) < SLACK) return;
    if (!isDrag) {
      isDrag = true;
      x = clientX;
      if (!selects) viewport.setPointerCapture(pointerId);
    }
    if (!selects) tell(DRAG, along(clientX - x));
    x = clientX;
  });
  // A line that is moved in the page loses the pointer.
  listen(document, "pointerup pointercancel", end);
  // The click that ends a drag or a selection opens nothing; one of the keyboard's has no count.
  listen(viewport, "click", (event) => {
    if (!isDrag || !event.detail) return;
    event.preventDefault();
    event.stopPropagation();
  }, { capture: true });

  // Sideways it is the line's, else the page's. Some browsers count in lines.
  listen(viewport, "wheel", (event) => {
    const { deltaX, deltaY, deltaMode, shiftKey } = event;
    const sideways = shiftKey && !deltaX ? deltaY : deltaX;
    if (Math.abs(sideways) < Math.abs(deltaY) && !shiftKey || !sideways || event.ctrlKey) return;
    event.preventDefault();
    tell(WHEEL, along(-sideways * (deltaMode ? 16 : 1)));
  }, { passive: false });

  listen(viewport, "keydown", (event) => {
    const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
    const isRight = line.way() > 0;
    // On a strip that travels to the right the next headline is the one to the left.
    const ways = { Home: FIRST, End: LAST, ArrowLeft: isRight ? NEXT : PREVIOUS, ArrowRight: isRight ? PREVIOUS : NEXT };
    if (!Object.hasOwn(ways, key) || altKey || ctrlKey || metaKey || shiftKey) return;
    event.preventDefault();
    tell(WALK, ways[key]);
  });
  // A click focuses too, but who clicks reads on elsewhere: the line need not stand until they come back.
  listen(root, "focusin", ({ target }) => tell(FOCUS, target.matches(":focus-visible") ? line.itemOf(target) ?? 0 : 0));
  listen(root, "focusout", ({ relatedTarget }) => viewport.contains(relatedTarget) || tell(FOCUS, 0));

  // Only so, or in Firefox by its usual range, does a browser tell of a selection within a shadow tree; older ones take the root itself.
  root.shadowRoots = [root];
  listen(document, "selectionchange", () => {
    const selection = getSelection();
    const range = selection.getComposedRanges?.(root)[0] ?? (selection.rangeCount ? selection.getRangeAt(0) : null);
    select(!!range && !range.collapsed && viewport.contains(range.startContainer));
  });
}
