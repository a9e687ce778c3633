//! A network of servers, each in a weather of its own.

use crate::chance::Chance;
use crate::common;
use crate::{BEGUN, HOUR, MINUTE, SECOND};
use headline_ticker::headline::Headline;
use headline_ticker::load::refresh::{Headers, Reason};
use std::rc::Rc;

/// What a server does with those who ask, for a while.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Weather {
    Good,
    Slow,
    Broken,
    Busy,
    Truncated,
    Dead,
    Empty,
}

const WEATHERS: [Weather; 10] = [
    Weather::Good,
    Weather::Good,
    Weather::Good,
    Weather::Good,
    Weather::Slow,
    Weather::Broken,
    Weather::Busy,
    Weather::Truncated,
    Weather::Dead,
    Weather::Empty,
];

/// What a server answers.
#[derive(Clone, Debug)]
pub struct Reply {
    /// How long it takes, in ms; infinite: it never comes.
    pub after: f64,
    pub body: Body,
    pub headers: Headers,
    /// What the header fields mean.
    pub max_age: f64,
    pub retry: Retry,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Body {
    /// A feed; the number says which, 0 being the one without headlines.
    Feed(u64),
    Failed(Reason, u16),
}

/// When a server wants to be asked again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Retry {
    Unsaid,
    /// Ms from the answer.
    After(f64),
    /// Ms since 1970.
    At(f64),
}

pub struct Server {
    pub address: &'static str,
    weather: Weather,
    until: f64,
    version: u64,
}

impl Server {
    pub fn new(address: &'static str) -> Self {
        Self { address, weather: Weather::Good, until: 0.0, version: 1 }
    }

    /// Decides on the answer to a request of that timeout. In calm times all is well.
    pub fn asked(&mut self, now: f64, timeout: f64, calm: bool, chance: &mut Chance) -> Reply {
        if self.until <= now {
            self.weather = chance.pick(&WEATHERS);
            self.until = now + chance.between(MINUTE, 2.0 * HOUR);
        }
        if chance.one_in(3) {
            self.version += 1;
        }
        // No weather is without a gap.
        let weather = if calm || chance.one_in(10) { Weather::Good } else { self.weather };
        let weather = match weather {
            // What stands in the page is there or is not.
            Weather::Dead if self.is_inline() => Weather::Dead,
            _ if self.is_inline() => Weather::Good,
            weather => weather,
        };
        self.reply(weather, now, timeout, chance)
    }

    fn is_inline(&self) -> bool {
        self.address.starts_with('#')
    }

    fn reply(&self, weather: Weather, now: f64, timeout: f64, chance: &mut Chance) -> Reply {
        let mut reply = Reply {
            after: if self.is_inline() { 0.0 } else { chance.between(50.0, 2_000.0_f64.min(timeout * 0.9)) },
            body: Body::Feed(self.version),
            headers: Headers::default(),
            max_age: 0.0,
            retry: Retry::Unsaid,
        };
        if chance.one_in(4) {
            (reply.headers.cache_control, reply.max_age) = max_age(chance);
        }
        match weather {
            Weather::Good => {}
            Weather::Slow if chance.one_in(4) => reply.after = f64::INFINITY,
            Weather::Slow => reply.after = timeout * chance.between(0.3, 3.0),
            Weather::Broken => reply.body = Body::Failed(Reason::Status, 500),
            Weather::Busy => {
                reply.body = Body::Failed(Reason::Status, chance.pick(&[429, 503]));
                (reply.headers.retry_after, reply.retry) = retry_after(now + reply.after, chance);
            }
            Weather::Truncated => {
                let reason = chance.pick(&[Reason::Unreadable("it ends too soon"), Reason::TooLarge]);
                reply.body = Body::Failed(reason, 200);
            }
            Weather::Dead if self.is_inline() => reply.body = Body::Failed(Reason::Missing, 0),
            Weather::Dead => reply.body = Body::Failed(Reason::Network, 0),
            Weather::Empty => reply.body = Body::Feed(0),
        }
        reply
    }
}

/// A `Cache-Control` and how long it lets an answer be fresh, in ms.
fn max_age(chance: &mut Chance) -> (String, f64) {
    let seconds = chance.pick(&[0.0, 45.0, 300.0, 900.0, 1_800.0]);
    match chance.below(4) {
        0 => (format!("public, Max-Age={seconds}"), seconds * SECOND),
        1 => (format!("max-age=\"{seconds}\", must-revalidate"), seconds * SECOND),
        2 => ("no-cache".into(), 0.0),
        _ => (format!("max-age={seconds}"), seconds * SECOND),
    }
}

/// A `Retry-After` and what it means, by the server's own clock, which is right.
fn retry_after(now: f64, chance: &mut Chance) -> (String, Retry) {
    let seconds = chance.between(1.0, 1_800.0).floor();
    match chance.below(5) {
        0 => (String::new(), Retry::Unsaid),
        1 => (chance.pick(&["soon", "-5", "1e3", "Mon", "\"60\""]).into(), Retry::Unsaid),
        2 => {
            let at = ((BEGUN + now) / SECOND).floor() * SECOND + seconds * SECOND;
            (http_date(at), Retry::At(at))
        }
        _ => (seconds.to_string(), Retry::After(seconds * SECOND)),
    }
}

/// A moment as HTTP writes it, <https://datatracker.ietf.org/doc/html/rfc9110#section-5.6.7>.
fn http_date(moment: f64) -> String {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    const WEEK: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    let seconds = (moment / SECOND) as u64;
    let (mut day, second) = (seconds / 86_400, seconds % 86_400);
    let weekday = WEEK[(day % 7) as usize];
    let mut year = 1970;
    let leap = |year: u64| (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400);
    while day >= 365 + u64::from(leap(year)) {
        day -= 365 + u64::from(leap(year));
        year += 1;
    }
    let mut month = 0;
    let days = [31, 28 + u64::from(leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    while day >= days[month] {
        day -= days[month];
        month += 1;
    }
    let (hour, minute) = (second / 3_600, second / 60 % 60);
    format!("{weekday}, {:02} {} {year} {hour:02}:{minute:02}:{:02} GMT", day + 1, MONTHS[month], second % 60)
}

/// The headlines of a feed: its newest first, each seen in several feeds that follow each other.
pub fn headlines(address: &str, feed: u64) -> Vec<Rc<Headline>> {
    let count = if feed == 0 { 0 } else { 1 + feed % 5 };
    let numbers = (0..count).map(|place| feed + 5 - place);
    numbers.map(|number| headline(address, &format!("{address} {number}"), number as f64 * MINUTE)).collect()
}

pub fn headline(address: &str, title: &str, after: f64) -> Rc<Headline> {
    let mut headline = Headline::clone(&common::headline(title, Some(BEGUN + after)));
    headline.source = address.into();
    Rc::new(headline)
}
