//! What a site says of its sources, and its own words: texts, whatever stands in them.

use super::payloads::{self, Payload};
use super::{host, nothing_is_fetched, open_to_all, whole};
use crate::card::{PICTURE, by_key};
use crate::reporting::takes_reports;
use anyhow::{Context, Result, ensure};
use e2e::answer::{Answer, Gate};
use e2e::case;
use e2e::case::Case;
use e2e::html::{element, inline};
use e2e::page::Page;
use fantoccini::key::Key;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![case!(words_and_sources_of_a_configuration_are_text)]
}

/// Every class in every word, in the separator, and in what a source says of itself; by turns, so that each load has one text of it in each.
async fn words_and_sources_of_a_configuration_are_text(page: Page) -> Result<()> {
    let known = known_words(&page).await?;
    let all = payloads::all();
    takes_reports(&page.server);
    page.server.set("/picture.svg", Answer::new("image/svg+xml", PICTURE));
    page.feed("/feeds/empty", &json!([]));
    let classes: BTreeSet<&str> = all.iter().map(|row| row.class.name).collect();
    for name in classes {
        let rows: Vec<Payload> = all.iter().filter(|row| row.class.name == name).cloned().collect();
        configured(&page, &known, &rows).await.with_context(|| name.to_owned())?;
    }
    Ok(())
}

/// The names of all words, which the ticker lists where one has another name.
async fn known_words(page: &Page) -> Result<Vec<String>> {
    let script = inline("config", json!({ "words": { "no-word": "x" } }));
    page.open(&open_to_all(&(script + &element(&[("config", "#config")], "<ul><li>One</li></ul>")))).await?;
    page.ready().await?;
    let warnings = page.take("console warning").await?.concat();
    let (_, names) = warnings.split_once("texts under any of: ").with_context(|| format!("it warns {warnings:?}"))?;
    // The console names the element behind them.
    let names = names.split_whitespace().take_while(|name| !name.starts_with('['));
    let names: Vec<String> = names.map(String::from).collect();
    // That the list is whole, where it begins and where it grew.
    ensure!(
        ["label", "count", "report", "reasons", "thanks"].iter().all(|name| names.iter().any(|known| known == name)),
        "{names:?}"
    );
    Ok(names)
}

/// Every text twice: as the keyword that is sent, with what it is called or without, and as what another keyword is called.
fn reasons(texts: &[String]) -> String {
    let both: Vec<String> =
        texts.iter().enumerate().map(|(place, text)| format!("{text}|keyword-{place}:{text}")).collect();
    both.join("|")
}

