//! Machine 2, the list → what moves: which items stand where on the strip, and how the strip travels.

pub mod belt;
pub mod path;
pub mod pause;
pub mod ring;

use crate::headline::Key;
use crate::settings::Start;
use belt::{Belt, ItemId, Window};
use path::Path;
use pause::{Reason, Reasons};
use ring::Ring;

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
    List(Vec<Key>),
    /// The site asks for this speed, in px/s, and for this way to begin.
    Settings(f64, Start),
    /// Items look different or stand in another order: what stands must be drawn anew, the first visible one first.
    Redraw,
    /// The viewport has this width, in px; 0 while it is not displayed.
    Resized(f64),
    /// An item is this wide, with the gap after it, in px.
    Measured(ItemId, f64),
    /// A reason to pause stands or falls.
    Pause(Reason, bool),
    /// The time that a [`Effect::Wake`] named has come, or may have.
    Woke,
}

/// What has changed.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// An item must be drawn at the tail, unseen, and measured.
    Draw {
        /// The item's name.
        item: ItemId,
        /// The headline that it shows.
        headline: Key,
        /// Whether the same headline stands already: a repeat is there for the eye only.
        repeat: bool,
    },
    /// An item stands here: px from the anchor, along the strip.
    Place(ItemId, f64),
    /// An item is gone.
    Remove(ItemId),
    /// An item is a repeat no more: the one of its headline that stood before it is gone.
    Lead(ItemId),
    /// The strip's own box stands here, px from the edge that it travels towards.
    Anchor(f64),
    /// The strip travels so from now on.
    Move(Path),
    /// Nothing changes before this time on the document's timeline, in ms; `None`: before another event comes.
    Wake(Option<f64>),
}

/// The machine that moves one strip.
pub struct Motion {
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
    /// What was last said of the anchor, of each item's place, and of the next wake.
    anchor: f64,
    placed: Vec<(ItemId, f64)>,
    /// Items of which another one of the same headline stands before them.
    repeats: Vec<ItemId>,
    wake: Option<f64>,
}

impl Motion {
    /// A strip without a list.
    pub fn new() -> Self {
        let mut reasons = Reasons::default();
        reasons.set(Reason::Empty, true);
        Motion {
            belt: Belt::default(),
            ring: Ring::default(),
            path: Path::still(0.0, 0.0),
            started: false,
            aim: 0.0,
            speed: 0.0,
            start: Start::Full,
            width: 0.0,
            reasons,
            anchor: 0.0,
            placed: Vec::new(),
            repeats: Vec::new(),
            wake: None,
        }
    }

    /// Why the strip stands at present.
    pub fn reasons(&self) -> Reasons {
        self.reasons
    }

    /// The headline's place in the list, from 0.
    pub fn place(&self, key: Key) -> Option<usize> {
        self.ring.place(key)
    }

    /// The number of headlines in the list.
    pub fn count(&self) -> usize {
        self.ring.len()
    }

    /// Takes in what happened, `now` being the time on the document's timeline in ms, and says what changes.
    pub fn step(&mut self, now: f64, event: Event) -> Vec<Effect> {
        let mut effects = Vec::new();
        match event {
            Event::List(keys) => self.list(now, keys, &mut effects),
            Event::Settings(speed, start) => (self.speed, self.start) = (speed, start),
            Event::Redraw => self.redraw(now, &mut effects),
            Event::Resized(width) if width > 0.0 => self.width = width,
            Event::Measured(item, width) => self.belt.measured(item, width, self.window(now)),
            Event::Pause(reason, stands) => self.reasons.set(reason, stands),
            Event::Woke => self.wake = None,
            Event::Resized(_) => {}
        }
        if self.width > 0.0 && !self.ring.is_empty() {
            self.travel(now, &mut effects);
            self.cover(now, &mut effects);
        }
        self.plan(now, &mut effects);
        effects
    }

    fn list(&mut self, now: f64, keys: Vec<Key>, effects: &mut Vec<Effect>) {
        self.reasons.set(Reason::Empty, keys.is_empty());
        self.ring.replace(keys);
        if self.ring.is_empty() {
            self.clear(now, effects);
            self.started = false;
        }
    }

