//! One ticker: routes between its sources' headlines and its motion, and says what its element shows.

mod messages;

use crate::headline::{Dir, Headline, Key};
use crate::load::merge::merge;
use crate::load::refresh::Headlines;
use crate::motion::belt::ItemId;
use crate::motion::pause::{Reason, Reasons};
use crate::motion::{self, Motion};
use crate::page::Now;
use crate::settings::{Direction, Settings, Target};
use crate::words::words;
use std::rc::Rc;

pub use messages::{Effect, Event, Face, Failure, Furniture, Saying, State, Surroundings};

/// A day, in ms.
const DAY: f64 = 86_400_000.0;

struct Source {
    address: String,
    headlines: Headlines,
    /// Whether its last attempt was answered; `None` before the first.
    answered: Option<bool>,
}

/// One ticker of the page.
#[derive(Default)]
pub struct Ticker {
    settings: Settings,
    surroundings: Surroundings,
    sources: Vec<Source>,
    own: Vec<Rc<Headline>>,
    given: Option<Vec<Rc<Headline>>>,
    list: Vec<Rc<Headline>>,
    items: Vec<(ItemId, Rc<Headline>)>,
    motion: Motion,
    loading: bool,
    /// What was last said.
    state: State,
    reasons: Reasons,
    furniture: Option<Furniture>,
    warnings: Vec<String>,
}

impl Ticker {
    /// The settings in force.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The merged list.
    pub fn headlines(&self) -> &[Rc<Headline>] {
        &self.list
    }

    /// The headline that an item on the strip shows.
    pub fn headline(&self, item: ItemId) -> Option<&Rc<Headline>> {
        self.items.iter().find(|(standing, _)| *standing == item).map(|(_, headline)| headline)
    }

    /// What a reader can be told of the data.
    pub fn state(&self) -> State {
        self.state
    }

    /// Why the strip stands.
    pub fn reasons(&self) -> Reasons {
        self.motion.reasons()
    }

    /// Whether a round of requests is under way.
    pub fn loading(&self) -> bool {
        self.loading
    }

