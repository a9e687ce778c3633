//! What a reader sees. Here each frame is looked at, so nothing of this tells of cost.

use super::stage::{Place, Stage};
use anyhow::{Result, bail};
use e2e::headlines::{headline, mixed};
use fantoccini::key::Key;
use serde_json::{Value, json};
use std::time::Duration;

/// How fast it is where a lap must not take minutes, px/s.
const FAST: u32 = 600;

/// A policy that names what a page of its own origin needs and nothing inline.
const STRICT: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
                      img-src 'self'; require-trusted-types-for 'script'";

/// Where 60 px/s were asked for: `[px/s, to the right, as Arabic needs it, being positive; frames of each second in which it moves]`. Good:
/// 60 and 60.
///
/// # Errors
/// Where nothing is shown.
pub async fn speed(place: &Place<'_>) -> Result<Vec<f64>> {
    let page = Stage::default().settle(place).await?;
    page.call("motion", json!([2_000])).await
}

/// A lap of twelve headlines at 600 px/s: `[the least part of the viewport, in %, that is outside of empty stretches wider than
/// 60 px; how many of the headlines, in %, entered behind the one that is before them in the list]`. Good: 100 and 100.
///
/// # Errors
/// Where nothing is shown.
pub async fn lap(place: &Place<'_>) -> Result<Vec<f64>> {
    let list = mixed(12);
    let titles: Vec<String> = list.as_array().into_iter().flatten().map(|each| text(&each["title"])).collect();
    let page = Stage { list, speed: FAST, ..Stage::default() }.settle(place).await?;
    // Twelve headlines are some 6,000 px.
    let (fill, entered): (f64, Vec<String>) = page.call("lap", json!([12_000])).await?;
    let index = |title: &String| titles.iter().position(|known| known == title);
    let pairs: Vec<_> = entered.iter().zip(entered.iter().skip(1)).collect();
    let follows = |(one, next): &&(&String, &String)| match (index(one), index(next)) {
        (Some(one), Some(next)) => next == (one + 1) % titles.len(),
        _ => false,
    };
    let ordered = pairs.iter().filter(follows).count();
    // Where nothing enters there is no order, and the division says so.
    let order = ordered as f64 / pairs.len() as f64;
    Ok(vec![fill * 100.0, order * 100.0])
}

/// One short headline at 120 px/s: the least fill while it passes once, in %. Good: 100, which means that it repeats.
///
/// # Errors
/// Where nothing is shown.
pub async fn short(place: &Place<'_>) -> Result<Vec<f64>> {
    let list = json!([headline("1", "أمطار متفرقة مساء الغد")]);
    let page = Stage { list, speed: 120, ..Stage::default() }.settle(place).await?;
    let fill: f64 = page.call("leastFill", json!([9_000])).await?;
    Ok(vec![fill * 100.0])
}

/// A new list, with five headlines before the known ones: the largest jump of a headline that is seen, in px, until half a second
/// after: what one frame moves beyond what the frames on either side of it do. One that is taken away counts as the viewport's width.
/// Good: 0.
///
/// # Errors
/// Where nothing is shown.
pub async fn update(place: &Place<'_>) -> Result<Vec<f64>> {
    let page = Stage::default().settle(place).await?;
    let fresh = (0..5).map(|number| headline(&format!("new-{number}"), &format!("خبر جديد وصل قبل قليل {number}")));
    let known = mixed(55);
    let list: Value = fresh.chain(known.as_array().into_iter().flatten().cloned()).collect();
    page.feed("/later.json", &list);
    page.call::<f64>("speed", json!([1_500])).await?;
    page.act("beginFrames", json!([])).await?;
    page.act("change", json!(["/later.json"])).await?;
    Ok(vec![page.call("jumped", json!([])).await?])
}

/// Tab into the line once what was first in it has left: `[the largest jump, as in [`update`]; the part of the focused headline, in %, that is then seen, of what the viewport has room for]`.
/// Good: 0 and 100.
///
/// # Errors
/// Where nothing is shown, or no headline can be reached.
pub async fn focus(place: &Place<'_>) -> Result<Vec<f64>> {
    // Fast, so that what was first in the line has left it.
    let page = Stage { speed: 240, ..Stage::default() }.settle(place).await?;
    tokio::time::sleep(Duration::from_secs(3)).await;
    page.call::<f64>("speed", json!([1_000])).await?;
    page.session().run("document.getElementById('before').focus()", vec![]).await?;
    page.act("beginFrames", json!([])).await?;
    for _ in 0..4 {
        page.session().key(Key::Tab.into()).await?;
        if !page.call::<Value>("focused", json!([])).await?.is_null() {
            let jump: f64 = page.call("jumped", json!([])).await?;
            let seen: Option<f64> = page.call("focused", json!([])).await?;
            return Ok(vec![jump, seen.unwrap_or_default() * 100.0]);
        }
    }
    bail!("no headline has the focus after four strokes of Tab")
}

/// The speed for a reader who asked for reduced motion, in px/s. Good: 0.
///
/// # Errors
/// Where nothing is shown.
pub async fn reduced(place: &Place<'_>) -> Result<Vec<f64>> {
    let prefer = |value: &str| json!({ "features": [{ "name": "prefers-reduced-motion", "value": value }] });
    place.session.devtools("Emulation.setEmulatedMedia", prefer("reduce")).await?;
    let page = Stage::default().settle(place).await?;
    let speed = page.call("speed", json!([2_000])).await?;
    place.session.devtools("Emulation.setEmulatedMedia", prefer("no-preference")).await?;
    Ok(vec![speed])
}

/// Under a strict Content-Security-Policy with Trusted Types: `[px/s; violations that the page reports]`. Good: 60 and 0.
///
/// # Errors
/// Where nothing is shown.
pub async fn strict(place: &Place<'_>) -> Result<Vec<f64>> {
    let page = Stage { policy: Some(STRICT), ..Stage::default() }.settle(place).await?;
    let speed = page.call("speed", json!([2_000])).await?;
    let violations: Vec<String> = page.call("violations", json!([])).await?;
    Ok(vec![speed, violations.len() as f64])
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
