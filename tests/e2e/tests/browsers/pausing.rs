//! The strip pauses for the reader and goes on after, always by a short glide.

use crate::fixtures::{arabic, around, show};
use crate::movement::full;
use anyhow::{Context, Result, bail, ensure};
use e2e::case;
use e2e::case::Case;
use e2e::engine::Knobs;
use e2e::html::tag;
use e2e::motion::Frames;
use e2e::page::Page;
use fantoccini::key::Key;
use serde_json::{Value, json};
use std::time::Duration;

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![
        case!(hovering_the_line_pauses_until_the_mouse_leaves),
        case!(focus_in_the_line_pauses_until_it_leaves),
        case!(the_button_pauses_and_plays),
        case!(pause_and_play_do_what_the_button_does),
        case!(play_removes_no_reason_but_the_users),
        case!(a_hidden_page_pauses),
        case!(a_ticker_scrolled_out_of_sight_pauses),
        case!(pressing_pauses_where_that_is_asked_for),
        case!(a_reader_who_wants_less_motion_gets_none).with(Knobs::reduced_motion()),
    ]
}

/// The speed of the pages in this file, px/s.
const SPEED: f64 = 100.0;

/// A moving ticker.
async fn moving(page: &Page) -> Result<()> {
    show(page, "ar", &[("speed", "100")], &arabic(20)).await?;
    page.steady().await
}

/// Fails if anything happened between full speed and rest but a glide.
pub fn gliding(frames: &Frames) -> Result<()> {
    let jump = frames.largest_jump_between(0.0, SPEED);
    ensure!(jump <= 1.5, "an item jumped by {jump:.2} px");
    full(frames)
}

/// Waits until the ticker says that it is paused for these reasons, and stands.
pub async fn paused(page: &Page, reasons: &[&str]) -> Result<()> {
    page.wait("paused", "is", json!(["paused", true])).await?;
    page.wait("a strip that stands", "still", json!([])).await?;
    let detail = last_change(page).await?;
    ensure!(detail["paused"] == true, "the last statechange says {detail}");
    ensure!(detail["reasons"] == json!(reasons), "paused for {}, not {reasons:?}", detail["reasons"]);
    Ok(())
}

/// Waits until the ticker says that it runs, and moves at its speed.
pub async fn runs(page: &Page) -> Result<()> {
    page.wait("not paused", "is", json!(["paused", false])).await?;
    page.steady().await?;
    let speed: f64 = page.call("pace", json!([500])).await?;
    ensure!((speed.abs() / SPEED - 1.0).abs() < 0.02, "the strip goes on at {speed} px/s");
    let detail = last_change(page).await?;
    ensure!(detail["paused"] == false && detail["reasons"] == json!([]), "the last statechange says {detail}");
    Ok(())
}

async fn last_change(page: &Page) -> Result<Value> {
    let changes = page.events_of("statechange").await?;
    Ok(changes.last().context("there was no statechange")?.detail.clone())
}

async fn hovering_the_line_pauses_until_the_mouse_leaves(page: Page) -> Result<()> {
    page.leave().await?;
    moving(&page).await?;
    gliding(&page.frames_while(Duration::from_millis(800), page.hover(".viewport")).await?)?;
    paused(&page, &["hover"]).await?;
    gliding(&page.frames_while(Duration::from_millis(800), page.leave()).await?)?;
    runs(&page).await
}

async fn focus_in_the_line_pauses_until_it_leaves(page: Page) -> Result<()> {
    moving(&page).await?;
    // It is brought into view, which may take the strip back a little.
    full(&page.frames_while(Duration::from_millis(1500), tab_into_line(&page)).await?)?;
    paused(&page, &["focus"]).await?;
    gliding(&page.frames_while(Duration::from_millis(800), page.act("blur", json!([]))).await?)?;
    runs(&page).await
}

/// Strikes Tab until a headline has the focus.
pub async fn tab_into_line(page: &Page) -> Result<()> {
    for _ in 0..5 {
        page.session().key(Key::Tab.into()).await?;
        if page.holds("focused", json!([".headline"])).await? {
            return Ok(());
        }
    }
    bail!("five strikes of Tab do not reach a headline")
}

async fn the_button_pauses_and_plays(page: Page) -> Result<()> {
    moving(&page).await?;
    let to_pause: String = page.call("insideAttribute", json!([".button", "aria-label"])).await?;
    gliding(&page.frames_while(Duration::from_millis(800), page.click(".button")).await?)?;
    paused(&page, &["user"]).await?;
    let to_play: String = page.call("insideAttribute", json!([".button", "aria-label"])).await?;
    ensure!(
        to_play != to_pause && to_pause.contains(arabic_letter),
        "the button is named {to_pause:?}, then {to_play:?}"
    );
    // The mouse and the focus are still on the button, and must not hold the strip.
    gliding(&page.frames_while(Duration::from_millis(800), page.click(".button")).await?)?;
    runs(&page).await
}

