//! What a feed's server really answers, for the page's question whether browsers can read it: a page that is refused learns nothing of
//! why, so `/check?url=` asks natively and reports.

mod guard;
mod links;

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use ureq::unversioned::transport::DefaultConnector;
use url::Url;

use crate::preview::check::guard::{Guard, REFUSED};
use crate::preview::server::{Closed, Site};

/// The most bytes that are read, as many as the ticker reads.
const MOST: u64 = 2 << 20;
/// The longest that an answer may take, redirects included.
const LONGEST: Duration = Duration::from_secs(10);
/// How many redirects are followed; browsers give up after 20, and no feed needs more than a few.
const REDIRECTS: usize = 10;
/// How many characters of the body the page gets, to recognise what it is and what wrote it.
const BEGINNING: usize = 4000;

/// Answers the preview's own page, and no other page that the same browser has open.
pub async fn answer(
    State(site): State<Arc<Site>>,
    Query(query): Query<Vec<(String, String)>>,
    headers: HeaderMap,
) -> Response {
    let mut response = if is_own_page(&headers) {
        let url = query.into_iter().find_map(|(name, value)| (name == "url").then_some(value)).unwrap_or_default();
        let origin = format!("http://{}", text(headers.get(header::HOST)).unwrap_or_default());
        let port = site.port;
        // The client waits where it stands; the server must not.
        let report = tokio::task::spawn_blocking(move || check(&url, &origin, port)).await;
        let report = report.unwrap_or_else(|_| json!({ "error": "the check itself failed" }));
        ([(header::CONTENT_TYPE, "application/json; charset=utf-8")], report.to_string()).into_response()
    } else {
        (StatusCode::FORBIDDEN, "only for the preview page itself\n").into_response()
    };
    response.extensions_mut().insert(Closed);
    response
}

/// Whether the request comes from a page of ours, or from no page.
fn is_own_page(headers: &HeaderMap) -> bool {
    text(headers.get("sec-fetch-site")).is_none_or(|site| site == "same-origin")
}

/// Asks for the address as a page of `origin` would. The report has `refused` (it is not asked for), `error` (there was no answer),
/// or what was answered; and in any case the redirects on the way.
fn check(address: &str, origin: &str, own_port: u16) -> Value {
    let start = Instant::now();
    let mut redirects = Vec::new();
    let mut next = Url::parse(address).map_err(|error| error.to_string());
    loop {
        let url = match next {
            Ok(url) if matches!(url.scheme(), "http" | "https") => url,
            Ok(url) => return report(redirects, json!({ "refused": format!("{}: is no web address", url.scheme()) })),
            Err(error) => return report(redirects, json!({ "refused": format!("it is no address: {error}") })),
        };
        let left = LONGEST.saturating_sub(start.elapsed());
        let answer = match ask(&url, origin, own_port, left) {
            Ok(answer) => answer,
            Err(error) => return report(redirects, failure(&error)),
        };
        let headers = answer.headers();
        let status = answer.status().as_u16();
        let allowed = text(headers.get(header::ACCESS_CONTROL_ALLOW_ORIGIN));
        let target = text(headers.get(header::LOCATION)).filter(|_| matches!(status, 301 | 302 | 303 | 307 | 308));
        let Some(target) = target else {
            return report(redirects, read(&url, answer));
        };
        redirects.push(json!({ "url": url.as_str(), "status": status, "allowOrigin": allowed }));
        if redirects.len() > REDIRECTS {
            return report(redirects, json!({ "error": "it redirects without end" }));
        }
        next = url.join(&target).map_err(|error| error.to_string());
    }
}

fn ask(
    url: &Url,
    origin: &str,
    own_port: u16,
    left: Duration,
) -> Result<axum::http::Response<ureq::Body>, ureq::Error> {
    let config = ureq::Agent::config_builder()
        // A proxy would look up names for us, behind the guard's back.
        .proxy(None)
        .http_status_as_error(false)
        .max_redirects(0)
        .timeout_global(Some(left))
        .user_agent("headline-ticker preview")
        .build();
    let agent = ureq::Agent::with_parts(config, DefaultConnector::default(), Guard::new(own_port));
    // Many servers allow an origin only where one asks.
    agent.get(url.as_str()).header(header::ORIGIN, origin).call()
}

/// What the last answer says.
fn read(url: &Url, mut answer: axum::http::Response<ureq::Body>) -> Value {
    let headers = answer.headers();
    let mut report = json!({
        "url": url.as_str(),
        "status": answer.status().as_u16(),
        "contentType": text(headers.get(header::CONTENT_TYPE)),
        "allowOrigin": text(headers.get(header::ACCESS_CONTROL_ALLOW_ORIGIN)),
    });
    match answer.body_mut().with_config().limit(MOST).read_to_vec() {
        Ok(body) => {
            let body = String::from_utf8_lossy(&body);
            report["beginning"] = body.chars().take(BEGINNING).collect::<String>().into();
            report["feeds"] = links::feeds(&body);
        }
        Err(error) => report["cut"] = failure(&error)["error"].take(),
    }
    report
}

/// Why there is no answer, in words for the page.
fn failure(error: &ureq::Error) -> Value {
    let why = match error {
        ureq::Error::Io(error) if error.to_string() == REFUSED => return json!({ "refused": REFUSED }),
        ureq::Error::HostNotFound => "there is no server of this name".to_owned(),
        ureq::Error::Timeout(_) => format!("no answer within {} s", LONGEST.as_secs()),
        ureq::Error::BodyExceedsLimit(_) => format!("the answer is larger than {} MiB", MOST >> 20),
        ureq::Error::Io(error) => error.to_string(),
        error => error.to_string(),
    };
    json!({ "error": why })
}

fn report(redirects: Vec<Value>, mut outcome: Value) -> Value {
    outcome["redirects"] = redirects.into();
    outcome
}

fn text(value: Option<&HeaderValue>) -> Option<String> {
    value.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}
