//! What a ticker is told, and how it looks.

use crate::headline::{Dir, Headline, Image, Key};
use crate::load::refresh::News;
use crate::load::reports::Blocked;
use crate::motion;
use crate::motion::belt::ItemId;
use crate::settings::{Settings, Show};
use crate::view;
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
    /// Whether an item that stands far out of view costs something all the time, as in Firefox.
    pub near: bool,
}

/// What happened to one ticker.
pub enum Event {
    /// Its attributes, its surroundings or the list inside it may have changed.
    Configured {
        /// What its attributes say.
        settings: Box<Settings>,
        /// What the page around it gives it.
        surroundings: Surroundings,
        /// The headlines of the list inside the element.
        own: Vec<Rc<Headline>>,
        /// What was wrong with its attributes.
        warnings: Vec<String>,
    },
    /// The page's script gave these headlines.
    Given(Vec<Rc<Headline>>),
    /// The page's script gave this headline beside all others.
    Pushed(Rc<Headline>),
    /// The page's script does not want the headline of that key.
    Removed(Key),
    /// Something happened to its sources.
    News(News),
    /// These images must not be seen, and no others.
    Blocked(Blocked),
    /// Something happened to the strip.
    Motion(motion::Event),
    /// Something happened to the card.
    View(view::Event),
}

/// How an item looks.
#[derive(Clone, Debug, PartialEq)]
pub struct Face<'a> {
    /// What it says.
    pub headline: &'a Headline,
    /// Its image, where one may be seen.
    pub image: Option<&'a Image>,
    /// The direction of its text.
    pub dir: Dir,
    /// The `target` of its link; `None`: this window.
    pub target: Option<&'static str>,
    /// What stands beside the title.
    pub show: Show,
    /// The language that dates are written in.
    pub lang: &'a str,
    /// Whether its moment is best told by its day, as it is further than a day from now.
    pub dated: bool,
    /// The text after it; empty: the drawn dot.
    pub separator: &'a str,
    /// Whether it is there for the eye only, as the headline stands already.
    pub repeat: bool,
    /// Its place in the list, from 1, and the list's length.
    pub place: (usize, usize),
    /// Whether it stands before all others.
    pub front: bool,
}

/// What a card shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Card<'a> {
    /// The item that it belongs to.
    pub item: ItemId,
    /// What it tells of.
    pub headline: &'a Headline,
    /// Its image, where one may be seen.
    pub image: Option<&'a Image>,
    /// The direction of the headline's text.
    pub dir: Dir,
    /// The `target` of its link; `None`: this window.
    pub target: Option<&'static str>,
    /// The language that it speaks itself.
    pub lang: &'a str,
    /// Whether the reader asked for it, so that it takes the keyboard's focus.
    pub asked: bool,
    /// What it says of publisher (`{p}`) and day (`{d}`); `None` where neither is known.
    pub published: Option<&'a str>,
    /// The name of the link to the article.
    pub read: &'a str,
    /// What stands before the other publishers of the same story.
    pub also: &'a str,
    /// The name of the button that closes it.
    pub close: &'a str,
    /// What is said about reporting the image; `None` where it cannot be reported.
    pub report: Option<Reporting<'a>>,
}

/// What a card says about reporting its image.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reporting<'a> {
    /// The name of the button.
    pub button: &'a str,
    /// The reasons: see [`crate::words::Word::Reasons`].
    pub reasons: &'a str,
    /// What is said afterwards.
    pub thanks: &'a str,
}

/// What the panel says besides the headlines.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel<'a> {
    /// The language that it speaks.
    pub lang: &'a str,
    /// Its name.
    pub title: &'a str,
    /// The name of the field to search in.
    pub search: &'a str,
    /// What it says where nothing is found.
    pub nothing: &'a str,
    /// How many headlines it shows, by the forms of the language: see [`crate::words::Word::Count`].
    pub count: &'a str,
    /// The name of the button that closes it.
    pub close: &'a str,
}

/// What stands around the line.
#[derive(Clone, Debug, PartialEq)]
pub struct Furniture<'a> {
    /// The word in the label block, and the region's name.
    pub label: &'a str,
    /// The language that ages are written in.
    pub lang: &'a str,
    /// Whether the element's own direction is right to left.
    pub rtl: bool,
    /// Whether the strip travels to the right.
    pub travels_right: bool,
    /// Whether the button would play, not pause.
    pub plays: bool,
    /// The name of the button that pauses or plays; `None`: there is none.
    pub button: Option<&'a str>,
    /// The names of the buttons that step along the line; `None`: there are none.
    pub previous: Option<&'a str>,
    /// See `previous`.
    pub next: Option<&'a str>,
    /// What stands in the line's place while there is no headline.
    pub message: Option<&'a str>,
    /// The name of the button that tries again, where all sources failed.
    pub retry: Option<&'a str>,
    /// What the reader is told of a list that is not fresh, beside its age.
    pub note: Option<&'a str>,
    /// When what is not fresh was, in ms since 1970; `None` where no age is told.
    pub since: Option<f64>,
    /// The word in the label block while breaking news is in the viewport, and whether it is.
    pub breaking: &'a str,
    /// See `breaking`.
    pub shows_breaking: bool,
    /// Whether a headline has a card.
    pub has_card: bool,
    /// The name of the button that opens the panel.
    pub all: &'a str,
}
