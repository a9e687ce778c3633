//! The line by keyboard: one stop of the tab key, arrows along the line, and nothing that the focus displaces.

use crate::fixtures::{BOTH, arabic, around, english, show};
use crate::pausing::{gliding, runs, tab_into_line};
use anyhow::{Context, Result, ensure};
use e2e::case;
use e2e::case::Case;
use e2e::hand::{Act, Hand};
use e2e::html::tag;
use e2e::page::Page;
use fantoccini::key::Key;
use serde::Deserialize;
use serde_json::{Value, json};
use std::time::Duration;

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![
        case!(the_line_is_one_stop_of_the_tab_key),
        case!(arrows_walk_the_line_as_it_stands),
        case!(the_line_goes_on_without_a_jump_when_the_focus_leaves),
        case!(enter_opens_the_headline),
        case!(a_walk_past_sixty_headlines_leaves_few_in_the_dom),
        case!(focus_by_script_on_what_is_out_of_sight_breaks_nothing),
        case!(a_search_of_the_page_displaces_nothing),
        case!(a_line_that_is_hidden_with_the_focus_in_it_is_no_longer_held_by_it),
        case!(arrows_walk_on_from_a_headline_that_was_clicked),
        case!(keys_come_to_a_line_that_was_clicked),
        case!(the_tab_key_passes_an_empty_line),
        case!(a_headline_that_is_taken_away_gives_its_focus_to_the_next),
        case!(every_item_tells_its_true_place),
        case!(a_new_list_has_its_places_told),
        case!(the_focus_stays_on_a_headline_that_is_drawn_anew),
    ]
}

/// The headline that has the focus.
#[derive(Debug, Deserialize)]
struct Focused {
    key: String,
    /// Its place in the list, from 1, and the list's length, as the item says.
    position: usize,
    size: usize,
    /// Whether all of it is in view, or it begins at the edge as it is too wide.
    in_view: bool,
    /// How wide its focus ring is, in px.
    ring: f64,
    /// How far anything around it is scrolled, in px.
    scrolled: f64,
}

/// Waits until the strip stands, and fails unless the headline of that place has the focus, is in view with its ring, and has
/// displaced nothing.
async fn stands_at(page: &Page, place: usize) -> Result<Focused> {
    page.wait(&format!("the focus on headline {place}"), "focuses", json!([place])).await?;
    page.wait("a strip that stands", "still", json!([])).await?;
    let focused: Focused = page.call("focusedHeadline", json!([])).await?;
    ensure!(focused.position == place, "the focus is not on headline {place} but {focused:?}");
    ensure!(focused.in_view, "the headline that has the focus is out of view: {focused:?}");
    ensure!(focused.ring >= 2.0, "no focus ring: {focused:?}");
    ensure!(focused.scrolled == 0.0, "focus scrolled the line: {focused:?}");
    ensure!(page.holds("full", json!([])).await?, "the line is not full");
    Ok(focused)
}

/// Goes to the line by keyboard; gives the place of the headline that has the focus then.
async fn enter(page: &Page, lang: &str, count: usize) -> Result<usize> {
    let feed = if lang == "ar" { arabic(count) } else { english(count) };
    page.leave().await?;
    show(page, lang, &[("speed", "100")], &feed).await?;
    page.steady().await?;
    tab_into_line(page).await?;
    let place = page.call::<Focused>("focusedHeadline", json!([])).await?.position;
    Ok(stands_at(page, place).await?.position)
}

/// The key that goes to the next headline, and the one that goes back.
pub fn arrows(lang: &str) -> (char, char) {
    let (left, right) = (Key::Left.into(), Key::Right.into());
    if lang == "ar" { (left, right) } else { (right, left) }
}

