//! When sources are asked, as scripts of events against a simulated clock, and as properties of random schedules.

mod common;

use headline_ticker::effect::Effect;
use headline_ticker::headline::{Headline, Key};
use headline_ticker::load::feed::Feed;
use headline_ticker::load::refresh::{
    Answer, Event, Headers, News, Outcome, Reason, Refresh, RequestId, SourceId, TickerId,
};
use headline_ticker::page::Now;
use headline_ticker::settings::SourceSettings;
use proptest::prelude::*;
use std::collections::HashMap;
use std::rc::Rc;

fn want(ticker: TickerId, sources: &[&str], interval: f64, timeout: f64) -> Event {
    Event::Want { ticker, sources: sources.iter().map(|source| common::source(source)).collect(), interval, timeout }
}

fn leave(ticker: TickerId) -> Event {
    Event::Leave { ticker }
}

fn refresh(ticker: TickerId) -> Event {
    Event::Refresh { ticker }
}

fn answered(request: RequestId, answer: Answer) -> Event {
    Event::Answered { request, answer, headers: Headers::default() }
}

/// An answer with these header fields.
fn with(event: Event, cache_control: &str, retry_after: &str) -> Event {
    let Event::Answered { request, answer, .. } = event else { panic!("{event:?} is no answer") };
    let headers = Headers { cache_control: cache_control.into(), retry_after: retry_after.into() };
    Event::Answered { request, answer, headers }
}

fn feed(request: RequestId, titles: &[&str]) -> Event {
    let headlines = titles.iter().map(|title| common::headline(title, None)).collect();
    answered(request, Answer::Feed(Feed { headlines, problems: Vec::new() }))
}

fn unchanged(request: RequestId) -> Event {
    answered(request, Answer::Unchanged)
}

fn failed(request: RequestId, reason: Reason, status: u16) -> Event {
    answered(request, Answer::Failed { reason, status })
}

/// Ms since 1970 that a test begins at, so that wall time and waiting cannot be taken for one another unseen.
const BEGUN: f64 = 1e12;

fn at(monotonic: f64) -> Now {
    Now { monotonic, wall: BEGUN + monotonic, timeline: f64::NAN }
}

/// A machine whose outcomes are told as short lines.
struct Told {
    machine: Refresh,
    /// The address of each source that was ever asked.
    addresses: HashMap<SourceId, String>,
}

impl Told {
    fn step(&mut self, now: f64, event: Event) -> Vec<String> {
        let outcomes = self.machine.step(at(now), event);
        outcomes.iter().map(|outcome| self.line(outcome, now)).collect()
    }

    /// What comes of an event, as one short line; of times on the wall it says how long it is until then.
    fn line(&mut self, outcome: &Outcome, now: f64) -> String {
        match outcome {
            Outcome::Do(effect) => self.effect(effect),
            Outcome::Tell(ticker, News::Began) => format!("start {ticker}"),
            Outcome::Tell(ticker, News::Delivered) => format!("deliver {ticker}"),
            Outcome::Tell(ticker, News::Failed(failure)) => {
                let next = failure.next_attempt.map_or("never".to_string(), |time| (time - BEGUN - now).to_string());
                let (source, reason) = (&failure.source.address, failure.reason.as_str());
                format!("fail {ticker} {source} {reason} {} attempt {} next {next}", failure.status, failure.attempt)
            }
            Outcome::Tell(ticker, News::Settled(count)) => format!("settle {ticker} {count}"),
            Outcome::Tell(ticker, News::Ended(any)) => format!("end {ticker} {}", if *any { "some" } else { "none" }),
            Outcome::Tell(ticker, News::Aged) => format!("aged {ticker}"),
            Outcome::Tell(ticker, News::Pushed(headline)) => format!("push {ticker} {}", headline.title),
        }
    }

    fn effect(&mut self, effect: &Effect) -> String {
        match effect {
            Effect::Fetch { request, source } => {
                let address = self.machine.source(*source).expect("what is asked is wanted").address.clone();
                self.addresses.insert(*source, address.clone());
                format!("fetch {request} {address}")
            }
            Effect::Abort(request) => format!("abort {request}"),
            Effect::Forget(source) => format!("forget {}", self.addresses[source]),
            Effect::Open(source) => format!("open {source}"),
            Effect::Close(source) => format!("close {source}"),
            Effect::Warn(message) => format!("warn {message}"),
            Effect::Wake(Some(time)) => format!("wake {time}"),
            Effect::Wake(None) => "no wake".into(),
            effect => panic!("{effect:?} is no business of the requests"),
        }
    }
}

/// Runs a script: at each time an event, and all that must come of it, in order. Nothing varies by chance. What the site's owner
/// is told is left out; [`what_is_wrong_is_told_once`] is about that.
fn check(script: &[(f64, Event, &[&str])]) {
    run(script, &|line| !line.starts_with("warn"));
}

fn run(script: &[(f64, Event, &[&str])], counts: &dyn Fn(&str) -> bool) {
    let mut told = Told { machine: Refresh::new(0), addresses: HashMap::new() };
    for (row, (now, event, expected)) in script.iter().enumerate() {
        let mut lines = told.step(*now, event.clone());
        lines.retain(|line| counts(line));
        assert_eq!(lines, *expected, "row {} at {now}: {event:?}", row + 1);
    }
}

#[test]
fn a_source_is_asked_at_once_and_again_after_the_interval() {
    check(&[
        (5.0, want(1, &["/a"], 60e3, 10e3), &["start 1", "fetch 1 /a", "wake 10005"]),
        (105.0, feed(1, &["x", "y"]), &["deliver 1", "end 1 some", "wake 60105"]),
        (60_104.0, Event::Woke, &["wake 60105"]),
        (60_105.0, Event::Woke, &["start 1", "fetch 2 /a", "wake 70105"]),
        (60_205.0, unchanged(2), &["deliver 1", "end 1 some", "wake 120205"]),
    ]);
}

#[test]
fn an_interval_of_zero_never_asks_again_by_itself() {
    check(&[
        (0.0, want(1, &["/a"], 0.0, 10e3), &["start 1", "fetch 1 /a", "wake 10000"]),
        (100.0, feed(1, &["x"]), &["deliver 1", "end 1 some", "no wake"]),
        (1e9, Event::Woke, &[]),
        (1e9, refresh(1), &["start 1", "fetch 2 /a", "wake 1000010000"]),
        (
            1e9,
            failed(2, Reason::Status, 500),
            // Its age is told still.
            &["fail 1 /a status 500 attempt 1 next never", "end 1 none", "settle 1 1", "wake 1000060000"],
        ),
    ]);
}

