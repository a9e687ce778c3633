//! Feeds as the browser reads them: JSON values and the list inside the element.

use super::host;
use crate::headline::{Context, Headline, RawDate, RawHeadline};
use crate::load::feed::Node;
use js_sys::{Array, Object, Reflect};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, Url};

/// A JSON value.
pub struct Json(pub JsValue);

impl Node for Json {
    fn get(&self, name: &str) -> Option<Self> {
        // Only what the feed itself says counts, not what every object has.
        let object = self.0.dyn_ref::<Object>()?;
        if !Object::has_own(object, &name.into()) {
            return None;
        }
        let value = Reflect::get(object, &name.into()).ok()?;
        (!value.is_null()).then_some(Json(value))
    }

    fn items(&self) -> Option<Vec<Self>> {
        let items = self.0.dyn_ref::<Array>()?;
        Some(items.iter().map(Json).collect())
    }

    fn text(&self) -> Option<String> {
        self.0.as_string()
    }

    fn number(&self) -> Option<f64> {
        self.0.as_f64()
    }

    fn flag(&self) -> Option<bool> {
        self.0.as_bool()
    }
}

/// An address made absolute; `None` if it is none.
pub fn resolve(url: &str, base: &str) -> Option<String> {
    Url::new_with_base(url, base).ok().map(|url| url.href())
}

/// The headlines of the list inside an element.
pub fn own_list(element: &HtmlElement) -> Vec<Rc<Headline>> {
    let Ok(entries) = element.query_selector_all("li") else { return Vec::new() };
    let base = host::base();
    let resolve = |url: &str| resolve(url, &base);
    let context = Context { source: "", publisher: None, lang: None, decoded: true, resolve: &resolve };
    let read = |place| {
        let entry: Element = entries.get(place)?.unchecked_into();
        // The list stands for itself, and whoever wrote it sees what is wrong with it.
        Headline::new(own_headline(&entry), &context, &mut Vec::new()).ok().map(Rc::new)
    };
    (0..entries.length()).filter_map(read).collect()
}

fn own_headline(entry: &Element) -> RawHeadline {
    let find = |selector| entry.query_selector(selector).ok().flatten();
    let link = find("a[href]");
    let titled = link.as_ref().unwrap_or(entry);
    let said = |name| titled.get_attribute(name).or_else(|| entry.get_attribute(name));
    RawHeadline {
        title: titled.text_content(),
        url: link.as_ref().and_then(|link| link.get_attribute("href")),
        publisher: said("data-publisher"),
        date: find("time").and_then(|time| time.get_attribute("datetime")).map(RawDate::Text),
        lang: said("lang"),
        dir: said("dir"),
        ..RawHeadline::default()
    }
}