async fn the_line_is_one_stop_of_the_tab_key(page: Page) -> Result<()> {
    for (lang, feed) in BOTH {
        page.feed("/feed.json", &feed(20));
        let tag = tag(&[("sources", "/feed.json"), ("speed", "100")]);
        let button = "<button class=\"beside\">…</button>";
        page.open(&around(lang, &format!("{button}{tag}{button}"))).await?;
        page.steady().await?;
        let (tab, shift) = (Key::Tab.into(), Key::Shift.into());
        let there = ["beside", "button pause", "button previous", "button next", "button all", "headline", "beside"];
        let back = ["headline", "button all", "button next", "button previous", "button pause", "beside"];
        for (keys, expected) in [(&[tab] as &[char], &there as &[&str]), (&[shift, tab], &back)] {
            let mut stops = Vec::new();
            for _ in expected {
                page.session().chord(keys).await?;
                let stop: String = page.call("focusName", json!([])).await?;
                let order: [usize; 2] = [
                    page.call("insideCount", json!([".viewport[tabindex='0']"])).await?,
                    page.call("insideCount", json!([".viewport [tabindex='0']"])).await?,
                ];
                ensure!(order == if stop == "headline" { [0, 1] } else { [1, 0] }, "{order:?} at {stop}");
                stops.push(stop);
            }
            ensure!(stops == expected, "the tab key stops at {stops:?} in {lang}");
        }
    }
    Ok(())
}

async fn arrows_walk_the_line_as_it_stands(page: Page) -> Result<()> {
    for (lang, _) in BOTH {
        let (next, previous) = arrows(lang);
        let mut place = enter(&page, lang, 12).await?;
        // So that none is wider than the line, through which the keys would go part by part.
        page.act("restyle", json!(["headline-ticker", "--headline-ticker-font-size", "9px"])).await?;
        page.act("pass", json!([10])).await?;
        // On, back past where it came in, to both ends, and round.
        let (home, end) = (Key::Home.into(), Key::End.into());
        for key in [next, next, previous, previous, previous, home, end, next, previous, home, previous] {
            page.session().key(key).await?;
            place = match key {
                key if key == home => 1,
                key if key == end => 12,
                key if key == next => place % 12 + 1,
                _ => (place + 10) % 12 + 1,
            };
            let focused = stands_at(&page, place).await.with_context(|| format!("{key:?} in {lang}"))?;
            ensure!(focused.size == 12, "{focused:?}");
        }
    }
    Ok(())
}

async fn the_line_goes_on_without_a_jump_when_the_focus_leaves(page: Page) -> Result<()> {
    for (lang, _) in BOTH {
        enter(&page, lang, 20).await?;
        for _ in 0..3 {
            page.session().key(arrows(lang).0).await?;
        }
        page.wait("a strip that stands", "still", json!([])).await?;
        let leaving = page.session().key(Key::Tab.into());
        gliding(&page.frames_while(Duration::from_millis(900), leaving).await?.from_edge(lang == "ar"))?;
        ensure!(!page.holds("focused", json!([".headline"])).await?, "the tab key does not leave the line");
        runs(&page).await?;
    }
    Ok(())
}

async fn enter_opens_the_headline(page: Page) -> Result<()> {
    let place = enter(&page, "ar", 12).await?;
    page.session().key(arrows("ar").0).await?;
    let focused = stands_at(&page, place % 12 + 1).await?;
    page.act("cancelClicks", json!([true])).await?;
    page.session().key(Key::Enter.into()).await?;
    page.wait("the click", "said", json!(["headline-click"])).await?;
    let opened = page.events_of("headline-click").await?;
    ensure!(opened.len() == 1 && opened[0].detail["key"] == focused.key, "{opened:?}, not {focused:?}");
    page.act("cancelClicks", json!([false])).await
}

async fn a_walk_past_sixty_headlines_leaves_few_in_the_dom(page: Page) -> Result<()> {
    for back in [false, true] {
        let mut place = enter(&page, "ar", 60).await?;
        // So that none is wider than the line, through which the keys would go part by part.
        page.act("restyle", json!(["headline-ticker", "--headline-ticker-font-size", "15px"])).await?;
        page.act("pass", json!([10])).await?;
        let (next, previous) = arrows("ar");
        let mut most = 0;
        for _ in 0..60 {
            page.session().key(if back { previous } else { next }).await?;
            place = if back { (place + 58) % 60 + 1 } else { place % 60 + 1 };
            page.wait("the focus", "focuses", json!([place])).await?;
            most = most.max(page.call::<usize>("insideCount", json!([".item"])).await?);
        }
        // Struck faster than the strip comes after, it takes a while.
        ensure!(most <= 40, "there were {most} items");
        stands_at(&page, place).await?;
        page.act("blur", json!([])).await?;
        runs(&page).await?;
        // What is past leaves when others enter.
        page.act("attribute", json!(["speed", "400"])).await?;
        page.wait("at most 20 items", "few", json!([".item", 20])).await?;
    }
    Ok(())
}

