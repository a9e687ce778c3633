//! A small chart of what scrolling costs, as SVG.

use super::measure::{Figure, Scene};
use super::peer::PEERS;
use super::summary::Summary;
use std::fmt::Write;

/// The figures that are drawn, side by side.
const DRAWN: [&str; 3] = ["main-thread", "processes", "bytes"];

const ROW: usize = 26;
const NAMES: usize = 170;
const PANEL: usize = 230;
const TOP: usize = 40;
const BAR: usize = 140;

/// Light or dark as the reader's system is.
const STYLE: &str = "text{font:13px system-ui,sans-serif;fill:#14181f}.bar{fill:#8a94a3}.ours{fill:#b3132b}.head{font-weight:600}\
                     @media(prefers-color-scheme:dark){text{fill:#eef1f5}.ours{fill:#ff5a6e}}";

/// Horizontal bars, a panel for each figure, each on a scale of its own from 0.
pub fn svg(summary: &Summary) -> String {
    let shown: Vec<_> = PEERS.iter().filter(|peer| summary.figures.contains_key(peer.name)).collect();
    let figures: Vec<&Figure> = DRAWN
        .iter()
        .filter_map(|key| Scene::ALL.iter().flat_map(|scene| scene.figures()).find(|figure| figure.key == *key))
        .collect();
    let (width, height) = (NAMES + PANEL * figures.len(), TOP + ROW * shown.len() + 10);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         aria-label=\"What each peer costs\">\n<style>{STYLE}</style>\n"
    );
    for (row, peer) in shown.iter().enumerate() {
        let title = peer.title.trim_matches('`').replace('<', "&lt;").replace('>', "&gt;");
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{title}</text>",
            NAMES - 10,
            TOP + row * ROW + 17
        );
    }
    for (panel, figure) in figures.iter().enumerate() {
        let left = NAMES + panel * PANEL;
        let _ = writeln!(svg, "<text class=\"head\" x=\"{left}\" y=\"24\">{}, {}</text>", short(figure), figure.unit);
        let value = |name: &str| summary.taken(name, figure).and_then(|taken| taken.median());
        let largest = shown.iter().filter_map(|peer| value(peer.name)).fold(f64::MIN_POSITIVE, f64::max);
        for (row, peer) in shown.iter().enumerate() {
            let top = TOP + row * ROW;
            let Some(value) = value(peer.name) else {
                let _ = writeln!(svg, "<text x=\"{left}\" y=\"{}\">fails</text>", top + 17);
                continue;
            };
            let length = (value / largest * BAR as f64).max(1.0);
            let class = if peer.is_ours() { "ours" } else { "bar" };
            let _ = writeln!(
                svg,
                "<rect class=\"{class}\" x=\"{left}\" y=\"{}\" width=\"{length:.1}\" height=\"16\" rx=\"2\"/>\
                 <text x=\"{:.1}\" y=\"{}\">{value:.*}</text>",
                top + 4,
                left as f64 + length + 6.0,
                top + 17,
                figure.decimals
            );
        }
    }
    svg + "</svg>\n"
}

/// A title that fits above a panel.
fn short(figure: &Figure) -> &'static str {
    match figure.key {
        "main-thread" => "main thread",
        "processes" => "all processes",
        _ => figure.title,
    }
}
