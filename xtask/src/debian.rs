//! Debian and Ubuntu: packages for what is missing.

use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::command::{capture, on_path, run_within, say};

/// A browser on a slow line takes its time.
const LIMIT: Duration = Duration::from_secs(1_200);

/// Installs those of the packages that are missing, and says so; silent when there are none.
pub fn install(packages: &[&str]) -> Result<()> {
    let missing: Vec<&str> = packages.iter().copied().filter(|package| !is_installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    let by_hand = format!("install them by hand: apt-get install {list}");
    if on_path("apt-get").is_none() {
        bail!("missing here: {list} (Debian's names); install what your system calls them");
    }
    let Some(apt) = privileged("apt-get") else {
        bail!("missing packages, and no right to install them; {by_hand}");
    };
    say(format!("Installing Debian packages: {list}"));
    let mut install = apt();
    install.args(["install", "-y", "--no-install-recommends"]).args(&missing);
    // Lists may be missing or old; then, and only then, they are worth the time.
    if run_within(LIMIT, &mut install).is_ok() {
        return Ok(());
    }
    run_within(LIMIT, apt().arg("update")).with_context(|| by_hand.clone())?;
    run_within(LIMIT, &mut install).with_context(|| by_hand)
}

fn is_installed(package: &str) -> bool {
    capture(Command::new("dpkg-query").args(["-W", "-f", "${db:Status-Status}", package]))
        .is_ok_and(|status| status == "installed")
}

/// Starts a program as root, if we are root or may become it without being asked for a password.
fn privileged(program: &'static str) -> Option<impl Fn() -> Command> {
    let is_root = capture(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let sudo = !is_root && capture(Command::new("sudo").args(["-n", "true"])).is_ok();
    (is_root || sudo).then_some(move || {
        let mut command = Command::new(if sudo { "sudo" } else { program });
        if sudo {
            command.args(["-n", "DEBIAN_FRONTEND=noninteractive", program]);
        }
        command.env("DEBIAN_FRONTEND", "noninteractive").args(["-o", "DPkg::Lock::Timeout=300"]);
        command
    })
}
