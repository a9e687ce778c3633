// When the first headline could be seen, in ms since the navigation began.
window.firstHeadline = null;
requestAnimationFrame(function look() {
  const root = document.querySelector("headline-ticker")?.shadowRoot ?? document;
  const seen = [...root.querySelectorAll(".item .headline, .hand-written a")].some((headline) => headline.checkVisibility({ visibilityProperty: true }));
  if (seen) firstHeadline = performance.now();
  else requestAnimationFrame(look);
});
