//! Machine 1: from sources to the list. `refresh` decides when a source is asked, `feed` reads what it answered, `seen` says
//! when each headline first came, `merge` makes one list of several feeds.

pub mod feed;
pub mod merge;
pub mod refresh;
pub mod seen;
