//! The interface's own words, in the languages that the ticker speaks.

use crate::text;

/// What the interface says, in the order of the lines of each language.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Word {
    /// The label block, and the region's name: "latest news".
    Label,
    /// The name of the button that pauses the strip.
    Pause,
    /// The name of the button that lets the strip move again.
    Play,
    /// The name of the button that goes back by a headline.
    Previous,
    /// The name of the button that goes on by a headline.
    Next,
    /// While the first answers are awaited.
    Loading,
    /// There is nothing to show, as no source could be read.
    Failed,
    /// The sources have no headlines.
    Empty,
    /// There is no network.
    Offline,
    /// The name of the button that tries again.
    Retry,
    /// What stands before an age such as "5 minutes ago".
    Updated,
    /// The label block while breaking news is seen.
    Breaking,
}

const ARABIC: &str = "\
    آخر الأخبار\n\
    إيقاف الحركة مؤقتًا\n\
    استئناف الحركة\n\
    الخبر السابق\n\
    الخبر التالي\n\
    جارٍ تحميل الأخبار…\n\
    تعذّر التحميل\n\
    لا أخبار الآن\n\
    لا اتصال بالشبكة\n\
    أعد المحاولة\n\
    آخر تحديث\n\
    عاجل";

const ENGLISH: &str = "\
    Latest news\n\
    Pause the headlines\n\
    Play the headlines\n\
    Previous headline\n\
    Next headline\n\
    Loading the news…\n\
    Loading failed\n\
    No news at present\n\
    Offline\n\
    Retry\n\
    Updated\n\
    Breaking";

const FRENCH: &str = "\
    Dernières nouvelles\n\
    Mettre en pause\n\
    Reprendre le défilement\n\
    Titre précédent\n\
    Titre suivant\n\
    Chargement des actualités…\n\
    Échec du chargement\n\
    Aucune actualité pour l’instant\n\
    Hors ligne\n\
    Réessayer\n\
    Mis à jour\n\
    Urgent";

/// A word for a BCP 47 tag, chosen by its primary subtag; English where that language is not spoken here.
pub fn word(lang: &str, word: Word) -> &'static str {
    let primary = text::primary(lang);
    let language = if primary.eq_ignore_ascii_case("ar") {
        ARABIC
    } else if primary.eq_ignore_ascii_case("fr") {
        FRENCH
    } else {
        ENGLISH
    };
    text::parts(language, b"\n").nth(word as usize).unwrap_or_default()
}
