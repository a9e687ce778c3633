//! The only room that touches the browser: it carries out effects and reports events, and decides nothing.
//!
//! Whatever is exported here is called by `www/headline-ticker.js`. No borrow is held while JavaScript runs: an event that
//! arrives while effects are being carried out waits in the queue.

mod clock;
mod feed;
mod host;
mod item;
mod listen;
mod request;
mod script;
mod strip;

use crate::load::refresh::TickerId;
use crate::page::{Effect, Event, Page};
use crate::{motion, ticker};
use clock::{Timer, now};
use host::Host;
use js_sys::Function;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ResizeObserver, ShadowRoot};

#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

thread_local! {
    static ROOM: Room = const { Room {
        page: RefCell::new(None),
        hosts: RefCell::new(Vec::new()),
        queue: RefCell::new(Vec::new()),
        busy: Cell::new(false),
        connected: Cell::new(0),
        timer: RefCell::new(None),
    } };
}

/// All that a page's tickers share.
struct Room {
    page: RefCell<Option<Page>>,
    hosts: RefCell<Vec<(TickerId, Rc<Host>)>>,
    queue: RefCell<Vec<Event>>,
    busy: Cell<bool>,
    connected: Cell<TickerId>,
    timer: RefCell<Option<Timer>>,
}

impl Room {
    fn next(&self) -> Option<Event> {
        let mut queue = self.queue.borrow_mut();
        // It is hardly ever longer than a few.
        (!queue.is_empty()).then(|| queue.remove(0))
    }
}

/// Hands an event to the core and carries out what it says, now or, while another is being carried out, right after.
fn send(event: Event) {
    ROOM.with(|room| {
        room.queue.borrow_mut().push(event);
        if room.busy.replace(true) {
            return;
        }
        // The borrow of the queue must end before the event is carried out.
        while let Some(event) = room.next() {
            let effects = room.page.borrow_mut().get_or_insert_default().step(now(), event);
            for effect in effects {
                carry_out(room, effect);
            }
        }
        room.busy.set(false);
    });
}

/// Hands an event of one ticker to the core.
fn send_to(ticker: TickerId, event: ticker::Event) {
    send(Event::Ticker(ticker, event));
}

fn carry_out(room: &Room, effect: Effect) {
    match effect {
        Effect::Fetch { request, source } => request::send_request(request, source),
        Effect::Abort(request) => request::abort_request(request),
        Effect::Forget(source) => request::forget(&source),
        Effect::Warn(message) => script::warn(&message, &JsValue::UNDEFINED),
        Effect::Wake(at) => {
            let timer = at.map(|at| Timer::new(at - now().monotonic, || send(Event::Woke)));
            room.timer.replace(timer);
        }
        Effect::Ticker(id, effect) => {
            if let Some(host) = host(id) {
                host.carry_out(effect);
            }
        }
    }
}

fn host(id: TickerId) -> Option<Rc<Host>> {
    ROOM.with(|room| room.hosts.borrow().iter().find(|(known, _)| *known == id).map(|(_, host)| host.clone()))
}

/// What the core knows of a ticker.
fn ask<T>(id: TickerId, question: impl FnOnce(&ticker::Ticker) -> T) -> Option<T> {
    ROOM.with(|room| room.page.borrow().as_ref().and_then(|page| page.ticker(id)).map(question))
}

/// Takes an element under management and returns its number, which every other call names.
#[wasm_bindgen]
pub fn connect(element: HtmlElement, root: ShadowRoot, sizes: ResizeObserver) -> TickerId {
    #[cfg(feature = "testing")]
    offer_trap(&element);
    let id = ROOM.with(|room| {
        let id = room.connected.get() + 1;
        room.connected.set(id);
        let host = Rc::new(Host::new(id, element, root, sizes));
        room.hosts.borrow_mut().push((id, host));
        id
    });
    send(Event::Connected(id));
    id
}

/// Whether the reader asks for less motion, and whether the page is hidden.
#[wasm_bindgen]
pub fn preferences(id: TickerId, reduced: bool, hidden: bool) {
    listen::preferences(id, reduced, hidden);
}

/// Lets go of an element; nothing of it is left afterwards.
#[wasm_bindgen]
pub fn disconnect(id: TickerId) {
    send(Event::Disconnected(id));
    ROOM.with(|room| room.hosts.borrow_mut().retain(|(known, _)| *known != id));
}

/// Reads an element's attributes and its own list again.
#[wasm_bindgen]
pub fn changed(id: TickerId) {
    if let Some(host) = host(id) {
        host.read_attributes();
        host.read_own_list();
    }
}

/// `play()`
#[wasm_bindgen]
pub fn play(id: TickerId) {
    send_to(id, ticker::Event::Pause(false));
}

/// `pause()`
#[wasm_bindgen]
pub fn pause(id: TickerId) {
    send_to(id, ticker::Event::Pause(true));
}

/// `refresh()`: `done` is called once the round is over.
#[wasm_bindgen]
pub fn refresh(id: TickerId, done: Function) {
    if let Some(host) = host(id) {
        host.waits_for_round(done);
        send(Event::Refresh(id));
        host.round_may_be_over();
    }
}

/// `headlines`
#[wasm_bindgen]
pub fn headlines(id: TickerId) -> JsValue {
    let list = ask(id, |ticker| ticker.headlines().to_vec()).unwrap_or_default();
    script::write_list(&list)
}

/// `headlines = value`
#[wasm_bindgen]
pub fn set_headlines(id: TickerId, value: JsValue) {
    if let Some(host) = host(id) {
        host.take_headlines(value);
    }
}

/// `state`
#[wasm_bindgen]
pub fn state(id: TickerId) -> JsValue {
    ask(id, |ticker| ticker.state().name()).into()
}

/// `paused`
#[wasm_bindgen]
pub fn paused(id: TickerId) -> bool {
    ask(id, |ticker| ticker.reasons().any()).unwrap_or_default()
}

/// An event that the element listens to.
#[wasm_bindgen]
pub fn heard(id: TickerId, event: web_sys::Event) {
    listen::heard(id, &event);
}

/// The element is within the window, or out of it.
#[wasm_bindgen]
pub fn seen(id: TickerId, within: bool) {
    let reason = motion::pause::Reason::Offscreen;
    send_to(id, ticker::Event::Motion(motion::Event::Pause(reason, !within)));
}

/// The viewport or an item has another width, in px.
#[wasm_bindgen]
pub fn sized(id: TickerId, target: web_sys::Element, width: f64) {
    if let Some(host) = host(id) {
        host.sized(&target, width);
    }
}

/// A request was answered: `status` is 0 where no answer came, `text` undefined where it is longer than a feed may be.
#[wasm_bindgen]
pub fn answered(request: u32, status: u16, text: JsValue) {
    request::answered(request, status, &text);
}

/// Gives the element's class `trapInTimer()`, which makes a timer trap, to show what a page sees then.
#[cfg(feature = "testing")]
fn offer_trap(element: &HtmlElement) {
    let trap = Closure::once_into_js(|| {
        ROOM.with(|room| room.timer.replace(Some(Timer::new(0.0, || std::process::abort()))));
    });
    if let Ok(class) = js_sys::Reflect::get(element, &"constructor".into()) {
        let _ = js_sys::Reflect::set(&class, &"trapInTimer".into(), &trap);
    }
}
