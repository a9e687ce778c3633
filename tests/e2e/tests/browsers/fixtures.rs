//! The pages that show the invented headlines.

use anyhow::Result;
pub use e2e::headlines::{arabic, english, headline, long};
use e2e::html::{Html, tag};
use e2e::page::Page;
use serde_json::{Value, json};

/// So many headlines.
pub type Headlines = fn(usize) -> Value;

/// The two ways that a strip travels: a language and its headlines.
pub const BOTH: [(&str, Headlines); 2] = [("ar", arabic), ("en", english)];

/// A page with room above, this markup, and a text below.
pub fn around(lang: &str, markup: &str) -> Html {
    Html::new(lang).body("<div class=\"above\"></div>").body(markup).body("<p id=\"below\">…</p>")
}

/// Scrolls the page down by so many px, and waits until that is drawn.
pub async fn scroll(page: &Page, by: i32) -> Result<()> {
    page.session().run("scrollBy({ top: arguments[0], behavior: 'instant' })", vec![json!(by)]).await?;
    page.act("pass", json!([3])).await
}

/// Opens a page with the script tag (these `data-` attributes and `/feed.json` as its source) and waits for its first headlines.
pub async fn show(page: &Page, lang: &str, attributes: &[(&str, &str)], feed: &Value) -> Result<()> {
    page.feed("/feed.json", feed);
    let attributes = [&[("sources", "/feed.json")], attributes].concat();
    page.open(&around(lang, &tag(&attributes))).await?;
    page.ready().await
}
