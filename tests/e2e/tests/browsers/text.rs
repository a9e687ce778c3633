//! Every headline is whole, as the source wrote it, in its own direction.

use crate::fixtures::{around, show};
use anyhow::{Context, Result, ensure};
use e2e::case;
use e2e::case::Case;
use e2e::html::tag;
use e2e::noted::Item;
use e2e::page::Page;
use serde_json::{Value, json};

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![
        case!(every_title_is_shown_whole_in_its_own_direction),
        case!(a_title_is_plain_text_whatever_markup_it_carries),
        case!(the_declared_language_of_a_headline_decides),
        case!(a_headline_without_an_address_is_no_link),
        case!(items_tell_their_place_in_the_list),
    ]
}

/// Titles that trip naive tickers, with the direction that their own letters give.
const TITLES: [(&str, &str); 10] = [
    ("Atlas Cup: فريق المدينة يتأهل إلى النهائي", "rtl"),
    ("مُؤَسَّسَةُ الطَّيَرَانِ تُعْلِنُ جَدْوَلَهَا الجَدِيدَ", "rtl"),
    ("«المرفأ» يعود: قال المدير «سنفتح غدا»، ثم صمت", "rtl"),
    ("سباق 400 م: 43″18 و 3′26 في اليوم الأول", "rtl"),
    ("أسعار ١٢٣٫٤٥ درهما و 678.90 درهما في سوق واحد", "rtl"),
    ("The word «سلام» opens the summit", "ltr"),
    ("Café Zoë’s 3–0 win… and what’s next?", "ltr"),
    ("2026: عام البحر", "rtl"),
    ("iPhone, Android و Linux: ثلاثة أنظمة في مختبر واحد بالجامعة", "rtl"),
    ("https://example.org is for sale", "ltr"),
];

/// Waits until every title of the list has been on the strip, and gives each one's item.
async fn all(page: &Page, titles: &[&str]) -> Result<Vec<Item>> {
    let mut found = Vec::new();
    for title in titles {
        page.wait(&format!("the title {title:?}"), "shows", json!([title])).await?;
    }
    let items = page.items().await?;
    for title in titles {
        let item = items.iter().find(|item| item.text.as_deref() == Some(*title));
        found.push(item.with_context(|| format!("{title:?} left too early"))?.clone());
    }
    Ok(found)
}

/// Opens a line wide enough for the whole feed, standing still.
async fn laid_out(page: &Page, lang: &str, feed: &Value) -> Result<()> {
    page.feed("/feed.json", feed);
    let tag = tag(&[("sources", "/feed.json"), ("speed", "0")]);
    page.open(&around(lang, &format!("<div class=\"wide wider\">{tag}</div>"))).await?;
    page.ready().await
}

async fn every_title_is_shown_whole_in_its_own_direction(page: Page) -> Result<()> {
    let feed: Value =
        TITLES.iter().enumerate().map(|(id, (title, _))| json!({ "id": id.to_string(), "title": title })).collect();
    let titles: Vec<&str> = TITLES.iter().map(|(title, _)| *title).collect();
    for lang in ["ar", "en"] {
        laid_out(&page, lang, &feed).await?;
        for (item, (title, dir)) in all(&page, &titles).await?.iter().zip(TITLES) {
            ensure!(item.dir.as_deref() == Some(dir), "in {lang}, {title:?} has dir {:?}", item.dir);
        }
    }
    Ok(())
}

async fn a_title_is_plain_text_whatever_markup_it_carries(page: Page) -> Result<()> {
    let feed = json!([
        { "id": "1", "title": "Salt &amp; pepper &#8211; &laquo;both&raquo; &#x2026;" },
        { "id": "2", "title": "<b>Bold</b> claims<img src=x onerror=\"console.error('run')\">, <Acme> says 5 < 6" },
        { "id": "3", "title": "&lt;script&gt;console.error('run')&lt;/script&gt; is no headline" },
    ]);
    laid_out(&page, "en", &feed).await?;
    let titles = [
        "Salt & pepper – «both» …",
        "Bold claims, <Acme> says 5 < 6",
        "<script>console.error('run')</script> is no headline",
    ];
    all(&page, &titles).await?;
    ensure!(page.call::<usize>("insideCount", json!([".headline *"])).await? == 0, "a title became markup");
    Ok(())
}

async fn the_declared_language_of_a_headline_decides(page: Page) -> Result<()> {
    let feed = json!([
        { "id": "1", "title": "Atlas Air", "lang": "ar" },
        { "id": "2", "title": "سلام", "lang": "en" },
        { "id": "3", "title": "Bonne journée", "lang": "fr" },
    ]);
    laid_out(&page, "ar", &feed).await?;
    let items = all(&page, &["Atlas Air", "سلام", "Bonne journée"]).await?;
    let told: Vec<_> = items.iter().map(|item| (item.dir.as_deref(), item.lang.as_deref())).collect();
    let expected = [(Some("rtl"), Some("ar")), (Some("ltr"), Some("en")), (Some("ltr"), Some("fr"))];
    ensure!(told == expected, "dir and lang are {told:?}");
    Ok(())
}

async fn a_headline_without_an_address_is_no_link(page: Page) -> Result<()> {
    let feed = json!([
        { "id": "1", "title": "With", "url": "/n/1" },
        { "id": "2", "title": "Without" },
        { "id": "3", "title": "Elsewhere", "url": "https://other.example/n/3" },
    ]);
    show(&page, "en", &[("speed", "0")], &feed).await?;
    let items = all(&page, &["With", "Without", "Elsewhere"]).await?;
    let [with, without, elsewhere] = items.as_slice() else { unreachable!("three titles, three items") };
    ensure!(with.element.as_deref() == Some("a") && with.target.as_deref() != Some("_blank"), "{with:?}");
    ensure!(with.href.as_deref() == Some(&page.server.address("/n/1")), "the link goes to {:?}", with.href);
    ensure!(without.element.as_deref() == Some("span") && without.href.is_none(), "{without:?}");
    ensure!(elsewhere.target.as_deref() == Some("_blank"), "another origin opens in this tab: {elsewhere:?}");
    ensure!(elsewhere.rel.as_deref().is_some_and(|rel| rel.contains("noopener")), "{elsewhere:?}");
    Ok(())
}

async fn items_tell_their_place_in_the_list(page: Page) -> Result<()> {
    let titles = ["Alpha", "Beta", "Gamma", "Delta"];
    let feed: Value = titles.iter().map(|title| json!({ "id": title, "title": title })).collect();
    show(&page, "en", &[("speed", "0")], &feed).await?;
    for (place, item) in all(&page, &titles).await?.iter().enumerate() {
        ensure!(item.position == place + 1 && item.size == titles.len(), "{item:?} is not {} of 4", place + 1);
    }
    Ok(())
}
