//! One walk through the whole widget by the keys that a reader has, in one go: into it, through line, card and panel, and out again.

use crate::card::detailed;
use crate::fixtures::{BOTH, around};
use crate::keyboard::arrows;
use crate::pausing::{paused, runs};
use crate::reporting::pictured;
use anyhow::{Context, Result, ensure};
use e2e::answer::{Answer, Gate};
use e2e::case;
use e2e::case::Case;
use e2e::html::tag;
use e2e::page::Page;
use fantoccini::key::Key;
use serde::Deserialize;
use serde_json::{Value, json};

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![case!(a_reader_with_a_keyboard_comes_everywhere_and_back), case!(a_reader_with_a_keyboard_tries_again)]
}

/// How many headlines there are.
const COUNT: usize = 6;

/// What has the focus.
#[derive(Debug, Deserialize)]
struct Stop {
    /// The place in the list of a headline of the line; 0 elsewhere.
    place: usize,
    text: String,
    /// How wide its focus ring is, in px.
    ring: f64,
    within: bool,
    covered: bool,
    /// The ticker's left and top edge, width and height.
    line: [f64; 4],
    scrolled: f64,
}

/// Who walks, and where the ticker was at first.
struct Walk {
    page: Page,
    line: [f64; 4],
}

impl Walk {
    /// Opens a page with a button before the ticker and one behind it, and begins at the first.
    async fn begin(page: &Page, lang: &str) -> Result<Walk> {
        page.leave().await?;
        crate::reporting::takes_reports(&page.server);
        let button = "<button class=\"beside\">…</button>";
        let tag = tag(&[("sources", "/feed.json"), ("speed", "100"), ("order", "source"), ("report", "/reports")]);
        // So small that no headline is wider than the line, through which the keys would go part by part.
        let markup = format!("{button}<div class=\"small\">{tag}</div>{button}");
        page.open(&around(lang, &markup).head("<script src=\"/kit/stops.js\"></script>")).await?;
        page.wait("a ticker", "counts", json!(["headline-ticker", 1])).await?;
        page.wait("its buttons", "insideCountIs", json!([".all", 1])).await?;
        page.wait("a ticker that speaks", "insideAttributeIsNot", json!([".all", "title", null])).await?;
        let line = page.call::<Stop>("stop", json!([])).await?.line;
        let walk = Walk { page: page.clone(), line };
        walk.strike(&[Key::Tab], "beside").await?;
        Ok(walk)
    }

    /// Strikes these keys, each held for the next, and comes to what has this class.
    async fn strike(&self, keys: &[Key], name: &str) -> Result<Stop> {
        self.come(keys, name, 0).await
    }

    /// Strikes a key and comes to the headline of this place.
    async fn to(&self, key: char, place: usize) -> Result<Stop> {
        self.page.session().key(key).await?;
        self.stands(&format!("{key:?}"), "headline", place).await
    }

    async fn come(&self, keys: &[Key], name: &str, place: usize) -> Result<Stop> {
        let keys: Vec<char> = keys.iter().map(|key| (*key).into()).collect();
        self.page.session().chord(&keys).await?;
        self.stands(&format!("{keys:?}"), name, place).await
    }

    /// Waits until the focus is there, and fails unless a reader sees it, and all stands where it stood.
    async fn stands(&self, how: &str, name: &str, place: usize) -> Result<Stop> {
        let there = self.page.wait(&format!("{how} to come to {name} {place}"), "stopsAt", json!([name, place])).await;
        if there.is_err() {
            let stop: Stop = self.page.call("stop", json!([])).await?;
            return there.map(|_| stop);
        }
        if name == "headline" {
            self.page.wait("a strip that stands", "still", json!([])).await?;
        }
        let stop: Stop = self.page.call("stop", json!([])).await?;
        let sees = stop.ring >= 1.0 && stop.within && !stop.covered;
        ensure!(
            sees && stop.line == self.line && stop.scrolled == 0.0,
            "by {how}: {stop:?}, the line was {:?}",
            self.line
        );
        Ok(stop)
    }
}

