//! Child processes that never outlive the run.

use anyhow::{Context, Result};
use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

/// How long a process may take to end by itself after it was asked to.
const PATIENCE: Duration = Duration::from_secs(2);

/// A child in a process group of its own; dropping it ends the group and every descendant, also those that left the group.
#[derive(Debug)]
pub struct Group {
    child: Child,
}

impl Group {
    /// Starts the command with `TMPDIR` set to a folder of the run, so that whatever it leaves behind goes with that folder.
    ///
    /// # Errors
    /// Where the program cannot be started.
    pub fn start(mut command: Command, temporary: &Path) -> Result<Group> {
        command.process_group(0).env("TMPDIR", temporary);
        let program = command.get_program().to_string_lossy().into_owned();
        let child = command.spawn().with_context(|| format!("starting {program}"))?;
        Ok(Group { child })
    }

    /// The child itself, for its pipes.
    pub fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// Fails if the child has ended, with its status.
    ///
    /// # Errors
    /// Where it has ended.
    pub fn alive(&mut self) -> Result<()> {
        match self.child.try_wait()? {
            None => Ok(()),
            Some(status) => anyhow::bail!("it ended at once with {status}"),
        }
    }

    /// The process ids of the child's descendants, found in `/proc`, deepest last.
    pub fn descendants(&self) -> Vec<u32> {
        let mut family = vec![self.child.id()];
        let parents = parents();
        let mut at = 0;
        while let Some(&parent) = family.get(at) {
            family.extend(parents.iter().filter(|(_, of)| *of == parent).map(|(process, _)| *process));
            at += 1;
        }
        family.split_off(1)
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        let Some(group) = Pid::from_raw(self.child.id() as i32) else {
            return;
        };
        let descendants = self.descendants();
        // Asked first, because Xvfb removes its lock file only when it may end by itself.
        let _ = kill_process_group(group, Signal::TERM);
        let asked = Instant::now();
        while asked.elapsed() < PATIENCE && matches!(self.child.try_wait(), Ok(None)) {
            std::thread::sleep(Duration::from_millis(10));
        }
        let _ = kill_process_group(group, Signal::KILL);
        for descendant in descendants {
            if let Some(process) = Pid::from_raw(descendant as i32) {
                let _ = kill_process(process, Signal::KILL);
            }
        }
        let _ = self.child.wait();
    }
}

/// Every process with its parent.
fn parents() -> Vec<(u32, u32)> {
    let Ok(processes) = std::fs::read_dir("/proc") else {
        return Vec::new();
    };
    processes
        .flatten()
        .filter_map(|entry| {
            let process = entry.file_name().to_str()?.parse().ok()?;
            let status = std::fs::read_to_string(entry.path().join("stat")).ok()?;
            // The command's name stands in parentheses and may hold spaces, so fields are counted after the last one.
            let parent = status.rsplit(')').next()?.split_whitespace().nth(1)?.parse().ok()?;
            Some((process, parent))
        })
        .collect()
}
