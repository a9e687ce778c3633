//! The answers of sources: read here, judged in the core.

use super::{ROOM, feed, send};
use crate::headline::Context;
use crate::load::feed::{Format, Node, read};
use crate::load::refresh::{Answer, Event, Headers, Reason, RequestId, SourceId};
use crate::page::{self, Page};
use crate::settings::SourceSettings;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// The source that a request is for, while it is outstanding.
pub fn requested(request: RequestId) -> Option<Rc<SourceSettings>> {
    known(|page| page.requested(request))
}

/// The source of that name.
pub fn source(id: SourceId) -> Option<Rc<SourceSettings>> {
    known(|page| page.source(id))
}

fn known(find: impl FnOnce(&Page) -> Option<Rc<SourceSettings>>) -> Option<Rc<SourceSettings>> {
    ROOM.with(|room| find(&room.page.borrow()))
}

/// Takes an answer; whether it was a feed. `text` is undefined where it is longer than a feed may be, `document` is what it holds,
/// and `same` says that it is the text that was last read of that source.
pub fn answered(
    request: RequestId,
    status: u16,
    text: &JsValue,
    document: JsValue,
    same: bool,
    headers: Headers,
) -> bool {
    let Some(source) = requested(request) else { return false };
    let answer = match status {
        0 if source.is_inline() => failed(Reason::Missing, 0),
        0 => failed(Reason::Network, 0),
        200..300 if text.is_undefined() => failed(Reason::TooLarge, status),
        200..300 if same => Answer::Unchanged,
        200..300 => read_document(&source, source.format, document, status),
        _ => failed(Reason::Status, status),
    };
    let is_feed = matches!(answer, Answer::Feed(_));
    send(page::Event::Sources(Event::Answered { request, answer, headers }));
    is_feed
}

/// Takes a list of headlines that a source sent by itself.
pub fn streamed(id: SourceId, list: JsValue) {
    let Some(source) = source(id) else { return };
    if let Answer::Feed(sent) = read_document(&source, Some(Format::Plain), list, 0) {
        feed::hand_over(sent.headlines, &|headline| send(page::Event::Sources(Event::Streamed(id, headline))));
    }
}

fn failed(reason: Reason, status: u16) -> Answer {
    Answer::Failed { reason, status }
}

/// What can be wrong with a text that holds no document, by the number that `parsed` of `www/requests.js` gives it.
const FAULTS: [&str; 4] = [
    "it is neither JSON nor XML, or not whole",
    "it is a web page, no feed: give the address of its feed",
    "it is no well-formed XML, or not whole",
    "it is XML, which the page's Trusted Types keep from being read: allow the policy headline-ticker",
];

/// Reads what an answer holds; a number says why it holds nothing.
fn read_document(source: &SourceSettings, format: Option<Format>, document: JsValue, status: u16) -> Answer {
    let document = feed::Json(document);
    if let Some(fault) = document.number().and_then(|fault| FAULTS.get(fault as usize)) {
        return failed(Reason::Unreadable(fault), status);
    }
    let base = if source.is_inline() { "" } else { &source.address };
    let context = Context {
        source: &source.address,
        publisher: source.name.as_deref(),
        lang: source.lang.as_deref(),
        decoded: false,
        format,
        map: &source.map,
        resolve: &|url: &str| feed::resolve(url, base),
    };
    match read(&document, &context) {
        Ok(feed) => Answer::Feed(feed),
        Err(reason) => failed(Reason::Unreadable(reason), status),
    }
}
