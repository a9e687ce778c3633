//! One ticker: routes between its sources' headlines and its motion, and says what is to be told of both.

mod looks;
mod messages;
mod reading;

use crate::effect::{Effect, Effects, Saying, State};
use crate::headline::{Headline, Key};
use crate::load::merge::{Feed, merge};
use crate::load::refresh::{Known, News, Refresh};
use crate::load::reports::Blocked;
use crate::load::seen::first_seen;
use crate::motion::belt::ItemId;
use crate::motion::path::Path;
use crate::motion::pause::{Reason, Reasons};
use crate::motion::{self, Motion};
use crate::page::Now;
use crate::settings::Settings;
use crate::view::announce::Announcer;
use crate::view::{Open, View};
use std::rc::Rc;

use reading::may_open;

pub use messages::{Card, Event, Face, Furniture, Panel, Reporting, Surroundings};

/// One ticker of the page.
#[derive(Default)]
pub struct Ticker {
    settings: Box<Settings>,
    surroundings: Surroundings,
    own: Vec<Rc<Headline>>,
    given: Option<Vec<Rc<Headline>>>,
    /// What came by itself, the newest first.
    pushed: Vec<Rc<Headline>>,
    /// What the page's script does not want to be shown.
    removed: Vec<Key>,
    /// The images that must not be seen, as the page knows and as the list itself says.
    blocked: Blocked,
    marked: Blocked,
    motion: Motion,
    view: View,
    announcer: Announcer,
    loading: bool,
    /// What was last said.
    state: State,
    reasons: Reasons,
    /// Whether there is no network, and when what is shown was last fresh.
    offline: bool,
    since: f64,
    /// When the next dated headline of the list is too old for it, in ms since 1970; infinite where none ever is. It is looked at with
    /// whatever happens, so while the line stands and nothing is asked for, what is old stands too.
    expires: f64,
    /// Whether breaking news is in the viewport.
    breaking: bool,
    /// Whether the line is shown in place of the own list.
    line: bool,
    /// Whether an attempt failed after which no source has answered.
    failed: bool,
    warnings: Vec<String>,
}

impl Ticker {
    /// A ticker that knows nothing yet but which images must not be seen.
    pub fn new(blocked: Blocked) -> Self {
        Self { blocked, ..Self::default() }
    }

    /// The settings in force.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The merged list.
    pub fn headlines(&self) -> &[Rc<Headline>] {
        self.motion.list()
    }

    /// The headline that an item on the strip shows.
    pub fn headline(&self, item: ItemId) -> Option<&Rc<Headline>> {
        self.motion.item(item).map(|item| &item.headline)
    }

    /// How the strip travels.
    pub fn path(&self) -> &Path {
        self.motion.path()
    }

    /// What a reader can be told of the data.
    pub fn state(&self) -> State {
        self.state
    }

    /// Why the strip stands.
    pub fn reasons(&self) -> Reasons {
        self.motion.reasons()
    }

    /// Takes in what happened, and says what changes. `refresh` has the feeds of its sources.
    pub fn step(&mut self, now: Now, event: Event, refresh: &Refresh, effects: &mut Effects) {
        match event {
            Event::Configured { settings, surroundings, mut own, warnings } => {
                self.warn(warnings, effects);
                first_seen(&mut own, &self.own, now.wall);
                self.own = own;
                self.configure(now, settings, surroundings, refresh, effects);
            }
            Event::Given(mut headlines) => {
                first_seen(&mut headlines, self.given.as_deref().unwrap_or_default(), now.wall);
                self.given = Some(headlines);
                self.gather(now, refresh, effects);
            }
            Event::Pushed(headline) => self.push(now, headline, refresh, effects),
            Event::Removed(key) => {
                self.removed.push(key);
                self.motion.take_in(now.timeline, motion::Event::Remove(key), effects);
                self.gather(now, refresh, effects);
            }
            Event::News(news) => self.hear(now, news, refresh, effects),
            Event::Blocked(blocked) => self.block(blocked, effects),
            Event::Motion(motion::Event::Pause(reason, stands)) => {
                if reason == Reason::Press && stands {
                    self.motion.take_in(now.timeline, motion::Event::Catch, effects);
                }
                let counts = self.counts(reason);
                self.motion.take_in(now.timeline, motion::Event::Pause(reason, stands && counts), effects);
            }
            Event::Motion(event) => {
                let moves = matches!(
                    event,
                    motion::Event::Drag(_) | motion::Event::Wheel(_) | motion::Event::Step(_) | motion::Event::Walk(_)
                );
                // What is not displayed has no width, and nothing open.
                let is_hidden = matches!(event, motion::Event::Resized(width) if width.is_nan());
                if is_hidden || (moves && self.view.open() != Some(Open::Panel)) {
                    self.view.close(effects);
                }
                self.motion.take_in(now.timeline, event, effects);
            }
            Event::View(event) => self.look(now, event, effects),
        }
        if now.wall > self.expires {
            self.gather(now, refresh, effects);
        }
        self.attend(now, effects);
        self.motion.move_on(now.timeline, effects);
        self.report(now, refresh, effects);
    }

