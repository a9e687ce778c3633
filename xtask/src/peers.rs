//! What the benchmark compares the ticker with: fetched by npm at pinned versions, checked against the lock file, and bundled.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::command::{run_within, say};
use crate::npm::{self, npm_ci};
use crate::workspace::Workspace;

const BUNDLE_LIMIT: Duration = Duration::from_secs(60);

/// What an adapter is not, though it stands beside them: what they share.
const SHARED: &str = "page.js";

/// Brings all peers and returns the folder of their bundles, one script and one style sheet each.
pub fn set_up(workspace: &Workspace) -> Result<PathBuf> {
    let sources = workspace.root.join("tests/e2e/bench/peers");
    let (node, npm) = npm::find().context("the peers come from npm, and node and npm are not here")?;
    let fetched = fetch(&npm, &sources, &workspace.cache())?;
    let built = workspace.cache().join("peers/built");
    let mut bundle = Command::new(node);
    bundle
        .arg(fetched.join("esbuild/bin/esbuild"))
        .args(adapters(&sources)?)
        // As a site would: production builds, minified, for the browsers that the ticker itself supports.
        .args([
            "--bundle",
            "--minify",
            "--format=iife",
            "--target=es2022",
            "--define:process.env.NODE_ENV=\"production\"",
        ])
        .arg(format!("--outdir={}", built.display()))
        .env("NODE_PATH", &fetched);
    run_within(BUNDLE_LIMIT, &mut bundle)?;
    Ok(built)
}

/// The packages, in a folder named by the lock file that they were checked against.
fn fetch(npm: &Path, sources: &Path, cache: &Path) -> Result<PathBuf> {
    let lock = sources.join("package-lock.json");
    let text = fs::read(&lock).with_context(|| format!("reading {}", lock.display()))?;
    let hash: String = Sha256::digest(&text).iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    let folder = cache.join("peers").join(hash);
    let modules = folder.join("node_modules");
    // npm writes this file when all else is there.
    if !modules.join(".package-lock.json").is_file() {
        say("Fetching the peers with npm");
        npm_ci(npm, &folder, sources)?;
    }
    Ok(modules)
}

fn adapters(sources: &Path) -> Result<Vec<PathBuf>> {
    let mut found: Vec<PathBuf> = fs::read_dir(sources)
        .with_context(|| format!("reading {}", sources.display()))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "js") && !path.ends_with(SHARED))
        .collect();
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adapters_are_all_scripts_but_the_shared_one() {
        let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/e2e/bench/peers");
        let found = adapters(&sources).unwrap();
        assert!(found.iter().any(|path| path.ends_with("zag.js")));
        assert!(!found.iter().any(|path| path.ends_with(SHARED) || path.ends_with("package.json")));
    }
}
