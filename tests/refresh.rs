//! When sources are asked, as scripts of events against a simulated clock, and as properties of random schedules.

mod common;

use headline_ticker::effect::Effect;
use headline_ticker::load::feed::Feed;
use headline_ticker::load::refresh::{Answer, Event, News, Outcome, Reason, Refresh, RequestId, TickerId};
use headline_ticker::page::Now;
use proptest::prelude::*;
use std::collections::HashMap;

fn want(ticker: TickerId, sources: &[&str], interval: f64, timeout: f64) -> Event {
    Event::Want { ticker, sources: sources.iter().map(|source| (*source).to_string()).collect(), interval, timeout }
}

fn leave(ticker: TickerId) -> Event {
    Event::Leave { ticker }
}

fn refresh(ticker: TickerId) -> Event {
    Event::Refresh { ticker }
}

fn feed(request: RequestId, titles: &[&str]) -> Event {
    let headlines = titles.iter().map(|title| common::headline(title, None)).collect();
    Event::Answered { request, answer: Answer::Feed(Feed { headlines, problems: Vec::new() }) }
}

fn unchanged(request: RequestId) -> Event {
    Event::Answered { request, answer: Answer::Unchanged }
}

fn failed(request: RequestId, reason: Reason, status: u16) -> Event {
    Event::Answered { request, answer: Answer::Failed { reason, status } }
}

/// Ms since 1970 that a test begins at, so that wall time and waiting cannot be taken for one another unseen.
const BEGUN: f64 = 1e12;

fn at(monotonic: f64) -> Now {
    Now { monotonic, wall: BEGUN + monotonic, timeline: f64::NAN }
}

/// What comes of an event, as one short line; of times on the wall it says how long it is until then.
fn line(outcome: &Outcome, now: f64) -> String {
    match outcome {
        Outcome::Do(Effect::Fetch { request, source }) => format!("fetch {request} {source}"),
        Outcome::Do(Effect::Abort(request)) => format!("abort {request}"),
        Outcome::Do(Effect::Forget(source)) => format!("forget {source}"),
        Outcome::Do(Effect::Warn(message)) => format!("warn {message}"),
        Outcome::Do(Effect::Wake(Some(time))) => format!("wake {time}"),
        Outcome::Do(Effect::Wake(None)) => "no wake".into(),
        Outcome::Do(effect) => panic!("{effect:?} is no business of the requests"),
        Outcome::Tell(ticker, News::Began) => format!("start {ticker}"),
        Outcome::Tell(ticker, News::Delivered) => format!("deliver {ticker}"),
        Outcome::Tell(ticker, News::Failed(failure)) => {
            let next = failure.next_attempt.map_or("never".to_string(), |time| (time - BEGUN - now).to_string());
            let (source, reason) = (&failure.source, failure.reason.as_str());
            format!("fail {ticker} {source} {reason} {} attempt {} next {next}", failure.status, failure.attempt)
        }
        Outcome::Tell(ticker, News::Settled(count)) => format!("settle {ticker} {count}"),
        Outcome::Tell(ticker, News::Ended(any)) => format!("end {ticker} {}", if *any { "some" } else { "none" }),
    }
}

/// Runs a script: at each time an event, and all that must come of it, in order.
fn check(script: &[(f64, Event, &[&str])]) {
    let mut machine = Refresh::new();
    for (row, (now, event, expected)) in script.iter().enumerate() {
        let lines: Vec<_> = machine.step(at(*now), event.clone()).iter().map(|outcome| line(outcome, *now)).collect();
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
            &["fail 1 /a status 500 attempt 1 next never", "end 1 none", "settle 1 1", "no wake"],
        ),
    ]);
}