    /// Takes in what happened to its sources, and tells the page's script.
    fn hear(&mut self, now: Now, news: News, refresh: &Refresh, effects: &mut Effects) {
        match news {
            News::Began => {
                self.loading = true;
                effects.push(Effect::Say(Saying::LoadStart));
            }
            News::Delivered => {
                self.given = None;
                self.failed = false;
                self.gather(now, refresh, effects);
            }
            News::Failed(failure) => {
                self.failed = true;
                effects.push(Effect::Say(Saying::Error(failure)));
            }
            News::Ended(any) => {
                self.loading = false;
                self.outdate();
                if any {
                    effects.push(Effect::Say(Saying::Load));
                    if self.settings.cache > 0.0 {
                        effects.push(Effect::Keep(self.name(), true));
                    }
                }
                effects.push(Effect::Say(Saying::LoadEnd));
            }
            News::Pushed(headline) => self.push(now, headline, refresh, effects),
            News::Aged => {
                self.outdate();
                // The age is told anew.
                effects.push(Effect::Furnish);
            }
            News::Settled(count) => effects.push(Effect::Settle(count)),
        }
    }

    /// Leaves out what has become too old, also of those without a date, whose neighbours tell how old they are.
    fn outdate(&mut self) {
        if self.settings.rules.max_age > 0.0 {
            self.expires = 0.0;
        }
    }

    /// Takes a headline that came by itself. A second one of the same key takes the first one's place.
    fn push(&mut self, now: Now, headline: Rc<Headline>, refresh: &Refresh, effects: &mut Effects) {
        let is_known = |other: &Rc<Headline>| other.key == headline.key && other.title == headline.title;
        let is_news = headline.breaking && !self.pushed.iter().any(is_known);
        let mut pushed = vec![headline];
        first_seen(&mut pushed, &[], now.wall);
        for other in &self.pushed {
            if pushed.len() < self.settings.rules.limit && pushed.iter().all(|known| known.key != other.key) {
                pushed.push(Rc::clone(other));
            }
        }
        self.pushed = pushed;
        self.gather(now, refresh, effects);
        if let Some(headline) = self.pushed.first().filter(|_| is_news) {
            self.announcer.add(headline);
            self.announcer.take_list(self.motion.list(), effects);
        }
    }

    /// The name under which this browser's storage keeps the list.
    fn name(&self) -> Key {
        let mut name = String::new();
        for source in &self.settings.sources {
            name.push_str(&source.key.to_text());
        }
        Key::of_texts(&[&name])
    }

    /// Whether a list that was kept at `since` may be shown.
    pub fn may_recall(&self, now: Now, since: f64) -> bool {
        (0.0..=self.settings.cache).contains(&(now.wall - since))
    }

    /// Whether a reason pauses this ticker. A focused headline always does.
    fn counts(&self, reason: Reason) -> bool {
        match reason {
            Reason::Hover => self.settings.pause_on.hover,
            Reason::Press => self.settings.pause_on.press,
            _ => true,
        }
    }

