//! The Rust toolchain that compiles to wasm: one that builds the standard library for size where it can be had, else one
//! with the standard library as rustup installs it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Result, bail};

use crate::command::{foreign_cargo, on_path, run_within, say};
use crate::compiler::Compiler;
use crate::debian;

/// The target triple of browsers.
pub const WASM: &str = "wasm32-unknown-unknown";

/// A download of some 30 MB; where the server is not reached, rustup would retry for long.
const RUSTUP_LIMIT: Duration = Duration::from_secs(180);

/// Where the wasm32 standard library comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Library {
    /// Compiled from source with the crate: for size, and with panics that are bare traps.
    FromSource,
    /// As it comes with the toolchain: a little larger.
    Installed,
}

/// A compiler and cargo that make wasm.
pub struct Toolchain {
    cargo: PathBuf,
    rustc: PathBuf,
    linker: Option<PathBuf>,
    /// Where its standard library comes from.
    pub library: Library,
}

impl Toolchain {
    /// The toolchain to build with; sets up what is missing. For what ships that is more than for a look at the page.
    pub fn set_up(root: &Path, shipped: bool) -> Result<Toolchain> {
        let current = Compiler::current(root)?;
        let mut failures = Vec::new();
        let steps: &[Step] = match shipped {
            true => &[Step::Sources, Step::AddSources, Step::Debian, Step::Target, Step::AddTarget],
            false => &[Step::Sources, Step::Target, Step::AddTarget, Step::Debian],
        };
        for step in steps {
            match step.try_with(&current, root) {
                Ok(Some(toolchain)) => return Ok(toolchain),
                Ok(None) => {}
                Err(error) => failures.push(format!("{error:#}")),
            }
        }
        bail!(
            "there is no wasm32 standard library, and it could not be set up; run `rustup target add {WASM}`\n{}",
            failures.join("\n")
        )
    }

    /// A cargo that builds for wasm with this toolchain.
    pub fn cargo(&self) -> Command {
        let mut command = foreign_cargo(&self.cargo, &self.rustc);
        if let Some(linker) = &self.linker {
            command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
        }
        if self.library == Library::FromSource {
            // Building std is still unstable everywhere; this lets a stable compiler do it, for this one call.
            command.env("RUSTC_BOOTSTRAP", "1");
        }
        command
    }

    /// What to tell rustc about panics and cargo about the standard library.
    pub fn size_settings(&self) -> (&'static str, &'static [&'static str]) {
        match self.library {
            Library::FromSource => (
                // What loops keep beside their counter, and values computed early, gain speed that nobody needs here and cost
                // some 360 bytes. The inliner takes a call for dearer than it does by itself (25), which a search found to take off
                // 130 more. The stack has 128 KB, not 1 MB: nothing here goes deep, and the page's memory holds all of it.
                "-Zunstable-options -Cpanic=immediate-abort -Cllvm-args=-disable-lsr -Cllvm-args=-enable-pre=false -Cllvm-args=-inline-call-penalty=40 -Clink-arg=-zstack-size=131072",
                &["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"],
            ),
            Library::Installed => ("", &[]),
        }
    }
}

/// Whether the toolchain that the repository is compiled with has std for wasm.
pub fn has_target(root: &Path) -> Result<bool> {
    Ok(with_target(&Compiler::current(root)?).is_some())
}

/// The ways to a toolchain.
enum Step {
    /// One that has the sources of std already.
    Sources,
    /// The sources by rustup.
    AddSources,
    /// One that has std for wasm32 already.
    Target,
    /// Std for wasm32 by rustup.
    AddTarget,
    /// Debian's compiler for browsers, with the sources of std.
    Debian,
}

impl Step {
    fn try_with(&self, current: &Compiler, root: &Path) -> Result<Option<Toolchain>> {
        match self {
            Step::Sources => Ok(with_sources(current)),
            Step::AddSources => {
                if !rustup(root, &["component", "add", "rust-src"])? {
                    return Ok(None);
                }
                Ok(with_sources(current))
            }
            Step::Target => Ok(with_target(current)),
            Step::AddTarget => {
                if !rustup(root, &["target", "add", WASM])? {
                    return Ok(None);
                }
                Ok(with_target(current))
            }
            Step::Debian => {
                debian::install(&["rustc-web", "cargo-web", "rust-web-src"])?;
                if !current.lld().exists() && wasm_ld().is_none() {
                    debian::install(&["lld"])?;
                }
                Ok(with_sources(current))
            }
        }
    }
}

/// Runs rustup, where there is one.
fn rustup(root: &Path, words: &[&str]) -> Result<bool> {
    if on_path("rustup").is_none() {
        return Ok(false);
    }
    say(format!("Setting up wasm: rustup {}", words.join(" ")));
    run_within(RUSTUP_LIMIT, Command::new("rustup").args(words).current_dir(root))?;
    Ok(true)
}

fn with_target(current: &Compiler) -> Option<Toolchain> {
    let library = current.sysroot.join("lib/rustlib").join(WASM).join("lib");
    library.is_dir().then(|| Toolchain {
        cargo: current.cargo.clone(),
        rustc: current.rustc.clone(),
        linker: None,
        library: Library::Installed,
    })
}

/// The first that has the sources of std: the toolchain that runs us, a nightly beside it, Debian's.
fn with_sources(current: &Compiler) -> Option<Toolchain> {
    let others = nightlies(current).into_iter().chain([PathBuf::from("/usr")]);
    let others = others.filter_map(|sysroot| Compiler::in_sysroot(&sysroot).ok());
    let compiler = [current.clone()].into_iter().chain(others).find(Compiler::builds_for_size)?;
    let linker = if compiler.lld().exists() {
        None
    } else {
        Some(Some(current.lld()).filter(|lld| lld.exists()).or_else(wasm_ld)?)
    };
    Some(Toolchain { cargo: compiler.cargo, rustc: compiler.rustc, linker, library: Library::FromSource })
}

/// Where rustup has put nightly toolchains.
fn nightlies(current: &Compiler) -> Vec<PathBuf> {
    let toolchains = current.sysroot.parent().and_then(|folder| fs::read_dir(folder).ok());
    let mut nightlies: Vec<PathBuf> = toolchains
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with("nightly"))
        .map(|entry| entry.path())
        .collect();
    nightlies.sort();
    nightlies
}

fn wasm_ld() -> Option<PathBuf> {
    on_path("wasm-ld")
}
