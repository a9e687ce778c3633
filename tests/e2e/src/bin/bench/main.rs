//! The figures that the README and the issues name, measured in real browsers: `cargo xtask bench [--quick]`.

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
    let quick = std::env::args().any(|argument| argument == "--quick");
    let run = Run::new(quick);
    let measured = tokio::select! {
        measured = measure(&run) => measured,
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

/// One browser after the other, so that none disturbs another's figures.
async fn measure(run: &Run) -> Result<()> {
    let mut rows = bytes::measure(run)?;
    rows.extend(first::measure(run).await?);
    rows.extend(chromium::measure(run).await?);
    rows.extend(firefox::measure(run).await?);
    report::print(&rows)?;
    let over = rows.iter().filter(|row| !row.kept()).count();
    if over > 0 {
        bail!("{over} figures are over what is asked");
    }
    Ok(())
}
