//! Feeds as the browser reads them: JSON values and the list inside the element.

use crate::headline::address::is_web;
use crate::headline::{Context, Field, Headline, Key};
use crate::load::feed::{Feed, Format, Node, read};
use crate::load::reports::{Blocked, Report};
use js_sys::Array;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen]
extern "C" {
    /// What a value itself has under a name, undefined for none; see `www/requests.js`.
    fn field(value: &JsValue, name: &str) -> JsValue;

    /// A number, NaN for what is none; see `www/requests.js`. (`JsValue::as_f64` hands it over by way of the memory.)
    fn numeric(value: &JsValue) -> f64;

    /// The names of what a value itself has; see `www/requests.js`.
    fn names(value: &JsValue) -> JsValue;

    /// An address made absolute, against the page where `base` is empty, undefined if it is none; see `www/requests.js`.
    fn resolved(url: &str, base: &str) -> JsValue;

    /// The list inside an element, as a feed; see `www/requests.js`.
    fn entries(element: &HtmlElement) -> JsValue;
}

/// A JSON value.
pub struct Json(pub JsValue);

impl Node for Json {
    fn get(&self, name: &str) -> Option<Self> {
        let value = field(&self.0, name);
        (!value.is_undefined()).then_some(Json(value))
    }

    fn names(&self) -> Vec<String> {
        let mut all = Vec::new();
        for name in &Json(names(&self.0)).items().unwrap_or_default() {
            all.extend(name.text());
        }
        all
    }

    fn items(&self) -> Option<Vec<Self>> {
        let mut items = Vec::new();
        for item in self.0.dyn_ref::<Array>()?.iter() {
            items.push(Json(item));
        }
        Some(items)
    }

    fn text(&self) -> Option<String> {
        self.0.as_string()
    }

    fn number(&self) -> Option<f64> {
        let number = numeric(&self.0);
        (!number.is_nan()).then_some(number)
    }

    fn flag(&self) -> Option<bool> {
        // (`as_bool` costs more glue.)
        if self.0 == JsValue::TRUE {
            return Some(true);
        }
        (self.0 == JsValue::FALSE).then_some(false)
    }
}

/// An address made absolute, against the page where `base` is empty; `None` if it is none.
pub fn resolve(url: &str, base: &str) -> Option<String> {
    resolved(url, base).as_string()
}

/// The headlines of the list inside an element. It stands for itself, and whoever wrote it sees what is wrong with it.
pub fn own_list(element: &HtmlElement) -> Vec<Rc<Headline>> {
    headlines(read_plain(entries(element)))
}

/// Reads a value whose addresses are relative to the page's.
pub fn read_plain(value: JsValue) -> Result<Feed, &'static str> {
    read_decoded(value, &[])
}

/// Headlines that this page kept: each names its source itself.
pub fn read_kept(list: JsValue) -> Vec<Rc<Headline>> {
    headlines(read_decoded(list, &[(String::from("source"), Field::Source)]))
}

fn headlines(read: Result<Feed, &'static str>) -> Vec<Rc<Headline>> {
    read.map(|feed| feed.headlines).unwrap_or_default()
}

/// Gives away each headline of a list by itself.
pub fn hand_over(headlines: Vec<Rc<Headline>>, take: &dyn Fn(Rc<Headline>)) {
    for headline in headlines {
        take(headline);
    }
}

/// The most images that an endpoint may block: more would only make a hostile answer slow.
const MOST_BLOCKED: usize = 10_000;

/// The keys of the images that an endpoint says are blocked; `None` where it says nothing of that.
pub fn read_blocked(document: JsValue) -> Option<Vec<Key>> {
    let mut keys = Vec::new();
    for image in Json(document).get("blocked")?.items()?.iter().take(MOST_BLOCKED) {
        if let Some(url) = image.text().filter(|url| is_web(url)).and_then(|url| resolve(&url, "")) {
            keys.push(Blocked::key(&url));
        }
    }
    Some(keys)
}

/// Reports that this browser kept, each with whether nothing is to be sent of it any more. What is there may be anything.
pub fn read_reports(list: JsValue) -> Vec<(Report, bool)> {
    let mut reports = Vec::new();
    for kept in &Json(list).items().unwrap_or_default() {
        let fields = kept.items().unwrap_or_default();
        let text = |place: usize| fields.get(place)?.text();
        if let (Some(endpoint), Some(image), Some(reason)) = (text(1), text(2), text(4)) {
            let done = fields.first().and_then(Json::flag) == Some(true);
            reports.push((Report { endpoint, image, url: text(3), reason }, done));
        }
    }
    reports
}

/// Reads a list of headlines with our own names, whose texts are plain.
fn read_decoded(list: JsValue, map: &[(String, Field)]) -> Result<Feed, &'static str> {
    let format = Some(Format::Plain);
    let resolve = &|url: &str| resolve(url, "");
    read(&Json(list), &Context { source: "", publisher: None, lang: None, decoded: true, format, map, resolve })
}
