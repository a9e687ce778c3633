//! What is to be done on the page: all that the core ever says.

use crate::headline::{Headline, Key};
use crate::load::refresh::{Failure, RequestId, SourceId, TickerId};
use crate::load::reports::Report;
use crate::motion::belt::ItemId;
use crate::motion::pause::Reasons;
use crate::view::place::Place;
use std::rc::Rc;

/// One thing to do. What stands under "at a ticker" is done at the ticker that [`Effects`] names with it.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask a source, and report how that ended. [`crate::page::Page::requested`] says how it is asked and read.
    Fetch {
        /// The request's name.
        request: RequestId,
        /// The source.
        source: SourceId,
    },
    /// End a request; its answer is no longer wanted.
    Abort(RequestId),
    /// Nobody wants a source any more: what is kept of it (the bytes of its last feed) can go.
    Forget(SourceId),
    /// Listen to what a source sends by itself. [`crate::page::Page::source`] says where.
    Open(SourceId),
    /// Listen to a source no more.
    Close(SourceId),
    /// Ask an endpoint which images are blocked, and report how that ended.
    AskBlocked {
        /// The request's name.
        request: RequestId,
        /// The endpoint's absolute address.
        endpoint: String,
    },
    /// Send a reader's report, and report how that ended.
    SendReport(RequestId, Rc<Report>),
    /// Keep a reader's report in this browser's storage, with whether nothing is to be sent of it any more.
    KeepReport(Rc<Report>, bool),
    /// Look up in this browser's storage what this reader has reported, and report what was there.
    RecallReports,
    /// Tell the site's owner, on the console; at a ticker, if it is about one.
    Warn(String),
    /// At a ticker: the furniture around the line may look another way; [`crate::ticker::Ticker::furniture`] says how.
    Furnish,
    /// At a ticker: the line is shown, in place of the own list; or the other way round.
    Line(bool),
    /// At a ticker: an item must be drawn, unseen until it is placed, or drawn anew, and measured; [`crate::ticker::Ticker::face`] says how it looks.
    Draw(ItemId),
    /// At a ticker: an item stands here, px from the anchor, along the strip.
    Place(ItemId, f64),
    /// At a ticker: the image of an item must not be seen any more, in the line or its card. It leaves its room, so that nothing jumps.
    HideImage(ItemId),
    /// At a ticker: an item is gone.
    Remove(ItemId),
    /// At a ticker: an item is a repeat no more, as the one of its headline that stood before it is gone.
    Lead(ItemId),
    /// At a ticker: the keyboard's focus goes to an item.
    Focus(ItemId),
    /// At a ticker: the line is a stop of the tab key, or is not.
    TabStop(bool),
    /// At a ticker: the list is another one, so an item that stands has another place in it; [`crate::ticker::Ticker::face`] says which.
    Number(ItemId),
    /// At a ticker: the strip's own box stands here, px from the edge that it travels towards.
    Anchor(f64),
    /// At a ticker: the strip travels as [`crate::ticker::Ticker::path`] says from now on.
    Move,
    /// At a ticker: the card of an item is open, or none is; [`crate::ticker::Ticker::card`] says what it shows.
    Card(Option<ItemId>),
    /// At a ticker: the panel with all headlines is open, perhaps with another list than before, or is not; [`crate::ticker::Ticker::panel`] says
    /// in what words.
    Panel(bool),
    /// At a ticker: what is open stands here.
    Stand(Place),
    /// At a ticker: readers' software is told of a headline that breaks, when it has nothing else to say; or what it was told is taken back.
    Announce(Option<Rc<Headline>>),
    /// Say when this time has come, and at no earlier one that was named; `None`: not at all. At a ticker it is a time on the
    /// document's timeline and its strip is told, else a monotonic one and the page is; both in ms.
    Wake(Option<f64>),
    /// At a ticker: the page's script is told.
    Say(Saying),
    /// At a ticker: look up in this browser's storage what was kept under that name, and report what was there.
    Recall(Key),
    /// At a ticker: keep the list in this browser's storage under that name; as of now, or as of when what is there was kept, if anything is.
    Keep(Key, bool),
    /// At a ticker: so many refreshes that the page's script waits for are over, the oldest first.
    Settle(u32),
}

/// What the page's script is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Saying {
    /// `loadstart`
    LoadStart,
    /// `load`
    Load,
    /// `loadend`
    LoadEnd,
    /// `error`
    Error(Rc<Failure>),
    /// `statechange`
    StateChange(State, Reasons),
}

/// What a reader can be told of the data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Nothing to read was asked for.
    #[default]
    Idle,
    /// The first answers are awaited.
    Loading,
    /// What is shown is as fresh as its sources.
    Live,
    /// Headlines are shown, though no source answered last time.
    Stale,
    /// There is nothing to show.
    Failed,
}

impl State {
    /// The public name.
    pub fn name(self) -> &'static str {
        match self {
            State::Idle => "idle",
            State::Loading => "loading",
            State::Live => "live",
            State::Stale => "stale",
            State::Failed => "failed",
        }
    }
}

/// Stands in a ticker's place with what is about no ticker.
pub const NONE: TickerId = 0;

/// What is to be done, in order. The machines write into one list, so that nothing is wrapped and unwrapped on its way out.
#[derive(Debug, Default)]
pub struct Effects {
    /// The ticker that what is pushed is about.
    pub ticker: TickerId,
    /// Each effect with its ticker, in order.
    pub list: Vec<(TickerId, Effect)>,
}

impl Effects {
    /// Adds what is to be done next.
    #[inline(never)]
    pub fn push(&mut self, effect: Effect) {
        self.list.push((self.ticker, effect));
    }
}
