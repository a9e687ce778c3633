// Splide with its extension for auto-scroll: https://splidejs.com/extensions/auto-scroll/
// The speed is px a frame, so what it is in px/s depends on the screen; this is right at 60 frames a second.
import { Splide } from "@splidejs/splide";
import { AutoScroll } from "@splidejs/splide-extension-auto-scroll";
import "@splidejs/splide/dist/css/splide-core.min.css";
import { item, run } from "./page.js";

const part = (parent, name, className) => {
  const element = document.createElement(name);
  element.className = className;
  parent.append(element);
  return element;
};

run((stage, list, { speed }) => {
  stage.replaceChildren();
  const root = part(stage, "section", "splide");
  root.ariaLabel = "الأخبار";
  const slides = part(part(root, "div", "splide__track"), "ul", "splide__list");
  const show = (headlines) => {
    slides.replaceChildren();
    for (const headline of headlines) part(slides, "li", "splide__slide").append(item(headline));
  };
  show(list);
  const splide = new Splide(root, {
    type: "loop",
    direction: "rtl",
    drag: "free",
    autoWidth: true,
    arrows: false,
    pagination: false,
    autoScroll: { speed: speed / 60 },
  });
  splide.mount({ AutoScroll });
  return {
    update(headlines) {
      show(headlines);
      splide.refresh();
    },
  };
});
