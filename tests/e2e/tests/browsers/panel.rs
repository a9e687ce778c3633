//! The panel with all headlines: complete and in order, searched and walked by keyboard.

use crate::card::{Floating, detailed, serve_picture};
use crate::ending::{begun, nothing_more_than};
use crate::fixtures::{BOTH, arabic, around, english, headline, scroll, show};
use crate::pausing::{paused, runs};
use anyhow::{Context, Result, bail, ensure};
use e2e::case;
use e2e::case::Case;
use e2e::page::Page;
use fantoccini::key::Key;
use serde::Deserialize;
use serde_json::{Value, json};

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![
        case!(the_panel_is_the_feed_in_its_order),
        case!(escape_and_the_button_close_the_panel),
        case!(the_search_leaves_what_holds_its_words),
        case!(what_is_searched_for_is_still_once_the_list_is_another),
        case!(arrows_walk_the_list),
        case!(ten_thousand_headlines_are_all_there),
        case!(a_new_list_moves_nothing_under_the_reader),
        case!(a_new_list_moves_nothing_at_the_end_of_a_long_one),
        case!(a_link_of_the_list_is_a_click_on_its_headline),
        case!(all_of_an_entry_stands_on_one_side),
        case!(the_panel_of_a_narrow_window_is_a_sheet),
        case!(what_is_not_displayed_has_no_panel),
        case!(the_tab_key_leaves_the_panel_behind),
        case!(a_panel_that_is_open_leaves_nothing_behind),
    ]
}

/// The panel, as a reader meets it.
#[derive(Debug, Deserialize)]
struct Panel {
    titles: Vec<String>,
    publishers: Vec<Option<String>>,
    days: Vec<Option<String>>,
    images: Vec<Option<String>>,
    status: String,
    scrolled: f64,
    focused: Option<String>,
    focused_top: f64,
    place: Floating,
}

/// Opens a page with a ticker, and its panel by the button.
async fn open(page: &Page, lang: &str, attributes: &[(&str, &str)], feed: &Value) -> Result<Panel> {
    page.leave().await?;
    serve_picture(page);
    show(page, lang, &[&[("speed", "100")], attributes].concat(), feed).await?;
    page.click(".all").await?;
    page.wait("the panel", "unfolds", json!([])).await?;
    look(page).await
}

async fn look(page: &Page) -> Result<Panel> {
    page.call("panel", json!([])).await
}

/// A feed with a new headline in front.
fn with_another(feed: &Value) -> Vec<Value> {
    let new = headline("new", "A headline that is new");
    std::iter::once(new).chain(feed.as_array().into_iter().flatten().cloned()).collect()
}

/// The titles of a feed.
fn titles(feed: &Value) -> Vec<String> {
    let all = feed.as_array().into_iter().flatten();
    all.map(|headline| headline["title"].as_str().unwrap_or_default().to_owned()).collect()
}

async fn the_panel_is_the_feed_in_its_order(page: Page) -> Result<()> {
    for (lang, headlines) in BOTH {
        let feed = detailed(headlines(70));
        let panel = open(&page, lang, &[("order", "source")], &feed).await?;
        ensure!(panel.titles == titles(&feed), "the panel has {:?}", panel.titles);
        ensure!(panel.publishers.iter().all(|name| name.as_deref() == Some("صحيفة الميناء")), "{:?}", panel.publishers);
        ensure!(panel.days.iter().all(|day| day.as_deref() == Some("05 - 11 - 2026")), "{:?}", panel.days);
        ensure!(panel.images.iter().all(|image| image.is_some()), "{:?}", panel.images);
        ensure!(panel.status == if lang == "ar" { "70 خبرًا" } else { "70 headlines" }, "it says {}", panel.status);
        ensure!(panel.place.focus, "the panel has not the focus");
        panel.place.stands_well()?;
        paused(&page, &["panel"]).await?;
    }
    Ok(())
}

