//! What a ticker shows besides the line: routes between its view, its announcements and its motion.

use super::Ticker;
use crate::effect::{Effect, Effects};
use crate::motion::pause::Reason;
use crate::motion::{self, Motion};
use crate::page::Now;
use crate::settings::Settings;
use crate::text::fold;
use crate::view::place::{Layout, place};
use crate::view::{self, Open, panel};

impl Ticker {
    /// Takes in what a reader does about a card or the panel.
    pub(super) fn look(&mut self, now: Now, event: view::Event, effects: &mut Effects) {
        match event {
            view::Event::Point(item) => self.view.point(now.timeline, item),
            view::Event::Ask(item) => self.ask(Open::Card { item, asked: true }, effects),
            view::Event::Panel => self.ask(Open::Panel, effects),
            view::Event::Close => self.view.close(effects),
            view::Event::Keep => self.view.keep(),
            view::Event::Layout(layout) => self.stand(&layout, effects),
        }
    }

    /// The reader asks for a card or the panel, or has done with it.
    fn ask(&mut self, wanted: Open, effects: &mut Effects) {
        if may_open(&self.settings, &self.motion, self.view.sheet(), wanted) {
            self.view.ask(wanted, effects);
        }
    }

    /// Opens and closes what it is time for, and pauses the line meanwhile.
    pub(super) fn attend(&mut self, now: Now, effects: &mut Effects) {
        let reasons = self.motion.reasons();
        // Who holds the line or selects in it is not resting on a headline.
        let is_busy = reasons.has(Reason::Drag) || reasons.has(Reason::Selection);
        let sheet = self.view.sheet();
        let may = |open: Open| may_open(&self.settings, &self.motion, sheet, open);
        self.view.wake(now.timeline, self.motion.stands_from(), |open| !is_busy && may(open), effects);
        if self.view.open().is_some_and(|open| !may(open)) {
            self.view.close(effects);
        }
        let item = match self.view.open() {
            Some(Open::Card { item, .. }) => Some(item),
            _ => None,
        };
        let panel = self.view.open() == Some(Open::Panel);
        for (reason, stands) in [(Reason::Card, item.is_some()), (Reason::Panel, panel)] {
            self.motion.take_in(now.timeline, motion::Event::Pause(reason, stands), effects);
        }
        self.announcer.wake(now.timeline, effects);
        let alarm = match (self.view.due(), self.announcer.due()) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        self.motion.attend(item, alarm);
    }

    /// Places what is open: a card by its item, where that stands once the strip does, the panel by the buttons' end of the line.
    fn stand(&mut self, layout: &Layout, effects: &mut Effects) {
        let rtl = self.surroundings.rtl;
        let (left, right) = layout.across;
        let (by, from_right) = match self.view.open() {
            Some(Open::Card { item, .. }) => {
                let Some((from, to)) = self.motion.rests(item) else { return };
                let width = right - left;
                let item = if self.travels_right() {
                    (right - to * width, right - from * width)
                } else {
                    (left + from * width, left + to * width)
                };
                (item, rtl)
            }
            Some(Open::Panel) => (layout.across, !rtl),
            None => return,
        };
        let stands = place(layout, by, from_right, self.view.from_bottom());
        self.view.stand(stands, layout.window.1);
        effects.push(Effect::Stand(stands));
    }

    /// The places in the list, from 0, of the headlines that have all words of a text, in any spelling.
    pub fn find(&self, text: &str) -> Vec<usize> {
        let folded = fold(text);
        let mut found = Vec::new();
        for (place, headline) in self.headlines().iter().enumerate() {
            if folded.is_empty() || panel::has(headline, &folded) {
                found.push(place);
            }
        }
        found
    }
}

/// Whether a card or the panel may be open: where the line is out of sight nothing is but a sheet that was open before.
pub(super) fn may_open(settings: &Settings, motion: &Motion, sheet: Option<Open>, wanted: Open) -> bool {
    (!motion.reasons().has(Reason::Offscreen) || sheet == Some(wanted))
        && match wanted {
            Open::Card { item, .. } => settings.card && motion.item(item).is_some(),
            Open::Panel => settings.controls && !motion.list().is_empty(),
        }
}
