//! What a long list costs: 10,000 headlines beside 1,000, 60 and none.

use crate::chromium::work;
use crate::memory;
use crate::pages::{Run, Shown};
use crate::report::Row;
use anyhow::{Context, Result, bail};
use e2e::answer::{Answer, Gate};
use e2e::engine::{Engine, Knobs};
use e2e::headlines::arabic;
use e2e::html::{Html, tag};
use e2e::page::Page;
use e2e::session::Session;
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;

/// 10,000 headlines may take so many times as long as 1,000, from the feed's answer to the first one seen and from a press on the button to
/// the panel with all of them.
const TIMES_THE_TIME: f64 = 15.0;

/// Scrolling may take so many times the main-thread time with 10,000 as with 60, or so many ms each second more, whatever is more: less
/// than a millisecond is noise.
const TIMES_THE_WORK: f64 = 1.5;
const MORE_WORK: f64 = 1.0;

/// Bytes that a headline may hold, wherever they are; some 700 were measured, of which its text takes 200.
const HELD: f64 = 1_500.0;

/// Each of the headlines beyond 1,000 may hold so many times what the first 1,000 do. Memory of wasm comes in pieces, and a list has room to
/// grow, so it is no straight line.
const TIMES_THE_MEMORY: f64 = 1.5;

/// The width of the box that shows the headlines, px.
const WIDTH: u32 = 800;

/// How long the page has to get ready for its feed, and to rest after it.
const SETTLING: Duration = Duration::from_secs(1);

/// How long a reader waits in each browser, and main-thread time and memory in Chromium.
///
/// # Errors
/// Where a browser does not run, no headline is seen or no panel opens.
pub async fn measure(run: &Run) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for (engine, name) in [(Engine::Chromium, "Chromium"), (Engine::Firefox, "Firefox"), (Engine::WebKit, "WebKit")] {
        rows.extend(waiting(run, engine, name).await.with_context(|| format!("waiting in {name}"))?);
    }
    rows.extend(scrolling(run).await.context("scrolling")?);
    rows.extend(memory(run).await.context("memory")?);
    Ok(rows)
}

/// How long it takes from the end of the feed's answer until a headline is seen, and from a press on its button until the panel is.
async fn waiting(run: &Run, engine: Engine, browser: &str) -> Result<Vec<Row>> {
    let temporary = tempfile::tempdir()?;
    let session = Arc::new(Session::open(engine, &Knobs::default(), temporary.path()).await?);
    let lengths = [1_000, 10_000];
    let mut firsts: [Vec<f64>; 2] = Default::default();
    let mut panels: [Vec<f64>; 2] = Default::default();
    // The first page of a browser has to do with the browser's own start.
    waits(run, &session, 60).await?;
    for time in 0..run.times {
        for (place, length) in lengths.into_iter().enumerate() {
            println!("scale, {browser}, run {} of {}: {length} headlines", time + 1, run.times);
            let [first, panel] = waits(run, &session, length).await?;
            firsts[place].push(first);
            panels[place].push(panel);
        }
    }
    Arc::try_unwrap(session).map_err(|_| anyhow::anyhow!("a page is still open"))?.close().await?;
    let mut rows = beside(&format!("{browser}, from the feed's answer to the first headline"), firsts);
    rows.extend(beside(&format!("{browser}, from the press to the panel"), panels));
    Ok(rows)
}

/// The times with 10,000 headlines beside those with 1,000.
fn beside(what: &str, [few, many]: [Vec<f64>; 2]) -> Vec<Row> {
    let ratio = many.iter().zip(&few).map(|(many, few)| many / few).collect();
    let name = |length: &str| format!("{what}, {length}");
    vec![
        Row::new(name("1,000 headlines, ms"), few),
        Row::new(name("10,000 headlines, ms"), many),
        Row::new(name("10,000 headlines, times 1,000"), ratio).at_most(TIMES_THE_TIME),
    ]
}

/// Both in ms, on a page of their own.
async fn waits(run: &Run, session: &Arc<Session>, length: usize) -> Result<[f64; 2]> {
    // Held back until the wasm is there, so that nothing but the list is measured.
    let gate = Gate::closed();
    let page = open(run, session, "data-first", Answer::json(&arabic(length)).held(&gate)).await?;
    gate.open();
    page.wait("the first headline", "firstHeadline", json!([])).await?;
    let first: f64 = page.call("sinceAnswer", json!(["/feed.json"])).await?;
    if first <= 0.0 {
        bail!("the first headline was seen {first} ms after the answer");
    }
    let panel: f64 = page.call("sincePress", json!([length])).await?;
    Ok([first, panel])
}

