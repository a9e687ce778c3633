// The sample feeds and the fault switch. The preview's server answers `fault/KIND/feeds/…` as `feeds/…`, gone wrong in one
// way, so a fault is a part of the source's address and nothing else has to know of it.

import { element } from "./element.js";

const FAULTY = /^(?:https?:\/\/[^/]+\/)?fault\/(\w+)\/(feeds\/\S+)$/;
const SAMPLE = /^feeds\/\S+$/;

/** A source as it is without its fault, and the fault: "" for none. */
export function parted(source) {
  const [, fault = "", sample = source] = FAULTY.exec(source) ?? [];
  return { fault, sample };
}

/** A sample's address with a fault; "" for none. */
function faulty(sample, fault) {
  return fault === "" ? sample : `${fault === "cors" ? elsewhere() : ""}fault/${fault}/${sample}`;
}

/** This server under its other name: browsers ask for leave only where the origin is another one. */
function elsewhere() {
  const names = ["127.0.0.1", "localhost"];
  const other = names.find((name) => names.includes(location.hostname) && name !== location.hostname);
  return other ? `${location.protocol}//${other}:${location.port}/` : "";
}

/**
 * The limit that a sample needs to be shown whole, where ticking `input` should set one: null where unticking takes it back,
 * undefined where nothing is to be changed. `limit` is the present one.
 */
export function limitWith(input, limit) {
  const needed = input?.dataset.limit;
  if (needed === undefined || limit !== (input.checked ? null : needed)) return undefined;
  return input.checked ? needed : null;
}

/** Wires the fault switch; `sources()` gives the ticker's sources, `set(text)` writes them. */
export function wireFaults(sources, set) {
  const fault = document.getElementById("fault");
  const of = document.getElementById("fault-of");
  fault.addEventListener("change", (event) => {
    // The control around it reads the field of addresses at every change, and there is none in it yet.
    event.stopPropagation();
    set(split(sources()).map((source) => {
      const { sample } = parted(source);
      return isMeant(sample, of.value) ? faulty(sample, fault.value) : source;
    }).join(" "));
  });
  of.addEventListener("change", (event) => {
    event.stopPropagation();
    drawFaults(sources());
  });
}

/** Draws the fault switch, and what is expected of a sample, from the ticker's sources. */
export function drawFaults(sources) {
  const fault = document.getElementById("fault");
  const of = document.getElementById("fault-of");
  const chosen = split(sources).map(parted).filter(({ sample }) => SAMPLE.test(sample));
  document.getElementById("pairs").hidden = !chosen.some(({ sample }) => sample === "feeds/duplicates.json");
  const wanted = chosen.some(({ sample }) => sample === of.value) ? of.value : "";
  const names = chosen.map(({ sample }) => element("option", { value: sample }, nameOf(sample)));
  of.replaceChildren(element("option", { value: "" }, "every sample"), ...names);
  of.value = wanted;
  const faults = new Set(chosen.filter(({ sample }) => isMeant(sample, wanted)).map(({ fault: kind }) => kind));
  // Different ones are none of the choices, so none is shown as chosen.
  fault.value = faults.size > 1 ? "-" : ([...faults][0] ?? "");
  fault.disabled = of.disabled = chosen.length === 0;
}

function isMeant(sample, of) {
  return of === "" ? SAMPLE.test(sample) : sample === of;
}

function nameOf(sample) {
  return document.querySelector(`[data-word="${CSS.escape(sample)}"] + span b`)?.textContent ?? sample;
}

function split(sources) {
  return sources.split(/\s+/).filter((source) => source !== "");
}
