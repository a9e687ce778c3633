//! From the crate and the hand-written scripts to the files that a site hosts.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

use crate::bindgen;
use crate::command::say;
use crate::order;
use crate::script::Parts;
use crate::style::squeeze;
use crate::toolchain::{Library, Toolchain, WASM};
use crate::wasm_opt::WasmOpt;
use crate::workspace::Workspace;

/// The classic script's file name.
pub const SCRIPT: &str = "headline-ticker.js";

/// The ES module's file name.
pub const MODULE: &str = "headline-ticker.mjs";

/// The hand-written scripts, in the order in which they are put together.
const SCRIPTS: [&str; 12] = [
    "loading.js",
    "requests.js",
    "storage.js",
    "reports.js",
    "draw.js",
    "line.js",
    "hands.js",
    "floating.js",
    "card.js",
    "panel.js",
    SCRIPT,
    "tag.js",
];

/// The style sheets that become one, in this order.
const STYLES: [&str; 7] =
    ["headline-ticker.css", "buttons.css", "line.css", "floating.css", "card.css", "panel.css", "print.css"];

/// What a build is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// For sites: as small as it can be had.
    Site,
    /// For end-to-end tests: like a site's, with the crate's feature `testing`.
    Testing,
    /// For a look at it: soon there, with what the machine has.
    Preview,
}

impl Purpose {
    /// The folder that the files go to.
    pub fn folder(self, workspace: &Workspace) -> PathBuf {
        match self {
            Purpose::Site => workspace.dist(),
            Purpose::Testing => workspace.testing_dist(),
            Purpose::Preview => workspace.target.join("preview-dist"),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Purpose::Site => "site",
            Purpose::Testing => "testing",
            Purpose::Preview => "preview",
        }
    }
}

/// What came out of a build.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Flavour {
    /// The build that sites get: the standard library built for size, and wasm-opt.
    Shipped,
    /// The same, a little larger, and why.
    Larger(String),
}

/// The compiled half of the files: changes with the Rust sources only.
pub struct Core {
    wasm: Vec<u8>,
    glue: String,
    /// Whether it is as small as what ships.
    pub flavour: Flavour,
}

/// Builds everything, writes it to its folder, and says in one line if it is larger than what ships.
pub fn build(workspace: &Workspace, purpose: Purpose) -> Result<Flavour> {
    let core = core(workspace, purpose)?;
    write(workspace, purpose, &core)?;
    if let (Flavour::Larger(reason), true) = (&core.flavour, purpose != Purpose::Preview) {
        say(format!("This build works and is a little larger than what ships: {reason}."));
    }
    Ok(core.flavour)
}

/// Compiles the crate and binds it; what is unchanged since the last time is taken from there.
pub fn core(workspace: &Workspace, purpose: Purpose) -> Result<Core> {
    let toolchain = Toolchain::set_up(&workspace.root, purpose != Purpose::Preview)?;
    let raw = compile(workspace, &toolchain, purpose)?;
    let wasm_opt = match purpose {
        Purpose::Preview => Err(anyhow::anyhow!("the preview does without wasm-opt")),
        Purpose::Site | Purpose::Testing => WasmOpt::find(&workspace.cache()),
    };
    let mut reasons = Vec::new();
    if toolchain.library == Library::Installed {
        reasons.push(
            "the standard library is not built for size (it takes the sources of std: `rustup component add rust-src`)"
                .to_owned(),
        );
    }
    if let Err(reason) = &wasm_opt {
        reasons.push(format!("{reason:#}"));
    }
    let flavour = if reasons.is_empty() { Flavour::Shipped } else { Flavour::Larger(reasons.join("; ")) };

    let wasm_opt = wasm_opt.ok();
    let folder = workspace.cache().join(purpose.name());
    let key = key(&raw, wasm_opt.as_ref())?;
    if let Some((wasm, glue)) = kept(&folder, &key) {
        return Ok(Core { wasm, glue, flavour });
    }
    fs::create_dir_all(&folder)?;
    let bound = bindgen::bind(raw)?;
    let wasm = match wasm_opt {
        Some(wasm_opt) => {
            say("Shrinking the wasm with wasm-opt");
            order::order(&wasm_opt.shrink(&bound.wasm, &folder)?)?
        }
        None => bound.wasm,
    };
    fs::write(folder.join("core.wasm"), &wasm)?;
    fs::write(folder.join("glue.js"), &bound.glue)?;
    // Last, so that a build that was stopped halfway is not taken for a whole one.
    fs::write(folder.join("key"), key)?;
    Ok(Core { wasm, glue: bound.glue, flavour })
}

