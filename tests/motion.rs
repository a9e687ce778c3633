//! The strip, driven as a browser drives it, against what a reader may rely on: it is always full, nothing overlaps, nothing
//! that is seen jumps, and it goes at its speed. `HEADLINE_TICKER_CASES=100000` runs more cases.

mod common;

use headline_ticker::effect::{Effect, Effects};
use headline_ticker::headline::{Headline, Key};
use headline_ticker::motion::belt::{ItemId, TOGETHER};
use headline_ticker::motion::hands::Way;
use headline_ticker::motion::path::Path;
use headline_ticker::motion::pause::Reason;
use headline_ticker::motion::{Event, Motion};
use headline_ticker::settings::Start;
use proptest::prelude::*;
use std::collections::VecDeque;
use std::rc::Rc;

/// The least lead, in px, as in the core.
const LEAST_LEAD: f64 = 100.0;

#[derive(Clone, Copy, Debug)]
struct Item {
    id: ItemId,
    key: u64,
    width: f64,
    /// Px from the anchor; `None` until it is placed.
    at: Option<f64>,
    /// Whether it is there for the eye only.
    repeat: bool,
}

/// Headlines by their keys.
fn headlines(keys: &[u64]) -> Vec<Rc<Headline>> {
    let make = |key: &u64| {
        let mut headline = common::headline("a headline", None);
        Rc::get_mut(&mut headline).expect("nobody else has it yet").key = Key(*key);
        headline
    };
    keys.iter().map(make).collect()
}

/// A browser that carries out what the core says of a strip, with a clock of its own.
struct Browser {
    motion: Motion,
    now: f64,
    items: Vec<Item>,
    anchor: f64,
    path: Path,
    wake: Option<f64>,
    width: f64,
    speed: f64,
    font: f64,
    list: Vec<u64>,
    /// Whether the list has changed, so that what stands is of several lists.
    mixed: bool,
    /// The item that has the focus, and whether the tab key stops at the line.
    focused: Option<ItemId>,
    stop: bool,
    /// Everything that entered, in order, and the number of events that it took.
    entered: Vec<u64>,
    events: usize,
    /// How many enter together.
    together: usize,
    /// The timers that were set, and the events that changed what stands.
    timers: usize,
    changes: usize,
    /// The time of the last event.
    told: f64,
}

impl Browser {
    fn new(width: f64, speed: f64, start: Start, list: Vec<u64>) -> Self {
        let mut browser = Browser {
            motion: Motion::new(),
            now: 5_000.0,
            items: Vec::new(),
            anchor: 0.0,
            path: Path::still(0.0, 0.0),
            wake: None,
            width,
            speed,
            font: 1.0,
            list: Vec::new(),
            mixed: false,
            focused: None,
            stop: false,
            entered: Vec::new(),
            events: 0,
            together: TOGETHER,
            timers: 0,
            changes: 0,
            told: 0.0,
        };
        browser.tell(Event::Settings(speed, start));
        browser.tell(Event::Resized(width));
        browser.list(list);
        browser
    }

    /// Has items stand near the view only.
    fn near(mut self) -> Self {
        self.together = 1;
        self.tell(Event::Near(true));
        self
    }

    fn list(&mut self, list: Vec<u64>) {
        self.tell(Event::List(headlines(&list)));
    }