#[test]
fn a_failure_keeps_the_feed_and_doubles_the_wait_from_the_interval() {
    let failing = |request, now: f64, attempt: u32, wait: f64| {
        let told = [
            format!("fail 1 /a status 503 attempt {attempt} next {wait}"),
            "end 1 none".into(),
            format!("wake {}", now + 60e3),
        ];
        (now, failed(request, Reason::Status, 503), told)
    };
    let mut told = Told { machine: Refresh::new(0), addresses: HashMap::new() };
    told.step(0.0, want(1, &["/a"], 600e3, 10e3));
    told.step(0.0, feed(1, &["x"]));
    let mut now = 600e3;
    // Never longer than an hour, unless the interval is.
    for (attempt, wait) in [(1, 600e3), (2, 1200e3), (3, 2400e3), (4, 3600e3), (5, 3600e3)] {
        told.step(now, Event::Woke);
        let (now_, event, expected) = failing(attempt + 1, now, attempt, wait);
        let mut lines = told.step(now_, event);
        lines.retain(|line| !line.starts_with("warn"));
        assert_eq!(lines, expected);
        now += wait - 1.0;
        assert!(told.step(now, Event::Woke).iter().all(|line| !line.starts_with("fetch")), "asked before {wait}");
        now += 1.0;
    }
    told.step(now, Event::Woke);
    told.step(now, feed(7, &["y"]));
    told.step(now + 600e3, Event::Woke);
    let lines = told.step(now + 600e3, failed(8, Reason::Network, 0));
    assert!(lines.contains(&"fail 1 /a network 0 attempt 1 next 600000".into()), "an answer ends it: {lines:?}");
}

#[test]
fn who_sees_nothing_yet_need_not_wait_for_an_interval() {
    check(&[
        (0.0, want(1, &["/a"], 600e3, 10e3), &["start 1", "fetch 1 /a", "wake 10000"]),
        (0.0, failed(1, Reason::Network, 0), &["fail 1 /a network 0 attempt 1 next 15000", "end 1 none", "wake 15000"]),
        (15e3, Event::Woke, &["start 1", "fetch 2 /a", "wake 25000"]),
        (
            16e3,
            failed(2, Reason::Unreadable("x"), 200),
            &["fail 1 /a unreadable 200 attempt 2 next 30000", "end 1 none", "wake 46000"],
        ),
        (46e3, Event::Woke, &["start 1", "fetch 3 /a", "wake 56000"]),
        (
            46e3,
            failed(3, Reason::TooLarge, 200),
            &["fail 1 /a too-large 200 attempt 3 next 60000", "end 1 none", "wake 106000"],
        ),
        // An interval that is shorter still rules.
        (47e3, want(1, &["/a"], 10e3, 10e3), &["wake 86000"]),
    ]);
}

#[test]
fn chance_only_lengthens_a_wait() {
    let (mut after_success, mut after_failure) = (Vec::new(), Vec::new());
    for seed in 1..200_u32 {
        let mut machine = Refresh::new(seed.wrapping_mul(2_654_435_769));
        machine.step(at(0.0), want(1, &["/a"], 100e3, 10e3));
        let wake = |outcomes: Vec<Outcome>| match outcomes.last() {
            Some(Outcome::Do(Effect::Wake(Some(time)))) => *time,
            other => panic!("{other:?} is no wake"),
        };
        after_success.push(wake(machine.step(at(0.0), feed(1, &["x"]))) / 100e3);
        machine.step(at(200e3), Event::Woke);
        let failure = machine.step(at(200e3), failed(2, Reason::Status, 500));
        let Some(Outcome::Tell(_, News::Failed(failure))) =
            failure.iter().find(|outcome| matches!(outcome, Outcome::Tell(_, News::Failed(_))))
        else {
            panic!("{failure:?} tells of no failure")
        };
        after_failure.push((failure.next_attempt.expect("it is asked again") - BEGUN - 200e3) / 100e3);
    }
    for (waits, most) in [(after_success, 1.1), (after_failure, 1.5)] {
        let (least, longest) = (waits.iter().copied().fold(9.0, f64::min), waits.iter().copied().fold(0.0, f64::max));
        let spread = most - 1.0;
        assert!(least >= 1.0 && least < 1.0 + spread / 10.0, "{least} is not near 1");
        assert!(longest <= most && longest > most - spread / 10.0, "{longest} is not near {most}");
    }
}

#[test]
fn a_server_that_names_a_time_is_not_asked_before() {
    check(&[
        (0.0, want(1, &["/a"], 60e3, 10e3), &["start 1", "fetch 1 /a", "wake 10000"]),
        (
            0.0,
            with(failed(1, Reason::Status, 429), "", "120"),
            &["fail 1 /a status 429 attempt 1 next 120000", "end 1 none", "wake 120000"],
        ),
        // Not even a refresh asks before; it is over at once.
        (1e3, refresh(1), &["settle 1 1"]),
        // It is asked when it may be, as that was wanted.
        (119e3, Event::Woke, &["wake 120000"]),
        (120e3, Event::Woke, &["start 1", "fetch 2 /a", "wake 130000"]),
        (120e3, feed(2, &["x"]), &["deliver 1", "end 1 some", "wake 180000"]),
    ]);
    let wait = |retry_after: &str| {
        let mut machine = Refresh::new(0);
        machine.step(at(0.0), want(1, &["/a"], 12e3, 10e3));
        let outcomes = machine.step(at(0.0), with(failed(1, Reason::Status, 503), "", retry_after));
        match outcomes.last() {
            Some(Outcome::Do(Effect::Wake(Some(time)))) => *time,
            other => panic!("{other:?} is no wake"),
        }
    };
    for (retry_after, expected) in [
        ("3600", 3_600e3),
        (" 40 ", 40e3),
        // A date, as HTTP writes them, counts from the wall's time, which is 2001-09-09T01:46:40Z here.
        ("Sun, 09 Sep 2001 01:47:40 GMT", 60e3),
        // What is shorter than our own wait, past, or nonsense changes nothing; and nothing counts for more than a day.
        ("3", 12e3),
        ("Sun, 09 Sep 2001 01:46:00 GMT", 12e3),
        ("soon", 12e3),
        ("-5", 12e3),
        ("999999999", 86_400e3),
        ("Thu, 01 Jan 2099 00:00:00 GMT", 86_400e3),
    ] {
        assert_eq!(wait(retry_after), expected, "{retry_after:?}");
    }
}

