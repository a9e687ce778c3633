//! One ticker's element, and the effects that change it.

use super::clock::{Timer, now};
use super::{feed, script, send_to};
use crate::load::refresh::TickerId;
use crate::motion;
use crate::motion::path::Path;
use crate::settings::Settings;
use crate::ticker::{Effect, Event, Furniture, Saying, Surroundings};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlElement};

#[wasm_bindgen]
extern "C" {
    /// The document, without the search for the global object that web-sys would make.
    #[wasm_bindgen(js_name = page)]
    fn document() -> Document;

    /// Dispatches an event; see `www/headline-ticker.js`.
    fn dispatch(element: &Element, name: &str, detail: &JsValue, bubbles: bool) -> bool;

    /// A ticker's shadow tree; see `www/line.js`.
    pub type Line;

    #[wasm_bindgen(method)]
    fn furnish(this: &Line, label: &str, right: bool, rtl: bool, plays: bool, name: Option<&str>);

    #[wasm_bindgen(method)]
    fn show(this: &Line, shown: bool);

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

    #[wasm_bindgen(method, js_name = move)]
    fn travel(this: &Line, keyframes: &[f64], start: f64, duration: f64);
}

/// The address that those of the page are relative to.
pub fn base() -> String {
    document().base_uri().ok().flatten().unwrap_or_default()
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

    /// Carries out what the core says of this ticker.
    pub fn carry_out(&self, effect: Effect) {
        match effect {
            Effect::Furniture(furniture) => self.furnish(&furniture),
            Effect::Line(shown) => self.line.show(shown),
            Effect::Draw(item, face) => {
                let width = self.line.draw(script::write_face(item, &face));
                send_to(self.id, Event::Motion(motion::Event::Measured(item, width)));
            }
            Effect::Strip(effect) => self.change_strip(effect),
            Effect::Say(saying) => {
                let (name, detail) = script::saying(&saying);
                dispatch(&self.element, name, &detail, matches!(saying, Saying::StateChange(..)));
            }
            Effect::Warn(message) => script::warn(&message, &self.element),
        }
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
        send_to(self.id, Event::Given(script::read_list(value, &self.element)));
    }

    /// Reads the list inside the element.
    pub fn read_own_list(&self) {
        send_to(self.id, Event::Own(feed::own_list(&self.element)));
    }

    fn furnish(&self, furniture: &Furniture) {
        let (plays, name) = furniture.button.unzip();
        let plays = plays.unwrap_or_default();
        self.line.furnish(&furniture.label, furniture.travels_right, furniture.rtl, plays, name);
    }

    fn change_strip(&self, effect: motion::Effect) {
        match effect {
            motion::Effect::Draw { .. } => {}
            motion::Effect::Place(item, at) => self.line.place(item, at),
            motion::Effect::Lead(item) => self.line.lead(item),
            motion::Effect::Remove(item) => self.line.remove(item),
            motion::Effect::Anchor(at) => self.line.anchor(at),
            motion::Effect::Move(path) => self.travel(&path),
            motion::Effect::Wake(at) => self.wake(at),
        }
    }

    fn travel(&self, path: &Path) {
        let mut numbers = Vec::new();
        for keyframe in path.keyframes() {
            let (a, b) = keyframe.easing.unwrap_or((f64::NAN, f64::NAN));
            numbers.extend_from_slice(&[keyframe.at, keyframe.travel, a, b]);
        }
        self.line.travel(&numbers, path.start(), path.duration());
    }

    fn wake(&self, at: Option<f64>) {
        let id = self.id;
        let timer =
            at.map(|at| Timer::new(at - now().timeline, move || send_to(id, Event::Motion(motion::Event::Woke))));
        self.timer.replace(timer);
    }
}
