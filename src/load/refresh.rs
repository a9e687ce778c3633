//! When a source is asked. One machine a page, so that all tickers that want a source share its requests.
//!
//! Invariants: a source has at most one outstanding request; it is asked when its last attempt ended at least its interval
//! ago, sooner only for a ticker that has just come to want it or asked for a refresh; nothing is asked while the page is
//! hidden; an answer to a request that is not outstanding changes nothing.

mod source;
mod subscriber;

use crate::headline::Headline;
use source::Source;
use std::rc::Rc;
use subscriber::Subscriber;

/// Names a ticker of the page.
pub type TickerId = u32;

/// Names a request; none is ever used twice, so it is the generation of its source as well.
pub type RequestId = u32;

/// The headlines of a source, shared by all tickers that want it.
pub type Headlines = Rc<[Rc<Headline>]>;

/// What the machine is told.
#[derive(Clone, PartialEq, Debug)]
pub enum Event {
    /// A ticker wants these sources from now on, in place of those that it wanted before.
    Want {
        /// The ticker.
        ticker: TickerId,
        /// Absolute addresses, or `#id` for inline scripts.
        sources: Vec<String>,
        /// Milliseconds between two refreshes; 0: never again by itself. Of all tickers the shortest rules.
        interval: f64,
        /// Milliseconds that a request may take. Of all tickers the longest rules.
        timeout: f64,
    },
    /// A ticker is gone.
    Leave {
        /// The ticker.
        ticker: TickerId,
    },
    /// All sources of a ticker are wanted now, whatever the interval; while the page is hidden, at its return.
    Refresh {
        /// The ticker.
        ticker: TickerId,
    },
    /// A request ended.
    Answered {
        /// The request.
        request: RequestId,
        /// How it ended.
        answer: Answer,
    },
    /// The time of the last [`Effect::WakeAt`] has come (early is no harm).
    Woke,
    /// The page was hidden, or is seen again.
    Hidden(bool),
}

/// How a request ended.
#[derive(Clone, PartialEq, Debug)]
pub enum Answer {
    /// With headlines.
    Feed(Headlines),
    /// With the very bytes of the source's last [`Answer::Feed`], which were not read again.
    Unchanged,
    /// With nothing of use.
    Failed {
        /// Why.
        reason: Reason,
        /// The status of the response, or 0 where there was none.
        status: u16,
    },
}

/// Why an attempt failed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// There was no response that the page may read: the network failed, or CORS refused.
    Network,
    /// The response's status is no success.
    Status,
    /// The response is no feed; the text says what is wrong with it.
    Unreadable(&'static str),
    /// The response is larger than a feed may be.
    TooLarge,
    /// There was no response in time.
    Timeout,
    /// The page has no element of that `#id`.
    Missing,
}

impl Reason {
    /// The word for it in an event's detail.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::Status => "status",
            Self::Unreadable(_) => "unreadable",
            Self::TooLarge => "too-large",
            Self::Timeout => "timeout",
            Self::Missing => "missing",
        }
    }

    /// A sentence for the site owner: what happened and what to do about it.
    pub fn advice(self) -> &'static str {
        match self {
            Self::Network => {
                "no answer that this page may read: the network failed, or the server did not send \
                 Access-Control-Allow-Origin, which a feed of another origin needs"
            }
            Self::Status => "the server answered with an error: check the address and the server",
            Self::Unreadable(what) => what,
            Self::TooLarge => "the answer is larger than 2 MiB: offer a feed with fewer headlines",
            Self::Timeout => "no answer in time: check the server, or set a longer timeout",
            Self::Missing => "the page has no element of that id",
        }
    }
}

