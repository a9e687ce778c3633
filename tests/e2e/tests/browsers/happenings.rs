//! What can happen to a page around the line: sizes, scales, places, paper.

use crate::fixtures::{BOTH, arabic, around, english, show};
use crate::hands::{moved, moved_by};
use crate::movement::{even, full};
use crate::pausing::runs;
use anyhow::{Context, Result, ensure};
use e2e::case;
use e2e::case::Case;
use e2e::engine::Engine;
use e2e::hand::{Act, Hand};
use e2e::html::{Html, tag};
use e2e::motion::Frames;
use e2e::page::Page;
use e2e::session::Preference;
use fantoccini::key::Key;
use serde_json::{Value, json};
use std::time::Duration;

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![
        case!(a_window_that_changes_its_size_moves_nothing_else),
        case!(a_drag_follows_the_hand_under_zoom_and_scale),
        case!(a_ticker_that_is_not_displayed_for_a_while_goes_on),
        case!(a_ticker_that_is_moved_in_the_page_keeps_its_line),
        case!(a_ticker_that_is_moved_while_it_is_dragged_is_let_go_of),
        case!(a_box_without_a_width_shows_its_line_when_it_has_one),
        case!(eight_tickers_run_beside_each_other),
        case!(a_ticker_in_a_frame_runs),
        case!(a_ticker_within_nested_shadow_roots_runs),
        case!(another_theme_moves_nothing),
        case!(breaking_news_that_is_pushed_is_told_and_nothing_else),
        case!(on_paper_stands_the_whole_list),
        case!(a_vertical_writing_mode_gets_one_warning),
        case!(another_pixel_ratio_moves_nothing).only(Engine::Chromium),
    ]
}

/// Opens a page with a ticker at 100 px/s in this box, and waits for its first headline.
async fn boxed(page: &Page, lang: &str, class: &str) -> Result<()> {
    open_boxed(page, lang, class).await?;
    page.ready().await
}

async fn open_boxed(page: &Page, lang: &str, class: &str) -> Result<()> {
    page.leave().await?;
    page.feed("/feed.json", &if lang == "ar" { arabic(20) } else { english(20) });
    let tag = tag(&[("sources", "/feed.json"), ("speed", "100")]);
    page.open(&around(lang, &format!("<div class=\"box {class}\">{tag}</div><div id=\"elsewhere\"></div>"))).await
}

async fn a_window_that_changes_its_size_moves_nothing_else(page: Page) -> Result<()> {
    for (lang, feed) in BOTH {
        show(&page, lang, &[("speed", "100")], &feed(20)).await?;
        page.steady().await?;
        let speed = if lang == "ar" { 100.0 } else { -100.0 };
        for width in [700, 1100] {
            let frames = page.frames_while(Duration::from_millis(1500), page.session().resize(width, 700)).await?;
            let turned = frames.from_edge(lang == "ar");
            let jump = turned.largest_jump_of_first(100.0);
            ensure!(jump <= 1.5, "{width} px in {lang}: the first headline jumped by {jump:.2} px");
            page.wait("a full line", "full", json!([])).await?;
            let frames = page.watch_frames(Duration::from_millis(500)).await?;
            even(&frames, speed)?;
        }
        page.session().restore().await?;
    }
    Ok(())
}

async fn a_drag_follows_the_hand_under_zoom_and_scale(page: Page) -> Result<()> {
    for (lang, _) in BOTH {
        for class in ["zoomed", "scaled"] {
            boxed(&page, lang, class).await?;
            page.steady().await?;
            let (x, y) = page.middle(".viewport").await?;
            let session = page.session();
            session.by_hand(Hand::Mouse, &[Act::To(x, y), Act::Down, Act::To(x + 12.0, y)]).await?;
            page.act("pass", json!([3])).await?;
            let before = page.items().await?;
            for px in [60.0, -150.0] {
                session.by_hand(Hand::Mouse, &[Act::To(x + 12.0 + px, y)]).await?;
                moved_by(&page, &before, px).await.map_err(|error| error.context(format!("{class} in {lang}")))?;
            }
            session.by_hand(Hand::Mouse, &[Act::Up]).await?;
        }
    }
    Ok(())
}

