//! What a reader does to the line with a mouse, a finger or the wheel.

use crate::fixtures::{BOTH, arabic, english, show};
use crate::movement::full;
use crate::pausing::runs;
use anyhow::{Context, Result, ensure};
use e2e::case;
use e2e::case::Case;
use e2e::engine::Engine;
use e2e::hand::{Act, Hand};
use e2e::motion::{Frame, Frames, Placed};
use e2e::noted::Item;
use e2e::page::Page;
use serde::Deserialize;
use serde_json::{Value, json};
use std::time::Duration;

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![
        case!(a_drag_moves_the_strip_as_far_as_the_hand_and_headlines_enter_at_either_end),
        case!(what_is_thrown_slows_down_to_the_usual_speed),
        case!(a_short_press_is_a_click_and_a_drag_is_none),
        case!(another_pointer_disturbs_no_drag),
        case!(a_page_that_keeps_pointers_to_itself_holds_no_line),
        case!(a_line_that_goes_out_of_sight_in_a_hand_comes_back),
        case!(a_drag_is_a_reason_to_stand_until_the_hand_lets_go),
        case!(the_wheel_moves_the_strip_sideways_and_the_page_down),
        case!(down_the_page_a_finger_scrolls_the_page),
        case!(the_text_of_a_stopped_line_can_be_selected),
        case!(a_selection_pauses_until_it_is_gone),
        case!(a_selection_that_goes_with_its_headline_pauses_no_more),
    ]
}

/// The mouse's hover must not count where it is the hand's doing that is shown.
const BY_HAND: [(&str, &str); 2] = [("speed", "100"), ("pause-on", "press")];

/// The hands that the browser's driver has.
pub fn hands(page: &Page) -> Vec<Hand> {
    match page.engine() {
        Engine::Chromium => vec![Hand::Mouse, Hand::Pen, Hand::Finger],
        Engine::Firefox => {
            page.note("a pen, as its driver has none");
            vec![Hand::Mouse, Hand::Finger]
        }
        Engine::WebKit => {
            page.note("a finger or a pen, as its driver has none");
            vec![Hand::Mouse]
        }
    }
}

/// How far the strip moved on the screen between two looks at it, in px to the right.
pub fn moved(before: &[Item], after: &[Item]) -> Result<f64> {
    let now = |was: &Item| after.iter().find(|is| is.number == was.number).map(|is| is.left - was.left);
    before.iter().find_map(now).context("no item stands in both")
}

/// Fails unless the strip moved so far, in px to the right.
pub async fn moved_by(page: &Page, before: &[Item], px: f64) -> Result<()> {
    page.act("pass", json!([3])).await?;
    let moved = moved(before, &page.items().await?)?;
    ensure!((moved - px).abs() <= 1.0, "the hand moved by {px} px, the strip by {moved:.2}");
    ensure!(page.holds("full", json!([])).await?, "after {px} px the line is not full");
    Ok(())
}

/// A frame, where the hand is that presses, and how often it has pressed.
#[derive(Debug, Deserialize)]
struct Held {
    frame: Frame,
    x: Option<f64>,
    press: u32,
}

async fn a_drag_moves_the_strip_as_far_as_the_hand_and_headlines_enter_at_either_end(page: Page) -> Result<()> {
    for hand in hands(&page) {
        for (lang, feed) in BOTH {
            page.leave().await?;
            show(&page, lang, &BY_HAND, &feed(20)).await?;
            let (mut least, mut most, mut tries) = (0.0, 0.0, 0);
            // A busy machine has few frames of which both are of one stroke.
            while least > -500.0 || most < 500.0 {
                tries += 1;
                ensure!(tries < 6, "the strip was dragged by {least} and {most} px only");
                page.steady().await?;
                page.act("recordHand", json!([5000])).await?;
                // One of both ways is back along the line.
                for (from, way) in
                    [(700.0, -1.0), (300.0, 1.0), (300.0, 1.0), (300.0, 1.0), (700.0, -1.0), (700.0, -1.0)]
                {
                    stroke(&page, hand, from, way).await?;
                }
                let held: Vec<Held> = page.call("recorded", json!([])).await?;
                let (left, right) = follows(&held).with_context(|| format!("by the {hand:?} in {lang}"))?;
                (least, most) = (least + left, most + right);
                full(&Frames(held.into_iter().map(|held| held.frame).collect()))?;
            }
            runs(&page).await?;
        }
    }
    Ok(())
}

