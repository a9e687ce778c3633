//! Builds, previews, tests and measures headline-ticker.

mod axe;
mod bindgen;
mod browsers;
mod build;
mod command;
mod compiler;
mod debian;
mod glue;
mod npm;
mod order;
mod peers;
mod preview;
mod script;
mod size;
mod style;
mod test;
mod toolchain;
mod wasm_opt;
mod workspace;

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;
use lexopt::prelude::*;

use crate::browsers::Browser;
use crate::build::Purpose;
use crate::test::Skips;
use crate::workspace::Workspace;

const USAGE: &str = "\
cargo xtask COMMAND

  build [--testing]      write dist/, what a site hosts
                         (--testing: the build for end-to-end tests, into target/testing-dist/)
  size [--skip-shipped]  print the sizes of the shipped build and hold them to the budget
                         (--skip-shipped: go on where the shipped build cannot be made)
  preview [--port N] [--no-open]
                         build, serve the preview page on this machine, rebuild and reload on change
  test [--skip-browser NAME]... [--skip-shipped]
                         run every test, the ones in chromium, firefox and webkit included
  bench [--quick] [PART]...
                         measure in the browsers: bytes, first, chromium, firefox, scale, busy; without any PART, all of these
                         (merge: natively, how merging grows with the list)
  bench peers [--quick] [--only=NAME,NAME]
                         measure the ticker beside its peers, which npm brings; writes the README's table
                         (--quick: one short run, which writes none)
";

/// What the person asked for.
#[derive(Debug, PartialEq)]
enum Task {
    Help,
    Build { testing: bool },
    Size { skip_shipped: bool },
    Preview { port: u16, opens_browser: bool },
    Test(Skips),
    Bench(Vec<OsString>),
}

fn main() -> ExitCode {
    let task = match parse(lexopt::Parser::from_env()) {
        Ok(task) => task,
        Err(error) => {
            eprintln!("{error}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match perform(task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task) -> Result<()> {
    let workspace = Workspace::find()?;
    match task {
        Task::Help => print!("{USAGE}"),
        Task::Build { testing } => {
            let purpose = if testing { Purpose::Testing } else { Purpose::Site };
            build::build(&workspace, purpose)?;
            size::print(&purpose.folder(&workspace))?;
        }
        Task::Size { skip_shipped } => {
            size::size(&workspace, skip_shipped)?;
        }
        Task::Preview { port, opens_browser } => preview::preview(workspace, port, opens_browser)?,
        Task::Test(skips) => test::test(&workspace, &skips)?,
        Task::Bench(arguments) => test::bench(&workspace, &arguments)?,
    }
    Ok(())
}

fn parse(mut words: lexopt::Parser) -> Result<Task, lexopt::Error> {
    let command = match words.next()? {
        Some(Value(command)) => command.string()?,
        Some(Long("help") | Short('h')) => "help".into(),
        Some(other) => return Err(other.unexpected()),
        None => return Err("which task?".into()),
    };
    let mut task = match command.as_str() {
        "help" => Task::Help,
        "build" => Task::Build { testing: false },
        "size" => Task::Size { skip_shipped: false },
        "preview" => Task::Preview { port: preview::PORT, opens_browser: true },
        "test" => Task::Test(Skips::default()),
        "bench" => return Ok(Task::Bench(words.raw_args()?.collect())),
        _ => return Err(format!("there is no task `{command}`").into()),
    };
    while let Some(word) = words.next()? {
        match (&mut task, word) {
            (Task::Build { testing }, Long("testing")) => *testing = true,
            (Task::Size { skip_shipped }, Long("skip-shipped")) => *skip_shipped = true,
            (Task::Preview { port, .. }, Long("port")) => *port = words.value()?.parse()?,
            (Task::Preview { opens_browser, .. }, Long("no-open")) => *opens_browser = false,
            (Task::Test(skips), Long("skip-browser")) => {
                let name = words.value()?.string()?;
                skips.browsers.push(Browser::parse(&name).map_err(|error| error.to_string())?);
            }
            (Task::Test(skips), Long("skip-shipped")) => skips.shipped = true,
            (_, Long("help") | Short('h')) => return Ok(Task::Help),
            (_, word) => return Err(word.unexpected()),
        }
    }
    Ok(task)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tasks() {
        for (line, expect) in [
            ("help", Ok(Task::Help)),
            ("--help", Ok(Task::Help)),
            ("-h", Ok(Task::Help)),
            ("test --help", Ok(Task::Help)),
            ("build", Ok(Task::Build { testing: false })),
            ("build --testing", Ok(Task::Build { testing: true })),
            ("size --skip-shipped", Ok(Task::Size { skip_shipped: true })),
            ("preview --port 9000 --no-open", Ok(Task::Preview { port: 9000, opens_browser: false })),
            (
                "test --skip-browser webkit --skip-browser=firefox --skip-shipped",
                Ok(Task::Test(Skips { browsers: vec![Browser::WebKit, Browser::Firefox], shipped: true })),
            ),
            ("bench bytes --quick", Ok(Task::Bench(["bytes", "--quick"].map(OsString::from).into()))),
            ("", Err("which task?")),
            ("fly", Err("there is no task `fly`")),
            ("build now", Err("unexpected argument \"now\"")),
            ("size --testing", Err("invalid option '--testing'")),
            ("preview --port 70000", Err("cannot parse argument \"70000\"")),
            ("test --skip-browser safari", Err("there is no browser `safari`")),
            ("test --skip-browser", Err("missing argument")),
        ] {
            let parsed = parse(lexopt::Parser::from_args(line.split_whitespace()));
            match (parsed, expect) {
                (Ok(task), Ok(expect)) => assert_eq!(task, expect, "{line}"),
                (Err(error), Err(expect)) => {
                    assert!(error.to_string().contains(expect), "{line}: {error}")
                }
                (parsed, expect) => panic!("{line}: {parsed:?} instead of {expect:?}"),
            }
        }
    }
}
