//! npm, for what comes no other way: wasm-opt and the peers of the benchmark. Neither `build` nor `preview` needs it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::command::{on_path, run_within};
use crate::debian;

const FETCH_LIMIT: Duration = Duration::from_secs(300);

/// node and npm, where both are here.
pub fn find() -> Option<(PathBuf, PathBuf)> {
    // On Windows npm is a script.
    let npm = on_path("npm").or_else(|| on_path("npm.cmd"))?;
    Some((on_path("node")?, npm))
}

/// Brings node and npm on Debian, where they are missing.
pub fn set_up() -> Result<()> {
    match find() {
        Some(_) => Ok(()),
        None => debian::install(&["nodejs", "npm"]),
    }
}

/// Puts one package of an exact version into a folder of its own, nothing of it being run.
pub fn npm_install(npm: &Path, folder: &Path, package: &str) -> Result<()> {
    fs::create_dir_all(folder)?;
    // Without a package.json of its own, npm would look for one in the folders above.
    fs::write(folder.join("package.json"), "{ \"private\": true }\n")?;
    let mut command = Command::new(npm);
    command.current_dir(folder).args([
        "install",
        "--no-audit",
        "--no-fund",
        "--ignore-scripts",
        "--save-exact",
        package,
    ]);
    run_within(FETCH_LIMIT, &mut command)
}

/// Puts the packages of `sources`' lock file into a folder, each checked against the hash that stands there, nothing of them being run.
pub fn npm_ci(npm: &Path, folder: &Path, sources: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    for name in ["package.json", "package-lock.json"] {
        let from = sources.join(name);
        fs::copy(&from, folder.join(name)).with_context(|| format!("copying {}", from.display()))?;
    }
    let mut command = Command::new(npm);
    command.current_dir(folder).args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]);
    run_within(FETCH_LIMIT, &mut command)
}
