//! Finds what a format says under its own names.

use super::Node;
use crate::settings::reader::digits;
use crate::text;

/// What stands at a dotted path. A number picks an entry of a list; a name asks its first entry.
pub(super) fn find<N: Node>(node: &N, path: &str) -> Option<N> {
    let mut found = None;
    for name in text::parts(path, b".") {
        found = Some(step(found.as_ref().unwrap_or(node), name)?);
    }
    found
}

/// What stands at the first of some paths, with a space between them, at which something stands.
pub(super) fn find_any<N: Node>(node: &N, paths: &str) -> Option<N> {
    for path in text::words(paths, b" ") {
        let found = find(node, path);
        if found.is_some() {
            return found;
        }
    }
    None
}

#[inline(never)]
fn step<N: Node>(node: &N, name: &str) -> Option<N> {
    let Some(mut items) = node.items() else { return node.get(name) };
    let place = digits(name);
    if place.is_nan() {
        return items.first()?.get(name);
    }
    ((place as usize) < items.len()).then(|| items.swap_remove(place as usize))
}

/// The text at a path: of a string, or of an XML element, whose text is its `$t`; of several elements that of the first.
pub(super) fn text_at<N: Node>(node: &N, path: &str) -> Option<String> {
    text_of(&find(node, path)?)
}

/// See [`text_at`].
pub(super) fn text_of<N: Node>(node: &N) -> Option<String> {
    node.text().or_else(|| step(node, "$t")?.text())
}

/// Whether the text at a path begins so; `None` where there is none, or an empty one.
#[inline(never)]
pub(super) fn begins<N: Node>(node: &N, path: &str, start: &str) -> Option<bool> {
    text_at(node, path).filter(|text| !text.is_empty()).map(|text| text.starts_with(start))
}
