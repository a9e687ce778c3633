//! Headlines that come by themselves, and those that are taken away, while the reader looks on.

use crate::fixtures::{arabic, around, english, headline, long, show};
use crate::movement::full;
use anyhow::{Context, Result, ensure};
use e2e::answer::{Answer, Gate, Stream};
use e2e::case;
use e2e::case::Case;
use e2e::html::{inline, tag};
use e2e::page::Page;
use serde_json::{Value, json};
use std::time::Duration;

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![
        case!(what_is_pushed_enters_once_and_the_turn_goes_on),
        case!(what_is_pushed_before_the_wasm_is_kept),
        case!(what_is_removed_from_a_moving_line_moves_nothing_before_it),
        case!(the_label_is_the_usual_one_once_breaking_news_is_removed),
        case!(what_a_stream_sends_may_be_anything),
        case!(a_stream_that_ends_for_good_is_left_alone_for_a_while),
    ]
}

const NEWS: &str = "The dam at Norrland holds, and the town behind it goes back to its houses";

async fn what_is_pushed_enters_once_and_the_turn_goes_on(page: Page) -> Result<()> {
    show(&page, "en", &[("speed", "60")], &long(6)).await?;
    page.steady().await?;
    for _ in 0..2 {
        page.act("push", json!([{ "id": "dam", "title": NEWS, "url": "/n/dam" }])).await?;
    }
    ensure!(page.holds("has", json!([7])).await?, "the same one twice is not one");
    let seen = page.items().await?;
    page.act("attribute", json!(["speed", "300"])).await?;
    // What is taken into the line but not seen can be given back when it slows down, so it is stopped where all of it is seen.
    page.wait("all of it", "entered", json!([NEWS])).await?;
    page.act("invoke", json!(["pause"])).await?;
    page.wait("a line that stands", "still", json!([])).await?;
    let items = page.items().await?;
    let texts: Vec<&str> = items.iter().filter_map(|item| item.text.as_deref()).collect();
    let at = texts.iter().position(|text| *text == NEWS).context("it is gone")?;
    ensure!(texts.iter().filter(|text| **text == NEWS).count() == 1, "it stands twice: {texts:?}");
    // It follows what stood when it came; what follows it is what would have come without it.
    let number = |text: &str| text.split(' ').next().and_then(|first| first.parse::<usize>().ok());
    let after = texts.get(at + 1).context("nothing follows it")?;
    let last = seen.last().and_then(|item| item.text.as_deref()).context("an empty strip")?;
    ensure!(number(after) == number(last).map(|number| (number + 1) % 6), "after {last:?} the line reads {texts:?}");
    if let Some(before) = at.checked_sub(1).and_then(|before| items.get(before)) {
        let known = seen.iter().any(|item| item.number == before.number);
        ensure!(known, "{:?} entered before it", before.text);
    }
    Ok(())
}

async fn what_is_pushed_before_the_wasm_is_kept(page: Page) -> Result<()> {
    let gate = Gate::closed();
    let wasm = page.server.wasm("/dist/")?;
    page.server.set(&wasm, page.server.file(&wasm)?.held(&gate));
    page.feed("/feed.json", &english(4));
    page.open(&around("en", &tag(&[("sources", "/feed.json"), ("speed", "400")]))).await?;
    page.wait("the element", "defined", json!([])).await?;
    page.wait("the ticker", "counts", json!(["headline-ticker", 1])).await?;
    page.act("push", json!([{ "id": "dam", "title": NEWS, "breaking": true }])).await?;
    gate.open();
    page.wait("it, marked", "marked", json!([NEWS])).await?;
    page.wait("it and the feed", "has", json!([5])).await.map(drop)
}

async fn what_is_removed_from_a_moving_line_moves_nothing_before_it(page: Page) -> Result<()> {
    for (lang, feed, right) in [("ar", arabic(20), true), ("en", english(20), false)] {
        show(&page, lang, &[("speed", "60")], &feed).await?;
        page.steady().await?;
        // The first that is seen whole and not soon over the edge; what stands before it must not feel that it goes.
        let width: Value = page.call("insideBox", json!([".viewport"])).await?;
        let (left, end) = (width["left"].as_f64().context("left")?, width["right"].as_f64().context("right")?);
        let whole = |item: &&e2e::noted::Item| {
            if right { item.right < end - 200.0 } else { item.left > left + 200.0 }
        };
        let items = page.items().await?;
        let title = items.iter().find(whole).and_then(|item| item.text.clone()).context("none is seen whole")?;
        let removing = page.act("takeAway", json!([title]));
        let frames = page.frames_while(Duration::from_millis(1500), removing).await?;
        ensure!(!page.holds("shows", json!([title])).await?, "{title:?} is there still");
        full(&frames)?;
        let turned = frames.from_edge(right);
        let jump = turned.largest_jump_of_first(turned.speed_of_first()?);
        ensure!(jump <= 1.5, "in {lang} the first headline jumped by {jump:.2} px");
    }
    Ok(())
}

