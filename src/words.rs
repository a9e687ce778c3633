//! The interface's own words, in the languages that the ticker speaks: one file for each in `words/`, a line for each word.

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
    /// The link of a card to the article.
    Read,
    /// What a card says of publisher (`{p}`) and day (`{d}`).
    PublishedByOn,
    /// The same where the day is not known.
    PublishedBy,
    /// The same where the publisher is not known.
    PublishedOn,
    /// What stands before the other publishers of the same story.
    Also,
    /// The name of the button that closes the card or the panel.
    Close,
    /// The panel's name, and that of the button that opens it.
    All,
    /// The name of the field to search the panel in.
    Search,
    /// What the panel says where nothing is found.
    NothingFound,
    /// How many headlines (`{n}`) the panel shows: forms with `|` between them, each behind its plural category of
    /// <https://cldr.unicode.org/index/cldr-spec/plural-rules> and a colon.
    Count,
    /// The name of a card's button that reports its image.
    Report,
    /// The reasons to report an image: with `|` between them, each behind the keyword that is sent and a colon.
    Reasons,
    /// What a reader is told who has reported an image.
    Thanks,
}

impl Word {
    /// The public names, in the order of the words.
    pub const NAMES: &str = "label pause play previous next loading failed empty offline retry updated breaking read \
        published-by-on published-by published-on also close all search nothing-found count report reasons thanks";

    /// The word of that public name.
    pub fn named(name: &str) -> Option<Word> {
        const ALL: [Word; 25] = [
            Word::Label,
            Word::Pause,
            Word::Play,
            Word::Previous,
            Word::Next,
            Word::Loading,
            Word::Failed,
            Word::Empty,
            Word::Offline,
            Word::Retry,
            Word::Updated,
            Word::Breaking,
            Word::Read,
            Word::PublishedByOn,
            Word::PublishedBy,
            Word::PublishedOn,
            Word::Also,
            Word::Close,
            Word::All,
            Word::Search,
            Word::NothingFound,
            Word::Count,
            Word::Report,
            Word::Reasons,
            Word::Thanks,
        ];
        ALL.get(text::place(Word::NAMES, name)?).copied()
    }
}

/// The languages that are spoken here, by the primary subtags of their BCP 47 tags.
pub const LANGUAGES: &str = "en ar fr es pt de tr fa he ur";

/// Their words, in that order.
const WORDS: [&str; 10] = [
    include_str!("words/en.txt"),
    include_str!("words/ar.txt"),
    include_str!("words/fr.txt"),
    include_str!("words/es.txt"),
    include_str!("words/pt.txt"),
    include_str!("words/de.txt"),
    include_str!("words/tr.txt"),
    include_str!("words/fa.txt"),
    include_str!("words/he.txt"),
    include_str!("words/ur.txt"),
];

/// A word for a BCP 47 tag, chosen by its primary subtag; English where that language is not spoken here.
pub fn word(lang: &str, word: Word) -> &'static str {
    let primary = text::primary(lang);
    // Its tag until 1989.
    let primary = if primary.eq_ignore_ascii_case("iw") { "he" } else { primary };
    let language = WORDS.get(text::place(LANGUAGES, primary).unwrap_or(0)).copied().unwrap_or_default();
    text::parts(language, b"\n").nth(word as usize).unwrap_or_default()
}
