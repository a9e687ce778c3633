//! Hostile feeds: nothing of them runs, is fetched, or becomes more than text, an address of the web, or an image.
//!
//! Each text of `hostile/payloads.rs` stands in each field of each format. A row's number says which, wherever it turns up.

mod configuration;
mod documents;
mod payloads;
mod writing;

use crate::fixtures::around;
use crate::keyboard::arrows;
use crate::pausing::tab_into_line;
use anyhow::{Context, Result, ensure};
use e2e::answer::{Answer, Stream};
use e2e::case;
use e2e::case::Case;
use e2e::html::{Html, element, inline, tag};
use e2e::page::Page;
use e2e::server::Server;
use fantoccini::key::Key;
use payloads::{Payload, STRIDE, WEB};
use serde_json::{Value, json};
use std::collections::HashSet;
use writing::{FIELDS, Format};

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![
        case!(a_careless_page_is_found_out_by_every_text),
        case!(nothing_of_a_json_feed_is_more_than_it_says),
        case!(nothing_that_publishing_software_says_is_more_than_it_says),
        case!(nothing_of_an_xml_feed_is_more_than_it_says),
        case!(nothing_that_a_source_sends_by_itself_is_more_than_it_says),
        case!(nothing_that_the_page_gives_is_more_than_it_says),
    ]
    .into_iter()
    .chain(configuration::cases())
    .chain(documents::cases())
    .collect()
}

/// Allows everything: what protects is the ticker.
const POLICY: &str = "default-src * data: blob: filesystem: 'unsafe-inline' 'unsafe-eval'";

/// A page that protects from nothing.
fn open_to_all(markup: &str) -> Html {
    around("en", markup).head("<script src=\"/kit/hostile.js\"></script>").header("Content-Security-Policy", POLICY)
}

/// The host and port of the page's server.
fn host(page: &Page) -> String {
    page.server.address("").replace("http://", "")
}

/// The numbers that a text names in `ran(…)` or `/canary/…`.
fn numbers(text: &str) -> Vec<usize> {
    let after = ["ran(", "canary/", "canary\\"].into_iter().flat_map(|sign| text.split(sign).skip(1));
    after.filter_map(|rest| rest.split(|digit: char| !digit.is_ascii_digit()).next()?.parse().ok()).collect()
}

/// Class, text and field of what was found.
fn named(rows: &[Payload], found: &str) -> String {
    let name = |number: usize| {
        let row = rows.iter().find(|row| row.number == number / STRIDE * STRIDE);
        row.map(|row| format!("{} {:?} as {}", row.class.name, row.text, FIELDS[number % STRIDE]))
    };
    let names: Vec<String> = numbers(found).into_iter().filter_map(name).collect();
    format!("{}: {found}", names.join(", "))
}

/// Fails where a page in this state has anything that is not the product's.
async fn whole(page: &Page, rows: &[Payload], state: &str) -> Result<()> {
    let found: Vec<String> = page.call("broken", json!([])).await?;
    nothing(rows, &found).with_context(|| state.to_owned())
}

fn nothing(rows: &[Payload], found: &[String]) -> Result<()> {
    let named: Vec<String> = found.iter().map(|found| named(rows, found)).collect();
    ensure!(named.is_empty(), "{} are found: {:#?}", named.len(), &named[..named.len().min(10)]);
    Ok(())
}

/// What a row leads or fetches to where its text stands in a field.
fn canary(row: &Payload, field: &str) -> String {
    let place = FIELDS.iter().position(|known| *known == field);
    format!("/canary/{}", row.number + place.unwrap_or_default())
}

/// Fails where anything was fetched but the page, the ticker's two files, the sources, and images.
fn nothing_is_fetched(page: &Page, rows: &[Payload], is_source: impl Fn(&str) -> bool) -> Result<()> {
    let wasm = page.server.wasm("/dist/")?;
    for asked in page.server.log() {
        let path = asked.path.as_str();
        // Any text is an address beside the feed, and so an image's; only that of a canary must be one that needs no reading.
        let is_web = || rows.iter().any(|row| row.class.name == WEB && canary(row, "image") == path);
        let is_picture = asked.destination == "image" && (!path.starts_with("/canary/") || is_web());
        let is_ours = path == "/" || path == "/dist/headline-ticker.js" || path == wasm || is_source(path);
        ensure!(is_ours || is_picture, "fetched as {:?}: {}", asked.destination, named(rows, path));
    }
    Ok(())
}

