//! What a server was asked, and what became of it.

use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

/// One request that the server received.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The path with its query, after the method and a space where that is not GET.
    pub path: String,
    /// What was sent with a POST.
    pub body: String,
    /// The type that it was said to have.
    pub media_type: String,
    /// Since the server's start.
    pub arrived: Duration,
    /// When the first byte of the answer was sent, since the server's start; none while it is held.
    pub answered: Option<Duration>,
    /// The status that was sent; 0 while the answer is held.
    pub status: u16,
    /// Whether cookies came with it.
    pub cookies: bool,
    /// What it is for, as `Sec-Fetch-Dest` says: `image`, `script`, `empty` for `fetch`, …; empty where the browser does not say.
    pub destination: String,
    /// Whether the reader went away while the answer was held.
    pub given_up: bool,
}

/// All that a server was asked. Clones are the same log.
#[derive(Clone, Debug)]
pub struct Log {
    begun: Instant,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Log {
    /// An empty log, whose times count from now.
    pub fn new() -> Log {
        Log { begun: Instant::now(), asked: Arc::default() }
    }

    /// What was requested so far, in order.
    pub fn read(&self) -> Vec<Asked> {
        self.locked().clone()
    }

    /// Notes a request.
    pub fn enter(&self, path: &str, cookies: bool, destination: &str) -> Entry {
        let arrived = self.begun.elapsed();
        let mut asked = self.locked();
        asked.push(Asked {
            path: path.to_owned(),
            body: String::new(),
            media_type: String::new(),
            arrived,
            answered: None,
            status: 0,
            cookies,
            destination: destination.to_owned(),
            given_up: false,
        });
        Entry { log: self.clone(), place: asked.len() - 1 }
    }

    /// The list, which a panicking test cannot spoil for the others.
    fn locked(&self) -> MutexGuard<'_, Vec<Asked>> {
        self.asked.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

impl Default for Log {
    fn default() -> Log {
        Log::new()
    }
}

/// A request's place in the log. A reader that goes away while the answer is held has hyper drop what holds it, and so this.
#[derive(Debug)]
pub struct Entry {
    log: Log,
    place: usize,
}

impl Entry {
    /// Notes what was sent with the request.
    pub fn sent(&mut self, media_type: &str, body: &[u8]) {
        if let Some(asked) = self.log.locked().get_mut(self.place) {
            (asked.media_type, asked.body) = (media_type.to_owned(), String::from_utf8_lossy(body).into_owned());
        }
    }

    /// Notes that the answer begins now.
    pub fn answered(&mut self, status: u16) {
        let answered = self.log.begun.elapsed();
        if let Some(asked) = self.log.locked().get_mut(self.place) {
            (asked.status, asked.answered) = (status, Some(answered));
        }
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        if let Some(asked) = self.log.locked().get_mut(self.place) {
            asked.given_up = asked.answered.is_none();
        }
    }
}
