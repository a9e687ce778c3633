// <marquee>, obsolete and in every browser: https://developer.mozilla.org/docs/Web/HTML/Element/marquee
// `scrollamount` px every `scrolldelay` ms; a delay under 60 ms would need `truespeed`.
import { item, run } from "./page.js";

const DELAY = 100;

run((stage, list, { speed }) => {
  const marquee = document.createElement("marquee");
  marquee.setAttribute("direction", "right");
  marquee.setAttribute("scrollamount", String((speed * DELAY) / 1000));
  marquee.setAttribute("scrolldelay", String(DELAY));
  const show = (headlines) => marquee.replaceChildren(...headlines.map(item));
  show(list);
  stage.replaceChildren(marquee);
  return { update: show };
});