async fn a_reader_with_a_keyboard_comes_everywhere_and_back(page: Page) -> Result<()> {
    for (lang, headlines) in BOTH {
        page.feed("/feed.json", &pictured(&page, &format!("walk-{lang}"), detailed(headlines(COUNT))));
        let walk = Walk::begin(&page, lang).await?;
        page.ready().await?;
        through_the_buttons(&walk).await.with_context(|| format!("the buttons in {lang}"))?;
        through_the_panel(&walk, lang).await.with_context(|| format!("the panel in {lang}"))?;
        along_the_line(&walk, lang).await.with_context(|| format!("the line in {lang}"))?;
        through_a_report(&walk).await.with_context(|| format!("the report in {lang}"))?;
        out_and_back(&walk).await.with_context(|| format!("the way out in {lang}"))?;
    }
    Ok(())
}

/// Pauses, steps back and on, and plays; ends at the last button.
async fn through_the_buttons(walk: &Walk) -> Result<()> {
    let page = &walk.page;
    walk.strike(&[Key::Tab], "button pause").await?;
    page.session().key(' ').await?;
    walk.stands("the space bar", "button play", 0).await?;
    paused(page, &["user"]).await?;
    walk.strike(&[Key::Tab], "button previous").await?;
    page.session().key(Key::Enter.into()).await?;
    page.wait("a headline at the edge", "beginsOne", json!([])).await?;
    page.wait("a strip that stands", "still", json!([])).await?;
    let place: usize = page.call("begins", json!([])).await?;
    walk.strike(&[Key::Tab], "button next").await?;
    page.session().key(Key::Enter.into()).await?;
    page.wait("the next headline at the edge", "beginsWith", json!([place % COUNT + 1])).await?;
    walk.strike(&[Key::Shift, Key::Tab], "button previous").await?;
    walk.strike(&[Key::Shift, Key::Tab], "button play").await?;
    walk.strike(&[Key::Enter], "button pause").await?;
    runs(page).await?;
    walk.strike(&[Key::Tab], "button previous").await?;
    walk.strike(&[Key::Tab], "button next").await?;
    walk.strike(&[Key::Tab], "button all").await.map(drop)
}

/// Opens the panel, searches, walks what is found, and comes back to its button, by each of the ways.
async fn through_the_panel(walk: &Walk, lang: &str) -> Result<()> {
    let page = &walk.page;
    walk.strike(&[Key::Enter], "floating panel asked").await?;
    walk.strike(&[Key::Tab], "close").await?;
    walk.strike(&[Key::Tab], "panel-search").await?;
    for letter in (if lang == "ar" { "سوق" } else { "craft" }).chars() {
        page.session().key(letter).await?;
    }
    page.wait("what is found", "lists", json!([1])).await?;
    walk.stands("typing", "panel-search", 0).await?;
    let found = walk.strike(&[Key::Down], "listed-headline").await?.text;
    let expected: Vec<String> = page.call("listed", json!(["title"])).await?;
    ensure!(expected.last() == Some(&found), "found is {found:?}, the list is {expected:?}");
    walk.strike(&[Key::Up], "panel-search").await?;
    let listed = walk.strike(&[Key::Tab], "listed-headline").await?.text;
    ensure!(listed == found, "by Tab comes {listed:?}");
    walk.strike(&[Key::Escape], "button all").await?;
    page.wait("no panel", "folds", json!([])).await?;
    page.session().key(' ').await?;
    walk.stands("the space bar", "floating panel asked", 0).await?;
    walk.strike(&[Key::Tab], "close").await?;
    walk.strike(&[Key::Enter], "button all").await?;
    page.wait("no panel", "folds", json!([])).await.map(drop)
}

