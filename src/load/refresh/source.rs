//! A source as the machine knows it.

use super::subscriber::Subscriber;
use super::{Failure, Headlines, News, Outcome, Reason, RequestId};
use crate::effect::Effect;
use crate::page::Now;
use crate::text;

pub(super) struct Source {
    /// An absolute address, or `#id`.
    pub(super) address: String,
    /// What the last good answer held.
    pub(super) headlines: Option<Headlines>,
    /// The request whose answer is awaited.
    pub(super) pending: Option<RequestId>,
    /// Whether it is to be asked as soon as can be, whatever the interval.
    forced: bool,
    /// When the last attempt began or, once it has ended, when it ended: waiting from its end keeps a slow server from being
    /// asked without a break.
    since: f64,
    /// Failed attempts in a row.
    pub(super) failures: u32,
    /// What the site's owner was last told of single headlines.
    problems: Vec<String>,
    /// The shortest interval of those who want it; infinite: it is never asked again by itself.
    interval: f64,
    /// The longest timeout of those who want it.
    timeout: f64,
}

impl Source {
    pub(super) fn new(address: &str) -> Self {
        Self {
            address: String::from(address),
            headlines: None,
            pending: None,
            forced: true,
            since: 0.0,
            failures: 0,
            problems: Vec::new(),
            interval: f64::INFINITY,
            timeout: 0.0,
        }
    }

    /// Takes over what those who want it ask for; false where nobody does. An inline script does not change, so it is not asked
    /// again by itself.
    pub(super) fn serve(&mut self, subscribers: &[Subscriber]) -> bool {
        let mut wanted = false;
        (self.interval, self.timeout) = (f64::INFINITY, 0.0);
        for subscriber in subscribers {
            if subscriber.wants(&self.address) {
                wanted = true;
                self.timeout = self.timeout.max(subscriber.timeout);
                if subscriber.interval > 0.0 && !self.address.starts_with('#') {
                    self.interval = self.interval.min(subscriber.interval);
                }
            }
        }
        wanted
    }

    /// When it has its next turn: when its request has taken too long, or else when it is to be asked.
    pub(super) fn turn(&self) -> f64 {
        match self.pending {
            Some(_) => self.since + self.timeout,
            None if self.forced => f64::NEG_INFINITY,
            None => self.since + self.interval,
        }
    }

    /// Whether its answer is awaited, or it waits to be asked.
    pub(super) fn is_awaited(&self) -> bool {
        self.pending.is_some() || self.forced
    }

    /// Has it asked as soon as can be. An outstanding request is that already.
    pub(super) fn force(&mut self) {
        self.forced = self.pending.is_none();
    }

    pub(super) fn ask(&mut self, now: f64, request: RequestId) {
        self.forced = false;
        self.pending = Some(request);
        self.since = now;
    }

    pub(super) fn succeed(&mut self, now: f64) {
        self.pending = None;
        self.since = now;
        self.failures = 0;
    }

    /// Warns of problems once, not with every refresh that brings the same ones.
    pub(super) fn warn(&mut self, problems: Vec<String>, outcomes: &mut Vec<Outcome>) {
        if !problems.is_empty() && problems != self.problems {
            let warning = text::join(&[self.address.clone(), text::join(&problems, "; ")], ": ");
            outcomes.push(Outcome::Do(Effect::Warn(warning)));
        }
        self.problems = problems;
    }

    /// Its headlines stay, and it is asked again at the interval.
    pub(super) fn fail(
        &mut self,
        now: Now,
        reason: Reason,
        status: u16,
        subscribers: &[Subscriber],
        outcomes: &mut Vec<Outcome>,
    ) {
        self.pending = None;
        self.since = now.monotonic;
        self.failures = self.failures.saturating_add(1);
        let next_attempt = (self.interval < f64::INFINITY).then_some(now.wall + self.interval);
        for subscriber in subscribers {
            if subscriber.wants(&self.address) {
                let failure =
                    Failure { source: self.address.clone(), reason, status, attempt: self.failures, next_attempt };
                outcomes.push(Outcome::Tell(subscriber.ticker, News::Failed(failure)));
            }
        }
    }
}
