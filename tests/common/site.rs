//! A page with one ticker, as tests drive it.

use super::Json;
use headline_ticker::effect::{Effect, NONE, Saying, State};
use headline_ticker::headline::{Context, Field, Headline, Problems, RawHeadline};
use headline_ticker::load::feed::Feed;
use headline_ticker::load::refresh::{self, Answer, Headers, Reason};
use headline_ticker::motion;
use headline_ticker::page::{Event, Now, Page};
use headline_ticker::settings::{Element, Settings};
use headline_ticker::ticker::{self, Surroundings};
use std::rc::Rc;

pub const TICKER: u32 = 1;

/// A page with one ticker, and all that it was told in words.
pub struct Site {
    pub page: Page,
    pub now: f64,
    /// The language in force at the ticker.
    pub lang: String,
    /// The list inside the element.
    pub own: Vec<Rc<Headline>>,
    pub asked: Vec<u32>,
    pub drawn: Vec<u32>,
    pub removed: Vec<u32>,
    pub told: Vec<String>,
    /// When the ticker is to be woken.
    pub wake: Option<f64>,
    /// When the page is to be woken.
    pub page_wake: Option<f64>,
}

impl Site {
    pub fn new(attributes: &[(&str, &str)]) -> Self {
        Self::with_own_list(attributes, Vec::new())
    }

    pub fn with_own_list(attributes: &[(&str, &str)], own: Vec<Rc<Headline>>) -> Self {
        let mut site = Site {
            page: Page::new(0),
            now: 1_000.0,
            lang: "ar".into(),
            own,
            asked: Vec::new(),
            drawn: Vec::new(),
            removed: Vec::new(),
            told: Vec::new(),
            wake: None,
            page_wake: None,
        };
        site.send(Event::Connected(TICKER));
        site.configure(attributes);
        site.ticker(ticker::Event::Motion(motion::Event::Resized(1000.0)));
        site
    }

    pub fn configure(&mut self, attributes: &[(&str, &str)]) {
        let (settings, warnings) = settings(attributes);
        let surroundings =
            Surroundings { lang: self.lang.clone(), rtl: true, origin: "https://site.example".into(), near: false };
        let own = self.own.clone();
        self.ticker(ticker::Event::Configured { settings: Box::new(settings), surroundings, own, warnings });
    }

    pub fn ticker(&mut self, event: ticker::Event) {
        self.send(Event::Ticker(TICKER, event));
    }

    /// Hands an event in, measures what is drawn, and writes down the rest.
    pub fn send(&mut self, event: Event) {
        let now = Now { monotonic: self.now, wall: self.wall(), timeline: self.now };
        let mut events = vec![event];
        while let Some(event) = events.pop() {
            for (id, effect) in self.page.step(now, event) {
                match effect {
                    Effect::Fetch { request, source } => {
                        self.asked.push(request);
                        let source = self.page.source(source).expect("what is asked is wanted");
                        self.told.push(format!("fetch {}", source.address));
                    }
                    Effect::AskBlocked { endpoint, .. } => self.told.push(format!("ask what is blocked {endpoint}")),
                    Effect::SendReport(_, report) => {
                        self.told.push(format!("send {} {}", report.reason, report.image));
                    }
                    Effect::HideImage(item) => {
                        let headline = self.page.ticker(id).and_then(|ticker| ticker.headline(item));
                        self.told.push(format!("hide image of {}", headline.expect("it stands").title));
                    }
                    Effect::Draw(item) => {
                        self.drawn.push(item);
                        let ticker = self.page.ticker(id).expect("it draws");
                        let face = ticker.face(now.wall, item).expect("what is drawn has a face");
                        let link = face.headline.url.as_deref().unwrap_or("no link");
                        self.told.push(format!(
                            "draw {} {} {:?} {link}",
                            face.headline.title,
                            face.dir.as_str(),
                            face.target
                        ));
                        let measured = motion::Event::Measured(item, 600.0);
                        events.push(Event::Ticker(id, ticker::Event::Motion(measured)));
                    }
                    Effect::Wake(wake) if id == TICKER => self.wake = wake,
                    Effect::Wake(wake) if id == NONE => self.page_wake = wake,
                    Effect::Remove(item) => self.removed.push(item),
                    Effect::Card(None) => self.told.push("card closed".into()),
                    Effect::Card(Some(_)) => {
                        let card = self
                            .page
                            .ticker(id)
                            .and_then(|ticker| ticker.card())
                            .expect("an open card shows something");
                        let asked = if card.asked { ", asked for" } else { "" };
                        self.told.push(format!("card of {}{asked}", card.headline.title));
                    }
                    Effect::Announce(headline) => {
                        let title = headline.map_or("nothing".into(), |headline| headline.title.clone());
                        self.told.push(format!("announce {title}"));
                    }
                    Effect::Panel(open) => self.told.push(format!("panel {open}")),
                    Effect::Stand(place) => self.told.push(format!("{place:?}")),
                    Effect::Line(shown) => self.told.push(format!("line {shown}")),
                    Effect::Warn(message) => self.told.push(format!("warn {message}")),
                    Effect::Recall(_) => self.told.push("recall".into()),
                    Effect::Keep(_, anew) => {
                        self.told.push(if anew { "keep".into() } else { "keep with its time".into() })
                    }
                    Effect::Say(saying) => self.told.push(said(&saying)),
                    _ => {}
                }
            }
        }
    }

