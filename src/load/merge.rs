//! The list: the headlines of several feeds in one order, each story once.

mod filter;

use crate::headline::{Headline, Key};
use crate::text;
use std::rc::Rc;

/// How many publishers of joined headlines are listed with the one that is kept.
const MOST_ALSO: usize = 20;

/// One feed to be merged.
pub struct Part<'a> {
    /// Its headlines, in its order.
    pub headlines: &'a [Rc<Headline>],
    /// Its share of an interleaved list; above 0.
    pub weight: f64,
}

/// The order of the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    /// The newest first.
    Newest,
    /// By turns, each feed as often as its weight says, its newest first.
    Interleave,
    /// Feed after feed, each as it is.
    Source,
}

/// Which headlines become one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Debug)]
pub enum Dedupe {
    /// Those of one key.
    Off,
    /// Also those whose titles are the same after folding.
    Exact,
    /// Also those of different sources that tell the same story.
    Similar,
}

/// What the list is to be.
#[derive(Clone, PartialEq, Debug)]
pub struct Rules {
    /// Headlines kept at most, 1 to 10,000.
    pub limit: usize,
    /// A headline that is older than this is left out, in ms; infinite: none is.
    pub max_age: f64,
    /// The order.
    pub order: Order,
    /// Which headlines become one.
    pub dedupe: Dedupe,
    /// Folded words of which a headline must have one, if there are any.
    pub include: Vec<String>,
    /// Folded words of which a headline must have none.
    pub exclude: Vec<String>,
}

/// A headline on its way into the list.
struct Entry<'a> {
    headline: &'a Rc<Headline>,
    /// The place of its feed.
    feed: usize,
    /// Its place among the headlines of all feeds.
    place: u64,
    /// The first entry of those that it is joined with, maybe by way of others.
    joined: usize,
    /// Whether a newer one has its key.
    outdated: bool,
}

/// Puts feeds together as the rules say, `wall` being the time in ms since 1970.
///
/// An undated headline stands with the one before it in its feed, so it takes that date; where there is none before it, it
/// takes the date of the first dated one after it; in a feed without any date, that at which it was first seen. Among equal
/// dates the order is that of the feeds, then that within the feed. Of several headlines of one key the newest is kept; of others
/// that become one, the one that says most: that has a link, then an image, then a summary, then the newest; the publishers of the
/// rest are listed in its `also`. The time is O(n log n).
pub fn merge(parts: &[Part], rules: &Rules, wall: f64) -> Vec<Rc<Headline>> {
    let mut entries = newest_first(parts, rules, wall);
    join_same(&mut entries, |entry| entry.headline.key.0, true);
    if rules.dedupe >= Dedupe::Exact {
        join_same(&mut entries, |entry| Key::of_texts(&[&text::fold(&entry.headline.title)]).0, false);
    }
    let kept = keep_best(&mut entries);
    let mut list = Vec::new();
    for [.., rank] in ordered(&kept, &entries, parts, rules.order).into_iter().take(rules.limit) {
        if let Some(headline) = kept.get(rank as usize).and_then(Option::as_ref) {
            list.push(Rc::clone(headline));
        }
    }
    list
}

/// The headlines that the rules let in, the newest first.
fn newest_first<'a>(parts: &[Part<'a>], rules: &Rules, wall: f64) -> Vec<Entry<'a>> {
    let mut all = Vec::new();
    // Numbers to sort by: sorting is compiled once, for them.
    let mut dates = Vec::new();
    for (feed, part) in parts.iter().enumerate() {
        let mut date = part.headlines.iter().find_map(|headline| headline.date);
        for headline in part.headlines {
            date = headline.date.or(date);
            let date = date.unwrap_or(headline.seen);
            if wall - date <= rules.max_age && filter::lets_in(rules, headline) {
                dates.push([falling(date), all.len() as u64, 0]);
            }
            all.push((headline, feed));
        }
    }
    dates.sort_unstable();
    let mut entries = Vec::new();
    for [_, place, _] in dates {
        if let Some((headline, feed)) = all.get(place as usize) {
            entries.push(Entry { headline, feed: *feed, place, joined: entries.len(), outdated: false });
        }
    }
    entries
}