    /// A headline's width with its gap: 70 to 900 px, as its key has it.
    fn natural(&self, key: u64) -> f64 {
        (70.0 + (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as f64 % 830.0) * self.font
    }

    /// Hands an event to the core, carries out its effects, and measures what it draws at once.
    fn tell(&mut self, event: Event) {
        self.tell_together(vec![event]);
    }

    /// The same of events of one task: what is drawn for one is measured after all of them.
    fn tell_together(&mut self, events: Vec<Event>) {
        let mut queue = VecDeque::from(events);
        let before = self.events;
        while let Some(event) = queue.pop_front() {
            self.events += 1;
            assert!(self.events - before < 3_000, "it never comes to an end");
            if let Event::List(list) = &event {
                self.list = list.iter().map(|headline| headline.key.0).collect();
            }
            self.told = self.now;
            let mut effects = Effects::default();
            self.motion.take_in(self.now, event, &mut effects);
            self.motion.move_on(self.now, &mut effects);
            let changes = |effect: &Effect| !matches!(effect, Effect::Wake(_));
            self.changes += usize::from(effects.list.iter().any(|(_, effect)| changes(effect)));
            for (_, effect) in effects.list {
                match effect {
                    Effect::Draw(item) => {
                        let drawn = self.motion.item(item).expect("what is drawn waits to be measured");
                        let (key, repeat) = (drawn.headline.key.0, drawn.repeat);
                        if let Some(drawn) = self.items.iter_mut().find(|other| other.id == item) {
                            drawn.at = None;
                            let width = self.natural(key);
                            queue.push_back(Event::Measured(item, width));
                            continue;
                        }
                        let stands = self.items.iter().any(|item| item.key == key);
                        assert_eq!(repeat, stands, "a repeat is said to be one");
                        let all_stand = self.list.iter().all(|key| self.items.iter().any(|item| item.key == *key));
                        assert!(!repeat || all_stand, "{key} is repeated though others do not stand");
                        let width = self.natural(key);
                        self.items.push(Item { id: item, key, width, at: None, repeat });
                        // The widest line, and the way of the fastest throw, of the narrowest headline.
                        assert!(self.items.len() < 300, "far more stands than can be seen");
                        self.entered.push(key);
                        queue.push_back(Event::Measured(item, width));
                    }
                    Effect::Place(id, at) => {
                        self.items.iter_mut().filter(|item| item.id == id).for_each(|item| item.at = Some(at));
                    }
                    Effect::Remove(id) => {
                        let before = self.items.len();
                        self.items.retain(|item| item.id != id);
                        assert_eq!(self.items.len() + 1, before, "what is removed was there");
                        // Firefox does not tell that the focus goes with its element.
                        self.focused = self.focused.filter(|focused| *focused != id);
                    }
                    Effect::Focus(id) => {
                        assert!(
                            self.items.iter().any(|item| item.id == id && !item.repeat),
                            "the focus goes where all can"
                        );
                        self.focused = Some(id);
                        queue.push_back(Event::Focus(Some(id)));
                    }
                    Effect::TabStop(stands) => self.stop = stands,
                    Effect::Number(id) => {
                        assert!(self.items.iter().any(|item| item.id == id), "what is numbered stands");
                    }
                    Effect::Lead(id) => {
                        self.items.iter_mut().filter(|item| item.id == id).for_each(|item| item.repeat = false);
                    }
                    Effect::Anchor(anchor) => self.anchor = anchor,
                    Effect::Move => self.path = self.motion.path().clone(),
                    Effect::Wake(at) => {
                        self.timers += usize::from(at.is_some());
                        self.wake = at;
                    }
                    effect => panic!("{effect:?} is no business of the strip"),
                }
            }
        }
    }

    /// Where an item's leading edge is at a time, in px from the edge that the strip travels towards.
    fn place(&self, item: &Item, time: f64) -> f64 {
        self.anchor + item.at.unwrap_or(f64::NAN) - self.path.travel(time)
    }

    /// The items by place, as (leading edge, trailing edge, key).
    fn row(&self, time: f64) -> Vec<(f64, f64, u64)> {
        let mut row: Vec<_> = self
            .items
            .iter()
            .map(|item| (self.place(item, time), self.place(item, time) + item.width, item.key))
            .collect();
        row.sort_by(|one, other| one.0.total_cmp(&other.0));
        row
    }

    fn seen(&self) -> Vec<(ItemId, f64)> {
        let ahead = self.items.iter().map(|item| (item.id, self.place(item, self.now), item.width));
        ahead.filter(|(_, x, width)| x + width > 0.0 && *x < self.width).map(|(id, x, _)| (id, x)).collect()
    }

    /// Lets time pass, with timers that fire `late` ms late, and looks at the line at every wake and in between.
    fn wait(&mut self, time: f64, late: f64) {
        let end = self.now + time;
        let mut wakes = 0;
        while let Some(wake) = self.wake.map(|wake| wake + late).filter(|wake| *wake <= end) {
            assert!(wake >= self.now, "it is woken for what is past");
            wakes += 1;
            assert!(wakes < 100_000, "it is woken again and again");
            self.check((self.now + wake) / 2.0);
            self.now = wake.max(self.now);
            // A timer fires once.
            self.wake = None;
            self.unmoved(Event::Woke);
        }
        self.now = end;
        self.check(self.now);
    }

    /// Tells of an event that must not move what is seen, now or until a new path departs.
    fn unmoved(&mut self, event: Event) {
        let said = format!("{event:?}");
        let times = [0.0, 20.0, 50.0].map(|ahead| self.now + ahead);
        let before: Vec<_> =
            self.seen().iter().map(|(id, _)| (*id, times.map(|time| self.where_is(*id, time)))).collect();
        self.tell(event);
        for (id, places) in before {
            if self.items.iter().all(|item| item.id != id) {
                assert!(
                    places[0].unwrap() > self.width - 1.0 || !said.starts_with("Woke"),
                    "{said} removed what is seen"
                );
                continue;
            }
            for (time, place) in times.into_iter().zip(places) {
                let (was, is) = (place.unwrap(), self.where_is(id, time).unwrap());
                assert!((was - is).abs() < 0.01, "{said} moved an item from {was} to {is}");
            }
        }
    }

    /// The tab key brings the focus into the line.
    fn tab(&mut self) {
        assert!(self.stop, "the tab key does not stop at the line");
        self.tell(Event::Walk(Way::Next));
    }

    fn focused_item(&self) -> Option<&Item> {
        self.items.iter().find(|item| Some(item.id) == self.focused)
    }

    fn where_is(&self, id: ItemId, time: f64) -> Option<f64> {
        self.items.iter().find(|item| item.id == id).map(|item| self.place(item, time))
    }

    /// The line is full, in one row without a gap or an overlap, no longer than it must be, and repeats nothing needlessly.
    fn check(&self, time: f64) {
        for item in &self.items {
            let leads = self.items.iter().filter(|other| other.key == item.key && !other.repeat).count();
            assert_eq!(leads, 1, "of each headline one item is no repeat");
        }
        let row = self.row(time);
        if self.list.is_empty() {
            return;
        }
        for pair in row.windows(2) {
            // The core takes a change of width below 0.1 px for rounding.
            assert!((pair[0].1 - pair[1].0).abs() < 0.11, "items stand side by side: {pair:?}");
        }
        let (first, last) = (row.first().expect("an item"), row.last().expect("an item"));
        let begun = self.path.travel(time) >= 0.0;
        assert!(first.0 <= 0.11 || !begun, "the line begins {} px late", first.0);
        assert!(last.1 >= self.width, "the line ends {} px early", self.width - last.1);
        let lead = self.speed.max(LEAST_LEAD);
        // Before it runs on for good the strip may go further, and come back: there it must be full already.
        let (least, _) = self.path.bounds(time);
        let (_, furthest) = self.path.bounds(self.told);
        let ahead = furthest - self.path.travel(time);
        assert!(first.0 <= least - self.path.travel(time) + 0.11 || !begun, "it will be {} px late", first.0);
        // What has the focus stays, and what stands before it.
        if self.focused.is_none() {
            let beyond = row.iter().filter(|(start, ..)| *start > self.width + lead + ahead + 1.0).count();
            assert!(beyond < self.together.max(2), "{beyond} items stand beyond the lead");
        }
        assert_eq!(self.stop, self.focused.is_none(), "the tab key stops at the line or goes on from a headline");
        self.check_order(&row);
    }

    /// The items are a run of the list as a ring, but for those that were shown out of turn; none stands twice unless the list is
    /// shorter than the line.
    fn check_order(&self, row: &[(f64, f64, u64)]) {
        let repeated = row.iter().any(|(.., key)| row.iter().filter(|(.., other)| key == other).count() > 1);
        let all = self.list.iter().all(|key| row.iter().any(|(.., other)| key == other));
        assert!(!repeated || all || self.mixed, "one stands twice though others do not: {row:?}");
        if self.mixed {
            return;
        }
        let places: Vec<usize> =
            row.iter().filter_map(|(.., key)| self.list.iter().position(|other| other == key)).collect();
        for pair in places.windows(2) {
            assert_eq!((pair[0] + 1) % self.list.len(), pair[1], "no run of {:?}: {row:?}", self.list);
        }
    }
}

fn cases() -> u32 {
    std::env::var("HEADLINE_TICKER_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(256)
}

/// What can happen to a strip.
#[derive(Clone, Debug)]
enum Happening {
    Wait(f64),
    Speed(f64),
    Resize(f64),
    Pause(bool),
    /// Whether the reader wants less motion.
    Still(bool),
    Font(f64),
    Redraw,
    List(Vec<u64>),
    /// One of the headlines must not be seen any more.
    Remove(usize),
    /// Moves of the hand, each with its ms and px, and whether it lets go.
    Drag(Vec<(f64, f64)>, bool),
    Wheel(f64),
    Step(Way),
    /// Tabs into the line and walks it, then leaves it or not.
    Walk(Vec<Way>, bool),
    /// Some of these in one task, before anything that was drawn for one of them is measured.
    Together(Vec<Happening>),
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        6 => (1.0..5_000.0f64).prop_map(Happening::Wait),
        2 => speed().prop_map(Happening::Speed),
        1 => (200.0..3840.0f64).prop_map(Happening::Resize),
        2 => any::<bool>().prop_map(Happening::Pause),
        1 => any::<bool>().prop_map(Happening::Still),
        1 => (0.7..1.5f64).prop_map(Happening::Font),
        1 => Just(Happening::Redraw),
        2 => list().prop_map(Happening::List),
        1 => (0..60usize).prop_map(Happening::Remove),
        3 => (moves(), prop::bool::weighted(0.9)).prop_map(|(moves, ends)| Happening::Drag(moves, ends)),
        2 => (-900.0..900.0f64).prop_map(Happening::Wheel),
        2 => way().prop_map(Happening::Step),
        2 => (proptest::collection::vec(way(), 0..8), any::<bool>()).prop_map(|(ways, ends)| Happening::Walk(ways, ends)),
        2 => proptest::collection::vec(of_one_task(), 2..6).prop_map(Happening::Together),
    ]
}

fn of_one_task() -> impl Strategy<Value = Happening> {
    prop_oneof![
        2 => list().prop_map(Happening::List),
        1 => speed().prop_map(Happening::Speed),
        1 => (200.0..3840.0f64).prop_map(Happening::Resize),
        1 => Just(Happening::Redraw),
        1 => (0..60usize).prop_map(Happening::Remove),
        3 => (-900.0..900.0f64).prop_map(Happening::Wheel),
        2 => way().prop_map(Happening::Step),
    ]
}

fn moves() -> impl Strategy<Value = Vec<(f64, f64)>> {
    proptest::collection::vec((1.0..60.0f64, -300.0..300.0f64), 1..20)
}

fn way() -> impl Strategy<Value = Way> {
    prop_oneof![4 => Just(Way::Next), 4 => Just(Way::Previous), 1 => Just(Way::First), 1 => Just(Way::Last)]
}

fn speed() -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.0), Just(60.0), 1.0..2000.0f64]
}

