//! What holds of every list that feeds make, whatever they bring.

mod common;

use common::headline;
use headline_ticker::headline::{Headline, Key};
use headline_ticker::load::merge::{Dedupe, Feed, Order, Rules, merge};
use headline_ticker::text::fold;
use proptest::prelude::*;
use std::collections::HashSet;
use std::rc::Rc;

/// The present, in ms.
const WALL: f64 = 100.0;

const WORDS: [&str; 8] = ["fire", "destroys", "old", "timber", "warehouse", "Rostad", "والحريق", "12"];

fn any_headline() -> impl Strategy<Value = Headline> {
    let title = prop::collection::vec(prop::sample::select(&WORDS[..]), 1..7).prop_map(|words| words.join(" "));
    let (date, seen) = (prop::option::of(0..100_u8), 0..100_u8);
    (title, date, seen, 0..4_u8, any::<bool>(), 0..40_u8).prop_map(|(title, date, seen, publisher, linked, id)| {
        Headline {
            key: Key::of("", Some(&id.to_string()), None, ""),
            url: linked.then(|| String::from("https://a.example/")),
            publisher: format!("P{publisher}"),
            seen: f64::from(seen),
            ..(*headline(&title, date.map(f64::from))).clone()
        }
    })
}

fn any_feeds() -> impl Strategy<Value = Vec<Vec<Rc<Headline>>>> {
    prop::collection::vec(prop::collection::vec(any_headline().prop_map(Rc::new), 0..12), 0..4)
}

fn any_rules() -> impl Strategy<Value = Rules> {
    let order = prop::sample::select(vec![Order::Newest, Order::Interleave, Order::Source]);
    let dedupe = prop::sample::select(vec![Dedupe::Off, Dedupe::Exact, Dedupe::Similar]);
    let words =
        || prop::sample::subsequence(vec![String::from("fire"), String::from("old"), String::from("حريق")], 0..3);
    (1..30_usize, 0..120_u8, order, dedupe, words(), words()).prop_map(
        |(limit, max_age, order, dedupe, include, exclude)| Rules {
            limit,
            max_age: f64::from(max_age),
            order,
            dedupe,
            include,
            exclude,
        },
    )
}

fn merged(feeds: &[Vec<Rc<Headline>>], weights: &[f64], rules: &Rules) -> Vec<Rc<Headline>> {
    let weight = |place| weights.get(place).copied().unwrap_or(1.0);
    let feeds: Vec<Feed> =
        (0..).zip(feeds).map(|(place, headlines)| Feed { headlines, weight: weight(place) }).collect();
    merge(&feeds, rules, WALL)
}

/// Whether a headline has one of some words, as whole words of its title or behind the one particle that the words here have.
fn has(headline: &Headline, words: &[String]) -> bool {
    fold(&headline.title).split(' ').any(|own| words.iter().any(|word| own == word || own == format!("وال{word}")))
}

proptest! {
    #[test]
    fn every_list_keeps_the_rules(feeds in any_feeds(), rules in any_rules()) {
        let list = merged(&feeds, &[], &rules);
        prop_assert_eq!(&list, &merged(&feeds, &[], &rules), "the same feeds make the same list");
        prop_assert!(list.len() <= rules.limit);
        let keys: HashSet<u64> = list.iter().map(|headline| headline.key.0).collect();
        prop_assert_eq!(keys.len(), list.len(), "no key stands twice");
        if rules.dedupe != Dedupe::Off {
            let titles: HashSet<String> = list.iter().map(|headline| fold(&headline.title)).collect();
            prop_assert_eq!(titles.len(), list.len(), "no text stands twice");
        }
        for headline in &list {
            let origin = Headline { also: Vec::new(), ..(**headline).clone() };
            prop_assert!(feeds.iter().flatten().any(|one| **one == origin), "all of it was in a feed");
            prop_assert!(!headline.also.contains(&headline.publisher));
            prop_assert!(rules.include.is_empty() || has(headline, &rules.include));
            prop_assert!(!has(headline, &rules.exclude));
            if let (Some(date), true) = (headline.date, rules.max_age > 0.0) {
                prop_assert!(date >= WALL - rules.max_age, "nothing is too old");
            }
        }
    }

    /// Dated headlines: an undated one may lose the neighbour whose date it took.
    #[test]
    fn what_is_merged_is_merged_for_good(mut feeds in any_feeds(), mut rules in any_rules()) {
        rules.order = Order::Newest;
        feeds.iter_mut().for_each(|feed| feed.retain(|headline| headline.date.is_some()));
        let list = merged(&feeds, &[], &rules);
        prop_assert_eq!(&merged(std::slice::from_ref(&list), &[], &rules), &list);
    }

    #[test]
    fn without_dates_that_take_others_it_is_no_matter_how_feeds_are_cut(
        feeds in any_feeds(), mut rules in any_rules(), cut in 0..12_usize
    ) {
        rules.order = Order::Newest;
        if rules.dedupe == Dedupe::Similar {
            rules.dedupe = Dedupe::Exact;
        }
        let whole: Vec<Rc<Headline>> = feeds.into_iter().flatten().filter(|headline| headline.date.is_some()).collect();
        let (head, tail) = whole.split_at(cut.min(whole.len()));
        prop_assert_eq!(merged(&[head.to_vec(), tail.to_vec()], &[], &rules), merged(std::slice::from_ref(&whole), &[], &rules));
    }

    #[test]
    fn a_longer_limit_only_adds(feeds in any_feeds(), mut rules in any_rules()) {
        if rules.order == Order::Source {
            rules.order = Order::Newest;
        }
        let list = merged(&feeds, &[], &rules);
        rules.limit += 5;
        let longer = merged(&feeds, &[], &rules);
        prop_assert_eq!(&longer[..list.len()], &list[..]);
    }

    /// At any place of the list a feed with weight w has had w times as many turns as one with weight 1, to within half of one each.
    #[test]
    fn turns_are_taken_by_weight(counts in prop::collection::vec(0..20_usize, 1..5), weights in prop::collection::vec(1..6_u8, 5)) {
        let mut rules = headline_ticker::settings::Settings::default().rules;
        rules.order = Order::Interleave;
        let weights: Vec<f64> = weights.into_iter().map(f64::from).collect();
        let feed = |(feed, count): (usize, &usize)| -> Vec<_> {
            (0..*count).map(|place| headline(&format!("{feed} {place}"), Some(place as f64))).collect()
        };
        let feeds: Vec<Vec<Rc<Headline>>> = counts.iter().enumerate().map(feed).collect();
        let mut turns = vec![0_usize; feeds.len()];
        for headline in merged(&feeds, &weights, &rules) {
            let own: usize = headline.title.split(' ').next().and_then(|feed| feed.parse().ok()).expect("it says its feed");
            turns[own] += 1;
            let time = (turns[own] as f64 - 0.5) / weights[own];
            for (other, count) in turns.iter().enumerate() {
                let apart = *count as f64 - weights[other] * time;
                prop_assert!(apart <= 0.501 && (apart >= -0.501 || *count == counts[other]), "{turns:?} of {weights:?}");
            }
        }
    }

    #[test]
    fn undated_equals_keep_their_order(count in 0..20_usize, order in prop::sample::select(vec![Order::Newest, Order::Interleave, Order::Source])) {
        let rules = Rules { order, ..headline_ticker::settings::Settings::default().rules };
        let feed: Vec<_> = (0..count).map(|place| headline(&place.to_string(), None)).collect();
        prop_assert_eq!(&merged(std::slice::from_ref(&feed), &[], &rules), &feed);
    }
}
