//! Builds, previews, tests and measures headline-ticker.

mod bindgen;
mod build;
mod command;
mod debian;
mod preview;
mod script;
mod size;
mod style;
mod toolchain;
mod wasm_opt;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use lexopt::prelude::*;

use crate::build::Purpose;
use crate::workspace::Workspace;

const USAGE: &str = "\
cargo xtask COMMAND

  build [--testing]      write dist/, what a site hosts
                         (--testing: the build for end-to-end tests, into target/testing-dist/)
  size [--skip-shipped]  print the sizes of the shipped build and hold them to the budget
                         (--skip-shipped: go on where the shipped build cannot be made)
  preview [--port N] [--no-open]
                         build, serve the preview page on this machine, rebuild and reload on change
";

/// What the person asked for.
#[derive(Debug, PartialEq)]
enum Task {
    Build { testing: bool },
    Size { skip_shipped: bool },
    Preview { port: u16, opens_browser: bool },
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
        Task::Build { testing } => {
            let purpose = if testing {
                Purpose::Testing
            } else {
                Purpose::Site
            };
            build::build(&workspace, purpose)?;
            size::print(&purpose.folder(&workspace))?;
        }
        Task::Size { skip_shipped } => {
            size::size(&workspace, skip_shipped)?;
        }
        Task::Preview {
            port,
            opens_browser,
        } => preview::preview(workspace, port, opens_browser)?,
    }
    Ok(())
}

fn parse(mut words: lexopt::Parser) -> Result<Task, lexopt::Error> {
    let command = match words.next()? {
        Some(Value(command)) => command.string()?,
        Some(other) => return Err(other.unexpected()),
        None => return Err("which task?".into()),
    };
    let mut task = match command.as_str() {
        "build" => Task::Build { testing: false },
        "size" => Task::Size {
            skip_shipped: false,
        },
        "preview" => Task::Preview {
            port: preview::PORT,
            opens_browser: true,
        },
        _ => return Err(format!("there is no task `{command}`").into()),
    };
    while let Some(word) = words.next()? {
        match (&mut task, word) {
            (Task::Build { testing }, Long("testing")) => *testing = true,
            (Task::Size { skip_shipped }, Long("skip-shipped")) => *skip_shipped = true,
            (Task::Preview { port, .. }, Long("port")) => *port = words.value()?.parse()?,
            (Task::Preview { opens_browser, .. }, Long("no-open")) => *opens_browser = false,
            (_, word) => return Err(word.unexpected()),
        }
    }
    Ok(task)
}
