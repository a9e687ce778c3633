//! Readers who enlarge the letters, or set them wider: nothing is lost in line, card and panel (WCAG 1.4.4 and 1.4.12).

use crate::card::{by_key, detailed, rest, serve_picture};
use crate::fixtures::{BOTH, around};
use anyhow::{Context, Result, ensure};
use e2e::answer::Answer;
use e2e::case;
use e2e::case::Case;
use e2e::engine::Engine;
use e2e::html::element;
use e2e::page::Page;
use fantoccini::key::Key;
use serde_json::json;

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![
        case!(letters_of_twice_the_size_lose_nothing),
        case!(letters_set_wider_lose_nothing),
        case!(the_spacing_of_a_page_tears_no_arabic_word),
        case!(a_line_that_cannot_move_says_all_in_larger_letters),
    ]
}

/// The widths of the windows: a small telephone's, and a screen's.
const WIDTHS: [u32; 2] = [320, 1280];

/// What WCAG 1.4.12 has a reader set, but for what stands after a paragraph: there is none.
const SPACING: &str = "line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important";

/// What has the ticker follow the reader's size of text, as the README says.
const FOLLOWS: &str = "headline-ticker { --headline-ticker-font-size: 1.0625rem; --headline-ticker-height: 3rem }";

/// Opens a page of this width and style with a line that shows all; gives the size of its letters and the space between them.
async fn open(page: &Page, lang: &str, width: u32, css: &str, spaced: Option<&str>) -> Result<(f64, String)> {
    page.leave().await?;
    page.session().resize(width, 800).await?;
    serve_picture(page);
    let headlines = BOTH.into_iter().find(|(known, _)| *known == lang).context("no headlines of that language")?.1;
    page.feed("/feed.json", &detailed(headlines(12)));
    page.server.set("/style.css", Answer::new("text/css", css.to_owned()));
    crate::reporting::takes_reports(&page.server);
    let attributes = [("sources", "/feed.json"), ("report", "/reports"), ("show", "publisher time"), ("speed", "0")];
    let ticker = element(&attributes, "");
    let head = "<script src=\"/kit/reading.js\"></script><link rel=\"stylesheet\" href=\"/style.css\">";
    page.open(&around(lang, &ticker).head(head)).await?;
    page.ready().await?;
    if let Some(spaced) = spaced {
        page.act("space", json!([spaced])).await?;
        page.act("pass", json!([5])).await?;
    }
    let wide = page.session().run("return innerWidth", vec![]).await?;
    ensure!(wide.as_u64().is_some_and(|wide| (wide < 480) == (width < 480)), "the window is {wide} px wide");
    page.call("letters", json!([])).await
}

/// Fails where a reader loses anything in line, card or panel.
async fn all_can_be_read(page: &Page) -> Result<()> {
    let read = async |state: &str| -> Result<()> {
        let lost: Vec<String> = page.call("lost", json!([])).await?;
        ensure!(lost.is_empty(), "in the {state}: {lost:#?}");
        Ok(())
    };
    read("line").await?;
    // WebKit's window, once it has another size, tells of no focus by keyboard, nor can it be as narrow as the others.
    if page.engine() == Engine::WebKit {
        rest(page).await?
    } else {
        by_key(page).await?
    };
    read("card").await?;
    page.act("bring", json!([".report"])).await?;
    page.click(".report").await?;
    page.wait("the reasons", "meets", json!([".reason", 5])).await?;
    page.session().key(Key::Escape.into()).await?;
    page.wait("no card", "closes", json!([])).await?;
    page.leave().await?;
    page.click(".all").await?;
    page.wait("the panel", "unfolds", json!([])).await?;
    read("panel").await?;
    page.session().key(Key::Escape.into()).await
}

async fn letters_of_twice_the_size_lose_nothing(page: Page) -> Result<()> {
    let follows = format!("html {{ font-size: 200% }} {FOLLOWS}");
    let fixed = "html { font-size: 200% } headline-ticker { font-size: 200% }";
    for (lang, _) in BOTH {
        for width in WIDTHS {
            for (css, size) in [(follows.as_str(), 34.0), (fixed, 17.0)] {
                let (letters, _) = open(&page, lang, width, css, None).await?;
                ensure!(letters == size, "the letters are of {letters} px");
                all_can_be_read(&page).await.with_context(|| format!("{lang}, {width} px, letters of {size} px"))?;
            }
        }
    }
    Ok(())
}

async fn letters_set_wider_lose_nothing(page: Page) -> Result<()> {
    let everywhere = format!("* {{ {SPACING} }}");
    for (lang, _) in BOTH {
        for width in WIDTHS {
            let (_, letters) = open(&page, lang, width, "", Some(&everywhere)).await?;
            ensure!(letters != "normal", "the letters are not set wider");
            all_can_be_read(&page).await.with_context(|| format!("{lang}, {width} px"))?;
        }
    }
    Ok(())
}

/// Arabic letters are joined, and what stands between them would tear them apart: a page sets its own letters wider, not the ticker's.
async fn the_spacing_of_a_page_tears_no_arabic_word(page: Page) -> Result<()> {
    for (lang, _) in BOTH {
        let (_, letters) = open(&page, lang, 1280, &format!("headline-ticker, html {{ {SPACING} }}"), None).await?;
        ensure!(letters == "normal", "in {lang} there is {letters} between the letters");
        all_can_be_read(&page).await.context(lang)?;
    }
    Ok(())
}

/// Where no source answers: what it says, and the button that tries again.
async fn a_line_that_cannot_move_says_all_in_larger_letters(page: Page) -> Result<()> {
    page.server.set("/nowhere.json", Answer::status(404));
    page.server.set("/style.css", Answer::new("text/css", format!("html {{ font-size: 200% }} {FOLLOWS}")));
    for (lang, _) in BOTH {
        for width in WIDTHS {
            page.session().resize(width, 800).await?;
            let head = "<script src=\"/kit/reading.js\"></script><link rel=\"stylesheet\" href=\"/style.css\">";
            page.open(&around(lang, &element(&[("sources", "/nowhere.json")], "")).head(head)).await?;
            page.wait("words in place of headlines", "meets", json!([".retry", 1])).await?;
            page.take_one_warning(&["404"]).await?;
            let lost: Vec<String> = page.call("lost", json!([])).await?;
            ensure!(lost.is_empty(), "{lang}, {width} px: {lost:#?}");
        }
    }
    Ok(())
}
