//! What the page's script gives and gets: headlines and the details of events, carried by serde-wasm-bindgen.

use super::feed;
use super::host::carry_out;
use crate::effect::{Effect, Saying};
use crate::headline::{Headline, Image};
use crate::load::refresh::TickerId;
use crate::load::reports::Report;
use crate::motion::belt::ItemId;
use crate::text;
use crate::ticker::{Card, Face, Furniture, Panel, Ticker};
use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// Missing is null, as in JSON.
static SERIALIZER: serde_wasm_bindgen::Serializer = serde_wasm_bindgen::Serializer::json_compatible();

/// A value as scripts get it.
enum Value<'a> {
    Missing,
    Flag(bool),
    Number(f64),
    Text(&'a str),
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Missing => serializer.serialize_none(),
            Value::Flag(flag) => serializer.serialize_bool(*flag),
            Value::Number(number) => serializer.serialize_f64(*number),
            Value::Text(text) => serializer.serialize_str(text),
        }
    }
}

/// A list of values for scripts, which know each by its place. One type for all values costs far fewer bytes than derived
/// serialisers, as a serialiser is compiled for each type. It is `None` only where nothing can be carried at all, which does not
/// happen.
pub struct Values(Option<<&'static serde_wasm_bindgen::Serializer as Serializer>::SerializeSeq>);

impl Values {
    /// An empty list.
    #[inline(never)]
    pub fn new() -> Self {
        Values(SERIALIZER.serialize_seq(None).ok())
    }

    #[inline(never)]
    fn add(&mut self, value: Value) {
        if let Some(list) = &mut self.0 {
            // Every value can be carried.
            let _ = list.serialize_element(&value);
        }
    }

    /// Adds a text.
    #[inline(never)]
    pub fn text(&mut self, text: &str) {
        self.add(Value::Text(text));
    }

    #[inline(never)]
    /// Adds a text, or null.
    pub fn text_or_none(&mut self, text: Option<&str>) {
        self.add(text.map_or(Value::Missing, Value::Text));
    }

    /// Adds the address of an image and what it shows.
    #[inline(never)]
    fn image(&mut self, image: Option<&Image>) {
        self.text_or_none(image.map(|image| image.url.as_str()));
        self.text_or_none(image.map(|image| image.alt.as_str()));
    }

    /// Adds a number.
    #[inline(never)]
    pub fn number(&mut self, number: f64) {
        self.add(Value::Number(number));
    }

    #[inline(never)]
    fn number_or_none(&mut self, number: Option<f64>) {
        self.add(number.map_or(Value::Missing, Value::Number));
    }

    /// Adds a boolean.
    #[inline(never)]
    pub fn flag(&mut self, flag: bool) {
        self.add(Value::Flag(flag));
    }

    /// The list, for JavaScript.
    #[inline(never)]
    pub fn end(self) -> JsValue {
        self.0.and_then(|list| list.end().ok()).unwrap_or_default()
    }
}

/// Headlines that a script gives. They are read as a feed is, so that one that is wrong costs only itself and one warning.
pub fn read_list(value: JsValue, ticker: TickerId) -> Option<Vec<Rc<Headline>>> {
    match feed::read_plain(value) {
        Ok(feed) => {
            if !feed.problems.is_empty() {
                warn(ticker, text::join(&feed.problems, "; "));
            }
            Some(feed.headlines)
        }
        Err(reason) => {
            warn(ticker, text::together(&["headlines: ", reason]));
            None
        }
    }
}

fn warn(ticker: TickerId, message: String) {
    carry_out(ticker, &Effect::Warn(message));
}

/// A headline of a ticker, for `headlineOf` of `www/headline-ticker.js`, after the `target` of its link.
pub fn write(headline: &Headline, ticker: &Ticker) -> JsValue {
    let mut values = Values::new();
    values.text_or_none(ticker.target(headline.url.as_deref().unwrap_or_default()));
    values.text(&headline.key.to_text());
    values.text_or_none(headline.id.as_deref());
    values.text(&headline.title);
    values.text_or_none(headline.url.as_deref());
    values.text(&headline.publisher);
    values.text(&headline.source);
    values.number_or_none(headline.date);
    values.text(&headline.summary);
    let image = headline.image.as_ref();
    values.image(image);
    values.flag(image.is_some_and(|image| ticker.is_blocked(image)));
    values.text_or_none(headline.lang.as_deref());
    values.text_or_none(headline.dir.map(|dir| dir.as_str()));
    values.flag(headline.breaking);
    for publisher in &headline.also {
        values.text(publisher);
    }
    values.end()
}

/// How an item looks, for `draw` of `www/line.js`.
pub fn write_face(item: ItemId, face: &Face, values: &mut Values) {
    let headline = face.headline;
    let (place, count) = face.place;
    values.number(item.into());
    values.text(&headline.key.to_text());
    values.number(place as f64);
    values.number(count as f64);
    values.flag(face.repeat);
    values.flag(face.front);
    values.flag(headline.breaking);
    values.image(face.image);
    values.text_or_none(face.show.publisher.then_some(&headline.publisher));
    values.number_or_none(headline.date.filter(|_| face.show.time));
    values.flag(face.dated);
    values.text(face.lang);
    values.text(&headline.title);
    values.text(face.dir.as_str());
    values.text_or_none(headline.lang.as_deref());
    values.text_or_none(headline.url.as_deref());
    values.text_or_none(face.target);
    values.text(face.separator);
}

/// What a card shows, for `card` of `www/card.js`.
pub fn write_card(card: &Card, values: &mut Values) {
    let headline = card.headline;
    values.number(card.item.into());
    values.flag(card.asked);
    values.text(card.lang);
    values.image(card.image);
    values.text(&headline.title);
    values.text(card.dir.as_str());
    values.text_or_none(headline.lang.as_deref());
    values.text_or_none(card.published);
    values.text(&headline.publisher);
    values.number_or_none(headline.date);
    values.text(&headline.summary);
    values.text_or_none(headline.url.as_deref());
    values.text_or_none(card.target);
    values.text(card.read);
    values.text(card.close);
    values.text_or_none(card.report.map(|report| report.button));
    values.text_or_none(card.report.map(|report| report.reasons));
    values.text_or_none(card.report.map(|report| report.thanks));
    values.text(card.also);
    for publisher in &headline.also {
        values.text(publisher);
    }
}

/// What the panel says, for `panel` of `www/panel.js`.
pub fn write_panel(panel: &Panel, values: &mut Values) {
    values.text(panel.lang);
    values.text(panel.title);
    values.text(panel.search);
    values.text(panel.nothing);
    values.text(panel.count);
    values.text(panel.close);
}

/// How the furniture looks, for `furnish` of `www/line.js`.
pub fn write_furniture(furniture: &Furniture, values: &mut Values) {
    values.text(furniture.lang);
    values.text(furniture.label);
    values.text(furniture.breaking);
    values.flag(furniture.shows_breaking);
    values.flag(furniture.travels_right);
    values.flag(furniture.rtl);
    values.flag(furniture.plays);
    values.text_or_none(furniture.button);
    values.text_or_none(furniture.previous);
    values.text_or_none(furniture.next);
    values.text_or_none(furniture.message);
    values.text_or_none(furniture.retry);
    values.text_or_none(furniture.note);
    values.number_or_none(furniture.since);
    values.flag(furniture.has_card);
    values.text(furniture.all);
}

/// A reader's report, for `www/reports.js`.
pub fn write_report(report: &Report, values: &mut Values) {
    values.text(&report.endpoint);
    values.text(&report.image);
    values.text_or_none(report.url.as_deref());
    values.text(&report.reason);
}

/// The name of an event and what it says, for `#say` of `www/headline-ticker.js`.
pub fn write_saying(saying: &Saying, values: &mut Values) {
    match saying {
        Saying::LoadStart => values.text("loadstart"),
        Saying::Load => values.text("load"),
        Saying::LoadEnd => values.text("loadend"),
        Saying::Error(failure) => {
            values.text("error");
            values.text(&failure.source.address);
            values.text(&failure.source.request);
            values.text(failure.reason.as_str());
            values.number(failure.status.into());
            values.number(failure.attempt.into());
            values.number_or_none(failure.next_attempt);
        }
        Saying::StateChange(state, reasons) => {
            values.text("statechange");
            values.text(state.name());
            for reason in reasons.names() {
                values.text(reason);
            }
        }
    }
}
