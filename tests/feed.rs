//! What the readers make of documents: which are recognised, what comes out, and what one bad headline costs.

mod common;

use common::{Json, context};
use headline_ticker::headline::{Context, Dir, Headline};
use headline_ticker::load::feed::{Feed, read};
use serde_json::{Value, json};

fn feed(document: Value) -> Feed {
    let text = document.to_string();
    read(&Json(document), &context()).unwrap_or_else(|reason| panic!("{text}: {reason}"))
}

/// The titles that come out without any problem.
fn check(document: Value, titles: &[&str]) {
    let text = document.to_string();
    let feed = feed(document);
    let found: Vec<_> = feed.headlines.iter().map(|headline| headline.title.as_str()).collect();
    assert_eq!(found, titles, "{text}");
    assert!(feed.problems.is_empty(), "{text} gave {:?}", feed.problems);
}

/// The titles that come out, and the problems.
fn flawed(document: Value, titles: &[&str], problems: &[&str]) {
    let text = document.to_string();
    let feed = feed(document);
    let found: Vec<_> = feed.headlines.iter().map(|headline| headline.title.as_str()).collect();
    assert_eq!(found, titles, "{text}");
    assert_eq!(feed.problems, problems, "{text}");
}

fn unreadable(document: Value, reason: &str) {
    let text = document.to_string();
    assert_eq!(read(&Json(document), &context()), Err(reason), "{text}");
}

/// The only headline of a list with one item, read without any problem.
fn one(item: Value) -> Headline {
    let feed = feed(json!([item]));
    assert!(feed.problems.is_empty(), "{:?}", feed.problems);
    feed.headlines[0].as_ref().clone()
}

#[test]
fn lists_are_found_by_content() {
    check(json!([{"title": "a"}, {"title": "b"}]), &["a", "b"]);
    check(json!([]), &[]);
    for name in ["items", "headlines", "articles", "posts"] {
        check(json!({name: [{"title": "a"}]}), &["a"]);
    }
    check(json!({"items": null, "posts": [{"title": "a"}]}), &["a"]);
    check(json!({"items": 3, "posts": [{"title": "a"}]}), &["a"]);
    check(json!({"items": []}), &[]);
}

#[test]
fn what_is_no_feed_is_told() {
    for document in
        [json!({}), json!(null), json!("text"), json!(3), json!({"data": {}}), json!({"items": {"title": "a"}})]
    {
        unreadable(document, "it holds no list of headlines");
    }
    for document in [json!([1, "two", null]), json!({"items": [{"error": "no such user"}]})] {
        unreadable(document, "none of its entries is a headline");
    }
}

#[test]
fn our_own_fields() {
    let headline = one(json!({
        "id": "n1", "title": "الميناء يستقبل أول سفينة", "url": "/n/1", "publisher": "صوت الميناء",
        "date": 1_795_257_015_000_u64, "summary": "<p>وصلت السفينة</p>",
        "image": {"url": "/i.jpg", "alt": "سفينة", "blocked": true}, "lang": "ar", "dir": "rtl", "breaking": true
    }));
    assert_eq!(headline.id.as_deref(), Some("n1"));
    assert_eq!(headline.url.as_deref(), Some("https://www.news.example/n/1"));
    assert_eq!(headline.publisher, "صوت الميناء");
    assert_eq!(headline.date, Some(1_795_257_015_000.0));
    assert_eq!(headline.summary, "وصلت السفينة");
    let image = headline.image.expect("the image is kept");
    assert_eq!(
        (image.url.as_str(), image.alt.as_str(), image.blocked),
        ("https://www.news.example/i.jpg", "سفينة", true)
    );
    assert_eq!((headline.lang.as_deref(), headline.dir, headline.breaking), (Some("ar"), Some(Dir::Rtl), true));
}

#[test]
fn the_usual_other_names() {
    let headline = one(json!({
        "id": 42, "title": "T", "link": "/n/2", "date_published": "2026-11-21T10:30:15Z", "description": "D",
        "image": "/j.jpg", "language": "en-GB"
    }));
    assert_eq!(headline.id.as_deref(), Some("42"));
    assert_eq!(headline.url.as_deref(), Some("https://www.news.example/n/2"));
    assert_eq!(headline.date, Some(1_795_257_015_000.0));
    assert_eq!((headline.summary.as_str(), headline.lang.as_deref()), ("D", Some("en-GB")));
    assert_eq!(headline.image.expect("the image is kept").url, "https://www.news.example/j.jpg");
}

#[test]
fn one_bad_headline_costs_only_itself() {
    flawed(
        json!([{"title": "a"}, {"url": "/x"}, {"title": 5}, {"title": "b"}]),
        &["a", "b"],
        &[
            "headline 2: left out, because it has no title",
            "headline 3: its title is of a wrong type and was left out",
            "headline 3: left out, because it has no title",
        ],
    );
    flawed(json!([{"title": "a"}, "text"]), &["a"], &["headline 2: left out, because it has no title"]);
    flawed(json!([null, {"title": "a"}]), &["a"], &["headline 1: left out, because it has no title"]);
}