/// Takes hold of the line, moves it on, lets go of it at rest; all in one, as drivers forget a finger between two commands.
async fn stroke(page: &Page, hand: Hand, from: f64, way: f64) -> Result<()> {
    let (_, y) = page.middle(".viewport").await?;
    let to = |px: f64| from + px * way;
    let mut acts = vec![Act::To(from, y), Act::Down];
    // Beyond the first few px it is a drag.
    acts.extend([12.0, 40.0, 60.0, 177.0, 300.0, 400.0].map(|px| Act::Glide(to(px), y, 30)));
    acts.extend([Act::Glide(to(400.0), y, 200), Act::Up]);
    page.session().by_hand(hand, &acts).await
}

/// Fails unless the strip went with the hand from frame to frame; gives how far to the left and to the right in all.
fn follows(held: &[Held]) -> Result<(f64, f64)> {
    let (mut down, mut least, mut most) = (None, 0.0, 0.0);
    for pair in held.windows(2) {
        let (Some(was), Some(is), true) = (pair[0].x, pair[1].x, pair[0].press == pair[1].press) else {
            down = None;
            continue;
        };
        // Once it is a drag.
        if (was - *down.get_or_insert(was)).abs() < 6.0 {
            continue;
        }
        let by = is - was;
        let (was, is) = (&pair[0].frame, &pair[1].frame);
        let now = |item: &Placed| is.items.iter().find(|other| other.item == item.item).map(|is| is.left - item.left);
        let moved = was.items.iter().find_map(now).context("no item stands in both frames")?;
        ensure!((moved - by).abs() <= 1.0, "the hand moved by {by} px, the strip by {moved:.2}");
        if by < 0.0 { least += by } else { most += by }
    }
    Ok((least, most))
}

async fn what_is_thrown_slows_down_to_the_usual_speed(page: Page) -> Result<()> {
    for hand in hands(&page) {
        for (lang, feed) in BOTH {
            for way in [1.0, -1.0] {
                page.leave().await?;
                show(&page, lang, &BY_HAND, &feed(20)).await?;
                let mut tries = 0;
                let thrown = loop {
                    page.steady().await?;
                    let thrown = throw(&page, hand, way).await?;
                    // What a busy driver lets go of only after a rest is not thrown.
                    if pace(&thrown)?.first().is_some_and(|pace| pace * way > 150.0) {
                        break thrown;
                    }
                    tries += 1;
                    ensure!(tries < 5, "what is thrown is never fast: {:?}", pace(&thrown)?);
                };
                slows_down(&thrown, if lang == "ar" { 100.0 } else { -100.0 })
                    .with_context(|| format!("thrown by the {hand:?}, {way} to the right, in {lang}"))?;
                runs(&page).await?;
            }
        }
    }
    Ok(())
}

/// Throws the strip at some 1,200 px/s; gives the frames from then on that the hand has let go of it.
async fn throw(page: &Page, hand: Hand, way: f64) -> Result<Frames> {
    let (x, y) = page.middle(".viewport").await?;
    let mut acts = vec![Act::To(x, y), Act::Down];
    acts.extend((1..=12).map(|step| Act::Glide(x + f64::from(step) * 20.0 * way, y, 16)));
    acts.push(Act::Up);
    page.act("recordHand", json!([4000])).await?;
    page.session().by_hand(hand, &acts).await?;
    let held: Vec<Held> = page.call("recorded", json!([])).await?;
    let thrown = held.iter().rposition(|held| held.x.is_some()).context("the page met no hand")?;
    let mut frames = Frames(held.into_iter().map(|held| held.frame).collect());
    full(&frames)?;
    Ok(Frames(frames.0.split_off(thrown + 1)))
}

/// The strip's speed in each 150 ms.
fn pace(frames: &Frames) -> Result<Vec<f64>> {
    let travel = frames.travel()?;
    let mut paces = Vec::new();
    let mut from = travel[0];
    for point in travel {
        if point.0 - from.0 >= 150.0 {
            paces.push((point.1 - from.1) / (point.0 - from.0) * 1000.0);
            from = point;
        }
    }
    Ok(paces)
}

/// Fails unless the strip only becomes more like its usual speed, and has it in the end.
fn slows_down(frames: &Frames, usual: f64) -> Result<()> {
    let paces = pace(frames)?;
    for pair in paces.windows(2) {
        let (was, is) = ((pair[0] - usual).abs(), (pair[1] - usual).abs());
        ensure!(is <= was + 15.0, "it became faster again: {paces:?}");
    }
    let last = paces.last().context("no frames")?;
    ensure!((last - usual).abs() < 10.0, "in the end it has {last} px/s: {paces:?}");
    Ok(())
}

