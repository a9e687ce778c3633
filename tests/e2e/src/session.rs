//! One open browser session, and the driver commands that the tests use.

use crate::engine::{Engine, Knobs};
use crate::launch::{Launched, launch};
use anyhow::{Context, Result, anyhow, bail};
use fantoccini::actions::{Actions, InputSource, KeyAction, KeyActions, MouseActions, PointerAction};
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// A session may take this long to open; Firefox was seen to take 8 s on a busy machine.
const OPENING: Duration = Duration::from_secs(60);

/// A script, a page load or a command may take this long. WebKit's driver sets a timer of exactly this length in the page for each
/// script, and some versions of Chromium's one of a thousand times that; the odd number is how `kit/watch.js` tells them from the
/// page's own.
const COMMAND: Duration = Duration::from_millis(60_001);

/// What a reader can ask of all pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preference {
    /// Less motion.
    LessMotion,
    /// Dark pages.
    Dark,
}

/// A browser under the test's control. [`Session::close`] ends it politely; dropping it ends its processes.
#[derive(Debug)]
pub struct Session {
    /// Which browser this is.
    pub engine: Engine,
    /// What it was started with.
    pub knobs: Knobs,
    pub(crate) client: Client,
    launched: Launched,
    resized: AtomicBool,
}

impl Session {
    /// Starts the browser and opens a session.
    ///
    /// # Errors
    /// Where a program is missing, does not start, or opens no session in time.
    pub async fn open(engine: Engine, knobs: &Knobs, temporary: &Path) -> Result<Session> {
        let mut launched = launch(engine, knobs, temporary)?;
        let mut capabilities = launched.capabilities.clone();
        let limit = COMMAND.as_millis() as u64;
        capabilities.insert("timeouts".to_owned(), json!({ "script": limit, "pageLoad": limit, "implicit": 0 }));
        listening(&mut launched).await.with_context(|| format!("waiting for the driver of {engine}"))?;
        let connecting = async {
            ClientBuilder::new(HttpConnector::new()).capabilities(capabilities).connect(&launched.address).await
        };
        let client = tokio::time::timeout(OPENING, connecting)
            .await
            .map_err(|_| anyhow!("no session within {OPENING:?}"))
            .and_then(|opened| opened.map_err(|error| anyhow!("{error}")))
            .with_context(|| format!("opening a session of {engine}"))?;
        let session = Session { engine, knobs: knobs.clone(), client, launched, resized: AtomicBool::new(false) };
        session.prepare().await.with_context(|| format!("preparing the session of {engine}"))?;
        Ok(session)
    }

    /// Closes the session and ends the browser.
    ///
    /// # Errors
    /// Where the driver does not answer; the processes are ended all the same.
    pub async fn close(self) -> Result<()> {
        let Session { client, launched, .. } = self;
        let closed = tokio::time::timeout(COMMAND, client.close()).await;
        // Ending a process waits for it, which must not hold up the other browsers.
        tokio::task::spawn_blocking(move || drop(launched)).await?;
        closed.context("the session did not close in time")?.context("closing the session")
    }

    /// What the driver says about its browser, for the closing line.
    pub fn version(&self) -> String {
        let version = self.client.capabilities().and_then(|known| known.get("browserVersion"));
        version.and_then(Value::as_str).unwrap_or("unknown version").to_owned()
    }

    /// The process ids of the driver's descendants: the browser and its content processes.
    pub fn processes(&self) -> Vec<u32> {
        self.launched.processes.first().map(|driver| driver.descendants()).unwrap_or_default()
    }

