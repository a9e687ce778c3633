//! How a ticker looks: its items, and the furniture around the line.

use super::{Card, Face, Furniture, Panel, Reporting, Ticker};
use crate::effect::State;
use crate::headline::address::is_within;
use crate::headline::{Dir, Headline, Image};
use crate::load::reports::Report;
use crate::motion::belt::ItemId;
use crate::motion::pause::Reason;
use crate::settings::{Direction, Target};
use crate::view::Open;
use crate::words::{Word, word};

/// A day, in ms.
const DAY: f64 = 86_400_000.0;

impl Ticker {
    /// How an item looks, `wall` being the time in ms since 1970; `None` for one that has left.
    pub fn face(&self, wall: f64, item: ItemId) -> Option<Face<'_>> {
        let item = self.motion.item(item)?;
        let headline = &*item.headline;
        Some(Face {
            dir: self.dir(headline),
            target: self.target(headline.url.as_deref().unwrap_or_default()),
            show: self.settings.show,
            lang: &self.surroundings.lang,
            dated: headline.date.is_some_and(|date| (wall - date).abs() > DAY),
            separator: &self.settings.separator,
            repeat: item.repeat,
            place: self.motion.place(headline.key),
            front: item.front,
            image: self.image(headline).filter(|_| self.settings.show.image),
            headline,
        })
    }

    /// The card that is open.
    pub fn card(&self) -> Option<Card<'_>> {
        let Open::Card { item, asked } = self.view.open()? else { return None };
        let headline = &*self.motion.item(item)?.headline;
        let image = self.image(headline);
        Some(Card {
            item,
            dir: self.dir(headline),
            target: self.target(headline.url.as_deref().unwrap_or_default()),
            lang: &self.surroundings.lang,
            asked,
            published: match (headline.publisher.is_empty(), headline.date) {
                (false, Some(_)) => Some(self.say(Word::PublishedByOn)),
                (false, None) => Some(self.say(Word::PublishedBy)),
                (true, Some(_)) => Some(self.say(Word::PublishedOn)),
                (true, None) => None,
            },
            read: self.say(Word::Read),
            also: self.say(Word::Also),
            close: self.say(Word::Close),
            report: image.and(self.settings.report.as_ref()).map(|_| Reporting {
                button: self.say(Word::Report),
                reasons: self.say(Word::Reasons),
                thanks: self.say(Word::Thanks),
            }),
            image,
            headline,
        })
    }

    /// What a reader reports of the image in the open card, for this reason.
    pub fn reported(&self, reason: String) -> Option<Report> {
        let card = self.card()?;
        let endpoint = self.settings.report.clone()?;
        Some(Report { endpoint, image: card.image?.url.clone(), url: card.headline.url.clone(), reason })
    }

    /// Whether the image of a headline must not be seen.
    pub fn is_blocked(&self, image: &Image) -> bool {
        image.blocked || self.blocked.has(&image.url) || self.marked.has(&image.url)
    }

    /// The image of a headline, where it has one that may be seen.
    fn image<'a>(&self, headline: &'a Headline) -> Option<&'a Image> {
        headline.image.as_ref().filter(|image| !self.is_blocked(image))
    }

    /// What the panel says.
    pub fn panel(&self) -> Panel<'_> {
        Panel {
            lang: &self.surroundings.lang,
            title: self.say(Word::All),
            search: self.say(Word::Search),
            nothing: self.say(Word::NothingFound),
            count: self.say(Word::Count),
            close: self.say(Word::Close),
        }
    }

    /// A word in the site's own way or else in the language in force.
    fn say(&self, this: Word) -> &str {
        let own = self.settings.words.iter().find(|(known, _)| *known == this);
        own.map_or_else(|| word(&self.surroundings.lang, this), |(_, said)| said)
    }

    /// The direction of a headline's text.
    fn dir(&self, headline: &Headline) -> Dir {
        headline.dir.unwrap_or(if self.surroundings.rtl { Dir::Rtl } else { Dir::Ltr })
    }

    /// Whether the strip travels to the right.
    pub(super) fn travels_right(&self) -> bool {
        match self.settings.direction {
            Direction::Auto => self.surroundings.rtl,
            Direction::Right => true,
            Direction::Left => false,
        }
    }

    /// Where a link opens: by default other origins in a new tab, our own in this one.
    pub fn target(&self, url: &str) -> Option<&'static str> {
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
        let say = |this| self.say(this);
        let empty = self.headlines().is_empty();
        Furniture {
            label: self.settings.label.as_deref().unwrap_or_else(|| say(Word::Label)),
            lang: &self.surroundings.lang,
            rtl: self.surroundings.rtl,
            travels_right: self.travels_right(),
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
            has_card: self.settings.card,
            all: say(Word::All),
        }
    }
}
