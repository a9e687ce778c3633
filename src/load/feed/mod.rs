//! Reads what a source answered. A format is recognised by its content, never by its address; one bad headline costs only
//! itself.
//!
//! A document of XML is read as if it were JSON, by the convention of Google Data that Blogger's JSON follows: an element is an
//! object with its attributes, its text under `$t`, and its child elements in a list under each name, a colon in it being a `$`.

mod atom;
mod charset;
mod drupal;
mod ghost;
mod json_feed;
mod path;
mod picture;
mod plain;
mod rss;
mod wordpress;

use crate::headline::{Context, Field, Headline, Problems, RawHeadline};
use crate::text;
use path::{find_any, text_of};
use std::rc::Rc;

pub use charset::charset;

/// One place in a document: a JavaScript value in the browser, a JSON value in tests.
pub trait Node: Sized {
    /// The field of that name; `None` where it is missing or null.
    fn get(&self, name: &str) -> Option<Self>;
    /// The names of its fields; none if this is no object.
    fn names(&self) -> Vec<String>;
    /// The entries of a list; `None` if this is no list.
    fn items(&self) -> Option<Vec<Self>>;
    /// The text of a string; `None` if this is no string.
    fn text(&self) -> Option<String>;
    /// The value of a number; `None` if this is no number.
    fn number(&self) -> Option<f64>;
    /// The value of a boolean; `None` if this is none.
    fn flag(&self) -> Option<bool>;
}

/// What a source returned.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Feed {
    /// Its headlines, in its order.
    pub headlines: Vec<Rc<Headline>>,
    /// What was wrong with single headlines, each with its place from 1; the first three, and how many more there were.
    pub problems: Vec<String>,
}

/// How the feeds of some software are read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// JSON Feed 1.1, <https://www.jsonfeed.org/version/1.1/>.
    JsonFeed,
    /// Posts of WordPress, <https://developer.wordpress.org/rest-api/reference/posts/>.
    WordPress,
    /// Atom 1.0, <https://datatracker.ietf.org/doc/html/rfc4287>, and the same as JSON, as Blogger writes it.
    Atom,
    /// RSS 2.0, <https://www.rssboard.org/rss-specification>, those before it, and RSS 1.0 (RDF),
    /// <https://web.resource.org/rss/1.0/spec>.
    Rss,
    /// Nodes of Drupal, <https://www.drupal.org/docs/core-modules-and-themes/core-modules/jsonapi-module>.
    Drupal,
    /// Posts of Ghost, <https://docs.ghost.org/content-api>.
    Ghost,
    /// A list under some usual name, or by itself, of headlines with usual names.
    Plain,
}

/// How a format names things, all by dotted paths, the better one first.
struct Shape {
    /// What a document of it has, and no other.
    sign: &'static str,
    /// Where its list stands; empty: the document is the list.
    list: &'static str,
    /// Where the feed's own names stand; empty: in the document.
    feed: &'static str,
    /// Where each field of an entry may stand.
    fields: &'static [(Field, &'static str)],
}

/// The formats in the order in which they are tried.
const FORMATS: [(Format, &Shape); 7] = [
    (Format::JsonFeed, &json_feed::SHAPE),
    (Format::WordPress, &wordpress::SHAPE),
    (Format::Atom, &atom::SHAPE),
    (Format::Rss, &rss::SHAPE),
    (Format::Drupal, &drupal::SHAPE),
    (Format::Ghost, &ghost::SHAPE),
    (Format::Plain, &plain::SHAPE),
];

/// How far behind Atom's and RSS's names their other names stand.
const ALIASED: usize = FORMATS.len() - 2;

impl Format {
    /// The public names, in the order of [`FORMATS`], then other names for Atom and RSS, in this order.
    pub const NAMES: &str = "json-feed wordpress atom rss drupal ghost plain blogger rdf";

    /// The format of that public name.
    pub fn named(name: &str) -> Option<Self> {
        let place = text::place(Self::NAMES, name)?;
        FORMATS.get(place).or_else(|| FORMATS.get(place - ALIASED)).map(|(format, _)| *format)
    }
}

/// Characters of an item's text that stand for its title where it has none.
const START: usize = 120;

/// An item without a title, as of JSON Feed, RSS and short posts everywhere, has the start of its text as one.
fn untitled(raw: &mut RawHeadline) {
    if raw.text(Field::Title).is_none_or(|title| title.trim_ascii().is_empty())
        && let Some(summary) = raw.text(Field::Summary)
    {
        let mut start = text::plain(summary);
        text::cut(&mut start, START);
        raw.set(Field::Title, Some(text::escaped(&start)));
    }
}

/// Reads a document in the format that the context names, else in that which it shows. The title of the feed is the publisher and
/// its language the language of headlines that name none, unless the context names them. The error says why nothing could be
/// read: no list, or not one headline in a list that is not empty.
pub fn read<N: Node>(document: &N, context: &Context) -> Result<Feed, &'static str> {
    let is_it = |(format, shape): &&(Format, &Shape)| match context.format {
        Some(wanted) => *format == wanted,
        None => match format {
            Format::Plain => true,
            Format::JsonFeed => json_feed::is_one(document),
            _ => find_any(document, shape.sign).is_some(),
        },
    };
    let (format, shape) = FORMATS.iter().find(is_it).ok_or("")?;
    let items = match format {
        Format::Plain => plain::list(document, plain::DEPTH),
        // A root that is a list is the list.
        _ if shape.list.is_empty() => document.items(),
        _ => find_any(document, shape.list).and_then(|list| list.items()),
    };
    let feed = find_any(document, shape.feed);
    // A feed of XML without entries has no list of them at all.
    let is_empty = || feed.as_ref().map(|_| Vec::new());
    let items = items.or_else(is_empty).ok_or("it holds no list of headlines")?;
    // A list by itself says nothing of itself; its first entry is no feed.
    let has_names = document.items().is_none();
    let of_feed = |names: &str| {
        let named = find_any(feed.as_ref().unwrap_or(document), names);
        if has_names { text_of(&named?) } else { None }
    };
    let (title, language) = (of_feed("title"), of_feed("language lang dc$language xml$lang"));
    let context = Context {
        publisher: context.publisher.or(title.as_deref()),
        lang: context.lang.or(language.as_deref()),
        ..*context
    };
    let included = if *format == Format::Drupal { drupal::included(document) } else { Vec::new() };
    let mut headlines = Vec::new();
    let mut problems = Problems::default();
    for item in &items {
        problems.place += 1;
        let mut raw = RawHeadline::default();
        for (path, field) in context.map {
            plain::fill_from(&mut raw, item, *field, path, &mut problems);
        }
        plain::fill(&mut raw, item, shape.fields, &mut problems);
        match format {
            Format::Atom => atom::finish(&mut raw, item),
            Format::Rss => rss::finish(&mut raw),
            Format::Drupal => drupal::finish(&mut raw, item, &included),
            _ => {}
        }
        if *format != Format::Plain {
            picture::find_among(&mut raw, item);
            untitled(&mut raw);
        }
        match Headline::new(&raw, &context, &mut problems) {
            Ok(headline) => headlines.push(Rc::new(headline)),
            Err(reason) => problems.add(&text::together(&["left out, because ", reason])),
        }
    }
    if headlines.is_empty() && !items.is_empty() {
        return Err("none of its entries is a headline");
    }
    Ok(Feed { headlines, problems: problems.told() })
}
