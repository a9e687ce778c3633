//! The strip's one animation.

use crate::motion::path::Path;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Animation, HtmlElement, KeyframeEffect};

/// The animation that moves a strip; it ends when this is dropped.
pub struct Movement(Animation);

impl Movement {
    /// Moves `strip` along `path`, to the right or to the left.
    pub fn new(strip: &HtmlElement, path: &Path, right: bool) -> Option<Self> {
        let keyframes = Array::new();
        for keyframe in path.keyframes() {
            let travel = if right { keyframe.travel } else { -keyframe.travel };
            let written = Object::new();
            set(&written, "offset", &keyframe.at.into());
            set(&written, "transform", &call("translateX", &[travel], "px)"));
            if let Some((a, b)) = keyframe.easing {
                set(&written, "easing", &call("cubic-bezier", &[1.0 / 3.0, a, 2.0 / 3.0, b], ")"));
            }
            keyframes.push(&written);
        }
        let options = Object::new();
        set(&options, "duration", &path.duration().into());
        set(&options, "fill", &"both".into());
        let effect = KeyframeEffect::new_with_opt_element_and_keyframes_and_keyframe_effect_options(
            Some(strip),
            Some(&keyframes),
            options.unchecked_ref(),
        );
        let animation = Animation::new_with_effect(Some(&effect.ok()?.into())).ok()?;
        animation.set_start_time(Some(path.start()));
        Some(Movement(animation))
    }
}

impl Drop for Movement {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // A plain object of our own takes every property.
    let _ = Reflect::set(object, &name.into(), value);
}

/// A CSS function. JavaScript writes the numbers, which costs no bytes.
fn call(name: &str, values: &[f64], end: &str) -> JsValue {
    let values: Array = values.iter().map(|value| JsValue::from_f64(*value)).collect();
    [name, "(", &String::from(values.join(",")), end].concat().into()
}