#[test]
fn an_answer_that_says_how_long_it_is_fresh_is_not_asked_for_before() {
    let wait = |cache_control: &str| {
        let mut machine = Refresh::new(0);
        machine.step(at(0.0), want(1, &["/a"], 60e3, 10e3));
        let outcomes = machine.step(at(0.0), with(feed(1, &["x"]), cache_control, ""));
        match outcomes.last() {
            Some(Outcome::Do(Effect::Wake(Some(time)))) => *time,
            other => panic!("{other:?} is no wake"),
        }
    };
    for (cache_control, expected) in [
        ("max-age=300", 300e3),
        ("public, Max-Age=300, must-revalidate", 300e3),
        ("max-age=\"300\"", 300e3),
        ("max-age=31536000", 86_400e3),
        ("max-age=5", 60e3),
        ("no-cache", 60e3),
        ("s-maxage=300", 60e3),
        ("max-age=soon", 60e3),
        ("max-age", 60e3),
    ] {
        assert_eq!(wait(cache_control), expected, "{cache_control:?}");
    }
    check(&[
        (0.0, want(1, &["/a"], 60e3, 10e3), &["start 1", "fetch 1 /a", "wake 10000"]),
        (0.0, with(feed(1, &["x"]), "max-age=300", ""), &["deliver 1", "end 1 some", "wake 300000"]),
        // A refresh does not care.
        (1e3, refresh(1), &["start 1", "fetch 2 /a", "wake 11000"]),
    ]);
}

#[test]
fn nothing_is_asked_without_a_network_and_soon_once_it_is_back() {
    check(&[
        (
            0.0,
            want(1, &["/a", "/b", "#c"], 600e3, 10e3),
            &["start 1", "fetch 1 /a", "fetch 2 /b", "fetch 3 #c", "wake 10000"],
        ),
        (0.0, feed(1, &["x"]), &["deliver 1"]),
        (0.0, feed(3, &["z"]), &["deliver 1"]),
        (0.0, failed(2, Reason::Network, 0), &["fail 1 /b network 0 attempt 1 next 15000", "end 1 some", "wake 15000"]),
        (1e3, Event::Online(false), &["aged 1", "wake 1200000"]),
        (15e3, Event::Woke, &["wake 1200000"]),
        // What stands in the page needs no network.
        (20e3, refresh(1), &["start 1", "fetch 4 #c", "wake 30000"]),
        (20e3, feed(4, &["z"]), &["deliver 1", "end 1 some", "wake 1200000"]),
        (30e3, Event::Online(true), &["aged 1", "start 1", "fetch 5 /a", "fetch 6 /b", "wake 40000"]),
        (30e3, feed(5, &["x"]), &["deliver 1"]),
        (
            30e3,
            failed(6, Reason::Network, 0),
            &["fail 1 /b network 0 attempt 2 next 15000", "end 1 some", "settle 1 1", "wake 45000"],
        ),
    ]);
    // What answered before and failed then waits for its whole interval, but not once the network is back.
    check(&[
        (0.0, want(1, &["/a"], 600e3, 10e3), &["start 1", "fetch 1 /a", "wake 10000"]),
        (0.0, feed(1, &["x"]), &["deliver 1", "end 1 some", "wake 600000"]),
        (600e3, Event::Woke, &["start 1", "fetch 2 /a", "wake 610000"]),
        (
            600e3,
            failed(2, Reason::Network, 0),
            &["fail 1 /a network 0 attempt 1 next 600000", "end 1 none", "wake 660000"],
        ),
        (605e3, Event::Online(true), &["aged 1", "wake 615000"]),
        (615e3, Event::Woke, &["start 1", "fetch 3 /a", "wake 625000"]),
    ]);
}

#[test]
fn leaving_the_page_ends_what_is_under_way_and_coming_back_asks_again() {
    check(&[
        (0.0, want(1, &["/a", "/b"], 60e3, 10e3), &["start 1", "fetch 1 /a", "fetch 2 /b", "wake 10000"]),
        (0.0, feed(1, &["x"]), &["deliver 1"]),
        (1e3, Event::Left(true), &["abort 2", "end 1 some", "no wake"]),
        (1e3, feed(2, &["late"]), &[]),
        (2e3, Event::Left(true), &[]),
        (9e3, Event::Left(false), &["start 1", "fetch 3 /b", "wake 19000"]),
    ]);
}

#[test]
fn who_was_scrolled_away_for_long_is_not_served() {
    check(&[
        (0.0, want(1, &["/a"], 30e3, 10e3), &["start 1", "fetch 1 /a", "wake 10000"]),
        (0.0, feed(1, &["x"]), &["deliver 1", "end 1 some", "wake 30000"]),
        (10e3, Event::Sight(1, false), &[]),
        (30e3, Event::Woke, &["start 1", "fetch 2 /a", "wake 40000"]),
        (30e3, unchanged(2), &["deliver 1", "end 1 some", "wake 60000"]),
        (60e3, Event::Woke, &["start 1", "fetch 3 /a", "wake 70000"]),
        (60e3, unchanged(3), &["deliver 1", "end 1 some", "wake 90000"]),
        // A minute has passed; only its age is told still.
        (90e3, Event::Woke, &["wake 120000"]),
        (120e3, Event::Woke, &["aged 1", "wake 180000"]),
        // Another ticker that wants the same is in sight.
        (130e3, want(2, &["/a"], 30e3, 10e3), &["start 1", "start 2", "fetch 4 /a", "wake 140000"]),
        (130e3, unchanged(4), &["deliver 1", "deliver 2", "end 1 some", "end 2 some", "wake 160000"]),
        (131e3, leave(2), &["wake 190000"]),
        (170e3, Event::Sight(1, true), &["start 1", "fetch 5 /a", "wake 180000"]),
        (170e3, unchanged(5), &["deliver 1", "end 1 some", "wake 200000"]),
        (171e3, Event::Sight(1, true), &[]),
    ]);
    // A source that is wanted anew, and a refresh, do not wait for the ticker to be seen.
    check(&[
        (0.0, want(1, &[], 30e3, 10e3), &[]),
        (0.0, Event::Sight(1, false), &[]),
        (100e3, want(1, &["/a"], 30e3, 10e3), &["start 1", "fetch 1 /a", "wake 110000"]),
        (100e3, feed(1, &["x"]), &["deliver 1", "end 1 some", "wake 160000"]),
        (140e3, refresh(1), &["start 1", "fetch 2 /a", "wake 150000"]),
    ]);
}

