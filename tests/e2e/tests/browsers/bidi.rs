//! How headlines read: direction and visual order, row by row of `tests/bidi/rows.tsv`.

use crate::card::rest;
use crate::fixtures::{around, headline, show};
use anyhow::{Context, Result, bail, ensure};
use e2e::case;
use e2e::case::Case;
use e2e::html::tag;
use e2e::page::Page;
use fantoccini::key::Key;
use serde::Deserialize;
use serde_json::{Value, json};

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![
        case!(every_headline_reads_as_its_row_says),
        case!(what_one_headline_leaves_open_touches_no_other),
        case!(no_publisher_moves_what_stands_around_it),
    ]
}

const ROWS: &str = include_str!("../../../bidi/rows.tsv");

/// Marks that open something, and marks that close what nobody opened.
const MARKS: [&str; 9] =
    ["\u{202a}", "\u{202b}", "\u{202d}", "\u{202e}", "\u{2066}", "\u{2067}", "\u{2068}", "\u{202c}", "\u{2069}"];

/// One headline, and how it must read.
struct Row {
    name: String,
    declared: Option<String>,
    direction: String,
    text: String,
    order: Vec<String>,
}

/// How a headline reads in the browser.
#[derive(Debug, Deserialize)]
struct Reading {
    dir: String,
    order: Vec<String>,
    /// The order if it had the other direction.
    otherwise: Vec<String>,
}

fn rows() -> Result<Vec<Row>> {
    ROWS.lines().skip(1).map(|line| row(line).with_context(|| format!("in the row {line:?}"))).collect()
}

fn row(line: &str) -> Result<Row> {
    let line = meant(line)?;
    let [class, place, declared, direction, text, order] = line.split('\t').collect::<Vec<_>>()[..] else {
        bail!("there are not six columns");
    };
    let order: Vec<String> = order.split(" | ").map(String::from).collect();
    for part in &order {
        ensure!(text.matches(part.as_str()).count() == 1, "{part:?} does not stand there once");
    }
    let declared = (declared != "-").then(|| declared.to_owned());
    let [direction, text] = [direction, text].map(String::from);
    Ok(Row { name: format!("{class}, {place}"), declared, direction, text, order })
}

/// What is meant by a line in which `\u200f` stands for a character that cannot be seen.
fn meant(line: &str) -> Result<String> {
    let mut parts = line.split("\\u");
    let mut meant = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, after) = part.split_at_checked(4).context("a code is too short")?;
        meant.push(char::from_u32(u32::from_str_radix(code, 16)?).context("no character")?);
        meant.push_str(after);
    }
    Ok(meant)
}

/// Shows these headlines on a line so wide that they fit.
async fn show_all(page: &Page, headlines: Vec<Value>) -> Result<()> {
    let last = headlines.last().context("no headlines")?["title"].clone();
    page.feed("/feed.json", &json!(headlines));
    let tag = tag(&[("sources", "/feed.json"), ("speed", "0"), ("order", "source"), ("dedupe", "off")]);
    page.open(&around("ar", &format!("<div class=\"wider\">{tag}</div>"))).await?;
    page.wait("the headlines", "shows", json!([last])).await.map(drop)
}

async fn reading(page: &Page, row: &Row) -> Result<Reading> {
    let reading: Option<Reading> = page.call("reading", json!([row.text, row.order])).await?;
    reading.with_context(|| format!("{} is not shown: {:?}", row.name, row.text))
}

async fn every_headline_reads_as_its_row_says(page: Page) -> Result<()> {
    let rows = rows()?;
    let mut wrong = Vec::new();
    for some in rows.chunks(8) {
        let headlines = some.iter().enumerate().map(|(number, row)| {
            let mut headline = headline(&number.to_string(), &row.text);
            headline["lang"] = json!(row.declared);
            headline
        });
        show_all(&page, headlines.collect()).await?;
        for row in some {
            let Reading { dir, order, otherwise } = reading(&page, row).await?;
            if dir != row.direction || order != row.order {
                wrong.push(format!(
                    "{}: {:?} is {dir} and reads {order:?}, not {} and {:?}",
                    row.name, row.text, row.direction, row.order
                ));
            }
            if otherwise == row.order {
                wrong.push(format!(
                    "{}: {:?} reads the same in the other direction, so it cannot fail",
                    row.name, row.text
                ));
            }
        }
    }
    ensure!(wrong.is_empty(), "{wrong:#?}");
    Ok(())
}

