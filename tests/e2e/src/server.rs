//! The local web server that a test writes its pages and feeds into. Each page under test has a server, and so an origin, of its own.

use crate::answer::Answer;
use crate::link::{CHUNK, Link};
use crate::log::{Asked, Log};
use anyhow::{Context, Result};
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use http_body_util::{BodyExt, Collected, StreamBody};
use hyper::body::{Frame, Incoming};
use hyper::service::service_fn;
use hyper::{Method, Request, Response};
use hyper_util::rt::TokioIo;
use std::collections::{BTreeSet, HashMap};
use std::convert::Infallible;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// The folder that `/kit/` is served from: the scripts and styles of the test pages.
const KIT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/kit");

/// The folders that are served, each under its prefix.
#[derive(Clone, Debug)]
pub struct Folders(Vec<(&'static str, PathBuf)>);

impl Folders {
    /// `/dist/` from `HEADLINE_TICKER_DIST`, `/testing/` from `HEADLINE_TICKER_TESTING_DIST`, `/www/` from `HEADLINE_TICKER_WWW`,
    /// `/peers/` from `HEADLINE_TICKER_PEERS` (each else where `cargo xtask` writes it), and `/kit/`.
    pub fn from_environment() -> Folders {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let folder =
            |variable: &str, usual: &str| std::env::var_os(variable).map_or_else(|| root.join(usual), PathBuf::from);
        Folders(vec![
            ("/dist/", folder("HEADLINE_TICKER_DIST", "dist")),
            ("/testing/", folder("HEADLINE_TICKER_TESTING_DIST", "target/testing-dist")),
            // The preview finds the built files beside itself, before the sources they are made from.
            ("/www/", folder("HEADLINE_TICKER_DIST", "dist")),
            ("/www/", folder("HEADLINE_TICKER_WWW", "www")),
            ("/peers/", folder("HEADLINE_TICKER_PEERS", "target/xtask/peers/built")),
            ("/kit/", PathBuf::from(KIT)),
        ])
    }

    /// The folder behind a prefix.
    pub fn get(&self, prefix: &str) -> Option<&Path> {
        self.0.iter().find(|(known, _)| *known == prefix).map(|(_, folder)| folder.as_path())
    }

    /// The file behind a path of a URL; a path that climbs out of its folder names none.
    fn file(&self, path: &str) -> Option<PathBuf> {
        self.0.iter().find_map(|(prefix, folder)| {
            let inside = Path::new(path.strip_prefix(prefix)?);
            let plain = inside.components().all(|part| matches!(part, Component::Normal(_)));
            plain.then(|| folder.join(inside)).filter(|file| file.is_file())
        })
    }
}

/// A running server; dropping the last clone ends it and its connections.
#[derive(Clone, Debug)]
pub struct Server(Arc<Running>);

#[derive(Debug)]
struct Running {
    origin: String,
    shared: Arc<Shared>,
    accepting: JoinHandle<()>,
}

#[derive(Debug)]
struct Shared {
    folders: Folders,
    link: Option<Link>,
    answers: Mutex<HashMap<String, Answer>>,
    log: Log,
    connections: Mutex<Vec<JoinHandle<()>>>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.accepting.abort();
        for connection in locked(&self.shared.connections).drain(..) {
            connection.abort();
        }
    }
}

/// Listens on a free port that no server of this run had: a browser that shows several cases keeps its storage by origin.
async fn fresh_listener() -> std::io::Result<TcpListener> {
    static USED: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());
    let mut held = Vec::new();
    loop {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        if locked(&USED).insert(listener.local_addr()?.port()) {
            return Ok(listener);
        }
        // Held meanwhile, so that another one is given out.
        held.push(listener);
    }
}

impl Server {
    /// Starts a server on a free port of 127.0.0.1; with a link, every answer but the kit's goes through it.
    ///
    /// # Errors
    /// Where no port can be had.
    pub async fn start(folders: &Folders, link: Option<Link>) -> Result<Server> {
        let listener = fresh_listener().await.context("listening on 127.0.0.1")?;
        let origin = format!("http://{}", listener.local_addr()?);
        let shared = Arc::new(Shared {
            folders: folders.clone(),
            link,
            answers: Mutex::default(),
            log: Log::new(),
            connections: Mutex::default(),
        });
        let accepting = tokio::spawn(accept(listener, shared.clone()));
        Ok(Server(Arc::new(Running { origin, shared, accepting })))
    }

    /// The full address of a path.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.0.origin)
    }

    /// Sets (or replaces) what is answered on a path; it goes before a file of that path.
    pub fn set(&self, path: &str, answer: Answer) {
        locked(&self.0.shared.answers).insert(path.to_owned(), answer);
    }

    /// What was requested so far, in order; the kit and the browsers' own favicon requests are left out.
    pub fn log(&self) -> Vec<Asked> {
        self.0.shared.log.read()
    }

    /// How often a path that ends so was requested.
    pub fn count(&self, ending: &str) -> usize {
        self.log().iter().filter(|asked| asked.path.ends_with(ending)).count()
    }

    /// The path of the wasm in a served folder, for example `/dist/`.
    ///
    /// # Errors
    /// Where the folder does not hold exactly one.
    pub fn wasm(&self, prefix: &str) -> Result<String> {
        let folder = self.0.shared.folders.get(prefix).context("no such folder is served")?;
        let listing = std::fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
        let mut found: Vec<String> = listing
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .filter(|name| name.ends_with(".wasm"))
            .collect();
        match (found.pop(), found.is_empty()) {
            (Some(name), true) => Ok(format!("{prefix}{name}")),
            _ => anyhow::bail!("{} does not hold exactly one .wasm; build it with cargo xtask", folder.display()),
        }
    }

    /// The answer that a served file would get, to be changed and set again.
    ///
    /// # Errors
    /// Where there is no such file.
    pub fn file(&self, path: &str) -> Result<Answer> {
        let file = self.0.shared.folders.file(path).with_context(|| format!("{path} names no served file"))?;
        Answer::file(&file).with_context(|| format!("reading {}", file.display()))
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((connection, _)) = listener.accept().await {
        // Answers are written in small pieces, which must not wait for one another.
        let _ = connection.set_nodelay(true);
        let task = tokio::spawn(serve(connection, shared.clone()));
        locked(&shared.connections).push(task);
    }
}

