//! Where a card or the panel stands.

/// What it keeps free between itself and the edges of the window, and between itself and the line, in px.
const MARGIN: f64 = 8.0;

/// In a window narrower than this, in px, it is a sheet at its bottom: beside the line there would be no room for text.
const NARROW: f64 = 480.0;

/// What had less height than this, in px, is a sheet as well.
const LOW: f64 = 200.0;

/// The part of the window's height that a sheet takes at most: behind it the page is still seen.
const HIGH: f64 = 0.85;

/// As long as so much of the window's height is above the line, a sheet stands there.
const ENOUGH: f64 = 0.6;

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
    /// By the window, as wide as it is.
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
///
/// `sheet` is how many px from the window's bottom it stands as a sheet already. There it stays while the line is scrolled, and a sheet
/// whose line is out of the window stays one: who types in it must not lose the field as the window becomes smaller.
pub fn place(layout: &Layout, by: (f64, f64), from_right: bool, sheet: Option<f64>) -> Place {
    let (width, height) = layout.size;
    let (above, below) = (layout.down.0 - 2.0 * MARGIN, layout.window.1 - layout.down.1 - 2.0 * MARGIN);
    let is_below = height <= below || above <= below;
    let most = if is_below { below } else { above };
    let is_out = layout.down.1 <= 0.0 || layout.down.0 >= layout.window.1;
    if layout.window.0 < NARROW || most < height.min(LOW) || (is_out && sheet.is_some()) {
        // At first what is below it is the line, and what is below that.
        return as_sheet(layout, sheet.unwrap_or((layout.window.1 - layout.down.0).max(0.0)));
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

/// A sheet that leaves so many px free below it, as long as enough is left above these, and room for a line in any case.
fn as_sheet(layout: &Layout, below: f64) -> Place {
    let (window, (top, bottom)) = (layout.window.1, layout.down);
    let edge = if window - below < window * ENOUGH { window } else { window - below };
    let most = edge.min(window - (bottom - top));
    Place::Sheet { bottom: edge, height: (window * HIGH).min(most - MARGIN) }
}
