//! What the monitor sees when it looks at the page.

use super::{HAIR, LATE, Monitor};
use crate::HOUR;
use crate::known::{Source, Ticker};
use crate::rules::Rule;
use headline_ticker::effect::State;
use headline_ticker::headline::Headline;
use headline_ticker::load::refresh::TickerId;
use std::rc::Rc;

impl Monitor {
    /// Looks at the page once all is done; `list` is what a ticker shows.
    pub fn after<'a>(&mut self, list: impl Fn(TickerId) -> &'a [Rc<Headline>]) {
        self.look_at_lists(list);
        self.look_at_tickers();
        for place in 0..self.sources.len() {
            self.look_at_source(place);
        }
        let (now, wake) = (self.now, self.wake);
        self.check(self.unheard || wake.is_none_or(|wake| wake > now), Rule::Woken, || {
            format!("the wake of {wake:?} is past")
        });
        let ended = self.orphans.is_empty();
        let closed = self.orphan_streams.is_empty();
        self.check(ended, Rule::Ends, || "a request goes on for nobody".into());
        self.check(closed, Rule::Streams, || "a stream goes on for nobody".into());
        self.orphans.clear();
        self.orphan_streams.clear();
        if self.tickers.is_empty() {
            let nothing = self.wake.is_none() && self.sources.is_empty();
            self.check(nothing, Rule::Gone, || "something is left of the last ticker".into());
        }
    }

    fn look_at_lists<'a>(&mut self, list: impl Fn(TickerId) -> &'a [Rc<Headline>]) {
        for place in 0..self.tickers.len() {
            let ticker = &self.tickers[place];
            let list = list(ticker.id);
            let delivered = |source: &Source| source.fruitful && ticker.wanted.contains(&source.address);
            let had = ticker.had && self.sources.iter().any(delivered);
            let id = ticker.id;
            self.check(!had || !list.is_empty(), Rule::ListKept, || format!("the list of ticker {id} is empty"));
            let ticker = &mut self.tickers[place];
            ticker.had |= !list.is_empty() && !ticker.wanted.is_empty();
            if let Some((address, title)) = self.brought.clone() {
                let must = self.tickers[place].wanted.contains(&address);
                let shown = !must || list.iter().any(|headline| headline.title == title);
                self.check(shown, Rule::Shown, || format!("{title} is not in the list of ticker {id}"));
            }
            if self.late {
                let untouched = list.iter().all(|headline| headline.title != LATE);
                self.check(untouched, Rule::LateIsNothing, || format!("it is in the list of ticker {id}"));
            }
        }
    }

    fn look_at_tickers(&mut self) {
        let asleep = self.hidden || self.left || self.offline;
        for place in 0..self.tickers.len() {
            let ticker = &self.tickers[place];
            let (id, owed, round, waits) = (ticker.id, ticker.owed, ticker.round, self.waits(ticker));
            self.check(round == waits, Rule::Rounds, || {
                format!("the round of ticker {id} is {round}, and that something is awaited {waits}")
            });
            self.check(owed == 0 || waits || asleep, Rule::Settled, || {
                format!("{owed} refreshes of ticker {id} are not over, though nothing is awaited")
            });
        }
    }

    fn look_at_source(&mut self, place: usize) {
        // What is overdue must have been done, if the requests heard of anything.
        let now = if self.unheard { f64::NEG_INFINITY } else { self.now };
        let source = &self.sources[place];
        let wakes = self.wake.unwrap_or(f64::INFINITY);
        let name = source.address;
        let deadline = source.outstanding.first().map(|(_, began)| began + source.timeout);
        let (due, silence) = (source.due(), self.silence(source));
        if let Some(deadline) = deadline {
            let left = self.left;
            self.check(deadline > now && !left, Rule::Ends, || format!("{name} is being asked still"));
            self.check(wakes <= deadline + HAIR, Rule::Woken, || format!("nothing ends the request for {name}"));
        } else if silence.is_none() && due < f64::INFINITY {
            self.check(due > now - HAIR, Rule::Forgotten, || format!("{name} was to be asked {} ms ago", now - due));
            self.check(wakes <= due + HAIR, Rule::Woken, || {
                format!("nothing wakes before {name} is to be asked at {due}")
            });
        }
        self.look_at_stream(place);
    }

    fn look_at_stream(&mut self, place: usize) {
        let (now, source) = (self.now, &self.sources[place]);
        let (name, open) = (source.address, source.stream.is_some());
        let listens = source.live && !self.hidden && !self.left && !self.offline;
        // One that was lost is opened again after an hour and a half at most.
        let rests = source.lost.is_some_and(|lost| now < lost + 1.5 * HOUR);
        self.check(listens || !open, Rule::Streams, || format!("the stream of {name} is open"));
        self.check(!listens || open || rests, Rule::Streams, || format!("the stream of {name} is not open"));
    }

    /// Looks at the page after hours without a fault; `state` is what a ticker says of its data.
    pub fn at_last(&mut self, now: f64, state: impl Fn(TickerId) -> State) {
        self.now = now;
        for source in std::mem::take(&mut self.sources) {
            self.total(&source);
            let fresh = now - source.ended <= 2.0 * source.interval.max(source.max_age);
            let never = source.interval == f64::INFINITY;
            self.check(never || source.known && !source.failed && fresh, Rule::Recovered, || {
                format!("{} did not recover", source.address)
            });
            self.sources.push(source);
        }
        for place in 0..self.tickers.len() {
            let ticker = &self.tickers[place];
            let (id, owed, state) = (ticker.id, ticker.owed, state(ticker.id));
            let recovers = |source: &Source| source.interval < f64::INFINITY && ticker.wanted.contains(&source.address);
            let lives = !self.sources.iter().any(recovers) || state == State::Live;
            self.check(lives, Rule::Recovered, || format!("ticker {id} is {state:?}"));
            self.check(owed == 0, Rule::Settled, || format!("{owed} refreshes of ticker {id} never ended"));
        }
    }

    /// Whether a request for a source of that ticker is outstanding.
    pub(super) fn awaits(&self, id: TickerId) -> bool {
        self.tickers.iter().filter(|ticker| ticker.id == id).any(|ticker| self.waits(ticker))
    }

    /// Whether a source of that ticker waits for nothing but the page's return, or the network's.
    pub(super) fn is_to_be_asked(&self, id: TickerId) -> bool {
        let waits = |source: &Source| source.allowed && source.not_before <= self.now;
        let wants = |source: &Source| self.wanting(source.address).any(|ticker| ticker.id == id);
        self.sources.iter().any(|source| waits(source) && wants(source))
    }

    pub(super) fn waits(&self, ticker: &Ticker) -> bool {
        let asked = |source: &&Source| !source.outstanding.is_empty();
        self.sources.iter().filter(asked).any(|source| ticker.wanted.contains(&source.address))
    }
}
