//! What a ticker is told, and what it says.

use crate::headline::{Dir, Headline};
use crate::load::refresh::{Headlines, Reason as Trouble};
use crate::motion;
use crate::motion::belt::ItemId;
use crate::motion::pause::Reasons;
use crate::settings::{Settings, Show};
use std::rc::Rc;

/// What the page around the ticker gives it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Surroundings {
    /// The language in force at the element, a BCP 47 tag; empty where none is.
    pub lang: String,
    /// Whether the element's own direction is right to left.
    pub rtl: bool,
    /// The origin of the page, such as `https://site.example`.
    pub origin: String,
}

/// What happened to one ticker.
pub enum Event {
    /// Its attributes or its surroundings are these, and reading them gave these warnings.
    Settings(Box<Settings>, Surroundings, Vec<String>),
    /// The headlines of the list inside the element are these.
    Own(Vec<Rc<Headline>>),
    /// The page's script gave these headlines.
    Given(Vec<Rc<Headline>>),
    /// A round of requests began.
    Began,
    /// A source has these headlines.
    Delivered(String, Headlines),
    /// A source could not be read.
    Failed(Failure),
    /// The round is over; whether any source answered in it.
    Ended(bool),
    /// Something happened to the strip.
    Motion(motion::Event),
}

/// One failed attempt to read a source.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// The source's address.
    pub source: String,
    /// Why.
    pub reason: Trouble,
    /// The HTTP status; 0 where there was no answer.
    pub status: u16,
    /// How many attempts have failed in a row.
    pub attempt: u32,
    /// When it is tried again, in ms since 1970; `None`: not by itself.
    pub next_attempt: Option<f64>,
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

/// What has changed at one ticker.
pub enum Effect {
    /// The furniture around the line looks so.
    Furniture(Furniture),
    /// The line is shown, in place of the own list; or the other way round.
    Line(bool),
    /// An item must be drawn, unseen, and measured.
    Draw(ItemId, Box<Face>),
    /// The strip changes.
    Strip(motion::Effect),
    /// The page's script is told.
    Say(Saying),
    /// The site's owner is told, on the console.
    Warn(String),
}

/// What stands around the line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Furniture {
    /// The word in the label block, and the region's name.
    pub label: String,
    /// Whether the element's own direction is right to left.
    pub rtl: bool,
    /// Whether the strip travels to the right.
    pub travels_right: bool,
    /// The pause button: whether it would play, and its name; `None`: there is none.
    pub button: Option<(bool, &'static str)>,
}

/// How an item looks.
pub struct Face {
    /// What it says.
    pub headline: Rc<Headline>,
    /// The direction of its text.
    pub dir: Dir,
    /// The `target` of its link; `None`: this window.
    pub target: Option<&'static str>,
    /// What stands beside the title.
    pub show: Show,
    /// The language that dates are written in.
    pub lang: String,
    /// Whether its moment is best told by its day, as it is further than a day from now.
    pub dated: bool,
    /// The text after it; empty: the drawn dot.
    pub separator: String,
    /// Whether it is there for the eye only, as the headline stands already.
    pub repeat: bool,
    /// Its place in the list, from 1, and the list's length.
    pub place: (usize, usize),
}

/// What the page's script is told.
pub enum Saying {
    /// `loadstart`
    LoadStart,
    /// `load`
    Load,
    /// `loadend`
    LoadEnd,
    /// `error`
    Error(Failure),
    /// `statechange`
    StateChange(State, Reasons),
}
