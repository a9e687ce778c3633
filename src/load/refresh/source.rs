//! A source as the machine knows it.

use super::chance::Chance;
use super::messages::Outcomes;
use super::stream::Stream;
use super::subscriber::{Subscriber, tell};
use super::{Failure, Headers, Known, News, Reason, RequestId, SourceId};
use crate::effect::Effect;
use crate::headline::Headline;
use crate::page::Now;
use crate::settings::SourceSettings;
use crate::text;
use std::rc::Rc;

/// The first wait after a failure where readers see nothing of a source yet, or the network is back, in ms.
pub(super) const SOON: f64 = 15_000.0;

/// The longest wait that failures lead to, in ms, unless the interval is longer.
pub(super) const LONGEST_BACKOFF: f64 = 3_600_000.0;

/// How often the age of what is stale is told anew, in ms.
const AGING: f64 = 60_000.0;

pub(super) struct Source {
    pub(super) settings: Rc<SourceSettings>,
    /// Its name among all that the page ever had.
    pub(super) id: SourceId,
    /// What the last good answer held, or this browser's storage.
    pub(super) headlines: Option<Vec<Rc<Headline>>>,
    /// When that answer came, in ms since 1970.
    since: f64,
    /// Whether it is stale: the last attempt failed, it comes from the storage, or it is older than two intervals.
    stale: bool,
    /// The monotonic time of the last good answer, or at which its age was last told; infinite before.
    aged: f64,
    /// The request whose answer is awaited.
    pub(super) pending: Option<RequestId>,
    /// Whether it is to be asked as soon as can be, whatever the interval.
    pub(super) forced: bool,
    /// When the last attempt began or, once it has ended, when it ended: waiting from its end keeps a slow server from being
    /// asked without a break.
    last: f64,
    /// Failed attempts in a row.
    pub(super) failures: u32,
    /// Those of them that lengthen the wait.
    retries: u32,
    /// Whether the first retries come sooner than the interval.
    soon: bool,
    /// What chance adds to the wait, from 0 to 1.
    luck: f64,
    /// How long its server says that an answer is fresh, in ms.
    fresh: f64,
    /// The monotonic time before which its server does not want to be asked.
    rest: f64,
    /// What the site's owner was last told of single headlines, and of a failure.
    problems: Vec<String>,
    reason: Option<Reason>,
    /// The shortest interval of those who want it; infinite: it is never asked again by itself.
    interval: f64,
    /// The longest timeout of those who want it.
    timeout: f64,
    pub(super) stream: Stream,
}

impl Source {
    pub(super) fn new(settings: Rc<SourceSettings>, id: SourceId) -> Self {
        Self {
            settings,
            id,
            headlines: None,
            since: 0.0,
            stale: false,
            aged: f64::INFINITY,
            pending: None,
            forced: true,
            last: 0.0,
            failures: 0,
            retries: 0,
            soon: true,
            luck: 0.0,
            fresh: 0.0,
            rest: f64::NEG_INFINITY,
            problems: Vec::new(),
            reason: None,
            interval: f64::INFINITY,
            timeout: 0.0,
            stream: Stream::default(),
        }
    }

