//! The one way a call says no.
//!
//! A refusal carries a stable code and the facts a sentence needs; the sentence and the hint live in `words/`. No
//! SQLite text reaches a screen: what the engine said goes into `fault`, which is for the log and the telephone only.

use serde::Serialize;
use serde_json::{Map, Value};

/// A refusal: what did not happen and why, as a code with facts.
#[derive(Debug, Clone, Serialize)]
pub struct Refusal {
    /// Stable code such as `visits.day_in_future`; each has a sentence and a hint in `words/`.
    pub code: String,
    /// Facts the sentence is filled with.
    pub fields: Map<String, Value>,
    /// What the machine said, for the log; never shown as the message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
}

/// What every function of the core answers with.
pub type Result<T> = std::result::Result<T, Refusal>;

/// A refusal with this code and no facts yet.
#[must_use]
pub fn refuse(code: &str) -> Refusal {
    Refusal { code: code.to_owned(), fields: Map::new(), fault: None }
}

impl Refusal {
    /// Adds one fact the sentence may name.
    #[must_use]
    pub fn with(mut self, field: &str, value: impl Into<Value>) -> Self {
        self.fields.insert(field.to_owned(), value.into());
        self
    }

    /// Adds what the machine said.
    #[must_use]
    pub fn because(mut self, fault: impl std::fmt::Display) -> Self {
        self.fault = Some(fault.to_string());
        self
    }

    /// The Chinese sentence of this refusal.
    #[must_use]
    pub fn sentence(&self) -> String {
        crate::ground::words::refusal(&self.code, &self.fields).0
    }

    /// The Chinese hint: what to do next.
    #[must_use]
    pub fn hint(&self) -> String {
        crate::ground::words::refusal(&self.code, &self.fields).1
    }

    /// The refusal as it travels: code, fields, sentence, hint.
    #[must_use]
    pub fn wire(&self) -> Value {
        serde_json::json!({
            "code": self.code,
            "fields": self.fields,
            "fault": self.fault,
            "sentence": self.sentence(),
            "hint": self.hint(),
        })
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} {}", self.code, self.sentence())
    }
}

impl std::error::Error for Refusal {}

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        // The file beside the database that shares memory cannot grow: nothing but a full disk says so.
        let shared = error.sqlite_error().map(|failure| failure.extended_code);
        let code = match error.sqlite_error_code() {
            Some(_) if shared == Some(rusqlite::ffi::SQLITE_IOERR_SHMSIZE) => "disk.full",
            Some(ErrorCode::DiskFull) => "disk.full",
            Some(ErrorCode::ReadOnly) => "disk.read_only",
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => "database.busy",
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => "database.damaged",
            Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen) => "disk.failing",
            Some(ErrorCode::ConstraintViolation) => "database.constraint",
            _ => "fault",
        };
        refuse(code).because(error)
    }
}

impl From<std::io::Error> for Refusal {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind;
        let code = match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "disk.full",
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "disk.read_only",
            ErrorKind::NotFound => "file.missing",
            _ => "disk.failing",
        };
        refuse(code).because(error)
    }
}

impl From<serde_json::Error> for Refusal {
    fn from(error: serde_json::Error) -> Self {
        refuse("fault").because(error)
    }
}
