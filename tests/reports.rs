//! Image reports: when an endpoint is asked, how a report reaches it, and what is not seen any more.

use headline_ticker::effect::{Effect, Effects};
use headline_ticker::load::refresh::Headers;
use headline_ticker::load::reports::{Blocked, Event, Report, Reports};
use headline_ticker::page::Now;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::{option, sample};
use std::collections::{HashMap, HashSet};

const ENDPOINT: &str = "https://site.example/reports";
const SECOND: f64 = 1_000.0;
const MINUTE: f64 = 60.0 * SECOND;

/// The machine on a clock that is set by hand.
#[derive(Default)]
struct Desk {
    reports: Reports,
    now: f64,
    requests: Vec<u32>,
    /// What each of them is, as it was told, and where it goes.
    named: Vec<(u32, String)>,
}

fn report(image: &str) -> Report {
    Report { endpoint: ENDPOINT.into(), image: image.into(), url: None, reason: "other".into() }
}

fn want(ticker: u32, endpoint: Option<&str>) -> Event {
    Event::Want { ticker, endpoint: endpoint.map(String::from) }
}

impl Desk {
    /// A machine whose one ticker names the endpoint, which blocks these images.
    fn with_blocked(images: &[&str]) -> Self {
        let mut desk = Desk::default();
        assert_eq!(desk.happens(want(1, Some(ENDPOINT))), ["recall", &format!("ask {ENDPOINT}")]);
        assert_eq!(desk.lists(images), [""; 0]);
        desk
    }

    /// What is to be done after an event.
    fn happens(&mut self, event: Event) -> Vec<String> {
        let mut effects = Effects::default();
        let now = Now { monotonic: self.now, wall: self.now, timeline: 0.0 };
        self.reports.step(now, event, &mut effects);
        let mut told = Vec::new();
        for (_, effect) in effects.list {
            told.push(match effect {
                Effect::AskBlocked { request, endpoint } => {
                    self.requests.push(request);
                    self.named.push((request, format!("ask {endpoint}")));
                    format!("ask {endpoint}")
                }
                Effect::SendReport(request, report) => {
                    self.requests.push(request);
                    self.named.push((request, format!("send {} {}", report.image, report.endpoint)));
                    format!("send {}", report.image)
                }
                Effect::KeepReport(report, done) => {
                    format!("keep {}{}", report.image, if done { ", done" } else { "" })
                }
                Effect::RecallReports => "recall".into(),
                Effect::Abort(request) => {
                    self.requests.retain(|other| *other != request);
                    "abort".into()
                }
                Effect::Warn(message) => format!("warn {message}"),
                other => panic!("{other:?}"),
            });
        }
        told
    }

    /// The oldest request that is outstanding is answered.
    fn replies(&mut self, status: u16, blocked: Option<&[&str]>, retry_after: &str) -> Vec<String> {
        let request = self.requests.remove(0);
        let blocked = blocked.map(|images| images.iter().map(|image| Blocked::key(image)).collect());
        let headers = Headers { retry_after: retry_after.into(), ..Headers::default() };
        self.happens(Event::Replied { request, status, blocked, headers })
    }

    fn lists(&mut self, images: &[&str]) -> Vec<String> {
        self.replies(200, Some(images), "")
    }

    /// Waits until the machine wants to be woken.
    fn wakes(&mut self) -> Vec<String> {
        self.now = self.reports.due();
        assert!(self.now.is_finite(), "it waits for nothing");
        self.happens(Event::Woke)
    }

    #[track_caller]
    fn check_blocked(&self, images: &[&str]) {
        for image in ["a", "b", "c"] {
            assert_eq!(self.reports.blocked().has(image), images.contains(&image), "{image}");
        }
    }
}

#[test]
fn an_endpoint_is_asked_with_a_round_and_not_within_five_minutes() {
    let mut desk = Desk::with_blocked(&["a"]);
    for (minutes, expected) in [(0.0, false), (4.9, false), (5.1, true), (9.9, false), (10.3, true)] {
        desk.now = minutes * MINUTE;
        let asked = desk.happens(Event::Round);
        assert_eq!(asked == [format!("ask {ENDPOINT}")], expected, "after {minutes} minutes: {asked:?}");
        if expected {
            desk.lists(&["a"]);
        }
    }
    assert_eq!(desk.reports.due(), f64::INFINITY, "without a round it is not asked");
}

