//! Image reports: the button in the card, what is sent and kept, and what nobody sees any more.

use crate::access::{axe, whole};
use crate::card::{PICTURE, by_key, rest};
use crate::crossing::another;
use crate::ending::nothing_more_than;
use crate::fixtures::{BOTH, arabic, around};
use crate::pausing::tab_into_line;
use anyhow::{Context, Result, ensure};
use e2e::answer::{Answer, Gate};
use e2e::case;
use e2e::case::Case;
use e2e::html::{inline, tag};
use e2e::log::Asked;
use e2e::page::Page;
use e2e::server::Server;
use fantoccini::key::Key;
use serde_json::{Value, json};
use std::time::Duration;

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![
        case!(a_reader_reports_an_image_and_does_not_see_it_again),
        case!(what_the_endpoint_blocks_nobody_sees_and_nothing_jumps),
        case!(a_report_that_is_not_taken_is_sent_at_the_next_visit),
        case!(an_endpoint_of_another_origin_needs_no_preflight),
        case!(what_is_kept_of_reports_may_be_anything),
        case!(axe_finds_nothing_to_object_to_while_an_image_is_reported),
        case!(what_cannot_be_seen_cannot_be_reported),
        case!(an_image_that_fails_late_costs_no_other_card_its_own),
        case!(an_image_that_fails_once_it_was_reported_leaves_the_thanks),
        case!(in_a_low_window_the_thanks_are_seen),
        case!(a_page_may_take_away_what_is_reported),
        case!(who_reports_by_mouse_is_where_they_were_before),
        case!(all_pages_of_a_site_report_under_one_name),
        case!(a_report_on_its_way_ends_with_the_element),
        case!(an_image_that_is_blocked_on_its_way_may_fail),
        case!(a_site_has_reasons_of_its_own),
        case!(in_a_sheet_a_thumb_finds_what_reports),
    ]
}

/// Headlines of which every other one has the first image, the others the second; both bear a name, as storage outlives a page.
pub fn pictured(page: &Page, name: &str, headlines: Value) -> Value {
    for number in 0..2 {
        page.server.set(&format!("/{name}-{number}.svg"), Answer::new("image/svg+xml", PICTURE));
    }
    let Value::Array(mut all) = headlines else { return headlines };
    for (place, headline) in all.iter_mut().enumerate() {
        headline["image"] = json!(format!("/{name}-{}.svg", place % 2));
    }
    Value::Array(all)
}

/// Has an endpoint take reports, and block nothing.
pub fn takes_reports(server: &Server) {
    server.set("/reports", Answer::json(&json!({ "blocked": [] })).for_all());
    server.set("POST /reports", Answer::status(204).for_all());
}

/// Opens a page whose ticker shows such headlines and names an endpoint.
async fn open(page: &Page, lang: &str, name: &str, feed: Value, endpoint: &str, speed: &str) -> Result<()> {
    page.feed("/feed.json", &pictured(page, name, feed));
    let show = ("show", "publisher image");
    let attributes = [("sources", "/feed.json"), ("report", endpoint), show, ("speed", speed)];
    page.open(&whole(page, lang, &tag(&attributes))?).await?;
    page.ready().await
}

/// Comes by keyboard from a headline to the reasons in its card; gives the path of its image.
async fn offers_reasons(page: &Page) -> Result<String> {
    by_key(page).await?;
    let image: Value = page.call("card", json!([])).await?;
    let image = image["image"][0].as_str().context("the card has no image")?.replace(&page.server.address(""), "");
    stop(page, "report").await?;
    page.session().key(Key::Enter.into()).await?;
    page.wait("the reasons", "meets", json!([".reason", 5])).await?;
    Ok(image)
}

/// Goes on by the tab key to what is called so.
async fn stop(page: &Page, name: &str) -> Result<()> {
    for _ in 0..4 {
        page.session().key(Key::Tab.into()).await?;
        if page.call::<String>("focusName", json!([])).await? == name {
            return Ok(());
        }
    }
    anyhow::bail!("the tab key does not come to {name}")
}

