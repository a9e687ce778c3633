//! One ticker: routes between its sources' headlines and its motion, and says what its element shows.

mod messages;

use crate::effect::{Effect, Effects, Saying, State};
use crate::headline::{Dir, Headline};
use crate::load::merge::{Feed, merge};
use crate::load::refresh::{News, Refresh};
use crate::motion::belt::ItemId;
use crate::motion::path::Path;
use crate::motion::pause::{Reason, Reasons};
use crate::motion::{self, Motion};
use crate::page::Now;
use crate::settings::{Direction, Settings, Target};
use crate::words::words;
use std::rc::Rc;

pub use messages::{Event, Face, Furniture, Surroundings};

/// A day, in ms.
const DAY: f64 = 86_400_000.0;

/// One ticker of the page.
#[derive(Default)]
pub struct Ticker {
    settings: Settings,
    surroundings: Surroundings,
    own: Vec<Rc<Headline>>,
    given: Option<Vec<Rc<Headline>>>,
    motion: Motion,
    loading: bool,
    /// What was last said.
    state: State,
    reasons: Reasons,
    warnings: Vec<String>,
}

impl Ticker {
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
            Event::Settings(settings, surroundings, warnings) => {
                self.warn(warnings, effects);
                self.configure(now, *settings, surroundings, refresh, effects);
            }
            Event::Own(headlines) => {
                self.own = headlines;
                if self.settings.sources.is_empty() {
                    self.gather(now, refresh, effects);
                }
            }
            Event::Given(headlines) => {
                self.given = Some(headlines);
                self.gather(now, refresh, effects);
            }
            Event::News(news) => self.hear(now, news, refresh, effects),
            Event::Motion(motion::Event::Pause(reason, stands)) => {
                let counts = self.counts(reason);
                self.motion.take_in(now.timeline, motion::Event::Pause(reason, stands && counts), effects);
            }
            Event::Motion(event) => self.motion.take_in(now.timeline, event, effects),
        }
        self.motion.move_on(now.timeline, effects);
        self.report(refresh, effects);
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
                self.gather(now, refresh, effects);
            }
            News::Failed(failure) => effects.push(Effect::Say(Saying::Error(failure))),
            News::Ended(any) => {
                self.loading = false;
                // By now a headline may be too old.
                if self.settings.rules.max_age > 0.0 {
                    self.gather(now, refresh, effects);
                }
                if any {
                    effects.push(Effect::Say(Saying::Load));
                }
                effects.push(Effect::Say(Saying::LoadEnd));
            }
            News::Settled(count) => effects.push(Effect::Settle(count)),
        }
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
        settings: Settings,
        surroundings: Surroundings,
        refresh: &Refresh,
        effects: &mut Effects,
    ) {
        let old = std::mem::replace(&mut self.settings, settings);
        let turned = std::mem::replace(&mut self.surroundings, surroundings) != self.surroundings;
        let new = &self.settings;
        let looks = |of: &Settings| (of.show, of.target, of.direction);
        let redraw = turned || looks(&old) != looks(new) || old.separator != new.separator;
        let motion = motion::Event::Settings(new.speed, new.start);
        // The furniture turns first, since what is drawn is measured in it.
        effects.push(Effect::Furnish);
        // The list that comes of the same rules is the same, so it need not be known which attribute changed.
        self.gather(now, refresh, effects);
        self.motion.take_in(now.timeline, motion, effects);
        for reason in [Reason::Hover, Reason::Press] {
            if !self.counts(reason) {
                self.motion.take_in(now.timeline, motion::Event::Pause(reason, false), effects);
            }
        }
        if redraw {
            self.motion.take_in(now.timeline, motion::Event::Redraw, effects);
        }
    }

    /// Makes the list anew and hands it to the strip. What sources brought is not given up for nothing, unless the page or a
    /// rule asks for that.
    fn gather(&mut self, now: Now, refresh: &Refresh, effects: &mut Effects) {
        let feed = |headlines| Feed { headlines, weight: 1.0 };
        let mut feeds = Vec::new();
        match &self.given {
            Some(given) => feeds.push(feed(given)),
            None if self.settings.sources.is_empty() => feeds.push(feed(&self.own)),
            None => {
                for source in &self.settings.sources {
                    if let (Some(headlines), _) = refresh.known(source) {
                        feeds.push(feed(headlines));
                    }
                }
                if feeds.iter().all(|feed| feed.headlines.is_empty()) {
                    return;
                }
            }
        }
        let list = merge(&feeds, &self.settings.rules, now.wall);
        let line = !list.is_empty();
        if line == self.headlines().is_empty() {
            effects.push(Effect::Line(line));
        }
        self.motion.take_in(now.timeline, motion::Event::List(list), effects);
    }

    /// How an item looks, `wall` being the time in ms since 1970; `None` for one that has left.
    pub fn face(&self, wall: f64, item: ItemId) -> Option<Face> {
        let item = self.motion.item(item)?;
        let headline = item.headline.clone();
        let own = if self.surroundings.rtl { Dir::Rtl } else { Dir::Ltr };
        Some(Face {
            dir: headline.dir.unwrap_or(own),
            target: self.target(headline.url.as_deref().unwrap_or_default()),
            show: self.settings.show,
            lang: self.surroundings.lang.clone(),
            dated: headline.date.is_some_and(|date| (wall - date).abs() > DAY),
            separator: self.settings.separator.clone(),
            repeat: item.repeat,
            place: self.motion.place(headline.key),
            headline,
        })
    }

    /// Where a link opens: by default other origins in a new tab, our own in this one.
    fn target(&self, url: &str) -> Option<&'static str> {
        let own = url
            .strip_prefix(self.surroundings.origin.as_str())
            .is_some_and(|rest| matches!(rest.bytes().next(), None | Some(b'/' | b'?' | b'#')));
        match self.settings.target {
            Target::Auto if own => None,
            Target::Auto | Target::Blank => Some("_blank"),
            Target::Own => None,
            Target::Top => Some("_top"),
        }
    }

    /// How the furniture around the line looks.
    pub fn furniture(&self) -> Furniture {
        let words = words(&self.surroundings.lang);
        Furniture {
            label: self.settings.label.clone().unwrap_or_else(|| words.label.to_string()),
            rtl: self.surroundings.rtl,
            travels_right: match self.settings.direction {
                Direction::Auto => self.surroundings.rtl,
                Direction::Right => true,
                Direction::Left => false,
            },
            plays: self.reasons().has(Reason::User),
            button: if !self.settings.controls || self.reasons().has(Reason::ReducedMotion) {
                None
            } else if self.reasons().has(Reason::User) {
                Some(words.play)
            } else {
                Some(words.pause)
            },
        }
    }

    /// Tells the page's script of a change of state or pause.
    fn report(&mut self, refresh: &Refresh, effects: &mut Effects) {
        let (state, reasons) = (self.judge(refresh), self.motion.reasons());
        if (state, reasons) != (self.state, self.reasons) {
            let button = |of: Reasons| (of.has(Reason::User), of.has(Reason::ReducedMotion));
            if button(reasons) != button(self.reasons) {
                effects.push(Effect::Furnish);
            }
            let told = (state, reasons.any()) != (self.state, self.reasons.any());
            (self.state, self.reasons) = (state, reasons);
            if told {
                effects.push(Effect::Say(Saying::StateChange(state, reasons)));
            }
        }
    }

    fn judge(&self, refresh: &Refresh) -> State {
        let (mut answered, mut failed) = (self.given.is_some(), false);
        for source in &self.settings.sources {
            match refresh.known(source) {
                (_, 1..) => failed = true,
                (headlines, 0) => answered |= headlines.is_some(),
            }
        }
        let shown = !self.headlines().is_empty();
        match (self.settings.sources.is_empty(), shown) {
            _ if answered => State::Live,
            (true, true) => State::Live,
            (true, false) => State::Idle,
            (false, true) => State::Stale,
            (false, false) if failed && !self.loading => State::Failed,
            (false, false) => State::Loading,
        }
    }
}
