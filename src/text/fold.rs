//! The folded form of a text: what two texts that mean the same letter by letter have in common. It is compared, never shown.

use super::{is_invisible, is_space, within};

/// Folds a text. Tashkeel, tatweel and invisible characters are left out; the forms of alef, of yaa and of kaf, and taa marbuta
/// and haa, become one; digits become European ones and letters small ones; quotes, punctuation and white space become one
/// space between words.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut space = false;
    for character in text.chars() {
        if within(MARKS, character) || is_invisible(character) {
            continue;
        }
        if is_space(character) || within(PUNCTUATION, character) {
            space = !folded.is_empty();
            continue;
        }
        if space {
            folded.push(' ');
            space = false;
        }
        folded.push(letter(character));
    }
    folded
}

/// Tashkeel, the small signs of the Quran's text, combined hamza and madda, and tatweel.
const MARKS: &str = "\
    \u{610}\u{61b}\u{640}\u{641}\u{64b}\u{660}\u{670}\u{671}\u{6d6}\u{6dd}\u{6df}\u{6e9}\u{6ea}\u{6ee}";

/// Quotes and punctuation. Signs that change what is said (`%`, `+`, `$`, `&`) are not among them.
const PUNCTUATION: &str = "\
    !#'+,0:<?@[a{\u{7f}\u{a1}\u{a2}\u{ab}\u{ac}\u{b4}\u{b5}\u{b7}\u{b8}\u{bb}\u{bc}\u{bf}\u{c0}\u{2b9}\u{2bd}\
    \u{60c}\u{60e}\u{61b}\u{61c}\u{61e}\u{620}\u{66b}\u{66e}\u{6d4}\u{6d5}\u{2010}\u{2028}\u{2030}\u{205f}\u{2212}\u{2213}\
    \u{3001}\u{3004}\u{3008}\u{3012}\u{ff01}\u{ff02}\u{ff0c}\u{ff10}\u{ff1a}\u{ff1c}\u{ff1f}\u{ff20}";

/// The one form of a letter or digit.
fn letter(character: char) -> char {
    let code = character as u32;
    let folded = match character {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا' as u32,
        'ى' | 'ی' | 'ے' => 'ي' as u32,
        'ة' | 'ہ' | 'ۃ' | 'ە' => 'ه' as u32,
        'ک' => 'ك' as u32,
        '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' => u32::from(b'0') + (code & 0x0f),
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ω' | 'А'..='Я' => code + 0x20,
        'Ѐ'..='Џ' => code + 0x50,
        'Ÿ' => 'ÿ' as u32,
        // In these blocks capitals and small letters take turns, the capital first: at even places, or at odd ones.
        'Ā'..='ķ' | 'Ŋ'..='ŷ' | 'Ѡ'..='ҁ' | 'Ҋ'..='ҿ' | 'Ӑ'..='ӿ' => code | 1,
        'Ĺ'..='ň' | 'Ź'..='ž' => code + (code & 1),
        _ => code,
    };
    char::from_u32(folded).unwrap_or(character)
}
