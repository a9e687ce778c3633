//! What can be known of a text: its direction, its plain form, its folded form. None of it needs Unicode tables: the ranges
//! that matter for headlines are picked by hand, because tables cost bytes.

mod direction;
mod entities;
mod fold;

pub use direction::{Dir, dir_of_lang, direction, primary};
pub use entities::{collapse, plain};
pub use fold::fold;

/// What stands before and after the first of some ASCII characters; `None` where a text has none of them.
///
/// (The standard library's searches for a character or a text take several thousand bytes of code; looking at bytes takes few.)
#[expect(clippy::manual_contains, reason = "`contains` compares a word at a time, which takes 150 bytes more")]
pub fn parted<'a>(text: &'a str, marks: &[u8]) -> Option<(&'a str, &'a str)> {
    let place = text.bytes().position(|byte| marks.iter().any(|mark| *mark == byte))?;
    Some((text.get(..place)?, text.get(place + 1..)?))
}

/// What stands before the first of some ASCII characters; the whole text where it has none of them.
pub fn before<'a>(text: &'a str, marks: &[u8]) -> &'a str {
    parted(text, marks).map_or(text, |(before, _)| before)
}

/// ASCII white space.
pub const SPACES: &[u8] = b" \t\n\x0c\r";

/// The parts of a text between some ASCII characters.
pub fn parts<'a>(text: &'a str, marks: &'static [u8]) -> Parts<'a> {
    Parts { rest: Some(text), marks, with_empty: true }
}

/// Those parts of a text between some ASCII characters that are not empty.
pub fn words<'a>(text: &'a str, marks: &'static [u8]) -> Parts<'a> {
    Parts { rest: Some(text), marks, with_empty: false }
}

/// The word after another one, whatever the case of its ASCII letters, see [`words`].
#[inline(never)]
pub fn following<'a>(text: &'a str, marks: &'static [u8], word: &str) -> Option<&'a str> {
    let mut words = words(text, marks);
    while !words.next()?.eq_ignore_ascii_case(word) {}
    words.next()
}

/// The place of a word, whatever the case of its ASCII letters, in a list of words with a space between them.
#[inline(never)]
pub fn place(list: &str, word: &str) -> Option<usize> {
    for (place, listed) in words(list, b" ").enumerate() {
        if listed.eq_ignore_ascii_case(word) {
            return Some(place);
        }
    }
    None
}

/// Whether a list of words, with a space between them, has a word, whatever the case of its ASCII letters.
pub fn lists(list: &str, word: &str) -> bool {
    place(list, word).is_some()
}

/// The place of the last of an ASCII character in a text.
#[inline(never)]
pub fn last(text: &str, mark: u8) -> Option<usize> {
    text.bytes().rposition(|byte| byte == mark)
}

/// See [`parts`] and [`words`].
pub struct Parts<'a> {
    rest: Option<&'a str>,
    marks: &'static [u8],
    with_empty: bool,
}

impl<'a> Iterator for Parts<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        loop {
            let rest = self.rest?;
            let (part, after) = match parted(rest, self.marks) {
                Some((part, after)) => (part, Some(after)),
                None => (rest, None),
            };
            self.rest = after;
            if self.with_empty || !part.is_empty() {
                return Some(part);
            }
        }
    }
}

/// Texts one after the other, with another between them.
pub fn join(texts: &[String], between: &str) -> String {
    let mut joined = String::new();
    for text in texts {
        if !joined.is_empty() {
            joined.push_str(between);
        }
        joined.push_str(text);
    }
    joined
}

/// Texts one after the other.
pub fn together(texts: &[&str]) -> String {
    let mut whole = String::new();
    for text in texts {
        whole.push_str(text);
    }
    whole
}

/// The first `count` characters of a text that has more than that; `None` if it has not.
pub fn first(text: &str, count: usize) -> Option<&str> {
    let mut rest = text.chars();
    rest.by_ref().take(count).for_each(drop);
    text.strip_suffix(rest.as_str()).filter(|first| first.len() < text.len())
}

/// Cuts a text of more than `most` characters there, or at the last space of them if one is in their second half, and ends it
/// with an ellipsis; false if it is short enough.
pub fn cut(text: &mut String, most: usize) -> bool {
    let Some(head) = first(text, most) else {
        return false;
    };
    let most = head.len();
    let words = last(head, b' ').filter(|end| *end > most / 2);
    text.truncate(words.unwrap_or(most));
    text.push('…');
    true
}

/// A number in decimal digits, without the standard library's formatting.
pub fn decimal(number: u64) -> String {
    let mut digits = String::new();
    if number >= 10 {
        digits = decimal(number / 10);
    }
    digits.push((b'0' + (number % 10) as u8) as char);
    digits
}

/// The hexadecimal digit of a number below 16.
#[inline(never)]
pub fn hexadecimal(number: u8) -> char {
    (if number < 10 { b'0' + number } else { b'a' - 10 + number }) as char
}

/// A text as it can stand in the query of an address: all but letters, digits and `-._~` by percent signs, as of
/// <https://datatracker.ietf.org/doc/html/rfc3986#section-2>.
pub fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(byte.into());
            continue;
        }
        encoded.push('%');
        encoded.push(hexadecimal(byte >> 4).to_ascii_uppercase());
        encoded.push(hexadecimal(byte & 0xf).to_ascii_uppercase());
    }
    encoded
}

/// A text in which entities and markup that are to be shown as they are will survive being decoded.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// Whether a character takes no place of its own on a line: format characters and white space.
pub fn is_blank(character: char) -> bool {
    is_space(character) || is_invisible(character)
}

/// White space, breaking or not.
fn is_space(character: char) -> bool {
    within(
        "\t\u{e} !\u{85}\u{86}\u{a0}\u{a1}\u{2000}\u{200b}\u{2028}\u{202a}\u{202f}\u{2030}\u{3000}\u{3001}",
        character,
    )
}

/// Characters that only steer their neighbours: joiners, marks of direction, soft hyphens, the byte order mark.
fn is_invisible(character: char) -> bool {
    within("\u{ad}\u{ae}\u{61c}\u{61d}\u{200b}\u{2010}\u{202a}\u{202f}\u{2060}\u{206a}\u{feff}\u{ff00}", character)
}

/// Whether a character is in one of some ranges. A text holds them in order, each as its first character and the one that
/// follows its last, so a character is in one of them if an odd number of these are at most it. (Comparisons in code would take
/// twice the bytes.)
fn within(ranges: &str, character: char) -> bool {
    ranges.chars().take_while(|bound| *bound <= character).count() % 2 == 1
}
