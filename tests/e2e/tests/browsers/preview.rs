//! The preview page.

use anyhow::{Context, Result, ensure};
use e2e::answer::Answer;
use e2e::case;
use e2e::case::Case;
use e2e::page::Page;
use serde_json::{Value, json};

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![
        case!(the_preview_loads_without_an_error_and_its_ticker_scrolls),
        case!(its_controls_write_attributes),
        case!(its_fault_switch_stands_in_the_addresses),
        case!(its_list_shows_where_each_headline_comes_from),
        case!(it_says_whether_browsers_can_read_an_address),
        case!(other_sources_begin_its_line_anew),
        case!(its_readouts_follow_what_has_no_event),
        case!(its_stage_covers_nothing_that_has_the_focus),
        case!(it_shows_the_ticker_without_a_list_inside),
        case!(its_near_duplicates_are_joined_as_it_says),
        case!(it_marks_a_value_that_the_ticker_refuses),
        case!(its_looks_dress_the_ticker),
    ]
}

/// Opens the preview, watched like every page under test.
async fn open(page: &Page) -> Result<()> {
    let index = page.server.file("/www/index.html")?;
    let text = String::from_utf8(index.body.to_vec())?;
    let (before, after) = text.split_once("<head>").context("the preview has no <head>")?;
    let watched =
        format!("{before}<head><script src=\"/kit/watch.js\"></script><script src=\"/kit/kit.js\"></script>{after}");
    page.server.set("/www/index.html", Answer::html(&watched));
    page.visit("/www/index.html").await?;
    page.ready().await
}

async fn the_preview_loads_without_an_error_and_its_ticker_scrolls(page: Page) -> Result<()> {
    open(&page).await?;
    page.steady().await?;
    let titles: Vec<String> = page.call("listed", json!(["title"])).await?;
    ensure!(!titles.is_empty(), "the preview's ticker has no headlines");
    Ok(())
}

async fn its_controls_write_attributes(page: Page) -> Result<()> {
    open(&page).await?;
    for (attribute, control, value, written) in [
        ("sources", "[data-word='feeds/english.json']", json!(true), "feeds/arabic.json feeds/english.json"),
        ("order", "input[name=order][value=interleave]", json!(true), "interleave"),
        ("dedupe", "input[name=dedupe][value=similar]", json!(true), "similar"),
        ("max-age", "#max-age", json!("30d"), "30d"),
        ("include", "#include", json!("المدينة city"), "المدينة city"),
        ("exclude", "#exclude", json!("الضباب"), "الضباب"),
        ("cache", "#cache", json!("1h"), "1h"),
        ("credentials", "input[name=credentials][value=omit]", json!(true), "omit"),
        ("proxy", "#proxy", json!("/proxy?url="), "/proxy?url="),
    ] {
        page.act("choose", json!([control, value])).await?;
        let found: Option<String> = page.call("getAttribute", json!([attribute])).await?;
        ensure!(found.as_deref() == Some(written), "{attribute} is {found:?}");
        // The snippet is drawn from the attributes, and names them on the script tag.
        let snippet: Vec<String> = page.call("texts", json!(["#snippet"])).await?;
        ensure!(snippet.iter().any(|text| text.contains(&format!("data-{attribute}"))), "{attribute}: {snippet:?}");
    }
    Ok(())
}

async fn its_fault_switch_stands_in_the_addresses(page: Page) -> Result<()> {
    // The server of these tests has no faults of its own, so here the feeds answer well.
    for sample in ["arabic", "english"] {
        let feed = page.server.file(&format!("/www/feeds/{sample}.json"))?;
        page.server.set(&format!("/www/fault/slow/feeds/{sample}.json"), feed);
    }
    open(&page).await?;
    page.act("choose", json!(["[data-word='feeds/english.json']", true])).await?;
    for (of, fault, sources) in [
        ("", "slow", "fault/slow/feeds/arabic.json fault/slow/feeds/english.json"),
        ("feeds/arabic.json", "", "feeds/arabic.json fault/slow/feeds/english.json"),
        ("", "", "feeds/arabic.json feeds/english.json"),
    ] {
        page.act("choose", json!(["#fault-of", of])).await?;
        page.act("choose", json!(["#fault", fault])).await?;
        let found: String = page.call("getAttribute", json!(["sources"])).await?;
        ensure!(found == sources, "{of} {fault}: {found}");
        let ticked: usize = page.call("count", json!([".samples input:checked"])).await?;
        ensure!(ticked == 2, "{ticked} samples are ticked with {found}");
    }
    Ok(())
}