async fn a_careless_page_is_found_out_by_every_text(page: Page) -> Result<()> {
    let rows = payloads::all();
    page.open(&open_to_all("<headline-ticker></headline-ticker>")).await?;
    let nothing: Vec<String> = page.call("broken", json!([])).await?;
    ensure!(nothing.is_empty(), "before anything is done there is {nothing:?}");
    let texts: Vec<_> =
        rows.iter().filter_map(|row| Some((row.class.careless?, row.in_field(0, &host(&page)), row))).collect();
    let done: Vec<(&str, &str)> = texts.iter().map(|(way, text, _)| (*way, text.as_str())).collect();
    let found: Vec<String> = page.call("careless", json!([done])).await?;
    let found: HashSet<usize> = found.iter().flat_map(|found| numbers(found)).collect();
    let missed: Vec<_> =
        texts.iter().filter(|(_, _, row)| !found.contains(&row.number)).map(|(.., row)| row.text).collect();
    ensure!(missed.is_empty(), "not found are {missed:#?}");
    // What runs and what is fetched is found as such, too.
    page.wait_for_requests("a canary", |server| server.log().iter().any(|asked| asked.path.starts_with("/canary/")))
        .await?;
    ensure!(nothing_is_fetched(&page, &rows, |_| false).is_err(), "what is fetched is not found");
    page.wait("something that runs", "has_run", json!([])).await?;
    for name in ["__proto__", "constructor"] {
        let nested = json!({ "polluted": 1 });
        let merged = json!({ name: if name == "constructor" { json!({ "prototype": nested }) } else { nested } });
        let found: Vec<String> = page.call("carelessly_merged", json!([merged.to_string()])).await?;
        ensure!(found.iter().any(|found| found.contains("every object")), "{name} is not found: {found:?}");
    }
    // What the careless page ran may have failed, too.
    page.take("page error").await.map(drop)
}

async fn nothing_of_a_json_feed_is_more_than_it_says(page: Page) -> Result<()> {
    harmless_in_all(&page, &[Format::Plain, Format::JsonFeed, Format::JsonFeedText]).await
}

async fn nothing_that_publishing_software_says_is_more_than_it_says(page: Page) -> Result<()> {
    harmless_in_all(&page, &[Format::WordPress, Format::Ghost, Format::Drupal, Format::Blogger]).await
}

async fn nothing_of_an_xml_feed_is_more_than_it_says(page: Page) -> Result<()> {
    harmless_in_all(&page, &[Format::Rss, Format::Rdf, Format::Atom, Format::AtomText]).await
}

async fn nothing_that_a_source_sends_by_itself_is_more_than_it_says(page: Page) -> Result<()> {
    harmless_in_all(&page, &[Format::Sse]).await
}

async fn nothing_that_the_page_gives_is_more_than_it_says(page: Page) -> Result<()> {
    harmless_in_all(&page, &[Format::Inline, Format::Own, Format::Set, Format::Pushed]).await
}

async fn harmless_in_all(page: &Page, formats: &[Format]) -> Result<()> {
    for format in formats {
        harmless(page, *format).await.with_context(|| format!("{format:?}"))?;
    }
    Ok(())
}

/// The attributes of a line that shows and keeps all.
const ATTRIBUTES: [(&str, &str); 5] =
    [("show", "publisher time image"), ("limit", "10000"), ("dedupe", "off"), ("order", "source"), ("speed", "0")];

