//! Headline by headline: the two buttons and what they do for scripts.

use crate::fixtures::{BOTH, arabic, around, headline, show};
use crate::hands::moved_by;
use crate::keyboard::arrows;
use crate::movement::full;
use crate::pausing::{runs, tab_into_line};
use anyhow::{Context, Result, ensure};
use e2e::case;
use e2e::case::Case;
use e2e::engine::{Engine, Knobs};
use e2e::hand::{Act, Hand};
use e2e::html::{inline, tag};
use e2e::motion::{Frame, Placed};
use e2e::page::Page;
use e2e::session::Preference;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashSet};
use std::time::Duration;

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![
        case!(next_and_previous_step_by_a_headline_and_rest),
        case!(the_buttons_step_as_the_methods_do),
        case!(steps_that_follow_each_other_add_up),
        case!(the_buttons_are_as_many_as_have_room),
        case!(what_a_narrow_line_has_no_room_for_stands_in_its_panel),
        case!(without_motion_it_stands_there_as_well).with(Knobs::reduced_motion()),
        case!(a_preference_that_changes_counts_at_once),
        case!(without_motion_a_step_is_done_at_once).with(Knobs::reduced_motion()),
        case!(without_motion_a_hand_and_the_wheel_move_the_line).with(Knobs::reduced_motion()),
        case!(without_motion_every_word_is_within_reach_of_a_narrow_line).with(Knobs::reduced_motion()),
    ]
}

/// The place in the list of the headline that begins at the edge; `None` where none does.
async fn begins(page: &Page) -> Result<Option<usize>> {
    page.call("begins", json!([])).await
}

/// Waits until the strip rests with that headline at its beginning, and fails unless the line is full.
async fn rests_at(page: &Page, place: usize) -> Result<()> {
    page.wait("a strip that rests", "still", json!([])).await?;
    let begins = begins(page).await?;
    ensure!(begins == Some(place), "headline {place} does not begin at the edge, but {begins:?}");
    ensure!(page.holds("full", json!([])).await?, "the line is not full");
    Ok(())
}

/// Stops the strip and steps on once; gives the place of the headline at its beginning.
async fn stopped(page: &Page) -> Result<usize> {
    page.act("invoke", json!(["pause"])).await?;
    page.wait("a strip that stands", "still", json!([])).await?;
    page.act("invoke", json!(["next"])).await?;
    page.wait("the step", "beginsOne", json!([])).await?;
    page.wait("a strip that rests", "still", json!([])).await?;
    begins(page).await?.context("no headline begins at the edge")
}

/// Opens a page with a ticker in which no headline is wider than the line: on one that stands it would take several steps.
async fn show_small(page: &Page, lang: &str, feed: &Value) -> Result<()> {
    page.feed("/feed.json", feed);
    let tag = tag(&[("sources", "/feed.json"), ("speed", "100")]);
    page.open(&around(lang, &format!("<div class=\"small\">{tag}</div>"))).await?;
    page.ready().await
}

fn after(place: usize) -> usize {
    place % 12 + 1
}

fn before(place: usize) -> usize {
    (place + 10) % 12 + 1
}

async fn next_and_previous_step_by_a_headline_and_rest(page: Page) -> Result<()> {
    for (lang, feed) in BOTH {
        show_small(&page, lang, &feed(12)).await?;
        page.steady().await?;
        // Moving, it comes to rest at a headline for a moment, and goes on by itself.
        for method in ["next", "previous"] {
            let frames = page.frames_while(Duration::from_millis(3500), page.act("invoke", json!([method]))).await?;
            full(&frames)?;
            let edge = |frame: &Frame| {
                let starts = frame
                    .items
                    .iter()
                    .map(|item| if lang == "ar" { frame.right - item.right } else { item.left - frame.left });
                starts.map(f64::abs).fold(f64::MAX, f64::min) < 0.6
            };
            let resting = frames.0.windows(2).filter(|pair| edge(&pair[0]) && edge(&pair[1]));
            let rest: f64 = resting.map(|pair| pair[1].time - pair[0].time).sum();
            ensure!(rest > 800.0, "{method} in {lang}: it rests for {rest} ms");
            runs(&page).await?;
        }
        let mut place = stopped(&page).await?;
        for method in ["next", "previous", "previous", "previous", "next"] {
            page.act("invoke", json!([method])).await?;
            place = if method == "next" { after(place) } else { before(place) };
            page.wait("the step", "beginsWith", json!([place])).await?;
            rests_at(&page, place).await?;
        }
    }
    Ok(())
}

