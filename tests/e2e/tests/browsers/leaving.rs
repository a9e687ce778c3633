//! Pages that are left, hidden, without a network, or not parsed yet: what is asked of the network then.

use crate::fixtures::{around, english, headline, long, show};
use anyhow::{Result, ensure};
use e2e::answer::{Answer, Gate, Stream};
use e2e::case;
use e2e::case::Case;
use e2e::html::{Html, element, inline, tag};
use e2e::page::Page;
use serde_json::json;
use std::time::{Duration, Instant};

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![
        case!(a_page_that_is_left_gives_its_requests_up),
        case!(a_stream_ends_with_its_page_and_begins_again_with_it),
        case!(nothing_is_asked_while_the_page_is_hidden),
        case!(nothing_is_asked_without_a_network),
        case!(a_page_that_opens_without_a_network_says_so),
        case!(what_is_not_parsed_yet_is_awaited),
    ]
}

/// Waits until the page that is there, if one is, has the kit, and this holds in it.
async fn until(page: &Page, condition: &str) -> Result<()> {
    let begun = Instant::now();
    let script = format!("return typeof kit === 'object' && {condition}");
    // While one page goes and another comes, no driver need answer.
    while page.session().run(&script, vec![]).await.ok() != Some(json!(true)) {
        ensure!(begun.elapsed() < Duration::from_secs(15), "{condition} does not come true");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Ok(())
}

/// Goes to another page, without closing the one under test first.
async fn away(page: &Page) -> Result<()> {
    page.server.set("/away", Html::new("en").body("<p id=\"away\">Another page</p>").answer());
    // As a click on a link does it; the driver's way ends a page otherwise.
    page.finish().await?;
    page.session().run("location.href = '/away'", vec![]).await?;
    until(page, "document.querySelector('#away') !== null").await
}

/// Goes back, to a page that the browser kept or loads anew.
async fn back(page: &Page) -> Result<()> {
    page.session().run("history.back()", vec![]).await?;
    until(page, "document.querySelector('headline-ticker') !== null").await?;
    page.ready().await
}

async fn a_page_that_is_left_gives_its_requests_up(page: Page) -> Result<()> {
    let gate = Gate::closed();
    page.server.set("/slow.json", Answer::json(&english(4)).held(&gate));
    page.feed("/feed.json", &english(4));
    page.open(&around("en", &tag(&[("sources", "/feed.json /slow.json")]))).await?;
    page.ready().await?;
    away(&page).await?;
    let given_up = |server: &e2e::server::Server| server.log().iter().any(|asked| asked.given_up);
    page.wait_for_requests("that it is given up", given_up).await?;
    page.feed("/slow.json", &json!([headline("s", "From the slow source")]));
    back(&page).await?;
    // WebKit ends requests when a link is followed, before it says that the page is left: they seem to fail.
    page.wait("the slow source too", "has", json!([5])).await?;
    ensure!(page.server.count("/slow.json") == 2, "requested were {:?}", page.server.log());
    if !page.events_of("error").await?.is_empty() {
        page.take_one_warning(&["/slow.json"]).await?;
    }
    Ok(())
}

async fn a_stream_ends_with_its_page_and_begins_again_with_it(page: Page) -> Result<()> {
    let stream = Stream::new();
    page.server.set("/live", Answer::events(&stream));
    page.feed("/feed.json", &long(12));
    let config = json!({ "sources": ["/feed.json", { "url": "/live", "live": "sse" }], "speed": 400 });
    let inside = inline("news", &config);
    page.open(&around("en", &(inside + &tag(&[("config", "#news")])))).await?;
    page.ready().await?;
    for count in [1, 0, 1] {
        if count == 0 {
            away(&page).await?;
        } else if page.server.count("/away") > 0 {
            back(&page).await?;
        }
        page.wait_for_requests(&format!("{count} listeners"), |_| stream.listeners() == count).await?;
    }
    stream.send(&headline("b1", "The dam at Norrland holds"));
    page.wait("what was sent", "shows", json!(["The dam at Norrland holds"])).await.map(drop)
}

async fn nothing_is_asked_while_the_page_is_hidden(page: Page) -> Result<()> {
    show(&page, "en", &[("speed", "0")], &english(4)).await?;
    page.session().minimise().await?;
    page.wait("a hidden page", "hidden", json!([true])).await?;
    page.act("refreshFrom", json!(["/feed.json"])).await?;
    page.wait("the reason", "paused_for", json!([["hidden"]])).await?;
    ensure!(page.server.count("/feed.json") == 1, "requested were {:?}", page.server.log());
    ensure!(!page.holds("refreshed", json!([])).await?, "the refresh is over, but nothing was asked");
    page.session().restore().await?;
    page.wait("the end of the refresh", "refreshed", json!([])).await?;
    ensure!(page.server.count("/feed.json") == 2, "requested were {:?}", page.server.log());
    Ok(())
}

async fn nothing_is_asked_without_a_network(page: Page) -> Result<()> {
    show(&page, "en", &[], &english(4)).await?;
    page.act("online", json!([false])).await?;
    page.act("refreshFrom", json!(["/feed.json"])).await?;
    page.act("pass", json!([6])).await?;
    ensure!(page.server.count("/feed.json") == 1, "requested were {:?}", page.server.log());
    ensure!(!page.holds("refreshed", json!([])).await?, "the refresh is over, but nothing was asked");
    page.act("online", json!([true])).await?;
    page.wait("the end of the refresh", "refreshed", json!([])).await?;
    ensure!(page.server.count("/feed.json") == 2, "requested were {:?}", page.server.log());
    Ok(())
}

async fn a_page_that_opens_without_a_network_says_so(page: Page) -> Result<()> {
    page.feed("/feed.json", &english(4));
    let config = inline("news", json!({ "sources": ["/feed.json"] }));
    let html = around("en", &(config + &tag(&[("config", "#news")])));
    page.open(&html.head("<script src=\"/kit/offline.js\"></script>")).await?;
    page.wait("that it says so", "says", json!(["Offline"])).await?;
    ensure!(page.server.count("/feed.json") == 0, "requested were {:?}", page.server.log());
    page.act("online", json!([true])).await?;
    page.ready().await?;
    ensure!(!page.holds("says", json!(["Offline"])).await?, "it says still that there is no network");
    ensure!(page.server.count("/feed.json") == 1, "requested were {:?}", page.server.log());
    Ok(())
}

async fn what_is_not_parsed_yet_is_awaited(page: Page) -> Result<()> {
    let feed = json!([headline("1", "Parsed late")]);
    let rows = [([("config", "#late")], json!({ "sources": ["#feed"] })), ([("sources", "#late")], feed.clone())];
    for (attributes, late) in rows {
        // WebKit runs no async script before something is painted.
        let ticker = element(&attributes, "").replace(" async", "");
        // The parser waits for a script between the ticker and what it needs, and the ticker is at work meanwhile.
        let gate = Gate::closed();
        page.server.set("/slow.js", Answer::new("text/javascript", "").held(&gate));
        let begun = page.server.count("/begun");
        page.server.set("/begun", Answer::new("text/plain", ""));
        let [late, feed] = [inline("late", &late), inline("feed", &feed)];
        let markup = format!("{ticker}<script src=\"/slow.js\"></script>{late}{feed}");
        let html = around("en", &markup).head("<script src=\"/kit/begun.js\"></script>");
        let parsing = async {
            page.wait_for_requests("the ticker at work", |server| server.count("/begun") > begun).await?;
            gate.open();
            Ok(())
        };
        tokio::try_join!(page.open(&html), parsing)?;
        page.wait("what came late", "shows", json!(["Parsed late"])).await?;
        ensure!(page.events_of("error").await?.is_empty(), "to be parsed later is no failure");
    }
    Ok(())
}