#[test]
fn a_failure_keeps_the_feed_and_tries_again_at_the_interval() {
    check(&[
        (0.0, want(1, &["/a"], 60e3, 10e3), &["start 1", "fetch 1 /a", "wake 10000"]),
        (0.0, feed(1, &["x"]), &["deliver 1", "end 1 some", "wake 60000"]),
        (60e3, Event::Woke, &["start 1", "fetch 2 /a", "wake 70000"]),
        (
            60e3,
            failed(2, Reason::Network, 0),
            &["fail 1 /a network 0 attempt 1 next 60000", "end 1 none", "wake 120000"],
        ),
        (120e3, Event::Woke, &["start 1", "fetch 3 /a", "wake 130000"]),
        (
            121e3,
            failed(3, Reason::Unreadable("x"), 200),
            &["fail 1 /a unreadable 200 attempt 2 next 60000", "end 1 none", "wake 181000"],
        ),
        (122e3, want(2, &["/a"], 60e3, 10e3), &[]),
        (181e3, Event::Woke, &["start 1", "start 2", "fetch 4 /a", "wake 191000"]),
        (181e3, unchanged(4), &["deliver 1", "deliver 2", "end 1 some", "end 2 some", "wake 241000"]),
        (241e3, Event::Woke, &["start 1", "start 2", "fetch 5 /a", "wake 251000"]),
        (
            241e3,
            failed(5, Reason::TooLarge, 200),
            &[
                "fail 1 /a too-large 200 attempt 1 next 60000",
                "fail 2 /a too-large 200 attempt 1 next 60000",
                "end 1 none",
                "end 2 none",
                "wake 301000",
            ],
        ),
    ]);
}

