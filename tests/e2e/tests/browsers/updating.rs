//! What the reader sees never jumps: not for a new list, a new speed, a new width or a late font.

use crate::fixtures::{arabic, around, english, headline, long, show};
use crate::movement::{even, full};
use anyhow::{Context, Result, ensure};
use e2e::answer::{Answer, Gate};
use e2e::case;
use e2e::case::Case;
use e2e::html::tag;
use e2e::motion::Frames;
use e2e::noted::Item;
use e2e::page::Page;
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![
        case!(a_refresh_is_over_when_the_source_of_that_moment_has_answered),
        case!(a_new_list_changes_nothing_that_is_seen),
        case!(new_headlines_enter_next),
        case!(a_changed_headline_changes_when_it_enters_again),
        case!(a_new_speed_is_reached_without_a_jump),
        case!(a_new_width_keeps_the_first_headline_where_it_is),
        case!(a_late_font_keeps_the_first_headline_where_it_is),
        case!(a_larger_text_keeps_the_first_headline_where_it_is),
    ]
}

/// Where Debian's `fonts-noto-core` puts a face that is plainly wider than the sans-serif one.
const FONT: &str = "/usr/share/fonts/truetype/noto/NotoKufiArabic-Bold.ttf";

/// Asks for the feed again and waits until the round has ended.
async fn refresh(page: &Page) -> Result<()> {
    page.act("invoke", json!(["refresh"])).await
}

async fn a_new_list_changes_nothing_that_is_seen(page: Page) -> Result<()> {
    show(&page, "ar", &[("speed", "60")], &arabic(12)).await?;
    page.steady().await?;
    let before = page.items().await?;
    let mut list: Vec<Value> = arabic(12).as_array().context("a list")?.iter().rev().cloned().collect();
    list.retain(|headline| headline["id"] != "2");
    list.insert(0, headline("new", "خبر وصل الآن"));
    page.feed("/feed.json", &Value::Array(list));
    let frames = page.frames_while(Duration::from_secs(2), refresh(&page)).await?;
    even(&frames, frames.speed()?)?;
    for item in page.items().await? {
        let Some(old) = before.iter().find(|old| old.number == item.number) else { continue };
        ensure!(old.text == item.text && old.key == item.key, "{old:?} became {item:?} in front of the reader");
    }
    let asked: Vec<_> = page.server.log();
    ensure!(page.server.count("/feed.json") == 2, "one refresh, but these requests: {asked:?}");
    Ok(())
}

async fn new_headlines_enter_next(page: Page) -> Result<()> {
    show(&page, "en", &[("speed", "60")], &long(12)).await?;
    page.steady().await?;
    let mut list = vec![
        headline("n1", "First of the new"),
        headline("n2", "Second of the new"),
        headline("n3", "Third of the new"),
    ];
    list.extend(long(12).as_array().context("a list")?.iter().cloned());
    page.feed("/feed.json", &Value::Array(list));
    refresh(&page).await?;
    let seen = page.items().await?;
    let last = seen.last().context("an empty strip")?;
    page.act("attribute", json!(["speed", "600"])).await?;
    page.wait("the third of the new", "shows", json!(["Third of the new"])).await?;
    let items = page.items().await?;
    let texts: Vec<&str> = items.iter().filter_map(|item| item.text.as_deref()).collect();
    let first = texts.iter().position(|text| *text == "First of the new").context("the first left too early")?;
    ensure!(
        texts[first..].starts_with(&["First of the new", "Second of the new", "Third of the new"]),
        "the new headlines stand as {texts:?}"
    );
    // Long headlines at 60 px/s: none entered between the answer and the look at the strip, so the new ones follow its tail.
    if let Some(before) = first.checked_sub(1).and_then(|before| items.get(before)) {
        let known = seen.iter().any(|item| item.number == before.number);
        ensure!(known, "{:?} entered before the new headlines, after {:?}", before.text, last.text);
    }
    Ok(())
}

async fn a_changed_headline_changes_when_it_enters_again(page: Page) -> Result<()> {
    show(&page, "en", &[("speed", "60")], &long(4)).await?;
    page.steady().await?;
    let mut list = long(4);
    list[0]["title"] = json!("A corrected headline, long enough to be read");
    page.feed("/feed.json", &list);
    refresh(&page).await?;
    let shown: bool = page.call("shows", json!(["A corrected headline, long enough to be read"])).await?;
    ensure!(!shown, "a headline changed in front of the reader");
    page.act("attribute", json!(["speed", "1000"])).await?;
    page.wait("the correction", "shows", json!(["A corrected headline, long enough to be read"])).await.map(drop)
}

async fn a_new_speed_is_reached_without_a_jump(page: Page) -> Result<()> {
    show(&page, "ar", &[("speed", "60")], &arabic(20)).await?;
    page.steady().await?;
    for (from, to) in [(60.0, 300.0), (300.0, 20.0)] {
        let change = page.act("attribute", json!(["speed", to.to_string()]));
        let frames = page.frames_while(Duration::from_secs(2), change).await?;
        let jump = frames.largest_jump_between(from, to);
        ensure!(jump <= 2.0, "from {from} to {to} px/s an item jumped by {jump:.2} px");
        full(&frames)?;
        page.steady().await?;
        let speed: f64 = page.call("pace", json!([1000])).await?;
        ensure!((speed / to - 1.0).abs() < 0.02, "asked for {to} px/s, the strip moves at {speed}");
    }
    Ok(())
}