async fn a_short_press_is_a_click_and_a_drag_is_none(page: Page) -> Result<()> {
    for hand in hands(&page) {
        page.leave().await?;
        // A finger's tap would open a card.
        show(&page, "ar", &[&BY_HAND[..], &[("card", "none")]].concat(), &arabic(20)).await?;
        page.steady().await?;
        let (x, y): (f64, f64) = page.call("aim", json!([])).await?;
        // A hand that presses is not quite still.
        page.act("cancelClicks", json!([true])).await?;
        page.session().by_hand(hand, &[Act::To(x, y), Act::Down, Act::To(x + 3.0, y), Act::Up]).await?;
        page.wait("the click", "said", json!(["headline-click"])).await?;
        // Nothing stops the browser from following the link now but the drag itself.
        page.act("cancelClicks", json!([false])).await?;
        for way in [1.0, -1.0] {
            let (x, y): (f64, f64) = page.call("aim", json!([])).await?;
            let acts = [Act::To(x, y), Act::Down, Act::To(x + 12.0 * way, y), Act::To(x + 60.0 * way, y), Act::Up];
            page.session().by_hand(hand, &acts).await?;
        }
        page.act("pass", json!([20])).await?;
        let clicks = page.events_of("headline-click").await?.len();
        ensure!(clicks == 1, "one click and two drags by the {hand:?} are {clicks} clicks");
    }
    Ok(())
}

/// An event of a finger that the page's script makes, so that all browsers have it.
async fn finger(page: &Page, kind: &str, number: u32, px: f64) -> Result<()> {
    page.act("pointer", json!([kind, { "pointerId": number, "isPrimary": number == 1 }, px])).await
}

async fn another_pointer_disturbs_no_drag(page: Page) -> Result<()> {
    for other in [json!({ "pointerId": 2, "isPrimary": false }), json!({ "pointerId": 3, "pointerType": "pen" })] {
        page.leave().await?;
        show(&page, "ar", &BY_HAND, &arabic(20)).await?;
        page.steady().await?;
        finger(&page, "pointerdown", 1, 0.0).await?;
        finger(&page, "pointermove", 1, 12.0).await?;
        let before = page.items().await?;
        // One beside the line, or another finger on it.
        let place = if other["isPrimary"] == false { json!(30) } else { Value::Null };
        for kind in ["pointerdown", "pointerup"] {
            let arguments = if place.is_null() { json!([kind, other]) } else { json!([kind, other, place]) };
            page.act("pointer", arguments).await?;
        }
        finger(&page, "pointermove", 1, 80.0).await?;
        moved_by(&page, &before, 68.0).await?;
        page.act("pass", json!([15])).await?;
        finger(&page, "pointerup", 1, 80.0).await?;
        runs(&page).await?;
    }
    Ok(())
}

async fn a_page_that_keeps_pointers_to_itself_holds_no_line(page: Page) -> Result<()> {
    show(&page, "ar", &BY_HAND, &arabic(20)).await?;
    page.steady().await?;
    page.act("keepPointersToItself", json!([])).await?;
    for (kind, px) in [("pointerdown", 0.0), ("pointermove", 12.0), ("pointermove", 80.0), ("pointerup", 80.0)] {
        finger(&page, kind, 1, px).await?;
    }
    runs(&page).await
}

async fn a_line_that_goes_out_of_sight_in_a_hand_comes_back(page: Page) -> Result<()> {
    for (property, value) in [("display", "none"), ("width", "0px")] {
        page.leave().await?;
        page.feed("/feed.json", &arabic(20));
        let tag = e2e::html::tag(&[("sources", "/feed.json"), BY_HAND[0], BY_HAND[1]]);
        page.open(&crate::fixtures::around("ar", &format!("<div class=\"box\">{tag}</div>"))).await?;
        page.steady().await?;
        finger(&page, "pointerdown", 1, 0.0).await?;
        finger(&page, "pointermove", 1, 20.0).await?;
        page.act("restyle", json!([".box", property, value])).await?;
        for px in [30.0, 60.0] {
            finger(&page, "pointermove", 1, px).await?;
            page.act("pass", json!([3])).await?;
        }
        page.act("restyle", json!([".box", property, ""])).await?;
        finger(&page, "pointerup", 1, 60.0).await?;
        runs(&page).await.with_context(|| format!("{property}: {value}"))?;
        full(&page.watch_frames(Duration::from_millis(500)).await?)?;
    }
    Ok(())
}