/// Reports the image of a headline for the first reason; gives its path.
async fn reports(page: &Page) -> Result<String> {
    let image = offers_reasons(page).await?;
    stop(page, "reason").await?;
    page.session().key(Key::Enter.into()).await?;
    page.wait("the thanks", "focused", json!([".thanks"])).await?;
    Ok(image)
}

/// The reports that a server was sent.
fn sent(server: &Server) -> Vec<Asked> {
    server.log().into_iter().filter(|asked| asked.path == "POST /reports").collect()
}

async fn a_reader_reports_an_image_and_does_not_see_it_again(page: Page) -> Result<()> {
    takes_reports(&page.server);
    // Nothing that the site knows of the reader goes with what is asked and reported.
    page.open(&around("en", "")).await?;
    page.act("cookie", json!(["reader=1; max-age=600"])).await?;
    for (round, (lang, feed)) in BOTH.into_iter().enumerate() {
        open(&page, lang, lang, feed(12), "/reports", "0").await?;
        let image = reports(&page).await?;
        let thanks: String = page.call("insideText", json!([".thanks"])).await?;
        let expected = if lang == "ar" {
            "تُحجب الصورة تلقائيًا"
        } else {
            "blocked automatically when several people"
        };
        ensure!(thanks.contains(expected), "the thanks are {thanks}");
        page.wait("the report", "said", json!(["image-report"])).await?;
        page.wait_for_requests("the report", |server| sent(server).len() == round + 1).await?;
        let asked = &sent(&page.server)[round];
        let body: Value = serde_json::from_str(&asked.body).context("the report is no JSON")?;
        ensure!(asked.media_type == "text/plain;charset=UTF-8" && !asked.cookies, "{asked:?}");
        let log = page.server.log();
        let with_cookies = |path: &str| log.iter().filter(|asked| asked.path == path && asked.cookies).count();
        ensure!(with_cookies("/feed.json") > 0 && with_cookies("/reports") == 0, "{log:?}");
        ensure!(body["image"] == page.server.address(&image) && body["reason"] == "offensive", "{body}");
        ensure!(body["url"].as_str().is_some_and(|url| url.starts_with("http")), "{body}");
        let reader = body["reader"].as_str().unwrap_or_default();
        ensure!(reader.len() == 32 && reader.bytes().all(|byte| byte.is_ascii_hexdigit()), "{body}");
        let detail = &page.events_of("image-report").await?[0].detail;
        ensure!(detail["image"] == body["image"] && detail["reason"] == body["reason"], "{detail}");
        ensure!(detail["headline"]["image"]["url"] == body["image"] && detail["url"] == body["url"], "{detail}");
        // Neither in the line nor in the card, nor in the panel, nor at the next visit; the other image is still there.
        let gone = async |state: &str| -> Result<()> {
            let images: Vec<String> = page.call("images", json!([])).await?;
            ensure!(!images.contains(&image) && !images.is_empty(), "{state} the ticker shows {images:?}");
            Ok(())
        };
        gone("with the card").await?;
        page.session().key(Key::Escape.into()).await?;
        page.wait("the focus on its headline", "keyboardIsOnHeadline", json!([])).await?;
        page.click(".all").await?;
        page.wait("the panel", "unfolds", json!([])).await?;
        gone("with the panel").await?;
        page.visit("/").await?;
        page.ready().await?;
        gone("at the next visit").await?;
        ensure!(sent(&page.server).len() == round + 1, "it is sent again: {:?}", page.server.log());
    }
    Ok(())
}