async fn a_ticker_that_is_not_displayed_for_a_while_goes_on(page: Page) -> Result<()> {
    for (lang, _) in BOTH {
        boxed(&page, lang, "").await?;
        page.steady().await?;
        page.act("restyle", json!([".box", "display", "none"])).await?;
        page.wait("the pause", "paused_for", json!([["offscreen"]])).await?;
        page.act("restyle", json!([".box", "display", ""])).await?;
        runs(&page).await?;
        full(&page.watch_frames(Duration::from_millis(500)).await?)?;
    }
    Ok(())
}

async fn a_ticker_that_is_moved_in_the_page_keeps_its_line(page: Page) -> Result<()> {
    boxed(&page, "ar", "").await?;
    page.steady().await?;
    page.act("invoke", json!(["pause"])).await?;
    page.wait("a strip that stands", "still", json!([])).await?;
    let before = page.items().await?;
    page.act("moveTicker", json!(["#elsewhere"])).await?;
    page.act("pass", json!([10])).await?;
    let now = page.items().await?;
    ensure!(moved(&before, &now)? == 0.0 && now.len() == before.len(), "its line is another one");
    ensure!(page.holds("is", json!(["paused", true])).await?, "it forgot that the reader paused it");
    page.act("invoke", json!(["play"])).await?;
    runs(&page).await?;
    ensure!(page.server.count("/feed.json") == 1, "it asked for its feed again");
    Ok(())
}

async fn a_ticker_that_is_moved_while_it_is_dragged_is_let_go_of(page: Page) -> Result<()> {
    page.leave().await?;
    page.feed("/feed.json", &arabic(20));
    let tag = tag(&[("sources", "/feed.json"), ("speed", "100"), ("pause-on", "press")]);
    page.open(&around("ar", &format!("{tag}<div id=\"elsewhere\"></div>"))).await?;
    page.steady().await?;
    let (x, y) = page.middle(".viewport").await?;
    page.session().by_hand(Hand::Mouse, &[Act::To(x, y), Act::Down, Act::To(x + 30.0, y)]).await?;
    page.wait("the pause", "is", json!(["paused", true])).await?;
    page.act("moveTicker", json!(["#elsewhere"])).await?;
    page.session().by_hand(Hand::Mouse, &[Act::To(x, y + 300.0), Act::Up]).await?;
    runs(&page).await
}

async fn a_box_without_a_width_shows_its_line_when_it_has_one(page: Page) -> Result<()> {
    open_boxed(&page, "ar", "nothing").await?;
    page.act("pass", json!([10])).await?;
    page.act("restyle", json!([".box", "width", "600px"])).await?;
    page.ready().await?;
    runs(&page).await?;
    full(&page.watch_frames(Duration::from_millis(500)).await?)
}

async fn eight_tickers_run_beside_each_other(page: Page) -> Result<()> {
    page.feed("/feed.json", &arabic(60));
    let one =
        |number: usize| format!("<div id=\"n{number}\">{}</div>", tag(&[("sources", "/feed.json"), ("speed", "100")]));
    page.open(&around("ar", &(0..8).map(one).collect::<String>())).await?;
    let tickers: Vec<String> = (0..8).map(|number| format!("#n{number} headline-ticker")).collect();
    for ticker in &tickers {
        page.wait("a steady speed", "steady", json!([ticker])).await?;
    }
    let watched: Vec<Frames> = page.call("framesOfAll", json!([1500, tickers])).await?;
    for frames in watched {
        even(&frames, 100.0)?;
    }
    ensure!(page.server.count("/feed.json") == 1, "they asked {} times", page.server.count("/feed.json"));
    Ok(())
}

async fn a_ticker_in_a_frame_runs(page: Page) -> Result<()> {
    page.feed("/feed.json", &arabic(20));
    let inner = around("ar", &tag(&[("sources", "/feed.json"), ("speed", "100")]));
    page.server.set("/inner", inner.answer());
    page.open(&Html::new("ar").body("<iframe src=\"/inner\" width=\"700\" height=\"200\"></iframe>")).await?;
    page.wait("its first headline", "inFrame", json!(["ready", []])).await?;
    page.wait("a steady speed", "inFrame", json!(["steady", []])).await?;
    let frames: Frames = page.call("inFrame", json!(["frames", [1000]])).await?;
    even(&frames, 100.0)?;
    let problems: Vec<Value> = page.call("frameProblems", json!([])).await?;
    ensure!(problems.is_empty(), "the frame reports {problems:?}");
    Ok(())
}

