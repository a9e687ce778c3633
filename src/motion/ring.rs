//! Which headline enters next: the list as a ring, and those that are new to it out of turn.

use crate::headline::Key;

/// The list as a ring, with a mark at the one whose turn is next.
///
/// Headlines that a new list brings enter first, in list order, once, out of turn; then the ring goes on from where it was.
#[derive(Default)]
pub struct Ring {
    entries: Vec<Entry>,
    /// The place in `entries` whose turn is next; the list's length stands for the start of the next lap.
    next: usize,
    /// The laps that have ended.
    lap: u32,
    /// The one that was asked for: it enters before all others.
    asked: Option<Key>,
}

/// One headline of the list.
#[derive(Clone, Copy)]
struct Entry {
    key: Key,
    /// Whether it waits to enter out of turn.
    fresh: bool,
    /// The lap in which it entered out of turn: its turn in that lap is passed over.
    early: Option<u32>,
}

/// A headline taken from the ring.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Taken {
    /// Which headline.
    pub key: Key,
    /// Whether it entered out of turn, as one that is new to the list.
    pub fresh: bool,
    /// The lap in which it was taken.
    lap: u32,
}

impl Ring {
    /// The place of a headline in the list, from 0; `None` for one that the list has no more.
    pub fn place(&self, key: Key) -> Option<usize> {
        self.entries.iter().position(|entry| entry.key == key)
    }

    /// Makes `keys` the list. What it has in common with the old one keeps its turn.
    pub fn replace(&mut self, keys: impl Iterator<Item = Key>) {
        // As numbers, which are sorted for merging too: sorting is compiled once.
        let mut old = Vec::new();
        for (place, entry) in self.entries.iter().enumerate() {
            old.push([entry.key.0, place as u64, 0]);
        }
        old.sort_unstable();
        let mut entries = Vec::new();
        // The ring goes on after the last one that had its turn and still stands in the list.
        let (mut next, mut turned, mut common) = (0, 0, false);
        for key in keys {
            let found = old.binary_search_by_key(&key.0, |[key, ..]| *key);
            let place = found.ok().and_then(|found| old.get(found)).map_or(usize::MAX, |[_, place, _]| *place as usize);
            let Some(entry) = self.entries.get(place) else {
                entries.push(Entry { key, fresh: true, early: None });
                continue;
            };
            common = true;
            entries.push(*entry);
            if (turned..self.next).contains(&place) {
                (turned, next) = (place, entries.len());
            }
        }
        (self.entries, self.next) = (entries, next);
        // Of another list altogether nothing is new.
        for entry in &mut self.entries {
            entry.fresh &= common;
        }
    }

    /// Takes the headline that enters next. One that already stands on the belt is passed over, unless all of them do.
    pub fn take(&mut self, standing: &dyn Fn(Key) -> bool) -> Option<Taken> {
        if let Some(key) = self.asked.take() {
            return Some(self.in_turn(key));
        }
        for (place, entry) in self.entries.iter_mut().enumerate() {
            // One that left the list and came back may stand still.
            if std::mem::take(&mut entry.fresh) && !standing(entry.key) {
                entry.early = (place >= self.next).then_some(self.lap);
                return Some(Taken { key: entry.key, fresh: true, lap: self.lap });
            }
        }
        // Two laps see every headline at least once with nothing early left to pass over.
        for _ in 0..2 * self.entries.len() {
            let entry = self.turn()?;
            if !standing(entry.key) && entry.early != Some(self.lap) {
                return Some(self.in_turn(entry.key));
            }
        }
        self.turn().map(|entry| self.in_turn(entry.key))
    }

    /// Takes the headline that stands in the list before the one at `place`, or before the one whose turn is next. One that already
    /// stands on the belt is passed over, unless all of them do.
    pub fn take_before(&self, place: Option<usize>, standing: &dyn Fn(Key) -> bool) -> Option<Taken> {
        let count = self.entries.len();
        let place = place.unwrap_or(self.next) + count;
        let mut taken = None;
        for back in 1..=count {
            let entry = self.entries.get((place - back) % count)?;
            if taken.is_none() || !standing(entry.key) {
                taken = Some(self.in_turn(entry.key));
            }
            if !standing(entry.key) {
                break;
            }
        }
        taken
    }

    /// Lets a headline enter next, then those after it in the list.
    pub fn turn_to(&mut self, key: Key) {
        if let Some(place) = self.place(key) {
            (self.next, self.asked) = (place + 1, Some(key));
        }
    }

