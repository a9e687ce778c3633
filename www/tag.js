// The tag form: an element right after the script, which stays, as a framework may own it.
//
// `cargo xtask build` puts these lines after those of headline-ticker.js.

const TURNED = Symbol.for(NAME);

// Whether a word differs from another one by a letter that is missing or too many, by another sign, or by two that changed places:
// both have the same letters, but for one.
function isSlip(one, other) {
  const [a, b] = [one, other].map((word) => word.replace(/\W|_/g, ""));
  // The letters of one that are left when each of the other has taken its like.
  const left = (from, taken) => [...taken].reduce((rest, letter) => rest.replace(letter, ""), from).length;
  return one !== other && left(a, b) + left(b, a) < 2;
}

function turn(tag) {
  if (tag[TURNED]) return;
  tag[TURNED] = true;
  // Sites and optimisers put names of their own on scripts; one that is hardly another than one of ours was meant for us.
  for (const name of tag.getAttributeNames()) {
    const meant = name.startsWith("data-") && ATTRIBUTES.find((attribute) => isSlip(name.slice(5), attribute));
    if (meant) warn(`${name} is not known; data-${meant} is.`, tag);
  }
  if (!tag.matches(tagged)) return;
  if (tag.closest("head")) {
    warn("a script in <head> cannot show a ticker; put it where the ticker belongs in <body>.", tag);
    return;
  }
  const ticker = document.createElement(NAME);
  for (const name of ATTRIBUTES) set(ticker, { [name]: tag.getAttribute(`data-${name}`) });
  for (const name of ["class", "lang", "dir", "id"]) set(ticker, { [name]: tag.getAttribute(name) });
  tag.removeAttribute("id");
  tag.after(ticker);
}

if (!here || script) (document.currentScript ? [script] : document.querySelectorAll(tagged)).forEach(turn);
