//! When a source is asked. One machine a page, so that all tickers that want a source share its requests.
//!
//! Invariants: a source has at most one outstanding request; it is asked when its last attempt ended at least its interval
//! ago, sooner only for a ticker that has just come to want it or asked for a refresh, or to look again for an inline script;
//! nothing is asked while the page is hidden; an answer to a request that is not outstanding changes nothing.

mod messages;
mod source;
mod subscriber;

use crate::effect::Effect;
use crate::load::seen::first_seen;
use crate::page::Now;
use source::Source;
use subscriber::Subscriber;

pub use messages::{Answer, Event, Failure, Headlines, News, Outcome, Reason, RequestId, TickerId};

/// The machine.
#[derive(Default)]
pub struct Refresh {
    sources: Vec<Source>,
    subscribers: Vec<Subscriber>,
    hidden: bool,
    last_request: RequestId,
    /// The time that the last `Wake` named and that has not come yet.
    wake: Option<f64>,
}

impl Refresh {
    /// A machine that no ticker uses yet, on a page that is seen.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes an event in and gives what comes of it, in order. Waiting is monotonic; only what is told of it is wall time.
    pub fn step(&mut self, now: Now, event: Event) -> Vec<Outcome> {
        let mut outcomes = Vec::new();
        match event {
            Event::Want { ticker, sources, interval, timeout } => {
                self.want(Subscriber::new(ticker, sources, interval, timeout), &mut outcomes)
            }
            Event::Leave { ticker } => {
                self.subscribers.retain(|subscriber| subscriber.ticker != ticker);
                self.serve(&mut outcomes);
            }
            Event::Refresh { ticker } => self.refresh(ticker, &mut outcomes),
            Event::Answered { request, answer } => self.answered(now, request, answer, &mut outcomes),
            Event::Woke => self.wake = None,
            Event::Hidden(hidden) => self.hidden = hidden,
        }
        self.time_out(now, &mut outcomes);
        self.end_rounds(&mut outcomes);
        self.ask(now.monotonic, &mut outcomes);
        self.settle(&mut outcomes);
        self.plan(&mut outcomes);
        outcomes
    }

    /// What a source last delivered, none before it did, and how many attempts at it have failed since.
    pub fn known(&self, address: &str) -> (Option<&Headlines>, u32) {
        let source = self.sources.iter().find(|source| source.address == address);
        source.map_or((None, 0), |source| (source.headlines.as_ref(), source.failures))
    }

    /// Puts what a ticker wants in the place of what it wanted. What is new to it and not known yet is asked for.
    fn want(&mut self, wanted: Subscriber, outcomes: &mut Vec<Outcome>) {
        let ticker = wanted.ticker;
        let mut before = Vec::new();
        match self.subscribers.iter_mut().find(|subscriber| subscriber.ticker == ticker) {
            Some(subscriber) => {
                before = std::mem::replace(&mut subscriber.sources, wanted.sources.clone());
                (subscriber.interval, subscriber.timeout) = (wanted.interval, wanted.timeout);
            }
            None => self.subscribers.push(wanted.clone()),
        }
        for address in &wanted.sources {
            // An inline script that was not there may be parsed by now.
            if before.contains(address) && !address.starts_with('#') {
                continue;
            }
            match self.sources.iter_mut().find(|source| source.address == *address) {
                None => self.sources.push(Source::new(address)),
                Some(source) if source.headlines.is_none() => source.force(),
                Some(_) => {}
            }
        }
        self.serve(outcomes);
    }

    /// Has each source serve those who want it, and lets go of those that nobody wants any more.
    fn serve(&mut self, outcomes: &mut Vec<Outcome>) {
        let mut place = 0;
        while let Some(source) = self.sources.get_mut(place) {
            if source.serve(&self.subscribers) {
                place += 1;
                continue;
            }
            let source = self.sources.remove(place);
            if let Some(request) = source.pending {
                outcomes.push(Outcome::Do(Effect::Abort(request)));
            }
            outcomes.push(Outcome::Do(Effect::Forget(source.address)));
        }
    }

