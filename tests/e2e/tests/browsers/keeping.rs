//! The last good list in this browser's storage, and what the line says while it stands there.

use crate::access::{axe, whole};
use crate::fixtures::{arabic, around, english, show};
use crate::reporting::pictured;
use anyhow::{Result, ensure};
use e2e::answer::{Answer, Gate};
use e2e::case;
use e2e::case::Case;
use e2e::html::{element, tag};
use e2e::page::Page;
use serde_json::json;
use std::time::Duration;

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![
        case!(a_browser_without_storage_costs_only_the_list),
        case!(a_list_that_is_too_old_is_not_shown),
        case!(a_failure_after_a_kept_list_leaves_it),
        case!(a_kept_list_shows_no_image_that_was_blocked),
        case!(axe_finds_nothing_to_object_to_in_the_notes),
        case!(a_note_that_comes_and_goes_moves_nothing),
        case!(messages_fit_into_a_narrow_line),
    ]
}

async fn a_browser_without_storage_costs_only_the_list(page: Page) -> Result<()> {
    page.feed("/feed.json", &english(4));
    let html = around("en", &tag(&[("sources", "/feed.json"), ("cache", "1d")]));
    page.open(&html.head("<script src=\"/kit/no-storage.js\"></script>")).await?;
    page.ready().await?;
    page.act("invoke", json!(["refresh"])).await?;
    page.wait("the live state", "is", json!(["state", "live"])).await.map(drop)
}

async fn a_list_that_is_too_old_is_not_shown(page: Page) -> Result<()> {
    show(&page, "en", &[("cache", "1h")], &english(4)).await?;
    page.wait("the stored list", "keeps", json!([])).await?;
    page.server.set("/feed.json", Answer::status(500));
    for (age, state) in [(1_800_000, "stale"), (3_700_000, "failed"), (-3_600_000, "failed")] {
        page.act("ageStored", json!([age])).await?;
        page.visit("/").await?;
        page.wait("its state", "said", json!(["loadend"])).await?;
        page.take_one_warning(&["/feed.json", "status 500"]).await?;
        let now: String = page.call("get", json!(["state"])).await?;
        ensure!(now == state, "a list that is {age} ms old makes the state {now}");
    }
    Ok(())
}

async fn a_failure_after_a_kept_list_leaves_it(page: Page) -> Result<()> {
    show(&page, "en", &[("cache", "1d"), ("speed", "0")], &english(6)).await?;
    page.wait("the stored list", "keeps", json!([])).await?;
    page.server.set("/feed.json", Answer::status(503));
    page.visit("/").await?;
    page.wait("the end of the round", "said", json!(["loadend"])).await?;
    page.take_one_warning(&["/feed.json", "status 503"]).await?;
    page.ready().await?;
    ensure!(page.holds("is", json!(["state", "stale"])).await?, "what is kept is not marked as stale");
    ensure!(page.holds("has", json!([6])).await?, "the kept list is not whole");
    let age = page.holds("insideAttributeIs", json!([".note", "data-said", "Updated: "])).await?;
    ensure!(age && page.holds("says", json!(["1 min. ago"])).await?, "its age is not told");
    page.feed("/feed.json", &english(6));
    page.act("invoke", json!(["refresh"])).await?;
    ensure!(page.holds("is", json!(["state", "live"])).await?, "the next answer does not make it live");
    ensure!(!page.holds("says", json!(["1 min. ago"])).await?, "its age is told still");
    Ok(())
}

