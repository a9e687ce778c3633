//! Images that must not be seen.

use crate::headline::Key;

/// Images that must not be seen, each told by its address.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Blocked(Vec<[u64; 3]>);

impl Blocked {
    /// None.
    pub const NONE: Self = Self(Vec::new());

    /// The images of these lists of keys; see [`Blocked::key`].
    pub(crate) fn of<'a>(lists: impl Iterator<Item = &'a [Key]>) -> Self {
        // As rows of three numbers, because sorting is compiled once, for them.
        let mut rows = Vec::new();
        for list in lists {
            for key in list {
                rows.push([key.0, 0, 0]);
            }
        }
        rows.sort_unstable();
        // Two may have blocked the same one.
        rows.dedup();
        Self(rows)
    }

    /// What tells an image, by its absolute address.
    pub fn key(url: &str) -> Key {
        Key::of_texts(&[url])
    }

    /// Whether the image of that absolute address is one of them.
    pub fn has(&self, url: &str) -> bool {
        !self.0.is_empty() && self.0.binary_search(&[Self::key(url).0, 0, 0]).is_ok()
    }
}
