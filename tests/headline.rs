//! How what was said of a headline becomes a headline that is safe and whole, and what its key is made of.

mod common;

use common::{SOURCE, context};
use headline_ticker::date;
use headline_ticker::headline::{Context, Dir, Field, Headline, Key, Problems, RawHeadline};

fn raw(title: &str) -> RawHeadline {
    with(RawHeadline::default(), Field::Title, title)
}

fn with(mut raw: RawHeadline, field: Field, text: &str) -> RawHeadline {
    raw.set(field, Some(text.into()));
    raw
}

fn made(raw: RawHeadline, context: &Context) -> (Result<Headline, &'static str>, Vec<String>) {
    let mut problems = Problems::default();
    let headline = Headline::new(&raw, context, &mut problems);
    (headline, problems.told())
}

/// Makes a headline without any problem.
fn good(raw: RawHeadline) -> Headline {
    good_in(raw, &context())
}

fn good_in(raw: RawHeadline, context: &Context) -> Headline {
    let (headline, problems) = made(raw.clone(), context);
    assert!(problems.is_empty(), "{raw:?} gave {problems:?}");
    headline.expect("it has a title")
}

/// Makes a headline with one problem, which names `problem`.
fn flawed(raw: RawHeadline, problem: &str) -> Headline {
    let (headline, problems) = made(raw, &context());
    assert!(problems.len() == 1 && problems[0].contains(problem), "{problems:?} instead of {problem:?}");
    headline.expect("it has a title")
}

#[test]
fn a_title_alone_is_enough() {
    let headline = good(raw("  المطار يفتح\n أبوابه "));
    assert_eq!(headline.title, "المطار يفتح أبوابه");
    assert_eq!(headline.source, SOURCE);
    assert_eq!(headline.publisher, "news.example");
    assert_eq!(headline.dir, Some(Dir::Rtl));
    assert_eq!((headline.url, headline.date, headline.image, headline.lang), (None, None, None, None));
}

#[test]
fn one_that_was_kept_names_its_source() {
    let kept = "https://other.example/feed";
    let headline = good(with(raw("T"), Field::Source, kept));
    assert_eq!((headline.source.as_str(), headline.publisher.as_str()), (kept, "other.example"));
    let of_there = Context { source: kept, ..context() };
    assert_eq!(headline.key, good_in(with(raw("T"), Field::Id, ""), &of_there).key);
    let with_id = with(raw("T"), Field::Id, "1");
    assert_eq!(good(with(with_id.clone(), Field::Source, kept)).key, good_in(with_id, &of_there).key);
    // Feeds cannot say it.
    assert_eq!(Field::named("source"), None);
}

#[test]
fn without_a_title_there_is_no_headline() {
    for title in [None, Some(""), Some(" \n"), Some("<p></p>"), Some("&nbsp;&#8203;"), Some("\u{200f}\u{ad}")] {
        let mut raw = RawHeadline::default();
        raw.set(Field::Title, title.map(String::from));
        assert_eq!(made(raw, &context()).0, Err("it has no title"), "{title:?}");
    }
    assert_eq!(good(raw("؟!")).title, "؟!");
}

#[test]
fn titles_are_decoded_once_and_not_at_all_where_the_browser_did() {
    assert_eq!(good(raw("<i>A</i> &amp;amp; B")).title, "A &amp; B");
    let decoded = Context { decoded: true, ..context() };
    assert_eq!(good_in(raw(" <i>A</i>  &amp; B"), &decoded).title, "<i>A</i> &amp; B");
}

#[test]
fn long_titles_are_cut() {
    assert_eq!(good(raw(&"ا".repeat(300))).title.chars().count(), 300);
    let title = flawed(raw(&"ا".repeat(100_000)), "longer than 300 characters").title;
    assert_eq!(title.chars().count(), 301);
    assert!(title.ends_with('…'));
    let words = flawed(raw(&"كلمة ".repeat(100)), "longer than 300").title;
    assert!(words.ends_with("كلمة…") && words.chars().count() <= 301, "{words:?}");
}

