//! What the refresh machine is told, and what it says is to be done.

use super::Headers;
use crate::effect::Effect;
use crate::headline::Headline;
use crate::load::feed::Feed;
use crate::settings::SourceSettings;
use crate::text;
use std::rc::Rc;

/// Names a ticker of the page.
pub type TickerId = u32;

/// Names a request; none is ever used twice, so it is the generation of its source as well.
pub type RequestId = u32;

/// Names a source among all that the page ever had.
pub type SourceId = u32;

/// What the machine is told.
#[derive(Clone, PartialEq, Debug)]
pub enum Event {
    /// A ticker wants these sources from now on, in place of those that it wanted before.
    Want {
        /// The ticker.
        ticker: TickerId,
        /// The sources.
        sources: Vec<Rc<SourceSettings>>,
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
        /// What the server says of when to come again.
        headers: Headers,
    },
    /// This browser's storage had these headlines for a ticker's sources.
    Recalled {
        /// The ticker.
        ticker: TickerId,
        /// The headlines, each with the address of its source.
        headlines: Vec<Rc<Headline>>,
        /// When they were stored, in ms since 1970.
        since: f64,
    },
    /// A source sent a headline by itself.
    Streamed(SourceId, Rc<Headline>),
    /// The connection to a source that sends by itself is lost for good.
    Lost(SourceId),
    /// The time of the last [`Effect::Wake`] has come (early is no harm).
    Woke,
    /// The page was hidden, or is seen again.
    Hidden(bool),
    /// The page is left, perhaps to come back as it is (from the browser's back/forward cache); or it is back.
    Left(bool),
    /// The network is there, or is not.
    Online(bool),
    /// A ticker is in sight, or was scrolled away.
    Sight(TickerId, bool),
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

    /// A sentence for the site's owner: what happened and what to do about it. `status` is that of the answer.
    pub fn advice(self, status: u16) -> String {
        let sentence = match self {
            Self::Network => {
                "no answer that this page may read: either the network or the server failed, or the server does not let other \
                 origins read the feed; then have it send Access-Control-Allow-Origin, or set proxy"
            }
            Self::Status => {
                return text::together(&[
                    "the server answered with status ",
                    &text::decimal(status.into()),
                    ": check the address and the server",
                ]);
            }
            Self::Unreadable(what) => what,
            Self::TooLarge => "the answer is larger than 2 MiB: offer a feed with fewer headlines",
            Self::Timeout => "no answer in time: check the server, or set a longer timeout",
            Self::Missing => "the page has no element of that id",
        };
        String::from(sentence)
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

/// What comes of an event, in order.
#[derive(Default)]
pub(super) struct Outcomes(pub(super) Vec<Outcome>);

impl Outcomes {
    /// Adds what is to be done next.
    #[inline(never)]
    pub(super) fn push(&mut self, effect: Effect) {
        self.0.push(Outcome::Do(effect));
    }

    /// Adds what a ticker is told next.
    #[inline(never)]
    pub(super) fn tell(&mut self, ticker: TickerId, news: News) {
        self.0.push(Outcome::Tell(ticker, news));
    }
}

/// What a ticker is told of its sources.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// A round begins: a request for a source of this ticker is outstanding, and none was.
    Began,
    /// A source has a feed, perhaps the same as before.
    Delivered,
    /// An attempt failed. What the source delivered before stays.
    Failed(Rc<Failure>),
    /// A round ended: no request for a source of this ticker is outstanding any more; whether any answered in it.
    Ended(bool),
    /// A source sent a headline by itself.
    Pushed(Rc<Headline>),
    /// What is shown of a source has become stale, or older.
    Aged,
    /// So many refreshes that it asked for are over, the oldest first.
    Settled(u32),
}

/// One failed attempt to read a source.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// The source.
    pub source: Rc<SourceSettings>,
    /// Why.
    pub reason: Reason,
    /// The HTTP status; 0 where there was no answer.
    pub status: u16,
    /// How many attempts have failed in a row, this one included.
    pub attempt: u32,
    /// When it is tried again, in ms since 1970; `None`: not by itself.
    pub next_attempt: Option<f64>,
}

/// What is known of a source.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Known<'a> {
    /// What it last delivered, or what this browser's storage had; none before.
    pub headlines: Option<&'a [Rc<Headline>]>,
    /// How many attempts at it have failed since.
    pub failures: u32,
    /// Whether what is known is stale: the last attempt failed, it comes from the storage, or it is older than two intervals.
    pub stale: bool,
    /// When its server last said so, in ms since 1970.
    pub since: f64,
}
