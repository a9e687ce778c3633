//! What can be known of a text: its direction, its plain form, its folded form. None of it needs Unicode tables: the ranges
//! that matter for headlines are picked by hand, because tables cost bytes. Texts are taken apart by single bytes for the same
//! reason: the standard library's searchers for characters and strings weigh more than all of this.

#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod direction;
mod entities;
mod fold;

pub use direction::{Dir, dir_of_lang, direction};
pub use entities::{collapse, plain};
pub use fold::fold;

/// The first `count` characters of a text that has more than that; `None` if it has not.
pub fn first(text: &str, count: usize) -> Option<&str> {
    let mut characters = text.chars();
    for _ in 0..count {
        characters.next()?;
    }
    let rest = characters.as_str();
    text.strip_suffix(rest).filter(|_| !rest.is_empty())
}

/// A text of more than `most` characters cut there, or at the last space of them if one is in their second half, with an
/// ellipsis; `None` if it is short enough.
pub fn cut(text: &str, most: usize) -> Option<String> {
    let head = first(text, most)?;
    let whole_words =
        head.bytes().rposition(|byte| byte == b' ').filter(|end| *end > head.len() / 2).and_then(|end| head.get(..end));
    let mut short = String::from(whole_words.unwrap_or(head));
    short.push('…');
    Some(short)
}

/// The text before and after the first `mark`, which is an ASCII character.
pub fn split_once(text: &str, mark: u8) -> Option<(&str, &str)> {
    let place = text.bytes().position(|byte| byte == mark)?;
    Some((text.get(..place)?, text.get(place + 1..)?))
}

/// The text before the first `mark`, an ASCII character; all of it if there is none.
pub fn before(text: &str, mark: u8) -> &str {
    split_once(text, mark).map_or(text, |(part, _)| part)
}

/// The text after the first place where `mark` stands. It is meant for short marks.
pub fn after<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    let mut characters = text.chars();
    loop {
        if let Some(rest) = characters.as_str().strip_prefix(mark) {
            return Some(rest);
        }
        characters.next()?;
    }
}

/// The parts of a text between its `mark`s, which are ASCII characters.
pub fn parts(text: &str, mark: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let whole = rest.take()?;
        let split = split_once(whole, mark);
        rest = split.map(|(_, rest)| rest);
        Some(split.map_or(whole, |(part, _)| part))
    })
}

/// Whether `name` is one of `names`, which have white space between them, whatever the case of ASCII letters.
pub fn is_one_of(names: &str, name: &str) -> bool {
    names.split_ascii_whitespace().any(|other| other.eq_ignore_ascii_case(name))
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

/// Whether a character takes no place of its own on a line: format characters and white space.
pub fn is_blank(character: char) -> bool {
    is_space(character) || is_invisible(character)
}

/// White space, breaking or not.
fn is_space(character: char) -> bool {
    matches!(
        character,
        ' ' | '\t'..='\r' | '\u{85}' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{3000}'
    )
}

/// Characters that only steer their neighbours: joiners, marks of direction, soft hyphens, the byte order mark.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}
