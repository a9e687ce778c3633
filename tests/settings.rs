//! What each attribute accepts, and what happens to a value that cannot be read.

mod common;

use headline_ticker::load::merge::{Dedupe, Order, Rules};
use headline_ticker::settings::{ATTRIBUTES, Direction, Element, PauseOn, Settings, Show, Start, Target};
use headline_ticker::words::Word;
use serde_json::{Value, json};

fn read(attributes: &[(&str, &str)]) -> (Settings, Vec<String>) {
    common::settings(attributes, None)
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
    let element = Element::<common::Json> {
        attribute: &attribute,
        configured: true,
        entries: &|| None,
        words: &|| None,
        resolve: &common::resolve,
        origin: "",
    };
    let (settings, _) = Settings::read(&element);
    assert_eq!(settings, Settings::default());
    let mut asked = asked.into_inner();
    asked.sort();
    let mut listed = ATTRIBUTES.map(String::from).to_vec();
    listed.sort();
    assert_eq!(asked, listed);
}

#[test]
fn sources() {
    let check = |value: &str, expected: &[&str]| {
        let (settings, warnings) = read(&[("sources", value)]);
        let addresses: Vec<_> = settings.sources.iter().map(|source| source.address.as_str()).collect();
        assert_eq!((addresses.as_slice(), warnings.len()), (expected, 0), "{value:?}");
        assert!(settings.sources.iter().all(|source| source.request == source.address && source.weight == 1.0));
    };
    check("/feed.json", &["https://www.news.example/feed.json"]);
    check(" https://a.example/f\n\t#inline  ", &["https://a.example/f", "#inline"]);
    check("/a /b HTTPS://WWW.NEWS.EXAMPLE/a", &["https://www.news.example/a", "https://www.news.example/b"]);
    for value in ["", " \n ", "#", "javascript:alert(1)", "https://", "data:,[] ftp://a.example/"] {
        refused("sources", value, "addresses of feeds");
    }
    let (settings, warnings) = read(&[("sources", "file:///x /a mailto:a@b.example")]);
    assert_eq!(settings.sources[0].address, "https://www.news.example/a", "the good address stays");
    assert!(warnings.len() == 1 && warnings[0].contains("\"file:///x mailto:a@b.example\""), "{warnings:?}");
}

/// Each source of a configuration as `address request credentials name lang weight live`, a dash for what is not there.
fn configured(attributes: &[(&str, &str)], config: Value, expected: &[&str], warned: &[&str]) {
    let (settings, warnings) = common::settings(attributes, Some(&config));
    let sources = settings.sources.iter().map(|source| {
        let or_dash = |text: &Option<String>| text.clone().unwrap_or("-".into());
        let request = if source.request == source.address { "-" } else { &source.request };
        let live = if source.live { "live" } else { "-" };
        let (name, lang) = (or_dash(&source.name), or_dash(&source.lang));
        format!("{} {request} {} {name} {lang} {} {live}", source.address, source.credentials, source.weight)
    });
    assert_eq!(sources.collect::<Vec<_>>(), expected, "{config}");
    assert_eq!(warnings.len(), warned.len(), "{config} gave {warnings:?}");
    for (warning, part) in warnings.iter().zip(warned) {
        assert!(warning.contains(part), "{warning:?} does not say {part:?}");
    }
}

#[test]
fn a_configuration_says_more_of_a_source() {
    let plain = "https://a.example/f - same-origin - - 1 -";
    configured(&[], json!({"sources": ["https://a.example/f"]}), &[plain], &[]);
    configured(
        &[],
        json!({"sources": [{"url": "https://a.example/f"}, {"url": "#list"}]}),
        &[plain, "#list - same-origin - - 1 -"],
        &[],
    );
    configured(
        &[],
        json!({"sources": [{"url": "/f", "name": "صوت الميناء", "lang": "ar", "weight": 2.5, "live": "sse"}], "credentials": "omit"}),
        &["https://www.news.example/f - omit صوت الميناء ar 2.5 live"],
        &[],
    );
    // An attribute wins over the same name.
    configured(&[("sources", "https://a.example/f")], json!({"sources": ["/g"], "speed": 20}), &[plain], &[]);
    configured(
        &[("sources", "https://a.example/f"), ("credentials", "omit")],
        json!({"credentials": "include"}),
        &["https://a.example/f - omit - - 1 -"],
        &[],
    );
    // What is wrong costs only itself.
    configured(
        &[],
        json!({"sources": [7, {"name": "x"}, {"url": "ftp://a.example"}, {"url": "https://a.example/f"}]}),
        &[plain],
        &["sources=\"ftp://a.example\""],
    );
    configured(
        &[],
        json!({"sources": [{"url": "https://a.example/f", "weight": "heavy", "live": "ws"}]}),
        &[plain],
        &["live=\"ws\"", "weight=\"heavy\""],
    );
    configured(
        &[],
        json!({"sources": [{"url": "#list", "live": "sse"}]}),
        &["#list - same-origin - - 1 -"],
        &["live=\"sse\""],
    );
    for (weight, told) in
        [(json!("2"), "weight=\"2\""), (json!(-1), "https://a.example/f"), (json!(500), "https://a.example/f")]
    {
        configured(&[], json!({"sources": [{"url": "https://a.example/f", "weight": weight}]}), &[plain], &[told]);
    }
    configured(&[], json!({"sources": "https://a.example/f"}), &[plain], &[]);
}

