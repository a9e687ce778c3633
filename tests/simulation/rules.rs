//! What was promised, by name, and what happens on a page, as the monitor is told of it.

use headline_ticker::load::refresh::{RequestId, SourceId, TickerId};

/// A promise of the public documentation (`src/load/refresh.rs`, "Network manners" and "Events" of the design).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Who had headlines and wants a source that delivered some always has some.
    ListKept,
    /// What a source delivers is in the list of all who want it.
    Shown,
    /// An answer that is not awaited changes nothing.
    LateIsNothing,
    /// From the end of one attempt to the next at least the promised wait passes.
    Rate,
    /// In all no more requests are made than the promised waits leave room for.
    Total,
    /// Nothing is asked before the time that `Retry-After` named.
    RetryAfter,
    /// A source has at most one outstanding request, and no request has another's name.
    OneRequest,
    /// Nothing is asked while the page is hidden or left, without a network, or where all were scrolled away for long.
    Silence,
    /// Every request is answered or ended, at its timeout or when the page is left or nobody wants it, and never sooner.
    Ends,
    /// The wake is never past, and there is one where something is to be done.
    Woken,
    /// Whatever may be asked is asked when its time has come.
    Forgotten,
    /// Every refresh is over once, when nothing of it is awaited.
    Settled,
    /// Rounds begin and end with the requests, in turn.
    Rounds,
    /// For a ticker that is gone nothing is done, and of the last one nothing stays.
    Gone,
    /// A stream is open at most once a source, and only while the page is seen and there is a network.
    Streams,
    /// When all is well again, every source is.
    Recovered,
}

/// A promise that was broken, and how.
#[derive(Debug)]
pub struct Broken {
    pub rule: Rule,
    pub how: String,
}

/// What happened on the page.
#[derive(Clone, Debug)]
#[allow(dead_code, reason = "some of it is only told, in the story of a failure")]
pub enum Happened {
    Connected(TickerId),
    Disconnected(TickerId),
    Configured { ticker: TickerId, sources: Vec<&'static str>, interval: f64, timeout: f64 },
    Answered { request: RequestId, how: How },
    Recalled { ticker: TickerId, sources: Vec<&'static str>, counts: bool },
    Refresh(TickerId),
    Woke,
    Hidden(TickerId, bool),
    Left(bool),
    Online(bool),
    Sight(TickerId, bool),
    Streamed(SourceId),
    Lost(SourceId),
}

/// How a request ended: in ms, what the server says of the next one.
#[derive(Clone, Debug)]
#[allow(dead_code, reason = "some of it is only told, in the story of a failure")]
pub enum How {
    /// With a feed, whose first headline has that title.
    Feed {
        first: Option<String>,
        max_age: f64,
    },
    Unchanged {
        max_age: f64,
    },
    Failed {
        what: &'static str,
        wait: f64,
    },
}
