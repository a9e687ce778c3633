//! What stands where on the strip.
//!
//! Items stand side by side at growing offsets from the edge that the strip travels towards: an item at `offset` is
//! `offset - travel` px from that edge. They enter at the tail and leave once they are past the edge, so the belt is never
//! longer than the viewport, the lead and an item on either side.

use super::ring::{Ring, Taken};
use crate::effect::{Effect, Effects};
use crate::headline::{Headline, Key};
use std::rc::Rc;

/// Names one item among all that a ticker ever draws; a headline that repeats has several.
pub type ItemId = u32;

/// Differences in width below this are rounding, in px.
const ROUNDING: f64 = 0.1;

/// One item on the strip.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its name.
    pub id: ItemId,
    /// The headline that it shows.
    pub headline: Rc<Headline>,
    /// How it was taken from the ring.
    taken: Taken,
    /// Whether it is there for the eye only, as another one of its headline stands.
    pub repeat: bool,
    /// Its place on the strip, in px.
    pub offset: f64,
    /// Its width with the gap after it, in px.
    pub width: f64,
    /// What was last said of its place, in px from the anchor; NaN before.
    at: f64,
}

impl Item {
    fn end(&self) -> f64 {
        self.offset + self.width
    }
}

/// The stretch of the strip that must be covered, in strip px.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// Where the viewport begins: the travel.
    pub start: f64,
    /// The viewport's width.
    pub width: f64,
    /// How far beyond the viewport's end the tail is kept.
    pub lead: f64,
}

impl Window {
    fn end(&self) -> f64 {
        self.start + self.width + self.lead
    }
}

/// The items that stand on the strip, in order, side by side.
#[derive(Default)]
pub struct Belt {
    items: Vec<Item>,
    /// The item that was drawn to enter next and whose width is not known yet.
    waiting: Option<Item>,
    /// Where the first item stands again after the belt was cleared.
    origin: Option<f64>,
    drawn: ItemId,
}

