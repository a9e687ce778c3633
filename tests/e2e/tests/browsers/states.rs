//! What readers see besides the headlines, and headlines that come by themselves.

use crate::access::axe;
use crate::fixtures::{arabic, around, english, headline, long, show};
use anyhow::{Result, ensure};
use e2e::answer::{Answer, Gate, Stream};
use e2e::case;
use e2e::case::Case;
use e2e::html::{element, inline, tag};
use e2e::page::Page;
use serde_json::{Value, json};
use std::time::Duration;

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![
        case!(an_empty_line_says_why_and_tries_again),
        case!(without_a_network_the_line_says_so),
        case!(what_is_pushed_enters_next_marked_and_moves_nothing),
        case!(what_is_removed_goes_at_once),
        case!(a_source_may_send_by_itself),
        case!(a_stream_that_is_refused_is_not_asked_again_at_once),
    ]
}

async fn an_empty_line_says_why_and_tries_again(page: Page) -> Result<()> {
    let gate = Gate::closed();
    page.server.set("/feed.json", Answer::status(500).held(&gate));
    page.open(&crate::access::whole(&page, "en", &element(&[("sources", "/feed.json")], ""))?).await?;
    page.wait("that it says so", "says", json!(["Loading"])).await?;
    let height =
        async || page.call::<Value>("box", json!(["headline-ticker"])).await.map(|place| place["height"].clone());
    ensure!(height().await? == 48, "the line is {} high", height().await?);
    axe(&page, "loading").await?;
    gate.open();
    page.wait("that it says so", "says", json!(["Loading failed"])).await?;
    axe(&page, "failed").await?;
    page.take_one_warning(&["/feed.json", "status 500"]).await?;
    page.feed("/feed.json", &json!([]));
    page.click(".retry").await?;
    page.wait("that it says so", "says", json!(["No news"])).await?;
    axe(&page, "empty").await?;
    page.feed("/feed.json", &english(4));
    page.act("invoke", json!(["refresh"])).await?;
    page.ready().await?;
    ensure!(height().await? == 48, "the line is {} high", height().await?);
    ensure!(!page.holds("says", json!(["No news"])).await?, "it says still that there is none");
    Ok(())
}

async fn without_a_network_the_line_says_so(page: Page) -> Result<()> {
    show(&page, "ar", &[], &arabic(12)).await?;
    page.act("online", json!([false])).await?;
    page.wait("that it says so", "says", json!(["لا اتصال بالشبكة"])).await?;
    page.act("online", json!([true])).await?;
    page.wait("that it says so no more", "insideAttributeIs", json!([".note", "hidden", ""])).await.map(drop)
}

async fn what_is_pushed_enters_next_marked_and_moves_nothing(page: Page) -> Result<()> {
    show(&page, "en", &[("speed", "200")], &long(12)).await?;
    page.steady().await?;
    let breaking = json!({ "title": "The dam at Norrland holds", "url": "/n/dam", "breaking": true });
    let frames = page.frames_while(Duration::from_secs(1), page.act("push", json!([breaking]))).await?;
    crate::movement::even(&frames, frames.speed()?)?;
    page.wait("the pushed one", "marked", json!(["The dam at Norrland holds"])).await?;
    page.wait("the label", "labelled", json!(["Breaking"])).await?;
    ensure!(page.holds("has", json!([13])).await?, "it is not in the list once");
    page.act("invoke", json!(["refresh"])).await?;
    ensure!(page.holds("has", json!([13])).await?, "a refresh took it");
    page.wait("the usual label", "labelled", json!(["Latest news"])).await.map(drop)
}

async fn what_is_removed_goes_at_once(page: Page) -> Result<()> {
    show(&page, "en", &[("speed", "0")], &english(12)).await?;
    let titles: Vec<String> = page.call("titles", json!([])).await?;
    page.act("takeAway", json!([titles[0]])).await?;
    let left: Vec<String> = page.call("titles", json!([])).await?;
    ensure!(!left.contains(&titles[0]) && left[0] == titles[1], "{titles:?} became {left:?}");
    page.wait("a full line", "full", json!([])).await?;
    page.act("invoke", json!(["refresh"])).await?;
    ensure!(page.holds("has", json!([11])).await?, "it came back");
    // The method that every element has is still there.
    page.act("removeTicker", json!([])).await?;
    page.wait("no ticker", "counts", json!(["headline-ticker", 0])).await.map(drop)
}

/// A page with two tickers that listen to `/live`.
async fn listening(page: &Page) -> Result<()> {
    let config = json!({ "sources": ["/feed.json", { "url": "/live", "live": "sse" }], "speed": 400 });
    let tags = [tag(&[("config", "#news")]), tag(&[("config", "#news")])].concat();
    let markup = inline("news", &config) + &tags;
    page.feed("/feed.json", &long(12));
    page.open(&around("en", &markup)).await?;
    page.ready().await
}

/// Waits until so many connections listen.
async fn listeners(page: &Page, stream: &Stream, count: usize) -> Result<()> {
    page.wait_for_requests(&format!("{count} listeners"), |_| stream.listeners() == count).await
}

async fn a_source_may_send_by_itself(page: Page) -> Result<()> {
    let stream = Stream::new();
    page.server.set("/live", Answer::events(&stream));
    listening(&page).await?;
    listeners(&page, &stream, 1).await?;
    stream.send(&headline("b1", "The dam at Norrland holds"));
    page.wait("what was sent", "shows", json!(["The dam at Norrland holds"])).await?;
    for place in ["headline-ticker", "headline-ticker:last-of-type"] {
        page.wait("it in both lists", "has", json!([13, place])).await?;
    }
    // What is no headline is left alone.
    stream.send(&json!({ "title": 7 }));
    page.act("pass_by", json!(["pagehide"])).await?;
    listeners(&page, &stream, 0).await?;
    page.act("pass_by", json!(["pageshow"])).await?;
    listeners(&page, &stream, 1).await?;
    page.act("removeTicker", json!([])).await?;
    page.act("removeTicker", json!([])).await?;
    listeners(&page, &stream, 0).await
}

async fn a_stream_that_is_refused_is_not_asked_again_at_once(page: Page) -> Result<()> {
    page.server.set("/live", Answer::json(&json!([])));
    listening(&page).await?;
    page.wait_for_requests("the stream and the list", |server| server.count("/live") == 2).await?;
    page.act("invoke", json!(["refresh"])).await?;
    ensure!(page.server.count("/live") == 3, "requested were {:?}", page.server.log());
    // Browsers say that a stream has the wrong type, each in its own way.
    page.take("console error").await.map(drop)
}
