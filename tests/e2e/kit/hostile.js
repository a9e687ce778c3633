// Looks for what a hostile feed did to a page, added to the kit: whether anything of it ran, and whether the shadow tree holds anything that
// the product does not make. It stands before the ticker's script, so that it knows what the page was like before.
{
  // What ran, by the number of its row; a dialog has none.
  const rans = [];
  window.ran = (number) => rans.push(`ran(${number})`);
  for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => rans.push(`${name} was called`);

  // What every object has.
  const shared = () => [Object, Array, Function, String, Number].map(({ prototype }) => Object.getOwnPropertyNames(prototype).join());
  const before = shared();

  const listed = (text) => new Set(text.split(" "));
  const ELEMENTS = listed("slot div span button ul li a img bdi time input");
  const AROUND = listed("html head meta title script link style body div p ul li a time headline-ticker");
  // Names that any text may be the value of, and those whose values say what is done with them.
  const TEXTS = listed("title aria-label alt placeholder data-key data-said");
  const VALUES = {
    class: /^[a-z -]+$/,
    part: /^[a-z -]+$/,
    role: /^[a-z]+$/,
    tabindex: /^(0|-1)$/,
    hidden: /^$/,
    popover: /^manual$/,
    type: /^(button|search)$/,
    href: /^https?:\/\//,
    src: /^https?:\/\//,
    rel: /^noopener$/,
    target: /^_(blank|self|top)$/,
    draggable: /^false$/,
    loading: /^lazy$/,
    decoding: /^async$/,
    referrerpolicy: /^no-referrer$/,
    dir: /^(rtl|ltr|auto|)$/,
    lang: /^[a-z]{2,8}(-[a-z\d]{1,8})*$/i,
    datetime: /^[-+\d:.TZ]+$/,
    style: /^((left|right|top|width|max-height|flex-basis): (auto|none|-?[\d.]+(e-\d+)?px); ?)*$/,
    "data-item": /^\d+$/,
    "aria-hidden": /^true$/,
    "aria-expanded": /^(true|false)$/,
    "aria-haspopup": /^dialog$/,
    "aria-live": /^(off|polite)$/,
    "aria-posinset": /^\d+$/,
    "aria-setsize": /^\d+$/,
  };

  // What is wrong with an element of the shadow tree.
  function* wrongs(element) {
    if (!ELEMENTS.has(element.localName) || element.namespaceURI !== document.documentElement.namespaceURI) yield "no such element is the product's";
    for (const { name, value } of element.attributes) {
      if (!TEXTS.has(name) && !VALUES[name]?.test(value)) yield `${name}=${value} is not the product's`;
    }
  }
  const told = (element, wrong) => `${wrong}: ${element.outerHTML.slice(0, 300)}`;

  // The elements of a template that a careless page would evaluate.
  const EXPRESSIONS = /\{\{(.*?)\}\}|[$#]\{(.*?)\}|<%=(.*?)%>|\[\[(.*?)\]\]/g;
  // What careless pages do with a text.
  const careless = {
    // Decodes until nothing is left to decode, and takes it for markup.
    markup(box, text) {
      for (let times = 0; times < 3; times++) {
        box.innerHTML = text;
        if (!box.children.length) text = box.textContent;
      }
    },
    address(box, text) {
      box.innerHTML = `<a href="${text.replaceAll('"', "&quot;")}">x</a>`;
    },
    style(box, text) {
      box.setAttribute("style", `background: ${text}`);
    },
    template(box, text) {
      for (const [, ...parts] of text.matchAll(EXPRESSIONS)) Function(`with (this) return ${parts.find(Boolean)}`).call({});
    },
  };
  const merge = (into, from) => {
    for (const [name, value] of Object.entries(from)) {
      if (value && typeof value === "object") merge((into[name] ??= {}), value);
      else into[name] = value;
    }
    return into;
  };

  Object.assign(kit, {
    // All that is wrong on the page at present, each once.
    broken(selector = "headline-ticker") {
      const found = [...rans, ...kit.broken_within(document.querySelector(selector).shadowRoot)];
      for (const element of document.querySelectorAll("*")) {
        if (!AROUND.has(element.localName)) found.push(told(element, "no such element is the page's"));
      }
      for (const script of document.scripts) {
        const isOurs = script.type === "application/json" || /^\/(kit|dist)\//.test(script.getAttribute("src"));
        if (!isOurs) found.push(told(script, "no such script is the page's"));
      }
      if (`${shared()}` !== `${before}` || {}.polluted !== undefined) found.push(`what every object has is another: ${{}.polluted}`);
      return [...new Set(found)];
    },

    // What is wrong in a part of the shadow tree.
    broken_within: (part) =>
      [...(part?.querySelectorAll("*") ?? [])].flatMap((element) => [...wrongs(element)].map((wrong) => told(element, wrong))),

    // Goes from the headline that has the focus once through the whole list, by the keys that a reader has, and opens the card of each. Gives
    // all that was wrong at any stop, and of each headline what its line and its card show.
    async broken_walk(key, selector = "headline-ticker") {
      const root = document.querySelector(selector).shadowRoot;
      const strike = (key) => root.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true }));
      const place = () => root.activeElement?.closest(".item")?.ariaPosInSet;
      // By turns of the page's work, as a frame takes long where three browsers paint at once.
      const until = async (what, holds) => {
        for (const begun = performance.now(); !holds(); await new Promise((resolve) => setTimeout(resolve))) {
          if (performance.now() - begun > 15e3) throw new Error(`waited 15 s for ${what}, having been at ${shown.length} headlines`);
        }
      };
      const found = new Set();
      const shown = [];
      const places = new Set();
      while (!places.has(place())) {
        const at = place();
        places.add(at);
        const line = root.activeElement.textContent;
        const item = root.activeElement.closest(".item");
        strike(" ");
        await until("a card", () => kit.opens(selector));
        for (const part of [item, root.querySelector(".card")]) kit.broken_within(part).forEach((wrong) => found.add(wrong));
        shown.push([line, root.querySelector(".card-title").textContent, root.querySelector(".card-summary")?.textContent ?? ""]);
        strike("Escape");
        await until("the focus on a headline", place);
        // One that is wider than the line is passed part by part.
        await until("the next headline", () => {
          if (place() === at) strike(key);
          return place() !== at && place();
        });
      }
      return [[...found], shown];
    },

    // Does with these texts what careless pages do, each a row of its number, way and text; gives what is found then.
    async careless(rows) {
      const root = document.querySelector("headline-ticker").attachShadow({ mode: "open" });
      for (const [way, text] of rows) {
        const box = document.createElement("div");
        root.append(box);
        careless[way](box, text);
      }
      await kit.pass(10);
      return kit.broken();
    },
    has_run: () => rans.length > 0,
    push_all(headlines, selector = "headline-ticker") {
      for (const headline of headlines) document.querySelector(selector).push(headline);
    },
    // Merges a JSON text as careless scripts do; gives what is found then.
    carelessly_merged(text) {
      merge({}, JSON.parse(text));
      const found = kit.broken();
      delete Object.prototype.polluted;
      return found;
    },
  });
}
