//! How headlines read: direction and visual order, row by row of `tests/bidi/rows.tsv`.

use crate::fixtures::{around, headline};
use anyhow::{Context, Result, bail, ensure};
use e2e::case;
use e2e::case::Case;
use e2e::engine::Engine;
use e2e::html::tag;
use e2e::page::Page;
use serde::Deserialize;
use serde_json::{Value, json};

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![case!(every_headline_reads_as_its_row_says), case!(what_one_headline_leaves_open_touches_no_other)]
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
    let [class, place, declared, direction, text, order] = line.split('\t').collect::<Vec<_>>()[..] else {
        bail!("there are not six columns");
    };
    let text = ["200c", "200d", "200e", "200f"].iter().try_fold(text.to_owned(), |text, code| {
        let character = char::from_u32(u32::from_str_radix(code, 16)?).context("no character")?;
        anyhow::Ok(text.replace(&format!("\\u{code}"), &character.to_string()))
    })?;
    let order: Vec<String> = order.split(" | ").map(String::from).collect();
    for part in &order {
        ensure!(text.matches(part.as_str()).count() == 1, "{part:?} does not stand there once");
    }
    let declared = (declared != "-").then(|| declared.to_owned());
    Ok(Row { name: format!("{class}, {place}"), declared, direction: direction.to_owned(), text, order })
}

/// Shows these headlines on a line so wide that they fit.
async fn show(page: &Page, headlines: Vec<Value>) -> Result<()> {
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
        show(&page, headlines.collect()).await?;
        for row in some {
            let is_odd = row.name.starts_with("declared arabic") || row.name.starts_with("nothing strong");
            if is_odd && page.engine() == Engine::WebKit {
                page.note(
                    "headlines from right to left without a letter that runs so, of which its rectangles are wrong",
                );
                continue;
            }
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
        show(&page, headlines.collect()).await?;
        for row in [before, after] {
            let Reading { order, .. } = reading(&page, row).await?;
            ensure!(order == row.order, "beside {attacks:?} {:?} reads {order:?}", row.text);
        }
        ensure!(page.holds("inOrder", json!([])).await?, "one of {attacks:?} is out of its place");
    }
    Ok(())
}
