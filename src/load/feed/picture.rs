//! A headline's picture among the media of its entry, as RSS and Atom have them, <https://www.rssboard.org/media-rss>.

use super::Node;
use super::path::{begins, find, text_at};
use crate::headline::{Field, RawHeadline};
use crate::text;

/// Where it may stand among sounds and films.
const MEDIA: &str = "media$content media$group.media$content enclosure";

/// How the addresses of sounds and films end.
const FILMS: &str = "mp4 m4v mov webm m3u8 mp3 m4a ogg wav";

/// An item of RSS or Atom may have its picture among other media; those of other formats have no such names. Media that do not say
/// what they are, as many newspapers write them, are taken for pictures unless their address ends like a film's; enclosures are not.
pub(super) fn find_among<N: Node>(raw: &mut RawHeadline, item: &N) {
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
