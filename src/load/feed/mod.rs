//! Reads what a source answered. A format is recognised by its content, never by its address; one bad headline costs only
//! itself.

mod json_feed;
mod plain;

use crate::headline::{Context, Headline, Problems, RawHeadline};
use crate::text;
use std::rc::Rc;

/// One place in a document: a JavaScript value in the browser, a JSON value in tests.
pub trait Node: Sized {
    /// The field of that name; `None` where it is missing or null.
    fn get(&self, name: &str) -> Option<Self>;
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

/// The names under which a wrapped list may stand.
const LISTS: [&str; 4] = ["items", "headlines", "articles", "posts"];

/// Reads a document: a list of headlines, an object with one under `items`, `headlines`, `articles` or `posts`, or a JSON
/// Feed. Such an object's `title` is the publisher and its `language` the language of headlines that name none, unless the
/// context names them. The error says why nothing could be read: no list, or not one headline in a list that is not empty.
pub fn read<N: Node>(document: &N, context: &Context) -> Result<Feed, &'static str> {
    let items = document
        .items()
        .or_else(|| LISTS.iter().find_map(|name| document.get(name)?.items()))
        .ok_or("it holds no list of headlines")?;
    let title = text_of(document, "title");
    let language = ["language", "lang"].iter().find_map(|name| text_of(document, name));
    let context = Context {
        publisher: context.publisher.or(title.as_deref()),
        lang: context.lang.or(language.as_deref()),
        ..*context
    };
    let read: fn(&N, &mut Problems) -> RawHeadline =
        if json_feed::is_one(document) { json_feed::headline } else { plain::headline };
    let mut headlines = Vec::new();
    let mut problems = Problems::default();
    for item in &items {
        problems.place += 1;
        let raw = read(item, &mut problems);
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

fn text_of<N: Node>(document: &N, name: &str) -> Option<String> {
    document.get(name)?.text()
}
