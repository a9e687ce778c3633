// react-fast-marquee: https://github.com/justin-chu/react-fast-marquee#readme
// On a page that is rtl it must stand in an element with `dir="ltr"`, as its issue 79 found out; the headlines in it are one rtl
// block, or they would come last one first.
import Marquee from "react-fast-marquee";
import { createElement, useState } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { run } from "./page.js";

// The box of `item` in page.js, as React builds it.
const Item = ({ headline: { title, url, publisher } }) =>
  createElement(
    "div",
    { className: "item", dir: "rtl" },
    createElement("span", { className: "publisher" }, publisher),
    createElement("a", { className: "headline", href: url }, title),
    createElement("span", { className: "separator" }),
  );

run((stage, list, { speed }) => {
  stage.dir = "ltr";
  let update;
  const Line = () => {
    const [headlines, setHeadlines] = useState(list);
    update = setHeadlines;
    const items = headlines.map((headline) => createElement(Item, { key: headline.id, headline }));
    // Its CommonJS build has the component under `default`.
    const block = createElement("div", { className: "block", dir: "rtl" }, items);
    return createElement(Marquee.default ?? Marquee, { direction: "right", speed, autoFill: true }, block);
  };
  flushSync(() => createRoot(stage).render(createElement(Line)));
  return { update: (headlines) => update(headlines) };
});
