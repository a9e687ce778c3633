//! What the site owner asked for: attributes in, settings and warnings out.
//!
//! A value that cannot be read never stops the ticker: its default takes its place, and one warning names the attribute, the
//! value and what is accepted.

#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use crate::headline::address::is_web;
use crate::text;

/// Every attribute that is read here, as it is written on the element (with `data-` in front on the script tag).
pub const ATTRIBUTES: [&str; 13] = [
    "sources",
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
];

/// Characters of a refused value that a warning repeats; the rest of a very long one would only hide the message.
const QUOTED: usize = 60;

const SECOND: f64 = 1_000.0;
const MINUTE: f64 = 60.0 * SECOND;
const HOUR: f64 = 60.0 * MINUTE;
const DAY: f64 = 24.0 * HOUR;

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
    /// Absolute addresses, in their order; `#id` names an inline script.
    pub sources: Vec<String>,
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
    /// Headlines kept at most, 1 to 10,000.
    pub limit: usize,
    /// What stands in the line with a headline.
    pub show: Show,
    /// The text between headlines; empty: the drawn dot.
    pub separator: String,
    /// The word in the label block and the region's name; `None`: the localised one.
    pub label: Option<String>,
    /// Where a headline's link opens.
    pub target: Target,
    /// What a reader does that pauses the strip.
    pub pause_on: PauseOn,
    /// Whether the buttons are there.
    pub controls: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            sources: Vec::new(),
            speed: 60.0,
            direction: Direction::Auto,
            start: Start::Full,
            interval: 5.0 * MINUTE,
            timeout: 10.0 * SECOND,
            limit: 100,
            show: Show { publisher: true, time: false, image: false },
            separator: String::new(),
            label: None,
            target: Target::Auto,
            pause_on: PauseOn { hover: true, focus: true, press: false },
            controls: true,
        }
    }
}

impl Settings {
    /// Reads all attributes. `attribute` gives the value of an attribute, or `None` where it is not there. The second part of
    /// the answer holds the warnings, at most one for an attribute.
    ///
    /// An attribute that is there but empty means that the site owner meant something, so it is warned of, except where being
    /// empty says something: `separator` (the drawn dot) and `show` (nothing beside the headline, like `none`).
    ///
    /// `resolve` makes an address absolute, against the page; `None` if it is none.
    pub fn read(
        attribute: &dyn Fn(&str) -> Option<String>,
        resolve: &dyn Fn(&str) -> Option<String>,
    ) -> (Self, Vec<String>) {
        let mut reader = Reader { attribute, warnings: Vec::new() };
        let mut settings = Self::default();
        settings.read_sources(&mut reader, resolve);
        settings.read_texts(&mut reader);
        settings.read_numbers(&mut reader);
        settings.read_keywords(&mut reader);
        (settings, reader.warnings)
    }

    /// An address that is none costs only itself; one warning names all of them.
    fn read_sources(&mut self, reader: &mut Reader, resolve: &dyn Fn(&str) -> Option<String>) {
        const ACCEPTED: &str = "http or https addresses of feeds and #ids of inline scripts, separated by white space";
        let Some(sources) = reader.text("sources", ACCEPTED) else { return };
        let mut refused = Vec::new();
        for written in text::words(&sources) {
            let source = match written.strip_prefix('#') {
                // A bare `#` would be the address of the page itself.
                Some(id) => (!id.is_empty()).then(|| String::from(written)),
                None => resolve(written).filter(|url| is_web(url)),
            };
            match source {
                None => refused.push(String::from(written)),
                Some(source) if self.sources.contains(&source) => {}
                Some(source) => self.sources.push(source),
            }
        }
        if !refused.is_empty() {
            reader.warn("sources", &text::join(&refused, " "), ACCEPTED);
        }
    }

    fn read_texts(&mut self, reader: &mut Reader) {
        if let Some(separator) = (reader.attribute)("separator") {
            self.separator = String::from(separator.trim_ascii());
        }
        self.label = reader.text("label", "the word in the label block");
    }

    fn read_numbers(&mut self, reader: &mut Reader) {
        let speed = reader.read("speed", "a number of CSS pixels per second, 0 to 2000 (default 60)", &|text| {
            number(text).filter(|speed| *speed <= 2_000.0)
        });
        let interval = reader.read(
            "interval",
            "0 (never) or a duration from 10s to 24h such as 90, 90s, 5m or 24h (default 5m)",
            &|text| duration(text).filter(|wait| *wait == 0.0 || (10.0 * SECOND..=DAY).contains(wait)),
        );
        let timeout = reader.read("timeout", "a duration from 1s to 60s such as 10 or 10s (default 10s)", &|text| {
            duration(text).filter(|wait| (SECOND..=MINUTE).contains(wait))
        });
        let limit = reader.read("limit", "a whole number of headlines, 1 to 10000 (default 100)", &|text| {
            digits(text).filter(|limit| (1.0..=10_000.0).contains(limit))
        });
        self.speed = speed.unwrap_or(self.speed);
        self.interval = interval.unwrap_or(self.interval);
        self.timeout = timeout.unwrap_or(self.timeout);
        self.limit = limit.map_or(self.limit, |limit| limit as usize);
    }

