//! A source that sends its headlines by itself.

use super::source::{LONGEST_BACKOFF, SOON};

/// The connection to a source that sends events.
#[derive(Default)]
pub(super) struct Stream {
    pub(super) open: bool,
    /// Whether it was open before, so that something may have been missed.
    pub(super) again: bool,
    /// How often it was lost without a headline in between.
    losses: u32,
    /// The monotonic time before which it is not opened.
    pub(super) from: f64,
}

impl Stream {
    /// It was lost, and is opened again after a while that grows.
    pub(super) fn lost(&mut self, now: f64, luck: f64) {
        self.open = false;
        self.from = now + (SOON * f64::from(1 << self.losses.min(10))).min(LONGEST_BACKOFF) * (1.0 + luck / 2.0);
        self.losses += 1;
    }

    /// It brought something.
    pub(super) fn works(&mut self) {
        self.losses = 0;
    }
}
