//! Where a card or the panel stands.

/// What it keeps free between itself and the edges of the window, and between itself and the line, in px.
const MARGIN: f64 = 8.0;

/// In a window narrower than this, in px, it is a sheet at its bottom: beside the line there would be no room for text.
const NARROW: f64 = 480.0;

/// What had less height than this, in px, is a sheet as well.
const LOW: f64 = 200.0;

/// The part of the window's height that a sheet takes at most: behind it the page is still seen.
const HIGH: f64 = 0.85;

/// What a place is reckoned from: px of the window, from its top left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Layout {
    /// The window's width and height.
    pub window: (f64, f64),
    /// The width and height of what is to be placed, if nothing limits it.
    pub size: (f64, f64),
    /// The left and right edge of the box beside which it stands: of a card the viewport, of the panel the whole line.
    pub across: (f64, f64),
    /// The top and bottom edge of that box.
    pub down: (f64, f64),
}

/// Where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place {
    /// At the bottom of the window, as wide as it is.
    Sheet {
        /// Its bottom edge, in px of the window.
        bottom: f64,
        /// The height that it may have, in px.
        height: f64,
    },
    /// Beside the line.
    Beside {
        /// Its left edge, in px of the window.
        left: f64,
        /// Its top edge, in px of the window.
        top: f64,
        /// The height that it may have, in px.
        height: f64,
    },
}

/// Where it stands by something that reaches from one px of the window to another, left to right: below the line, or above it where there
/// is more room, and aligned with the left edge of that or, `from_right`, with the right one, as far as the window lets it.
pub fn place(layout: &Layout, by: (f64, f64), from_right: bool) -> Place {
    let (width, height) = layout.size;
    let (above, below) = (layout.down.0 - 2.0 * MARGIN, layout.window.1 - layout.down.1 - 2.0 * MARGIN);
    let is_below = height <= below || above <= below;
    let most = if is_below { below } else { above };
    if layout.window.0 < NARROW || most < height.min(LOW) {
        return sheet(layout);
    }
    // What is seen of it.
    let (from, to) = (by.0.max(layout.across.0), by.1.min(layout.across.1));
    let left = if from_right { to - width } else { from };
    Place::Beside {
        left: left.min(layout.window.0 - MARGIN - width).max(MARGIN),
        top: if is_below { layout.down.1 + MARGIN } else { layout.down.0 - MARGIN - height.min(most) },
        height: most,
    }
}

/// A sheet, which leaves room for the line; above one that stands at the bottom of the window, as those do that sites fix there.
fn sheet(layout: &Layout) -> Place {
    let (window, (top, bottom)) = (layout.window.1, layout.down);
    Place::Sheet {
        bottom: if (window - bottom).abs() < MARGIN { top } else { window },
        height: (window * HIGH).min(window - (bottom - top) - MARGIN),
    }
}