#[test]
fn tickers_share_an_endpoint_and_the_next_one_finds_what_it_said() {
    let mut desk = Desk::with_blocked(&["a"]);
    assert_eq!(desk.happens(want(2, Some(ENDPOINT))), [""; 0], "it has answered already");
    desk.happens(want(1, None));
    desk.happens(want(2, None));
    desk.check_blocked(&["a"]);
    desk.now = 4.0 * MINUTE;
    assert_eq!(desk.happens(want(3, Some(ENDPOINT))), [""; 0], "nor is it asked sooner");
    assert_eq!(desk.happens(want(3, Some("https://other.example/"))), ["ask https://other.example/"]);
    assert_eq!(desk.happens(want(3, None)), ["abort"]);
    desk.now = 6.0 * MINUTE;
    assert_eq!(desk.happens(Event::Round), [""; 0], "nobody names one");
    assert_eq!(desk.happens(want(4, Some(ENDPOINT))), [format!("ask {ENDPOINT}")]);
    desk.replies(500, None, "");
    desk.check_blocked(&["a"]);
}

#[test]
fn what_a_server_asks_for_counts_more_than_the_network() {
    let mut desk = Desk::with_blocked(&[]);
    desk.now = 6.0 * MINUTE;
    desk.happens(Event::Round);
    desk.happens(Event::Reported(report("b")));
    desk.replies(503, None, "3600");
    desk.replies(429, None, "1800");
    let before = desk.now;
    for (minutes, expected) in
        [(29.0, vec![]), (31.0, vec!["send b".into()]), (59.0, vec![]), (61.0, vec![format!("ask {ENDPOINT}")])]
    {
        desk.now = before + minutes * MINUTE;
        desk.happens(Event::Online(false));
        assert_eq!(desk.happens(Event::Online(true)), expected, "after {minutes} minutes");
        if minutes == 31.0 {
            desk.replies(204, None, "");
        }
    }
}

#[test]
fn what_an_endpoint_says_takes_the_place_of_what_it_said_but_a_failure_takes_nothing_back() {
    let mut desk = Desk::with_blocked(&["a", "b"]);
    desk.check_blocked(&["a", "b"]);
    for (status, blocked, expected, warning) in [
        (200, Some(["b", "c"].as_slice()), ["b", "c"].as_slice(), None),
        (500, None, &["b", "c"], Some("which images are blocked cannot be read: the server answered with status 500")),
        (0, None, &["b", "c"], Some("which images are blocked cannot be read: no answer that this page may read")),
        (200, None, &["b", "c"], Some("which images are blocked cannot be read: the answer must be {\"blocked\"")),
        (500, None, &["b", "c"], None),
        (404, Some(&[]), &["b", "c"], Some("status 404")),
        (200, Some(&[]), &[], None),
    ] {
        desk.now += 6.0 * MINUTE;
        desk.happens(Event::Round);
        let told = desk.replies(status, blocked, "");
        assert_eq!(told.len(), warning.iter().len(), "{status}: {told:?}, each warning once");
        for part in warning.into_iter().chain(warning.map(|_| ENDPOINT)) {
            assert!(told[0].contains(part), "{told:?} lacks {part}");
        }
        desk.check_blocked(expected);
    }
}

#[test]
fn a_report_hides_its_image_at_once_and_for_good() {
    let mut desk = Desk::with_blocked(&["a"]);
    assert_eq!(desk.happens(Event::Reported(report("b"))), ["keep b", "send b"]);
    desk.check_blocked(&["a", "b"]);
    assert_eq!(desk.replies(204, None, ""), ["keep b, done"]);
    desk.now = 6.0 * MINUTE;
    desk.happens(Event::Round);
    desk.lists(&[]);
    desk.check_blocked(&["b"]);
    assert_eq!(desk.reports.due(), f64::INFINITY, "it is not sent again");
}

#[test]
fn a_report_is_sent_until_it_is_taken_or_refused() {
    let again = |wait: f64| Some(wait * SECOND);
    for (status, retry_after, wait) in [
        (204, "", None),
        (200, "", None),
        (400, "", None),
        (403, "", None),
        (413, "", None),
        (0, "", again(15.0)),
        (408, "", again(15.0)),
        (429, "", again(15.0)),
        (429, "600", again(600.0)),
        (500, "", again(15.0)),
        (503, "5", again(15.0)),
    ] {
        let mut desk = Desk::with_blocked(&[]);
        desk.happens(Event::Reported(report("b")));
        let told = desk.replies(status, None, retry_after);
        let due = desk.reports.due();
        assert_eq!(due.is_finite().then_some(due), wait, "{status} {retry_after}");
        assert_eq!(told.contains(&"keep b, done".into()), wait.is_none(), "{status}: {told:?}");
        let warned = |words: &str| told.iter().any(|line| line.contains(words));
        assert_eq!(warned("a report was given up"), status >= 400 && wait.is_none(), "{status}: {told:?}");
        assert_eq!(warned("a report is sent again later"), wait.is_some(), "{status}: {told:?}");
        if wait.is_some() {
            assert_eq!(desk.wakes(), ["send b"], "{status}");
        }
    }
}