#[test]
fn a_request_that_takes_too_long_is_ended() {
    check(&[
        (0.0, want(1, &["/a"], 60e3, 10e3), &["start 1", "fetch 1 /a", "wake 10000"]),
        (9_999.0, Event::Woke, &["wake 10000"]),
        (10e3, Event::Woke, &["abort 1", "fail 1 /a timeout 0 attempt 1 next 60000", "end 1 none", "wake 70000"]),
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
        (1e3, failed(1, Reason::Status, 404), &["fail 1 /a status 404 attempt 1 next 60000"]),
        (2e3, feed(2, &["x"]), &["deliver 1", "end 1 some", "wake 61000"]),
        (61e3, Event::Woke, &["start 1", "fetch 3 /a", "wake 62000"]),
        (62e3, Event::Woke, &["fetch 4 /b", "wake 71000"]),
        (63e3, failed(3, Reason::Status, 404), &["fail 1 /a status 404 attempt 2 next 60000", "wake 72000"]),
        (
            64e3,
            failed(4, Reason::Network, 0),
            &["fail 1 /b network 0 attempt 1 next 60000", "end 1 none", "wake 123000"],
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
        (0.0, failed(1, Reason::Network, 0), &["fail 1 /a network 0 attempt 1 next 60000", "end 1 none", "wake 60000"]),
        (5e3, want(2, &["/a"], 60e3, 10e3), &["start 1", "start 2", "fetch 2 /a", "wake 15000"]),
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
        (10e3, Event::Woke, &["abort 2", "fail 1 /b timeout 0 attempt 1 next 60000", "end 1 some"]),
        (11e3, refresh(1), &[]),
        (12e3, want(2, &["/c"], 60e3, 10e3), &[]),
        (1e6, Event::Woke, &[]),
        (2e6, Event::Hidden(false), &["start 1", "start 2", "fetch 3 /a", "fetch 4 /b", "fetch 5 /c", "wake 2010000"]),
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
        (0.0, unchanged(1), &["fail 1 /a unreadable 0 attempt 1 next 60000", "end 1 none", "wake 60000"]),
    ]);
}

/// What is known of a source: its titles, and how many attempts have failed since.
fn known(machine: &Refresh, source: &str) -> String {
    let (headlines, failures) = machine.known(source);
    let titles: Vec<_> = headlines.into_iter().flat_map(|list| list.iter()).map(|headline| &*headline.title).collect();
    format!("{} {failures}", if headlines.is_some() { titles.join(" ") } else { "nothing".into() })
}

#[test]
fn what_a_source_delivered_is_known_until_nobody_wants_it() {
    let mut machine = Refresh::new();
    let mut request = 0;
    for (event, expected) in [
        (want(1, &["/a"], 60e3, 1e9), "nothing 0"),
        (failed(1, Reason::Network, 0), "nothing 1"),
        (feed(2, &["x", "y"]), "x y 0"),
        (unchanged(3), "x y 0"),
        (failed(4, Reason::Status, 500), "x y 1"),
        (failed(5, Reason::Timeout, 0), "x y 2"),
        (feed(6, &[]), " 0"),
        (want(2, &["/a"], 60e3, 1e9), " 0"),
        (leave(1), " 0"),
        (leave(2), "nothing 0"),
    ] {
        let name = format!("{event:?}");
        machine.step(at(f64::from(request) * 60e3), event);
        assert_eq!(known(&machine, "/a"), expected, "after {name}");
        request += 1;
        machine.step(at(f64::from(request) * 60e3), Event::Woke);
    }
    assert_eq!(known(&machine, "/b"), "nothing 0", "of another source");
}

#[test]
fn problems_are_told_once_and_again_when_they_are_others() {
    let flawed = |request, problems: &[&str]| {
        let problems = problems.iter().map(|problem| (*problem).to_string()).collect();
        let headlines = vec![common::headline("x", None)];
        Event::Answered { request, answer: Answer::Feed(Feed { headlines, problems }) }
    };
    let told = &["warn /a: one; two", "deliver 1", "end 1 some", "wake 60000"];
    check(&[
        (0.0, want(1, &["/a"], 60e3, 10e3), &["start 1", "fetch 1 /a", "wake 10000"]),
        (0.0, flawed(1, &["one", "two"]), told),
        (60e3, Event::Woke, &["start 1", "fetch 2 /a", "wake 70000"]),
        (60e3, flawed(2, &["one", "two"]), &["deliver 1", "end 1 some", "wake 120000"]),
        (120e3, Event::Woke, &["start 1", "fetch 3 /a", "wake 130000"]),
        (120e3, flawed(3, &[]), &["deliver 1", "end 1 some", "wake 180000"]),
        (180e3, Event::Woke, &["start 1", "fetch 4 /a", "wake 190000"]),
        (180e3, flawed(4, &["one"]), &["warn /a: one", "deliver 1", "end 1 some", "wake 240000"]),
    ]);
}

#[test]
fn reasons_say_what_to_do() {
    assert!(Reason::Network.advice().contains("Access-Control-Allow-Origin"));
    assert_eq!(Reason::Unreadable("it is no JSON").advice(), "it is no JSON");
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
    /// Sources that may be asked before their interval is over, once: wanted anew or refreshed.
    allowed: Vec<String>,
    rounds: Vec<TickerId>,
    last_request: RequestId,
}

impl Page {
    fn step(&mut self, event: Event) {
        if let Event::Answered { request, .. } = &event {
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
            Effect::Fetch { request, source } => self.fetch(request, source),
            Effect::Abort(request) => {
                assert!(self.outstanding.iter().any(|(other, _)| *other == request), "{request} is not outstanding");
                self.end(request);
            }
            Effect::Forget(source) => {
                self.ended.remove(&source);
                self.allowed.retain(|allowed| *allowed != source);
            }
            Effect::Wake(wake) => {
                assert_ne!(wake, self.wake, "a wake was named twice");
                self.wake = wake;
            }
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
            News::Failed(failure) => self.wants(ticker, &failure.source),
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
                self.step(Event::Want { ticker, sources, interval, timeout });
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
                prop_assert!(waits || source.starts_with('#') || page.now < ended + 100e3, "{source} was forgotten at {ended}");
            }
        }
    }
}
