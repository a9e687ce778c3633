//! The core's one door: everything that happens to a page's tickers comes in here, everything that changes goes out.

use crate::effect::{Effect, Effects, NONE};
use crate::headline::Headline;
use crate::load::refresh::{self, News, Outcome, Refresh, RequestId, SourceId, TickerId};
use crate::load::reports::{self, Reports};
use crate::motion;
use crate::motion::pause::Reason;
use crate::settings::SourceSettings;
use crate::ticker::{self, Ticker};
use std::rc::Rc;

/// The present, on the three clocks that tickers live by. They differ, so none can stand for another.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Now {
    /// Ms on a clock that never goes back: what waiting is measured with.
    pub monotonic: f64,
    /// Ms since 1970, UTC: what dates are measured with.
    pub wall: f64,
    /// Ms on the document's timeline: what movement is measured with.
    pub timeline: f64,
}

/// What happened on the page.
pub enum Event {
    /// A ticker stands in the page now.
    Connected(TickerId),
    /// A ticker is gone.
    Disconnected(TickerId),
    /// Something happened to one ticker.
    Ticker(TickerId, ticker::Event),
    /// This browser's storage had these headlines for a ticker, as of that time in ms since 1970.
    Recalled(TickerId, Vec<Rc<Headline>>, f64),
    /// Something happened to the sources.
    Sources(refresh::Event),
    /// Something happened to the image reports.
    Reports(reports::Event),
    /// The reader reports the image in the open card of a ticker, for this reason, one of those that the card offers.
    Reported(TickerId, String),
}

/// The tickers of a page, and the requests that they share.
pub struct Page {
    refresh: Refresh,
    reports: Reports,
    tickers: Vec<(TickerId, Ticker)>,
    /// When the refresh machine wants to be woken, and the time that the last `Wake` named and that has not come yet.
    planned: Option<f64>,
    wake: Option<f64>,
}

impl Page {
    /// A ticker that stands in the page.
    pub fn ticker(&self, id: TickerId) -> Option<&Ticker> {
        self.tickers.iter().find(|(known, _)| *known == id).map(|(_, ticker)| ticker)
    }

    /// A page without tickers. The waits between requests vary with `seed`; not at all with 0.
    pub const fn new(seed: u32) -> Self {
        Self { refresh: Refresh::new(seed), reports: Reports::new(), tickers: Vec::new(), planned: None, wake: None }
    }

    /// Has the waits between requests vary with another seed from now on.
    pub fn vary(&mut self, seed: u32) {
        self.refresh.vary(seed);
    }

    /// The source that a request is for, while it is outstanding.
    pub fn requested(&self, request: RequestId) -> Option<Rc<SourceSettings>> {
        self.refresh.requested(request).cloned()
    }

    /// The source of that name.
    pub fn source(&self, id: SourceId) -> Option<Rc<SourceSettings>> {
        self.refresh.source(id).cloned()
    }

    /// Takes in what happened and says what is to be done, in order. It cannot fail.
    pub fn step(&mut self, now: Now, event: Event) -> Vec<(TickerId, Effect)> {
        let mut effects = Effects::default();
        match event {
            Event::Connected(id) => self.tickers.push((id, Ticker::new(self.reports.blocked().clone()))),
            Event::Disconnected(id) => {
                if let Some(place) = self.tickers.iter().position(|(known, _)| *known == id) {
                    self.tickers.swap_remove(place);
                }
                self.load(now, refresh::Event::Leave { ticker: id }, &mut effects);
                self.note(now, reports::Event::Want { ticker: id, endpoint: None }, &mut effects);
                // Tickers tell what befalls their page. With the last one it is unknown, and the next one tells only what is amiss.
                if self.tickers.is_empty() {
                    self.load(now, refresh::Event::Online(true), &mut effects);
                    self.load(now, refresh::Event::Left(false), &mut effects);
                }
            }
            Event::Ticker(id, event) => {
                let configured = matches!(event, ticker::Event::Configured { .. });
                let pause = match event {
                    ticker::Event::Motion(motion::Event::Pause(reason, stands)) => Some((reason, stands)),
                    _ => None,
                };
                self.tell(now, id, event, &mut effects);
                if configured {
                    self.want(now, id, &mut effects);
                }
                match pause {
                    // A page is hidden or seen as a whole.
                    Some((Reason::Hidden, hidden)) => {
                        self.load(now, refresh::Event::Hidden(hidden), &mut effects);
                    }
                    Some((Reason::Offscreen, away)) => {
                        self.load(now, refresh::Event::Sight(id, !away), &mut effects);
                    }
                    _ => {}
                }
            }
            Event::Recalled(ticker, headlines, since) => {
                if self.ticker(ticker).is_some_and(|ticker| ticker.may_recall(now, since)) {
                    self.load(now, refresh::Event::Recalled { ticker, headlines, since }, &mut effects);
                }
            }
            Event::Sources(event) => self.load(now, event, &mut effects),
            Event::Reports(event) => self.note(now, event, &mut effects),
            Event::Reported(id, reason) => {
                if let Some(report) = self.ticker(id).and_then(|ticker| ticker.reported(reason)) {
                    self.note(now, reports::Event::Reported(report), &mut effects);
                }
            }
        }
        self.plan(&mut effects);
        effects.list
    }

