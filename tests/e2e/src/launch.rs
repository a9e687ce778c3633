//! Starting each browser's driver with the capabilities that the knobs ask for.

use crate::engine::{Engine, Knobs, program};
use crate::process::Group;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};

/// A driver that runs, and what to ask it for.
#[derive(Debug)]
pub struct Launched {
    /// The driver, then what it needs (the display); dropped in this order.
    pub processes: Vec<Group>,
    /// Where the driver listens.
    pub address: String,
    /// The capabilities of the session to open.
    pub capabilities: serde_json::Map<String, Value>,
}

/// Starts the engine's driver; `temporary` is the run's own folder.
///
/// # Errors
/// Where a program is missing or does not start.
pub fn launch(engine: Engine, knobs: &Knobs, temporary: &Path) -> Result<Launched> {
    let port = free_port()?;
    let (processes, capabilities) = match engine {
        Engine::Chromium => chromium(knobs, port, temporary),
        Engine::Firefox => firefox(knobs, port, temporary),
        Engine::WebKit => webkit(knobs, port, temporary),
    }
    .with_context(|| format!("starting {engine}"))?;
    let Value::Object(capabilities) = capabilities else {
        bail!("the capabilities of {engine} are no object");
    };
    Ok(Launched { processes, address: format!("http://127.0.0.1:{port}"), capabilities })
}

fn chromium(knobs: &Knobs, port: u16, temporary: &Path) -> Result<(Vec<Group>, Value)> {
    let binary = program("HEADLINE_TICKER_CHROMIUM", &["chromium", "chromium-browser", "google-chrome"])?;
    let mut driver = Command::new(program("HEADLINE_TICKER_CHROMEDRIVER", &["chromedriver"])?);
    driver.arg(format!("--port={port}")).arg("--log-level=SEVERE");
    let (width, height) = knobs.window;
    let mut arguments = vec![
        "--headless=new".to_owned(),
        "--disable-dev-shm-usage".to_owned(),
        format!("--window-size={width},{height}"),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
    ];
    if rustix::process::getuid().is_root() {
        arguments.push("--no-sandbox".to_owned());
    }
    if !knobs.idle_collections {
        arguments.push("--js-flags=--no-memory-reducer".to_owned());
    }
    if knobs.pixel_ratio != 1.0 {
        arguments.push(format!("--force-device-scale-factor={}", knobs.pixel_ratio));
    }
    let mut capabilities = json!({
        "browserName": "chrome",
        "goog:chromeOptions": { "binary": binary, "args": arguments },
    });
    if let Some(categories) = knobs.traced {
        capabilities["goog:loggingPrefs"] = json!({ "performance": "ALL" });
        capabilities["goog:chromeOptions"]["perfLoggingPrefs"] =
            json!({ "enableNetwork": false, "enablePage": false, "traceCategories": categories });
    }
    Ok((vec![quiet(driver, temporary)?], capabilities))
}

fn firefox(knobs: &Knobs, port: u16, temporary: &Path) -> Result<(Vec<Group>, Value)> {
    let binary = program("HEADLINE_TICKER_FIREFOX", &["firefox-esr", "firefox"])?;
    let mut driver = Command::new(program("HEADLINE_TICKER_GECKODRIVER", &["geckodriver"])?);
    driver.arg(format!("--port={port}"));
    // Its default port is one for the whole machine, so two drivers at once would clash.
    driver.arg(format!("--websocket-port={}", free_port()?));
    // A preference is changed in a session only by a driver that may do all.
    driver.args(["--log", "fatal", "--allow-system-access"]);
    let mut preferences = json!({
        "ui.prefersReducedMotion": u8::from(knobs.reduced_motion),
        "ui.systemUsesDarkTheme": u8::from(knobs.dark),
        "layout.css.prefers-color-scheme.content-override": if knobs.dark { 0 } else { 1 },
        "browser.display.document_color_use": if knobs.forced_colours { 2 } else { 0 },
    });
    if knobs.pixel_ratio != 1.0 {
        preferences["layout.css.devPixelsPerPx"] = json!(knobs.pixel_ratio.to_string());
    }
    let (width, height) = knobs.window;
    let capabilities = json!({
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "binary": binary,
            "args": ["-headless", format!("--width={width}"), format!("--height={height}")],
            "prefs": preferences,
        },
    });
    Ok((vec![quiet(driver, temporary)?], capabilities))
}

