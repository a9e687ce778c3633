//! Readers who do not see it, use no mouse, or choose their own colours.

use crate::fixtures::{arabic, english};
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
        case!(axe_finds_nothing_to_object_to_in_english),
        case!(axe_finds_nothing_to_object_to_in_the_dark).with(Knobs::dark()),
        case!(axe_finds_nothing_to_object_to_without_motion).with(Knobs::reduced_motion()),
        // WebKitGTK forces none.
        case!(axe_finds_nothing_to_object_to_in_forced_colours).with(Knobs::forced_colours()).only(Engine::Chromium),
        case!(axe_finds_nothing_to_object_to_in_forced_colours).with(Knobs::forced_colours()).only(Engine::Firefox),
        // The others take it from their desktop.
        case!(nothing_is_quieter_for_who_asked_for_more_contrast).with(Knobs::more_contrast()).only(Engine::Chromium),
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

/// The default look, and the ready themes.
const THEMES: [&str; 4] = ["default", "newsprint", "night", "signal"];

/// Opens a page with three tickers: one that does what the reader wants, one that was stopped, and one whose source fails.
async fn open_three(page: &Page, lang: &str, feed: Value) -> Result<()> {
    page.leave().await?;
    crate::card::serve_picture(page);
    page.feed("/feed.json", &crate::card::detailed(feed));
    page.server.set("/nowhere.json", Answer::status(404));
    page.server.set("/default.css", Answer::new("text/css", ""));
    for theme in &THEMES[1..] {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../www/themes/{theme}.css"));
        let answer = Answer::file(&file).with_context(|| format!("reading {}", file.display()))?;
        page.server.set(&format!("/{theme}.css"), answer);
    }
    // Regions of one page are told from each other by their names.
    let other = |id: &str, source: &str| {
        format!(
            "<headline-ticker id=\"{id}\" label=\"{id}\" sources=\"{source}\" show=\"publisher time image\"></headline-ticker>"
        )
    };
    crate::reporting::takes_reports(&page.server);
    let first = tag(&[("sources", "/feed.json"), ("report", "/reports"), ("show", "publisher time image")]);
    let style = format!("<link id=\"theme\" rel=\"stylesheet\" href=\"/{}.css\">", THEMES[0]);
    let markup = first + &other("stopped", "/feed.json") + &other("failed", "/nowhere.json");
    page.open(&whole(page, lang, &markup)?.head(&style)).await?;
    page.ready().await?;
    page.act("invoke", json!(["pause", "#stopped"])).await?;
    page.wait("the one that fails", "is", json!(["state", "failed", "#failed"])).await?;
    page.take_one_warning(&["/nowhere.json", "404"]).await?;
    page.wait("the one that is stopped", "ready", json!(["#stopped"])).await?;
    page.wait("a strip that stands", "still", json!(["#stopped"])).await.map(drop)
}

/// Fails if axe finds anything in any theme, put on one after the other, as to load pages takes time.
async fn in_themes(page: &Page) -> Result<()> {
    for theme in THEMES {
        page.act("dress", json!([format!("/{theme}.css")])).await?;
        in_every_state(page).await.with_context(|| theme.to_owned())?;
    }
    Ok(())
}

/// Fails if axe finds anything in the three lines, with a card, or with the panel.
async fn in_every_state(page: &Page) -> Result<()> {
    axe(page, "in the lines").await?;
    with_more_open(page).await?;
    page.session().key(Key::Escape.into()).await?;
    page.wait("no panel", "folds", json!([])).await?;
    page.leave().await
}

async fn axe_finds_nothing_to_object_to(page: Page) -> Result<()> {
    open_three(&page, "ar", arabic(12)).await?;
    page.steady().await?;
    in_themes(&page).await
}

async fn axe_finds_nothing_to_object_to_in_english(page: Page) -> Result<()> {
    open_three(&page, "en", english(12)).await?;
    in_every_state(&page).await
}

async fn axe_finds_nothing_to_object_to_in_the_dark(page: Page) -> Result<()> {
    open_three(&page, "ar", arabic(12)).await?;
    ensure!(page.holds("dark", json!([])).await?, "the page is not dark");
    in_themes(&page).await
}

