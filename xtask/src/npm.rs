//! npm, for the two tools that come no other way: wasm-opt and axe-core. Neither `build` nor `preview` needs it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::Result;

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
