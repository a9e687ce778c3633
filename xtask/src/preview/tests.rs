//! The preview's server, asked over a real connection: what a fault does to one can be seen nowhere else.

mod reports;

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::preview::State;
use crate::preview::live::Live;
use crate::preview::reports::Store;
use crate::preview::server::{Site, serve};

/// A server of this repository's pages on a free port, which lasts as long as the test.
fn start() -> u16 {
    start_with(Connection::open_in_memory().and_then(Store::on).expect("a store"))
}

/// One that keeps its reports there.
fn start_with(reports: Store) -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    let www = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../www");
    thread::spawn(move || {
        // Dropped only with the server: a page waits for builds as long as one can come.
        let (_sender, states) = tokio::sync::watch::channel(State::default());
        serve(listener, Arc::new(Site { folders: [www.clone(), www], states, live: Live::new(), reports, port }))
    });
    port
}

/// Everything that the server sends until it closes the connection.
fn ask(port: u16, method: &str, path: &str, headers: &str) -> String {
    rest(open(port, method, path, headers))
}

fn rest(mut connection: TcpStream) -> String {
    let mut bytes = Vec::new();
    // A connection that is cut off has sent what it has sent.
    let _ = connection.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

fn open(port: u16, method: &str, path: &str, headers: &str) -> TcpStream {
    let mut connection = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("a server");
    connection.set_read_timeout(Some(Duration::from_secs(15))).expect("a timeout");
    write!(connection, "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n{headers}\r\n")
        .expect("a request that is taken");
    connection
}

fn body(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").map_or("", |(_, body)| body)
}

#[test]
fn faults() {
    let port = start();
    let whole = ask(port, "GET", "/feeds/one.json", "");
    let whole = body(&whole);
    assert!(whole.starts_with('['), "{whole}");
    let has = |answer: &str, words: &[&str]| {
        let answer = answer.to_ascii_lowercase();
        words.iter().all(|word| answer.contains(word))
    };
    for (kind, expect) in [
        ("slow", vec!["http/1.1 200", "access-control-allow-origin: *", "application/json"]),
        ("500", vec!["http/1.1 500", "access-control-allow-origin: *"]),
        ("429", vec!["http/1.1 429", "retry-after: 20", "access-control-expose-headers: retry-after"]),
        ("truncated", vec!["http/1.1 200", "application/json"]),
        ("cors", vec!["http/1.1 200", "application/json"]),
        ("html", vec!["http/1.1 200", "text/html", "<!doctype html>"]),
        ("nonsense", vec!["http/1.1 404", "there is no fault `nonsense`"]),
    ] {
        let start = Instant::now();
        let answer = ask(port, "GET", &format!("/fault/{kind}/feeds/one.json"), "");
        assert!(has(&answer, &expect), "{kind}: {answer}");
        assert_eq!(kind == "slow", start.elapsed() >= Duration::from_secs(4), "{kind} takes {:?}", start.elapsed());
        assert_eq!(kind == "cors", !has(&answer, &["access-control-allow-origin"]), "{kind}: {answer}");
        match kind {
            "slow" | "cors" => assert_eq!(body(&answer), whole, "{kind}"),
            "truncated" => assert_eq!(answer.len() - answer.find("\r\n\r\n").unwrap_or(0) - 4, whole.len() / 2),
            _ => {}
        }
    }
}

#[test]
fn offline_sends_nothing() {
    assert_eq!(ask(start(), "GET", "/fault/offline/feeds/one.json", ""), "");
}

/// Reads until a whole event has come; gives the JSON of its data.
fn event(connection: &mut TcpStream) -> Value {
    let mut text = String::new();
    let mut byte = [0];
    // The head of the answer ends with an empty line as well, but has no data.
    while !(text.ends_with("\n\n") && text.contains("data:")) {
        connection.read_exact(&mut byte).expect("more of the stream");
        text.push(char::from(byte[0]));
    }
    let lines: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("data:")).collect();
    assert_eq!(lines.len(), 1, "one line of data: {text}");
    serde_json::from_str(lines[0].trim()).expect("JSON")
}

#[test]
fn live_sends_after_a_second_and_when_it_is_asked_to() {
    let port = start();
    let begun = Instant::now();
    let mut stream = open(port, "GET", "/live", "Accept: text/event-stream\r\n");
    let first = event(&mut stream);
    assert!(begun.elapsed() >= Duration::from_secs(1), "{:?}", begun.elapsed());
    assert_eq!(first["breaking"], json!(true));
    for field in ["id", "title", "url", "publisher"] {
        assert!(first[field].is_string(), "{field} of {first}");
    }
    assert!(first["date"].is_u64(), "{first}");

    let sent = ask(port, "POST", "/live", "Content-Length: 0\r\n");
    assert!(sent.starts_with("HTTP/1.1 202"), "{sent}");
    assert_eq!(body(&sent), "1\n");
    let second = event(&mut stream);
    assert_ne!(first["id"], second["id"]);

    let feed = ask(port, "GET", "/live", "Accept: */*\r\n");
    let feed: Value = serde_json::from_str(body(&feed)).expect("JSON");
    assert_eq!(feed["items"][0]["title"], second["title"]);
}

/// What `/check` reports of an address.
fn check(port: u16, address: &str) -> Value {
    let encoded: String = url::form_urlencoded::byte_serialize(address.as_bytes()).collect();
    let answer = ask(port, "GET", &format!("/check?url={encoded}"), "Sec-Fetch-Site: same-origin\r\n");
    assert!(!answer.contains("access-control-allow-origin"), "{answer}");
    serde_json::from_str(body(&answer)).expect("JSON")
}

#[test]
fn the_check_reports() {
    let port = start();
    let own = format!("http://127.0.0.1:{port}");
    let shared = check(port, &format!("{own}/feeds/one.json"));
    assert_eq!(shared["status"], 200);
    assert_eq!(shared["contentType"], "application/json; charset=utf-8");
    assert_eq!(shared["allowOrigin"], "*");
    assert_eq!(shared["redirects"], json!([]));
    assert!(shared["beginning"].as_str().is_some_and(|text| text.starts_with('[')), "{shared}");
    assert_eq!(check(port, &format!("{own}/fault/cors/feeds/one.json"))["allowOrigin"], Value::Null);
    assert_eq!(check(port, &format!("{own}/fault/500/feeds/one.json"))["status"], 500);
    assert!(check(port, &format!("{own}/fault/offline/feeds/one.json"))["error"].is_string());
    for refused in
        ["", "feeds/one.json", "ftp://example.com/", "file:///etc/passwd", "http://127.0.0.1:1/", "http://10.0.0.1/"]
    {
        let report = check(port, refused);
        assert!(report["refused"].is_string(), "{refused}: {report}");
    }
}

#[test]
fn the_check_answers_no_other_page() {
    let answer = ask(start(), "GET", "/check?url=https://example.com/", "Sec-Fetch-Site: cross-site\r\n");
    assert!(answer.starts_with("HTTP/1.1 403"), "{answer}");
}

#[test]
fn the_readme_shows_the_style_of_the_page() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let read = |path: &str| std::fs::read_to_string(root.join(path)).expect(path);
    let sheet = read("www/preview-line.css");
    let (_, style) = sheet.split_once("*/").expect("a comment before the style");
    let style = style.trim();
    assert!(read("README.md").contains(&format!("```css\n{style}\n```")), "README.md lacks www/preview-line.css");
}
