//! Entities and markup in titles: decoded once, then the text is only text.

use super::{is_space, lists, parted, parts};

/// A named entity and, last, the character that it means.
const NAMED: &str = "amp& lt< gt> quot\" apos' nbsp\u{a0} ensp\u{2002} emsp\u{2003} thinsp\u{2009} laquo« raquo» lsaquo‹ rsaquo› \
lsquo‘ rsquo’ sbquo‚ ldquo“ rdquo” bdquo„ ndash– mdash— hellip… prime′ Prime″ middot· bull• copy© reg® trade™ sect§ para¶ \
euro€ pound£ yen¥ cent¢ deg° plusmn± times× divide÷ minus− frac12½ frac14¼ frac34¾ sup2² sup3³ ordmº iquest¿ iexcl¡ rarr→ larr← \
agraveà aacuteá acircâ atildeã aumlä aringå aeligæ ccedilç egraveè eacuteé ecircê eumlë igraveì iacuteí icircî iumlï ntildeñ \
ograveò oacuteó ocircô otildeõ oumlö oslashø ugraveù uacuteú ucircû uumlü yacuteý yumlÿ oeligœ szligß \
AgraveÀ AacuteÁ AcircÂ AumlÄ AringÅ AEligÆ CcedilÇ EgraveÈ EacuteÉ EcircÊ EumlË IcircÎ IumlÏ NtildeÑ OcircÔ OumlÖ OslashØ \
UgraveÙ UcircÛ UumlÜ OEligŒ zwnj\u{200c} zwj\u{200d} lrm\u{200e} rlm\u{200f} shy\u{ad}";

/// What windows-1252 has at 0x80 to 0x9f: feeds written on old systems number these characters so, and browsers agree.
const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// Elements that stand on lines of their own: a space takes their tags' place.
const BLOCKS: &str = "p br div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 hr table tr td th blockquote pre section article header footer figure figcaption";

/// Elements within a line: their tags leave nothing.
const INLINE: &str = "a abbr acronym b bdi bdo big cite code del dfn em font i img ins kbd label mark nobr q s samp small span strike \
strong sub sup svg time tt u var wbr script style iframe picture source video audio";

/// The plain text of a title or summary: entities decoded once, markup gone, white space collapsed.
///
/// Only tags of HTML elements that feeds carry are markup. `5 < 6`, `<3` and `<Acme>` stay what they are, and so does what was
/// escaped (`&lt;b&gt;` is shown as `<b>`). The contents of `script` and `style` are no text and go with their tags. What a
/// decoded entity yields is not read again.
pub fn plain(text: &str) -> String {
    read(text, false)
}

/// Reads a text whose entities and markup are `decoded` already, or not yet.
fn read(text: &str, decoded: bool) -> String {
    let mut line = Line::default();
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        let after = rest.as_str();
        let remainder = match character {
            '&' if !decoded => entity(after, &mut line),
            '<' if !decoded => markup(after, &mut line),
            _ => None,
        };
        match remainder {
            Some(remainder) => rest = remainder.chars(),
            None => line.push(character),
        }
    }
    line.text
}

/// A text that holds no markup or entities (the browser read them already) with its white space collapsed.
pub fn collapse(text: &str) -> String {
    read(text, true)
}

/// A line in which white space never begins, ends or follows white space. A single no-break space between words stays one.
#[derive(Default)]
struct Line {
    text: String,
    space: Option<char>,
    /// Whether a tag was found that has no end: then no later one has, and none is looked for, so that a text of a million `<b`
    /// takes no longer than any other.
    endless: bool,
}

impl Line {
    fn push(&mut self, character: char) {
        if is_space(character) {
            let breaks = matches!(character, '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
            let space = if breaks || self.space.is_some() { ' ' } else { character };
            self.space = Some(space);
            return;
        }
        if let Some(space) = self.space.take()
            && !self.text.is_empty()
        {
            self.text.push(space);
        }
        self.text.push(character);
    }
}

/// The ASCII letters and digits that a text begins with, and what follows them.
fn word(text: &str) -> Option<(&str, &str)> {
    text.split_at_checked(text.bytes().take_while(u8::is_ascii_alphanumeric).count())
}

/// Reads the entity whose `&` was just read; the text after it, or `None` if it is none.
fn entity<'a>(after: &'a str, line: &mut Line) -> Option<&'a str> {
    let number = after.strip_prefix('#');
    let (name, rest) = word(number.unwrap_or(after))?;
    let rest = rest.strip_prefix(';')?;
    line.push(if number.is_some() { numbered(name)? } else { named(name)? });
    Some(rest)
}

fn named(name: &str) -> Option<char> {
    let (_, meant) = parts(NAMED, b" ").filter_map(word).find(|(listed, _)| *listed == name)?;
    meant.chars().next()
}

/// The character of a number in decimal, or in hexadecimal after an `x`; U+FFFD for a number that is no character.
fn numbered(number: &str) -> Option<char> {
    let (digits, radix) = match number.strip_prefix('x').or_else(|| number.strip_prefix('X')) {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    let mut code = 0_u32;
    for digit in digits.chars() {
        code = code.saturating_mul(radix).saturating_add(digit.to_digit(radix)?);
    }
    if digits.is_empty() {
        return None;
    }
    let character = match code {
        0 => None,
        0x80..=0x9f => WINDOWS_1252.chars().nth(code as usize - 0x80),
        _ => char::from_u32(code),
    };
    Some(character.unwrap_or(char::REPLACEMENT_CHARACTER))
}

/// Reads the tag or comment whose `<` was just read; the text after it, or `None` if it is none.
fn markup<'a>(after: &'a str, line: &mut Line) -> Option<&'a str> {
    if line.endless {
        return None;
    }
    if let Some(comment) = after.strip_prefix("!--") {
        return Some(after_comment(comment));
    }
    let closing = after.strip_prefix('/');
    let (name, attributes) = word(closing.unwrap_or(after))?;
    if !matches!(attributes.bytes().next(), Some(b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r')) {
        return None;
    }
    let block = lists(BLOCKS, name);
    if !block && !lists(INLINE, name) {
        return None;
    }
    let rest = after_tag(attributes);
    line.endless = rest.is_none();
    let rest = rest?;
    if block {
        line.push(' ');
    }
    if closing.is_none() && lists("script style", name) {
        return Some(after_contents(rest, name));
    }
    Some(rest)
}

/// The text after the `-->` that ends a comment; nothing if it is never closed.
fn after_comment(comment: &str) -> &str {
    let mut rest = comment;
    while let Some((before, after)) = parted(rest, b">") {
        if before.ends_with("--") {
            return after;
        }
        rest = after;
    }
    ""
}

/// The text after the `>` that ends a tag; one within quotes does not.
fn after_tag(attributes: &str) -> Option<&str> {
    let mut quote = None;
    for (place, byte) in attributes.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return attributes.get(place + 1..),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// The text from the closing tag of a `script` or `style` on; nothing if it is never closed.
fn after_contents<'a>(contents: &'a str, name: &str) -> &'a str {
    let mut rest = contents;
    while let Some((_, after)) = parted(rest, b"<") {
        let tag = after.strip_prefix('/').unwrap_or("");
        if tag.get(..name.len()).is_some_and(|other| other.eq_ignore_ascii_case(name)) {
            return after_tag(tag).unwrap_or("");
        }
        rest = after;
    }
    ""
}
