//! What the refresh machine is told, and what it says is to be done.

use crate::headline::Headline;
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
