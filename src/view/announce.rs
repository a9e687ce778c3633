//! Breaking news for readers' software: what was pushed is said once, politely, and so seldom that nobody is interrupted all the time.

use crate::effect::{Effect, Effects};
use crate::headline::{Headline, Key};
use std::rc::Rc;

/// The least time between two announcements, in ms. Of what comes in between the last is said after it.
const SELDOM: f64 = 30_000.0;

/// What is to be said next, and when.
#[derive(Debug, Default)]
pub struct Announcer {
    waiting: Option<Rc<Headline>>,
    /// What was said last.
    said: Option<Key>,
    /// From when on it may speak: ms on the document's timeline.
    free: f64,
}

impl Announcer {
    /// A headline is breaking news.
    pub fn add(&mut self, headline: &Rc<Headline>) {
        self.waiting = Some(Rc::clone(headline));
    }

    /// When [`Announcer::wake`] is to be called: ms on the document's timeline.
    pub fn due(&self) -> Option<f64> {
        self.waiting.as_ref().map(|_| self.free)
    }

    /// The list is this: what is no more in it is not said, and taken back where it was.
    pub fn take_list(&mut self, list: &[Rc<Headline>], effects: &mut Effects) {
        let stands = |key: Key| list.iter().any(|headline| headline.key == key);
        if self.said.is_some_and(|key| !stands(key)) {
            self.said = None;
            effects.push(Effect::Announce(None));
        }
        if self.waiting.as_ref().is_some_and(|headline| !stands(headline.key)) {
            self.waiting = None;
        }
    }

    /// Says what waits, if it may.
    pub fn wake(&mut self, now: f64, effects: &mut Effects) {
        if now >= self.free
            && let Some(headline) = self.waiting.take()
        {
            self.free = now + SELDOM;
            self.said = Some(headline.key);
            effects.push(Effect::Announce(Some(headline)));
        }
    }
}