/// Lists that have headlines in common, of one headline to sixty.
fn list() -> impl Strategy<Value = Vec<u64>> {
    (1..60usize, any::<u64>()).prop_map(|(length, seed)| {
        let mut list: Vec<u64> = (0..80).collect();
        list.sort_by_key(|key| key.wrapping_mul(seed | 1).rotate_left(17));
        list.truncate(length);
        list
    })
}

fn happen(browser: &mut Browser, happening: Happening) {
    match happening {
        Happening::Wait(time) => browser.wait(time, 0.0),
        Happening::Speed(speed) => {
            // A lead that shrinks may give back what is not seen yet.
            browser.speed = speed;
            browser.unmoved(Event::Settings(speed, Start::Full));
        }
        Happening::Resize(width) => {
            // What has the focus comes into view, which for who wants no motion is done at once.
            if browser.focused.is_some() && browser.motion.reasons().has(Reason::ReducedMotion) {
                browser.tell(Event::Resized(width));
            } else {
                browser.unmoved(Event::Resized(width));
            }
            browser.width = width;
        }
        Happening::Pause(stands) => browser.unmoved(Event::Pause(Reason::Hover, stands)),
        Happening::Still(stands) => {
            let before = browser.seen();
            browser.tell(Event::Pause(Reason::ReducedMotion, stands));
            // It comes to rest on a whole pixel.
            moved_within(browser, &before, 0.0, 0.51);
        }
        // Of nothing nothing can be seen; what a hand does there must not outlast it.
        Happening::Walk(..) | Happening::Font(_) | Happening::Remove(_) | Happening::Step(_)
            if browser.list.is_empty() => {}
        Happening::Remove(which) => {
            let key = browser.list[which % browser.list.len()];
            let mut list = browser.list.clone();
            list.retain(|other| *other != key);
            browser.mixed = true;
            browser.tell(Event::Remove(Key(key)));
            browser.list(list);
        }
        Happening::List(list) => {
            browser.mixed |= browser.list != list;
            browser.unmoved(Event::List(headlines(&list)));
        }
        Happening::Drag(moves, ends) => {
            for (time, px) in moves {
                browser.wait(time, 0.0);
                drag(browser, px);
            }
            if ends {
                // What is thrown has been flying for up to a frame.
                let (before, travel) = (browser.seen(), browser.path.travel(browser.now));
                browser.tell(Event::Release);
                let flown = browser.path.travel(browser.now) - travel;
                assert!(flown.abs() < 5_000.0 * 0.016 + 0.1, "it jumps by {flown} px");
                moved(browser, &before, flown);
            }
        }
        Happening::Wheel(px) => {
            let before = browser.seen();
            browser.tell(Event::Wheel(px));
            moved(browser, &before, px);
        }
        Happening::Step(way) => step(browser, way),
        Happening::Walk(ways, ends) => walk(browser, &ways, ends),
        Happening::Font(font) => {
            let still = browser.row(browser.now).into_iter().find(|(_, end, _)| *end > 0.1);
            browser.font = font;
            let standing: Vec<ItemId> = browser.items.iter().map(|item| item.id).collect();
            for id in standing {
                let Some(item) = browser.items.iter().position(|item| item.id == id) else { continue };
                let width = browser.natural(browser.items[item].key);
                browser.items[item].width = width;
                browser.tell(Event::Measured(id, width));
            }
            let stands = browser.row(browser.now).into_iter().find(|(_, end, _)| *end > 0.1);
            let (was, is) = (still.unwrap(), stands.unwrap());
            // What has the focus comes into view, which for who wants no motion is done at once.
            let comes = browser.focused.is_some() && browser.motion.reasons().has(Reason::ReducedMotion);
            let stays = comes || was.2 == is.2 && (was.0 - is.0).abs() < 0.2;
            // It may have become so narrow that all of it is past.
            let past = was.0 + browser.natural(was.2) <= 0.2;
            assert!(stays || past, "the first that is seen stays: {was:?}, {is:?}");
        }
        Happening::Redraw => browser.unmoved(Event::Redraw),
        Happening::Together(happenings) => together(browser, happenings),
    }
    browser.check(browser.now);
}

