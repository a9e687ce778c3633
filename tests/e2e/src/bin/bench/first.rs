//! How soon the first headline is seen on a slow link, beside a script that a site would write by hand.

use crate::pages::Run;
use crate::report::Row;
use anyhow::{Context, Result, bail};
use e2e::answer::Answer;
use e2e::engine::{Engine, Knobs};
use e2e::html::{Html, tag};
use e2e::link::Link;
use e2e::page::Page;
use e2e::session::Session;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

/// The ticker may take so many times as long as the script by hand. It was 1.3 when the foundation stood; what reads any source, merges
/// and tells of states has 11 KB more, which take some 60 ms on this link; so have the card, the panel and ten languages with another 8 KB, and
/// image reports with 5 KB.
const LIMIT: f64 = 1.7;

/// Milliseconds to the first headline at 150 ms round trip and 1.6 Mbit/s in Chromium.
///
/// # Errors
/// Where Chromium does not run or no headline is seen.
pub async fn measure(run: &Run) -> Result<Vec<Row>> {
    let temporary = tempfile::tempdir()?;
    let session = Arc::new(Session::open(Engine::Chromium, &Knobs::default(), temporary.path()).await?);
    let ticker = tag(&[("sources", "/feed.json")]);
    let by_hand = "<script async src=\"/kit-hand-written.js\" data-source=\"/feed.json\"></script>";
    let (mut with_ticker, mut with_hand) = (Vec::new(), Vec::new());
    for _ in 0..run.times {
        with_hand.push(first_headline(run, &session, by_hand).await.context("the script by hand")?);
        with_ticker.push(first_headline(run, &session, &ticker).await.context("the ticker")?);
    }
    let hand = Row::new("first headline on a slow link by a hand-written script, ms", with_hand);
    let limit = hand.figure * LIMIT;
    let rows = vec![Row::new("first headline on a slow link by the ticker, ms", with_ticker).at_most(limit), hand];
    Arc::try_unwrap(session).map_err(|_| anyhow::anyhow!("a page is still open"))?.close().await?;
    Ok(rows)
}

async fn first_headline(run: &Run, session: &Arc<Session>, markup: &str) -> Result<f64> {
    let link = Link::new(Duration::from_millis(150), 1_600_000.0);
    let page = run.page(session, Some(link)).await?;
    compressed(&page)?;
    let html = Html::new("ar").unwatched().head("<script src=\"/kit/first.js\"></script>").body(markup);
    page.open(&html).await?;
    match page.wait("the first headline", "firstHeadline", json!([])).await?.as_f64() {
        Some(milliseconds) => Ok(milliseconds),
        None => bail!("the time of the first headline is no number"),
    }
}

/// Sets everything that goes over the link as a good host sends it.
fn compressed(page: &Page) -> Result<()> {
    let server = &page.server;
    for path in ["/dist/headline-ticker.js", &server.wasm("/dist/")?] {
        server.set(path, server.file(path)?.brotli()?);
    }
    // Under a name of its own, because what the kit's folder serves does not go over the link.
    server.set("/kit-hand-written.js", server.file("/kit/hand-written.js")?.brotli()?);
    // Headlines as they are, since generated ones would shrink to almost nothing.
    let feed: Value = serde_json::from_slice(&server.file("/www/feeds/arabic.json")?.body)?;
    server.set("/feed.json", Answer::json(&feed["items"]).brotli()?);
    Ok(())
}
