//! When a source is asked. One machine a page, so that all tickers that want a source share its requests.
//!
//! Invariants: a source has at most one outstanding request. From the end of one attempt to the next at least its interval
//! passes, and what its server asked for (`Cache-Control: max-age`, `Retry-After`); after failures more and more. It is asked
//! sooner only
//!
//! - for a ticker that has just come to want it or asked for a refresh, or to look again for an inline script;
//! - after a failure where it never answered, or where the network has come back since;
//! - once the page is back, where its request was ended because the page was left, or failed before;
//! - once it sends by itself again, as something may have been missed;
//!
//! but never before the time that `Retry-After` named. Nothing is asked while the page is hidden or left, while there is no network,
//! or where all tickers that want it were scrolled away for long, unless it must be asked sooner. An answer to a request that is not
//! outstanding changes nothing. All that is known of a source goes with the last ticker that wants it.

mod chance;
mod headers;
mod messages;
mod source;
mod stream;
mod subscriber;

use crate::effect::Effect;
use crate::headline::Headline;
use crate::load::seen::first_seen;
use crate::page::Now;
use crate::settings::SourceSettings;
use chance::Chance;
use messages::Outcomes;
use source::Source;
use std::rc::Rc;
use subscriber::{Subscriber, tell};

pub use headers::Headers;
pub use messages::{Answer, Event, Failure, Known, News, Outcome, Reason, RequestId, SourceId, TickerId};

/// The machine.
pub struct Refresh {
    sources: Vec<Source>,
    subscribers: Vec<Subscriber>,
    hidden: bool,
    left: bool,
    offline: bool,
    last_request: RequestId,
    last_source: SourceId,
    chance: Chance,
    /// The time that the last `Wake` named and that has not come yet.
    wake: Option<f64>,
}

impl Default for Refresh {
    fn default() -> Self {
        Self::new(0)
    }
}

impl Refresh {
    /// A machine that no ticker uses yet, on a page that is seen. Its waits vary with `seed`; not at all with 0.
    pub const fn new(seed: u32) -> Self {
        Self {
            sources: Vec::new(),
            subscribers: Vec::new(),
            hidden: false,
            left: false,
            offline: false,
            last_request: 0,
            last_source: 0,
            chance: Chance(seed),
            wake: None,
        }
    }

    /// Has its waits vary with another seed from now on.
    pub fn vary(&mut self, seed: u32) {
        self.chance = Chance(seed);
    }

    /// Takes an event in and gives what comes of it, in order. Waiting is monotonic; only what is told of it is wall time.
    pub fn step(&mut self, now: Now, event: Event) -> Vec<Outcome> {
        let mut outcomes = Outcomes::default();
        match event {
            Event::Want { ticker, sources, interval, timeout } => {
                self.want(Subscriber::new(ticker, sources, interval, timeout), &mut outcomes)
            }
            Event::Leave { ticker } => {
                if let Some(place) = self.subscribers.iter().position(|subscriber| subscriber.ticker == ticker) {
                    self.subscribers.remove(place);
                }
                self.serve(&mut outcomes);
            }
            Event::Refresh { ticker } => self.refresh(ticker, &mut outcomes),
            Event::Answered { request, answer, headers } => {
                self.answered(now, request, answer, &headers, &mut outcomes)
            }
            Event::Recalled { ticker, headlines, since } => {
                self.recalled(now, ticker, headlines, since, &mut outcomes);
            }
            Event::Streamed(id, headline) => self.streamed(now, id, headline, &mut outcomes),
            Event::Lost(id) => {
                let luck = self.chance.next();
                if let Some(source) = self.sources.iter_mut().find(|source| source.id == id && source.stream.open) {
                    source.stream.lost(now.monotonic, luck);
                }
            }
            Event::Woke => self.wake = None,
            Event::Hidden(hidden) => self.hidden = hidden,
            Event::Left(left) => self.leave(left, &mut outcomes),
            Event::Online(online) => {
                self.offline = !online;
                if online {
                    self.sources.iter_mut().for_each(Source::hope);
                }
                for subscriber in &self.subscribers {
                    outcomes.tell(subscriber.ticker, News::Aged);
                }
            }
            Event::Sight(ticker, seen) => {
                if let Some(subscriber) = of(&mut self.subscribers, ticker) {
                    subscriber.away = if seen { f64::INFINITY } else { now.monotonic };
                }
            }
        }
        self.time_out(now, &mut outcomes);
        self.age(now.monotonic, &mut outcomes);
        self.end_rounds(&mut outcomes);
        self.tune(now.monotonic, &mut outcomes);
        self.ask(now.monotonic, &mut outcomes);
        self.settle(now.monotonic, &mut outcomes);
        self.plan(now.monotonic, &mut outcomes);
        outcomes.0
    }

