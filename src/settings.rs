//! What the site owner asked for: attributes in, settings and warnings out.
//!
//! A value that cannot be read never stops the ticker: its default takes its place, and one warning names the attribute, the
//! value and what is accepted.

pub(crate) mod reader;
mod source;

use crate::load::feed::Node;
use crate::load::merge::{Dedupe, Order, Rules};
use crate::words::Word;
use reader::{Attribute, Kind, Reader, digits, duration, number};
use std::rc::Rc;

pub use source::SourceSettings;

/// Every attribute that is read here, as it is written on the element (with `data-` in front on the script tag).
pub const ATTRIBUTES: [&str; 24] = [
    "sources",
    "config",
    "proxy",
    "speed",
    "direction",
    "start",
    "interval",
    "timeout",
    "limit",
    "show",
    "separator",
    "label",
    "target",
    "pause-on",
    "controls",
    "card",
    "report",
    "cache",
    "credentials",
    "max-age",
    "order",
    "dedupe",
    "include",
    "exclude",
];

const SECOND: f64 = 1_000.0;
const MINUTE: f64 = 60.0 * SECOND;
const HOUR: f64 = 60.0 * MINUTE;
const DAY: f64 = 24.0 * HOUR;

/// The words about a list that is not kept, since it may be for one reader only.
const NOT_KEPT: &str = "cache is not used with credentials=\"include\": a list that is fetched with cookies may be for one \
    reader only";

/// The words about `controls="none"`, which is accepted and warned of.
const WITHOUT_CONTROLS: &str = "controls=\"none\" takes the pause button away, but WCAG 2.2.2 asks for a way to pause what \
    moves: give your readers another one";

const SPEED: Attribute = Attribute {
    name: "speed",
    kind: Kind::Number {
        read: number,
        least: 0.0,
        most: 2_000.0,
        accepted: "a number of CSS pixels per second, 0 to 2000",
    },
    default: 60.0,
};

const DIRECTION: Attribute = Attribute { name: "direction", kind: Kind::OneOf("auto right left"), default: 0.0 };

const START: Attribute = Attribute { name: "start", kind: Kind::OneOf("full edge"), default: 0.0 };

const INTERVAL: Attribute = Attribute {
    name: "interval",
    kind: Kind::Number {
        read: interval,
        least: 0.0,
        most: DAY,
        accepted: "0 (never) or a duration from 10s to 24h such as 90, 90s, 5m or 24h",
    },
    default: 5.0 * MINUTE,
};

const TIMEOUT: Attribute = Attribute {
    name: "timeout",
    kind: Kind::Number {
        read: duration,
        least: SECOND,
        most: MINUTE,
        accepted: "a duration from 1s to 60s such as 10 or 10s",
    },
    default: 10.0 * SECOND,
};

const LIMIT: Attribute = Attribute {
    name: "limit",
    kind: Kind::Number {
        read: digits,
        least: 1.0,
        most: 10_000.0,
        accepted: "a whole number of headlines, 1 to 10000",
    },
    default: 100.0,
};

const SHOW: Attribute =
    Attribute { name: "show", kind: Kind::SomeOf { keywords: "publisher time image", or_empty: true }, default: 1.0 };

const TARGET: Attribute = Attribute { name: "target", kind: Kind::OneOf("auto _blank _self _top"), default: 0.0 };

const PAUSE_ON: Attribute =
    Attribute { name: "pause-on", kind: Kind::SomeOf { keywords: "hover focus press", or_empty: false }, default: 3.0 };

const CONTROLS: Attribute = Attribute { name: "controls", kind: Kind::OneOf("auto none"), default: 0.0 };

const CARD: Attribute = Attribute { name: "card", kind: Kind::OneOf("auto none"), default: 0.0 };

const CACHE: Attribute = Attribute {
    name: "cache",
    kind: Kind::Number {
        read: duration,
        least: 0.0,
        most: 30.0 * DAY,
        accepted: "0 (off) or a duration to 30d such as 6h or 1d",
    },
    default: 0.0,
};

