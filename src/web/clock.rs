//! The page's clocks and timers.

use super::{ROOM, move_on, send_to_sources};
use crate::effect::NONE;
use crate::load::refresh::{Event, TickerId};
use crate::motion;
use crate::page::Now;
use gloo_timers::callback::Timeout;
use js_sys::Date;
use wasm_bindgen::prelude::*;

/// The longest that one timer is set for, in ms: the core plans again after it.
const LONGEST: f64 = 3_600_000.0;

#[wasm_bindgen]
extern "C" {
    /// Ms since the page began.
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn monotonic() -> f64;

    /// Ms on the document's timeline; see `www/line.js`.
    fn timeline() -> f64;
}

/// The present on all three clocks.
pub fn now() -> Now {
    let monotonic = monotonic();
    // Where no frame is drawn, the timeline can lag behind; both count from the page's time origin.
    Now { monotonic, wall: Date::now(), timeline: timeline().max(monotonic) }
}

/// Has a ticker's strip or, without a ticker, the page told once this time has come, or after the longest time that a timer is set
/// for, and not as was planned before; never without a time.
pub fn plan(ticker: TickerId, at: Option<f64>) {
    let timer = at.map(|at| {
        let now = now();
        let wait = at - if ticker == NONE { now.monotonic } else { now.timeline };
        // A timer that came early would only have to be set again.
        Timeout::new(wait.clamp(0.0, LONGEST).ceil() as u32, move || match ticker {
            NONE => send_to_sources(Event::Woke),
            ticker => move_on(ticker, motion::Event::Woke),
        })
    });
    ROOM.with(|room| {
        let mut timers = room.timers.borrow_mut();
        if let Some(place) = timers.iter().position(|(known, _)| *known == ticker) {
            drop(timers.swap_remove(place));
        }
        if let Some(timer) = timer {
            timers.push((ticker, timer));
        }
    });
}
