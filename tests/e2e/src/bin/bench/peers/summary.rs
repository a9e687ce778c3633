//! What all runs gave, and in what circumstances.

use super::measure::{Figure, Scene};
use super::peer::Peer;
use anyhow::{Context, Result};
use serde::Serialize;
use std::collections::BTreeMap;
use std::process::Command;

/// One figure of one peer.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Taken {
    /// Each run's value, in order.
    pub runs: Vec<f64>,
    /// Why each run that failed did.
    pub failures: Vec<String>,
}

impl Taken {
    /// The middle of the runs; none where one failed, since half a success is none.
    pub fn median(&self) -> Option<f64> {
        self.quantile(0.5)
    }

    /// The value that this part of the runs lies below, interpolated.
    pub fn quantile(&self, part: f64) -> Option<f64> {
        if !self.failures.is_empty() {
            return None;
        }
        let mut sorted = self.runs.clone();
        sorted.sort_by(f64::total_cmp);
        let place = part * sorted.len().checked_sub(1)? as f64;
        let (low, high) = (sorted.get(place.floor() as usize)?, sorted.get(place.ceil() as usize)?);
        Some(low + (high - low) * place.fract())
    }
}

/// Everything, as it is kept in JSON.
#[derive(Debug, Default, Serialize)]
pub struct Summary {
    /// The day, in UTC.
    pub date: String,
    /// The browser's version.
    pub chromium: String,
    /// The processor, and how many of it.
    pub machine: String,
    /// How many runs each figure is the median of.
    pub runs: usize,
    /// How long each cost was measured, s.
    pub measured: f64,
    /// The peers in the table's order, with their versions.
    pub peers: Vec<(String, String)>,
    /// By peer and figure.
    pub figures: BTreeMap<String, BTreeMap<String, Taken>>,
}

impl Summary {
    /// An empty one of these peers.
    ///
    /// # Errors
    /// Where the versions, the day or the machine cannot be told.
    pub fn new(peers: &[&Peer], runs: usize, measured: f64, chromium: String) -> Result<Summary> {
        let peers = peers.iter().map(|peer| Ok((peer.name.to_owned(), peer.version()?))).collect::<Result<_>>()?;
        Ok(Summary { date: today()?, chromium, machine: machine()?, runs, measured, peers, figures: BTreeMap::new() })
    }

    /// Whether this scene failed with this peer in an earlier run.
    pub fn has_failed(&self, peer: &Peer, scene: Scene) -> bool {
        let taken = scene.figures().first().and_then(|figure| self.taken(peer.name, figure));
        taken.is_some_and(|taken| !taken.failures.is_empty())
    }

    /// Takes in what a scene gave.
    pub fn add(&mut self, peer: &Peer, scene: Scene, played: &Result<Vec<f64>>) {
        let figures = self.figures.entry(peer.name.to_owned()).or_default();
        for (place, figure) in scene.figures().iter().enumerate() {
            let taken = figures.entry(figure.key.to_owned()).or_default();
            match played {
                Ok(values) => taken.runs.extend(values.get(place)),
                Err(error) => taken.failures.push(first_line(error)),
            }
        }
    }

    /// A figure of a peer.
    pub fn taken(&self, peer: &str, figure: &Figure) -> Option<&Taken> {
        self.figures.get(peer)?.get(figure.key)
    }
}

/// What went wrong, without the stack of the page's scripts.
fn first_line(error: &anyhow::Error) -> String {
    format!("{error:#}").lines().next().unwrap_or_default().chars().take(200).collect()
}

fn today() -> Result<String> {
    let printed = Command::new("date").args(["-u", "+%F"]).output().context("asking `date` for the day")?;
    Ok(String::from_utf8_lossy(&printed.stdout).trim().to_owned())
}

fn machine() -> Result<String> {
    let info = std::fs::read_to_string("/proc/cpuinfo").context("reading /proc/cpuinfo")?;
    let name = info.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or_default();
    let cores = std::thread::available_parallelism().context("counting the processor's cores")?;
    Ok(format!("{cores} cores, {}", name.trim_start_matches([' ', '\t', ':'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quartiles() {
        let taken = Taken { runs: vec![5.0, 1.0, 3.0, 2.0, 4.0], failures: vec![] };
        assert_eq!([0.25, 0.5, 0.75].map(|part| taken.quantile(part)), [Some(2.0), Some(3.0), Some(4.0)]);
        let two = Taken { runs: vec![1.0, 2.0], failures: vec![] };
        assert_eq!(two.median(), Some(1.5));
        assert_eq!(Taken::default().median(), None);
        let failed = Taken { runs: vec![1.0], failures: vec!["gone".into()] };
        assert_eq!(failed.median(), None);
    }
}
