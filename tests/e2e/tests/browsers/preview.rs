//! The preview page.

use anyhow::{Context, Result, ensure};
use e2e::answer::Answer;
use e2e::case;
use e2e::case::Case;
use e2e::page::Page;
use serde_json::{Value, json};

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![
        case!(the_preview_loads_without_an_error_and_its_ticker_scrolls),
        case!(its_controls_write_attributes),
        case!(its_fault_switch_stands_in_the_addresses),
        case!(its_list_shows_where_each_headline_comes_from),
        case!(it_says_whether_browsers_can_read_an_address),
    ]
}

/// Opens the preview, watched like every page under test.
async fn open(page: &Page) -> Result<()> {
    let index = page.server.file("/www/index.html")?;
    let text = String::from_utf8(index.body.to_vec())?;
    let (before, after) = text.split_once("<head>").context("the preview has no <head>")?;
    let watched =
        format!("{before}<head><script src=\"/kit/watch.js\"></script><script src=\"/kit/kit.js\"></script>{after}");
    page.server.set("/www/index.html", Answer::html(&watched));
    page.visit("/www/index.html").await?;
    page.ready().await
}

async fn the_preview_loads_without_an_error_and_its_ticker_scrolls(page: Page) -> Result<()> {
    open(&page).await?;
    page.steady().await?;
    let titles: Vec<String> = page.call("listed", json!(["title"])).await?;
    ensure!(!titles.is_empty(), "the preview's ticker has no headlines");
    Ok(())
}

async fn its_controls_write_attributes(page: Page) -> Result<()> {
    open(&page).await?;
    for (attribute, control, value, written) in [
        ("sources", "[data-word='feeds/english.json']", json!(true), "feeds/arabic.json feeds/english.json"),
        ("order", "input[name=order][value=interleave]", json!(true), "interleave"),
        ("dedupe", "input[name=dedupe][value=similar]", json!(true), "similar"),
        ("max-age", "#max-age", json!("30d"), "30d"),
        ("include", "#include", json!("المدينة city"), "المدينة city"),
        ("exclude", "#exclude", json!("الضباب"), "الضباب"),
        ("cache", "#cache", json!("1h"), "1h"),
        ("credentials", "input[name=credentials][value=omit]", json!(true), "omit"),
        ("proxy", "#proxy", json!("/proxy?url="), "/proxy?url="),
    ] {
        page.act("choose", json!([control, value])).await?;
        let found: Option<String> = page.call("getAttribute", json!([attribute])).await?;
        ensure!(found.as_deref() == Some(written), "{attribute} is {found:?}");
        // The snippet is drawn from the attributes, and names them on the script tag.
        let snippet: Vec<String> = page.call("texts", json!(["#snippet"])).await?;
        ensure!(snippet.iter().any(|text| text.contains(&format!("data-{attribute}"))), "{attribute}: {snippet:?}");
    }
    Ok(())
}

async fn its_fault_switch_stands_in_the_addresses(page: Page) -> Result<()> {
    // The server of these tests has no faults of its own, so here the feeds answer well.
    for sample in ["arabic", "english"] {
        let feed = page.server.file(&format!("/www/feeds/{sample}.json"))?;
        page.server.set(&format!("/www/fault/slow/feeds/{sample}.json"), feed);
    }
    open(&page).await?;
    page.act("choose", json!(["[data-word='feeds/english.json']", true])).await?;
    for (of, fault, sources) in [
        ("", "slow", "fault/slow/feeds/arabic.json fault/slow/feeds/english.json"),
        ("feeds/arabic.json", "", "feeds/arabic.json fault/slow/feeds/english.json"),
        ("", "", "feeds/arabic.json feeds/english.json"),
    ] {
        page.act("choose", json!(["#fault-of", of])).await?;
        page.act("choose", json!(["#fault", fault])).await?;
        let found: String = page.call("getAttribute", json!(["sources"])).await?;
        ensure!(found == sources, "{of} {fault}: {found}");
        let ticked: usize = page.call("count", json!([".samples input:checked"])).await?;
        ensure!(ticked == 2, "{ticked} samples are ticked with {found}");
    }
    Ok(())
}

async fn its_list_shows_where_each_headline_comes_from(page: Page) -> Result<()> {
    open(&page).await?;
    page.wait("the whole list", "counts", json!(["#list li", 60])).await?;
    let [titles, publishers]: [Vec<Value>; 2] =
        [page.call("listed", json!(["title"])).await?, page.call("listed", json!(["publisher"])).await?];
    let shown: Vec<Value> = page.call("texts", json!(["#list .title"])).await?;
    ensure!(shown == titles, "the list shows {shown:?}");
    let shown: Vec<Value> = page.call("texts", json!(["#list .publisher"])).await?;
    ensure!(shown == publishers, "the list shows {shown:?}");
    let sources: Vec<String> = page.call("texts", json!(["#list .source"])).await?;
    ensure!(sources.iter().all(|source| source == "/www/feeds/arabic.json"), "the list shows {sources:?}");
    Ok(())
}

async fn it_says_whether_browsers_can_read_an_address(page: Page) -> Result<()> {
    open(&page).await?;
    for (address, verdict) in [
        ("feeds/one.json", "Browsers can read it."),
        ("preview/check.js", "A browser may read it, but it is no feed."),
        ("ftp://example.com/", "That is no web address. It begins with https://."),
    ] {
        page.act("choose", json!(["#check-address", address])).await?;
        page.act("press", json!(["#check button"])).await?;
        page.wait(verdict, "reads", json!(["#verdict h3", verdict])).await?;
        if address == "feeds/one.json" {
            page.wait("the count of headlines", "reads", json!(["#verdict dl > :last-child dd", "1"])).await?;
        }
    }
    Ok(())
}
