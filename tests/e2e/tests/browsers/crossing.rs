//! Feeds of other origins: what can be read of them, what goes to them, and the way around.

use crate::fixtures::{around, english, headline};
use anyhow::{Context, Result, ensure};
use e2e::answer::{Answer, Gate};
use e2e::case;
use e2e::case::Case;
use e2e::html::{inline, tag};
use e2e::page::Page;
use e2e::server::{Folders, Server};
use serde_json::{Value, json};

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![
        case!(retry_after_counts_where_it_can_be_read),
        case!(a_feed_that_may_not_be_read_is_one_warning_and_a_proxy_helps),
        case!(nothing_goes_to_an_origin_behind_a_proxy),
        case!(a_source_can_be_exempt_from_the_proxy),
        case!(cookies_go_where_they_are_wanted),
    ]
}

/// A second server: another port is another origin.
pub async fn another() -> Result<Server> {
    Server::start(&Folders::from_environment(), None).await
}

/// A source's address as it stands behind a proxy's.
fn encoded(address: &str) -> String {
    address.replace(':', "%3A").replace('/', "%2F")
}

/// A configuration in the page, named `#news`.
fn configuration(value: &Value) -> String {
    inline("news", value)
}

async fn retry_after_counts_where_it_can_be_read(page: Page) -> Result<()> {
    let other = another().await?;
    let source = other.address("/feed.json");
    let busy = || Answer::status(429).for_all().header("Retry-After", "3600");
    // Unless it is exposed, no page may read it across origins; then the usual wait counts, at most half as much again.
    let exposed = busy().header("Access-Control-Expose-Headers", "Retry-After");
    for (answer, least, most, asked) in [(exposed, 3_580_000.0, 3_600_000.0, 1), (busy(), 10_000.0, 22_500.0, 2)] {
        let before = other.count("/feed.json");
        other.set("/feed.json", answer);
        page.open(&around("en", &tag(&[("sources", &source)]))).await?;
        page.wait("the error", "said", json!(["error"])).await?;
        let detail = page.events_of("error").await?[0].detail.clone();
        let wait: f64 = page.call("until", json!([detail["nextAttempt"]])).await?;
        ensure!((least..=most).contains(&wait), "it is asked again in {wait} ms");
        ensure!(detail["status"] == 429 && detail["reason"] == "status", "{detail}");
        page.take_one_warning(&[&source, "status 429"]).await?;
        page.act("invoke", json!(["refresh"])).await?;
        ensure!(other.count("/feed.json") == before + asked, "requested were {:?}", other.log());
    }
    Ok(())
}

async fn a_feed_that_may_not_be_read_is_one_warning_and_a_proxy_helps(page: Page) -> Result<()> {
    let other = another().await?;
    let source = other.address("/feed.json");
    other.set("/feed.json", Answer::json(&english(4)));
    page.feed(&format!("/proxy?u={}", encoded(&source)), &english(4));
    page.open(&around("en", &tag(&[("sources", &source)]))).await?;
    page.wait("the failed state", "is", json!(["state", "failed"])).await?;
    let errors = page.events_of("error").await?;
    ensure!(errors.len() == 1 && errors[0].detail["reason"] == "network", "{errors:?}");
    page.take_one_warning(&[&source, "Access-Control-Allow-Origin", "proxy"]).await?;
    page.act("set", json!(["proxy", "/proxy?u="])).await?;
    page.ready().await?;
    page.wait("the live state", "is", json!(["state", "live"])).await?;
    ensure!(other.count("/feed.json") == 1, "the other origin was asked {:?}", other.log());
    Ok(())
}

async fn nothing_goes_to_an_origin_behind_a_proxy(page: Page) -> Result<()> {
    let other = another().await?;
    let source = other.address("/feed.json");
    other.set("/feed.json", Answer::json(&english(4)).for_all());
    let asked = format!("/proxy?u={}", encoded(&source));
    page.feed(&asked, &english(4));
    let inside = configuration(&json!({ "proxy": "/proxy?u=" }));
    let rows = [
        tag(&[("sources", &source), ("proxy", "/proxy?u=")]),
        inside + &tag(&[("sources", &source), ("config", "#news")]),
    ];
    for (row, markup) in rows.iter().enumerate() {
        // What is asked for before the wasm is there is asked for without what only the core knows.
        let gate = Gate::closed();
        let wasm = page.server.wasm("/dist/")?;
        page.server.set(&wasm, page.server.file(&wasm)?.held(&gate));
        page.open(&around("en", markup)).await?;
        page.wait_for_requests("the wasm", |server| server.count(".wasm") > 0).await?;
        page.act("pass", json!([6])).await?;
        gate.open();
        page.ready().await?;
        ensure!(other.log().is_empty(), "the other origin was asked {:?}", other.log());
        ensure!(page.server.count(&asked) == row + 1, "requested were {:?}", page.server.log());
    }
    Ok(())
}

async fn a_source_can_be_exempt_from_the_proxy(page: Page) -> Result<()> {
    let other = another().await?;
    other.set("/feed.json", Answer::json(&json!([headline("1", "Direct")])).for_all());
    let source = json!({ "url": other.address("/feed.json"), "proxy": false });
    let inside = configuration(&json!({ "proxy": "/proxy?u=", "sources": [source] }));
    page.open(&around("en", &(inside + &tag(&[("config", "#news")])))).await?;
    page.wait("it", "shows", json!(["Direct"])).await?;
    ensure!(other.count("/feed.json") == 1, "the other origin was asked {:?}", other.log());
    Ok(())
}

async fn cookies_go_where_they_are_wanted(page: Page) -> Result<()> {
    let other = another().await?;
    let origin = page.server.address("");
    let answer = Answer::json(&english(4))
        .header("Access-Control-Allow-Origin", &origin)
        .header("Access-Control-Allow-Credentials", "true");
    other.set("/feed.json", answer);
    page.feed("/feed.json", &english(4));
    page.open(&around("en", "")).await?;
    // Browsers keep cookies by host, whatever the port.
    page.act("cookie", json!(["reader=1; max-age=60"])).await?;
    let sources = format!("/feed.json {}", other.address("/feed.json"));
    for (credentials, expected) in [("omit", [false, false]), ("same-origin", [true, false]), ("include", [true, true])]
    {
        page.open(&around("en", &tag(&[("sources", &sources), ("credentials", credentials)]))).await?;
        page.wait("the end of the round", "said", json!(["loadend"])).await?;
        let cookies = |server: &Server| -> Result<bool> {
            let log = server.log();
            let asked = log.iter().rev().find(|asked| asked.path == "/feed.json").context("it was not asked")?;
            Ok(asked.cookies)
        };
        let went = [cookies(&page.server)?, cookies(&other)?];
        ensure!(went == expected, "with {credentials}, cookies went to our origin and the other: {went:?}");
    }
    page.act("cookie", json!(["reader=1; max-age=0"])).await
}
