//! A page in its world: readers, clocks and servers, all of them moody, and all from one seed.

mod answers;
mod hands;
mod moods;

use crate::chance::Chance;
use crate::network::{Reply, Server, headline};
use crate::promises::{LATE, Monitor};
use crate::rules::Happened;
use crate::saboteur::{Sabotage, Saboteur};
use crate::{BEGUN, CALM, DAY, HOUR, MINUTE};
use headline_ticker::effect::{Effect, NONE, Saying, State};
use headline_ticker::headline::{Headline, Key};
use headline_ticker::load::refresh::{self, RequestId, SourceId, TickerId};
use headline_ticker::page::{Event, Now, Page};
use headline_ticker::ticker;
use std::collections::{BTreeMap, VecDeque};
use std::fmt::Write;
use std::rc::Rc;

const ADDRESSES: [&str; 6] = [
    "https://a.example/",
    "https://b.example/",
    "https://c.example/",
    "https://d.example/",
    "https://e.example/",
    "#f",
];

/// No timer of a page is set for longer.
const LONGEST_TIMER: f64 = HOUR;

/// What is told of a failure.
const TOLD: usize = 30;

/// What is to come.
enum Due {
    Timer(u32),
    Answer(RequestId, SourceId, Reply),
    Stream(SourceId, u32),
    Happening,
    Seen,
    Back,
    Online,
    Near(TickerId),
}

/// When what happened, and what came of it.
type Told = (f64, Happened, Vec<(TickerId, Effect)>);

/// A ticker's attributes.
#[derive(Clone, Default)]
struct Attributes {
    sources: Vec<&'static str>,
    interval: f64,
    timeout: f64,
    cache: f64,
}

pub struct World {
    pub monitor: Monitor,
    pub saboteur: Saboteur,
    /// How often what came.
    pub met: BTreeMap<&'static str, u32>,
    pub steps: u32,
    chance: Chance,
    page: Page,
    now: f64,
    /// How far the reader's clock is ahead of the servers'.
    ahead: f64,
    /// Until when no timer, no answer and no event reaches the page.
    frozen: f64,
    servers: Vec<Server>,
    live: Vec<&'static str>,
    tickers: Vec<(TickerId, Attributes)>,
    last_ticker: TickerId,
    hidden: bool,
    left: bool,
    offline: bool,
    queue: Vec<(f64, Due)>,
    timer: u32,
    /// The body of each source that was last read well.
    bodies: BTreeMap<SourceId, u64>,
    streams: BTreeMap<SourceId, u32>,
    last_stream: u32,
    /// The browser's storage.
    kept: BTreeMap<u64, (f64, Vec<Rc<Headline>>)>,
    recalls: VecDeque<(TickerId, Key)>,
    late: Vec<Rc<Headline>>,
    log: VecDeque<Told>,
}

impl World {
    pub fn new(seed: u64, saboteur: Saboteur) -> Self {
        let mut chance = Chance::new(seed);
        let mut live = Vec::new();
        if chance.one_in(2) {
            live.extend(&ADDRESSES[..chance.below(5)]);
        }
        let mut world = Self {
            monitor: Monitor::new(live.clone()),
            saboteur,
            met: BTreeMap::new(),
            steps: 0,
            page: Page::new(chance.next() as u32),
            chance,
            now: 0.0,
            ahead: 0.0,
            frozen: 0.0,
            servers: ADDRESSES.into_iter().map(Server::new).collect(),
            live,
            tickers: Vec::new(),
            last_ticker: NONE,
            hidden: false,
            left: false,
            offline: false,
            queue: vec![(MINUTE, Due::Happening)],
            timer: 0,
            bodies: BTreeMap::new(),
            streams: BTreeMap::new(),
            last_stream: 0,
            kept: BTreeMap::new(),
            recalls: VecDeque::new(),
            late: vec![headline("", LATE, 0.0)],
            log: VecDeque::new(),
        };
        for _ in 0..=world.chance.below(3) {
            world.connect();
        }
        world
    }