    fn redraw(&mut self, now: f64, effects: &mut Vec<Effect>) {
        self.clear(now, effects);
        if self.started {
            // The strip may travel the other way now: place and path mean something else than before.
            self.anchor = f64::NAN;
            effects.push(Effect::Move(self.path.clone()));
        }
    }

    fn clear(&mut self, now: f64, effects: &mut Vec<Effect>) {
        let left = self.belt.clear(self.window(now), &mut self.ring);
        self.remove(left, effects);
    }

    fn remove(&mut self, left: Vec<ItemId>, effects: &mut Vec<Effect>) {
        for item in left {
            self.placed.retain(|(placed, _)| *placed != item);
            self.repeats.retain(|repeat| *repeat != item);
            effects.push(Effect::Remove(item));
        }
        self.promote(effects);
    }

    /// Of each headline that stands, one item is no repeat.
    fn promote(&mut self, effects: &mut Vec<Effect>) {
        for item in self.belt.items() {
            let key = item.taken.key;
            let Some(place) = self.repeats.iter().position(|repeat| *repeat == item.id) else { continue };
            let led = self.belt.items().any(|other| other.taken.key == key && !self.repeats.contains(&other.id));
            if !led {
                self.repeats.remove(place);
                effects.push(Effect::Lead(item.id));
            }
        }
    }

    fn window(&self, now: f64) -> Window {
        Window { start: self.path.travel(now), width: self.width, lead: self.speed.max(LEAST_LEAD) }
    }

    /// Begins, glides to another speed, or rebases, where that is due.
    fn travel(&mut self, now: f64, effects: &mut Vec<Effect>) {
        let speed = if self.reasons.any() { 0.0 } else { self.speed };
        if !self.started {
            self.started = true;
            self.belt.begin();
            self.path = match self.start {
                Start::Full => Path::still(now, 0.0).wait(FIRST_REST),
                Start::Edge => Path::still(now, -self.width),
            }
            .glide(speed, 2.0 * REBASE);
        } else if self.path.travel(now) >= REBASE {
            self.belt.rebase(REBASE);
            self.path = self.path.departing(now).rebased(REBASE).glide(speed, 2.0 * REBASE);
        } else if speed != self.aim {
            self.path = self.path.departing(now).glide(speed, 2.0 * REBASE);
        } else {
            return;
        }
        self.aim = speed;
        effects.push(Effect::Move(self.path.clone()));
    }

    /// Lets items leave and enter, and places what has moved.
    fn cover(&mut self, now: f64, effects: &mut Vec<Effect>) {
        let window = self.window(now);
        let linger = self.speed * LINGER;
        let late = Window { start: window.start - linger, lead: window.lead + linger, ..window };
        let left = self.belt.leave(late, &mut self.ring);
        self.remove(left, effects);
        if let Some((item, headline)) = self.belt.enter(window, &mut self.ring) {
            let repeat = self.belt.items().any(|item| item.taken.key == headline);
            if repeat {
                self.repeats.push(item);
            }
            effects.push(Effect::Draw { item, headline, repeat });
        }
        self.place_items(effects);
    }

    fn place_items(&mut self, effects: &mut Vec<Effect>) {
        let Some(anchor) = self.belt.items().next().map(|item| item.offset) else { return };
        if anchor != self.anchor {
            self.anchor = anchor;
            effects.push(Effect::Anchor(anchor));
        }
        for item in self.belt.items() {
            let place = (item.id, item.offset - anchor);
            match self.placed.iter_mut().find(|(id, _)| *id == item.id) {
                Some(known) if *known == place => continue,
                Some(known) => *known = place,
                None => self.placed.push(place),
            }
            effects.push(Effect::Place(place.0, place.1));
        }
    }

    /// Says when the next item enters or leaves.
    fn plan(&mut self, now: f64, effects: &mut Vec<Effect>) {
        let enters = self.belt.enters_at(self.window(now));
        let mut wake: Option<f64> = None;
        let leaves = self.belt.leaves_at().map(|travel| travel + self.speed * LINGER);
        for goal in [enters, leaves, Some(REBASE)] {
            let time = goal.and_then(|travel| self.path.reaches(travel + HAIR));
            if let Some(time) = time.filter(|time| self.started && *time > now) {
                wake = Some(wake.map_or(time, |wake| wake.min(time)));
            }
        }
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
