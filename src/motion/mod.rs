//! Machine 2, the list → what moves: which items stand where on the strip, and how the strip travels.

pub mod belt;
pub mod path;
pub mod pause;
pub mod ring;

use crate::effect::{Effect, Effects};
use crate::headline::{Headline, Key};
use crate::settings::Start;
use belt::{Belt, Item, ItemId, Window};
use path::Path;
use pause::{Reason, Reasons};
use ring::Ring;
use std::rc::Rc;

/// The travel at which the strip is rebased, in px: the browser's transforms have single precision.
#[cfg(not(feature = "testing"))]
const REBASE: f64 = 65_536.0;
#[cfg(feature = "testing")]
const REBASE: f64 = 1_000.0;
/// How long a line that is full at once stands before it moves, in ms.
const FIRST_REST: f64 = 1000.0;
/// The least lead, in px.
const LEAST_LEAD: f64 = 100.0;

/// How far past a goal the strip is woken, in px, so that rounding leaves no doubt that it is past.
const HAIR: f64 = 0.1;

/// How long an item stays after it is past, in s: a timer's clock can run a few frames ahead of the screen.
const LINGER: f64 = 0.1;

/// What happened to the strip.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The list is this.
    List(Vec<Rc<Headline>>),
    /// The site asks for this speed, in px/s, and for this way to begin.
    Settings(f64, Start),
    /// The headline of that key must not be seen any more.
    Remove(Key),
    /// Items look different or stand in another order: what stands must be drawn anew, the first visible one first.
    Redraw,
    /// The viewport has this width, in px; 0 while it is not displayed.
    Resized(f64),
    /// An item is this wide, with the gap after it, in px.
    Measured(ItemId, f64),
    /// A reason to pause stands or falls.
    Pause(Reason, bool),
    /// The time that an [`Effect::Wake`] named has come, or may have.
    Woke,
}

/// The machine that moves one strip.
pub struct Motion {
    list: Vec<Rc<Headline>>,
    belt: Belt,
    ring: Ring,
    path: Path,
    started: bool,
    /// The speed that the path ends with, in px/s.
    aim: f64,
    speed: f64,
    start: Start,
    width: f64,
    reasons: Reasons,
    /// What was last said of the anchor and of the next wake.
    anchor: f64,
    wake: Option<f64>,
}

impl Motion {
    /// A strip without a list.
    pub fn new() -> Self {
        Motion {
            list: Vec::new(),
            belt: Belt::default(),
            ring: Ring::default(),
            path: Path::still(0.0, 0.0),
            started: false,
            aim: 0.0,
            speed: 0.0,
            start: Start::Full,
            width: 0.0,
            reasons: Reasons::default(),
            anchor: 0.0,
            wake: None,
        }
    }

    /// Why the strip stands at present.
    pub fn reasons(&self) -> Reasons {
        self.reasons
    }

    /// The list.
    pub fn list(&self) -> &[Rc<Headline>] {
        &self.list
    }