impl Belt {
    /// The items, from the edge that the strip travels towards.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.items.iter()
    }

    /// The item of that name, also one that waits to be measured.
    pub fn item(&self, id: ItemId) -> Option<&Item> {
        match &self.waiting {
            Some(waiting) if waiting.id == id => Some(waiting),
            _ => self.items.iter().find(|item| item.id == id),
        }
    }

    /// Takes from the ring the headline that must enter for the window to be covered, and has it drawn; not where nothing is
    /// missing or one waits to be measured already.
    pub fn enter(&mut self, window: Window, ring: &mut Ring, list: &[Rc<Headline>], effects: &mut Effects) {
        let covered = self.items.last().is_some_and(|tail| tail.end() >= window.end());
        if covered || self.waiting.is_some() {
            return;
        }
        let items = &self.items;
        let stands = |key| items.iter().any(|item| item.taken.key == key);
        let Some(taken) = ring.take(&stands) else { return };
        let Some(headline) = ring.place(taken.key).and_then(|place| list.get(place)) else { return };
        self.drawn += 1;
        self.waiting = Some(Item {
            id: self.drawn,
            headline: Rc::clone(headline),
            taken,
            repeat: stands(taken.key),
            offset: 0.0,
            width: 0.0,
            at: f64::NAN,
        });
        effects.push(Effect::Draw(self.drawn));
    }

    /// Gives an item its width, as measured with the gap after it. What reaches into the window from its start on keeps its
    /// place; what stands after it moves on, what stands before it moves back.
    ///
    /// A width of 0 or less comes from a ticker that is not displayed, and is no news.
    pub fn measured(&mut self, id: ItemId, width: f64, window: Window) {
        if width.is_nan() || width <= 0.0 {
            return;
        }
        if let Some(item) = self.waiting.take_if(|waiting| waiting.id == id) {
            let first = self.origin.take().unwrap_or(window.start.max(0.0));
            let offset = self.items.last().map_or(first, Item::end);
            self.items.push(Item { offset, width, ..item });
            return;
        }
        let first_visible = self.items.iter().position(|item| item.end() > window.start).unwrap_or(0);
        for item in &mut self.items {
            if item.id == id && (item.width - width).abs() > ROUNDING {
                item.width = width;
            }
        }
        self.settle(first_visible);
    }

    /// Removes what is past the window's start, and gives back to the ring what stands wholly after its end.
    pub fn leave(&mut self, window: Window, ring: &mut Ring, effects: &mut Effects) {
        while self.items.first().is_some_and(|item| item.end() <= window.start) {
            effects.push(Effect::Remove(self.items.remove(0).id));
        }
        while let Some(item) = self.items.pop_if(|item| item.offset > window.end()) {
            // What waits stands after it in the ring and must come after it again.
            self.dismiss(ring, effects);
            ring.give_back(item.taken);
            effects.push(Effect::Remove(item.id));
        }
        self.promote(effects);
    }

    /// Removes every item, so that the visible ones enter first again, the first where it stands.
    pub fn clear(&mut self, window: Window, ring: &mut Ring, effects: &mut Effects) {
        self.dismiss(ring, effects);
        let mut visible = Vec::new();
        self.origin = None;
        for item in &self.items {
            effects.push(Effect::Remove(item.id));
            if item.end() > window.start {
                self.origin = self.origin.or(Some(item.offset));
                visible.push(item.taken);
            }
        }
        self.items.clear();
        ring.take_again(visible);
    }

    /// Removes a headline at once, whether it is seen or not. What stands after it closes the gap.
    pub fn remove(&mut self, key: Key, window: Window, ring: &mut Ring, effects: &mut Effects) {
        if self.waiting.as_ref().is_some_and(|waiting| waiting.taken.key == key) {
            self.dismiss(ring, effects);
        }
        while let Some(place) = self.items.iter().position(|item| item.taken.key == key) {
            let removed = self.items.remove(place);
            effects.push(Effect::Remove(removed.id));
            let first_visible = self.items.iter().position(|item| item.end() > window.start).unwrap_or(0);
            // What takes the place of the first visible one must begin within the viewport, to be read.
            if place == first_visible
                && removed.end() > window.start
                && let Some(next) = self.items.get_mut(place)
            {
                next.offset = removed.offset.max(window.start);
            }
            self.settle(first_visible);
            self.origin = Some(removed.offset).filter(|_| self.items.is_empty());
        }
        self.promote(effects);
    }

    /// Says where each item stands, in px from the anchor, unless that was said before.
    pub fn place(&mut self, anchor: f64, effects: &mut Effects) {
        for item in &mut self.items {
            let at = item.offset - anchor;
            if at != item.at {
                item.at = at;
                effects.push(Effect::Place(item.id, at));
            }
        }
    }

    /// Of each headline that stands, one item is no repeat: the first one, once the one before it has left.
    fn promote(&mut self, effects: &mut Effects) {
        for place in 0..self.items.len() {
            let led = |item: &&Item| self.items.iter().any(|other| other.taken.key == item.taken.key && !other.repeat);
            if self.items.get(place).is_some_and(|item| led(&item)) {
                continue;
            }
            if let Some(item) = self.items.get_mut(place) {
                item.repeat = false;
                effects.push(Effect::Lead(item.id));
            }
        }
    }

    /// Lets the first item stand where the window begins, whatever stood before.
    pub fn begin(&mut self) {
        self.origin = None;
    }

    /// Takes `by` px from every offset.
    pub fn rebase(&mut self, by: f64) {
        self.origin = self.origin.map(|origin| origin - by);
        for item in &mut self.items {
            item.offset -= by;
        }
    }

    /// The travel at which the next item must enter; infinite where none stands that it could follow.
    pub fn enters_at(&self, window: Window) -> f64 {
        self.items.last().map_or(f64::INFINITY, |tail| tail.end() - window.width - window.lead)
    }

    /// Whether breaking news is within the window's viewport.
    pub fn shows_breaking(&self, window: Window) -> bool {
        let visible = |item: &Item| item.end() > window.start && item.offset < window.start + window.width;
        self.items.iter().any(|item| item.headline.breaking && visible(item))
    }

    /// Adds the travels at which breaking news enters and leaves a viewport of that width.
    pub fn breaking_at(&self, width: f64, travels: &mut Vec<f64>) {
        for item in &self.items {
            if item.headline.breaking {
                travels.push(item.offset - width);
                travels.push(item.end());
            }
        }
    }

    /// The travel at which the next item may leave; infinite where none stands.
    pub fn leaves_at(&self) -> f64 {
        self.items.first().map_or(f64::INFINITY, Item::end)
    }

    fn dismiss(&mut self, ring: &mut Ring, effects: &mut Effects) {
        if let Some(item) = self.waiting.take() {
            ring.give_back(item.taken);
            effects.push(Effect::Remove(item.id));
        }
    }

    /// Puts the items side by side again, with the one at `still` where it is.
    fn settle(&mut self, still: usize) {
        let Some(mut end) = self.items.get(still).map(|item| item.offset) else { return };
        let mut start = end;
        let Some((past, rest)) = self.items.split_at_mut_checked(still) else { return };
        for item in rest {
            item.offset = end;
            end = item.end();
        }
        for item in past.iter_mut().rev() {
            start -= item.width;
            item.offset = start;
        }
    }
}
