// What wasm-bindgen's import functions call, in place of its own: the same for the engines that we support, and nothing else.
// The build puts `imports` at the end. The names are wasm-bindgen's, but for those that `glue.rs` puts in.
//
// A view of the memory is made for each call, as the memory moves when it grows; calls are too few to keep one.

let wasm;

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();
const getDataViewMemory0 = () => new DataView(wasm.memory.buffer);
const getArrayF64FromWasm0 = (at, length) => new Float64Array(wasm.memory.buffer, at >>> 0, length);
const getArrayU8FromWasm0 = (at, length) => new Uint8Array(wasm.memory.buffer, at >>> 0, length);
const getStringFromWasm0 = (at, length) => decoder.decode(getArrayU8FromWasm0(at, length));

// Hands a text over to Rust, which finds its address (0 for none) and its length at `at`.
function giveText(at, text) {
  const bytes = encoder.encode(text ?? "");
  const address = text == null ? 0 : wasm.__wbindgen_malloc(bytes.length, 1);
  if (address) getArrayU8FromWasm0(address, bytes.length).set(bytes);
  new Int32Array(wasm.memory.buffer, at >>> 0, 2).set([address, bytes.length]);
}

// The places in the table that are free. The first ones hold constants, which stay.
const free = [];
let constants;
const takePlace = () => free.pop() ?? wasm.__wbindgen_externrefs.grow(1);
function leavePlace(place) {
  if (place < constants) return;
  wasm.__wbindgen_externrefs.set(place);
  free.push(place);
}

function addToExternrefTable0(value) {
  const place = takePlace();
  wasm.__wbindgen_externrefs.set(place, value);
  return place;
}

// Hands a value over to Rust by its place in the table, which is 0 for none.
const giveObject = (value) => value == null ? 0 : addToExternrefTable0(value);

// Rust is told of an exception instead of passing it on.
const handleError = (call) => (...values) => {
  try {
    return call(...values);
  } catch (error) {
    wasm.__wbindgen_exn_store(addToExternrefTable0(error));
  }
};

// A closure of Rust as a function. Rust ends it by `_wbg_cb_unref`, maybe while it runs: then it goes once it has returned.
// While it runs its address is 0, which Rust refuses, as it must not run within itself.
function makeMutClosure(address, table, call) {
  let users = 1;
  const real = (...values) => {
    const own = address;
    address = 0;
    users++;
    try {
      return call(own, table, ...values);
    } finally {
      address = own;
      real._wbg_cb_unref();
    }
  };
  real._wbg_cb_unref = () => {
    if (--users) return;
    wasm.__wbindgen_destroy_closure(address, table);
    address = 0;
  };
  return real;
}

// It takes the whole answer before it compiles, so a host that sends wasm under a wrong media type does no harm, and compiles at
// once: that takes a millisecond, as engines compile each function when it is first called, and a detour by another thread more. What the wasm exports then stands under `wasm_bindgen`, since none of it needs to be converted.
wasm_bindgen = async ({ module_or_path }) => {
  const response = await module_or_path;
  if (!response.ok) throw new Error(response.status);
  const instance = new WebAssembly.Instance(new WebAssembly.Module(await response.arrayBuffer()), imports);
  wasm = guard(instance.exports);
  constants = wasm.__wbindgen_externrefs.length;
  wasm.__wbindgen_start();
  return Object.assign(wasm_bindgen, wasm);
};
