//! Headlines that become one.

use super::similar;
use super::{Candidate, Dedupe, MOST_ALSO};
use crate::headline::{Headline, Key};
use std::rc::Rc;

/// Joins headlines with the same key, and others as `dedupe` says.
pub(super) fn join(candidates: &mut [Candidate], dedupe: Dedupe) {
    join_same(candidates, |candidate| [candidate.headline.key.0, candidate.newest]);
    if dedupe != Dedupe::Off {
        join_same(candidates, |candidate| [Key::of("", None, None, &candidate.headline.title).0, rank(candidate)]);
    }
    if dedupe == Dedupe::Similar {
        join_similar(candidates);
    }
}

/// How many others of about the same time a headline is compared with, for each word that they share. So a common word costs no
/// more than a rare one, and two that tell one story share rare ones.
const NEIGHBOURS: usize = 4;

/// Joins near-duplicates of different publishers into the better of them.
fn join_similar(candidates: &mut [Candidate]) {
    let (mut titles, mut rows) = (Vec::new(), Vec::new());
    for (place, candidate) in candidates.iter().enumerate() {
        let words = similar::words(&candidate.headline.title);
        for word in &words {
            if !candidate.joined {
                rows.push([*word, candidate.newest, place as u64]);
            }
        }
        titles.push(words);
    }
    rows.sort_unstable();
    for (row, [word, _, place]) in rows.iter().enumerate() {
        for [same, _, other] in rows.iter().skip(row + 1).take(NEIGHBOURS) {
            if word == same {
                join_alike(candidates, &titles, *place as usize, *other as usize);
            }
        }
    }
}

/// Joins two candidates if both still stand for themselves and tell one story.
fn join_alike(candidates: &mut [Candidate], titles: &[Vec<u64>], place: usize, other: usize) {
    let (Some(one), Some(two)) = (candidates.get(place), candidates.get(other)) else { return };
    // One publisher does not tell a story twice; an aggregator's one feed holds many publishers.
    if one.joined || two.joined || one.headline.publisher == two.headline.publisher {
        return;
    }
    if let (Some(words), Some(others)) = (titles.get(place), titles.get(other))
        && similar::alike(words, others)
    {
        if (rank(one), place) < (rank(two), other) {
            join_into(candidates, place, other);
        } else {
            join_into(candidates, other, place);
        }
    }
}

/// Joins candidates with the same first number into the one that has the smallest second number, or else stands first.
fn join_same(candidates: &mut [Candidate], numbers: fn(&Candidate) -> [u64; 2]) {
    let mut rows = Vec::new();
    for (place, candidate) in candidates.iter().enumerate() {
        if !candidate.joined {
            let [same, rank] = numbers(candidate);
            rows.push([same, rank, place as u64]);
        }
    }
    rows.sort_unstable();
    let mut kept = None;
    for [same, _, place] in &rows {
        match kept {
            Some((of, best)) if of == same => join_into(candidates, best, *place as usize),
            _ => kept = Some((same, *place as usize)),
        }
    }
}

/// Joins one candidate into another one, which then lists its publishers as well.
fn join_into(candidates: &mut [Candidate], kept: usize, place: usize) {
    let Some(candidate) = candidates.get_mut(place) else { return };
    candidate.joined = true;
    let joined = Rc::clone(&candidate.headline);
    let Some(Candidate { headline, .. }) = candidates.get_mut(kept) else { return };
    for publisher in &joined.also {
        list(headline, publisher);
    }
    list(headline, &joined.publisher);
}

/// Has a headline list a publisher beside its own, if it does not yet.
fn list(headline: &mut Rc<Headline>, publisher: &String) {
    let is_known = publisher.is_empty() || headline.publisher == *publisher || headline.also.contains(publisher);
    if !is_known && headline.also.len() < MOST_ALSO {
        // Other tickers hold the same headline, so it is copied.
        let mut copy = Headline::clone(headline);
        copy.also.push(publisher.clone());
        *headline = Rc::new(copy);
    }
}

/// The better, the smaller: first what it lacks counts, then its age, to a part of a millisecond.
fn rank(candidate: &Candidate) -> u64 {
    let headline = &candidate.headline;
    u64::from(headline.url.is_none()) << 63
        | u64::from(headline.image.is_none()) << 62
        | u64::from(headline.summary.is_empty()) << 61
        | candidate.newest >> 3
}