#[test]
fn what_is_not_fresh_any_more_is_stale_and_grows_older_by_the_minute() {
    let mut machine = Refresh::new(0);
    for (now, event, expected) in [
        (0.0, want(1, &["/a"], 600e3, 10e3), "nothing 0"),
        (0.0, feed(1, &["x"]), "x 0"),
        (1_199e3, Event::Online(false), "x 0"),
        (1_200e3, Event::Woke, "x 0 stale"),
        (1_200e3, Event::Online(true), "x 0 stale"),
        (1_201e3, feed(2, &["x"]), "x 0"),
        (1_202e3, want(1, &["/a"], 0.0, 10e3), "x 0"),
        // With an interval of 0 never by age.
        (9_999e3, Event::Woke, "x 0"),
    ] {
        let name = format!("{event:?}");
        machine.step(at(now), event);
        assert_eq!(known(&machine, "/a"), expected, "after {name}");
    }
    check(&[
        (0.0, want(1, &["/a"], 600e3, 10e3), &["start 1", "fetch 1 /a", "wake 10000"]),
        (0.0, with(feed(1, &["x"]), "max-age=900", ""), &["deliver 1", "end 1 some", "wake 900000"]),
        (1e3, Event::Online(false), &["aged 1", "wake 1800000"]),
        (1_800e3, Event::Woke, &["aged 1", "wake 1860000"]),
        (1_860e3, Event::Woke, &["aged 1", "wake 1920000"]),
        // Nobody reads an age on a hidden page.
        (1_870e3, Event::Hidden(true), &["no wake"]),
    ]);
}

#[test]
fn what_was_kept_is_shown_until_a_source_answers() {
    let kept = |source: &str, title: &str| {
        let mut headline = Headline::clone(&common::headline(title, None));
        headline.source = source.into();
        Rc::new(headline)
    };
    let mut machine = Refresh::new(0);
    let headlines = vec![kept("/a", "old"), kept("/b", "older"), kept("/z", "nobody's")];
    for (event, of_a, of_b) in [
        (want(1, &["/a", "/b"], 600e3, 10e3), "nothing 0", "nothing 0"),
        (feed(1, &["new"]), "new 0", "nothing 0"),
        (Event::Recalled { ticker: 1, headlines: headlines.clone(), since: 5.0 }, "new 0", "older 0 stale"),
        (failed(2, Reason::Network, 0), "new 0", "older 1 stale"),
        (Event::Recalled { ticker: 9, headlines, since: 5.0 }, "new 0", "older 1 stale"),
        (leave(1), "unknown", "unknown"),
    ] {
        let name = format!("{event:?}");
        machine.step(at(0.0), event);
        assert_eq!((known(&machine, "/a").as_str(), known(&machine, "/b").as_str()), (of_a, of_b), "after {name}");
    }
}

#[test]
fn a_source_that_sends_by_itself_is_listened_to_while_the_page_is_seen() {
    let live = |live| {
        let source = SourceSettings {
            key: Key::of_texts(&["/a", if live { "live" } else { "" }]),
            live,
            ..SourceSettings::clone(&common::source("/a"))
        };
        Event::Want { ticker: 1, sources: vec![Rc::new(source)], interval: 600e3, timeout: 10e3 }
    };
    let sent = |title: &str| Event::Streamed(1, common::headline(title, None));
    check(&[
        (0.0, live(true), &["open 1", "start 1", "fetch 1 /a", "wake 10000"]),
        (0.0, feed(1, &["x"]), &["deliver 1", "end 1 some", "wake 600000"]),
        (1e3, sent("breaking"), &["push 1 breaking"]),
        (2e3, Event::Hidden(true), &["close 1", "no wake"]),
        // What came meanwhile was missed, so it is asked for.
        (3e3, Event::Hidden(false), &["open 1", "start 1", "fetch 2 /a", "wake 13000"]),
        (3e3, unchanged(2), &["deliver 1", "end 1 some", "wake 603000"]),
        (4e3, Event::Left(true), &["close 1", "no wake"]),
        (5e3, Event::Left(false), &["open 1", "start 1", "fetch 3 /a", "wake 15000"]),
        (5e3, unchanged(3), &["deliver 1", "end 1 some", "wake 605000"]),
        // What is lost for good is opened again after a wait that doubles until something comes.
        (6e3, Event::Lost(1), &["wake 21000"]),
        (21e3, Event::Woke, &["open 1", "start 1", "fetch 4 /a", "wake 31000"]),
        (21e3, unchanged(4), &["deliver 1", "end 1 some", "wake 621000"]),
        (22e3, Event::Lost(1), &["wake 52000"]),
        (23e3, Event::Online(false), &["aged 1", "wake 1221000"]),
        (60e3, Event::Online(true), &["aged 1", "open 1", "start 1", "fetch 5 /a", "wake 70000"]),
        (60e3, unchanged(5), &["deliver 1", "end 1 some", "wake 660000"]),
        (61e3, sent("more"), &["push 1 more"]),
        (62e3, Event::Lost(1), &["wake 77000"]),
        (63e3, Event::Lost(7), &[]),
        (70e3, leave(1), &["forget /a", "no wake"]),
    ]);
    check(&[
        (0.0, live(false), &["start 1", "fetch 1 /a", "wake 10000"]),
        (1e3, live(true), &["abort 1", "forget /a", "end 1 none", "open 2", "start 1", "fetch 2 /a", "wake 11000"]),
        (2e3, live(false), &["abort 2", "forget /a", "end 1 none", "start 1", "fetch 3 /a", "wake 12000"]),
    ]);
}