async fn what_one_headline_leaves_open_touches_no_other(page: Page) -> Result<()> {
    let rows = rows()?;
    let some = |name: &str| rows.iter().find(|row| row.name == name).with_context(|| format!("no row {name}"));
    let (before, after) = (some("latin, middle")?, some("arabic, middle")?);
    let attacks: [fn(&str) -> String; 3] = [
        |mark| format!("{mark}شركة Nordwind تعلن"),
        |mark| format!("شركة {mark}Nordwind"),
        |mark| format!("Harbour {mark}"),
    ];
    for attack in attacks {
        let attacks: Vec<String> = MARKS.iter().map(|mark| attack(mark)).collect();
        let titles = std::iter::once(&before.text).chain(&attacks).chain(std::iter::once(&after.text));
        let headlines = titles.enumerate().map(|(number, title)| {
            let mut headline = headline(&number.to_string(), title);
            headline["publisher"] = json!(title);
            headline
        });
        show_all(&page, headlines.collect()).await?;
        for row in [before, after] {
            let Reading { order, .. } = reading(&page, row).await?;
            ensure!(order == row.order, "beside {attacks:?} {:?} reads {order:?}", row.text);
        }
        ensure!(page.holds("inOrder", json!([])).await?, "one of {attacks:?} is out of its place");
    }
    Ok(())
}

/// What is around the names of publishers in the card and in the panel of a language, from left to right.
struct Names {
    lang: &'static str,
    /// That of the headline, and those of the others that have it.
    publishers: [&'static str; 4],
    /// The marks that would have what follows run the other way.
    marks: [&'static str; 5],
    published: &'static str,
    also: &'static str,
    listed: &'static str,
}

const NAMES: [Names; 2] = [
    Names {
        lang: "ar",
        publishers: ["Harbour!", "المنارة", "Nordwind", "Rotterdam"],
        marks: ["", "\u{202d}", "\u{202a}", "\u{2066}", "\u{2069}\u{202d}"],
        published: "2026 | 11 | 05 | يوم | » | Harbour | ! | « | نُشر",
        also: "Rotterdam | Nordwind | المنارة | وأيضًا",
        listed: "2026 | 11 | 05 | Harbour | !",
    },
    Names {
        lang: "en",
        publishers: ["المنارة!", "Harbour", "الرياضي", "الميناء"],
        marks: ["", "\u{202e}", "\u{202b}", "\u{2067}", "\u{2069}\u{202e}"],
        published: "Published | ! | المنارة | on | 05 | 11 | 2026",
        also: "Also | Harbour | الرياضي | الميناء",
        listed: "! | المنارة | 05 | 11 | 2026",
    },
];

async fn no_publisher_moves_what_stands_around_it(page: Page) -> Result<()> {
    for Names { lang, publishers, marks, published, also, listed } in NAMES {
        for mark in marks {
            let headlines = publishers.iter().enumerate().map(|(number, publisher)| {
                let mut headline = headline(&number.to_string(), "Nordwind تعلن عن طراز جديد");
                headline["publisher"] = json!(format!("{publisher}{mark}"));
                headline["date"] = json!("2026-11-05T12:00:00Z");
                headline
            });
            let all = json!(headlines.collect::<Vec<_>>());
            page.leave().await?;
            show(&page, lang, &[("speed", "0"), ("dedupe", "similar"), ("limit", "1")], &all).await?;
            rest(&page).await?;
            stands(&page, ".card-published", published).await.with_context(|| format!("with {mark:?}"))?;
            stands(&page, ".card-also", also).await.with_context(|| format!("with {mark:?}"))?;
            page.session().key(Key::Escape.into()).await?;
            page.leave().await?;
            page.click(".all").await?;
            page.wait("the panel", "unfolds", json!([])).await?;
            stands(&page, ".listed-facts", listed).await.with_context(|| format!("with {mark:?}"))?;
        }
    }
    Ok(())
}

/// Fails unless these parts of a text stand one after the other from left to right.
async fn stands(page: &Page, what: &str, expected: &str) -> Result<()> {
    let expected: Vec<&str> = expected.split(" | ").collect();
    let order: Vec<String> = page.call("fromLeftIn", json!([what, expected])).await?;
    ensure!(order == expected, "{what} reads {order:?}, not {expected:?}");
    Ok(())
}
