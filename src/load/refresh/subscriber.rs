//! A ticker as the machine knows it.

use super::messages::{News, Outcomes, TickerId};
use super::source::Source;
use crate::settings::SourceSettings;
use std::rc::Rc;

/// How long a ticker that was scrolled away is served still, in ms.
const LONG: f64 = 60_000.0;

pub(super) struct Subscriber {
    pub(super) ticker: TickerId,
    pub(super) sources: Vec<Rc<SourceSettings>>,
    /// Milliseconds; 0: never.
    pub(super) interval: f64,
    pub(super) timeout: f64,
    /// The monotonic time at which it was scrolled away; infinite while it is in sight.
    pub(super) away: f64,
    /// Whether a round is on: it began and has not ended.
    pub(super) round: bool,
    /// Whether a source answered in the round.
    pub(super) any: bool,
    /// Refreshes that it asked for and was not told the end of.
    pub(super) owed: u32,
}

impl Subscriber {
    pub(super) fn new(ticker: TickerId, sources: Vec<Rc<SourceSettings>>, interval: f64, timeout: f64) -> Self {
        Self { ticker, sources, interval, timeout, away: f64::INFINITY, round: false, any: false, owed: 0 }
    }

    #[inline(never)]
    pub(super) fn wants(&self, source: &SourceSettings) -> bool {
        self.sources.iter().any(|wanted| wanted.key == source.key)
    }

    /// Whether a reader may be looking at it.
    pub(super) fn is_near(&self, now: f64) -> bool {
        now < self.away + LONG
    }

    /// Whether a request for one of its sources is outstanding.
    pub(super) fn waits(&self, sources: &[Source]) -> bool {
        sources.iter().any(|source| source.pending.is_some() && self.wants(&source.settings))
    }
}

/// Tells all who want a source.
#[inline(never)]
pub(super) fn tell(subscribers: &[Subscriber], source: &SourceSettings, news: News, outcomes: &mut Outcomes) {
    for subscriber in subscribers {
        if subscriber.wants(source) {
            outcomes.tell(subscriber.ticker, news.clone());
        }
    }
}
