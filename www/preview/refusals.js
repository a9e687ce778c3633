// A value that the ticker refuses is marked at its field, in the ticker's own words: its warning names the attribute first.

import { element } from "./element.js";
import { ticker } from "./ticker.js";
import { hearWarnings } from "./warnings.js";

const SENTENCE = /^([\w-]+)=".*" cannot be read; accepted: /s;

/** What was refused: the value and the sentence, by the attribute's name. */
const refused = new Map();

/** Marks what is refused from now on. */
export function wireRefusals(form) {
  for (const control of form.querySelectorAll("[data-attribute]")) {
    const id = `refused-${control.dataset.attribute}`;
    control.querySelector(".field").after(element("p", { class: "refused", role: "status", id, hidden: "" }));
    control.querySelector("[data-value]")?.setAttribute("aria-describedby", id);
  }
  hearWarnings((parts) => {
    // The page may have other tickers, such as the one that tries a feed.
    if (!parts.includes(ticker())) return;
    const sentence = parts.find((part) => SENTENCE.test(part));
    if (sentence === undefined) return;
    const [, name] = SENTENCE.exec(sentence);
    refused.set(name, { value: ticker().getAttribute(name), sentence });
    drawRefusals(form);
  });
}

/** Draws the marks: each stands as long as its value does. */
export function drawRefusals(form) {
  for (const control of form.querySelectorAll("[data-attribute]")) {
    const { attribute } = control.dataset;
    const refusal = refused.get(attribute);
    const stands = refusal !== undefined && refusal.value === ticker().getAttribute(attribute);
    const said = control.querySelector(".refused");
    said.textContent = stands ? refusal.sentence : "";
    said.hidden = !stands;
    control.querySelector("[data-value]")?.setAttribute("aria-invalid", String(stands));
  }
}
