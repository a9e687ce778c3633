//! The Rust toolchain that compiles to wasm: one that builds the standard library for size where it can be had, else one
//! with the standard library as rustup installs it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::command::{capture, foreign_cargo, on_path, run_within, say};
use crate::debian;

/// The target triple of browsers.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The first compiler that knows `panic=immediate-abort`.
const OLDEST_FOR_SIZE: u32 = 92;

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
    sysroot: PathBuf,
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
        let bin = self.sysroot.join("bin");
        let program = |name: &str| bin.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
        let mut command = foreign_cargo(&program("cargo"), &program("rustc"));
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
                "-Zunstable-options -Cpanic=immediate-abort",
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
    library.is_dir().then(|| Toolchain { sysroot: current.sysroot.clone(), linker: None, library: Library::Installed })
}

/// The first of: the toolchain that runs us, a nightly beside it, Debian's.
fn with_sources(current: &Compiler) -> Option<Toolchain> {
    let beside = current.sysroot.parent().and_then(|folder| fs::read_dir(folder).ok());
    let mut nightlies: Vec<PathBuf> = beside
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with("nightly"))
        .map(|entry| entry.path())
        .collect();
    nightlies.sort();
    let sysroots = [current.sysroot.clone()].into_iter().chain(nightlies).chain([PathBuf::from("/usr")]);
    sysroots
        .filter(|sysroot| sysroot.join("lib/rustlib/src/rust/library/std/Cargo.toml").is_file())
        .filter_map(|sysroot| Compiler::in_sysroot(&sysroot).ok())
        .find(|compiler| compiler.minor >= OLDEST_FOR_SIZE)
        .and_then(|compiler| {
            let linker = if compiler.lld().exists() {
                None
            } else {
                Some(Some(current.lld()).filter(|lld| lld.exists()).or_else(wasm_ld)?)
            };
            Some(Toolchain { sysroot: compiler.sysroot, linker, library: Library::FromSource })
        })
}

fn wasm_ld() -> Option<PathBuf> {
    on_path("wasm-ld")
}

/// What a rustc says about itself.
struct Compiler {
    sysroot: PathBuf,
    host: String,
    /// 95 for Rust 1.95.
    minor: u32,
}

impl Compiler {
    /// The one that the repository is compiled with.
    fn current(root: &Path) -> Result<Compiler> {
        let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let sysroot = capture(Command::new(&rustc).args(["--print", "sysroot"]).current_dir(root))?;
        Compiler::read(Command::new(&rustc).current_dir(root), sysroot.trim().into())
    }

    fn in_sysroot(sysroot: &Path) -> Result<Compiler> {
        Compiler::read(&mut Command::new(sysroot.join("bin/rustc")), sysroot.into())
    }

    fn read(rustc: &mut Command, sysroot: PathBuf) -> Result<Compiler> {
        let text = capture(rustc.arg("-vV"))?;
        let value = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        let host = value("host").context("rustc does not tell its host")?.to_owned();
        let minor = value("release").and_then(minor_of).context("rustc does not tell its version")?;
        Ok(Compiler { sysroot, host, minor })
    }

    fn lld(&self) -> PathBuf {
        self.sysroot.join("lib/rustlib").join(&self.host).join(format!("bin/rust-lld{}", std::env::consts::EXE_SUFFIX))
    }
}

/// 95 of `1.95.0` and of `1.95.0-nightly`.
fn minor_of(release: &str) -> Option<u32> {
    release.strip_prefix("1.")?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions() {
        for (release, expect) in
            [("1.95.0", Some(95)), ("1.97.0-nightly", Some(97)), ("2.0.0", None), ("", None), ("1.x", None)]
        {
            assert_eq!(minor_of(release), expect, "{release}");
        }
    }
}
