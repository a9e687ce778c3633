//! Which peers are best at a figure.

use super::measure::Figure;
use super::peer::{PEERS, Peer};
use super::summary::{Summary, Taken};
use std::fmt::Write;

/// The peers that are best at this figure: the one with the best median, and all whose quartiles overlap with its quartiles. The floor,
/// which does not move, is none of them, nor is one that failed.
pub fn best_at(summary: &Summary, figure: &Figure) -> Vec<&'static str> {
    let moving = PEERS.iter().filter(|peer| !peer.is_floor());
    let scored: Vec<(&str, Taken)> = moving
        .filter_map(|peer| Some((peer.name, scores(figure, summary.taken(peer.name, figure)?))))
        .filter(|(_, scores)| scores.median().is_some_and(|median| !median.is_nan()))
        .collect();
    let middle = |scores: &Taken| scores.median().unwrap_or(f64::INFINITY);
    let Some((_, best)) = scored.iter().min_by(|(_, one), (_, other)| middle(one).total_cmp(&middle(other))) else {
        return Vec::new();
    };
    // None lies below the best, so two ranges overlap where the one begins before the best's ends.
    let end = best.quantile(0.75);
    scored.iter().filter(|(_, scores)| scores.quantile(0.25) <= end).map(|(name, _)| *name).collect()
}

/// How far each run is from what is good, with the decimals that the table shows: what looks alike there is alike.
fn scores(figure: &Figure, taken: &Taken) -> Taken {
    let scale = 10_f64.powi(figure.decimals as i32);
    // What is good at being low is good at being near to 0.
    let good = figure.good.parse().unwrap_or(0.0);
    let runs = taken.runs.iter().map(|value| ((value * scale).round() / scale - good).abs()).collect();
    Taken { runs, failures: taken.failures.clone() }
}

/// A line for each figure at which the ticker is not among the best, so that nothing is hidden; `cell` writes a peer's figure.
pub fn where_not_best(summary: &Summary, figures: &[&Figure], cell: impl Fn(&Peer, &Figure) -> String) -> String {
    let mut text = String::new();
    let Some(ours) = PEERS.iter().find(|peer| peer.is_ours()) else {
        return text;
    };
    for figure in figures {
        let best = best_at(summary, figure);
        if best.is_empty() || best.contains(&ours.name) || summary.taken(ours.name, figure).is_none() {
            continue;
        }
        let best: Vec<&Peer> = PEERS.iter().filter(|peer| best.contains(&peer.name)).collect();
        let median = |peer: &Peer| summary.taken(peer.name, figure).and_then(Taken::median).unwrap_or(f64::NAN);
        let least = best.iter().map(|peer| median(peer)).fold(f64::INFINITY, f64::min);
        let times = if figure.good == "low" && least > 0.0 {
            format!(", {:.1} times the best", median(ours) / least)
        } else {
            String::new()
        };
        let best: Vec<String> = best.iter().map(|peer| format!("{} {}", peer.title, cell(peer, figure))).collect();
        let _ = writeln!(text, "- {}: {}{times}; best: {}.", figure.name(), cell(ours, figure), best.join(", "));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// A peer with its runs and its failures.
    type Measured<'a> = (&'a str, &'a [f64], &'a [&'a str]);

    fn summary(taken: &[Measured<'_>]) -> Summary {
        let figures = taken.iter().map(|(name, runs, failures)| {
            let failures = failures.iter().map(|failure| (*failure).to_owned()).collect();
            let taken = Taken { runs: runs.to_vec(), failures };
            ((*name).to_owned(), BTreeMap::from([("key".to_owned(), taken)]))
        });
        Summary { figures: figures.collect(), ..Summary::default() }
    }

    fn figure(good: &'static str) -> Figure {
        Figure { key: "key", title: "cost", unit: "ms", good, decimals: 1 }
    }

    #[test]
    fn the_best_and_all_whose_quartiles_overlap_with_its() {
        let cases: [(&str, &[Measured<'_>], &[&str]); 5] = [
            ("low", &[("zag", &[1.0, 2.0, 3.0], &[]), ("embla", &[2.4, 9.0, 9.0], &[])], &["zag"]),
            ("low", &[("zag", &[1.0, 2.0, 3.0], &[]), ("embla", &[2.0, 3.0, 9.0], &[])], &["zag", "embla"]),
            (
                "60",
                &[("zag", &[117.0], &[]), ("embla", &[59.96], &[]), ("marquee", &[60.0], &[])],
                &["embla", "marquee"],
            ),
            ("low", &[("still", &[0.0], &[]), ("zag", &[1.0], &[]), ("embla", &[0.5], &["gone"])], &["zag"]),
            ("low", &[("zag", &[f64::NAN], &[])], &[]),
        ];
        for (good, taken, expect) in cases {
            assert_eq!(best_at(&summary(taken), &figure(good)), expect, "{taken:?}");
        }
    }

    #[test]
    fn where_the_ticker_is_not_among_them_is_said() {
        let said = |ours: f64| {
            let summary = summary(&[("headline-ticker", &[ours], &[]), ("zag", &[2.0], &[])]);
            where_not_best(&summary, &[&figure("low")], |peer, _| format!("of {}", peer.name))
        };
        assert_eq!(said(3.0), "- cost, ms: of headline-ticker, 1.5 times the best; best: @zag-js/marquee of zag.\n");
        assert_eq!(said(2.0), "");
    }
}
