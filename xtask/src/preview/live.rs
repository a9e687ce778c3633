//! Breaking news that never breaks: `/live` sends an invented headline every so often, and at once when it is asked to.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{Stream, unfold};
use serde_json::{Value, json};
use tokio::sync::broadcast::{self, error::RecvError};
use tokio::time::{Instant, timeout_at};

use crate::preview::server::Site;

/// The headlines, which come round again after the last.
const HEADLINES: &str = include_str!("live.json");
/// From the opening to the first one.
const FIRST: Duration = Duration::from_secs(1);
/// From one to the next.
const PAUSE: Duration = Duration::from_secs(20);

/// What all connections share.
pub struct Live {
    headlines: Vec<Value>,
    /// How many were sent so far, which makes each one's identity.
    sent: AtomicUsize,
    /// Those that were asked for, to every open connection.
    asked: broadcast::Sender<Value>,
}

impl Live {
    /// Nothing sent, nobody connected.
    pub fn new() -> Live {
        let headlines = serde_json::from_str(HEADLINES).unwrap_or_default();
        Live { headlines, sent: AtomicUsize::new(0), asked: broadcast::Sender::new(16) }
    }

    /// The next headline, published now.
    fn next(&self) -> Value {
        let number = self.sent.fetch_add(1, Ordering::Relaxed);
        self.published(number)
    }

    fn published(&self, number: usize) -> Value {
        let mut headline =
            self.headlines.get(number % self.headlines.len().max(1)).cloned().unwrap_or_else(|| json!({}));
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_millis() as u64);
        headline["id"] = json!(format!("live-{now}-{number}"));
        headline["url"] = json!(format!("https://example.com/live/{number}"));
        headline["date"] = json!(now);
        headline["breaking"] = json!(true);
        headline
    }
}

/// A stream for who asks for events, as `EventSource` does; else an ordinary feed, since a ticker asks a live source for that as well.
pub async fn answer(State(site): State<Arc<Site>>, headers: HeaderMap) -> Response {
    let accepted = headers.get(header::ACCEPT).and_then(|accepted| accepted.to_str().ok()).unwrap_or_default();
    if accepted.contains("text/event-stream") {
        return Sse::new(events(site)).keep_alive(KeepAlive::default()).into_response();
    }
    let last = site.live.published(site.live.sent.load(Ordering::Relaxed).saturating_sub(1));
    let feed = json!({ "title": "Live", "items": [last] });
    ([(header::CONTENT_TYPE, "application/json; charset=utf-8")], feed.to_string()).into_response()
}

/// Sends one now, to every open connection.
pub async fn send(State(site): State<Arc<Site>>) -> Response {
    // That nobody listens is no error: the answer says how many did.
    let listeners = site.live.asked.send(site.live.next()).unwrap_or(0);
    (StatusCode::ACCEPTED, format!("{listeners}\n")).into_response()
}

fn events(site: Arc<Site>) -> impl Stream<Item = Result<Event, Infallible>> {
    let asked = site.live.asked.subscribe();
    unfold((site, asked, Instant::now() + FIRST), async |(site, mut asked, mut due)| {
        let headline = loop {
            match timeout_at(due, asked.recv()).await {
                Ok(Ok(headline)) => break headline,
                Ok(Err(RecvError::Lagged(_))) => {}
                Ok(Err(RecvError::Closed)) => return None,
                Err(_) => {
                    due = Instant::now() + PAUSE;
                    break site.live.next();
                }
            }
        };
        Some((Ok(Event::default().data(headline.to_string())), (site, asked, due)))
    })
}