/// Opens a page with every text in every field of this format, and fails unless line, cards and panel show texts and no more.
async fn harmless(page: &Page, format: Format) -> Result<()> {
    let rows: Vec<Payload> = payloads::all().into_iter().filter(|row| format.carries(row)).collect();
    let host = host(page);
    let given = writing::plain(&rows, &host);
    page.leave().await?;
    match format {
        Format::Own => page.open(&open_to_all(&element(&ATTRIBUTES, &writing::own(&rows, &host)))).await?,
        Format::Set | Format::Pushed => {
            page.open(&open_to_all(&element(&ATTRIBUTES, ""))).await?;
            if format == Format::Set {
                page.act("set", json!(["headlines", given])).await?;
            } else {
                page.act("push_all", json!([given])).await?;
            }
        }
        Format::Sse => {
            let stream = Stream::new();
            listen(page, &stream).await?;
            // What is sent last is the first.
            given.as_array().into_iter().flatten().rev().for_each(|headline| stream.send(headline));
        }
        Format::Inline => {
            let script = inline("hostile", &given);
            page.open(&open_to_all(&(script + &tag(&[&[("sources", "#hostile")], &ATTRIBUTES[..]].concat())))).await?;
        }
        _ => {
            page.server.set("/feeds/hostile", writing::feed(format, &rows, &host));
            page.open(&open_to_all(&tag(&[&[("sources", "/feeds/hostile")], &ATTRIBUTES[..]].concat()))).await?;
        }
    }
    page.ready().await?;
    page.wait("every headline", "has", json!([rows.len()])).await?;
    whole(page, &rows, "in the line").await?;
    lists(page, &rows, format).await?;
    if format.is_walked() {
        walk(page, &rows, format).await?;
    } else {
        crate::card::by_key(page).await?;
        whole(page, &rows, "with a card").await?;
    }
    page.session().key(Key::Escape.into()).await?;
    page.click(".all").await?;
    page.wait("the panel", "unfolds", json!([])).await?;
    whole(page, &rows, "in the panel").await?;
    let panel: Value = page.call("panel", json!([])).await?;
    let titles: Vec<&str> = panel["titles"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    ensure!(titles.len() == rows.len(), "{} entries of {} headlines", titles.len(), rows.len());
    for title in titles {
        says(&rows, format, &host, title).context("the panel")?;
    }
    if format.is_rich() {
        // That these are fetched says that others would be.
        let images: Vec<String> =
            rows.iter().filter(|row| row.class.name == WEB).map(|row| canary(row, "image")).collect();
        page.wait_for_requests("the images", |server| images.iter().all(|path| server.count(path) > 0)).await?;
    }
    page.act("pass", json!([5])).await?;
    whole(page, &rows, "after all").await?;
    nothing_is_fetched(page, &rows, |path| path == "/feeds/hostile")?;
    // It says what is wrong with the feed.
    page.take("console warning").await.map(drop)
}

/// Opens a page whose one source sends by itself, and waits until it listens.
async fn listen(page: &Page, stream: &Stream) -> Result<()> {
    page.server.set("/feeds/hostile", Answer::events(stream));
    let script = inline("config", json!({ "sources": [{ "url": "/feeds/hostile", "live": "sse" }] }));
    let before = page.server.count("/feeds/hostile");
    page.open(&open_to_all(&(script + &element(&[&[("config", "#config")], &ATTRIBUTES[..]].concat(), "")))).await?;
    // It is asked for a list as well, which does not listen.
    let both = |server: &Server| server.count("/feeds/hostile") == before + 2 && stream.listeners() > 0;
    page.wait_for_requests("the list and a listener", both).await
}

/// Fails unless a title is what must be shown of its row; gives that.
fn says<'a>(rows: &'a [Payload], format: Format, host: &str, title: &str) -> Result<&'a Payload> {
    let number: Option<usize> = title.split(':').next().and_then(|number| number.parse().ok());
    let row = rows.iter().find(|row| Some(row.number) == number);
    let row = row.with_context(|| format!("{title:?} is no row's"))?;
    let expected = writing::title(row.number, &row.shown_in_field(0, host, format.decodes()));
    ensure!(title == expected.trim_end(), "{} {:?} reads {title:?}, not {expected:?}", row.class.name, row.text);
    Ok(row)
}

/// Fails unless every headline of the list has its texts, no address but of the web, and no language or direction but what is one.
async fn lists(page: &Page, rows: &[Payload], format: Format) -> Result<()> {
    let host = host(page);
    let list: Vec<Value> = page.call("get", json!(["headlines"])).await?;
    for headline in list {
        let row = says(rows, format, &host, headline["title"].as_str().unwrap_or_default())?;
        // That each field has come from its place says that the format was recognised.
        let summary = headline["summary"].as_str().unwrap_or_default();
        let begin = if format.is_rich() { format!("{}:", row.number) } else { String::new() };
        ensure!(summary.starts_with(&begin) && summary.is_empty() != format.is_rich(), "{headline}");
        let comes = |url: &Value, field| url.as_str().is_some_and(|url| url.ends_with(&canary(row, field)));
        let come = comes(&headline["url"], "url") && (!format.is_rich() || comes(&headline["image"]["url"], "image"));
        ensure!(come || row.class.name != WEB, "{headline}");
        let is_web =
            |url: &Value| url.as_str().is_none_or(|url| url.starts_with("http://") || url.starts_with("https://"));
        ensure!(is_web(&headline["url"]) && is_web(&headline["image"]["url"]), "{headline}");
        ensure!(
            headline["date"].is_null() && matches!(headline["dir"].as_str(), None | Some("ltr" | "rtl")),
            "{headline}"
        );
        let is_tag =
            |lang: &str| lang.len() < 20 && lang.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        ensure!(headline["lang"].as_str().is_none_or(is_tag), "{headline}");
    }
    Ok(())
}

/// Goes from card to card; fails unless line and card show texts and no more.
async fn walk(page: &Page, rows: &[Payload], format: Format) -> Result<()> {
    // So small that most are no wider than the line.
    page.act("restyle", json!(["headline-ticker", "--headline-ticker-font-size", "5px"])).await?;
    tab_into_line(page).await?;
    let key = if arrows("en").0 == char::from(Key::Right) { "ArrowRight" } else { "ArrowLeft" };
    let (found, shown): (Vec<String>, Vec<[String; 3]>) = page.call("broken_walk", json!([key])).await?;
    nothing(rows, &found).context("in the line and its cards")?;
    ensure!(shown.len() == rows.len(), "{} cards of {} headlines", shown.len(), rows.len());
    for [line, card, summary] in &shown {
        says(rows, format, &host(page), line).context("the line")?;
        ensure!(line == card, "the line says {line:?}, its card {card:?}");
        ensure!(summary.is_empty() != format.is_rich(), "{line:?} has the summary {summary:?}");
    }
    Ok(())
}