/// Joins the entries that are the same in one way. Of those of one key only the newest counts.
fn join_same(entries: &mut [Entry], of: fn(&Entry) -> u64, is_key: bool) {
    let mut sames = Vec::new();
    for (rank, entry) in entries.iter().enumerate() {
        sames.push([of(entry), rank as u64, 0]);
    }
    sames.sort_unstable();
    for pair in sames.windows(2) {
        if let [[one, first, _], [other, second, _]] = *pair
            && one == other
        {
            join(entries, first as usize, second as usize);
            if let Some(entry) = entries.get_mut(second as usize).filter(|_| is_key) {
                entry.outdated = true;
            }
        }
    }
}

/// The first of those that an entry is joined with.
fn first_of(entries: &mut [Entry], mut rank: usize) -> usize {
    while let Some(joined) = entries.get(rank).map(|entry| entry.joined).filter(|joined| *joined != rank) {
        // What is joined with a joined one is joined with the first at once, so that the way stays short.
        let next = entries.get(joined).map_or(joined, |entry| entry.joined);
        if let Some(entry) = entries.get_mut(rank) {
            entry.joined = next;
        }
        rank = joined;
    }
    rank
}

fn join(entries: &mut [Entry], one: usize, other: usize) {
    let (one, other) = (first_of(entries, one), first_of(entries, other));
    if let Some(entry) = entries.get_mut(one.max(other)) {
        entry.joined = one.min(other);
    }
}

/// Of each group of joined entries the best headline, at its rank, with the publishers of the others.
fn keep_best(entries: &mut [Entry]) -> Vec<Option<Rc<Headline>>> {
    let mut best = Vec::new();
    for rank in 0..entries.len() {
        let first = first_of(entries, rank);
        if let Some(entry) = entries.get(rank) {
            let headline = entry.headline;
            let lacks = u64::from(entry.outdated) << 3
                | u64::from(headline.url.is_none()) << 2
                | u64::from(headline.image.is_none()) << 1
                | u64::from(headline.summary.is_empty());
            best.push([first as u64, lacks, rank as u64]);
        }
    }
    best.sort_unstable();
    let mut kept = vec![None; entries.len()];
    let mut group = (u64::MAX, 0);
    for [first, _, rank] in best {
        let Some(entry) = entries.get(rank as usize) else { continue };
        if first != group.0 {
            group = (first, rank as usize);
            if let Some(place) = kept.get_mut(group.1) {
                *place = Some(Rc::clone(entry.headline));
            }
        } else if let Some(Some(headline)) = kept.get_mut(group.1) {
            list_also(headline, &entry.headline.publisher);
        }
    }
    kept
}

/// Lists a publisher with a headline, once.
fn list_also(headline: &mut Rc<Headline>, publisher: &String) {
    let is_known = *publisher == headline.publisher || headline.also.contains(publisher);
    if !is_known && headline.also.len() < MOST_ALSO {
        Rc::make_mut(headline).also.push(publisher.clone());
    }
}

/// The ranks of the headlines that are kept, last in each row, in the order of the list.
fn ordered(kept: &[Option<Rc<Headline>>], entries: &[Entry], parts: &[Part], order: Order) -> Vec<[u64; 3]> {
    let mut rows = Vec::new();
    let mut turns = vec![-0.5; parts.len()];
    for (rank, entry) in entries.iter().enumerate() {
        if kept.get(rank).is_none_or(Option::is_none) {
            continue;
        }
        let place = match (order, turns.get_mut(entry.feed), parts.get(entry.feed)) {
            (Order::Newest, ..) => rank as u64,
            (Order::Interleave, Some(turn), Some(part)) => {
                *turn += 1.0;
                f64::to_bits(*turn / part.weight)
            }
            _ => entry.place,
        };
        rows.push([place, entry.feed as u64, rank as u64]);
    }
    rows.sort_unstable();
    rows
}

/// A number that is the smaller the newer a date is. The bits of positive floats grow as they do, those of negative ones the
/// other way.
fn falling(date: f64) -> u64 {
    let bits = date.to_bits();
    if date.is_sign_negative() { bits } else { !bits ^ (1 << 63) }
}
