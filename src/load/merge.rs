//! The list: the headlines of several feeds in one order.

use crate::headline::Headline;
use std::cmp::Ordering;
use std::rc::Rc;

/// Puts feeds together, newest first, each key once (the newest of it), and keeps `limit` headlines.
///
/// An undated headline stands with the one before it in its feed, so it takes that date; where there is none before it, it
/// takes the date of the first dated one after it. A feed without any date stands after all that have dates. Among equal
/// dates the order is that of the sources, then that of the feed. The time is O(n log n).
pub fn merge(feeds: &[&[Rc<Headline>]], limit: usize) -> Vec<Rc<Headline>> {
    let mut entries = Vec::new();
    for feed in feeds {
        let mut date = feed.iter().find_map(|headline| headline.date).unwrap_or(f64::NEG_INFINITY);
        for headline in *feed {
            date = headline.date.unwrap_or(date);
            entries.push(Entry { date, place: entries.len(), headline });
        }
    }
    sort(&mut entries, |one, other| one.headline.key.cmp(&other.headline.key).then_with(|| newest_first(one, other)));
    entries.dedup_by(|later, kept| later.headline.key == kept.headline.key);
    sort(&mut entries, newest_first);
    entries.truncate(limit);
    entries.iter().map(|entry| Rc::clone(entry.headline)).collect()
}

/// A headline with what decides about its place.
struct Entry<'a> {
    date: f64,
    /// Its place when all feeds are put one after the other.
    place: usize,
    headline: &'a Rc<Headline>,
}

fn newest_first(one: &Entry, other: &Entry) -> Ordering {
    other.date.total_cmp(&one.date).then(one.place.cmp(&other.place))
}

/// Sorting is compiled once for both orders. Places differ, so an unstable sort, which is smaller, gives the same order.
#[inline(never)]
fn sort(entries: &mut [Entry], order: fn(&Entry, &Entry) -> Ordering) {
    entries.sort_unstable_by(order);
}