    /// How the strip travels.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// An item that stands on the strip or is to enter next.
    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.belt.item(id)
    }

    /// The headline's place in the list, from 1, and the list's length.
    pub fn place(&self, key: Key) -> (usize, usize) {
        (self.ring.place(key).map_or(0, |place| place + 1), self.list.len())
    }

    /// Whether breaking news is in the viewport.
    pub fn shows_breaking(&self, now: f64) -> bool {
        self.belt.shows_breaking(self.window(now))
    }

    /// Takes in what happened, `now` being the time on the document's timeline in ms; there may be several things that happened
    /// together. Nothing is drawn before [`Motion::move_on`], so that nothing is drawn for one of them and removed for the next.
    pub fn take_in(&mut self, now: f64, event: Event, effects: &mut Effects) {
        match event {
            Event::List(list) => self.take_list(now, list, effects),
            Event::Settings(speed, start) => (self.speed, self.start) = (speed, start),
            Event::Remove(key) => self.belt.remove(key, self.window(now), &mut self.ring, effects),
            Event::Redraw => self.redraw(now, effects),
            Event::Resized(width) if width > 0.0 => self.width = width,
            Event::Measured(item, width) => self.belt.measured(item, width, self.window(now)),
            Event::Pause(reason, stands) => self.reasons.set(reason, stands),
            Event::Woke => self.wake = None,
            Event::Resized(_) => {}
        }
    }

    /// Says what changes by all that was taken in.
    pub fn move_on(&mut self, now: f64, effects: &mut Effects) {
        if self.width > 0.0 && !self.list.is_empty() {
            let departs = self.travel(now);
            self.cover(now, effects);
            if departs {
                effects.push(Effect::Move);
            }
        }
        self.plan(now, effects);
    }

    fn take_list(&mut self, now: f64, list: Vec<Rc<Headline>>, effects: &mut Effects) {
        self.reasons.set(Reason::Empty, list.is_empty());
        self.ring.replace(list.iter().map(|headline| headline.key));
        self.list = list;
        if self.list.is_empty() {
            self.clear(now, effects);
            self.started = false;
        }
    }

    fn redraw(&mut self, now: f64, effects: &mut Effects) {
        self.clear(now, effects);
        if self.started {
            // The strip may travel the other way now: place and path mean something else than before.
            self.anchor = f64::NAN;
            effects.push(Effect::Move);
        }
    }

    fn clear(&mut self, now: f64, effects: &mut Effects) {
        self.belt.clear(self.window(now), &mut self.ring, effects);
    }

    fn window(&self, now: f64) -> Window {
        Window { start: self.path.travel(now), width: self.width, lead: self.speed.max(LEAST_LEAD) }
    }

    /// Begins, glides to another speed, or rebases, where that is due; whether it was.
    fn travel(&mut self, now: f64) -> bool {
        let speed = if self.reasons.any() { 0.0 } else { self.speed };
        let path = if !self.started {
            self.started = true;
            self.belt.begin();
            // What will not move would stay outside for ever.
            let moves = self.speed > 0.0 && !self.reasons.has(Reason::ReducedMotion);
            match self.start {
                Start::Edge if moves => Path::still(now, -self.width),
                _ => Path::still(now, 0.0).wait(FIRST_REST),
            }
        } else if self.path.travel(now) >= REBASE {
            self.belt.rebase(REBASE);
            self.path.departing(now).rebased(REBASE)
        } else if speed != self.aim {
            self.path.departing(now)
        } else {
            return false;
        };
        self.path = path.glide(speed, 2.0 * REBASE);
        self.aim = speed;
        true
    }

    /// Lets items leave and enter, and places what has moved.
    fn cover(&mut self, now: f64, effects: &mut Effects) {
        let window = self.window(now);
        let linger = self.speed * LINGER;
        let late = Window { start: window.start - linger, lead: window.lead + linger, ..window };
        // One of the items has the focus, and would lose it.
        if !self.reasons.has(Reason::Focus) {
            self.belt.leave(late, &mut self.ring, effects);
        }
        self.belt.enter(window, &mut self.ring, &self.list, effects);
        self.place_items(effects);
    }

    fn place_items(&mut self, effects: &mut Effects) {
        let Some(anchor) = self.belt.items().next().map(|item| item.offset) else { return };
        if anchor != self.anchor {
            self.anchor = anchor;
            effects.push(Effect::Anchor(anchor));
        }
        self.belt.place(anchor, effects);
    }

    /// Says when the next item enters or leaves.
    fn plan(&mut self, now: f64, effects: &mut Effects) {
        let enters = self.belt.enters_at(self.window(now));
        let leaves = self.belt.leaves_at() + self.speed * LINGER;
        let mut goals = vec![enters, leaves, REBASE];
        self.belt.breaking_at(self.width, &mut goals);
        let mut wake = f64::INFINITY;
        for goal in goals {
            let time = self.path.reaches(goal + HAIR);
            if self.started && time > now {
                wake = wake.min(time);
            }
        }
        let wake = (wake < f64::INFINITY).then_some(wake);
        if wake != self.wake {
            self.wake = wake;
            effects.push(Effect::Wake(wake));
        }
    }
}

impl Default for Motion {
    fn default() -> Self {
        Self::new()
    }
}
