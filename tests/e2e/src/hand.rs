//! What a reader does by hand, as the driver does it: with a mouse, a pen or a finger, at the wheel, and at the window's edge.

use crate::session::Session;
use anyhow::Result;
use fantoccini::actions::{
    Actions, InputSource, MouseActions, PenActions, PointerAction, TouchActions, WheelAction, WheelActions,
};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// How often a wheel was turned.
static TURNS: AtomicUsize = AtomicUsize::new(0);

/// What touches the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// A mouse, which also rests where it was.
    Mouse,
    /// A pen.
    Pen,
    /// A finger.
    Finger,
}

/// One thing that a hand does.
#[derive(Clone, Copy, Debug)]
pub enum Act {
    /// Goes to a place in the window, in CSS pixels.
    To(f64, f64),
    /// Goes there within so many ms.
    Glide(f64, f64, u64),
    /// Presses.
    Down,
    /// Lets go.
    Up,
}

impl Session {
    /// Does these things with a hand, one after the other. What it presses stays pressed until it lets go, also between calls.
    ///
    /// # Errors
    /// Where a place is outside the window, or the driver has no such hand.
    pub async fn by_hand(&self, hand: Hand, acts: &[Act]) -> Result<()> {
        let acts = acts.iter().map(|act| match *act {
            Act::To(x, y) => PointerAction::MoveTo { duration: None, x, y },
            Act::Glide(x, y, time) => PointerAction::MoveTo { duration: Some(Duration::from_millis(time)), x, y },
            Act::Down => PointerAction::Down { button: 0 },
            Act::Up => PointerAction::Up { button: 0 },
        });
        let actions: Actions = match hand {
            Hand::Mouse => acts.fold(MouseActions::new("mouse".to_owned()), InputSource::then).into(),
            Hand::Pen => acts.fold(PenActions::new("pen".to_owned()), InputSource::then).into(),
            Hand::Finger => acts.fold(TouchActions::new("finger".to_owned()), InputSource::then).into(),
        };
        self.timed(&format!("moving the {hand:?}"), self.client.perform_actions(actions)).await
    }

    /// Turns the wheel over a place in the window, in CSS pixels.
    ///
    /// # Errors
    /// Where the driver has no wheel.
    pub async fn wheel(&self, (x, y): (f64, f64), (delta_x, delta_y): (i64, i64)) -> Result<()> {
        let turn = WheelAction::Scroll { duration: None, x: x as i64, y: y as i64, delta_x, delta_y };
        // WebKit's driver sends by how much a wheel turns otherwise than it did the last time, so each turn has a wheel of its own.
        let wheel = WheelActions::new(format!("wheel {}", TURNS.fetch_add(1, Ordering::Relaxed))).then(turn);
        self.timed("turning the wheel", self.client.perform_actions(wheel)).await
    }

    /// Prints the page.
    ///
    /// # Errors
    /// Where the driver cannot.
    pub async fn print(&self) -> Result<Vec<u8>> {
        self.timed("printing", self.client.print(Default::default())).await
    }
}
