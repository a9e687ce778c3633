//! Machine 1: from sources to the list. `refresh` decides when a source is asked, `feed` reads what it answered, `seen` notes when
//! a headline was first seen, `merge` makes one list of several feeds. `reports` knows which images must not be seen.

pub mod feed;
pub mod merge;
pub mod refresh;
pub mod reports;
pub mod seen;
