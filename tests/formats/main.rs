//! What comes out of feeds in the shapes that software really emits, and of broken ones.

#[path = "../common/mod.rs"]
mod common;

mod json;
mod software;
mod xml;

use common::{Json, context};
use headline_ticker::headline::{Context, Field, Headline};
use headline_ticker::load::feed::{Format, charset, read};
use serde_json::{Value, json};

/// One headline in a line: title, then what else it has, by name.
fn line(headline: &Headline) -> String {
    let mut line = headline.title.clone();
    let mut add = |name: &str, value: Option<&str>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            line += &format!(" | {name} {value}");
        }
    };
    let short = |url: &str| url.strip_prefix("https://www.news.example").unwrap_or(url).to_string();
    add("id", headline.id.as_deref());
    add("url", headline.url.as_deref().map(short).as_deref());
    add("by", Some(headline.publisher.as_str()).filter(|name| *name != "news.example"));
    add("at", headline.date.map(|date| (date / 1000.0).to_string()).as_deref());
    add("says", Some(&headline.summary));
    if let Some(image) = &headline.image {
        add("image", Some(&short(&image.url)));
        add("alt", Some(&image.alt));
    }
    add("lang", headline.lang.as_deref());
    line
}

/// What is read of a document: a line for each headline and each problem, or the reason why it is no feed.
fn lines(document: &Value, context: &Context) -> Vec<String> {
    match read(&Json(document.clone()), context) {
        Ok(feed) => feed.headlines.iter().map(|headline| line(headline)).chain(feed.problems).collect(),
        Err(reason) => vec![format!("no feed: {reason}")],
    }
}

fn check(document: &Value, expected: &[&str]) {
    assert_eq!(lines(document, &context()), expected, "{document}");
}

fn check_xml(text: &str, expected: &[&str]) {
    check(&common::xml::document(text), expected);
}

#[test]
fn a_source_may_say_where_its_fields_stand() {
    let document = json!({"items": [{
        "id": 7, "title": "Not this one", "texts": [{"main": "This one"}], "where": {"web": "/n/7"}, "when": 1_795_257_015,
        "media": {"pictures": [{"src": "/a.jpg"}, {"src": "/b.jpg"}]}
    }]});
    let map: Vec<_> = [
        ("texts.main", Field::Title),
        ("nothing.here", Field::Title),
        ("where.web", Field::Url),
        ("when", Field::Date),
        ("media.pictures.1.src", Field::Image),
    ]
    .map(|(path, field)| (path.to_string(), field))
    .to_vec();
    let mapped = Context { map: &map, ..context() };
    assert_eq!(lines(&document, &mapped), ["This one | id 7 | url /n/7 | at 1795257015 | image /b.jpg"]);
}

#[test]
fn what_a_source_says_goes_before_what_its_format_says() {
    let document = json!({"feed": {"title": {"$t": "F"}, "entry": [{
        "title": {"$t": "own"}, "media$title": {"$t": "A <b>"}, "Publish Date": "2026-11-21T10:30:15Z"}]}});
    let map = [("media$title".to_string(), Field::Title), ("Publish Date".to_string(), Field::Date)];
    assert_eq!(lines(&document, &Context { map: &map, ..context() }), ["A | by F | at 1795257015"]);
    let document = json!({"jsonapi": {}, "data": [{"attributes": {"title": "T", "pic": "/mapped.jpg"},
        "relationships": {"field_image": {"data": {"id": "f"}}}}], "included": [{"id": "f", "attributes": {"uri": {"url": "/f.jpg"}}}]});
    let map = [("attributes.pic".to_string(), Field::Image)];
    assert_eq!(lines(&document, &Context { map: &map, ..context() }), ["T | image /mapped.jpg"]);
}

#[test]
fn a_source_may_say_its_format() {
    let document = json!([{"title": {"rendered": "Posted"}, "link": "/p/1", "name": "Named"}]);
    for (name, expected) in [("wordpress", "Posted | url /p/1"), ("plain", "Named | url /p/1")] {
        let forced = Context { format: Format::named(name), ..context() };
        assert_eq!(lines(&document, &forced), [expected], "{name}");
    }
    let forced = Context { format: Format::named("rss"), ..context() };
    assert_eq!(lines(&document, &forced), ["no feed: it holds no list of headlines"]);
    for name in Format::NAMES.split(' ') {
        assert!(Format::named(name).is_some(), "{name}");
    }
    assert_eq!(Format::named("Blogger"), Some(Format::Atom));
    assert_eq!(Format::named("xml"), None);
    assert_eq!(Field::NAMES.split(' ').filter(|name| Field::named(name).is_some()).count(), 11);
}

#[test]
fn bytes_are_read_in_the_encoding_that_is_declared() {
    for (content_type, head, expected) in [
        ("application/json", "[", "utf-8"),
        ("", "", "utf-8"),
        ("text/xml; charset=windows-1256", "<?xml version=\"1.0\"?>", "windows-1256"),
        ("text/xml;Charset=\"ISO-8859-6\"", "", "ISO-8859-6"),
        ("text/xml; charset='windows-1256'; x=y", "", "windows-1256"),
        ("application/rss+xml", "<?xml version=\"1.0\" encoding=\"windows-1256\"?><rss", "windows-1256"),
        ("application/rss+xml", "<?xml version='1.0' encoding = 'iso-8859-6' ?>", "iso-8859-6"),
        ("application/rss+xml", "<rss><item encoding=\"x\">", "utf-8"),
        // The header goes before the declaration, and a byte order mark before both.
        ("text/xml; charset=utf-8", "<?xml version=\"1.0\" encoding=\"windows-1256\"?>", "utf-8"),
        ("text/xml; charset=windows-1256", "\u{ef}\u{bb}\u{bf}<?xml", "utf-8"),
        ("text/xml", "\u{ff}\u{fe}<\0", "utf-16le"),
        ("text/xml", "\u{fe}\u{ff}\0<", "utf-16be"),
        ("text/xml", "\r\n<?xml version=\"1.0\" encoding=\"windows-1256\"?>", "windows-1256"),
        ("charset", "", "utf-8"),
        ("text/xml; charset=", "", "utf-8"),
    ] {
        assert_eq!(charset(content_type, head), expected, "{content_type} {head}");
    }
}