async fn what_the_endpoint_blocks_nobody_sees_and_nothing_jumps(page: Page) -> Result<()> {
    for (lang, feed) in BOTH {
        let gate = Gate::closed();
        let blocked = page.server.address(&format!("/blocked-{lang}-1.svg"));
        page.server.set("/reports", Answer::json(&json!({ "blocked": [blocked] })).held(&gate));
        open(&page, lang, &format!("blocked-{lang}"), feed(20), "/reports", "100").await?;
        page.steady().await?;
        page.wait("the image", "pictures", json!([format!("/blocked-{lang}-1.svg")])).await?;
        let before: f64 = page.call("shifted", json!([])).await?;
        let answer = async {
            gate.open();
            page.wait("no such image", "picturesNot", json!([format!("/blocked-{lang}-1.svg")])).await.map(drop)
        };
        let frames = page.frames_while(Duration::from_millis(1500), answer).await?;
        crate::movement::even(&frames, frames.speed()?)?;
        ensure!(
            page.holds("pictures", json!([format!("/blocked-{lang}-0.svg")])).await?,
            "the other image is gone too"
        );
        ensure!(page.call::<f64>("shifted", json!([])).await? == before, "the layout shifts");
        // So are those that enter later.
        page.act("attribute", json!(["speed", "0"])).await?;
        page.click(".all").await?;
        page.wait("the panel", "unfolds", json!([])).await?;
        ensure!(page.holds("picturesNot", json!([format!("/blocked-{lang}-1.svg")])).await?, "the panel shows it");
    }
    Ok(())
}

async fn a_report_that_is_not_taken_is_sent_at_the_next_visit(page: Page) -> Result<()> {
    takes_reports(&page.server);
    page.server.set("POST /reports", Answer::status(503));
    open(&page, "ar", "later", arabic(12), "/reports", "0").await?;
    reports(&page).await?;
    page.take_one_warning(&["report=", "/reports", "503"]).await?;
    page.server.set("POST /reports", Answer::status(204));
    page.visit("/").await?;
    page.wait_for_requests("the report", |server| sent(server).len() == 2).await?;
    let all = sent(&page.server);
    ensure!(all[0].body == all[1].body, "another report, or another reader: {all:?}");
    // Once it was taken there is nothing left to send; what was sent before a visit would be seen before its headlines.
    page.wait("it to be noted", "noted_as_sent", json!([])).await?;
    page.visit("/").await?;
    page.ready().await?;
    ensure!(sent(&page.server).len() == 2, "it is sent again: {:?}", page.server.log());
    Ok(())
}

async fn an_endpoint_of_another_origin_needs_no_preflight(page: Page) -> Result<()> {
    let other = another().await?;
    takes_reports(&other);
    open(&page, "ar", "elsewhere", arabic(12), &other.address("/reports"), "0").await?;
    reports(&page).await?;
    page.wait("it to be noted", "noted_as_sent", json!([])).await?;
    let asked: Vec<String> = other.log().into_iter().map(|asked| asked.path).collect();
    ensure!(asked == ["/reports", "POST /reports"], "{asked:?}");
    Ok(())
}

async fn what_is_kept_of_reports_may_be_anything(page: Page) -> Result<()> {
    takes_reports(&page.server);
    open(&page, "ar", "kept", arabic(12), "/reports", "0").await?;
    for kept in [
        "",
        "null",
        "7",
        "[]",
        "{",
        "{\"reader\":7,\"list\":7}",
        "{\"list\":[7,null,[],[1,2,3],{\"0\":true},[true,{},[],7,8]]}",
        "{\"reader\":{\"toString\":1}}",
        "{\"reader\":[\"0123456789abcdef0123456789abcdef\"]}",
        "{\"reader\":\"<b>\",\"list\":[[false,\"javascript:alert(1)\",\"/x\",null,\"other\"],[false,\"/else\",\"/x\",null,\"x\"]]}",
    ] {
        page.act("store", json!(["headline-ticker:reports", kept])).await?;
        page.visit("/").await?;
        page.ready().await?;
        ensure!(page.holds("pictures", json!(["/kept-0.svg"])).await?, "{kept} hides an image");
    }
    ensure!(page.server.log().iter().all(|asked| !asked.path.starts_with("POST")), "{:?}", page.server.log());
    // It works all the same.
    reports(&page).await.map(drop)
}

