//! Every attribute takes effect, at once and when it is changed later; what cannot be read is a default and one warning.

use crate::fixtures::{arabic, english, headline, show};
use anyhow::{Result, ensure};
use e2e::case;
use e2e::case::Case;
use e2e::page::Page;
use serde_json::{Value, json};
use std::time::Duration;

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![
        case!(several_change_in_one_task),
        case!(each_attribute_has_a_property),
        case!(direction_and_dir_turn_the_strip),
        case!(sources_change_the_list),
        case!(limit_shortens_the_list),
        case!(show_chooses_what_stands_beside_a_headline),
        case!(separator_stands_between_headlines),
        case!(label_and_lang_name_the_region),
        case!(target_decides_where_links_open),
        case!(pause_on_decides_what_pauses),
        case!(controls_none_takes_the_buttons_away_with_one_warning),
        case!(interval_decides_when_a_source_is_asked_again),
        case!(timeout_decides_how_long_a_source_may_take),
        case!(start_says_how_the_line_begins),
        case!(a_value_that_cannot_be_read_is_a_default_and_one_warning),
    ]
}

async fn set(page: &Page, attribute: &str, value: Value) -> Result<()> {
    page.act("attribute", json!([attribute, value])).await
}

async fn each_attribute_has_a_property(page: Page) -> Result<()> {
    show(&page, "en", &[], &english(4)).await?;
    let rows = [
        ("sources", "sources", "/feed.json"),
        ("speed", "speed", "80"),
        ("direction", "direction", "left"),
        ("start", "start", "edge"),
        ("interval", "interval", "1h"),
        ("timeout", "timeout", "20s"),
        ("limit", "limit", "3"),
        ("show", "show", "publisher time"),
        ("separator", "separator", "|"),
        ("label", "label", "Now"),
        ("target", "target", "_self"),
        ("pause-on", "pauseOn", "hover"),
        ("controls", "controls", "auto"),
        ("lang", "lang", "en"),
        ("dir", "dir", "ltr"),
    ];
    for (attribute, property, value) in rows {
        page.act("set", json!([property, value])).await?;
        let reflected: Value = page.call("getAttribute", json!([attribute])).await?;
        ensure!(reflected == value, "{property} = {value:?} makes {attribute} {reflected}");
        ensure!(
            page.call::<Value>("get", json!([property])).await? == value,
            "{property} does not give {value:?} back"
        );
    }
    Ok(())
}

async fn direction_and_dir_turn_the_strip(page: Page) -> Result<()> {
    show(&page, "en", &[("speed", "100")], &english(12)).await?;
    page.steady().await?;
    let rows = [
        ("direction", json!("right"), 100.0),
        ("direction", json!("left"), -100.0),
        ("direction", Value::Null, -100.0),
        ("dir", json!("rtl"), 100.0),
        ("direction", json!("left"), -100.0),
    ];
    for (attribute, value, speed) in rows {
        set(&page, attribute, value.clone()).await?;
        page.wait(&format!("{speed} px/s after {attribute}={value}"), "moves", json!([speed])).await?;
        page.wait("a full line", "full", json!([])).await?;
    }
    Ok(())
}

async fn sources_change_the_list(page: Page) -> Result<()> {
    page.feed("/other.json", &json!([headline("other", "From the other source")]));
    show(&page, "en", &[("speed", "1000")], &english(6)).await?;
    set(&page, "sources", json!("/other.json")).await?;
    page.wait("the other source", "shows", json!(["From the other source"])).await?;
    let length: usize = page.call("length", json!([])).await?;
    ensure!(length == 1, "the list has {length} headlines");
    Ok(())
}

async fn limit_shortens_the_list(page: Page) -> Result<()> {
    show(&page, "en", &[("limit", "5")], &english(30)).await?;
    for (limit, length) in [(None, 5), (Some("2"), 2), (Some("30"), 30)] {
        if let Some(limit) = limit {
            set(&page, "limit", json!(limit)).await?;
        }
        page.wait(&format!("{length} headlines"), "has", json!([length])).await?;
    }
    Ok(())
}

