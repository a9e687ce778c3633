//! Has what the core says carried out in JavaScript, and reads one ticker's element.

use super::feed::Json;
use super::script::{Values, write_card, write_face, write_furniture, write_panel, write_report, write_saying};
use super::{ask, clock, feed, request, send_to};
use crate::effect::Effect;
use crate::load::feed::Node;
use crate::load::refresh::TickerId;
use crate::settings::{Element, Settings};
use crate::ticker::{Event, Surroundings};
use crate::view::place::Place;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen]
extern "C" {
    /// Does something at a ticker, or on the page where the number is 0: calls what is known there by that name with these values. See
    /// `www/headline-ticker.js`. One function for all that is done, as each that is imported costs its own glue.
    fn perform(ticker: TickerId, what: &str, values: JsValue);

    /// The object that the attribute `config` names; undefined where there is none. See `www/requests.js`.
    fn configuration(element: &HtmlElement) -> JsValue;

    /// What a configuration has under the name of an attribute, as the attribute would have it. See `www/requests.js`.
    fn written(configuration: &JsValue, name: &str) -> JsValue;
}

/// Has done what the core says, at a ticker where it is about one.
pub fn carry_out(ticker: TickerId, effect: &Effect) {
    let mut values = Values::new();
    if let Some(what) = write(ticker, effect, &mut values) {
        perform(ticker, what, values.end());
    }
}

/// What an effect is called in JavaScript, and its values there; `None` where what it is about has
/// left, or nothing is left to do there.
fn write(ticker: TickerId, effect: &Effect, values: &mut Values) -> Option<&'static str> {
    let what = match *effect {
        Effect::Fetch { request, source } => {
            let settings = request::requested(request)?;
            values.text(&settings.request);
            values.text(settings.credentials);
            values.number(request.into());
            values.number(source.into());
            "ask"
        }
        Effect::Open(source) => {
            let settings = request::source(source)?;
            values.text(&settings.request);
            values.text(settings.credentials);
            values.number(source.into());
            "listen"
        }
        Effect::Abort(request) => {
            values.number(request.into());
            "abort"
        }
        Effect::Close(source) => {
            values.number(source.into());
            "unlisten"
        }
        Effect::Forget(source) => {
            values.number(source.into());
            "forget"
        }
        Effect::AskBlocked { request, ref endpoint } => {
            values.text(endpoint);
            values.number(request.into());
            "askBlocked"
        }
        Effect::SendReport(request, ref report) => {
            values.number(request.into());
            write_report(report, values);
            "sendReport"
        }
        Effect::KeepReport(ref report, done) => {
            values.flag(done);
            write_report(report, values);
            "keepReport"
        }
        Effect::RecallReports => "recallReports",
        Effect::Warn(ref message) => {
            values.text(message);
            "warn"
        }
        Effect::Wake(at) => {
            clock::plan(ticker, at);
            return None;
        }
        Effect::Furnish => {
            ask(ticker, |ticker| write_furniture(&ticker.furniture(), values))?;
            "furnish"
        }
        Effect::Line(shown) => {
            values.flag(shown);
            "show"
        }
        Effect::Draw(item) => {
            let wall = clock::now().wall;
            ask(ticker, |ticker| Some(write_face(item, &ticker.face(wall, item)?, values)))??;
            "draw"
        }
        Effect::Place(item, at) => {
            values.number(item.into());
            values.number(at);
            "place"
        }
        Effect::Lead(item) => {
            values.number(item.into());
            "lead"
        }
        Effect::TabStop(stands) => {
            values.flag(stands);
            "tabStop"
        }
        Effect::Number(item) => {
            let wall = clock::now().wall;
            let (place, count) = ask(ticker, |ticker| Some(ticker.face(wall, item)?.place))??;
            values.number(item.into());
            values.number(place as f64);
            values.number(count as f64);
            "number"
        }
        Effect::Focus(item) => {
            values.number(item.into());
            "focus"
        }
        Effect::HideImage(item) => {
            values.number(item.into());
            "hideImage"
        }
        Effect::Remove(item) => {
            values.number(item.into());
            "remove"
        }
        Effect::Anchor(at) => {
            values.number(at);
            "anchor"
        }
        Effect::Move => {
            ask(ticker, |ticker| {
                let path = ticker.path();
                values.number(path.start());
                values.number(path.duration());
                for number in path.keyframes().as_flattened() {
                    values.number(*number);
                }
            })?;
            "move"
        }
        Effect::Card(item) => {
            if item.is_some() {
                ask(ticker, |ticker| Some(write_card(&ticker.card()?, values)))??;
            }
            "card"
        }
        Effect::Panel(open) => {
            if open {
                ask(ticker, |ticker| write_panel(&ticker.panel(), values))?;
            }
            "panel"
        }
        Effect::Stand(place) => {
            let (height, edge, left) = match place {
                Place::Sheet { bottom, height } => (height, bottom, None),
                Place::Beside { left, top, height } => (height, top, Some(left)),
            };
            values.number(height);
            values.number(edge);
            if let Some(left) = left {
                values.number(left);
            }
            "stand"
        }
        Effect::Announce(ref headline) => {
            if let Some(headline) = headline {
                values.text(&headline.title);
                values.text_or_none(headline.dir.map(|dir| dir.as_str()));
                values.text_or_none(headline.lang.as_deref());
            }
            "announce"
        }
        Effect::Say(ref saying) => {
            write_saying(saying, values);
            "say"
        }
        Effect::Recall(name) => {
            values.text(&name.to_text());
            "recall"
        }
        Effect::Keep(name, anew) => {
            values.text(&name.to_text());
            values.flag(anew);
            "keep"
        }
        Effect::Settle(count) => {
            values.number(count.into());
            "settle"
        }
    };
    Some(what)
}

/// Reads an element's attributes and the list inside it.
pub fn read(ticker: TickerId, element: &HtmlElement, surroundings: Surroundings) {
    let config = configuration(element);
    let settings = Element {
        attribute: &|name: &str| element.get_attribute(name).or_else(|| written(&config, name).as_string()),
        configured: !config.is_undefined(),
        entries: &|| match element.get_attribute("sources") {
            None => Json(config.clone()).get("sources")?.items(),
            Some(_) => None,
        },
        words: &|| Json(config.clone()).get("words"),
        resolve: &|url: &str| feed::resolve(url, ""),
        origin: &surroundings.origin,
    };
    let (settings, warnings) = Settings::read(&settings);
    let own = feed::own_list(element);
    send_to(ticker, Event::Configured { settings: Box::new(settings), surroundings, own, warnings });
}
