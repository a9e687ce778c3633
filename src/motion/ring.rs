//! Which headline enters next: the list as a ring, and those that are new to it out of turn.

use crate::headline::Key;

/// The list as a ring, with a mark at the one whose turn is next.
///
/// Headlines that a new list brings enter first, in list order, once, out of turn; then the ring goes on from where it was.
#[derive(Default)]
pub struct Ring {
    keys: Vec<Key>,
    /// The place in `keys` whose turn is next; the list's length stands for the start of the next lap.
    next: usize,
    /// Keys that wait to enter out of turn, in list order.
    fresh: Vec<Key>,
    /// Keys that entered out of turn though their turn in this lap is still to come: it is passed over.
    early: Vec<Key>,
    /// What stood when the belt was cleared: it enters again before all others.
    again: Vec<Taken>,
}

/// A headline taken from the ring.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Taken {
    /// Which headline.
    pub key: Key,
    /// Whether it entered out of turn, as one that is new to the list.
    pub fresh: bool,
}

impl Ring {
    /// The place of a headline in the list, from 0; `None` for one that the list has no more.
    pub fn place(&self, key: Key) -> Option<usize> {
        self.keys.iter().position(|other| *other == key)
    }

    /// Makes `keys` the list. What it has in common with the old one keeps its turn.
    pub fn replace(&mut self, keys: Vec<Key>) {
        let (old, new) = (sorted(&self.keys), sorted(&keys));
        let has = |sorted: &[Key], key: Key| sorted.binary_search(&key).is_ok();
        // The ring goes on after the last one that had its turn and still stands in the list.
        let (mut turned, mut common) = (None, false);
        for (place, key) in self.keys.iter().enumerate() {
            if has(&new, *key) {
                common = true;
                if place < self.next {
                    turned = Some(*key);
                }
            }
        }
        if common {
            let waiting = sorted(&self.fresh);
            self.fresh.clear();
            for key in &keys {
                if !has(&old, *key) || has(&waiting, *key) {
                    self.fresh.push(*key);
                }
            }
            self.early.retain(|key| has(&new, *key));
            self.again.retain(|taken| has(&new, taken.key));
        } else {
            self.fresh.clear();
            self.early.clear();
            self.again.clear();
        }
        self.keys = keys;
        self.next = turned.and_then(|key| self.place(key)).map_or(0, |place| place + 1);
    }

    /// Takes the headline that enters next. One that already stands on the belt is passed over, unless all of them do.
    pub fn take(&mut self, standing: &dyn Fn(Key) -> bool) -> Option<Taken> {
        if !self.again.is_empty() {
            return Some(self.again.remove(0));
        }
        while !self.fresh.is_empty() {
            let key = self.fresh.remove(0);
            // One that left the list and came back may stand still.
            if standing(key) {
                continue;
            }
            if self.place(key).is_some_and(|place| place >= self.next) {
                self.early.push(key);
            }
            return Some(Taken { key, fresh: true });
        }
        // Two laps see every headline at least once with nothing early left to pass over.
        for _ in 0..2 * self.keys.len() {
            let key = self.turn()?;
            if !standing(key) && !self.early.contains(&key) {
                return Some(Taken { key, fresh: false });
            }
        }
        self.turn().map(|key| Taken { key, fresh: false })
    }

    /// Puts back a headline that was taken and has not been seen: it enters next again.
    pub fn give_back(&mut self, taken: Taken) {
        let Some(place) = self.place(taken.key) else { return };
        if taken.fresh {
            self.early.retain(|key| *key != taken.key);
            self.fresh.insert(0, taken.key);
        } else {
            self.next = place;
        }
    }

    /// Lets what was taken and stood enter again, in this order, each once, before all others.
    pub fn take_again(&mut self, mut stood: Vec<Taken>) {
        // What has not entered again since the last time stands behind what has.
        stood.append(&mut self.again);
        for taken in stood {
            let known = self.again.iter().any(|other| other.key == taken.key);
            if !known && self.place(taken.key).is_some() {
                self.again.push(taken);
            }
        }
    }

    fn turn(&mut self) -> Option<Key> {
        if self.next >= self.keys.len() {
            self.next = 0;
            self.early.clear();
        }
        let key = self.keys.get(self.next).copied();
        self.next += 1;
        key
    }
}

fn sorted(keys: &[Key]) -> Vec<Key> {
    let mut keys = keys.to_vec();
    keys.sort_unstable();
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Key> {
        text.bytes().map(|letter| Key(letter.into())).collect()
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
        ring.replace(keys("abxcd"));
        let x = ring.take(&|_| false).unwrap();
        ring.give_back(x);
        assert_eq!(ring.take(&|_| false), Some(Taken { key: Key(b'x'.into()), fresh: true }));
    }
}