/// Tells of what happens in one task. That each of these moves nothing but what it should is shown above; here the line must be full after it.
fn together(browser: &mut Browser, happenings: Vec<Happening>) {
    let (mut list, mut events) = (browser.list.clone(), Vec::new());
    for happening in happenings {
        match happening {
            Happening::List(other) => {
                list = other;
                events.push(Event::List(headlines(&list)));
            }
            Happening::Speed(speed) => {
                browser.speed = speed;
                events.push(Event::Settings(speed, Start::Full));
            }
            Happening::Resize(width) => {
                browser.width = width;
                events.push(Event::Resized(width));
            }
            Happening::Remove(which) if list.len() > 1 => {
                events.push(Event::Remove(Key(list.remove(which % list.len()))));
                events.push(Event::List(headlines(&list)));
            }
            Happening::Redraw => events.push(Event::Redraw),
            // A hand that finds nothing moves a line that has yet to come in.
            Happening::Wheel(px) if !browser.items.is_empty() => events.push(Event::Wheel(px)),
            Happening::Step(way @ (Way::Next | Way::Previous)) => events.push(Event::Step(way)),
            _ => {}
        }
    }
    browser.mixed |= browser.list != list;
    browser.tell_together(events);
}

/// Moves the strip with the hand: what was seen is there at once, so far along.
fn drag(browser: &mut Browser, px: f64) {
    let before = browser.seen();
    browser.tell(Event::Drag(px));
    moved(browser, &before, px);
    browser.check(browser.now);
}

fn moved(browser: &Browser, before: &[(ItemId, f64)], px: f64) {
    moved_within(browser, before, px, 0.01);
}

fn moved_within(browser: &Browser, before: &[(ItemId, f64)], px: f64, most: f64) {
    for (id, was) in before {
        if let Some(is) = browser.where_is(*id, browser.now) {
            assert!((was - px - is).abs() < most, "{px} px moved an item from {was} to {is}");
        }
    }
    browser.check(browser.now);
}

/// The headline that begins at the edge at this time.
fn begins(browser: &Browser, time: f64) -> Option<u64> {
    browser.row(time).iter().find(|(start, ..)| start.abs() < 0.01).map(|row| row.2)
}

/// Steps along the line: what was seen goes where it is going, without a jump, and there a headline begins at the edge; or, on a line
/// that stands, a headline that is wider than the viewport has come on by a part of it.
fn step(browser: &mut Browser, way: Way) {
    if browser.motion.reasons().has(Reason::Drag) {
        // The hand has it.
        browser.unmoved(Event::Step(way));
    } else if matches!(way, Way::Next | Way::Previous) {
        if browser.motion.reasons().has(Reason::ReducedMotion) {
            browser.tell(Event::Step(way));
        } else {
            browser.unmoved(Event::Step(way));
        }
        let rest = browser.now + 500.0;
        browser.check(rest);
        let row = browser.row(rest);
        let begins = begins(browser, rest).is_some();
        let stands = browser.motion.reasons().any() || browser.speed == 0.0;
        let within = row.iter().any(|(start, end, _)| *start < 0.0 && end - start > browser.width);
        // Where the strip has not come to its edge yet, there is none before.
        assert!(begins || stands && within || way == Way::Previous, "no headline begins at the edge: {row:?}");
    }
}

