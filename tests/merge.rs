//! The list: what is in it, in which order, and what becomes one.

mod common;

use headline_ticker::headline::{Headline, Image, Key};
use headline_ticker::load::merge::{Dedupe, Order, Part, Rules, merge};
use headline_ticker::load::seen::first_seen;
use headline_ticker::settings::Settings;
use proptest::prelude::*;
use std::rc::Rc;

/// The present.
const WALL: f64 = 1e6;

fn rules() -> Rules {
    Settings::default().rules
}

/// Feeds of headlines by title and date, each with weight 1.
type Feeds<'a> = &'a [&'a [(&'a str, Option<f64>)]];

fn made(feeds: Feeds) -> Vec<Vec<Rc<Headline>>> {
    feeds.iter().map(|feed| feed.iter().map(|(title, date)| common::headline(title, *date)).collect()).collect()
}

fn parts(feeds: &[Vec<Rc<Headline>>]) -> Vec<Part<'_>> {
    feeds.iter().map(|headlines| Part { headlines, weight: 1.0 }).collect()
}

fn titles(list: &[Rc<Headline>]) -> String {
    list.iter().map(|headline| headline.title.as_str()).collect::<Vec<_>>().join(" ")
}

fn merged(feeds: Feeds, rules: &Rules) -> String {
    titles(&merge(&parts(&made(feeds)), rules, WALL))
}

fn check(feeds: Feeds, expected: &str) {
    assert_eq!(merged(feeds, &rules()), expected, "{feeds:?}");
}

#[test]
fn newest_first_across_feeds() {
    check(&[], "");
    check(&[&[]], "");
    check(&[&[("a", Some(3.0)), ("b", Some(1.0))], &[("c", Some(2.0))]], "a c b");
    check(&[&[("old", Some(-5.0))], &[("new", Some(5.0))]], "new old");
}

#[test]
fn ties_keep_the_order_of_sources_and_feeds() {
    check(&[&[("a", Some(1.0)), ("b", Some(1.0))], &[("c", Some(1.0)), ("d", Some(1.0))]], "a b c d");
    check(&[&[("z", None), ("y", None), ("x", None)]], "z y x");
}

#[test]
fn undated_headlines_stand_with_their_neighbours() {
    check(&[&[("a", Some(5.0)), ("b", None), ("c", Some(1.0))], &[("d", Some(3.0))]], "a b d c");
    check(&[&[("a", None), ("b", Some(5.0))], &[("c", Some(6.0)), ("d", Some(4.0))]], "c a b d");
    check(&[&[("a", Some(1.0)), ("b", None)], &[("c", Some(2.0))]], "c a b");
}

#[test]
fn in_a_feed_without_dates_counts_when_it_was_first_seen() {
    let mut feed = made(&[&[("a", None), ("b", None)]]).remove(0);
    first_seen(&mut feed, &[], 100.0);
    // One that is new stands before what was there, wherever it stands in its feed.
    let mut next = made(&[&[("a", None), ("b", None), ("c", None)]]).remove(0);
    first_seen(&mut next, &feed, 200.0);
    let other = made(&[&[("x", Some(150.0)), ("y", Some(50.0))]]).remove(0);
    assert_eq!(titles(&merge(&parts(&[next, other]), &rules(), WALL)), "c x a b y");
}

#[test]
fn a_date_in_the_future_counts_as_when_it_was_first_seen() {
    let seen = |date, old: &[Rc<Headline>], wall| {
        let mut feed = vec![common::headline("a", Some(date))];
        first_seen(&mut feed, old, wall);
        feed
    };
    let first = seen(500.0, &[], 100.0);
    assert_eq!(first[0].date, Some(100.0));
    // It does not come first again with the next refresh.
    let second = seen(500.0, &first, 200.0);
    assert_eq!((second[0].date, second[0].seen), (Some(100.0), 100.0));
    // Once its date has come, that is its date; and so is one that the feed changed.
    assert_eq!(seen(500.0, &second, 600.0)[0].date, Some(500.0));
    assert_eq!(seen(150.0, &second, 600.0)[0].date, Some(150.0));
}

#[test]
fn each_key_stands_once_with_its_newest_date() {
    check(&[&[("a", Some(1.0)), ("b", Some(2.0))], &[("a", Some(3.0)), ("c", Some(2.5))]], "a c b");
    check(&[&[("a", None), ("b", None), ("a", None)]], "a b");
    check(&[&[("a", Some(1.0))], &[("a", Some(1.0))]], "a");
    let (older, newer) = (common::headline("a", Some(1.0)), common::headline("a", Some(2.0)));
    let list = merge(&parts(&[vec![older], vec![Rc::clone(&newer)]]), &rules(), WALL);
    assert!(list.len() == 1 && Rc::ptr_eq(&list[0], &newer), "the newest of one key is shown, as it is");
}

