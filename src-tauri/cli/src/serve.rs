//! The pages and their calls over this computer's loop, so that page tests in a browser meet the real core. Debug
//! builds only.
//!
//! Bound to 127.0.0.1 on a port of the system's choice. Every call needs the one-time token that stands in the first
//! address; the Host must be ours, and an Origin, when sent, too, so that no other page of the browser can ask.

use serde::Deserialize;
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use tiny_http::{Header, Method, Request, Response, Server};
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
        let policy = window.pointer("/app/security/csp").and_then(Value::as_str).unwrap_or("default-src 'none'").to_owned();
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
    let server = Server::http("127.0.0.1:0").map_err(|error| refuse("fault").because(error))?;
    let origin = format!("http://{}", server.server_addr());
    let mut secret = [0_u8; 16];
    getrandom::fill(&mut secret).map_err(|error| refuse("fault").because(error))?;
    let token: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    crate::print(&json!({ "address": format!("{origin}/?token={token}"), "origin": origin, "token": token }).to_string())?;
    let served = Arc::new(Loop { desk, site, token, origin, listeners: Mutex::default(), jobs: Mutex::default() });
    for request in server.incoming_requests() {
        let served = Arc::clone(&served);
        std::thread::spawn(move || served.answer(request));
    }
    Ok(())
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
    fn answer(&self, mut request: Request) {
        if !self.ours(&request) {
            drop(request.respond(Response::from_string("").with_status_code(403)));
            return;
        }
        let address = request.url().to_owned();
        let (path, query) = address.split_once('?').unwrap_or((&address, ""));
        let response = match (request.method(), path) {
            (Method::Get, "/events") if token_of(query) == Some(self.token.as_str()) => return self.stream(request),
            (Method::Get, _) => self.page(path),
            (Method::Post, _) if header(&request, "x-zhudian-token") == Some(self.token.as_str()) => {
                let mut text = String::new();
                let read = request.as_reader().read_to_string(&mut text);
                let body = read.map_err(Refusal::from).and_then(|_| Ok(serde_json::from_str(&text)?));
                json_response(body.and_then(|body| self.act(path, body)))
            }
            _ => Response::from_data(Vec::new()).with_status_code(403),
        };
        drop(request.respond(response));
    }

    /// The request came to this server by its own name, and from a page of it.
    fn ours(&self, request: &Request) -> bool {
        let host = header(request, "host").is_some_and(|host| self.origin.strip_prefix("http://") == Some(host));
        host && header(request, "origin").is_none_or(|origin| origin == self.origin)
    }

    fn act(&self, path: &str, body: Value) -> Result<Value, Refusal> {
        match path {
            "/rpc" => self.rpc(serde_json::from_value(body)?),
            "/cancel" => {
                let job = body.get("job").and_then(Value::as_str).unwrap_or_default();
                if let Ok(jobs) = self.jobs.lock() {
                    jobs.iter().filter(|(name, _)| name == job).for_each(|(_, stop)| stop.store(true, Ordering::Relaxed));
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

    fn page(&self, path: &str) -> Response<std::io::Cursor<Vec<u8>>> {
        let wanted = if path == "/" { "index.html" } else { path.trim_start_matches('/') };
        let file = self.site.pages.join(wanted);
        // A path that climbs out of the folder of pages is no page.
        let inside = file.canonicalize().ok().filter(|file| file.starts_with(&self.site.pages));
        let Some(bytes) = inside.and_then(|file| std::fs::read(file).ok()) else {
            return Response::from_data(Vec::new()).with_status_code(404);
        };
        let kind = match Path::new(wanted).extension().and_then(|ending| ending.to_str()) {
            Some("html") => "text/html; charset=utf-8",
            Some("js") => "text/javascript; charset=utf-8",
            Some("css") => "text/css; charset=utf-8",
            Some("svg") => "image/svg+xml",
            Some("json") => "application/json",
            _ => "application/octet-stream",
        };
        [("content-type", kind), ("content-security-policy", &self.site.policy), ("x-content-type-options", "nosniff"), ("cache-control", "no-store")]
            .into_iter()
            .filter_map(|(name, value)| Header::from_bytes(name, value).ok())
            .fold(Response::from_data(bytes), Response::with_header)
    }

    /// Steps of long work as they come.
    fn stream(&self, request: Request) {
        let (sender, steps): (Sender<String>, Receiver<String>) = channel();
        if let Ok(mut listeners) = self.listeners.lock() {
            listeners.push(sender);
        }
        let mut page = request.into_writer();
        let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncache-control: no-store\r\nconnection: close\r\n\r\n";
        let mut say = |text: &str| page.write_all(text.as_bytes()).and_then(|()| page.flush()).is_ok();
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

fn json_response(answer: Result<Value, Refusal>) -> Response<std::io::Cursor<Vec<u8>>> {
    let (status, value) = match answer {
        Ok(value) => (200, value),
        Err(refusal) => (422, refusal.wire()),
    };
    let response = Response::from_data(value.to_string().into_bytes()).with_status_code(status);
    match Header::from_bytes("content-type", "application/json") {
        Ok(kind) => response.with_header(kind),
        Err(()) => response,
    }
}

fn header<'a>(request: &'a Request, name: &'static str) -> Option<&'a str> {
    request.headers().iter().find(|header| header.field.equiv(name)).map(|header| header.value.as_str())
}

fn token_of(query: &str) -> Option<&str> {
    query.split('&').find_map(|part| part.strip_prefix("token="))
}
