//! Reads what a source answered. A format is recognised by its content, never by its address; one bad headline costs only
//! itself.

mod json_feed;
mod plain;

use crate::headline::{Context, Headline, RawHeadline};
use crate::text;
use std::rc::Rc;

pub use plain::headline;

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

/// Problems that are told one by one; of more than these only the number is told.
const TOLD: usize = 3;

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
    let language = text_of(document, "language").or_else(|| text_of(document, "lang"));
    let context = Context {
        publisher: context.publisher.or(title.as_deref()),
        lang: context.lang.or(language.as_deref()),
        ..*context
    };
    let read: fn(&N, &mut Vec<String>) -> RawHeadline =
        if json_feed::is_one(document) { json_feed::headline } else { plain::headline };
    let mut headlines = Vec::new();
    let mut problems = Problems::default();
    for (place, item) in items.iter().enumerate() {
        let mut found = Vec::new();
        let raw = read(item, &mut found);
        match Headline::new(&raw, &context, &mut found) {
            Ok(headline) => headlines.push(Rc::new(headline)),
            Err(reason) => {
                let mut dropped = String::from("left out, because ");
                dropped.push_str(reason);
                found.push(dropped);
            }
        }
        problems.add(place + 1, found);
    }
    if headlines.is_empty() && !items.is_empty() {
        return Err("none of its entries is a headline");
    }
    Ok(Feed { headlines, problems: problems.told() })
}

fn text_of<N: Node>(document: &N, name: &str) -> Option<String> {
    document.get(name)?.text()
}

/// Collects problems, but keeps few: a feed of ten thousand bad headlines must not fill the console.
#[derive(Default)]
struct Problems {
    told: Vec<String>,
    more: u64,
}

impl Problems {
    fn add(&mut self, place: usize, found: Vec<String>) {
        for problem in found {
            if self.told.len() >= TOLD {
                self.more += 1;
                continue;
            }
            let mut line = String::from("headline ");
            line.push_str(&text::decimal(place as u64));
            line.push_str(": ");
            line.push_str(&problem);
            self.told.push(line);
        }
    }

    fn told(mut self) -> Vec<String> {
        if self.more > 0 {
            let mut line = String::from("and ");
            line.push_str(&text::decimal(self.more));
            line.push_str(" more");
            self.told.push(line);
        }
        self.told
    }
}
