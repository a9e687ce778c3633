//! The page's clocks and timers.

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

    /// Ms on the document's timeline; see `www/headline-ticker.js`.
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
    /// Calls back after `wait` ms, or after the longest time that a timer is set for.
    pub fn new(wait: f64, callback: impl FnOnce() + 'static) -> Self {
        // A timer that came early would only have to be set again.
        let wait = wait.clamp(0.0, LONGEST).ceil() as u32;
        Timer { _timeout: Timeout::new(wait, callback) }
    }
}
