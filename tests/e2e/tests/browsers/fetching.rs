//! When the network is used, and how little.

use crate::fixtures::{arabic, around, english, headline, show};
use anyhow::{Context, Result, ensure};
use e2e::answer::{Answer, Gate};
use e2e::case;
use e2e::case::Case;
use e2e::html::{element, inline, tag};
use e2e::page::Page;
use serde_json::json;

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![
        case!(an_unchanged_feed_is_answered_by_304),
        case!(retry_after_is_obeyed_by_refresh_too),
        case!(three_tickers_share_one_request),
        case!(the_last_list_is_shown_before_the_network_answers),
        case!(what_is_in_the_storage_may_be_anything),
        case!(nothing_is_stored_unless_that_is_wanted_and_safe),
        case!(leaving_the_page_ends_requests_and_coming_back_asks_again),
        case!(a_configuration_names_sources_and_settings),
        case!(weights_give_turns_and_an_attribute_wins_over_the_configuration),
        case!(a_proxy_is_asked_in_place_of_another_origin),
        case!(credentials_are_known_to_the_early_request),
    ]
}

async fn an_unchanged_feed_is_answered_by_304(page: Page) -> Result<()> {
    page.server
        .set("/feed.json", Answer::json(&english(4)).header("ETag", "\"one\"").header("Cache-Control", "no-cache"));
    page.open(&around("en", &tag(&[("sources", "/feed.json")]))).await?;
    page.ready().await?;
    page.act("countParses", json!(["Scattered rain"])).await?;
    page.act("invoke", json!(["refresh"])).await?;
    let sent = |path: &str| -> Vec<u16> {
        page.server.log().iter().filter(|asked| asked.path == path).map(|asked| asked.status).collect()
    };
    if sent("/feed.json") != [200, 304] {
        // A driven browser may keep nothing at all; then a page's own request shows the same.
        page.server.set("/probe", page.server.file("/kit/page.css")?.header("ETag", "\"one\""));
        page.act("askTwice", json!(["/probe"])).await?;
        ensure!(sent("/probe") == [200, 200], "the server sent {:?}", sent("/feed.json"));
        page.note("a driven session keeps no answers, so 304 was not seen");
    }
    ensure!(page.events_of("load").await?.len() == 2, "the second answer counts as well");
    let parses: usize = page.call("parses", json!([])).await?;
    ensure!(parses == 0, "the same bytes were parsed again, {parses} times");
    ensure!(
        page.holds("has", json!([4])).await? && page.holds("is", json!(["state", "live"])).await?,
        "it is not live"
    );
    Ok(())
}

async fn retry_after_is_obeyed_by_refresh_too(page: Page) -> Result<()> {
    page.server.set("/feed.json", Answer::status(429).header("Retry-After", "3600"));
    page.open(&around("en", &tag(&[("sources", "/feed.json")]))).await?;
    page.wait("the error", "said", json!(["error"])).await?;
    let detail = page.events_of("error").await?[0].detail.clone();
    let wait: f64 = page.call("until", json!([detail["nextAttempt"]])).await?;
    ensure!((3_590_000.0..=3_600_000.0).contains(&wait), "it is asked again in {wait} ms");
    page.take_one_warning(&["/feed.json", "status 429"]).await?;
    page.act("invoke", json!(["refresh"])).await?;
    ensure!(page.server.count("/feed.json") == 1, "it was asked again: {:?}", page.server.log());
    Ok(())
}

async fn three_tickers_share_one_request(page: Page) -> Result<()> {
    let gate = Gate::closed();
    page.server.set("/feed.json", Answer::json(&english(4)).held(&gate));
    let tags = [("sources", "/feed.json")];
    page.open(&around("en", &[tag(&tags), tag(&tags), tag(&tags)].concat())).await?;
    page.wait("three tickers", "counts", json!(["headline-ticker", 3])).await?;
    page.wait_for_requests("the request", |server| server.count("/feed.json") > 0).await?;
    page.wait("that all load", "is", json!(["state", "loading", "headline-ticker:last-of-type"])).await?;
    gate.open();
    for place in ["headline-ticker", "headline-ticker ~ headline-ticker", "headline-ticker:last-of-type"] {
        page.wait("its headlines", "has", json!([4, place])).await?;
    }
    page.act("invoke", json!(["refresh"])).await?;
    ensure!(page.server.count("/feed.json") == 2, "requested were {:?}", page.server.log());
    Ok(())
}