async fn its_list_shows_where_each_headline_comes_from(page: Page) -> Result<()> {
    open(&page).await?;
    page.wait("the whole list", "counts", json!(["#list li", 60])).await?;
    let [titles, publishers]: [Vec<Value>; 2] =
        [page.call("listed", json!(["title"])).await?, page.call("listed", json!(["publisher"])).await?];
    let shown: Vec<Value> = page.call("texts", json!(["#list .title"])).await?;
    ensure!(shown == titles, "the list shows {shown:?}");
    let shown: Vec<Value> = page.call("texts", json!(["#list .publisher"])).await?;
    ensure!(shown == publishers, "the list shows {shown:?}");
    let sources: Vec<String> = page.call("texts", json!(["#list .source"])).await?;
    ensure!(sources.iter().all(|source| source == "/www/feeds/arabic.json"), "the list shows {sources:?}");
    Ok(())
}

async fn it_says_whether_browsers_can_read_an_address(page: Page) -> Result<()> {
    let mut half = page.server.file("/www/feeds/english.json")?;
    half.body.truncate(half.body.len() / 2);
    page.server.set("/www/feeds/half.json", half);
    open(&page).await?;
    for (address, verdict) in [
        ("feeds/one.json", "Browsers can read it."),
        ("preview/check.js", "A browser may read it, but it is no feed."),
        ("ftp://example.com/", "That is no web address. It begins with https://."),
        ("", "Paste an address first."),
        ("feeds/half.json", "Browsers can read it, but the ticker finds no headlines in it."),
    ] {
        page.act("choose", json!(["#check-address", address])).await?;
        page.act("press", json!(["#check button"])).await?;
        page.wait(verdict, "reads", json!(["#verdict h3", verdict])).await?;
        if address == "feeds/one.json" {
            page.wait("the count of headlines", "reads", json!(["#verdict dl > :last-child dd", "1"])).await?;
        }
        // Only what the ticker can read is offered.
        let offered = page.holds("seen", json!(["#verdict p button"])).await?;
        ensure!(offered == (address == "feeds/one.json"), "{address}: offered is {offered}");
    }
    page.take_one_warning(&["feeds/half.json", "not whole"]).await?;
    // An address is often copied without its scheme. Nothing answers on this port.
    let asked: String = page.call("checked", json!(["localhost:9/rss"])).await?;
    ensure!(asked == "http://localhost:9/rss", "{asked} is asked for");
    let asked: String = page.call("checked", json!(["www.news.invalid/rss"])).await?;
    ensure!(asked == "https://www.news.invalid/rss", "{asked} is asked for");
    Ok(())
}

async fn other_sources_begin_its_line_anew(page: Page) -> Result<()> {
    open(&page).await?;
    page.act("press", json!(["#pause"])).await?;
    page.act("press", json!(["[data-word='feeds/arabic.json']"])).await?;
    page.act("press", json!(["[data-word='feeds/one.json']"])).await?;
    page.wait("the other list", "has", json!([1])).await?;
    page.ready().await?;
    let [shown, listed]: [Vec<String>; 2] =
        [page.call("titles", json!([])).await?, page.call("listed", json!(["title"])).await?];
    ensure!(shown == listed, "the line shows {shown:?}");
    // Whoever paused the line before has paused this one as well.
    page.wait("the pause", "reads", json!(["#reasons", "user"])).await?;
    Ok(())
}

async fn its_readouts_follow_what_has_no_event(page: Page) -> Result<()> {
    open(&page).await?;
    let expect = async |what: &str, count: &str| {
        page.wait(what, "reads", json!(["#count", count])).await?;
        page.wait(what, "reads", json!(["#list-count", count])).await
    };
    expect("the sample", "60").await?;
    page.act("choose", json!(["#limit", "20"])).await?;
    page.wait("the limit", "reads", json!(["#count", "20, the limit"])).await?;
    // What is hidden must not be wrong either.
    ensure!(page.holds("reads", json!(["#list-note", ""])).await?, "the note of 20 rows says something");
    page.act("choose", json!(["#limit", ""])).await?;
    expect("all again", "60").await?;
    page.act("choose", json!(["#push-title", "A headline of our own"])).await?;
    page.act("press", json!(["#push button"])).await?;
    expect("the pushed one", "61").await?;
    page.act("press", json!(["#list button"])).await?;
    expect("one less", "60").await?;
    page.act("press", json!(["[data-word='feeds/thousand.json']"])).await?;
    page.act("press", json!(["[data-word='feeds/arabic.json']"])).await?;
    page.wait("all of the sample", "reads", json!(["#count", "1,000, the limit"])).await?;
    page.act("press", json!(["[data-word='feeds/thousand.json']"])).await?;
    expect("the list inside", "3").await?;
    let limit: Option<String> = page.call("getAttribute", json!(["limit"])).await?;
    ensure!(limit.is_none(), "the sample is gone, and its limit is {limit:?}");
    Ok(())
}

