// Image reports: what an endpoint blocks is asked for here, and what this reader reports is sent and kept here; when, and what comes of it, is
// decided in Rust.
//
// `cargo xtask build` puts these lines before those of headline-ticker.js.

// Where this browser's storage has them: `reader`, and `list`, the newest last. Other than kept lists it has no number, and never ends.
const REPORTS = "headline-ticker:reports";

// The most reports that are kept.
const MOST_REPORTS = 200;

// The reader, by a name that says nothing of who that is; one for this page where there is no storage.
let reader;

// What is kept; what is there may be anything.
function keptReports() {
  let kept;
  try {
    kept = JSON.parse(localStorage.getItem(REPORTS));
  } catch {
    // Nothing is kept then.
  }
  const { reader: known, list } = Object(kept);
  const random = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, 0)).join("");
  // Another page of the site may have named the reader meanwhile.
  reader = typeof known === "string" && /^[0-9a-f]{32}$/.test(known) ? known : reader ?? random();
  return Array.isArray(list) ? list : [];
}

// Called from Rust: asks an endpoint what it blocks, or sends it a body, and has `replied` called with that number and what it answers.
async function askBlocked(endpoint, number, body) {
  const request = begin(endpoint, "omit", body);
  awaited.set(number, request);
  const [status, bytes, type, , after] = await request.answer;
  if (awaited.delete(number)) wasm_bindgen.replied(number, status, bytes && parse(decoded(bytes, type)), after);
}

// Called from Rust: sends a report. As plain text it needs no leave of another origin.
function sendReport(number, endpoint, image, url, reason) {
  keptReports();
  askBlocked(endpoint, number, JSON.stringify({ image, url, reason, reader }));
}

// Called from Rust: keeps a report, in the place of what was kept of that image. Another page may have kept others meanwhile.
function keepReport(...report) {
  const list = keptReports().filter((kept) => kept?.[2] !== report[2]);
  try {
    localStorage.setItem(REPORTS, JSON.stringify({ reader, list: [...list, report].slice(-MOST_REPORTS) }));
  } catch {
    // It is a convenience only.
  }
}

// Called from Rust: has `reported` called with what is kept.
function recallReports() {
  wasm_bindgen.reported(keptReports().slice(-MOST_REPORTS));
}
