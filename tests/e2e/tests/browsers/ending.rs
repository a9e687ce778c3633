//! What ends, ends wholly: a removed element, and a module that trapped.

use crate::fixtures::{arabic, around};
use anyhow::{Result, ensure};
use e2e::case;
use e2e::case::Case;
use e2e::html::testing_tag;
use e2e::html::{element, tag};
use e2e::page::Page;
use serde_json::{Value, json};
use std::time::Duration;

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![
        case!(a_removed_element_leaves_nothing_behind),
        case!(a_removed_element_never_asks_again),
        case!(an_element_that_is_moved_goes_on),
        case!(a_removed_element_that_comes_back_works),
        case!(a_trap_in_a_timer_shows_the_own_list_and_no_page_error),
    ]
}

/// Fails unless no timer, listener, observer or animation is left that was not there before.
pub async fn nothing_more_than(page: &Page, before: &Value) -> Result<()> {
    let wait = page.wait("nothing to be left", "nothing_more_than", json!([before])).await;
    if let Err(error) = wait {
        let alive: Value = page.call("alive", json!([])).await?;
        return Err(error.context(format!("alive are {alive}")));
    }
    Ok(())
}

/// A page with a running ticker; gives what was alive before that.
pub async fn begun(page: &Page) -> Result<Value> {
    page.feed("/feed.json", &arabic(20));
    page.open(&around("ar", "<div id=\"place\"></div>")).await?;
    let before = page.call("alive", json!([])).await?;
    page.act("addTag", json!(["#place", { "sources": "/feed.json", "interval": "10s", "speed": "200" }])).await?;
    page.steady().await?;
    Ok(before)
}

async fn a_removed_element_leaves_nothing_behind(page: Page) -> Result<()> {
    let before = begun(&page).await?;
    let busy: Value = page.call("alive", json!([])).await?;
    ensure!(busy["animations"] == 1 && busy["timers"] != json!([]), "a running ticker shows as {busy}");
    page.act("removeTicker", json!([])).await?;
    nothing_more_than(&page, &before).await
}

async fn a_removed_element_never_asks_again(page: Page) -> Result<()> {
    page.feed("/feed.json", &arabic(20));
    page.feed("/other.json", &arabic(20));
    let tag = |source: &str, interval: &str| tag(&[("sources", source), ("interval", interval)]);
    page.open(&around("ar", &format!("{}{}", tag("/feed.json", "10s"), tag("/other.json", "13s")))).await?;
    page.ready().await?;
    page.act("removeTicker", json!([])).await?;
    page.wait_for_requests("the ticker that stays", |server| server.count("/other.json") == 2).await?;
    ensure!(page.server.count("/feed.json") == 1, "the removed ticker asked again: {:?}", page.server.log());
    Ok(())
}

async fn an_element_that_is_moved_goes_on(page: Page) -> Result<()> {
    page.feed("/feed.json", &arabic(20));
    let tag = tag(&[("sources", "/feed.json"), ("speed", "100")]);
    page.open(&around("ar", &format!("{tag}<div id=\"place\"></div>"))).await?;
    page.steady().await?;
    page.act("moveTicker", json!(["#place"])).await?;
    page.wait("the same speed", "moves", json!([100.0])).await?;
    crate::movement::full(&page.watch_frames(Duration::from_secs(1)).await?)?;
    ensure!(page.server.count("/feed.json") == 1, "a moved ticker asked again");
    Ok(())
}

async fn a_removed_element_that_comes_back_works(page: Page) -> Result<()> {
    page.feed("/feed.json", &arabic(20));
    page.open(&around("ar", &(tag(&[("sources", "/feed.json"), ("speed", "100")]) + "<div id=\"place\"></div>")))
        .await?;
    page.steady().await?;
    page.act("removeTicker", json!([])).await?;
    page.act("bringBack", json!(["#place"])).await?;
    page.wait("the same speed", "moves", json!([100.0])).await?;
    crate::movement::full(&page.watch_frames(Duration::from_secs(1)).await?)
}

async fn a_trap_in_a_timer_shows_the_own_list_and_no_page_error(page: Page) -> Result<()> {
    page.feed("/feed.json", &arabic(20));
    page.open(&around("ar", "<div id=\"place\"></div>")).await?;
    let before: Value = page.call("alive", json!([])).await?;
    let list = "<ul><li><a href=\"/n/own\">القائمة نفسها</a></li></ul>";
    let second = testing_tag(&[("sources", "/feed.json"), ("interval", "10s"), ("speed", "200")]);
    let markup = element(&[("sources", "/feed.json"), ("interval", "10s"), ("speed", "200")], list)
        .replace("/dist/", "/testing/");
    page.open(&around("ar", &format!("{markup}{second}"))).await?;
    page.steady().await?;
    page.act("trap", json!([])).await?;
    page.take_one_warning(&["headline-ticker"]).await?;
    ensure!(page.holds("seen", json!(["headline-ticker a"])).await?, "the own list does not stand");
    page.wait("the failed state", "is", json!(["state", "failed"])).await?;
    nothing_more_than(&page, &before).await?;
    // What the page calls after it does nothing, and throws nothing.
    for method in ["play", "pause", "refresh"] {
        page.act("invoke", json!([method])).await?;
    }
    page.act("attribute", json!(["speed", "10"])).await?;
    page.act("removeTicker", json!([])).await?;
    nothing_more_than(&page, &before).await
}