async fn focus_by_script_on_what_is_out_of_sight_breaks_nothing(page: Page) -> Result<()> {
    for (lang, feed) in BOTH {
        page.leave().await?;
        show(&page, lang, &[("speed", "100")], &feed(20)).await?;
        page.steady().await?;
        // A page that nobody has touched need not have the focus itself.
        page.session().key(Key::Tab.into()).await?;
        for which in [-1, 0] {
            page.act("focusItem", json!([which])).await?;
            let place = page.call::<Focused>("focusedHeadline", json!([])).await?.position;
            stands_at(&page, place).await?;
            let leaving = page.act("blur", json!([]));
            gliding(&page.frames_while(Duration::from_millis(900), leaving).await?.from_edge(lang == "ar"))?;
            runs(&page).await?;
        }
    }
    Ok(())
}

async fn a_search_of_the_page_displaces_nothing(page: Page) -> Result<()> {
    let mut finds = false;
    for (lang, feed) in BOTH {
        page.leave().await?;
        show(&page, lang, &[("speed", "100")], &feed(20)).await?;
        page.steady().await?;
        let searching = async { page.call::<bool>("search", json!([])).await.map(|found| finds |= found) };
        let frames = page.frames_while(Duration::from_millis(900), searching).await?;
        // Firefox gives the focus to the link that it finds, which is then brought into view.
        if page.holds("keyboardIsOnHeadline", json!([])).await? {
            let place = page.call::<Focused>("focusedHeadline", json!([])).await?.position;
            stands_at(&page, place).await?;
            page.act("blur", json!([])).await?;
        } else {
            gliding(&frames.from_edge(lang == "ar"))?;
        }
        let scrolled: f64 = page.call("scrolledInside", json!([])).await?;
        ensure!(scrolled == 0.0, "the search scrolled the line by {scrolled} px");
        page.act("deselect", json!([])).await?;
        runs(&page).await?;
    }
    if !finds {
        page.note("what a search does that finds a headline, as scripts can search no shadow tree there");
    }
    Ok(())
}

async fn a_line_that_is_hidden_with_the_focus_in_it_is_no_longer_held_by_it(page: Page) -> Result<()> {
    enter(&page, "ar", 12).await?;
    page.act("restyle", json!(["headline-ticker", "display", "none"])).await?;
    page.act("pass", json!([20])).await?;
    page.act("restyle", json!(["headline-ticker", "display", ""])).await?;
    page.act("pass", json!([20])).await?;
    // Browsers differ in whether the focus outlives it.
    if page.holds("keyboardIsOnHeadline", json!([])).await? {
        page.wait("a strip that stands", "still", json!([])).await?;
        page.act("blur", json!([])).await?;
    }
    runs(&page).await
}

async fn every_item_tells_its_true_place(page: Page) -> Result<()> {
    for (lang, feed) in BOTH {
        show(&page, lang, &[("speed", "1000")], &feed(20)).await?;
        page.steady().await?;
        let titles: Vec<String> = page.call("listed", json!(["title"])).await?;
        for _ in 0..5 {
            for item in page.items().await? {
                let title = titles.get(item.position - 1);
                ensure!(item.size == 20 && title == item.text.as_ref(), "{item:?} is not {title:?}");
            }
            page.watch_frames(Duration::from_millis(500)).await?;
        }
    }
    Ok(())
}