#[test]
fn a_request_that_takes_too_long_is_ended() {
    check(&[
        (0.0, want(1, &["/a"], 60e3, 10e3), &["start 1", "fetch 1 /a", "wake 10000"]),
        (9_999.0, Event::Woke, &["wake 10000"]),
        (10e3, Event::Woke, &["abort 1", "fail 1 /a timeout 0 attempt 1 next 15000", "end 1 none", "wake 25000"]),
        (10_001.0, feed(1, &["late"]), &[]),
        (70e3, Event::Woke, &["start 1", "fetch 2 /a", "wake 80000"]),
        // An answer that is there at the very end still counts.
        (80e3, feed(2, &["x"]), &["deliver 1", "end 1 some", "wake 140000"]),
    ]);
}

#[test]
fn a_round_ends_with_its_last_request() {
    check(&[
        (0.0, want(1, &["/a", "/b", "/a"], 60e3, 10e3), &["start 1", "fetch 1 /a", "fetch 2 /b", "wake 10000"]),
        (1e3, failed(1, Reason::Status, 404), &["fail 1 /a status 404 attempt 1 next 15000"]),
        (2e3, feed(2, &["x"]), &["deliver 1", "end 1 some", "wake 16000"]),
        (16e3, Event::Woke, &["start 1", "fetch 3 /a", "wake 26000"]),
        (17e3, refresh(1), &["fetch 4 /b"]),
        (18e3, failed(3, Reason::Status, 404), &["fail 1 /a status 404 attempt 2 next 30000", "wake 27000"]),
        (
            19e3,
            failed(4, Reason::Network, 0),
            &["fail 1 /b network 0 attempt 1 next 60000", "end 1 none", "settle 1 1", "wake 48000"],
        ),
    ]);
}

#[test]
fn tickers_share_sources() {
    check(&[
        (0.0, want(1, &["/a"], 60e3, 10e3), &["start 1", "fetch 1 /a", "wake 10000"]),
        // A second ticker joins the request; the longer timeout rules.
        (1e3, want(2, &["/a", "/b"], 30e3, 20e3), &["start 2", "fetch 2 /b", "wake 20000"]),
        (2e3, feed(1, &["x"]), &["deliver 1", "deliver 2", "end 1 some", "wake 21000"]),
        (3e3, feed(2, &["y"]), &["deliver 2", "end 2 some", "wake 32000"]),
        // The shorter interval rules, for both.
        (32e3, Event::Woke, &["start 1", "start 2", "fetch 3 /a", "wake 33000"]),
        (32_500.0, feed(3, &["z"]), &["deliver 1", "deliver 2", "end 1 some", "end 2 some"]),
        // It leaves: the longer interval rules again.
        (32_600.0, leave(2), &["forget /b", "wake 92500"]),
    ]);
}

#[test]
fn a_known_feed_is_not_asked_for_before_its_interval() {
    check(&[
        (0.0, want(1, &["/a"], 60e3, 10e3), &["start 1", "fetch 1 /a", "wake 10000"]),
        (0.0, feed(1, &["x"]), &["deliver 1", "end 1 some", "wake 60000"]),
        (20e3, want(2, &["/a"], 0.0, 10e3), &[]),
        (21e3, want(3, &["/a"], 30e3, 10e3), &["wake 30000"]),
        (22e3, leave(3), &["wake 60000"]),
        // Older than the newcomer's interval: asked for at once.
        (40e3, want(4, &["/a"], 30e3, 10e3), &["start 1", "start 2", "start 4", "fetch 2 /a", "wake 50000"]),
    ]);
}

#[test]
fn a_newcomer_does_not_wait_for_a_source_that_never_answered() {
    check(&[
        (0.0, want(1, &["/a"], 60e3, 10e3), &["start 1", "fetch 1 /a", "wake 10000"]),
        (0.0, failed(1, Reason::Network, 0), &["fail 1 /a network 0 attempt 1 next 15000", "end 1 none", "wake 15000"]),
        (5e3, want(2, &["/a"], 60e3, 10e3), &["start 1", "start 2", "fetch 2 /a"]),
        // One that comes while the request is outstanding waits for it, and it is not asked again after it.
        (6e3, want(3, &["/a"], 60e3, 10e3), &["start 3"]),
        (
            7e3,
            feed(2, &["x"]),
            &["deliver 1", "deliver 2", "deliver 3", "end 1 some", "end 2 some", "end 3 some", "wake 67000"],
        ),
    ]);
}

#[test]
fn wanting_again_replaces_what_was_wanted() {
    check(&[
        (0.0, want(1, &["/a", "/b"], 60e3, 10e3), &["start 1", "fetch 1 /a", "fetch 2 /b", "wake 10000"]),
        (1e3, feed(1, &["x"]), &["deliver 1"]),
        // What stays is neither delivered nor asked for again; what goes is ended; the round that is on goes on.
        (
            2e3,
            want(1, &["/c", "/a"], 60e3, 10e3),
            &["abort 2", "forget /b", "end 1 some", "start 1", "fetch 3 /c", "wake 12000"],
        ),
        (3e3, feed(2, &["late"]), &[]),
        (4e3, want(1, &["/c", "/a"], 30e3, 5e3), &["wake 7000"]),
        (5e3, feed(3, &["y"]), &["deliver 1", "end 1 some", "wake 31000"]),
        (6e3, want(1, &[], 30e3, 5e3), &["forget /a", "forget /c", "no wake"]),
        (7e3, want(1, &["/a"], 30e3, 5e3), &["start 1", "fetch 4 /a", "wake 12000"]),
    ]);
}

#[test]
fn leaving_ends_what_nobody_wants() {
    check(&[
        (0.0, want(1, &["/a", "/b"], 60e3, 10e3), &["start 1", "fetch 1 /a", "fetch 2 /b", "wake 10000"]),
        (0.0, want(2, &["/b"], 60e3, 10e3), &["start 2"]),
        (1e3, leave(1), &["abort 1", "forget /a"]),
        (2e3, feed(1, &["late"]), &[]),
        (3e3, leave(2), &["abort 2", "forget /b", "no wake"]),
        (4e3, leave(2), &[]),
        (5e3, refresh(2), &["settle 2 1"]),
    ]);
}

