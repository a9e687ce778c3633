//! A page under test.

use crate::answer::Answer;
use crate::engine::Engine;
use crate::html::Html;
use crate::link::Link;
use crate::motion::Frames;
use crate::noted::{Item, Problem, Said};
use crate::server::{Folders, Server};
use crate::session::Session;
use anyhow::{Context, Result, bail};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How long a condition may take to come true; long, because three browsers share the machine.
const DEADLINE: Duration = Duration::from_secs(15);

/// Calls a function of the kit and hands back its value or its error; promises are awaited.
const CALL: &str = include_str!("../kit/call.js");

/// One page in one browser, with a server of its own.
#[derive(Clone, Debug)]
pub struct Page {
    /// The server that answers the page's requests.
    pub server: Server,
    session: Arc<Session>,
    notes: Arc<Mutex<Vec<String>>>,
}

impl Page {
    /// A page in this session; nothing is loaded yet.
    ///
    /// # Errors
    /// Where the server cannot start.
    pub async fn new(session: Arc<Session>, folders: &Folders, notes: Arc<Mutex<Vec<String>>>) -> Result<Page> {
        Page::over(session, folders, notes, None).await
    }

    /// A page whose server is behind a slow link.
    ///
    /// # Errors
    /// As [`Page::new`].
    pub async fn over(
        session: Arc<Session>,
        folders: &Folders,
        notes: Arc<Mutex<Vec<String>>>,
        link: Option<Link>,
    ) -> Result<Page> {
        let server = Server::start(folders, link).await?;
        Ok(Page { server, session, notes })
    }

