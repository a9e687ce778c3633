//! The strip moves the right way, at the right speed, and is never empty.

use crate::fixtures::{arabic, around, english, headline, show};
use anyhow::{Result, ensure};
use e2e::case;
use e2e::case::Case;
use e2e::engine::{Engine, Knobs};
use e2e::html::{tag, testing_tag};
use e2e::motion::Frames;
use e2e::page::Page;
use serde_json::json;
use std::time::Duration;

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![
        case!(the_strip_travels_right_in_arabic),
        case!(the_strip_travels_left_in_english),
        case!(the_strip_moves_as_many_pixels_a_second_as_asked),
        case!(no_item_jumps_when_the_strip_is_rebased),
        case!(the_line_is_full_from_the_first_frame),
        case!(a_strip_that_starts_at_the_edge_enters_from_outside),
        case!(one_short_headline_repeats_until_the_line_is_full),
        case!(a_line_wider_than_the_window_is_full),
        case!(exactly_one_animation_moves_the_strip),
        case!(a_strip_that_is_too_wide_for_firefox_moves_by_its_items),
        case!(speed_zero_stands_still_without_a_reason),
        case!(speed_is_the_same_where_each_pixel_is_four).with(Knobs::pixel_ratio(2.0)),
    ]
}

/// Fails if a moving strip is anything but even and full: items that jump, overlap, or leave a hole.
pub fn even(frames: &Frames, speed: f64) -> Result<()> {
    // Firefox tells the time of a frame to the nearest millisecond.
    let allowed = 1.0 + speed.abs() * 0.0025;
    let jump = frames.largest_jump(speed);
    ensure!(jump <= allowed, "at {speed} px/s an item jumped by {jump:.2} px: {:?}", frames.unevenest(speed));
    full(frames)
}

/// Fails if any frame shows an empty stretch of the viewport, or two items that overlap.
pub fn full(frames: &Frames) -> Result<()> {
    let (empty, overlap) = (frames.widest_empty(), frames.widest_overlap());
    ensure!(empty <= 1.0, "{empty:.2} px of the line are empty: {:?}", frames.emptiest());
    ensure!(overlap <= 1.0, "items overlap by {overlap:.2} px");
    Ok(())
}

/// The speed of a steady strip, measured over a second.
async fn measured(page: &Page) -> Result<f64> {
    page.steady().await?;
    let frames = page.watch_frames(Duration::from_secs(1)).await?;
    let speed = frames.speed()?;
    even(&frames, speed)?;
    Ok(speed)
}

async fn the_strip_travels_right_in_arabic(page: Page) -> Result<()> {
    show(&page, "ar", &[], &arabic(20)).await?;
    let speed = measured(&page).await?;
    ensure!(speed > 0.0, "the strip travels left, at {speed} px/s");
    Ok(())
}

async fn the_strip_travels_left_in_english(page: Page) -> Result<()> {
    show(&page, "en", &[], &english(20)).await?;
    let speed = measured(&page).await?;
    ensure!(speed < 0.0, "the strip travels right, at {speed} px/s");
    Ok(())
}

/// Opens a page with one ticker for each speed, all of them measured at once.
async fn at_speeds(page: &Page, tag: fn(&[(&str, &str)]) -> String, speeds: &[&str]) -> Result<()> {
    page.feed("/feed.json", &arabic(60));
    let ticker = |speed: &&str| {
        let tag = tag(&[("sources", "/feed.json"), ("speed", speed)]);
        format!("<div id=\"at-{speed}\">{tag}</div>")
    };
    page.open(&around("ar", &speeds.iter().map(ticker).collect::<String>())).await?;
    for speed in speeds {
        page.wait("a steady speed", "steady", json!([format!("#at-{speed} headline-ticker")])).await?;
    }
    Ok(())
}

/// Watches the tickers of such a page, each for so long; fails if one is not as fast as asked, jumps, or shows a hole.
async fn as_asked(page: &Page, speeds: &[&str], duration: Duration) -> Result<()> {
    let tickers: Vec<String> = speeds.iter().map(|speed| format!("#at-{speed} headline-ticker")).collect();
    let watched: Vec<Frames> = page.call("framesOfAll", json!([duration.as_millis() as u64, tickers])).await?;
    for (asked, frames) in speeds.iter().zip(watched) {
        let asked: f64 = asked.parse()?;
        let speed = frames.speed()?;
        ensure!((speed / asked - 1.0).abs() < 0.01, "asked for {asked} px/s, the strip moves at {speed}");
        even(&frames, asked)?;
    }
    Ok(())
}

async fn the_strip_moves_as_many_pixels_a_second_as_asked(page: Page) -> Result<()> {
    let speeds = ["20", "60", "100", "400"];
    at_speeds(&page, tag, &speeds).await?;
    as_asked(&page, &speeds, Duration::from_secs(3)).await
}

async fn no_item_jumps_when_the_strip_is_rebased(page: Page) -> Result<()> {
    // The testing build rebases every 1,000 px: at 400 px/s five times in 13 s, at 2,000 px/s every half second.
    let speeds = ["400", "2000"];
    at_speeds(&page, testing_tag, &speeds).await?;
    as_asked(&page, &speeds, Duration::from_secs(13)).await
}

