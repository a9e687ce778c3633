// What the adapters share. An adapter calls `run` with a function `start(stage, list, options)`, which shows the list in the stage as
// the peer's documentation says and returns `{ update }`, a function that takes a new list in the way that the documentation gives.
// Each headline is an `.item` that `item` makes, so that whoever measures finds the headlines of every peer in the same way.
import "./line.css";

const part = (name, className, text) => {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
};

// The box of one headline.
export const item = ({ title, url, publisher }) => {
  const box = part("div", "item", "");
  // The peer may lay its boxes out from the left, but the text in them is Arabic.
  box.dir = "rtl";
  const link = part("a", "headline", title);
  link.href = url;
  box.append(part("span", "publisher", publisher), link, part("span", "separator", ""));
  return box;
};

// All of them in one box that is rtl: what a peer takes that lays its contents out from the left.
export const block = (list) => {
  const box = part("div", "block", "");
  box.dir = "rtl";
  box.append(...list.map(item));
  return box;
};

// Starts the peer in every stage of the page once the list has come. The script tag says `data-speed`, in px/s.
export const run = (start) => {
  const options = { speed: Number(document.currentScript.dataset.speed) };
  const show = async () => {
    const list = await (await fetch("/feed.json")).json();
    window.shown = [...document.querySelectorAll(".stage")].map((stage) => start(stage, list, options));
  };
  show();
};
