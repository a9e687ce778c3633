//! A page of tickers from the outside: what is asked for, what is shown, what scripts and the site's owner are told.

mod common;

use common::site::{FAILED, Site, TICKER, feed, headlines, settings};
use headline_ticker::effect::{Effect, State};
use headline_ticker::load::refresh;
use headline_ticker::motion;
use headline_ticker::motion::pause;
use headline_ticker::page::{Event, Now};
use headline_ticker::ticker::{self, Surroundings};
use std::rc::Rc;

#[test]
fn a_source_is_asked_shown_and_told() {
    let mut site = Site::new(&[("sources", "/feed.json")]);
    assert_eq!(
        site.told(),
        ["line true", "statechange loading empty", "loadstart", "fetch https://site.example/feed.json"],
        "it says that it is loading",
    );
    site.answer(feed(&["خبر أول", "A second"]));
    assert_eq!(
        site.told(),
        [
            "draw خبر أول rtl None https://site.example/n/13",
            "draw A second ltr None https://site.example/n/8",
            "statechange live",
            "load",
            "loadend",
        ],
    );
}

#[test]
fn what_befell_the_page_of_the_last_ticker_does_not_hold_up_the_next_one() {
    for befalls in [refresh::Event::Online(false), refresh::Event::Left(true)] {
        let name = format!("{befalls:?}");
        let mut site = Site::new(&[("sources", "/feed.json")]);
        site.send(Event::Sources(befalls));
        site.send(Event::Disconnected(TICKER));
        // What happens meanwhile is told to nobody.
        site.told();
        site.send(Event::Connected(TICKER));
        site.configure(&[("sources", "/feed.json")]);
        let told = site.told();
        assert!(told.contains(&"fetch https://site.example/feed.json".to_string()), "after {name}: {told:?}");
    }
}

#[test]
fn where_every_source_fails_the_own_list_stands() {
    let mut site = Site::with_own_list(&[("sources", "/feed.json")], headlines(&["mine"]));
    site.answer(FAILED);
    let told = site.told();
    assert!(!told.iter().any(|line| line.starts_with("line")), "the own list is not replaced: {told:?}");
    assert!(told.contains(&"error https://site.example/feed.json Status 1".to_string()), "{told:?}");
    assert_eq!(site.state(), State::Failed);
}

#[test]
fn what_was_shown_is_not_lost_when_its_source_fails_or_falls_silent() {
    for answer in [FAILED, feed(&[])] {
        let failed = answer == FAILED;
        let mut site = Site::new(&[("sources", "/feed.json")]);
        site.answer(feed(&["one", "three"]));
        site.told();
        site.send(Event::Sources(refresh::Event::Refresh { ticker: TICKER }));
        site.answer(answer);
        assert!(!site.told().contains(&"line false".to_string()));
        assert_eq!(site.page.ticker(TICKER).expect("a ticker").headlines().len(), 2);
        assert_eq!(site.state(), if failed { State::Stale } else { State::Live });
    }
}

#[test]
fn without_sources_the_own_list_is_the_source() {
    assert_eq!(Site::new(&[]).state(), State::Idle);
    let mut site = Site::with_own_list(&[], headlines(&["mine"]));
    assert_eq!(site.state(), State::Live);
    assert!(site.told().contains(&"line true".to_string()));
}

#[test]
fn what_the_script_gives_stands_until_a_source_answers_and_may_be_nothing() {
    let mut site = Site::new(&[("sources", "/feed.json")]);
    site.ticker(ticker::Event::Given(headlines(&["given"])));
    assert_eq!(site.titles(), ["given"]);
    site.answer(feed(&["fed"]));
    assert_eq!(site.titles(), ["fed"]);
    site.told();
    site.ticker(ticker::Event::Given(Vec::new()));
    assert!(
        site.titles().is_empty() && !site.told().contains(&"line false".to_string()),
        "the line says that it is empty"
    );
}