async fn the_label_is_the_usual_one_once_breaking_news_is_removed(page: Page) -> Result<()> {
    show(&page, "en", &[("speed", "400")], &long(6)).await?;
    page.steady().await?;
    let height: Value = page.call("box", json!(["headline-ticker"])).await?;
    let viewport: Value = page.call("insideBox", json!([".viewport"])).await?;
    page.act("push", json!([{ "id": "dam", "title": NEWS, "breaking": true }])).await?;
    page.wait("the other label", "labelled", json!(["Breaking"])).await?;
    let announced: String = page.call("insideText", json!([".status"])).await?;
    ensure!(announced == format!("Breaking: {NEWS}"), "readers' software is told {announced:?}");
    page.act("attribute", json!(["speed", "0"])).await?;
    ensure!(page.call::<Value>("box", json!(["headline-ticker"])).await? == height, "the line has another size");
    ensure!(page.call::<Value>("insideBox", json!([".viewport"])).await? == viewport, "the strip has another room");
    page.act("takeAway", json!([NEWS])).await?;
    page.wait("the usual label", "labelled", json!(["Latest news"])).await?;
    ensure!(!page.holds("labelled", json!(["Breaking"])).await?, "both labels are seen");
    page.wait("a line that stands", "still", json!([])).await?;
    full(&page.watch_frames(Duration::from_millis(300)).await?)
}

/// A page with a list and a source that sends, which another ticker may listen to as well.
async fn listening(page: &Page) -> Result<()> {
    let config = json!({ "sources": ["/feed.json", { "url": "/live", "live": "sse" }], "speed": 400 });
    let inside = inline("news", &config);
    page.feed("/feed.json", &long(6));
    page.open(&around("en", &(inside + &tag(&[("config", "#news")])))).await?;
    page.ready().await
}

async fn what_a_stream_sends_may_be_anything(page: Page) -> Result<()> {
    let stream = Stream::new();
    page.server.set("/live", Answer::events(&stream));
    listening(&page).await?;
    page.wait_for_requests("a listener", |_| stream.listeners() == 1).await?;
    for text in
        ["", "nonsense", "1", "null", "[]", "[1]", "{", "1],[2", "{\"title\": \"\"}", "\"text\"", "{\"url\": 7}"]
    {
        stream.send_text(text);
    }
    stream.send(&headline("dam", NEWS));
    page.wait("what was sent well", "shows", json!([NEWS])).await?;
    let length: usize = page.call("length", json!([])).await?;
    ensure!(length == 7, "{length} headlines are in the list");
    ensure!(page.call::<String>("get", json!(["state"])).await? == "live", "the state is not live");
    // What is wrong is told, however often it is sent, without a word a message.
    let told = page.take("console warning").await?;
    ensure!(told.len() <= 11, "{told:#?}");
    Ok(())
}

async fn a_stream_that_ends_for_good_is_left_alone_for_a_while(page: Page) -> Result<()> {
    for (status, warned) in [(204, "/live"), (500, "status 500"), (404, "status 404")] {
        let before = page.server.count("/live");
        page.server.set("/live", Answer::status(status));
        listening(&page).await?;
        page.wait_for_requests("the stream and the list", |server| server.count("/live") == before + 2).await?;
        page.wait("the error", "said", json!(["error"])).await?;
        page.take_one_warning(&["/live", warned]).await?;
        // A browser that opened it again by itself would do so in three seconds, a core without patience at once: the list is
        // asked again, the stream is not.
        page.act("invoke", json!(["refresh"])).await?;
        page.act("pass", json!([20])).await?;
        ensure!(page.server.count("/live") == before + 3, "with {status}, requested were {:?}", page.server.log());
        page.take("console error").await?;
        ensure!(page.call::<String>("get", json!(["state"])).await? == "live", "the list does not stand");
    }
    Ok(())
}