    /// Puts back a headline that was taken and has not been seen: it enters next again.
    pub fn give_back(&mut self, taken: Taken) {
        let Some(place) = self.place(taken.key) else { return };
        match self.entries.get_mut(place) {
            Some(entry) if taken.fresh => (entry.fresh, entry.early) = (true, None),
            _ => (self.next, self.lap) = (place, taken.lap),
        }
    }

    fn in_turn(&self, key: Key) -> Taken {
        Taken { key, fresh: false, lap: self.lap }
    }

    fn turn(&mut self) -> Option<Entry> {
        if self.next >= self.entries.len() {
            self.next = 0;
            self.lap = self.lap.wrapping_add(1);
        }
        let entry = self.entries.get(self.next).copied();
        self.next += 1;
        entry
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> impl Iterator<Item = Key> {
        text.bytes().map(|letter| Key(letter.into()))
    }

    /// Takes `count` headlines with the last `belt` of them standing.
    fn taken(ring: &mut Ring, count: usize, belt: usize) -> String {
        let mut out: Vec<Key> = Vec::new();
        for _ in 0..count {
            let standing = out[out.len().saturating_sub(belt)..].to_vec();
            out.extend(ring.take(&|key| standing.contains(&key)).map(|taken| taken.key));
        }
        out.iter().map(|key| char::from(key.0 as u8)).collect()
    }

    /// The headlines that enter: `before` of them from the first list, then the rest from the second.
    fn check(first: &str, before: usize, second: &str, expected: &str) {
        let mut ring = Ring::default();
        ring.replace(keys(first));
        let mut entered = taken(&mut ring, before, 1);
        ring.replace(keys(second));
        entered += &taken(&mut ring, expected.len() - before, 1);
        assert_eq!(entered, expected, "{first} then, after {before}, {second}");
    }

    #[test]
    fn the_list_is_a_ring_and_new_ones_enter_next_once_out_of_turn() {
        check("abc", 7, "abc", "abcabcabca");
        check("a", 3, "a", "aaaaaa");
        // New at the front of the list: next, then on from where it was, and at its place from the next lap.
        check("abcd", 2, "xabcd", "abxcdxabcdx");
        check("abcd", 2, "xyabcd", "abxycdxyabcd");
        // New at a place whose turn is still to come: it has had it.
        check("abcd", 1, "abcxd", "axbcdabcxd");
        // What left the list has no more turn; the ring goes on after its predecessor.
        check("abcd", 2, "acd", "abcdacd");
        check("abcd", 3, "ad", "abcdad");
        // Another list altogether begins at its beginning.
        check("abc", 2, "xyz", "abxyzxyz");
        check("", 0, "xyz", "xyzx");
        check("abc", 2, "", "ab");
        // A fresh one that waits is still fresh when the list changes again in order only.
        check("abc", 3, "cbax", "abcxbacbax");
    }

    #[test]
    fn one_that_stands_is_passed_over_unless_all_stand() {
        let mut ring = Ring::default();
        ring.replace(keys("abc"));
        assert_eq!(taken(&mut ring, 2, 2), "ab");
        ring.replace(keys("cabd"));
        assert_eq!(taken(&mut ring, 5, 3), "dcabd");
        assert_eq!(taken(&mut ring, 4, 100), "cabd");
    }

    #[test]
    fn what_is_given_back_enters_next() {
        let mut ring = Ring::default();
        ring.replace(keys("abcd"));
        taken(&mut ring, 2, 1);
        let c = ring.take(&|_| false).unwrap();
        ring.give_back(c);
        assert_eq!(taken(&mut ring, 2, 1), "cd");
        taken(&mut ring, 1, 1);
        ring.replace(keys("abxcd"));
        let x = ring.take(&|_| false).unwrap();
        ring.give_back(x);
        assert_eq!(ring.take(&|_| false).map(|taken| (taken.key, taken.fresh)), Some((Key(b'x'.into()), true)));
    }

    #[test]
    fn what_entered_early_is_passed_over_in_that_lap_though_some_are_given_back() {
        let mut ring = Ring::default();
        ring.replace(keys("abc"));
        taken(&mut ring, 4, 1);
        ring.replace(keys("abcy"));
        assert_eq!(taken(&mut ring, 1, 1), "y");
        let ahead: Vec<_> = (0..3).map(|_| ring.take(&|_| false).unwrap()).collect();
        for taken in ahead.into_iter().rev() {
            ring.give_back(taken);
        }
        assert_eq!(taken(&mut ring, 4, 1), "bcab");
    }
}
