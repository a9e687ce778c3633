//! The core's one door: everything that happens to a page's tickers comes in here, everything that changes goes out.

use crate::load::refresh::{self, Answer, Refresh, RequestId, TickerId};
use crate::motion;
use crate::motion::pause::Reason;
use crate::text;
use crate::ticker::{self, Failure, Ticker};

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
    /// A ticker's sources are wanted now.
    Refresh(TickerId),
    /// A request ended.
    Answered {
        /// Which.
        request: RequestId,
        /// How.
        answer: Answer,
    },
    /// A source's feed was read, with these problems.
    Read {
        /// The source's address.
        source: String,
        /// What is wrong with single headlines.
        problems: Vec<String>,
    },
    /// The time that [`Effect::Wake`] named has come, or may have.
    Woke,
}

/// What is to be done.
pub enum Effect {
    /// Ask a source, and report how that ended.
    Fetch {
        /// The request's name.
        request: RequestId,
        /// The source: an absolute address, or `#id`.
        source: String,
    },
    /// End a request.
    Abort(RequestId),
    /// Let go of what is kept of a source.
    Forget(String),
    /// Send [`Event::Woke`] at this monotonic time, in ms, and at no earlier one that was named; `None`: not at all.
    Wake(Option<f64>),
    /// Tell the site's owner.
    Warn(String),
    /// Something changed at one ticker.
    Ticker(TickerId, ticker::Effect),
}

/// The tickers of a page, and the requests that they share.
#[derive(Default)]
pub struct Page {
    refresh: Refresh,
    tickers: Vec<(TickerId, Ticker)>,
    /// The problems that the site's owner was last told of each source.
    problems: Vec<(String, Vec<String>)>,
}

impl Page {
    /// A ticker that stands in the page.
    pub fn ticker(&self, id: TickerId) -> Option<&Ticker> {
        self.tickers.iter().find(|(known, _)| *known == id).map(|(_, ticker)| ticker)
    }

    /// Takes in what happened and says what is to be done, in order. It cannot fail.
    pub fn step(&mut self, now: Now, event: Event) -> Vec<Effect> {
        let mut effects = Vec::new();
        match event {
            Event::Connected(id) => self.tickers.push((id, Ticker::default())),
            Event::Disconnected(id) => {
                self.tickers.retain(|(known, _)| *known != id);
                self.load(now, refresh::Event::Leave { ticker: id }, &mut effects);
            }
            Event::Ticker(id, event) => {
                let configured = matches!(event, ticker::Event::Settings(..));
                let hidden = match event {
                    ticker::Event::Motion(motion::Event::Pause(Reason::Hidden, hidden)) => Some(hidden),
                    _ => None,
                };
                self.tell(now, id, event, &mut effects);
                if configured {
                    self.want(now, id, &mut effects);
                }
                // A page is hidden or seen as a whole.
                if let Some(hidden) = hidden {
                    self.load(now, refresh::Event::Hidden(hidden), &mut effects);
                }
            }
            Event::Refresh(ticker) => self.load(now, refresh::Event::Refresh { ticker }, &mut effects),
            Event::Answered { request, answer } => {
                self.load(now, refresh::Event::Answered { request, answer }, &mut effects);
            }
            Event::Read { source, problems } => self.read(source, problems, &mut effects),
            Event::Woke => self.load(now, refresh::Event::Woke, &mut effects),
        }
        effects
    }

    fn tell(&mut self, now: Now, id: TickerId, event: ticker::Event, effects: &mut Vec<Effect>) {
        if let Some((_, ticker)) = self.tickers.iter_mut().find(|(known, _)| *known == id) {
            for effect in ticker.step(now, event) {
                effects.push(Effect::Ticker(id, effect));
            }
        }
    }

    /// Tells the refresh machine what a ticker wants.
    fn want(&mut self, now: Now, id: TickerId, effects: &mut Vec<Effect>) {
        let Some(settings) = self.ticker(id).map(Ticker::settings) else { return };
        let want = refresh::Event::Want {
            ticker: id,
            sources: settings.sources.clone(),
            interval: settings.interval,
            timeout: settings.timeout,
        };
        self.load(now, want, effects);
    }

    /// Lets the refresh machine take in an event, and hands on what it has for tickers.
    fn load(&mut self, now: Now, event: refresh::Event, effects: &mut Vec<Effect>) {
        for effect in self.refresh.step(now.monotonic, event) {
            match effect {
                refresh::Effect::Fetch { request, source } => effects.push(Effect::Fetch { request, source }),
                refresh::Effect::Abort { request } => effects.push(Effect::Abort(request)),
                refresh::Effect::Forget { source } => {
                    self.problems.retain(|(known, _)| *known != source);
                    effects.push(Effect::Forget(source));
                }
                refresh::Effect::WakeAt(at) => effects.push(Effect::Wake(at)),
                refresh::Effect::Started { ticker } => self.tell(now, ticker, ticker::Event::Began, effects),
                refresh::Effect::Delivered { ticker, source, headlines } => {
                    self.tell(now, ticker, ticker::Event::Delivered(source, headlines), effects);
                }
                refresh::Effect::Failed { ticker, source, reason, status, attempt, next_attempt } => {
                    let next_attempt = next_attempt.map(|wait| now.wall + wait);
                    let failure = Failure { source, reason, status, attempt, next_attempt };
                    self.tell(now, ticker, ticker::Event::Failed(failure), effects);
                }
                refresh::Effect::Ended { ticker, any } => self.tell(now, ticker, ticker::Event::Ended(any), effects),
            }
        }
    }

    /// Warns of problems once, not with every refresh that brings the same ones.
    fn read(&mut self, source: String, problems: Vec<String>, effects: &mut Vec<Effect>) {
        let known = self.problems.iter().position(|(known, _)| *known == source);
        let told = known.map(|place| self.problems.swap_remove(place).1).unwrap_or_default();
        if !problems.is_empty() && problems != told {
            effects.push(Effect::Warn(text::join(&[source.clone(), text::join(&problems, "; ")], ": ")));
        }
        self.problems.push((source, problems));
    }
}
