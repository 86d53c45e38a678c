//! How much may be kept, and what: numbers and lists of the rule book.

use super::kinds;
use crate::features::rulebook;
use crate::ground::refusal::{Result, refuse};
use rusqlite::Connection;
use serde_json::Value;

const FILE: &str = "attachments.file_mb";
const COUNT: &str = "attachments.count";
const TOTAL: &str = "attachments.total_mb";
const KINDS: &str = "attachments.kinds";

/// Largest number of megabytes or files a rule may name: what one encrypted file still carries.
const LARGEST: i64 = 100_000;
/// Largest file the database takes in one value.
const LARGEST_FILE: i64 = 200;

/// Longest name and longest remark.
pub const LONGEST: usize = 120;

/// What the office allows on a day.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes of one file.
    pub file: i64,
    /// Attachments of one record.
    pub count: i64,
    /// Bytes of all files together.
    pub total: i64,
    /// Kinds that are taken.
    pub kinds: Vec<String>,
}

impl Limits {
    /// Reads them.
    ///
    /// # Errors
    /// What the database says.
    pub fn on(db: &Connection, day: &str) -> Result<Self> {
        Ok(Self {
            file: rulebook::number(db, FILE, day)? << 20,
            count: rulebook::number(db, COUNT, day)?,
            total: rulebook::number(db, TOTAL, day)? << 20,
            kinds: listed(&rulebook::text(db, KINDS, day)?).map(str::to_owned).collect(),
        })
    }

    /// Refuses a file that is too large.
    ///
    /// # Errors
    /// `attachments.large`.
    pub fn check_size(&self, bytes: u64) -> Result<()> {
        if i64::try_from(bytes).unwrap_or(i64::MAX) > self.file {
            return Err(refuse("attachments.large").with("size", shown(bytes)).with("most", self.file >> 20));
        }
        Ok(())
    }

    /// Refuses a kind the office does not take.
    ///
    /// # Errors
    /// `attachments.kind`.
    pub fn check_kind(&self, kind: &str) -> Result<()> {
        if self.kinds.iter().any(|one| one == kind) { Ok(()) } else { Err(refuse("attachments.kind")) }
    }
}

/// Bytes as people say them.
#[must_use]
pub fn shown(bytes: u64) -> String {
    if bytes < 1 << 20 { format!("{} KB", bytes.div_ceil(1 << 10)) } else { format!("{} MB", bytes.div_ceil(1 << 20)) }
}

fn listed(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '\u{ff0c}', '\u{3001}']).map(str::trim).filter(|one| !one.is_empty())
}

/// Checks a value of the rule book.
///
/// # Errors
/// `attachments.rule_number`, `attachments.rule_kinds`.
pub fn check_value(name: &str, value: &Value) -> Result<()> {
    if [FILE, COUNT, TOTAL].contains(&name) {
        let most = if name == FILE { LARGEST_FILE } else { LARGEST };
        if !value.as_i64().is_some_and(|number| (1..=most).contains(&number)) {
            return Err(refuse("attachments.rule_number").with("most", most));
        }
    }
    if name == KINDS {
        let text = value.as_str().unwrap_or_default();
        if listed(text).next().is_none() || listed(text).any(|one| !kinds::KNOWN.contains(&one)) {
            return Err(refuse("attachments.rule_kinds").with("kinds", kinds::KNOWN.join("\u{3001}")));
        }
    }
    Ok(())
}