/// Walks the headlines, opens one and another one's card, and comes back to it by each of the ways.
async fn along_the_line(walk: &Walk, lang: &str) -> Result<()> {
    let page = &walk.page;
    let (next, previous) = arrows(lang);
    let place = walk.strike(&[Key::Tab], "headline").await?.place;
    paused(page, &["focus"]).await?;
    walk.to(next, place % COUNT + 1).await?;
    walk.to(previous, place).await?;
    walk.to(Key::Home.into(), 1).await?;
    walk.to(Key::End.into(), COUNT).await?;
    let title = walk.to(next, 1).await?.text;
    page.act("cancelClicks", json!([true])).await?;
    page.session().key(Key::Enter.into()).await?;
    page.wait("the click", "said", json!(["headline-click"])).await?;
    let opened = page.events_of("headline-click").await?;
    ensure!(opened.len() == 1 && opened[0].detail["title"] == json!(title), "Enter opens {opened:?}");
    page.act("cancelClicks", json!([false])).await?;
    walk.stands("Enter", "headline", 1).await?;
    for way in [&[Key::Tab, Key::Tab, Key::Tab, Key::Enter] as &[Key], &[Key::Tab, Key::Escape], &[Key::Escape]] {
        page.session().key(' ').await?;
        walk.stands("the space bar", "floating card asked", 0).await?;
        let card: Value = page.call("card", json!([])).await?;
        ensure!(card["title"] == json!(title), "the card is of {card}");
        let mut stops = ["card-read", "report", "close"].into_iter();
        for key in way {
            match key {
                Key::Tab => walk.strike(&[Key::Tab], stops.next().context("no more stops")?).await?,
                key => walk.come(&[*key], "headline", 1).await?,
            };
        }
        page.wait("no card", "closes", json!([])).await?;
    }
    Ok(())
}

/// Reports the image of the first headline, and comes back to that.
async fn through_a_report(walk: &Walk) -> Result<()> {
    walk.page.session().key(' ').await?;
    walk.stands("the space bar", "floating card asked", 0).await?;
    walk.strike(&[Key::Tab], "card-read").await?;
    walk.strike(&[Key::Tab], "report").await?;
    walk.strike(&[Key::Enter], "report").await?;
    for _ in 0..5 {
        walk.strike(&[Key::Tab], "reason").await?;
    }
    walk.strike(&[Key::Shift, Key::Tab], "reason").await?;
    walk.strike(&[Key::Enter], "thanks").await?;
    walk.strike(&[Key::Tab], "card-read").await?;
    walk.strike(&[Key::Tab], "close").await?;
    walk.come(&[Key::Enter], "headline", 1).await?;
    walk.page.wait("no card", "closes", json!([])).await.map(drop)
}

/// Leaves the ticker at its end, comes back, and leaves it where it came in.
async fn out_and_back(walk: &Walk) -> Result<()> {
    walk.strike(&[Key::Tab], "beside").await?;
    runs(&walk.page).await?;
    for name in ["headline", "button all", "button next", "button previous", "button pause", "beside"] {
        walk.strike(&[Key::Shift, Key::Tab], name).await?;
    }
    runs(&walk.page).await
}

/// Where no source answers there is one stop, and from there the way goes on to the headlines that come.
async fn a_reader_with_a_keyboard_tries_again(page: Page) -> Result<()> {
    for ((lang, headlines), tries) in BOTH.into_iter().zip(1..) {
        page.server.set("/feed.json", Answer::status(500));
        let walk = Walk::begin(&page, lang).await?;
        page.wait("the failed state", "is", json!(["state", "failed"])).await?;
        page.take_one_warning(&["/feed.json", "status 500"]).await?;
        walk.strike(&[Key::Tab], "retry").await?;
        walk.strike(&[Key::Tab], "beside").await?;
        walk.strike(&[Key::Shift, Key::Tab], "retry").await?;
        let gate = Gate::closed();
        page.server.set("/feed.json", Answer::json(&headlines(COUNT)).held(&gate));
        page.session().key(Key::Enter.into()).await?;
        page.wait_for_requests("the other try", |server| server.count("/feed.json") == 2 * tries).await?;
        // Nothing takes the focus away meanwhile.
        let waiting: Stop = page.call("stop", json!([])).await?;
        ensure!(
            waiting.ring >= 1.0 && waiting.within && waiting.line == walk.line,
            "in {lang}, while waiting: {waiting:?}"
        );
        gate.open();
        // Once there are headlines the button is gone, and the first of them in view has the focus.
        walk.stands("waiting", "headline", 0).await.context(lang)?;
        paused(&page, &["focus"]).await?;
    }
    Ok(())
}
