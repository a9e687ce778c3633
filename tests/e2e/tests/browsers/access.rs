//! Readers who do not see it, use no mouse, or choose their own colours.

use crate::fixtures::{arabic, english};
use crate::pausing::paused;
use anyhow::{Context, Result, ensure};
use e2e::answer::Answer;
use e2e::case;
use e2e::case::Case;
use e2e::engine::{Engine, Knobs};
use e2e::html::{Html, tag};
use e2e::page::Page;
use fantoccini::key::Key;
use serde_json::{Value, json};
use std::path::Path;

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![
        case!(axe_finds_nothing_to_object_to),
        case!(axe_finds_nothing_to_object_to_in_the_dark).with(Knobs::dark()),
        case!(axe_finds_nothing_to_object_to_in_the_themes),
        case!(axe_finds_nothing_to_object_to_without_motion).with(Knobs::reduced_motion()),
        // WebKitGTK forces none.
        case!(axe_finds_nothing_to_object_to_in_forced_colours).with(Knobs::forced_colours()).only(Engine::Chromium),
        case!(axe_finds_nothing_to_object_to_in_forced_colours).with(Knobs::forced_colours()).only(Engine::Firefox),
        case!(whatever_can_be_pressed_is_large_enough),
        case!(focus_never_scrolls_the_line),
    ]
}

/// A whole page with this markup, and axe beside it.
pub fn whole(page: &Page, lang: &str, markup: &str) -> Result<Html> {
    let path = std::env::var("HEADLINE_TICKER_AXE").context("HEADLINE_TICKER_AXE must name the file axe.min.js")?;
    page.server.set("/axe.js", Answer::file(Path::new(&path)).with_context(|| format!("reading {path}"))?);
    let html = Html::new(lang).head("<script src=\"/axe.js\"></script>");
    Ok(html.body("<main><h1>News</h1><div class=\"above\"></div>").body(markup).body("<p>Below</p></main>"))
}

/// Fails if axe finds anything on the page in this state.
pub async fn axe(page: &Page, state: &str) -> Result<()> {
    let found: Vec<String> = page.call("axe", json!([])).await?;
    ensure!(found.is_empty(), "{state} axe finds {found:#?}");
    Ok(())
}

/// Opens a page with a ticker whose line moves.
async fn open(page: &Page, lang: &str, feed: &Value) -> Result<()> {
    open_still(page, lang, feed).await?;
    page.steady().await
}

/// Opens a page with a ticker.
async fn open_still(page: &Page, lang: &str, feed: &Value) -> Result<()> {
    page.feed("/feed.json", feed);
    let html = whole(page, lang, &tag(&[("sources", "/feed.json"), ("show", "publisher time")]))?;
    page.open(&html).await?;
    page.ready().await
}

async fn axe_finds_nothing_to_object_to(page: Page) -> Result<()> {
    let page = &page;
    for (lang, feed) in [("ar", arabic(12)), ("en", english(12))] {
        open(page, lang, &feed).await?;
        for paused in [false, true] {
            if paused {
                page.act("invoke", json!(["pause"])).await?;
                page.wait("a strip that stands", "still", json!([])).await?;
            }
            axe(page, &format!("in {lang}, paused {paused}")).await?;
        }
        with_more_open(page).await.context(lang)?;
    }
    Ok(())
}

async fn axe_finds_nothing_to_object_to_in_the_dark(page: Page) -> Result<()> {
    open(&page, "ar", &arabic(12)).await?;
    ensure!(page.holds("dark", json!([])).await?, "the page is not dark");
    axe(&page, "in the dark").await?;
    with_more_open(&page).await
}

async fn axe_finds_nothing_to_object_to_in_the_themes(page: Page) -> Result<()> {
    page.feed("/feed.json", &arabic(12));
    let tag = tag(&[("sources", "/feed.json"), ("show", "publisher time")]);
    for theme in ["newsprint", "night", "signal"] {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../www/themes/{theme}.css"));
        page.server.set("/theme.css", Answer::file(&file).with_context(|| format!("reading {}", file.display()))?);
        let html = whole(&page, "ar", &tag)?.head("<link rel=\"stylesheet\" href=\"/theme.css\">");
        page.open(&html).await?;
        page.steady().await?;
        axe(&page, &format!("in {theme}")).await?;
        with_more_open(&page).await.context(theme)?;
    }
    Ok(())
}

async fn axe_finds_nothing_to_object_to_without_motion(page: Page) -> Result<()> {
    open_still(&page, "ar", &arabic(12)).await?;
    paused(&page, &["reduced-motion"]).await?;
    axe(&page, "without motion").await?;
    with_more_open(&page).await
}

async fn axe_finds_nothing_to_object_to_in_forced_colours(page: Page) -> Result<()> {
    open(&page, "ar", &arabic(12)).await?;
    ensure!(page.holds("forced", json!([])).await?, "no colours are forced");
    axe(&page, "in forced colours").await?;
    with_more_open(&page).await
}

/// Of the line, of a card that leads somewhere, and of the panel.
async fn whatever_can_be_pressed_is_large_enough(page: Page) -> Result<()> {
    for (lang, feed) in [("ar", arabic(12)), ("en", english(12))] {
        page.leave().await?;
        crate::card::serve_picture(&page);
        open(&page, lang, &crate::card::detailed(feed)).await?;
        let small = async |what: &str| -> Result<()> {
            let sizes: Vec<(f64, f64)> = page.call("sizes", json!(["button, input, .floating a"])).await?;
            let is_large = |(width, height): &(f64, f64)| *width >= 24.0 && *height >= 24.0;
            ensure!(!sizes.is_empty() && sizes.iter().all(is_large), "in {lang} {what} has targets of {sizes:?}");
            Ok(())
        };
        small("the line").await?;
        crate::card::by_key(&page).await?;
        small("the card").await?;
        page.session().key(Key::Escape.into()).await?;
        page.click(".all").await?;
        page.wait("the panel", "unfolds", json!([])).await?;
        small("the panel").await?;
    }
    Ok(())
}

/// Fails if axe finds anything while a card is open, or the panel.
async fn with_more_open(page: &Page) -> Result<()> {
    crate::card::by_key(page).await?;
    axe(page, "with a card").await?;
    page.session().key(Key::Escape.into()).await?;
    page.click(".all").await?;
    page.wait("the panel", "unfolds", json!([])).await?;
    axe(page, "with the panel").await
}

async fn focus_never_scrolls_the_line(page: Page) -> Result<()> {
    crate::fixtures::show(&page, "ar", &[], &arabic(12)).await?;
    page.steady().await?;
    let scrolled: f64 = page.call("focusLast", json!([])).await?;
    ensure!(scrolled == 0.0, "focus scrolled the line by {scrolled} px");
    Ok(())
}
