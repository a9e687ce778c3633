//! What a reader does to the strip: drags and wheels it, steps along it, walks it by keyboard.

use super::belt::{Item, ItemId};
use super::path::Path;
use super::pause::Reason;
use super::window::Window;
use super::{Motion, RUN};
use crate::effect::{Effect, Effects};
use crate::headline::Key;

/// How long before the end of a drag its speed is taken from, in ms.
const SWING: f64 = 100.0;
/// The least time that a drag is taken to have lasted, in ms: a frame.
const FRAME: f64 = 16.0;
/// The farthest that one event moves the strip, in px, whatever a page scales it by.
const FARTHEST: f64 = 10_000.0;
/// The fastest throw, in px/s: what is faster cannot be followed by the eye.
const FASTEST: f64 = 5_000.0;
/// How long the strip rests after the wheel, in ms, so that it does not pull against the hand.
const WHEEL_REST: f64 = 300.0;
/// How long a step takes, and how long the strip rests after it to be read, in ms.
const STEP: f64 = 400.0;
const STEP_REST: f64 = 1_000.0;
/// A headline that begins so near the edge, in px, counts as the one that a step begins from.
const NEAR: f64 = 24.0;
/// How much of the viewport a step goes by where the headline is wider: its reader finds again what was last read.
const PART: f64 = 0.8;

/// A way along the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To the next headline.
    Next,
    /// To the one before.
    Previous,
    /// To the first of the list.
    First,
    /// To the last of the list.
    Last,
}

/// What was asked for and must wait until the item that it is about stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Errand {
    /// The strip goes to the headline that begins next, or before.
    Step(Way),
    /// The keyboard's focus goes along the line.
    Walk(Way),
}

impl Motion {
    /// Moves the strip with the hand that holds it, by `px` along its way.
    pub(super) fn drag(&mut self, now: f64, px: f64) {
        let travel = self.moved(now, px);
        self.reasons.set(Reason::Drag, true);
        self.swing.retain(|(time, _)| *time > now - SWING);
        self.swing.push((now, travel));
        self.depart(Path::still(now, travel), 0.0);
    }

    /// Lets go of the strip, which flies on as it was thrown and then goes its usual way.
    pub(super) fn release(&mut self, now: f64) {
        self.reasons.set(Reason::Drag, false);
        let mut swing = std::mem::take(&mut self.swing);
        if !self.started {
            return;
        }
        swing.retain(|(time, _)| *time > now - SWING);
        let travel = self.path.travel(now);
        let thrown = match swing.first() {
            // A busy page hands over several moves at once, as if there had been no time between them.
            Some((time, from)) if !self.is_still() => (travel - from) / (now - time).max(FRAME) * 1_000.0,
            _ => 0.0,
        };
        let least = if self.belt.is_full() { -FASTEST } else { 0.0 };
        // It has been flying since the hand moved it last, or a frame would show it standing.
        let since = swing.last().map_or(now, |(time, _)| time.max(now - FRAME));
        let speed = self.wanted();
        self.depart(Path::thrown(since, travel, thrown.clamp(least, FASTEST)).fling(speed, RUN), speed);
    }

    /// Moves the strip by `px` along its way, after which it rests a moment.
    pub(super) fn wheel(&mut self, now: f64, px: f64) {
        let speed = self.wanted();
        let path = Path::still(now, self.moved(now, px));
        self.depart(path.wait(WHEEL_REST).glide(speed, RUN), speed);
    }

    /// Stops what flies under the hand that presses the line, which goes its usual way from there.
    pub(super) fn catch(&mut self, now: f64) {
        let speed = self.wanted();
        let place = self.path.knot(now);
        if self.started && !(-1.0..=self.speed + 1.0).contains(&place.speed) {
            self.depart(Path::still(now, place.travel.round_ties_even()).glide(speed, RUN), speed);
        }
    }

    /// The travel after a move by `px`. A line that still comes in from its edge goes no further back than outside of it.
    fn moved(&self, now: f64, px: f64) -> f64 {
        let travel = self.path.travel(now) + px.clamp(-FARTHEST, FARTHEST);
        if self.belt.is_full() { travel } else { travel.max(-self.width) }
    }

    /// The keyboard's focus is on an item, or on none any more. It is brought into view.
    pub(super) fn focus(&mut self, now: f64, item: Option<ItemId>) {
        // It only goes from one that leaves to one that comes.
        if item.is_none() && matches!(self.errand, Some(Errand::Walk(_))) {
            return;
        }
        self.reasons.set(Reason::Focus, item.is_some());
        if item != self.focused {
            self.focused = item;
            self.reveal(now);
        }
    }

    /// Brings the item that has the focus into view: wholly, or its beginning where there is no room for all of it.
    pub(super) fn reveal(&mut self, now: f64) {
        let Some(item) = self.focused.and_then(|id| self.belt.item(id)) else { return };
        let (start, end) = (item.offset, item.end() - self.width);
        let comes_to_rest = self.path.departing(now, now).glide(0.0, 0.0);
        let rest = comes_to_rest.end().travel;
        let travel = if start < rest || end > start { start } else { rest.max(end) };
        let path = if travel == rest { comes_to_rest } else { self.go(now, travel) };
        self.depart(path, 0.0);
    }

