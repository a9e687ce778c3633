//! Machine 2, the list → what moves: which items stand where on the strip, and how the strip travels.

pub mod belt;
mod event;
pub mod hands;
pub mod path;
pub mod pause;
pub mod ring;
pub mod window;

use crate::effect::{Effect, Effects};
use crate::headline::{Headline, Key};
use crate::settings::Start;
use belt::{Belt, Item, ItemId, TOGETHER};
pub use event::Event;
use hands::{Errand, Way};
use path::Path;
use pause::{Reason, Reasons};
use ring::Ring;
use std::rc::Rc;
use window::Window;

/// The travel at which the strip is rebased, in px: the browser's transforms have single precision.
#[cfg(not(feature = "testing"))]
const REBASE: f64 = 65_536.0;
#[cfg(feature = "testing")]
const REBASE: f64 = 1_000.0;
/// How far a path runs before there must be a new one, in px. Rebasing waits for what the strip has to do before it runs on.
const RUN: f64 = 131_072.0;
/// How long a line that is full at once stands before it moves, in ms.
const FIRST_REST: f64 = 1000.0;
/// The least lead, in px.
const LEAST_LEAD: f64 = 100.0;

/// How far past a goal the strip is woken, in px, so that rounding leaves no doubt that it is past.
const HAIR: f64 = 0.1;

