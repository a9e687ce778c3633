//! Reports of images: `/reports` takes what readers report, and tells which images were reported by so many that nobody should see
//! them. A site's own endpoint may be written after it.

mod store;

use std::net::SocketAddr;
use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};
use url::Url;

use crate::command::say;
use crate::preview::reports::store::Outcome;
pub use crate::preview::reports::store::Store;
use crate::preview::server::{Site, too_many};

/// The most bytes of a report: plenty, since addresses are seldom nearly as long as they may be.
const LARGEST: usize = 4 << 10;
/// The most characters of an address.
const LONGEST_ADDRESS: usize = 2048;

/// What a reader reports.
pub struct Report {
    /// The image's address.
    pub image: String,
    /// The address of the headline that it stands with, if that has one.
    pub url: Option<String>,
    /// What is wrong with the image, in one word.
    pub reason: String,
    /// A random name, under which a reader's browser reports and by which nobody can be found.
    pub reader: String,
}

/// Tells which images are blocked.
pub async fn answer(State(site): State<Arc<Site>>) -> Response {
    match site.reports.blocked(now()) {
        Ok(blocked) => {
            let body = json!({ "blocked": blocked }).to_string();
            ([(header::CONTENT_TYPE, "application/json; charset=utf-8")], body).into_response()
        }
        Err(error) => unavailable(&error),
    }
}

/// Takes a report. Whatever type the body is said to have, it is read as JSON: a ticker calls it plain text, because a browser would
/// have to ask beforehand whether it may send JSON to another origin.
pub async fn send(
    State(site): State<Arc<Site>>,
    // Behind a proxy every connection is the proxy's. There a site takes the address from the header that its own proxy sets, and never
    // from one that a client may set.
    ConnectInfo(client): ConnectInfo<SocketAddr>,
    body: Body,
) -> Response {
    let Ok(body) = to_bytes(body, LARGEST).await else {
        return (StatusCode::PAYLOAD_TOO_LARGE, format!("a report has at most {LARGEST} bytes\n")).into_response();
    };
    let report = match Report::read(&body) {
        Ok(report) => report,
        Err(complaint) => return (StatusCode::BAD_REQUEST, format!("{complaint}\n")).into_response(),
    };
    // Done where it stands, though it waits for the disk: that is a few milliseconds, and the one reader is on this machine.
    match site.reports.add(&report, client.ip(), now()) {
        Ok(Outcome::Kept) => StatusCode::NO_CONTENT.into_response(),
        Ok(Outcome::TooMany { seconds }) => too_many(seconds, "too many reports from this address\n"),
        Err(error) => unavailable(&error),
    }
}

/// The reader can do nothing about it; who runs the preview can, and learns why.
fn unavailable(error: &rusqlite::Error) -> Response {
    say(format!("error: image reports: {error}"));
    (StatusCode::SERVICE_UNAVAILABLE, "image reports are not available now\n").into_response()
}

impl Report {
    /// Reads a body. What it has beyond the fields is ignored, so that later tickers may send more. The error is a sentence for whoever
    /// writes what sends reports.
    fn read(body: &[u8]) -> Result<Report, String> {
        let fields: Map<String, Value> = serde_json::from_slice(body)
            .map_err(|_| "the body must be a JSON object with image, url, reason and reader".to_owned())?;
        let address = format!("an absolute http or https URL of at most {LONGEST_ADDRESS} characters");
        Ok(Report {
            image: field(&fields, "image", &address, web_address)?,
            url: match fields.get("url") {
                None | Some(Value::Null) => None,
                Some(_) => Some(field(&fields, "url", &format!("null or {address}"), web_address)?),
            },
            reason: field(&fields, "reason", "1 to 32 of the characters a-z, 0-9 and -", |text| {
                word(text, 1..=32, |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
            })?,
            reader: field(&fields, "reader", "8 to 64 of the characters A-Z, a-z, 0-9 and -", |text| {
                word(text, 8..=64, |byte| byte.is_ascii_alphanumeric() || byte == b'-')
            })?,
        })
    }
}

/// The text of a field as `read` takes it, or a sentence that says what would be accepted.
fn field(
    fields: &Map<String, Value>,
    name: &str,
    accepted: &str,
    read: impl Fn(&str) -> Option<String>,
) -> Result<String, String> {
    let text = fields.get(name).and_then(Value::as_str);
    text.and_then(read).ok_or_else(|| format!("{name} must be {accepted}"))
}

/// The address as browsers write it: two ways of writing one are the same image, and a ticker finds it by this one.
fn web_address(text: &str) -> Option<String> {
    if text.chars().count() > LONGEST_ADDRESS {
        return None;
    }
    let url = Url::parse(text).ok()?;
    matches!(url.scheme(), "http" | "https").then(|| url.into())
}

/// The text, if it has such a length and no other characters.
fn word(text: &str, lengths: RangeInclusive<usize>, is_accepted: fn(u8) -> bool) -> Option<String> {
    (lengths.contains(&text.len()) && text.bytes().all(is_accepted)).then(|| text.to_owned())
}

/// The seconds since 1970.
fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs() as i64)
}