/// Puts the core and the hand-written scripts together in the purpose's folder. Files that would not change are not touched.
pub fn write(workspace: &Workspace, purpose: Purpose, core: &Core) -> Result<()> {
    let folder = purpose.folder(workspace);
    let source = |name: &str| {
        let path = workspace.www().join(name);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let sources = |names: &[&str]| names.iter().copied().map(source).collect::<Result<String>>();
    let hash = Sha256::digest(&core.wasm);
    let hex: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let wasm_file = format!("headline-ticker-{hex}.wasm");
    let parts = Parts {
        glue: &core.glue,
        element: &sources(&SCRIPTS)?,
        style: &squeeze(&sources(&STYLES)?),
        wasm_file: &wasm_file,
        wasm_integrity: &format!("sha384-{}", STANDARD.encode(Sha384::digest(&core.wasm))),
        version: &workspace.version,
    };
    let (classic, module) = (parts.classic()?, parts.module()?);
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for file in fs::read_dir(&folder)?.flatten() {
        let name = file.file_name().to_string_lossy().into_owned();
        if name.ends_with(".wasm") && name != wasm_file {
            fs::remove_file(file.path())?;
        }
    }
    put(&folder.join(&wasm_file), &core.wasm)?;
    put(&folder.join(SCRIPT), classic.as_bytes())?;
    put(&folder.join(MODULE), module.as_bytes())
}

fn put(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

/// Runs cargo for the crate alone, in a target directory of its own: another compiler would throw away what is in ours.
fn compile(workspace: &Workspace, toolchain: &Toolchain, purpose: Purpose) -> Result<Vec<u8>> {
    let target = workspace.target.join("wasm");
    let (rustflags, arguments) = toolchain.size_settings();
    let mut command = toolchain.cargo();
    command
        .current_dir(&workspace.root)
        .env("RUSTFLAGS", rustflags)
        .args(["rustc", "--package", "headline-ticker", "--lib", "--crate-type", "cdylib"])
        .args(["--profile", "wasm", "--target", WASM, "--target-dir"])
        .arg(&target)
        .args(arguments);
    if purpose == Purpose::Testing {
        // The one build that also judges the code: tests should fail where a site's build would only complain.
        command.args(["--features", "testing", "--", "-Dwarnings"]);
    }
    follow(&mut command)?;
    let path = target.join(WASM).join("wasm/headline_ticker.wasm");
    fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
}

/// Runs cargo, saying one line once it turns out that there is something to compile; shows what cargo says if it fails.
fn follow(command: &mut Command) -> Result<()> {
    use std::io::{BufRead, BufReader};
    let mut child = command.stdin(Stdio::null()).stderr(Stdio::piped()).spawn().context("cannot start cargo")?;
    let stderr = child.stderr.take().context("no pipe")?;
    let mut complaints = String::new();
    let mut said = false;
    for line in BufReader::new(stderr).lines() {
        let line = line?;
        match line.split_whitespace().next() {
            Some("Compiling") if !said => {
                say("Compiling the core to wasm");
                said = true;
            }
            Some("Blocking") => say(line.trim()),
            Some("Compiling" | "Downloading" | "Downloaded" | "Updating" | "Locking" | "Finished") => {}
            _ => {
                complaints.push_str(&line);
                complaints.push('\n');
            }
        }
    }
    if !child.wait()?.success() {
        bail!("the core does not compile to wasm:\n{complaints}");
    }
    // What is left are warnings.
    eprint!("{complaints}");
    Ok(())
}

/// What the core is made of: the compiler's wasm, wasm-opt, and this program.
fn key(raw: &[u8], wasm_opt: Option<&WasmOpt>) -> Result<String> {
    let program = fs::metadata(std::env::current_exe()?)?;
    let built = program.modified()?.duration_since(UNIX_EPOCH)?.as_nanos();
    let version = wasm_opt.map_or("none", |wasm_opt| &wasm_opt.version);
    Ok(format!("{:x} wasm-opt {version} xtask {} {built}", Sha256::digest(raw), program.len()))
}

fn kept(folder: &Path, key: &str) -> Option<(Vec<u8>, String)> {
    let is_current = fs::read_to_string(folder.join("key")).is_ok_and(|kept| kept == key);
    is_current.then_some(())?;
    Some((fs::read(folder.join("core.wasm")).ok()?, fs::read_to_string(folder.join("glue.js")).ok()?))
}
