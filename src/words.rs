//! The interface's own words, in the languages that the ticker speaks.

use crate::text;

/// What the interface says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Words {
    /// The label block, and the region's name: "latest news".
    pub label: &'static str,
    /// The name of the button that pauses the strip.
    pub pause: &'static str,
    /// The name of the button that lets the strip move again.
    pub play: &'static str,
}

const ARABIC: Words = Words {
    label: "آخر الأخبار", pause: "إيقاف الحركة مؤقتًا", play: "استئناف الحركة"
};

const ENGLISH: Words = Words { label: "Latest news", pause: "Pause the headlines", play: "Play the headlines" };

const FRENCH: Words =
    Words { label: "Dernières nouvelles", pause: "Mettre en pause", play: "Reprendre le défilement" };

/// The words for a BCP 47 tag, chosen by its primary subtag; English where that language is not spoken here.
pub fn words(lang: &str) -> &'static Words {
    let primary = text::primary(lang);
    if primary.eq_ignore_ascii_case("ar") {
        &ARABIC
    } else if primary.eq_ignore_ascii_case("fr") {
        &FRENCH
    } else {
        &ENGLISH
    }
}
