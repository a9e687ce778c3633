//! The list: the headlines of several feeds in one order.
//!
//! Everything is sorted as rows of three numbers, because sorting is compiled once, for them.

mod duplicates;
mod filter;
mod order;
mod similar;

use crate::headline::Headline;
use std::rc::Rc;

pub use similar::similar;

/// Publishers that a headline lists beside its own at most: more would only make a hostile list slow.
const MOST_ALSO: usize = 100;

/// What makes one list of several feeds.
#[derive(Clone, PartialEq, Debug)]
pub struct Rules {
    /// Headlines kept at most, 1 to 10,000.
    pub limit: usize,
    /// A headline older than this is dropped, in ms; 0: none is.
    pub max_age: f64,
    /// The order of the list.
    pub order: Order,
    /// Which headlines become one.
    pub dedupe: Dedupe,
    /// Folded words of which a headline must have one; none: it need not.
    pub include: Vec<String>,
    /// Folded words of which a headline must have none.
    pub exclude: Vec<String>,
}

/// The order of the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    /// The newest first.
    Newest,
    /// The feeds take turns by weight, each with its newest first.
    Interleave,
    /// One feed after the other, each with its newest first.
    Source,
}

/// Which headlines become one. Those with the same key always do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dedupe {
    /// No others.
    Off,
    /// Those whose folded titles are the same, of whatever feed.
    Exact,
    /// These and near-duplicates of different publishers.
    Similar,
}

/// What one source brought.
#[derive(Clone, Copy)]
pub struct Feed<'a> {
    /// Its headlines, in its order.
    pub headlines: &'a [Rc<Headline>],
    /// How many turns it has where another has one; more than 0.
    pub weight: f64,
}

/// A headline that may stand in the list.
struct Candidate {
    headline: Rc<Headline>,
    /// The place of its feed.
    feed: usize,
    /// When it is sorted; the smaller, the newer.
    newest: u64,
    /// Whether it was joined into another one.
    joined: bool,
}

/// Puts feeds together by rules, `wall` being the time in ms since 1970.
///
/// An undated headline has the place of the one before it in its feed, so it takes that date; where there is none before it,
/// it takes the date of the first dated one after it; in a feed without any date each takes the time at which it was first
/// seen (one that no source brought is as new as can be). Among equal dates the order is that of the feeds, then that of the feed.
///
/// Of headlines with the same key the newest is kept; of others that become one, the best: one with an address before one
/// without, then one with an image, then one with a summary, then the newest, then the first. It lists the publishers of those
/// that were joined into it, and has its own place in the list.
///
/// The limit leaves those out that would stand last; with [`Order::Source`] the oldest, so that every feed stays.
/// The time is O(n log n).
pub fn merge(feeds: &[Feed], rules: &Rules, wall: f64) -> Vec<Rc<Headline>> {
    let mut candidates = Vec::new();
    for (place, feed) in feeds.iter().enumerate() {
        gather(place, feed, rules, wall, &mut candidates);
    }
    duplicates::join(&mut candidates, rules.dedupe);
    order::list(&candidates, feeds, rules)
}

/// Adds those headlines of a feed that the rules let stand in the list.
fn gather(place: usize, feed: &Feed, rules: &Rules, wall: f64, candidates: &mut Vec<Candidate>) {
    let oldest = if rules.max_age > 0.0 { wall - rules.max_age } else { f64::NEG_INFINITY };
    let mut neighbour = feed.headlines.iter().find_map(|headline| headline.date);
    for headline in feed.headlines {
        neighbour = headline.date.or(neighbour);
        let date = neighbour.unwrap_or(headline.seen);
        if date >= oldest && filter::admits(headline, rules) {
            candidates.push(Candidate {
                headline: Rc::clone(headline),
                feed: place,
                newest: order::newest_first(date),
                joined: false,
            });
        }
    }
}
