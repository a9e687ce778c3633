//! What is noted about a page: what went wrong, what its tickers said, and what stands on the strip.

use serde::Deserialize;
use serde_json::Value;

/// Something that the watch noted.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Problem {
    /// `page error`, `unhandled rejection`, `policy violation`, `console error` or `console warning`.
    pub kind: String,
    /// What was said.
    pub text: String,
}

/// An event that a ticker sent.
#[derive(Clone, Debug, Deserialize)]
pub struct Said {
    /// The event's type.
    #[serde(rename = "type")]
    pub kind: String,
    /// The `id` of the ticker; empty where it has none.
    pub target: String,
    /// The event's detail; null where it has none.
    pub detail: Value,
    /// The document timeline's time, in ms.
    pub time: f64,
}

/// What a reader, or a reader's software, meets in one item.
#[derive(Clone, Debug, Deserialize)]
pub struct Item {
    /// The headline's key.
    pub key: Option<String>,
    /// Hidden from software, because the same headline stands elsewhere on the strip.
    pub repeat: bool,
    /// `aria-posinset`.
    pub position: usize,
    /// `aria-setsize`.
    pub size: usize,
    /// The headline's whole text.
    pub text: Option<String>,
    /// `a` or `span`.
    pub element: Option<String>,
    /// The link's `href`.
    pub href: Option<String>,
    /// The link's `target`.
    pub target: Option<String>,
    /// The link's `rel`.
    pub rel: Option<String>,
    /// The headline's `dir`.
    pub dir: Option<String>,
    /// The headline's `lang`.
    pub lang: Option<String>,
    /// The publisher's name, where shown.
    pub publisher: Option<String>,
    /// The separator's text.
    pub separator: Option<String>,
    /// The time, where shown.
    pub time: Option<String>,
    /// The image's address, where shown.
    pub image: Option<String>,
    /// The headline's `tabindex`.
    pub tabindex: Option<String>,
    /// The same element has the same number, as in [`crate::motion::Frames`].
    pub number: u32,
    /// Its left edge in CSS pixels.
    pub left: f64,
    /// Its right edge in CSS pixels.
    pub right: f64,
}
