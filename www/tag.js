// The tag form: an element right after the script, which stays, as a framework may own it.
//
// `cargo xtask build` puts these lines after those of headline-ticker.js.

const TURNED = Symbol.for(NAME);
function turn(tag) {
  if (tag[TURNED] || !tag.matches(tagged)) return;
  tag[TURNED] = true;
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
