//! Every format once, as the browser reads it.

use crate::fixtures::around;
use anyhow::{Context, Result, ensure};
use e2e::answer::Answer;
use e2e::case;
use e2e::case::Case;
use e2e::engine::Engine;
use e2e::html::tag;
use e2e::page::Page;
use serde_json::json;

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![
        case!(every_format_is_read),
        case!(bytes_are_read_in_their_encoding),
        case!(xml_is_read_under_trusted_types),
        case!(what_is_no_feed_is_told),
    ]
}

const RSS: &str = r#"<?xml version="1.0"?><rss version="2.0" xmlns:m="http://search.yahoo.com/mrss/"><channel><title>Agency</title>
    <item><title>Ships &amp;amp; &lt;b&gt;trains&lt;/b&gt;</title><link>/n/1</link><m:thumbnail url="/t.png"/></item></channel></rss>"#;

const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Port</title><entry><id>1</id>
    <title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">The <em>new</em> quay: 5 &lt; 6</div></title><link href="/n/1"/></entry></feed>"#;

const RDF: &str = r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
    <channel rdf:about="/"><title>Old</title></channel><item rdf:about="/n/1"><title>An old format</title><link>/n/1</link></item></rdf:RDF>"#;

/// Opens a page whose source answers so; its list must have this title and no other.
async fn reads(page: &Page, name: &str, answer: Answer, title: &str) -> Result<()> {
    page.server.set("/feed", answer);
    page.open(&around("en", &tag(&[("sources", "/feed")]))).await?;
    page.ready().await.with_context(|| name.to_owned())?;
    let titles: Vec<String> = page.call("listed", json!(["title"])).await?;
    ensure!(titles == [title], "{name} gave {titles:?}");
    Ok(())
}

async fn every_format_is_read(page: Page) -> Result<()> {
    let json = |value| Answer::json(&value);
    let xml = |text: &str| Answer::new("application/xml", text.to_owned());
    let rows = [
        (
            "json-feed",
            json(
                json!({ "version": "https://jsonfeed.org/version/1.1", "items": [{ "id": "1", "content_text": "No title", "url": "/n/1" }] }),
            ),
            "No title",
        ),
        ("nested", json(json!({ "data": { "articles": [{ "headline": "Nested", "link": "/n/1" }] } })), "Nested"),
        ("wordpress", json(json!([{ "id": 1, "title": { "rendered": "A &#8211; B" }, "link": "/n/1" }])), "A – B"),
        (
            "blogger",
            json(
                json!({ "feed": { "title": { "$t": "F" }, "entry": [{ "title": { "type": "text", "$t": "A <b> & C" }, "link": [{ "rel": "self", "href": "/x" }, { "rel": "alternate", "href": "/n/1" }] }] } }),
            ),
            "A <b> & C",
        ),
        ("ghost", json(json!({ "posts": [{ "uuid": "u", "id": "1", "title": "Ghost", "url": "/n/1" }] })), "Ghost"),
        (
            "drupal",
            json(
                json!({ "jsonapi": {}, "data": [{ "id": "1", "attributes": { "title": "Drupal", "path": { "alias": "/n/1" } } }] }),
            ),
            "Drupal",
        ),
        ("rss", xml(RSS), "Ships & trains"),
        ("atom", xml(ATOM), "The new quay: 5 < 6"),
        ("rdf", xml(RDF), "An old format"),
        (
            "a comment after it",
            xml(&format!("{}\n<!-- cached -->", RSS.replace("?>", "?><!-- <b> -->"))),
            "Ships & trains",
        ),
        (
            "a child named like an attribute",
            xml(&ATOM
                .replace("</entry>", "<content type=\"xhtml\"><p cite=\"/c\"><cite>A</cite></p></content></entry>")),
            "The new quay: 5 < 6",
        ),
    ];
    for (name, answer, title) in rows {
        reads(&page, name, answer, title).await?;
        let urls: Vec<String> = page.call("listed", json!(["url"])).await?;
        ensure!(urls == [page.server.address("/n/1")], "{name} gave {urls:?}");
    }
    Ok(())
}