    /// Adds to the run's closing line: what could not be shown in this browser.
    pub fn note(&self, note: &str) {
        let note = format!("{}: {note}", self.engine());
        self.notes.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).push(note);
    }

    /// Which browser this is.
    pub fn engine(&self) -> Engine {
        self.session.engine
    }

    /// The session, for driver commands.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Loads a page that the test wrote, as `/`.
    ///
    /// # Errors
    /// Where the page before it left problems that no test took, or the browser cannot load it.
    pub async fn open(&self, html: &Html) -> Result<()> {
        self.server.set("/", html.answer());
        self.visit("/").await
    }

    /// Loads a path of the page's server.
    ///
    /// # Errors
    /// As [`Page::open`].
    pub async fn visit(&self, path: &str) -> Result<()> {
        self.finish().await.context("before the next page was loaded")?;
        self.session.go(&self.server.address(path)).await
    }

    /// Sets a feed: an array of headlines, or any other JSON.
    pub fn feed(&self, path: &str, feed: &Value) {
        self.server.set(path, Answer::json(feed));
    }

    /// Calls a function of `kit/kit.js`; a promise is awaited.
    ///
    /// # Errors
    /// Where it throws or rejects, or its value is not what is asked for.
    pub async fn call<T: DeserializeOwned>(&self, name: &str, arguments: Value) -> Result<T> {
        let answer = self.session.run_async(CALL, vec![json!(name), json!(arguments.to_string())]).await;
        let answer = answer.with_context(|| format!("calling kit.{name}({arguments})"))?;
        if let Some(error) = answer.get("error") {
            bail!("kit.{name}({arguments}): {error}");
        }
        let value = answer.get("value").cloned().unwrap_or(Value::Null);
        serde_json::from_value(value.clone()).with_context(|| format!("kit.{name}({arguments}) gave {value}"))
    }

    /// Calls a function of the kit that says yes or no.
    ///
    /// # Errors
    /// As [`Page::call`].
    pub async fn holds(&self, name: &str, arguments: Value) -> Result<bool> {
        self.call(name, arguments).await
    }

    /// Calls a function of the kit for what it does.
    ///
    /// # Errors
    /// As [`Page::call`].
    pub async fn act(&self, name: &str, arguments: Value) -> Result<()> {
        self.call::<Value>(name, arguments).await.map(drop)
    }

    /// Waits until a function of the kit gives something true; gives that.
    ///
    /// # Errors
    /// Where it does not in time, naming what was awaited and what was last given.
    pub async fn wait(&self, what: &str, name: &str, arguments: Value) -> Result<Value> {
        let begun = Instant::now();
        loop {
            let value: Value = self.call(name, arguments.clone()).await?;
            if !matches!(value, Value::Null | Value::Bool(false)) {
                return Ok(value);
            }
            if begun.elapsed() > DEADLINE {
                let said: Vec<Said> = self.events().await?;
                let problems = self.problems().await?;
                bail!(
                    "waited {DEADLINE:?} for {what}; events so far {said:?}, problems {problems:?}, requests {:?}",
                    self.server.log()
                );
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// Waits until the server's log shows what is asked.
    ///
    /// # Errors
    /// Where it does not in time.
    pub async fn wait_for_requests(&self, what: &str, enough: impl Fn(&Server) -> bool) -> Result<()> {
        let begun = Instant::now();
        while !enough(&self.server) {
            if begun.elapsed() > DEADLINE {
                bail!("waited {DEADLINE:?} for {what}; requests {:?}", self.server.log());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok(())
    }

    /// Waits until the ticker shows its first items.
    ///
    /// # Errors
    /// Where it does not in time.
    pub async fn ready(&self) -> Result<()> {
        self.wait("the first headline", "ready", json!([])).await.map(drop)
    }

    /// Waits until the strip moves at a steady speed.
    ///
    /// # Errors
    /// Where it does not in time.
    pub async fn steady(&self) -> Result<()> {
        self.ready().await?;
        self.wait("a steady speed", "steady", json!([])).await.map(drop)
    }

    /// Notes where each item stands in each frame for this long.
    ///
    /// # Errors
    /// Where there is no ticker.
    pub async fn watch_frames(&self, duration: Duration) -> Result<Frames> {
        self.call("frames", json!([duration.as_millis() as u64])).await
    }

    /// Notes where each item stands in each frame for this long, while the test does something.
    ///
    /// # Errors
    /// Where there is no ticker, or what the test does fails.
    pub async fn frames_while(&self, duration: Duration, action: impl Future<Output = Result<()>>) -> Result<Frames> {
        self.call::<Value>("record", json!([duration.as_millis() as u64])).await?;
        action.await?;
        self.call("recorded", json!([])).await
    }

    /// The items that stand on the strip, in the order of the DOM.
    ///
    /// # Errors
    /// Where the page is gone.
    pub async fn items(&self) -> Result<Vec<Item>> {
        self.call("items", json!([])).await
    }

    /// What the tickers said so far.
    ///
    /// # Errors
    /// Where the page is gone.
    pub async fn events(&self) -> Result<Vec<Said>> {
        self.call("events", json!([])).await
    }

    /// The events of one type.
    ///
    /// # Errors
    /// Where the page is gone.
    pub async fn events_of(&self, kind: &str) -> Result<Vec<Said>> {
        Ok(self.events().await?.into_iter().filter(|said| said.kind == kind).collect())
    }

    /// What the watch noted so far and no test took.
    ///
    /// # Errors
    /// Where the page is gone.
    pub async fn problems(&self) -> Result<Vec<Problem>> {
        self.call("problems", json!([])).await
    }

    /// Takes the problems of one kind: what a test takes it expected, and must check.
    ///
    /// # Errors
    /// Where the page is gone.
    pub async fn take(&self, kind: &str) -> Result<Vec<String>> {
        self.call("take", json!([kind])).await
    }

    /// Takes exactly one console warning, which must hold every given word.
    ///
    /// # Errors
    /// Where there is none, more than one, or it says something else.
    pub async fn take_one_warning(&self, words: &[&str]) -> Result<()> {
        self.wait("a console warning", "noted", json!(["console warning"])).await?;
        let warnings = self.take("console warning").await?;
        let [warning] = warnings.as_slice() else {
            bail!("one console warning was expected, but there were {warnings:?}");
        };
        if let Some(missing) = words.iter().find(|word| !warning.contains(**word)) {
            bail!("the console warning {warning:?} does not name {missing:?}");
        }
        Ok(())
    }

    /// Moves the mouse to the middle of the first element that matches inside the ticker.
    ///
    /// # Errors
    /// Where none matches.
    pub async fn hover(&self, inside: &str) -> Result<()> {
        let (x, y) = self.middle(inside).await?;
        self.session.point(x, y).await
    }

    /// Moves the mouse away from everything.
    ///
    /// # Errors
    /// Where the driver refuses.
    pub async fn leave(&self) -> Result<()> {
        self.session.point(2.0, 2.0).await
    }

    /// Clicks the middle of the first element that matches inside the ticker.
    ///
    /// # Errors
    /// Where none matches.
    pub async fn click(&self, inside: &str) -> Result<()> {
        let (x, y) = self.middle(inside).await?;
        self.session.click(x, y, 0).await
    }

    /// The middle of the first element that matches inside the ticker.
    ///
    /// # Errors
    /// Where none matches.
    pub async fn middle(&self, inside: &str) -> Result<(f64, f64)> {
        let (x, y): (f64, f64) = self.call("middle", json!([inside])).await?;
        Ok((x.floor(), y.floor()))
    }

    /// Fails if the watch noted anything that no test took.
    ///
    /// # Errors
    /// Where it did.
    pub async fn finish(&self) -> Result<()> {
        let watched = self.session.run("return typeof watch === 'object'", vec![]).await?;
        if watched == json!(true) {
            let problems = self.problems().await?;
            if !problems.is_empty() {
                bail!("the page reports {problems:#?}");
            }
        }
        Ok(())
    }
}
