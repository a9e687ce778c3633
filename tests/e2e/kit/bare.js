// What the ticker is compared with: the same headlines in boxes of the same shape on one strip, moved by one Web Animation or not at all.
// On its own script tag: data-mode `still`, `moving` (one way), `main` (the same by `right`, so that
// each frame needs the main thread) or `alternate` (to and fro, so that a short strip lasts for ever);
// data-extent: how many px of items the strip holds; data-speed in px/s.
{
  const { mode, extent, speed } = document.currentScript.dataset;
  const viewport = document.createElement("div");
  viewport.className = "bare";
  document.currentScript.after(viewport);
  const part = (parent, name, className, text) => {
    const element = document.createElement(name);
    element.className = className;
    element.textContent = text;
    parent.append(element);
    return element;
  };
  const show = async () => {
    const headlines = await (await fetch("/feed.json")).json();
    const strip = part(viewport, "div", "bare-strip", "");
    let offset = 0;
    for (let next = 0; offset < Number(extent); next = (next + 1) % headlines.length) {
      const { title, url, publisher } = headlines[next];
      const item = part(strip, "div", "bare-item", "");
      part(item, "span", "bare-publisher", publisher);
      part(item, "a", "bare-headline", title).href = url;
      part(item, "span", "bare-separator", "");
      item.style.right = `${offset}px`;
      offset += item.getBoundingClientRect().width;
    }
    if (mode === "still") return;
    const distance = offset - viewport.getBoundingClientRect().width;
    const effect = new KeyframeEffect(strip, mode === "main" ? { right: ["0", `${-distance}px`] } : { transform: ["translateX(0)", `translateX(${distance}px)`] }, {
      duration: (distance / Number(speed)) * 1000,
      fill: "both",
      ...(mode === "alternate" && { direction: "alternate", iterations: Infinity }),
    });
    new Animation(effect).play();
  };
  show();
}
