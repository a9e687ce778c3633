//! A headline whose fields have our own names, or the usual other ones for them.

use super::Node;
use crate::headline::{RawDate, RawHeadline, RawImage};
use crate::text;

/// The largest whole number that JavaScript tells from its neighbours.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_991.0;

/// Reads the fields of one headline. A field of a wrong type is left out and told in `problems`.
pub fn headline<N: Node>(item: &N, problems: &mut Vec<String>) -> RawHeadline {
    RawHeadline {
        id: first(item, &["id"], problems, name_of),
        title: first(item, &["title"], problems, Node::text),
        url: first(item, &["url", "link"], problems, Node::text),
        publisher: first(item, &["publisher"], problems, Node::text),
        date: first(item, &["date", "date_published"], problems, date),
        summary: first(item, &["summary", "description"], problems, Node::text),
        image: first(item, &["image"], problems, image),
        lang: first(item, &["lang", "language"], problems, Node::text),
        dir: first(item, &["dir"], problems, Node::text),
        breaking: first(item, &["breaking"], problems, Node::flag).unwrap_or(false),
    }
}

/// What `read` makes of the first field that is there; a problem if it makes nothing of it.
pub(super) fn first<N: Node, T>(
    item: &N,
    names: &[&str],
    problems: &mut Vec<String>,
    read: fn(&N) -> Option<T>,
) -> Option<T> {
    let (name, field) = names.iter().find_map(|name| Some((name, item.get(name)?)))?;
    let value = read(&field);
    if value.is_none() {
        let mut problem = String::from("its ");
        problem.push_str(name);
        problem.push_str(" is of a wrong type and was left out");
        problems.push(problem);
    }
    value
}

/// An `id` is a string or a whole number that is not negative.
fn name_of<N: Node>(field: &N) -> Option<String> {
    field.text().or_else(|| {
        let number = field.number()?;
        let whole = number as u64;
        (number <= LARGEST_WHOLE && whole as f64 == number).then(|| text::decimal(whole))
    })
}

fn date<N: Node>(field: &N) -> Option<RawDate> {
    let text = field.text().map(RawDate::Text);
    text.or_else(|| field.number().map(RawDate::Milliseconds))
}

/// An image is an address, or an object with one.
fn image<N: Node>(field: &N) -> Option<RawImage> {
    if let Some(url) = field.text() {
        return Some(RawImage { url, ..RawImage::default() });
    }
    Some(RawImage {
        url: field.get("url")?.text()?,
        alt: field.get("alt").and_then(|alt| alt.text()),
        blocked: field.get("blocked").and_then(|blocked| blocked.flag()).unwrap_or(false),
    })
}