/// At the next visit what is blocked is known from the list itself, before endpoint and feed answer.
async fn a_kept_list_shows_no_image_that_was_blocked(page: Page) -> Result<()> {
    let feed = pictured(&page, "kept", english(12));
    let [blocked, other] = ["/kept-0.svg", "/kept-1.svg"];
    let list = json!({ "blocked": [page.server.address(blocked)] });
    page.server.set("/reports", Answer::json(&list));
    let attributes = [("cache", "1d"), ("report", "/reports"), ("show", "image"), ("speed", "0")];
    show(&page, "en", &attributes, &feed).await?;
    page.wait("that it is gone", "picturesNot", json!([blocked])).await?;
    page.wait("the stored list", "keepsMarks", json!([])).await?;
    let gate = Gate::closed();
    page.server.set("/reports", Answer::json(&list).held(&gate));
    page.server.set("/feed.json", Answer::json(&feed).held(&gate));
    let asked = page.server.count(blocked);
    page.visit("/").await?;
    page.ready().await?;
    page.wait("the other image", "pictures", json!([other])).await?;
    let images: Vec<String> = page.call("images", json!([])).await?;
    ensure!(images == [other], "the kept list shows {images:?}");
    ensure!(page.server.count(blocked) == asked, "what is blocked is fetched");
    gate.open();
    page.wait("the live state", "is", json!(["state", "live"])).await.map(drop)
}

async fn axe_finds_nothing_to_object_to_in_the_notes(page: Page) -> Result<()> {
    let cached = [("sources", "/feed.json"), ("cache", "1d"), ("speed", "0")];
    page.feed("/feed.json", &arabic(12));
    page.open(&whole(&page, "ar", &tag(&cached))?).await?;
    page.ready().await?;
    page.wait("the stored list", "keeps", json!([])).await?;
    let gate = Gate::closed();
    page.server.set("/feed.json", Answer::json(&arabic(12)).held(&gate));
    page.visit("/").await?;
    page.wait("its age", "says", json!(["آخر تحديث"])).await?;
    axe(&page, "stale").await?;
    gate.open();
    page.wait("the live state", "is", json!(["state", "live"])).await?;
    page.act("online", json!([false])).await?;
    page.wait("that there is no network", "says", json!(["لا اتصال بالشبكة"])).await?;
    axe(&page, "offline").await?;
    page.act("push", json!([{ "title": "خبر عاجل وصل الآن", "breaking": true }])).await?;
    page.act("attribute", json!(["speed", "400"])).await?;
    page.wait("the other label", "labelled", json!(["عاجل"])).await?;
    page.act("attribute", json!(["speed", "0"])).await?;
    axe(&page, "breaking").await
}

async fn a_note_that_comes_and_goes_moves_nothing(page: Page) -> Result<()> {
    for (lang, feed) in [("ar", arabic(20)), ("en", english(20))] {
        show(&page, lang, &[("speed", "60")], &feed).await?;
        page.steady().await?;
        let before: f64 = page.call("shifted", json!([])).await?;
        for online in [false, true] {
            let change = page.act("online", json!([online]));
            let frames = page.frames_while(Duration::from_millis(1000), change).await?;
            crate::movement::even(&frames, frames.speed()?)?;
        }
        let shifted: f64 = page.call("shifted", json!([])).await?;
        ensure!(shifted == before, "layout shift {}", shifted - before);
    }
    Ok(())
}

async fn messages_fit_into_a_narrow_line(page: Page) -> Result<()> {
    page.server.set("/feed.json", Answer::status(500));
    for lang in ["ar", "en", "fr"] {
        let ticker = element(&[("sources", "/feed.json")], "");
        page.open(&around(lang, &format!("<div class=\"narrow\">{ticker}</div>"))).await?;
        page.take_one_warning(&["/feed.json", "status 500"]).await?;
        page.wait("the button", "meets", json!([".retry", 1])).await?;
        for part in [".said", ".retry"] {
            let place: serde_json::Value = page.call("insideBox", json!([part])).await?;
            ensure!(page.holds("within", json!([part])).await?, "in {lang}, {part} stands at {place}");
        }
        let place: serde_json::Value = page.call("box", json!(["headline-ticker"])).await?;
        ensure!(place["height"] == 48, "in {lang} the line is {} high", place["height"]);
    }
    Ok(())
}
