// "Can browsers read this address?": the page tries it as any site would, and where it is refused, or gets something else than a
// feed, asks the preview's server why.

import { element } from "./element.js";
import { kindOf, verdict } from "./verdict.js";

const TIMEOUT = 10_000;

/** What a browser's address bar would take for a server and what follows it, as people copy addresses without `https://`. */
const LOCAL = /^(localhost|127\.0\.0\.1)(:\d+)?([/?#]|$)/i;
const SERVER = /^[^\s/:?#.]+(\.[^\s/:?#.]+)+(:\d+)?([/?#]|$)/;

/** Wires the form; `add(source)` gives the ticker one more source. */
export function wireCheck(add) {
  const field = document.getElementById("check-address");
  // Only the last question may be answered.
  let latest;
  const ask = async () => {
    const question = (latest = {});
    const draw = (...parts) => latest === question && document.getElementById("verdict").replaceChildren(...parts);
    const written = field.value.trim();
    if (written === "") {
      draw(heading("warn", "Paste an address first."));
      field.focus();
      return;
    }
    const address = whole(written);
    if (!URL.canParse(address, document.baseURI) || !/^https?:$/.test(new URL(address, document.baseURI).protocol)) {
      draw(heading("bad", "That is no web address. It begins with https://."));
      return;
    }
    const url = new URL(address, document.baseURI);
    // What is asked for is shown where it is not what was written.
    if (address !== written) field.value = address;
    draw(heading("", "Asking…"));
    const tried = await tryIt(url);
    const found = tried && kindOf(tried.text) !== "HTML" ? null : await report(url);
    const said = verdict(url, tried, found);
    draw(...result(url, said, add, (feed) => {
      field.value = feed;
      ask();
    }));
  };
  document.getElementById("check").addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
}

/** The address with its scheme, where it begins with a server. */
function whole(written) {
  if (LOCAL.test(written)) return `http://${written}`;
  if (written.startsWith("//")) return `https:${written}`;
  return SERVER.test(written) ? `https://${written}` : written;
}

/** What a page gets to read; null where it is refused, for whatever reason. */
async function tryIt(url) {
  try {
    const response = await fetch(url, { cache: "no-store", signal: AbortSignal.timeout(TIMEOUT) });
    return { status: response.status, contentType: response.headers.get("Content-Type"), text: await response.text() };
  } catch {
    return null;
  }
}

/** What the preview's server finds out; null where the page is served by another one. */
async function report(url) {
  try {
    const response = await fetch(`check?${new URLSearchParams({ url: url.href })}`);
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

function heading(tone, text) {
  return element("h3", { "data-tone": tone }, text);
}

function result(url, { tone, title, facts, advice, feeds, trial }, add, check) {
  const parts = [heading(tone, title)];
  const list = element("dl", {}, ...facts.map(([name, value]) =>
    element("div", {}, element("dt", {}, name), element("dd", {}, String(value)))));
  if (facts.length) parts.push(list);
  if (advice.length) parts.push(element("ul", { class: "advice" }, ...advice.map((sentence) => element("li", {}, sentence))));
  if (feeds.length) parts.push(element("ul", { class: "feeds" }, ...feeds.map((feed) => feedRow(feed, check))));
  if (trial) parts.push(...tried(url, parts[0], list, add));
  return parts;
}

function feedRow({ href, title, type }, check) {
  const button = element("button", { type: "button" }, "Check");
  button.addEventListener("click", () => check(href));
  return element("li", {}, button, element("span", {}, element("bdi", {}, title), ` (${type})`, element("code", {}, href)));
}

/** A second ticker shows what ours makes of the feed, since to be readable and to be understood are two things. */
function tried(url, verdict, list, add) {
  const count = element("dd", {}, "waiting…");
  list.append(element("div", {}, element("dt", {}, "Headlines"), count));
  const ticker = element("headline-ticker", { sources: url.href, interval: "0", class: "trial" });
  ticker.addEventListener("error", ({ detail }) => {
    verdict.dataset.tone = "warn";
    verdict.textContent = "Browsers can read it, but the ticker finds no headlines in it.";
    count.textContent = `none: ${detail.reason === "status" ? `the answer was ${detail.status}` : detail.reason}`;
  });
  const button = element("button", { type: "button" }, "Add it to the sources");
  button.addEventListener("click", () => add(url.href));
  // A feed in which the ticker finds nothing is not offered.
  const offer = element("p", { hidden: "" }, button);
  ticker.addEventListener("load", () => {
    count.textContent = ticker.headlines.length.toLocaleString("en");
    offer.hidden = false;
  });
  return [ticker, offer];
}