#[test]
fn a_warning_is_given_once() {
    let mut site = Site::new(&[("speed", "fast")]);
    let warned = |told: Vec<String>| told.iter().filter(|line| line.starts_with("warn speed=\"fast\"")).count();
    assert_eq!(warned(site.told()), 1);
    site.configure(&[("speed", "fast"), ("limit", "5")]);
    assert_eq!(warned(site.told()), 0, "another attribute changed");
    site.configure(&[("speed", "20")]);
    site.configure(&[("speed", "fast")]);
    assert_eq!(warned(site.told()), 1, "it is wrong again");
}

#[test]
fn only_the_reasons_that_the_site_names_pause_but_the_keyboard_always_does() {
    let paused = |attributes: &[(&str, &str)], reason| {
        let mut site = Site::with_own_list(attributes, headlines(&["mine"]));
        site.ticker(ticker::Event::Motion(motion::Event::Pause(reason, true)));
        site.page.ticker(TICKER).expect("a ticker").reasons().any()
    };
    for (value, hover, focus, press) in
        [("hover focus", true, true, false), ("press", false, true, true), ("none", false, true, false)]
    {
        let attributes = [("pause-on", value)];
        assert_eq!(paused(&attributes, pause::Reason::Hover), hover, "{value}: hover");
        assert_eq!(paused(&attributes, pause::Reason::Focus), focus, "{value}: focus");
        assert_eq!(paused(&attributes, pause::Reason::Press), press, "{value}: press");
    }
}

/// Several attributes at once: nothing is drawn for one of them and removed for the next (`Site` asks each drawn item's face).
#[test]
fn attributes_may_change_together() {
    let first = [("sources", "/feed.json"), ("speed", "60")];
    for second in [
        vec![("sources", "/feed.json"), ("speed", "2000"), ("separator", "|")],
        vec![("sources", "/feed.json"), ("speed", "2000"), ("show", "none"), ("direction", "left")],
        vec![("sources", "/feed.json"), ("speed", "2000"), ("limit", "2"), ("target", "_top")],
        vec![("sources", "/feed.json /other.json"), ("speed", "1"), ("separator", "|")],
        vec![("speed", "2000"), ("separator", "|")],
    ] {
        let mut site = Site::new(&first);
        site.answer(feed(&["one", "three", "fives!", "and four"]));
        site.configure(&second);
        site.configure(&first);
        site.configure(&second);
        let left = site.removed.iter().find(|item| !site.drawn.contains(item));
        assert_eq!(left, None, "{second:?}: what was never drawn was removed");
    }
}

#[test]
fn two_sources_make_one_list_and_one_that_fails_stops_no_other() {
    let mut site = Site::new(&[("sources", "/a.json /b.json /c.json")]);
    site.answer(feed(&["from a"]));
    site.answer(FAILED);
    site.answer(feed(&["and from c"]));
    let ticker = site.page.ticker(TICKER).expect("a ticker");
    let titles: Vec<_> = ticker.headlines().iter().map(|headline| headline.title.as_str()).collect();
    assert_eq!(titles, ["from a", "and from c"]);
    assert_eq!(site.state(), State::Live);
}

#[test]
fn without_sources_any_more_the_own_list_stands_even_if_it_is_empty() {
    let mut site = Site::new(&[("sources", "/feed.json")]);
    site.answer(feed(&["fed"]));
    site.told();
    site.configure(&[]);
    assert!(site.told().contains(&"line false".to_string()));
    assert_eq!(site.state(), State::Idle);
}

#[test]
fn links_open_where_the_site_says() {
    for (target, url, expected) in [
        ("auto", "https://site.example/n/1", None),
        ("auto", "https://site.example", None),
        ("auto", "https://site.example.evil/n/1", Some("_blank")),
        ("auto", "https://other.example/n/1", Some("_blank")),
        ("_blank", "https://site.example/n/1", Some("_blank")),
        ("_self", "https://other.example/n/1", None),
        ("_top", "https://other.example/n/1", Some("_top")),
    ] {
        let mut headline = (*headlines(&["mine"])[0]).clone();
        headline.url = Some(url.into());
        let mut site = Site::with_own_list(&[("target", target)], vec![Rc::new(headline)]);
        let drawn = format!("draw mine ltr {expected:?} {url}");
        assert!(site.told().contains(&drawn), "{target} {url}");
    }
}

