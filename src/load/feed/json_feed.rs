//! JSON Feed 1.1, <https://www.jsonfeed.org/version/1.1/>: nearly our own names, and items that may have no title.

use super::{Node, plain, text_of};
use crate::headline::{Field, Problems, RawHeadline};
use crate::text;

/// Characters of an item's text that stand for its title where it has none.
const START: usize = 120;

/// What stands in for a field that is missing under the names it has elsewhere.
const STAND_INS: &[(Field, &str)] =
    &[(Field::Summary, "content_text"), (Field::Url, "external_url"), (Field::Image, "banner_image")];

/// Whether a document says that it is a JSON Feed, of whatever version.
pub(super) fn is_one<N: Node>(document: &N) -> bool {
    text_of(document, "version").is_some_and(|version| {
        text::parted(&version, b":").is_some_and(|(_, rest)| rest.starts_with("//jsonfeed.org/version/"))
    })
}

/// Reads one item. `authors` are people, not publishers, and are not read.
pub(super) fn headline<N: Node>(item: &N, problems: &mut Problems) -> RawHeadline {
    let mut raw = plain::headline(item, problems);
    plain::fill(&mut raw, item, STAND_INS, problems);
    if item.get("title").is_none() {
        let mut start = raw.text(Field::Summary).map(String::from);
        if let Some(start) = &mut start {
            text::cut(start, START);
        }
        raw.set(Field::Title, start);
    }
    raw
}
