//! The table in Markdown, and its place in the README.

use super::best::{best_at, where_not_best};
use super::measure::{Figure, Scene};
use super::peer::PEERS;
use super::summary::{Summary, Taken};
use anyhow::{Context, Result};
use std::fmt::Write;
use std::path::Path;

/// What stands before and behind the table in the README.
const BEGIN: &str = "<!-- peers: written by `cargo xtask bench peers` -->";
const END: &str = "<!-- /peers -->";

/// The table with what was measured, when and on what, and what its reader must know.
pub fn markdown(summary: &Summary) -> String {
    let Summary { date, chromium, machine, runs, measured, .. } = summary;
    let how = match runs {
        1 => "one short run, so take its digits lightly".to_owned(),
        _ => format!("medians of {runs} runs, with the quartiles in parentheses"),
    };
    let mut text = format!(
        "Measured on {date} in Chromium {chromium} ({machine}): {how}; costs over {measured} s each, when the line is full, without the \
         collections that V8 makes once a page has been idle for 8 s. 60 headlines of mixed Arabic in 800 px on an rtl page, at 60 px/s, \
         where nothing else is said. Each line stands between the same label and four buttons, which those of the peers only show. In \
         bold: the best of each row, and all whose quartiles overlap with its quartiles; the still list is the floor and no rival. A \
         jump is what one frame moves beyond what the frames on either side of it do, so that a glide is none; where a headline is taken \
         away that should still be seen, it is the viewport's width.\n\n"
    );
    let peers: Vec<_> = PEERS.iter().filter(|peer| summary.peers.iter().any(|(name, _)| name == peer.name)).collect();
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    text += &row(["", "good"]
        .map(str::to_owned)
        .into_iter()
        .chain(peers.iter().map(|peer| peer.title.to_owned()))
        .collect());
    text += &row(["---", "--:"].into_iter().chain(peers.iter().map(|_| "--:")).map(str::to_owned).collect());
    let versions = summary.peers.iter().map(|(_, version)| version.clone());
    text += &row(["version", ""].map(str::to_owned).into_iter().chain(versions).collect());
    let figures: Vec<&Figure> = Scene::ALL.iter().flat_map(|scene| scene.figures()).collect();
    for figure in &figures {
        let best = best_at(summary, figure);
        let cells = peers.iter().map(|peer| {
            let cell = cell(figure, summary.taken(peer.name, figure));
            if best.contains(&peer.name) { format!("**{cell}**") } else { cell }
        });
        text += &row([figure.name(), figure.good.to_owned()].into_iter().chain(cells).collect());
    }
    let behind = where_not_best(summary, &figures, |peer, figure| cell(figure, summary.taken(peer.name, figure)));
    if !behind.is_empty() {
        text += "\nWhere the ticker is not among the best:\n\n";
        text += &behind;
    }
    text += "\nHow each was used, as its own documentation says for rtl:\n\n";
    for peer in &peers {
        let _ = writeln!(text, "- {}: {}.", peer.title, peer.note);
    }
    let failures = failures(summary);
    if !failures.is_empty() {
        text += "\nWhat failed:\n\n";
        text += &failures;
    }
    text
}

/// The median, with the quartiles where there are several runs.
fn cell(figure: &Figure, taken: Option<&Taken>) -> String {
    let Some(taken) = taken else {
        return "–".to_owned();
    };
    let number = |value: f64| {
        let text = format!("{value:.*}", figure.decimals);
        // A small negative value rounds to a zero that has a sign.
        if text.trim_start_matches(['-', '0', '.']).is_empty() { text.trim_start_matches('-').to_owned() } else { text }
    };
    match (taken.quantile(0.25), taken.median(), taken.quantile(0.75)) {
        (Some(low), Some(median), Some(high)) if taken.runs.len() > 1 && number(low) != number(high) => {
            format!("{} ({}–{})", number(median), number(low), number(high))
        }
        (_, Some(median), _) if median.is_nan() => "–".to_owned(),
        (_, Some(median), _) => number(median),
        _ if taken.failures.is_empty() => "–".to_owned(),
        _ => "fails".to_owned(),
    }
}

/// A line for each scene of each peer that failed, with the reason.
fn failures(summary: &Summary) -> String {
    let mut text = String::new();
    for peer in &PEERS {
        for figures in Scene::ALL.iter().map(|scene| scene.figures()) {
            let Some((figure, taken)) =
                figures.first().and_then(|first| Some((first, summary.taken(peer.name, first)?)))
            else {
                continue;
            };
            if let Some(reason) = taken.failures.first() {
                let times = taken.failures.len();
                let of = times + taken.runs.len();
                let _ = writeln!(
                    text,
                    "- {}, {} ({times} of {of} runs; it was not tried again): {reason}",
                    peer.title, figure.title
                );
            }
        }
    }
    text
}

/// Puts the table between the README's markers.
///
/// # Errors
/// Where the markers are missing or the file cannot be written.
pub fn write(readme: &Path, table: &str) -> Result<()> {
    let text = std::fs::read_to_string(readme).with_context(|| format!("reading {}", readme.display()))?;
    let replaced = between(&text, table).with_context(|| format!("{} has no {BEGIN} … {END}", readme.display()))?;
    std::fs::write(readme, replaced).with_context(|| format!("writing {}", readme.display()))
}

fn between(text: &str, table: &str) -> Option<String> {
    let (before, rest) = text.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n\n{table}\n{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_replaces_what_stood_between_the_markers() {
        let text = format!("a\n{BEGIN}\nold\n{END}\nz\n");
        assert_eq!(between(&text, "new\n").unwrap(), format!("a\n{BEGIN}\n\nnew\n\n{END}\nz\n"));
        assert_eq!(between("no markers", "new"), None);
    }

    #[test]
    fn cells() {
        let figure = Figure { key: "", title: "", unit: "", good: "", decimals: 1 };
        let taken = |runs: &[f64], failures: &[&str]| Taken {
            runs: runs.to_vec(),
            failures: failures.iter().map(|failure| (*failure).to_owned()).collect(),
        };
        for (taken, expect) in [
            (taken(&[1.25], &[]), "1.2"),
            (taken(&[1.0, 2.0, 3.0], &[]), "2.0 (1.5–2.5)"),
            (taken(&[60.0, 60.0, 60.01], &[]), "60.0"),
            (taken(&[-0.01], &[]), "0.0"),
            (taken(&[1.0], &["gone"]), "fails"),
            (taken(&[], &[]), "–"),
            (taken(&[f64::NAN], &[]), "–"),
        ] {
            assert_eq!(cell(&figure, Some(&taken)), expect);
        }
    }
}