#[test]
fn two_tickers_share_one_request_and_a_gone_one_ends_it() {
    let mut site = Site::new(&[("sources", "/feed.json")]);
    site.send(Event::Connected(2));
    let (settings, warnings) = settings(&[("sources", "/feed.json")]);
    site.send(Event::Ticker(
        2,
        ticker::Event::Configured {
            settings: Box::new(settings),
            surroundings: Surroundings::default(),
            own: Vec::new(),
            warnings,
        },
    ));
    assert_eq!(site.asked.len(), 1);
    site.send(Event::Disconnected(TICKER));
    let now = Now { monotonic: site.now, wall: 0.0, timeline: site.now };
    let effects = site.page.step(now, Event::Disconnected(2));
    assert!(effects.iter().any(|(_, effect)| matches!(effect, Effect::Abort(request) if *request == site.asked[0])));
}

#[test]
fn a_changed_rule_makes_the_list_anew() {
    let sources = ("sources", "/feed.json");
    let mut site = Site::new(&[sources]);
    site.answer(feed(&["one", "three", "fives!"]));
    for (name, value, expected) in [
        ("limit", "2", &["one", "three"][..]),
        ("exclude", "three", &["one", "fives!"]),
        ("include", "three", &["three"]),
        ("include", "seven", &[]),
        ("order", "source", &["one", "three", "fives!"]),
    ] {
        site.configure(&[sources, (name, value)]);
        assert_eq!(site.titles(), expected, "{name}={value}");
    }
    assert!(!site.told().contains(&"line false".to_string()), "where the rules leave nothing, the line says so");
}

#[test]
fn what_stands_on_in_silence_is_still_held_to_the_rules() {
    let sources = ("sources", "/feed.json");
    let silent = |attributes: &[(&str, &str)]| {
        let mut site = Site::new(attributes);
        site.answer(feed(&["one", "three"]));
        site.send(Event::Sources(refresh::Event::Refresh { ticker: TICKER }));
        site.answer(feed(&[]));
        assert_eq!(site.titles(), ["one", "three"]);
        site
    };
    let mut site = silent(&[sources]);
    let key = site.page.ticker(TICKER).expect("it stands").headlines()[0].key;
    site.ticker(ticker::Event::Removed(key));
    assert_eq!(site.titles(), ["three"]);
    let mut site = silent(&[sources, ("max-age", "1h")]);
    site.now += 3_601_000.0;
    site.send(Event::Sources(refresh::Event::Refresh { ticker: TICKER }));
    site.answer(feed(&[]));
    assert!(site.titles().is_empty());
}

/// Where nothing is asked for, the strip's own wakes are what there is to notice by.
#[test]
fn what_was_pushed_grows_too_old_without_any_request() {
    let mut site = Site::new(&[("max-age", "1h")]);
    site.ticker(ticker::Event::Pushed(common::headline("pushed", None)));
    for (minutes, left) in [(59.0, 1), (61.0, 0)] {
        site.now = 1_000.0 + minutes * 60_000.0;
        site.ticker(ticker::Event::Motion(motion::Event::Woke));
        assert_eq!(site.titles().len(), left, "after {minutes} min");
    }
}

#[test]
fn what_grows_too_old_is_gone_when_a_round_ends_even_if_it_failed() {
    let mut site = Site::new(&[("sources", "/feed.json"), ("max-age", "1h")]);
    site.answer(feed(&["one", "three"]));
    for (minutes, left) in [(59.0, 2), (61.0, 0)] {
        site.now = 1_000.0 + minutes * 60_000.0;
        site.send(Event::Sources(refresh::Event::Refresh { ticker: TICKER }));
        site.answer(FAILED);
        assert_eq!(site.titles().len(), left, "after {minutes} min");
    }
}
