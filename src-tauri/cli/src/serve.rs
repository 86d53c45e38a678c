//! The pages and their calls over this computer's loop, so that page tests in a browser meet the real core. Debug
//! builds only.
//!
//! Bound to 127.0.0.1 on a port of the system's choice. Every call needs the one-time token that stands in the first
//! address; the Host must be ours, and an Origin, when sent, too, so that no other page of the browser can ask.

use serde::Deserialize;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use zhudian_core::desk::Desk;
use zhudian_core::ground::progress::Progress;
use zhudian_core::ground::refusal::{Refusal, refuse};

/// The same rule for what a page may load as in the window.
const WINDOW: &str = include_str!("../../../tauri.conf.json");

/// What is served besides the calls.
pub struct Site {
    pages: PathBuf,
    choice: Option<PathBuf>,
    policy: String,
}

impl Site {
    /// A site on a folder of built pages.
    ///
    /// # Errors
    /// `file.missing` when the pages were not built.
    pub fn new(pages: PathBuf, choice: Option<PathBuf>) -> Result<Self, Refusal> {
        let pages = pages.canonicalize()?;
        let window: Value = serde_json::from_str(WINDOW)?;
        let policy =
            window.pointer("/app/security/csp").and_then(Value::as_str).unwrap_or("default-src 'none'").to_owned();
        Ok(Self { pages, choice, policy })
    }
}

struct Loop {
    desk: Desk,
    site: Site,
    token: String,
    origin: String,
    listeners: Mutex<Vec<Sender<String>>>,
    jobs: Mutex<Vec<(String, Arc<AtomicBool>)>>,
}

/// Serves until the process is ended; prints `{"address"}` once it listens.
///
/// # Errors
/// When the loop cannot be bound.
pub fn run(desk: Desk, site: Site) -> Result<(), Refusal> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let origin = format!("http://{}", listener.local_addr()?);
    let mut secret = [0_u8; 16];
    getrandom::fill(&mut secret).map_err(|error| refuse("fault").because(error))?;
    let token: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    crate::print(
        &json!({ "address": format!("{origin}/?token={token}"), "origin": origin, "token": token }).to_string(),
    )?;
    let served = Arc::new(Loop { desk, site, token, origin, listeners: Mutex::default(), jobs: Mutex::default() });
    for stream in listener.incoming() {
        let served = Arc::clone(&served);
        // One request a connection: a browser's idle connections then hold nobody up.
        std::thread::spawn(move || {
            if let Some(request) = stream.ok().and_then(|stream| read(stream).ok().flatten()) {
                served.answer(request);
            }
        });
    }
    Ok(())
}

/// The largest body a page may send (bytes): a form with its opinions is a thousandth of it.
const LARGEST: u64 = 16 << 20;

/// A request that was read whole, and where its answer goes.
struct Request {
    method: String,
    address: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    stream: TcpStream,
}

impl Request {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(given, _)| given.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    fn respond(mut self, answer: &Answer) {
        let mut head =
            format!("HTTP/1.1 {}\r\nconnection: close\r\ncontent-length: {}\r\n", answer.status, answer.body.len());
        for (name, value) in &answer.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        // A page that went away does not want its answer.
        drop(self.stream.write_all(head.as_bytes()).and_then(|()| self.stream.write_all(&answer.body)));
    }
}

/// What is answered.
struct Answer {
    status: &'static str,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl Answer {
    fn bare(status: &'static str) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new() }
    }
}

/// Reads one request; none when the browser opened the connection only to have it ready.
fn read(stream: TcpStream) -> std::io::Result<Option<Request>> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut line = String::new();
    reader.by_ref().take(64 << 10).read_line(&mut line)?;
    let mut words = line.split_whitespace().map(str::to_owned);
    let (Some(method), Some(address)) = (words.next(), words.next()) else { return Ok(None) };
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.by_ref().take(64 << 10).read_line(&mut line)?;
        match line.trim_end().split_once(':') {
            Some((name, value)) => headers.push((name.to_owned(), value.trim().to_owned())),
            None => break,
        }
    }
    let mut request = Request { method, address, headers, body: Vec::new(), stream };
    let length =
        request.header("content-length").and_then(|length| length.parse::<u64>().ok()).unwrap_or(0).min(LARGEST);
    reader.take(length).read_to_end(&mut request.body)?;
    Ok(Some(request))
}

#[derive(Deserialize)]
struct Asked {
    name: String,
    #[serde(default)]
    payload: Value,
    session: Option<String>,
    job: Option<String>,
}

impl Loop {
    fn answer(&self, request: Request) {
        let (path, query) = request.address.split_once('?').unwrap_or((&request.address, ""));
        let answer = if !self.ours(&request) {
            Answer::bare("403 Forbidden")
        } else if request.method == "GET" && path == "/events" && token_of(query) == Some(self.token.as_str()) {
            return self.stream(request.stream);
        } else if request.method == "GET" {
            self.page(path)
        } else if request.method == "POST" && request.header("x-zhudian-token") == Some(self.token.as_str()) {
            json_answer(
                serde_json::from_slice(&request.body).map_err(Refusal::from).and_then(|body| self.act(path, body)),
            )
        } else {
            Answer::bare("403 Forbidden")
        };
        request.respond(&answer);
    }