async fn escape_and_the_button_close_the_panel(page: Page) -> Result<()> {
    open(&page, "ar", &[], &arabic(20)).await?;
    ensure!(
        page.holds("insideAttributeIs", json!([".all", "aria-expanded", "true"])).await?,
        "it is not said to be open"
    );
    page.session().key(Key::Escape.into()).await?;
    page.wait("no panel", "folds", json!([])).await?;
    ensure!(page.holds("focused", json!([".all"])).await?, "the focus is not on the button");
    ensure!(page.holds("insideAttributeIs", json!([".all", "aria-expanded", "false"])).await?, "it is said to be open");
    page.leave().await?;
    runs(&page).await?;
    for way in [".all", ".close"] {
        page.click(".all").await?;
        page.wait("the panel", "unfolds", json!([])).await?;
        page.click(way).await?;
        page.wait("no panel", "folds", json!([])).await?;
    }
    // A press elsewhere.
    page.click(".all").await?;
    page.wait("the panel", "unfolds", json!([])).await?;
    page.session().click(4.0, 4.0, 0).await?;
    page.wait("no panel", "folds", json!([])).await.map(drop)
}

async fn the_search_leaves_what_holds_its_words(page: Page) -> Result<()> {
    let panel = open(&page, "ar", &[], &arabic(12)).await?;
    ensure!(panel.titles.len() == 12, "{:?}", panel.titles);
    // Behind the button that closes it.
    page.session().key(Key::Tab.into()).await?;
    page.session().key(Key::Tab.into()).await?;
    // In another spelling.
    for letter in "مكتبه".chars() {
        page.session().key(letter).await?;
    }
    page.wait("what is found", "lists", json!([2])).await?;
    let panel = look(&page).await?;
    ensure!(panel.titles.iter().all(|title| title.contains("المكتبة")), "found are {:?}", panel.titles);
    ensure!(panel.status == "خبران", "it says {:?}", panel.status);
    page.session().key('ء').await?;
    page.wait("nothing", "lists", json!([0])).await?;
    ensure!(look(&page).await?.status == "لا خبر يطابق البحث", "it does not say that nothing is found");
    Ok(())
}

/// In a list of many groups, read to its end before.
async fn what_is_searched_for_is_still_once_the_list_is_another(page: Page) -> Result<()> {
    let old = english(70);
    open(&page, "en", &[("order", "source"), ("limit", "100")], &old).await?;
    page.session().key(Key::End.into()).await?;
    ensure!(look(&page).await?.scrolled > 0.0, "the list does not scroll");
    page.session().key(Key::Home.into()).await?;
    page.session().key(Key::Up.into()).await?;
    for letter in " 6".chars() {
        page.session().key(letter).await?;
    }
    let found = |feed: &Value| titles(feed).into_iter().filter(|title| title.contains('6')).collect::<Vec<_>>();
    let expected = found(&old);
    page.wait("what is found", "lists", json!([expected.len()])).await?;
    ensure!(look(&page).await?.titles == expected, "found are {:?}", look(&page).await?.titles);
    let mut new =
        vec![headline("new", "A headline of 1966 that is new"), headline("other", "And one that is not found")];
    new.extend(old.as_array().into_iter().flatten().skip(1).cloned());
    let new = json!(new);
    page.feed("/feed.json", &new);
    page.act("invoke", json!(["refresh"])).await?;
    page.wait("one more", "lists", json!([expected.len() + 1])).await?;
    ensure!(look(&page).await?.titles == found(&new), "found are {:?}", look(&page).await?.titles);
    ensure!(page.holds("focused", json!([".panel-search"])).await?, "the search has lost the focus");
    for _ in 0..2 {
        page.session().key(Key::Backspace.into()).await?;
    }
    page.wait("all", "lists", json!([71])).await?;
    let all = look(&page).await?;
    ensure!(all.titles == titles(&new), "the panel has {:?}", all.titles);
    ensure!(all.scrolled == 0.0, "the list begins at {} px", all.scrolled);
    ensure!(page.holds("insideCountIs", json!([".group:empty", 0])).await?, "a group is empty");
    Ok(())
}

async fn arrows_walk_the_list(page: Page) -> Result<()> {
    let feed = english(12);
    open(&page, "en", &[("order", "source")], &feed).await?;
    let titles = titles(&feed);
    for (key, place) in [(Key::Down, 0), (Key::Down, 1), (Key::End, 11), (Key::Down, 11), (Key::Up, 10), (Key::Home, 0)]
    {
        page.session().key(key.into()).await?;
        let focused = look(&page).await?.focused;
        ensure!(focused.as_ref() == titles.get(place), "the focus is on {focused:?}, not on {place}");
    }
    page.session().key(Key::Up.into()).await?;
    ensure!(page.holds("focused", json!([".panel-search"])).await?, "the arrow does not come to the search");
    Ok(())
}