async fn show_chooses_what_stands_beside_a_headline(page: Page) -> Result<()> {
    page.server.set("/picture.png", e2e::answer::Answer::status(200));
    let mut first = headline("1", "With everything");
    first["date"] = json!("2026-11-21T09:30:00Z");
    first["image"] = json!({ "url": "/picture.png", "alt": "A harbour" });
    show(&page, "en", &[("speed", "400"), ("label", "News")], &json!([first])).await?;
    let rows = [
        (None, (1, 0, 0)),
        (Some("time"), (0, 1, 0)),
        (Some("publisher time image"), (1, 1, 1)),
        (Some(""), (0, 0, 0)),
        (Some("publisher"), (1, 0, 0)),
    ];
    for (show, expected) in rows {
        if let Some(show) = show {
            set(&page, "show", json!(show)).await?;
        }
        page.wait(&format!("show={show:?}"), "every_item_has", json!([expected])).await?;
    }
    Ok(())
}

async fn separator_stands_between_headlines(page: Page) -> Result<()> {
    show(&page, "en", &[("speed", "1000"), ("separator", "◆")], &english(4)).await?;
    page.wait("the separator", "every_separator", json!(["◆"])).await?;
    for separator in ["—", ""] {
        set(&page, "separator", json!(separator)).await?;
        page.wait("the new separator", "every_separator", json!([separator])).await?;
    }
    Ok(())
}

async fn label_and_lang_name_the_region(page: Page) -> Result<()> {
    show(&page, "en", &[], &english(4)).await?;
    let name = async || page.call::<String>("insideAttribute", json!([".ticker", "aria-label"])).await;
    let button = async || page.call::<String>("insideAttribute", json!([".button", "aria-label"])).await;
    let (english, pause) = (name().await?, button().await?);
    set(&page, "lang", json!("ar")).await?;
    page.wait("the Arabic name", "insideAttributeIs", json!([".ticker", "aria-label", "آخر الأخبار"])).await?;
    let arabic = button().await?;
    ensure!(name().await? != english && arabic != pause, "the words do not follow lang");
    set(&page, "lang", json!("fr")).await?;
    page.wait("a French button", "insideAttributeIsNot", json!([".button", "aria-label", arabic])).await?;
    ensure!(button().await? != pause, "French and English have the same words");
    set(&page, "label", json!("Live")).await?;
    page.wait("the own label", "insideAttributeIs", json!([".ticker", "aria-label", "Live"])).await?;
    let label: String = page.call("insideText", json!([".latest"])).await?;
    ensure!(label.trim() == "Live", "the label block says {label:?}");
    Ok(())
}

async fn target_decides_where_links_open(page: Page) -> Result<()> {
    let away = json!({ "id": "away", "title": "Away", "url": "https://other.example/n" });
    show(&page, "en", &[("speed", "1000")], &json!([away, headline("here", "Here")])).await?;
    let rows = [
        (None, "_blank", "_self"),
        (Some("_blank"), "_blank", "_blank"),
        (Some("_self"), "_self", "_self"),
        (Some("_top"), "_top", "_top"),
        (Some("auto"), "_blank", "_self"),
    ];
    for (target, away, here) in rows {
        if let Some(target) = target {
            set(&page, "target", json!(target)).await?;
        }
        page.wait(&format!("target={target:?}, away"), "every_target", json!(["Away", away])).await?;
        page.wait(&format!("target={target:?}, here"), "every_target", json!(["Here", here])).await?;
    }
    Ok(())
}

async fn pause_on_decides_what_pauses(page: Page) -> Result<()> {
    page.leave().await?;
    show(&page, "ar", &[("speed", "100"), ("pause-on", "none"), ("card", "none")], &arabic(12)).await?;
    page.steady().await?;
    page.hover(".viewport").await?;
    let speed: f64 = page.call("pace", json!([800])).await?;
    ensure!((speed / 100.0 - 1.0).abs() < 0.02, "pause-on=none, but under the mouse the strip moves at {speed} px/s");
    set(&page, "pause-on", json!("hover")).await?;
    page.leave().await?;
    page.hover(".viewport").await?;
    page.wait("hover", "paused_for", json!([["hover"]])).await?;
    set(&page, "pause-on", json!("none")).await?;
    page.wait("moving on", "is", json!(["paused", false])).await?;
    page.leave().await
}

