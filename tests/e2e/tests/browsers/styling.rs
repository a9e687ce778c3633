//! The custom properties and parts by which a site gives the ticker its own looks.

use crate::card::{by_key, detailed, serve_picture};
use crate::fixtures::{english, show};
use crate::languages::{walk, words};
use crate::reporting::takes_reports;
use anyhow::{Context, Result, ensure};
use e2e::case;
use e2e::case::Case;
use e2e::engine::Engine;
use e2e::page::Page;
use fantoccini::key::Key;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![case!(each_property_changes_what_it_names), case!(the_readme_names_every_part)]
}

/// A property without its beginning, what it is set to, and where that is seen: an element, its style, and the value of that.
type Row = (&'static str, &'static str, &'static [[&'static str; 3]]);

/// What is seen while the panel is open.
const BESIDE_PANEL: [Row; 20] = [
    ("height", "60px", &[[".ticker", "height", "60px"]]),
    ("font", "monospace", &[[".ticker", "fontFamily", "monospace"]]),
    ("font-size", "21px", &[[".ticker", "fontSize", "21px"]]),
    ("gap", "80px", &[[".separator", "minWidth", "80px"]]),
    ("fade", "24px", &[[".viewport::before", "width", "24px"]]),
    ("button", "50px", &[[".controls", "width", "201px"]]),
    ("image", "20px", &[[".image", "width", "20px"], [".image", "height", "20px"]]),
    (
        "space",
        "32px",
        &[
            [".label", "columnGap", "16px"],
            [".label", "paddingLeft", "32px"],
            [".item", "columnGap", "20px"],
            [".panel-head", "rowGap", "16px"],
            [".panel-head", "paddingLeft", "32px"],
            [".panel-head", "paddingTop", "16px"],
            [".listed", "paddingTop", "20px"],
            [".listed", "paddingLeft", "32px"],
            [".listed", "columnGap", "24px"],
        ],
    ),
    ("ink", "rgb(1, 2, 3)", &[[".ticker", "color", "rgb(1, 2, 3)"]]),
    ("muted", "rgb(4, 5, 6)", &[[".panel-status", "color", "rgb(4, 5, 6)"]]),
    ("paper", "rgb(7, 8, 9)", &[[".ticker", "backgroundColor", "rgb(7, 8, 9)"]]),
    ("line", "rgb(10, 11, 12)", &[[".ticker", "borderTopColor", "rgb(10, 11, 12)"]]),
    ("accent", "rgb(13, 14, 15)", &[[".label", "backgroundColor", "rgb(13, 14, 15)"]]),
    ("accent-ink", "rgb(16, 17, 18)", &[[".label", "color", "rgb(16, 17, 18)"]]),
    ("chip", "rgb(19, 20, 21)", &[[".publisher", "backgroundColor", "rgb(19, 20, 21)"]]),
    ("chip-radius", "5px", &[[".publisher", "borderTopLeftRadius", "5px"], [".close", "borderTopLeftRadius", "5px"]]),
    (
        "radius",
        "3px",
        &[
            [".floating", "borderTopLeftRadius", "3px"],
            [".image", "borderTopLeftRadius", "1.5px"],
            [".panel-search", "borderTopLeftRadius", "2px"],
            [".listed-image", "borderTopLeftRadius", "2px"],
        ],
    ),
    ("panel-width", "400px", &[[".floating", "width", "400px"]]),
    ("panel-height", "150px", &[[".panel-list", "height", "150px"]]),
    ("panel-image", "40px", &[[".listed-image", "width", "40px"], [".listed-image", "height", "40px"]]),
];

/// What is seen while a card is open.
const BESIDE_CARD: [Row; 3] = [
    ("shadow", "none", &[[".floating", "boxShadow", "none"]]),
    ("card-width", "300px", &[[".floating", "width", "300px"]]),
    (
        "space",
        "48px",
        &[
            [".card-text", "rowGap", "24px"],
            [".card-text", "paddingLeft", "48px"],
            [".card-foot", "columnGap", "48px"],
            [".card-foot", "paddingTop", "30px"],
            [".reasons", "columnGap", "18px"],
        ],
    ),
];