    /// What is known of a source; `None` if nobody wants it.
    pub fn known(&self, settings: &SourceSettings) -> Option<Known<'_>> {
        self.sources.iter().find(|source| source.settings.key == settings.key).map(Source::known)
    }

    /// The source that a request is for, while it is outstanding.
    pub fn requested(&self, request: RequestId) -> Option<&Rc<SourceSettings>> {
        self.sources.iter().find(|source| source.pending == Some(request)).map(|source| &source.settings)
    }

    /// The source of that name.
    pub fn source(&self, id: SourceId) -> Option<&Rc<SourceSettings>> {
        self.sources.iter().find(|source| source.id == id).map(|source| &source.settings)
    }

    /// Whether there is no network.
    pub fn is_offline(&self) -> bool {
        self.offline
    }

    /// Puts what a ticker wants in the place of what it wanted. What is new to it and not known yet is asked for.
    fn want(&mut self, wanted: Subscriber, outcomes: &mut Outcomes) {
        let before = of(&mut self.subscribers, wanted.ticker);
        for settings in &wanted.sources {
            // An inline script that was not there may be parsed by now.
            if before.as_ref().is_some_and(|before| before.wants(settings)) && !settings.is_inline() {
                continue;
            }
            match self.sources.iter_mut().find(|source| source.settings.key == settings.key) {
                None => {
                    self.last_source += 1;
                    self.sources.push(Source::new(Rc::clone(settings), self.last_source));
                }
                Some(source) if source.headlines.is_none() => source.force(),
                Some(_) => {}
            }
        }
        match before {
            Some(subscriber) => {
                subscriber.sources = wanted.sources;
                (subscriber.interval, subscriber.timeout) = (wanted.interval, wanted.timeout);
            }
            None => self.subscribers.push(wanted),
        }
        self.serve(outcomes);
    }

    /// Has each source serve those who want it, and lets go of those that nobody wants any more.
    fn serve(&mut self, outcomes: &mut Outcomes) {
        self.sources.retain_mut(|source| {
            let is_wanted = source.serve(&self.subscribers);
            if !is_wanted {
                if let Some(request) = source.pending {
                    outcomes.push(Effect::Abort(request));
                }
                outcomes.push(Effect::Forget(source.id));
            }
            is_wanted
        });
    }

    fn refresh(&mut self, ticker: TickerId, outcomes: &mut Outcomes) {
        let Some(subscriber) = of(&mut self.subscribers, ticker) else {
            return outcomes.tell(ticker, News::Settled(1));
        };
        subscriber.owed += 1;
        for source in &mut self.sources {
            if subscriber.wants(&source.settings) {
                source.force();
            }
        }
    }

    fn answered(&mut self, now: Now, request: RequestId, answer: Answer, headers: &Headers, outcomes: &mut Outcomes) {
        let Some(source) = self.sources.iter_mut().find(|source| source.pending == Some(request)) else {
            return;
        };
        let failed = match answer {
            Answer::Feed(mut feed) => {
                source.warn(feed.problems, outcomes);
                first_seen(&mut feed.headlines, source.headlines.as_deref().unwrap_or_default(), now.wall);
                source.headlines = Some(feed.headlines);
                None
            }
            Answer::Unchanged if source.headlines.is_some() => None,
            Answer::Unchanged => Some((Reason::Unreadable("it is unchanged, but nothing was read before"), 0)),
            Answer::Failed { reason, status } => Some((reason, status)),
        };
        if let Some(failed) = failed {
            return source.fail(now, failed, headers, &mut self.chance, &self.subscribers, outcomes);
        }
        source.succeed(now, headers, &mut self.chance);
        for subscriber in &mut self.subscribers {
            subscriber.any |= subscriber.wants(&source.settings);
        }
        tell(&self.subscribers, &source.settings, News::Delivered, outcomes);
    }

    /// Takes what this browser's storage had for those sources of which nothing is known.
    fn recalled(
        &mut self,
        now: Now,
        ticker: TickerId,
        mut headlines: Vec<Rc<Headline>>,
        since: f64,
        outcomes: &mut Outcomes,
    ) {
        let Some(subscriber) = of(&mut self.subscribers, ticker) else { return };
        first_seen(&mut headlines, &[], since);
        for source in &mut self.sources {
            let mut its = Vec::new();
            for headline in &headlines {
                if headline.source == source.settings.address {
                    its.push(Rc::clone(headline));
                }
            }
            if !its.is_empty() && subscriber.wants(&source.settings) {
                source.recall(now, its, since);
            }
        }
        outcomes.tell(ticker, News::Delivered);
    }

    fn streamed(&mut self, now: Now, id: SourceId, mut headline: Rc<Headline>, outcomes: &mut Outcomes) {
        let Some(source) = self.sources.iter_mut().find(|source| source.id == id) else { return };
        source.stream.works();
        first_seen(std::slice::from_mut(&mut headline), &[], now.wall);
        tell(&self.subscribers, &source.settings, News::Pushed(headline), outcomes);
    }

    /// Ends what is under way when the page is left; it is asked again when the page is back. So is what failed: some browsers
    /// end a page's requests themselves, before they say that it is left.
    fn leave(&mut self, left: bool, outcomes: &mut Outcomes) {
        let is_back = std::mem::replace(&mut self.left, left) && !left;
        for source in &mut self.sources {
            if is_back && source.failures > 0 {
                source.force();
            }
            if left && let Some(request) = source.interrupt() {
                outcomes.push(Effect::Abort(request));
            }
        }
    }

    /// Ends the requests that took too long.
    fn time_out(&mut self, now: Now, outcomes: &mut Outcomes) {
        let late = |source: &&Source| source.pending.is_some() && source.turn() <= now.monotonic;
        while let Some(request) = self.sources.iter().find(late).and_then(|source| source.pending) {
            outcomes.push(Effect::Abort(request));
            let answer = Answer::Failed { reason: Reason::Timeout, status: 0 };
            self.answered(now, request, answer, &Headers::default(), outcomes);
        }
    }

    /// Tells of what has become stale, or older.
    fn age(&mut self, now: f64, outcomes: &mut Outcomes) {
        for source in &mut self.sources {
            if source.age(now) {
                tell(&self.subscribers, &source.settings, News::Aged, outcomes);
            }
        }
    }

    fn end_rounds(&mut self, outcomes: &mut Outcomes) {
        for subscriber in &mut self.subscribers {
            if subscriber.round && !subscriber.waits(&self.sources) {
                outcomes.tell(subscriber.ticker, News::Ended(subscriber.any));
                subscriber.round = false;
            }
        }
    }

    /// Opens and closes the connections to sources that send by themselves. What came while one was closed was missed, so the
    /// source is asked once when it is open again.
    fn tune(&mut self, now: f64, outcomes: &mut Outcomes) {
        let listens = !self.sleeps() && !self.offline;
        for source in &mut self.sources {
            let stream = &mut source.stream;
            let opens = listens && source.settings.live && (stream.open || stream.from <= now);
            if opens == stream.open {
                continue;
            }
            stream.open = opens;
            outcomes.push(if opens { Effect::Open(source.id) } else { Effect::Close(source.id) });
            if opens && std::mem::replace(&mut stream.again, true) {
                source.force();
            }
        }
    }

    /// Asks every source whose time has come. The rounds are announced before the first request of theirs.
    fn ask(&mut self, now: f64, outcomes: &mut Outcomes) {
        let before = self.last_request;
        for place in 0..self.sources.len() {
            let due = |source: &Source| source.pending.is_none() && source.turn() <= now && self.may_ask(source, now);
            if !self.sources.get(place).is_some_and(due) {
                continue;
            }
            self.last_request += 1;
            if let Some(source) = self.sources.get_mut(place) {
                source.ask(now, self.last_request);
            }
        }
        for subscriber in &mut self.subscribers {
            if !subscriber.round && subscriber.waits(&self.sources) {
                outcomes.tell(subscriber.ticker, News::Began);
                subscriber.round = true;
                subscriber.any = false;
            }
        }
        for source in &self.sources {
            if let Some(request) = source.pending
                && request > before
            {
                outcomes.push(Effect::Fetch { request, source: source.id });
            }
        }
    }

    fn sleeps(&self) -> bool {
        self.hidden || self.left
    }

    /// Whether a source may be asked, if its time has come.
    fn may_ask(&self, source: &Source, now: f64) -> bool {
        let near = |subscriber: &Subscriber| subscriber.is_near(now) && subscriber.wants(&source.settings);
        let wanted = || source.forced || self.subscribers.iter().any(near);
        !self.sleeps() && (source.settings.is_inline() || !self.offline && wanted())
    }

    /// Tells of the refreshes that are over: nothing of theirs is awaited or waits for the page to be seen.
    fn settle(&mut self, now: f64, outcomes: &mut Outcomes) {
        for subscriber in &mut self.subscribers {
            let waits = |source: &Source| source.is_awaited(now) && subscriber.wants(&source.settings);
            if subscriber.owed > 0 && !self.sources.iter().any(waits) {
                outcomes.tell(subscriber.ticker, News::Settled(subscriber.owed));
                subscriber.owed = 0;
            }
        }
    }

    /// Names the next time at which something is to be done, if it is another than the last one named.
    fn plan(&mut self, now: f64, outcomes: &mut Outcomes) {
        let mut next = f64::INFINITY;
        for source in &self.sources {
            if source.pending.is_some() || self.may_ask(source, now) {
                next = next.min(source.turn());
            }
            if !self.sleeps() {
                next = next.min(source.ages());
                if source.settings.live && !self.offline && !source.stream.open {
                    next = next.min(source.stream.from);
                }
            }
        }
        let next = (next < f64::INFINITY).then_some(next);
        if next != self.wake {
            self.wake = next;
            outcomes.push(Effect::Wake(next));
        }
    }
}

/// A ticker as the machine knows it.
#[inline(never)]
fn of(subscribers: &mut [Subscriber], ticker: TickerId) -> Option<&mut Subscriber> {
    subscribers.iter_mut().find(|subscriber| subscriber.ticker == ticker)
}