async fn axe_finds_nothing_to_object_to_without_motion(page: Page) -> Result<()> {
    open_three(&page, "ar", arabic(12)).await?;
    ensure!(page.holds("still", json!([])).await?, "the line moves");
    in_themes(&page).await
}

async fn axe_finds_nothing_to_object_to_in_forced_colours(page: Page) -> Result<()> {
    open_three(&page, "ar", arabic(12)).await?;
    ensure!(page.holds("forced", json!([])).await?, "no colours are forced");
    // Or the triangle of the button that plays would be a square, as what stops is.
    page.call::<String>("insideStyle", json!([".play::before", "borderTopColor", "#stopped"])).await.and_then(
        |colour| {
            ensure!(colour == "rgba(0, 0, 0, 0)", "above the triangle it is {colour}");
            Ok(())
        },
    )?;
    in_themes(&page).await
}

async fn nothing_is_quieter_for_who_asked_for_more_contrast(page: Page) -> Result<()> {
    open_three(&page, "ar", arabic(12)).await?;
    for theme in THEMES {
        page.act("dress", json!([format!("/{theme}.css")])).await?;
        let ink: String = page.call("insideStyle", json!([".ticker", "color", "#stopped"])).await?;
        for [element, style] in [[".publisher", "color"], [".button", "color"], [".ticker", "borderTopColor"]] {
            let colour: String = page.call("insideStyle", json!([element, style, "#stopped"])).await?;
            ensure!(colour == ink, "in {theme} the {style} of {element} is {colour}, the ink {ink}");
        }
    }
    in_themes(&page).await
}

/// Of the line, also where no source answers, of a card that leads somewhere, and of the panel.
async fn whatever_can_be_pressed_is_large_enough(page: Page) -> Result<()> {
    for (lang, feed) in [("ar", arabic(12)), ("en", english(12))] {
        page.leave().await?;
        crate::card::serve_picture(&page);
        open(&page, lang, &crate::card::detailed(feed)).await?;
        let small = async |what: &str| -> Result<()> {
            let sizes: Vec<(f64, f64)> =
                page.call("sizes", json!(["button, input, .floating a, .strip .headline"])).await?;
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
        page.act("restyle", json!(["headline-ticker", "width", "320px"])).await?;
        page.wait("its further buttons", "meets", json!([".panel-steps .button", 2])).await?;
        small("the panel of a narrow line").await?;
        page.server.set("/nowhere.json", Answer::status(404));
        page.open(&whole(&page, lang, &tag(&[("sources", "/nowhere.json")]))?).await?;
        page.wait("the button that tries again", "meets", json!([".retry", 1])).await?;
        page.take_one_warning(&["404"]).await?;
        small("the line without headlines").await?;
    }
    Ok(())
}

/// Fails if axe finds anything while a card is open, or the panel.
async fn with_more_open(page: &Page) -> Result<()> {
    crate::card::by_key(page).await?;
    page.click(".report").await?;
    page.wait("the reasons to report its image", "meets", json!([".reason", 5])).await?;
    axe(page, "with a card").await?;
    page.session().key(Key::Escape.into()).await?;
    page.click(".all").await?;
    page.wait("the panel", "unfolds", json!([])).await?;
    axe(page, "with the panel").await?;
    page.act("restyle", json!(["headline-ticker", "width", "320px"])).await?;
    page.wait("its further buttons", "meets", json!([".panel-steps .button", 2])).await?;
    axe(page, "with the panel of a narrow line").await?;
    page.act("restyle", json!(["headline-ticker", "width", ""])).await
}

async fn focus_never_scrolls_the_line(page: Page) -> Result<()> {
    crate::fixtures::show(&page, "ar", &[], &arabic(12)).await?;
    page.steady().await?;
    let scrolled: f64 = page.call("focusLast", json!([])).await?;
    ensure!(scrolled == 0.0, "focus scrolled the line by {scrolled} px");
    Ok(())
}
