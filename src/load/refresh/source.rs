//! A source as the machine knows it.

use super::subscriber::Subscriber;
use super::{Effect, Headlines, Reason, RequestId};
use std::rc::Rc;

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
    failures: u32,
}

impl Source {
    pub(super) fn new(address: &str) -> Self {
        Self { address: String::from(address), headlines: None, pending: None, forced: true, ended: 0.0, failures: 0 }
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

    pub(super) fn succeed(&mut self, now: f64, headlines: &Headlines) {
        self.pending = None;
        self.ended = now;
        self.failures = 0;
        self.headlines = Some(Rc::clone(headlines));
    }

    /// Its headlines stay, and it is asked again at the interval.
    pub(super) fn fail(
        &mut self,
        now: f64,
        reason: Reason,
        status: u16,
        subscribers: &[Subscriber],
        effects: &mut Vec<Effect>,
    ) {
        self.pending = None;
        self.ended = now;
        self.failures = self.failures.saturating_add(1);
        let next_attempt = self.interval(subscribers);
        for subscriber in subscribers {
            if subscriber.wants(&self.address) {
                effects.push(Effect::Failed {
                    ticker: subscriber.ticker,
                    source: self.address.clone(),
                    reason,
                    status,
                    attempt: self.failures,
                    next_attempt,
                });
            }
        }
    }
}
