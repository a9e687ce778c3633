//! Strict sites: a policy that allows next to nothing, with Trusted Types.

use crate::fixtures::{arabic, around};
use anyhow::{Result, ensure};
use e2e::answer::Answer;
use e2e::case;
use e2e::case::Case;
use e2e::html::{element, tag};
use e2e::page::Page;
use serde_json::json;

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![case!(a_strict_policy_with_trusted_types_is_never_violated)]
}

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
                      img-src 'self'; require-trusted-types-for 'script'";

async fn a_strict_policy_with_trusted_types_is_never_violated(page: Page) -> Result<()> {
    // First: that the browser enforces it at all. What the probe found stands in the page's title.
    let probe = "try { document.createElement('p').innerHTML = '<b>b</b>'; document.title = 'allowed' } catch { document.title = 'refused' }";
    page.server.set("/probe.js", Answer::new("text/javascript", probe));
    let strict = |markup: &str| around("ar", markup).header("Content-Security-Policy", POLICY);
    page.open(&strict("<script src=\"/probe.js\"></script>")).await?;
    let refused: bool = page.call("titled", json!(["refused"])).await?;
    let violations = page.take("policy violation").await?;
    if refused {
        ensure!(violations.len() == 1, "one refused innerHTML, but these violations: {violations:?}");
    } else {
        ensure!(page.holds("titled", json!(["allowed"])).await?, "the probe did not run");
        page.note("innerHTML does not throw here, so Trusted Types were not tested, the rest of the policy was");
    }
    page.server.set("/picture.png", Answer::status(404));
    crate::reporting::takes_reports(&page.server);
    let show = ("show", "publisher time image");
    let attributes = [("sources", "/feed.json"), ("report", "/reports"), show, ("speed", "100")];
    for (name, markup) in [("tag", tag(&attributes)), ("element", element(&attributes, "<ul><li>Own</li></ul>"))] {
        page.feed("/feed.json", &crate::reporting::pictured(&page, name, arabic(12)));
        page.open(&strict(&markup)).await?;
        page.steady().await?;
        page.feed("/feed.json", &crate::reporting::pictured(&page, name, arabic(20)));
        page.act("invoke", json!(["refresh"])).await?;
        page.act("attribute", json!(["speed", "300"])).await?;
        page.click(".button").await?;
        page.wait("paused", "is", json!(["paused", true])).await?;
        crate::card::rest(&page).await?;
        page.click(".report").await?;
        page.wait("the reasons", "meets", json!([".reason", 5])).await?;
        page.click(".reason").await?;
        page.wait("the thanks", "focused", json!([".thanks"])).await?;
        page.click(".all").await?;
        page.wait("the panel", "unfolds", json!([])).await?;
        page.leave().await?;
        page.act("removeTicker", json!([])).await?;
        page.finish().await?;
    }
    Ok(())
}