async fn a_ticker_within_nested_shadow_roots_runs(page: Page) -> Result<()> {
    boxed(&page, "ar", "").await?;
    page.steady().await?;
    let label: String = page.call("insideText", json!([".latest"])).await?;
    page.act("nest", json!([])).await?;
    // Its language is that of the page all the same, also when it looks again.
    page.act("attribute", json!(["separator", "|"])).await?;
    page.wait("another separator", "insideTextIs", json!([".separator", "|"])).await?;
    ensure!(page.call::<String>("insideText", json!([".latest"])).await? == label, "it speaks another language");
    page.act("attribute", json!(["separator", null])).await?;
    // What it says does not come out of the shadow roots unless it is composed.
    page.steady().await?;
    even(&page.watch_frames(Duration::from_millis(800)).await?, 100.0)?;
    let (x, y) = page.middle(".viewport").await?;
    page.session().by_hand(Hand::Mouse, &[Act::To(x, y), Act::Down, Act::To(x + 12.0, y)]).await?;
    page.act("pass", json!([3])).await?;
    let before = page.items().await?;
    page.session().by_hand(Hand::Mouse, &[Act::To(x - 150.0, y)]).await?;
    moved_by(&page, &before, -162.0).await?;
    page.session().by_hand(Hand::Mouse, &[Act::Up]).await?;
    if page.engine() == Engine::WebKit {
        page.note("a selection within nested shadow roots, of which it tells nobody");
        page.leave().await?;
        return page.steady().await;
    }
    page.act("select", json!([])).await?;
    page.leave().await?;
    page.act("pass", json!([30])).await?;
    ensure!(page.holds("is", json!(["paused", true])).await?, "it moves under a selection");
    page.act("deselect", json!([])).await?;
    page.steady().await
}

async fn another_theme_moves_nothing(page: Page) -> Result<()> {
    if page.engine() == Engine::WebKit {
        page.note("another theme while the page is there, as GTK reads it when it starts");
        return Ok(());
    }
    show(&page, "ar", &[("speed", "100")], &arabic(20)).await?;
    page.steady().await?;
    let mut papers = Vec::new();
    for dark in [true, false] {
        let change = page.session().prefer(Preference::Dark, dark);
        even(&page.frames_while(Duration::from_millis(1000), change).await?, 100.0)?;
        papers.push(page.call::<String>("insideStyle", json!([".ticker", "backgroundColor"])).await?);
    }
    ensure!(papers == ["rgb(18, 22, 28)", "rgb(255, 255, 255)"], "the paper is {papers:?}");
    Ok(())
}

/// What readers' software is told: once, politely, and in the direction and language of the headline.
async fn breaking_news_that_is_pushed_is_told_and_nothing_else(page: Page) -> Result<()> {
    for (lang, feed, title, other, told) in [
        ("ar", arabic(12), "Ferry stops: two hours late", "خبر آخر بلا عجلة", "عاجل: Ferry stops: two hours late"),
        ("en", english(12), "توقف العبّارة ساعتين", "Another one, in no hurry", "Breaking: توقف العبّارة ساعتين"),
    ] {
        let mut feed = feed;
        feed[0]["breaking"] = json!(true);
        show(&page, lang, &[("speed", "100")], &feed).await?;
        page.act("push", json!([{ "title": other, "id": "other" }])).await?;
        page.wait("one more", "sizesOfList", json!([13])).await?;
        let says = async || page.call::<String>("insideText", json!([".status"])).await;
        ensure!(says().await?.is_empty(), "in {lang} it tells of what is no breaking news: {}", says().await?);
        ensure!(page.holds("insideAttributeIs", json!([".status", "role", "status"])).await?, "it tells nobody");
        let (own, dir) = if lang == "ar" { ("en", "ltr") } else { ("ar", "rtl") };
        page.act("push", json!([{ "title": title, "id": "news", "lang": own, "breaking": true }])).await?;
        page.wait("the announcement", "insideTextIs", json!([".status", told])).await?;
        for (name, value) in [("lang", own), ("dir", dir)] {
            let is_so = page.holds("insideAttributeIs", json!([".announced", name, value])).await?;
            ensure!(is_so, "in {lang} the {name} of what is told is not {value}");
        }
        // A refresh says nothing more, nor does the panel, unless the reader searches in it.
        page.click(".all").await?;
        page.wait("the panel", "unfolds", json!([])).await?;
        feed.as_array_mut().context("no list")?.push(e2e::headlines::headline("more", "One more headline"));
        page.feed("/feed.json", &feed);
        page.act("invoke", json!(["refresh"])).await?;
        page.wait("one more", "lists", json!([15])).await?;
        let is_quiet =
            async |value: &str| page.holds("insideAttributeIs", json!([".panel-status", "aria-live", value])).await;
        ensure!(says().await? == told && is_quiet("off").await?, "in {lang} a refresh is told");
        page.act("searches", json!([other])).await?;
        page.wait("what is found", "lists", json!([1])).await?;
        ensure!(is_quiet("polite").await?, "in {lang} what is found is not told");
        page.act("takeAway", json!([title])).await?;
        page.wait("what is taken back", "insideTextIs", json!([".status", ""])).await?;
    }
    Ok(())
}