async fn axe_finds_nothing_to_object_to_while_an_image_is_reported(page: Page) -> Result<()> {
    takes_reports(&page.server);
    for (lang, feed) in BOTH {
        open(&page, lang, &format!("axe-{lang}"), feed(12), "/reports", "0").await?;
        offers_reasons(&page).await?;
        axe(&page, "with the reasons").await?;
        let small: Vec<(f64, f64)> = page.call("sizes", json!([".card :is(a, button)"])).await?;
        let small: Vec<_> = small.into_iter().filter(|(width, height)| width.min(*height) < 23.99).collect();
        ensure!(small.is_empty(), "in {lang} these are too small to press: {small:?}");
        stop(&page, "reason").await?;
        page.session().key(' ').await?;
        page.wait("the thanks", "focused", json!([".thanks"])).await?;
        axe(&page, "with the thanks").await?;
    }
    Ok(())
}

async fn what_cannot_be_seen_cannot_be_reported(page: Page) -> Result<()> {
    let gate = Gate::closed();
    let image = page.server.address("/late-1.svg");
    page.server.set("/reports", Answer::json(&json!({ "blocked": [image] })).held(&gate));
    let mut feed = pictured(&page, "late", arabic(2));
    feed[0]["image"] = json!("/missing.svg");
    page.server.set("/missing.svg", Answer::status(404));
    page.feed("/feed.json", &feed);
    for (place, expected) in [(0, 0), (1, 1)] {
        page.feed("/feed.json", &json!([feed[place]]));
        let show = ("show", "publisher image");
        let attributes = [("sources", "/feed.json"), ("report", "/reports"), ("speed", "0"), show];
        page.open(&around("ar", &tag(&attributes))).await?;
        page.ready().await?;
        by_key(&page).await?;
        page.wait("its image, or none", "insideCountIs", json!([".card-picture", expected])).await?;
        if expected == 0 {
            // A broken picture would be seen.
            page.wait("an empty place in the line", "insideCountIs", json!(["img", 0])).await?;
        }
        page.wait("its button, or none", "insideCountIs", json!([".report", expected])).await?;
    }
    // It is blocked while the reader is at the reasons, who stays in the card.
    stop(&page, "report").await?;
    page.session().key(Key::Enter.into()).await?;
    stop(&page, "reason").await?;
    gate.open();
    page.wait("no image", "insideCountIs", json!([".card-image, .report, .reasons", 0])).await?;
    ensure!(page.holds("insideCountIs", json!([".card-picture", 1])).await?, "the card moves under the pointer");
    page.wait("the focus in the card", "focused", json!([".card"])).await?;
    page.session().key(Key::Escape.into()).await?;
    page.wait("the focus on its headline", "keyboardIsOnHeadline", json!([])).await.map(drop)
}

/// Lets an image come to nothing that was held back, and the page hear of it.
async fn fail(page: &Page, image: &Gate) -> Result<()> {
    image.open();
    page.wait_for_requests("the image's end", |server| server.log().iter().any(|asked| asked.status == 404)).await?;
    page.act("pass", json!([20])).await
}

async fn an_image_that_fails_late_costs_no_other_card_its_own(page: Page) -> Result<()> {
    takes_reports(&page.server);
    let gate = Gate::closed();
    page.server.set("/slow.svg", Answer::status(404).held(&gate));
    let slow = json!({ "title": "خبر صورته بطيئة", "url": "/n/slow", "image": "/slow.svg" });
    page.feed("/feed.json", &json!([slow, pictured(&page, "slow", arabic(2))[0]]));
    let attributes = [("sources", "/feed.json"), ("report", "/reports"), ("speed", "0"), ("order", "source")];
    page.open(&around("ar", &tag(&attributes))).await?;
    page.ready().await?;
    by_key(&page).await?;
    page.wait_for_requests("the slow image", |server| server.count("/slow.svg") == 1).await?;
    page.session().key(Key::Escape.into()).await?;
    page.wait("the focus on its headline", "keyboardIsOnHeadline", json!([])).await?;
    page.session().key(Key::Left.into()).await?;
    page.wait("the next headline", "focuses", json!([2])).await?;
    page.session().key(' ').await?;
    page.wait("its image", "insideCountIs", json!([".card-picture", 1])).await?;
    fail(&page, &gate).await?;
    ensure!(page.holds("insideCountIs", json!([".card-picture, .report", 2])).await?, "it took the other image along");
    Ok(())
}

