//! What the machine of image reports is told.

use crate::headline::Key;
use crate::load::refresh::{Headers, RequestId, TickerId};

/// What a reader says of an image.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// The absolute address that it is sent to.
    pub endpoint: String,
    /// The absolute address of the image.
    pub image: String,
    /// The absolute address of the article.
    pub url: Option<String>,
    /// What is wrong with the image: a keyword of the site's, or ours; see [`crate::words::Word::Reasons`].
    pub reason: String,
}

/// What happened.
#[derive(Clone, PartialEq, Debug)]
pub enum Event {
    /// A ticker names an endpoint by its absolute address, or none, from now on.
    Want {
        /// The ticker.
        ticker: TickerId,
        /// The address.
        endpoint: Option<String>,
    },
    /// A ticker asks its sources.
    Round,
    /// The reader reports an image.
    Reported(Report),
    /// This browser's storage had these reports, each with whether nothing is to be sent of it any more.
    Recalled(Vec<(Report, bool)>),
    /// A request ended.
    Replied {
        /// The request.
        request: RequestId,
        /// The status of the answer, or 0 where there was none.
        status: u16,
        /// The keys of the images that it says are blocked; `None` where it says nothing of that.
        blocked: Option<Vec<Key>>,
        /// When the server wants to be asked again.
        headers: Headers,
    },
    /// The network is there, or is not.
    Online(bool),
    /// The page is left, perhaps to come back as it is; or it is back.
    Left(bool),
    /// The time that [`super::Reports::due`] named has come (early is no harm).
    Woke,
}
