//! The order of the list.

mod common;

use common::headline;
use headline_ticker::headline::Headline;
use headline_ticker::load::merge::merge;
use std::rc::Rc;

type Feeds<'a> = &'a [&'a [(&'a str, Option<f64>)]];

fn merged(feeds: Feeds, limit: usize) -> String {
    let feeds: Vec<Vec<Rc<Headline>>> =
        feeds.iter().map(|feed| feed.iter().map(|(title, date)| headline(title, *date)).collect()).collect();
    let feeds: Vec<&[Rc<Headline>]> = feeds.iter().map(Vec::as_slice).collect();
    let list = merge(&feeds, limit);
    list.iter().map(|headline| headline.title.as_str()).collect::<Vec<_>>().join(" ")
}

fn check(feeds: Feeds, expected: &str) {
    assert_eq!(merged(feeds, 100), expected, "{feeds:?}");
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
    check(&[&[("a", None), ("b", None)], &[("c", Some(-1e15))]], "c a b");
}

#[test]
fn each_key_stands_once_with_its_newest_date() {
    check(&[&[("a", Some(1.0)), ("b", Some(2.0))], &[("a", Some(3.0)), ("c", Some(2.5))]], "a c b");
    check(&[&[("a", None), ("b", None), ("a", None)]], "a b");
    check(&[&[("a", Some(1.0))], &[("a", Some(1.0))]], "a");
}

#[test]
fn the_limit_keeps_the_newest() {
    let feeds: Feeds = &[&[("a", Some(1.0)), ("b", Some(4.0))], &[("c", Some(3.0)), ("c", Some(3.0))]];
    assert_eq!(merged(feeds, 2), "b c");
    assert_eq!(merged(feeds, 0), "");
    assert_eq!(merged(feeds, 3), "b c a");
}

#[test]
fn the_newest_of_one_key_is_the_one_that_is_shown() {
    let (older, newer) = (headline("a", Some(1.0)), headline("a", Some(2.0)));
    let list = merge(&[&[older], &[Rc::clone(&newer)]], 10);
    assert!(list.len() == 1 && Rc::ptr_eq(&list[0], &newer));
}
