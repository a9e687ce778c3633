//! What the reader and the page do, as events for the core.

use super::{ask, host, script, send, send_to};
use crate::load::refresh::TickerId;
use crate::motion::pause::Reason;
use crate::page;
use crate::{motion, ticker};
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, MouseEvent, PointerEvent};

/// Reports what the page and its reader want at present.
pub fn preferences(id: TickerId, reduced: bool, hidden: bool) {
    pause(id, Reason::ReducedMotion, reduced);
    pause(id, Reason::Hidden, hidden);
    send(page::Event::Hidden(hidden));
}

/// Reports an event that the element or the page heard.
pub fn heard(id: TickerId, event: &Event) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(host) = super::host(id) else { return };
    let in_line = target.as_ref().is_some_and(|target| host.in_line(target));
    match event.type_().as_str() {
        // What was not parsed yet is there now.
        "DOMContentLoaded" => super::changed(id),
        "pointerover" if is_touch(event) => {}
        "pointerover" => pause(id, Reason::Hover, in_line),
        "pointerleave" => pause(id, Reason::Hover, false),
        "pointerdown" => pause(id, Reason::Press, in_line),
        "pointerup" | "pointercancel" => pause(id, Reason::Press, false),
        "focusin" => pause(id, Reason::Focus, in_line && target.is_some_and(|target| by_keyboard(&target))),
        "focusout" => pause(id, Reason::Focus, false),
        // The right button opens a menu, not the link.
        "auxclick" if event.unchecked_ref::<MouseEvent>().button() != 1 => {}
        "click" | "auxclick" => {
            if let Some(target) = target {
                clicked(id, &host, &target, event);
            }
        }
        _ => {}
    }
}

fn pause(id: TickerId, reason: Reason, stands: bool) {
    send_to(id, ticker::Event::Motion(motion::Event::Pause(reason, stands)));
}

fn is_touch(event: &Event) -> bool {
    event.unchecked_ref::<PointerEvent>().pointer_type() == "touch"
}

/// A click focuses too, but who clicks reads on elsewhere: the line need not stand until they come back.
fn by_keyboard(target: &Element) -> bool {
    target.matches(":focus-visible").unwrap_or(true)
}

fn clicked(id: TickerId, host: &host::Host, target: &Element, event: &Event) {
    if host.is_button(target) {
        let plays = ask(id, |ticker| ticker.reasons().has(Reason::User)).unwrap_or_default();
        send_to(id, ticker::Event::Pause(!plays));
        return;
    }
    let link = target.closest("a").ok().flatten();
    let Some(item) = link.and_then(|link| host.item_of(&link)) else { return };
    let Some(headline) = ask(id, |ticker| ticker.headline(item).cloned()).flatten() else { return };
    if !host.dispatch("headline-click", &script::write(&headline), true) {
        event.prevent_default();
    }
}