async fn an_image_that_fails_once_it_was_reported_leaves_the_thanks(page: Page) -> Result<()> {
    takes_reports(&page.server);
    let gate = Gate::closed();
    page.server.set("/slow.svg", Answer::status(404).held(&gate));
    page.feed("/feed.json", &json!([{ "title": "خبر صورته بطيئة", "url": "/n/slow", "image": "/slow.svg" }]));
    page.open(&around("ar", &tag(&[("sources", "/feed.json"), ("report", "/reports"), ("speed", "0")]))).await?;
    page.ready().await?;
    reports(&page).await?;
    fail(&page, &gate).await?;
    ensure!(page.holds("focused", json!([".thanks"])).await?, "the thanks went with the image");
    Ok(())
}

/// The card is longer than the window is high, and was scrolled to its end.
async fn in_a_low_window_the_thanks_are_seen(page: Page) -> Result<()> {
    takes_reports(&page.server);
    page.session().resize(700, 380).await?;
    open(&page, "ar", "low", arabic(12), "/reports", "0").await?;
    rest(&page).await?;
    page.act("bring", json!([".report"])).await?;
    page.click(".report").await?;
    page.wait("the reasons", "meets", json!([".reason", 5])).await?;
    page.act("bring", json!([".reason"])).await?;
    page.click(".reason").await?;
    page.wait("the thanks", "focused", json!([".thanks"])).await?;
    let [body, thanks] = [
        page.call::<Value>("insideBox", json!([".card-body"])).await?,
        page.call("insideBox", json!([".thanks"])).await?,
    ];
    let edges = [&body["top"], &thanks["top"], &body["bottom"]].map(|edge| edge.as_f64().unwrap_or_default());
    ensure!(edges[0] - 1.0 <= edges[1] && edges[1] + 24.0 < edges[2], "of {body} the thanks stand at {thanks}");
    Ok(())
}

/// In the event itself, while the card that the report comes from is open.
async fn a_page_may_take_away_what_is_reported(page: Page) -> Result<()> {
    takes_reports(&page.server);
    open(&page, "ar", "away", arabic(12), "/reports", "0").await?;
    let removes = "addEventListener('image-report', (event) => event.target.remove(event.detail.headline.key))";
    page.session().run(removes, vec![]).await?;
    offers_reasons(&page).await?;
    stop(&page, "reason").await?;
    page.session().key(Key::Enter.into()).await?;
    page.wait("no card", "closes", json!([])).await?;
    page.wait("a list without it", "has", json!([11])).await.map(drop)
}

/// The card was opened by the mouse while the focus stood on a headline.
async fn who_reports_by_mouse_is_where_they_were_before(page: Page) -> Result<()> {
    takes_reports(&page.server);
    open(&page, "ar", "before", arabic(12), "/reports", "0").await?;
    tab_into_line(&page).await?;
    rest(&page).await?;
    page.click(".report").await?;
    page.wait("the reasons", "meets", json!([".reason", 5])).await?;
    page.click(".reason").await?;
    page.wait("the thanks", "focused", json!([".thanks"])).await?;
    page.session().key(Key::Escape.into()).await?;
    page.wait("no card", "closes", json!([])).await?;
    ensure!(page.holds("focused", json!([".headline"])).await?, "the focus is lost");
    Ok(())
}

async fn all_pages_of_a_site_report_under_one_name(page: Page) -> Result<()> {
    takes_reports(&page.server);
    open(&page, "ar", "name", arabic(12), "/reports", "0").await?;
    // Another page of the site, where the reader has reported an image meanwhile.
    let name = "0123456789abcdef0123456789abcdef";
    let other = [json!(true), json!("/reports"), json!("https://img.example/"), json!(null), json!("other")];
    let kept = json!({ "reader": name, "list": [other] }).to_string();
    page.act("store", json!(["headline-ticker:reports", kept])).await?;
    reports(&page).await?;
    page.wait_for_requests("the report", |server| sent(server).len() == 1).await?;
    ensure!(sent(&page.server)[0].body.contains(name), "another name: {:?}", sent(&page.server));
    page.wait("both to be kept", "noted_reports", json!([2])).await.map(drop)
}

