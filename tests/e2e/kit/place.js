// Where the text below the ticker stands, in each frame from the first one on; only what changes is kept.
window.places = [];
requestAnimationFrame(function look() {
  const below = document.querySelector("#below");
  const top = below?.getBoundingClientRect().top;
  if (below && top !== places.at(-1)) places.push(top);
  requestAnimationFrame(look);
});
