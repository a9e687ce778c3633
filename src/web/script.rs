//! What the page's script gives and gets: headlines and the details of events, carried by serde-wasm-bindgen.

use super::feed;
use crate::headline::Headline;
use crate::text;
use crate::ticker::{Failure, Saying};
use js_sys::Array;
use serde::{Serialize, Serializer};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen]
extern "C" {
    /// Tells the site's owner, on the console, with the element that it is about, if it is one's; see `www/headline-ticker.js`.
    pub fn warn(message: &str, element: &JsValue);
}

/// A value as scripts get it. One type for all costs far fewer bytes than a derived one for each.
enum Value<'a> {
    Null,
    Flag(bool),
    Number(f64),
    Text(&'a str),
    List(Vec<Value<'a>>),
    Fields(&'a [(&'static str, Value<'a>)]),
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null => serializer.serialize_unit(),
            Value::Flag(flag) => serializer.serialize_bool(*flag),
            Value::Number(number) => serializer.serialize_f64(*number),
            Value::Text(text) => serializer.serialize_str(text),
            Value::List(values) => serializer.collect_seq(values),
            Value::Fields(fields) => serializer.collect_map(fields.iter().map(|(name, value)| (name, value))),
        }
    }
}

impl<'a> From<Option<&'a str>> for Value<'a> {
    fn from(text: Option<&'a str>) -> Self {
        text.map_or(Value::Null, Value::Text)
    }
}

impl From<Option<f64>> for Value<'_> {
    fn from(number: Option<f64>) -> Self {
        number.map_or(Value::Null, Value::Number)
    }
}

/// Headlines that a script gives. They are read as a feed is, so that one that is wrong costs only itself and one warning.
pub fn read_list(value: JsValue, element: &HtmlElement) -> Vec<Rc<Headline>> {
    match feed::read_plain(value) {
        Ok(feed) => {
            if !feed.problems.is_empty() {
                warn(&text::join(&feed.problems, "; "), element);
            }
            feed.headlines
        }
        Err(reason) => {
            warn(&text::join(&[String::from("headlines"), String::from(reason)], ": "), element);
            Vec::new()
        }
    }
}

/// A list of headlines, for scripts.
pub fn write_list(list: &[Rc<Headline>]) -> JsValue {
    let written = Array::new();
    for headline in list {
        written.push(&write(headline));
    }
    written.into()
}

/// A headline, for scripts.
pub fn write(headline: &Headline) -> JsValue {
    let key = headline.key.to_text();
    let image = headline.image.as_ref().map(|image| {
        [("url", Value::Text(&image.url)), ("alt", Value::Text(&image.alt)), ("blocked", Value::Flag(image.blocked))]
    });
    carry(&[
        ("key", Value::Text(&key)),
        ("id", headline.id.as_deref().into()),
        ("title", Value::Text(&headline.title)),
        ("url", headline.url.as_deref().into()),
        ("publisher", Value::Text(&headline.publisher)),
        ("source", Value::Text(&headline.source)),
        ("date", headline.date.into()),
        ("summary", Value::Text(&headline.summary)),
        ("image", image.as_ref().map_or(Value::Null, |image| Value::Fields(image))),
        ("lang", headline.lang.as_deref().into()),
        ("dir", headline.dir.map(|dir| dir.as_str()).into()),
        ("breaking", Value::Flag(headline.breaking)),
        ("also", Value::List(headline.also.iter().map(|publisher| Value::Text(publisher)).collect())),
    ])
}

/// The name of an event and its detail.
pub fn saying(saying: &Saying) -> (&'static str, JsValue) {
    match saying {
        Saying::LoadStart => ("loadstart", JsValue::NULL),
        Saying::Load => ("load", JsValue::NULL),
        Saying::LoadEnd => ("loadend", JsValue::NULL),
        Saying::Error(failure) => ("error", write_failure(failure)),
        Saying::StateChange(state, reasons) => {
            let names = reasons.iter().map(|reason| Value::Text(reason.name())).collect();
            let detail = carry(&[
                ("state", Value::Text(state.name())),
                ("paused", Value::Flag(reasons.any())),
                ("reasons", Value::List(names)),
            ]);
            ("statechange", detail)
        }
    }
}

fn write_failure(failure: &Failure) -> JsValue {
    carry(&[
        ("source", Value::Text(&failure.source)),
        ("url", Value::Text(&failure.source)),
        ("reason", Value::Text(failure.reason.as_str())),
        ("status", Value::Number(failure.status.into())),
        ("attempt", Value::Number(failure.attempt.into())),
        ("nextAttempt", failure.next_attempt.into()),
    ])
}

fn carry(fields: &[(&'static str, Value)]) -> JsValue {
    // Fields of texts and numbers can always be carried.
    Value::Fields(fields).serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or_default()
}
