//! How a ticker looks: its items, and the furniture around the line.

use super::{Face, Furniture, Ticker};
use crate::effect::State;
use crate::headline::Dir;
use crate::headline::address::is_within;
use crate::motion::belt::ItemId;
use crate::motion::pause::Reason;
use crate::settings::{Direction, Target};
use crate::words::{Word, word};

/// A day, in ms.
const DAY: f64 = 86_400_000.0;

impl Ticker {
    /// How an item looks, `wall` being the time in ms since 1970; `None` for one that has left.
    pub fn face(&self, wall: f64, item: ItemId) -> Option<Face<'_>> {
        let item = self.motion.item(item)?;
        let headline = &*item.headline;
        let own = if self.surroundings.rtl { Dir::Rtl } else { Dir::Ltr };
        Some(Face {
            dir: headline.dir.unwrap_or(own),
            target: self.target(headline.url.as_deref().unwrap_or_default()),
            show: self.settings.show,
            lang: &self.surroundings.lang,
            dated: headline.date.is_some_and(|date| (wall - date).abs() > DAY),
            separator: &self.settings.separator,
            repeat: item.repeat,
            place: self.motion.place(headline.key),
            front: item.front,
            headline,
        })
    }

    /// Where a link opens: by default other origins in a new tab, our own in this one.
    fn target(&self, url: &str) -> Option<&'static str> {
        let own = is_within(url, &self.surroundings.origin);
        match self.settings.target {
            Target::Auto if own => None,
            Target::Auto | Target::Blank => Some("_blank"),
            Target::Own => None,
            Target::Top => Some("_top"),
        }
    }

    /// How the furniture around the line looks.
    pub fn furniture(&self) -> Furniture<'_> {
        let say = |this| word(&self.surroundings.lang, this);
        let empty = self.headlines().is_empty();
        Furniture {
            label: self.settings.label.as_deref().unwrap_or(say(Word::Label)),
            lang: &self.surroundings.lang,
            rtl: self.surroundings.rtl,
            travels_right: match self.settings.direction {
                Direction::Auto => self.surroundings.rtl,
                Direction::Right => true,
                Direction::Left => false,
            },
            plays: self.reasons().has(Reason::User),
            button: if !self.settings.controls || self.reasons().has(Reason::ReducedMotion) {
                None
            } else if self.reasons().has(Reason::User) {
                Some(say(Word::Play))
            } else {
                Some(say(Word::Pause))
            },
            previous: self.settings.controls.then_some(say(Word::Previous)),
            next: self.settings.controls.then_some(say(Word::Next)),
            message: empty.then_some(match self.state {
                _ if self.offline => say(Word::Offline),
                State::Failed => say(Word::Failed),
                State::Loading => say(Word::Loading),
                _ => say(Word::Empty),
            }),
            // It stays while it tries, so that the keyboard's focus has a place.
            retry: (empty && self.failed).then_some(say(Word::Retry)),
            note: if empty {
                None
            } else if self.offline {
                Some(say(Word::Offline))
            } else {
                (self.state == State::Stale).then_some(say(Word::Updated))
            },
            since: (self.state == State::Stale && !self.offline).then_some(self.since),
            breaking: say(Word::Breaking),
            shows_breaking: self.breaking,
        }
    }
}
