//! What is compared, and how each stands on a page. How a peer is used is written in its adapter, `tests/e2e/bench/peers/NAME.js`.

use anyhow::{Context, Result, bail};
use e2e::html::tag;
use e2e::page::Page;
use serde_json::Value;

/// The pinned versions, as npm reads them.
const PINNED: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/bench/peers/package.json"));

/// Something that shows headlines.
#[derive(Debug)]
pub struct Peer {
    /// Its adapter's name.
    pub name: &'static str,
    /// Its name in the table.
    pub title: &'static str,
    /// The npm packages that it is made of, itself first; none where it does not come from npm.
    packages: &'static [&'static str],
    /// What a reader of the table must know of how it was used.
    pub note: &'static str,
}

/// All of them: ours first, the floor last.
pub static PEERS: [Peer; 9] = [
    Peer { name: OURS, title: "headline-ticker", packages: &[], note: "by its script tag; an update sets `headlines`" },
    Peer {
        name: "dynamic-marquee",
        title: "dynamic-marquee",
        packages: &["dynamic-marquee"],
        note: "with its `loop`; an update by the loop's `update`",
    },
    Peer {
        name: "react-fast-marquee",
        title: "react-fast-marquee",
        packages: &["react-fast-marquee", "react"],
        note: "with React and `autoFill`; in `dir=\"ltr\"`, as its issue 79 advises for rtl pages, around one rtl block; an update by new children",
    },
    Peer {
        name: "zag",
        title: "@zag-js/marquee",
        packages: &["@zag-js/marquee"],
        note: "by Zag's adapter for plain JavaScript, with `dir: \"rtl\"`, `autoFill` and `pauseOnInteraction`; an update by new content",
    },
    Peer {
        name: "splide",
        title: "Splide auto-scroll",
        packages: &["@splidejs/splide-extension-auto-scroll", "@splidejs/splide"],
        note: "with `direction: \"rtl\"`; its speed is px a frame, so what is asked for is 60 px/s at 60 frames a second; an update by `refresh`",
    },
    Peer {
        name: "embla",
        title: "Embla auto-scroll",
        packages: &["embla-carousel-auto-scroll"],
        note: "with `direction: \"rtl\"`; px a frame as well; an update by new slides, which it watches",
    },
    Peer {
        name: "jquery-marquee",
        title: "jQuery.Marquee",
        packages: &["jquery.marquee", "jquery"],
        note: "with jQuery 3, `duplicated` and `startVisible`; in `dir=\"ltr\"`, as its issue 125 advises, around one rtl block; an update by `destroy` and starting anew",
    },
    Peer {
        name: "marquee",
        title: "`<marquee>`",
        packages: &[],
        note: "of the browser: `truespeed`, 1 px every 17 ms, which is 58.8 px/s; in `dir=\"ltr\"` around one rtl block, without which 60 headlines take ten minutes to come; it enters \
               from outside and does not repeat",
    },
    Peer { name: FLOOR, title: "still list", packages: &[], note: "the floor: it does not move" },
];

/// How wide the label and the buttons are around the headlines, in px.
const FURNITURE: u32 = 304;

/// The name of the one that is ours.
const OURS: &str = "headline-ticker";

/// The name of the floor.
const FLOOR: &str = "still";

impl Peer {
    /// The peers of these names, in the table's order; all where none is named.
    ///
    /// # Errors
    /// A name that is none of theirs.
    pub fn named(names: &[&str]) -> Result<Vec<&'static Peer>> {
        let known = PEERS.each_ref().map(|peer| peer.name);
        if let Some(name) = names.iter().find(|name| !known.contains(name)) {
            bail!("there is no peer `{name}`; known are {}", known.join(", "));
        }
        Ok(PEERS.iter().filter(|peer| names.is_empty() || names.contains(&peer.name)).collect())
    }

    /// Whether it is the ticker.
    pub fn is_ours(&self) -> bool {
        self.name == OURS
    }

    /// Whether it is the floor, which does not move.
    pub fn is_floor(&self) -> bool {
        self.name == FLOOR
    }

    /// The version that npm brings, with those of what it needs, or our own; the browser's own have none.
    ///
    /// # Errors
    /// Where a package is not pinned.
    pub fn version(&self) -> Result<String> {
        if self.is_ours() {
            return Ok(env!("CARGO_PKG_VERSION").to_owned());
        }
        let pinned: Value = serde_json::from_str(PINNED).context("reading the pinned versions")?;
        let versions = self.packages.iter().enumerate().map(|(place, package)| {
            let version =
                pinned["dependencies"][package].as_str().with_context(|| format!("{package} is not pinned"))?;
            Ok(if place == 0 { version.to_owned() } else { format!("{package} {version}") })
        });
        let versions = versions.collect::<Result<Vec<_>>>()?;
        Ok(if versions.is_empty() { "–".to_owned() } else { versions.join(", ") })
    }

    /// The markup of so many lines at this speed, the headlines of each in a box so many px wide.
    pub fn markup(&self, lines: usize, width: u32, speed: u32) -> String {
        let speed = speed.to_string();
        // What is seen must be the same in all of them, as it is what costs.
        let width = width + FURNITURE;
        let line = if self.is_ours() {
            tag(&[("sources", "/feed.json"), ("speed", &speed), ("limit", "10000"), ("interval", "0")])
        } else {
            let button = "<span class=\"frame-button\"></span>".repeat(4);
            format!(
                "<div class=\"frame\"><span class=\"frame-label\">آخر الأخبار</span><div class=\"stage\"></div>{button}</div>"
            )
        };
        let boxes: String = (0..lines).map(|_| format!("<div class=\"box-{width}\">{line}</div>\n")).collect();
        if self.is_ours() {
            return boxes;
        }
        let name = self.name;
        format!("{boxes}<script async src=\"/peers/{name}.js\" data-speed=\"{speed}\"></script>")
    }

    /// What stands in the page's head for it.
    pub fn head(&self) -> String {
        match self.name {
            OURS => String::new(),
            name => format!("<link rel=\"stylesheet\" href=\"/peers/{name}.css\">"),
        }
    }

    /// The paths of all that a reader downloads for it.
    ///
    /// # Errors
    /// Where it is not built.
    pub fn files(&self, page: &Page) -> Result<Vec<String>> {
        Ok(match self.name {
            OURS => vec!["/dist/headline-ticker.js".to_owned(), page.server.wasm("/dist/")?],
            name => vec![format!("/peers/{name}.js"), format!("/peers/{name}.css")],
        })
    }
}