async fn the_last_list_is_shown_before_the_network_answers(page: Page) -> Result<()> {
    let cached = [("cache", "1d"), ("speed", "60")];
    show(&page, "ar", &cached, &arabic(12)).await?;
    page.wait("the stored list", "keeps", json!([])).await?;
    let gate = Gate::closed();
    page.server.set("/feed.json", Answer::json(&arabic(14)).held(&gate));
    page.visit("/").await?;
    page.ready().await?;
    ensure!(page.holds("is", json!(["state", "stale"])).await?, "what is kept is not marked as stale");
    ensure!(page.holds("says", json!(["آخر تحديث"])).await?, "its age is not told");
    page.steady().await?;
    let before = page.items().await?;
    let frames = page
        .frames_while(std::time::Duration::from_secs(2), async {
            gate.open();
            page.wait("the live state", "is", json!(["state", "live"])).await.map(drop)
        })
        .await?;
    crate::movement::even(&frames, frames.speed()?)?;
    for item in page.items().await? {
        let Some(old) = before.iter().find(|old| old.number == item.number) else { continue };
        ensure!(old.text == item.text && old.key == item.key, "{old:?} became {item:?} in front of the reader");
    }
    ensure!(!page.holds("says", json!(["آخر تحديث"])).await?, "its age is told still");
    page.wait("the new list", "has", json!([14])).await.map(drop)
}

async fn what_is_in_the_storage_may_be_anything(page: Page) -> Result<()> {
    show(&page, "en", &[("cache", "1d")], &english(4)).await?;
    page.wait("the stored list", "keeps", json!([])).await?;
    for value in ["", "nonsense", "1", "99999999999999[{}]", "5[{\"title\":7},null]", "1790000000000{"] {
        page.act("storeAgain", json!([value])).await?;
        page.visit("/").await?;
        page.wait("the live state", "is", json!(["state", "live"])).await.context(value)?;
        page.finish().await.context(value)?;
    }
    // A storage that is full or not allowed costs nothing but the list.
    page.act("breakStorage", json!([])).await?;
    page.act("invoke", json!(["refresh"])).await?;
    page.wait("the live state", "is", json!(["state", "live"])).await.map(drop)
}

async fn nothing_is_stored_unless_that_is_wanted_and_safe(page: Page) -> Result<()> {
    show(&page, "en", &[], &english(4)).await?;
    page.act("invoke", json!(["refresh"])).await?;
    ensure!(page.call::<Vec<String>>("stored", json!([])).await?.is_empty(), "something is stored without cache");
    show(&page, "en", &[("cache", "1d"), ("credentials", "include")], &english(4)).await?;
    page.take_one_warning(&["cache", "cookies"]).await?;
    page.act("invoke", json!(["refresh"])).await?;
    ensure!(page.call::<Vec<String>>("stored", json!([])).await?.is_empty(), "a list of cookies is stored");
    // What an older version kept goes; what is not ours stays.
    for key in ["headline-ticker:0:old", "theirs"] {
        page.act("store", json!([key, "1[]"])).await?;
    }
    show(&page, "en", &[("cache", "1d")], &english(4)).await?;
    page.act("invoke", json!(["refresh"])).await?;
    let stored: Vec<String> = page.call("stored", json!([])).await?;
    let ours = stored.iter().filter(|key| key.starts_with("headline-ticker:1:")).count();
    ensure!(ours == 1 && stored.len() == 2 && stored.contains(&"theirs".to_owned()), "{stored:?}");
    Ok(())
}

async fn leaving_the_page_ends_requests_and_coming_back_asks_again(page: Page) -> Result<()> {
    let gate = Gate::closed();
    page.server.set("/feed.json", Answer::json(&english(4)).held(&gate));
    page.open(&around("en", &tag(&[("sources", "/feed.json")]))).await?;
    page.wait("a round", "said", json!(["loadstart"])).await?;
    page.act("pass_by", json!(["pagehide"])).await?;
    page.wait("the end of the round", "said", json!(["loadend"])).await?;
    ensure!(page.events_of("error").await?.is_empty(), "what was ended is no failure");
    page.feed("/feed.json", &english(4));
    page.act("pass_by", json!(["pageshow"])).await?;
    page.ready().await?;
    gate.open();
    ensure!(page.server.count("/feed.json") == 2, "requested were {:?}", page.server.log());
    Ok(())
}

