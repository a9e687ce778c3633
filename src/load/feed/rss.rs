//! RSS 2.0, <https://www.rssboard.org/rss-specification>, those before it, and RSS 1.0 (RDF),
//! <https://web.resource.org/rss/1.0/spec>, with the usual modules.

use super::Shape;
use crate::headline::address::is_web;
use crate::headline::{Field, RawHeadline};

/// In RDF the items stand beside the channel.
pub(super) const SHAPE: Shape = Shape {
    sign: "rss.channel RDF.channel",
    list: "rss.channel.item RDF.item",
    feed: "rss.channel RDF.channel",
    fields: &[
        (Field::Id, "guid rdf$about"),
        (Field::Title, "title dc$title"),
        (Field::Url, "feedburner$origLink link"),
        (Field::Publisher, "source"),
        (Field::Date, "pubDate dc$date"),
        (Field::Summary, "description content$encoded media$description"),
        (Field::Image, "media$thumbnail.url media$group.media$thumbnail.url media$content.media$thumbnail.url"),
        (Field::Lang, "dc$language xml$lang"),
    ],
};

/// An item may have its address as its identity only.
pub(super) fn finish(raw: &mut RawHeadline) {
    if !raw.has(Field::Url) {
        let guid = raw.text(Field::Id).filter(|guid| is_web(guid)).map(String::from);
        raw.set(Field::Url, guid);
    }
}
