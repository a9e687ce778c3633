//! Carries out what the core says: on the page, and on one ticker's element.

use super::clock::{now, plan};
use super::feed::Json;
use super::{ask, feed, move_on, request, script, send, send_to};
use crate::effect::{Effect, NONE, Saying};
use crate::headline::Key;
use crate::load::feed::Node;
use crate::load::refresh::TickerId;
use crate::motion::belt::ItemId;
use crate::motion::path::Path;
use crate::settings::{Element, Settings};
use crate::ticker::{Event, Surroundings, Ticker};
use crate::{motion, page};
use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen]
extern "C" {
    /// The object that the attribute `config` names; undefined where there is none. See `www/requests.js`.
    fn configuration(element: &HtmlElement) -> JsValue;

    /// What an attribute says or, where it is not there, a configuration under the same name. See `www/requests.js`.
    fn said(element: &HtmlElement, configuration: &JsValue, name: &str) -> JsValue;

    /// When something was kept in this browser's storage under a name, and the list; nothing where there is none. See
    /// `www/storage.js`.
    fn kept(name: &str) -> Array;

    /// A ticker's shadow tree; see `www/line.js`.
    pub type Line;

    #[wasm_bindgen(method)]
    fn furnish(this: &Line, looks: JsValue);

    #[wasm_bindgen(method)]
    fn show(this: &Line, shown: bool) -> f64;

    #[wasm_bindgen(method)]
    fn draw(this: &Line, face: JsValue) -> f64;

    #[wasm_bindgen(method)]
    fn place(this: &Line, item: u32, at: f64);

    #[wasm_bindgen(method)]
    fn lead(this: &Line, item: u32);

    #[wasm_bindgen(method)]
    fn remove(this: &Line, item: u32);

    #[wasm_bindgen(method)]
    fn anchor(this: &Line, at: f64);

    #[wasm_bindgen(method)]
    fn say(this: &Line, name: &str, values: JsValue);

    #[wasm_bindgen(method)]
    fn keep(this: &Line, name: &str);

    #[wasm_bindgen(method)]
    fn settle(this: &Line, count: u32);

    #[wasm_bindgen(method, js_name = move)]
    fn travel(this: &Line, keyframes: &[f64], start: f64, duration: f64);
}

/// Carries out what the core says, at a ticker where it is about one.
pub fn carry_out(ticker: TickerId, effect: Effect) {
    match (super::host(ticker), effect) {
        // It has left while this was waiting.
        (None, _) if ticker != NONE => {}
        (_, Effect::Fetch { request, source }) => request::fetch(request, source),
        (_, Effect::Abort(request)) => request::abort(request),
        (_, Effect::Open(source)) => request::open(source),
        (_, Effect::Close(source)) => request::close(source),
        (_, Effect::Forget(source)) => request::forget(source),
        (host, Effect::Warn(message)) => script::warn(&message, host.as_ref().map(|host| &host.element)),
        (_, Effect::Wake(at)) => plan(ticker, at.unwrap_or(f64::INFINITY)),
        (None, _) => {}
        (Some(host), Effect::Furnish) => host.furnish(),
        (Some(host), Effect::Line(shown)) => {
            move_on(ticker, motion::Event::Resized(host.line.show(shown)));
        }
        (Some(host), Effect::Draw(item)) => host.draw(item),
        (Some(host), Effect::Place(item, at)) => host.line.place(item, at),
        (Some(host), Effect::Lead(item)) => host.line.lead(item),
        (Some(host), Effect::Remove(item)) => host.line.remove(item),
        (Some(host), Effect::Anchor(at)) => host.line.anchor(at),
        (Some(host), Effect::Move) => host.travel(),
        (Some(host), Effect::Say(saying)) => host.say(&saying),
        (Some(host), Effect::Recall(name)) => host.recall(name),
        (Some(host), Effect::Keep(name)) => host.line.keep(&name.to_text()),
        (Some(host), Effect::Settle(count)) => host.line.settle(count),
    }
}

/// One ticker's element.
pub struct Host {
    id: TickerId,
    element: HtmlElement,
    line: Line,
}

impl Host {
    /// An element with its shadow tree.
    pub fn new(id: TickerId, element: HtmlElement, line: Line) -> Self {
        Host { id, element, line }
    }

    /// Reads the attributes and the list inside the element.
    pub fn read(&self, surroundings: Surroundings) {
        let config = configuration(&self.element);
        let element = Element {
            attribute: &|name: &str| said(&self.element, &config, name).as_string(),
            configured: !config.is_undefined(),
            entries: &|| Json(said(&self.element, &config, "sources")).items(),
            resolve: &|url: &str| feed::resolve(url, ""),
            origin: &surroundings.origin,
        };
        let (settings, warnings) = Settings::read(&element);
        let own = feed::own_list(&self.element);
        send_to(self.id, Event::Configured { settings: Box::new(settings), surroundings, own, warnings });
    }

    /// Takes the headlines that the page's script gives.
    pub fn take_headlines(&self, value: JsValue) {
        if let Some(headlines) = script::read_list(value, &self.element) {
            send_to(self.id, Event::Given(headlines));
        }
    }

    /// Takes headlines that the page's script gives beside the others.
    pub fn push(&self, value: JsValue) {
        for headline in script::read_list(value, &self.element).into_iter().flatten() {
            send_to(self.id, Event::Pushed(headline));
        }
    }

    fn furnish(&self) {
        if let Some(looks) = ask(self.id, |ticker| script::write_furniture(&ticker.furniture())) {
            self.line.furnish(looks);
        }
    }

    /// Looks up what was kept, and reports it.
    fn recall(&self, name: Key) {
        let kept = kept(&name.to_text());
        if let Some(since) = kept.get(0).as_f64() {
            send(page::Event::Recalled(self.id, feed::read_kept(kept.get(1)), since));
        }
    }

    /// An item is measured at once, so that it enters with its place known.
    fn draw(&self, item: ItemId) {
        let wall = now().wall;
        let face = |ticker: &Ticker| Some(script::write_face(item, &ticker.face(wall, item)?));
        if let Some(face) = ask(self.id, face).flatten() {
            let width = self.line.draw(face);
            move_on(self.id, motion::Event::Measured(item, width));
        }
    }

    fn travel(&self) {
        let path = |path: &Path| (path.keyframes(), path.start(), path.duration());
        if let Some((keyframes, start, duration)) = ask(self.id, |ticker| path(ticker.path())) {
            self.line.travel(keyframes.as_flattened(), start, duration);
        }
    }

    fn say(&self, saying: &Saying) {
        let (name, values) = script::saying(saying);
        self.line.say(name, values);
    }
}