/// Comes to the line by keyboard and walks it: each headline that has the focus is wholly in view once the strip rests, or begins at
/// the edge where it is too wide.
fn walk(browser: &mut Browser, ways: &[Way], ends: bool) {
    if browser.focused.is_none() {
        browser.tab();
    }
    for way in ways {
        let key = |browser: &Browser| browser.focused_item().map(|item| item.key);
        let was = key(browser).expect("the focus is on what stands");
        browser.tell(Event::Walk(*way));
        // First through what is wider than the line, each time by a part of it.
        let mut parts = 0;
        while key(browser) == Some(was) && browser.natural(was) > browser.width && parts < 20 {
            browser.wait(600.0, 0.0);
            browser.tell(Event::Walk(*way));
            parts += 1;
        }
        let is = key(browser).expect("the focus is on what stands");
        let place = |key| browser.list.iter().position(|other| *other == key);
        let length = browser.list.len();
        match way {
            Way::First => assert_eq!(place(is), Some(0)),
            Way::Last => assert_eq!(place(is), Some(length - 1)),
            Way::Next if !browser.mixed => assert_eq!(place(is), place(was).map(|place| (place + 1) % length)),
            Way::Previous if !browser.mixed => {
                assert_eq!(place(is), place(was).map(|place| (place + length - 1) % length))
            }
            _ => {}
        }
        let rest = browser.now + 600.0;
        browser.check(rest);
        let item = browser.focused_item().expect("it stands");
        let start = browser.place(item, rest);
        // Of one that is too wide it is the beginning, or another part where there is no other headline to go on to.
        let wide = start.abs() < 1.0 || is == was && start < 0.0 && start + item.width > browser.width - 0.11;
        assert!(wide || start >= 0.0 && start + item.width <= browser.width + 0.11, "{way:?}: it stands at {start}");
    }
    if ends {
        browser.focused = None;
        browser.tell(Event::Focus(None));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn whatever_happens_the_line_is_full_and_what_is_seen_does_not_jump(
        width in 200.0..3840.0f64,
        speed in speed(),
        first in list(),
        near in prop::bool::weighted(0.3),
        happenings in proptest::collection::vec(happening(), 1..40),
    ) {
        let mut browser = Browser::new(width, speed, Start::Full, first);
        if near {
            browser = browser.near();
        }
        browser.check(browser.now);
        for happening in happenings {
            happen(&mut browser, happening);
        }
    }

    #[test]
    fn timers_that_are_a_frame_late_leave_no_hole(speed in 1.0..2000.0f64, late in 0.0..40.0f64) {
        let mut browser = Browser::new(1440.0, speed, Start::Full, (0..60).collect());
        browser.wait(60_000.0, late);
    }
}

#[test]
fn a_list_goes_round_in_order() {
    for length in [1, 2, 3, 7, 60] {
        let mut browser = Browser::new(1000.0, 400.0, Start::Full, (0..length).collect());
        browser.wait(200_000.0, 5.0);
        let expected: Vec<u64> = (0..length).cycle().take(browser.entered.len()).collect();
        assert_eq!(browser.entered, expected, "{length} headlines");
        assert!(browser.entered.len() > 100);
    }
}

#[test]
fn from_the_edge_it_enters_from_outside() {
    let browser = Browser::new(1000.0, 60.0, Start::Edge, (0..60).collect());
    assert_eq!(browser.row(browser.now)[0].0, 1000.0);
    let mut browser = browser;
    browser.wait(10_000.0, 0.0);
    let first = browser.row(browser.now)[0].0;
    assert!((first - 412.0).abs() < 1.0, "a glide of 0.4 s and 9.6 s at 60 px/s: {first}");
}

/// Px that have gone by, as the sum of what entered, over a million px and the rebases among them.
#[test]
fn a_million_px_take_as_long_as_they_should() {
    for speed in [20.0, 60.0, 100.0, 400.0, 2000.0] {
        let mut browser = Browser::new(1440.0, speed, Start::Full, (0..60).collect());
        let start = browser.now;
        browser.wait(1_000.0 + 200.0 + 1e9 / speed, 3.0);
        let standing = browser.items.len();
        let past: f64 = browser.entered.iter().rev().skip(standing).map(|key| browser.natural(*key)).sum();
        let first = browser.row(browser.now)[0].0;
        let travelled = past - first;
        assert!((travelled - 1e6).abs() < 1.0, "{speed} px/s: {travelled} px in {} s", (browser.now - start) / 1000.0);
        // An item costs a measure, a wake when the keyboard comes to the next one, and an eighth of a wake to enter.
        let most = browser.entered.len() * 17 / 8 + 40;
        assert!(browser.events <= most, "{} events for {} items", browser.events, browser.entered.len());
    }
}

/// A day of each speed: what it takes is as much as the way is long, and nothing drifts.
#[test]
fn a_day_takes_as_much_as_its_way_and_drifts_by_nothing() {
    for speed in [20.0, 60.0, 200.0] {
        let mut browser = Browser::new(1440.0, speed, Start::Full, (0..60).collect());
        let lap: f64 = (0..60).map(|key| browser.natural(key)).sum();
        for hour in 1..=24 {
            // The first second it stands, and on average it loses half of a glide of 0.4 s.
            let end = 5_000.0 + 1_000.0 + 200.0 + f64::from(hour) * 3_600_000.0;
            browser.wait(end - browser.now, 3.0);
            let way = speed * 3_600.0 * f64::from(hour);
            let past: f64 =
                browser.entered.iter().rev().skip(browser.items.len()).map(|key| browser.natural(*key)).sum();
            let error = past - browser.row(browser.now)[0].0 - way;
            assert!(error.abs() < 0.01, "{speed} px/s: after {hour} h it is off by {error} px");
            let items = way / lap * 60.0;
            let entered = browser.entered.len() as f64;
            assert!((entered - items).abs() < 64.0, "{speed} px/s: {entered} items entered in {hour} h, not {items}");
            // One timer for each as the keyboard comes to the next one, and two for eight to enter; and a rebase now and then.
            let wakes = items * 1.25 + way / 65_536.0 + 60.0;
            let (events, timers) = (browser.events as f64, browser.timers as f64);
            assert!(
                timers < wakes && events < wakes + items,
                "{speed} px/s: {events} events, {timers} timers in {hour} h"
            );
        }
    }
}

/// A tab that was asleep for an hour with its timers, though the strip went on.
#[test]
fn after_a_long_sleep_the_line_is_full_again_at_once() {
    let mut browser = Browser::new(1440.0, 60.0, Start::Full, (0..60).collect());
    browser.wait(10_000.0, 0.0);
    browser.now += 3_600_000.0;
    browser.tell(Event::Woke);
    browser.check(browser.now);
    browser.wait(10_000.0, 0.0);
    assert!(browser.entered.len() < 40, "what nobody could see was not drawn");
}

#[test]
fn what_never_moves_does_not_begin_outside() {
    for (speed, reason) in [(0.0, None), (60.0, Some(Reason::ReducedMotion))] {
        let mut browser = Browser::new(0.0, speed, Start::Edge, (0..60).collect());
        if let Some(reason) = reason {
            browser.tell(Event::Pause(reason, true));
        }
        browser.width = 1000.0;
        browser.tell(Event::Resized(1000.0));
        browser.check(browser.now);
        assert_eq!(browser.row(browser.now)[0].0, 0.0, "{speed} px/s, {reason:?}");
    }
}

#[test]
fn what_has_the_focus_is_brought_into_view_and_stays() {
    let mut browser = Browser::new(1000.0, 400.0, Start::Full, (0..60).collect());
    browser.wait(10_000.0, 0.0);
    let first_seen = |browser: &Browser| {
        let row = browser.row(browser.now);
        row.into_iter().find(|(_, end, _)| *end > 0.0).expect("something is seen")
    };
    // Just before the first one is past: the strip would glide on a little before it stands.
    let (_, end, first) = first_seen(&browser);
    browser.wait((end - 10.0) / 0.4, 0.0);
    let item = browser.items.iter().find(|item| item.key == first).unwrap().id;
    browser.focused = Some(item);
    browser.tell(Event::Focus(Some(item)));
    browser.wait(5_000.0, 0.0);
    let (start, _, key) = first_seen(&browser);
    assert_eq!((start.round(), key), (0.0, first), "it is at the edge");
    browser.focused = None;
    browser.tell(Event::Focus(None));
    browser.wait(5_000.0, 0.0);
    assert_ne!(first_seen(&browser).2, first);
}

/// The first that begins in view has the focus then, or where none does, the one that fills it.
#[test]
fn the_tab_key_comes_to_what_is_in_view() {
    for width in [300.0, 1_000.0] {
        let mut browser = Browser::new(width, 60.0, Start::Full, (0..60).collect());
        for _ in 0..400 {
            browser.wait(1_730.0, 0.0);
            let row = browser.row(browser.now);
            let begins = row.iter().find(|(start, ..)| (0.0..width).contains(start));
            let first = begins.or(row.iter().find(|(_, end, _)| *end > 0.0)).expect("one stands").2;
            browser.tab();
            let item = browser.focused_item().expect("it has the focus");
            assert_eq!(item.key, first, "of {row:?}");
            browser.wait(1_000.0, 0.0);
            browser.focused = None;
            browser.tell(Event::Focus(None));
        }
    }
}

#[test]
fn the_tab_key_passes_an_empty_line() {
    let mut browser = Browser::new(1_000.0, 60.0, Start::Full, vec![1, 2, 3]);
    assert!(browser.stop);
    browser.list(Vec::new());
    assert!(!browser.stop);
    browser.tell(Event::Walk(Way::Next));
    assert_eq!(browser.focused, None);
}

/// What is seen changes nothing on the page: items enter eight together, those that are past leave with that, and in between
/// there is not even a timer.
#[test]
fn the_page_is_left_alone_while_eight_headlines_go_by() {
    let mut browser = Browser::new(1000.0, 60.0, Start::Full, (0..60).collect());
    assert_eq!(browser.entered.len(), TOGETHER);
    browser.wait(3_600_000.0, 3.0);
    let (entered, events) = (browser.entered.len(), browser.events);
    assert!(entered > 400 && entered.is_multiple_of(TOGETHER), "{entered} entered");
    let changes = browser.changes;
    // To draw, to place once all are measured, and the glide at the start.
    assert!(changes <= entered / TOGETHER * 2 + 5, "{changes} of {events} events changed the page for {entered} items");
    assert!(browser.timers <= entered / TOGETHER * 2 + 5, "{} timers for {entered} items", browser.timers);
    // A list that is no longer than the line repeats none before it must.
    let browser = Browser::new(1000.0, 60.0, Start::Full, vec![1, 2, 3]);
    assert!(browser.items.iter().filter(|item| item.repeat).count() <= 1);
}

#[test]
fn where_far_items_cost_something_one_enters_at_a_time_and_leaves_when_it_is_past() {
    let mut browser = Browser::new(1000.0, 60.0, Start::Full, (0..60).collect()).near();
    for _ in 0..1_000 {
        browser.wait(310.0, 0.0);
        let row = browser.row(browser.now);
        let (first, last) = (row.first().unwrap(), row.last().unwrap());
        assert!(first.1 > -10.0 && last.0 < 1_101.0, "from {} to {}", first.0, last.1);
    }
}

/// Of what is in view each headline has an item there that everyone can read.
fn all_can_be_read(browser: &Browser) {
    let in_view = |item: &&Item| {
        let start = browser.place(item, browser.now);
        start + item.width > -10.0 && start < browser.width
    };
    for seen in browser.items.iter().filter(in_view) {
        let readable = browser.items.iter().filter(in_view).any(|item| item.key == seen.key && !item.repeat);
        assert!(readable, "{} can be seen only: {:?}", seen.key, browser.row(browser.now));
    }
}

#[test]
fn what_is_seen_of_a_short_list_can_be_read_by_everyone() {
    let run = |browser: &mut Browser| {
        for _ in 0..400 {
            browser.wait(250.0, 0.0);
            all_can_be_read(browser);
        }
    };
    for list in [vec![1], vec![1, 2, 3], (0..10).collect()] {
        run(&mut Browser::new(1000.0, 60.0, Start::Full, list));
    }
    // Backwards, too.
    let mut browser = Browser::new(1000.0, 60.0, Start::Full, (0..10).collect());
    for _ in 0..100 {
        drag(&mut browser, -200.0);
        all_can_be_read(&browser);
    }
    // One of them leaves the list while it is in view.
    let mut browser = Browser::new(1000.0, 60.0, Start::Full, vec![1, 2, 3]);
    browser.mixed = true;
    browser.list(vec![2, 3]);
    run(&mut browser);
}

#[test]
fn who_walks_back_goes_back_whatever_stands_ahead() {
    let mut browser = Browser::new(1000.0, 60.0, Start::Full, (0..10).collect());
    browser.tab();
    for _ in 0..9 {
        let travel = browser.path.travel(browser.now);
        browser.tell(Event::Walk(Way::Previous));
        browser.wait(600.0, 0.0);
        assert!(browser.path.travel(browser.now) <= travel + 0.1, "it went on by some px");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    /// What enters after another list is what is new to it, in its order, and then a run of the ring, in which nothing is passed over but
    /// what entered out of turn or stands already.
    #[test]
    fn after_another_list_enters_what_is_new_and_then_a_run_of_the_ring(
        mut old in several(),
        mut new in several(),
        is_sorted in any::<bool>(),
        waited in 0.0..60_000.0f64,
    ) {
        if is_sorted {
            old.sort_unstable();
            new.sort_unstable();
        }
        let mut browser = Browser::new(1000.0, 60.0, Start::Full, old.clone());
        browser.wait(waited, 0.0);
        browser.mixed = true;
        browser.unmoved(Event::List(headlines(&new)));
        // What was drawn ahead may be withdrawn: what stands now has stayed, or has come with the new list.
        let is_new = |key: &u64| !old.contains(key);
        let stood: Vec<u64> = browser.items.iter().map(|item| item.key).filter(|key| !is_new(key)).collect();
        let begun = browser.entered.len() - (browser.items.len() - stood.len());
        browser.wait(120_000.0, 0.0);
        let entered = &browser.entered[begun..];
        let news: Vec<u64> = new.iter().copied().filter(is_new).collect();
        let first = news.len().min(entered.len());
        assert_eq!(entered[..first], news[..first], "what is new enters in its order");
        // Where the order is the same, the run goes on from what stood.
        let last = stood.iter().rev().find(|key| is_sorted && new.contains(key));
        let turns: Vec<u64> = last.into_iter().chain(&entered[first..]).copied().collect();
        // One lap: after it all have their turn again, and from the list's beginning on those that were new as well;
        // that is where it may be where none stood.
        let mut has_begun_anew = last.is_none();
        for pair in turns[..turns.len().min(new.len() - news.len())].windows(2) {
            let place = |key| new.iter().position(|other| *other == key).expect("what enters is in the list");
            let (from, to) = (place(pair[0]), place(pair[1]));
            has_begun_anew |= to < from;
            assert!(has_begun_anew || !is_new(&pair[1]), "{} of {new:?} enters again: {turns:?}", pair[1]);
            let between = (1..).map(|step| new[(from + step) % new.len()]).take_while(|key| *key != new[to]);
            for key in between {
                assert!(is_new(&key) || stood.contains(&key), "{key} of {new:?} is passed over: {turns:?}");
            }
        }
    }
}

/// Headlines in any order: more than half of all, so that two lists have some in common, and so many that never all stand.
fn several() -> impl Strategy<Value = Vec<u64>> {
    prop::sample::subsequence((0..60).collect::<Vec<u64>>(), 31..=50).prop_shuffle()
}

/// A new list says what enters next, though others were drawn ahead: they are withdrawn, and have their turn after what is new.
#[test]
fn news_enters_before_what_was_drawn_ahead() {
    let mut browser = Browser::new(1000.0, 60.0, Start::Full, (0..60).collect());
    browser.wait(2_000.0, 0.0);
    let before: Vec<u64> =
        browser.row(browser.now).into_iter().filter(|row| row.0 <= 1_100.0).map(|row| row.2).collect();
    browser.mixed = true;
    let list: Vec<u64> = [100, 101].into_iter().chain(0..60).collect();
    browser.unmoved(Event::List(headlines(&list)));
    browser.wait(60_000.0, 0.0);
    let next = *before.last().unwrap() + 1;
    let place = browser.entered.iter().rposition(|key| *key == 100).expect("it enters");
    assert_eq!(browser.entered[place..place + 4], [100, 101, next, next + 1], "{:?}", browser.entered);
    // The same list is no news: what stands ahead stays.
    let ahead =
        |browser: &Browser| browser.items.iter().filter(|item| browser.place(item, browser.now) > 1_100.0).count();
    while ahead(&browser) < 4 {
        browser.wait(1_000.0, 0.0);
    }
    let standing = |browser: &Browser| browser.items.iter().map(|item| item.id).collect::<Vec<_>>();
    let before = standing(&browser);
    browser.unmoved(Event::List(headlines(&list)));
    assert_eq!(standing(&browser), before);
    browser.list(vec![100, 0, 1, 2]);
    assert_eq!(ahead(&browser), 0, "what left the list stands ahead");
    // News that comes while others wait to be measured is no later.
    let mut browser = Browser::new(1000.0, 60.0, Start::Full, Vec::new());
    browser.mixed = true;
    let lists = [(0..60).collect::<Vec<u64>>(), [100].into_iter().chain(0..60).collect()];
    browser.tell_together(lists.iter().map(|list| Event::List(headlines(list))).collect());
    browser.wait(60_000.0, 0.0);
    let row = browser.row(browser.now);
    let place = browser.entered.iter().rposition(|key| *key == 100).expect("it enters");
    let before: f64 = browser.entered[..place].iter().map(|key| browser.natural(*key)).sum();
    assert!(before < 4_000.0, "it enters after {before} px: {row:?}");
}

/// Where nothing else brings the rest of it into view, stepping does, and no part of a headline is passed over.
#[test]
fn on_a_line_that_stands_a_wide_headline_is_read_part_by_part() {
    for way in [Way::Next, Way::Previous] {
        let mut browser = Browser::new(200.0, 60.0, Start::Full, (0..12).collect());
        browser.tell(Event::Pause(Reason::ReducedMotion, true));
        let (mut begun, mut steps) = (std::collections::HashSet::new(), 0);
        while begun.len() < 12 {
            let before = browser.path.travel(browser.now);
            browser.tell(Event::Step(way));
            browser.check(browser.now);
            let by = browser.path.travel(browser.now) - before;
            // What is as wide as the line and a part of a gap has been seen.
            assert!(by != 0.0 && by.abs() <= 224.0, "{way:?} by {by} px on a line of 200");
            begun.extend(begins(&browser, browser.now));
            steps += 1;
            assert!(steps < 100, "{way:?} comes to {begun:?} only");
        }
        assert!(steps > 24, "headlines of 485 px on average took {steps} steps");
    }
}

/// A strip that runs at 400 px/s, and was let run for a while.
fn running(width: f64) -> Browser {
    let mut browser = Browser::new(width, 400.0, Start::Full, (0..60).collect());
    browser.wait(10_000.0, 0.0);
    browser
}

#[test]
fn a_step_is_not_cut_short() {
    for event in [Event::Pause(Reason::Hover, true), Event::Settings(60.0, Start::Full)] {
        for wait in [20.0, 100.0, 300.0, 405.0, 450.0] {
            let mut browser = running(700.0);
            browser.tell(Event::Step(Way::Next));
            browser.wait(wait, 0.0);
            browser.unmoved(event.clone());
            assert!(begins(&browser, browser.now + 600.0).is_some(), "{event:?} after {wait} ms");
        }
    }
    // Nor by a rebase: wherever the strip is.
    for way in [Way::Next, Way::Previous] {
        for start in (0..40).map(|part| 65_536.0 - 1_400.0 + f64::from(part) * 50.0) {
            let mut browser = running(700.0);
            let travel = browser.path.travel(browser.now);
            browser.wait((start - travel) / 0.4, 0.0);
            browser.tell(Event::Step(way));
            browser.wait(900.0, 0.0);
            assert!(begins(&browser, browser.now).is_some(), "{way:?} at {start} px: {:?}", browser.row(browser.now));
        }
    }
}

#[test]
fn steps_add_up_however_soon_they_follow() {
    for wait in [1.0, 200.0, 399.0, 405.0, 455.0, 470.0, 900.0] {
        let mut browser = running(700.0);
        browser.tell(Event::Step(Way::Next));
        let first = begins(&browser, browser.now + 600.0).unwrap();
        browser.wait(wait, 0.0);
        browser.tell(Event::Step(Way::Next));
        let second = begins(&browser, browser.now + 600.0).unwrap();
        assert_eq!(second, (first + 1) % 60, "after {wait} ms");
    }
}

#[test]
fn numbers_that_are_none_move_nothing() {
    let mut browser = running(700.0);
    for px in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        for event in [Event::Drag(px), Event::Wheel(px)] {
            browser.unmoved(event);
            browser.check(browser.now);
        }
    }
    browser.tell(Event::Wheel(-1e6));
    browser.check(browser.now);
}

/// The hand lets go of a line that has no headline any more.
#[test]
fn a_drag_ends_with_the_hand_whatever_became_of_the_list() {
    let mut browser = running(700.0);
    drag(&mut browser, 30.0);
    browser.list(Vec::new());
    browser.tell(Event::Drag(5.0));
    browser.tell(Event::Release);
    browser.list(vec![1, 2, 3]);
    assert!(!browser.motion.reasons().any(), "{:?}", browser.motion.reasons().names());
    let place = browser.path.travel(browser.now);
    browser.wait(5_000.0, 0.0);
    assert!(browser.path.travel(browser.now) > place + 1_000.0, "it does not go on");
}

/// The speed of a strip, in px/s.
fn pace(browser: &Browser) -> f64 {
    browser.path.travel(browser.now + 10.0) - browser.path.travel(browser.now)
}

#[test]
fn a_throw_is_as_fast_as_the_hand_was_and_can_be_caught() {
    let throw = |moves: &[(f64, f64)]| {
        let mut browser = running(700.0);
        browser.tell(Event::Pause(Reason::Hover, true));
        browser.wait(1_000.0, 0.0);
        for (time, px) in moves {
            browser.wait(*time, 0.0);
            drag(&mut browser, *px);
        }
        browser.tell(Event::Release);
        browser
    };
    let flown = |browser: &Browser| browser.path.travel(1e12) - browser.path.travel(browser.now);
    // 1,000 px/s that lose half in 225 ms come 1,000 × 0.225 / ln 2 px far; two moves of one moment are no throw.
    for (moves, expected) in [(&[(20.0, 20.0); 6][..], 325.0), (&[(500.0, 6.0), (0.7, 6.0)][..], 122.0)] {
        assert!((flown(&throw(moves)) - expected).abs() < 8.0, "{moves:?}: {} px", flown(&throw(moves)));
    }
    // A hand that presses stops it, and so does the wish for no motion.
    for event in [Event::Catch, Event::Pause(Reason::ReducedMotion, true)] {
        let mut browser = throw(&[(20.0, 20.0); 6]);
        browser.wait(100.0, 0.0);
        assert!(pace(&browser) > 5.0);
        browser.tell(event.clone());
        assert_eq!(pace(&browser), 0.0, "{event:?}");
        let rest = browser.path.travel(browser.now);
        assert_eq!(rest, rest.round(), "text that rests is sharp");
    }
    // Wherever it is rebased, it flies as far.
    let far = |start: f64| {
        let mut browser = running(700.0);
        browser.wait((start - browser.path.travel(browser.now)) / 0.4, 0.0);
        let from = browser.path.travel(browser.now);
        for _ in 0..6 {
            browser.now += 20.0;
            browser.tell(Event::Drag(40.0));
        }
        browser.tell(Event::Release);
        browser.wait(700.0, 0.0);
        (browser.path.travel(browser.now) - from).rem_euclid(65_536.0)
    };
    for start in (0..20).map(|part| 65_536.0 - 1_000.0 + f64::from(part) * 40.0) {
        let (here, there) = (far(start), far(20_000.0));
        assert!((here - there).abs() < 0.1, "from {start} px on it flew {here}, else {there}");
    }
    // What goes its usual way is not caught by a press.
    running(700.0).unmoved(Event::Catch);
}

#[test]
fn a_line_that_comes_in_from_its_edge_cannot_be_lost_outside() {
    let mut browser = Browser::new(1000.0, 60.0, Start::Edge, (0..60).collect());
    browser.wait(1_000.0, 0.0);
    browser.tell(Event::Drag(-5_000.0));
    browser.tell(Event::Wheel(-5_000.0));
    browser.tell(Event::Release);
    browser.wait(5_000.0, 0.0);
    let first = browser.row(browser.now)[0].0;
    assert!(first < 800.0, "the first headline stands at {first}");
}

/// Fails unless the headline that has the focus is wholly in view, or begins at the edge.
fn in_view(browser: &Browser) {
    let item = browser.focused_item().expect("the focus went nowhere");
    let start = browser.place(item, browser.now);
    assert!(start.abs() < 1.0 || start >= 0.0 && start + item.width <= browser.width + 0.1, "it stands at {start}");
}

#[test]
fn what_has_the_focus_stays_in_view_and_where_the_reader_moved_it() {
    let focused = || {
        let mut browser = running(1_000.0);
        browser.tab();
        browser.wait(1_000.0, 0.0);
        browser
    };
    let place = |browser: &Browser| browser.where_is(browser.focused.unwrap(), browser.now).unwrap();
    // Larger text.
    let mut browser = focused();
    happen(&mut browser, Happening::Font(1.4));
    browser.wait(1_000.0, 0.0);
    in_view(&browser);
    // A size that is told again is no news.
    let mut browser = focused();
    browser.tell(Event::Wheel(-1_500.0));
    browser.wait(1_000.0, 0.0);
    let was = place(&browser);
    browser.tell(Event::Resized(1_000.0));
    browser.wait(1_000.0, 0.0);
    assert!((place(&browser) - was).abs() < 0.01, "it went from {was} to {}", place(&browser));
    // On the way to the far end of the list the line stands.
    let mut browser = focused();
    browser.tell(Event::Walk(Way::Last));
    assert!(browser.motion.reasons().has(Reason::Focus) && browser.focused.is_some());
    // A headline that is taken away gives its focus to the next one.
    let mut browser = focused();
    let key = browser.focused_item().unwrap().key;
    happen(&mut browser, Happening::Remove(key as usize));
    let next = browser.focused_item().expect("the focus went nowhere").key;
    assert_eq!(next, (key + 1) % 60);
    browser.wait(1_000.0, 0.0);
    in_view(&browser);
}

#[test]
fn each_headline_that_is_taken_away_gives_its_focus_on_until_none_is_left() {
    // Narrower than most headlines, of which the keys show one part after the other.
    for width in [200.0, 1_000.0] {
        let mut browser = Browser::new(width, 60.0, Start::Full, (0..5).collect());
        browser.tab();
        for left in (0..5).rev() {
            let key = browser.focused_item().expect("the focus went nowhere").key;
            let list: Vec<_> = browser.list.iter().copied().filter(|other| *other != key).collect();
            browser.tell(Event::Remove(Key(key)));
            browser.list(list);
            browser.wait(1_000.0, 0.0);
            assert_eq!(browser.focused.is_some(), left > 0, "with {left} left of a line of {width} px");
        }
        assert!(!browser.motion.reasons().has(Reason::Focus), "the line stands for a focus that is gone");
        browser.list(vec![7, 8]);
        browser.wait(2_000.0, 0.0);
        browser.tab();
        assert!(browser.focused.is_some());
    }
}

/// A step back from where nothing stands before is no step, also later.
#[test]
fn what_cannot_be_done_is_not_done_later() {
    let mut browser = Browser::new(1000.0, 60.0, Start::Edge, (0..60).collect());
    let place = browser.row(browser.now)[0];
    browser.tell(Event::Step(Way::Previous));
    assert_eq!(browser.row(browser.now)[0], place);
    browser.wait(30_000.0, 0.0);
    assert!((browser.path.travel(browser.now) - (60.0 * 29.8 - 1000.0)).abs() < 1.0, "it stepped back in the meantime");
    // Nor is what was asked for while there was no list.
    browser.list(Vec::new());
    browser.tell(Event::Walk(Way::First));
    browser.tell(Event::Step(Way::Next));
    browser.list(vec![1, 2, 3]);
    assert_eq!(browser.focused, None);
    assert_eq!(browser.row(browser.now)[0].0, 1000.0, "it begins at the edge again");
}

#[test]
fn the_line_begins_when_it_is_displayed_and_stands_while_it_is_empty() {
    let mut browser = Browser::new(0.0, 60.0, Start::Full, vec![1, 2, 3]);
    assert!(browser.items.is_empty());
    browser.width = 800.0;
    browser.tell(Event::Resized(800.0));
    browser.check(browser.now);
    browser.list(Vec::new());
    assert!(browser.items.is_empty() && browser.motion.reasons().has(Reason::Empty));
    browser.list(vec![4]);
    browser.check(browser.now);
    assert_eq!(browser.row(browser.now)[0].0, 0.0);
}