/// How long an item stays after it is past, in s: a timer's clock can run a few frames ahead of the screen.
const LINGER: f64 = 0.1;

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
    /// Whether the path is another one than the browser plays, and whether what stands must be drawn anew.
    departs: bool,
    redraws: bool,
    /// Whether what was drawn ahead is of an older list.
    renews: bool,
    /// Where the hand that holds the strip had it lately: time in ms, travel in px.
    swing: Vec<(f64, f64)>,
    /// Until when a step and the rest after it go on, and to which travel.
    goal: Option<(f64, f64)>,
    errand: Option<Errand>,
    /// The item that has the keyboard's focus.
    focused: Option<ItemId>,
    /// What was last said of the anchor, of the next wake, and of whether the line is a stop of the tab key.
    anchor: f64,
    wake: Option<f64>,
    stop: bool,
    /// The item that the reader wants more of, and when the ticker wants to be woken, whatever moves: ms on the document's timeline.
    attended: Option<ItemId>,
    alarm: Option<f64>,
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
            departs: false,
            redraws: false,
            renews: false,
            swing: Vec::new(),
            goal: None,
            errand: None,
            focused: None,
            anchor: 0.0,
            wake: None,
            stop: false,
            attended: None,
            alarm: None,
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

    /// The items that stand on the strip or are to enter next.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.belt.drawn()
    }

    /// The headline's place in the list, from 1, and the list's length.
    pub fn place(&self, key: Key) -> (usize, usize) {
        (self.ring.place(key).map_or(0, |place| place + 1), self.list.len())
    }

    /// Where an item begins and ends once the strip stands, in viewport widths from the edge that it travels towards.
    pub fn rests(&self, item: ItemId) -> Option<(f64, f64)> {
        let travel = self.path.end().travel;
        let item = self.item(item)?;
        Some(((item.offset - travel) / self.width, (item.end() - travel) / self.width))
    }

    /// When the strip stands, in ms on the document's timeline; `None` where it runs on.
    pub fn stands_from(&self) -> Option<f64> {
        (self.aim == 0.0).then(|| self.path.end().time)
    }

    /// Keeps an item, and has the ticker woken at this time too, in ms on the document's timeline.
    pub fn attend(&mut self, item: Option<ItemId>, alarm: Option<f64>) {
        (self.attended, self.alarm) = (item, alarm);
    }

    /// Whether breaking news is in the viewport.
    pub fn shows_breaking(&self, now: f64) -> bool {
        self.belt.shows_breaking(self.window(now))
    }

    /// Takes in what happened, `now` being the time on the document's timeline in ms; there may be several things that happened
    /// together. Nothing is drawn before [`Motion::move_on`], so that nothing is drawn for one of them and removed for the next.
    pub fn take_in(&mut self, now: f64, event: Event, effects: &mut Effects) {
        match event {
            // A box without a width has hands that move by no number.
            Event::Drag(px) | Event::Wheel(px) if !self.started || !px.is_finite() => {}
            Event::List(list) => self.take_list(now, list, effects),
            Event::Near(near) => self.belt.together = if near { 1 } else { TOGETHER },
            Event::Settings(speed, start) => (self.speed, self.start) = (speed, start),
            Event::Remove(key) => self.remove(now, key, effects),
            Event::Redraw => self.redraws = true,
            Event::Resized(width) if width > 0.0 && width != self.width => {
                self.width = width;
                self.reveal(now);
            }
            Event::Measured(item, width) => {
                if self.belt.measured(item, width, self.window(now)) {
                    self.reveal(now);
                }
            }
            Event::Pause(reason, stands) => self.pause(now, reason, stands),
            Event::Drag(px) => self.drag(now, px),
            Event::Release => self.release(now),
            Event::Catch => self.catch(now),
            Event::Wheel(px) => self.wheel(now, px),
            Event::Step(_) if self.reasons.has(Reason::Drag) => {}
            Event::Step(way) => self.errand = Some(Errand::Step(way)),
            Event::Walk(way) => self.errand = Some(Errand::Walk(way)),
            Event::Focus(item) => self.focus(now, item),
            Event::Woke => self.wake = None,
            Event::Resized(_) => {}
        }
    }

    /// Says what changes by all that was taken in.
    pub fn move_on(&mut self, now: f64, effects: &mut Effects) {
        if self.width > 0.0 && !self.list.is_empty() {
            self.travel(now);
            self.run_errand(now, effects);
            self.cover(now, effects);
            if std::mem::take(&mut self.departs) {
                effects.push(Effect::Move);
            }
        }
        // What it is about is not on its way.
        if !self.belt.waits() {
            self.errand = None;
        }
        // The focus goes with its item, which not every browser tells, unless it is on its way to another one.
        let walks = matches!(self.errand, Some(Errand::Walk(_)));
        if !walks && self.focused.is_some_and(|id| self.belt.item(id).is_none()) {
            self.focus(now, None);
            return self.move_on(now, effects);
        }
        // From a headline the tab key goes on, and of an empty line there is nothing to come to.
        let stop = self.started && self.focused.is_none();
        if stop != self.stop {
            self.stop = stop;
            effects.push(Effect::TabStop(stop));
        }
        self.plan(now, effects);
    }

    fn take_list(&mut self, now: f64, list: Vec<Rc<Headline>>, effects: &mut Effects) {
        self.reasons.set(Reason::Empty, list.is_empty());
        let same = |one: &Headline, other: &Headline| one.key == other.key && one.title == other.title;
        self.renews |=
            list.len() != self.list.len() || !list.iter().zip(&self.list).all(|(one, other)| same(one, other));
        self.ring.replace(list.iter().map(|headline| headline.key));
        self.list = list;
        self.belt.number(effects);
        if self.list.is_empty() {
            self.belt.reset(self.window(now), &mut self.ring, effects);
            self.started = false;
        }
    }

    /// The stretch that must be covered: what is seen, the lead, and where the strip goes before it runs on for good.
    fn window(&self, now: f64) -> Window {
        let start = self.path.travel(now);
        let (least, most) = self.path.bounds(now);
        Window { start, back: start - least, width: self.width, lead: self.lead() + most - start }
    }

    fn lead(&self) -> f64 {
        self.speed.max(LEAST_LEAD)
    }

    /// The speed that the strip is to have, in px/s.
    fn wanted(&self) -> f64 {
        if self.reasons.any() { 0.0 } else { self.speed }
    }

    fn pause(&mut self, now: f64, reason: Reason, stands: bool) {
        self.reasons.set(reason, stands);
        // Who wants no motion wants no glide to a stop either.
        if self.started && stands && reason == Reason::ReducedMotion {
            self.depart(Path::still(now, self.path.travel(now).round_ties_even()), 0.0);
        }
    }

    /// Takes another path, which ends with `speed` px/s, whatever the old one was to come to.
    fn depart(&mut self, path: Path, speed: f64) {
        (self.path, self.aim, self.departs, self.goal) = (path, speed, true, None);
    }

    /// Begins, glides to another speed, or rebases, where that is due.
    fn travel(&mut self, now: f64) {
        let speed = self.wanted();
        let travel = self.path.travel(now);
        let runs = self.path.bounds(now) == (travel, travel) && self.swing.is_empty();
        // A step is not cut short.
        let until = self.goal.map_or(now, |(until, _)| until);
        let path = if !self.started {
            (self.started, self.goal) = (true, None);
            self.belt.begin();
            // What will not move would stay outside for ever.
            let moves = self.speed > 0.0 && !self.reasons.has(Reason::ReducedMotion);
            match self.start {
                Start::Edge if moves => Path::still(now, -self.width),
                _ => Path::still(now, 0.0).wait(FIRST_REST),
            }
        } else if travel.abs() >= REBASE && runs {
            let by = REBASE.copysign(travel);
            self.belt.rebase(by);
            self.goal = None;
            self.path.departing(now, until).rebased(by)
        } else if speed != self.aim {
            self.path.departing(now, until)
        } else {
            return;
        };
        (self.path, self.aim, self.departs) = (path.glide(speed, RUN), speed, true);
    }

    /// Lets items leave and enter, and places what has moved.
    fn cover(&mut self, now: f64, effects: &mut Effects) {
        let window = self.window(now);
        let lately = self.path.travel(now - LINGER * 1_000.0);
        let linger = (self.speed * LINGER).max(window.start - lately);
        let late = Window { back: window.back + linger, ..window };
        let wider = self.wider(window);
        // What is drawn ahead may be no news any more, or come after what is; and who goes back finds before the first item what stands
        // nowhere else.
        let renews = !self.belt.waits() && std::mem::take(&mut self.renews);
        let spare = if renews || self.belt.lacks_front(wider) { 0 } else { self.belt.together - 1 };
        self.belt.leave(late, spare, self.attended.or(self.focused), &mut self.ring, effects);
        if std::mem::take(&mut self.redraws) {
            self.belt.redraw(effects);
            // The strip may travel the other way now: place and path mean something else than before.
            self.anchor = f64::NAN;
            self.departs = true;
        }
        self.belt.enter(wider, &mut self.ring, &self.list, effects);
        self.place_items(effects);
    }

    /// The window with one more item on the side where an errand lacks one.
    fn wider(&self, window: Window) -> Window {
        let (Some(head), Some(tail)) = (self.belt.items().first(), self.belt.items().last()) else { return window };
        match self.errand {
            Some(Errand::Step(Way::Previous) | Errand::Walk(Way::Previous)) => {
                Window { back: window.start - head.offset + 1.0, ..window }
            }
            Some(_) => Window { lead: tail.end() + 1.0 - window.start - self.width, ..window },
            None => window,
        }
    }

    fn place_items(&mut self, effects: &mut Effects) {
        let Some(anchor) = self.belt.items().first().map(|item| item.offset) else { return };
        if anchor != self.anchor {
            self.anchor = anchor;
            effects.push(Effect::Anchor(anchor));
        }
        self.belt.place(anchor, effects);
    }

    /// Says when the next items enter or one leaves.
    fn plan(&mut self, now: f64, effects: &mut Effects) {
        let leaves = self.belt.leaves_at() + self.speed * LINGER;
        let mut goals = vec![leaves, REBASE];
        if !self.belt.waits() {
            goals.push(self.belt.enters_at(self.width + self.lead()));
        }
        self.belt.breaking_at(self.width, &mut goals);
        let mut wake = self.alarm.unwrap_or(f64::INFINITY);
        for goal in goals {
            if self.started {
                wake = wake.min(self.path.reaches(goal + HAIR, now));
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
