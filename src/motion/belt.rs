//! What stands where on the strip.
//!
//! Items stand side by side at growing offsets from the edge that the strip travels towards: an item at `offset` is
//! `offset - travel` px from that edge. They enter where they will be seen soon, usually at the tail and several together, since it costs
//! little more to draw and measure several than one; what is past leaves when others enter. So seldom does anything happen to the page,
//! and the belt is never longer than the stretch that must be covered and what enters together.

use super::ring::{Ring, Taken};
use super::window::Window;
use crate::effect::{Effect, Effects};
use crate::headline::{Headline, Key};
use std::rc::Rc;

/// Names one item among all that a ticker ever draws; a headline that repeats has several.
pub type ItemId = u32;

/// How many items enter together at the tail, where those that stand far out of view cost nothing.
pub const TOGETHER: usize = 8;

/// Differences in width and place below this are rounding, in px.
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
    /// Whether it entered before the first one.
    pub front: bool,
}

impl Item {
    /// Where the next one stands.
    pub fn end(&self) -> f64 {
        self.offset + self.width
    }
}

/// The items that stand on the strip, in order, side by side.
pub struct Belt {
    /// How many items enter together at the tail, at least 1; one alone leaves as soon as it is past, too.
    pub together: usize,
    items: Vec<Item>,
    /// The items that were drawn to enter next, in order, and whose widths are not all known yet.
    waiting: Vec<Item>,
    /// Where the first item stands once the belt was emptied.
    origin: Option<f64>,
    last: ItemId,
    /// Whether the line was full up to the edge that the strip travels towards: from then on it is.
    full: bool,
}

impl Default for Belt {
    fn default() -> Self {
        let (items, waiting) = Default::default();
        Belt { together: TOGETHER, items, waiting, origin: None, last: 0, full: false }
    }
}

impl Belt {
    /// The items, from the edge that the strip travels towards.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The items that stand, then those that wait to be measured.
    pub fn drawn(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().chain(&self.waiting)
    }

