//! Binaryen's `wasm-opt`, which takes some 7 % off what a reader downloads.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Result, bail};

use crate::command::{capture, on_path, run_within, say};
use crate::npm::{self, npm_install};

/// The version that npm is asked for.
const PINNED: &str = "132.0.0";

/// Older ones read less of wasm than rustc writes.
const OLDEST: u32 = 120;

const RUN_LIMIT: Duration = Duration::from_secs(300);

/// The features of wasm that Chromium 111, Firefox 115 and Safari 16.4 all have; never `--all-features`.
const SETTINGS: &[&str] = &[
    // Control flow is built anew before anything else, which takes some 140 bytes off what follows.
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--converge",
    // What is computed once and kept in a local, and segments without the zeros between, are fewer bytes, yet brotli makes less
    // of the repetition itself: without these two passes it is some 270 bytes fewer.
    "--skip-pass=local-cse",
    "--skip-pass=memory-packing",
    // Rust's stack ends at address 0 and its data lies above it, so nothing that is read or written has an address this low.
    "--low-memory-unused",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// A `wasm-opt` that can be run.
pub struct WasmOpt {
    program: PathBuf,
    /// The script, where the program is node.
    script: Option<PathBuf>,
    /// Tells one version's output from another's.
    pub version: String,
}

impl WasmOpt {
    /// The one on the PATH if it is new enough, else the one that npm brings; fetched once into `cache`.
    /// The error says why there is none.
    pub fn find(cache: &Path) -> Result<WasmOpt> {
        if let Some(found) = on_path("wasm-opt").and_then(installed) {
            return Ok(found);
        }
        let Some((node, npm)) = npm::find() else {
            bail!("no wasm-opt of version {OLDEST} or later, and no node and npm to fetch one");
        };
        let folder = cache.join(format!("binaryen-{PINNED}"));
        let script = folder.join("node_modules/binaryen/bin/wasm-opt");
        if !script.is_file() {
            say(format!("Fetching wasm-opt {PINNED} with npm"));
            npm_install(&npm, &folder, &format!("binaryen@{PINNED}"))?;
        }
        Ok(WasmOpt { program: node, script: Some(script), version: PINNED.into() })
    }

    /// Makes `wasm` smaller; `folder` holds it in between.
    pub fn shrink(&self, wasm: &[u8], folder: &Path) -> Result<Vec<u8>> {
        let (from, to) = (folder.join("before.wasm"), folder.join("after.wasm"));
        fs::write(&from, wasm)?;
        let mut command = Command::new(&self.program);
        command.args(&self.script).args(SETTINGS).arg(&from).arg("-o").arg(&to);
        run_within(RUN_LIMIT, &mut command)?;
        Ok(fs::read(&to)?)
    }
}

fn installed(program: PathBuf) -> Option<WasmOpt> {
    let text = capture(Command::new(&program).arg("--version")).ok()?;
    let version = version_of(&text)?;
    (version >= OLDEST).then(|| WasmOpt { program, script: None, version: version.to_string() })
}

/// 132 of `wasm-opt version 132 (version_132)`.
fn version_of(text: &str) -> Option<u32> {
    text.trim().strip_prefix("wasm-opt version ")?.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions() {
        for (text, expect) in [
            ("wasm-opt version 132 (version_132)\n", Some(132)),
            ("wasm-opt version 108", Some(108)),
            ("wasm-opt version", None),
            ("", None),
        ] {
            assert_eq!(version_of(text), expect, "{text}");
        }
    }
}