#[test]
fn refreshing_does_not_wait_for_the_interval() {
    check(&[
        (0.0, want(1, &["/a", "/b"], 60e3, 10e3), &["start 1", "fetch 1 /a", "fetch 2 /b", "wake 10000"]),
        // Outstanding requests are the refresh already, also once they are answered.
        (1e3, refresh(1), &[]),
        (2e3, feed(1, &["x"]), &["deliver 1"]),
        (3e3, refresh(1), &["fetch 3 /a"]),
        (4e3, feed(2, &["y"]), &["deliver 1", "wake 13000"]),
        // Both are over when nothing is awaited any more.
        (5e3, feed(3, &["x"]), &["deliver 1", "end 1 some", "settle 1 2", "wake 64000"]),
        (6e3, refresh(1), &["start 1", "fetch 4 /a", "fetch 5 /b", "wake 16000"]),
        (7e3, feed(4, &["x"]), &["deliver 1"]),
        (8e3, want(1, &[], 60e3, 10e3), &["forget /a", "abort 5", "forget /b", "end 1 some", "settle 1 1", "no wake"]),
        (9e3, refresh(1), &["settle 1 1"]),
    ]);
}

#[test]
fn nothing_is_asked_while_hidden_and_each_source_once_at_return() {
    check(&[
        (0.0, want(1, &["/a", "/b"], 60e3, 10e3), &["start 1", "fetch 1 /a", "fetch 2 /b", "wake 10000"]),
        (0.0, feed(1, &["x"]), &["deliver 1"]),
        // An outstanding request may still end, or take too long.
        (1e3, Event::Hidden(true), &[]),
        (10e3, Event::Woke, &["abort 2", "fail 1 /b timeout 0 attempt 1 next 15000", "end 1 some"]),
        (11e3, refresh(1), &[]),
        (12e3, want(2, &["/c"], 60e3, 10e3), &[]),
        (1e6, Event::Woke, &["aged 1"]),
        (
            2e6,
            Event::Hidden(false),
            &["aged 1", "start 1", "start 2", "fetch 3 /a", "fetch 4 /b", "fetch 5 /c", "wake 2010000"],
        ),
        (2e6, Event::Hidden(false), &[]),
        (2e6, feed(3, &["x"]), &["deliver 1"]),
        // The refresh that was asked for while hidden is over only now.
        (2e6, feed(4, &["y"]), &["deliver 1", "end 1 some", "settle 1 1"]),
    ]);
    check(&[
        (0.0, Event::Hidden(true), &[]),
        (0.0, want(1, &["/a"], 60e3, 10e3), &[]),
        (5e3, Event::Hidden(false), &["start 1", "fetch 1 /a", "wake 15000"]),
        (5e3, feed(1, &["x"]), &["deliver 1", "end 1 some", "wake 65000"]),
        (6e3, Event::Hidden(true), &["no wake"]),
        // Back before the interval is over: nothing to catch up with.
        (7e3, Event::Hidden(false), &["wake 65000"]),
    ]);
}

#[test]
fn inline_scripts_are_asked_once_and_again_only_by_refresh() {
    check(&[
        (0.0, want(1, &["#list"], 60e3, 10e3), &["start 1", "fetch 1 #list", "wake 10000"]),
        (0.0, failed(1, Reason::Missing, 0), &["fail 1 #list missing 0 attempt 1 next never", "end 1 none", "no wake"]),
        (1e9, Event::Woke, &[]),
        (1e9, refresh(1), &["start 1", "fetch 2 #list", "wake 1000010000"]),
        (1e9, feed(2, &["x"]), &["deliver 1", "end 1 some", "settle 1 1", "no wake"]),
        // One that is not there yet is looked for whenever the ticker says again what it wants.
        (2e9, want(2, &["#late"], 60e3, 10e3), &["start 2", "fetch 3 #late", "wake 2000010000"]),
        (2e9, failed(3, Reason::Missing, 0), &["fail 2 #late missing 0 attempt 1 next never", "end 2 none", "no wake"]),
        (3e9, want(2, &["#late"], 60e3, 10e3), &["start 2", "fetch 4 #late", "wake 3000010000"]),
        (3e9, feed(4, &["y"]), &["deliver 2", "end 2 some", "no wake"]),
        (4e9, want(2, &["#late"], 60e3, 10e3), &[]),
    ]);
}

#[test]
fn an_unchanged_answer_needs_something_that_it_leaves_unchanged() {
    check(&[
        (0.0, want(1, &["/a"], 60e3, 10e3), &["start 1", "fetch 1 /a", "wake 10000"]),
        (0.0, unchanged(1), &["fail 1 /a unreadable 0 attempt 1 next 15000", "end 1 none", "wake 15000"]),
    ]);
}

/// What is known of a source: its titles, and how many attempts have failed since.
fn known(machine: &Refresh, source: &str) -> String {
    let Some(known) = machine.known(&common::source(source)) else { return "unknown".into() };
    let Some(headlines) = known.headlines else { return format!("nothing {}", known.failures) };
    let titles: Vec<_> = headlines.iter().map(|headline| &*headline.title).collect();
    format!("{} {}{}", titles.join(" "), known.failures, if known.stale { " stale" } else { "" })
}

#[test]
fn what_a_source_delivered_is_known_until_nobody_wants_it() {
    let mut machine = Refresh::new(0);
    let mut request = 0;
    for (event, expected) in [
        (want(1, &["/a"], 60e3, 1e9), "nothing 0"),
        (failed(1, Reason::Network, 0), "nothing 1"),
        (feed(2, &["x", "y"]), "x y 0"),
        (unchanged(3), "x y 0"),
        (failed(4, Reason::Status, 500), "x y 1 stale"),
        (failed(5, Reason::Timeout, 0), "x y 2 stale"),
        (feed(6, &[]), " 0"),
        (want(2, &["/a"], 60e3, 1e9), " 0 stale"),
        (leave(1), " 0 stale"),
        (leave(2), "unknown"),
    ] {
        let name = format!("{event:?}");
        machine.step(at(f64::from(request) * 3600e3), event);
        assert_eq!(known(&machine, "/a"), expected, "after {name}");
        request += 1;
        machine.step(at(f64::from(request) * 3600e3), Event::Woke);
    }
    assert_eq!(known(&machine, "/b"), "unknown", "another source");
}