#[test]
fn one_bad_field_costs_only_itself() {
    for (name, value) in [
        ("url", json!(7)),
        ("link", json!(["/x"])),
        ("id", json!({})),
        ("id", json!(1.5)),
        ("id", json!(-1)),
        ("id", json!(1e300)),
        ("publisher", json!({"called": "p"})),
        ("date", json!(true)),
        ("summary", json!(1)),
        ("image", json!(false)),
        ("image", json!({"src": "/x"})),
        ("lang", json!(1)),
        ("dir", json!(1)),
        ("breaking", json!("yes")),
    ] {
        let problem = format!("headline 1: its {name} is of a wrong type and was left out");
        flawed(json!([{"title": "a", name: value}]), &["a"], &[&problem]);
    }
    flawed(
        json!([{"title": "a", "url": "javascript:alert(1)"}]),
        &["a"],
        &["headline 1: its url is no http or https address and was left out"],
    );
    flawed(json!([{"title": "a", "date": "soon"}]), &["a"], &["headline 1: its date cannot be read and was left out"]);
    check(json!([{"title": "a", "url": null, "date": null, "breaking": null}]), &["a"]);
}

#[test]
fn of_many_problems_few_are_told() {
    let items: Vec<_> = (0..20).map(|place| if place == 0 { json!({"title": "a"}) } else { json!({}) }).collect();
    flawed(
        json!(items),
        &["a"],
        &[
            "headline 2: left out, because it has no title",
            "headline 3: left out, because it has no title",
            "headline 4: left out, because it has no title",
            "and 16 more",
        ],
    );
}

#[test]
fn the_feed_names_publisher_and_language_unless_the_context_does() {
    let document = json!({"title": "أفق", "language": "ar", "items": [{"title": "خبر"}, {"title": "خبر آخر", "publisher": "مرسى"}]});
    let headlines = feed(document.clone()).headlines;
    assert_eq!((headlines[0].publisher.as_str(), headlines[0].lang.as_deref()), ("أفق", Some("ar")));
    assert_eq!(headlines[1].publisher, "مرسى");
    let named = Context { publisher: Some("نورد"), lang: Some("fa"), ..context() };
    let headlines = read(&Json(document), &named).expect("it is a feed").headlines;
    assert_eq!((headlines[0].publisher.as_str(), headlines[0].lang.as_deref()), ("نورد", Some("fa")));
    assert_eq!(feed(json!({"title": 7, "items": [{"title": "a"}]})).headlines[0].publisher, "news.example");
}

#[test]
fn json_feed() {
    let document = |item: Value| json!({"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Post", "language": "en", "items": [item]});
    let item = |item: Value| {
        let feed = feed(document(item));
        assert!(feed.problems.is_empty(), "{:?}", feed.problems);
        feed.headlines[0].as_ref().clone()
    };
    let headline = item(json!({
        "id": "https://harbour.example/1", "url": "https://harbour.example/1", "external_url": "https://other.example/",
        "title": "Bridge opens", "summary": "S", "content_text": "C", "image": "/i.jpg", "banner_image": "/b.jpg",
        "date_published": "2026-11-21T12:30:15+02:00", "authors": [{"name": "A. Writer"}], "language": "en-IE"
    }));
    assert_eq!(headline.title, "Bridge opens");
    assert_eq!(headline.url.as_deref(), Some("https://harbour.example/1"));
    assert_eq!((headline.publisher.as_str(), headline.summary.as_str()), ("Harbour Post", "S"));
    assert_eq!(headline.date, Some(1_795_257_015_000.0));
    assert_eq!(headline.image.expect("the image is kept").url, "https://www.news.example/i.jpg");
    assert_eq!(headline.lang.as_deref(), Some("en-IE"));

    let headline = item(
        json!({"id": "2", "external_url": "https://other.example/", "content_text": "Rain tomorrow.", "banner_image": "/b.jpg"}),
    );
    assert_eq!((headline.title.as_str(), headline.summary.as_str()), ("Rain tomorrow.", "Rain tomorrow."));
    assert_eq!(headline.url.as_deref(), Some("https://other.example/"));
    assert_eq!(headline.image.expect("the image is kept").url, "https://www.news.example/b.jpg");

    let long = item(json!({"id": "3", "content_text": "word ".repeat(200)}));
    assert!(long.title.chars().count() <= 121 && long.title.ends_with("word…"), "{:?}", long.title);
    assert_eq!(item(json!({"id": "4", "title": "T", "content_text": "C"})).summary, "C");
    // A plain list has no such rule: a summary is no title there.
    unreadable(json!([{"summary": "S"}]), "none of its entries is a headline");
}
