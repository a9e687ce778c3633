//! The content process's CPU in Firefox: the ticker, a bare strip, and a strip over the limit as a control.

use crate::pages::{Run, Shown};
use crate::processor;
use crate::report::Row;
use anyhow::{Context, Result, ensure};
use e2e::engine::{Engine, Knobs};
use e2e::headlines::short;
use e2e::session::Session;
use std::sync::Arc;

/// The ticker may take so many times the bare strip's CPU.
const LIMIT: f64 = 1.5;

/// The ticker in a box too wide for one strip may take so much of the CPU of a strip that the compositor does not move.
const WIDE_LIMIT: f64 = 0.75;

/// The width of the box that shows the headlines, CSS px, and of one that only a strip over the limit fills.
const WIDTH: u32 = 800;
const WIDE: u32 = 5_120;

/// A bare strip that stays well under 4,096 device px at both ratios, and one that is over it at both.
const UNDER: u32 = 1_400;
const OVER: u32 = 6_000;

/// CPU at 1 and 2 device pixels for each CSS pixel, and in a wide box.
///
/// # Errors
/// Where Firefox does not run, or a page shows nothing.
pub async fn measure(run: &Run) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for ratio in [1.0, 2.0] {
        rows.extend(at(run, ratio).await.with_context(|| format!("Firefox at ratio {ratio}"))?);
    }
    rows.extend(wide(run).await.context("Firefox in a wide box")?);
    Ok(rows)
}

async fn at(run: &Run, ratio: f64) -> Result<Vec<Row>> {
    let knobs = Knobs { window: (1000 * ratio as u32, 800 * ratio as u32), ..Knobs::pixel_ratio(ratio) };
    let kinds = [Shown::Ticker, Shown::Alternating(UNDER), Shown::Alternating(OVER)];
    let [ticker, bare, over] = spent(run, &knobs, kinds, WIDTH).await?;
    let name = |what: &str| format!("Firefox content process CPU at ratio {ratio}, {what}, ms each second");
    let bare = Row::new(name("bare strip"), bare);
    let ticker = Row::new(name("ticker"), ticker).at_most(bare.figure * LIMIT);
    Ok(vec![ticker, bare, Row::new(name("control strip over 4,096 device px"), over)])
}

async fn wide(run: &Run) -> Result<[Row; 2]> {
    let knobs = Knobs { window: (WIDE, 800), ..Knobs::default() };
    let [ticker, over] = spent(run, &knobs, [Shown::Ticker, Shown::Alternating(OVER)], WIDE).await?;
    let name = |what: &str| format!("Firefox content process CPU in {WIDE} px, {what}, ms each second");
    let over = Row::new(name("control strip over 4,096 device px"), over);
    Ok([Row::new(name("ticker"), ticker).at_most(over.figure * WIDE_LIMIT), over])
}

/// The CPU of each kind in a box of this width, run by run, ms each second.
async fn spent<const N: usize>(run: &Run, knobs: &Knobs, kinds: [Shown; N], width: u32) -> Result<[Vec<f64>; N]> {
    let temporary = tempfile::tempdir()?;
    let session = Arc::new(Session::open(Engine::Firefox, knobs, temporary.path()).await?);
    let mut spent = [const { Vec::new() }; N];
    // CPU ticks vary less than Chromium's task time, and there are twice as many pages: three runs do.
    let times = run.times.div_ceil(2);
    for time in 0..times {
        for (shown, spent) in kinds.into_iter().zip(&mut spent) {
            println!("firefox at ratio {}, {width} px, run {} of {times}: {shown:?}", knobs.pixel_ratio, time + 1);
            let page = run.page(&session, None).await?;
            shown.open(&page, &short(60), width).await?;
            tokio::time::sleep(run.warm_up).await;
            let before = content_time(&session)?;
            tokio::time::sleep(run.measured).await;
            spent.push((content_time(&session)? - before) * 1000.0 / run.measured.as_secs_f64());
        }
    }
    Arc::try_unwrap(session).map_err(|_| anyhow::anyhow!("a page is still open"))?.close().await?;
    Ok(spent)
}

/// Seconds of CPU that the content processes of this browser have used so far.
fn content_time(session: &Session) -> Result<f64> {
    let is_content = |process: &u32| {
        let command = std::fs::read_to_string(format!("/proc/{process}/cmdline")).unwrap_or_default();
        // A content process ends its command line in its kind; what is forked writes its words as one.
        command.trim_end_matches('\0').rsplit([' ', '\0']).next() == Some("tab")
    };
    let spent = processor::seconds(session.processes().into_iter().filter(is_content))?;
    ensure!(spent > 0.0, "no content process of Firefox was found");
    Ok(spent)
}
