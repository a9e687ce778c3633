//! Requests for sources: sent and read here, judged in the core.

use super::{feed, host, send};
use crate::headline::Context;
use crate::load::feed::read;
use crate::load::refresh::{Answer, Reason, RequestId};
use crate::page::Event;
use js_sys::{JSON, Reflect};
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

    /// Calls `done` once with `{status, text}`.
    #[wasm_bindgen(method)]
    fn answer(this: &FeedRequest, limit: u32, done: JsValue);
}

thread_local! {
    static SENT: RefCell<Vec<(RequestId, FeedRequest)>> = const { RefCell::new(Vec::new()) };
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
    let done = Closure::once_into_js(move |answer: JsValue| {
        SENT.with_borrow_mut(|sent| sent.retain(|(sent, _)| *sent != id));
        send(Event::Answered { request: id, answer: read_answer(&source, &answer) });
    });
    request.answer(LIMIT, done);
    SENT.with_borrow_mut(|sent| sent.push((id, request)));
}

/// Ends a request.
pub fn abort_request(id: RequestId) {
    let request = SENT.with_borrow_mut(|sent| {
        let place = sent.iter().position(|(sent, _)| *sent == id)?;
        Some(sent.swap_remove(place).1)
    });
    if let Some(request) = request {
        request.abort();
    }
}

/// Lets go of what is kept of a source.
pub fn forget(source: &str) {
    BODIES.with_borrow_mut(|bodies| bodies.retain(|(known, _)| known != source));
}

fn read_answer(source: &str, answer: &JsValue) -> Answer {
    let get = |name: &str| Reflect::get(answer, &name.into()).unwrap_or_default();
    let failed = |reason, status| Answer::Failed { reason, status };
    let Some(status) = get("status").as_f64() else { return failed(Reason::Network, 0) };
    let status = status as u16;
    let text = get("text");
    match () {
        () if !(200..300).contains(&status) => failed(Reason::Status, status),
        () if text.is_undefined() => failed(Reason::TooLarge, status),
        () => read_body(source, &text, status),
    }
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
