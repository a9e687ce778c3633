//! The browsers of the end-to-end tests, their drivers, and what else those tests need.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::axe;
use crate::command::{cargo, on_path, run_within, say};
use crate::debian;
use crate::workspace::Workspace;

/// geckodriver comes from its sources: Debian has no package of it.
const GECKODRIVER: &str = "0.37.1";

/// Three minutes on two cores; more on a slow line.
const COMPILE_LIMIT: Duration = Duration::from_secs(1_800);

/// An engine that the end-to-end tests drive.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Browser {
    /// Chromium with chromedriver.
    Chromium,
    /// Firefox with geckodriver.
    Firefox,
    /// WebKitGTK's MiniBrowser with WebKitWebDriver, on a display of its own.
    WebKit,
}

impl Browser {
    /// All of them.
    pub const ALL: [Browser; 3] = [Browser::Chromium, Browser::Firefox, Browser::WebKit];

    /// The name in options, variables and print.
    pub fn name(self) -> &'static str {
        match self {
            Browser::Chromium => "chromium",
            Browser::Firefox => "firefox",
            Browser::WebKit => "webkit",
        }
    }

    /// The browser of this name.
    pub fn parse(name: &str) -> Result<Browser> {
        let names = Browser::ALL.map(Browser::name).join(", ");
        Browser::ALL
            .into_iter()
            .find(|browser| browser.name() == name)
            .with_context(|| format!("there is no browser `{name}`; known are {names}"))
    }

    fn programs(self) -> &'static [Program] {
        match self {
            Browser::Chromium => &CHROMIUM,
            Browser::Firefox => &FIREFOX,
            Browser::WebKit => &WEBKIT,
        }
    }
}

/// A program that a browser's tests need.
struct Program {
    /// Names its path, if the person sets it; with our prefix it tells the tests.
    variable: &'static str,
    /// Its names on the PATH.
    names: &'static [&'static str],
    /// Debian's packages that bring it.
    package: &'static str,
}

static CHROMIUM: [Program; 2] = [
    Program { variable: "CHROMIUM", names: &["chromium", "chromium-browser", "google-chrome"], package: "chromium" },
    Program { variable: "CHROMEDRIVER", names: &["chromedriver"], package: "chromium-driver" },
];
static FIREFOX: [Program; 1] =
    [Program { variable: "FIREFOX", names: &["firefox-esr", "firefox"], package: "firefox-esr" }];
static WEBKIT: [Program; 3] = [
    Program { variable: "WEBKITDRIVER", names: &["WebKitWebDriver"], package: "webkit2gtk-driver" },
    Program { variable: "MINIBROWSER", names: &["MiniBrowser"], package: "webkit2gtk-driver" },
    Program { variable: "XVFB", names: &["Xvfb"], package: "xvfb" },
];

/// Sets up these browsers and returns what the end-to-end tests must know of them.
pub fn set_up(workspace: &Workspace, browsers: &[Browser]) -> Result<Vec<(String, OsString)>> {
    let programs: Vec<&Program> = browsers.iter().flat_map(|browser| browser.programs()).collect();
    let mut packages: Vec<&str> =
        programs.iter().filter(|program| program.path().is_none()).map(|program| program.package).collect();
    if on_path("dpkg-query").is_some() {
        // Arabic needs a font; a server has none.
        packages.push("fonts-noto-core");
    }
    packages.dedup();
    debian::install(&packages).context(
        "browsers are missing; where they are elsewhere, name them in CHROMIUM, CHROMEDRIVER, FIREFOX, GECKODRIVER, \
         WEBKITDRIVER, MINIBROWSER and XVFB, or leave one out with --skip-browser NAME",
    )?;
    let mut variables = Vec::new();
    for program in programs {
        let path = program.path().with_context(|| {
            format!(
                "{} is not here although {} is installed; name its path in {}",
                program.names[0], program.package, program.variable
            )
        })?;
        variables.push((format!("HEADLINE_TICKER_{}", program.variable), path.into()));
    }
    if browsers.contains(&Browser::Firefox) {
        variables.push(("HEADLINE_TICKER_GECKODRIVER".into(), geckodriver(workspace)?.into()));
    }
    let names: Vec<&str> = browsers.iter().map(|browser| browser.name()).collect();
    variables.push(("HEADLINE_TICKER_BROWSERS".into(), names.join(",").into()));
    variables.push(("HEADLINE_TICKER_AXE".into(), axe::script(&workspace.cache())?.into()));
    Ok(variables)
}