async fn each_property_changes_what_it_names(page: Page) -> Result<()> {
    let readme = readme()?;
    let table = readme.lines().filter_map(|line| line.strip_prefix("| `-")?.split_once('|'));
    let named: BTreeSet<&str> =
        table.flat_map(|(names, _)| names.split(", ")).map(|name| name.trim_matches(['`', '-', ' '])).collect();
    let rows: BTreeSet<&str> = BESIDE_PANEL.iter().chain(&BESIDE_CARD).map(|(property, ..)| *property).collect();
    ensure!(rows == named, "the README has {named:?}, the rows are {rows:?}");
    serve_picture(&page);
    takes_reports(&page.server);
    let attributes = [("speed", "0"), ("show", "publisher image"), ("report", "/reports")];
    show(&page, "en", &attributes, &detailed(english(12))).await?;
    // Whatever has its measures by `-space`.
    for (gap, space, expected) in
        [("", "", 54.0), ("40px", "", 40.0), ("40px", "0px", 40.0), ("20px", "", 20.0), ("", "", 54.0)]
    {
        for (property, value) in [("gap", gap), ("space", space)] {
            page.act("restyle", json!(["headline-ticker", format!("--headline-ticker-{property}"), value])).await?;
        }
        page.act("pass", json!([3])).await?;
        gaps_are(&page, expected).await?;
    }
    page.click(".all").await?;
    page.wait("the panel", "unfolds", json!([])).await?;
    for row in BESIDE_PANEL {
        changes(&page, row).await?;
    }
    if page.engine() == Engine::WebKit {
        page.note("the colours of scrollbars, which it does not let a page say");
    } else {
        let bars: String = page.call("insideStyle", json!([".panel-list", "scrollbarColor"])).await?;
        ensure!(bars == "rgb(4, 5, 6) rgb(7, 8, 9)", "the scrollbars are {bars}");
    }
    page.session().key(Key::Escape.into()).await?;
    by_key(&page).await?;
    for row in BESIDE_CARD {
        changes(&page, row).await?;
    }
    // What fades is read and pressed all the same, and where the keyboard stands nothing does.
    let hand: String = page.call("insideStyle", json!([".viewport::before", "pointerEvents"])).await?;
    ensure!(hand == "none", "the fade takes what is pressed: {hand}");
    page.wait("a fade", "insideStyleIs", json!([".viewport::before", "content", "\"\""])).await?;
    page.session().key(Key::Escape.into()).await?;
    page.wait("no fade", "insideStyleIs", json!([".viewport::before", "content", "none"])).await.map(drop)
}

/// Fails unless so many px are between each two headlines, also where one has a publisher in front.
async fn gaps_are(page: &Page, expected: f64) -> Result<()> {
    let gaps: Vec<f64> = page.call("gaps", json!([])).await?;
    ensure!(!gaps.is_empty() && gaps.iter().all(|gap| (gap - expected).abs() < 1.0), "the gaps are {gaps:?}");
    Ok(())
}

/// Fails unless each of these is another before the property is set, and that afterwards.
async fn changes(page: &Page, (property, value, places): Row) -> Result<()> {
    let seen = async || -> Result<Vec<String>> {
        let mut seen = Vec::new();
        for [element, style, _] in places {
            seen.push(page.call("insideStyle", json!([element, style])).await?);
        }
        Ok(seen)
    };
    let before = seen().await?;
    page.act("restyle", json!(["headline-ticker", format!("--headline-ticker-{property}"), value])).await?;
    let after = seen().await?;
    for (([element, style, expected], before), after) in places.iter().zip(before).zip(after) {
        ensure!(
            before != *expected && after == *expected,
            "{property}: the {style} of {element} was {before}, is {after}, not {expected}"
        );
    }
    Ok(())
}

fn readme() -> Result<String> {
    Ok(fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md"))?)
}

/// Through all that a ticker can say, and then on paper and with times.
async fn the_readme_names_every_part(page: Page) -> Result<()> {
    let readme = readme()?;
    let named =
        readme.split_once("Parts:").and_then(|(_, rest)| rest.split_once("\n\n")).context("README: no parts")?.0;
    let named: BTreeSet<String> = named.split('`').skip(1).step_by(2).map(String::from).collect();
    let mut drawn = walk(&page, "en", &Value::Null, &words("en")?, "parts").await?;
    page.act("dispatch", json!(["beforeprint"])).await?;
    page.act("attribute", json!(["show", "time"])).await?;
    page.wait("times in place of publishers", "insideCountIs", json!([".publisher", 0])).await?;
    drawn.extend(page.call::<Vec<String>>("parts", json!([])).await?);
    let unnamed: Vec<_> = drawn.difference(&named).collect();
    let never: Vec<_> = named.difference(&drawn).collect();
    ensure!(
        unnamed.is_empty() && never.is_empty(),
        "the README does not name {unnamed:?}, and nothing draws {never:?}"
    );
    Ok(())
}