async fn serve(connection: TcpStream, shared: Arc<Shared>) {
    let answering = service_fn(move |request: Request<Incoming>| answer(request, shared.clone()));
    // A reader that goes away in the middle is what pages do, and no error of ours.
    let _ = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(connection), answering).await;
}

type Body = StreamBody<stream::BoxStream<'static, Result<Frame<Bytes>, Broken>>>;

/// The error that breaks a connection off in the middle of a body.
#[derive(Debug)]
struct Broken;

impl std::fmt::Display for Broken {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("broken off, as the test asked")
    }
}

impl std::error::Error for Broken {}

async fn answer(request: Request<Incoming>, shared: Arc<Shared>) -> Result<Response<Body>, Infallible> {
    let mut path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    if request.method() != Method::GET {
        path = format!("{} {path}", request.method());
    }
    let own = path.starts_with("/kit/") || path == "/favicon.ico";
    let headers = request.headers();
    let destination = headers.get("sec-fetch-dest").and_then(|said| said.to_str().ok()).unwrap_or_default();
    let mut entry = (!own).then(|| shared.log.enter(&path, headers.contains_key("cookie"), destination));
    let mut answer = shared.find(&path);
    let known = request.headers().get("if-none-match").and_then(|tag| tag.to_str().ok());
    if known.is_some() && known == answer.get("ETag") {
        (answer.status, answer.body) = (304, Bytes::new());
    }
    if request.method() == Method::POST
        && let Some(entry) = &mut entry
    {
        let media_type = request.headers().get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let media_type = media_type.to_owned();
        let body = request.into_body().collect().await.map(Collected::to_bytes).unwrap_or_default();
        entry.sent(&media_type, &body);
    }
    if let Some(gate) = &answer.gate {
        gate.passed().await;
    }
    if let (Some(link), false) = (&shared.link, own) {
        link.latency().await;
    }
    if let Some(entry) = &mut entry {
        entry.answered(answer.status);
    }
    let mut response = Response::builder().status(answer.status);
    if answer.stream.is_none() {
        response = response.header("Content-Length", answer.body.len());
    }
    for (name, value) in &answer.headers {
        response = response.header(name, value);
    }
    let linked = if own { None } else { Some(shared) };
    let response = response.body(StreamBody::new(pieces(answer, linked)));
    Ok(response.unwrap_or_else(|error| unreadable(&error)))
}

/// What a test gets that set a header no response can have.
fn unreadable(error: &http::Error) -> Response<Body> {
    let text = Bytes::from(format!("the test's answer is no response: {error}"));
    let body: stream::BoxStream<'static, _> = Box::pin(stream::once(async move { Ok(Frame::data(text)) }));
    let mut response = Response::new(StreamBody::new(body));
    *response.status_mut() = http::StatusCode::INTERNAL_SERVER_ERROR;
    response
}

/// The body piece by piece, at the link's pace, up to where it is cut.
fn pieces(answer: Answer, shared: Option<Arc<Shared>>) -> stream::BoxStream<'static, Result<Frame<Bytes>, Broken>> {
    let body = answer.body.slice(..answer.cut.unwrap_or(usize::MAX).min(answer.body.len()));
    if let Some(stream) = answer.stream {
        // A comment opens it at once.
        let first = stream::once(async { Ok(Frame::data(Bytes::from_static(b": begun\n\n"))) });
        let sent = stream::unfold(stream.listen(), |mut listening| async move {
            let message = listening.recv().await.ok()?;
            Some((Ok(Frame::data(message)), listening))
        });
        return Box::pin(first.chain(sent));
    }
    let ends = if answer.cut.is_some() { Some(Broken) } else { None };
    Box::pin(stream::unfold((body, ends, shared), |(mut body, mut ends, shared)| async move {
        if body.is_empty() {
            return ends.take().map(|broken| (Err(broken), (body, None, shared)));
        }
        let linked = shared.as_ref().and_then(|shared| shared.link.as_ref());
        let piece = match linked {
            None => std::mem::take(&mut body),
            Some(link) => {
                let piece = body.split_to(body.len().min(CHUNK));
                link.carry(piece.len()).await;
                piece
            }
        };
        Some((Ok(Frame::data(piece)), (body, ends, shared)))
    }))
}

impl Shared {
    /// What is answered: what the test set, else a file, else 404.
    fn find(&self, path: &str) -> Answer {
        if let Some(answer) = locked(&self.answers).get(path) {
            return answer.clone();
        }
        let plain = path.split('?').next().unwrap_or_default();
        let file = self.folders.file(plain).and_then(|file| Answer::file(&file).ok());
        file.unwrap_or_else(|| Answer::status(404))
    }
}

/// A lock that a panicking test cannot spoil for the others.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}
