//! Every test there is, in the order in which failures are cheapest to learn of.

use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::browsers::{self, Browser};
use crate::build::{self, Purpose};
use crate::command::{cargo, run, say};
use crate::toolchain::{self, WASM};
use crate::workspace::Workspace;
use crate::{npm, peers, size};

/// What the person leaves out.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Skips {
    /// Browsers that cannot be had.
    pub browsers: Vec<Browser>,
    /// The budget, where the shipped build cannot be made.
    pub shipped: bool,
}

impl Skips {
    fn browsers_left(&self) -> Vec<Browser> {
        Browser::ALL.into_iter().filter(|browser| !self.browsers.contains(browser)).collect()
    }
}

/// Runs everything; stops at the first step that fails. Ends with a line that says what was run and what was not.
pub fn test(workspace: &Workspace, skips: &Skips) -> Result<()> {
    let start = Instant::now();
    let mut report = Report::default();
    report.step("format", || run(task(workspace).args(["fmt", "--all", "--check"])))?;
    report
        .step("clippy", || run(task(workspace).args(["clippy", "--workspace", "--all-targets", "--", "-Dwarnings"])))?;
    report.step("native", || run(task(workspace).args(["test", "-p", "headline-ticker", "-p", "xtask"])))?;
    if let Err(error) = npm::set_up() {
        say(format!("No node: {error:#}"));
    }
    report.step("wasm", || wasm(workspace))?;
    let is_held = report.step("size", || size::size(workspace, skips.shipped))?;
    if !is_held {
        report.skipped.push("the budget: no shipped build here (--skip-shipped)".into());
    }
    report.skipped.extend(skips.browsers.iter().map(|browser| format!("{} (--skip-browser)", browser.name())));
    let browsers = skips.browsers_left();
    if !browsers.is_empty() {
        let closing = report.step("end-to-end", || end_to_end(workspace, &browsers))?;
        report.replace_last(closing);
    }
    println!("\n{}", report.closing_line(start.elapsed().as_secs()));
    Ok(())
}

/// Runs the benchmarks in the browsers, with the person's own arguments; `merge` alone, which needs none, natively.
pub fn bench(workspace: &Workspace, arguments: &[OsString]) -> Result<()> {
    if arguments.iter().any(|argument| argument == "merge") {
        return run(task(workspace).args(["bench", "-p", "headline-ticker", "--bench", "merge"]));
    }
    npm::set_up()?;
    build::build(workspace, Purpose::Site)?;
    build::build(workspace, Purpose::Testing)?;
    let mut command = task(workspace);
    command.args(["run", "--release", "-p", "e2e", "--bin", "bench", "--"]).args(arguments);
    if arguments.iter().any(|argument| argument == "peers") {
        command.env("HEADLINE_TICKER_PEERS", peers::set_up(workspace)?);
        return run(command.envs(variables(workspace, &[Browser::Chromium])?));
    }
    run(command.envs(variables(workspace, &Browser::ALL)?))
}

/// The crate as the browser gets it: clippy where std for wasm is installed, and the test build, which has no warnings.
fn wasm(workspace: &Workspace) -> Result<()> {
    if toolchain::has_target(&workspace.root)? {
        run(task(workspace)
            .args(["clippy", "-p", "headline-ticker", "--lib", "--target", WASM, "--features", "testing"])
            .args(["--", "-Dwarnings"]))?;
    }
    build::build(workspace, Purpose::Testing)?;
    Ok(())
}

/// Runs the end-to-end tests; returns their closing line, which also tells what a browser could not do.
fn end_to_end(workspace: &Workspace, browsers: &[Browser]) -> Result<String> {
    let mut command = task(workspace);
    command.args(["test", "-p", "e2e"]).envs(variables(workspace, browsers)?).stdout(Stdio::piped());
    let mut child = command.spawn().context("cannot start cargo")?;
    let mut closing = None;
    for line in BufReader::new(child.stdout.take().context("no pipe")?).lines() {
        let line = line?;
        println!("{line}");
        if line.starts_with("end-to-end in ") {
            closing = Some(line);
        }
    }
    if !child.wait()?.success() {
        bail!("see above");
    }
    closing.context("the end-to-end tests passed without the line that says what they were run in")
}

/// What the end-to-end tests and benchmarks must know.
fn variables(workspace: &Workspace, browsers: &[Browser]) -> Result<Vec<(String, OsString)>> {
    let mut variables = browsers::set_up(workspace, browsers)?;
    variables.push(("HEADLINE_TICKER_DIST".into(), workspace.dist().into()));
    variables.push(("HEADLINE_TICKER_TESTING_DIST".into(), workspace.testing_dist().into()));
    Ok(variables)
}

fn task(workspace: &Workspace) -> Command {
    let mut command = cargo();
    command.current_dir(&workspace.root);
    command
}

/// What was run and what was left out.
#[derive(Default)]
struct Report {
    done: Vec<String>,
    skipped: Vec<String>,
}

impl Report {
    fn step<T>(&mut self, name: &str, body: impl FnOnce() -> Result<T>) -> Result<T> {
        println!("\n== {name}");
        let start = Instant::now();
        let result = body().with_context(|| format!("the step `{name}` failed"))?;
        println!("== {name}: {:.1} s", start.elapsed().as_secs_f32());
        self.done.push(name.into());
        Ok(result)
    }

    /// Says more about the last step than its name.
    fn replace_last(&mut self, words: String) {
        self.done.pop();
        self.done.push(words);
    }

    fn closing_line(&self, seconds: u64) -> String {
        let done = self.done.join(", ");
        let skipped = match self.skipped.is_empty() {
            true => String::new(),
            false => format!(" SKIPPED: {}.", self.skipped.join(", ")),
        };
        format!("Passed in {seconds} s: {done}.{skipped}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_skipped_is_left_out() {
        for (browsers, expect) in [
            (vec![], Browser::ALL.to_vec()),
            (vec![Browser::WebKit], vec![Browser::Chromium, Browser::Firefox]),
            (Browser::ALL.to_vec(), vec![]),
        ] {
            assert_eq!(Skips { browsers, shipped: false }.browsers_left(), expect);
        }
    }

    #[test]
    fn closing_lines() {
        let mut report = Report::default();
        report.step("format", || Ok(())).unwrap();
        report.step("end-to-end", || Ok(())).unwrap();
        report.replace_last("end-to-end in chromium".into());
        assert_eq!(report.closing_line(6), "Passed in 6 s: format, end-to-end in chromium.");
        report.skipped.push("webkit (--skip-browser)".into());
        assert_eq!(
            report.closing_line(6),
            "Passed in 6 s: format, end-to-end in chromium. SKIPPED: webkit (--skip-browser)."
        );
    }

    #[test]
    fn a_failing_step_is_named_and_not_reported_as_done() {
        let mut report = Report::default();
        let error = report.step("size", || -> Result<()> { bail!("too large") }).unwrap_err();
        assert_eq!(format!("{error:#}"), "the step `size` failed: too large");
        assert!(report.done.is_empty());
    }
}
