//! One installed Rust compiler and what it says about itself.

use std::env::consts::EXE_SUFFIX;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::command::capture;

/// The first compiler that knows `panic=immediate-abort`.
const OLDEST_FOR_SIZE: u32 = 92;

/// A compiler with its cargo.
#[derive(Clone)]
pub struct Compiler {
    /// Where its libraries are.
    pub sysroot: PathBuf,
    /// The cargo that belongs to it.
    pub cargo: PathBuf,
    /// The compiler itself, not rustup's stand-in for it.
    pub rustc: PathBuf,
    host: String,
    /// 95 for Rust 1.95.
    minor: u32,
}

impl Compiler {
    /// The one that the repository is compiled with.
    pub fn current(root: &Path) -> Result<Compiler> {
        let named = |variable: &str, name: &str| std::env::var_os(variable).unwrap_or_else(|| name.into());
        let (rustc, cargo) = (named("RUSTC", "rustc"), named("CARGO", "cargo"));
        let sysroot = capture(Command::new(&rustc).args(["--print", "sysroot"]).current_dir(root))?;
        let sysroot = PathBuf::from(sysroot.trim());
        let own = program(&sysroot, "rustc");
        Compiler::read(sysroot, cargo.into(), if own.is_file() { own } else { rustc.into() })
    }

    /// The one that is installed here, if there is one.
    pub fn in_sysroot(sysroot: &Path) -> Result<Compiler> {
        let (cargo, rustc) = (program(sysroot, "cargo"), program(sysroot, "rustc"));
        ensure!(cargo.is_file() && rustc.is_file(), "no compiler with its cargo in {}", sysroot.display());
        Compiler::read(sysroot.into(), cargo, rustc)
    }

    /// Whether it has the sources of std and knows what it takes to build them for size.
    pub fn builds_for_size(&self) -> bool {
        let sources = self.sysroot.join("lib/rustlib/src/rust/library/std/Cargo.toml");
        sources.is_file() && self.minor >= OLDEST_FOR_SIZE
    }

    /// Where rustup puts the linker for wasm; Debian's compiler has none of its own.
    pub fn lld(&self) -> PathBuf {
        program(&self.sysroot.join("lib/rustlib").join(&self.host), "rust-lld")
    }

    fn read(sysroot: PathBuf, cargo: PathBuf, rustc: PathBuf) -> Result<Compiler> {
        let text = capture(Command::new(&rustc).arg("-vV"))?;
        let value = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        let host = value("host").context("rustc does not tell its host")?.to_owned();
        let minor = value("release").and_then(minor_of).context("rustc does not tell its version")?;
        Ok(Compiler { sysroot, cargo, rustc, host, minor })
    }
}

fn program(prefix: &Path, name: &str) -> PathBuf {
    prefix.join("bin").join(format!("{name}{EXE_SUFFIX}"))
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
