//! Which way a text runs.

use super::{before, lists, parts};

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
    let mut right_to_left = 0_usize;
    let mut left_to_right = 0_usize;
    for character in text.chars() {
        if is_right_to_left(character) {
            right_to_left += 1;
        } else if is_left_to_right(character) {
            left_to_right += 1;
        }
    }
    match right_to_left.cmp(&left_to_right) {
        std::cmp::Ordering::Greater => Some(Dir::Rtl),
        std::cmp::Ordering::Less => Some(Dir::Ltr),
        std::cmp::Ordering::Equal => None,
    }
}

/// Strong right-to-left characters: letters and signs of Hebrew, Arabic, Syriac, Thaana, N'Ko and their neighbours. Their
/// vowel marks, digits and neutral punctuation do not count.
fn is_right_to_left(character: char) -> bool {
    matches!(character,
        '\u{5be}' | '\u{5c0}' | '\u{5c3}' | '\u{5c6}' | '\u{5d0}'..='\u{5f4}'
        | '\u{608}' | '\u{60b}' | '\u{60d}' | '\u{61b}'..='\u{64a}' | '\u{66d}'..='\u{66f}' | '\u{671}'..='\u{6d5}'
        | '\u{6e5}' | '\u{6e6}' | '\u{6ee}' | '\u{6ef}' | '\u{6fa}'..='\u{710}' | '\u{712}'..='\u{72f}'
        | '\u{74d}'..='\u{7a5}' | '\u{7b1}' | '\u{7c0}'..='\u{7ea}' | '\u{7f4}' | '\u{7f5}' | '\u{7fa}'
        | '\u{800}'..='\u{815}' | '\u{840}'..='\u{858}' | '\u{860}'..='\u{88e}' | '\u{8a0}'..='\u{8c9}'
        | '\u{200f}' | '\u{fb1d}' | '\u{fb1f}'..='\u{fb28}' | '\u{fb2a}'..='\u{fd3d}' | '\u{fd50}'..='\u{fdfc}'
        | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Strong left-to-right characters, by whole blocks where a few weak ones among them do not matter.
fn is_left_to_right(character: char) -> bool {
    matches!(character,
        'A'..='Z' | 'a'..='z' | 'ª' | 'µ' | 'º' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{2b8}'
        | '\u{370}'..='\u{373}' | '\u{376}'..='\u{37d}' | '\u{37f}'..='\u{482}' | '\u{48a}'..='\u{589}'
        | '\u{903}'..='\u{1fff}' | '\u{200e}' | '\u{2c00}'..='\u{2ddf}' | '\u{3005}'..='\u{3007}'
        | '\u{3041}'..='\u{d7ff}' | '\u{f900}'..='\u{fb17}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}'
        | '\u{ff66}'..='\u{ffdc}' | '\u{10000}'..='\u{107ff}' | '\u{11000}'..='\u{1bfff}' | '\u{20000}'..='\u{3ffff}')
}

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
    // A script has four letters and stands before any extension, which begins with a single character.
    let script = subtags
        .take_while(|subtag| subtag.len() > 1)
        .find(|subtag| subtag.len() == 4 && subtag.bytes().all(|byte| byte.is_ascii_alphabetic()));
    if let Some(script) = script {
        return Some(dir_by(script, SCRIPTS));
    }
    if language.is_empty() || lists("und mul mis zxx", language) {
        return None;
    }
    Some(dir_by(language, LANGUAGES))
}

fn dir_by(name: &str, right_to_left: &str) -> Dir {
    if lists(right_to_left, name) { Dir::Rtl } else { Dir::Ltr }
}
