//! What readers, the page around the tickers and the device do.

use super::{ADDRESSES, Attributes, Due, World};
use crate::rules::Happened;
use crate::{CALM, DAY, HOUR, MINUTE, SECOND, common};
use headline_ticker::effect::NONE;
use headline_ticker::load::refresh::{self, TickerId};
use headline_ticker::motion;
use headline_ticker::motion::pause::Reason as Pause;
use headline_ticker::page::Event;
use headline_ticker::settings::{Settings, SourceSettings};
use headline_ticker::ticker::{self, Surroundings};
use std::rc::Rc;

impl World {
    /// Something happens to the page.
    pub(super) fn happen(&mut self) {
        let ticker = (!self.tickers.is_empty()).then(|| self.chance.below(self.tickers.len()));
        let id = ticker.map_or(NONE, |place| self.tickers[place].0);
        let (spell, kind) = (self.a_while(), self.chance.below(20));
        match kind {
            0..3 if !self.hidden => {
                self.hide(true);
                self.later(spell, Due::Seen);
            }
            3 if !self.left => {
                self.leave(true);
                self.later(spell, Due::Back);
            }
            4..6 if !self.offline => {
                self.lose_network(true);
                self.later(spell, Due::Online);
            }
            6..9 if ticker.is_some() => {
                self.sight(id, false);
                self.later(spell, Due::Near(id));
            }
            9..12 if ticker.is_some() => self.step(Happened::Refresh(id), refresh::Event::Refresh { ticker: id }),
            12 if self.chance.one_in(3) => {
                self.count("frozen");
                self.frozen = (self.now + 2.0 * spell).min(CALM);
            }
            13..15 => {
                self.count("clock");
                self.ahead = self.chance.between(-2.0 * HOUR, 2.0 * HOUR);
            }
            15 if ticker.is_some() => self.disconnect(id),
            16 | 17 if self.tickers.len() < 3 => self.connect(),
            _ if ticker.is_some() => self.change(id),
            _ => {}
        }
        let next = (self.now + self.chance.between(SECOND, 5.0 * MINUTE)).min(CALM);
        self.queue.push((next, Due::Happening));
    }

    /// How long a mood lasts: mostly for moments, sometimes for hours.
    fn a_while(&mut self) -> f64 {
        match self.chance.below(10) {
            0..4 => self.chance.between(10.0, 2.0 * SECOND),
            4..7 => self.chance.between(SECOND, 5.0 * MINUTE),
            7..9 => self.chance.between(MINUTE, 30.0 * MINUTE),
            _ => self.chance.between(10.0 * MINUTE, 2.0 * HOUR),
        }
    }

    /// From now on all is well.
    pub(super) fn calm(&mut self) {
        self.hide(false);
        self.leave(false);
        self.lose_network(false);
        for (id, _) in self.tickers.clone() {
            self.sight(id, true);
        }
        if self.tickers.is_empty() {
            self.connect();
        }
    }

    /// As `www/headline-ticker.js`: every ticker tells of the page's visibility.
    pub(super) fn hide(&mut self, hidden: bool) {
        if std::mem::replace(&mut self.hidden, hidden) != hidden {
            for (id, _) in self.tickers.clone() {
                self.tell_hidden(id);
            }
        }
    }

    fn tell_hidden(&mut self, id: TickerId) {
        let hidden = motion::Event::Pause(Pause::Hidden, self.hidden);
        self.ticker(Happened::Hidden(id, self.hidden), id, ticker::Event::Motion(hidden));
    }

    pub(super) fn leave(&mut self, left: bool) {
        if std::mem::replace(&mut self.left, left) != left {
            for _ in 0..self.tickers.len() {
                self.step(Happened::Left(left), refresh::Event::Left(left));
            }
        }
    }

    pub(super) fn lose_network(&mut self, offline: bool) {
        if std::mem::replace(&mut self.offline, offline) != offline {
            for _ in 0..self.tickers.len() {
                self.step(Happened::Online(!offline), refresh::Event::Online(!offline));
            }
        }
    }

    pub(super) fn sight(&mut self, id: TickerId, seen: bool) {
        if self.tickers.iter().any(|(other, _)| *other == id) {
            let away = motion::Event::Pause(Pause::Offscreen, !seen);
            self.ticker(Happened::Sight(id, seen), id, ticker::Event::Motion(away));
        }
    }

    /// As `www/headline-ticker.js`: a new ticker tells whether the page is hidden, and of the network where there is none.
    pub(super) fn connect(&mut self) {
        self.last_ticker += 1;
        let id = self.last_ticker;
        self.tickers.push((id, Attributes::default()));
        self.send(Happened::Connected(id), Event::Connected(id));
        self.tell_hidden(id);
        if self.offline {
            self.step(Happened::Online(false), refresh::Event::Online(false));
        }
        self.change(id);
    }

    pub(super) fn disconnect(&mut self, id: TickerId) {
        self.tickers.retain(|(other, _)| *other != id);
        self.send(Happened::Disconnected(id), Event::Disconnected(id));
    }

    /// A ticker gets other attributes.
    pub(super) fn change(&mut self, id: TickerId) {
        let mut attributes = Attributes {
            // Short ones are rare, as they cost time.
            interval: match self.chance.below(20) {
                0 => 10.0 * SECOND,
                1 => 0.0,
                2..5 => self.chance.pick(&[30.0 * SECOND, MINUTE]),
                _ => self.chance.pick(&[5.0 * MINUTE, 10.0 * MINUTE, 30.0 * MINUTE, HOUR]),
            },
            timeout: self.chance.pick(&[SECOND, 10.0 * SECOND, MINUTE]),
            cache: self.chance.pick(&[0.0, 0.0, HOUR, DAY]),
            sources: Vec::new(),
        };
        for _ in 0..self.chance.below(6) {
            let address = self.chance.pick(&ADDRESSES);
            if !attributes.sources.contains(&address) {
                attributes.sources.push(address);
            }
        }
        let Some(known) = self.tickers.iter_mut().find(|(other, _)| *other == id) else { return };
        // Often the sources stay.
        if !known.1.sources.is_empty() && self.chance.one_in(2) {
            attributes.sources = known.1.sources.clone();
        }
        known.1 = attributes.clone();
        let Attributes { sources, interval, timeout, cache } = attributes;
        let mut settings = Settings {
            sources: sources.iter().map(|address| self.source(address)).collect(),
            interval,
            timeout,
            cache,
            ..Settings::default()
        };
        // What streams send in a day must not push out what a feed holds.
        settings.rules.limit = 1_000;
        let event = ticker::Event::Configured {
            settings: Box::new(settings),
            surroundings: Surroundings::default(),
            own: Vec::new(),
            warnings: Vec::new(),
        };
        self.ticker(Happened::Configured { ticker: id, sources, interval, timeout }, id, event);
    }

    fn source(&self, address: &'static str) -> Rc<SourceSettings> {
        let live = self.live.contains(&address);
        Rc::new(SourceSettings { live, ..SourceSettings::clone(&common::source(address)) })
    }
}