async fn on_paper_stands_the_whole_list(page: Page) -> Result<()> {
    boxed(&page, "ar", "").await?;
    page.steady().await?;
    let titles: Vec<String> = page.call("listed", json!(["title"])).await?;
    page.act("dispatch", json!(["beforeprint"])).await?;
    let printed: Vec<String> = page.call("printedTexts", json!([])).await?;
    ensure!(printed == titles, "on paper stand {printed:?}");
    ensure!(page.call::<usize>("met", json!([".printed li"])).await? == 0, "the list is seen on the screen");
    if page.engine() == Engine::Chromium {
        let looks = async |state: &str| -> Result<()> {
            page.session().in_medium("print").await?;
            let met: usize = page.call("met", json!([".printed li"])).await?;
            let others: usize = page.call("met", json!([".ticker, .floating"])).await?;
            let height =
                page.call::<Value>("box", json!(["headline-ticker"])).await?["height"].as_f64().unwrap_or_default();
            page.session().in_medium("").await?;
            ensure!(met == 20 && others == 0, "{state}: in print {met} headlines are seen, and {others} other things");
            ensure!(height > 400.0, "{state}: twenty headlines have {height} px");
            Ok(())
        };
        looks("the line").await?;
        page.click(".all").await?;
        page.wait("the panel", "unfolds", json!([])).await?;
        looks("the panel").await?;
        page.session().key(Key::Escape.into()).await?;
        page.wait("no panel", "folds", json!([])).await?;
        crate::card::by_key(&page).await?;
        looks("a card").await?;
        page.session().key(Key::Escape.into()).await?;
        page.wait("no card", "closes", json!([])).await?;
        page.session().key(Key::Tab.into()).await?;
    } else {
        page.note("how a printed list looks, as its driver emulates no print");
    }
    page.act("dispatch", json!(["afterprint"])).await?;
    ensure!(page.call::<usize>("printedCount", json!([])).await? == 0, "the list stays after the print");
    if page.engine() == Engine::WebKit {
        page.note("a real print, as its driver has none");
    } else {
        page.act("notePrinting", json!([])).await?;
        page.session().print().await?;
        ensure!(page.holds("is_printing", json!([20])).await?, "the printer met no list");
        page.wait("the end of the print", "nothingPrinted", json!([])).await?;
    }
    runs(&page).await
}

async fn a_vertical_writing_mode_gets_one_warning(page: Page) -> Result<()> {
    open_boxed(&page, "ar", "vertical").await?;
    page.take_one_warning(&["vertical writing mode"]).await?;
    page.act("attribute", json!(["speed", "50"])).await?;
    page.act("pass", json!([10])).await?;
    let again = page.take("console warning").await?;
    ensure!(again.is_empty(), "it warns again: {again:?}");
    Ok(())
}

async fn another_pixel_ratio_moves_nothing(page: Page) -> Result<()> {
    show(&page, "ar", &[("speed", "100")], &arabic(20)).await?;
    page.steady().await?;
    for ratio in [2.0, 1.25] {
        let metrics = json!({ "width": 0, "height": 0, "deviceScaleFactor": ratio, "mobile": false });
        let change = async { page.session().devtools("Emulation.setDeviceMetricsOverride", metrics).await.map(drop) };
        let frames = page.frames_while(Duration::from_millis(1000), change).await?;
        ensure!(page.holds("ratio", json!([ratio])).await?, "the screen has another pixel ratio");
        even(&frames, 100.0)?;
    }
    page.session().devtools("Emulation.clearDeviceMetricsOverride", json!({})).await.map(drop)
}