async fn a_new_list_has_its_places_told(page: Page) -> Result<()> {
    show(&page, "en", &[("speed", "20")], &english(12)).await?;
    page.steady().await?;
    ensure!(page.holds("sizesOfList", json!([12])).await?);
    page.feed("/feed.json", &english(17));
    page.act("invoke", json!(["refresh"])).await?;
    page.wait("the new places", "sizesOfList", json!([17])).await.map(drop)
}

async fn arrows_walk_on_from_a_headline_that_was_clicked(page: Page) -> Result<()> {
    for (lang, feed) in BOTH {
        page.leave().await?;
        show(&page, lang, &[("speed", "100")], &feed(12)).await?;
        page.steady().await?;
        page.act("cancelClicks", json!([true])).await?;
        let (x, y): (f64, f64) = page.call("aim", json!([])).await?;
        page.session().by_hand(Hand::Mouse, &[Act::To(x, y), Act::Down, Act::Up]).await?;
        page.wait("the click", "said", json!(["headline-click"])).await?;
        let clicked = page.events_of("headline-click").await?.pop().context("no click")?.detail["key"].clone();
        page.leave().await?;
        let keys: Vec<Value> = page.call("listed", json!(["key"])).await?;
        let place = keys.iter().position(|key| *key == clicked).context("the clicked one is not in the list")? + 1;
        page.session().key(arrows(lang).0).await?;
        stands_at(&page, place % 12 + 1).await?;
        page.act("cancelClicks", json!([false])).await?;
    }
    Ok(())
}

/// A click beside the headlines opens nothing, and the keys go on from what is in view.
async fn keys_come_to_a_line_that_was_clicked(page: Page) -> Result<()> {
    for (lang, feed) in BOTH {
        for key in [arrows(lang).0, Key::Tab.into()] {
            page.leave().await?;
            show(&page, lang, &[("speed", "0"), ("separator", "| | |")], &feed(12)).await?;
            let (x, y) = page.middle(".separator").await?;
            page.session().by_hand(Hand::Mouse, &[Act::To(x, y), Act::Down, Act::Up]).await?;
            ensure!(!page.holds("focused", json!([".headline"])).await?, "a click brought the focus to a headline");
            page.session().key(key).await?;
            stands_at(&page, 1).await?;
            ensure!(page.events_of("headline-click").await?.is_empty(), "a click beside the headlines opened one");
        }
    }
    Ok(())
}

async fn the_tab_key_passes_an_empty_line(page: Page) -> Result<()> {
    let button = "<button class=\"beside\">…</button>";
    page.feed("/feed.json", &json!([]));
    page.open(&around("ar", &format!("{button}{}{button}", tag(&[("sources", "/feed.json")])))).await?;
    page.wait("words in place of headlines", "meets", json!([".said", 1])).await?;
    let mut stops = Vec::new();
    while stops.len() < 2 || stops.last() != Some(&"beside".to_owned()) {
        page.session().key(Key::Tab.into()).await?;
        stops.push(page.call::<String>("focusName", json!([])).await?);
        ensure!(stops.len() < 5, "the tab key stops at {stops:?}");
    }
    ensure!(stops.iter().all(|stop| stop == "beside" || stop == "retry"), "the tab key stops at {stops:?}");
    Ok(())
}

async fn a_headline_that_is_taken_away_gives_its_focus_to_the_next(page: Page) -> Result<()> {
    let place = enter(&page, "ar", 12).await?;
    page.act("removeFocused", json!([])).await?;
    // One is missing before it now.
    stands_at(&page, if place == 12 { 1 } else { place }).await?;
    page.act("blur", json!([])).await?;
    runs(&page).await
}

async fn the_focus_stays_on_a_headline_that_is_drawn_anew(page: Page) -> Result<()> {
    let place = enter(&page, "ar", 12).await?;
    page.act("attribute", json!(["separator", "|"])).await?;
    page.wait("the new separator", "every_separator", json!(["|"])).await?;
    stands_at(&page, place).await?;
    ensure!(page.holds("is", json!(["paused", true])).await?, "the strip moves under the focus");
    page.act("blur", json!([])).await?;
    runs(&page).await
}
