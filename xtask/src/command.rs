//! Other programs: finding them, running them, and saying clearly what went wrong.

use std::env;
use std::ffi::OsStr;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// Says in one line what is being done.
pub fn say(line: impl AsRef<str>) {
    eprintln!("{}", line.as_ref());
}

/// The cargo that runs us, free of what it told us about our own package: build scripts look at such variables and would
/// run again for nothing.
pub fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    forget_package(&mut command);
    command
}

/// A cargo of another toolchain, which must hear nothing of the one that runs us.
pub fn foreign_cargo(cargo: &Path, rustc: &Path) -> Command {
    let mut command = Command::new(cargo);
    forget_package(&mut command);
    for name in [
        "CARGO",
        "CARGO_BUILD_RUSTC",
        "CARGO_BUILD_RUSTFLAGS",
        "CARGO_ENCODED_RUSTFLAGS",
        "DYLD_FALLBACK_LIBRARY_PATH",
        "LD_LIBRARY_PATH",
        "RUSTDOC",
        "RUSTFLAGS",
        "RUSTUP_TOOLCHAIN",
    ] {
        command.env_remove(name);
    }
    command.env("RUSTC", rustc);
    command
}

fn forget_package(command: &mut Command) {
    for (name, _) in env::vars_os() {
        let prefixes = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_", "CARGO_PRIMARY_"];
        if name.to_str().is_some_and(|name| prefixes.iter().any(|prefix| name.starts_with(prefix))) {
            command.env_remove(name);
        }
    }
}

/// The program of this name on the PATH.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let suffix = if name.contains('.') { "" } else { env::consts::EXE_SUFFIX };
    let file = format!("{name}{suffix}");
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(&file)).find(|path| path.is_file())
}

/// Runs a program that the person watches.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {}", name_of(command)))?;
    check(status, command, "")
}

/// Runs a program and returns what it prints; what it complains of becomes the error.
pub fn capture(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("cannot start {}", name_of(command)))?;
    check(output.status, command, &String::from_utf8_lossy(&output.stderr))?;
    String::from_utf8(output.stdout).with_context(|| format!("{} prints no UTF-8", name_of(command)))
}

/// Runs a program in silence and ends it when the time is over; what it complained of becomes the error.
pub fn run_within(limit: Duration, command: &mut Command) -> Result<()> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {}", name_of(command)))?;
    let mut stderr = child.stderr.take().context("no pipe")?;
    let complaints = thread::spawn(move || {
        let mut text = Vec::new();
        // Half a complaint is better than none.
        let _ = stderr.read_to_end(&mut text);
        String::from_utf8_lossy(&text).into_owned()
    });
    let deadline = Instant::now() + limit;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if Instant::now() > deadline {
            child.kill()?;
            child.wait()?;
            bail!("{} took longer than {} s", line_of(command), limit.as_secs());
        }
        thread::sleep(Duration::from_millis(50));
    };
    let complaints = complaints.join().unwrap_or_default();
    check(status, command, &complaints)
}

fn check(status: ExitStatus, command: &Command, complaints: &str) -> Result<()> {
    if status.success() {
        return Ok(());
    }
    let complaints = complaints.trim();
    let separator = if complaints.is_empty() { "" } else { ":\n" };
    bail!("`{}` failed ({status}){separator}{complaints}", line_of(command))
}

fn name_of(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}

fn line_of(command: &Command) -> String {
    let words: Vec<_> =
        [command.get_program()].into_iter().chain(command.get_args()).map(OsStr::to_string_lossy).collect();
    words.join(" ")
}
