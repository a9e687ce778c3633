//! Machine 3, what the reader wants to see besides the line: a headline's card, or the panel with all headlines.

pub mod announce;
pub mod panel;
pub mod place;

use crate::effect::{Effect, Effects};
use crate::motion::belt::ItemId;
use place::{Layout, Place};

/// How long a pointer rests on a headline until its card opens, in ms: who only passes over the line wants none.
const REST: f64 = 400.0;

/// How long a card stays after the pointer has left it and its headline, in ms: there is a way between the two.
const LINGER: f64 = 500.0;

/// What happened to the card or the panel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Event {
    /// A mouse or a pen is on the headline of an item or on its card, or on none.
    Point(Option<ItemId>),
    /// The reader asks for the card of an item by tap or key, or has done with it.
    Ask(ItemId),
    /// The reader asks for the panel, or has done with it.
    Panel,
    /// The reader has done with what is open, or does something else.
    Close,
    /// The reader is in the card, which no pointer closes then.
    Keep,
    /// What is open, the line or the window may stand elsewhere, or be larger or smaller.
    Layout(Layout),
}

/// What is open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Open {
    /// The card of an item.
    Card {
        /// The item.
        item: ItemId,
        /// Whether the reader asked for it, so that no pointer closes it.
        asked: bool,
    },
    /// The panel.
    Panel,
}

/// The machine that opens and closes a ticker's card and panel, one at a time.
#[derive(Debug, Default)]
pub struct View {
    /// The item whose headline or card is pointed at.
    pointed: Option<ItemId>,
    /// When that opens or closes a card: ms on the document's timeline.
    due: Option<f64>,
    open: Option<Open>,
    /// What is open stands by the window, so many px from its bottom.
    sheet: Option<f64>,
}

impl View {
    /// What is open.
    pub fn open(&self) -> Option<Open> {
        self.open
    }

    /// What is open as a sheet, which stands by the window, whatever becomes of the line.
    pub fn sheet(&self) -> Option<Open> {
        self.open.filter(|_| self.sheet.is_some())
    }

    /// As a sheet it stands so many px from the window's bottom.
    pub fn from_bottom(&self) -> Option<f64> {
        self.sheet
    }

    /// What is open stands there in a window of that height, in px.
    pub fn stand(&mut self, place: Place, window: f64) {
        let Place::Sheet { bottom, .. } = place else {
            self.sheet = None;
            return;
        };
        // A window that has become too low for it may have moved it.
        self.sheet.get_or_insert(window - bottom);
        // No pointer finds its way to the other end of the window in time.
        self.keep();
    }

    /// When [`View::wake`] is to be called: ms on the document's timeline.
    pub fn due(&self) -> Option<f64> {
        self.due
    }

    /// A pointer is on the headline or card of an item, or on none.
    pub fn point(&mut self, now: f64, item: Option<ItemId>) {
        if item == self.pointed {
            return;
        }
        self.pointed = item;
        self.due = match (self.open, item) {
            (Some(Open::Panel | Open::Card { asked: true, .. }), _) | (None, None) => None,
            (Some(Open::Card { item: open, .. }), Some(item)) if open == item => None,
            (_, Some(_)) => Some(now + REST),
            (_, None) => Some(now + LINGER),
        };
    }

    /// Opens what the reader asks for, or closes it where it was asked for already.
    pub fn ask(&mut self, wanted: Open, effects: &mut Effects) {
        if self.open == Some(wanted) { self.close(effects) } else { self.show(wanted, effects) }
    }

    /// Opens and closes what is due. No card opens unless it `may`, nor before the line stands, which it does at `rest`, or never.
    pub fn wake(&mut self, now: f64, rest: Option<f64>, may: impl Fn(Open) -> bool, effects: &mut Effects) {
        if self.due.is_none_or(|due| due > now) {
            return;
        }
        self.due = None;
        match (self.pointed.map(|item| Open::Card { item, asked: false }).filter(|open| may(*open)), rest) {
            (Some(open), Some(rest)) if rest <= now => self.show(open, effects),
            (Some(_), rest) => self.due = rest,
            (None, _) => self.close(effects),
        }
    }

    /// Has what is open drawn anew.
    pub fn renew(&self, effects: &mut Effects) {
        effects.push(match self.open {
            Some(Open::Card { item, .. }) => Effect::Card(Some(item)),
            Some(Open::Panel) => Effect::Panel(true),
            None => return,
        });
    }

    /// The card that is open stays until the reader has done with it.
    pub fn keep(&mut self) {
        if let Some(Open::Card { asked, .. }) = &mut self.open {
            *asked = true;
            self.due = None;
        }
    }

    /// Closes what is open, and opens no card before a pointer comes anew.
    pub fn close(&mut self, effects: &mut Effects) {
        (self.due, self.pointed) = (None, None);
        self.shut(effects);
    }

    fn shut(&mut self, effects: &mut Effects) {
        match self.open.take() {
            Some(Open::Card { .. }) => effects.push(Effect::Card(None)),
            Some(Open::Panel) => effects.push(Effect::Panel(false)),
            None => {}
        }
    }

    fn show(&mut self, wanted: Open, effects: &mut Effects) {
        // From one card to another it only changes.
        if !matches!((self.open, wanted), (Some(Open::Card { .. }), Open::Card { .. })) {
            self.shut(effects);
        }
        (self.due, self.sheet) = (None, None);
        self.open = Some(wanted);
        self.renew(effects);
    }
}
