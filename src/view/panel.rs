//! What the panel shows of the list.

use crate::headline::Headline;
use crate::text;

/// Whether a headline has each word of a folded text, as a part at least, in its title or its publisher's name.
pub fn has(headline: &Headline, folded: &str) -> bool {
    let text = text::fold(&text::together(&[&headline.title, " ", &headline.publisher]));
    text::words(folded, b" ").all(|word| text.as_bytes().windows(word.len()).any(|part| part == word.as_bytes()))
}