#[test]
fn the_limit_keeps_the_newest() {
    let feeds: Feeds = &[&[("a", Some(1.0)), ("b", Some(4.0))], &[("c", Some(3.0)), ("c", Some(3.0))]];
    for (limit, expected) in [(2, "b c"), (0, ""), (3, "b c a")] {
        assert_eq!(merged(feeds, &Rules { limit, ..rules() }), expected, "{limit}");
    }
}

#[test]
fn what_is_too_old_is_left_out() {
    let aged = Rules { max_age: 100.0, ..rules() };
    let feeds: Feeds = &[&[("a", Some(WALL)), ("b", Some(WALL - 100.0)), ("c", Some(WALL - 101.0)), ("d", None)]];
    assert_eq!(merged(feeds, &aged), "a b");
    assert_eq!(merged(&[&[("a", None), ("b", Some(WALL - 1.0))]], &aged), "a b", "it has the age of its neighbour");
    assert_eq!(merged(&[&[("a", None)]], &aged), "", "it was first seen long ago");
}

#[test]
fn the_order_may_be_by_turns_or_by_source() {
    let feeds: Feeds = &[
        &[("a1", Some(9.0)), ("a3", Some(7.0)), ("a2", Some(8.0))],
        &[("b1", Some(6.0)), ("b2", Some(5.0))],
        &[("c1", Some(1.0)), ("c2", Some(2.0))],
    ];
    assert_eq!(merged(feeds, &Rules { order: Order::Newest, ..rules() }), "a1 a2 a3 b1 b2 c2 c1");
    assert_eq!(merged(feeds, &Rules { order: Order::Source, ..rules() }), "a1 a3 a2 b1 b2 c1 c2");
    assert_eq!(merged(feeds, &Rules { order: Order::Interleave, ..rules() }), "a1 b1 c2 a2 b2 c1 a3");
    let weighed = |weights: [f64; 2]| {
        let feeds = made(&[
            &[("a", Some(9.0)), ("b", Some(8.0)), ("c", Some(7.0)), ("d", Some(6.0))],
            &[("x", Some(5.0)), ("y", Some(4.0)), ("z", Some(3.0))],
        ]);
        let parts: Vec<_> = feeds.iter().zip(weights).map(|(headlines, weight)| Part { headlines, weight }).collect();
        titles(&merge(&parts, &Rules { order: Order::Interleave, ..rules() }, WALL))
    };
    assert_eq!(weighed([1.0, 1.0]), "a x b y c z d");
    assert_eq!(weighed([2.0, 1.0]), "a x b c y d z");
    assert_eq!(weighed([1.0, 3.0]), "x a y z b c d");
}

#[test]
fn words_let_in_and_leave_out() {
    let filtered = |title: &str, include: &str, exclude: &str| {
        let attributes: Vec<_> =
            [("include", include), ("exclude", exclude)].into_iter().filter(|(_, words)| !words.is_empty()).collect();
        let (settings, warnings) = common::settings(&attributes, None);
        assert!(warnings.is_empty(), "{warnings:?}");
        let mut headline = Headline::clone(&common::headline(title, None));
        headline.summary = "وصلت من Rotterdam صباحًا".into();
        merge(&parts(&[vec![Rc::new(headline)]]), &settings.rules, WALL).len() == 1
    };
    for (title, word, has) in [
        ("Art of the harbour", "art", true),
        ("The party begins", "art", false),
        ("ART, at last", "Art", true),
        ("Harbour", "rotterdam", true),
        ("الميناء يستقبل السفينة", "ميناء", true),
        ("الميناء يستقبل السفينة", "الميناء", true),
        ("وبالميناء سفينة", "الميناء", true),
        ("للميناء سفينة", "الميناء", true),
        ("بميناء آخر", "ميناء", true),
        ("مِيناءٌ جَدِيد", "ميناء", true),
        ("الموانئ", "ميناء", false),
        ("قال الوزير", "ال", false),
        ("إنتاج ٢٥ ميغاواط", "25", true),
    ] {
        assert_eq!(filtered(title, word, ""), has, "{title} has {word}");
        assert_eq!(filtered(title, "", word), !has, "{title} is left out by {word}");
        assert_eq!(filtered(title, &format!("nothing، {word}"), ""), has, "{title} has nothing or {word}");
    }
    assert!(!filtered("Harbour news", "harbour", "news"));
}

/// A headline with a publisher, and of what else is named: `url image summary`.
fn told(title: &str, publisher: &str, date: f64, has: &str) -> Rc<Headline> {
    let mut headline = Headline::clone(&common::headline(title, Some(date)));
    headline.key = Key::of_texts(&[title, publisher]);
    headline.publisher = publisher.into();
    headline.url = has.contains("url").then(|| "https://a.example/".into());
    headline.image = has.contains("image").then(|| Image { url: String::new(), alt: String::new(), blocked: false });
    headline.summary = if has.contains("summary") { "s".into() } else { String::new() };
    Rc::new(headline)
}

