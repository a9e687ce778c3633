//! Requests for sources: sent and read here, judged in the core.

use super::{feed, host, send};
use crate::headline::Context;
use crate::load::feed::read;
use crate::load::refresh::{Answer, Reason, RequestId};
use crate::page::Event;
use js_sys::JSON;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

/// The most bytes that a feed may have.
const LIMIT: u32 = 2 << 20;

#[wasm_bindgen]
extern "C" {
    /// A request under way; see `www/headline-ticker.js`.
    type FeedRequest;

    /// The request for an address, which the script may have sent already.
    fn ask(url: &str) -> FeedRequest;

    #[wasm_bindgen(method)]
    fn abort(this: &FeedRequest);

    /// Has [`super::answered`] called once, with this request's number.
    #[wasm_bindgen(method)]
    fn answer(this: &FeedRequest, limit: u32, request: RequestId);
}

/// A request whose answer is awaited.
struct Sent {
    id: RequestId,
    source: String,
    request: FeedRequest,
}

thread_local! {
    static SENT: RefCell<Vec<Sent>> = const { RefCell::new(Vec::new()) };
    /// The last body of each source that was read, so that the same one need not be read again.
    static BODIES: RefCell<Vec<(String, JsValue)>> = const { RefCell::new(Vec::new()) };
}

/// Asks a source, and reports how that ended.
pub fn send_request(id: RequestId, source: String) {
    if let Some(inline) = source.strip_prefix('#') {
        let script = host::document().get_element_by_id(inline);
        let answer = match script.and_then(|script| script.text_content()) {
            Some(text) => read_body(&source, &text.into(), 0),
            None => Answer::Failed { reason: Reason::Missing, status: 0 },
        };
        send(Event::Answered { request: id, answer });
        return;
    }
    let request = ask(&source);
    request.answer(LIMIT, id);
    SENT.with_borrow_mut(|sent| sent.push(Sent { id, source, request }));
}

/// Ends a request.
pub fn abort_request(id: RequestId) {
    if let Some(sent) = take(id) {
        sent.request.abort();
    }
}

/// Takes the answer of a request that was not ended.
pub fn answered(id: RequestId, status: u16, text: &JsValue) {
    if let Some(sent) = take(id) {
        send(Event::Answered { request: id, answer: read_answer(&sent.source, status, text) });
    }
}

fn take(id: RequestId) -> Option<Sent> {
    SENT.with_borrow_mut(|sent| {
        let place = sent.iter().position(|sent| sent.id == id)?;
        Some(sent.swap_remove(place))
    })
}

/// Lets go of what is kept of a source.
pub fn forget(source: &str) {
    BODIES.with_borrow_mut(|bodies| bodies.retain(|(known, _)| known != source));
}

fn read_answer(source: &str, status: u16, text: &JsValue) -> Answer {
    let reason = match status {
        0 => Reason::Network,
        200..300 if text.is_undefined() => Reason::TooLarge,
        200..300 => return read_body(source, text, status),
        _ => Reason::Status,
    };
    Answer::Failed { reason, status }
}

fn read_body(source: &str, text: &JsValue, status: u16) -> Answer {
    let known = BODIES.with_borrow(|bodies| bodies.iter().any(|(known, body)| known == source && body == text));
    if known {
        return Answer::Unchanged;
    }
    let base = host::base();
    let base = if source.starts_with('#') { base.as_str() } else { source };
    let resolve = |url: &str| feed::resolve(url, base);
    let context = Context { source, publisher: None, lang: None, decoded: false, resolve: &resolve };
    let document = JSON::parse(&text.as_string().unwrap_or_default()).map_err(|_| "it is not JSON");
    match document.and_then(|document| read(&feed::Json(document), &context)) {
        Ok(feed) => {
            send(Event::Read { source: source.to_string(), problems: feed.problems });
            forget(source);
            BODIES.with_borrow_mut(|bodies| bodies.push((source.to_string(), text.clone())));
            Answer::Feed(feed.headlines.into())
        }
        Err(reason) => Answer::Failed { reason: Reason::Unreadable(reason), status },
    }
}