#[test]
fn only_addresses_of_the_web_are_kept() {
    let url = |written: &str| with(raw("T"), Field::Url, written);
    let check =
        |written: &str, expected: &str| assert_eq!(good(url(written)).url.as_deref(), Some(expected), "{written:?}");
    check("https://a.example/x", "https://a.example/x");
    check(" HTTP://a.example ", "http://a.example/");
    check("/n/1", "https://www.news.example/n/1");
    check("n/1", "https://www.news.example/feeds/n/1");
    check("//b.example/", "https://b.example/");
    for written in [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "ftp://a.example/",
        "mailto:a@b.example",
        "http://",
    ] {
        assert_eq!(flawed(url(written), "its url").url, None, "{written:?}");
    }
    // Nothing is not the address of the feed, and nothing is wrong with it.
    for nothing in ["", " \n"] {
        assert_eq!(good(url(nothing)).url, None, "{nothing:?}");
        assert_eq!(good(with(raw("T"), Field::Image, nothing)).image, None, "{nothing:?}");
    }
}

#[test]
fn images_are_kept_if_their_address_is_of_the_web() {
    let image = |written: &str| {
        let mut raw = with(with(raw("T"), Field::Image, written), Field::Alt, "a &amp; b");
        raw.blocked = true;
        raw
    };
    let kept = good(image("/i.jpg")).image.expect("the image is kept");
    assert_eq!((kept.url.as_str(), kept.alt.as_str(), kept.blocked), ("https://www.news.example/i.jpg", "a & b", true));
    assert_eq!(flawed(image("data:image/png;base64,AA"), "its image").image, None);
}

#[test]
fn the_publisher_is_the_nearest_name_known() {
    let named = Context { publisher: Some("الأفق &amp; البحر"), ..context() };
    let own = || with(raw("T"), Field::Publisher, " <b>صوت الميناء</b> ");
    let linked = |url: &str| with(with(raw("T"), Field::Url, url), Field::Publisher, " ");
    assert_eq!(good_in(own(), &named).publisher, "صوت الميناء");
    assert_eq!(good_in(raw("T"), &named).publisher, "الأفق & البحر");
    assert_eq!(good(linked("https://www.port.example:8080/x?y")).publisher, "port.example");
    assert_eq!(good(linked("https://user:secret@port.example/@x")).publisher, "port.example");
    assert_eq!(good(linked("http://[2001:db8::1]/")).publisher, "[2001:db8::1]");
    assert_eq!(good(raw("T")).publisher, "news.example");
    assert_eq!(good_in(raw("T"), &Context { source: "", ..context() }).publisher, "");
    assert_eq!(good_in(raw("T"), &Context { source: "#inline", ..context() }).publisher, "");
}

#[test]
fn dates() {
    let dated = |date| {
        let mut raw = raw("T");
        raw.date = Some(date);
        raw
    };
    assert_eq!(good(dated(1.5)).date, Some(1.5));
    assert_eq!(good(dated(date::parse("1970-01-01T00:00:01Z").expect("it is a date"))).date, Some(1_000.0));
    for date in [f64::NAN, f64::INFINITY, 9e15] {
        assert_eq!(flawed(dated(date), "its date").date, None);
    }
}

#[test]
fn the_direction_comes_from_the_nearest_that_is_known() {
    let check = |title: &str, dir: Option<&str>, lang: Option<&str>, source: Option<&'static str>, expected| {
        let mut raw = raw(title);
        raw.set(Field::Dir, dir.map(String::from));
        raw.set(Field::Lang, lang.map(String::from));
        let context = Context { lang: source, ..context() };
        assert_eq!(good_in(raw, &context).dir, expected, "{title:?} {dir:?} {lang:?} {source:?}");
    };
    check("خبر", Some("LTR"), Some("ar"), Some("ar"), Some(Dir::Ltr));
    check("News", None, Some("ar"), Some("en"), Some(Dir::Rtl));
    check("خبر", None, Some("und"), Some("en"), Some(Dir::Rtl));
    check("Nordwind تفتتح مصنعها", None, None, Some("en"), Some(Dir::Rtl));
    check("2026", None, None, Some("ar"), Some(Dir::Rtl));
    check("2026", None, None, None, None);
    assert_eq!(flawed(with(raw("خبر"), Field::Dir, "auto"), "its dir").dir, Some(Dir::Rtl));
}