    /// Loads an address and waits for the page's `load` event. Drivers should do so by themselves, but Chromium's of version 148
    /// was seen to come back while the page before it stood, or while the new one was being parsed.
    ///
    /// # Errors
    /// Where the browser cannot load it in time.
    pub async fn go(&self, address: &str) -> Result<()> {
        self.run("window.isLeft = true", vec![]).await?;
        self.timed(&format!("loading {address}"), self.client.goto(address)).await?;
        let begun = Instant::now();
        while self.run("return !window.isLeft && document.readyState === 'complete'", vec![]).await? != json!(true) {
            if begun.elapsed() > COMMAND {
                bail!("{address} is not loaded after {COMMAND:?}");
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Ok(())
    }

    /// Runs the body of a function in the page; `arguments` are its `arguments`. A promise is not awaited.
    ///
    /// # Errors
    /// Where the script throws or does not return in time.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        let first = script.lines().next().unwrap_or_default();
        self.timed(&format!("running {first:?}"), self.client.execute(script, arguments)).await
    }

    /// Like [`Session::run`], but the script must call its last argument with the result.
    ///
    /// # Errors
    /// Where the script throws or never calls back.
    pub async fn run_async(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        let first = script.lines().next().unwrap_or_default();
        self.timed(&format!("running {first:?}"), self.client.execute_async(script, arguments)).await
    }

    /// Moves the mouse to a place in the window, in CSS pixels.
    ///
    /// # Errors
    /// Where the place is outside the window.
    pub async fn point(&self, x: f64, y: f64) -> Result<()> {
        let mouse = MouseActions::new("mouse".to_owned()).then(move_to(x, y));
        self.timed(&format!("moving the mouse to {x}, {y}"), self.client.perform_actions(mouse)).await
    }

    /// Moves the mouse to a place and presses the given button (0 left, 1 middle) there.
    ///
    /// # Errors
    /// Where the place is outside the window.
    pub async fn click(&self, x: f64, y: f64, button: u64) -> Result<()> {
        let mouse = MouseActions::new("mouse".to_owned())
            .then(move_to(x, y))
            .then(PointerAction::Down { button })
            .then(PointerAction::Up { button });
        self.timed(&format!("clicking at {x}, {y}"), self.client.perform_actions(mouse)).await
    }

    /// Presses the left button (or lets it go) where the mouse is.
    ///
    /// # Errors
    /// Where the driver refuses.
    pub async fn press(&self, down: bool) -> Result<()> {
        let button = 0;
        let action = if down { PointerAction::Down { button } } else { PointerAction::Up { button } };
        let mouse = MouseActions::new("mouse".to_owned()).then(action);
        self.timed("pressing the mouse button", self.client.perform_actions(mouse)).await
    }

    /// Strikes a key, for example `fantoccini::key::Key::Tab.into()`.
    ///
    /// # Errors
    /// Where the driver refuses.
    pub async fn key(&self, value: char) -> Result<()> {
        self.chord(&[value]).await
    }

    /// Strikes several keys of which each is held for the next.
    ///
    /// # Errors
    /// Where the driver refuses.
    pub async fn chord(&self, values: &[char]) -> Result<()> {
        let mut keys = KeyActions::new("keys".to_owned());
        for value in values {
            keys = keys.then(KeyAction::Down { value: *value });
        }
        for value in values.iter().rev() {
            keys = keys.then(KeyAction::Up { value: *value });
        }
        self.timed("striking a key", self.client.perform_actions(Actions::from(keys))).await
    }

    /// Makes the window so large, in CSS pixels, with all that stands around the page.
    ///
    /// # Errors
    /// Where the driver refuses.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        self.resized.store(true, Ordering::Relaxed);
        self.timed("resizing the window", self.client.set_window_rect(0, 0, width, height)).await
    }

    /// Whether other cases had better have another session: a window of WebKit that had another size tells of no focus by keyboard any more.
    pub fn is_spent(&self) -> bool {
        self.engine == Engine::WebKit && self.resized.load(Ordering::Relaxed)
    }

    /// Leaves the page, and gives the window its usual size again where a case has changed that.
    ///
    /// # Errors
    /// Where the driver refuses.
    pub async fn clear(&self) -> Result<()> {
        self.go("about:blank").await?;
        if !self.is_spent() && self.resized.swap(false, Ordering::Relaxed) {
            self.restore().await?;
        }
        Ok(())
    }

    /// Minimises the window, which hides the page.
    ///
    /// # Errors
    /// Where the driver refuses.
    pub async fn minimise(&self) -> Result<()> {
        self.timed("minimising the window", self.client.minimize_window()).await
    }

    /// Shows the window again at its usual size.
    ///
    /// # Errors
    /// Where the driver refuses.
    pub async fn restore(&self) -> Result<()> {
        let (width, height) = self.knobs.window;
        self.timed("restoring the window", self.client.set_window_rect(0, 0, width, height)).await
    }

    /// A picture of what the window shows, as PNG.
    ///
    /// # Errors
    /// Where the driver refuses.
    pub async fn screenshot(&self) -> Result<Vec<u8>> {
        self.timed("taking a screenshot", self.client.screenshot()).await
    }