async fn the_buttons_step_as_the_methods_do(page: Page) -> Result<()> {
    for (lang, feed) in BOTH {
        page.leave().await?;
        show_small(&page, lang, &feed(12)).await?;
        page.steady().await?;
        let mut place = stopped(&page).await?;
        for button in [".next", ".previous", ".previous"] {
            page.click(button).await?;
            place = if button == ".next" { after(place) } else { before(place) };
            page.wait("the step", "beginsWith", json!([place])).await?;
            rests_at(&page, place).await?;
        }
        // The next headline comes from where the strip does not travel to: there its button points, and there it stands.
        let (previous, next) = (middle(&page, ".previous").await?, middle(&page, ".next").await?);
        ensure!(
            (next > previous) == (lang == "en"),
            "in {lang} the next button stands at {next}, the other at {previous}"
        );
        for button in [".previous", ".next"] {
            let name: String = page.call("insideAttribute", json!([button, "aria-label"])).await?;
            ensure!(!name.is_empty(), "the button has no name");
        }
    }
    Ok(())
}

async fn middle(page: &Page, what: &str) -> Result<f64> {
    Ok(page.middle(what).await?.0)
}

async fn steps_that_follow_each_other_add_up(page: Page) -> Result<()> {
    show_small(&page, "ar", &arabic(12)).await?;
    page.steady().await?;
    let place = stopped(&page).await?;
    // More than are drawn ahead.
    page.act("stepOften", json!(["next", 11])).await?;
    let eleventh = (0..11).fold(place, |place, _| after(place));
    page.wait("eleven steps", "beginsWith", json!([eleventh])).await?;
    rests_at(&page, eleventh).await?;
    page.act("stepOften", json!(["previous", 5])).await?;
    let fifth = (0..5).fold(eleventh, |place, _| before(place));
    page.wait("five steps", "beginsWith", json!([fifth])).await?;
    rests_at(&page, fifth).await
}

async fn the_buttons_are_as_many_as_have_room(page: Page) -> Result<()> {
    page.feed("/feed.json", &arabic(12));
    for (class, count) in [("box-800", 4), ("narrow", 2)] {
        page.open(&around("ar", &format!("<div class=\"{class}\">{}</div>", tag(&[("sources", "/feed.json")]))))
            .await?;
        page.ready().await?;
        ensure!(page.holds("meets", json!([".button", count])).await?, "{class}: not {count} buttons");
        let boxes: Vec<(f64, f64)> = page.call("sizes", json!([".button"])).await?;
        ensure!(boxes.iter().all(|(width, height)| *width >= 43.5 && *height >= 43.5), "{class}: {boxes:?}");
    }
    Ok(())
}

