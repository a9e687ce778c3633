//! What each attribute accepts, and what happens to a value that cannot be read.

mod common;

use headline_ticker::load::merge::{Dedupe, Order};
use headline_ticker::settings::{ATTRIBUTES, Direction, PauseOn, Settings, Show, Start, Target};

fn read(attributes: &[(&str, &str)]) -> (Settings, Vec<String>) {
    let value = |name: &str| {
        assert!(ATTRIBUTES.contains(&name), "{name} is read but not listed in ATTRIBUTES");
        attributes.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_string())
    };
    Settings::read(&value, &common::resolve)
}

/// The value is accepted without a warning and changes the default settings as `change` does.
fn check(name: &str, value: &str, change: impl Fn(&mut Settings)) {
    let (settings, warnings) = read(&[(name, value)]);
    let mut expected = Settings::default();
    change(&mut expected);
    assert_eq!(settings, expected, "{name}={value:?}");
    assert!(warnings.is_empty(), "{name}={value:?} gave {warnings:?}");
}

/// The value is refused: the default stays, and one warning names the attribute, the value and what is accepted.
fn refused(name: &str, value: &str, accepted: &str) {
    let (settings, warnings) = read(&[(name, value)]);
    assert_eq!(settings, Settings::default(), "{name}={value:?}");
    let [warning] = warnings.as_slice() else { panic!("{name}={value:?} gave {warnings:?}") };
    for part in [name, value.trim(), accepted] {
        assert!(warning.contains(part), "{warning:?} does not name {part:?}");
    }
}

#[test]
fn without_attributes_all_is_default_and_quiet() {
    let (settings, warnings) = read(&[]);
    assert_eq!(settings, Settings::default());
    assert!(warnings.is_empty());
    assert_eq!(
        (settings.speed, settings.interval, settings.timeout, settings.rules.limit),
        (60.0, 300_000.0, 10_000.0, 100)
    );
    assert!(settings.controls && settings.show.publisher && settings.pause_on.hover && settings.pause_on.focus);
}

#[test]
fn every_listed_attribute_is_read() {
    let asked = std::cell::RefCell::new(Vec::new());
    let attribute = |name: &str| {
        asked.borrow_mut().push(name.to_string());
        None
    };
    Settings::read(&attribute, &common::resolve);
    let mut asked = asked.into_inner();
    asked.sort();
    let mut listed = ATTRIBUTES.map(String::from).to_vec();
    listed.sort();
    assert_eq!(asked, listed);
}

#[test]
fn sources() {
    let sources = |all: &[&str]| {
        let all: Vec<_> = all.iter().map(|source| (*source).to_string()).collect();
        move |settings: &mut Settings| settings.sources = all.clone()
    };
    check("sources", "/feed.json", sources(&["https://www.news.example/feed.json"]));
    check("sources", " https://a.example/f\n\t#inline  ", sources(&["https://a.example/f", "#inline"]));
    check(
        "sources",
        "/a /b HTTPS://WWW.NEWS.EXAMPLE/a",
        sources(&["https://www.news.example/a", "https://www.news.example/b"]),
    );
    for value in ["", " \n ", "#", "javascript:alert(1)", "https://", "data:,[] ftp://a.example/"] {
        refused("sources", value, "addresses of feeds");
    }
    let (settings, warnings) = read(&[("sources", "file:///x /a mailto:a@b.example")]);
    assert_eq!(settings.sources, ["https://www.news.example/a"], "the good address stays");
    assert!(warnings.len() == 1 && warnings[0].contains("\"file:///x mailto:a@b.example\""), "{warnings:?}");
}

#[test]
fn speed() {
    check("speed", "0", |s| s.speed = 0.0);
    check("speed", "60", |s| s.speed = 60.0);
    check("speed", " 12.5 ", |s| s.speed = 12.5);
    check("speed", "0.25", |s| s.speed = 0.25);
    check("speed", "2000", |s| s.speed = 2000.0);
    for value in ["fast", "", "-1", "+5", "2000.1", "1e3", "NaN", "inf", "60px", "6 0", ".5", "5.", "1.2.3", "٦٠"] {
        refused("speed", value, "0 to 2000");
    }
    refused("speed", "99999999999999999999999999", "0 to 2000");
}

#[test]
fn durations() {
    check("interval", "90", |s| s.interval = 90_000.0);
    check("interval", "90s", |s| s.interval = 90_000.0);
    check("interval", "90S", |s| s.interval = 90_000.0);
    check("interval", "5m", |s| s.interval = 300_000.0);
    check("interval", "1.5m", |s| s.interval = 90_000.0);
    check("interval", "24h", |s| s.interval = 86_400_000.0);
    check("interval", "1d", |s| s.interval = 86_400_000.0);
    check("interval", "10", |s| s.interval = 10_000.0);
    check("interval", "0", |s| s.interval = 0.0);
    check("interval", "0m", |s| s.interval = 0.0);
    for value in ["", "9", "9.9s", "25h", "2d", "-5m", "5 m", "m", "500ms", "soon", "5w"] {
        refused("interval", value, "10s to 24h");
    }
    check("timeout", "1", |s| s.timeout = 1_000.0);
    check("timeout", "1m", |s| s.timeout = 60_000.0);
    for value in ["0", "0.5", "61", "never"] {
        refused("timeout", value, "1s to 60s");
    }
}

