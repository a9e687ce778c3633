//! The order of the list.

use super::{Candidate, Feed, Order, Rules};
use crate::headline::Headline;
use std::rc::Rc;

/// Puts what is left of the candidates in order, and keeps as many as the rules say.
pub(super) fn list(candidates: &[Candidate], feeds: &[Feed], rules: &Rules) -> Vec<Rc<Headline>> {
    let mut rows = Vec::new();
    for (place, candidate) in candidates.iter().enumerate() {
        if !candidate.joined {
            rows.push([candidate.newest, candidate.feed as u64, place as u64]);
        }
    }
    rows.sort_unstable();
    if rules.order == Order::Source {
        rows.truncate(rules.limit);
    }
    if rules.order != Order::Newest {
        take_turns(&mut rows, feeds, rules.order);
    }
    let mut list = Vec::new();
    for [.., place] in rows.iter().take(rules.limit) {
        if let Some(candidate) = candidates.get(*place as usize) {
            list.push(Rc::clone(&candidate.headline));
        }
    }
    list
}

/// Sorts rows that stand in the order of time anew, by the turns that their feeds have.
///
/// The first headline of a feed with weight w has its turn at 1/2w, each later one 1/w after the one before it. So at any time
/// each feed has had as many turns as its weight says, to within half of one. In the order of sources a feed has all its turns
/// before the next feed has its first.
fn take_turns(rows: &mut [[u64; 3]], feeds: &[Feed], order: Order) {
    let mut taken: Vec<f64> = feeds.iter().map(|_| 0.5).collect();
    for [turn, feed, _] in rows.iter_mut() {
        let (Some(taken), Some(Feed { weight, .. })) = (taken.get_mut(*feed as usize), feeds.get(*feed as usize))
        else {
            continue;
        };
        *turn = if order == Order::Source {
            *feed * u64::from(u32::MAX) + *taken as u64
        } else {
            (*taken / weight).to_bits()
        };
        *taken += 1.0;
    }
    rows.sort_unstable();
}

/// A number that is the smaller the newer a date is. The bits of positive floats grow as they do, those of negative ones the
/// other way.
pub(super) fn newest_first(date: f64) -> u64 {
    let bits = date.to_bits();
    if date.is_sign_negative() { bits } else { !bits ^ (1 << 63) }
}
