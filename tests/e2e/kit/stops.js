// What a reader with a keyboard must find at every stop, added to the kit.
Object.assign(kit, {
  // Where the focus is, by its class, and whether it is seen there; where the ticker is, and how far anything in it is scrolled sideways.
  stop(selector) {
    const host = document.querySelector(selector ?? "headline-ticker");
    const root = host.shadowRoot;
    const active = root.activeElement ?? document.activeElement;
    const { left, right, top, bottom, width, height } = active.getBoundingClientRect();
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(active);
    const [x, y] = [Math.min(Math.max((left + right) / 2, 1), innerWidth - 1), (top + bottom) / 2];
    const met = (active.getRootNode() === root ? root : document).elementFromPoint(x, y);
    const line = host.getBoundingClientRect();
    const scrolled = [host, ...root.querySelectorAll(".ticker, .viewport, .strip, .item")];
    return {
      name: active.className,
      place: Number(active.closest(".item")?.ariaPosInSet ?? 0),
      text: active.textContent,
      // A browser's own ring is as good as ours.
      ring: outlineStyle === "none" || outlineColor === "transparent" ? 0 : parseFloat(outlineWidth),
      within: width > 0 && height > 0 && left > -1 && right < innerWidth + 1 && top > -1 && bottom < innerHeight + 1,
      covered: !(active === met || active.contains(met)),
      line: [line.left, line.top, line.width, line.height],
      scrolled: scrolled.reduce((sum, { scrollLeft, scrollTop }) => sum + Math.abs(scrollLeft) + Math.abs(scrollTop), Math.abs(scrollX)),
    };
  },
  stopsAt: (name, place, selector) => {
    const stop = kit.stop(selector);
    return stop.name === name && (!place || stop.place === place);
  },
});
