//! A ticker as the machine knows it.

use super::TickerId;
use super::source::Source;

#[derive(Clone)]
pub(super) struct Subscriber {
    pub(super) ticker: TickerId,
    pub(super) sources: Vec<String>,
    /// Milliseconds; 0: never.
    pub(super) interval: f64,
    pub(super) timeout: f64,
    /// Whether a round is on: it began and has not ended.
    pub(super) round: bool,
    /// Whether a source answered in the round.
    pub(super) any: bool,
    /// Refreshes that it asked for and was not told the end of.
    pub(super) owed: u32,
}

impl Subscriber {
    pub(super) fn new(ticker: TickerId, sources: Vec<String>, interval: f64, timeout: f64) -> Self {
        Self { ticker, sources, interval, timeout, round: false, any: false, owed: 0 }
    }

    pub(super) fn wants(&self, address: &str) -> bool {
        self.sources.iter().any(|source| source == address)
    }

    /// Whether a request for one of its sources is outstanding.
    pub(super) fn waits(&self, sources: &[Source]) -> bool {
        sources.iter().any(|source| source.pending.is_some() && self.wants(&source.address))
    }
}
