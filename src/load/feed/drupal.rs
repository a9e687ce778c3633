//! Nodes of Drupal's JSON:API, <https://www.drupal.org/docs/core-modules-and-themes/core-modules/jsonapi-module>; with
//! `include=field_image`, or the media field and the image behind it, also their images.

use super::path::{begins, find, text_at};
use super::{Node, Shape};
use crate::headline::{Field, RawHeadline};
use crate::text;

pub(super) const SHAPE: Shape = Shape {
    sign: "jsonapi",
    list: "data",
    feed: "",
    fields: &[
        (Field::Id, "id"),
        (Field::Title, "attributes.title attributes.name"),
        (Field::Url, "attributes.path.alias"),
        (Field::Date, "attributes.created"),
        (Field::Summary, "attributes.body.summary attributes.body.processed attributes.body.value"),
        (Field::Lang, "attributes.langcode"),
    ],
};

/// How many of the entities that come along are looked at; a page of nodes has at most 50, with two each.
const MOST_INCLUDED: usize = 200;

/// How many relations of an entity are looked at, and how many of these are followed: a hostile document must not take long.
const MOST_RELATIONS: usize = 50;
const MOST_FOLLOWED: usize = 4;

/// The entities that come along with a document's nodes.
pub(super) fn included<N: Node>(document: &N) -> Vec<N> {
    let mut included = document.get("included").and_then(|included| included.items()).unwrap_or_default();
    included.truncate(MOST_INCLUDED);
    included
}

/// A node without an alias has the address of its number; its image stands elsewhere in the document.
pub(super) fn finish<N: Node>(raw: &mut RawHeadline, item: &N, included: &[N]) {
    if !raw.has(Field::Url)
        && let Some(number) = find(item, "attributes.drupal_internal__nid").and_then(|number| number.number())
    {
        raw.set(Field::Url, Some(text::together(&["/node/", &text::decimal(number as u64)])));
    }
    image(raw, item, included, 2);
}

/// Follows an entity's relations to a picture, over at most so many of them: those to files and media, whatever the site calls
/// them, for authors have pictures as well.
fn image<N: Node>(raw: &mut RawHeadline, entity: &N, included: &[N], hops: u32) {
    let Some(relations) = entity.get("relationships") else { return };
    let mut followed = 0;
    for name in relations.names().iter().take(MOST_RELATIONS) {
        let Some(relation) = relations.get(name) else { continue };
        let is_to = |kind| begins(&relation, "data.type", kind) == Some(true);
        if raw.has(Field::Image) || followed == MOST_FOLLOWED || !is_to("file--") && !is_to("media--") {
            continue;
        }
        followed += 1;
        let Some(id) = text_at(&relation, "data.id") else { continue };
        let is_it = |other: &&N| text_at(*other, "id").as_ref() == Some(&id);
        let Some(target) = included.iter().find(is_it) else { continue };
        // A file may be a document for download.
        if begins(target, "attributes.filemime", "image").unwrap_or(true) {
            raw.set(Field::Image, text_at(target, "attributes.uri.url"));
            raw.set(Field::Alt, text_at(&relation, "data.meta.alt"));
        }
        if !raw.has(Field::Image) && hops > 1 {
            image(raw, target, included, hops - 1);
        }
    }
}
