//! The custom properties by which a site gives the ticker its own looks.

use crate::fixtures::{english, show};
use anyhow::{Result, ensure};
use e2e::case;
use e2e::case::Case;
use e2e::page::Page;
use fantoccini::key::Key;
use serde_json::json;

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![case!(each_property_changes_what_it_names)]
}

/// A property without its beginning, what it is set to, and where that is seen: an element, its style, and the value of that.
const PROPERTIES: [[&str; 5]; 16] = [
    ["height", "60px", ".ticker", "height", "60px"],
    ["font", "monospace", ".ticker", "fontFamily", "monospace"],
    ["font-size", "21px", ".ticker", "fontSize", "21px"],
    ["gap", "80px", ".separator", "minWidth", "80px"],
    ["fade", "24px", ".viewport::before", "width", "24px"],
    ["ink", "rgb(1, 2, 3)", ".ticker", "color", "rgb(1, 2, 3)"],
    ["muted", "rgb(4, 5, 6)", ".panel-status", "color", "rgb(4, 5, 6)"],
    ["paper", "rgb(7, 8, 9)", ".ticker", "backgroundColor", "rgb(7, 8, 9)"],
    ["line", "rgb(10, 11, 12)", ".ticker", "borderTopColor", "rgb(10, 11, 12)"],
    ["accent", "rgb(13, 14, 15)", ".label", "backgroundColor", "rgb(13, 14, 15)"],
    ["accent-ink", "rgb(16, 17, 18)", ".label", "color", "rgb(16, 17, 18)"],
    ["chip", "rgb(19, 20, 21)", ".publisher", "backgroundColor", "rgb(19, 20, 21)"],
    ["radius", "3px", ".floating", "borderTopLeftRadius", "3px"],
    ["shadow", "none", ".floating", "boxShadow", "none"],
    ["panel-width", "400px", ".floating", "width", "400px"],
    ["card-width", "300px", ".floating", "width", "300px"],
];

async fn each_property_changes_what_it_names(page: Page) -> Result<()> {
    show(&page, "en", &[("speed", "0")], &english(6)).await?;
    page.click(".all").await?;
    page.wait("the panel", "unfolds", json!([])).await?;
    for [property, value, element, style, expected] in PROPERTIES {
        if property == "card-width" {
            page.session().key(Key::Escape.into()).await?;
            crate::card::by_key(&page).await?;
        }
        let seen = async || page.call::<String>("insideStyle", json!([element, style])).await;
        let before = seen().await?;
        page.act("restyle", json!(["headline-ticker", format!("--headline-ticker-{property}"), value])).await?;
        let after = seen().await?;
        ensure!(
            before != expected && after == expected,
            "{property}: the {style} of {element} was {before}, is {after}"
        );
    }
    // What fades is read and pressed all the same.
    let hand: String = page.call("insideStyle", json!([".viewport::before", "pointerEvents"])).await?;
    ensure!(hand == "none", "the fade takes what is pressed: {hand}");
    Ok(())
}