    fn refresh(&mut self, ticker: TickerId, outcomes: &mut Vec<Outcome>) {
        let Some(subscriber) = self.subscribers.iter_mut().find(|subscriber| subscriber.ticker == ticker) else {
            return outcomes.push(Outcome::Tell(ticker, News::Settled(1)));
        };
        subscriber.owed += 1;
        for source in &mut self.sources {
            if subscriber.wants(&source.address) {
                source.force();
            }
        }
    }

    fn answered(&mut self, now: Now, request: RequestId, answer: Answer, outcomes: &mut Vec<Outcome>) {
        let Some(source) = self.sources.iter_mut().find(|source| source.pending == Some(request)) else {
            return;
        };
        match answer {
            Answer::Feed(feed) => {
                source.warn(feed.problems, outcomes);
                source.headlines = Some(first_seen(feed.headlines, source.headlines.as_deref(), now.wall).into());
            }
            Answer::Unchanged if source.headlines.is_some() => {}
            Answer::Unchanged => {
                let reason = Reason::Unreadable("it is unchanged, but nothing was read before");
                return source.fail(now, reason, 0, &self.subscribers, outcomes);
            }
            Answer::Failed { reason, status } => {
                return source.fail(now, reason, status, &self.subscribers, outcomes);
            }
        }
        source.succeed(now.monotonic);
        for subscriber in &mut self.subscribers {
            if subscriber.wants(&source.address) {
                subscriber.any = true;
                outcomes.push(Outcome::Tell(subscriber.ticker, News::Delivered));
            }
        }
    }

    /// Ends the requests that took too long.
    fn time_out(&mut self, now: Now, outcomes: &mut Vec<Outcome>) {
        for source in &mut self.sources {
            if let Some(request) = source.pending
                && source.turn() <= now.monotonic
            {
                outcomes.push(Outcome::Do(Effect::Abort(request)));
                source.fail(now, Reason::Timeout, 0, &self.subscribers, outcomes);
            }
        }
    }

    fn end_rounds(&mut self, outcomes: &mut Vec<Outcome>) {
        for subscriber in &mut self.subscribers {
            if subscriber.round && !subscriber.waits(&self.sources) {
                outcomes.push(Outcome::Tell(subscriber.ticker, News::Ended(subscriber.any)));
                subscriber.round = false;
            }
        }
    }

    /// Asks every source whose time has come. The rounds are announced before the first request of theirs.
    fn ask(&mut self, now: f64, outcomes: &mut Vec<Outcome>) {
        let mut requests = Vec::new();
        for source in &mut self.sources {
            if self.hidden || source.pending.is_some() || source.turn() > now {
                continue;
            }
            self.last_request = self.last_request.wrapping_add(1);
            source.ask(now, self.last_request);
            let fetch = Effect::Fetch { request: self.last_request, source: source.address.clone() };
            requests.push(Outcome::Do(fetch));
        }
        for subscriber in &mut self.subscribers {
            if !subscriber.round && subscriber.waits(&self.sources) {
                outcomes.push(Outcome::Tell(subscriber.ticker, News::Began));
                subscriber.round = true;
                subscriber.any = false;
            }
        }
        outcomes.append(&mut requests);
    }

    /// Tells of the refreshes that are over: nothing of theirs is awaited or waits for the page to be seen.
    fn settle(&mut self, outcomes: &mut Vec<Outcome>) {
        for subscriber in &mut self.subscribers {
            let waits = |source: &Source| source.is_awaited() && subscriber.wants(&source.address);
            if subscriber.owed > 0 && !self.sources.iter().any(waits) {
                outcomes.push(Outcome::Tell(subscriber.ticker, News::Settled(subscriber.owed)));
                subscriber.owed = 0;
            }
        }
    }

    /// Names the next time at which something is to be done, if it is another than the last one named.
    fn plan(&mut self, outcomes: &mut Vec<Outcome>) {
        let mut next = f64::INFINITY;
        for source in &self.sources {
            if source.pending.is_some() || !self.hidden {
                next = next.min(source.turn());
            }
        }
        let next = (next < f64::INFINITY).then_some(next);
        if next != self.wake {
            self.wake = next;
            outcomes.push(Outcome::Do(Effect::Wake(next)));
        }
    }
}
