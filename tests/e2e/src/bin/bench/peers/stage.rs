//! A page with one peer on it.

use super::peer::Peer;
use anyhow::{Context, Result, bail};
use e2e::headlines::mixed;
use e2e::html::Html;
use e2e::link::Link;
use e2e::page::Page;
use e2e::server::Folders;
use e2e::session::Session;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long a peer may take to show its first headline; readers would have left long before.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long after the first headline everything moves at its speed: several of them wait a second before they start.
pub const SETTLING: Duration = Duration::from_millis(2_000);

/// Where a peer is measured.
#[derive(Debug)]
pub struct Place<'a> {
    /// The peer.
    pub peer: &'static Peer,
    /// The browser.
    pub session: &'a Arc<Session>,
    /// What is served.
    pub folders: &'a Folders,
    /// How long it runs before its cost is measured.
    pub warm_up: Duration,
}

/// What the page is like.
#[derive(Debug)]
pub struct Stage {
    /// The headlines.
    pub list: Value,
    /// How many lines show them.
    pub lines: usize,
    /// How wide each is, px.
    pub width: u32,
    /// What is asked for, px/s.
    pub speed: u32,
    /// Attributes of the script tag of `kit/look.js`: what it notes from the beginning.
    pub notes: &'static str,
    /// The Content-Security-Policy, where there is one.
    pub policy: Option<&'static str>,
    /// A slow link, where there is one.
    pub link: Option<Link>,
}

impl Default for Stage {
    /// What most figures are taken on: 60 headlines on one line of 800 px at 60 px/s.
    fn default() -> Stage {
        Stage { list: mixed(60), lines: 1, width: 800, speed: 60, notes: "", policy: None, link: None }
    }
}

impl Stage {
    /// Opens the page; the peer may still be loading.
    ///
    /// # Errors
    /// Where the browser cannot load it.
    pub async fn open(self, place: &Place<'_>) -> Result<Page> {
        let compressed = self.link.is_some();
        let page = Page::over(place.session.clone(), place.folders, Arc::default(), self.link).await?;
        page.feed("/feed.json", &self.list);
        if compressed {
            for path in place.peer.files(&page)? {
                page.server.set(&path, page.server.file(&path)?.brotli()?);
            }
        }
        let mut html = Html::new("ar")
            .unwatched()
            .head("<script src=\"/kit/jump.js\"></script>")
            .head(&format!("<script src=\"/kit/look.js\" {}></script>", self.notes))
            .head(&place.peer.head())
            .body("<button id=\"before\">قبل</button>")
            .body(&place.peer.markup(self.lines, self.width, self.speed));
        if let Some(policy) = self.policy {
            html = html.header("Content-Security-Policy", policy);
        }
        page.open(&html).await.context("the page does not load")?;
        Ok(page)
    }

    /// Opens the page and waits until a headline is seen.
    ///
    /// # Errors
    /// Where none is seen in time.
    pub async fn show(self, place: &Place<'_>) -> Result<Page> {
        let page = self.open(place).await?;
        let begun = Instant::now();
        while !page.holds("seen", json!([])).await? {
            if begun.elapsed() > PATIENCE {
                bail!("no headline is seen after {} s", PATIENCE.as_secs());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(page)
    }

    /// Opens the page and waits until what moves there moves steadily.
    ///
    /// # Errors
    /// As [`Stage::show`].
    pub async fn settle(self, place: &Place<'_>) -> Result<Page> {
        let page = self.show(place).await?;
        tokio::time::sleep(SETTLING).await;
        Ok(page)
    }
}