/// Main-thread time while it scrolls.
async fn scrolling(run: &Run) -> Result<Vec<Row>> {
    let temporary = tempfile::tempdir()?;
    let session = Arc::new(Session::open(Engine::Chromium, &Knobs::default(), temporary.path()).await?);
    let lengths = [60, 10_000];
    let mut taken: [Vec<f64>; 2] = Default::default();
    for time in 0..run.times {
        for (length, taken) in lengths.into_iter().zip(&mut taken) {
            println!("scale, scrolling, run {} of {}: {length} headlines", time + 1, run.times);
            let page = run.page(&session, None).await?;
            let counts = work(run, &page, Shown::Ticker, &arabic(length)).await?;
            let seconds = counts.get("TaskDuration").context("Chromium counts no task time")?;
            taken.push(seconds * 1_000.0 / run.measured.as_secs_f64());
        }
    }
    Arc::try_unwrap(session).map_err(|_| anyhow::anyhow!("a page is still open"))?.close().await?;
    let [few, many] = taken;
    let name = |what: &str| format!("Chromium main-thread task time, {what} headlines, ms each second");
    let few = Row::new(name("60"), few);
    let limit = (few.figure * TIMES_THE_WORK).max(few.figure + MORE_WORK);
    Ok(vec![Row::new(name("10,000"), many).at_most(limit), few])
}

/// Bytes that a headline takes in the scripts' heap, the DOM and the memory of wasm.
async fn memory(run: &Run) -> Result<Vec<Row>> {
    let lengths = [0, 1_000, 10_000];
    let mut held: [Vec<f64>; 3] = Default::default();
    for time in 0..run.times {
        for (length, held) in lengths.into_iter().zip(&mut held) {
            println!("scale, memory, run {} of {}: {length} headlines", time + 1, run.times);
            // A browser of its own, because what pages before it left would be counted.
            let temporary = tempfile::tempdir()?;
            let session = Arc::new(Session::open(Engine::Chromium, &Knobs::default(), temporary.path()).await?);
            let page = open(run, &session, "data-memory", Answer::json(&arabic(length))).await?;
            tokio::time::sleep(SETTLING).await;
            held.push(memory::held(&page, true).await?);
            drop(page);
            Arc::try_unwrap(session).map_err(|_| anyhow::anyhow!("a page is still open"))?.close().await?;
        }
    }
    let [none, few, many] = held;
    let each = |more: &[f64], less: &[f64], count: f64| -> Vec<f64> {
        more.iter().zip(less).map(|(more, less)| (more - less) / count).collect()
    };
    let (first, others) = (each(&few, &none, 1_000.0), each(&many, &few, 9_000.0));
    let ratio = others.iter().zip(&first).map(|(others, first)| others / first).collect();
    let name = |what: &str| format!("Chromium, heap, DOM and wasm memory, {what}");
    Ok(vec![
        Row::new(name("no headline, bytes"), none.clone()),
        Row::new(name("1,000 headlines, bytes"), few),
        Row::new(name("10,000 headlines, bytes"), many.clone()),
        Row::new(name("bytes for each of 10,000 headlines"), each(&many, &none, 10_000.0)).at_most(HELD),
        Row::new(name("a headline beyond 1,000, times one of the first 1,000"), ratio).at_most(TIMES_THE_MEMORY),
    ])
}

/// A page with a ticker that has started and asks for this feed.
async fn open(run: &Run, session: &Arc<Session>, notes: &str, feed: Answer) -> Result<Page> {
    let page = run.page(session, None).await?;
    page.server.set("/feed.json", feed);
    let ticker = tag(&[("sources", "/feed.json"), ("limit", "10000"), ("interval", "0"), ("timeout", "60")]);
    let html = Html::new("ar")
        .unwatched()
        .head(&format!("<script src=\"/kit/look.js\" {notes}></script>"))
        .body(&format!("<div class=\"box-{WIDTH}\">{ticker}</div>"));
    page.open(&html).await?;
    tokio::time::sleep(SETTLING).await;
    Ok(page)
}