    /// Takes a headline away. Where it has the focus, that goes to the next one.
    pub(super) fn remove(&mut self, now: f64, key: Key, effects: &mut Effects) {
        let focused = self.focused.and_then(|id| self.belt.item(id));
        if let Some(item) = focused.filter(|item| item.headline.key == key) {
            let after = Window { start: item.end(), ..self.window(now) };
            match self.belt.first_readable(after).filter(|next| next.headline.key != key) {
                Some(next) => self.hold(now, next.id, effects),
                // The reader comes to the line anew, once something is there to come to.
                None => self.errand = Some(Errand::Walk(Way::Next)),
            }
        }
        self.belt.remove(key, self.window(now), &mut self.ring, effects);
        // What closes the gap may be what has the focus.
        self.reveal(now);
    }

    /// Does what was asked for, where the items that it is about stand.
    pub(super) fn run_errand(&mut self, now: f64, effects: &mut Effects) {
        match self.errand {
            Some(Errand::Step(way)) => self.step(now, way),
            Some(Errand::Walk(way)) => self.walk(now, way, effects),
            None => {}
        }
    }

    fn step(&mut self, now: f64, way: Way) {
        // Steps that follow each other add up.
        let from = self.goal.filter(|(until, _)| now < *until).map_or(self.path.travel(now), |(_, travel)| travel);
        let mut goal = None;
        for item in self.belt.items() {
            if way == Way::Next && item.offset > from + NEAR {
                goal = goal.or(Some(item.offset));
            }
            if way == Way::Previous && item.offset < from - NEAR {
                goal = Some(item.offset);
            }
        }
        let Some(mut goal) = goal else { return };
        self.errand = None;
        let speed = self.wanted();
        // On a line that stands a headline which is wider than the viewport is read part by part: nothing else brings the rest.
        if speed == 0.0 && (goal - from).abs() > self.width + NEAR {
            goal = from + (self.width * PART).copysign(goal - from);
        }
        let path = self.go(now, goal).wait(STEP_REST);
        let until = path.end().time;
        self.depart(path.glide(speed, RUN), speed);
        self.goal = Some((until, goal));
    }

    fn walk(&mut self, now: f64, way: Way, effects: &mut Effects) {
        let items = self.belt.items();
        let place = items.iter().position(|item| Some(item.id) == self.focused);
        let key = match (way, place) {
            (Way::First, _) => self.list.first().map(|headline| headline.key),
            (Way::Last, _) => self.list.last().map(|headline| headline.key),
            // Who comes to the line begins with what is in view.
            (_, None) => self.belt.first_readable(self.window(now)).map(|item| item.headline.key),
            (_, Some(place)) => {
                if let Some(travel) = items.get(place).and_then(|item| self.part(item, way)) {
                    self.depart(self.go(now, travel), 0.0);
                    self.errand = None;
                    return;
                }
                let other = if way == Way::Next { place.checked_add(1) } else { place.checked_sub(1) };
                other.and_then(|place| items.get(place)).map(|item| item.headline.key)
            }
        };
        let Some(key) = key else { return };
        if let Some(item) = self.belt.readable(key) {
            self.hold(now, item.id, effects);
        } else if !self.belt.stands(key) {
            // It is further than can be travelled: the line begins with it.
            self.belt.reset(self.window(now), &mut self.ring, effects);
            self.ring.turn_to(key);
        }
    }

    /// Gives the focus to an item, which is brought into view also where it had the focus before.
    fn hold(&mut self, now: f64, item: ItemId, effects: &mut Effects) {
        self.focused = Some(item);
        self.reasons.set(Reason::Focus, true);
        self.reveal(now);
        self.errand = None;
        effects.push(Effect::Focus(item));
    }

    /// The travel that brings the next part of a headline which is wider than the viewport, or the one before; `None` where there is no
    /// more of it.
    fn part(&self, item: &Item, way: Way) -> Option<f64> {
        let (rest, most) = (self.path.end().travel, self.width * PART);
        let travel = match way {
            // Where all of it is out of view, its beginning comes first.
            Way::Next => (rest + most).max(item.offset).min(item.end() - self.width),
            _ => (rest - most).min(item.end() - self.width).max(item.offset),
        };
        let is_on_its_way = if way == Way::Next { travel > rest + NEAR } else { travel < rest - NEAR };
        (item.width > self.width + NEAR && is_on_its_way).then_some(travel)
    }

    /// A way to rest at `travel`.
    fn go(&self, now: f64, travel: f64) -> Path {
        if self.is_still() { Path::still(now, travel) } else { self.path.departing(now, now).ease(travel, STEP) }
    }

    /// Whether the reader does not want to see movement.
    fn is_still(&self) -> bool {
        self.reasons.has(Reason::ReducedMotion)
    }
}