/// The line steps behind its panel, which stays. In a wide line, where the buttons are, the panel has none.
async fn what_a_narrow_line_has_no_room_for_stands_in_its_panel(page: Page) -> Result<()> {
    for lang in ["ar", "en"] {
        page.leave().await?;
        let title = if lang == "ar" { "خبر" } else { "News" };
        let short: Vec<Value> =
            (1..=12).map(|number| headline(&format!("{number}"), &format!("{title} {number}"))).collect();
        page.feed("/feed.json", &json!(short));
        let config = inline("config", json!({ "words": { "next": "Onwards" } }));
        let tag = tag(&[("sources", "/feed.json"), ("speed", "100"), ("show", "none")]);
        page.open(&around(lang, &format!("{config}<div class=\"narrow\">{tag}</div>"))).await?;
        page.ready().await?;
        page.click(".all").await?;
        page.wait("the panel", "unfolds", json!([])).await?;
        page.click(".panel-steps .next").await?;
        page.wait("the first step", "beginsOne", json!([])).await?;
        page.wait("a strip that rests", "still", json!([])).await?;
        let mut place = begins(&page).await?.context("no headline begins at the edge")?;
        for button in [".next", ".previous", ".previous"] {
            page.click(&format!(".panel-steps {button}")).await?;
            place = if button == ".next" { after(place) } else { before(place) };
            page.wait("the step", "beginsWith", json!([place])).await.with_context(|| format!("{button} in {lang}"))?;
            rests_at(&page, place).await?;
            ensure!(page.holds("unfolds", json!([])).await?, "in {lang} the panel has closed");
        }
        let (previous, next) =
            (middle(&page, ".panel-steps .previous").await?, middle(&page, ".panel-steps .next").await?);
        ensure!((next > previous) == (lang == "en"), "in {lang} next stands at {next}, previous at {previous}");
        let boxes: Vec<(f64, f64)> = page.call("sizes", json!([".panel-steps .button"])).await?;
        ensure!(boxes.len() == 2 && boxes.iter().all(|(width, height)| *width >= 43.5 && *height >= 39.5), "{boxes:?}");
        // They are named as those of the line are, also once these have other names.
        for name in ["", "Onwards"] {
            if !name.is_empty() {
                page.act("attribute", json!(["config", "#config"])).await?;
                page.wait("its name", "insideAttributeIs", json!([".controls .next", "aria-label", name])).await?;
            }
            for button in [".previous", ".next"] {
                let named = async |place: &str| {
                    page.call::<String>("insideAttribute", json!([format!("{place} {button}"), "aria-label"])).await
                };
                let (line, panel) = (named(".controls").await?, named(".panel-steps").await?);
                ensure!(
                    !line.is_empty() && line == panel,
                    "in {lang} it is {line} in the line and {panel} in the panel"
                );
            }
        }
        page.act("restyle", json!([".narrow", "width", "800px"])).await?;
        page.wait("no such buttons", "meets", json!([".panel-steps .button", 0])).await?;
    }
    Ok(())
}

async fn without_motion_it_stands_there_as_well(page: Page) -> Result<()> {
    what_a_narrow_line_has_no_room_for_stands_in_its_panel(page).await
}

async fn a_preference_that_changes_counts_at_once(page: Page) -> Result<()> {
    if page.engine() == Engine::WebKit {
        page.note("a preference that changes while the page is there, as GTK reads it when it starts");
        return Ok(());
    }
    show(&page, "ar", &[("speed", "100")], &arabic(20)).await?;
    page.steady().await?;
    page.session().prefer(Preference::LessMotion, true).await?;
    let stands = async {
        page.wait("the reason", "paused_for", json!([["reduced-motion"]])).await?;
        page.wait("a strip that stands", "still", json!([])).await?;
        page.wait("three buttons", "meets", json!([".button", 3])).await
    };
    let stands = stands.await;
    page.session().prefer(Preference::LessMotion, false).await?;
    stands?;
    page.wait("four buttons", "meets", json!([".button", 4])).await?;
    runs(&page).await
}

async fn without_motion_a_step_is_done_at_once(page: Page) -> Result<()> {
    for (lang, feed) in BOTH {
        show_small(&page, lang, &feed(12)).await?;
        let mut place = begins(&page).await?.context("no headline begins at the edge")?;
        for method in ["next", "next", "previous", "previous", "previous"] {
            let step = async {
                // The first frames show where it stood.
                page.act("pass", json!([4])).await?;
                page.act("invoke", json!([method])).await
            };
            let frames = page.frames_while(Duration::from_millis(1000), step).await?;
            full(&frames)?;
            let moved = |pair: &&[Frame]| {
                let now =
                    |was: &Placed| pair[1].items.iter().find(|is| is.item == was.item).map(|is| is.left - was.left);
                pair[0].items.iter().find_map(now).is_none_or(|px| px.abs() > 0.1)
            };
            let steps = frames.0.windows(2).filter(moved).count();
            ensure!(steps == 1, "{method} in {lang} is seen to move in {steps} frames");
            place = if method == "next" { after(place) } else { before(place) };
            rests_at(&page, place).await?;
        }
    }
    Ok(())
}