async fn a_drag_is_a_reason_to_stand_until_the_hand_lets_go(page: Page) -> Result<()> {
    for hand in hands(&page) {
        page.leave().await?;
        show(&page, "en", &[("speed", "100"), ("pause-on", "none")], &english(20)).await?;
        page.steady().await?;
        let (x, y) = page.middle(".viewport").await?;
        let to = |px: f64, time| Act::Glide(x + px, y, time);
        let acts = [Act::To(x, y), Act::Down, to(-30.0, 30), to(-60.0, 30), to(-60.0, 300), Act::Up];
        page.session().by_hand(hand, &acts).await?;
        page.wait("the reason", "gave_reason", json!(["drag"])).await?;
        page.leave().await?;
        runs(&page).await?;
    }
    Ok(())
}

async fn the_wheel_moves_the_strip_sideways_and_the_page_down(page: Page) -> Result<()> {
    for (lang, feed) in BOTH {
        page.leave().await?;
        page.feed("/feed.json", &feed(20));
        let tag = e2e::html::tag(&[("sources", "/feed.json"), ("speed", "100")]);
        page.open(&crate::fixtures::around(lang, &format!("{tag}<div class=\"tall\"></div>"))).await?;
        page.steady().await?;
        page.hover(".viewport").await?;
        page.wait("a strip that stands", "still", json!([])).await?;
        let place = page.middle(".viewport").await?;
        for px in [160, -260, -500] {
            let before = page.items().await?;
            page.session().wheel(place, (px, 0)).await?;
            page.wait("the wheel's end", "still", json!([])).await?;
            // What the wheel turns to on the right comes from there.
            moved_by(&page, &before, f64::from(-px as i32)).await?;
        }
        let before = page.items().await?;
        page.session().wheel(place, (0, 10)).await?;
        page.wait("the page's scrolling", "scrolled", json!([])).await?;
        moved_by(&page, &before, 0.0).await?;
    }
    Ok(())
}

async fn down_the_page_a_finger_scrolls_the_page(page: Page) -> Result<()> {
    show(&page, "ar", &[], &arabic(20)).await?;
    let action: String = page.call("insideStyle", json!([".viewport", "touchAction"])).await?;
    ensure!(action.split(' ').any(|word| word == "pan-y"), "the touch action is {action}");
    Ok(())
}

async fn the_text_of_a_stopped_line_can_be_selected(page: Page) -> Result<()> {
    for (lang, feed) in BOTH {
        page.leave().await?;
        show(&page, lang, &[("speed", "100")], &feed(20)).await?;
        page.steady().await?;
        page.click(".button").await?;
        page.wait("a strip that stands", "still", json!([])).await?;
        page.act("invoke", json!(["next"])).await?;
        page.wait("the step", "beginsOne", json!([])).await?;
        page.wait("a strip that stands", "still", json!([])).await?;
        let before = page.items().await?;
        // In WebKit no selection begins within a link.
        let begin = if page.engine() == Engine::WebKit { "beside" } else { "aim" };
        let (x, y): (f64, f64) = page.call(begin, json!([])).await?;
        let on = if lang == "ar" { -1.0 } else { 1.0 };
        let acts = [Act::To(x, y), Act::Down, Act::To(x + 60.0 * on, y), Act::To(x + 120.0 * on, y), Act::Up];
        page.session().by_hand(Hand::Mouse, &acts).await?;
        page.wait("the selection", "selects", json!([])).await?;
        moved_by(&page, &before, 0.0).await?;
        ensure!(page.events_of("headline-click").await?.is_empty(), "a selection is taken for a click");
        // Who lets it go on has done with the selection.
        page.click(".button").await?;
        page.leave().await?;
        runs(&page).await?;
        ensure!(!page.holds("selects", json!([])).await?, "the selection stays in a line that moves");
    }
    Ok(())
}

async fn a_selection_pauses_until_it_is_gone(page: Page) -> Result<()> {
    page.leave().await?;
    show(&page, "en", &[("speed", "100")], &english(20)).await?;
    page.steady().await?;
    page.act("select", json!([])).await?;
    page.wait("the reason", "paused_for", json!([["selection"]])).await?;
    page.wait("a strip that stands", "still", json!([])).await?;
    page.act("deselect", json!([])).await?;
    runs(&page).await
}

async fn a_selection_that_goes_with_its_headline_pauses_no_more(page: Page) -> Result<()> {
    show(&page, "en", &[("speed", "100")], &english(20)).await?;
    page.steady().await?;
    page.act("select", json!([])).await?;
    page.wait("the reason", "paused_for", json!([["selection"]])).await?;
    page.act("attribute", json!(["separator", "|"])).await?;
    page.wait("the new separator", "every_separator", json!(["|"])).await?;
    runs(&page).await
}
