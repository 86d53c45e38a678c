//! The little of HTTP the loop speaks: one request a connection, then it is closed.
//!
//! A pool of threads that keeps connections open let a browser's parallel requests wait for each other for ever; one
//! short connection a request cannot.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// Largest body taken, in bytes.
const LARGEST: usize = 32 * 1024 * 1024;
/// Longest line of a head taken, in bytes.
const LINE: u64 = 16 * 1024;

/// A request as read, with the connection to answer on.
pub struct Request {
    /// GET, POST …
    pub method: String,
    /// Path and query.
    pub url: String,
    headers: Vec<(String, String)>,
    /// Body as text.
    pub body: String,
    stream: TcpStream,
}

impl Request {
    /// Reads one request; none when the other side sent no sound one.
    pub fn read(stream: TcpStream) -> Option<Self> {
        stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
        let mut reader = BufReader::new(stream.try_clone().ok()?);
        let first = line(&mut reader)?;
        let mut parts = first.split(' ');
        let (method, url) = (parts.next()?.to_owned(), parts.next()?.to_owned());
        let mut headers = Vec::new();
        loop {
            let text = line(&mut reader)?;
            if text.is_empty() {
                break;
            }
            let (name, value) = text.split_once(':')?;
            headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
        let length = headers.iter().find(|(name, _)| name == "content-length").map_or(Some(0), |(_, value)| value.parse().ok())?;
        if length > LARGEST {
            return None;
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).ok()?;
        Some(Self { method, url, headers, body: String::from_utf8(body).ok()?, stream })
    }

    /// A header by its lower-case name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Answers and closes.
    pub fn respond(mut self, response: &Response) -> std::io::Result<()> {
        let mut head = format!("HTTP/1.1 {} -\r\ncontent-length: {}\r\nconnection: close\r\n", response.status, response.body.len());
        for (name, value) in &response.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        self.stream.write_all(head.as_bytes())?;
        self.stream.write_all(&response.body)?;
        self.stream.flush()
    }

    /// The connection itself, for an answer that never ends.
    pub fn into_stream(self) -> TcpStream {
        self.stream
    }
}

fn line(reader: &mut impl BufRead) -> Option<String> {
    let mut text = String::new();
    reader.take(LINE).read_line(&mut text).ok()?;
    text.ends_with('\n').then(|| text.trim_end_matches(['\r', '\n']).to_owned())
}

/// An answer.
pub struct Response {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Response {
    /// An answer with a body.
    pub fn new(status: u16, body: Vec<u8>) -> Self {
        Self { status, headers: Vec::new(), body }
    }

    /// With one more header; a line break in it would begin another, so it is left out.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        if !value.contains(['\r', '\n']) {
            self.headers.push((name.to_owned(), value.to_owned()));
        }
        self
    }
}