async fn its_stage_covers_nothing_that_has_the_focus(page: Page) -> Result<()> {
    open(&page).await?;
    let covered: Vec<String> = page.call("covered", json!(["#stage"])).await?;
    ensure!(covered.is_empty(), "with the focus on them, the stage covers {covered:?}");
    Ok(())
}

async fn it_shows_the_ticker_without_a_list_inside(page: Page) -> Result<()> {
    page.server.set("/www/fault/500/feeds/arabic.json", Answer::status(500));
    open(&page).await?;
    page.act("choose", json!(["input[name=form][value=element]", true])).await?;
    let shows = async |what: &str| -> Result<bool> {
        let texts: Vec<String> = page.call("texts", json!(["#snippet"])).await?;
        Ok(texts.concat().contains(what))
    };
    ensure!(shows("<li>").await?, "the snippet has no list");
    page.act("press", json!(["#own"])).await?;
    page.act("choose", json!(["#fault", "500"])).await?;
    page.wait("the failure", "reads", json!(["#state", "failed"])).await?;
    ensure!(page.call::<usize>("met", json!([".retry"])).await? == 1, "there is no button that tries again");
    ensure!(!shows("<li>").await?, "the snippet has a list");
    page.act("press", json!(["#own"])).await?;
    page.wait("the failure", "is", json!(["state", "failed"])).await?;
    ensure!(page.call::<usize>("met", json!([".retry"])).await? == 0, "the list inside does not stand");
    let failures = [page.take("console warning").await?, page.take("console error").await?].concat();
    ensure!(failures.iter().all(|failure| failure.contains("500")), "{failures:?}");
    Ok(())
}

async fn its_near_duplicates_are_joined_as_it_says(page: Page) -> Result<()> {
    open(&page).await?;
    ensure!(!page.holds("seen", json!(["#pairs"])).await?, "the pairs are shown without their sample");
    page.act("press", json!(["[data-word='feeds/duplicates.json']"])).await?;
    ensure!(page.holds("seen", json!(["#pairs"])).await?, "the pairs are not shown");
    page.wait("both samples", "has", json!([68])).await?;
    page.act("choose", json!(["input[name=dedupe][value=similar]", true])).await?;
    page.wait("the joined list", "has", json!([66])).await?;
    let titles: Vec<String> = page.call("listed", json!(["title"])).await?;
    for (list, pairs, stand) in [("joined", 3, 1), ("unsure", 2, 2), ("own", 3, 2)] {
        let said: Vec<String> = page.call("texts", json!([format!("#pairs-{list} span")])).await?;
        ensure!(said.len() == 2 * pairs, "{list} has {said:?}");
        for pair in said.chunks(2) {
            let standing = pair.iter().filter(|title| titles.contains(title)).count();
            ensure!(standing == stand, "{standing} of {pair:?} stand in the list, said to be {list}");
        }
    }
    Ok(())
}

async fn it_marks_a_value_that_the_ticker_refuses(page: Page) -> Result<()> {
    open(&page).await?;
    let refused = async || -> Result<(Option<String>, bool)> {
        let attributes: Value = page.call("attributes", json!(["#interval"])).await?;
        let shown = page.holds("seen", json!(["#refused-interval"])).await?;
        Ok((attributes["aria-invalid"].as_str().map(String::from), shown))
    };
    for (value, expected) in [("5x", "true"), ("5m", "false"), ("5x", "true"), ("", "false")] {
        page.act("choose", json!(["#interval", value])).await?;
        if expected == "true" {
            page.take_one_warning(&["interval=\"5x\""]).await?;
        }
        let (invalid, shown) = refused().await?;
        ensure!(invalid.as_deref() == Some(expected), "{value:?}: {invalid:?}");
        ensure!(shown == (expected == "true"), "{value:?}: the sentence is shown: {shown}");
    }
    Ok(())
}

async fn its_looks_dress_the_ticker(page: Page) -> Result<()> {
    open(&page).await?;
    let paper = async || page.call::<String>("insideStyle", json!([".ticker", "backgroundColor"])).await;
    let default = paper().await?;
    for (look, expected) in [
        ("newsprint", "rgb(246, 240, 228)"),
        ("night", "rgb(12, 20, 48)"),
        ("signal", "rgb(255, 212, 0)"),
        ("", &default),
    ] {
        page.act("choose", json!(["#look", look])).await?;
        page.wait(&format!("the look {look:?}"), "insideStyleIs", json!([".ticker", "backgroundColor", expected]))
            .await?;
    }
    Ok(())
}
