//! The list that several feeds make.

mod common;

use common::headline;
use headline_ticker::headline::{Headline, Image, Key};
use headline_ticker::load::merge::{Dedupe, Feed, Order, Rules, merge};
use headline_ticker::settings::Settings;
use std::rc::Rc;

/// What the attributes' defaults ask for.
fn rules(change: impl Fn(&mut Rules)) -> Rules {
    let mut rules = Settings::default().rules;
    change(&mut rules);
    rules
}

fn merged(feeds: &[Vec<Rc<Headline>>], weights: &[f64], rules: &Rules, wall: f64) -> Vec<Rc<Headline>> {
    let mut weights = weights.iter();
    let feed = |headlines| Feed { headlines, weight: *weights.next().unwrap_or(&1.0) };
    let feeds: Vec<Feed> = feeds.iter().map(Vec::as_slice).map(feed).collect();
    merge(&feeds, rules, wall)
}

fn titles(list: &[Rc<Headline>]) -> String {
    list.iter().map(|headline| headline.title.as_str()).collect::<Vec<_>>().join(" ")
}

type Dated<'a> = &'a [&'a [(&'a str, Option<f64>)]];

fn dated(feeds: Dated) -> Vec<Vec<Rc<Headline>>> {
    feeds.iter().map(|feed| feed.iter().map(|(title, date)| headline(title, *date)).collect()).collect()
}

