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
    /// While the first answers are awaited.
    pub loading: &'static str,
    /// There is nothing to show, as no source could be read.
    pub failed: &'static str,
    /// The sources have no headlines.
    pub empty: &'static str,
    /// There is no network.
    pub offline: &'static str,
    /// The name of the button that tries again.
    pub retry: &'static str,
    /// What stands before an age such as "5 minutes ago".
    pub updated: &'static str,
    /// The label block while breaking news is seen.
    pub breaking: &'static str,
}

const ARABIC: Words = Words {
    label: "آخر الأخبار",
    pause: "إيقاف الحركة مؤقتًا",
    play: "استئناف الحركة",
    loading: "جارٍ تحميل الأخبار…",
    failed: "تعذّر التحميل",
    empty: "لا أخبار الآن",
    offline: "لا اتصال بالشبكة",
    retry: "أعد المحاولة",
    updated: "آخر تحديث",
    breaking: "عاجل",
};

const ENGLISH: Words = Words {
    label: "Latest news",
    pause: "Pause the headlines",
    play: "Play the headlines",
    loading: "Loading the news…",
    failed: "Loading failed",
    empty: "No news at present",
    offline: "Offline",
    retry: "Retry",
    updated: "Updated",
    breaking: "Breaking",
};

const FRENCH: Words = Words {
    label: "Dernières nouvelles",
    pause: "Mettre en pause",
    play: "Reprendre le défilement",
    loading: "Chargement des actualités…",
    failed: "Échec du chargement",
    empty: "Aucune actualité pour l’instant",
    offline: "Hors ligne",
    retry: "Réessayer",
    updated: "Mis à jour",
    breaking: "Urgent",
};

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
