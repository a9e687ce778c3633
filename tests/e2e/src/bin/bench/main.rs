//! The figures that the README and the issues name, measured in real browsers: `cargo xtask bench [--quick] [PART]...`, the
//! parts being `bytes`, `first`, `chromium` and `firefox`; without any, all.

mod bytes;
mod chromium;
mod firefox;
mod first;
mod pages;
mod report;

use anyhow::{Result, bail};
use pages::Run;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let (flags, parts): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with('-'));
    let unknown = flags
        .iter()
        .filter(|flag| *flag != "--quick")
        .chain(parts.iter().filter(|part| !PARTS.contains(&part.as_str())));
    if let Some(unknown) = unknown.into_iter().next() {
        eprintln!("bench: there is no `{unknown}`; accepted: --quick, {}", PARTS.join(", "));
        return ExitCode::from(2);
    }
    let run = Run::new(!flags.is_empty());
    let measured = tokio::select! {
        measured = measure(&run, &parts) => measured,
        // Returning ends the runtime, and with it the browsers.
        _ = tokio::signal::ctrl_c() => Err(anyhow::anyhow!("interrupted")),
    };
    match measured {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// What can be measured.
const PARTS: [&str; 4] = ["bytes", "first", "chromium", "firefox"];

/// One browser after the other, so that none disturbs another's figures.
async fn measure(run: &Run, parts: &[String]) -> Result<()> {
    let mut rows = Vec::new();
    for part in PARTS {
        if !parts.is_empty() && parts.iter().all(|wanted| wanted != part) {
            continue;
        }
        rows.extend(match part {
            "bytes" => bytes::measure(run)?,
            "first" => first::measure(run).await?,
            "chromium" => chromium::measure(run).await?,
            _ => firefox::measure(run).await?,
        });
    }
    report::print(&rows)?;
    let over = rows.iter().filter(|row| !row.kept()).count();
    if over > 0 {
        bail!("{over} figures are over what is asked");
    }
    Ok(())
}