    pub(super) fn known(&self) -> Known<'_> {
        Known { headlines: self.headlines.as_deref(), failures: self.failures, stale: self.stale, since: self.since }
    }

    /// Takes over what those who want it ask for; false where nobody does. An inline script does not change, so it is not asked
    /// again by itself.
    pub(super) fn serve(&mut self, subscribers: &[Subscriber]) -> bool {
        let mut wanted = false;
        (self.interval, self.timeout) = (f64::INFINITY, 0.0);
        for subscriber in subscribers {
            if subscriber.wants(&self.settings) {
                wanted = true;
                self.timeout = self.timeout.max(subscriber.timeout);
                if subscriber.interval > 0.0 && !self.settings.is_inline() {
                    self.interval = self.interval.min(subscriber.interval);
                }
            }
        }
        wanted
    }

    /// When it has its next turn: when its request has taken too long, or else when it is to be asked.
    pub(super) fn turn(&self) -> f64 {
        match self.pending {
            Some(_) => self.last + self.timeout,
            None if self.forced => self.rest,
            None => self.rest.max(self.last + self.wait()),
        }
    }

    /// How long it is left alone after an attempt. Chance only ever lengthens it, so that it is a promise.
    fn wait(&self) -> f64 {
        if self.failures == 0 {
            return self.usual() * (1.0 + self.luck / 10.0);
        }
        // What is never asked again by itself is not after a failure either.
        let first = if self.soon && self.interval < f64::INFINITY { self.interval.min(SOON) } else { self.interval };
        let doubled = first * f64::from(1 << self.retries.saturating_sub(1).min(12));
        doubled.min(LONGEST_BACKOFF.max(self.interval)) * (1.0 + self.luck / 2.0)
    }

    /// The least time between two answers.
    fn usual(&self) -> f64 {
        self.interval.max(self.fresh)
    }

    /// Whether its answer is awaited, or it waits to be asked; not while its server does not want to be asked, which can take
    /// a day.
    pub(super) fn is_awaited(&self, now: f64) -> bool {
        self.pending.is_some() || self.forced && self.rest <= now
    }

    /// Has it asked as soon as can be. An outstanding request is that already.
    pub(super) fn force(&mut self) {
        self.forced = self.pending.is_none();
    }

    /// The network is back: what failed need not wait for long.
    pub(super) fn hope(&mut self) {
        if self.failures > 0 {
            (self.soon, self.retries) = (true, 0);
        }
    }

    pub(super) fn ask(&mut self, now: f64, request: RequestId) {
        self.forced = false;
        self.pending = Some(request);
        self.last = now;
    }

    /// Gives its request up, to ask again as soon as can be.
    pub(super) fn interrupt(&mut self) -> Option<RequestId> {
        let request = self.pending.take();
        self.forced |= request.is_some();
        request
    }

    pub(super) fn succeed(&mut self, now: Now, headers: &Headers, chance: &mut Chance) {
        self.pending = None;
        self.last = now.monotonic;
        self.since = now.wall;
        (self.failures, self.retries, self.soon, self.stale, self.reason) = (0, 0, false, false, None);
        self.luck = chance.next();
        self.fresh = headers.fresh();
        self.aged = now.monotonic;
    }

    /// Takes what this browser's storage had, unless it knows better.
    pub(super) fn recall(&mut self, now: Now, headlines: Vec<Rc<Headline>>, since: f64) {
        if self.headlines.is_none() {
            (self.headlines, self.since) = (Some(headlines), since);
            (self.stale, self.aged) = (true, now.monotonic);
        }
    }

    /// When it becomes stale by age or, if it is stale, older by a minute.
    pub(super) fn ages(&self) -> f64 {
        self.aged + if self.stale { AGING } else { 2.0 * self.usual() }
    }

    /// Becomes stale by age, or older by a minute, where it is time; whether it did.
    pub(super) fn age(&mut self, now: f64) -> bool {
        let does = self.ages() <= now;
        if does {
            (self.stale, self.aged) = (true, now);
        }
        does
    }

    /// Warns of problems once, not with every refresh that brings the same ones.
    pub(super) fn warn(&mut self, problems: Vec<String>, outcomes: &mut Outcomes) {
        if !problems.is_empty() && problems != self.problems {
            self.tell(&text::join(&problems, "; "), outcomes);
        }
        self.problems = problems;
    }

    /// Tells the site's owner something about it.
    fn tell(&self, what: &str, outcomes: &mut Outcomes) {
        outcomes.push(Effect::Warn(text::together(&[&self.settings.address, ": ", what])));
    }

    /// Its headlines stay, and it is asked again after a while that grows with every failure. The site's owner is told once of
    /// each reason.
    pub(super) fn fail(
        &mut self,
        now: Now,
        failed: (Reason, u16),
        headers: &Headers,
        chance: &mut Chance,
        subscribers: &[Subscriber],
        outcomes: &mut Outcomes,
    ) {
        let (reason, status) = failed;
        self.pending = None;
        self.last = now.monotonic;
        self.failures = self.failures.saturating_add(1);
        self.retries = self.retries.saturating_add(1);
        self.luck = chance.next();
        self.rest = now.monotonic + headers.rest(now.wall);
        if self.headlines.is_some() {
            (self.stale, self.aged) = (true, now.monotonic);
        }
        if self.reason.replace(reason) != Some(reason) {
            self.tell(&reason.advice(status), outcomes);
        }
        let next = self.turn();
        let next_attempt = (next < f64::INFINITY).then_some(now.wall + next - now.monotonic);
        let source = self.settings.clone();
        let failure = Rc::new(Failure { source, reason, status, attempt: self.failures, next_attempt });
        tell(subscribers, &self.settings, News::Failed(failure), outcomes);
    }
}
