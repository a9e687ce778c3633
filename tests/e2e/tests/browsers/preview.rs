//! The preview page.

use anyhow::{Context, Result, ensure};
use e2e::answer::Answer;
use e2e::case;
use e2e::case::Case;
use e2e::page::Page;
use serde_json::json;

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![case!(the_preview_loads_without_an_error_and_its_ticker_scrolls)]
}

async fn the_preview_loads_without_an_error_and_its_ticker_scrolls(page: Page) -> Result<()> {
    let index = page.server.file("/www/index.html")?;
    let text = String::from_utf8(index.body.to_vec())?;
    let (before, after) = text.split_once("<head>").context("the preview has no <head>")?;
    let watched =
        format!("{before}<head><script src=\"/kit/watch.js\"></script><script src=\"/kit/kit.js\"></script>{after}");
    page.server.set("/www/index.html", Answer::html(&watched));
    page.visit("/www/index.html").await?;
    page.steady().await?;
    let titles: Vec<String> = page.call("listed", json!(["title"])).await?;
    ensure!(!titles.is_empty(), "the preview's ticker has no headlines");
    Ok(())
}