async fn ten_thousand_headlines_are_all_there(page: Page) -> Result<()> {
    let feed = arabic(10_000);
    let panel = open(&page, "ar", &[("order", "source"), ("limit", "10000")], &feed).await?;
    let titles = titles(&feed);
    ensure!(panel.titles == titles, "{} headlines, or in another order", panel.titles.len());
    panel.place.stands_well()?;
    // From one end to the other, over all that was never drawn, and on from there.
    for (key, place) in [(Key::End, 9_999), (Key::Up, 9_998), (Key::Up, 9_997), (Key::Home, 0), (Key::Down, 1)] {
        page.session().key(key.into()).await?;
        let there = page.wait("the headline that is walked to", "walksTo", json!([titles[place]])).await;
        there.with_context(|| format!("headline {place}"))?;
    }
    Ok(())
}

async fn a_new_list_moves_nothing_under_the_reader(page: Page) -> Result<()> {
    let old = english(40);
    open(&page, "en", &[("order", "source")], &old).await?;
    for _ in 0..14 {
        page.session().key(Key::Down.into()).await?;
    }
    let before = look(&page).await?;
    let mut new = with_another(&old);
    page.feed("/feed.json", &json!(new));
    page.act("invoke", json!(["refresh"])).await?;
    page.wait("the new list", "lists", json!([41])).await?;
    let after = look(&page).await?;
    ensure!(after.titles == titles(&json!(new)), "the panel has {:?}", after.titles);
    ensure!(
        after.focused == before.focused && after.place.focus,
        "the focus was on {:?}, is on {:?}",
        before.focused,
        after.focused
    );
    let moved = after.focused_top - before.focused_top;
    ensure!(before.scrolled > 0.0 && moved.abs() < 1.0, "what has the focus moved by {moved} px");
    // One that is told otherwise keeps the focus, and one that is gone leaves it to the panel: the search would call a telephone's keyboard.
    let place =
        after.titles.iter().position(|title| Some(title) == after.focused.as_ref()).context("not in the list")?;
    new[place]["publisher"] = json!("Another Post");
    page.feed("/feed.json", &json!(new));
    page.act("invoke", json!(["refresh"])).await?;
    page.wait("the other publisher", "publishes", json!(["Another Post"])).await?;
    ensure!(look(&page).await?.focused == after.focused, "the focus is lost with what changed");
    new.remove(place);
    page.feed("/feed.json", &json!(new));
    page.act("invoke", json!(["refresh"])).await?;
    page.wait("the shorter list", "lists", json!([40])).await?;
    ensure!(page.holds("focused", json!([".panel"])).await?, "the focus is lost with what is gone");
    Ok(())
}

/// Behind many that were never drawn, and where the one with the focus comes to stand with others.
async fn a_new_list_moves_nothing_at_the_end_of_a_long_one(page: Page) -> Result<()> {
    let old = english(600);
    open(&page, "en", &[("order", "source"), ("limit", "1000")], &old).await?;
    page.session().key(Key::End.into()).await?;
    let last = titles(&old).pop().context("no headlines")?;
    page.wait("the last headline", "walksTo", json!([last])).await?;
    let before = look(&page).await?;
    let new = with_another(&old);
    page.feed("/feed.json", &json!(new));
    page.act("invoke", json!(["refresh"])).await?;
    page.wait("the new list", "lists", json!([601])).await?;
    page.wait("the last headline, still", "walksTo", json!([last])).await?;
    let after = look(&page).await?;
    ensure!(after.titles == titles(&json!(new)), "the panel has {:?}", after.titles);
    let moved = after.focused_top - before.focused_top;
    ensure!(moved.abs() < 1.0, "what has the focus moved by {moved} px");
    Ok(())
}

