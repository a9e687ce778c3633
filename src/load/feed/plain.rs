//! A list of headlines under the names that are usual where no format is followed; and how fields are read at all.

use super::path::{find, text_of};
use super::{Node, Shape};
use crate::headline::{Field, Problems, RawHeadline};
use crate::settings::reader::digits;
use crate::{date, text};

/// Numbers below this are seconds since 1970, not milliseconds: as those they would be before 1974.
const SECONDS: f64 = 1e11;

/// The largest whole number that JavaScript tells from its neighbours.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_991.0;

/// How deep a list may be wrapped.
pub(super) const DEPTH: u32 = 4;

/// The names under which a list may stand, or an object around it.
const LISTS: &str =
    "items headlines articles posts entries stories news results docs data response result feed content list";

pub(super) const SHAPE: Shape = Shape {
    sign: "",
    list: "",
    feed: "",
    fields: &[
        (Field::Id, "id guid uuid _id"),
        (Field::Title, "title headline name title.rendered title.text headline.main"),
        (Field::Url, "url link permalink webUrl web_url href canonical_url"),
        (Field::Publisher, "publisher publisher.name source.name site_name"),
        (
            Field::Date,
            "date date_published published publishedAt published_at published_date pubDate pub_date \
             publishDate webPublicationDate created_at createdAt timestamp date_modified updated_at",
        ),
        (Field::Summary, "summary description excerpt abstract teaser"),
        (Field::Image, "image image_url imageUrl urlToImage thumbnail picture"),
        (Field::Lang, "lang language"),
        (Field::Dir, "dir"),
        (Field::Breaking, "breaking"),
    ],
};

/// The list of a document, perhaps within others.
pub(super) fn list<N: Node>(node: &N, depth: u32) -> Option<Vec<N>> {
    let items = node.items();
    if items.is_some() || depth == 0 {
        return items;
    }
    for name in text::parts(LISTS, b" ") {
        let items = node.get(name).and_then(|inner| list(&inner, depth - 1));
        if items.is_some() {
            return items;
        }
    }
    None
}

/// Reads each field of `fields` that has no text yet, at the first of its places that holds something. One that only has
/// something of a wrong type is left out and told in `problems`.
pub(super) fn fill<N: Node>(raw: &mut RawHeadline, item: &N, fields: &[(Field, &str)], problems: &mut Problems) {
    for (field, names) in fields {
        let mut wrong = None;
        for name in text::parts(names, b" ") {
            if !from(raw, item, *field, name) {
                wrong = wrong.or(Some(name));
            }
        }
        tell(raw, *field, wrong, problems);
    }
}

/// Reads a field from the one place that the source is said to have it at, whatever characters the names there have.
pub(super) fn fill_from<N: Node>(raw: &mut RawHeadline, item: &N, field: Field, path: &str, problems: &mut Problems) {
    let fits = from(raw, item, field, path);
    tell(raw, field, (!fits).then_some(path), problems);
}

/// Takes what stands at a place, if nothing was said yet; false if it is of a wrong type.
fn from<N: Node>(raw: &mut RawHeadline, item: &N, field: Field, path: &str) -> bool {
    raw.has(field) || find(item, path).is_none_or(|said| take(raw, field, &said))
}

fn tell(raw: &RawHeadline, field: Field, wrong: Option<&str>, problems: &mut Problems) {
    if let Some(name) = wrong.filter(|_| !raw.has(field)) {
        problems.left_out(name, " is of a wrong type");
    }
}

/// Takes what was said under a field; false if it is of a wrong type.
fn take<N: Node>(raw: &mut RawHeadline, field: Field, said: &N) -> bool {
    let text = text_of(said);
    let text = match field {
        Field::Date => {
            raw.date = text.map(|text| moment(&text)).or_else(|| said.number().map(milliseconds));
            return raw.date.is_some();
        }
        Field::Breaking => {
            raw.breaking = said.flag() == Some(true);
            return said.flag().is_some();
        }
        Field::Id => text.or_else(|| whole(said.number()?)),
        // An image is an address, or an object with one.
        Field::Image => {
            raw.blocked = said.get("blocked").and_then(|blocked| blocked.flag()) == Some(true);
            raw.set(Field::Alt, said.get("alt").and_then(|alt| alt.text()));
            text.or_else(|| find(said, "url")?.text())
        }
        _ => text,
    };
    let is_text = text.is_some();
    raw.set(field, text.filter(|text| !text.is_empty()));
    is_text
}

/// A date in a text, which may be a number.
fn moment(text: &str) -> f64 {
    let number = digits(text.trim_ascii());
    if number.is_nan() { date::parse(text).unwrap_or(f64::NAN) } else { milliseconds(number) }
}

fn milliseconds(number: f64) -> f64 {
    if number.abs() < SECONDS { number * 1_000.0 } else { number }
}

/// A whole number that is not negative, in digits.
fn whole(number: f64) -> Option<String> {
    let whole = number as u64;
    (number <= LARGEST_WHOLE && whole as f64 == number).then(|| text::decimal(whole))
}
