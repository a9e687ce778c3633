//! Which way a text runs.

use super::{before, lists, parts, within};

/// The direction of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dir {
    /// Right to left.
    Rtl,
    /// Left to right.
    Ltr,
}

impl Dir {
    /// The value of the `dir` attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rtl => "rtl",
            Self::Ltr => "ltr",
        }
    }
}

/// The direction of the majority of the strong characters, not of the first one: an Arabic sentence that begins with a Latin
/// brand name still runs from right to left. `None` if there is no strong character, or as many of each kind.
pub fn direction(text: &str) -> Option<Dir> {
    let mut balance = 0;
    for character in text.chars() {
        if within(RIGHT_TO_LEFT, character) {
            balance += 1;
        } else if within(LEFT_TO_RIGHT, character) {
            balance -= 1;
        }
    }
    if balance == 0 {
        return None;
    }
    Some(if balance > 0 { Dir::Rtl } else { Dir::Ltr })
}

/// Strong right-to-left characters: letters and signs of Hebrew, Arabic, Syriac, Thaana, N'Ko and their neighbours. Their
/// vowel marks, digits and neutral punctuation do not count.
const RIGHT_TO_LEFT: &str = "\
    \u{5be}\u{5bf}\u{5c0}\u{5c1}\u{5c3}\u{5c4}\u{5c6}\u{5c7}\u{5d0}\u{5f5}\u{608}\u{609}\u{60b}\u{60c}\u{60d}\u{60e}\
    \u{61b}\u{64b}\u{66d}\u{670}\u{671}\u{6d6}\u{6e5}\u{6e7}\u{6ee}\u{6f0}\u{6fa}\u{711}\u{712}\u{730}\u{74d}\u{7a6}\
    \u{7b1}\u{7b2}\u{7c0}\u{7eb}\u{7f4}\u{7f6}\u{7fa}\u{7fb}\u{800}\u{816}\u{840}\u{859}\u{860}\u{88f}\u{8a0}\u{8ca}\
    \u{200f}\u{2010}\u{fb1d}\u{fb1e}\u{fb1f}\u{fb29}\u{fb2a}\u{fd3e}\u{fd50}\u{fdfd}\u{fe70}\u{fefd}\u{10800}\u{11000}\
    \u{1e800}\u{1f000}";

/// Strong left-to-right characters, by whole blocks where a few weak ones among them do not matter.
const LEFT_TO_RIGHT: &str = "\
    A[a{\u{aa}\u{ab}\u{b5}\u{b6}\u{ba}\u{bb}\u{c0}\u{d7}\u{d8}\u{f7}\u{f8}\u{2b9}\u{370}\u{374}\u{376}\u{37e}\
    \u{37f}\u{483}\u{48a}\u{58a}\u{903}\u{2000}\u{200e}\u{200f}\u{2c00}\u{2de0}\u{3005}\u{3008}\u{3041}\u{e000}\
    \u{f900}\u{fb18}\u{ff21}\u{ff3b}\u{ff41}\u{ff5b}\u{ff66}\u{ffdd}\u{10000}\u{10800}\u{11000}\u{1c000}\u{20000}\u{40000}";

/// The primary subtag of a language tag: what stands before the first hyphen.
pub fn primary(tag: &str) -> &str {
    before(tag, b"-")
}

/// Scripts that run from right to left, as ISO 15924 names them.
const SCRIPTS: &str = "arab aran hebr thaa syrc nkoo adlm rohg samr mand yezi";

/// Languages that are written from right to left unless their tag names a script.
const LANGUAGES: &str =
    "ar he iw fa ur ps sd ug yi ji dv ckb ks pnb azb mzn glk lrc bal prs syr arc nqo arz ary arq aeb apc acm ars";

/// The direction that a BCP 47 tag implies: of its script if it names one, else of its language. `None` for an empty tag and
/// for those that name no language (`und`, `mul`, `mis`, `zxx`).
pub fn dir_of_lang(tag: &str) -> Option<Dir> {
    let mut subtags = parts(tag, b"-");
    let language = subtags.next()?;
    for subtag in subtags {
        // A script has four letters and stands before any extension, which begins with a single character.
        if subtag.len() < 2 {
            break;
        }
        if subtag.len() == 4 && subtag.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return Some(dir_by(subtag, SCRIPTS));
        }
    }
    if language.is_empty() || lists("und mul mis zxx", language) {
        return None;
    }
    Some(dir_by(language, LANGUAGES))
}

fn dir_by(name: &str, right_to_left: &str) -> Dir {
    if lists(right_to_left, name) { Dir::Rtl } else { Dir::Ltr }
}
