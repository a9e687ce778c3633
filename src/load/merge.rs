//! The list: the headlines of several feeds in one order.

use crate::headline::Headline;
use std::rc::Rc;

/// Puts feeds together, newest first, each key once (the newest of it), and keeps `limit` headlines.
///
/// An undated headline stands with the one before it in its feed, so it takes that date; where there is none before it, it
/// takes the date of the first dated one after it. A feed without any date stands after all that have dates. Among equal
/// dates the order is that of the sources, then that of the feed. The time is O(n log n).
pub fn merge(feeds: &[&[Rc<Headline>]], limit: usize) -> Vec<Rc<Headline>> {
    let mut headlines = Vec::new();
    // Numbers to sort by: sorting is compiled once, for them.
    let mut entries = Vec::new();
    for feed in feeds {
        let mut date = feed.iter().find_map(|headline| headline.date).unwrap_or(f64::NEG_INFINITY);
        for headline in *feed {
            date = headline.date.unwrap_or(date);
            entries.push([headline.key.0, newest_first(date), headlines.len() as u64]);
            headlines.push(headline);
        }
    }
    entries.sort_unstable();
    entries.dedup_by_key(|[key, ..]| *key);
    for entry in &mut entries {
        entry.rotate_left(1);
    }
    entries.sort_unstable();
    let mut list = Vec::new();
    for [_, place, _] in entries.into_iter().take(limit) {
        if let Some(headline) = headlines.get(place as usize) {
            list.push(Rc::clone(headline));
        }
    }
    list
}

/// A number that is the smaller the newer a date is. The bits of positive floats grow as they do, those of negative ones the
/// other way.
fn newest_first(date: f64) -> u64 {
    let bits = date.to_bits();
    if date.is_sign_negative() { bits } else { !bits ^ (1 << 63) }
}
