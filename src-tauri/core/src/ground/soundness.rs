//! Whether a database is sound, part by part. What the engine cannot even read is a finding, not a refusal.

use super::capture;
use super::journal;
use super::refusal::Result;
use super::schema::Schema;
use rusqlite::Connection;
use serde::Serialize;
use ts_rs::TS;

/// What was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "CheckPart")]
pub enum Part {
    /// Every page and index of the file.
    Pages,
    /// Every reference leads to a record.
    References,
    /// The chain of the journal.
    Journal,
    /// The triggers that capture changes.
    Capture,
    /// Every record is known with its version, and none that is gone counts as there.
    Records,
    /// Every attachment has the bytes it was kept with.
    Attachments,
}

/// One part's finding.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "CheckFinding")]
pub struct Finding {
    /// What was looked at.
    pub part: Part,
    /// Whether it is sound.
    pub sound: bool,
    /// What the engine said, for the telephone.
    pub fault: Option<String>,
}

/// Looks at every part.
#[must_use]
pub fn look(db: &Connection, schema: &Schema) -> Vec<Finding> {
    vec![
        finding(Part::Pages, pages(db)),
        finding(Part::References, references(db)),
        finding(Part::Journal, chain(db)),
        finding(
            Part::Capture,
            capture::compare(db, schema)
                .map(|()| None)
                .or_else(|refusal| Ok(Some(refusal.fault.unwrap_or(refusal.code)))),
        ),
        finding(Part::Records, records(db, schema)),
    ]
}

/// The first unsound part.
#[must_use]
pub fn first_fault(findings: &[Finding]) -> Option<String> {
    findings
        .iter()
        .find(|one| !one.sound)
        .map(|one| format!("{:?}: {}", one.part, one.fault.clone().unwrap_or_default()))
}

/// What looking at a part came to: nothing, or what the engine said.
pub fn finding(part: Part, found: Result<Option<String>>) -> Finding {
    let fault = found.unwrap_or_else(|refusal| Some(refusal.fault.unwrap_or(refusal.code)));
    Finding { part, sound: fault.is_none(), fault }
}

fn pages(db: &Connection) -> Result<Option<String>> {
    // The cipher's own check reads every page's seal, also of pages no table uses.
    let mut statement = db.prepare("PRAGMA cipher_integrity_check")?;
    let first: Option<String> = statement.query_map([], |row| row.get(0))?.next().transpose()?;
    if first.is_some() {
        return Ok(first);
    }
    let mut statement = db.prepare("PRAGMA integrity_check(5)")?;
    let said: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok((said != ["ok"]).then(|| said.join("; ")))
}

fn references(db: &Connection) -> Result<Option<String>> {
    let mut statement = db.prepare("PRAGMA foreign_key_check")?;
    let loose: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok((!loose.is_empty()).then(|| loose.join(", ")))
}

fn chain(db: &Connection) -> Result<Option<String>> {
    Ok(journal::verify(db)?.broken_at.map(|seq| format!("entry {seq}")))
}

fn records(db: &Connection, schema: &Schema) -> Result<Option<String>> {
    for table in schema.journalled() {
        let name = &table.name;
        let unknown: i64 = db.query_row(
            &format!("SELECT count(*) FROM {name} t LEFT JOIN records r ON r.id = t.id AND r.kind = ?1 AND r.removed IS NULL WHERE r.id IS NULL"),
            [name],
            |row| row.get(0),
        )?;
        let gone: i64 = db.query_row(
            &format!("SELECT count(*) FROM records r LEFT JOIN {name} t ON t.id = r.id WHERE r.kind = ?1 AND r.removed IS NULL AND t.id IS NULL"),
            [name],
            |row| row.get(0),
        )?;
        if unknown + gone > 0 {
            return Ok(Some(format!("{name}: {unknown} unknown, {gone} gone")));
        }
    }
    Ok(None)
}