async fn controls_none_takes_the_buttons_away_with_one_warning(page: Page) -> Result<()> {
    show(&page, "en", &[], &english(4)).await?;
    page.wait("the buttons", "meets", json!([".button", 4])).await?;
    set(&page, "controls", json!("none")).await?;
    page.take_one_warning(&["controls", "2.2.2"]).await?;
    page.wait("no button", "meets", json!([".button", 0])).await?;
    set(&page, "controls", json!("auto")).await?;
    page.wait("the buttons again", "meets", json!([".button", 4])).await.map(drop)
}

async fn interval_decides_when_a_source_is_asked_again(page: Page) -> Result<()> {
    show(&page, "en", &[("interval", "10s")], &english(4)).await?;
    page.wait_for_requests("a second request for the feed", |server| server.count("/feed.json") == 2).await?;
    let asked: Vec<Duration> =
        page.server.log().iter().filter(|asked| asked.path == "/feed.json").map(|asked| asked.arrived).collect();
    let between = asked[1] - asked[0];
    ensure!(
        between >= Duration::from_millis(8_500) && between <= Duration::from_secs(13),
        "asked again after {between:?}"
    );
    // From "never" on, no timer may be left for it: an hour from now is as far as any timer goes.
    set(&page, "interval", json!("0")).await?;
    page.wait("no timer for the source", "no_timer_between", json!([5_000, 11_000])).await.map(drop)
}

async fn timeout_decides_how_long_a_source_may_take(page: Page) -> Result<()> {
    let gate = e2e::answer::Gate::closed();
    page.feed("/good.json", &english(4));
    page.server.set("/feed.json", e2e::answer::Answer::json(&json!([])).held(&gate));
    let tag = e2e::html::tag(&[("sources", "/feed.json /good.json"), ("timeout", "1s")]);
    page.open(&crate::fixtures::around("en", &tag)).await?;
    page.ready().await?;
    page.wait("the error", "said", json!(["error"])).await?;
    let detail = page.events_of("error").await?[0].detail.clone();
    ensure!(detail["url"].as_str().is_some_and(|url| url.ends_with("/feed.json")), "the error names {detail}");
    gate.open();
    page.take_one_warning(&["/feed.json", "longer timeout"]).await
}

async fn start_says_how_the_line_begins(page: Page) -> Result<()> {
    show(&page, "en", &[("speed", "100")], &english(12)).await?;
    page.wait("a full line", "full", json!([])).await?;
    // A line that has begun goes on as it was; the attribute counts for the next beginning.
    set(&page, "start", json!("edge")).await?;
    let frames = page.watch_frames(Duration::from_secs(2)).await?;
    crate::movement::full(&frames)
}

async fn a_value_that_cannot_be_read_is_a_default_and_one_warning(page: Page) -> Result<()> {
    let rows = [
        ("speed", "fast"),
        ("speed", "-3"),
        ("direction", "up"),
        ("start", "now"),
        ("interval", "soon"),
        ("timeout", "2h"),
        ("limit", "many"),
        ("show", "weather"),
        ("target", "_nowhere"),
        ("pause-on", "blink"),
        ("controls", "all"),
    ];
    for (attribute, value) in rows {
        show(&page, "en", &[(attribute, value)], &english(12)).await?;
        page.take_one_warning(&[attribute, value]).await?;
    }
    show(&page, "en", &[("speed", "fast")], &english(12)).await?;
    page.steady().await?;
    let speed: f64 = page.call("pace", json!([1000])).await?;
    ensure!((speed / -60.0 - 1.0).abs() < 0.02, "speed=\"fast\" moves at {speed} px/s");
    page.take_one_warning(&["speed"]).await
}

async fn several_change_in_one_task(page: Page) -> Result<()> {
    show(&page, "en", &[], &english(12)).await?;
    for (speed, separator) in [("2000", "|"), ("30", "*"), ("1500", "/")] {
        page.act("setAll", json!([{ "speed": speed, "separator": separator, "show": "none" }])).await?;
        page.wait("the new separator", "every_separator", json!([separator])).await?;
        ensure!(page.call::<String>("get", json!(["state"])).await? == "live", "it does not live on");
    }
    Ok(())
}