/// Opens a page whose configuration has these texts wherever it can have one, and fails unless they are texts in each state.
async fn configured(page: &Page, known: &[String], rows: &[Payload]) -> Result<()> {
    let host = host(page);
    let texts: Vec<String> = rows.iter().map(|row| row.in_field(0, &host)).collect();
    let text = |place: usize| texts[place % texts.len()].as_str();
    // What it says under this name.
    let word = |name: &str| text(known.iter().position(|known| known == name).unwrap_or_default());
    let mut words: serde_json::Map<String, Value> =
        known.iter().map(|name| (name.clone(), json!(word(name)))).collect();
    words.insert("reasons".to_owned(), json!(reasons(&texts)));
    let gate = Gate::closed();
    let source = |row: &Payload| {
        let text = row.in_field(0, &host);
        let path = format!("/feeds/{}", row.number);
        let known = json!({
            "id": path, "title": format!("Headline {}", row.number), "url": "/n/1", "date": "2026-11-05T12:00:00Z", "breaking": true,
            // What a reader has reported is not seen on later pages either.
            "image": format!("/picture.svg?{}", row.number),
        });
        page.server.set(&format!("/picture.svg?{}", row.number), Answer::new("image/svg+xml", PICTURE));
        page.server.set(&path, Answer::json(&json!([known])).held(&gate));
        json!({ "url": path, "name": text, "lang": text, "format": text, "live": text, "weight": text, "map": { text: "alt" } })
    };
    let mut sources: Vec<Value> = rows.iter().map(source).collect();
    let is_address = rows[0].class.careless == Some("address");
    if is_address {
        // Elsewhere any text is an address beside the page.
        sources.extend(rows.iter().filter(|row| !row.text.contains('&')).map(|row| json!(row.in_field(0, &host))));
    }
    let config = json!({
        "sources": sources, "words": words, "separator": text(3), "target": text(4), "show": "publisher time image", "dedupe": "off",
        "proxy": if is_address { text(0) } else { "" }, "report": "/reports",
    });
    page.leave().await?;
    // Without headlines first, as those that are seen would stay.
    let markup = inline("config", &config) + &element(&[("config", "#config"), ("sources", "/feeds/missing")], "");
    page.open(&open_to_all(&markup)).await?;
    let states = [("failed", "failed", Some("/feeds/empty")), ("empty", "live", None), ("loading", "loading", None)];
    for (name, state, sources) in states {
        // Several may say the same.
        page.wait(state, "is", json!(["state", state])).await?;
        page.wait(name, "says", json!([word(name)])).await?;
        whole(page, rows, name).await?;
        page.act("attribute", json!(["sources", sources])).await?;
    }
    gate.open();
    page.ready().await?;
    page.wait("every headline", "has", json!([rows.len()])).await?;
    page.wait("the label of breaking news", "insideTextIs", json!([".breaking-label", word("breaking")])).await?;
    page.wait("the usual label", "insideTextIs", json!([".latest", word("label")])).await?;
    whole(page, rows, "in the line").await?;
    page.act("attribute", json!(["label", text(5)])).await?;
    page.wait("a label of its own", "insideTextIs", json!([".latest", text(5)])).await?;
    whole(page, rows, "with a label of its own").await?;
    let said: String = page.call("insideAttribute", json!([".pause", "title"])).await?;
    ensure!(said == word("pause"), "the button says {said:?}, not {:?}", word("pause"));
    reports(page, rows, &texts, word("report"), word("thanks")).await?;
    page.session().key(Key::Escape.into()).await?;
    page.click(".all").await?;
    page.wait("the panel", "unfolds", json!([])).await?;
    whole(page, rows, "in the panel").await?;
    page.act("searches", json!(["nowhere"])).await?;
    page.wait("that nothing is found", "insideTextIs", json!([".panel-status", word("nothing-found")])).await?;
    whole(page, rows, "where nothing is found").await?;
    page.act("pass", json!([5])).await?;
    let is_source = |path: &str| path.starts_with("/feeds/") || path.ends_with("/reports");
    nothing_is_fetched(page, rows, is_source)?;
    page.take("console warning").await.map(drop)
}

/// Reports the image of a headline in its card, and looks at each step at what stands there.
async fn reports(page: &Page, rows: &[Payload], texts: &[String], report: &str, thanks: &str) -> Result<()> {
    by_key(page).await?;
    page.wait("the button that reports", "insideTextIs", json!([".report", report])).await?;
    whole(page, rows, "in the card").await?;
    page.click(".report").await?;
    page.wait("the reasons", "meets", json!([".reason", 2 * texts.len()])).await?;
    whole(page, rows, "at the reasons").await?;
    let names: Vec<String> = page.call("insideTexts", json!([".reason"])).await?;
    for text in texts {
        ensure!(names.iter().any(|name| name == text.trim()), "no reason is called {text:?}: {names:?}");
    }
    page.click(".reason").await?;
    page.wait("the thanks", "insideTextIs", json!([".thanks", thanks])).await?;
    whole(page, rows, "at the thanks").await?;
    // The keyword is what stands before a colon.
    let keyword = texts[0].trim().split(':').next().unwrap_or_default().trim_end();
    let is_it = |body: &str| serde_json::from_str(body).is_ok_and(|body: Value| body["reason"] == keyword);
    page.wait_for_requests("the report", |server| {
        server.log().iter().any(|asked| asked.path == "POST /reports" && is_it(&asked.body))
    })
    .await
}
