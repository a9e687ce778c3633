//! Carries out what the core says: on the page, and on one ticker's element.

use super::clock::{Timer, now};
use super::{Room, ask, feed, move_on, request, script, send_to};
use crate::effect::{Effect, NONE, Saying};
use crate::load::refresh::TickerId;
use crate::motion;
use crate::motion::belt::ItemId;
use crate::motion::path::Path;
use crate::settings::Settings;
use crate::ticker::{Event, Surroundings};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use web_sys::{Document, HtmlElement};

#[wasm_bindgen]
extern "C" {
    /// The document, without the search for the global object that web-sys would make; see `www/line.js`.
    #[wasm_bindgen(js_name = page)]
    fn document() -> Document;

    /// A ticker's shadow tree; see `www/line.js`.
    pub type Line;

    #[wasm_bindgen(method)]
    fn furnish(this: &Line, label: &str, right: bool, rtl: bool, plays: bool, name: Option<&str>);

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
    fn say(this: &Line, name: &str, detail: JsValue, bubbles: bool);

    #[wasm_bindgen(method)]
    fn settle(this: &Line, count: u32);

    #[wasm_bindgen(method, js_name = move)]
    fn travel(this: &Line, keyframes: &[f64], start: f64, duration: f64);
}

/// The address that those of the page are relative to.
pub fn base() -> String {
    document().base_uri().ok().flatten().unwrap_or_default()
}

/// Carries out what the core says, at a ticker where it is about one.
pub fn carry_out(room: &Room, ticker: TickerId, effect: Effect) {
    match (super::host(ticker), effect) {
        // It has left while this was waiting.
        (None, _) if ticker != NONE => {}
        (_, Effect::Fetch { request, source }) => request::send_request(request, &source),
        (_, Effect::Abort(request)) => request::abort(request),
        (_, Effect::Forget(source)) => request::forget(&source),
        (host, Effect::Warn(message)) => script::warn(&message, host.as_ref().map(|host| &host.element)),
        (host, Effect::Wake(at)) => {
            let timer = host.as_ref().map_or(&room.timer, |host| &host.timer);
            timer.replace(at.map(|at| Timer::new(ticker, at)));
        }
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
        (Some(host), Effect::Settle(count)) => host.line.settle(count),
    }
}

/// One ticker's element.
pub struct Host {
    id: TickerId,
    element: HtmlElement,
    line: Line,
    timer: RefCell<Option<Timer>>,
}

impl Host {
    /// An element with its shadow tree.
    pub fn new(id: TickerId, element: HtmlElement, line: Line) -> Self {
        Host { id, element, line, timer: RefCell::default() }
    }

    /// Reads the attributes.
    pub fn read_attributes(&self, surroundings: Surroundings) {
        let base = base();
        let attribute = |name: &str| self.element.get_attribute(name);
        let (settings, warnings) = Settings::read(&attribute, &|url| feed::resolve(url, &base));
        send_to(self.id, Event::Settings(Box::new(settings), surroundings, warnings));
    }

    /// Takes the headlines that the page's script gives.
    pub fn take_headlines(&self, value: JsValue) {
        if let Some(headlines) = script::read_list(value, &self.element) {
            send_to(self.id, Event::Given(headlines));
        }
    }

    /// Reads the list inside the element.
    pub fn read_own_list(&self) {
        send_to(self.id, Event::Own(feed::own_list(&self.element)));
    }

    fn furnish(&self) {
        if let Some(looks) = ask(self.id, |ticker| ticker.furniture()) {
            self.line.furnish(&looks.label, looks.travels_right, looks.rtl, looks.plays, looks.button);
        }
    }

    /// An item is measured at once, so that it enters with its place known.
    fn draw(&self, item: ItemId) {
        let wall = now().wall;
        if let Some(face) = ask(self.id, |ticker| ticker.face(wall, item)).flatten() {
            let width = self.line.draw(script::write_face(item, &face));
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
        let (name, detail) = script::saying(saying);
        self.line.say(name, detail, matches!(saying, Saying::StateChange(..)));
    }
}