    /// The time on the wall, in ms since 1970.
    pub fn wall(&self) -> f64 {
        1_700_000_000_000.0 + self.now
    }

    /// The time that the requests waited for has come.
    pub fn wake(&mut self) {
        self.send(Event::Sources(refresh::Event::Woke));
    }

    pub fn answer(&mut self, answer: Answer) {
        let request = self.asked.remove(0);
        self.send(Event::Sources(refresh::Event::Answered { request, answer, headers: Headers::default() }));
    }

    /// The titles of the list.
    pub fn titles(&self) -> Vec<&str> {
        let ticker = self.page.ticker(TICKER).expect("the ticker stands");
        ticker.headlines().iter().map(|headline| headline.title.as_str()).collect()
    }

    pub fn state(&self) -> State {
        self.page.ticker(TICKER).expect("the ticker stands").state()
    }

    /// What was told since the last look.
    pub fn told(&mut self) -> Vec<String> {
        std::mem::take(&mut self.told)
    }
}

pub fn settings(attributes: &[(&str, &str)]) -> (Settings, Vec<String>) {
    let attribute =
        |name: &str| attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.to_string());
    Settings::read(&Element::<Json> {
        attribute: &attribute,
        configured: true,
        entries: &|| None,
        words: &|| None,
        resolve: &resolve,
        origin: "https://site.example",
    })
}

pub fn said(saying: &Saying) -> String {
    match saying {
        Saying::LoadStart => "loadstart".into(),
        Saying::Load => "load".into(),
        Saying::LoadEnd => "loadend".into(),
        Saying::Error(failure) => format!("error {} {:?} {}", failure.source.address, failure.reason, failure.attempt),
        Saying::StateChange(state, reasons) => {
            format!("statechange {} {}", state.name(), reasons.names().join(" ")).trim_end().into()
        }
    }
}

pub fn resolve(url: &str) -> Option<String> {
    url::Url::parse("https://site.example/page").ok()?.join(url).ok().map(String::from)
}

pub fn headlines(titles: &[&str]) -> Vec<Rc<Headline>> {
    let context = Context {
        source: "https://site.example/feed.json",
        publisher: None,
        lang: None,
        decoded: true,
        format: None,
        map: &[],
        resolve: &resolve,
    };
    let make = |title: &&str| {
        let mut raw = RawHeadline::default();
        raw.set(Field::Title, Some(title.to_string()));
        raw.set(Field::Url, Some(format!("/n/{}", title.len())));
        Rc::new(Headline::new(&raw, &context, &mut Problems::default()).expect("it has a title"))
    };
    titles.iter().map(make).collect()
}

pub fn feed(titles: &[&str]) -> Answer {
    Answer::Feed(Feed { headlines: headlines(titles), problems: Vec::new() })
}

pub const FAILED: Answer = Answer::Failed { reason: Reason::Status, status: 404 };