    /// Takes in what happened, and says what changes.
    pub fn step(&mut self, now: Now, event: Event) -> Vec<Effect> {
        let mut effects = Vec::new();
        match event {
            Event::Settings(settings, surroundings, warnings) => {
                self.warn(warnings, &mut effects);
                self.configure(now, *settings, surroundings, &mut effects);
            }
            Event::Own(headlines) => {
                self.own = headlines;
                if self.sources.is_empty() {
                    self.gather(now, &mut effects);
                }
            }
            Event::Given(headlines) => {
                self.given = Some(headlines);
                self.gather(now, &mut effects);
            }
            Event::Began => {
                self.loading = true;
                effects.push(Effect::Say(Saying::LoadStart));
            }
            Event::Delivered(address, headlines) => {
                if let Some(source) = self.source(&address) {
                    source.headlines = headlines;
                    source.answered = Some(true);
                    self.given = None;
                    self.gather(now, &mut effects);
                }
            }
            Event::Failed(failure) => {
                if let Some(source) = self.source(&failure.source) {
                    source.answered = Some(false);
                    effects.push(Effect::Say(Saying::Error(failure)));
                }
            }
            Event::Ended(any) => {
                self.loading = false;
                if any {
                    effects.push(Effect::Say(Saying::Load));
                }
                effects.push(Effect::Say(Saying::LoadEnd));
            }
            Event::Motion(motion::Event::Pause(reason, stands)) => {
                let counts = self.counts(reason);
                self.move_on(now, motion::Event::Pause(reason, stands && counts), &mut effects);
            }
            Event::Motion(event) => self.move_on(now, event, &mut effects),
        }
        self.furnish(&mut effects);
        self.report(&mut effects);
        effects
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
    fn warn(&mut self, warnings: Vec<String>, effects: &mut Vec<Effect>) {
        for warning in &warnings {
            if !self.warnings.contains(warning) {
                effects.push(Effect::Warn(warning.clone()));
            }
        }
        self.warnings = warnings;
    }

    fn configure(&mut self, now: Now, settings: Settings, surroundings: Surroundings, effects: &mut Vec<Effect>) {
        let old = std::mem::replace(&mut self.settings, settings);
        let turned = std::mem::replace(&mut self.surroundings, surroundings) != self.surroundings;
        let new = &self.settings;
        let looks = |of: &Settings| (of.show, of.target, of.direction);
        let redraw = turned || looks(&old) != looks(new) || old.separator != new.separator;
        let listed = (&old.sources, old.limit) != (&new.sources, new.limit);
        let motion = motion::Event::Settings(new.speed, new.start);
        if listed {
            self.choose_sources();
            self.gather(now, effects);
        }
        // The furniture turns first, since what is drawn is measured in it.
        self.furnish(effects);
        self.move_on(now, motion, effects);
        for reason in [Reason::Hover, Reason::Press] {
            if !self.counts(reason) {
                self.move_on(now, motion::Event::Pause(reason, false), effects);
            }
        }
        if redraw {
            self.move_on(now, motion::Event::Redraw, effects);
        }
    }

    /// Keeps what is known of the sources that stay.
    fn choose_sources(&mut self) {
        let mut known = std::mem::take(&mut self.sources);
        for address in &self.settings.sources {
            let place = known.iter().position(|source| source.address == *address);
            self.sources.push(match place {
                Some(place) => known.swap_remove(place),
                None => Source { address: address.clone(), headlines: Headlines::default(), answered: None },
            });
        }
    }

    fn source(&mut self, address: &str) -> Option<&mut Source> {
        self.sources.iter_mut().find(|source| source.address == address)
    }

    /// Makes the list anew and hands it to the strip. A list that was shown is not given up for an empty one, unless the
    /// page's script asks for it.
    fn gather(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let mut feeds: Vec<&[Rc<Headline>]> = Vec::new();
        match &self.given {
            Some(given) => feeds.push(given),
            None if self.sources.is_empty() => feeds.push(&self.own),
            None => {
                for source in &self.sources {
                    feeds.push(&source.headlines);
                }
            }
        }
        let list = merge(&feeds, self.settings.limit);
        if list.is_empty() && self.given.is_none() {
            return;
        }
        let line = !list.is_empty();
        if line == self.list.is_empty() {
            effects.push(Effect::Line(line));
        }
        self.list = list;
        self.furnish(effects);
        let keys = self.list.iter().map(|headline| headline.key).collect();
        self.move_on(now, motion::Event::List(keys), effects);
    }

    /// Lets the strip take in an event, and gives faces to the items that it draws.
    fn move_on(&mut self, now: Now, event: motion::Event, effects: &mut Vec<Effect>) {
        for effect in self.motion.step(now.timeline, event) {
            match effect {
                motion::Effect::Draw { item, headline, repeat } => {
                    let Some(face) = self.face(now, headline, repeat) else { continue };
                    self.items.push((item, face.headline.clone()));
                    effects.push(Effect::Draw(item, Box::new(face)));
                }
                motion::Effect::Remove(item) => {
                    self.items.retain(|(standing, _)| *standing != item);
                    effects.push(Effect::Strip(motion::Effect::Remove(item)));
                }
                effect => effects.push(Effect::Strip(effect)),
            }
        }
    }

    fn face(&self, now: Now, key: Key, repeat: bool) -> Option<Face> {
        let place = self.motion.place(key)?;
        let headline = self.list.get(place)?.clone();
        let own = if self.surroundings.rtl { Dir::Rtl } else { Dir::Ltr };
        Some(Face {
            dir: headline.dir.unwrap_or(own),
            target: self.target(headline.url.as_deref().unwrap_or_default()),
            show: self.settings.show,
            lang: self.surroundings.lang.clone(),
            dated: headline.date.is_some_and(|date| (now.wall - date).abs() > DAY),
            separator: self.settings.separator.clone(),
            repeat,
            place: (place + 1, self.motion.count()),
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

    /// Says how the furniture looks, if that changed.
    fn furnish(&mut self, effects: &mut Vec<Effect>) {
        let words = words(&self.surroundings.lang);
        let reasons = self.motion.reasons();
        let paused = reasons.has(Reason::User);
        let button = self.settings.controls && !reasons.has(Reason::ReducedMotion);
        let furniture = Furniture {
            label: self.settings.label.clone().unwrap_or_else(|| words.label.to_string()),
            rtl: self.surroundings.rtl,
            travels_right: match self.settings.direction {
                Direction::Auto => self.surroundings.rtl,
                Direction::Right => true,
                Direction::Left => false,
            },
            button: button.then_some((paused, if paused { words.play } else { words.pause })),
        };
        if self.furniture.as_ref() != Some(&furniture) {
            effects.push(Effect::Furniture(furniture.clone()));
            self.furniture = Some(furniture);
        }
    }

    /// Tells the page's script of a change of state or pause.
    fn report(&mut self, effects: &mut Vec<Effect>) {
        let (state, reasons) = (self.judge(), self.motion.reasons());
        if (state, reasons) != (self.state, self.reasons) {
            let told = (state, reasons.any()) != (self.state, self.reasons.any());
            (self.state, self.reasons) = (state, reasons);
            if told {
                effects.push(Effect::Say(Saying::StateChange(state, reasons)));
            }
        }
    }

    fn judge(&self) -> State {
        let answered = |wanted| self.sources.iter().any(|source| source.answered == Some(wanted));
        let shown = !self.list.is_empty();
        match () {
            () if self.given.is_some() || answered(true) => State::Live,
            () if self.sources.is_empty() => {
                if shown {
                    State::Live
                } else {
                    State::Idle
                }
            }
            () if answered(false) && !self.loading => {
                if shown {
                    State::Stale
                } else {
                    State::Failed
                }
            }
            () if shown => State::Stale,
            () => State::Loading,
        }
    }
}
