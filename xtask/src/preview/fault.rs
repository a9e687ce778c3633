//! The fault switch: `/fault/KIND/PATH` answers what `/PATH` would, gone wrong in one way, so that the fault stands in the address.

use std::io;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;

use crate::preview::server::{Closed, too_many};

/// How long `slow` waits: beyond what a reader takes for quick, within the ticker's usual timeout.
const DELAY: Duration = Duration::from_secs(4);
/// After how many seconds `429` asks to come back.
const RETRY_AFTER: i64 = 20;

/// One way to go wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The right answer, late.
    Slow,
    /// Status 500.
    Broken,
    /// Status 429, with the time after which to ask again.
    TooMany,
    /// The first half of the body, as if that were all.
    Truncated,
    /// The connection ends without an answer.
    Offline,
    /// The right answer, which no page of another origin may read.
    NotShared,
    /// A web page where a feed is expected.
    Page,
}

impl Fault {
    /// The fault that an address names.
    pub fn parse(name: &str) -> Option<Fault> {
        Some(match name {
            "slow" => Fault::Slow,
            "500" => Fault::Broken,
            "429" => Fault::TooMany,
            "truncated" => Fault::Truncated,
            "offline" => Fault::Offline,
            "cors" => Fault::NotShared,
            "html" => Fault::Page,
            _ => return None,
        })
    }

    /// What is answered in place of `answer`.
    pub async fn spoil(self, answer: Response) -> Response {
        match self {
            Fault::Slow => {
                tokio::time::sleep(DELAY).await;
                answer
            }
            Fault::Broken => (StatusCode::INTERNAL_SERVER_ERROR, "broken on purpose\n").into_response(),
            Fault::TooMany => too_many(RETRY_AFTER, "too many requests, on purpose\n"),
            Fault::Truncated => truncate(answer).await,
            Fault::Offline => hang_up(),
            Fault::NotShared => {
                let mut answer = answer;
                answer.extensions_mut().insert(Closed);
                answer
            }
            Fault::Page => {
                let page =
                    "<!doctype html>\n<html lang=\"en\">\n<title>Please log in</title>\n<p>A web page, on purpose.\n";
                ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
            }
        }
    }
}

async fn truncate(answer: Response) -> Response {
    let (parts, body) = answer.into_parts();
    // A body that is a file in memory cannot fail.
    let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
    (parts, bytes.slice(..bytes.len() / 2)).into_response()
}

/// A body that fails at once ends the connection before the head of the answer is sent.
fn hang_up() -> Response {
    let error: Result<Bytes, io::Error> = Err(io::Error::other("hung up on purpose"));
    Body::from_stream(stream::iter([error])).into_response()
}
