//! What stands by a small window in place of its line: where it is, and that it leaves the line to the reader.

use crate::card::serve_picture;
use crate::fixtures::{BOTH, around, scroll};
use anyhow::{Context, Result, ensure};
use e2e::case;
use e2e::case::Case;
use e2e::html::{Html, tag};
use e2e::page::Page;
use serde_json::{Value, json};

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![
        case!(who_steps_from_the_panel_sees_the_line),
        case!(a_sheet_stays_by_the_window_as_the_page_scrolls),
        case!(without_popovers_it_stays_there_as_well),
    ]
}

/// The window of a telephone, upright: what a page has of it.
const UPRIGHT: (u32, u32) = (400, 560);

/// A page with a ticker within this markup, behind so many px and before much more.
fn page_with(lang: &str, above: u32, begin: &str, end: &str) -> Html {
    let tag = tag(&[("sources", "/feed.json"), ("speed", "100")]);
    let above = format!("<div style=\"height: {above}px\"></div>");
    around(lang, &format!("{above}{begin}{tag}{end}<div class=\"tall\"></div>"))
}

/// Opens a page in the window of a telephone, scrolled so far down, and its panel.
async fn open(page: &Page, html: &Html, feed: &Value, window: (u32, u32), down: i32) -> Result<()> {
    page.leave().await?;
    serve_picture(page);
    page.feed("/feed.json", feed);
    page.open(html).await?;
    resize(page, window).await?;
    page.ready().await?;
    scroll(page, down).await?;
    page.click(".all").await?;
    page.wait("the panel", "unfolds", json!([])).await.map(drop)
}

/// Makes the window so large that a page has that of it, whatever the browser puts around.
async fn resize(page: &Page, (width, height): (u32, u32)) -> Result<()> {
    page.session().resize(width, height).await?;
    let has = page.session().run("return innerHeight", vec![]).await?.as_u64().context("no height")?;
    page.session().resize(width, 2 * height - u32::try_from(has)?).await?;
    page.wait("the window", "isHigh", json!([height])).await.map(drop)
}

/// Where the panel stands.
async fn place(page: &Page) -> Result<Value> {
    page.call("floating", json!(["panel"])).await
}

/// At the top of the window, in its middle, and fixed at its bottom.
async fn who_steps_from_the_panel_sees_the_line(page: Page) -> Result<()> {
    for (lang, feed) in BOTH {
        let fixed = "<div style=\"position: fixed; inset: auto 0 0\">";
        for (above, begin, end) in [(0, "", ""), (200, "", ""), (380, "", ""), (0, fixed, "</div>")] {
            let state = format!("{above} px down, {begin}");
            open(&page, &page_with(lang, above, begin, end), &feed(20), UPRIGHT, 0).await?;
            page.wait("a strip that stands", "still", json!([])).await?;
            let before: Value = page.call("seenParts", json!([])).await?;
            page.click(".panel-steps .next").await?;
            page.wait("the line", "lineIsMet", json!([])).await.context(state.clone())?;
            page.wait("the step", "seesOtherParts", json!([before])).await.context(state.clone())?;
            let place = place(&page).await?;
            ensure!(place["within"] == true && place["beside"] == true, "{lang}, {state}: {place}");
        }
    }
    Ok(())
}

/// Also once something is searched for.
async fn a_sheet_stays_by_the_window_as_the_page_scrolls(page: Page) -> Result<()> {
    stays(&page, page_with("ar", 40, "", ""), UPRIGHT, 0, &[30, 300]).await?;
    // Where it would stand above the line, if it were opened now.
    stays(&page, page_with("ar", 540, "", ""), UPRIGHT, 300, &[-200]).await?;
    // Where there would be room beside the line.
    stays(&page, page_with("ar", 140, "", ""), (800, 300), 100, &[400]).await?;
    // As when a telephone's keyboard goes, or the bar with the address.
    resize(&page, (800, 420)).await?;
    page.act("pass", json!([3])).await?;
    let place = place(&page).await?;
    ensure!(place["sheet"] == true && place["seen"] == true, "in a higher window: {place}");
    Ok(())
}

async fn without_popovers_it_stays_there_as_well(page: Page) -> Result<()> {
    let html = page_with("ar", 40, "", "").head("<script src=\"/kit/no-popover.js\"></script>");
    stays(&page, html, UPRIGHT, 0, &[30, 300]).await?;
    ensure!(place(&page).await?["top_layer"] == false, "there are popovers");
    Ok(())
}

async fn stays(page: &Page, html: Html, window: (u32, u32), down: i32, ways: &[i32]) -> Result<()> {
    open(page, &html, &BOTH[0].1(20), window, down).await?;
    let first = place(page).await?;
    ensure!(first["sheet"] == true && first["seen"] == true, "{first}");
    for by in ways {
        scroll(page, *by).await?;
        page.act("searches", json!([""])).await?;
        page.act("pass", json!([3])).await?;
        let now = place(page).await?;
        ensure!(now["sheet"] == true && now["seen"] == true && now["left"] == first["left"], "scrolled by {by}: {now}");
        let [before, after] = [&first, &now].map(|place| place["top"].as_f64().unwrap_or_default());
        ensure!((before - after).abs() < 1.0, "its top was at {before}, is at {after}");
    }
    Ok(())
}
