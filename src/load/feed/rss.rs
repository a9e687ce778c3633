//! RSS 2.0, <https://www.rssboard.org/rss-specification>, those before it, and RSS 1.0 (RDF),
//! <https://web.resource.org/rss/1.0/spec>, with the usual modules.

use super::path::{begins, find, text_at};
use super::{Node, Shape};
use crate::headline::address::is_web;
use crate::headline::{Field, RawHeadline};
use crate::text;

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

/// Where a picture may stand among sounds and films.
const MEDIA: &str = "media$content media$group.media$content enclosure";

/// An item may have its address as its identity only.
pub(super) fn finish(raw: &mut RawHeadline) {
    if !raw.has(Field::Url) {
        let guid = raw.text(Field::Id).filter(|guid| is_web(guid)).map(String::from);
        raw.set(Field::Url, guid);
    }
}

/// How the addresses of sounds and films end.
const FILMS: &str = "mp4 m4v mov webm m3u8 mp3 m4a ogg wav";

/// An item of RSS or Atom may have its picture among other media; those of other formats have no such names. Media that do not say
/// what they are, as many newspapers write them, are taken for pictures unless their address ends like a film's; enclosures are not.
pub(super) fn picture<N: Node>(raw: &mut RawHeadline, item: &N) {
    for name in text::parts(MEDIA, b" ") {
        for media in &find(item, name).and_then(|media| media.items()).unwrap_or_default() {
            let said = begins(media, "type", "image").or_else(|| begins(media, "medium", "image"));
            let Some(url) = text_at(media, "url").filter(|_| !raw.has(Field::Image)) else { continue };
            let ending = text::last(&url, b'.').and_then(|point| url.get(point + 1..)).unwrap_or_default();
            if said.unwrap_or(name != "enclosure" && !text::lists(FILMS, ending)) {
                raw.set(Field::Image, Some(url));
            }
        }
    }
}
