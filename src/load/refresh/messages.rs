//! What the refresh machine is told, and what it says is to be done.

use crate::effect::Effect;
use crate::headline::Headline;
use crate::load::feed::Feed;
use std::rc::Rc;

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
    /// The time of the last [`Effect::Wake`] has come (early is no harm).
    Woke,
    /// The page was hidden, or is seen again.
    Hidden(bool),
}

/// How a request ended.
#[derive(Clone, PartialEq, Debug)]
pub enum Answer {
    /// With a feed.
    Feed(Feed),
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

/// What comes of an event.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Something is to be done on the page.
    Do(Effect),
    /// A ticker is told something.
    Tell(TickerId, News),
}

/// What a ticker is told of its sources.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// A round begins: a request for a source of this ticker is outstanding, and none was.
    Began,
    /// A source has a feed, perhaps the same as before.
    Delivered,
    /// An attempt failed. What the source delivered before stays.
    Failed(Failure),
    /// A round ended: no request for a source of this ticker is outstanding any more; whether any answered in it.
    Ended(bool),
    /// So many refreshes that it asked for are over, the oldest first.
    Settled(u32),
}

/// One failed attempt to read a source.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// The source's address.
    pub source: String,
    /// Why.
    pub reason: Reason,
    /// The HTTP status; 0 where there was no answer.
    pub status: u16,
    /// How many attempts have failed in a row, this one included.
    pub attempt: u32,
    /// When it is tried again, in ms since 1970; `None`: not by itself.
    pub next_attempt: Option<f64>,
}