#[test]
fn reports_go_one_after_the_other_and_what_a_server_asks_for_holds_for_all() {
    let mut desk = Desk::with_blocked(&[]);
    let kept = ["a", "b", "c"].map(|name| (report(name), false));
    assert_eq!(desk.happens(Event::Recalled(kept.into())), ["send a"]);
    assert_eq!(desk.replies(204, None, ""), ["keep a, done", "send b"]);
    let told = desk.replies(429, None, "600");
    assert!(told.iter().all(|line| !line.starts_with("send")), "{told:?}");
    assert_eq!(desk.happens(Event::Reported(report("d"))), ["keep d"]);
    desk.happens(Event::Online(false));
    assert_eq!(desk.happens(Event::Online(true)), [""; 0], "a network does not change what the server wants");
    let before = desk.now;
    assert_eq!(desk.wakes(), ["send b"]);
    assert_eq!(desk.now - before, 600.0 * SECOND);
    for (done, next) in [("b", "c"), ("c", "d")] {
        assert_eq!(desk.replies(204, None, ""), [format!("keep {done}, done"), format!("send {next}")]);
    }
}

#[test]
fn the_waits_double_up_to_an_hour_and_end_with_the_network_back() {
    let mut desk = Desk::with_blocked(&[]);
    desk.happens(Event::Reported(report("b")));
    for wait in [15.0, 30.0, 60.0, 120.0, 240.0, 480.0, 960.0, 1_920.0, 3_600.0, 3_600.0] {
        desk.replies(500, None, "");
        let start = desk.now;
        assert_eq!(desk.wakes(), ["send b"]);
        assert_eq!((desk.now - start) / SECOND, wait);
    }
    desk.replies(0, None, "");
    assert_eq!(desk.happens(Event::Online(false)), [""; 0]);
    assert_eq!(desk.reports.due(), f64::INFINITY, "without a network nothing is due");
    let told = desk.happens(Event::Online(true));
    assert!(told.contains(&"send b".into()), "{told:?}");
}

#[test]
fn what_takes_too_long_has_failed() {
    let mut desk = Desk::with_blocked(&[]);
    desk.now = 6.0 * MINUTE;
    desk.happens(Event::Round);
    desk.happens(Event::Reported(report("b")));
    let told = desk.wakes();
    assert_eq!(desk.now, 6.0 * MINUTE + 10.0 * SECOND);
    assert_eq!(told.iter().filter(|line| *line == "abort").count(), 2, "{told:?}");
    let late = Event::Replied {
        request: 1 << 31 | 2,
        status: 200,
        blocked: Some(vec![Blocked::key("c")]),
        headers: Headers::default(),
    };
    desk.happens(late);
    desk.check_blocked(&["b"]);
    assert_eq!(desk.wakes(), ["send b"]);
}

#[test]
fn what_was_kept_is_hidden_and_sent_where_it_was_not_taken_and_its_endpoint_is_named() {
    let mut desk = Desk::with_blocked(&[]);
    assert_eq!(desk.happens(Event::Recalled(vec![(report("a"), true), (report("a"), true)])), [""; 0]);
    assert_eq!(desk.happens(Event::Recalled(vec![(report("b"), false)])), ["send b"]);
    let elsewhere = Report { endpoint: "https://evil.example/".into(), ..report("c") };
    assert_eq!(desk.happens(Event::Recalled(vec![(elsewhere, false)])), [""; 0]);
    desk.check_blocked(&["a", "b", "c"]);
    assert_eq!(desk.happens(want(1, None)), ["abort"]);
    assert_eq!(desk.reports.due(), f64::INFINITY);
    assert_eq!(desk.happens(want(1, Some(ENDPOINT))), ["send b"]);
}

