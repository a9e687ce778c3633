//! Named test cases, and running a table of them in every chosen browser at once.

use crate::engine::{Engine, Knobs};
use crate::page::Page;
use crate::server::Folders;
use crate::session::Session;
use anyhow::{Context, Result, anyhow, bail};
use futures_util::future::BoxFuture;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

/// No case may take longer: one that hangs must end. On a busy machine the longest took 105 s of an earlier limit of 120.
const LIMIT: Duration = Duration::from_secs(300);

/// How many sessions of one browser run cases side by side: most of a case is waiting for something to move.
const LANES: usize = 2;

/// The cases of one browser that no lane has taken yet.
type Queue = Arc<Mutex<VecDeque<Case>>>;

/// What a case runs.
pub type Body = fn(Page) -> BoxFuture<'static, Result<()>>;

/// One row of the table.
#[derive(Clone, Debug)]
pub struct Case {
    name: String,
    body: Body,
    knobs: Knobs,
    only: Option<Engine>,
}

impl Case {
    /// A case in the usual session of every engine; `path` is the path of its function, whose words are the specification.
    pub fn new(path: &str, body: Body) -> Case {
        let in_binary = path.split_once("::").map_or(path, |(_, rest)| rest);
        Case { name: in_binary.replace("::", ": ").replace('_', " "), body, knobs: Knobs::default(), only: None }
    }

    /// The same case in a session of its own kind.
    pub fn with(mut self, knobs: Knobs) -> Case {
        self.knobs = knobs;
        self
    }

    /// The same case in one engine only, because the others have no such means to measure.
    pub fn only(mut self, engine: Engine) -> Case {
        self.only = Some(engine);
        self
    }
}

/// Makes the row of a case from its `async fn(Page) -> Result<()>`; module and function name are the case's name.
#[macro_export]
macro_rules! case {
    ($function:ident) => {
        $crate::case::Case::new(concat!(module_path!(), "::", stringify!($function)), |page| Box::pin($function(page)))
    };
}

/// What one lane came to.
#[derive(Debug)]
struct Outcome {
    /// The browser's name and version, once it has started.
    browser: Option<String>,
    passed: usize,
    failures: Vec<String>,
    notes: Vec<String>,
}

/// Runs the cases whose names hold `filter`, in every chosen engine at once, and prints each; the closing line says what ran.
///
/// # Errors
/// Where any case failed, a browser could not start, or nothing ran at all.
pub async fn run(cases: Vec<Case>, filter: &str) -> Result<()> {
    let begun = Instant::now();
    let engines = Engine::chosen()?;
    let mut cases: Vec<Case> = cases.into_iter().filter(|case| case.name.contains(filter)).collect();
    // The usual sessions first, then one after the other those that must be started for their cases.
    cases.sort_by_key(|case| (case.knobs != Knobs::default(), format!("{:?}", case.knobs)));
    let folders = Folders::from_environment();
    let lanes = engines.into_iter().flat_map(|engine| {
        let cases = cases.iter().filter(|case| case.only.is_none_or(|only| only == engine)).cloned().collect();
        let queue: Queue = Arc::new(Mutex::new(cases));
        let folders = folders.clone();
        (0..LANES).map(move |_| tokio::spawn(run_lane(engine, queue.clone(), folders.clone())))
    });
    let lanes: Vec<_> = lanes.collect();
    let mut outcomes = Vec::new();
    for lane in lanes {
        outcomes.push(lane.await?);
    }
    close(&outcomes, begun.elapsed())
}

/// Prints every failure and the closing line.
fn close(outcomes: &[Outcome], took: Duration) -> Result<()> {
    for failure in outcomes.iter().flat_map(|outcome| &outcome.failures) {
        println!("\n{failure}");
    }
    let passed: usize = outcomes.iter().map(|outcome| outcome.passed).sum();
    let failed: usize = outcomes.iter().map(|outcome| outcome.failures.len()).sum();
    let mut browsers: Vec<&str> = outcomes.iter().filter_map(|outcome| outcome.browser.as_deref()).collect();
    // The lanes of one browser stand beside each other.
    browsers.dedup();
    let notes: String = outcomes.iter().flat_map(|outcome| &outcome.notes).map(|note| format!("; {note}")).collect();
    println!(
        "\nend-to-end in {}: {passed} passed, {failed} failed in {:.0} s{notes}",
        browsers.join(", "),
        took.as_secs_f64()
    );
    if failed > 0 {
        bail!("{failed} end-to-end cases failed");
    }
    if passed == 0 {
        bail!("no case ran");
    }
    Ok(())
}

