//! The ticker beside what people would take in its place: `cargo xtask bench peers [--quick] [--only=NAME,NAME]`.
//!
//! - [`peer`]: what is compared; how each is used stands in `tests/e2e/bench/peers/`.
//! - [`stage`]: the page, the same for all.
//! - [`measure`]: the scenes, and the figures that each gives.
//! - [`cost`], [`sight`]: what each scene does; cost and looks never on the same page.
//! - [`summary`], [`best`], [`table`], [`chart`]: what comes of it.

mod best;
mod chart;
mod cost;
mod measure;
mod peer;
mod sight;
mod stage;
mod summary;
mod table;

use anyhow::{Context, Result};
use e2e::engine::{Engine, Knobs};
use e2e::server::Folders;
use e2e::session::Session;
use measure::Scene;
use peer::Peer;
use stage::Place;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use summary::Summary;

/// How long a cost is measured. Chromium draws a strip in tiles that begin every 510 px, which is 8.5 s; three of them in view cost a fifth
/// more than two, so in less time it would depend on where the tiles begin.
const MEASURED: Duration = Duration::from_millis(8_500);

/// A scene may take this long, whatever a page does with the browser.
const LIMIT: Duration = Duration::from_secs(150);

/// Plays every scene with every peer, as often as figures need, and says what came of it.
///
/// # Errors
/// Where Chromium does not run or the files cannot be written; what a peer fails at is a result and no error.
pub async fn compare(quick: bool, only: &[&str]) -> Result<()> {
    let peers = Peer::named(only)?;
    let (runs, warm_up) = if quick { (1, 2) } else { (5, 4) };
    let warm_up = Duration::from_secs(warm_up);
    let folders = Folders::from_environment();
    let begun = Instant::now();
    let temporary = tempfile::tempdir()?;
    let mut summary = Summary::new(&peers, runs, MEASURED.as_secs_f64(), version(temporary.path()).await?)?;
    for run in 0..runs {
        // One peer after the other within each run, so that a busy hour of the machine does not hit one of them alone; and each run begins
        // with another one, so that none always comes first or after the same other.
        let begin = run * peers.len() / runs;
        for peer in peers.iter().cycle().skip(begin).take(peers.len()) {
            println!("run {} of {runs}: {}", run + 1, peer.title);
            let mut browser = Browser { temporary: temporary.path(), open: None };
            for scene in Scene::ALL {
                // Half a success is none, so what failed once need not be waited for again; pages that do not load take a minute.
                let is_settled = run > 0 && scene.is_settled_by_one_run();
                if is_settled || summary.has_failed(peer, scene) {
                    continue;
                }
                let from = Instant::now();
                let played = play(scene, peer, &mut browser, &folders, warm_up).await;
                match &played {
                    Ok(values) => println!("  {scene:?}: {values:.1?} in {:.1?}", from.elapsed()),
                    Err(error) => println!("  {scene:?} fails in {:.1?}: {error:#}", from.elapsed()),
                }
                if played.is_err() {
                    // Whatever the page left behind must not be the next scene's.
                    browser.open = None;
                }
                summary.add(peer, scene, &played);
            }
        }
    }
    println!("\nall of it took {} min", begun.elapsed().as_secs().div_ceil(60));
    report(&summary, quick || !only.is_empty())
}

/// Plays one scene in the browser that it needs.
async fn play(
    scene: Scene,
    peer: &'static Peer,
    browser: &mut Browser<'_>,
    folders: &Folders,
    warm_up: Duration,
) -> Result<Vec<f64>> {
    let session = browser.session(scene).await?;
    let place = Place { peer, session: &session, folders, warm_up };
    tokio::time::timeout(LIMIT, scene.play(&place))
        .await
        .with_context(|| format!("no end after {} s", LIMIT.as_secs()))?
}

/// The browser that one peer is measured in: opened when it is needed, and anew where the window must be another
/// or nothing may have been there before.
struct Browser<'a> {
    temporary: &'a Path,
    open: Option<(Knobs, Arc<Session>)>,
}

impl Browser<'_> {
    async fn session(&mut self, scene: Scene) -> Result<Arc<Session>> {
        let window = if scene == Scene::Wide { (3_750, 800) } else { (1_100, 800) };
        // What loading left behind is collected 8 s later or 16 s, all or nothing of which falls into the measured time: chance. What is
        // collected because scripts go on making garbage still counts.
        let knobs = Knobs { window, idle_collections: false, ..Knobs::default() };
        match &self.open {
            Some((known, session)) if *known == knobs && !scene.is_alone() => Ok(session.clone()),
            _ => {
                self.open = None;
                let session = Arc::new(Session::open(Engine::Chromium, &knobs, self.temporary).await?);
                self.open = Some((knobs, session.clone()));
                Ok(session)
            }
        }
    }
}

/// The version of the browser that all is measured in.
async fn version(temporary: &Path) -> Result<String> {
    let session = Session::open(Engine::Chromium, &Knobs::default(), temporary).await?;
    let version = session.version();
    session.close().await?;
    Ok(version)
}

/// Prints the table and writes it with the chart and all values. What the README shows comes from a full run alone, and stands with
/// its values and its chart in `docs/`, so that a change of a figure is seen in a review; the rest goes where builds go.
fn report(summary: &Summary, partial: bool) -> Result<()> {
    let table = table::markdown(summary);
    println!("\n{table}");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = if partial { target(&root).join("peers") } else { root.join("docs") };
    std::fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    let values = serde_json::to_string_pretty(summary)? + "\n";
    for (name, text) in [("peers.json", &values), ("peers.svg", &chart::svg(summary))] {
        let file = folder.join(name);
        std::fs::write(&file, text).with_context(|| format!("writing {}", file.display()))?;
        println!("written: {}", file.display());
    }
    if partial {
        let file = folder.join("peers.md");
        std::fs::write(&file, &table).with_context(|| format!("writing {}", file.display()))?;
        println!("written: {} (the README's table comes from `cargo xtask bench peers`, in full)", file.display());
        return Ok(());
    }
    let readme = root.join("README.md");
    table::write(&readme, &table)?;
    println!("written: {}, between the markers of its table", readme.display());
    Ok(())
}

fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from)
}
