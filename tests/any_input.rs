//! Whatever is read, nothing panics and what comes out is bounded. `HEADLINE_TICKER_CASES=1000000` runs more cases.

mod common;

use common::{Json, context};
use headline_ticker::date;
use headline_ticker::headline::{Context, Field};
use headline_ticker::load::feed::{Format, charset, read};
use headline_ticker::text;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// The names that readers look for.
const NAMES: &str = "title items data posts feed entry rss RDF channel item link url id guid date published pubDate version jsonapi \
    attributes relationships included uri filemime rendered $t type rel href image media$thumbnail media$group media$content enclosure \
    description summary content$encoded language lang dir breaking blocked alt xml$lang source name path alias uuid";

fn cases() -> u32 {
    std::env::var("HEADLINE_TICKER_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(2_000)
}

/// Texts that readers care about, and any others.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(vec![
            "", " ", "خبر أول", "A &amp; B", "<b>x</b>", "&#x202e;", "&#99999999;", "<script>", "https://a.example/x", "javascript:x",
            "https://jsonfeed.org/version/1.1", "2026-11-21T10:30:15Z", "Sat, 21 Nov 2026 10:30:15 GMT", "1795257015", "html",
            "image/png", "file--file", "media--image", "enclosure", "alternate", "ar_EG", "rtl", "\u{202e}\u{2066}", "٢٠٢٦", "&", "<", "&#;", "&;", "<![CDATA[", "/n/1",
        ]).prop_map(String::from),
        1 => ".{0,40}",
        1 => "(&[a-zA-Z#0-9]{0,9};?|<[/a-z ]{0,5}>?|[ -~]){0,30}",
        1 => (1..4_000_usize).prop_map(|count| "كلمة ".repeat(count)),
    ]
}

/// Documents of any shape with names that readers know.
fn documents() -> impl Strategy<Value = Value> {
    let names: Vec<&str> = NAMES.split_ascii_whitespace().collect();
    let leaf = prop_oneof![
        4 => texts().prop_map(Value::from),
        1 => any::<f64>().prop_map(Value::from),
        1 => any::<u64>().prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
        1 => Just(Value::Null),
    ];
    leaf.prop_recursive(6, 60, 6, move |inner| {
        let named = (prop::sample::select(names.clone()), inner.clone());
        prop_oneof![
            1 => prop::collection::vec(inner, 0..6).prop_map(Value::from),
            3 => prop::collection::vec(named, 0..8).prop_map(|fields| {
                Value::Object(fields.into_iter().map(|(name, value)| (name.to_string(), value)).collect::<Map<_, _>>())
            }),
        ]
    })
}

/// One good document of each format.
fn samples() -> Vec<Value> {
    let link = json!([{"rel": "alternate", "href": "/a"}]);
    vec![
        json!({"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": [{"id": "1", "title": "T", "url": "/1"}]}),
        json!([{"id": 1, "title": {"rendered": "T"}, "link": "/1", "date_gmt": "2026-11-21T10:30:15"}]),
        json!({"feed": {"title": {"$t": "F"}, "entry": [{"title": {"type": "html", "$t": "T"}, "link": link}]}}),
        json!({"rss": {"channel": [{"title": [{"$t": "F"}], "item": [{"title": [{"$t": "T"}], "enclosure": [{"type": "image/png", "url": "/i"}]}]}]}}),
        json!({"RDF": {"channel": [{"title": [{"$t": "F"}]}], "item": [{"title": [{"$t": "T"}], "dc$date": [{"$t": "2026-11-21"}]}]}}),
        json!({"jsonapi": {}, "data": [{"id": "n", "attributes": {"title": "T"}, "relationships": {"field_image": {"data": {"type": "media--image", "id": "n"}}}}],
            "included": [{"id": "n", "relationships": {"thumbnail": {"data": {"type": "file--file", "id": "n"}}},
                "attributes": {"filemime": "image/png", "uri": {"url": "/i"}}}]}),
        json!({"posts": [{"uuid": "1", "title": "T", "url": "/1"}]}),
        json!({"data": {"articles": [{"title": "T", "url": "/1", "image": {"url": "/i", "alt": "a"}}]}}),
    ]
}

/// Puts something else in one place of a document: the one that `turns` lead to.
fn mutate(document: &mut Value, mut turns: &[usize], new: Value) {
    let mut place = document;
    while let Some((turn, rest)) = turns.split_first() {
        turns = rest;
        let count = place.as_object().map(Map::len).or(place.as_array().map(Vec::len)).unwrap_or(0);
        if count == 0 {
            break;
        }
        place = match place {
            Value::Object(fields) => fields.values_mut().nth(turn % count).expect("it is within"),
            list => &mut list[turn % count],
        };
    }
    *place = new;
}

fn bounded(document: &Value, context: &Context) {
    let Ok(feed) = read(&Json(document.clone()), context) else { return };
    assert!(feed.problems.len() <= 4, "{:?}", feed.problems);
    for headline in &feed.headlines {
        assert!(!headline.title.is_empty() && headline.title.chars().count() <= 301, "{document}");
        assert!(headline.summary.chars().count() <= 1_001, "{document}");
        let urls = headline.url.iter().chain(headline.image.as_ref().map(|image| &image.url));
        for url in urls {
            assert!(url.starts_with("https://") || url.starts_with("http://"), "{url}");
        }
        assert!(headline.date.is_none_or(|date| date.abs() <= 8.64e15), "{document}");
    }
}

/// The context that says nothing, and one that forces a format and places of fields.
fn both(document: &Value, format: usize, path: &str) {
    bounded(document, &context());
    let map = [(path.to_string(), Field::Title), (path.to_string(), Field::Date), (path.to_string(), Field::Image)];
    let name = Format::NAMES.split(' ').nth(format % 9).expect("there are nine");
    bounded(document, &Context { format: Format::named(name), map: &map, ..context() });
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases()) })]

    #[test]
    fn documents_of_any_shape(document in documents(), format in 0..9_usize, path in "[a-z$.0-9]{0,12}") {
        both(&document, format, &path);
    }

    #[test]
    fn documents_with_something_else_in_one_place(
        sample in 0..8_usize,
        turns in prop::collection::vec(0..6_usize, 0..6),
        new in documents(),
        format in 0..9_usize,
    ) {
        let mut document = samples().swap_remove(sample);
        mutate(&mut document, &turns, new);
        both(&document, format, "title");
    }

    #[test]
    fn texts_of_any_kind(text in texts(), other in texts()) {
        let _ = (date::parse(&text), text::plain(&text), text::fold(&text), text::direction(&text), text::encoded(&text));
        let plain = text::plain(&text::escaped(&text));
        prop_assert_eq!(plain, text::collapse(&text), "what is escaped is shown as it was");
        prop_assert!(!charset(&text, &other).is_empty());
    }
}