    /// Lets what comes next come; false once the day is over.
    pub fn go_on(&mut self) -> bool {
        let times = self.queue.iter().enumerate().map(|(place, (time, _))| (place, *time));
        let next = times.min_by(|one, other| one.1.total_cmp(&other.1));
        let Some((place, time)) = next.filter(|(_, time)| *time < DAY) else {
            self.now = DAY;
            return false;
        };
        // What comes to a frozen tab comes when it thaws, in any order.
        if time < self.frozen {
            self.queue[place].0 = self.frozen + self.chance.between(0.0, 50.0);
            return true;
        }
        let (_, due) = self.queue.swap_remove(place);
        self.now = self.now.max(time);
        self.comes(due);
        true
    }

    fn comes(&mut self, due: Due) {
        match due {
            Due::Timer(number) if number == self.timer => self.step(Happened::Woke, refresh::Event::Woke),
            Due::Timer(_) => {}
            Due::Answer(request, source, reply) => self.answer(request, source, &reply),
            Due::Stream(source, number) if self.streams.get(&source) == Some(&number) => self.stream(source, number),
            Due::Stream(..) => {}
            Due::Happening if self.now < CALM => self.happen(),
            Due::Happening => self.calm(),
            Due::Seen => self.hide(false),
            Due::Back => self.leave(false),
            Due::Online => self.lose_network(false),
            Due::Near(id) => self.sight(id, true),
        }
    }

    fn later(&mut self, wait: f64, due: Due) {
        self.queue.push((self.now + wait, due));
    }

    fn count(&mut self, what: &'static str) {
        *self.met.entry(what).or_default() += 1;
    }

    pub fn disconnect_all(&mut self) {
        for (id, _) in self.tickers.clone() {
            self.disconnect(id);
        }
    }

    fn wall(&self) -> f64 {
        BEGUN + self.now + self.ahead
    }

    fn ticker(&mut self, happened: Happened, id: TickerId, event: ticker::Event) {
        self.send(happened, Event::Ticker(id, event));
    }

    fn step(&mut self, happened: Happened, event: refresh::Event) {
        self.send(happened, Event::Sources(event));
    }

    fn send(&mut self, happened: Happened, event: Event) {
        self.take(happened, event);
        while let Some((id, name)) = self.recalls.pop_front() {
            self.recall(id, name);
        }
    }

    /// Hands an event to the core, carries out what it says, and has the monitor hear and see it all.
    fn take(&mut self, happened: Happened, event: Event) {
        self.steps += 1;
        self.monitor.before(self.now, &happened);
        let now = Now { monotonic: self.now, wall: self.wall(), timeline: self.now };
        let mut effects = self.page.step(now, event);
        self.saboteur.tamper(self.now, &happened, &mut effects);
        for (id, effect) in &effects {
            let source = match effect {
                Effect::Fetch { source, .. } | Effect::Open(source) => self.page.source(*source),
                _ => None,
            };
            self.monitor.hears(*id, effect, source.as_ref().map(|source| &*source.address));
            self.carry_out(*id, effect, source.as_ref().map(|source| &*source.address));
        }
        let forges = self.saboteur.forges_lists(self.now, &happened);
        let forged: &[_] = if self.saboteur.what == Some(Sabotage::ShowLateAnswer) { &self.late } else { &[] };
        self.monitor.after(|id| match self.page.ticker(id) {
            Some(ticker) if !forges => ticker.headlines(),
            _ => forged,
        });
        if self.log.len() == TOLD {
            self.log.pop_front();
        }
        self.log.push_back((self.now, happened, effects));
    }

    /// Looks at the page after hours without a fault.
    pub fn look_at_last(&mut self) {
        self.monitor.at_last(self.now, |id| self.page.ticker(id).map_or(State::Idle, |ticker| ticker.state()));
    }

    /// What happened last, a line each.
    pub fn story(&self) -> String {
        let mut story = String::new();
        for (now, happened, effects) in &self.log {
            let _ = writeln!(story, "{now:>14.3}  {happened:?}");
            for (id, effect) in effects {
                let _ = match effect {
                    // It comes often and means nothing here.
                    Effect::Furnish => Ok(()),
                    Effect::Say(Saying::Error(failure)) => writeln!(
                        story,
                        "{:>20} {id} error {} {:?} {}",
                        "", failure.source.address, failure.reason, failure.attempt
                    ),
                    effect => writeln!(story, "{:>20} {id} {effect:?}", ""),
                };
            }
        }
        story
    }
}
