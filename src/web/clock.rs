//! The page's clocks and timers.

use super::{move_on, send_to_sources};
use crate::effect::NONE;
use crate::load::refresh::{Event, TickerId};
use crate::motion;
use crate::page::Now;
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

/// Ms until a time that the core named for a ticker or, without one, for the page, or the longest that one timer is set for; infinite
/// for none.
pub fn wait(ticker: TickerId, at: Option<f64>) -> f64 {
    let Some(at) = at else { return f64::INFINITY };
    let now = now();
    let wait = at - if ticker == NONE { now.monotonic } else { now.timeline };
    // A timer that came early would only have to be set again.
    wait.clamp(0.0, LONGEST).ceil()
}

/// Tells the core that the time has come that it planned for.
pub fn woke(ticker: TickerId) {
    match ticker {
        NONE => send_to_sources(Event::Woke),
        ticker => move_on(ticker, motion::Event::Woke),
    }
}
