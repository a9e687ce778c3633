//! Image reports: which images must not be seen, and how what readers report reaches the site. One machine a page, so that all tickers
//! that name an endpoint share its answers.
//!
//! Invariants: an endpoint is asked when a ticker comes to name it, and then with a round, but not within five minutes of the last
//! answer, nor before the time that its `Retry-After` named. What a reader reports is hidden at once and kept in this browser's storage;
//! it is sent until the endpoint takes or refuses it, later and later, at this visit or the next one, never two to one endpoint at once, and
//! none before the time of a `Retry-After`. Nothing is sent to an address that no ticker names, nor while there is no network. An answer to a
//! request that is not outstanding changes nothing. An endpoint that fails, or that no ticker names any more, takes no image back that it
//! blocked.

mod blocked;
mod messages;

use super::refresh::{Headers, RequestId, TickerId};
use crate::effect::{Effect, Effects};
use crate::headline::Key;
use crate::page::Now;
use crate::text;
use std::rc::Rc;

pub use blocked::Blocked;
pub use messages::{Event, Report};

/// How long an endpoint is not asked again, in ms.
const REST: f64 = 300_000.0;

/// How long a request may take, in ms.
const TIMEOUT: f64 = 10_000.0;

/// How long the first repetition of a report waits, in ms, and how long any does at most.
const FIRST_WAIT: f64 = 15_000.0;
const LONGEST_WAIT: f64 = 3_600_000.0;

/// Requests are named from here on. Those for sources count from 1, so that one list of what is outstanding serves both.
const FIRST_REQUEST: RequestId = 1 << 31;

/// The machine.
pub struct Reports {
    /// The endpoints that tickers name.
    wanted: Vec<(TickerId, String)>,
    errands: Vec<Errand>,
    blocked: Blocked,
    offline: bool,
    left: bool,
    /// Whether this browser's storage was looked at.
    recalled: bool,
    last_request: RequestId,
    warned: Vec<String>,
}

/// What is wanted of an endpoint: that it says which images it blocks, again and again, or that it takes a report, once.
struct Errand {
    endpoint: String,
    report: Option<Rc<Report>>,
    /// The keys of the images that must not be seen because of it.
    images: Vec<Key>,
    request: Option<RequestId>,
    /// The monotonic time at which the request has taken too long or, where none is outstanding, before which none is made; infinite for
    /// a report of which nothing is to be sent any more.
    due: f64,
    /// The monotonic time before which its server wants nothing.
    rest: f64,
    failures: i32,
}

impl Default for Reports {
    fn default() -> Self {
        Self::new()
    }
}

impl Reports {
    /// A machine without endpoints.
    pub const fn new() -> Self {
        Self {
            wanted: Vec::new(),
            errands: Vec::new(),
            blocked: Blocked::NONE,
            offline: false,
            left: false,
            recalled: false,
            last_request: FIRST_REQUEST,
            warned: Vec::new(),
        }
    }

    /// The images that must not be seen.
    pub fn blocked(&self) -> &Blocked {
        &self.blocked
    }

    /// The monotonic time, in ms, at which something is to be done; infinite where nothing is.
    pub fn due(&self) -> f64 {
        let mut due = f64::INFINITY;
        for errand in &self.errands {
            if errand.request.is_some() || self.may_run(errand, false) {
                due = due.min(errand.due);
            }
        }
        due
    }

    /// Takes an event in and says what is to be done; whether other images are blocked than before.
    pub fn step(&mut self, now: Now, event: Event, effects: &mut Effects) -> bool {
        // Endpoints are asked with these only, reports are sent with whatever happens.
        let asks = matches!(event, Event::Want { .. } | Event::Round | Event::Online(_) | Event::Left(_));
        match event {
            Event::Want { ticker, endpoint } => self.want(ticker, endpoint, effects),
            Event::Reported(report) => {
                let report = Rc::new(report);
                effects.push(Effect::KeepReport(Rc::clone(&report), false));
                let rest =
                    self.errands.iter().filter(|errand| errand.endpoint == report.endpoint).map(|errand| errand.rest);
                let rest = rest.fold(0.0, f64::max);
                self.errands.push(Errand::send(report, rest));
            }
            Event::Recalled(reports) => {
                for (report, done) in reports {
                    self.errands.push(Errand::send(Rc::new(report), if done { f64::INFINITY } else { 0.0 }));
                }
            }
            Event::Replied { request, status, blocked, headers } => {
                self.replied(now, request, status, blocked, &headers, effects);
            }
            Event::Online(online) => {
                let is_back = std::mem::replace(&mut self.offline, !online) && online;
                for errand in &mut self.errands {
                    if is_back && errand.failures > 0 && errand.request.is_none() && errand.due.is_finite() {
                        errand.due = errand.rest;
                    }
                }
            }
            Event::Left(left) => self.left = left,
            Event::Round | Event::Woke => {}
        }
        self.end(now, effects);
        self.run(now.monotonic, asks, effects);
        let blocked = Blocked::of(self.errands.iter().map(|errand| &errand.images[..]));
        let differs = blocked != self.blocked;
        self.blocked = blocked;
        differs
    }

    /// Puts the endpoint that a ticker names in the place of the one that it named.
    fn want(&mut self, ticker: TickerId, wanted: Option<String>, effects: &mut Effects) {
        if let Some(place) = self.wanted.iter().position(|(known, _)| *known == ticker) {
            self.wanted.swap_remove(place);
        }
        let Some(endpoint) = wanted else { return };
        if !std::mem::replace(&mut self.recalled, true) {
            effects.push(Effect::RecallReports);
        }
        if !self.errands.iter().any(|errand| errand.report.is_none() && errand.endpoint == endpoint) {
            self.errands.push(Errand::new(endpoint.clone(), None));
        }
        self.wanted.push((ticker, endpoint));
    }

