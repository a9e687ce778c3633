//! The only room that touches the browser: it carries out effects and reports events, and decides nothing.
//!
//! Whatever is exported here is called by `www/headline-ticker.js`. No borrow is held while JavaScript runs: an event that
//! arrives while effects are being carried out waits in the queue.

mod clock;
mod feed;
mod host;
mod request;
mod script;

use crate::headline::Key;
use crate::load::refresh::{self, Headers, TickerId};
use crate::load::reports;
use crate::motion::hands::Way;
use crate::motion::pause::Reason;
use crate::page::{Event, Page};
use crate::ticker::{Surroundings, Ticker};
use crate::view::place::Layout;
use crate::{motion, ticker, view};
use clock::now;
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

thread_local! {
    static ROOM: Room = const { Room {
        page: RefCell::new(Page::new(0)),
        queue: RefCell::new(Vec::new()),
        busy: Cell::new(false),
        timers: RefCell::new(Vec::new()),
    } };
}

/// All that a page's tickers share.
struct Room {
    page: RefCell<Page>,
    queue: RefCell<Vec<Event>>,
    busy: Cell<bool>,
    /// At most one for the page and one for each ticker; one that is dropped ends.
    timers: RefCell<Vec<(TickerId, Timeout)>>,
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
            let now = now();
            let effects = room.page.borrow_mut().step(now, event);
            for (ticker, effect) in &effects {
                host::carry_out(*ticker, effect);
            }
        }
        room.busy.set(false);
    });
}

/// What makes the waits of this page differ from those of others.
fn seed() -> u32 {
    (js_sys::Math::random() * f64::from(u32::MAX)) as u32
}

/// A text that JavaScript hands over. (As a parameter it would have to be converted in JavaScript, by glue for each export.)
fn text(value: &JsValue) -> String {
    value.as_string().unwrap_or_default()
}

/// Hands an event of the sources to the core.
fn send_to_sources(event: refresh::Event) {
    send(Event::Sources(event));
}

/// Hands an event of one ticker to the core.
fn send_to(ticker: TickerId, event: ticker::Event) {
    send(Event::Ticker(ticker, event));
}

/// Hands an event of one ticker's strip to the core.
fn move_on(ticker: TickerId, event: motion::Event) {
    send_to(ticker, ticker::Event::Motion(event));
}

/// Hands an event of what is open at one ticker to the core.
fn look(ticker: TickerId, event: view::Event) {
    send_to(ticker, ticker::Event::View(event));
}

/// What the core knows of a ticker.
fn ask<T>(id: TickerId, question: impl FnOnce(&Ticker) -> T) -> Option<T> {
    ROOM.with(|room| room.page.borrow().ticker(id).map(question))
}

/// A ticker stands in the page now; every other call names it by this number, which none had before.
#[wasm_bindgen]
pub fn connect(id: TickerId) {
    ROOM.with(|room| room.page.borrow_mut().vary(seed()));
    send(Event::Connected(id));
}

/// A ticker is gone; nothing of it is left afterwards.
#[wasm_bindgen]
pub fn disconnect(id: TickerId) {
    send(Event::Disconnected(id));
    clock::plan(id, None);
}

/// Reads an element's attributes and its own list again. `lang` is the language in force there, `rtl` whether it runs from
/// right to left, `origin` the page's, `near` whether items must stand near the view.
#[wasm_bindgen]
pub fn changed(id: TickerId, element: HtmlElement, lang: JsValue, rtl: bool, origin: JsValue, near: bool) {
    #[cfg(feature = "testing")]
    offer_trap(&element);
    host::read(id, &element, Surroundings { lang: text(&lang), rtl, origin: text(&origin), near });
}

/// A reason to pause, by its place among all, stands or falls.
#[wasm_bindgen]
pub fn pause(id: TickerId, reason: u32, stands: bool) {
    if let Some(reason) = Reason::ALL.get(reason as usize) {
        move_on(id, motion::Event::Pause(*reason, stands));
    }
}

/// The reader or the page does something to the strip or about a card: what it is, by number, and how far, in px along the way of the strip,
/// which way, or on which item, with 0 for none.
#[wasm_bindgen]
pub fn handled(id: TickerId, what: u32, value: f64) {
    let way = || match value as u32 {
        0 => Way::Next,
        1 => Way::Previous,
        2 => Way::First,
        _ => Way::Last,
    };
    let item = (value > 0.0).then_some(value as u32);
    let event = match what {
        0 => motion::Event::Drag(value),
        1 => motion::Event::Release,
        2 => motion::Event::Wheel(value),
        3 => motion::Event::Step(way()),
        4 => motion::Event::Walk(way()),
        5 => motion::Event::Focus(item),
        6 => return look(id, view::Event::Point(item)),
        7 => return look(id, view::Event::Ask(value as u32)),
        8 => return look(id, view::Event::Close),
        9 => return look(id, view::Event::Panel),
        _ => return look(id, view::Event::Keep),
    };
    move_on(id, event);
}

/// The window is so wide and high, so is what is open if nothing limits it, and the box beside which it stands has these left, right, top and
/// bottom edges there; all in px.
#[wasm_bindgen]
#[expect(clippy::too_many_arguments, reason = "a list would have to be read by glue")]
pub fn layout(
    id: TickerId,
    width: f64,
    height: f64,
    wide: f64,
    high: f64,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
) {
    let layout = Layout { window: (width, height), size: (wide, high), across: (left, right), down: (top, bottom) };
    look(id, view::Event::Layout(layout));
}

