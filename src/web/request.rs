//! Requests for sources: sent and read here, judged in the core.

use super::{feed, host, send};
use crate::headline::Context;
use crate::load::feed::read;
use crate::load::refresh::{Answer, Reason, RequestId};
use crate::page::Event;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Asks a source and has [`super::answered`] called once with this number; see `www/requests.js`, as for the following.
    fn ask(url: &str, request: RequestId);

    /// Ends a request.
    pub fn abort(request: RequestId);

    /// Lets go of what is kept of a source.
    pub fn forget(source: &str);

    /// The text of an inline source; undefined where the page has no such element.
    fn inline(id: &str) -> JsValue;

    /// The JSON in a text; undefined where it is none.
    fn parse(text: &JsValue) -> JsValue;
}

/// Asks a source, and reports how that ended.
pub fn send_request(id: RequestId, source: &str) {
    match source.strip_prefix('#') {
        None => ask(source, id),
        Some(name) => {
            let text = inline(name);
            let answer = if text.is_undefined() {
                failed(Reason::Missing, 0)
            } else {
                read_text(source, &host::base(), &text, 0)
            };
            send(Event::Answered { request: id, answer });
        }
    }
}

/// Takes an answer; whether it was a feed. `text` is undefined where it is longer than a feed may be, `same` where it is the
/// text that was last read of that source.
pub fn answered(id: RequestId, source: &str, status: u16, text: &JsValue, same: bool) -> bool {
    let answer = match status {
        0 => failed(Reason::Network, 0),
        200..300 if text.is_undefined() => failed(Reason::TooLarge, status),
        200..300 if same => Answer::Unchanged,
        200..300 => read_text(source, source, text, status),
        _ => failed(Reason::Status, status),
    };
    let is_feed = matches!(answer, Answer::Feed(_));
    send(Event::Answered { request: id, answer });
    is_feed
}

fn failed(reason: Reason, status: u16) -> Answer {
    Answer::Failed { reason, status }
}

fn read_text(source: &str, base: &str, text: &JsValue, status: u16) -> Answer {
    let document = parse(text);
    if document.is_undefined() {
        return failed(Reason::Unreadable("it is not JSON"), status);
    }
    let resolve = |url: &str| feed::resolve(url, base);
    let context = Context { source, publisher: None, lang: None, decoded: false, resolve: &resolve };
    match read(&feed::Json(document), &context) {
        Ok(feed) => Answer::Feed(feed),
        Err(reason) => failed(Reason::Unreadable(reason), status),
    }
}