async fn bytes_are_read_in_their_encoding(page: Page) -> Result<()> {
    // "خبر" in windows-1256, and "é" in ISO 8859-1.
    let arabic = |head: &str| {
        [head.as_bytes(), b"<rss><channel><item><title>\xce\xc8\xd1</title></item></channel></rss>"].concat()
    };
    let marked = |text: &str| [b"\xef\xbb\xbf", text.as_bytes()].concat();
    let wide: Vec<u8> = "[{\"title\":\"خبر\"}]".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let rows = [
        ("by the header", Answer::new("text/xml; charset=windows-1256", arabic("")), "خبر"),
        (
            "by the declaration",
            Answer::new("text/xml", arabic("<?xml version=\"1.0\" encoding=\"windows-1256\"?>")),
            "خبر",
        ),
        (
            "by the mark of UTF-8",
            Answer::new("application/json; charset=windows-1256", marked("[{\"title\":\"خبر\"}]")),
            "خبر",
        ),
        ("by the mark of UTF-16", Answer::new("application/json", [b"\xff\xfe".to_vec(), wide].concat()), "خبر"),
        (
            "JSON of Latin 1",
            Answer::new("application/json; charset=ISO-8859-1", b"[{\"title\":\"\xe9t\xe9\"}]".to_vec()),
            "été",
        ),
        (
            "unknown",
            Answer::new("text/xml; charset=nonsense", "<rss><channel><item><title>خبر</title></item></channel></rss>"),
            "خبر",
        ),
    ];
    for (name, answer, title) in rows {
        reads(&page, name, answer, title).await?;
    }
    Ok(())
}

const POLICY: &str = "script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types";

async fn xml_is_read_under_trusted_types(page: Page) -> Result<()> {
    page.server.set("/feed", Answer::new("application/rss+xml", RSS));
    for (allowed, requests) in [(" headline-ticker", 1), (" other", 2)] {
        let before = page.server.count("/feed");
        let policy = format!("{POLICY}{allowed}");
        page.open(&around("en", &tag(&[("sources", "/feed")])).header("Content-Security-Policy", &policy)).await?;
        page.ready().await.context(policy)?;
        // The browser reports that the policy was refused, and the feed is asked for as a document.
        let refused = page.take("policy violation").await?;
        let errors = page.take("console error").await?;
        let asked = page.server.count("/feed") - before;
        if refused.is_empty() && requests == 2 {
            page.note("has no Trusted Types, so XML without a policy was not tested");
            ensure!(page.engine() == Engine::Firefox, "{:?} should have Trusted Types", page.engine());
            continue;
        }
        ensure!(asked == requests, "{allowed}: {asked} requests, {refused:?} {errors:?}");
        if requests == 2 {
            // A document cannot be asked for without the cookies of its own origin, so it is not.
            page.act("set", json!(["credentials", "omit"])).await?;
            page.wait("the end of the round", "said", json!(["error"])).await?;
            page.take_one_warning(&["/feed", "allow the policy"]).await?;
            page.take("policy violation").await?;
            page.take("console error").await?;
            ensure!(page.server.count("/feed") - before == 3, "it was asked for with cookies");
        }
    }
    Ok(())
}

async fn what_is_no_feed_is_told(page: Page) -> Result<()> {
    let text = |mime: &str, text: &str| Answer::new(mime, text.to_owned());
    for (answer, told) in [
        (text("text/html", "<!DOCTYPE html><html><title>x</title></html>"), "a web page"),
        (text("application/xml", &RSS[..RSS.len() / 2]), "well-formed"),
        (text("application/json", "{\"items\": [{\"title\": \"x\""), "not whole"),
        (text("text/plain", "hello"), "neither JSON nor XML"),
        (text("application/json", "7"), "no list"),
        (text("application/xml", "<opml><body/></opml>"), "no list"),
        (text("application/json", "[{\"x\": 1}]"), "none of its entries"),
    ] {
        page.server.set("/feed", answer);
        page.open(&around("en", &tag(&[("sources", "/feed")]))).await?;
        page.wait("the failed state", "is", json!(["state", "failed"])).await.context(told)?;
        page.take_one_warning(&["/feed", told]).await?;
    }
    Ok(())
}
