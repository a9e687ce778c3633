//! Whether the ticker goes on while the page's main thread is busy: compositor frames in a trace of Chromium.

use crate::pages::{Run, Shown};
use crate::report::{Row, median};
use anyhow::{Context, Result, ensure};
use e2e::engine::{Engine, Knobs};
use e2e::headlines::arabic;
use e2e::session::Session;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

/// The ticker's frames must be so many times the bare animation's.
const LEAST: f64 = 0.9;

/// An animation that needs the main thread may have so many times the bare animation's at most, or the measure cannot fail.
const CONTROL: f64 = 0.2;

/// How long the main thread is busy each time, and how long it rests between, ms.
const BUSY: f64 = 500.0;
const REST: f64 = 700.0;

/// The width of the box that shows the headlines, px.
const WIDTH: u32 = 800;

/// A bare strip that is longer than it travels meanwhile, px.
const LONG: u32 = 3_000;

/// How often it is busy on each page.
const TIMES: usize = 5;

/// What is traced: the frames that compositors draw, and the page's marks.
const TRACED: &str = "disabled-by-default-devtools.timeline.frame,blink.user_timing";

/// Frames that the compositor draws while the main thread is busy for 500 ms: with the ticker, with a bare animation of `translateX`, and
/// with one of `right`, which the compositor cannot play. The three of a run are in one trace.
///
/// # Errors
/// Where Chromium does not run or its trace lacks what is counted.
pub async fn measure(run: &Run) -> Result<Vec<Row>> {
    let mut drawn: [Vec<f64>; 3] = Default::default();
    for time in 0..run.times {
        println!("busy, run {} of {}", time + 1, run.times);
        for (drawn, counted) in drawn.iter_mut().zip(trace(run).await?) {
            println!("  frames in each busy interval: {counted:?}");
            drawn.push(median(&counted));
        }
    }
    let [ticker, bare, control] = drawn;
    let ratio = |one: &[f64]| one.iter().zip(&bare).map(|(one, bare)| one / bare).collect::<Vec<f64>>();
    let (of_ticker, of_control) = (ratio(&ticker), ratio(&control));
    let name = |what: &str| format!("Chromium, main thread busy for {BUSY} ms: compositor frames, {what}");
    Ok(vec![
        Row::new(name("ticker"), ticker),
        Row::new(name("bare animation"), bare),
        Row::new(name("ticker, times the bare animation's"), of_ticker).at_least(LEAST),
        Row::new(name("control on the main thread, times the bare animation's"), of_control).at_most(CONTROL),
    ])
}

/// One trace of the three pages: how many frames each drew in each of its busy intervals.
async fn trace(run: &Run) -> Result<Vec<Vec<f64>>> {
    let temporary = tempfile::tempdir()?;
    let knobs = Knobs { traced: Some(TRACED), ..Knobs::default() };
    let session = Arc::new(Session::open(Engine::Chromium, &knobs, temporary.path()).await?);
    let pages = [("ticker", Shown::Ticker), ("bare", Shown::Moving(LONG)), ("control", Shown::OnMain(LONG))];
    for (name, shown) in pages {
        let page = run.page(&session, None).await?;
        shown.open(&page, &arabic(60), WIDTH).await?;
        // The ticker waits a second before it moves.
        tokio::time::sleep(Duration::from_secs(2)).await;
        session.run(include_str!("../../../kit/busy.js"), vec![]).await?;
        page.act("keepBusy", json!([name, TIMES, BUSY, REST])).await?;
    }
    let events = session.trace().await?;
    Arc::try_unwrap(session).map_err(|_| anyhow::anyhow!("a page is still open"))?.close().await?;
    pages.iter().map(|(name, _)| frames(&events, name).with_context(|| format!("the trace of {name}"))).collect()
}

/// How many frames the compositor of this page's process drew in each of the page's busy intervals.
fn frames(events: &[Value], name: &str) -> Result<Vec<f64>> {
    let marks =
        |word: &str| events.iter().filter(|event| event["name"] == format!("{name} {word}")).collect::<Vec<_>>();
    let (begins, ends) = (marks("begins"), marks("ends"));
    ensure!(begins.len() == TIMES && ends.len() == TIMES, "it has {} of {TIMES} marks", begins.len());
    let process = begins.first().map(|mark| &mark["pid"]);
    let drawn: Vec<f64> = events
        .iter()
        .filter(|event| event["name"] == "DrawFrame" && Some(&event["pid"]) == process)
        .filter_map(|event| event["ts"].as_f64())
        .collect();
    let within = |(from, to): (&&Value, &&Value)| {
        let (from, to) = (from["ts"].as_f64().unwrap_or_default(), to["ts"].as_f64().unwrap_or_default());
        drawn.iter().filter(|time| (from..to).contains(time)).count() as f64
    };
    Ok(begins.iter().zip(&ends).map(within).collect())
}
