// The controls of the attributes. Each stands in the page as `.control[data-attribute]`; `data-kind` says how its value
// is read: `text` (one field), `choice` (one of several), `words` (any of several). `data-default` is the value that
// the attribute has when it is absent, `data-empty` what no ticked word means.

import { element } from "./element.js";
import { parted } from "./samples.js";

const KINDS = {
  text: {
    read: (control) => field(control).value.trim(),
    write(control, value) {
      if (field(control).value.trim() !== value) field(control).value = value;
      const slide = control.querySelector("[data-slide]");
      if (slide) slide.value = /^\d+(\.\d+)?$/.test(value) ? value : control.dataset.default;
      // A sample with a fault is chosen as well.
      tick(control, words(value).map((word) => parted(word).sample));
    },
  },
  choice: {
    read: (control) => control.querySelector("input:checked")?.value ?? "",
    write(control, value) {
      for (const input of control.querySelectorAll("input")) input.checked = input.value === value;
    },
  },
  words: {
    read: (control) => ticked(control).join(" ") || control.dataset.empty,
    write: (control, value) => tick(control, words(value)),
  },
};

/** The names of the attributes that have a control, in the order of the page. */
export function attributesOf(form) {
  return controlsOf(form).map((control) => control.dataset.attribute);
}

/** Calls `set(name, value, input)` whenever a reader of the preview changes a control by an input; value null is the default. */
export function wireControls(form, set) {
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const control of controlsOf(form)) {
    const name = control.dataset.attribute;
    const apply = (input) => set(name, asAttribute(control, KINDS[control.dataset.kind].read(control)), input);
    control.addEventListener("change", (event) => {
      if (event.target.dataset.word !== undefined && control.dataset.kind === "text") mirrorWord(control, event.target);
      apply(event.target);
    });
    control.querySelector("[data-slide]")?.addEventListener("input", (event) => {
      field(control).value = event.target.value;
      apply(event.target);
    });
    control.append(backButton(name, () => set(name, null)));
  }
}

/** Draws every control from `values`, a map of the attributes that are present. */
export function drawControls(form, values) {
  for (const control of controlsOf(form)) {
    const name = control.dataset.attribute;
    const present = values.has(name);
    const standing = control.dataset.kind === "text" ? "" : control.dataset.default;
    KINDS[control.dataset.kind].write(control, values.get(name) ?? standing);
    control.classList.toggle("changed", present);
    const back = control.querySelector(".back");
    // A button that hides while it holds the focus would send the focus to the top of the page.
    if (!present && back === document.activeElement) control.querySelector("input").focus();
    back.hidden = !present;
  }
}

function controlsOf(form) {
  return [...form.querySelectorAll("[data-attribute]")];
}

function field(control) {
  return control.querySelector("[data-value]");
}

function words(value) {
  return value.split(/\s+/).filter((word) => word !== "");
}

function ticked(control) {
  return [...control.querySelectorAll("[data-word]:checked")].map((input) => input.dataset.word);
}

function tick(control, chosen) {
  for (const input of control.querySelectorAll("[data-word]")) input.checked = chosen.includes(input.dataset.word);
}

/** A ticked sample joins the words of the field beside it; an unticked one leaves them; what was typed stays. */
function mirrorWord(control, input) {
  const others = words(field(control).value).filter((word) => parted(word).sample !== input.dataset.word);
  field(control).value = (input.checked ? [...others, input.dataset.word] : others).join(" ");
}

/** The value as the attribute would say it: null for the default, and for an empty field. */
function asAttribute(control, value) {
  if (value === control.dataset.default) return null;
  return value === "" && control.dataset.kind === "text" ? null : value;
}

function backButton(name, back) {
  const button = element("button", { type: "button", class: "back", "aria-label": `Back to default: ${name}` }, "Back to default");
  button.addEventListener("click", back);
  return button;
}
