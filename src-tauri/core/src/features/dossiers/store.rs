//! The SQL of dossiers.

use super::model::Slip;
use crate::ground::refusal::Result;
use rusqlite::{Connection, Row, params};
use std::collections::HashMap;

/// A dossier as stored.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    /// Record.
    pub id: String,
    /// Delegate.
    pub person_id: String,
    /// Year.
    pub year: i64,
    /// Day it was checked.
    pub checked_on: Option<String>,
    /// Clerk who checked it.
    pub checked_by: String,
    /// SHA-256 of what was checked.
    pub checked: String,
    /// What was said of the gaps.
    pub note: String,
    /// Day it was closed.
    pub closed_on: Option<String>,
    /// Clerk who closed it.
    pub closed_by: String,
    /// Frozen content as JSON.
    pub content: String,
    /// SHA-256 of the frozen content.
    pub digest: String,
}

const KEPT: &str = "id, person_id, year, checked_on, checked_by, checked, note, closed_on, closed_by, content, digest";

fn kept(row: &Row<'_>) -> rusqlite::Result<Kept> {
    Ok(Kept {
        id: row.get(0)?,
        person_id: row.get(1)?,
        year: row.get(2)?,
        checked_on: row.get(3)?,
        checked_by: row.get(4)?,
        checked: row.get(5)?,
        note: row.get(6)?,
        closed_on: row.get(7)?,
        closed_by: row.get(8)?,
        content: row.get(9)?,
        digest: row.get(10)?,
    })
}

/// Dossiers of a year by delegate.
pub fn of_year(db: &Connection, year: i64) -> Result<HashMap<String, Kept>> {
    let mut statement = db.prepare_cached(&format!("SELECT {KEPT} FROM dossiers WHERE year = ?1"))?;
    let rows = statement.query_map([year], |row| kept(row).map(|one| (one.person_id.clone(), one)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Delegates whose dossier of a year was closed.
pub fn closed(db: &Connection, year: i64) -> Result<Vec<String>> {
    let mut statement = db.prepare_cached(
        "SELECT person_id FROM dossiers WHERE year = ?1 AND closed_on IS NOT NULL ORDER BY person_id",
    )?;
    Ok(statement.query_map([year], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// Years dossiers are kept of.
pub fn years(db: &Connection) -> Result<Vec<i64>> {
    let mut statement = db.prepare_cached("SELECT DISTINCT year FROM dossiers ORDER BY year DESC")?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// Inserts or changes a dossier.
pub fn save(db: &Connection, one: &Kept) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO dossiers (id, person_id, year, checked_on, checked_by, checked, note, closed_on, closed_by, content, digest)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
         ON CONFLICT (id) DO UPDATE SET checked_on = ?4, checked_by = ?5, checked = ?6, note = ?7, closed_on = ?8, closed_by = ?9,
             content = ?10, digest = ?11",
    )?
    .execute(params![
        one.id,
        one.person_id,
        one.year,
        one.checked_on,
        one.checked_by,
        one.checked,
        one.note,
        one.closed_on,
        one.closed_by,
        one.content,
        one.digest
    ])?;
    Ok(())
}

/// Correction slips of a year by dossier, in their order.
pub fn slips(db: &Connection, year: i64) -> Result<HashMap<String, Vec<Slip>>> {
    let mut statement = db.prepare_cached(
        "SELECT s.dossier_id, s.id, s.number, s.day, coalesce(c.name, ''), s.document, s.section, s.line, s.subject, s.before, s.after,
             s.cells, s.reason
         FROM dossier_slips s JOIN dossiers d ON d.id = s.dossier_id LEFT JOIN clerks c ON c.id = s.clerk_id
         WHERE d.year = ?1 ORDER BY s.dossier_id, s.number",
    )?;
    let mut found: HashMap<String, Vec<Slip>> = HashMap::new();
    let mut rows = statement.query([year])?;
    while let Some(row) = rows.next()? {
        found.entry(row.get(0)?).or_default().push(Slip {
            id: row.get(1)?,
            number: row.get(2)?,
            day: row.get(3)?,
            clerk: row.get(4)?,
            document: row.get(5)?,
            section: row.get(6)?,
            line: row.get(7)?,
            subject: row.get(8)?,
            before: row.get(9)?,
            after: row.get(10)?,
            cells: row.get(11)?,
            reason: row.get(12)?,
        });
    }
    Ok(found)
}

/// Writes a slip down.
pub fn add_slip(db: &Connection, dossier: &str, clerk: &str, one: &Slip) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO dossier_slips (id, dossier_id, number, day, clerk_id, document, section, line, subject, before, after, cells, reason)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    )?
    .execute(params![
        one.id,
        dossier,
        one.number,
        one.day,
        clerk,
        one.document,
        one.section,
        one.line,
        one.subject,
        one.before,
        one.after,
        one.cells,
        one.reason
    ])?;
    Ok(())
}
