//! What a site says of its sources, and its own words: texts, whatever stands in them.

use super::payloads::{self, Payload};
use super::{host, nothing_is_fetched, open_to_all, whole};
use anyhow::{Context, Result, ensure};
use e2e::case;
use e2e::case::Case;
use e2e::html::element;
use e2e::page::Page;
use fantoccini::key::Key;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![case!(words_and_sources_of_a_configuration_are_text)]
}

/// The words that a configuration can set, as the README lists them, and what is said elsewhere.
const WORDS: [&str; 22] = [
    "label",
    "pause",
    "play",
    "previous",
    "next",
    "loading",
    "failed",
    "empty",
    "offline",
    "retry",
    "updated",
    "breaking",
    "read",
    "published-by-on",
    "published-by",
    "published-on",
    "also",
    "close",
    "all",
    "search",
    "nothing-found",
    "count",
];

/// Every class in every word, in the separator, and in what a source says of itself; by turns, so that each load has one text of it in each.
async fn words_and_sources_of_a_configuration_are_text(page: Page) -> Result<()> {
    let all = payloads::all();
    let host = host(&page);
    let class = |name| all.iter().filter(move |row| row.class.name == name).cloned().collect::<Vec<_>>();
    let classes: BTreeSet<&str> = all.iter().map(|row| row.class.name).collect();
    for rows in classes.into_iter().map(class) {
        let text = |place: usize| rows[place % rows.len()].in_field(0, &host);
        let words: serde_json::Map<String, Value> =
            WORDS.iter().enumerate().map(|(place, word)| (String::from(*word), json!(text(place)))).collect();
        let name = rows[0].class.name;
        let is_address = rows[0].class.careless == Some("address");
        let source = |row: &Payload| {
            let text = row.in_field(0, &host);
            let path = format!("/feeds/{}", row.number);
            let known = json!({ "id": path, "title": format!("Headline {}", row.number), "url": "/n/1", "date": "2026-11-05T12:00:00Z" });
            page.feed(&path, &json!([known]));
            json!({ "url": path, "name": text, "lang": text, "format": text, "live": text, "weight": text, "map": { text: "alt" } })
        };
        let mut sources: Vec<Value> = rows.iter().map(source).collect();
        if is_address {
            // Elsewhere any text is an address beside the page.
            sources.extend(rows.iter().filter(|row| !row.text.contains('&')).map(|row| json!(row.in_field(0, &host))));
        }
        let config = json!({
            "sources": sources, "words": words, "separator": text(3), "target": text(4), "show": "publisher time image", "dedupe": "off",
            "label": text(5), "proxy": if is_address { text(0) } else { String::new() },
        });
        // As the page must write it: nothing of it may end the script.
        let config = config.to_string().replace('<', "\\u003c");
        let script = format!("<script type=\"application/json\" id=\"config\">{config}</script>");
        page.leave().await?;
        page.open(&open_to_all(&(script + &element(&[("config", "#config")], "")))).await?;
        page.ready().await?;
        page.wait("every headline", "has", json!([rows.len()])).await.context(name)?;
        whole(&page, &rows, "in the line").await.context(name)?;
        let said: String = page.call("insideAttribute", json!([".pause", "title"])).await?;
        ensure!(said == text(1), "{name}: the button says {said:?}, not {:?}", text(1));
        crate::card::by_key(&page).await?;
        whole(&page, &rows, "in the card").await.context(name)?;
        page.session().key(Key::Escape.into()).await?;
        page.click(".all").await?;
        page.wait("the panel", "unfolds", json!([])).await?;
        whole(&page, &rows, "in the panel").await.context(name)?;
        page.act("pass", json!([5])).await?;
        nothing_is_fetched(&page, &rows, |path| path.starts_with("/feeds/")).context(name)?;
        page.take("console warning").await?;
    }
    Ok(())
}
