// The merged list: every headline that the ticker has, with where it comes from; and what may be added to and taken from it.

import { element } from "./element.js";
import { follow, look, lookSoon, ticker } from "./ticker.js";

/** More rows than this say nothing more, and a list may hold 10,000. */
const SHOWN = 300;

const dates = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** Keeps the list true and wires what changes it. */
export function wireList() {
  let drawn = "";
  follow(({ headlines }) => {
    const now = JSON.stringify(headlines);
    if (now === drawn) return;
    drawn = now;
    drawRows(headlines);
  });
  wirePush();
  wireLive();
  document.getElementById("list").addEventListener("click", (event) => {
    const button = event.target.closest("[data-key]");
    if (button) remove(button);
  });
}

function drawRows(headlines) {
  const more = headlines.length - SHOWN;
  document.getElementById("list").replaceChildren(...headlines.slice(0, SHOWN).map(row));
  document.getElementById("list-count").textContent = headlines.length.toLocaleString("en");
  const note = document.getElementById("list-note");
  note.textContent = headlines.length === 0 ? "No headlines." : more > 0 ? `And ${more.toLocaleString("en")} more.` : "";
  note.hidden = note.textContent === "";
}

function row({ key, title, url, publisher, source, date, lang, dir, breaking, also = [] }) {
  const text = element(url ? "a" : "span", url ? { href: url, target: "_blank", rel: "noopener" } : {}, title);
  const language = lang ? { lang } : {};
  return element("li", {},
    element("p", { class: "title", dir: dir ?? "auto", ...language }, breaking ? element("b", {}, "Breaking") : "", text),
    element("p", { class: "origin", dir: dir ?? "auto" },
      publisher ? element("bdi", { class: "publisher" }, publisher) : "",
      date ? element("time", { datetime: new Date(date).toISOString(), dir: "ltr" }, dates.format(date)) : element("span", {}, "no date"),
      element("span", { class: "source", dir: "ltr" }, source ? shortened(source) : "from this page"),
      also.length ? element("span", { class: "also", dir: "ltr" }, "also: ", element("bdi", {}, also.join(", "))) : ""),
    element("button", { type: "button", "data-key": key, "aria-label": `Remove: ${title}` }, "Remove"));
}

/** Removes a headline; the focus goes on to the next row, not to the top of the page. */
function remove(button) {
  const list = document.getElementById("list");
  const place = [...list.children].indexOf(button.closest("li"));
  ticker().remove(button.dataset.key);
  look();
  (list.children[Math.min(place, list.childElementCount - 1)]?.querySelector("button") ?? list).focus();
}

function wirePush() {
  const form = document.getElementById("push");
  const title = document.getElementById("push-title");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (title.value.trim() === "") return;
    ticker().push({
      id: crypto.randomUUID(),
      title: title.value,
      publisher: "The preview",
      date: Date.now(),
      breaking: document.getElementById("push-breaking").checked,
    });
    title.value = "";
    lookSoon();
  });
}

/** The server's own breaking news, for a ticker whose `config` listens to it. */
function wireLive() {
  const said = document.getElementById("push-said");
  document.getElementById("send-live").addEventListener("click", async () => {
    try {
      const response = await fetch("live", { method: "POST" });
      if (!response.ok) throw new Error();
      const listeners = Number(await response.text());
      said.textContent = listeners > 0 ? "Sent." : "Nobody listens: choose #live under config first.";
    } catch {
      said.textContent = "Only the server of cargo xtask preview can do this.";
    }
  });
}

/** An address of our own origin without the origin, which says nothing here. */
function shortened(source) {
  return source.startsWith(`${location.origin}/`) ? source.slice(location.origin.length) : source;
}
