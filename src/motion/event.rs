//! What can happen to a strip.

use super::belt::ItemId;
use super::hands::Way;
use super::pause::Reason;
use crate::headline::{Headline, Key};
use crate::settings::Start;
use std::rc::Rc;

/// What happened to the strip.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The list is this.
    List(Vec<Rc<Headline>>),
    /// The site asks for this speed, in px/s, and for this way to begin.
    Settings(f64, Start),
    /// Whether items must stand near the view, since each that stands far from it costs something all the time.
    Near(bool),
    /// The headline of that key must not be seen any more.
    Remove(Key),
    /// Items look different or stand in another order: what stands must be drawn anew.
    Redraw,
    /// The viewport has this width, in px; 0 while it is not displayed.
    Resized(f64),
    /// An item is this wide, with the gap after it, in px.
    Measured(ItemId, f64),
    /// A reason to pause stands or falls.
    Pause(Reason, bool),
    /// The hand that holds the strip moves it so far along its way, in px.
    Drag(f64),
    /// The hand lets go.
    Release,
    /// The line is pressed, which stops what flies.
    Catch,
    /// The wheel moves the strip so far along its way, in px.
    Wheel(f64),
    /// The reader or the page asks for the next headline or the one before.
    Step(Way),
    /// The reader walks the line by keyboard, or comes to it.
    Walk(Way),
    /// The keyboard's focus is on an item, or on none.
    Focus(Option<ItemId>),
    /// The time that an [`crate::effect::Effect::Wake`] named has come, or may have.
    Woke,
}
