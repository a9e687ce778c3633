//! The interface in the languages that it speaks.

use crate::card::by_key;
use crate::fixtures::{around, headline};
use anyhow::{Context, Result, ensure};
use e2e::case;
use e2e::case::Case;
use e2e::html::element;
use e2e::page::Page;
use fantoccini::key::Key;
use serde_json::json;
use std::collections::HashSet;
use std::path::Path;

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![case!(every_word_is_of_the_language), case!(a_site_has_words_of_its_own)]
}

/// A headline, and no word of the interface.
const TITLE: &str = "Nordwind X7";

/// Every word of the languages, by the files of `src/words`.
fn words(lang: &str) -> Result<HashSet<String>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../src/words/{lang}.txt"));
    let text = std::fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
    Ok(text.lines().map(String::from).collect())
}

/// What the interface says with its panel open and with a card open.
async fn said(page: &Page) -> Result<Vec<String>> {
    page.click(".all").await?;
    page.wait("the panel", "unfolds", json!([])).await?;
    let mut said: Vec<String> = page.call("words", json!([])).await?;
    page.session().key(Key::Escape.into()).await?;
    page.wait("no panel", "folds", json!([])).await?;
    by_key(page).await?;
    said.extend(page.call::<Vec<String>>("words", json!([])).await?);
    said.sort();
    said.dedup();
    said.retain(|text| text != TITLE);
    Ok(said)
}

async fn every_word_is_of_the_language(page: Page) -> Result<()> {
    for lang in ["ar", "de", "en", "es", "fa", "fr", "he", "pt", "tr", "ur"] {
        page.feed("/feed.json", &json!([headline("1", TITLE)]));
        page.open(&around("en", &element(&[("sources", "/feed.json"), ("lang", lang)], ""))).await?;
        page.ready().await?;
        let (said, words) = (said(&page).await?, words(lang)?);
        let foreign: Vec<_> = said.iter().filter(|text| !words.contains(*text)).collect();
        ensure!(foreign.is_empty(), "in {lang} it says {foreign:?}");
        // Label, breaking, four buttons, search, close, the link.
        ensure!(said.len() == 9, "in {lang} it says {said:?}");
    }
    Ok(())
}

async fn a_site_has_words_of_its_own(page: Page) -> Result<()> {
    page.feed("/feed.json", &json!([headline("1", TITLE)]));
    let config = json!({ "sources": ["/feed.json"], "words": { "label": "نشرة الميناء", "pause": "قف", "read": "التفاصيل", "all": "النشرة كلها" } });
    let script = format!("<script type=\"application/json\" id=\"config\">{config}</script>");
    page.open(&around("ar", &(script + &element(&[("config", "#config"), ("lang", "ar")], "")))).await?;
    page.ready().await?;
    let said = said(&page).await?;
    for word in ["نشرة الميناء", "قف", "التفاصيل", "النشرة كلها", "الخبر التالي"]
    {
        ensure!(said.iter().any(|text| text == word), "it says {said:?}, not {word}");
    }
    Ok(())
}
