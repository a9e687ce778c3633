//! Words that a headline must have, or must not have.

use super::Rules;
use crate::headline::Headline;
use crate::text;

/// What stands attached before an Arabic word: and, so, with, like, for, the, and what they make together, folded.
const PARTICLES: &str = "و ف ب ك ل ال لل بال كال وب وك ول وال ولل وبال وكال فب فك فل فال فلل فبال فكال";

/// Whether a headline has what it must have and nothing that it must not have.
pub(super) fn admits(headline: &Headline, rules: &Rules) -> bool {
    if rules.include.is_empty() && rules.exclude.is_empty() {
        return true;
    }
    let text = text::fold(&text::together(&[&headline.title, " ", &headline.summary]));
    (rules.include.is_empty() || has(&text, &rules.include)) && !has(&text, &rules.exclude)
}

/// Whether a folded text has one of some folded words, which may stand behind a particle.
fn has(text: &str, words: &[String]) -> bool {
    let mut end = 0;
    for part in text::parts(text, b" ") {
        end += part.len();
        for word in words {
            // What was written as one word may be several once it is folded, so the text is looked at, not the part.
            if let Some(before) = text.get(..end).and_then(|text| text.strip_suffix(word.as_str())) {
                let start = text::last(before, b' ').map_or(0, |space| space + 1);
                let attached = before.get(start..).unwrap_or_default();
                if attached.is_empty() || text::lists(PARTICLES, attached) {
                    return true;
                }
            }
        }
        end += 1;
    }
    false
}
