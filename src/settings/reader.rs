//! How attributes are read: what each kind of value makes of a text, and the warnings about what it cannot read.

use super::{DAY, Element, HOUR, MINUTE, SECOND};
use crate::load::feed::Node;
use crate::text;
use crate::words::Word;

/// Characters of a refused value that a warning repeats; the rest of a very long one would only hide the message.
const QUOTED: usize = 60;

/// One attribute whose value is no text. A keyword is told by its place, several by a bit each.
pub struct Attribute {
    pub name: &'static str,
    pub kind: Kind,
    pub default: f64,
}

/// What a value may be.
pub enum Kind {
    /// One of these keywords.
    OneOf(&'static str),
    /// Some of these keywords or `none`; nothing at all is like `none` or is not accepted.
    SomeOf { keywords: &'static str, or_empty: bool },
    /// A number in a range, which a warning describes so.
    Number { read: fn(&str) -> f64, least: f64, most: f64, accepted: &'static str },
}

impl Kind {
    /// What a warning says is accepted.
    fn accepted(&self) -> String {
        match *self {
            Kind::OneOf(keywords) => text::together(&["one of: ", keywords]),
            Kind::SomeOf { keywords, .. } => text::together(&["none, or any of: ", keywords]),
            Kind::Number { accepted, .. } => String::from(accepted),
        }
    }

    /// What is not accepted gives NaN, which is in no range and makes NaN of all that is reckoned with it.
    fn parse(&self, written: &str) -> f64 {
        match *self {
            Kind::OneOf(keywords) => text::place(keywords, written).map_or(f64::NAN, |place| place as f64),
            Kind::SomeOf { keywords, or_empty } => some(written, keywords, or_empty).map_or(f64::NAN, f64::from),
            Kind::Number { read, least, most, .. } => {
                let value = read(written);
                if (least..=most).contains(&value) { value } else { f64::NAN }
            }
        }
    }
}

/// What is said of one element, and the warnings that reading it gave.
pub struct Reader<'a, N> {
    pub element: &'a Element<'a, N>,
    pub warnings: Vec<String>,
}

impl<N: Node> Reader<'_, N> {
    /// An attribute without the white space around it.
    pub fn value(&self, name: &str) -> Option<String> {
        (self.element.attribute)(name).map(|value| String::from(value.trim_ascii()))
    }

    /// A text that must not be empty.
    pub fn text(&mut self, name: &str, accepted: &str) -> Option<String> {
        let text = self.value(name)?;
        if text.is_empty() {
            self.warn(name, &text, accepted);
            return None;
        }
        Some(text)
    }

    /// The words of the interface that the configuration has.
    pub fn words(&mut self) -> Vec<(Word, String)> {
        let mut words = Vec::new();
        let Some(node) = (self.element.words)() else { return words };
        for name in &node.names() {
            let said = node.get(name).and_then(|node| node.text()).filter(|said| !said.trim_ascii().is_empty());
            match (Word::named(name), said) {
                (Some(word), Some(said)) => words.push((word, said)),
                _ => self.warn("words", name, &text::together(&["texts under any of: ", Word::NAMES])),
            }
        }
        words
    }

    /// Folded words with white space or commas between them, without the Arabic article. One that has nothing but signs is none.
    pub fn folded(&mut self, name: &str) -> Vec<String> {
        let mut words = Vec::new();
        let Some(written) = self.value(name) else { return words };
        let mut lines = String::new();
        for character in written.chars() {
            let separates = matches!(character, ',' | '،') || text::is_blank(character);
            lines.push(if separates { '\n' } else { character });
        }
        for word in text::words(&lines, b"\n") {
            // An Arabic noun is meant with and without its article. Folded, the beginning of other words would look like one.
            let bare = word.strip_prefix("ال").filter(|rest| rest.chars().count() > 2);
            let folded = text::fold(bare.unwrap_or(word));
            if !folded.is_empty() {
                words.push(folded);
            }
        }
        if words.is_empty() {
            self.warn(name, &written, "words separated by white space or commas");
        }
        words
    }

    /// What the attribute says, or its default; what cannot be read becomes a warning.
    pub fn read(&mut self, attribute: &Attribute) -> f64 {
        let Some(written) = self.value(attribute.name) else { return attribute.default };
        let value = attribute.kind.parse(&written);
        if value.is_nan() {
            self.warn(attribute.name, &written, &attribute.kind.accepted());
            return attribute.default;
        }
        value
    }

    /// Takes a warning that names the thing, what was said and what is accepted.
    pub fn warn(&mut self, name: &str, value: &str, accepted: &str) {
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

/// Keywords separated by white space as bits in the order of `keywords`, 0 for `none`; `None` if one is unknown.
fn some(written: &str, keywords: &str, or_empty: bool) -> Option<u8> {
    if written.eq_ignore_ascii_case("none") {
        return Some(0);
    }
    let mut all = 0;
    for word in text::words(written, text::SPACES) {
        all |= 1 << text::place(keywords, word)?;
    }
    (all != 0 || or_empty).then_some(all)
}

/// Milliseconds of `90`, `90s`, `5m`, `24h` or `1d`; a bare number is seconds.
pub fn duration(written: &str) -> f64 {
    let (count, unit) = written.split_at_checked(written.len().saturating_sub(1)).unwrap_or_default();
    let (count, unit) = match text::place("s m h d", unit) {
        Some(0) => (count, SECOND),
        Some(1) => (count, MINUTE),
        Some(2) => (count, HOUR),
        Some(_) => (count, DAY),
        None => (written, SECOND),
    };
    number(count) * unit
}

/// A plain decimal number without sign or exponent. (The standard library's reader of floats costs several thousand bytes.)
pub fn number(text: &str) -> f64 {
    let Some((whole, fraction)) = text::parted(text, b".") else {
        return digits(text);
    };
    let mut divisor = 1.0;
    for _ in fraction.bytes() {
        divisor *= 10.0;
    }
    digits(whole) + digits(fraction) / divisor
}

/// A whole number of at most 15 ASCII digits, as no more can be told apart. NaN for what is none.
pub fn digits(text: &str) -> f64 {
    if text.is_empty() || text.len() > 15 {
        return f64::NAN;
    }
    let mut value = 0.0;
    for byte in text.bytes() {
        if !byte.is_ascii_digit() {
            return f64::NAN;
        }
        value = value * 10.0 + f64::from(byte & 0x0f);
    }
    value
}