    /// The request came to this server by its own name, and from a page of it.
    fn ours(&self, request: &Request) -> bool {
        let host = request.header("host").is_some_and(|host| self.origin.strip_prefix("http://") == Some(host));
        host && request.header("origin").is_none_or(|origin| origin == self.origin)
    }

    fn act(&self, path: &str, body: Value) -> Result<Value, Refusal> {
        match path {
            "/rpc" => self.rpc(serde_json::from_value(body)?),
            "/cancel" => {
                let job = body.get("job").and_then(Value::as_str).unwrap_or_default();
                if let Ok(jobs) = self.jobs.lock() {
                    jobs.iter()
                        .filter(|(name, _)| name == job)
                        .for_each(|(_, stop)| stop.store(true, Ordering::Relaxed));
                }
                Ok(json!({}))
            }
            "/choose" => Ok(self.chosen()),
            _ => Err(refuse("call.unknown").with("call", path)),
        }
    }

    fn rpc(&self, asked: Asked) -> Result<Value, Refusal> {
        let stop = Arc::new(AtomicBool::new(false));
        if let (Some(job), Ok(mut jobs)) = (&asked.job, self.jobs.lock()) {
            jobs.push((job.clone(), Arc::clone(&stop)));
        }
        let progress = Told { served: self, job: asked.job.clone(), stop: Arc::clone(&stop) };
        let reply = self.desk.rpc(asked.session.as_deref(), &asked.name, asked.payload, &progress);
        if let Ok(mut jobs) = self.jobs.lock() {
            jobs.retain(|(_, one)| !Arc::ptr_eq(one, &stop));
        }
        Ok(serde_json::to_value(reply?)?)
    }

    /// What the test wrote down as the answer of the next file dialog.
    fn chosen(&self) -> Value {
        let lines = self.site.choice.as_ref().and_then(|file| std::fs::read_to_string(file).ok()).unwrap_or_default();
        lines.lines().filter(|line| !line.is_empty()).map(|line| self.offered(Path::new(line))).collect()
    }

    fn offered(&self, path: &Path) -> Value {
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let bytes = std::fs::metadata(path).map_or(0, |file| file.len());
        json!({ "token": self.desk.files().offer(path.to_owned()), "name": name, "bytes": bytes })
    }

    fn page(&self, path: &str) -> Answer {
        let wanted = if path == "/" { "index.html" } else { path.trim_start_matches('/') };
        let file = self.site.pages.join(wanted);
        // A path that climbs out of the folder of pages is no page.
        let inside = file.canonicalize().ok().filter(|file| file.starts_with(&self.site.pages));
        let Some(body) = inside.and_then(|file| std::fs::read(file).ok()) else {
            return Answer::bare("404 Not Found");
        };
        let kind = match Path::new(wanted).extension().and_then(|ending| ending.to_str()) {
            Some("html") => "text/html; charset=utf-8",
            Some("js") => "text/javascript; charset=utf-8",
            Some("css") => "text/css; charset=utf-8",
            Some("svg") => "image/svg+xml",
            Some("json") => "application/json",
            _ => "application/octet-stream",
        };
        let headers = vec![
            ("content-type", kind.to_owned()),
            ("content-security-policy", self.site.policy.clone()),
            ("x-content-type-options", "nosniff".to_owned()),
            ("cache-control", "no-store".to_owned()),
        ];
        Answer { status: "200 OK", headers, body }
    }

    /// Steps of long work as they come.
    fn stream(&self, mut page: TcpStream) {
        let (sender, steps): (Sender<String>, Receiver<String>) = channel();
        if let Ok(mut listeners) = self.listeners.lock() {
            listeners.push(sender);
        }
        let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncache-control: no-store\r\nconnection: close\r\n\r\n";
        let mut say = |text: &str| page.write_all(text.as_bytes()).is_ok();
        if say(head) {
            while let Ok(step) = steps.recv() {
                if !say(&format!("data: {step}\n\n")) {
                    break;
                }
            }
        }
    }
}

/// Progress that goes to every page that listens.
struct Told<'a> {
    served: &'a Loop,
    job: Option<String>,
    stop: Arc<AtomicBool>,
}

impl Progress for Told<'_> {
    fn step(&self, done: u64, total: u64, what: &str) {
        let step = json!({ "job": self.job, "done": done, "total": total, "what": what }).to_string();
        if let Ok(mut listeners) = self.served.listeners.lock() {
            listeners.retain(|listener| listener.send(step.clone()).is_ok());
        }
    }

    fn cancelled(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

fn json_answer(answer: Result<Value, Refusal>) -> Answer {
    let (status, value) = match answer {
        Ok(value) => ("200 OK", value),
        Err(refusal) => ("422 Unprocessable Content", refusal.wire()),
    };
    Answer {
        status,
        headers: vec![("content-type", "application/json".to_owned())],
        body: value.to_string().into_bytes(),
    }
}

fn token_of(query: &str) -> Option<&str> {
    query.split('&').find_map(|part| part.strip_prefix("token="))
}