    #[inline(never)]
    fn tell(&mut self, now: Now, id: TickerId, event: ticker::Event, effects: &mut Effects) {
        if let Some((_, ticker)) = self.tickers.iter_mut().find(|(known, _)| *known == id) {
            effects.ticker = id;
            ticker.step(now, event, &self.refresh, effects);
        }
    }

    /// Tells the refresh machine what a ticker wants.
    fn want(&mut self, now: Now, id: TickerId, effects: &mut Effects) {
        let Some(settings) = self.ticker(id).map(Ticker::settings) else { return };
        let want = refresh::Event::Want {
            ticker: id,
            sources: settings.sources.clone(),
            interval: settings.interval,
            timeout: settings.timeout,
        };
        let endpoint = settings.report.clone();
        self.load(now, want, effects);
        self.note(now, reports::Event::Want { ticker: id, endpoint }, effects);
    }

    /// Lets the refresh machine take in an event, and tells tickers what it has for them.
    #[inline(never)]
    fn load(&mut self, now: Now, event: refresh::Event, effects: &mut Effects) {
        // What befalls the page befalls its reports as well.
        let shared = match event {
            refresh::Event::Online(online) => Some(reports::Event::Online(online)),
            refresh::Event::Left(left) => Some(reports::Event::Left(left)),
            refresh::Event::Woke => Some(reports::Event::Woke),
            _ => None,
        };
        if shared == Some(reports::Event::Woke) {
            (self.planned, self.wake) = (None, None);
        }
        if let Some(event) = shared {
            self.note(now, event, effects);
        }
        for outcome in self.refresh.step(now, event) {
            match outcome {
                Outcome::Do(Effect::Wake(at)) => self.planned = at,
                Outcome::Do(effect) => {
                    effects.ticker = NONE;
                    effects.push(effect);
                }
                Outcome::Tell(id, news) => {
                    let begins = news == News::Began;
                    self.tell(now, id, ticker::Event::News(news), effects);
                    if begins {
                        self.note(now, reports::Event::Round, effects);
                    }
                }
            }
        }
    }

    /// Lets the machine of image reports take in an event, and tells every ticker where other images are blocked than before.
    #[inline(never)]
    fn note(&mut self, now: Now, event: reports::Event, effects: &mut Effects) {
        effects.ticker = NONE;
        if !self.reports.step(now, event, effects) {
            return;
        }
        for place in 0..self.tickers.len() {
            if let Some((id, _)) = self.tickers.get(place) {
                self.tell(now, *id, ticker::Event::Blocked(self.reports.blocked().clone()), effects);
            }
        }
    }

    /// Names the next time at which the page is to be woken, if it is another than the last one named.
    fn plan(&mut self, effects: &mut Effects) {
        let next = self.planned.unwrap_or(f64::INFINITY).min(self.reports.due());
        let next = (next < f64::INFINITY).then_some(next);
        if next != self.wake {
            self.wake = next;
            effects.ticker = NONE;
            effects.push(Effect::Wake(next));
        }
    }
}
