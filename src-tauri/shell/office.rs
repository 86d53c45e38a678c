//! The office as the shell knows it. Until the core's desk is in place, every call is refused as not built.

use crate::paths::Paths;
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Mutex;

/// What a call answers.
pub struct Reply {
    pub answer: Value,
    pub operation: Option<i64>,
    pub changed: Vec<String>,
}

/// Why a call did nothing.
pub struct Refusal {
    pub code: String,
    pub fields: Map<String, Value>,
    pub fault: Option<String>,
}

pub fn refuse(code: &str) -> Refusal {
    Refusal { code: code.to_owned(), fields: Map::new(), fault: None }
}

impl Refusal {
    pub fn with(mut self, field: &str, value: impl Into<Value>) -> Self {
        self.fields.insert(field.to_owned(), value.into());
        self
    }
    pub fn because(mut self, fault: impl std::fmt::Display) -> Self {
        self.fault = Some(fault.to_string());
        self
    }
    pub fn wire(&self) -> Value {
        json!({ "code": self.code, "fields": self.fields, "fault": self.fault, "sentence": self.code, "hint": "" })
    }
}

impl From<std::io::Error> for Refusal {
    fn from(error: std::io::Error) -> Self {
        refuse("disk.failing").because(error)
    }
}

/// Hears of progress and can ask for a stop.
pub trait Progress: Sync {
    fn step(&self, done: u64, total: u64, what: &str);
    fn cancelled(&self) -> bool;
}

#[derive(Default)]
pub struct Files(Mutex<HashMap<String, PathBuf>>);

impl Files {
    pub fn offer(&self, path: PathBuf) -> String {
        let Ok(mut files) = self.0.lock() else { return String::new() };
        let token = format!("file-{}", files.len());
        files.insert(token.clone(), path);
        token
    }
    pub fn path(&self, token: &str) -> Result<PathBuf, Refusal> {
        self.0.lock().ok().and_then(|files| files.get(token).cloned()).ok_or_else(|| refuse("file.token"))
    }
}

#[derive(Default)]
pub struct Desk {
    files: Files,
}

impl Desk {
    pub fn files(&self) -> &Files {
        &self.files
    }
    pub fn rpc(&self, _: Option<&str>, name: &str, _: Value, progress: &dyn Progress) -> Result<Reply, Refusal> {
        if name == "auth.state" {
            progress.step(1, 1, "");
            return Ok(Reply { answer: json!({ "state": "new" }), operation: None, changed: Vec::new() });
        }
        let _ = progress.cancelled();
        Err(refuse("call.unknown").with("call", name))
    }
}

pub fn open(_: &Paths) -> Desk {
    Desk::default()
}

pub fn close(_: &Desk) {}

pub fn refusal_words(code: &str) -> (String, String) {
    (code.to_owned(), String::new())
}