/// The titles of the list that the default rules make.
fn check(feeds: Dated, expected: &str) {
    assert_eq!(titles(&merged(&dated(feeds), &[], &rules(|_| {}), 0.0)), expected, "{feeds:?}");
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
fn a_feed_without_dates_stands_where_its_headlines_were_first_seen() {
    let seen = |title: &str, seen| Rc::new(Headline { seen, ..(*headline(title, None)).clone() });
    let feeds = [vec![seen("a", 5.0), seen("b", 2.0), seen("c", 2.0)], vec![headline("d", Some(3.0))]];
    assert_eq!(titles(&merged(&feeds, &[], &rules(|_| {}), 0.0)), "a d b c");
}

#[test]
fn each_key_stands_once_with_its_newest_date() {
    check(&[&[("a", Some(1.0)), ("b", Some(2.0))], &[("a", Some(3.0)), ("c", Some(2.5))]], "a c b");
    check(&[&[("a", None), ("b", None), ("a", None)]], "a b");
    check(&[&[("a", Some(1.0))], &[("a", Some(1.0))]], "a");
}

#[test]
fn the_newest_of_one_key_is_the_one_that_is_shown() {
    let (older, newer) = (headline("a", Some(1.0)), headline("a", Some(2.0)));
    let list = merged(&[vec![older], vec![Rc::clone(&newer)]], &[], &rules(|_| {}), 0.0);
    assert!(list.len() == 1 && Rc::ptr_eq(&list[0], &newer), "and it is not copied");
}

#[test]
fn the_limit_keeps_what_stands_first() {
    let feeds =
        dated(&[&[("a", Some(1.0)), ("b", Some(4.0))], &[("c", Some(3.0)), ("c", Some(3.0)), ("d", Some(0.0))]]);
    for (order, limit, expected) in [
        (Order::Newest, 0, ""),
        (Order::Newest, 2, "b c"),
        (Order::Newest, 3, "b c a"),
        (Order::Interleave, 2, "b c"),
        (Order::Interleave, 3, "b c a"),
        (Order::Source, 3, "b a c"),
        (Order::Source, 9, "b a c d"),
    ] {
        let rules = rules(|rules| (rules.order, rules.limit) = (order, limit));
        assert_eq!(titles(&merged(&feeds, &[], &rules, 0.0)), expected, "{order:?} {limit}");
    }
}

#[test]
fn sources_take_turns_by_weight() {
    let feeds = dated(&[
        &[("a1", Some(1.0)), ("a3", Some(3.0)), ("a2", Some(2.0)), ("a0", Some(0.0))],
        &[("b1", Some(11.0)), ("b2", Some(12.0))],
        &[("c1", None)],
    ]);
    for (order, weights, expected) in [
        (Order::Interleave, [1.0, 1.0, 1.0], "a3 b2 c1 a2 b1 a1 a0"),
        (Order::Interleave, [2.0, 1.0, 1.0], "a3 b2 c1 a2 a1 b1 a0"),
        (Order::Interleave, [1.0, 2.0, 0.1], "b2 a3 b1 a2 a1 a0 c1"),
        (Order::Source, [1.0, 2.0, 9.0], "a3 a2 a1 a0 b2 b1 c1"),
    ] {
        let rules = rules(|rules| rules.order = order);
        assert_eq!(titles(&merged(&feeds, &weights, &rules, 0.0)), expected, "{order:?} {weights:?}");
    }
}

#[test]
fn what_is_too_old_is_dropped() {
    let feeds = dated(&[&[("a", Some(50.0)), ("b", Some(20.0)), ("c", None)], &[("d", Some(40.0)), ("e", Some(39.0))]]);
    for (max_age, expected) in [(0.0, "a d e b c"), (60.0, "a d"), (80.0, "a d e b c"), (5.0, "")] {
        let rules = rules(|rules| rules.max_age = max_age);
        assert_eq!(titles(&merged(&feeds, &[], &rules, 100.0)), expected, "{max_age}");
    }
}

/// Whether a headline with that title passes when its words are asked for, and is dropped when they are shut out.
fn check_words(words: &[&str], title: &str, expected: bool) {
    let words: Vec<String> = words.iter().map(|word| (*word).to_string()).collect();
    for (title, summary) in [(title, ""), ("?", title)] {
        let headline = Rc::new(Headline { summary: summary.into(), ..(*headline(title, None)).clone() });
        let passes = |rules: &Rules| merged(&[vec![Rc::clone(&headline)]], &[], rules, 0.0).len() == 1;
        assert_eq!(passes(&rules(|rules| rules.include = words.clone())), expected, "{words:?} in {title} {summary}");
        assert_eq!(passes(&rules(|rules| rules.exclude = words.clone())), !expected, "{words:?} in {title} {summary}");
    }
}

#[test]
fn words_are_found_whole() {
    check_words(&["art"], "Modern Art, again", true);
    check_words(&["art"], "The party goes on", false);
    check_words(&["art"], "Start", false);
    check_words(&["art", "party"], "The party goes on", true);
    check_words(&["élection"], "L'élection", true);
    check_words(&["covid 19"], "Le Covid-19 recule", true);
    check_words(&["covid 19"], "Le Covid 2019", false);
    check_words(&["رياضه"], "رياضة", true);
}

#[test]
fn arabic_words_are_found_behind_particles() {
    for title in [
        "رياضة",
        "الرياضة",
        "والرياضة",
        "بالرياضة",
        "للرياضة",
        "ورياضة",
        "وللرِّياضة",
        "كالرياضة",
        "فبرياضة",
        "اليوم بالرياضة نحيا",
    ] {
        check_words(&["رياضه"], title, true);
    }
    for title in ["رياضات", "استرياضة", "سرياضة", "الالرياضة", "رياضي", "ورياضيون"]
    {
        check_words(&["رياضه"], title, false);
    }
}

#[test]
fn include_and_exclude_work_together() {
    let feeds = dated(&[&[("sport today", None), ("sport and crime", None), ("crime", None), ("weather", None)]]);
    let rules = rules(|rules| (rules.include, rules.exclude) = (vec!["sport".into()], vec!["crime".into()]));
    assert_eq!(titles(&merged(&feeds, &[], &rules, 0.0)), "sport today");
}

/// A headline with its own key.
fn from(publisher: &str, title: &str, date: f64) -> Headline {
    let key = Key::of(publisher, Some(title), None, "");
    Headline { key, publisher: publisher.into(), ..(*headline(title, Some(date))).clone() }
}

/// The list as `title (publisher + also)`.
fn joined(dedupe: Dedupe, feeds: &[&[&Headline]]) -> String {
    let feeds: Vec<Vec<_>> =
        feeds.iter().map(|feed| feed.iter().map(|one| Rc::new((*one).clone())).collect()).collect();
    let list = merged(&feeds, &[], &rules(|rules| rules.dedupe = dedupe), 0.0);
    let words = |one: &Rc<Headline>| {
        let also = one.also.iter().map(|also| format!("+{also}")).collect::<String>();
        format!("{}@{}{also}", one.title, one.publisher)
    };
    list.iter().map(words).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_same_text_is_one_headline() {
    let (a, b, c) = (from("A", "نبأ!", 3.0), from("B", "نَبَأ", 2.0), from("C", "«نبأ»", 1.0));
    let (other, again) = (from("B", "x", 4.0), from("A", "نبأ", 5.0));
    let image = Image { url: "https://a.example/i".into(), alt: String::new(), blocked: false };
    let with_image = Headline { image: Some(image), ..c.clone() };
    let with_url = Headline { url: Some("https://a.example/".into()), ..c.clone() };
    let with_summary = Headline { summary: "more".into(), ..b.clone() };
    for (dedupe, feeds, expected) in [
        (Dedupe::Exact, [&[&a, &other][..], &[&b], &[&c]], "x@B نبأ!@A+B+C"),
        (Dedupe::Off, [&[&a, &other], &[&b], &[&c]], "x@B نبأ!@A نَبَأ@B «نبأ»@C"),
        (Dedupe::Exact, [&[&a, &again], &[], &[&b]], "نبأ@A+B"),
        (Dedupe::Exact, [&[&a], &[&b], &[&with_image]], "«نبأ»@C+A+B"),
        (Dedupe::Exact, [&[&a], &[&with_summary], &[&c]], "نَبَأ@B+A+C"),
        (Dedupe::Exact, [&[&with_url], &[&with_summary], &[&with_image]], "«نبأ»@C+B"),
        (Dedupe::Exact, [&[&from("A", "…", 1.0)], &[&from("B", "!", 0.0)], &[]], "…@A !@B"),
    ] {
        assert_eq!(joined(dedupe, &feeds), expected, "{dedupe:?} {feeds:?}");
    }
}

#[test]
fn the_same_key_is_one_headline_that_lists_its_publishers() {
    let a = from("A", "a", 1.0);
    let newer = Headline { publisher: "B".into(), title: "b".into(), date: Some(2.0), ..a.clone() };
    for dedupe in [Dedupe::Off, Dedupe::Exact, Dedupe::Similar] {
        assert_eq!(joined(dedupe, &[&[&a], &[&newer]]), "b@B+A");
        assert_eq!(joined(dedupe, &[&[&a, &a], &[&a]]), "a@A");
    }
}

#[test]
fn near_duplicates_of_different_publishers_are_one_headline() {
    let a = from("A", "Fire destroys old timber warehouse in Rostad", 3.0);
    let b = from("B", "Fire destroys an old timber warehouse in Rostad: two hurt", 2.0);
    let c = from("C", "In Rostad, fire destroys old timber warehouse", 4.0);
    let other = from("B", "Fire destroys old timber warehouse in Alvik", 1.0);
    let again = Headline { publisher: a.publisher.clone(), ..b.clone() };
    let with_summary = Headline { summary: "more".into(), ..b.clone() };
    for (dedupe, feeds, expected) in [
        (Dedupe::Similar, [&[&a][..], &[&b, &other], &[]], format!("{}@A+B {}@B", a.title, other.title)),
        // An aggregator's one feed holds many publishers; one publisher does not tell a story twice.
        (Dedupe::Similar, [&[&a, &b], &[], &[]], format!("{}@A+B", a.title)),
        (Dedupe::Similar, [&[&a], &[&again], &[]], format!("{}@A {}@A", a.title, again.title)),
        (Dedupe::Exact, [&[&a], &[&b], &[]], format!("{}@A {}@B", a.title, b.title)),
        (Dedupe::Similar, [&[&a], &[&b], &[&c]], format!("{}@C+A+B", c.title)),
        (Dedupe::Similar, [&[&a], &[&with_summary], &[&c]], format!("{}@B+A+C", b.title)),
    ] {
        assert_eq!(joined(dedupe, &feeds), expected, "{dedupe:?} {feeds:?}");
    }
}