    /// Warns of what is wrong with an attribute once, not whenever another one changes.
    fn warn(&mut self, warnings: Vec<String>, effects: &mut Effects) {
        for warning in &warnings {
            if !self.warnings.contains(warning) {
                effects.push(Effect::Warn(warning.clone()));
            }
        }
        self.warnings = warnings;
    }

    fn configure(
        &mut self,
        now: Now,
        settings: Box<Settings>,
        surroundings: Surroundings,
        refresh: &Refresh,
        effects: &mut Effects,
    ) {
        let looks = |of: &Settings| (of.show, of.target, of.direction, of.card);
        let redraw = surroundings != self.surroundings
            || looks(&settings) != looks(&self.settings)
            || settings.separator != self.settings.separator
            || settings.words != self.settings.words;
        let renew = redraw || settings.report != self.settings.report;
        let motion = motion::Event::Settings(settings.speed, settings.start);
        self.motion.take_in(now.timeline, motion::Event::Near(surroundings.near), effects);
        (self.settings, self.surroundings) = (settings, surroundings);
        // The furniture turns first, since what is drawn is measured in it.
        effects.push(Effect::Furnish);
        // What a source sent by itself goes with it.
        let sources = &self.settings.sources;
        let stays = |from: &str| from.is_empty() || sources.iter().any(|source| source.address == from);
        retain(&mut self.pushed, &|headline| stays(&headline.source));
        // The list that comes of the same rules is the same, so it need not be known which attribute changed.
        self.gather(now, refresh, effects);
        if self.settings.cache > 0.0 && self.headlines().is_empty() {
            effects.push(Effect::Recall(self.name()));
        }
        self.motion.take_in(now.timeline, motion, effects);
        for reason in &[Reason::Hover, Reason::Press] {
            if !self.counts(*reason) {
                self.motion.take_in(now.timeline, motion::Event::Pause(*reason, false), effects);
            }
        }
        let may = |open| may_open(&self.settings, &self.motion, self.view.sheet(), open);
        if renew && self.view.open().is_some_and(may) {
            self.view.renew(effects);
        }
        if redraw {
            self.motion.take_in(now.timeline, motion::Event::Redraw, effects);
        }
    }