async fn a_link_of_the_list_is_a_click_on_its_headline(page: Page) -> Result<()> {
    let feed = arabic(12);
    open(&page, "ar", &[("order", "source")], &feed).await?;
    page.act("cancelClicks", json!([true])).await?;
    page.click(".listed-headline").await?;
    let clicks = page.events_of("headline-click").await?;
    let [click] = clicks.as_slice() else { bail!("{} clicks", clicks.len()) };
    ensure!(click.detail["title"] == feed[0]["title"], "{:?}", click.detail);
    page.act("cancelClicks", json!([false])).await?;
    page.server.set("/n/0", around("ar", "<p>المقال</p>").answer());
    page.session().key(Key::Down.into()).await?;
    page.session().key(Key::Home.into()).await?;
    page.session().key(Key::Enter.into()).await?;
    page.wait_for_requests("the article", |server| server.count("/n/0") == 1).await
}

/// Headlines of the other direction as well.
async fn all_of_an_entry_stands_on_one_side(page: Page) -> Result<()> {
    for lang in ["ar", "en"] {
        let mut feed = [arabic(3), english(3)]
            .iter()
            .flat_map(|feed| feed.as_array().cloned().unwrap_or_default())
            .collect::<Vec<_>>();
        for headline in &mut feed {
            headline["publisher"] = json!("Kvartal");
            headline["id"] = headline["title"].clone();
        }
        open(&page, lang, &[("order", "source")], &json!(feed)).await?;
        let starts: Vec<(f64, f64)> = page.call("entryStarts", json!([lang == "ar"])).await?;
        ensure!(starts.len() == 6, "{} entries", starts.len());
        ensure!(
            starts.iter().all(|(title, facts)| (title - facts).abs() < 4.0),
            "in {lang} entries begin at {starts:?}"
        );
    }
    Ok(())
}

/// It is not there again once the ticker is.
async fn what_is_not_displayed_has_no_panel(page: Page) -> Result<()> {
    page.session().resize(400, 700).await?;
    open(&page, "en", &[], &english(12)).await?;
    // Of a sheet the line may be out of sight.
    page.act("restyle", json!(["body", "padding-bottom", "2000px"])).await?;
    scroll(&page, 600).await?;
    page.session().run("document.querySelector('headline-ticker').hidden = true", vec![]).await?;
    page.wait("no panel", "insideCountIs", json!([".floating[hidden]", 1])).await?;
    page.session().run("document.querySelector('headline-ticker').hidden = false; scrollTo(0, 0)", vec![]).await?;
    runs(&page).await?;
    ensure!(page.holds("folds", json!([])).await?, "the panel is open again");
    Ok(())
}

async fn the_panel_of_a_narrow_window_is_a_sheet(page: Page) -> Result<()> {
    page.session().resize(400, 700).await?;
    let panel = open(&page, "ar", &[], &arabic(20)).await?;
    let narrow = page.session().run("return innerWidth < 480", vec![]).await? == json!(true);
    ensure!(narrow, "the window is not as narrow as asked for");
    ensure!(panel.place.is_sheet(), "{:?}", panel.place);
    // It stays under the reader's hand while they type, however little is found.
    let search = page.middle(".panel-search").await?;
    for words in ["المكتبة", "كلمة لا توجد"] {
        page.act("searches", json!([words])).await?;
        let count = panel.titles.iter().filter(|title| title.contains(words)).count();
        page.wait("what is found", "lists", json!([count])).await?;
        let now = page.middle(".panel-search").await?;
        ensure!((now.1 - search.1).abs() < 1.0, "the search moved from {search:?} to {now:?}");
    }
    // Once there is room it stands by its line, as wide as any panel.
    page.session().resize(1000, 800).await?;
    page.wait("a panel by its line", "insideStyleIs", json!([".floating", "width", "480px"])).await?;
    look(&page).await?.place.stands_well()
}

async fn the_tab_key_leaves_the_panel_behind(page: Page) -> Result<()> {
    open(&page, "en", &[], &english(2)).await?;
    // The button that closes it, the search, two headlines, and on.
    for _ in 0..5 {
        page.session().key(Key::Tab.into()).await?;
    }
    page.wait("no panel", "folds", json!([])).await.map(drop)
}

async fn a_panel_that_is_open_leaves_nothing_behind(page: Page) -> Result<()> {
    let before = begun(&page).await?;
    page.click(".all").await?;
    page.wait("the panel", "unfolds", json!([])).await?;
    page.act("removeTicker", json!([])).await?;
    nothing_more_than(&page, &before).await
}
