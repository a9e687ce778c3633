//! What the page's script gives and gets: headlines and the details of events, carried by serde-wasm-bindgen.

use super::feed;
use crate::effect::Saying;
use crate::headline::{Headline, Image};
use crate::load::refresh::Failure;
use crate::motion::belt::ItemId;
use crate::text;
use crate::ticker::{Face, Furniture};
use js_sys::Reflect;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen]
extern "C" {
    /// Tells the site's owner, on the console, with the element that it is about, if it is one's; see `www/headline-ticker.js`.
    pub fn warn(message: &str, element: Option<&HtmlElement>);
}

/// Missing is null, as in JSON.
static SERIALIZER: serde_wasm_bindgen::Serializer = serde_wasm_bindgen::Serializer::json_compatible();

/// A value as scripts get it.
enum Value<'a> {
    Missing,
    Flag(bool),
    Number(f64),
    Text(&'a str),
    List(Vec<&'a str>),
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Missing => serializer.serialize_none(),
            Value::Flag(flag) => serializer.serialize_bool(*flag),
            Value::Number(number) => serializer.serialize_f64(*number),
            Value::Text(text) => serializer.serialize_str(text),
            Value::List(texts) => serializer.collect_seq(texts),
        }
    }
}

/// An object for scripts, field by field. One type for all values costs far fewer bytes than derived serialisers, as a
/// serialiser is compiled for each type. It is `None` only where nothing can be carried at all, which does not happen.
struct Fields(Option<<&'static serde_wasm_bindgen::Serializer as Serializer>::SerializeMap>);

impl Fields {
    #[inline(never)]
    fn new() -> Self {
        Fields(SERIALIZER.serialize_map(None).ok())
    }

    #[inline(never)]
    fn add(&mut self, name: &str, value: Value) {
        if let Some(map) = &mut self.0 {
            // Every value can be carried.
            let _ = map.serialize_entry(name, &value);
        }
    }

    #[inline(never)]
    fn text(&mut self, name: &str, text: Option<&str>) {
        self.add(name, text.map_or(Value::Missing, Value::Text));
    }

    #[inline(never)]
    fn number(&mut self, name: &str, number: Option<f64>) {
        self.add(name, number.map_or(Value::Missing, Value::Number));
    }

    #[inline(never)]
    fn flag(&mut self, name: &str, flag: bool) {
        self.add(name, Value::Flag(flag));
    }

    #[inline(never)]
    fn list(&mut self, name: &str, texts: Vec<&str>) {
        self.add(name, Value::List(texts));
    }

    #[inline(never)]
    fn end(self) -> JsValue {
        self.0.and_then(|map| map.end().ok()).unwrap_or_default()
    }
}

/// Headlines that a script gives. They are read as a feed is, so that one that is wrong costs only itself and one warning.
pub fn read_list(value: JsValue, element: &HtmlElement) -> Option<Vec<Rc<Headline>>> {
    match feed::read_plain(value) {
        Ok(feed) => {
            if !feed.problems.is_empty() {
                warn(&text::join(&feed.problems, "; "), Some(element));
            }
            Some(feed.headlines)
        }
        Err(reason) => {
            warn(&text::join(&[String::from("headlines"), String::from(reason)], ": "), Some(element));
            None
        }
    }
}

/// A headline, for scripts.
pub fn write(headline: &Headline) -> JsValue {
    let mut fields = Fields::new();
    fields.text("key", Some(&headline.key.to_text()));
    fields.text("id", headline.id.as_deref());
    fields.text("title", Some(&headline.title));
    fields.text("url", headline.url.as_deref());
    fields.text("publisher", Some(&headline.publisher));
    fields.text("source", Some(&headline.source));
    fields.number("date", headline.date);
    fields.text("summary", Some(&headline.summary));
    fields.text("image", None);
    fields.text("lang", headline.lang.as_deref());
    fields.text("dir", headline.dir.map(|dir| dir.as_str()));
    fields.flag("breaking", headline.breaking);
    fields.list("also", headline.also.iter().map(String::as_str).collect());
    let written = fields.end();
    if let Some(image) = &headline.image {
        // A plain object takes every field.
        let _ = Reflect::set(&written, &"image".into(), &write_image(image));
    }
    written
}

fn write_image(image: &Image) -> JsValue {
    let mut fields = Fields::new();
    fields.text("url", Some(&image.url));
    fields.text("alt", Some(&image.alt));
    fields.flag("blocked", image.blocked);
    fields.end()
}

/// How an item looks, for `draw` of `www/line.js`.
pub fn write_face(item: ItemId, face: &Face) -> JsValue {
    let headline = &face.headline;
    let (place, count) = face.place;
    let image = headline.image.as_ref().filter(|image| face.show.image && !image.blocked);
    let mut fields = Fields::new();
    fields.number("item", Some(item.into()));
    fields.text("key", Some(&headline.key.to_text()));
    fields.number("place", Some(place as f64));
    fields.number("count", Some(count as f64));
    fields.flag("repeat", face.repeat);
    fields.flag("breaking", headline.breaking);
    fields.text("image", image.map(|image| image.url.as_str()));
    fields.text("alt", image.map(|image| image.alt.as_str()));
    fields.text("publisher", face.show.publisher.then_some(&headline.publisher));
    fields.number("date", headline.date.filter(|_| face.show.time));
    fields.flag("dated", face.dated);
    fields.text("words", Some(&face.lang));
    fields.text("title", Some(&headline.title));
    fields.text("dir", Some(face.dir.as_str()));
    fields.text("lang", headline.lang.as_deref());
    fields.text("url", headline.url.as_deref());
    fields.text("target", face.target);
    fields.text("separator", Some(&face.separator));
    fields.end()
}

/// How the furniture looks, for `furnish` of `www/line.js`.
pub fn write_furniture(furniture: &Furniture) -> JsValue {
    let mut fields = Fields::new();
    fields.text("lang", Some(&furniture.lang));
    fields.text("label", Some(&furniture.label));
    fields.text("breaking", Some(furniture.breaking));
    fields.flag("isBreaking", furniture.shows_breaking);
    fields.flag("right", furniture.travels_right);
    fields.flag("rtl", furniture.rtl);
    fields.flag("plays", furniture.plays);
    fields.text("button", furniture.button);
    fields.text("message", furniture.message);
    fields.text("retry", furniture.retry);
    fields.text("note", furniture.note);
    fields.number("since", furniture.since);
    fields.end()
}

/// The name of an event and its detail.
pub fn saying(saying: &Saying) -> (&'static str, JsValue) {
    match saying {
        Saying::LoadStart => ("loadstart", JsValue::NULL),
        Saying::Load => ("load", JsValue::NULL),
        Saying::LoadEnd => ("loadend", JsValue::NULL),
        Saying::Error(failure) => ("error", write_failure(failure)),
        Saying::StateChange(state, reasons) => {
            let mut fields = Fields::new();
            fields.text("state", Some(state.name()));
            fields.flag("paused", reasons.any());
            fields.list("reasons", reasons.names());
            ("statechange", fields.end())
        }
    }
}

fn write_failure(failure: &Failure) -> JsValue {
    let mut fields = Fields::new();
    fields.text("source", Some(&failure.source.address));
    fields.text("url", Some(&failure.source.request));
    fields.text("reason", Some(failure.reason.as_str()));
    fields.number("status", Some(failure.status.into()));
    fields.number("attempt", Some(failure.attempt.into()));
    fields.number("nextAttempt", failure.next_attempt);
    fields.end()
}
