//! What a page holds, in Chromium. The page needs `<script src="/kit/look.js" data-memory>` before all else, which finds the memories of wasm.

use anyhow::{Context, Result, ensure};
use e2e::page::Page;
use serde_json::json;

/// Bytes of the scripts' heap and the DOM after a collection, with the memory of wasm, which there must be where it is said so.
///
/// # Errors
/// Where Chromium does not say, or there is no memory of wasm where there must be.
pub async fn held(page: &Page, has_wasm: bool) -> Result<f64> {
    for _ in 0..2 {
        page.session().devtools("HeapProfiler.collectGarbage", json!({})).await?;
    }
    let usage = page.session().devtools("Runtime.getHeapUsage", json!({})).await?;
    let of = |name: &str| usage[name].as_f64().with_context(|| format!("no {name} in {usage}"));
    let wasm: f64 = page.call("wasmBytes", json!([])).await?;
    // The page's wrapping of WebAssembly is how it is counted, and would be silent where it is passed by.
    ensure!(wasm > 0.0 || !has_wasm, "the memory of the ticker's wasm was not found");
    Ok(of("usedSize")? + of("embedderHeapUsedSize")? + wasm)
}