fn arabic_letter(letter: char) -> bool {
    ('\u{621}'..='\u{64a}').contains(&letter)
}

async fn pause_and_play_do_what_the_button_does(page: Page) -> Result<()> {
    moving(&page).await?;
    gliding(&page.frames_while(Duration::from_millis(800), page.act("invoke", json!(["pause"]))).await?)?;
    paused(&page, &["user"]).await?;
    gliding(&page.frames_while(Duration::from_millis(800), page.act("invoke", json!(["play"]))).await?)?;
    runs(&page).await?;
    let changes = page.events_of("statechange").await?;
    let told: Vec<&Value> = changes.iter().map(|said| &said.detail["reasons"]).collect();
    let pauses = told.iter().filter(|reasons| ***reasons == json!(["user"])).count();
    ensure!(pauses == 1, "one pause, but statechange said {told:?}");
    Ok(())
}

async fn play_removes_no_reason_but_the_users(page: Page) -> Result<()> {
    page.leave().await?;
    moving(&page).await?;
    page.hover(".viewport").await?;
    paused(&page, &["hover"]).await?;
    page.act("invoke", json!(["pause"])).await?;
    page.act("invoke", json!(["play"])).await?;
    ensure!(page.holds("is", json!(["paused", true])).await?, "play() moves the strip under the mouse");
    page.act("invoke", json!(["pause"])).await?;
    page.leave().await?;
    page.act("pass", json!([10])).await?;
    ensure!(page.holds("is", json!(["paused", true])).await?, "the mouse that leaves ends the reader's own pause");
    page.act("invoke", json!(["play"])).await?;
    runs(&page).await
}

async fn a_hidden_page_pauses(page: Page) -> Result<()> {
    moving(&page).await?;
    page.session().minimise().await?;
    page.wait("a hidden page", "hidden", json!([true])).await?;
    page.wait("paused", "paused_for", json!([["hidden"]])).await?;
    page.session().restore().await?;
    page.wait("a page in sight", "hidden", json!([false])).await?;
    runs(&page).await?;
    full(&page.watch_frames(Duration::from_secs(1)).await?)
}

async fn a_ticker_scrolled_out_of_sight_pauses(page: Page) -> Result<()> {
    page.feed("/feed.json", &arabic(20));
    let tag = tag(&[("sources", "/feed.json"), ("speed", "100")]);
    page.open(&around("ar", &format!("{tag}<div class=\"tall\"></div>"))).await?;
    page.steady().await?;
    page.session().run("scrollTo(0, 2500)", vec![]).await?;
    paused(&page, &["offscreen"]).await?;
    page.session().run("scrollTo(0, 0)", vec![]).await?;
    runs(&page).await
}

async fn pressing_pauses_where_that_is_asked_for(page: Page) -> Result<()> {
    page.leave().await?;
    show(&page, "ar", &[("speed", "100"), ("pause-on", "press")], &arabic(20)).await?;
    page.steady().await?;
    page.hover(".viewport").await?;
    runs_at_full_speed(&page).await?;
    page.session().press(true).await?;
    paused(&page, &["press"]).await?;
    // Away from the line first: letting the button go over a headline would follow its link.
    page.leave().await?;
    page.session().press(false).await?;
    runs(&page).await
}

/// Fails if the strip is not at full speed, whatever was said before.
async fn runs_at_full_speed(page: &Page) -> Result<()> {
    let speed: f64 = page.call("pace", json!([600])).await?;
    ensure!((speed.abs() / SPEED - 1.0).abs() < 0.02, "the strip moves at {speed} px/s");
    Ok(())
}

async fn a_reader_who_wants_less_motion_gets_none(page: Page) -> Result<()> {
    show(&page, "ar", &[("speed", "100")], &arabic(20)).await?;
    let frames = page.watch_frames(Duration::from_secs(2)).await?;
    ensure!(frames.largest_jump(0.0) < 0.1, "the strip moves");
    full(&frames)?;
    page.wait("its reason", "paused_for", json!([["reduced-motion"]])).await?;
    ensure!(page.holds("meets", json!([".pause", 0])).await?, "there is a button that does nothing");
    page.act("invoke", json!(["play"])).await?;
    let frames = page.watch_frames(Duration::from_secs(1)).await?;
    ensure!(frames.largest_jump(0.0) < 0.1, "play() moves the strip");
    page.wait("its reason", "paused_for", json!([["reduced-motion"]])).await.map(drop)
}
