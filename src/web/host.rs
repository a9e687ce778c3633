//! One ticker's element: its shadow tree, and the effects that change it.

use super::clock::{Timer, now};
use super::item::{Item, stand};
use super::strip::Movement;
use super::{ask, feed, script, send_to};
use crate::load::refresh::TickerId;
use crate::motion;
use crate::motion::belt::ItemId;
use crate::motion::path::Path;
use crate::settings::Settings;
use crate::ticker::{Effect, Event, Furniture, Saying, Surroundings};
use js_sys::Function;
use std::cell::{Cell, RefCell};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlElement, Node, ResizeObserver, ShadowRoot};

#[wasm_bindgen]
extern "C" {
    /// The document, without the search for the global object that web-sys would make.
    #[wasm_bindgen(js_name = page)]
    pub fn document() -> Document;

    /// A computed property; see `www/headline-ticker.js`.
    fn computed(element: &Element, property: &str) -> String;

    /// A new element of a class, which is also its part, with a text, at the end of another; see `www/headline-ticker.js`.
    pub fn add(parent: &Node, tag: &str, class: &str, text: &str) -> HtmlElement;

    /// Sets an attribute; see `www/headline-ticker.js`.
    pub fn set(element: &Element, name: &str, value: &str);

    /// Dispatches an event; see `www/headline-ticker.js`.
    fn dispatch(element: &Element, name: &str, detail: &JsValue, bubbles: bool) -> bool;
}

/// The address that those of the page are relative to.
pub fn base() -> String {
    document().base_uri().ok().flatten().unwrap_or_default()
}

/// An element's width, in px; NaN where it is not displayed. Unlike a rectangle it knows nothing of transforms around the page.
pub fn width(element: &Element) -> f64 {
    js_sys::parse_float(&computed(element, "width"))
}

/// One ticker's element.
pub struct Host {
    id: TickerId,
    element: HtmlElement,
    sizes: ResizeObserver,
    slot: Option<Element>,
    ticker: HtmlElement,
    label: HtmlElement,
    controls: HtmlElement,
    button: HtmlElement,
    viewport: HtmlElement,
    strip: HtmlElement,
    right: Cell<bool>,
    items: RefCell<Vec<Item>>,
    movement: RefCell<Option<Movement>>,
    timer: RefCell<Option<Timer>>,
    /// Items that were drawn and are not observed yet, and the timer that sees to it.
    unobserved: RefCell<Option<Timer>>,
    rounds: RefCell<Vec<Function>>,
}

impl Host {
    /// Builds the shadow tree, hidden behind the own list until there is something to scroll.
    pub fn new(id: TickerId, element: HtmlElement, root: ShadowRoot, sizes: ResizeObserver) -> Self {
        let ticker = add(&root, "div", "ticker", "");
        let label = add(&ticker, "div", "label", "");
        let controls = add(&ticker, "div", "controls", "");
        let button = add(&controls, "button", "button", "");
        let viewport = add(&ticker, "div", "viewport", "");
        let strip = add(&viewport, "div", "strip", "");
        set(&ticker, "role", "region");
        set(&label, "aria-hidden", "true");
        set(&button, "type", "button");
        set(&button, "part", "button pause-button");
        set(&strip, "role", "list");
        ticker.set_hidden(true);
        sizes.observe(&viewport);
        Host {
            id,
            element,
            sizes,
            slot: root.query_selector("slot").ok().flatten(),
            ticker,
            label,
            controls,
            button,
            viewport,
            strip,
            right: Cell::new(false),
            items: RefCell::default(),
            movement: RefCell::default(),
            timer: RefCell::default(),
            unobserved: RefCell::default(),
            rounds: RefCell::default(),
        }
    }

    /// Carries out what the core says of this ticker.
    pub fn carry_out(&self, effect: Effect) {
        match effect {
            Effect::Furniture(furniture) => self.furnish(&furniture),
            Effect::Line(shown) => self.show_line(shown),
            Effect::Draw(id, face) => self.draw(Item::new(id, &face, &self.strip)),
            Effect::Strip(effect) => self.change_strip(effect),
            Effect::Say(saying) => self.say(&saying),
            Effect::Warn(message) => script::warn(&message, &self.element),
        }
    }

