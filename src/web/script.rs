//! What the page's script gives and gets: headlines and the details of events, carried by serde-wasm-bindgen.

use super::feed;
use crate::headline::Headline;
use crate::text;
use crate::ticker::{Failure, Saying};
use js_sys::Array;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen]
extern "C" {
    /// Tells the site's owner, on the console, with the element that it is about, if it is one's; see `www/headline-ticker.js`.
    pub fn warn(message: &str, element: &JsValue);
}

/// A headline as scripts get it.
#[derive(Serialize)]
struct Given<'a> {
    key: String,
    id: Option<&'a str>,
    title: &'a str,
    url: Option<&'a str>,
    publisher: &'a str,
    source: &'a str,
    date: Option<f64>,
    summary: &'a str,
    image: Option<GivenImage<'a>>,
    lang: Option<&'a str>,
    dir: Option<&'static str>,
    breaking: bool,
    also: &'a [String],
}

#[derive(Serialize)]
struct GivenImage<'a> {
    url: &'a str,
    alt: &'a str,
    blocked: bool,
}

#[derive(Serialize)]
struct GivenFailure<'a> {
    source: &'a str,
    url: &'a str,
    reason: &'a str,
    status: u16,
    attempt: u32,
    #[serde(rename = "nextAttempt")]
    next_attempt: Option<f64>,
}

#[derive(Serialize)]
struct GivenState<'a> {
    state: &'a str,
    paused: bool,
    reasons: Vec<&'static str>,
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
            warn(&text::join(&["headlines", reason], ": "), element);
            Vec::new()
        }
    }
}

/// A list of headlines, for scripts.
pub fn write_list(list: &[Rc<Headline>]) -> JsValue {
    list.iter().map(|headline| write(headline)).collect::<Array>().into()
}

/// A headline, for scripts.
pub fn write(headline: &Headline) -> JsValue {
    let image = headline.image.as_ref();
    carry(&Given {
        key: headline.key.to_text(),
        id: headline.id.as_deref(),
        title: &headline.title,
        url: headline.url.as_deref(),
        publisher: &headline.publisher,
        source: &headline.source,
        date: headline.date,
        summary: &headline.summary,
        image: image.map(|image| GivenImage { url: &image.url, alt: &image.alt, blocked: image.blocked }),
        lang: headline.lang.as_deref(),
        dir: headline.dir.map(|dir| dir.as_str()),
        breaking: headline.breaking,
        also: &headline.also,
    })
}

/// The name of an event and its detail.
pub fn saying(saying: &Saying) -> (&'static str, JsValue) {
    match saying {
        Saying::LoadStart => ("loadstart", JsValue::NULL),
        Saying::Load => ("load", JsValue::NULL),
        Saying::LoadEnd => ("loadend", JsValue::NULL),
        Saying::Error(failure) => ("error", carry(&given_failure(failure))),
        Saying::StateChange(state, reasons) => {
            let names = reasons.iter().map(|reason| reason.name()).collect();
            ("statechange", carry(&GivenState { state: state.name(), paused: reasons.any(), reasons: names }))
        }
    }
}

fn given_failure(failure: &Failure) -> GivenFailure<'_> {
    GivenFailure {
        source: &failure.source,
        url: &failure.source,
        reason: failure.reason.as_str(),
        status: failure.status,
        attempt: failure.attempt,
        next_attempt: failure.next_attempt,
    }
}

fn carry(value: &impl Serialize) -> JsValue {
    // Plain structs of texts and numbers can always be carried.
    value.serialize(&Serializer::json_compatible()).unwrap_or_default()
}
