//! A source as the machine knows it.

use super::subscriber::Subscriber;
use super::{Failure, Headlines, News, Outcome, Reason, RequestId};
use crate::effect::Effect;
use crate::page::Now;
use crate::text;

/// A request whose answer is awaited.
#[derive(Clone, Copy)]
pub(super) struct Pending {
    pub(super) request: RequestId,
    since: f64,
}

pub(super) struct Source {
    /// An absolute address, or `#id`.
    pub(super) address: String,
    /// What the last good answer held.
    pub(super) headlines: Option<Headlines>,
    pub(super) pending: Option<Pending>,
    /// Whether it is to be asked as soon as can be, whatever the interval.
    forced: bool,
    /// When the last attempt ended. Waiting from its end keeps a slow server from being asked without a break.
    ended: f64,
    /// Failed attempts in a row.
    pub(super) failures: u32,
    /// What the site's owner was last told of single headlines.
    problems: Vec<String>,
}

impl Source {
    pub(super) fn new(address: &str) -> Self {
        Self {
            address: String::from(address),
            headlines: None,
            pending: None,
            forced: true,
            ended: 0.0,
            failures: 0,
            problems: Vec::new(),
        }
    }

    /// The shortest interval of those who want it; `None`: it is never asked again by itself. An inline script does not change.
    fn interval(&self, subscribers: &[Subscriber]) -> Option<f64> {
        if self.address.starts_with('#') {
            return None;
        }
        let mut shortest: Option<f64> = None;
        for subscriber in subscribers {
            let interval = subscriber.interval;
            if interval > 0.0 && subscriber.wants(&self.address) {
                shortest = Some(shortest.map_or(interval, |shortest| shortest.min(interval)));
            }
        }
        shortest
    }

    /// When it is to be asked; `None`: not before its request ended, or not by itself.
    pub(super) fn due(&self, subscribers: &[Subscriber]) -> Option<f64> {
        if self.pending.is_some() {
            return None;
        }
        if self.forced {
            return Some(f64::NEG_INFINITY);
        }
        Some(self.ended + self.interval(subscribers)?)
    }

    /// When its request has taken too long, by the longest timeout of those who want it.
    pub(super) fn deadline(&self, subscribers: &[Subscriber]) -> Option<f64> {
        let since = self.pending?.since;
        let mut longest: Option<f64> = None;
        for subscriber in subscribers {
            if subscriber.wants(&self.address) {
                longest = Some(longest.map_or(subscriber.timeout, |longest| longest.max(subscriber.timeout)));
            }
        }
        Some(since + longest?)
    }

    /// Has it asked as soon as can be. An outstanding request is that already.
    pub(super) fn force(&mut self) {
        self.forced = self.pending.is_none();
    }

    pub(super) fn ask(&mut self, now: f64, request: RequestId) {
        self.forced = false;
        self.pending = Some(Pending { request, since: now });
    }

    pub(super) fn succeed(&mut self, now: f64) {
        self.pending = None;
        self.ended = now;
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
        self.ended = now.monotonic;
        self.failures = self.failures.saturating_add(1);
        let next_attempt = self.interval(subscribers).map(|wait| now.wall + wait);
        for subscriber in subscribers {
            if subscriber.wants(&self.address) {
                let failure =
                    Failure { source: self.address.clone(), reason, status, attempt: self.failures, next_attempt };
                outcomes.push(Outcome::Tell(subscriber.ticker, News::Failed(failure)));
            }
        }
    }
}
