//! Reports of images, sent as a ticker sends them.

use std::io::Write;

use rusqlite::Connection;
use serde_json::{Value, json};

use super::{ask, body, open, rest, start, start_with};
use crate::preview::reports::Store;

const IMAGE: &str = "https://example.com/a.jpg";

/// The answer to a report.
fn post(port: u16, report: &str) -> String {
    let headers = format!("Content-Type: text/plain;charset=UTF-8\r\nContent-Length: {}\r\n", report.len());
    let mut connection = open(port, "POST", "/reports", &headers);
    connection.write_all(report.as_bytes()).expect("a request that is taken");
    rest(connection)
}

/// A report with these fields in place of the usual ones.
fn report(changes: Value) -> String {
    let mut report =
        json!({ "image": IMAGE, "url": "https://example.com/a", "reason": "offensive", "reader": "3f2a-4C5d" });
    for (field, value) in changes.as_object().into_iter().flatten() {
        report[field] = value.clone();
    }
    report.to_string()
}

/// Whether the answer has this status, is one line with these words if it has any, and may be read by other origins.
fn assert_answer(answer: &str, status: u16, words: &[&str], what: &str) {
    assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{what}: {answer}");
    assert!(words.iter().all(|word| body(answer).contains(word)), "{what}: {answer}");
    assert_eq!(body(answer).lines().count(), usize::from(!words.is_empty()), "{what}: {answer}");
    for header in ["access-control-allow-origin: *\r\n", "cache-control: no-cache\r\n"] {
        assert!(answer.contains(header), "{what}: {answer}");
    }
}

fn blocked(port: u16) -> Value {
    let answer = ask(port, "GET", "/reports", "");
    assert!(answer.contains("content-type: application/json"), "{answer}");
    assert_answer(&answer, 200, &["blocked"], "the list");
    serde_json::from_str::<Value>(body(&answer)).expect("JSON")["blocked"].take()
}

#[test]
fn bodies() {
    let port = start();
    let address = |length: usize| format!("{IMAGE}?{}", "a".repeat(length - IMAGE.len() - 1));
    let padded = |length: usize| {
        let bare = report(json!({ "padding": "" }));
        report(json!({ "padding": "a".repeat(length - bare.len()) }))
    };
    let accepted = "an absolute http or https URL of at most 2048 characters";
    let image = format!("image must be {accepted}");
    let url = format!("url must be null or {accepted}");
    let reason = "reason must be 1 to 32 of the characters a-z, 0-9 and -";
    let reader = "reader must be 8 to 64 of the characters A-Z, a-z, 0-9 and -";
    let object = "the body must be a JSON object with image, url, reason and reader";
    for (body, status, words) in [
        (report(json!({})), 204, ""),
        (report(json!({ "url": null })), 204, ""),
        (format!(r#"{{"image":"{IMAGE}","reason":"other","reader":"3f2a-4C5d"}}"#), 204, ""),
        (report(json!({ "image": address(2048), "reason": "a".repeat(32), "reader": "a".repeat(64) })), 204, ""),
        (report(json!({ "reason": "x", "reader": "12345678" })), 204, ""),
        (padded(4096), 204, ""),
        (padded(4097), 413, "at most 4096 bytes"),
        (String::new(), 400, object),
        ("[]".into(), 400, object),
        ("{\"image\"".into(), 400, object),
        (report(json!({ "image": null })), 400, &image),
        (report(json!({ "image": 7 })), 400, &image),
        (report(json!({ "image": "/a.jpg" })), 400, &image),
        (report(json!({ "image": "data:image/png;base64,AA" })), 400, &image),
        (report(json!({ "image": address(2049) })), 400, &image),
        (report(json!({ "url": "a" })), 400, &url),
        (report(json!({ "url": ["https://example.com/"] })), 400, &url),
        (report(json!({ "url": "javascript:alert(1)" })), 400, &url),
        (report(json!({ "url": address(2049) })), 400, &url),
        (report(json!({ "reason": null })), 400, reason),
        (report(json!({ "reason": "" })), 400, reason),
        (report(json!({ "reason": "Offensive" })), 400, reason),
        (report(json!({ "reason": "a".repeat(33) })), 400, reason),
        (report(json!({ "reader": null })), 400, reader),
        (report(json!({ "reader": "1234567" })), 400, reader),
        (report(json!({ "reader": "a".repeat(65) })), 400, reader),
        (report(json!({ "reader": "3f2a_4c5d" })), 400, reader),
    ] {
        let words = if words.is_empty() { &[][..] } else { &[words][..] };
        assert_answer(&post(port, &body), status, words, &body);
    }
}

#[test]
fn three_readers_block_an_image_and_a_restart_forgets_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = start_with(Store::open(folder.path()).expect("a store"));
    let other = "https://example.com/%D8%A3.jpg";
    for (reader, image, expect) in [
        ("reader-1", other, json!([])),
        ("reader-1", IMAGE, json!([])),
        ("reader-1", IMAGE, json!([])),
        ("reader-1", IMAGE, json!([])),
        ("reader-2", IMAGE, json!([])),
        ("reader-2", other, json!([])),
        ("reader-3", IMAGE, json!([IMAGE])),
        ("reader-4", IMAGE, json!([IMAGE])),
        // Written in another way, it is the same image.
        ("reader-3", "HTTPS://EXAMPLE.com:443/أ.jpg", json!([other, IMAGE])),
    ] {
        let answer = post(first, &report(json!({ "image": image, "reader": reader })));
        assert_answer(&answer, 204, &[], reader);
        assert_eq!(blocked(first), expect, "after {reader} reported {image}");
    }
    let second = start_with(Store::open(folder.path()).expect("a store"));
    assert_eq!(blocked(second), json!([other, IMAGE]));
}

#[test]
fn who_reports_too_often_is_told_when_to_come_back() {
    let port = start();
    // What is no report does not count, and a report counts though it changes nothing.
    for (report, times, status) in [("{}".into(), 21, 400), (report(json!({})), 20, 204)] {
        for _ in 0..times {
            let answer = post(port, &report);
            assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{answer}");
        }
    }
    let answer = post(port, &report(json!({})));
    assert_answer(&answer, 429, &["too many reports"], "the 21st");
    assert!(answer.contains("access-control-expose-headers: Retry-After\r\n"), "{answer}");
    let seconds = answer.lines().find_map(|line| line.strip_prefix("retry-after: ")?.parse::<u32>().ok());
    assert!(seconds.is_some_and(|seconds| (1..=600).contains(&seconds)), "{answer}");
}

#[test]
fn without_its_tables_the_store_is_unavailable() {
    let folder = tempfile::tempdir().expect("a folder");
    let port = start_with(Store::open(folder.path()).expect("a store"));
    let other = Connection::open(folder.path().join("reports.sqlite")).expect("the same file");
    other.execute_batch("drop table report").expect("no table");
    for answer in [post(port, &report(json!({}))), ask(port, "GET", "/reports", "")] {
        assert_answer(&answer, 503, &["not available"], "without tables");
    }
}