/// The reader reports the image in the open card, for this reason.
#[wasm_bindgen]
pub fn report(id: TickerId, reason: JsValue) {
    send(Event::Reported(id, text(&reason)));
}

/// `refresh()`
#[wasm_bindgen]
pub fn refresh(id: TickerId) {
    send_to_sources(refresh::Event::Refresh { ticker: id });
}

/// `headlines = list` or, where they are `pushed`, `push(headline)` for each of the list.
#[wasm_bindgen]
pub fn give(id: TickerId, list: JsValue, pushed: bool) {
    let Some(headlines) = script::read_list(list, id) else { return };
    if !pushed {
        return send_to(id, ticker::Event::Given(headlines));
    }
    feed::hand_over(headlines, &|headline| send_to(id, ticker::Event::Pushed(headline)));
}

/// `remove(key)`
#[wasm_bindgen]
pub fn remove(id: TickerId, key: JsValue) {
    if let Some(key) = Key::from_text(&text(&key)) {
        send_to(id, ticker::Event::Removed(key));
    }
}

/// The network is there, or is not.
#[wasm_bindgen]
pub fn online(online: bool) {
    send_to_sources(refresh::Event::Online(online));
}

/// The page is left, or is back.
#[wasm_bindgen]
pub fn left(left: bool) {
    send_to_sources(refresh::Event::Left(left));
}

/// The headline of an item or, where it is `listed`, at a place of the list, from 0; undefined where there is none.
#[wasm_bindgen]
pub fn headline(id: TickerId, number: u32, listed: bool) -> JsValue {
    let find = |ticker: &Ticker| {
        let found = if listed { ticker.headlines().get(number as usize) } else { ticker.headline(number) };
        found.map(|headline| script::write(headline, ticker))
    };
    ask(id, find).flatten().unwrap_or_default()
}

/// The places in the list, from 0, of the headlines that have all words of a text.
#[wasm_bindgen]
pub fn find(id: TickerId, text: JsValue) -> JsValue {
    let mut values = script::Values::new();
    for place in ask(id, |ticker| ticker.find(&self::text(&text))).unwrap_or_default() {
        values.number(place as f64);
    }
    values.end()
}

/// This browser's storage had this list for a ticker, as of that time in ms since 1970.
#[wasm_bindgen]
pub fn recalled(id: TickerId, since: f64, list: JsValue) {
    send(Event::Recalled(id, feed::read_kept(list), since));
}

/// An item, or with 0 the viewport, has another width, in px.
#[wasm_bindgen]
pub fn sized(id: TickerId, item: u32, width: f64) {
    let event = if item == 0 { motion::Event::Resized(width) } else { motion::Event::Measured(item, width) };
    move_on(id, event);
}

/// A request was answered: `status` is 0 where no answer came, `text` undefined where it is longer than a feed may be, `document`
/// what it holds or the number of what is wrong with it, and `same` says that it was read before; then two of the answer's
/// header fields. Whether a feed was read now.
#[wasm_bindgen]
pub fn answered(
    request: u32,
    status: u16,
    text: JsValue,
    document: JsValue,
    same: bool,
    cache_control: JsValue,
    retry_after: JsValue,
) -> bool {
    let headers = Headers { cache_control: self::text(&cache_control), retry_after: self::text(&retry_after) };
    request::answered(request, status, &text, document, same, headers)
}

/// A request of the image reports ended: `status` is 0 where no answer came, and `document` what the answer holds.
#[wasm_bindgen]
pub fn replied(request: u32, status: u16, document: JsValue, retry_after: JsValue) {
    let headers = Headers { retry_after: text(&retry_after), ..Headers::default() };
    send(Event::Reports(reports::Event::Replied { request, status, blocked: feed::read_blocked(document), headers }));
}

/// This browser's storage had these reports, each a list of what `write_report` says of one, after whether nothing is to be sent of it.
#[wasm_bindgen]
pub fn reported(list: JsValue) {
    send(Event::Reports(reports::Event::Recalled(feed::read_reports(list))));
}

/// The label of the encoding of an answer of this type whose bytes begin so, each as the character of that number.
#[wasm_bindgen]
pub fn charset(content_type: JsValue, head: JsValue) -> JsValue {
    crate::load::feed::charset(&text(&content_type), &text(&head)).into()
}

/// A source sent a list of headlines by itself.
#[wasm_bindgen]
pub fn streamed(source: u32, list: JsValue) {
    request::streamed(source, list);
}

/// A source that sends by itself does so no more.
#[wasm_bindgen]
pub fn lost(source: u32) {
    send_to_sources(refresh::Event::Lost(source));
}

/// Traps.
#[cfg(feature = "testing")]
#[wasm_bindgen]
pub fn trap() {
    std::process::abort();
}

/// Gives the element's class `trapInTimer()`, which makes a timer trap, to show what a page sees then.
#[cfg(feature = "testing")]
fn offer_trap(element: &JsValue) {
    use js_sys::{Function, Reflect};
    let property = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok();
    let window = property(&js_sys::global(), "setTimeout").map(Function::from);
    let trap = property(&wasm_bindgen::exports(), "trap");
    if let (Some(set_timeout), Some(trap), Some(class)) = (window, trap, property(element, "constructor")) {
        let _ = Reflect::set(&class, &"trapInTimer".into(), &set_timeout.bind1(&JsValue::UNDEFINED, &trap));
    }
}
