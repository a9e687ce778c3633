// <marquee>, obsolete and in every browser: https://developer.mozilla.org/docs/Web/HTML/Element/marquee
// `scrollamount` px every `scrolldelay` ms, where a delay under 60 ms needs `truespeed`: a move about each frame, of whole px, is the
// smoothest that it can do. Laid out from the right, Chromium starts it as
// far away as it is long, so that 60 headlines take ten minutes to come; hence `dir="ltr"` around an rtl block.
import { block, run } from "./page.js";

const DELAY = 17;

run((stage, list, { speed }) => {
  const marquee = document.createElement("marquee");
  marquee.dir = "ltr";
  marquee.setAttribute("direction", "right");
  marquee.setAttribute("scrollamount", String(Math.round((speed * DELAY) / 1000)));
  marquee.setAttribute("scrolldelay", String(DELAY));
  marquee.setAttribute("truespeed", "");
  const show = (headlines) => marquee.replaceChildren(block(headlines));
  show(list);
  stage.replaceChildren(marquee);
  return { update: show };
});
