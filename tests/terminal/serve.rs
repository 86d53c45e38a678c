//! The loopback server lets in its own page and nobody else.

use crate::support::Trial;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};

/// A server that runs until it is dropped.
pub struct Served {
    child: Child,
    host: String,
    token: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A server of a trial office; the office stays when the server is gone.
pub fn served(trial: &Trial) -> Served {
    let pages = trial.folder.path().join("pages");
    std::fs::create_dir(&pages).unwrap();
    std::fs::write(pages.join("index.html"), "<p>page</p>").unwrap();
    let mut child =
        trial.command(&["serve", "--pages", pages.to_str().unwrap()]).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let said: serde_json::Value = serde_json::from_str(&line).unwrap();
    Served {
        child,
        host: said["origin"].as_str().unwrap().replace("http://", ""),
        token: said["token"].as_str().unwrap().to_owned(),
    }
}

fn serve() -> (Served, Trial) {
    let trial = Trial::founded();
    (served(&trial), trial)
}

impl Served {
    fn ask(&self, head: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        let length = body.len();
        write!(stream, "{head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}").unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        text
    }

    fn call(&self, host: &str, origin: &str, token: &str) -> String {
        let head = format!("POST /rpc HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\nx-zhudian-token: {token}");
        self.ask(&head, r#"{"session":null,"name":"auth.state","payload":{}}"#)
    }

    /// What its page is answered when it asks for something that needs no session.
    pub fn page_asks(&self, name: &str) -> String {
        let head = format!(
            "POST /rpc HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\nx-zhudian-token: {1}",
            self.host, self.token
        );
        self.ask(&head, &format!(r#"{{"session":null,"name":"{name}","payload":{{}}}}"#))
    }
}

#[test]
fn only_its_own_page_with_the_token_is_answered() {
    let (served, _trial) = serve();
    let (host, token) = (served.host.as_str(), served.token.as_str());
    let origin = format!("http://{host}");
    let answered = served.call(host, &origin, token);
    assert!(answered.starts_with("HTTP/1.1 200") && answered.contains("\"locked\""), "{answered}");
    for (what, refused) in [
        ("another token", served.call(host, &origin, "0123")),
        ("another page", served.call(host, "http://elsewhere.example", token)),
        ("another name of this computer", served.call("zhudian.example", &origin, token)),
    ] {
        assert!(refused.starts_with("HTTP/1.1 403"), "{what}: {refused}");
    }
}

#[test]
fn pages_come_with_the_rules_of_the_window_and_nothing_outside_them_is_served() {
    let (served, _trial) = serve();
    let page = served.ask(&format!("GET / HTTP/1.1\r\nHost: {}", served.host), "");
    assert!(
        page.contains("<p>page</p>") && page.to_lowercase().contains("content-security-policy: default-src 'self'"),
        "{page}"
    );
    let outside = served.ask(&format!("GET /../office.db HTTP/1.1\r\nHost: {}", served.host), "");
    assert!(outside.starts_with("HTTP/1.1 404"), "{outside}");
}