fn webkit(knobs: &Knobs, port: u16, temporary: &Path) -> Result<(Vec<Group>, Value)> {
    if knobs.forced_colours {
        bail!("WebKitGTK has no forced colours; name the case for the other engines only");
    }
    let installed = mini_browsers();
    let names: Vec<&str> = installed.iter().map(String::as_str).collect();
    let binary = program("HEADLINE_TICKER_MINIBROWSER", &names)?;
    let (display, number) = display(knobs, temporary)?;
    let mut driver = Command::new(program("HEADLINE_TICKER_WEBKITDRIVER", &["WebKitWebDriver"])?);
    driver.arg(format!("--port={port}"));
    driver.env("DISPLAY", format!(":{number}")).env_remove("WAYLAND_DISPLAY");
    driver.env("XDG_CONFIG_HOME", gtk_settings(knobs, temporary)?);
    if knobs.pixel_ratio != 1.0 {
        driver.env("GDK_SCALE", knobs.pixel_ratio.to_string());
    }
    let mut arguments = vec!["--automation"];
    arguments.extend(damage(&binary, number));
    if knobs.dark {
        arguments.push("--dark-mode");
    }
    let capabilities = json!({
        "browserName": "MiniBrowser",
        "webkitgtk:browserOptions": { "binary": binary, "args": arguments },
    });
    Ok((vec![quiet(driver, temporary)?, display], capabilities))
}

/// What has WebKit draw only what changed. Without a graphics card the processor draws, and a whole window in each frame takes more
/// than a core. A browser that has no such feature does not start when asked for it.
fn damage(binary: &Path, display: u32) -> Option<&'static str> {
    let help = Command::new(binary).arg("--features=help").env("DISPLAY", format!(":{display}")).output().ok()?;
    let has = String::from_utf8_lossy(&help.stdout).contains(" UseDamagingInformationForCompositing ");
    has.then_some("--features=+UseDamagingInformationForCompositing")
}

/// Where distributions put MiniBrowser; newest API first.
fn mini_browsers() -> Vec<String> {
    let mut found = Vec::new();
    for library in ["/usr/lib", "/usr/lib64", "/usr/libexec", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"]
    {
        for entry in std::fs::read_dir(library).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with("webkit") && name.contains("gtk-") {
                found.push(format!("{library}/{name}/MiniBrowser"));
            }
        }
    }
    found.sort_by(|left, right| right.cmp(left));
    found
}

/// A virtual display of its own; without one, opening a WebKit session hangs for ever.
fn display(knobs: &Knobs, temporary: &Path) -> Result<(Group, u32)> {
    let mut command = Command::new(program("HEADLINE_TICKER_XVFB", &["Xvfb"])?);
    let (width, height) = knobs.window;
    let scale = knobs.pixel_ratio.ceil() as u32;
    let screen = format!("{}x{}x24", width.max(1280) * scale, height.max(1024) * scale);
    command.args(["-displayfd", "1", "-screen", "0", &screen, "-nolisten", "tcp"]);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut group = Group::start(command, temporary)?;
    let output = group.child().stdout.take().context("Xvfb has no output")?;
    let mut line = String::new();
    BufReader::new(output).read_line(&mut line)?;
    let number = line.trim().parse().with_context(|| format!("Xvfb named no display but {line:?}"))?;
    Ok((group, number))
}

/// GTK's settings are where WebKitGTK learns what the reader prefers.
fn gtk_settings(knobs: &Knobs, temporary: &Path) -> Result<std::path::PathBuf> {
    let settings = tempfile::Builder::new().prefix("gtk-").tempdir_in(temporary)?.keep();
    let folder = settings.join("gtk-3.0");
    std::fs::create_dir_all(&folder)?;
    let text = format!("[Settings]\ngtk-enable-animations={}\n", u8::from(!knobs.reduced_motion));
    std::fs::write(folder.join("settings.ini"), text)?;
    Ok(settings)
}

/// Starts a driver without its chatter.
fn quiet(mut driver: Command, temporary: &Path) -> Result<Group> {
    driver.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    Group::start(driver, temporary)
}

/// A port that nobody listens on at this moment.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
