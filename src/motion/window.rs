//! What must be covered.

/// The stretch of the strip that must be covered, in strip px.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// Where the viewport begins: the travel.
    pub start: f64,
    /// How far before it items stand.
    pub back: f64,
    /// The viewport's width.
    pub width: f64,
    /// How far beyond the viewport's end the tail is kept.
    pub lead: f64,
}

impl Window {
    /// Where the first item stands at the latest.
    pub fn first(&self) -> f64 {
        self.start - self.back
    }

    /// Where the last item ends at the earliest.
    pub fn end(&self) -> f64 {
        self.start + self.width + self.lead
    }
}
