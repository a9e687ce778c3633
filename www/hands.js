// What a reader does to a line: drags it, turns the wheel over it, walks it by keyboard, selects its text. Here it is read from what browsers
// tell; what comes of it is decided in Rust.
//
// `cargo xtask build` puts these lines before those of headline-ticker.js.

// What is done, and along which way, by the numbers of `handled` in Rust.
const DRAG = 0;
const RELEASE = 1;
const WHEEL = 2;
const STEP = 3;
const WALK = 4;
const FOCUS = 5;
const POINT = 6;
const ASK = 7;
const CLOSE = 8;
const PANEL = 9;
const KEEP = 10;
const [NEXT, PREVIOUS, FIRST, LAST] = [0, 1, 2, 3];

// From so many px on a press is a drag, no click.
const SLACK = 6;

// Whether a key is struck alone, which is nobody else's shortcut.
const isPlain = ({ altKey, ctrlKey, metaKey, shiftKey }) => !(altKey || ctrlKey || metaKey || shiftKey);

// The click that comes of a drag comes within so many ms.
const AFTER = 500;

// Has what is done to a line told: `tell` takes one of these numbers and how far, and `select` whether a selection begins in the line.
// Gives what must be called when a part of the line is gone, and a selection perhaps with it, and what ends a selection in the line.
function hear(listen, line, root, tell, select) {
  hearPointer(listen, line, tell);
  hearKeys(listen, line, root, tell);

  // Sideways it is the line's, else the page's. Some browsers count in lines.
  listen(line.viewport, "wheel", (event) => {
    const { deltaX, deltaY, deltaMode, shiftKey } = event;
    const sideways = shiftKey && !deltaX ? deltaY : deltaX;
    if (Math.abs(sideways) < Math.abs(deltaY) && !shiftKey || !sideways || event.ctrlKey) return;
    event.preventDefault();
    tell(WHEEL, along(line, -sideways * (deltaMode ? 16 : 1)));
  }, { passive: false });

  // Browsers tell of a selection within a shadow tree in one of three ways; those that take the root itself are older.
  root.shadowRoots = [root];
  const selects = () => {
    const selection = root.getSelection?.() ?? getSelection();
    const range = selection.getComposedRanges?.(root)[0] ?? (selection.rangeCount ? selection.getRangeAt(0) : null);
    return !!range && !range.collapsed && line.viewport.contains(range.startContainer);
  };
  let isSelected = false;
  const look = () => select((isSelected = selects()));
  listen(document, "selectionchange", look);
  // Nothing is looked for where nothing is selected, since that would be work at each headline that leaves.
  return [() => isSelected && look(), () => isSelected && getSelection().removeAllRanges()];
}

// Px of the screen, to the right, as px of the line along its way: an element around it may be scaled.
const along = ({ viewport, way }, px) => px * way() * (widthOf(viewport) / viewport.getBoundingClientRect().width);

function hearPointer(listen, line, tell) {
  const { viewport } = line;
  // The pointer that is down, and where it was last; undefined while none is.
  let pointer;
  let x;
  let isDrag = false;
  let ended;
  // The text of a line that was stopped can be selected with the mouse.
  let selects;

  const end = ({ pointerId, timeStamp }) => {
    if (pointerId !== pointer) return;
    pointer = undefined;
    ended = timeStamp;
    if (isDrag && !selects) tell(RELEASE);
  };
  listen(viewport, "pointerdown", ({ clientX, pointerId, isPrimary, button, pointerType }) => {
    // A second finger, or another button, changes nothing.
    if (!isPrimary || button) return;
    // One that was let go of where nobody could tell.
    if (pointer !== undefined) end({ pointerId: pointer });
    pointer = pointerId;
    x = clientX;
    isDrag = false;
    selects = line.isStopped() && pointerType === "mouse";
  });
  listen(viewport, "pointermove", (event) => {
    const { clientX, pointerId, buttons } = event;
    if (!buttons) end(event);
    if (pointerId !== pointer || !isDrag && Math.abs(clientX - x) < SLACK) return;
    if (!isDrag) {
      isDrag = true;
      x = clientX;
      try {
        if (!selects) viewport.setPointerCapture(pointerId);
      } catch {
        // A script's pointer cannot be captured.
      }
    }
    if (!selects) tell(DRAG, along(line, clientX - x));
    x = clientX;
  });
  // A line that is moved in the page loses the pointer, and a page may keep events to itself.
  listen(document, "pointerup pointercancel", end, { capture: true });
  // The click that ends a drag or a selection opens nothing; one of the keyboard's has no count.
  listen(viewport, "click", (event) => {
    if (!isDrag || !event.detail || event.timeStamp - ended > AFTER) return;
    event.preventDefault();
    event.stopPropagation();
  }, { capture: true });
}

function hearKeys(listen, line, root, tell) {
  const { viewport } = line;
  listen(viewport, "keydown", (event) => {
    const { key } = event;
    const isRight = line.way() > 0;
    // On a strip that travels to the right the next headline is the one to the left.
    const ways = { Home: FIRST, End: LAST, ArrowLeft: isRight ? NEXT : PREVIOUS, ArrowRight: isRight ? PREVIOUS : NEXT };
    const item = line.itemOf(event.target);
    // What leads nowhere has only its card.
    const asks = key === " " ? event.target.matches(":focus-visible") : key === "Enter" && !event.target.href;
    if (item && isPlain(event) && line.hasCard() && asks) {
      event.preventDefault();
      tell(ASK, item);
      return;
    }
    // Who clicked beside the headlines is at the line and has not passed them.
    if (!item) ways.Tab = NEXT;
    if (!item && event.target !== viewport || !Object.hasOwn(ways, key) || !isPlain(event)) return;
    // A headline that was clicked has the focus, too.
    if (item) tell(FOCUS, item);
    tell(WALK, ways[key]);
    // Where there is none to come to, the key goes its usual way.
    if (item || root.activeElement !== viewport) event.preventDefault();
  });
  // What had the focus when the window lost it.
  let left;
  // A click focuses too, but who clicks reads on elsewhere: the line need not stand until they come back.
  listen(root, "focusin", ({ target }) => {
    const item = line.itemOf(target);
    const isVisible = target.matches(":focus-visible");
    // From one that is in no order the tab key would go to the first button.
    if (item) target.tabIndex = 0;
    // Who comes to the line goes on to a headline; who only comes back to the window does not.
    if (isVisible && target === viewport && target !== left) tell(WALK, NEXT);
    else tell(FOCUS, isVisible && item);
  });
  // When the window loses the focus, the headline keeps it for when the reader comes back.
  listen(root, "focusout", ({ target, relatedTarget }) => {
    left = root.activeElement;
    if (line.itemOf(target)) target.tabIndex = -1;
    viewport.contains(relatedTarget ?? left) || tell(FOCUS, 0);
  });
  // Browsers tell nothing of a focus that goes elsewhere while the window has none.
  listen(window, "focus", () => root.activeElement || tell(FOCUS, 0));
}
