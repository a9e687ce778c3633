//! When a headline was first seen, which a feed does not say.

use crate::headline::Headline;
use std::rc::Rc;

/// Says of each headline of a new answer when its source first brought it, `old` being the answer before and `wall` the present,
/// in ms since 1970.
///
/// A date in the future becomes that time, and stays it when the date has come: an error in the time zone would bring the
/// headline to the front again. The time is O(n log n).
///
/// Nobody else may hold what is new: what somebody holds is left as it is.
pub fn first_seen(new: &mut [Rc<Headline>], old: &[Rc<Headline>], wall: f64) {
    let mut rows = Vec::new();
    for (place, headline) in old.iter().enumerate() {
        rows.push([headline.key.0, place as u64, 0]);
    }
    rows.sort_unstable();
    for headline in new {
        let row = rows.binary_search_by_key(&headline.key.0, |[key, ..]| *key).ok().and_then(|row| rows.get(row));
        let known = row.and_then(|[_, place, _]| old.get(*place as usize));
        // Nobody else holds what was just read.
        let Some(headline) = Rc::get_mut(headline) else { continue };
        let (mut seen, mut latest) = (wall, wall);
        if let Some(known) = known {
            seen = known.seen;
            if known.date == Some(seen) {
                latest = seen;
            }
        }
        headline.seen = seen;
        if headline.date > Some(latest) {
            headline.date = Some(seen);
        }
    }
}