    /// Makes the list anew and hands it to the strip. What sources brought is not given up for nothing, unless the page or a
    /// rule asks for that.
    fn gather(&mut self, now: Now, refresh: &Refresh, effects: &mut Effects) {
        let feed = |headlines| Feed { headlines, weight: 1.0 };
        // What was pushed stands for itself each: an undated one takes no other's date.
        let mut feeds = Vec::new();
        for headline in &self.pushed {
            feeds.push(feed(std::slice::from_ref(headline)));
        }
        match &self.given {
            Some(given) => feeds.push(feed(given)),
            None if self.settings.sources.is_empty() => feeds.push(feed(&self.own)),
            None => {
                for source in &self.settings.sources {
                    if let Some(Known { headlines: Some(headlines), .. }) = refresh.known(source) {
                        feeds.push(Feed { headlines, weight: source.weight });
                    }
                }
                // What stood stands on, but no longer than the rules let it.
                if feeds.iter().skip(self.pushed.len()).all(|feed| feed.headlines.is_empty()) {
                    feeds.push(feed(self.headlines()));
                }
            }
        }
        // An image that one source marks is another one's as well, whichever of their headlines is in the list.
        let mut marked = Vec::new();
        for feed in &feeds {
            for headline in feed.headlines {
                if let Some(image) = headline.image.as_ref().filter(|image| image.blocked) {
                    marked.push(Blocked::key(&image.url));
                }
            }
        }
        let mut list = merge(&feeds, &self.settings.rules, now.wall);
        retain(&mut list, &|headline| !self.removed.contains(&headline.key));
        if !list.is_empty() {
            self.show(true, effects);
        }
        let before = std::mem::replace(&mut self.marked, Blocked::of(std::iter::once(&marked[..])));
        self.hide(&self.marked, &before, effects);
        self.expires = f64::INFINITY;
        let max_age = self.settings.rules.max_age;
        for headline in &list {
            let end = headline.date.unwrap_or(headline.seen) + max_age;
            if max_age > 0.0 && end >= now.wall {
                self.expires = self.expires.min(end);
            }
        }
        let same = |one: &[Rc<Headline>], other: &[Rc<Headline>]| {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| Rc::ptr_eq(one, other))
        };
        // An image may be marked by a headline that is not in the list.
        let renews = self.view.open() == Some(Open::Panel) && (before != self.marked || !same(&list, self.headlines()));
        self.motion.take_in(now.timeline, motion::Event::List(list), effects);
        self.announcer.take_list(self.motion.list(), effects);
        if renews {
            self.view.renew(effects);
        }
    }

    /// The page knows other images that must not be seen.
    fn block(&mut self, blocked: Blocked, effects: &mut Effects) {
        let before = std::mem::replace(&mut self.blocked, blocked);
        self.hide(&self.blocked, &before, effects);
        if self.view.open() == Some(Open::Panel) {
            self.view.renew(effects);
        }
        if self.settings.cache > 0.0 && self.given.is_none() && !self.settings.sources.is_empty() {
            effects.push(Effect::Keep(self.name(), false));
        }
    }

    /// Takes the images that must not be seen any more out of sight. Those that may be seen again come with what is drawn next.
    fn hide(&self, blocked: &Blocked, before: &Blocked, effects: &mut Effects) {
        for item in self.motion.items() {
            if let Some(image) = &item.headline.image
                && blocked.has(&image.url)
                && !before.has(&image.url)
            {
                effects.push(Effect::HideImage(item.id));
            }
        }
    }

    /// Shows the line or the own list.
    fn show(&mut self, line: bool, effects: &mut Effects) {
        if line != self.line {
            self.line = line;
            effects.push(Effect::Line(line));
        }
    }

    /// Tells the reader and the page's script of a change of state or pause.
    fn report(&mut self, now: Now, refresh: &Refresh, effects: &mut Effects) {
        let (state, since) = self.judge(refresh);
        let (reasons, offline) = (self.motion.reasons(), refresh.is_offline());
        let told = (state, reasons.any()) != (self.state, self.reasons.any());
        let looks = |state, of: Reasons, offline| {
            (state, of.has(Reason::User), of.has(Reason::ReducedMotion), of.has(Reason::Empty), offline)
        };
        let breaking = self.motion.shows_breaking(now.timeline);
        let furnish = looks(state, reasons, offline) != looks(self.state, self.reasons, self.offline)
            || breaking != self.breaking;
        (self.state, self.reasons, self.offline, self.since) = (state, reasons, offline, since);
        self.breaking = breaking;
        if furnish {
            effects.push(Effect::Furnish);
        }
        // With an own list that takes its place, nothing need be said of an empty line.
        if self.headlines().is_empty() {
            self.show(self.own.is_empty() && state != State::Idle, effects);
        }
        if told {
            effects.push(Effect::Say(Saying::StateChange(state, reasons)));
        }
    }

    /// What a reader can be told of the data, and when its sources last said so, in ms since 1970.
    fn judge(&self, refresh: &Refresh) -> (State, f64) {
        let (mut live, mut failed, mut stale, mut since) = (self.given.is_some(), false, false, 0.0);
        for source in &self.settings.sources {
            if let Some(known) = refresh.known(source) {
                live |= known.headlines.is_some() && !known.stale;
                stale |= known.headlines.is_some();
                failed |= known.failures > 0;
                since = known.since.max(since);
            }
        }
        let shown = !self.headlines().is_empty();
        let state = match (self.settings.sources.is_empty(), shown) {
            _ if live => State::Live,
            (true, true) => State::Live,
            (true, false) => State::Idle,
            (false, true) if stale => State::Stale,
            (false, _) if failed && !self.loading => State::Failed,
            (false, _) => State::Loading,
        };
        (state, since)
    }
}

/// Keeps some headlines of a list. (`Vec::retain` by itself is compiled for each condition.)
#[inline(never)]
fn retain(list: &mut Vec<Rc<Headline>>, stays: &dyn Fn(&Headline) -> bool) {
    list.retain(|headline| stays(headline));
}
