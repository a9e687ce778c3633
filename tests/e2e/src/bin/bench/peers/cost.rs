//! What a peer costs. On these pages nothing looks at the headlines while the cost is measured.

use super::MEASURED;
use super::stage::{Place, Stage};
use crate::chromium::metrics;
use crate::memory::held;
use crate::processor;
use anyhow::{Context, Result, bail};
use e2e::headlines::mixed;
use e2e::link::Link;
use e2e::page::Page;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// The work of a second while it scrolls: `[main thread ms, style recalculations, layouts, ms of all the browser's processes]`.
/// Good is the still list's, or near to it: a strip that the compositor moves needs the main thread for nothing.
///
/// # Errors
/// Where nothing is shown.
pub async fn scrolling(place: &Place<'_>) -> Result<Vec<f64>> {
    let page = Stage::default().show(place).await?;
    work(place, &page).await
}

/// The same on a screen of 3,440 px: `[main thread ms each second, least fill in %]`. Good: no more than at 800 px, and full.
///
/// # Errors
/// Where nothing is shown.
pub async fn wide(place: &Place<'_>) -> Result<Vec<f64>> {
    let page = Stage { width: 3_440, ..Stage::default() }.show(place).await?;
    let work = work(place, &page).await?;
    let fill: f64 = page.call("leastFill", json!([2_000])).await?;
    Ok(vec![first_of(&work)?, fill * 100.0])
}

/// Eight lines on one page: `[main thread ms each second, ms of all the browser's processes]`. Good: far less than eight times one line's.
///
/// # Errors
/// Where nothing is shown.
pub async fn eight(place: &Place<'_>) -> Result<Vec<f64>> {
    let page = Stage { lines: 8, ..Stage::default() }.show(place).await?;
    let work = work(place, &page).await?;
    Ok(vec![first_of(&work)?, *work.last().context("no work was counted")?])
}

/// 10,000 headlines: `[ms to the first headline, main thread ms each second, elements in the page for each that is there with 60]`. Good: as
/// with 60, and 1.
///
/// # Errors
/// Where nothing is shown.
pub async fn many(place: &Place<'_>) -> Result<Vec<f64>> {
    let few: f64 = Stage::default().show(place).await?.call("elements", json!([])).await?;
    let page = Stage { list: mixed(10_000), notes: "data-first", ..Stage::default() }.show(place).await?;
    let first: f64 = page.call("firstHeadline", json!([])).await?;
    let work = work(place, &page).await?;
    let elements: f64 = page.call("elements", json!([])).await?;
    Ok(vec![first, first_of(&work)?, elements / few])
}

/// What the page's scripts and its DOM hold after a collection, with the memory of wasm, in KB. Good: near the still list's.
///
/// # Errors
/// Where nothing is shown, or Chromium does not say.
pub async fn memory(place: &Place<'_>) -> Result<Vec<f64>> {
    let page = Stage { notes: "data-memory", ..Stage::default() }.settle(place).await?;
    Ok(vec![held(&page, place.peer.is_ours()).await? / 1_000.0])
}

/// What a reader downloads for it by brotli 11, in KB: scripts, styles and wasm, with what it needs itself (React, jQuery).
///
/// # Errors
/// Where it is not built.
pub async fn bytes(place: &Place<'_>) -> Result<Vec<f64>> {
    let page = Page::new(place.session.clone(), place.folders, std::sync::Arc::default()).await?;
    let mut bytes = 0;
    for path in place.peer.files(&page)? {
        bytes += page.server.file(&path)?.brotli()?.body.len();
    }
    Ok(vec![bytes as f64 / 1_000.0])
}

/// When the first headline is seen at 150 ms round trip and 1.6 Mbit/s, in ms since the navigation began. Good: soon.
///
/// # Errors
/// Where none is seen.
pub async fn first(place: &Place<'_>) -> Result<Vec<f64>> {
    let link = Some(Link::new(Duration::from_millis(150), 1_600_000.0));
    let page = Stage { notes: "data-first", link, ..Stage::default() }.open(place).await?;
    let begun = Instant::now();
    loop {
        if let Some(milliseconds) = page.call::<Value>("firstHeadline", json!([])).await?.as_f64() {
            return Ok(vec![milliseconds]);
        }
        if begun.elapsed() > Duration::from_secs(30) {
            bail!("no headline is seen after 30 s");
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// How long a line of 800 px takes at most until it is full, at 60 px/s; `<marquee>` begins empty.
const FILLING: Duration = Duration::from_millis(14_000);

/// Waits until the line is full, as readers see it most of the time; half a line is cheaper to draw.
async fn fill(page: &Page) -> Result<()> {
    let begun = Instant::now();
    while page.call::<f64>("leastFill", json!([50])).await? < 1.0 && begun.elapsed() < FILLING {
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
    Ok(())
}

/// What is done in each second of the measured time, after the warm-up; see [`scrolling`].
async fn work(place: &Place<'_>, page: &Page) -> Result<Vec<f64>> {
    fill(page).await?;
    // CPU time of the thread, not wall time: what else the machine does must not count.
    page.session().devtools("Performance.enable", json!({ "timeDomain": "threadTicks" })).await?;
    tokio::time::sleep(place.warm_up).await;
    let before = (metrics(page).await?, processor::seconds(place.session.processes())?, Instant::now());
    tokio::time::sleep(MEASURED).await;
    let after = (metrics(page).await?, processor::seconds(place.session.processes())?);
    let seconds = before.2.elapsed().as_secs_f64();
    page.session().devtools("Performance.disable", json!({})).await?;
    let each = |name: &str, scale: f64| -> Result<f64> {
        let missing = || format!("Chromium counts no {name}");
        let (from, to) = (before.0.get(name).with_context(missing)?, after.0.get(name).with_context(missing)?);
        Ok((to - from) * scale / seconds)
    };
    Ok(vec![
        each("TaskDuration", 1_000.0)?,
        each("RecalcStyleCount", 1.0)?,
        each("LayoutCount", 1.0)?,
        (after.1 - before.1) * 1_000.0 / seconds,
    ])
}

fn first_of(work: &[f64]) -> Result<f64> {
    work.first().copied().context("no work was counted")
}
