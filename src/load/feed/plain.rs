//! A headline whose fields have our own names, or the usual other ones for them.

use super::{Node, text_of};
use crate::headline::{Field, Problems, RawHeadline};
use crate::{date, text};

/// The largest whole number that JavaScript tells from its neighbours.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_991.0;

/// The names of each field, the better one first.
const FIELDS: &[(Field, &str)] = &[
    (Field::Id, "id"),
    (Field::Title, "title"),
    (Field::Url, "url link"),
    (Field::Publisher, "publisher"),
    (Field::Date, "date date_published"),
    (Field::Summary, "summary description"),
    (Field::Image, "image"),
    (Field::Lang, "lang language"),
    (Field::Dir, "dir"),
    (Field::Breaking, "breaking"),
];

/// Reads the fields of one headline.
pub(super) fn headline<N: Node>(item: &N, problems: &mut Problems) -> RawHeadline {
    let mut raw = RawHeadline::default();
    fill(&mut raw, item, FIELDS, problems);
    raw
}

/// Reads each field of `fields` that has no text yet, under the first of its names that is there. One of a wrong type is left
/// out and told in `problems`.
pub(super) fn fill<N: Node>(raw: &mut RawHeadline, item: &N, fields: &[(Field, &str)], problems: &mut Problems) {
    for (field, names) in fields {
        if raw.has(*field) {
            continue;
        }
        for name in text::parts(names, b" ") {
            if let Some(said) = item.get(name) {
                if !take(raw, *field, &said) {
                    problems.left_out(name, " is of a wrong type");
                }
                break;
            }
        }
    }
}

/// Takes what was said under a field; false if it is of a wrong type.
fn take<N: Node>(raw: &mut RawHeadline, field: Field, said: &N) -> bool {
    let text = said.text();
    let text = match field {
        Field::Date => {
            raw.date = text.map(|text| date::parse(&text).unwrap_or(f64::NAN)).or_else(|| said.number());
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
            raw.set(Field::Alt, text_of(said, "alt"));
            text.or_else(|| text_of(said, "url"))
        }
        _ => text,
    };
    raw.set(field, text);
    raw.has(field)
}

/// A whole number that is not negative, in digits.
fn whole(number: f64) -> Option<String> {
    let whole = number as u64;
    (number <= LARGEST_WHOLE && whole as f64 == number).then(|| text::decimal(whole))
}