#[test]
fn a_configuration_may_hold_any_attribute() {
    let (settings, warnings) =
        common::settings(&[("limit", "7")], Some(&json!({"speed": 20.5, "limit": 9, "show": "time", "label": true})));
    assert_eq!((settings.speed, settings.rules.limit, settings.show.time, settings.label), (20.5, 7, true, None));
    assert!(warnings.is_empty(), "{warnings:?}");
    refused("config", "#nowhere", "#id of an inline script");
    refused("config", "", "#id of an inline script");
}

#[test]
fn a_proxy_brings_what_is_of_another_origin() {
    let proxy = ("proxy", "https://p.example/?u=");
    configured(
        &[proxy, ("sources", "https://a.example/f?x=1&y=ب /own #list https://www.news.example.org/")],
        json!({}),
        &[
            "https://a.example/f?x=1&y=%D8%A8 https://p.example/?u=https%3A%2F%2Fa.example%2Ff%3Fx%3D1%26y%3D%25D8%25A8 same-origin - - 1 -",
            "https://www.news.example/own - same-origin - - 1 -",
            "#list - same-origin - - 1 -",
            "https://www.news.example.org/ https://p.example/?u=https%3A%2F%2Fwww.news.example.org%2F same-origin - - 1 -",
        ],
        &[],
    );
    configured(
        &[proxy],
        json!({"sources": [{"url": "https://a.example/f", "proxy": false}]}),
        &["https://a.example/f - same-origin - - 1 -"],
        &[],
    );
    let (settings, _) = read(&[("proxy", "/get?"), ("sources", "https://a.example/f")]);
    assert_eq!(settings.sources[0].request, "https://www.news.example/get?https%3A%2F%2Fa.example%2Ff");
    for value in ["", "ftp://p.example/", "#here"] {
        refused("proxy", value, "http or https address");
    }
}

#[test]
fn sources_that_are_read_alike_are_one() {
    let keys = |config: Value| {
        common::settings(&[], Some(&config)).0.sources.iter().map(|source| source.key).collect::<Vec<_>>()
    };
    let url = "https://a.example/f";
    let plain = keys(json!({"sources": [url]}));
    assert_eq!(keys(json!({"sources": [{"url": url, "weight": 3}]})), plain);
    for other in [
        json!({"sources": [{"url": url, "name": "n"}]}),
        json!({"sources": [{"url": url, "lang": "ar"}]}),
        json!({"sources": [{"url": url, "live": "sse"}]}),
        json!({"sources": [url], "credentials": "omit"}),
        json!({"sources": [url], "proxy": "/p?"}),
    ] {
        assert_ne!(keys(other.clone()), plain, "{other}");
    }
}

#[test]
fn what_the_list_is_to_be() {
    check("max-age", "0", |s| s.rules.max_age = 0.0);
    check("max-age", "2d", |s| s.rules.max_age = 172_800_000.0);
    for value in ["", "31d", "old"] {
        refused("max-age", value, "to 30d");
    }
    check("order", "Interleave", |s| s.rules.order = Order::Interleave);
    check("order", "source", |s| s.rules.order = Order::Source);
    refused("order", "oldest", "one of: newest interleave source");
    check("dedupe", "off", |s| s.rules.dedupe = Dedupe::Off);
    check("dedupe", "similar", |s| s.rules.dedupe = Dedupe::Similar);
    refused("dedupe", "", "one of: off exact similar");
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_string()).collect::<Vec<_>>();
    check("include", "Port,  مِيناء، Énergie", |s| s.rules.include = words(&["port", "ميناء", "énergie"]));
    check("exclude", "sport", |s| s.rules.exclude = words(&["sport"]));
    // The article is left out, unless hardly anything would be left; what only begins like it once it is folded is none.
    check("include", "الحافلات المغرب الآن", |s| s.rules.include = words(&["حافلات", "مغرب", "الان"]));
    check("exclude", "إلهام ألبوم", |s| s.rules.exclude = words(&["الهام", "البوم"]));
    for value in ["", " ", "«»"] {
        refused("exclude", value, "words separated by white space or commas");
    }
}

