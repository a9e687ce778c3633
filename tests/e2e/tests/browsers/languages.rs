//! The interface in the languages that it speaks.

use crate::card::by_key;
use crate::fixtures::{around, headline};
use crate::reporting::pictured;
use anyhow::{Context, Result, ensure};
use e2e::answer::Answer;
use e2e::case;
use e2e::case::Case;
use e2e::html::element;
use e2e::page::Page;
use fantoccini::key::Key;
use serde_json::json;
use std::collections::HashSet;
use std::path::Path;

/// The languages of the interface.
const LANGUAGES: [&str; 10] = ["ar", "de", "en", "es", "fa", "fr", "he", "pt", "tr", "ur"];

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![
        case!(every_word_is_of_the_language),
        case!(a_site_has_words_of_its_own),
        case!(in_a_narrow_line_the_label_is_whole_in_every_language),
    ]
}

/// A headline, and no word of the interface.
const TITLE: &str = "Nordwind X7";

/// Every word of the languages, by the files of `src/words`.
fn words(lang: &str) -> Result<HashSet<String>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../src/words/{lang}.txt"));
    let text = std::fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
    let whole = text.lines().map(String::from);
    let forms = text.split(['|', '\n']).filter_map(|form| form.split_once(':')).map(|(_, said)| said.to_owned());
    Ok(whole.chain(forms).collect())
}

/// Serves a headline with an image that bears this name, and takes reports of it.
fn serve(page: &Page, name: &str) {
    page.feed("/feed.json", &pictured(page, name, json!([headline("1", TITLE)])));
    crate::reporting::takes_reports(&page.server);
}

/// What the interface says with its panel open, with a card open, and once its image is reported.
async fn said(page: &Page) -> Result<Vec<String>> {
    page.click(".all").await?;
    page.wait("the panel", "unfolds", json!([])).await?;
    let mut said: Vec<String> = page.call("words", json!([])).await?;
    page.session().key(Key::Escape.into()).await?;
    page.wait("no panel", "folds", json!([])).await?;
    by_key(page).await?;
    page.click(".report").await?;
    page.wait("the reasons", "meets", json!([".reason", 5])).await?;
    said.extend(page.call::<Vec<String>>("words", json!([])).await?);
    page.click(".reason").await?;
    page.wait("the thanks", "focused", json!([".thanks"])).await?;
    said.extend(page.call::<Vec<String>>("words", json!([])).await?);
    said.sort();
    said.dedup();
    said.retain(|text| text != TITLE);
    Ok(said)
}

async fn every_word_is_of_the_language(page: Page) -> Result<()> {
    for lang in LANGUAGES {
        serve(&page, lang);
        let attributes = [("sources", "/feed.json"), ("report", "/reports"), ("lang", lang)];
        page.open(&around("en", &element(&attributes, ""))).await?;
        page.ready().await?;
        let (said, words) = (said(&page).await?, words(lang)?);
        let foreign: Vec<_> = said.iter().filter(|text| !words.contains(*text)).collect();
        ensure!(foreign.is_empty(), "in {lang} it says {foreign:?}");
        // Label, breaking, four buttons, search, close, the link; the button that reports, five reasons, thanks.
        ensure!(said.len() == 16, "in {lang} it says {said:?}");
    }
    Ok(())
}

async fn a_site_has_words_of_its_own(page: Page) -> Result<()> {
    serve(&page, "own");
    let words = json!({
        "label": "نشرة الميناء", "pause": "قف", "read": "التفاصيل", "all": "النشرة كلها",
        "reasons": "rights:حقوق النشر|old:قديمة|a:أ|b:ب|c:ج",
    });
    let config = json!({ "sources": ["/feed.json"], "report": "/reports", "words": words });
    let script = format!("<script type=\"application/json\" id=\"config\">{config}</script>");
    page.open(&around("ar", &(script + &element(&[("config", "#config"), ("lang", "ar")], "")))).await?;
    page.ready().await?;
    let said = said(&page).await?;
    for word in ["نشرة الميناء", "قف", "التفاصيل", "النشرة كلها", "الخبر التالي", "حقوق النشر"]
    {
        ensure!(said.iter().any(|text| text == word), "it says {said:?}, not {word}");
    }
    Ok(())
}

/// On a small telephone it takes a third of the line at most, and what stands in it is not cut off.
async fn in_a_narrow_line_the_label_is_whole_in_every_language(page: Page) -> Result<()> {
    let breaking = json!({ "id": "1", "title": TITLE, "url": "/n/1", "breaking": true });
    page.server.set("/style.css", Answer::new("text/css", "body > div { inline-size: 320px }".to_owned()));
    let head = "<script src=\"/kit/reading.js\"></script><link rel=\"stylesheet\" href=\"/style.css\">";
    for (words, feed) in [("latest", headline("1", TITLE)), ("breaking-label", breaking)] {
        page.feed("/feed.json", &json!([feed]));
        for lang in LANGUAGES {
            let dir = if ["ar", "fa", "he", "ur"].contains(&lang) { "rtl" } else { "ltr" };
            let ticker = element(&[("sources", "/feed.json"), ("speed", "0"), ("lang", lang), ("dir", dir)], "");
            page.open(&around(lang, &format!("<div>{ticker}</div>")).head(head)).await?;
            page.ready().await?;
            page.wait("the words", "insideStyleIs", json!([format!(".{words}"), "visibility", "visible"])).await?;
            let lost: Vec<String> = page.call("lost", json!([])).await?;
            ensure!(lost.is_empty(), "in {lang}: {lost:#?}");
            let sizes: Vec<(f64, f64)> = page.call("sizes", json!([".label"])).await?;
            ensure!(sizes.iter().all(|(width, _)| *width <= 112.1), "in {lang} it is of {sizes:?}");
        }
    }
    Ok(())
}
