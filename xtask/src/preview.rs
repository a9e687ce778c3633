//! The preview: builds, serves the page, and rebuilds and reloads when a source changes.

mod check;
mod fault;
mod live;
mod reports;
mod server;
#[cfg(test)]
mod tests;
mod watch;

use std::env;
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail};
use tokio::sync::watch::Sender;

use crate::build::{self, Core, Purpose};
use crate::command::{on_path, say};
use crate::preview::live::Live;
use crate::preview::reports::Store;
use crate::preview::server::Site;
use crate::preview::watch::Change;
use crate::workspace::Workspace;

/// The port where none is asked for.
pub const PORT: u16 = 8017;

/// What pages that are open should know.
#[derive(Clone, Default)]
struct State {
    /// Another number after every build; one that an earlier run of the preview never had.
    build: u128,
    /// Why the last rebuild failed, if it did.
    failure: Option<String>,
}

/// Serves until the person ends it.
pub fn preview(workspace: Workspace, port: u16, opens_browser: bool) -> Result<()> {
    // Before the build: a minute's wait for "the port is taken" would be a minute too long.
    let listener = match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
            bail!("port {port} is taken; choose another one with --port, for instance --port {}", port.wrapping_add(1))
        }
        bound => bound.with_context(|| format!("cannot listen on port {port}"))?,
    };
    let port = listener.local_addr()?.port();
    let reports = Store::open(&workspace.cache())?;
    let core = build::core(&workspace, Purpose::Preview)?;
    build::write(&workspace, Purpose::Preview, &core)?;

    let (sender, states) = tokio::sync::watch::channel(State { build: now(), failure: None });
    let folders = [Purpose::Preview.folder(&workspace), workspace.www()];
    let site = Arc::new(Site { folders, states, live: Live::new(), reports, port });
    let changes = watch::changes(&workspace.root)?;
    thread::spawn(move || {
        let mut rebuilder = Rebuilder { workspace, core, is_stale: false };
        for change in changes {
            rebuilder.follow(change, &sender);
        }
    });

    let address = format!("http://127.0.0.1:{port}/");
    say(format!("Serving {address} and watching src, www and Cargo.toml (Ctrl+C ends it)"));
    if opens_browser {
        open(&address);
    }
    server::serve(listener, site)
}

/// Keeps the served files up to date.
struct Rebuilder {
    workspace: Workspace,
    /// The last one that compiled.
    core: Core,
    /// Whether the Rust sources have changed since then.
    is_stale: bool,
}

impl Rebuilder {
    fn follow(&mut self, change: Change, states: &Sender<State>) {
        let start = Instant::now();
        self.is_stale |= change == Change::Rust;
        match self.rebuild() {
            Ok(()) => {
                say(format!("Rebuilt in {:.1} s", start.elapsed().as_secs_f32()));
                states.send_replace(State { build: now(), failure: None });
            }
            Err(error) => {
                let failure = format!("{error:#}");
                say(format!("error: {failure}\nStill serving what was there before."));
                states.send_modify(|state| state.failure = Some(failure));
            }
        }
    }

    fn rebuild(&mut self) -> Result<()> {
        if self.is_stale {
            // The version may have changed with Cargo.toml.
            self.workspace = Workspace::find()?;
            self.core = build::core(&self.workspace, Purpose::Preview)?;
            self.is_stale = false;
        }
        build::write(&self.workspace, Purpose::Preview, &self.core)
    }
}

fn now() -> u128 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_nanos())
}

/// Opens the address in the person's browser, or says that it cannot: whoever waits for a window should know that none comes.
fn open(address: &str) {
    let unopened = format!("No browser can be opened from here: open {address} in one yourself.");
    let spawned = opener().map(|mut command| {
        command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()
    });
    let Some(Ok(mut child)) = spawned else {
        say(unopened);
        return;
    };
    // Waited for elsewhere, so that no ended process is left behind.
    thread::spawn(move || {
        if !child.wait().is_ok_and(|status| status.success()) {
            say(unopened);
        }
    });
}

/// The program that opens an address; none where no screen is there to show it.
fn opener() -> Option<Command> {
    if cfg!(windows) {
        let mut command = Command::new("cmd");
        command.args(["/C", "start", ""]);
        return Some(command);
    }
    if cfg!(target_os = "macos") {
        return Some(Command::new("open"));
    }
    let is_seen = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| env::var_os(name).is_some());
    on_path("xdg-open").filter(|_| is_seen).map(Command::new)
}
