//! What the test server answers on one path.

use bytes::Bytes;
use serde_json::Value;
use std::path::Path;
use tokio::sync::{broadcast, watch};

/// A response that a test wrote, or a file of a served folder.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// Headers beside `Content-Length`, in order.
    pub headers: Vec<(String, String)>,
    /// The whole body.
    pub body: Bytes,
    /// Where set, the answer waits until the gate is open.
    pub gate: Option<Gate>,
    /// Where set, the connection breaks after so many bytes of the body.
    pub cut: Option<usize>,
    /// Where set, the body goes on with what the stream sends, for ever.
    pub stream: Option<Stream>,
}

impl Answer {
    /// A body of this MIME type with status 200.
    pub fn new(mime: &str, body: impl Into<Bytes>) -> Answer {
        Answer {
            status: 200,
            headers: vec![("Content-Type".to_owned(), mime.to_owned())],
            body: body.into(),
            gate: None,
            cut: None,
            stream: None,
        }
    }

    /// A JSON feed.
    pub fn json(value: &Value) -> Answer {
        Answer::new("application/json", value.to_string())
    }

    /// A stream of events that the test sends.
    pub fn events(stream: &Stream) -> Answer {
        Answer { stream: Some(stream.clone()), ..Answer::new("text/event-stream", "") }
    }

    /// An HTML document.
    pub fn html(text: &str) -> Answer {
        Answer::new("text/html; charset=utf-8", text.to_owned())
    }

    /// A file, with the MIME type of its extension.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn file(path: &Path) -> std::io::Result<Answer> {
        let mime = match path.extension().and_then(|extension| extension.to_str()) {
            Some("js" | "mjs") => "text/javascript; charset=utf-8",
            Some("wasm") => "application/wasm",
            Some("css") => "text/css; charset=utf-8",
            Some("html") => "text/html; charset=utf-8",
            Some("json") => "application/json",
            Some("ttf") => "font/ttf",
            Some("xml") => "application/xml",
            Some("svg") => "image/svg+xml",
            Some("png") => "image/png",
            _ => "application/octet-stream",
        };
        Ok(Answer::new(mime, std::fs::read(path)?))
    }

    /// An empty answer of this status.
    pub fn status(status: u16) -> Answer {
        let mut answer = Answer::new("text/plain", "");
        answer.status = status;
        answer
    }

    /// The value of a header.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The same answer with one more header.
    pub fn header(mut self, name: &str, value: &str) -> Answer {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same answer, which pages of every origin may read.
    pub fn for_all(self) -> Answer {
        self.header("Access-Control-Allow-Origin", "*")
    }

    /// The same answer, compressed as a good host sends it.
    ///
    /// # Errors
    /// Where the compressor fails, which a body in memory gives no reason for.
    pub fn brotli(self) -> std::io::Result<Answer> {
        let body = brotli(&self.body)?.into();
        Ok(Answer { body, ..self }.header("Content-Encoding", "br"))
    }

    /// The same answer, held until the gate is opened.
    pub fn held(mut self, gate: &Gate) -> Answer {
        self.gate = Some(gate.clone());
        self
    }

    /// The same answer, broken off after so many bytes.
    pub fn cut(mut self, bytes: usize) -> Answer {
        self.cut = Some(bytes);
        self
    }
}

/// Holds answers back until a test opens it. Clones are the same gate.
#[derive(Clone, Debug)]
pub struct Gate(watch::Sender<bool>);

impl Gate {
    /// A closed gate.
    pub fn closed() -> Gate {
        Gate(watch::Sender::new(false))
    }

    /// Lets every held answer go, and later ones pass.
    pub fn open(&self) {
        self.0.send_replace(true);
    }

    /// Waits until the gate is open.
    pub async fn passed(&self) {
        // The sender lives in self, so waiting cannot fail.
        let _ = self.0.subscribe().wait_for(|open| *open).await;
    }
}

/// What a test sends to all who listen at that moment. Clones are the same stream.
#[derive(Clone, Debug)]
pub struct Stream(broadcast::Sender<Bytes>);

impl Stream {
    /// A stream that nobody listens to yet.
    pub fn new() -> Stream {
        Stream(broadcast::Sender::new(100))
    }

    /// Sends one message with this JSON as its data.
    pub fn send(&self, data: &Value) {
        self.send_text(&data.to_string());
    }

    /// Sends one message with this text as its data.
    pub fn send_text(&self, data: &str) {
        // Nobody may be listening.
        let _ = self.0.send(format!("data: {data}\n\n").into());
    }

    /// How many connections listen.
    pub fn listeners(&self) -> usize {
        self.0.receiver_count()
    }

    /// What is sent from now on.
    pub fn listen(&self) -> broadcast::Receiver<Bytes> {
        self.0.subscribe()
    }
}

impl Default for Stream {
    fn default() -> Stream {
        Stream::new()
    }
}

/// These bytes by brotli at quality 11, the best it has.
///
/// # Errors
/// Where the compressor fails, which bytes in memory give no reason for.
pub fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)?;
    Ok(compressed)
}