#[test]
fn what_is_wrong_is_told_once_and_again_when_it_is_something_else() {
    let flawed = |request, problems: &[&str]| {
        let problems = problems.iter().map(|problem| (*problem).to_string()).collect();
        let headlines = vec![common::headline("x", None)];
        answered(request, Answer::Feed(Feed { headlines, problems }))
    };
    let mut told = Told { machine: Refresh::new(0), addresses: HashMap::new() };
    told.step(0.0, want(1, &["/a"], 60e3, 10e3));
    let refused = "/a: the server answered with status 404: check the address and the server";
    for (request, event, expected) in [
        (1, flawed(1, &["one", "two"]), "/a: one; two"),
        (2, flawed(2, &["one", "two"]), ""),
        (3, flawed(3, &[]), ""),
        (4, flawed(4, &["one"]), "/a: one"),
        (5, failed(5, Reason::Status, 404), refused),
        (6, failed(6, Reason::Status, 404), ""),
        (7, failed(7, Reason::Unreadable("it is no feed"), 200), "/a: it is no feed"),
        (8, feed(8, &[]), ""),
        (9, failed(9, Reason::Status, 404), refused),
    ] {
        let name = format!("{event:?}");
        let now = f64::from(request) * 3600e3;
        let lines = told.step(now, event);
        let warned: Vec<_> = lines.iter().filter_map(|line| line.strip_prefix("warn ")).collect();
        assert_eq!(warned.join(", "), expected, "after {name}");
        told.step(now + 3600e3, Event::Woke);
    }
}

#[test]
fn reasons_say_what_to_do() {
    assert!(Reason::Network.advice(0).contains("Access-Control-Allow-Origin"));
    assert_eq!(Reason::Unreadable("it is no JSON").advice(0), "it is no JSON");
}

const ADDRESSES: [&str; 4] = ["/a", "/b", "/c", "#d"];

/// What may happen next in a random schedule.
#[derive(Clone, Debug)]
enum Happens {
    Want {
        ticker: TickerId,
        sources: Vec<usize>,
        interval: f64,
        timeout: f64,
    },
    Leave(TickerId),
    Refresh(TickerId),
    /// The outstanding request at this place of them ends: 0 with a feed, 1 unchanged, else failed.
    Answered(usize, u8),
    /// An answer comes to a request that may never have been.
    Stray(RequestId),
    Woke,
    Hidden(bool),
}

fn happens() -> impl Strategy<Value = Happens> {
    let ticker = 0..3_u32;
    let sources = prop::collection::vec(0..ADDRESSES.len(), 0..4);
    let interval = prop::sample::select(vec![0.0, 10e3, 30e3, 300e3]);
    let timeout = prop::sample::select(vec![1e3, 10e3, 60e3]);
    prop_oneof![
        2 => (ticker.clone(), sources, interval, timeout)
            .prop_map(|(ticker, sources, interval, timeout)| Happens::Want { ticker, sources, interval, timeout }),
        1 => ticker.clone().prop_map(Happens::Leave),
        1 => ticker.prop_map(Happens::Refresh),
        6 => (0..4_usize, 0..4_u8).prop_map(|(place, how)| Happens::Answered(place, how)),
        1 => (0..50_u32).prop_map(Happens::Stray),
        8 => Just(Happens::Woke),
        1 => any::<bool>().prop_map(Happens::Hidden),
    ]
}

/// A page that believes nothing: it carries the effects out and checks each against what was promised.
#[derive(Default)]
struct Page {
    machine: Refresh,
    now: f64,
    hidden: bool,
    wake: Option<f64>,
    wanted: HashMap<TickerId, (Vec<String>, f64)>,
    outstanding: Vec<(RequestId, String)>,
    /// When the last attempt at a source ended.
    ended: HashMap<String, f64>,
    /// The address of each source that was ever asked, and which of them ever answered.
    addresses: HashMap<SourceId, String>,
    answered: Vec<String>,
    /// Sources that may be asked before their interval is over, once: wanted anew or refreshed.
    allowed: Vec<String>,
    rounds: Vec<TickerId>,
    last_request: RequestId,
}

impl Page {
    fn step(&mut self, event: Event) {
        if let Event::Answered { request, answer, .. } = &event {
            let source = self.outstanding.iter().find(|(other, _)| other == request).map(|(_, source)| source.clone());
            let is_feed = matches!(answer, Answer::Feed(_));
            self.answered.extend(source.filter(|_| is_feed));
            self.end(*request);
        }
        for outcome in self.machine.step(at(self.now), event) {
            match outcome {
                Outcome::Do(effect) => self.carry_out(effect),
                Outcome::Tell(ticker, news) => self.hear(ticker, news),
            }
        }
        assert!(self.wake.is_none_or(|wake| wake > self.now), "the wake {:?} is not after {}", self.wake, self.now);
        for (ticker, (sources, _)) in &self.wanted {
            let waits = self.outstanding.iter().any(|(_, source)| sources.contains(source));
            assert_eq!(waits, self.rounds.contains(ticker), "the round of {ticker}");
        }
        for (_, source) in &self.outstanding {
            assert!(self.wanted.values().any(|(sources, _)| sources.contains(source)), "{source} is asked for nobody");
        }
        assert!(self.outstanding.is_empty() || self.wake.is_some(), "no request may take for ever");
    }