/// Each headline that is kept as `publisher(also …)`.
fn kept(headlines: &[Rc<Headline>], dedupe: Dedupe) -> String {
    let feeds: Vec<Vec<Rc<Headline>>> = headlines.iter().map(|headline| vec![Rc::clone(headline)]).collect();
    let list = merge(&parts(&feeds), &Rules { dedupe, ..rules() }, WALL);
    let told = list.iter().map(|headline| format!("{}({})", headline.publisher, headline.also.join(" ")));
    told.collect::<Vec<_>>().join(" ")
}

#[test]
fn the_same_title_after_folding_is_one_headline() {
    let same = [
        told("عاجل: «الميناء» يُفتتح غدًا", "A", 1.0, "url"),
        told("عاجل - الميناء يفتتح غدا", "B", 2.0, "url"),
        told("عاجل الميناء يفتتح بعد غد", "C", 3.0, "url"),
    ];
    assert_eq!(kept(&same, Dedupe::Exact), "C() B(A)");
    assert_eq!(kept(&same, Dedupe::Off), "C() B() A()");
}

#[test]
fn the_one_that_says_most_is_kept_and_lists_the_others_once() {
    for (rows, expected) in [
        (vec![("A", 1.0, "url"), ("B", 2.0, "")], "A(B)"),
        (vec![("A", 1.0, "url image"), ("B", 2.0, "url summary")], "A(B)"),
        (vec![("A", 1.0, "url summary"), ("B", 2.0, "url")], "A(B)"),
        (vec![("A", 1.0, "url"), ("B", 2.0, "url")], "B(A)"),
        (vec![("A", 1.0, ""), ("B", 2.0, ""), ("A", 3.0, ""), ("B", 4.0, "url"), ("C", 5.0, "")], "B(C A)"),
    ] {
        let headlines: Vec<_> = rows.iter().map(|(publisher, date, has)| told("t", publisher, *date, has)).collect();
        assert_eq!(kept(&headlines, Dedupe::Exact), expected, "{rows:?}");
    }
    // Of one key it is the newest, whatever it says, as an older one is outdated.
    let mut newer = Headline::clone(&told("t", "A", 2.0, ""));
    newer.title = "corrected".into();
    assert_eq!(kept(&[told("t", "A", 1.0, "url image"), Rc::new(newer)], Dedupe::Exact), "A()");
}

prop_compose! {
    /// Feeds whose headlines share titles and keys at random.
    fn feeds()(feeds in prop::collection::vec(prop::collection::vec((0..30_u32, 0..6_u32, prop::option::of(0..50_u32)), 0..20), 0..5))
        -> Vec<Vec<Rc<Headline>>> {
        feeds.iter().enumerate().map(|(place, feed)| feed.iter().map(|(title, key, date)| {
            let mut headline = Headline::clone(&common::headline(&format!("title {title}"), date.map(f64::from)));
            headline.key = Key::of_texts(&[&format!("{title} {}", key / 3)]);
            headline.source = place.to_string();
            headline.publisher = format!("p{}", key % 4);
            Rc::new(headline)
        }).collect()).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn merging_keeps_its_promises(
        feeds in feeds(),
        limit in 0..40_usize,
        order in prop::sample::select(vec![Order::Newest, Order::Interleave, Order::Source]),
        dedupe in prop::sample::select(vec![Dedupe::Off, Dedupe::Exact, Dedupe::Similar]),
    ) {
        let rules = Rules { limit, order, dedupe, ..rules() };
        let list = merge(&parts(&feeds), &rules, WALL);
        prop_assert!(list.len() <= limit);
        prop_assert_eq!(titles(&list), titles(&merge(&parts(&feeds), &rules, WALL)), "it is the same each time");
        let mut keys: Vec<_> = list.iter().map(|headline| headline.key).collect();
        keys.sort();
        keys.dedup();
        prop_assert_eq!(keys.len(), list.len(), "a key stands twice");
        for headline in &list {
            prop_assert!(feeds.iter().flatten().any(|other| other.key == headline.key && other.title == headline.title));
            prop_assert!(!headline.also.contains(&headline.publisher));
        }
        if dedupe != Dedupe::Off {
            let mut names: Vec<_> = list.iter().map(|headline| &headline.title).collect();
            names.sort();
            names.dedup();
            prop_assert_eq!(names.len(), list.len(), "a title stands twice");
        }
        // Merging the list again changes nothing.
        if order == Order::Newest && feeds.iter().flatten().all(|headline| headline.date.is_some()) {
            prop_assert_eq!(titles(&merge(&parts(std::slice::from_ref(&list)), &rules, WALL)), titles(&list));
        }
        // A longer list begins with the shorter one.
        let whole = merge(&parts(&feeds), &Rules { limit: 10_000, ..rules }, WALL);
        prop_assert_eq!(titles(&whole[..list.len()]), titles(&list));
    }
}
