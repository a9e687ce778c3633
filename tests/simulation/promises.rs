//! A monitor that believes nothing: it hears what happens on a page and what is done about it, and holds that against what was
//! promised, without a look at the code that promised it.

mod look;

use crate::MINUTE;
use crate::known::{Source, Ticker};
use crate::rules::{Broken, Happened, How, Rule};
use headline_ticker::effect::{Effect, NONE, Saying};
use headline_ticker::load::refresh::{RequestId, SourceId, TickerId};
use std::collections::HashSet;

/// Less than this is rounding, in ms.
const HAIR: f64 = 1e-3;

/// What a late answer would bring, so that it is known wherever it is seen.
pub const LATE: &str = "late";

#[derive(Default)]
pub struct Monitor {
    pub broken: Vec<Broken>,
    now: f64,
    live: Vec<&'static str>,
    tickers: Vec<Ticker>,
    sources: Vec<Source>,
    hidden: bool,
    left: bool,
    offline: bool,
    /// What was last named, until it comes.
    wake: Option<f64>,
    asked: HashSet<RequestId>,
    /// Requests and streams of sources that nobody wants any more; they have to be ended in the same step.
    orphans: Vec<RequestId>,
    orphan_streams: Vec<SourceId>,
    /// The title that an answer has just brought, and who must show it; or that a late one came.
    brought: Option<(&'static str, String)>,
    late: bool,
    pausing: bool,
    /// Whether the requests hear nothing of what happened, so that what is overdue waits for the timer still.
    unheard: bool,
}

impl Monitor {
    /// Of those addresses the sources send by themselves too.
    pub fn new(live: Vec<&'static str>) -> Self {
        Self { live, ..Self::default() }
    }

    fn check(&mut self, holds: bool, rule: Rule, how: impl FnOnce() -> String) {
        if !holds {
            self.broken.push(Broken { rule, how: how() });
        }
    }

    fn ticker(&mut self, id: TickerId) -> Option<&mut Ticker> {
        self.tickers.iter_mut().find(|ticker| ticker.id == id)
    }

    fn wanting(&self, address: &str) -> impl Iterator<Item = &Ticker> {
        self.tickers.iter().filter(move |ticker| ticker.wanted.contains(&address))
    }

    /// Hears what is about to be told to the page.
    pub fn before(&mut self, now: f64, happened: &Happened) {
        self.now = now;
        (self.brought, self.late, self.pausing) = (None, false, false);
        self.unheard = matches!(happened, Happened::Connected(_) | Happened::Recalled { counts: false, .. });
        match happened {
            Happened::Connected(id) => self.tickers.push(Ticker::new(*id)),
            Happened::Disconnected(id) => {
                self.tickers.retain(|ticker| ticker.id != *id);
                self.serve();
                // What a page is like is told by its tickers.
                if self.tickers.is_empty() {
                    (self.hidden, self.left, self.offline) = (false, false, false);
                }
            }
            Happened::Configured { ticker, sources, interval, timeout } => {
                self.configured(*ticker, sources, *interval, *timeout);
            }
            Happened::Answered { request, how } => self.answered(*request, how),
            Happened::Recalled { ticker, sources, counts } => self.recalled(*ticker, sources, *counts),
            Happened::Refresh(id) => self.refresh(*id),
            Happened::Woke => self.wake = None,
            Happened::Hidden(_, hidden) => self.hidden = *hidden,
            Happened::Left(left) => {
                if self.left && !left {
                    // Some browsers end a page's requests before they say that it is left.
                    self.sources.iter_mut().filter(|source| source.failed).for_each(Source::allow);
                }
                (self.left, self.pausing) = (*left, *left);
            }
            Happened::Online(online) => {
                self.offline = !online;
                if *online {
                    self.sources.iter_mut().for_each(Source::hope);
                }
            }
            Happened::Sight(id, seen) => {
                if let Some(ticker) = self.ticker(*id) {
                    ticker.away = if *seen { f64::INFINITY } else { now };
                }
            }
            Happened::Streamed(_) => {}
            Happened::Lost(id) => {
                for source in self.sources.iter_mut().filter(|source| source.stream == Some(*id)) {
                    (source.stream, source.lost) = (None, Some(now));
                }
            }
        }
    }

