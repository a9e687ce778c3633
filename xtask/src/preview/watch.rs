//! Which sources change, a burst of writes being one change.

use std::path::Path;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use notify::event::{EventKind, ModifyKind};
use notify::{Event, RecursiveMode, Watcher};

/// Editors write a file in several steps; a change is over when nothing happens for so long.
const QUIET: Duration = Duration::from_millis(100);

/// What has to be done about a change.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Change {
    /// Scripts, styles, pages and feeds: no compiler is needed.
    Page,
    /// Rust sources or the manifest.
    Rust,
}

/// Watches the sources until the receiver is dropped.
pub fn changes(root: &Path) -> Result<Receiver<Change>> {
    let (event_sender, events) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(event_sender).context("cannot watch files")?;
    // The root too, for Cargo.toml: many editors replace a file, and a watch on the file itself would end then.
    for (folder, mode) in [
        (root.to_owned(), RecursiveMode::NonRecursive),
        (root.join("src"), RecursiveMode::Recursive),
        (root.join("www"), RecursiveMode::Recursive),
    ] {
        watcher.watch(&folder, mode).with_context(|| format!("cannot watch {}", folder.display()))?;
    }
    let (sender, receiver) = mpsc::channel();
    let root = root.to_owned();
    thread::spawn(move || {
        // Moved here to live as long as someone listens.
        let _watcher = watcher;
        let change_of = |event: notify::Result<Event>| event.ok().and_then(|event| read(&root, &event));
        while let Ok(event) = events.recv() {
            let Some(mut change) = change_of(event) else {
                continue;
            };
            while let Ok(event) = events.recv_timeout(QUIET) {
                change = change_of(event).map_or(change, |more| more.max(change));
            }
            if sender.send(change).is_err() {
                return;
            }
        }
    });
    Ok(receiver)
}

/// What an event means, if anything: reading a file is an event as well, and the build reads them all.
fn read(root: &Path, event: &Event) -> Option<Change> {
    let writes = match event.kind {
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_)) => false,
        EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Other => true,
    };
    if !writes {
        return None;
    }
    event.paths.iter().filter_map(|path| kind_of(path.strip_prefix(root).ok()?)).max()
}

/// What a changed file, named from the root, asks for. Hidden files and those that editors leave beside are none of ours.
fn kind_of(path: &Path) -> Option<Change> {
    let name = path.file_name()?.to_str()?;
    if name.starts_with(['.', '#']) || name.ends_with('~') {
        return None;
    }
    if path == Path::new("Cargo.toml") || path.starts_with("src") {
        Some(Change::Rust)
    } else if path.starts_with("www") {
        Some(Change::Page)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds() {
        for (path, expect) in [
            ("src/motion/belt.rs", Some(Change::Rust)),
            ("Cargo.toml", Some(Change::Rust)),
            ("www/feeds/mixed.json", Some(Change::Page)),
            ("www/.preview.css.swp", None),
            ("www/preview.css~", None),
            ("xtask/Cargo.toml", None),
            ("target", None),
            ("", None),
        ] {
            assert_eq!(kind_of(Path::new(path)), expect, "{path}");
        }
    }

    #[test]
    fn reading_is_no_change() {
        use notify::event::{AccessKind, CreateKind, DataChange, MetadataKind};
        let root = Path::new("/repository");
        for (kind, expect) in [
            (EventKind::Access(AccessKind::Any), None),
            (EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any)), None),
            (EventKind::Modify(ModifyKind::Data(DataChange::Any)), Some(Change::Rust)),
            (EventKind::Create(CreateKind::File), Some(Change::Rust)),
        ] {
            let event = Event::new(kind).add_path(root.join("www/a.css")).add_path(root.join("src/a.rs"));
            assert_eq!(read(root, &event), expect, "{kind:?}");
        }
    }
}