/// The two tickers of a page, both in boxes whose width can change: the way that the strip travels, and which ticker.
const BOTH: [(bool, &str); 2] = [(true, "#right headline-ticker"), (false, "#left headline-ticker")];

/// Opens a page with a ticker that travels right and one that travels left.
async fn in_boxes(page: &Page) -> Result<()> {
    page.feed("/feed.json", &arabic(20));
    let tag = tag(&[("sources", "/feed.json"), ("speed", "60")]);
    let boxes = format!(
        "<div class=\"box\" id=\"right\">{tag}</div><div class=\"box\" id=\"left\" lang=\"en\" dir=\"ltr\">{tag}</div>"
    );
    page.open(&around("ar", &boxes)).await?;
    each(page, "steady").await
}

/// Waits until something holds for both tickers.
async fn each(page: &Page, name: &str) -> Result<()> {
    for (_, ticker) in BOTH {
        page.wait(name, name, json!([ticker])).await?;
    }
    Ok(())
}

/// Calls a method of both tickers.
async fn invoke(page: &Page, method: &str) -> Result<()> {
    for (_, ticker) in BOTH {
        page.act("invoke", json!([method, ticker])).await?;
    }
    Ok(())
}

/// The first item in view and how far its leading edge is from the viewport's.
async fn leading(page: &Page, (right, ticker): (bool, &str)) -> Result<(Item, f64)> {
    let frames: Frames = page.call("frames", json!([0, ticker])).await?;
    let frame = frames.0.last().context("no frame")?;
    let edge = if right { frame.right } else { frame.left };
    let distance = |item: &Item| if right { edge - item.right } else { item.left - edge };
    let items: Vec<Item> = page.call("items", json!([ticker])).await?;
    // The item over the edge: its leading edge is past the viewport's, its trailing edge is not.
    let passed = items.iter().filter(|item| distance(item) <= 1.0);
    let item = passed.max_by(|one, other| distance(one).total_cmp(&distance(other))).context("no item at the edge")?;
    Ok((item.clone(), distance(item)))
}

/// Fails if the change moves the leading edge of the first headline in view of a standing strip, or the way back that of a moving one,
/// or if either leaves a hole.
async fn first_headlines_stay(page: &Page, change: &str, back: &str) -> Result<()> {
    invoke(page, "pause").await?;
    each(page, "still").await?;
    let before = [leading(page, BOTH[0]).await?, leading(page, BOTH[1]).await?];
    page.act(change, json!([])).await?;
    for (both, (item, distance)) in BOTH.into_iter().zip(before) {
        let (after, now) = leading(page, both).await?;
        ensure!(item.number == after.number, "{:?} stood at the edge, then {:?}", item.text, after.text);
        let moved = now - distance;
        ensure!(moved.abs() <= 1.0, "in {} the first headline moved by {moved:.2} px", both.1);
        full(&page.call("frames", json!([300, both.1])).await?)?;
    }
    invoke(page, "play").await?;
    each(page, "steady").await?;
    let tickers = BOTH.map(|(_, ticker)| ticker);
    page.act("recordAll", json!([1500, tickers])).await?;
    page.act(back, json!([])).await?;
    let recorded: Vec<Frames> = page.call("recorded", json!([])).await?;
    for ((right, ticker), frames) in BOTH.into_iter().zip(recorded) {
        let turned = frames.from_edge(right);
        let jump = turned.largest_jump_of_first(turned.speed_of_first()?);
        ensure!(jump <= 1.5, "in {ticker} the first headline jumped by {jump:.2} px while it moved");
        full(&frames)?;
    }
    Ok(())
}

async fn a_new_width_keeps_the_first_headline_where_it_is(page: Page) -> Result<()> {
    in_boxes(&page).await?;
    first_headlines_stay(&page, "narrow", "widen").await
}

async fn a_late_font_keeps_the_first_headline_where_it_is(page: Page) -> Result<()> {
    page.server.set("/late.ttf", Answer::file(Path::new(FONT)).context("the package fonts-noto-core is needed")?);
    in_boxes(&page).await?;
    page.act("useFont", json!(["Late"])).await?;
    each(&page, "steady").await?;
    first_headlines_stay(&page, "loadFont", "unloadFont").await
}

async fn a_larger_text_keeps_the_first_headline_where_it_is(page: Page) -> Result<()> {
    in_boxes(&page).await?;
    first_headlines_stay(&page, "enlarge", "reduce").await
}

async fn a_refresh_is_over_when_the_source_of_that_moment_has_answered(page: Page) -> Result<()> {
    show(&page, "en", &[("speed", "0")], &english(4)).await?;
    let gate = Gate::closed();
    page.server.set("/slow.json", Answer::json(&json!([headline("1", "From the slow source")])).held(&gate));
    page.act("refreshFrom", json!(["/slow.json"])).await?;
    page.wait_for_requests("the slow source", |server| server.count("/slow.json") == 1).await?;
    page.act("pass", json!([6])).await?;
    ensure!(!page.holds("refreshed", json!([])).await?, "the refresh is over before its source has answered");
    gate.open();
    page.wait("the end of the refresh", "refreshed", json!([])).await?;
    let titles: Vec<String> = page.call("listed", json!(["title"])).await?;
    ensure!(titles == ["From the slow source"], "once it is over, the list is {titles:?}");
    ensure!(page.server.count("/slow.json") == 1, "the source was asked twice");
    Ok(())
}
