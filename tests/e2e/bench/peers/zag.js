// @zag-js/marquee: https://zagjs.com/components/marquee, with `dir: "rtl"`, where its side `start` travels right.
// Its adapter for plain JavaScript, used as its own examples use it: the properties are spread anew after each change.
import * as marquee from "@zag-js/marquee";
import { VanillaMachine, normalizeProps, spreadProps } from "@zag-js/vanilla";
import { item, run } from "./page.js";
import "./zag.css";

let count = 0;

run((stage, list, { speed }) => {
  let headlines = list;
  const machine = new VanillaMachine(marquee.machine, {
    id: `line-${count++}`,
    dir: "rtl",
    speed,
    spacing: "0px",
    autoFill: true,
    pauseOnInteraction: true,
  });
  const [root, viewport] = [document.createElement("div"), document.createElement("div")];
  root.append(viewport);
  stage.replaceChildren(root);
  const render = () => {
    const api = marquee.connect(machine.service, normalizeProps);
    spreadProps(root, api.getRootProps());
    spreadProps(viewport, api.getViewportProps());
    while (viewport.children.length > api.contentCount) viewport.lastChild.remove();
    while (viewport.children.length < api.contentCount) viewport.append(document.createElement("div"));
    [...viewport.children].forEach((content, index) => {
      spreadProps(content, api.getContentProps({ index }));
      if (content.headlines === headlines) return;
      content.headlines = headlines;
      content.replaceChildren(...headlines.map(item));
      for (const box of content.children) spreadProps(box, api.getItemProps());
    });
  };
  render();
  machine.subscribe(render);
  machine.start();
  return {
    update(changed) {
      headlines = changed;
      render();
    },
  };
});
