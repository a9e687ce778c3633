//! What it costs a page: nothing between belt events, and no more DOM for a longer list.

use crate::fixtures::{english, long, show};
use anyhow::{Context, Result, ensure};
use e2e::case;
use e2e::case::Case;
use e2e::engine::Engine;
use e2e::page::Page;
use serde_json::{Value, json};
use std::time::Duration;

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![
        case!(between_belt_events_nothing_is_styled_laid_out_or_run).only(Engine::Chromium),
        case!(headlines_enter_together_with_two_layouts).only(Engine::Chromium),
        case!(the_dom_does_not_grow_with_the_list),
    ]
}

/// What Chromium has counted so far.
async fn metrics(page: &Page) -> Result<Value> {
    let answer = page.session().devtools("Performance.getMetrics", json!({})).await?;
    let metrics = answer["metrics"].as_array().context("no metrics")?;
    let counted = ["LayoutCount", "RecalcStyleCount", "ScriptDuration"];
    let named = metrics.iter().filter(|metric| counted.iter().any(|name| metric["name"] == *name));
    Ok(named.map(|metric| (metric["name"].as_str().unwrap_or_default().to_owned(), metric["value"].clone())).collect())
}

async fn between_belt_events_nothing_is_styled_laid_out_or_run(page: Page) -> Result<()> {
    show(&page, "en", &[("speed", "20")], &long(20)).await?;
    page.steady().await?;
    page.session().devtools("Performance.enable", json!({})).await?;
    // Each headline is longer than 500 px, so at 20 px/s belt events are at least 25 s apart; wait past one that is near.
    page.wait("a long way to the next timer", "no_timer_between", json!([0, 6_000])).await?;
    let quiet: f64 = page.call("nextTimer", json!([])).await?;
    let before = metrics(&page).await?;
    tokio::time::sleep(Duration::from_secs(5)).await;
    let after = metrics(&page).await?;
    page.session().devtools("Performance.disable", json!({})).await?;
    let pace: f64 = page.call("pace", json!([1000])).await?;
    ensure!(pace < -19.0, "the strip moves at {pace} px/s");
    ensure!(quiet > 6_000.0, "the next timer was only {quiet} ms away");
    ensure!(before == after, "within 5 s without a belt event, {before} became {after}");
    Ok(())
}

async fn headlines_enter_together_with_two_layouts(page: Page) -> Result<()> {
    show(&page, "en", &[("speed", "400")], &english(60)).await?;
    page.steady().await?;
    page.session().devtools("Performance.enable", json!({})).await?;
    let count = async || {
        let metrics = metrics(&page).await?;
        let of = |name: &str| metrics[name].as_u64().with_context(|| format!("no {name} in {metrics}"));
        anyhow::Ok((of("LayoutCount")?, of("RecalcStyleCount")?, page.call::<u64>("drawn", json!([])).await?))
    };
    let before = count().await?;
    tokio::time::sleep(Duration::from_secs(20)).await;
    let after = count().await?;
    page.session().devtools("Performance.disable", json!({})).await?;
    let (layouts, styles, drawn) = (after.0 - before.0, after.1 - before.1, after.2 - before.2);
    // One to measure and one to place; and one of each for what may just have begun.
    let most = (drawn / 8 + 1) * 2;
    ensure!(drawn >= 8 && drawn.is_multiple_of(8), "{drawn} items entered");
    ensure!(layouts <= most && styles <= most, "{drawn} items took {layouts} layouts and {styles} styles, not {most}");
    Ok(())
}

async fn the_dom_does_not_grow_with_the_list(page: Page) -> Result<()> {
    let mut counts = Vec::new();
    for length in [60, 10_000] {
        show(&page, "en", &[("limit", "10000"), ("speed", "400")], &english(length)).await?;
        page.steady().await?;
        page.wait(&format!("{length} headlines"), "has", json!([length])).await?;
        let mut most = 0;
        for _ in 0..10 {
            most = most.max(page.call::<usize>("insideCount", json!([".item"])).await?);
            page.watch_frames(Duration::from_millis(200)).await?;
        }
        counts.push(most);
    }
    let [short, long] = counts.as_slice() else { unreachable!("two lists") };
    ensure!(long.abs_diff(*short) <= 2 && *long <= 20, "60 headlines make {short} items, 10,000 make {long}");
    Ok(())
}
