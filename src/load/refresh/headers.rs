//! What a server says of when to come again.

use crate::date;
use crate::settings::reader::digits;
use crate::text;

/// What is obeyed of a server's wishes at most, in ms: a day.
const LONGEST: f64 = 86_400_000.0;

/// The header fields of an answer that say when the next one is worth asking for; empty where they were not sent or may not be
/// read, as `Retry-After` of another origin that does not expose it.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Headers {
    /// `Cache-Control`, <https://datatracker.ietf.org/doc/html/rfc9111#section-5.2>.
    pub cache_control: String,
    /// `Retry-After`, <https://datatracker.ietf.org/doc/html/rfc9110#section-10.2.3>.
    pub retry_after: String,
}

impl Headers {
    /// How long the answer is fresh, in ms, at most a day; 0 where nothing was said of it.
    pub(super) fn fresh(&self) -> f64 {
        let seconds = text::following(&self.cache_control, b" ,=\t\"", "max-age").map_or(0.0, digits);
        within_a_day(seconds * 1_000.0)
    }

    /// How long nothing must be asked, in ms, at most a day; 0 where nothing was said of it. It is said in seconds, or as a
    /// date, which counts from `wall`.
    pub(in crate::load) fn rest(&self, wall: f64) -> f64 {
        let said = self.retry_after.trim_ascii();
        let seconds = digits(said) * 1_000.0;
        within_a_day(if seconds.is_nan() { date::parse(said).unwrap_or(wall) - wall } else { seconds })
    }
}

/// What is no number is no wish.
#[expect(clippy::manual_clamp, reason = "`clamp` keeps what is no number")]
fn within_a_day(wait: f64) -> f64 {
    wait.max(0.0).min(LONGEST)
}
