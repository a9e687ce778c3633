//! When headlines were first seen, and what becomes of dates in the future.

mod common;

use common::headline;
use headline_ticker::headline::Headline;
use headline_ticker::load::seen::first_seen;
use std::rc::Rc;

type Answer<'a> = (f64, &'a [(&'a str, Option<f64>)]);

/// Answers that come one after the other, each at its time; the last one as `title:seen:date`.
fn check(answers: &[Answer], expected: &str) {
    let mut known: Vec<Rc<Headline>> = Vec::new();
    for (wall, headlines) in answers {
        let mut new: Vec<_> = headlines.iter().map(|(title, date)| headline(title, *date)).collect();
        first_seen(&mut new, &known, *wall);
        known = new;
    }
    let words = |one: &Rc<Headline>| {
        format!("{}:{}:{}", one.title, one.seen, one.date.map_or(String::from("-"), |date| date.to_string()))
    };
    let told: Vec<_> = known.iter().map(words).collect();
    assert_eq!(told.join(" "), expected, "{answers:?}");
}

#[test]
fn the_first_time_stays() {
    check(&[], "");
    check(&[(5.0, &[("a", None), ("b", Some(3.0))])], "a:5:- b:5:3");
    check(&[(5.0, &[("a", None)]), (7.0, &[("b", None), ("a", None)])], "b:7:- a:5:-");
    check(&[(5.0, &[("a", None)]), (7.0, &[]), (9.0, &[("a", None)])], "a:9:-");
    check(&[(5.0, &[("a", None), ("a", None)]), (7.0, &[("a", None)])], "a:5:-");
}

#[test]
fn a_date_in_the_future_is_when_it_was_first_seen() {
    check(&[(5.0, &[("a", Some(5.0)), ("b", Some(5.1)), ("c", Some(-1.0))])], "a:5:5 b:5:5 c:5:-1");
    let future: &[(&str, Option<f64>)] = &[("a", Some(20.0))];
    check(&[(5.0, future), (7.0, future)], "a:5:5");
    check(&[(5.0, future), (19.0, future), (25.0, future)], "a:5:5");
    // An earlier date is believed, and so is a later one of a headline whose first date was not in the future.
    check(&[(5.0, future), (7.0, &[("a", Some(4.0))])], "a:5:4");
    check(&[(5.0, &[("a", Some(4.0))]), (7.0, &[("a", Some(6.0))])], "a:5:6");
}
