//! The figures that the README and the issues name, measured in real browsers: `cargo xtask bench [--quick] [PART]...`, the
//! parts being `bytes`, `first`, `chromium`, `firefox`, `scale` and `busy`; without any, all of these. `peers` is a bench of its own: the ticker
//! beside what people would take in its place, or those of them that `--only=NAME,NAME` names.

mod busy;
mod bytes;
mod chromium;
mod firefox;
mod first;
mod memory;
mod pages;
mod peers;
mod processor;
mod report;
mod scale;

use anyhow::{Result, bail};
use pages::Run;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let (flags, parts): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with('-'));
    let only: Vec<&str> =
        flags.iter().filter_map(|flag| flag.strip_prefix("--only=")).flat_map(|names| names.split(',')).collect();
    let unknown = flags
        .iter()
        .filter(|flag| *flag != "--quick" && !flag.starts_with("--only="))
        .chain(parts.iter().filter(|part| !PARTS.contains(&part.as_str()) && *part != PEERS));
    if let Some(unknown) = unknown.into_iter().next() {
        eprintln!(
            "bench: there is no `{unknown}`; accepted: --quick, {}, {PEERS} [--only=NAME,NAME]",
            PARTS.join(", ")
        );
        return ExitCode::from(2);
    }
    let quick = flags.iter().any(|flag| flag == "--quick");
    let bench = async {
        if parts.iter().any(|part| part == PEERS) {
            peers::compare(quick, &only).await
        } else {
            measure(&Run::new(quick), &parts).await
        }
    };
    let measured = tokio::select! {
        measured = bench => measured,
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
const PARTS: [&str; 6] = ["bytes", "first", "chromium", "firefox", "scale", "busy"];

/// What is measured only where it is asked for, since it takes an hour.
const PEERS: &str = "peers";

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
            "firefox" => firefox::measure(run).await?,
            "scale" => scale::measure(run).await?,
            _ => busy::measure(run).await?,
        });
    }
    report::print(&rows)?;
    let over = rows.iter().filter(|row| !row.kept()).count();
    if over > 0 {
        bail!("{over} figures are not what is asked for");
    }
    Ok(())
}