    fn configured(&mut self, id: TickerId, wanted: &[&'static str], interval: f64, timeout: f64) {
        let now = self.now;
        let Some(ticker) = self.ticker(id) else { return };
        let before = std::mem::replace(&mut ticker.wanted, wanted.to_vec());
        (ticker.interval, ticker.timeout) = (interval, timeout);
        // Without sources the list inside the element stands, and nothing was promised of it.
        ticker.had &= !wanted.is_empty();
        for address in wanted {
            match self.sources.iter_mut().find(|source| source.address == *address) {
                None => self.sources.push(Source::new(address, self.live.contains(address), now)),
                Some(source) => {
                    // A newcomer, where nothing is there for it; and an inline script may be parsed by now.
                    if !source.known && (source.is_inline() || !before.contains(address)) {
                        source.allow();
                    }
                }
            }
        }
        self.serve();
    }

    /// Lets go of what nobody wants, and has the rest serve those who want it.
    fn serve(&mut self) {
        let mut sources = std::mem::take(&mut self.sources);
        for source in &mut sources {
            source.serve(&self.tickers);
        }
        for source in sources {
            if self.wanting(source.address).next().is_some() {
                self.sources.push(source);
                continue;
            }
            self.total(&source);
            self.orphans.extend(source.outstanding.iter().map(|(request, _)| *request));
            self.orphan_streams.extend(source.stream);
        }
    }

    fn total(&mut self, source: &Source) {
        let most = source.most(self.now);
        self.check(f64::from(source.requests) <= most, Rule::Total, || {
            format!("{} was asked {} times, and {most} were promised at most", source.address, source.requests)
        });
    }

    fn answered(&mut self, request: RequestId, how: &How) {
        let now = self.now;
        let is_asked = |source: &&mut Source| source.outstanding.iter().any(|(other, _)| *other == request);
        let Some(source) = self.sources.iter_mut().find(is_asked) else {
            self.late = true;
            return;
        };
        source.outstanding.retain(|(other, _)| *other != request);
        source.answered(now, how);
        if let How::Feed { first: Some(title), .. } = how {
            self.brought = Some((source.address, title.clone()));
        }
    }

    fn recalled(&mut self, id: TickerId, sources: &[&'static str], counts: bool) {
        let Some(place) = self.tickers.iter().position(|ticker| ticker.id == id && counts) else { return };
        for source in &mut self.sources {
            if sources.contains(&source.address) && self.tickers[place].wanted.contains(&source.address) {
                (source.known, source.fruitful) = (true, true);
            }
        }
    }

    fn refresh(&mut self, id: TickerId) {
        let Some(ticker) = self.tickers.iter_mut().find(|ticker| ticker.id == id) else { return };
        ticker.owed += 1;
        for source in &mut self.sources {
            if ticker.wanted.contains(&source.address) {
                source.allow();
            }
        }
    }

    /// Hears one thing that is done about it; `address` is that of the source that it names.
    pub fn hears(&mut self, id: TickerId, effect: &Effect, address: Option<&str>) {
        let stands = id == NONE || self.ticker(id).is_some();
        self.check(stands, Rule::Gone, || format!("{effect:?} for ticker {id}, which is gone"));
        match effect {
            Effect::Fetch { request, .. } => self.fetch(*request, address),
            Effect::Abort(request) => self.abort(*request),
            Effect::Forget(id) => self.orphan_streams.retain(|other| other != id),
            Effect::Open(id) => self.open(*id, address),
            Effect::Close(id) => {
                let source = self.sources.iter_mut().find(|source| source.stream == Some(*id));
                let was_open = source.map(|source| source.stream = None).is_some();
                self.check(was_open, Rule::Streams, || format!("stream {id} was closed, and was not open"));
            }
            Effect::Wake(at) if id == NONE => self.wake = *at,
            Effect::Say(Saying::LoadStart) => self.round(id, true),
            Effect::Say(Saying::LoadEnd) => self.round(id, false),
            Effect::Settle(count) => self.settled(id, *count),
            _ => {}
        }
    }

    fn fetch(&mut self, request: RequestId, address: Option<&str>) {
        let now = self.now;
        let new = self.asked.insert(request);
        self.check(new, Rule::OneRequest, || format!("request {request} was made before"));
        let Some(place) = self.sources.iter().position(|source| Some(source.address) == address) else {
            return self.check(false, Rule::Gone, || format!("{address:?} was asked, and nobody wants it"));
        };
        let (silence, source) = (self.silence(&self.sources[place]), &self.sources[place]);
        let (name, earliest) = (source.address, source.ended + source.wait().0);
        let (allowed, alone, not_before) = (source.allowed, source.outstanding.is_empty(), source.not_before);
        self.check(alone, Rule::OneRequest, || format!("{name} was asked while it was being asked"));
        self.check(silence.is_none(), Rule::Silence, || format!("{name} was asked {}", silence.unwrap_or_default()));
        self.check(now >= not_before - HAIR, Rule::RetryAfter, || {
            format!("{name} was asked {} ms before the time that it named", not_before - now)
        });
        self.check(allowed || now >= earliest - HAIR, Rule::Rate, || {
            format!("{name} was asked {} ms too soon", earliest - now)
        });
        let source = &mut self.sources[place];
        source.allowed = false;
        source.requests += 1;
        source.outstanding.push((request, now));
    }

    /// Why a source must not be asked now.
    fn silence(&self, source: &Source) -> Option<&'static str> {
        let near = |ticker: &Ticker| self.now < ticker.away + MINUTE;
        if self.hidden || self.left {
            Some("while the page is hidden or left")
        } else if source.is_inline() {
            None
        } else if self.offline {
            Some("without a network")
        } else if !source.allowed && !self.wanting(source.address).any(near) {
            Some("while all who want it were scrolled away for long")
        } else {
            None
        }
    }

    fn abort(&mut self, request: RequestId) {
        let (now, pausing) = (self.now, self.pausing);
        if self.orphans.contains(&request) {
            return self.orphans.retain(|other| *other != request);
        }
        for place in 0..self.sources.len() {
            let source = &mut self.sources[place];
            let Some(index) = source.outstanding.iter().position(|(other, _)| *other == request) else { continue };
            let (_, began) = source.outstanding.remove(index);
            let early = began + source.timeout - now;
            if pausing {
                // It is asked again once the page is back.
                source.allow();
                source.ended = now;
                return;
            }
            source.fail(now, 0.0);
            let name = source.address;
            return self.check(early <= HAIR, Rule::Ends, || format!("{name} was ended {early} ms before its timeout"));
        }
        self.check(false, Rule::Ends, || format!("request {request} was ended, and was not under way"));
    }

    fn open(&mut self, id: SourceId, address: Option<&str>) {
        let listens = !self.hidden && !self.left && !self.offline;
        self.check(listens, Rule::Streams, || {
            format!("stream {id} was opened while nobody looks or without a network")
        });
        let Some(source) = self.sources.iter_mut().find(|source| Some(source.address) == address) else {
            return self.check(false, Rule::Gone, || format!("stream {id} was opened, and nobody wants it"));
        };
        let first = source.stream.replace(id).is_none() && source.live;
        source.lost = None;
        // What came while it was closed was missed.
        if std::mem::replace(&mut source.streamed, true) {
            source.allow();
        }
        self.check(first, Rule::Streams, || format!("stream {id} was opened twice, or is none"));
    }

    fn round(&mut self, id: TickerId, begins: bool) {
        let Some(ticker) = self.ticker(id) else { return };
        let in_turn = ticker.round != begins;
        ticker.round = begins;
        self.check(in_turn, Rule::Rounds, || format!("ticker {id} was told twice that a round begins, or ends"));
    }

    fn settled(&mut self, id: TickerId, count: u32) {
        let awaited = self.awaits(id) || self.is_to_be_asked(id);
        let Some(ticker) = self.ticker(id) else { return };
        let owed = ticker.owed;
        ticker.owed = owed.saturating_sub(count);
        self.check((1..=owed).contains(&count) && !awaited, Rule::Settled, || {
            format!("{count} of {owed} refreshes of ticker {id} are said to be over")
        });
    }
}
