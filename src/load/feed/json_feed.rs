//! JSON Feed 1.1, <https://www.jsonfeed.org/version/1.1/>: nearly our own names, and items that may have no title.

use super::path::text_at;
use super::{Node, Shape};
use crate::headline::Field;
use crate::text;

/// `authors` are people, not publishers, and are not read.
pub(super) const SHAPE: Shape = Shape {
    sign: "version",
    list: "items",
    feed: "",
    fields: &[
        (Field::Id, "id"),
        (Field::Title, "title"),
        (Field::Url, "url external_url"),
        (Field::Publisher, "publisher"),
        (Field::Date, "date date_published date_modified"),
        (Field::Summary, "summary content_text content_html"),
        (Field::Image, "image banner_image"),
        (Field::Lang, "lang language"),
        (Field::Dir, "dir"),
        (Field::Breaking, "breaking"),
    ],
};

/// Whether a document says that it is a JSON Feed, of whatever version.
pub(super) fn is_one<N: Node>(document: &N) -> bool {
    text_at(document, SHAPE.sign).is_some_and(|version| {
        text::parted(&version, b":").is_some_and(|(_, rest)| rest.starts_with("//jsonfeed.org/version/"))
    })
}