async fn without_motion_a_hand_and_the_wheel_move_the_line(page: Page) -> Result<()> {
    for (lang, feed) in BOTH {
        page.leave().await?;
        show(&page, lang, &[("speed", "100")], &feed(12)).await?;
        let (x, y) = page.middle(".viewport").await?;
        for px in [-200.0, 200.0, 200.0] {
            let before = page.items().await?;
            let begun = x + 12.0_f64.copysign(px);
            let acts = [Act::To(x, y), Act::Down, Act::To(begun, y), Act::Glide(begun + px, y, 60), Act::Up];
            page.session().by_hand(Hand::Mouse, &acts).await?;
            // What is thrown does not fly.
            page.act("pass", json!([20])).await?;
            moved_by(&page, &before, px).await?;
        }
        let before = page.items().await?;
        page.session().wheel((x, y), (150, 0)).await?;
        page.act("pass", json!([10])).await?;
        moved_by(&page, &before, -150.0).await?;
        page.wait("its reason", "paused_for", json!([["reduced-motion"]])).await?;
    }
    Ok(())
}

async fn without_motion_every_word_is_within_reach_of_a_narrow_line(page: Page) -> Result<()> {
    for (lang, feed) in BOTH {
        page.leave().await?;
        page.feed("/feed.json", &feed(12));
        let tag = tag(&[("sources", "/feed.json")]);
        page.open(&around(lang, &format!("<div class=\"narrow\">{tag}</div>"))).await?;
        page.ready().await?;
        ensure!(page.holds("meets", json!([".button", 2])).await?, "there are not two buttons");
        let mut seen = Seen::default();
        for _ in 0..300 {
            seen.add(page.call("seenParts", json!([])).await?);
            if seen.all_of(12) {
                break;
            }
            page.click(".next").await?;
            page.act("pass", json!([3])).await?;
        }
        ensure!(seen.all_of(12), "stepping on in {lang} shows only {seen:?}");
        tab_into_line(&page).await?;
        let mut walked = HashSet::new();
        for _ in 0..12 {
            let focused: serde_json::Value = page.call("focusedHeadline", json!([])).await?;
            ensure!(focused["in_view"] == true && focused["scrolled"] == 0, "in {lang}: {focused}");
            let place = focused["position"].as_u64().context("no place")? as usize;
            walked.insert(place);
            // Through all parts of it.
            let mut read = Seen::default();
            for _ in 0..30 {
                let parts: Vec<(usize, f64, f64)> = page.call("seenParts", json!([])).await?;
                read.add(parts.into_iter().filter(|part| part.0 == place).collect());
                page.session().key(arrows(lang).0).await?;
                page.act("pass", json!([3])).await?;
                if page.holds("focuses", json!([after(place)])).await? {
                    break;
                }
            }
            ensure!(read.all_of(1), "walking in {lang} shows only {read:?} of headline {place}");
        }
        ensure!(walked.len() == 12, "the keys come to {} of 12 headlines in {lang}", walked.len());
    }
    Ok(())
}

/// What a reader has seen of each headline, by its place in the list: the stretches of it, from 0 to 1.
#[derive(Debug, Default)]
struct Seen(BTreeMap<usize, Vec<(f64, f64)>>);

impl Seen {
    fn add(&mut self, parts: Vec<(usize, f64, f64)>) {
        for (place, from, to) in parts {
            self.0.entry(place).or_default().push((from, to));
        }
    }

    /// Whether nothing is missing of any of so many headlines.
    fn all_of(&self, count: usize) -> bool {
        let whole = |parts: &Vec<(f64, f64)>| {
            let mut parts = parts.clone();
            parts.sort_by(|one, other| one.0.total_cmp(&other.0));
            parts.iter().fold(0.0, |seen: f64, (from, to)| if *from <= seen + 0.001 { seen.max(*to) } else { seen })
                > 0.999
        };
        self.0.len() == count && self.0.values().all(whole)
    }
}