    fn read_keywords(&mut self, reader: &mut Reader) {
        match reader.keyword("direction", "auto, right or left (default auto)", &["auto", "right", "left"]) {
            Some(1) => self.direction = Direction::Right,
            Some(2) => self.direction = Direction::Left,
            _ => {}
        }
        if reader.keyword("start", "full or edge (default full)", &["full", "edge"]) == Some(1) {
            self.start = Start::Edge;
        }
        match reader.keyword(
            "target",
            "auto, _blank, _self or _top (default auto)",
            &["auto", "_blank", "_self", "_top"],
        ) {
            Some(1) => self.target = Target::Blank,
            Some(2) => self.target = Target::Own,
            Some(3) => self.target = Target::Top,
            _ => {}
        }
        if let Some(all) =
            reader.read("show", "any of publisher, time and image, or none (default publisher)", &|text| {
                if text.is_empty() { Some(0) } else { several(text, &["publisher", "time", "image"]) }
            })
        {
            self.show = Show { publisher: all & 1 != 0, time: all & 2 != 0, image: all & 4 != 0 };
        }
        if let Some(all) =
            reader.read("pause-on", "any of hover, focus and press, or none (default hover focus)", &|text| {
                several(text, &["hover", "focus", "press"])
            })
        {
            self.pause_on = PauseOn { hover: all & 1 != 0, focus: all & 2 != 0, press: all & 4 != 0 };
        }
        if reader.keyword("controls", "auto or none (default auto)", &["auto", "none"]) == Some(1) {
            self.controls = false;
            reader.warnings.push(String::from(
                "controls=\"none\" takes the pause button away, but WCAG 2.2.2 asks for a way to pause what moves: give your readers another one",
            ));
        }
    }
}

/// The attributes of one element and the warnings that reading them gave.
struct Reader<'a> {
    attribute: &'a dyn Fn(&str) -> Option<String>,
    warnings: Vec<String>,
}

impl Reader<'_> {
    /// The value that `parse` makes of the trimmed attribute; what it cannot read becomes a warning.
    fn read<T>(&mut self, name: &str, accepted: &str, parse: &dyn Fn(&str) -> Option<T>) -> Option<T> {
        let written = (self.attribute)(name)?;
        let value = written.trim_ascii();
        let read = parse(value);
        if read.is_none() {
            self.warn(name, value, accepted);
        }
        read
    }

    /// A text that must not be empty.
    fn text(&mut self, name: &str, accepted: &str) -> Option<String> {
        self.read(name, accepted, &|text| (!text.is_empty()).then(|| String::from(text)))
    }

    /// The place of the one keyword among `keywords`.
    fn keyword(&mut self, name: &str, accepted: &str, keywords: &[&str]) -> Option<usize> {
        self.read(name, accepted, &|text| place(text, keywords))
    }

    fn warn(&mut self, name: &str, value: &str, accepted: &str) {
        let mut warning = String::from(name);
        warning.push_str("=\"");
        warning.push_str(text::first(value, QUOTED).unwrap_or(value));
        if text::first(value, QUOTED).is_some() {
            warning.push('…');
        }
        warning.push_str("\" cannot be read; accepted: ");
        warning.push_str(accepted);
        self.warnings.push(warning);
    }
}

/// The place of a keyword, whatever the case of its ASCII letters.
fn place(text: &str, keywords: &[&str]) -> Option<usize> {
    keywords.iter().position(|keyword| keyword.eq_ignore_ascii_case(text))
}

/// Keywords separated by white space as bits in the order of `keywords`, 0 for `none`; `None` if there is none, or one is unknown.
fn several(text: &str, keywords: &[&str]) -> Option<usize> {
    if text.eq_ignore_ascii_case("none") {
        return Some(0);
    }
    let mut all = 0;
    for word in text::words(text) {
        all |= 1 << place(word, keywords)?;
    }
    (all != 0).then_some(all)
}

/// Milliseconds of `90`, `90s`, `5m`, `24h` or `1d`; a bare number is seconds.
fn duration(text: &str) -> Option<f64> {
    let unit = match text.bytes().last()? {
        b's' | b'S' => SECOND,
        b'm' | b'M' => MINUTE,
        b'h' | b'H' => HOUR,
        b'd' | b'D' => DAY,
        _ => return Some(number(text)? * SECOND),
    };
    Some(number(text.get(..text.len() - 1)?)? * unit)
}

/// A plain decimal number without sign or exponent. (The standard library's reader of floats costs several thousand bytes.)
fn number(text: &str) -> Option<f64> {
    let Some((whole, fraction)) = text::parted(text, b".") else {
        return digits(text);
    };
    let mut divisor = 1.0;
    for _ in fraction.bytes() {
        divisor *= 10.0;
    }
    Some(digits(whole)? + digits(fraction)? / divisor)
}

/// A whole number of at most 12 ASCII digits: more than any setting needs.
fn digits(text: &str) -> Option<f64> {
    if text.is_empty() || text.len() > 12 {
        return None;
    }
    let mut value = 0.0;
    for byte in text.bytes() {
        if !byte.is_ascii_digit() {
            return None;
        }
        value = value * 10.0 + f64::from(byte & 0x0f);
    }
    Some(value)
}