async fn a_report_on_its_way_ends_with_the_element(page: Page) -> Result<()> {
    takes_reports(&page.server);
    let gate = Gate::closed();
    page.server.set("POST /reports", Answer::status(204).held(&gate));
    page.feed("/feed.json", &pictured(&page, "ends", arabic(12)));
    page.open(&around("ar", "<div id=\"place\"></div>")).await?;
    let before: Value = page.call("alive", json!([])).await?;
    let data = json!({ "sources": "/feed.json", "report": "/reports", "speed": "0" });
    page.act("addTag", json!(["#place", data])).await?;
    page.ready().await?;
    reports(&page).await?;
    page.wait_for_requests("the report", |server| sent(server).len() == 1).await?;
    page.act("removeTicker", json!([])).await?;
    nothing_more_than(&page, &before).await?;
    page.wait_for_requests("the end of the report", |server| sent(server).iter().all(|asked| asked.given_up)).await
}

async fn an_image_that_is_blocked_on_its_way_may_fail(page: Page) -> Result<()> {
    let (image, endpoint) = (Gate::closed(), Gate::closed());
    page.server.set("/slow.svg", Answer::status(404).held(&image));
    let blocked = json!({ "blocked": [page.server.address("/slow.svg")] });
    page.server.set("/reports", Answer::json(&blocked).held(&endpoint));
    page.feed("/feed.json", &json!([{ "title": "خبر", "url": "/n/1", "image": "/slow.svg" }]));
    let attributes = [("sources", "/feed.json"), ("report", "/reports"), ("speed", "0"), ("show", "image")];
    page.open(&around("ar", &tag(&attributes))).await?;
    page.wait_for_requests("its image", |server| server.count("/slow.svg") == 1).await?;
    endpoint.open();
    page.wait("no image", "insideCountIs", json!(["img", 0])).await?;
    fail(&page, &image).await?;
    // Nothing is thrown, which the end of every case looks for.
    ensure!(page.call::<usize>("insideCount", json!(["span.image"])).await? > 0, "its room is gone");
    Ok(())
}

/// They may be written with white space, and one without a name is called by its keyword.
async fn a_site_has_reasons_of_its_own(page: Page) -> Result<()> {
    takes_reports(&page.server);
    page.feed("/feed.json", &pictured(&page, "own", arabic(12)));
    let words = json!({ "reasons": " rights : حقوق النشر |old:قديمة| c |d:|| e:هـ" });
    let config = json!({ "sources": ["/feed.json"], "report": "/reports", "speed": 0, "words": words });
    let script = inline("config", &config);
    page.open(&around("ar", &(script + &tag(&[("config", "#config")])))).await?;
    page.ready().await?;
    offers_reasons(&page).await?;
    let names: Vec<String> = page.call("insideTexts", json!([".reason"])).await?;
    ensure!(names == ["حقوق النشر", "قديمة", "c", "d", "هـ"], "the reasons are {names:?}");
    stop(&page, "reason").await?;
    page.session().key(Key::Enter.into()).await?;
    page.wait_for_requests("the report", |server| sent(server).len() == 1).await?;
    let body: Value = serde_json::from_str(&sent(&page.server)[0].body).context("the report is no JSON")?;
    ensure!(body["reason"] == "rights", "{body}");
    Ok(())
}

async fn in_a_sheet_a_thumb_finds_what_reports(page: Page) -> Result<()> {
    takes_reports(&page.server);
    page.session().resize(460, 800).await?;
    open(&page, "ar", "thumb", arabic(12), "/reports", "100").await?;
    page.steady().await?;
    rest(&page).await?;
    page.click(".report").await?;
    page.wait("the reasons", "meets", json!([".reason", 5])).await?;
    let sizes: Vec<(f64, f64)> = page.call("sizes", json!([".card-read, .report, .reason"])).await?;
    ensure!(sizes.len() == 7 && sizes.iter().all(|(_, height)| *height >= 40.0), "they are of {sizes:?}");
    Ok(())
}