/// Runs cases of the queue until none is left, keeping the session while the next case wants the same.
async fn run_lane(engine: Engine, queue: Queue, folders: Folders) -> Outcome {
    let mut outcome = Outcome { browser: None, passed: 0, failures: Vec::new(), notes: Vec::new() };
    let temporary = match tempfile::Builder::new().prefix("headline-ticker-").tempdir() {
        Ok(folder) => folder,
        Err(error) => {
            outcome.failures.push(format!("{engine}: no folder for the run: {error}"));
            return outcome;
        }
    };
    let mut kept: Option<Arc<Session>> = None;
    while let Some(case) = next(&queue) {
        if kept.as_ref().is_some_and(|session| session.knobs != case.knobs || session.is_spent()) {
            outcome.end(engine, kept.take()).await;
        }
        let session = match kept.take() {
            Some(session) => session,
            None => match Session::open(engine, &case.knobs, temporary.path()).await {
                Ok(session) => Arc::new(session),
                Err(error) => {
                    outcome.failures.push(format!("{engine} did not start for {:?}: {error:#}", case.name));
                    // It would not start for the other cases either, and each try may take a minute.
                    locked(&queue).clear();
                    continue;
                }
            },
        };
        outcome.browser = Some(format!("{engine} {}", session.version()));
        let begun = Instant::now();
        let notes = Arc::new(Mutex::new(Vec::new()));
        let result = run_case(&case, session.clone(), &folders, notes.clone()).await;
        let seconds = begun.elapsed().as_secs_f64();
        outcome.notes.append(&mut locked(&notes));
        match result {
            Ok(()) => {
                outcome.passed += 1;
                println!("{engine:9} ok     {seconds:5.1} s  {}", case.name);
                kept = Some(session);
            }
            Err(error) => {
                outcome.failures.push(format!("{engine}: {}\n{error:#}", case.name));
                println!("{engine:9} FAILED {seconds:5.1} s  {}", case.name);
                // Whatever state the failure left behind must not fail the next case too.
                outcome.end(engine, Some(session)).await;
            }
        }
    }
    outcome.end(engine, kept).await;
    outcome
}

/// Takes the next case.
fn next(queue: &Queue) -> Option<Case> {
    locked(queue).pop_front()
}

/// A lock that a panicking case cannot spoil for the others.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// Runs one case in a task of its own, so that a panic in it is a failure like any other.
async fn run_case(case: &Case, session: Arc<Session>, folders: &Folders, notes: Arc<Mutex<Vec<String>>>) -> Result<()> {
    let page = Page::new(session.clone(), folders, notes).await?;
    let running = tokio::spawn((case.body)(page.clone()));
    let abort = running.abort_handle();
    match tokio::time::timeout(LIMIT, running).await {
        Ok(Ok(result)) => result?,
        Ok(Err(panic)) => bail!("the case panicked: {panic}"),
        Err(_) => {
            abort.abort();
            bail!("the case took longer than {LIMIT:?}");
        }
    }
    page.finish().await?;
    session.clear().await
}

impl Outcome {
    /// Closes a session; that it closes is part of what must work.
    async fn end(&mut self, engine: Engine, session: Option<Arc<Session>>) {
        let Some(session) = session else { return };
        let closed = match Arc::try_unwrap(session) {
            Ok(session) => session.close().await,
            Err(_) => Err(anyhow!("a case kept its page")),
        };
        if let Err(error) = closed.with_context(|| format!("closing {engine}")) {
            self.failures.push(format!("{error:#}"));
        }
    }
}
