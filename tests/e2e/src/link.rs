//! A slow link: latency and bandwidth that all answers of a server share.

use std::sync::Mutex;
use std::time::Duration;
use tokio::time::{Instant, sleep, sleep_until};

/// How much is sent at once; small enough that two answers share the link fairly.
pub const CHUNK: usize = 1460;

/// How late a timer may wake a sender without the link counting as idle meanwhile: a real one has bytes waiting. Without this
/// each chunk loses a millisecond or more, which on a link of 1.6 Mbit/s is a fifth of what it carries.
const LATE: Duration = Duration::from_millis(10);

/// A link with a round trip and a bandwidth, as an access line between the reader and the site has.
#[derive(Debug)]
pub struct Link {
    round_trip: Duration,
    bits_per_second: f64,
    /// When the last byte handed to the link will have left it.
    free: Mutex<Instant>,
}

impl Link {
    /// A link with this round trip and this many bits each second.
    pub fn new(round_trip: Duration, bits_per_second: f64) -> Link {
        Link { round_trip, bits_per_second, free: Mutex::new(Instant::now()) }
    }

    /// What a request waits for before its answer begins.
    pub async fn latency(&self) {
        sleep(self.round_trip).await;
    }

    /// Waits until this many bytes have left the link, behind what others already handed to it.
    pub async fn carry(&self, bytes: usize) {
        let takes = Duration::from_secs_f64(bytes as f64 * 8.0 / self.bits_per_second);
        let done = {
            let mut free = self.free.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
            let now = Instant::now();
            let idle = now > *free + LATE;
            *free = if idle { now } else { *free } + takes;
            *free
        };
        sleep_until(done).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn it_carries_what_it_says_though_timers_are_late() {
        let link = Link::new(Duration::ZERO, 1_600_000.0);
        let begun = Instant::now();
        for _ in 0..20 {
            link.carry(CHUNK).await;
            sleep(Duration::from_millis(2)).await;
        }
        let expected = Duration::from_secs_f64(20.0 * CHUNK as f64 * 8.0 / 1_600_000.0);
        let late = begun.elapsed() - expected;
        assert!(late <= Duration::from_millis(4), "{late:?} more than {expected:?}");
    }
}
