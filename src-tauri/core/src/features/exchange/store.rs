//! The SQL of the register of exports.

use crate::ground::refusal::Result;
use rusqlite::{Connection, params};
use serde::Serialize;
use ts_rs::TS;

/// One file that left the program.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Export {
    /// Record.
    pub id: String,
    /// When, UTC.
    pub at: String,
    /// Who.
    pub clerk: String,
    /// Title of the paper.
    pub what: String,
    /// Name of the file as written.
    pub file: String,
    /// Its size.
    pub bytes: i64,
    /// SHA-256 of what was read back.
    pub digest: String,
    /// Disk or folder it was written to.
    pub place: String,
    /// Number of the stick.
    pub medium: String,
    /// Whether phones or people who gave an opinion stand in it.
    pub personal: bool,
    /// What names and phones in it are for; empty when nobody asked.
    pub reason: String,
}

/// Writes an entry; `clerk` is the record of the person.
pub fn add(db: &Connection, one: &Export) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO exports (id, at, clerk_id, what, file, bytes, digest, place, medium, personal, reason)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute(params![
        one.id,
        one.at,
        one.clerk,
        one.what,
        one.file,
        one.bytes,
        one.digest,
        one.place,
        one.medium,
        one.personal,
        one.reason
    ])?;
    Ok(())
}

/// The newest entries.
pub fn list(db: &Connection, limit: u32) -> Result<Vec<Export>> {
    let mut statement = db.prepare_cached(
        "SELECT e.id, e.at, c.name, e.what, e.file, e.bytes, e.digest, e.place, e.medium, e.personal, e.reason
         FROM exports e JOIN clerks c ON c.id = e.clerk_id ORDER BY e.at DESC, e.id DESC LIMIT ?1",
    )?;
    let rows = statement.query_map([limit], |row| {
        Ok(Export {
            id: row.get(0)?,
            at: row.get(1)?,
            clerk: row.get(2)?,
            what: row.get(3)?,
            file: row.get(4)?,
            bytes: row.get(5)?,
            digest: row.get(6)?,
            place: row.get(7)?,
            medium: row.get(8)?,
            personal: row.get(9)?,
            reason: row.get(10)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
