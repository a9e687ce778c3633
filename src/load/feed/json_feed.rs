//! JSON Feed 1.1, <https://www.jsonfeed.org/version/1.1/>: nearly our own names, and items that may have no title.

use super::plain::{self, first};
use super::{Node, text_of};
use crate::headline::{RawHeadline, RawImage};
use crate::text;

/// Characters of an item's text that stand for its title where it has none.
const START: usize = 120;

/// Whether a document says that it is a JSON Feed, of whatever version.
pub(super) fn is_one<N: Node>(document: &N) -> bool {
    text_of(document, "version").is_some_and(|version| {
        text::parted(&version, b":").is_some_and(|(_, rest)| rest.starts_with("//jsonfeed.org/version/"))
    })
}

/// Reads one item. `authors` are people, not publishers, and are not read.
pub(super) fn headline<N: Node>(item: &N, problems: &mut Vec<String>) -> RawHeadline {
    let mut raw = plain::headline(item, problems);
    let content = first(item, &["content_text"], problems, Node::text);
    raw.summary = raw.summary.or(content);
    if item.get("title").is_none() {
        raw.title = raw.summary.as_deref().map(|text| text::cut(text, START).unwrap_or_else(|| String::from(text)));
    }
    if raw.url.is_none() {
        raw.url = first(item, &["external_url"], problems, Node::text);
    }
    if raw.image.is_none() {
        raw.image =
            first(item, &["banner_image"], problems, Node::text).map(|url| RawImage { url, ..RawImage::default() });
    }
    raw
}
