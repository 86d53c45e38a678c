//! The SQL of reading the journal.

use crate::ground::refusal::Result;
use rusqlite::{Connection, OptionalExtension, Row};
use serde_json::{Map, Value};

/// An entry as stored.
#[derive(Clone)]
pub struct Entry {
    pub seq: i64,
    pub at: String,
    pub actor: String,
    pub actor_id: String,
    pub operation: String,
    pub undoes: Option<i64>,
    pub undone_by: Option<i64>,
    pub subject: Option<String>,
    pub changes: i64,
    pub note: String,
}

const COLUMNS: &str = "j.seq, j.at, coalesce(c.name, ''), j.operation, j.undoes,
    (SELECT max(u.seq) FROM journal u WHERE u.undoes = j.seq), j.subject, j.last_change - j.first_change + 1, j.note, j.actor";

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        seq: row.get(0)?,
        at: row.get(1)?,
        actor: row.get(2)?,
        operation: row.get(3)?,
        undoes: row.get(4)?,
        undone_by: row.get(5)?,
        subject: row.get(6)?,
        changes: row.get(7)?,
        note: row.get(8)?,
        actor_id: row.get(9)?,
    })
}

/// Entries beyond a number: those before it, newest first, or those after it, oldest first.
pub fn recent(db: &Connection, beyond: i64, oldest_first: bool, limit: u32) -> Result<Vec<Entry>> {
    let order = if oldest_first { "WHERE j.seq > ?1 ORDER BY j.seq" } else { "WHERE j.seq < ?1 ORDER BY j.seq DESC" };
    let mut statement = db.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM journal j LEFT JOIN clerks c ON c.id = j.actor {order} LIMIT ?2"
    ))?;
    Ok(statement.query_map([beyond, i64::from(limit.min(200))], entry)?.collect::<rusqlite::Result<_>>()?)
}

/// One entry.
pub fn one(db: &Connection, seq: i64) -> Result<Option<Entry>> {
    Ok(db
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM journal j LEFT JOIN clerks c ON c.id = j.actor WHERE j.seq = ?1"
        ))?
        .query_row([seq], entry)
        .optional()?)
}

/// The newest entry that changed something and can be a target of an undo.
pub fn newest(db: &Connection) -> Result<Option<i64>> {
    Ok(db
        .prepare_cached("SELECT seq FROM journal WHERE last_change >= first_change ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?)
}

/// Removed records of some tables, newest first: (record, table, seq of the removal).
pub fn removed(db: &Connection, kinds: &[&str], limit: u32) -> Result<Vec<(String, String, i64)>> {
    let mut statement = db.prepare_cached(
        "SELECT r.id, r.kind, (SELECT max(c.seq) FROM journal_changes c WHERE c.record = r.id AND c.verb = 'D')
         FROM records r WHERE r.removed IS NOT NULL AND r.kind IN (SELECT value FROM json_each(?1)) ORDER BY r.removed DESC LIMIT ?2",
    )?;
    let rows = statement
        .query_map(rusqlite::params![serde_json::to_string(kinds)?, i64::from(limit.min(200))], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether what the journal holds of a record was erased, so that it cannot come back.
pub fn erased(db: &Connection, record: &str) -> Result<bool> {
    Ok(db
        .prepare_cached(
            "SELECT 1 FROM journal_changes WHERE record = ?1 AND verb = 'D' AND personal IS NULL AND personal_digest IS NOT NULL",
        )?
        .exists([record])?)
}

/// What a record was called by the values the journal holds of it, when it is gone or was never named by another.
pub fn called_by(values: &Map<String, Value>) -> Option<String> {
    let text = |column: &str| {
        let value = values.get(column)?;
        let value = value.get(0).unwrap_or(value);
        value.as_str().map(str::to_owned).or_else(|| value.as_i64().map(|number| number.to_string()))
    };
    let number = || Some(format!("{}-{}", text("year")?, text("number")?));
    text("title").or_else(|| text("name")).or_else(number).or_else(|| text("day")).filter(|name| !name.is_empty())
}

/// What another record is called in its own list: a person by name, a visit or an opinion by its ledger number. Records that
/// have no short name of their own are not named.
pub fn called(db: &Connection, record: &str) -> Result<Option<String>> {
    let Some(kind) = db
        .prepare_cached("SELECT kind FROM records WHERE id = ?1")?
        .query_row([record], |row| row.get::<_, String>(0))
        .optional()?
    else {
        return Ok(None);
    };
    let sql = match kind.as_str() {
        "people" => "SELECT name FROM people WHERE id = ?1",
        "clerks" => "SELECT name FROM clerks WHERE id = ?1",
        "areas" => "SELECT short_name FROM areas WHERE id = ?1",
        "teams" => "SELECT name FROM teams WHERE id = ?1",
        "terms" => "SELECT name FROM terms WHERE id = ?1",
        "visits" => "SELECT year || '-' || number FROM visits WHERE id = ?1",
        "opinions" => "SELECT year || '-' || number FROM opinions WHERE id = ?1",
        "plans" => "SELECT year || '-' || number FROM plans WHERE id = ?1",
        "meetings" => "SELECT title FROM meetings WHERE id = ?1",
        "activities" => "SELECT title FROM activities WHERE id = ?1",
        "notices" => "SELECT title FROM notices WHERE id = ?1",
        "proposals" => "SELECT title FROM proposals WHERE id = ?1",
        "rounds" => "SELECT title FROM rounds WHERE id = ?1",
        _ => return Ok(None),
    };
    Ok(db.prepare_cached(sql)?.query_row([record], |row| row.get(0)).optional()?)
}
