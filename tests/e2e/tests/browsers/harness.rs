//! The harness measures what it says it does, and notices what it must.

use anyhow::{Context, Result, ensure};
use e2e::answer::Answer;
use e2e::case;
use e2e::case::Case;
use e2e::html::Html;
use e2e::page::Page;
use serde_json::json;
use std::time::Duration;

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![
        case!(speed_is_measured_against_the_timeline_of_the_document),
        case!(a_jump_is_seen),
        case!(every_kind_of_problem_is_noted),
        case!(what_is_alive_is_counted),
    ]
}

fn stand_in(speed: &str) -> Html {
    let body = format!(
        "<div class=\"above\"></div><headline-ticker speed=\"{speed}\"></headline-ticker><script src=\"/kit/stand-in.js\"></script>"
    );
    Html::new("en").body(&body)
}

async fn speed_is_measured_against_the_timeline_of_the_document(page: Page) -> Result<()> {
    page.open(&stand_in("400")).await?;
    page.steady().await?;
    let frames = page.watch_frames(Duration::from_secs(2)).await?;
    let measured = frames.speed()?;
    ensure!((measured / 400.0 - 1.0).abs() < 0.002, "a bare strip of 400 px/s was measured as {measured}");
    let (jump, empty) = (frames.largest_jump(measured), frames.widest_empty());
    ensure!(jump < 1.0, "an even strip seems to jump by {jump} px");
    ensure!(empty < 0.5, "a full strip seems empty over {empty} px");
    Ok(())
}

async fn a_jump_is_seen(page: Page) -> Result<()> {
    page.open(&stand_in("100")).await?;
    page.steady().await?;
    page.session().run("setTimeout(() => document.querySelector('headline-ticker').shadowRoot.querySelector('.strip').getAnimations()[0].startTime -= 50, 300)", vec![]).await?;
    let frames = page.watch_frames(Duration::from_secs(1)).await?;
    let jump = frames.largest_jump(100.0);
    ensure!((jump - 5.0).abs() < 1.0, "a jump of 5 px was measured as {jump} px");
    Ok(())
}

async fn every_kind_of_problem_is_noted(page: Page) -> Result<()> {
    let script = "console.warn('one'); console.error('two'); Promise.reject(new Error('three')); \
                  const image = new Image(); image.src = 'http://127.0.0.2:9/forbidden.png'; setTimeout(() => { throw new Error('four') }, 0)";
    page.server.set("/problems.js", Answer::new("text/javascript", script));
    let html = Html::new("en")
        .header("Content-Security-Policy", "default-src 'self'")
        .body("<script src=\"/problems.js\"></script>");
    page.open(&html).await?;
    for kind in ["console warning", "console error", "unhandled rejection", "policy violation", "page error"] {
        page.wait(kind, "noted", json!([kind])).await?;
    }
    let unnoticed = page.finish().await;
    ensure!(unnoticed.is_err(), "a page full of problems passed");
    page.take_one_warning(&["one"]).await?;
    for kind in ["console error", "unhandled rejection", "policy violation", "page error"] {
        ensure!(page.take(kind).await?.len() == 1, "there is more or less than one {kind}");
    }
    Ok(())
}

async fn what_is_alive_is_counted(page: Page) -> Result<()> {
    page.open(&stand_in("100")).await?;
    let alive = || async { page.call::<serde_json::Value>("alive", json!([])).await };
    ensure!(alive().await?["animations"] == 1, "the strip's animation is not counted");
    let script = "setTimeout(() => {}, 1e6); addEventListener('resize', self.listener = () => {}); \
                  const controller = self.controller = new AbortController(); document.addEventListener('click', () => {}, { signal: controller.signal }); \
                  self.observer = new ResizeObserver(() => {}); self.observer.observe(document.body);";
    page.session().run(script, vec![]).await?;
    let busy = alive().await?;
    ensure!(busy["timers"] == json!([1_000_000]) && busy["observers"] == json!(["ResizeObserver"]), "alive: {busy}");
    ensure!(busy["listeners"].as_array().context("a list")?.len() == 2, "alive: {busy}");
    page.session()
        .run(
            "removeEventListener('resize', self.listener); self.controller.abort(); self.observer.disconnect()",
            vec![],
        )
        .await?;
    let after = alive().await?;
    ensure!(after["listeners"] == json!([]) && after["observers"] == json!([]), "alive: {after}");
    Ok(())
}