const MAX_AGE: Attribute = Attribute {
    name: "max-age",
    kind: Kind::Number {
        read: duration,
        least: 0.0,
        most: 30.0 * DAY,
        accepted: "0 (never) or a duration to 30d such as 12h or 2d",
    },
    default: 0.0,
};

const ORDER: Attribute = Attribute { name: "order", kind: Kind::OneOf("newest interleave source"), default: 0.0 };

const DEDUPE: Attribute = Attribute { name: "dedupe", kind: Kind::OneOf("off exact similar"), default: 1.0 };

const CREDENTIALS: Attribute =
    Attribute { name: "credentials", kind: Kind::OneOf("same-origin include omit"), default: 0.0 };

/// An interval that is not 0 has at least 10 s.
fn interval(text: &str) -> f64 {
    let wait = duration(text);
    if wait > 0.0 && wait < 10.0 * SECOND { f64::NAN } else { wait }
}

/// The way the strip travels.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    /// To the right where the ticker's own direction is rtl, else to the left.
    Auto,
    /// Always to the right.
    Right,
    /// Always to the left.
    Left,
}

/// What the line shows at first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Start {
    /// The line is full at once and moves after a moment.
    Full,
    /// The headlines enter from outside.
    Edge,
}

/// What stands in the line with a headline.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Show {
    /// The publisher's name.
    pub publisher: bool,
    /// When it was published.
    pub time: bool,
    /// Its image.
    pub image: bool,
}

/// Where a headline's link opens.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// Other origins in a new tab, the page's own origin in this one.
    Auto,
    /// A new tab.
    Blank,
    /// The browsing context of the page.
    Own,
    /// The topmost browsing context.
    Top,
}

/// What a reader does that pauses the strip.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PauseOn {
    /// A mouse or a pen over the line.
    pub hover: bool,
    /// The focus within the line.
    pub focus: bool,
    /// A press on the line.
    pub press: bool,
}

/// What one ticker was asked to be.
#[derive(Clone, PartialEq, Debug)]
pub struct Settings {
    /// The sources, in their order, each once.
    pub sources: Vec<Rc<SourceSettings>>,
    /// CSS pixels per second, 0 to 2000.
    pub speed: f64,
    /// The way the strip travels.
    pub direction: Direction,
    /// What the line shows at first.
    pub start: Start,
    /// Milliseconds between two refreshes of a source, 10 s to 24 h, or 0: never.
    pub interval: f64,
    /// Milliseconds that one request may take, 1 to 60 s.
    pub timeout: f64,
    /// What the list is to be.
    pub rules: Rules,
    /// What stands in the line with a headline.
    pub show: Show,
    /// The text between headlines; empty: the drawn dot.
    pub separator: String,
    /// The word in the label block and the region's name; `None`: the localised one.
    pub label: Option<String>,
    /// The words of the interface that are other ones than those of its language.
    pub words: Vec<(Word, String)>,
    /// Where a headline's link opens.
    pub target: Target,
    /// What a reader does that pauses the strip.
    pub pause_on: PauseOn,
    /// Whether the buttons are there.
    pub controls: bool,
    /// Whether a headline has a card.
    pub card: bool,
    /// The absolute `http` or `https` address of the endpoint for image reports, if there is one.
    pub report: Option<String>,
    /// How long the last good list may be shown from this browser's storage, in ms, at most 30 d; 0: it is not kept.
    pub cache: f64,
}

/// What a ticker's settings are read from.
pub struct Element<'a, N> {
    /// The value of an attribute or, where it is not there, what the configuration has of that name; `None` where neither is.
    pub attribute: &'a dyn Fn(&str) -> Option<String>,
    /// Whether the configuration that is named can be read.
    pub configured: bool,
    /// The sources of the configuration, if it has them and the attribute is not there.
    pub entries: &'a dyn Fn() -> Option<Vec<N>>,
    /// The words of the interface that the configuration has, if it has any.
    pub words: &'a dyn Fn() -> Option<N>,
    /// Makes an address absolute, against the page; `None` if it is none.
    pub resolve: &'a dyn Fn(&str) -> Option<String>,
    /// The page's origin, such as `https://site.example`.
    pub origin: &'a str,
}

