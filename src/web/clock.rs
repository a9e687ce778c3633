//! The page's clocks and timers.

use super::{move_on, send_to_sources};
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

/// A timer that ends when it is dropped.
pub struct Timer {
    _timeout: Timeout,
}

impl Timer {
    /// Tells a ticker's strip, or without a ticker the page, that this time has come, or after the longest time that a timer is
    /// set for.
    pub fn new(ticker: TickerId, at: f64) -> Self {
        let now = now();
        let wait = at - if ticker == NONE { now.monotonic } else { now.timeline };
        // A timer that came early would only have to be set again.
        let wait = wait.clamp(0.0, LONGEST).ceil() as u32;
        let told = move || match ticker {
            NONE => send_to_sources(Event::Woke),
            ticker => move_on(ticker, motion::Event::Woke),
        };
        Timer { _timeout: Timeout::new(wait, told) }
    }
}