    fn is_wanted(&self, errand: &Errand) -> bool {
        self.wanted.iter().any(|(_, endpoint)| *endpoint == errand.endpoint)
    }

    /// Whether an errand may be run, if its time has come; a report whenever there is a network and no other one is on its way there.
    fn may_run(&self, errand: &Errand, asks: bool) -> bool {
        let is_busy =
            |other: &Errand| other.request.is_some() && other.report.is_some() && other.endpoint == errand.endpoint;
        !self.offline
            && !self.left
            && if errand.report.is_some() { !self.errands.iter().any(is_busy) } else { asks }
            && self.is_wanted(errand)
    }

    /// Ends the requests that took too long and those for which there is no use any more. What the page's end cuts off is made anew once it
    /// is back.
    fn end(&mut self, now: Now, effects: &mut Effects) {
        for place in 0..self.errands.len() {
            let Some(errand) = self.errands.get(place) else { continue };
            let ends = !self.is_wanted(errand) || self.left;
            if let Some(request) = errand.request
                && (ends || errand.due <= now.monotonic)
            {
                effects.push(Effect::Abort(request));
                if ends && let Some(errand) = self.errands.get_mut(place) {
                    (errand.request, errand.due) = (None, errand.rest);
                } else {
                    self.replied(now, request, 0, None, &Headers::default(), effects);
                }
            }
        }
    }

    /// Runs every errand whose time has come.
    fn run(&mut self, now: f64, asks: bool, effects: &mut Effects) {
        for place in 0..self.errands.len() {
            let due = |errand: &Errand| errand.request.is_none() && errand.due <= now && self.may_run(errand, asks);
            if !self.errands.get(place).is_some_and(due) {
                continue;
            }
            self.last_request += 1;
            let request = self.last_request;
            let Some(errand) = self.errands.get_mut(place) else { continue };
            (errand.request, errand.due) = (Some(request), now + TIMEOUT);
            effects.push(match &errand.report {
                Some(report) => Effect::SendReport(request, Rc::clone(report)),
                None => Effect::AskBlocked { request, endpoint: errand.endpoint.clone() },
            });
        }
    }

    fn replied(
        &mut self,
        now: Now,
        request: RequestId,
        status: u16,
        blocked: Option<Vec<Key>>,
        headers: &Headers,
        effects: &mut Effects,
    ) {
        let is_it = |errand: &Errand| errand.request == Some(request);
        let Some(endpoint) = self.errands.iter().find(|errand| is_it(errand)).map(|errand| errand.endpoint.clone())
        else {
            return;
        };
        let rest = now.monotonic + headers.rest(now.wall);
        // It asks for time for itself, not for one report.
        for errand in &mut self.errands {
            if errand.endpoint == endpoint && errand.report.is_some() && errand.request.is_none() {
                (errand.due, errand.rest) = (errand.due.max(rest), errand.rest.max(rest));
            }
        }
        let Some(errand) = self.errands.iter_mut().find(|errand| is_it(errand)) else { return };
        (errand.request, errand.rest) = (None, rest);
        errand.due = errand.rest.max(now.monotonic + REST);
        let succeeded = (200..300).contains(&status);
        let what = match (&errand.report, blocked) {
            (None, Some(blocked)) if succeeded => return errand.images = blocked,
            (None, _) => "which images are blocked cannot be read: ",
            (Some(report), _) => {
                // What the server does not take now it will not take later either, unless it says so.
                let is_over = succeeded || (400..500).contains(&status) && status != 408 && status != 429;
                if is_over {
                    errand.due = f64::INFINITY;
                    effects.push(Effect::KeepReport(Rc::clone(report), true));
                } else {
                    let wait = (FIRST_WAIT * f64::from(1 << errand.failures.min(10))).min(LONGEST_WAIT);
                    errand.due = errand.rest.max(now.monotonic + wait);
                    errand.failures += 1;
                }
                if succeeded {
                    return;
                }
                if is_over { "a report was given up: " } else { "a report is sent again later: " }
            }
        };
        let why = match status {
            0 => {
                "no answer that this page may read: the server failed, does not send Access-Control-Allow-Origin, or is not in your \
                 policy's connect-src"
            }
            200..300 => "the answer must be {\"blocked\": [addresses]}, of at most 2 MiB; its status was ",
            _ => "the server answered with status ",
        };
        let status = if status == 0 { String::new() } else { text::decimal(status.into()) };
        let warning = text::together(&["report=\"", &endpoint, "\": ", what, why, &status]);
        // Once is enough for the site's owner.
        if !self.warned.contains(&warning) {
            effects.push(Effect::Warn(warning.clone()));
            self.warned.push(warning);
        }
    }
}

impl Errand {
    fn new(endpoint: String, report: Option<Rc<Report>>) -> Self {
        Self { endpoint, report, images: Vec::new(), request: None, due: 0.0, rest: 0.0, failures: 0 }
    }

    /// A report that is sent from then on; a monotonic time, infinite for never.
    fn send(report: Rc<Report>, due: f64) -> Self {
        let images = vec![Blocked::key(&report.image)];
        Self { images, due, ..Self::new(report.endpoint.clone(), Some(report)) }
    }
}
