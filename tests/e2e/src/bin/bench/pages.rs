//! The pages that are measured: the ticker, and what it is compared with, in the same place on the same page.

use anyhow::Result;
use e2e::html::{Html, tag};
use e2e::link::Link;
use e2e::page::Page;
use e2e::server::Folders;
use e2e::session::Session;
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;

/// How long and how often to measure.
#[derive(Debug)]
pub struct Run {
    /// How often each figure is taken; its median counts.
    pub times: usize,
    /// How long a page runs before it is measured.
    pub warm_up: Duration,
    /// How long it is measured.
    pub measured: Duration,
    /// What is served.
    pub folders: Folders,
}

impl Run {
    /// The full run, or a quick one that only shows that everything can be measured.
    pub fn new(quick: bool) -> Run {
        let (times, warm_up, measured) = if quick { (1, 2, 6) } else { (5, 5, 30) };
        Run {
            times,
            warm_up: Duration::from_secs(warm_up),
            measured: Duration::from_secs(measured),
            folders: Folders::from_environment(),
        }
    }

    /// A page in this session, over this link.
    ///
    /// # Errors
    /// Where its server cannot start.
    pub async fn page(&self, session: &Arc<Session>, link: Option<Link>) -> Result<Page> {
        Page::over(session.clone(), &self.folders, Arc::default(), link).await
    }
}

/// Something that shows headlines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shown {
    /// The ticker, at 60 px/s.
    Ticker,
    /// A bare strip that moves one way at 60 px/s and is so many px long.
    Moving(u32),
    /// A bare strip that moves to and fro at 60 px/s and is so many px long.
    Alternating(u32),
    /// The same as `Moving`, moved in a way that needs the main thread for each frame.
    OnMain(u32),
    /// The list, standing.
    Still,
}

impl Shown {
    /// The markup that shows it.
    fn markup(self) -> String {
        let bare = |mode: &str, extent: u32| {
            format!(
                "<script src=\"/kit/bare.js\" data-mode=\"{mode}\" data-extent=\"{extent}\" data-speed=\"60\"></script>"
            )
        };
        match self {
            Shown::Ticker => tag(&[("sources", "/feed.json"), ("speed", "60"), ("limit", "10000"), ("interval", "0")]),
            Shown::Moving(extent) => bare("moving", extent),
            Shown::Alternating(extent) => bare("alternate", extent),
            Shown::OnMain(extent) => bare("main", extent),
            Shown::Still => bare("still", 3_200),
        }
    }

    /// Opens the page in a box so many px wide and waits until its headlines stand.
    ///
    /// # Errors
    /// Where nothing is shown in time.
    pub async fn open(self, page: &Page, feed: &Value, width: u32) -> Result<()> {
        page.feed("/feed.json", feed);
        let html = Html::new("ar")
            .unwatched()
            .head("<link rel=\"stylesheet\" href=\"/kit/bare.css\">")
            .body("<div class=\"above\"></div>")
            .body(&format!("<div id=\"box\" class=\"box-{width}\">{}</div>", self.markup()))
            .body("<p>…</p>");
        page.open(&html).await?;
        match self {
            Shown::Ticker => page.ready().await,
            _ => page.wait("the bare strip", "counts_at_least", serde_json::json!([".bare-item", 3])).await.map(drop),
        }
    }
}
