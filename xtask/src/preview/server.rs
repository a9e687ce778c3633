//! The preview's web server: files as a good host would send them, and word of a new build.

use std::convert::Infallible;
use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;
use axum::Router;
use axum::extract;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::map_response;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::stream::{Stream, unfold};
use tokio::sync::watch::Receiver;
use tower_http::compression::CompressionLayer;

use crate::preview::State;
use crate::preview::check;
use crate::preview::fault::Fault;
use crate::preview::live::{self, Live};
use crate::preview::reports::{self, Store};

/// Reloads the page after a build; every page gets it, none has to know of it.
const RELOAD_SCRIPT: &str = include_str!("reload.js");
const RELOAD_TAG: &str = "<script src=\"/__reload.js\" defer></script>";

/// What is served.
pub struct Site {
    /// Where files are looked for, in this order.
    pub folders: [PathBuf; 2],
    /// The present build.
    pub states: Receiver<State>,
    /// The breaking news.
    pub live: Live,
    /// What readers reported.
    pub reports: Store,
    /// The port of this machine that it is served on.
    pub port: u16,
}

/// Marks an answer that pages of other origins may not read.
#[derive(Clone, Copy)]
pub struct Closed;

/// Serves for ever.
pub fn serve(listener: TcpListener, site: Arc<Site>) -> Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        Ok(axum::serve(listener, router(site).into_make_service_with_connect_info::<SocketAddr>()).await?)
    })
}

fn router(site: Arc<Site>) -> Router {
    Router::new()
        .route("/__reload", get(reload))
        .route("/__reload.js", get(|| async { send(Path::new("reload.js"), RELOAD_SCRIPT.into()) }))
        .route("/check", get(check::answer))
        .route("/live", get(live::answer).post(live::send))
        .route("/reports", get(reports::answer).post(reports::send))
        .route("/fault/{kind}/{*path}", get(fault))
        .route("/", get(async |site| file(site, extract::Path(String::new())).await))
        .route("/{*path}", get(file))
        .with_state(site)
        .layer(CompressionLayer::new())
        .layer(map_response(async |mut response: Response| {
            let is_closed = response.extensions().get::<Closed>().is_some();
            let headers = response.headers_mut();
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
            if !is_closed {
                headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
            }
            response
        }))
}

async fn file(extract::State(site): extract::State<Arc<Site>>, extract::Path(path): extract::Path<String>) -> Response {
    let missing = || (StatusCode::NOT_FOUND, format!("/{path}: not here\n")).into_response();
    let Some(path) = relative(&path) else {
        return missing();
    };
    // Files are few and small, and the one reader is on this machine.
    let found = site.folders.iter().find_map(|folder| fs::read(folder.join(&path)).ok());
    found.map_or_else(missing, |bytes| send(&path, bytes))
}

/// What a file would be answered with, gone wrong.
async fn fault(
    site: extract::State<Arc<Site>>,
    extract::Path((kind, path)): extract::Path<(String, String)>,
) -> Response {
    match Fault::parse(&kind) {
        Some(fault) => fault.spoil(file(site, extract::Path(path)).await).await,
        None => (StatusCode::NOT_FOUND, format!("there is no fault `{kind}`\n")).into_response(),
    }
}

/// Refuses who has asked too often, and says after how many seconds to ask again.
pub fn too_many(seconds: i64, line: &'static str) -> Response {
    let headers = [
        (header::RETRY_AFTER, HeaderValue::from(seconds)),
        // Without it a page of another origin could not read when to come back.
        (header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("Retry-After")),
    ];
    (StatusCode::TOO_MANY_REQUESTS, headers, line).into_response()
}

fn send(path: &Path, bytes: Vec<u8>) -> Response {
    let kind = media_type(path);
    let bytes = if kind.starts_with("text/html") { with_reload(bytes) } else { bytes };
    ([(header::CONTENT_TYPE, kind)], bytes).into_response()
}

/// The file that an address means; none outside of the folders.
fn relative(path: &str) -> Option<PathBuf> {
    let path = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let path = PathBuf::from(path);
    path.components().all(|part| matches!(part, Component::Normal(_))).then_some(path)
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml; charset=utf-8",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("woff2") => "font/woff2",
        // The file itself says its encoding, and a charset here would overrule it.
        Some("xml" | "rss" | "atom") => "application/xml",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Puts the reload script at the end of a page's head, or of the page.
fn with_reload(mut page: Vec<u8>) -> Vec<u8> {
    let end = b"</head>";
    let place = page.windows(end.len()).position(|window| window == end).unwrap_or(page.len());
    page.splice(place..place, RELOAD_TAG.bytes());
    page
}

/// Tells a page the present build at once and each later one; a page that sees another than its first reloads.
async fn reload(extract::State(site): extract::State<Arc<Site>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut states = site.states.clone();
    states.mark_changed();
    let events = unfold(states, async |mut states| {
        states.changed().await.ok()?;
        let state = states.borrow_and_update().clone();
        let event = match state.failure {
            Some(failure) => Event::default().event("failed").data(failure),
            None => Event::default().event("built").data(state.build.to_string()),
        };
        Some((Ok(event), states))
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (address, expect) in [
            ("", Some("index.html")),
            ("feeds/", Some("feeds/index.html")),
            ("feeds/mixed.json", Some("feeds/mixed.json")),
            ("../Cargo.toml", None),
            ("feeds/../../Cargo.toml", None),
            ("/etc/passwd", None),
        ] {
            assert_eq!(relative(address), expect.map(PathBuf::from), "{address}");
        }
    }

    #[test]
    fn media_types() {
        for (name, expect) in [
            ("headline-ticker-0123456789abcdef.wasm", "application/wasm"),
            ("headline-ticker.mjs", "text/javascript; charset=utf-8"),
            ("feeds/mixed.json", "application/json; charset=utf-8"),
            ("LICENSE", "application/octet-stream"),
        ] {
            assert_eq!(media_type(Path::new(name)), expect, "{name}");
        }
    }

    #[test]
    fn pages_reload() {
        for (page, expect) in
            [("<head></head><body>", format!("<head>{RELOAD_TAG}</head><body>")), ("<p>", format!("<p>{RELOAD_TAG}"))]
        {
            assert_eq!(with_reload(page.into()), expect.into_bytes());
        }
    }
}