impl Program {
    fn path(&self) -> Option<PathBuf> {
        env::var_os(self.variable)
            .map(PathBuf::from)
            .or_else(|| self.names.iter().find_map(|name| on_path(name)))
            .or_else(|| self.names.contains(&"MiniBrowser").then(mini_browser).flatten())
    }
}

/// MiniBrowser, which distributions keep off the PATH.
fn mini_browser() -> Option<PathBuf> {
    let libraries = fs::read_dir("/usr/lib").into_iter().flatten().flatten().map(|entry| entry.path());
    let folders = libraries.chain(["/usr/lib", "/usr/lib64", "/usr/libexec"].map(PathBuf::from));
    let mut found: Vec<PathBuf> = folders
        .flat_map(|folder| fs::read_dir(folder).into_iter().flatten().flatten())
        .filter(|entry| is_webkit(&entry.file_name().to_string_lossy()))
        .map(|entry| entry.path().join("MiniBrowser"))
        .filter(|path| path.is_file())
        .collect();
    found.sort();
    found.pop()
}

/// Whether a folder is WebKitGTK's, `webkit2gtk-4.1` for instance.
fn is_webkit(folder: &str) -> bool {
    folder.starts_with("webkit") && folder.contains("gtk-")
}

/// geckodriver: the person's, or one compiled once and kept for every clone.
fn geckodriver(workspace: &Workspace) -> Result<PathBuf> {
    if let Some(path) = env::var_os("GECKODRIVER").map(PathBuf::from).or_else(|| on_path("geckodriver")) {
        return Ok(path);
    }
    let folder = user_cache().unwrap_or_else(|| workspace.cache()).join(format!("geckodriver-{GECKODRIVER}"));
    let program = folder.join("bin").join(format!("geckodriver{}", env::consts::EXE_SUFFIX));
    if program.is_file() {
        return Ok(program);
    }
    say(format!("Compiling geckodriver {GECKODRIVER} (once; some three minutes)"));
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let mut install = cargo();
    install
        .current_dir(&folder)
        // Its own folder for a while, not a place in ours for good.
        .env_remove("CARGO_TARGET_DIR")
        .args(["install", "geckodriver", "--version", GECKODRIVER, "--locked", "--root"])
        .arg(&folder);
    run_within(COMPILE_LIMIT, &mut install)?;
    Ok(program)
}

/// The person's folder for what can be made again.
fn user_cache() -> Option<PathBuf> {
    let home = || env::var_os("HOME").map(PathBuf::from);
    let caches = if cfg!(windows) {
        env::var_os("LOCALAPPDATA").map(PathBuf::from)
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Caches"))
    } else {
        env::var_os("XDG_CACHE_HOME").map(PathBuf::from).or_else(|| home().map(|home| home.join(".cache")))
    };
    caches.filter(|caches| caches.is_absolute()).map(|caches| caches.join("headline-ticker"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for browser in Browser::ALL {
            assert_eq!(Browser::parse(browser.name()).unwrap(), browser);
        }
        for name in ["", "Chromium", "safari"] {
            let error = Browser::parse(name).unwrap_err().to_string();
            assert!(error.contains("known are chromium, firefox, webkit"), "{error}");
        }
    }

    #[test]
    fn webkit_folders() {
        for (folder, expect) in
            [("webkit2gtk-4.1", true), ("webkitgtk-6.0", true), ("webkit", false), ("gtk-4.0", false)]
        {
            assert_eq!(is_webkit(folder), expect, "{folder}");
        }
    }
}
