//! The strip's one animation.

use crate::motion::path::Path;
use wasm_bindgen::prelude::*;
use web_sys::{Animation, HtmlElement};

#[wasm_bindgen]
extern "C" {
    /// Plays keyframes of four numbers each: offset, travel, and the heights of their easing; see `www/headline-ticker.js`.
    fn animate(strip: &HtmlElement, keyframes: &[f64], start: f64, duration: f64) -> Animation;
}

/// The animation that moves a strip; it ends when this is dropped.
pub struct Movement(Animation);

impl Movement {
    /// Moves `strip` along `path`, to the right or to the left.
    pub fn new(strip: &HtmlElement, path: &Path, right: bool) -> Self {
        let mut keyframes = Vec::new();
        for keyframe in path.keyframes() {
            let travel = if right { keyframe.travel } else { -keyframe.travel };
            let (a, b) = keyframe.easing.unwrap_or((f64::NAN, f64::NAN));
            keyframes.extend_from_slice(&[keyframe.at, travel, a, b]);
        }
        Movement(animate(strip, &keyframes, path.start(), path.duration()))
    }
}

impl Drop for Movement {
    fn drop(&mut self) {
        self.0.cancel();
    }
}