async fn the_line_is_full_from_the_first_frame(page: Page) -> Result<()> {
    for (lang, feed) in [("ar", arabic(6)), ("en", english(6))] {
        show(&page, lang, &[("speed", "1000")], &feed).await?;
        // Past the start, where it stands for a second, and through a lap of some 3,000 px.
        let frames = page.watch_frames(Duration::from_secs(5)).await?;
        full(&frames)?;
        let travelled = frames.travel()?.last().map_or(0.0, |(_, travel)| travel.abs());
        ensure!(travelled > 3000.0, "the strip moved only {travelled} px");
    }
    Ok(())
}

async fn a_strip_that_starts_at_the_edge_enters_from_outside(page: Page) -> Result<()> {
    for (lang, feed, right) in [("ar", arabic(12), true), ("en", english(12), false)] {
        show(&page, lang, &[("speed", "400"), ("start", "edge")], &feed).await?;
        let frames = page.watch_frames(Duration::from_millis(500)).await?;
        let first = &frames.0[0];
        let width = first.right - first.left;
        ensure!(frames.widest_empty() > width / 3.0, "the line in {lang} is full at the start");
        let front = first.items.iter().map(|item| if right { item.right } else { -item.left }).fold(f64::MIN, f64::max);
        let edge = if right { first.right } else { -first.left };
        ensure!(front < edge, "the first headline in {lang} stands beyond the edge it travels towards already");
        page.wait("a full line", "full", json!([])).await?;
        full(&page.watch_frames(Duration::from_secs(1)).await?)?;
    }
    Ok(())
}

async fn one_short_headline_repeats_until_the_line_is_full(page: Page) -> Result<()> {
    show(&page, "ar", &[("speed", "200")], &json!([headline("1", "أمطار غدا")])).await?;
    full(&page.watch_frames(Duration::from_secs(3)).await?)?;
    let items = page.items().await?;
    let told = items.iter().filter(|item| !item.repeat).count();
    ensure!(told == 1, "of one headline, {told} of {} items are not marked as repeats", items.len());
    for repeat in items.iter().filter(|item| item.repeat) {
        ensure!(repeat.tabindex.as_deref() == Some("-1"), "a repeat is in the tab order: {repeat:?}");
    }
    Ok(())
}

async fn a_line_wider_than_the_window_is_full(page: Page) -> Result<()> {
    for feed in [arabic(60), json!([headline("1", "أمطار غدا")])] {
        page.feed("/feed.json", &feed);
        let tag = testing_tag(&[("sources", "/feed.json"), ("speed", "400")]);
        page.open(&around("ar", &format!("<div class=\"wide\">{tag}</div>"))).await?;
        page.ready().await?;
        let frames = page.watch_frames(Duration::from_millis(2500)).await?;
        ensure!(frames.0[0].right - frames.0[0].left > 2500.0, "the line is not wide");
        full(&frames)?;
    }
    Ok(())
}

async fn exactly_one_animation_moves_the_strip(page: Page) -> Result<()> {
    show(&page, "ar", &[], &arabic(20)).await?;
    page.steady().await?;
    let running: (usize, usize) = page.call("animations", json!([])).await?;
    ensure!(running == (1, 0), "so many animations of the strip and of items run: {running:?}");
    Ok(())
}

async fn a_strip_that_is_too_wide_for_firefox_moves_by_its_items(page: Page) -> Result<()> {
    page.feed("/feed.json", &arabic(60));
    let tag = tag(&[("sources", "/feed.json"), ("speed", "100")]);
    page.open(&around("ar", &format!("<div id=\"box\">{tag}</div>"))).await?;
    page.ready().await?;
    page.steady().await?;
    // Each time the box has another width first, then the strip another path.
    for (class, from, to) in [("wide", 100.0, 120.0), ("", 120.0, 100.0)] {
        let widen = page.act("attribute", json!(["class", class, "#box"]));
        let frames = page.frames_while(Duration::from_millis(1500), widen).await?;
        let jump = frames.from_edge(true).largest_jump_of_first(from);
        ensure!(jump <= 1.5, "as {class:?} the first headline jumped by {jump:.2} px");
        let change = page.act("attribute", json!(["speed", to.to_string()]));
        let frames = page.frames_while(Duration::from_millis(1500), change).await?;
        let jump = frames.largest_jump_between(from, to);
        ensure!(jump <= 2.0, "with a new path as {class:?} an item jumped by {jump:.2} px");
        even(&page.watch_frames(Duration::from_secs(4)).await?, to)?;
        let (strip, items): (usize, usize) = page.call("animations", json!([])).await?;
        let is_apart = page.session().engine == Engine::Firefox && !class.is_empty();
        let expected = if is_apart { (0, page.items().await?.len()) } else { (1, 0) };
        ensure!((strip, items) == expected, "as {class:?} {strip} and {items} animations run, not {expected:?}");
    }
    Ok(())
}

async fn speed_zero_stands_still_without_a_reason(page: Page) -> Result<()> {
    show(&page, "ar", &[("speed", "0")], &arabic(20)).await?;
    let frames = page.watch_frames(Duration::from_secs(2)).await?;
    ensure!(frames.largest_jump(0.0) < 0.1, "the strip moves");
    full(&frames)?;
    ensure!(!page.holds("get", json!(["paused"])).await?, "speed 0 counts as paused");
    Ok(())
}

async fn speed_is_the_same_where_each_pixel_is_four(page: Page) -> Result<()> {
    show(&page, "ar", &[("speed", "100")], &arabic(20)).await?;
    ensure!(page.holds("ratio", json!([2])).await?, "the screen has another pixel ratio");
    let speed = measured(&page).await?;
    ensure!((speed / 100.0 - 1.0).abs() < 0.01, "asked for 100 px/s, the strip moves at {speed}");
    Ok(())
}