/// What is to be done.
#[derive(Clone, PartialEq, Debug)]
pub enum Effect {
    /// Ask a source, and report with [`Event::Answered`] how it ended.
    Fetch {
        /// The new request.
        request: RequestId,
        /// The source: an absolute address, or `#id`.
        source: String,
    },
    /// End a request; its answer is no longer wanted.
    Abort {
        /// The request.
        request: RequestId,
    },
    /// Nobody wants a source any more: what is kept of it (the bytes of its last feed) can go.
    Forget {
        /// The source.
        source: String,
    },
    /// Send [`Event::Woke`] at this monotonic time in milliseconds, and no longer at an earlier given one; `None`: not at all.
    WakeAt(Option<f64>),
    /// A round begins: a request for a source of this ticker is outstanding, and none was.
    Started {
        /// The ticker.
        ticker: TickerId,
    },
    /// A source has headlines for a ticker. They are the ones that it has already if the answer was unchanged.
    Delivered {
        /// The ticker.
        ticker: TickerId,
        /// The source.
        source: String,
        /// Its headlines.
        headlines: Headlines,
    },
    /// An attempt failed. What the source delivered before stays.
    Failed {
        /// The ticker.
        ticker: TickerId,
        /// The source.
        source: String,
        /// Why.
        reason: Reason,
        /// The status of the response, or 0.
        status: u16,
        /// How many attempts in a row have failed, this one included.
        attempt: u32,
        /// Milliseconds to the next attempt; `None`: there will be none by itself.
        next_attempt: Option<f64>,
    },
    /// A round ended: no request for a source of this ticker is outstanding any more.
    Ended {
        /// The ticker.
        ticker: TickerId,
        /// Whether any of its sources answered in the round.
        any: bool,
    },
}

/// The machine.
#[derive(Default)]
pub struct Refresh {
    sources: Vec<Source>,
    subscribers: Vec<Subscriber>,
    hidden: bool,
    last_request: RequestId,
    /// The time that the last `WakeAt` named and that has not come yet.
    wake: Option<f64>,
}

impl Refresh {
    /// A machine that no ticker uses yet, on a page that is seen.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes an event in and gives what is to be done, in order. `now` is monotonic, in milliseconds.
    pub fn step(&mut self, now: f64, event: Event) -> Vec<Effect> {
        let mut effects = Vec::new();
        match event {
            Event::Want { ticker, sources, interval, timeout } => {
                self.want(Subscriber::new(ticker, sources, interval, timeout), &mut effects)
            }
            Event::Leave { ticker } => {
                self.subscribers.retain(|subscriber| subscriber.ticker != ticker);
                self.forget(&mut effects);
            }
            Event::Refresh { ticker } => self.refresh(ticker),
            Event::Answered { request, answer } => self.answered(now, request, answer, &mut effects),
            Event::Woke => self.wake = None,
            Event::Hidden(hidden) => self.hidden = hidden,
        }
        self.time_out(now, &mut effects);
        self.end_rounds(&mut effects);
        self.ask(now, &mut effects);
        self.plan(&mut effects);
        effects
    }

    /// Puts a ticker in the place of what it was. What is new to it is delivered if it is there, and else asked for.
    fn want(&mut self, mut wanted: Subscriber, effects: &mut Vec<Effect>) {
        let known = self.subscribers.iter().position(|subscriber| subscriber.ticker == wanted.ticker);
        let before = known.map(|place| self.subscribers.remove(place));
        if let Some(before) = &before {
            wanted.round = before.round;
            wanted.any = before.any;
        }
        for address in &wanted.sources {
            if before.as_ref().is_some_and(|before| before.wants(address)) {
                continue;
            }
            let place = self.sources.iter().position(|source| source.address == *address);
            match place.and_then(|place| self.sources.get_mut(place)) {
                None => self.sources.push(Source::new(address)),
                Some(source) => match &source.headlines {
                    None => source.force(),
                    Some(headlines) => effects.push(Effect::Delivered {
                        ticker: wanted.ticker,
                        source: address.clone(),
                        headlines: Rc::clone(headlines),
                    }),
                },
            }
        }
        self.subscribers.push(wanted);
        self.forget(effects);
    }