async fn a_configuration_names_sources_and_settings(page: Page) -> Result<()> {
    page.feed("/a.json", &json!([{ "headline": { "main": "From A" } }, { "headline": { "main": "Also A" } }]));
    page.feed("/b.json", &json!([headline("1", "From B")]));
    let config = json!({
        "sources": [{ "url": "/a.json", "name": "Source A", "map": { "headline.main": "title" } }, "/b.json"],
        "order": "source", "speed": 300, "show": "publisher",
    });
    // The script comes after the element, as it may.
    let markup = tag(&[("config", "#news"), ("separator", "|")]) + &inline("news", &config);
    page.open(&around("en", &markup)).await?;
    page.wait("three headlines", "has", json!([3])).await?;
    let publishers: Vec<String> = page.call("listed", json!(["publisher"])).await?;
    ensure!(publishers[..2] == ["Source A", "Source A"], "the publishers are {publishers:?}");
    page.wait("the configured speed", "moves", json!([-300])).await?;
    let asked: Vec<String> = page.server.log().into_iter().map(|asked| asked.path).collect();
    ensure!(asked.iter().filter(|path| path.ends_with(".json")).count() == 2, "requested were {asked:?}");
    page.open(&around("en", &element(&[("config", "#nowhere")], "<ul><li>Own</li></ul>"))).await?;
    page.take_one_warning(&["config=\"#nowhere\"", "#id"]).await
}

async fn weights_give_turns_and_an_attribute_wins_over_the_configuration(page: Page) -> Result<()> {
    for (source, count) in [("a", 4), ("b", 2)] {
        let title = |number: usize| headline(&format!("{source}{number}"), &format!("{source}{number}"));
        page.feed(&format!("/{source}.json"), &(1..=count).map(title).collect());
    }
    let sources = json!([{ "url": "/a.json", "weight": 2 }, { "url": "/b.json", "weight": 1 }]);
    let config = json!({ "sources": sources, "order": "interleave", "speed": 300 });
    let script = inline("news", &config);
    page.open(&around("en", &(script + &tag(&[("config", "#news"), ("speed", "100")])))).await?;
    page.wait("six headlines", "has", json!([6])).await?;
    let titles: Vec<String> = page.call("listed", json!(["title"])).await?;
    ensure!(titles == ["a1", "b1", "a2", "a3", "b2", "a4"], "the list is {titles:?}");
    page.wait("the attribute's speed", "moves", json!([-100])).await?;
    page.act("attribute", json!(["speed", null])).await?;
    page.wait("the configured speed", "moves", json!([-300])).await.map(drop)
}

async fn a_proxy_is_asked_in_place_of_another_origin(page: Page) -> Result<()> {
    let asked = "/proxy?u=https%3A%2F%2Fother.example%2Ffeed%3Fx%3D1";
    page.feed(asked, &json!([{ "title": "Brought", "url": "/n/1" }]));
    page.feed("/own.json", &json!([headline("2", "Own")]));
    let sources = [("sources", "https://other.example/feed?x=1 /own.json"), ("proxy", "/proxy?u=")];
    page.open(&around("en", &tag(&sources))).await?;
    page.wait("both", "has", json!([2])).await?;
    let urls: Vec<String> = page.call("listed", json!(["url"])).await?;
    ensure!(urls.contains(&"https://other.example/n/1".to_owned()), "addresses are against the source: {urls:?}");
    Ok(())
}

async fn credentials_are_known_to_the_early_request(page: Page) -> Result<()> {
    for credentials in ["omit", " Include ", "same-origin"] {
        let before = page.server.count("/feed.json");
        show(&page, "en", &[("credentials", credentials)], &english(4)).await?;
        ensure!(page.server.count("/feed.json") == before + 1, "{credentials}: {:?}", page.server.log());
    }
    Ok(())
}
