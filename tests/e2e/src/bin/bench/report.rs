//! What was measured, as a table to read and as JSON to keep.

use anyhow::{Context, Result};
use serde::Serialize;
use std::path::PathBuf;

/// One figure with what it is held against.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// What was measured, with its unit.
    pub what: String,
    /// The figure.
    pub figure: f64,
    /// What it may be at most, where something is required.
    pub limit: Option<f64>,
    /// What it must be at least, where that is required.
    pub least: Option<f64>,
    /// Each run's figure where the figure is their median.
    pub runs: Vec<f64>,
}

impl Row {
    /// A figure that stands beside others.
    pub fn new(what: impl Into<String>, runs: Vec<f64>) -> Row {
        Row { what: what.into(), figure: median(&runs), limit: None, least: None, runs }
    }

    /// The same figure with what it may be at most.
    pub fn at_most(mut self, limit: f64) -> Row {
        self.limit = Some(limit);
        self
    }

    /// The same figure with what it must be at least.
    pub fn at_least(mut self, least: f64) -> Row {
        self.least = Some(least);
        self
    }

    /// False where the figure is over its limit, or under what it must be.
    pub fn kept(&self) -> bool {
        self.limit.is_none_or(|limit| self.figure <= limit) && self.least.is_none_or(|least| self.figure >= least)
    }

    /// What it is held against, in words.
    fn asked(&self) -> String {
        let limit = self.limit.map(|limit| format!("at most {}", number(limit)));
        let least = self.least.map(|least| format!("at least {}", number(least)));
        least.into_iter().chain(limit).collect::<Vec<_>>().join(", ")
    }
}

/// The middle of these figures; 0 of none.
pub fn median(runs: &[f64]) -> f64 {
    let mut sorted = runs.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

/// Prints the table and writes `bench.json` into the target directory.
///
/// # Errors
/// Where the file cannot be written.
pub fn print(rows: &[Row]) -> Result<()> {
    println!("\n| figure | measured | asked for | each run |\n|---|--:|--:|---|");
    for row in rows {
        let runs: Vec<String> =
            if row.runs.len() > 1 { row.runs.iter().copied().map(number).collect() } else { Vec::new() };
        let mark = if row.kept() { "" } else { " **missed**" };
        println!("| {} | {}{mark} | {} | {} |", row.what, number(row.figure), row.asked(), runs.join(", "));
    }
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target"), PathBuf::from);
    let file = target.join("bench.json");
    std::fs::write(&file, serde_json::to_string_pretty(rows)?)
        .with_context(|| format!("writing {}", file.display()))?;
    println!("\nwritten to {}", file.display());
    Ok(())
}

/// Two decimals where they say something.
fn number(value: f64) -> String {
    if value.fract() == 0.0 { format!("{value}") } else { format!("{value:.2}") }
}