    /// Lets go of the sources that nobody wants any more.
    fn forget(&mut self, effects: &mut Vec<Effect>) {
        let subscribers = &self.subscribers;
        self.sources.retain(|source| {
            let wanted = subscribers.iter().any(|subscriber| subscriber.wants(&source.address));
            if !wanted {
                effects.extend(source.pending.map(|pending| Effect::Abort { request: pending.request }));
                effects.push(Effect::Forget { source: source.address.clone() });
            }
            wanted
        });
    }

    fn refresh(&mut self, ticker: TickerId) {
        let Some(subscriber) = self.subscribers.iter().find(|subscriber| subscriber.ticker == ticker) else {
            return;
        };
        for source in &mut self.sources {
            if subscriber.wants(&source.address) {
                source.force();
            }
        }
    }

    fn answered(&mut self, now: f64, request: RequestId, answer: Answer, effects: &mut Vec<Effect>) {
        let asked = |source: &&mut Source| source.pending.is_some_and(|pending| pending.request == request);
        let Some(source) = self.sources.iter_mut().find(asked) else {
            return;
        };
        let headlines = match answer {
            Answer::Feed(headlines) => Ok(headlines),
            Answer::Unchanged => match &source.headlines {
                Some(headlines) => Ok(Rc::clone(headlines)),
                None => Err((Reason::Unreadable("it is unchanged, but nothing was read before"), 0)),
            },
            Answer::Failed { reason, status } => Err((reason, status)),
        };
        match headlines {
            Ok(headlines) => {
                source.succeed(now, &headlines);
                for subscriber in &mut self.subscribers {
                    if subscriber.wants(&source.address) {
                        subscriber.any = true;
                        effects.push(Effect::Delivered {
                            ticker: subscriber.ticker,
                            source: source.address.clone(),
                            headlines: Rc::clone(&headlines),
                        });
                    }
                }
            }
            Err((reason, status)) => source.fail(now, reason, status, &self.subscribers, effects),
        }
    }

    /// Ends the requests that took too long.
    fn time_out(&mut self, now: f64, effects: &mut Vec<Effect>) {
        for source in &mut self.sources {
            if let Some(pending) = source.pending
                && source.deadline(&self.subscribers).is_some_and(|deadline| deadline <= now)
            {
                effects.push(Effect::Abort { request: pending.request });
                source.fail(now, Reason::Timeout, 0, &self.subscribers, effects);
            }
        }
    }

    fn end_rounds(&mut self, effects: &mut Vec<Effect>) {
        for subscriber in &mut self.subscribers {
            if subscriber.round && !subscriber.waits(&self.sources) {
                effects.push(Effect::Ended { ticker: subscriber.ticker, any: subscriber.any });
                subscriber.round = false;
            }
        }
    }

    /// Asks every source whose time has come. The rounds are announced before the first request of theirs.
    fn ask(&mut self, now: f64, effects: &mut Vec<Effect>) {
        let mut requests = Vec::new();
        for source in &mut self.sources {
            if self.hidden || source.due(&self.subscribers).is_none_or(|due| due > now) {
                continue;
            }
            self.last_request = self.last_request.wrapping_add(1);
            source.ask(now, self.last_request);
            requests.push(Effect::Fetch { request: self.last_request, source: source.address.clone() });
        }
        for subscriber in &mut self.subscribers {
            if !subscriber.round && subscriber.waits(&self.sources) {
                effects.push(Effect::Started { ticker: subscriber.ticker });
                subscriber.round = true;
                subscriber.any = false;
            }
        }
        effects.append(&mut requests);
    }

    /// Names the next time at which something is to be done, if it is another than the last one named.
    fn plan(&mut self, effects: &mut Vec<Effect>) {
        let mut next: Option<f64> = None;
        for source in &self.sources {
            let due = source.due(&self.subscribers).filter(|_| !self.hidden);
            for time in due.into_iter().chain(source.deadline(&self.subscribers)) {
                next = Some(next.map_or(time, |next| next.min(time)));
            }
        }
        if next != self.wake {
            self.wake = next;
            effects.push(Effect::WakeAt(next));
        }
    }
}
