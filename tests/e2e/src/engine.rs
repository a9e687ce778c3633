//! The three browsers, and what can be set about each before it starts.

use anyhow::{Result, bail};
use std::fmt;
use std::path::PathBuf;

/// A browser engine, as the stock Debian package drives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, driven by chromedriver.
    Chromium,
    /// Firefox ESR, driven by geckodriver.
    Firefox,
    /// WebKitGTK's MiniBrowser, driven by WebKitWebDriver under Xvfb.
    WebKit,
}

impl Engine {
    /// Every engine, in the order in which results are printed.
    pub const ALL: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::WebKit];

    /// The name used in `HEADLINE_TICKER_BROWSERS` and in print.
    pub fn name(self) -> &'static str {
        match self {
            Engine::Chromium => "chromium",
            Engine::Firefox => "firefox",
            Engine::WebKit => "webkit",
        }
    }

    /// The engines named in `HEADLINE_TICKER_BROWSERS` (separated by commas or white space); all where it is not set.
    ///
    /// # Errors
    /// A name that is none of ours, or an empty list: a run that tests nothing must not pass.
    pub fn chosen() -> Result<Vec<Engine>> {
        let Ok(names) = std::env::var("HEADLINE_TICKER_BROWSERS") else {
            return Ok(Engine::ALL.to_vec());
        };
        let mut chosen = Vec::new();
        for name in names.split([',', ' ']).filter(|name| !name.is_empty()) {
            match Engine::ALL.into_iter().find(|engine| engine.name() == name) {
                Some(engine) => chosen.push(engine),
                None => bail!("HEADLINE_TICKER_BROWSERS names {name:?}; known are chromium, firefox and webkit"),
            }
        }
        if chosen.is_empty() {
            bail!("HEADLINE_TICKER_BROWSERS is set but names no browser");
        }
        Ok(chosen)
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

/// What a session is started with. Sessions with equal knobs are shared by cases.
#[derive(Clone, Debug, PartialEq)]
pub struct Knobs {
    /// `prefers-reduced-motion: reduce`.
    pub reduced_motion: bool,
    /// `prefers-color-scheme: dark`.
    pub dark: bool,
    /// `forced-colors: active`; WebKitGTK has none.
    pub forced_colours: bool,
    /// `prefers-contrast: more`; Chromium only.
    pub more_contrast: bool,
    /// Device pixels for each CSS pixel; WebKitGTK takes whole numbers only.
    pub pixel_ratio: f64,
    /// The window's outer size in CSS pixels.
    pub window: (u32, u32),
    /// The categories, separated by commas, of what is traced; Chromium only.
    pub traced: Option<&'static str>,
    /// Whether scripts' memory is collected because they have been idle for 8 s or 16 s, needed or not; Chromium only.
    pub idle_collections: bool,
}

impl Default for Knobs {
    fn default() -> Self {
        Knobs {
            reduced_motion: false,
            dark: false,
            forced_colours: false,
            more_contrast: false,
            pixel_ratio: 1.0,
            window: (1000, 800),
            traced: None,
            idle_collections: true,
        }
    }
}

impl Knobs {
    /// The usual session, for a reader who asked for reduced motion.
    pub fn reduced_motion() -> Self {
        Knobs { reduced_motion: true, ..Knobs::default() }
    }

    /// The usual session, for a reader who asked for dark pages.
    pub fn dark() -> Self {
        Knobs { dark: true, ..Knobs::default() }
    }

    /// The usual session, for a reader who asked for more contrast.
    pub fn more_contrast() -> Self {
        Knobs { more_contrast: true, ..Knobs::default() }
    }

    /// The usual session, for a reader who chose colours for all pages.
    pub fn forced_colours() -> Self {
        Knobs { forced_colours: true, ..Knobs::default() }
    }

    /// The usual session on a screen with this many device pixels for each CSS pixel.
    pub fn pixel_ratio(pixel_ratio: f64) -> Self {
        Knobs { pixel_ratio, ..Knobs::default() }
    }
}

/// Finds a program: the path in the environment variable if it is set, else the first of `names` found on `PATH` or as an absolute path.
///
/// # Errors
/// Where none is found, naming the variable that would help.
pub fn program(variable: &str, names: &[&str]) -> Result<PathBuf> {
    if let Some(path) = std::env::var_os(variable).map(PathBuf::from) {
        if path.is_file() {
            return Ok(path);
        }
        bail!("{variable} is {}, which is no file", path.display());
    }
    let search = std::env::var_os("PATH").unwrap_or_default();
    names
        .iter()
        // Joining an absolute name replaces the folder, so absolute names need no branch of their own.
        .flat_map(|name| std::env::split_paths(&search).map(move |folder| folder.join(name)))
        .find(|path| path.is_file())
        .ok_or_else(|| anyhow::anyhow!("none of {} was found; set {variable} to its path", names.join(", ")))
}
