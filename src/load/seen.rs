//! When a headline was first seen, which stands in for a date.

use crate::headline::Headline;
use std::rc::Rc;

/// Notes with each of a feed's new headlines when its source first brought it, which is now unless it is among the `old` ones. A
/// date in the future counts as that moment, so that such a headline does not come first again with every refresh. `wall` is the
/// time in ms since 1970. The time is O(n log n).
pub fn first_seen(new: &mut [Rc<Headline>], old: &[Rc<Headline>], wall: f64) {
    let mut known = Vec::new();
    for headline in old {
        known.push([headline.key.0, headline.seen.to_bits(), 0]);
    }
    known.sort_unstable();
    for headline in new {
        let found = known.binary_search_by_key(&headline.key.0, |[key, ..]| *key);
        let seen = found.ok().and_then(|found| known.get(found)).map_or(wall, |[_, seen, _]| f64::from_bits(*seen));
        // A feed that was just read is nobody else's yet.
        if let Some(headline) = Rc::get_mut(headline) {
            headline.seen = seen;
            headline.date = headline.date.map(|date| if date > wall { seen } else { date });
        }
    }
}
