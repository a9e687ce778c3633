//! What several tests need: a JSON document to read, addresses that resolve as in a browser, headlines.

#![allow(dead_code, reason = "no test that shares this file needs all of it")]

use headline_ticker::headline::{Context, Headline, Key};
use headline_ticker::load::feed::Node;
use serde_json::Value;
use std::rc::Rc;

/// The address of the source in tests.
pub const SOURCE: &str = "https://www.news.example/feeds/all.json";

/// A JSON value as the readers see it.
pub struct Json(pub Value);

impl Node for Json {
    fn get(&self, name: &str) -> Option<Self> {
        self.0.get(name).filter(|value| !value.is_null()).cloned().map(Json)
    }

    fn items(&self) -> Option<Vec<Self>> {
        Some(self.0.as_array()?.iter().cloned().map(Json).collect())
    }

    fn text(&self) -> Option<String> {
        self.0.as_str().map(String::from)
    }

    fn number(&self) -> Option<f64> {
        self.0.as_f64()
    }

    fn flag(&self) -> Option<bool> {
        self.0.as_bool()
    }
}

/// Resolves against [`SOURCE`].
pub fn resolve(written: &str) -> Option<String> {
    let base = url::Url::parse(SOURCE).expect("the base is an address");
    base.join(written).ok().map(String::from)
}

/// A source that names nothing.
pub fn context() -> Context<'static> {
    Context { source: SOURCE, publisher: None, lang: None, decoded: false, resolve: &resolve }
}

/// A headline with nothing but a title, by which it is known, and a date.
pub fn headline(title: &str, date: Option<f64>) -> Rc<Headline> {
    Rc::new(Headline {
        key: Key::of("", None, None, title),
        id: None,
        title: title.into(),
        url: None,
        publisher: String::new(),
        source: String::new(),
        date,
        seen: f64::INFINITY,
        summary: String::new(),
        image: None,
        lang: None,
        dir: None,
        breaking: false,
        also: Vec::new(),
    })
}
