//! What several tests need: a JSON document to read, addresses that resolve as in a browser, headlines.

#![allow(dead_code, reason = "no test that shares this file needs all of it")]

pub mod site;
pub mod xml;

use headline_ticker::headline::{Context, Headline, Key};
use headline_ticker::load::feed::Node;
use headline_ticker::settings::{ATTRIBUTES, Element, Settings, SourceSettings};
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

    fn names(&self) -> Vec<String> {
        self.0.as_object().into_iter().flat_map(|object| object.keys().cloned()).collect()
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
    Context { source: SOURCE, publisher: None, lang: None, decoded: false, format: None, map: &[], resolve: &resolve }
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
        seen: 0.0,
        summary: String::new(),
        image: None,
        lang: None,
        dir: None,
        breaking: false,
        also: Vec::new(),
    })
}

/// Settings from attributes and, where one is not there, from a configuration.
pub fn settings(attributes: &[(&str, &str)], config: Option<&Value>) -> (Settings, Vec<String>) {
    let attribute = |name: &str| {
        assert!(ATTRIBUTES.contains(&name), "{name} is read but not listed in ATTRIBUTES");
        let written = attributes.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_string());
        written.or_else(|| match config?.get(name)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        })
    };
    let has_sources = attributes.iter().any(|(name, _)| *name == "sources");
    let entries = || Json(config?.get("sources").filter(|_| !has_sources)?.clone()).items();
    let element = Element {
        attribute: &attribute,
        configured: config.is_some(),
        entries: &entries,
        words: &|| config?.get("words").cloned().map(Json),
        resolve: &resolve,
        origin: "https://www.news.example",
    };
    Settings::read(&element)
}

/// A source of which no more than its address is said.
pub fn source(address: &str) -> Rc<SourceSettings> {
    Rc::new(SourceSettings {
        key: Key::of_texts(&[address]),
        address: address.into(),
        request: address.into(),
        credentials: "same-origin",
        weight: 1.0,
        ..SourceSettings::default()
    })
}
