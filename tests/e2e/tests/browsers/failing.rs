//! Bad input is a default or one clear message; the rest goes on.

use crate::fixtures::{around, english, headline, show};
use anyhow::{Context, Result, ensure};
use e2e::answer::Answer;
use e2e::case;
use e2e::case::Case;
use e2e::html::{element, tag};
use e2e::page::Page;
use serde_json::{Value, json};

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![
        case!(a_source_that_fails_says_so_once_and_stops_no_other),
        case!(a_source_that_fails_later_keeps_its_headlines),
        case!(a_feed_of_more_than_two_mebibytes_is_refused),
        case!(one_bad_headline_costs_only_itself),
        case!(a_headline_of_100_000_characters_stops_nothing),
        case!(sources_without_an_address_leave_the_own_list),
        case!(when_every_source_fails_the_own_list_stands),
        case!(events_come_in_order),
    ]
}

async fn a_source_that_fails_says_so_once_and_stops_no_other(page: Page) -> Result<()> {
    let feed = english(4).to_string();
    let rows = [
        ("404", Answer::status(404), Some(404), "status 404"),
        ("500", Answer::status(500), Some(500), "status 500"),
        ("HTML instead of JSON", Answer::html("<!doctype html><title>Sign in</title>"), None, "a web page"),
        ("truncated JSON", Answer::new("application/json", feed[..feed.len() / 2].to_owned()), None, "not whole"),
        (
            "a broken connection",
            Answer::new("application/json", feed.clone()).cut(feed.len() / 2),
            None,
            "Access-Control",
        ),
        ("no list", Answer::json(&json!({ "ok": true })), None, "no list of headlines"),
    ];
    for (name, answer, status, warned) in rows {
        page.server.set("/bad.json", answer);
        page.feed("/good.json", &json!([headline("1", "From the good source")]));
        page.open(&around("en", &tag(&[("sources", "/bad.json /good.json")]))).await?;
        page.ready().await?;
        page.wait("the end of the round", "said", json!(["loadend"])).await?;
        ensure!(page.holds("shows", json!(["From the good source"])).await?, "{name}: the good source is not shown");
        let errors = page.events_of("error").await?;
        ensure!(errors.len() == 1, "{name}: {} error events: {errors:?}", errors.len());
        let detail = &errors[0].detail;
        ensure!(detail["url"] == page.server.address("/bad.json"), "{name}: the error names {}", detail["url"]);
        ensure!(detail["attempt"] == 1, "{name}: the error counts attempt {}", detail["attempt"]);
        ensure!(
            detail["reason"].as_str().is_some_and(|reason| !reason.is_empty()),
            "{name}: the error gives no reason"
        );
        if let Some(status) = status {
            ensure!(detail["status"] == status, "{name}: the error's status is {}", detail["status"]);
        }
        ensure!(page.call::<String>("get", json!(["state"])).await? == "live", "{name}: the state is not live");
        page.take_one_warning(&["/bad.json", warned]).await.context(name)?;
    }
    Ok(())
}

async fn a_source_that_fails_later_keeps_its_headlines(page: Page) -> Result<()> {
    show(&page, "en", &[], &english(4)).await?;
    page.server.set("/feed.json", Answer::status(503));
    page.act("invoke", json!(["refresh"])).await?;
    page.wait("the stale state", "is", json!(["state", "stale"])).await?;
    page.wait("four headlines", "has", json!([4])).await?;
    let changes = page.events_of("statechange").await?;
    ensure!(
        changes.last().is_some_and(|said| said.detail["state"] == "stale"),
        "no statechange says stale: {changes:?}"
    );
    page.take_one_warning(&["/feed.json", "status 503"]).await?;
    page.feed("/feed.json", &english(4));
    page.act("invoke", json!(["refresh"])).await?;
    page.wait("the live state", "is", json!(["state", "live"])).await.map(drop)
}

async fn a_feed_of_more_than_two_mebibytes_is_refused(page: Page) -> Result<()> {
    let list = "<ul><li><a href=\"/n/own\">From the own list</a></li></ul>";
    let feed = json!([headline("1", "Too much"), { "title": "x".repeat(2 << 20) }]);
    page.feed("/feed.json", &feed);
    page.open(&around("en", &element(&[("sources", "/feed.json")], list))).await?;
    page.wait("the failed state", "is", json!(["state", "failed"])).await?;
    let errors = page.events_of("error").await?;
    ensure!(errors.len() == 1 && errors[0].detail["reason"] == "too-large", "{errors:?}");
    ensure!(page.holds("seen", json!(["headline-ticker a"])).await?, "the own list does not stand");
    page.take_one_warning(&["/feed.json", "2 MiB"]).await?;
    // It is the site's, also by names that the ticker's own style could have taken.
    for name in ["ink", "muted", "paper", "line", "accent", "chip", "space", "radius", "button", "gap"] {
        page.act("restyle", json!(["html", format!("--{name}"), "7px"])).await?;
        page.act("restyle", json!(["headline-ticker a", "width", format!("var(--{name})")])).await?;
        page.act("restyle", json!(["headline-ticker a", "display", "block"])).await?;
        let width: Value = page.call("box", json!(["headline-ticker a"])).await?;
        ensure!(width["width"] == 7, "--{name} is another one within the ticker: {width}");
    }
    Ok(())
}

