// dynamic-marquee: https://github.com/tjenkinson/dynamic-marquee#readme
// A positive rate travels right. Nothing is said of rtl; items are appended at the edge that the strip comes from, which is what rtl needs.
import { Marquee, loop } from "dynamic-marquee";
import { item, run } from "./page.js";

run((stage, list, { speed }) => {
  const marquee = new Marquee(stage, { rate: speed, startOnScreen: true });
  const builders = (headlines) => headlines.map((headline) => () => item(headline));
  const control = loop(marquee, builders(list));
  return { update: (headlines) => control.update(builders(headlines)) };
});