impl Default for Settings {
    /// What an element without attributes is.
    fn default() -> Self {
        Self {
            sources: Vec::new(),
            speed: SPEED.default,
            direction: Direction::Auto,
            start: Start::Full,
            interval: INTERVAL.default,
            timeout: TIMEOUT.default,
            rules: Rules {
                limit: LIMIT.default as usize,
                max_age: MAX_AGE.default,
                order: Order::Newest,
                dedupe: Dedupe::Exact,
                include: Vec::new(),
                exclude: Vec::new(),
            },
            show: Show { publisher: true, time: false, image: false },
            separator: String::new(),
            label: None,
            words: Vec::new(),
            target: Target::Auto,
            pause_on: PauseOn { hover: true, focus: true, press: false },
            controls: true,
            card: true,
            report: None,
            cache: CACHE.default,
        }
    }
}

impl Settings {
    /// Reads all attributes, and where one is not there, what the configuration has of its name. The second part of the answer
    /// holds the warnings, at most one for an attribute.
    ///
    /// An attribute that is there but empty means that the site owner meant something, so it is warned of, except where being
    /// empty says something: `separator` (the drawn dot) and `show` (nothing beside the headline, like `none`).
    pub fn read<N: Node>(element: &Element<N>) -> (Self, Vec<String>) {
        let mut reader = Reader { element, warnings: Vec::new() };
        if let Some(config) = reader.value("config").filter(|_| !element.configured) {
            reader.warn("config", &config, "the #id of an inline script of type application/json that holds an object");
        }
        let credentials = match reader.read(&CREDENTIALS) as usize {
            0 => "same-origin",
            1 => "include",
            _ => "omit",
        };
        let (show, pause_on) = (reader.read(&SHOW) as usize, reader.read(&PAUSE_ON) as usize);
        let mut settings = Self {
            sources: reader.sources(credentials),
            speed: reader.read(&SPEED),
            direction: match reader.read(&DIRECTION) as usize {
                0 => Direction::Auto,
                1 => Direction::Right,
                _ => Direction::Left,
            },
            start: if reader.read(&START) == 0.0 { Start::Full } else { Start::Edge },
            interval: reader.read(&INTERVAL),
            timeout: reader.read(&TIMEOUT),
            rules: Rules {
                limit: reader.read(&LIMIT) as usize,
                max_age: reader.read(&MAX_AGE),
                order: match reader.read(&ORDER) as usize {
                    0 => Order::Newest,
                    1 => Order::Interleave,
                    _ => Order::Source,
                },
                dedupe: match reader.read(&DEDUPE) as usize {
                    0 => Dedupe::Off,
                    1 => Dedupe::Exact,
                    _ => Dedupe::Similar,
                },
                include: reader.folded("include"),
                exclude: reader.folded("exclude"),
            },
            show: Show { publisher: show & 1 != 0, time: show & 2 != 0, image: show & 4 != 0 },
            separator: reader.value("separator").unwrap_or_default(),
            label: reader.text("label", "the word in the label block"),
            words: reader.words(),
            target: match reader.read(&TARGET) as usize {
                0 => Target::Auto,
                1 => Target::Blank,
                2 => Target::Own,
                _ => Target::Top,
            },
            pause_on: PauseOn { hover: pause_on & 1 != 0, focus: pause_on & 2 != 0, press: pause_on & 4 != 0 },
            controls: reader.read(&CONTROLS) == 0.0,
            card: reader.read(&CARD) == 0.0,
            report: reader.web_address("report", "the http or https address of an endpoint for image reports"),
            cache: reader.read(&CACHE),
        };
        if settings.cache > 0.0 && credentials == "include" {
            settings.cache = 0.0;
            reader.warnings.push(String::from(NOT_KEPT));
        }
        if !settings.controls {
            reader.warnings.push(String::from(WITHOUT_CONTROLS));
        }
        (settings, reader.warnings)
    }
}
