//! Which headlines the list lets in by their words.

use super::Rules;
use crate::headline::Headline;
use crate::text;

/// What Arabic writes together with the word that follows: and, so, in, like, for, the, and several of them.
const PARTICLES: &str = "ال و ف ب ك ل لل وال فال بال كال وب ول ولل وك فب فل فلل وبال وكال";

/// Whether a headline has one of the words that it must have, and none of those that it must not have, in its title or
/// summary.
pub(super) fn lets_in(rules: &Rules, headline: &Headline) -> bool {
    if rules.include.is_empty() && rules.exclude.is_empty() {
        return true;
    }
    let text = text::fold(&text::together(&[&headline.title, " ", &headline.summary]));
    let has = |wanted: &String| text::words(&text).any(|word| is_same(word, wanted));
    (rules.include.is_empty() || rules.include.iter().any(has)) && !rules.exclude.iter().any(has)
}

/// Whether a folded word of a text is the wanted one, perhaps behind particles. The wanted one may begin with the article.
fn is_same(word: &str, wanted: &str) -> bool {
    let bare = wanted.strip_prefix("ال").filter(|bare| !bare.is_empty()).unwrap_or(wanted);
    let particles = word.strip_suffix(bare);
    word == wanted || particles.is_some_and(|particles| text::lists(PARTICLES, particles) || particles.is_empty())
}