    /// Reads the attributes and what surrounds the element.
    pub fn read_attributes(&self) {
        let base = base();
        let attribute = |name: &str| self.element.get_attribute(name);
        let (settings, warnings) = Settings::read(&attribute, &|url| feed::resolve(url, &base));
        let language = self.element.closest("[lang]").ok().flatten();
        let surroundings = Surroundings {
            lang: language.and_then(|element| element.get_attribute("lang")).unwrap_or_default(),
            rtl: computed(&self.element, "direction") == "rtl",
            origin: document().location().and_then(|location| location.origin().ok()).unwrap_or_default(),
        };
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

    /// The viewport or an item has another width.
    pub fn sized(&self, target: &Element, width: f64) {
        match self.item_of(target) {
            Some(item) => self.tell(motion::Event::Measured(item, width)),
            None if self.in_line(target) => self.tell(motion::Event::Resized(width)),
            // An item that has just left.
            None => {}
        }
    }

    /// The item that a node belongs to.
    pub fn item_of(&self, node: &Node) -> Option<ItemId> {
        self.items.borrow().iter().find(|item| item.element.contains(Some(node))).map(|item| item.id)
    }

    /// Calls `done` once no round of requests is under way.
    pub fn waits_for_round(&self, done: Function) {
        self.rounds.borrow_mut().push(done);
    }

    /// Calls those who wait for the end of a round, if none is under way.
    pub fn round_may_be_over(&self) {
        if ask(self.id, |ticker| ticker.loading()) == Some(true) {
            return;
        }
        self.end_round();
    }

    fn end_round(&self) {
        for done in self.rounds.take() {
            let _ = done.call0(&JsValue::UNDEFINED);
        }
    }

    /// Dispatches an event at the element; `false` if a listener prevented its default.
    pub fn dispatch(&self, name: &str, detail: &JsValue, bubbles: bool) -> bool {
        dispatch(&self.element, name, detail, bubbles)
    }

    /// Whether a node is in the line.
    pub fn in_line(&self, node: &Node) -> bool {
        self.viewport.contains(Some(node))
    }

    /// Whether a node is the pause button.
    pub fn is_button(&self, node: &Node) -> bool {
        self.button.contains(Some(node))
    }

    fn tell(&self, event: motion::Event) {
        send_to(self.id, Event::Motion(event));
    }

    fn furnish(&self, furniture: &Furniture) {
        self.right.set(furniture.travels_right);
        let mut class = String::from("ticker");
        class.push_str(if furniture.travels_right { " right" } else { " left" });
        class.push_str(if furniture.rtl { " rtl" } else { " ltr" });
        self.ticker.set_class_name(&class);
        set(&self.ticker, "aria-label", &furniture.label);
        self.label.set_text_content(Some(&furniture.label));
        self.controls.set_hidden(furniture.button.is_none());
        if let Some((plays, name)) = furniture.button {
            self.button.set_class_name(if plays { "button play" } else { "button" });
            set(&self.button, "aria-label", name);
            self.button.set_title(name);
        }
    }

    fn show_line(&self, shown: bool) {
        self.ticker.set_hidden(!shown);
        if let Some(slot) = &self.slot {
            slot.unchecked_ref::<HtmlElement>().set_hidden(shown);
        }
    }

    /// An item is measured at once, so that it enters with its place known, and watched from the next task on: within a
    /// callback of the observer it would be news of the same frame, which browsers report as an error.
    fn draw(&self, item: Item) {
        let (id, width) = (item.id, item.width());
        self.items.borrow_mut().push(item);
        let host = self.id;
        self.unobserved.replace(Some(Timer::new(0.0, move || {
            if let Some(host) = super::host(host) {
                host.watch_items();
            }
        })));
        self.tell(motion::Event::Measured(id, width));
    }

    fn watch_items(&self) {
        // Observing again what is observed already would report it again.
        for item in self.items.borrow_mut().iter_mut().filter(|item| !item.watched) {
            item.watched = true;
            self.sizes.observe(&item.element);
        }
    }

    fn change_strip(&self, effect: motion::Effect) {
        let right = self.right.get();
        match effect {
            motion::Effect::Draw { .. } => {}
            motion::Effect::Place(id, at) => {
                if let Some(item) = self.items.borrow().iter().find(|item| item.id == id) {
                    item.place(at, right);
                }
            }
            motion::Effect::Lead(id) => {
                if let Some(item) = self.items.borrow().iter().find(|item| item.id == id) {
                    item.lead();
                }
            }
            motion::Effect::Remove(id) => self.remove(id),
            motion::Effect::Anchor(at) => stand(&self.strip, at, right),
            motion::Effect::Move(path) => self.travel(&path),
            motion::Effect::Wake(at) => self.wake(at),
        }
    }

    fn remove(&self, id: ItemId) {
        let mut items = self.items.borrow_mut();
        if let Some(place) = items.iter().position(|item| item.id == id) {
            let item = items.remove(place);
            self.sizes.unobserve(&item.element);
        }
    }

    /// The new animation begins before the old one ends, so that the strip stands nowhere else in between.
    fn travel(&self, path: &Path) {
        let movement = Movement::new(&self.strip, path, self.right.get());
        let old = self.movement.replace(Some(movement));
        drop(old);
    }

    fn wake(&self, at: Option<f64>) {
        let id = self.id;
        let timer =
            at.map(|at| Timer::new(at - now().timeline, move || send_to(id, Event::Motion(motion::Event::Woke))));
        self.timer.replace(timer);
    }

    fn say(&self, saying: &Saying) {
        let (name, detail) = script::saying(saying);
        self.dispatch(name, &detail, matches!(saying, Saying::StateChange(..)));
        if matches!(saying, Saying::LoadEnd) {
            self.round_may_be_over();
        }
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.ticker.remove();
        if let Some(slot) = &self.slot {
            slot.unchecked_ref::<HtmlElement>().set_hidden(false);
        }
        self.end_round();
    }
}