#[test]
fn limit() {
    check("limit", "1", |s| s.rules.limit = 1);
    check("limit", "10000", |s| s.rules.limit = 10_000);
    for value in ["0", "10001", "1.5", "all", "-3", ""] {
        refused("limit", value, "1 to 10000");
    }
}

#[test]
fn keywords() {
    check("direction", "auto", |_| {});
    check("direction", "right", |s| s.direction = Direction::Right);
    check("direction", " LEFT ", |s| s.direction = Direction::Left);
    refused("direction", "rtl", "auto, right or left");
    check("start", "full", |_| {});
    check("start", "Edge", |s| s.start = Start::Edge);
    refused("start", "", "full or edge");
    check("target", "auto", |_| {});
    check("target", "_blank", |s| s.target = Target::Blank);
    check("target", "_self", |s| s.target = Target::Own);
    check("target", "_TOP", |s| s.target = Target::Top);
    refused("target", "_parent", "auto, _blank, _self or _top");
}

#[test]
fn lists_of_keywords() {
    let show = |publisher, time, image| move |s: &mut Settings| s.show = Show { publisher, time, image };
    check("show", "publisher", show(true, false, false));
    check("show", "time\nImage", show(false, true, true));
    check("show", "publisher publisher", show(true, false, false));
    check("show", "none", show(false, false, false));
    check("show", "", show(false, false, false));
    refused("show", "title", "publisher, time and image");
    refused("show", "publisher, time", "publisher, time and image");
    let pause = |hover, focus, press| move |s: &mut Settings| s.pause_on = PauseOn { hover, focus, press };
    check("pause-on", "press", pause(false, false, true));
    check("pause-on", "hover focus press", pause(true, true, true));
    check("pause-on", "none", pause(false, false, false));
    refused("pause-on", "", "hover, focus and press");
    refused("pause-on", "hover none", "hover, focus and press");
}

#[test]
fn what_makes_the_list() {
    check("max-age", "0", |_| {});
    check("max-age", "90", |s| s.rules.max_age = 90_000.0);
    check("max-age", "30d", |s| s.rules.max_age = 2_592_000_000.0);
    for value in ["", "31d", "-1", "old"] {
        refused("max-age", value, "up to 30d");
    }
    check("order", "newest", |_| {});
    check("order", "Interleave", |s| s.rules.order = Order::Interleave);
    check("order", "source", |s| s.rules.order = Order::Source);
    refused("order", "oldest", "newest, interleave or source");
    check("dedupe", "exact", |_| {});
    check("dedupe", "off", |s| s.rules.dedupe = Dedupe::Off);
    check("dedupe", "similar", |s| s.rules.dedupe = Dedupe::Similar);
    refused("dedupe", "none", "off, exact or similar");
}

#[test]
fn words_to_include_and_exclude() {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_string()).collect::<Vec<_>>();
    check("include", "Sport,  Élection\nart", |s| s.rules.include = words(&["sport", "élection", "art"]));
    check("include", "كُرة، القدم\u{a0}إعلان", |s| s.rules.include = words(&["كره", "القدم", "اعلان"]));
    check("exclude", "Covid-19 , ! ,", |s| s.rules.exclude = words(&["covid 19"]));
    for value in ["", " ", ",،", "…"] {
        refused("include", value, "words separated by white space");
        refused("exclude", value, "words separated by white space");
    }
}

#[test]
fn texts() {
    check("separator", "", |_| {});
    check("separator", " • ", |s| s.separator = "•".into());
    check("label", " عاجل ", |s| s.label = Some("عاجل".into()));
    refused("label", " ", "the word");
}

#[test]
fn controls_can_be_taken_away_with_one_warning() {
    check("controls", "auto", |_| {});
    refused("controls", "true", "auto or none");
    refused("controls", "", "auto or none");
    let (settings, warnings) = read(&[("controls", "None"), ("pause-on", "none")]);
    assert!(!settings.controls);
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    assert!(warnings[0].contains("WCAG 2.2.2"), "{warnings:?}");
}

#[test]
fn each_bad_attribute_is_told_once_and_the_good_ones_stay() {
    let (settings, warnings) = read(&[("speed", "fast"), ("limit", "7"), ("timeout", "x"), ("sources", "")]);
    let mut expected = Settings::default();
    expected.rules.limit = 7;
    assert_eq!(settings, expected);
    assert_eq!(warnings.len(), 3, "{warnings:?}");
}

#[test]
fn a_very_long_value_is_quoted_in_part() {
    let (_, warnings) = read(&[("speed", &"س".repeat(100_000))]);
    let quoted = warnings[0].chars().filter(|character| *character == 'س').count();
    assert_eq!(quoted, 60);
    assert!(warnings[0].contains("س…\""), "{warnings:?}");
}
