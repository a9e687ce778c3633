// What is to be said of a feed's address: from what a page could read of it and what the preview's server found out, to
// words. Nothing is asked for here, and nothing drawn.

const GOOD = "good";
const WARN = "warn";
const BAD = "bad";
const HEADER = "Access-Control-Allow-Origin: *";

/** What a body is by its first signs: `JSON`, `HTML`, `XML`, or "" for nothing known. */
export function kindOf(text) {
  const start = text.replace(/^\uFEFF/, "").trimStart().slice(0, 500).toLowerCase();
  if (/^[[{]/.test(start)) return "JSON";
  if (/^(<!--.*?-->\s*)*<(!doctype html|html|head|body)\b/s.test(start)) return "HTML";
  return start.startsWith("<") ? "XML" : "";
}

/**
 * The verdict: `tone`, `title`, `facts` (pairs), `advice` (sentences), `feeds` (those that a web page names) and whether the
 * ticker should be tried on it. `tried` is what the page's own request gave: `{status, contentType, text}`, or null where it was
 * refused; `found` is the report of the server's `/check`, or null where there is none.
 */
export function verdict(url, tried, found) {
  const said = tried ? readable(url, tried, found) : unreadable(url, found);
  if (url.protocol === "http:" && !isLocal(url)) {
    said.advice.push("A site on https can read no http address (mixed content): name the https one.");
  }
  said.feeds = feedsOf(url, found);
  return said;
}

function readable(url, { status, contentType, text }, found) {
  const kind = kindOf(text);
  const facts = [["Status", status], ["Content type", contentType ?? "none"]];
  if (status >= 400) {
    return { tone: BAD, title: `A browser may read it, but the answer is an error: ${status}.`, facts, advice: ["Is the address right?"] };
  }
  facts.push(["It is", kind || "neither JSON nor XML"]);
  if (kind === "HTML") {
    return { tone: BAD, title: "That is a web page, not a feed.", facts, advice: hints(url, found ?? { beginning: text }) };
  }
  if (kind === "") {
    return { tone: BAD, title: "A browser may read it, but it is no feed.", facts, advice: ["A feed is JSON or XML."] };
  }
  return { tone: GOOD, title: "Browsers can read it.", facts, advice: [], trial: true };
}

function unreadable(url, found) {
  if (!found) {
    return { tone: WARN, title: "This page cannot read it.", facts: [], advice: [
      "A page is not told whether the network failed or the server lets no other site read it.",
      `In the second case its server must send ${HEADER}.`,
    ] };
  }
  if (found.refused) return { tone: WARN, title: `Not checked: ${found.refused}.`, facts: [], advice: [] };
  if (found.error) {
    return { tone: BAD, title: "The server cannot be reached.", facts: [["Reason", found.error]], advice: ["Is the address right?"] };
  }
  return answered(url, found);
}

/** The server answers us, but not the page. */
function answered(url, found) {
  const { status, contentType, allowOrigin, redirects, beginning = "", cut } = found;
  const kind = kindOf(beginning);
  const facts = [
    ["Status", status], ["Content type", contentType ?? "none"], ["Access-Control-Allow-Origin", allowOrigin ?? "not sent"],
    ...redirects.map((redirect) => ["Redirect", `${redirect.status} at ${redirect.url}`]),
    ...(kind ? [["It is", kind]] : []), ...(cut ? [["Body", cut]] : []),
  ];
  const closed = redirects.find((redirect) => !allows(redirect.allowOrigin));
  if (kind === "HTML") return { tone: BAD, title: "That is a web page, not a feed.", facts, advice: hints(url, found) };
  if (closed) {
    return { tone: BAD, title: "It redirects, and the redirect itself is closed to other sites.", facts, advice: [
      `Name the address that it leads to: ${found.url}`, ...(allows(allowOrigin) ? [] : remedies(url, found)),
    ] };
  }
  if (allows(allowOrigin)) {
    return { tone: WARN, title: "Its server would let this page read it, but the browser did not get it.", facts, advice: [
      "An extension of this browser may block it, or the network failed for a moment: check again.",
    ] };
  }
  const who = allowOrigin ? `only for ${allowOrigin}` : "without leave for other sites to read it";
  return { tone: BAD, title: `Browsers cannot read it: the server answers ${status}, ${who} (CORS).`, facts, advice: remedies(url, found) };
}

function allows(origin) {
  return origin === "*" || origin === location.origin;
}

function remedies(url, found) {
  return [
    ...hints(url, found),
    `If the server is yours, have it send ${HEADER} with the feed.`,
    "If it is not, fetch the feed through a proxy of your own and name that in the proxy attribute.",
  ];
}

/** Other addresses at which well-known software gives the same headlines. */
function hints(url, { beginning = "", feeds = [] }) {
  const hints = [];
  if (feeds.length > 0) hints.push("The page names these feeds; check them:");
  const named = feeds.some(({ href }) => href?.includes("wp/v2/posts"));
  if (!named && /wordpress|\/wp-(content|includes|json)\b/i.test(beginning)) {
    hints.push(`It looks like WordPress, whose REST API browsers can read: ${url.origin}/wp-json/wp/v2/posts?_embed`);
  }
  if (/blogger\.com|\.blogspot\./i.test(beginning + url.hostname) && !url.searchParams.has("alt")) {
    hints.push(`It looks like Blogger; try its JSON: ${url.origin}/feeds/posts/default?alt=json`);
  }
  return hints;
}

function feedsOf(url, found) {
  return (found?.feeds ?? []).flatMap(({ href, type, title }) => {
    if (!URL.canParse(href ?? "", found.url ?? url)) return [];
    const feed = new URL(href ?? "", found.url ?? url);
    return /^https?:$/.test(feed.protocol) ? [{ href: feed.href, type, title: title || feed.pathname }] : [];
  });
}

function isLocal({ hostname }) {
  return ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}
