//! Main-thread work in Chromium: the ticker, a bare strip, and a list that stands.

use crate::pages::{Run, Shown};
use crate::report::Row;
use anyhow::{Context, Result};
use e2e::engine::{Engine, Knobs};
use e2e::headlines::arabic;
use e2e::page::Page;
use e2e::session::Session;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::Arc;

/// How much more main-thread time than the bare strip the ticker may take, ms each second.
const MORE: f64 = 1.0;

/// The width of the box that shows the headlines, px.
const WIDTH: u32 = 800;

/// Task time, style and layout counts, and items in the DOM.
///
/// # Errors
/// Where Chromium does not run, or a page shows nothing.
pub async fn measure(run: &Run) -> Result<Vec<Row>> {
    let temporary = tempfile::tempdir()?;
    let session = Arc::new(Session::open(Engine::Chromium, &Knobs::default(), temporary.path()).await?);
    let long = (60.0 * (run.warm_up + run.measured).as_secs_f64()) as u32 + 2 * WIDTH;
    let kinds = [Shown::Ticker, Shown::Moving(long), Shown::Still];
    let mut counted: [Vec<HashMap<String, f64>>; 3] = Default::default();
    for time in 0..run.times {
        for (shown, counts) in kinds.into_iter().zip(&mut counted) {
            println!("chromium, run {} of {}: {shown:?}", time + 1, run.times);
            let page = run.page(&session, None).await?;
            counts.push(work(run, &page, shown, &arabic(60)).await.with_context(|| format!("measuring {shown:?}"))?);
        }
    }
    let seconds = run.measured.as_secs_f64();
    let [ticker, bare, still] = counted;
    let each = |counts: &[HashMap<String, f64>], name: &str, scale: f64| -> Vec<f64> {
        counts.iter().map(|counts| counts.get(name).copied().unwrap_or(f64::NAN) * scale).collect()
    };
    let task = |what: &str, counts: &[HashMap<String, f64>]| {
        let figures = each(counts, "TaskDuration", 1000.0 / seconds);
        Row::new(format!("Chromium main-thread task time, {what}, ms each second"), figures)
    };
    let bare_row = task("bare strip", &bare);
    let mut rows = vec![task("ticker", &ticker).at_most(bare_row.figure + MORE), bare_row, task("still list", &still)];
    for (name, what) in [("RecalcStyleCount", "style recalculations"), ("LayoutCount", "layouts")] {
        rows.push(Row::new(
            format!("Chromium {what} by the ticker in {seconds} s, belt events included"),
            each(&ticker, name, 1.0),
        ));
    }
    for length in [60, 10_000] {
        let page = run.page(&session, None).await?;
        Shown::Ticker.open(&page, &arabic(length), WIDTH).await?;
        page.steady().await?;
        let items: f64 = page.call("insideCount", json!([".item"])).await?;
        rows.push(Row::new(format!("items in the DOM for {length} headlines"), vec![items]));
    }
    Arc::try_unwrap(session).map_err(|_| anyhow::anyhow!("a page is still open"))?.close().await?;
    Ok(rows)
}

/// What Chromium counted while the page was measured; durations are CPU time of the main thread, in seconds.
///
/// # Errors
/// Where nothing is shown, or Chromium does not count.
pub async fn work(run: &Run, page: &Page, shown: Shown, list: &Value) -> Result<HashMap<String, f64>> {
    shown.open(page, list, WIDTH).await?;
    // CPU time of the thread, not wall time: what else the machine does must not count.
    page.session().devtools("Performance.enable", json!({ "timeDomain": "threadTicks" })).await?;
    tokio::time::sleep(run.warm_up).await;
    let before = metrics(page).await?;
    tokio::time::sleep(run.measured).await;
    let after = metrics(page).await?;
    page.session().devtools("Performance.disable", json!({})).await?;
    Ok(after
        .into_iter()
        .map(|(name, value)| (name.clone(), value - before.get(&name).copied().unwrap_or_default()))
        .collect())
}

/// What Chromium has counted so far.
///
/// # Errors
/// Where it does not say.
pub async fn metrics(page: &Page) -> Result<HashMap<String, f64>> {
    let answer = page.session().devtools("Performance.getMetrics", json!({})).await?;
    let metrics = answer["metrics"].as_array().context("no metrics")?;
    let pair = |metric: &serde_json::Value| Some((metric["name"].as_str()?.to_owned(), metric["value"].as_f64()?));
    Ok(metrics.iter().filter_map(pair).collect())
}