async fn one_bad_headline_costs_only_itself(page: Page) -> Result<()> {
    let feed = json!([
        { "id": "1", "title": "The first good one", "url": "/n/1" },
        { "id": "2", "title": 42, "url": ["/n/2"] },
        { "id": "3", "url": "/n/3" },
        { "id": "4", "title": "A link that is none", "url": "javascript:console.error('run')" },
        { "id": "5", "title": "A wrong date", "date": { "year": 2026 }, "publisher": 7, "image": "?" },
        null,
        "text",
        { "id": "6", "title": "   " },
        { "id": "7", "title": "The last good one", "url": "/n/7" },
    ]);
    show(&page, "en", &[("speed", "0")], &feed).await?;
    page.take_one_warning(&["/feed.json", "title"]).await?;
    let titles: Vec<Value> = page.call("listed", json!(["title"])).await?;
    for title in ["The first good one", "A link that is none", "A wrong date", "The last good one"] {
        ensure!(titles.contains(&json!(title)), "{title:?} is not in the list {titles:?}");
    }
    ensure!(!titles.iter().any(|title| title.as_str().is_none_or(|title| title.trim().is_empty())), "{titles:?}");
    let items = page.items().await?;
    let link = items.iter().find(|item| item.text.as_deref() == Some("A link that is none"));
    ensure!(link.context("not shown")?.href.is_none(), "a javascript: address became a link");
    ensure!(page.events_of("error").await?.is_empty(), "a bad headline counts as a failed source");
    ensure!(page.call::<String>("get", json!(["state"])).await? == "live", "the state is not live");
    Ok(())
}

async fn a_headline_of_100_000_characters_stops_nothing(page: Page) -> Result<()> {
    let endless = "word ".repeat(20_000);
    let feed = json!([headline("1", "Before"), headline("2", &endless), headline("3", "After")]);
    show(&page, "en", &[("speed", "2000")], &feed).await?;
    page.steady().await?;
    let frames = page.watch_frames(std::time::Duration::from_secs(1)).await?;
    crate::movement::full(&frames)?;
    let titles: Vec<String> = page.call("listed", json!(["title"])).await?;
    for title in ["Before", "After"] {
        ensure!(titles.iter().any(|listed| listed == title), "{title:?} is gone from the list");
    }
    page.take_one_warning(&["longer than 300 characters"]).await
}

async fn sources_without_an_address_leave_the_own_list(page: Page) -> Result<()> {
    let list = "<ul><li><a href=\"/n/own\">From the own list</a></li></ul>";
    page.open(&around("en", &element(&[("sources", "")], list))).await?;
    page.wait("the own list on the strip", "shows", json!(["From the own list"])).await?;
    page.take_one_warning(&["sources", "accepted"]).await
}

async fn when_every_source_fails_the_own_list_stands(page: Page) -> Result<()> {
    let list = "<ul><li><a href=\"/n/own\">From the own list</a></li></ul>";
    page.open(&around("en", &element(&[("sources", "/nowhere.json")], list))).await?;
    page.wait("the failed state", "is", json!(["state", "failed"])).await?;
    ensure!(page.holds("seen", json!(["headline-ticker a"])).await?, "the own list does not stand");
    let errors = page.events_of("error").await?;
    ensure!(errors.len() == 1, "{errors:?}");
    page.take_one_warning(&["/nowhere.json", "status 404"]).await?;
    page.feed("/nowhere.json", &json!([headline("1", "At last")]));
    page.act("invoke", json!(["refresh"])).await?;
    page.wait("the source on the strip", "shows", json!(["At last"])).await?;
    ensure!(!page.holds("seen", json!(["headline-ticker a"])).await?, "the own list still stands");
    Ok(())
}

async fn events_come_in_order(page: Page) -> Result<()> {
    page.feed("/feed.json", &english(4));
    page.open(&around("en", &tag(&[("sources", "/feed.json /nowhere.json")]))).await?;
    page.wait("the end of the round", "said", json!(["loadend"])).await?;
    let events = page.events().await?;
    let round: Vec<&str> = events.iter().map(|said| said.kind.as_str()).filter(|kind| *kind != "statechange").collect();
    let mut middle = round.clone();
    middle.sort_unstable();
    ensure!(middle == ["error", "load", "loadend", "loadstart"], "a round of two sources says {round:?}");
    ensure!(round.first() == Some(&"loadstart") && round.last() == Some(&"loadend"), "a round says {round:?}");
    let states: Vec<&Value> =
        events.iter().filter(|said| said.kind == "statechange").map(|said| &said.detail["state"]).collect();
    ensure!(states.last() == Some(&&json!("live")), "the states are {states:?}");
    page.take_one_warning(&["/nowhere.json", "status 404"]).await
}
