// The tag form: an element right after the script, which stays, as a framework may own it.
//
// `cargo xtask build` puts these lines after those of headline-ticker.js.

const TURNED = Symbol.for(NAME);
function turn(tag) {
  if (tag[TURNED]) return;
  tag[TURNED] = true;
  // Sites and optimisers put names of their own on scripts; what begins like one of ours was meant for us.
  for (const name of tag.getAttributeNames()) {
    const [, start] = /^data-(...)/.exec(name) ?? [];
    const meant = ATTRIBUTES.find((attribute) => attribute.startsWith(start));
    if (meant && !ATTRIBUTES.includes(name.slice(5))) warn(`${name} is not known; data-${meant} is.`, tag);
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
