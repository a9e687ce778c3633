//! What a reader downloads.

use crate::pages::Run;
use crate::report::Row;
use anyhow::{Context, Result};
use e2e::answer::brotli;

/// Bytes of the script and the wasm by brotli 11. `cargo xtask size` holds them to their budget.
///
/// # Errors
/// Where there is no build.
pub fn measure(run: &Run) -> Result<Vec<Row>> {
    let folder = run.folders.get("/dist/").context("no dist is served")?;
    let mut rows = Vec::new();
    let mut total = 0.0;
    for entry in std::fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name != "headline-ticker.js" && !name.ends_with(".wasm") {
            continue;
        }
        let bytes = brotli(&std::fs::read(&path)?)?.len() as f64;
        total += bytes;
        rows.push(Row::new(format!("{name}, bytes by brotli 11"), vec![bytes]));
    }
    rows.push(Row::new("script and wasm together, bytes by brotli 11", vec![total]));
    Ok(rows)
}
