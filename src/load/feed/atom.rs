//! Atom 1.0, <https://datatracker.ietf.org/doc/html/rfc4287>, as XML or as the JSON of Blogger,
//! <https://developers.google.com/gdata/docs/json>.

use super::path::{begins, find, text_at, text_of};
use super::{Node, Shape};
use crate::headline::{Field, RawHeadline};
use crate::text;

pub(super) const SHAPE: Shape = Shape {
    sign: "feed.title.$t",
    list: "feed.entry",
    feed: "feed",
    fields: &[
        (Field::Id, "id"),
        (Field::Title, "title"),
        (Field::Url, "feedburner$origLink"),
        (Field::Publisher, "source.title"),
        (Field::Date, "published updated"),
        (Field::Summary, "summary content media$group.media$description"),
        (Field::Image, "media$thumbnail.url media$group.media$thumbnail.url"),
        (Field::Lang, "xml$lang"),
    ],
};

/// An entry's link is one of several. Its title and its summary are texts to be shown as they are, unless they say that they are
/// HTML.
pub(super) fn finish<N: Node>(raw: &mut RawHeadline, item: &N) {
    let links = item.get("link").and_then(|links| links.items()).unwrap_or_default();
    let is_alternate = |link: &&N| text_at(*link, "rel").is_none_or(|rel| rel == "alternate");
    if let Some(link) = links.iter().find(is_alternate).filter(|_| !raw.has(Field::Url)) {
        raw.set(Field::Url, text_at(link, "href"));
    }
    for link in &links {
        let is_picture = begins(link, "rel", "enclosure") == Some(true) && begins(link, "type", "image") == Some(true);
        if is_picture && !raw.has(Field::Image) {
            raw.set(Field::Image, text_at(link, "href"));
        }
    }
    literal(raw, item, Field::Title, "title");
    literal(raw, item, Field::Summary, "summary");
    literal(raw, item, Field::Summary, "content");
}

/// Takes a text as it is, not as HTML, if the entry does not say that it is HTML.
#[inline(never)]
fn literal<N: Node>(raw: &mut RawHeadline, item: &N, field: Field, name: &str) {
    if let Some(said) = find(item, name)
        && text_at(&said, "type").is_none_or(|kind| kind != "html" && kind != "text/html")
        // The source may have said that it stands elsewhere.
        && raw.text(field) == text_of(&said).as_deref()
    {
        raw.set(field, raw.text(field).map(text::escaped));
    }
}
