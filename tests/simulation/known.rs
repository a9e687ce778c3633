//! What the monitor knows of a source and of a ticker, and what follows for them from the promises alone.

use crate::rules::How;
use crate::{DAY, HOUR, SECOND};
use headline_ticker::load::refresh::{RequestId, SourceId, TickerId};

/// The first wait where a source never answered, or the network is back after it failed.
const SOON: f64 = 15.0 * SECOND;

pub struct Ticker {
    pub id: TickerId,
    pub wanted: Vec<&'static str>,
    pub interval: f64,
    pub timeout: f64,
    /// Since when it is scrolled away; infinite: it is in sight.
    pub away: f64,
    pub round: bool,
    /// Refreshes that are not over.
    pub owed: u32,
    /// Whether its list was seen to hold something.
    pub had: bool,
}

impl Ticker {
    pub fn new(id: TickerId) -> Self {
        Self {
            id,
            wanted: Vec::new(),
            interval: 0.0,
            timeout: 0.0,
            away: f64::INFINITY,
            round: false,
            owed: 0,
            had: false,
        }
    }
}

pub struct Source {
    pub address: &'static str,
    pub live: bool,
    /// Its requests that have not ended, and when each began.
    pub outstanding: Vec<(RequestId, f64)>,
    /// When the last attempt ended.
    pub ended: f64,
    /// Whether anything of it is there: an answer, or what the storage had; and whether that ever held a headline.
    pub known: bool,
    pub fruitful: bool,
    /// Whether the last attempt failed, and how many in a row lengthen the wait.
    pub failed: bool,
    pub retries: u32,
    pub soon: bool,
    pub max_age: f64,
    /// The time that `Retry-After` named.
    pub not_before: f64,
    /// Whether it may be asked sooner, once.
    pub allowed: bool,
    /// The shortest interval and the longest timeout of those who want it.
    pub interval: f64,
    pub timeout: f64,
    /// Whether it sends by itself at present, did before, and when it was lost.
    pub stream: Option<SourceId>,
    pub streamed: bool,
    pub lost: Option<f64>,
    /// For the total: since when it is wanted, with which shortest interval ever, how often it was asked, and how often it was
    /// allowed to be asked sooner, or to begin with short waits.
    pub born: f64,
    pub shortest: f64,
    pub requests: u32,
    pub exceptions: u32,
    pub beginnings: u32,
}

impl Source {
    pub fn new(address: &'static str, live: bool, now: f64) -> Self {
        Self {
            address,
            live,
            outstanding: Vec::new(),
            ended: now,
            known: false,
            fruitful: false,
            failed: false,
            retries: 0,
            soon: true,
            max_age: 0.0,
            not_before: 0.0,
            allowed: true,
            interval: f64::INFINITY,
            timeout: 0.0,
            stream: None,
            streamed: false,
            lost: None,
            born: now,
            shortest: f64::INFINITY,
            requests: 0,
            exceptions: 1,
            beginnings: 1,
        }
    }

    pub fn is_inline(&self) -> bool {
        self.address.starts_with('#')
    }

    /// It may be asked sooner once, unless it is being asked.
    pub fn allow(&mut self) {
        if self.outstanding.is_empty() && !self.allowed {
            self.allowed = true;
            self.exceptions += 1;
        }
    }

    /// The shortest interval and the longest timeout rule.
    pub fn serve(&mut self, tickers: &[Ticker]) {
        (self.interval, self.timeout) = (f64::INFINITY, 0.0);
        for ticker in tickers.iter().filter(|ticker| ticker.wanted.contains(&self.address)) {
            self.timeout = self.timeout.max(ticker.timeout);
            if ticker.interval > 0.0 && !self.is_inline() {
                self.interval = self.interval.min(ticker.interval);
            }
        }
        self.shortest = self.shortest.min(self.interval);
    }

    /// The least that passes from the end of one attempt to the next, and the most: chance lengthens it by a tenth or, after a
    /// failure, by a half.
    pub fn wait(&self) -> (f64, f64) {
        if !self.failed {
            let wait = self.interval.max(self.max_age.min(DAY));
            return (wait, wait * 1.1);
        }
        if self.interval == f64::INFINITY {
            return (f64::INFINITY, f64::INFINITY);
        }
        let first = if self.soon { self.interval.min(SOON) } else { self.interval };
        let wait = (first * 2_f64.powi(self.retries as i32 - 1).max(1.0)).min(HOUR.max(self.interval));
        (wait, wait * 1.5)
    }

    /// When it is to be asked at the latest.
    pub fn due(&self) -> f64 {
        if self.allowed { self.not_before } else { self.not_before.max(self.ended + self.wait().1) }
    }

    pub fn answered(&mut self, now: f64, how: &How) {
        self.ended = now;
        match how {
            How::Failed { wait, .. } => self.fail(now, *wait),
            How::Unchanged { .. } if !self.known => self.fail(now, 0.0),
            How::Feed { max_age, .. } | How::Unchanged { max_age } => {
                (self.known, self.failed, self.soon) = (true, false, false);
                (self.retries, self.max_age) = (0, *max_age);
                self.fruitful |= matches!(how, How::Feed { first: Some(_), .. });
            }
        }
    }

    pub fn fail(&mut self, now: f64, wait: f64) {
        self.ended = now;
        self.failed = true;
        self.retries += 1;
        self.not_before = now + wait.clamp(0.0, DAY);
    }

    /// The network is back.
    pub fn hope(&mut self) {
        if self.failed {
            (self.soon, self.retries) = (true, 0);
            self.beginnings += 1;
        }
    }

    /// The most requests that the promises leave room for. After a success the waits are of the interval at least; each time
    /// that they begin with 15 s, nine are shorter than an hour.
    pub fn most(&self, now: f64) -> f64 {
        ((now - self.born) / self.shortest).floor() + f64::from(self.exceptions + 9 * self.beginnings)
    }
}