    /// The item of that name, also one that waits to be measured.
    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.drawn().find(|item| item.id == id)
    }

    /// Whether a headline stands, or is about to.
    #[inline(never)]
    pub fn stands(&self, key: Key) -> bool {
        self.drawn().any(|item| item.taken.key == key)
    }

    /// Takes from the ring headlines that must enter for the window to be covered, several at the tail or one before the first, and has
    /// them drawn; not where nothing is missing or some wait to be measured already.
    pub fn enter(&mut self, window: Window, ring: &mut Ring, list: &[Rc<Headline>], effects: &mut Effects) {
        let covered = self.is_covered(window);
        let front = covered && self.lacks_front(window);
        if covered && !front || self.waits() {
            return;
        }
        for count in 0..if front { 1 } else { self.together } {
            // None is repeated before it must be.
            if count > 0 && list.iter().all(|headline| self.stands(headline.key)) {
                return;
            }
            let stands = |key| self.stands(key);
            let taken = if front { ring.take_before(self.first_in_turn(ring), &stands) } else { ring.take(&stands) };
            let Some(taken) = taken else { return };
            let Some(headline) = ring.place(taken.key).and_then(|place| list.get(place)) else { return };
            let repeat = stands(taken.key);
            self.last += 1;
            self.waiting.push(Item {
                id: self.last,
                headline: Rc::clone(headline),
                taken,
                repeat,
                offset: 0.0,
                width: 0.0,
                at: f64::NAN,
                front,
            });
            effects.push(Effect::Draw(self.last));
        }
    }

    /// Whether one must enter before the first item.
    pub fn lacks_front(&self, window: Window) -> bool {
        self.full && self.items.first().is_some_and(|head| head.offset > window.first() + ROUNDING)
    }

    /// Whether the tail reaches the window's end.
    fn is_covered(&self, window: Window) -> bool {
        self.items.last().is_some_and(|tail| tail.end() >= window.end())
    }

    /// The place in the list of the first item that stands where the list has it.
    fn first_in_turn(&self, ring: &Ring) -> Option<usize> {
        self.items.iter().filter(|item| !item.taken.fresh).find_map(|item| ring.place(item.taken.key))
    }

    /// Gives an item its width, as measured with the gap after it. What reaches into the window from its start on keeps its
    /// place; what stands after it moves on, what stands before it moves back.
    ///
    /// A width of 0 or less comes from a ticker that is not displayed, and is no news. True where one that stood already has become
    /// wider or narrower.
    pub fn measured(&mut self, id: ItemId, width: f64, window: Window) -> bool {
        if width.is_nan() || width <= 0.0 {
            return false;
        }
        if let Some(item) = self.waiting.iter_mut().find(|waiting| waiting.id == id) {
            item.width = width;
            self.line_up(window);
            return false;
        }
        let first_visible = self.first_visible(window);
        let mut changed = false;
        for item in &mut self.items {
            if item.id == id && (item.width - width).abs() > ROUNDING {
                item.width = width;
                changed = true;
            }
        }
        self.settle(first_visible);
        changed
    }

    /// Lets what waits stand, once all of its widths are known.
    fn line_up(&mut self, window: Window) {
        if self.waiting.iter().any(|item| item.width == 0.0) {
            return;
        }
        for item in std::mem::take(&mut self.waiting) {
            if let Some(head) = self.items.first()
                && item.front
            {
                let offset = head.offset - item.width;
                self.items.insert(0, Item { offset, ..item });
                continue;
            }
            let first = self.origin.take().unwrap_or(window.start.max(0.0));
            let offset = self.items.last().map_or(first, Item::end);
            self.items.push(Item { offset, ..item });
        }
    }

    /// Removes what is past the window's start where others must enter, or else what is past and does not stay, with what stands before
    /// it; and gives back to the ring what stands wholly after the window's end, but for the first `spare` of it. What is `held`, as it
    /// has the focus, does neither, nor does what stands between it and the window.
    pub fn leave(
        &mut self,
        window: Window,
        spare: usize,
        held: Option<ItemId>,
        ring: &mut Ring,
        effects: &mut Effects,
    ) {
        let past = |item: &&Item| item.end() <= window.first() && held != Some(item.id);
        let mut count = self.items.iter().take_while(past).count();
        if self.is_covered(window) {
            while count > 0 && self.items.get(count - 1).is_some_and(|item| self.stays(item)) {
                count -= 1;
            }
        }
        // What was to stand before the first one has another one to stand before.
        if count > 0 && self.waiting.first().is_some_and(|item| item.front) {
            self.dismiss(ring, effects);
        }
        for item in self.items.drain(..count) {
            effects.push(Effect::Remove(item.id));
        }
        let reach = self.items.iter().filter(|item| item.offset <= window.end()).count();
        // One stays, from which the line is filled back, however far a hand has moved it.
        let stay = (reach + spare).max(1);
        while self.items.len() > stay
            && let Some(item) = self.items.pop_if(|item| held != Some(item.id))
        {
            // What waits stands after it in the ring and must come after it again.
            self.dismiss(ring, effects);
            ring.give_back(item.taken);
            effects.push(Effect::Remove(item.id));
        }
        self.full |= self.items.first().is_some_and(|head| head.offset <= window.start);
        self.promote(effects);
    }

    /// Whether an item stays when it is past: it may where others enter together, and no other one is of its headline.
    fn stays(&self, item: &Item) -> bool {
        self.together > 1 && self.items.iter().filter(|other| other.taken.key == item.taken.key).count() == 1
    }

    /// Has every item drawn and measured anew, where it stands.
    pub fn redraw(&mut self, effects: &mut Effects) {
        for item in &mut self.items {
            item.at = f64::NAN;
            effects.push(Effect::Draw(item.id));
        }
        for item in &self.waiting {
            effects.push(Effect::Draw(item.id));
        }
    }

    /// Has the places in the list told anew of what stands.
    pub fn number(&self, effects: &mut Effects) {
        for item in self.drawn() {
            effects.push(Effect::Number(item.id));
        }
    }

    /// Whether the line was full up to its edge.
    pub fn is_full(&self) -> bool {
        self.full
    }

    /// Whether items wait to be measured.
    pub fn waits(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Removes a headline at once, whether it is seen or not. What stands after it closes the gap.
    pub fn remove(&mut self, key: Key, window: Window, ring: &mut Ring, effects: &mut Effects) {
        self.dismiss(ring, effects);
        while let Some(place) = self.items.iter().position(|item| item.taken.key == key) {
            let removed = self.items.remove(place);
            effects.push(Effect::Remove(removed.id));
            let first_visible = self.first_visible(window);
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
        (self.origin, self.full) = (None, false);
    }

    /// Removes every item, so that the next one to enter is the first and stands where the window begins.
    pub fn reset(&mut self, window: Window, ring: &mut Ring, effects: &mut Effects) {
        self.dismiss(ring, effects);
        for item in std::mem::take(&mut self.items) {
            effects.push(Effect::Remove(item.id));
        }
        self.origin = Some(window.start);
    }

    /// The item that everyone can read of a headline that stands.
    pub fn readable(&self, key: Key) -> Option<&Item> {
        self.items.iter().find(|item| item.taken.key == key && !item.repeat)
    }

    /// Of the items that everyone can read the first that begins in the viewport, or else the one that fills it, comes to it first, or
    /// has left it last.
    pub fn first_readable(&self, window: Window) -> Option<&Item> {
        let mut found = None;
        for item in self.items.iter().filter(|item| !item.repeat) {
            let is_cut = item.offset < window.start;
            if found.is_none() || is_cut || item.offset < window.start + window.width {
                found = Some(item);
            }
            if !is_cut {
                break;
            }
        }
        found
    }

    /// Takes `by` px from every offset.
    pub fn rebase(&mut self, by: f64) {
        self.origin = self.origin.map(|origin| origin - by);
        for item in &mut self.items {
            item.offset -= by;
        }
    }

    /// The travel at which the next item must enter, so that the tail reaches `ahead` px; infinite where none stands that it could
    /// follow.
    pub fn enters_at(&self, ahead: f64) -> f64 {
        self.items.last().map_or(f64::INFINITY, |tail| tail.end() - ahead)
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

    /// The travel at which an item must leave; infinite where all stay until others enter.
    pub fn leaves_at(&self) -> f64 {
        self.items.iter().find(|item| !self.stays(item)).map_or(f64::INFINITY, Item::end)
    }

    /// Gives back to the ring what waits.
    fn dismiss(&mut self, ring: &mut Ring, effects: &mut Effects) {
        while let Some(item) = self.waiting.pop() {
            if !item.front {
                ring.give_back(item.taken);
            }
            effects.push(Effect::Remove(item.id));
        }
    }

    /// The place of the first item of which anything is seen, or else of the first one.
    fn first_visible(&self, window: Window) -> usize {
        self.items.iter().position(|item| item.end() > window.start + ROUNDING).unwrap_or(0)
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