#[test]
fn a_page_that_is_left_awaits_nothing_and_makes_it_anew() {
    let mut desk = Desk::with_blocked(&["a"]);
    desk.now = 6.0 * MINUTE;
    desk.happens(Event::Round);
    desk.happens(Event::Reported(report("b")));
    assert_eq!(desk.happens(Event::Left(true)), ["abort", "abort"]);
    assert_eq!(desk.happens(Event::Round), [""; 0]);
    assert_eq!(desk.reports.due(), f64::INFINITY);
    assert_eq!(desk.happens(Event::Left(false)), [format!("ask {ENDPOINT}"), "send b".into()]);
    desk.check_blocked(&["a", "b"]);
}

/// One thing that happens; places are taken modulo what there is.
#[derive(Clone, Debug)]
enum Happening {
    Wants(u32, Option<u8>),
    Waits(f64),
    Reports(u8),
    Replies(u16, bool),
    Other(Event),
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        (1..4_u32, option::of(0..3_u8)).prop_map(|(ticker, place)| Happening::Wants(ticker, place)),
        (0.0..400_000.0).prop_map(Happening::Waits),
        (0..9_u8).prop_map(Happening::Reports),
        (sample::select(vec![0_u16, 200, 204, 400, 429, 500]), any::<bool>())
            .prop_map(|(status, lists)| Happening::Replies(status, lists)),
        any::<bool>().prop_map(|online| Happening::Other(Event::Online(online))),
        any::<bool>().prop_map(|left| Happening::Other(Event::Left(left))),
        Just(Happening::Other(Event::Round)),
        Just(Happening::Other(Event::Woke)),
    ]
}

fn endpoint(place: u8) -> String {
    format!("https://{}.example/reports", place % 3)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_000) })]

    #[test]
    fn whatever_happens_only_what_is_wanted_is_asked_once_at_a_time(happenings in vec(happening(), 1..60)) {
        let mut desk = Desk::default();
        let mut wanted = HashMap::new();
        let mut reported = HashSet::new();
        let (mut online, mut left) = (true, false);
        // How often each was reported.
        let mut reports = HashMap::new();
        for happening in happenings {
            let told = match happening {
                Happening::Wants(ticker, place) => {
                    let address = place.map(endpoint);
                    match &address {
                        Some(address) => wanted.insert(ticker, address.clone()),
                        None => wanted.remove(&ticker),
                    };
                    desk.happens(want(ticker, address.as_deref()))
                }
                Happening::Waits(time) => {
                    desk.now += time;
                    vec![]
                }
                Happening::Reports(place) => {
                    let image = format!("image {place}");
                    reported.insert(image.clone());
                    *reports.entry(format!("send {image} {}", endpoint(place))).or_insert(0) += 1;
                    desk.happens(Event::Reported(Report { endpoint: endpoint(place), ..report(&image) }))
                }
                Happening::Replies(..) if desk.requests.is_empty() => vec![],
                Happening::Replies(status, lists) => desk.replies(status, lists.then_some(&["listed"]), ""),
                Happening::Other(event) => {
                    match event {
                        Event::Online(now) => online = now,
                        Event::Left(now) => left = now,
                        _ => {}
                    }
                    desk.happens(event)
                }
            };
            for line in told.iter().filter(|line| line.starts_with("ask") || line.starts_with("send")) {
                prop_assert!(online && !left && !wanted.is_empty(), "{line} although online {online}, left {left}, {wanted:?}");
                if let Some(address) = line.strip_prefix("ask ") {
                    prop_assert!(wanted.values().any(|known| known == address), "{line}, but {wanted:?}");
                }
            }
            // Each errand has at most one, to an endpoint that is wanted.
            let mut once = HashMap::new();
            for request in &desk.requests {
                let (_, name) = desk.named.iter().find(|(known, _)| known == request).expect("it was told");
                let address = name.rsplit(' ').next().expect("it has an address");
                prop_assert!(wanted.values().any(|known| known == address), "{name}, but {wanted:?}");
                *once.entry(name.clone()).or_insert(0) += 1;
            }
            for (name, count) in once {
                let most = if name.starts_with("ask") { 1 } else { reports.get(&name).copied().unwrap_or(0) };
                prop_assert!(count <= most, "{name} has {count} requests");
            }
            for image in &reported {
                prop_assert!(desk.reports.blocked().has(image), "{image} is seen again");
            }
        }
        for ticker in 1..4 {
            desk.happens(want(ticker, None));
        }
        prop_assert!(desk.requests.is_empty(), "{:?} outlive their tickers", desk.requests);
        prop_assert_eq!(desk.reports.due(), f64::INFINITY);
    }
}