    fn end(&mut self, request: RequestId) {
        if let Some(place) = self.outstanding.iter().position(|(other, _)| *other == request) {
            let (_, source) = self.outstanding.remove(place);
            self.ended.insert(source, self.now);
        }
    }

    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Fetch { request, source } => {
                let address = self.machine.source(source).expect("what is asked is wanted").address.clone();
                self.addresses.insert(source, address.clone());
                self.fetch(request, address);
            }
            Effect::Abort(request) => {
                assert!(self.outstanding.iter().any(|(other, _)| *other == request), "{request} is not outstanding");
                self.end(request);
            }
            Effect::Forget(source) => {
                let Some(source) = self.addresses.remove(&source) else { return };
                self.ended.remove(&source);
                self.answered.retain(|answered| *answered != source);
                self.allowed.retain(|allowed| *allowed != source);
            }
            Effect::Wake(wake) => {
                assert_ne!(wake, self.wake, "a wake was named twice");
                self.wake = wake;
            }
            Effect::Warn(_) => {}
            effect => panic!("{effect:?} was not expected"),
        }
    }

    fn hear(&mut self, ticker: TickerId, news: News) {
        match news {
            News::Began => {
                assert!(!self.rounds.contains(&ticker), "two rounds of {ticker}");
                self.rounds.push(ticker);
            }
            News::Settled(count) => {
                let wanted = self.wanted.get(&ticker).map(|(sources, _)| sources.clone()).unwrap_or_default();
                let awaited = self.outstanding.iter().any(|(_, source)| wanted.contains(source));
                assert!(count > 0 && !awaited, "{count} refreshes of {ticker} are said to be over");
            }
            News::Ended(_) => {
                assert!(self.rounds.contains(&ticker), "a round of {ticker} ended that never began");
                self.rounds.retain(|other| *other != ticker);
            }
            News::Delivered => assert!(self.wanted.contains_key(&ticker), "{ticker} wants nothing"),
            News::Failed(failure) => self.wants(ticker, &failure.source.address),
            News::Aged => assert!(self.wanted.contains_key(&ticker), "{ticker} wants nothing"),
            News::Pushed(headline) => panic!("{headline:?} came by itself"),
        }
    }

    fn wants(&self, ticker: TickerId, source: &String) {
        assert!(self.wanted[&ticker].0.contains(source), "{ticker} does not want {source}");
    }

    fn fetch(&mut self, request: RequestId, source: String) {
        assert!(!self.hidden, "{source} was asked while hidden");
        assert!(request > self.last_request, "{request} was used before");
        self.last_request = request;
        assert!(self.outstanding.iter().all(|(_, other)| *other != source), "two requests for {source}");
        let allowed = self.allowed.iter().position(|allowed| *allowed == source);
        if let Some(place) = allowed {
            self.allowed.remove(place);
        } else {
            let ended = self.ended[&source];
            let intervals = self.wanted.values().filter(|(sources, _)| sources.contains(&source));
            let interval = intervals.map(|(_, interval)| *interval).filter(|interval| *interval > 0.0).reduce(f64::min);
            let interval = interval.expect("a source that is never asked again was asked again");
            assert!(!source.starts_with('#'), "{source} was asked again");
            // Who sees nothing yet need not wait for a whole interval.
            let interval = if self.answered.contains(&source) { interval } else { interval.min(15e3) };
            assert!(self.now >= ended + interval, "{source} was asked {} ms after {ended}", self.now - ended);
        }
        self.outstanding.push((request, source));
    }

    fn allow(&mut self, sources: &[String]) {
        for source in sources {
            let outstanding = self.outstanding.iter().any(|(_, other)| other == source);
            if !outstanding && !self.allowed.contains(source) {
                self.allowed.push(source.clone());
            }
        }
    }

    fn happens(&mut self, what: Happens) {
        match what {
            Happens::Want { ticker, sources, interval, timeout } => {
                let sources: Vec<String> = sources.iter().map(|place| ADDRESSES[*place].to_string()).collect();
                let before = self.wanted.insert(ticker, (sources.clone(), interval));
                let before = before.map(|(sources, _)| sources).unwrap_or_default();
                let is_new = |source: &&String| !before.contains(source) || source.starts_with('#');
                let new: Vec<String> = sources.iter().filter(is_new).cloned().collect();
                self.allow(&new);
                let sources: Vec<&str> = sources.iter().map(String::as_str).collect();
                self.step(want(ticker, &sources, interval, timeout));
            }
            Happens::Leave(ticker) => {
                self.wanted.remove(&ticker);
                self.rounds.retain(|other| *other != ticker);
                self.step(Event::Leave { ticker });
            }
            Happens::Refresh(ticker) => {
                let sources = self.wanted.get(&ticker).map(|(sources, _)| sources.clone()).unwrap_or_default();
                self.allow(&sources);
                self.step(Event::Refresh { ticker });
            }
            Happens::Answered(place, how) => {
                let Some((request, _)) = self.outstanding.get(place).cloned() else { return };
                self.step(match how {
                    0 => feed(request, &["x"]),
                    1 => unchanged(request),
                    _ => failed(request, Reason::Network, 0),
                });
            }
            Happens::Stray(request) => {
                if self.outstanding.iter().all(|(other, _)| *other != request) {
                    self.step(feed(request, &["stray"]));
                }
            }
            Happens::Woke => {
                self.now = self.wake.take().unwrap_or(self.now);
                self.step(Event::Woke);
            }
            Happens::Hidden(hidden) => {
                self.hidden = hidden;
                self.step(Event::Hidden(hidden));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_000) })]

    #[test]
    fn random_schedules_keep_the_promises(schedule in prop::collection::vec((0..20_000_u32, happens()), 1..60)) {
        let mut page = Page::default();
        for (wait, what) in schedule {
            // Time passes, but a wake is never missed: the timer comes first.
            let then = page.now + f64::from(wait);
            while page.wake.is_some_and(|wake| wake <= then) {
                page.happens(Happens::Woke);
            }
            page.now = then;
            page.happens(what);
        }
        for ticker in 0..3 {
            page.happens(Happens::Leave(ticker));
        }
        prop_assert!(page.outstanding.is_empty(), "{:?} outlived all tickers", page.outstanding);
        prop_assert_eq!(page.wake, None);
    }

    /// Every source that is wanted and may be asked again is asked in time, as long as the page is seen.
    #[test]
    fn no_source_is_forgotten(fates in prop::collection::vec(0..4_u8, 1..40), intervals in prop::collection::vec(10_000..100_000_u32, 1..4)) {
        let mut page = Page::default();
        for (ticker, interval) in intervals.iter().enumerate() {
            let sources = vec![ticker, ticker + 1];
            let (ticker, interval) = (ticker as TickerId, f64::from(*interval));
            page.happens(Happens::Want { ticker, sources, interval, timeout: 5e3 });
        }
        for how in fates {
            // The last fate is no answer at all: then the timeout ends the request.
            while how < 3 && !page.outstanding.is_empty() {
                page.happens(Happens::Answered(0, how));
            }
            page.happens(Happens::Woke);
            for (source, ended) in &page.ended {
                let waits = page.outstanding.iter().any(|(_, other)| other == source);
                prop_assert!(waits || source.starts_with('#') || page.now < ended + 3600e3, "{source} was forgotten at {ended}");
            }
        }
    }
}
