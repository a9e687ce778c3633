//! How long merging takes, 10,000 headlines in proportion to 1,000: `cargo xtask bench merge`.
//!
//! Ten different lists of 1,000 are merged in turns with one of 10,000 in one run, so that what else the machine does, and what
//! its caches hold, weighs on both alike.

#[path = "../tests/common/mod.rs"]
mod common;

use headline_ticker::headline::{Headline, Key};
use headline_ticker::load::merge::{Dedupe, Feed, Order, Rules, merge};
use std::hint::black_box;
use std::rc::Rc;
use std::time::Instant;

/// The most that ten times the headlines may take of the time; linear would be 10.
const MOST: f64 = 15.0;

/// Rounds of which the fastest counts.
const ROUNDS: usize = 15;

/// The feeds that the headlines are spread over.
const FEEDS: usize = 10;

fn headline(place: usize, title: String) -> Rc<Headline> {
    let feed = place % FEEDS;
    let date = 1_700_000_000_000.0 - (place * 7_919 % 100_003) as f64 * 1_000.0;
    Rc::new(Headline {
        key: Key::of(&feed.to_string(), Some(&place.to_string()), None, ""),
        url: Some(format!("https://{feed}.example/{place}")),
        publisher: format!("Publisher {feed}"),
        source: feed.to_string(),
        seen: f64::INFINITY,
        ..Headline::clone(&common::headline(&title, Some(date)))
    })
}

/// The title of the headline at a place.
type Title = fn(usize) -> String;

/// A number that looks like chance.
fn mix(number: usize) -> usize {
    let mixed = (number as u64 ^ 0x9e37_79b9).wrapping_mul(0xff51_afd7_ed55_8ccd);
    ((mixed ^ (mixed >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53) >> 40) as usize
}

/// Ten words out of 5,000, the first ones much more often; every third headline tells the story of another one.
fn news(place: usize) -> String {
    let story = if place % 3 == 2 { place - 1 } else { place };
    let word = |at: usize| {
        let chance = mix(story * 16 + at) % 5_000;
        format!("w{:x}ord", chance * chance / 5_000 * 7 + 4_096)
    };
    let mut words: Vec<_> = (0..10).map(word).collect();
    let turn = if story == place { 0 } else { 4 };
    words.rotate_left(turn);
    words.join(" ")
}

/// The same 24 words in every title, each title in another order and with another figure, so all are compared and none joined.
fn hostile(place: usize) -> String {
    let mut words: Vec<_> = ('a'..='w').map(|letter| format!("{letter}{letter}xyz")).collect();
    words.rotate_left(place % 23);
    format!("{place} {}", words.join(" "))
}

/// Titles that are all the same but for a word that says nothing.
fn alike(place: usize) -> String {
    format!("fire destroys old timber warehouse in rostad {}", "the ".repeat(place % 7))
}

/// So many headlines from a place on.
fn list(from: usize, count: usize, title: Title) -> Vec<Vec<Rc<Headline>>> {
    let mut feeds = vec![Vec::new(); FEEDS];
    for place in from..from + count {
        feeds[place % FEEDS].push(headline(place, title(place)));
    }
    feeds
}

/// The milliseconds of one merge.
fn time(feeds: &[Vec<Rc<Headline>>], rules: &Rules) -> f64 {
    let feeds: Vec<Feed> = feeds.iter().map(|headlines| Feed { headlines, weight: 1.0 }).collect();
    let start = Instant::now();
    black_box(merge(black_box(&feeds), rules, 1_700_000_000_000.0));
    start.elapsed().as_secs_f64() * 1_000.0
}

fn main() {
    let lists: [(&str, Title); 3] = [("news", news), ("alike", alike), ("hostile", hostile)];
    let mut worst: f64 = 0.0;
    println!("{:<10} {:<8} {:>10} {:>10} {:>8}", "dedupe", "list", "1,000", "10,000", "ratio");
    for dedupe in [Dedupe::Off, Dedupe::Exact, Dedupe::Similar] {
        for (name, title) in lists {
            let few: Vec<_> = (0..10).map(|part| list(part * 1_000, 1_000, title)).collect();
            let many = list(0, 10_000, title);
            let words = vec![String::from("never")];
            let rules = Rules {
                limit: 10_000,
                max_age: 0.0,
                order: Order::Interleave,
                dedupe,
                include: Vec::new(),
                exclude: words,
            };
            let (mut short, mut long) = (f64::INFINITY, f64::INFINITY);
            for _ in 0..ROUNDS {
                short = short.min(few.iter().map(|feeds| time(feeds, &rules)).sum::<f64>() / 10.0);
                long = long.min(time(&many, &rules));
            }
            worst = worst.max(long / short);
            println!("{:<10} {name:<8} {short:>7.2} ms {long:>7.2} ms {:>8.1}", format!("{dedupe:?}"), long / short);
        }
    }
    println!("the worst ratio is {worst:.1}, at most {MOST} is promised");
    assert!(worst <= MOST, "merging is slower than promised");
}
