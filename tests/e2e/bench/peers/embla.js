// Embla with its plugin for auto-scroll: https://www.embla-carousel.com/docs/v8/plugins/auto-scroll
// The speed is px a frame, as in Splide; the plugin starts after a second by default.
import EmblaCarousel from "embla-carousel";
import AutoScroll from "embla-carousel-auto-scroll";
import "./embla.css";
import { item, run } from "./page.js";

run((stage, list, { speed }) => {
  const container = document.createElement("div");
  container.className = "embla__container";
  const slide = (headline) => {
    const box = document.createElement("div");
    box.className = "embla__slide";
    box.append(item(headline));
    return box;
  };
  const show = (headlines) => container.replaceChildren(...headlines.map(slide));
  show(list);
  stage.classList.add("embla");
  stage.replaceChildren(container);
  EmblaCarousel(stage, { loop: true, dragFree: true, direction: "rtl", align: "start" }, [AutoScroll({ speed: speed / 60 })]);
  // Embla watches its slides and starts itself anew when they change.
  return { update: show };
});
