//! The scenes that are played with each peer, and the figures that each gives.

use super::stage::Place;
use super::{cost, sight};
use anyhow::{Result, ensure};

/// A figure as the table shows it.
#[derive(Debug)]
pub struct Figure {
    /// Its name in the JSON.
    pub key: &'static str,
    /// What it is, in words.
    pub title: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// What is good.
    pub good: &'static str,
    /// How many decimals say something.
    pub decimals: usize,
}

impl Figure {
    /// What it is, with its unit.
    pub fn name(&self) -> String {
        if self.unit.is_empty() { self.title.to_owned() } else { format!("{}, {}", self.title, self.unit) }
    }
}

const fn figure(
    key: &'static str,
    title: &'static str,
    unit: &'static str,
    good: &'static str,
    decimals: usize,
) -> Figure {
    Figure { key, title, unit, good, decimals }
}

const SCROLLING: &[Figure] = &[
    figure("main-thread", "main thread while scrolling", "ms/s", "low", 1),
    figure("styles", "style recalculations", "per s", "0", 1),
    figure("layouts", "layouts", "per s", "0", 1),
    figure("processes", "CPU of all browser processes", "ms/s", "low", 0),
];
const SPEED: &[Figure] = &[
    figure("speed", "real speed, 60 asked for; to the right is positive", "px/s", "60", 1),
    figure("frames", "frames in which it moves", "per s", "60", 0),
];
const LAP: &[Figure] = &[
    figure("fill", "least rtl fill over a lap", "%", "100", 0),
    figure("order", "headlines that enter in the list's order", "%", "100", 0),
];
const SHORT: &[Figure] = &[figure("short", "least fill with one short headline", "%", "100", 0)];
const UPDATE: &[Figure] = &[figure("update", "jump at an update", "px", "0", 0)];
const FOCUS: &[Figure] = &[
    figure("focus", "jump when Tab reaches a headline", "px", "0", 0),
    figure("focus-seen", "part of the focused headline that is seen", "%", "100", 0),
];
const REDUCED: &[Figure] = &[figure("reduced", "speed under reduced motion", "px/s", "0", 1)];
const STRICT: &[Figure] = &[
    figure("strict", "speed under a strict CSP with Trusted Types", "px/s", "60", 1),
    figure("violations", "violations of it", "", "0", 0),
];
const MEMORY: &[Figure] = &[figure("memory", "heap, DOM and wasm memory", "KB", "low", 0)];
const BYTES: &[Figure] = &[figure("bytes", "transferred (brotli 11)", "KB", "low", 1)];
const FIRST: &[Figure] = &[figure("first", "first headline on a slow link", "ms", "low", 0)];
const EIGHT: &[Figure] = &[
    figure("eight", "eight on a page: main thread", "ms/s", "low", 1),
    figure("eight-processes", "eight on a page: all processes", "ms/s", "low", 0),
];
const WIDE: &[Figure] = &[
    figure("wide", "3,440 px: main thread", "ms/s", "low", 1),
    figure("wide-fill", "3,440 px: least fill", "%", "100", 0),
];
const MANY: &[Figure] = &[
    figure("many-first", "10,000 headlines: first one seen", "ms", "low", 0),
    figure("many", "10,000 headlines: main thread", "ms/s", "low", 1),
    figure("many-elements", "10,000 headlines: elements, times those with 60", "", "1", 1),
];

/// One page with one peer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scene {
    /// [`cost::scrolling`]
    Scrolling,
    /// [`sight::speed`]
    Speed,
    /// [`sight::lap`]
    Lap,
    /// [`sight::short`]
    Short,
    /// [`sight::update`]
    Update,
    /// [`sight::focus`]
    Focus,
    /// [`sight::reduced`]
    Reduced,
    /// [`sight::strict`]
    Strict,
    /// [`cost::memory`]
    Memory,
    /// [`cost::bytes`]
    Bytes,
    /// [`cost::first`]
    First,
    /// [`cost::eight`]
    Eight,
    /// [`cost::wide`]
    Wide,
    /// [`cost::many`]
    Many,
}

impl Scene {
    /// All, in the table's order. No cost is measured on the first page of a browser, which still has to do with its own start; the one
    /// that may leave the browser in pieces is last.
    pub const ALL: [Scene; 14] = [
        Scene::Speed,
        Scene::Scrolling,
        Scene::Lap,
        Scene::Short,
        Scene::Update,
        Scene::Focus,
        Scene::Reduced,
        Scene::Strict,
        Scene::Bytes,
        Scene::First,
        Scene::Memory,
        Scene::Eight,
        Scene::Wide,
        Scene::Many,
    ];

    /// Its figures, in the order in which it gives them.
    pub fn figures(self) -> &'static [Figure] {
        match self {
            Scene::Scrolling => SCROLLING,
            Scene::Speed => SPEED,
            Scene::Lap => LAP,
            Scene::Short => SHORT,
            Scene::Update => UPDATE,
            Scene::Focus => FOCUS,
            Scene::Reduced => REDUCED,
            Scene::Strict => STRICT,
            Scene::Memory => MEMORY,
            Scene::Bytes => BYTES,
            Scene::First => FIRST,
            Scene::Eight => EIGHT,
            Scene::Wide => WIDE,
            Scene::Many => MANY,
        }
    }

    /// Whether it must be the first page of its browser: what pages before it left in memory would be counted.
    pub fn is_alone(self) -> bool {
        self == Scene::Memory
    }

    /// Whether it tells what a peer does, which is the same each time, and not how much of something: then it is played in the first run
    /// alone, and the time goes to what varies.
    pub fn is_settled_by_one_run(self) -> bool {
        matches!(self, Scene::Lap | Scene::Short | Scene::Reduced | Scene::Strict | Scene::Bytes)
    }

    /// Plays it once and gives a value for each of its figures; no number where the figure says nothing of this peer.
    ///
    /// # Errors
    /// Where the peer fails at it.
    pub async fn play(self, place: &Place<'_>) -> Result<Vec<f64>> {
        let values = match self {
            Scene::Scrolling => cost::scrolling(place).await?,
            Scene::Speed => sight::speed(place).await?,
            Scene::Lap => sight::lap(place).await?,
            Scene::Short => sight::short(place).await?,
            Scene::Update => sight::update(place).await?,
            Scene::Focus => sight::focus(place).await?,
            Scene::Reduced => sight::reduced(place).await?,
            Scene::Strict => sight::strict(place).await?,
            Scene::Memory => cost::memory(place).await?,
            Scene::Bytes => cost::bytes(place).await?,
            Scene::First => cost::first(place).await?,
            Scene::Eight => cost::eight(place).await?,
            Scene::Wide => cost::wide(place).await?,
            Scene::Many => cost::many(place).await?,
        };
        ensure!(values.len() == self.figures().len(), "{self:?} gave {} values", values.len());
        Ok(values)
    }
}