#[test]
fn languages() {
    let check = |lang: Option<&str>, title: &str, source: Option<&'static str>, expected: Option<&str>| {
        let mut raw = raw(title);
        raw.set(Field::Lang, lang.map(String::from));
        let headline = good_in(raw, &Context { lang: source, ..context() });
        assert_eq!(headline.lang.as_deref(), expected, "{lang:?} {title:?} {source:?}");
    };
    check(Some("ar"), "خبر", None, Some("ar"));
    check(Some(" zh-Hant-TW "), "新聞", None, Some("zh-Hant-TW"));
    check(Some("ar_EG"), "خبر", None, Some("ar-EG"));
    check(None, "خبر", Some("ar"), Some("ar"));
    // An English headline in an Arabic feed is not read out as Arabic.
    check(None, "News", Some("ar"), None);
    check(None, "News", None, None);
    for lang in ["", "a", "1a", "arabic language", "en-", "toolonglang", "x-own", "en--us", "ع", "\"><script>"] {
        assert_eq!(flawed(with(raw("T"), Field::Lang, lang), "its lang").lang, None, "{lang:?}");
    }
}

#[test]
fn summaries_are_plain_and_not_endless() {
    let summary = |written: &str| good(with(raw("T"), Field::Summary, written)).summary;
    assert_eq!(summary("<p>One.</p><p>Two &amp; three.</p>"), "One. Two & three.");
    assert_eq!(summary(&"x".repeat(5_000)).chars().count(), 1_001);
    assert_eq!(summary("&nbsp;"), "");
}

#[test]
fn keys() {
    let key = |source: &str, id: Option<&str>, url: Option<&str>, title: &str| Key::of(source, id, url, title);
    let same = |one: Key, other: Key| assert_eq!(one, other);
    let differ = |one: Key, other: Key| assert_ne!(one, other);
    let url = |url: &str| key("s", None, Some(url), "t");
    // By the id within its source.
    same(key("s", Some("1"), Some("u"), "a"), key("s", Some("1"), Some("v"), "b"));
    differ(key("s", Some("1"), None, "a"), key("s", Some("2"), None, "a"));
    differ(key("s", Some("1"), None, "a"), key("r", Some("1"), None, "a"));
    differ(key("ab", Some("c"), None, "a"), key("a", Some("bc"), None, "a"));
    // By the URL, whatever the source.
    same(key("s", None, Some("https://a.example/1"), "a"), key("r", None, Some("https://a.example/1"), "b"));
    same(url("https://a.example/1"), url("https://a.example/1#top"));
    same(url("https://a.example/1"), url("https://a.example/1?utm_source=x&utm_medium=y&fbclid=z#top"));
    same(url("https://a.example/?p=1"), url("https://a.example/?utm_source=x&p=1&&gclid=y"));
    same(url("https://a.example/"), url("https://a.example/?"));
    differ(url("https://a.example/?p=1"), url("https://a.example/?p=2"));
    differ(url("https://a.example/?p=1"), url("https://a.example/"));
    differ(url("https://a.example/?a=1&b=2"), url("https://a.example/?a=1b=2"));
    differ(url("https://a.example/a"), url("https://a.example/A"));
    // By the folded title.
    same(key("s", None, None, "«أخبار» اليوم!"), key("r", None, None, "اخبار اليوم"));
    differ(key("s", None, None, "خبر"), key("s", None, None, "خبران"));
    differ(key("s", None, None, "؟؟"), key("s", None, None, "!!"));
    differ(key("s", None, None, "x"), key("s", None, Some("x"), "y"));
    // An empty id is none.
    let named = |id: &str| good(with(raw("T"), Field::Id, id));
    assert_eq!(named("").key, good(raw("T")).key);
    assert_eq!(named("7").id.as_deref(), Some("7"));
}

#[test]
fn keys_have_sixteen_digits() {
    for (number, text) in
        [(0, "0000000000000000"), (0x0123_4567_89ab_cdef, "0123456789abcdef"), (u64::MAX, "ffffffffffffffff")]
    {
        assert_eq!(Key(number).to_text(), text);
    }
}