#[test]
fn cache() {
    check("cache", "0", |s| s.cache = 0.0);
    check("cache", "6h", |s| s.cache = 21_600_000.0);
    check("cache", "30d", |s| s.cache = 2_592_000_000.0);
    for value in ["", "31d", "on", "-1"] {
        refused("cache", value, "to 30d");
    }
    for value in ["", "yes", "same origin"] {
        refused("credentials", value, "one of: same-origin include omit");
    }
    let (settings, warnings) = read(&[("cache", "1d"), ("credentials", "include")]);
    assert!(settings.cache == 0.0 && warnings.len() == 1 && warnings[0].contains("cookies"), "{warnings:?}");
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
    refused("direction", "rtl", "one of: auto right left");
    check("start", "full", |_| {});
    check("start", "Edge", |s| s.start = Start::Edge);
    refused("start", "", "one of: full edge");
    check("target", "auto", |_| {});
    check("target", "_blank", |s| s.target = Target::Blank);
    check("target", "_self", |s| s.target = Target::Own);
    check("target", "_TOP", |s| s.target = Target::Top);
    refused("target", "_parent", "one of: auto _blank _self _top");
}

#[test]
fn lists_of_keywords() {
    let show = |publisher, time, image| move |s: &mut Settings| s.show = Show { publisher, time, image };
    check("show", "publisher", show(true, false, false));
    check("show", "time\nImage", show(false, true, true));
    check("show", "publisher publisher", show(true, false, false));
    check("show", "none", show(false, false, false));
    check("show", "", show(false, false, false));
    refused("show", "title", "none, or any of: publisher time image");
    refused("show", "publisher, time", "none, or any of: publisher time image");
    let pause = |hover, focus, press| move |s: &mut Settings| s.pause_on = PauseOn { hover, focus, press };
    check("pause-on", "press", pause(false, false, true));
    check("pause-on", "hover focus press", pause(true, true, true));
    check("pause-on", "none", pause(false, false, false));
    refused("pause-on", "", "none, or any of: hover focus press");
    refused("pause-on", "hover none", "none, or any of: hover focus press");
}

#[test]
fn texts() {
    check("separator", "", |_| {});
    check("separator", " • ", |s| s.separator = "•".into());
    check("label", " عاجل ", |s| s.label = Some("عاجل".into()));
    refused("label", " ", "the word");
}

#[test]
fn words_of_a_configuration() {
    let read = |words: Value| {
        let (settings, warnings) = common::settings(&[], Some(&json!({ "words": words })));
        (settings.words, warnings)
    };
    let check = |words: Value, expected: &[(Word, &str)]| {
        let expected: Vec<_> = expected.iter().map(|(word, said)| (*word, String::from(*said))).collect();
        assert_eq!(read(words.clone()), (expected, vec![]), "{words}");
    };
    check(json!({}), &[]);
    check(
        json!({"pause": "قف", "published-by-on": "{p}، {d}"}),
        &[(Word::Pause, "قف"), (Word::PublishedByOn, "{p}، {d}")],
    );
    check(json!("قف"), &[]);
    for words in [json!({"stop": "قف"}), json!({"pause": 1}), json!({"pause": " "}), json!({"__proto__": "قف"})] {
        let (taken, warnings) = read(words.clone());
        assert!(taken.is_empty() && warnings.len() == 1, "{words} gave {taken:?}, {warnings:?}");
        assert!(warnings[0].contains("label pause play"), "{warnings:?}");
    }
}

#[test]
fn card() {
    check("card", "auto", |_| {});
    check("card", "None", |s| s.card = false);
    refused("card", "", "one of: auto none");
}

#[test]
fn controls_can_be_taken_away_with_one_warning() {
    check("controls", "auto", |_| {});
    refused("controls", "true", "one of: auto none");
    refused("controls", "", "one of: auto none");
    let (settings, warnings) = read(&[("controls", "None"), ("pause-on", "none")]);
    assert!(!settings.controls);
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    assert!(warnings[0].contains("WCAG 2.2.2"), "{warnings:?}");
}

#[test]
fn each_bad_attribute_is_told_once_and_the_good_ones_stay() {
    let (settings, warnings) = read(&[("speed", "fast"), ("limit", "7"), ("timeout", "x"), ("sources", "")]);
    assert_eq!(settings, Settings { rules: Rules { limit: 7, ..Settings::default().rules }, ..Settings::default() });
    assert_eq!(warnings.len(), 3, "{warnings:?}");
}

#[test]
fn a_very_long_value_is_quoted_in_part() {
    let (_, warnings) = read(&[("speed", &"س".repeat(100_000))]);
    let quoted = warnings[0].chars().filter(|character| *character == 'س').count();
    assert_eq!(quoted, 60);
    assert!(warnings[0].contains("س…\""), "{warnings:?}");
}