    /// Sends a Chrome DevTools command; Chromium only.
    ///
    /// # Errors
    /// In other engines, or where the browser refuses.
    pub async fn devtools(&self, method: &str, parameters: Value) -> Result<Value> {
        if self.engine != Engine::Chromium {
            bail!("{} has no DevTools command {method}", self.engine);
        }
        let command = Vendor { path: "goog/cdp/execute", body: json!({ "cmd": method, "params": parameters }) };
        self.timed(method, self.client.issue_cmd(command)).await
    }

    /// Changes what the reader prefers while the page is there; not in WebKit, whose toolkit reads that when it starts.
    ///
    /// # Errors
    /// Where the driver refuses.
    pub async fn prefer(&self, preference: Preference, wanted: bool) -> Result<()> {
        match self.engine {
            Engine::Chromium => {
                let knobs = match preference {
                    Preference::LessMotion => Knobs { reduced_motion: wanted, ..self.knobs.clone() },
                    Preference::Dark => Knobs { dark: wanted, ..self.knobs.clone() },
                };
                self.emulate("", &knobs).await
            }
            Engine::Firefox => {
                let (name, value) = match preference {
                    Preference::LessMotion => ("ui.prefersReducedMotion", u8::from(wanted)),
                    Preference::Dark => ("layout.css.prefers-color-scheme.content-override", u8::from(!wanted)),
                };
                let set = "Services.prefs.setIntPref(arguments[0], arguments[1])";
                self.in_context("chrome").await?;
                let set = self.run(set, vec![json!(name), json!(value)]).await;
                self.in_context("content").await?;
                set.map(drop)
            }
            Engine::WebKit => bail!("WebKitGTK reads its settings when it starts"),
        }
    }

    /// Has the page be seen in this medium; Chromium only.
    ///
    /// # Errors
    /// In other engines.
    pub async fn in_medium(&self, medium: &str) -> Result<()> {
        self.emulate(medium, &self.knobs).await
    }

    async fn emulate(&self, medium: &str, knobs: &Knobs) -> Result<()> {
        let features = json!({ "media": medium, "features": [
            { "name": "prefers-reduced-motion", "value": if knobs.reduced_motion { "reduce" } else { "no-preference" } },
            { "name": "prefers-color-scheme", "value": if knobs.dark { "dark" } else { "light" } },
            { "name": "forced-colors", "value": if knobs.forced_colours { "active" } else { "none" } },
            { "name": "prefers-contrast", "value": if knobs.more_contrast { "more" } else { "no-preference" } },
        ]});
        self.devtools("Emulation.setEmulatedMedia", features).await.map(drop)
    }

    /// Chooses what scripts of Firefox's driver run in: the page, or the browser.
    async fn in_context(&self, context: &str) -> Result<()> {
        let command = Vendor { path: "moz/context", body: json!({ "context": context }) };
        self.timed("choosing the context", self.client.issue_cmd(command)).await.map(drop)
    }

    /// Brings the new session to what its knobs say, where that is not done by starting it so.
    async fn prepare(&self) -> Result<()> {
        if self.engine == Engine::Chromium {
            self.emulate("", &self.knobs).await?;
        }
        self.restore().await
    }

    /// Gives a command its time limit and its name in errors.
    pub(crate) async fn timed<T>(
        &self,
        what: &str,
        command: impl Future<Output = Result<T, fantoccini::error::CmdError>>,
    ) -> Result<T> {
        match tokio::time::timeout(COMMAND + Duration::from_secs(5), command).await {
            Err(_) => bail!("{what}: no answer from the driver of {}", self.engine),
            // WebKit's driver sends empty messages, so the engine's name must do.
            Ok(result) => result.with_context(|| format!("{what} in {}", self.engine)),
        }
    }
}

fn move_to(x: f64, y: f64) -> PointerAction {
    PointerAction::MoveTo { duration: None, x, y }
}

/// Waits until the driver accepts connections.
async fn listening(launched: &mut Launched) -> Result<()> {
    let address = launched.address.trim_start_matches("http://").to_owned();
    let begun = Instant::now();
    loop {
        if tokio::net::TcpStream::connect(&address).await.is_ok() {
            return Ok(());
        }
        for process in &mut launched.processes {
            process.alive()?;
        }
        if begun.elapsed() > OPENING {
            bail!("nothing listens on {address} after {OPENING:?}");
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// A command that only one driver knows: its path within the session, and what it is told.
#[derive(Debug)]
pub(crate) struct Vendor {
    pub(crate) path: &'static str,
    pub(crate) body: Value,
}

impl WebDriverCompatibleCommand for Vendor {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}
