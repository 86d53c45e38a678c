//! The SQL of erasures and their ledger.

use crate::ground::refusal::Result;
use rusqlite::{Connection, params};
use serde::Serialize;
use ts_rs::TS;

/// One erasure in the list of all.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ErasureLine {
    /// Record.
    pub id: String,
    /// Day.
    pub day: String,
    /// Request or rule it follows.
    pub ground: String,
    /// Clerk who did it.
    pub clerk: String,
    /// How many records it touched.
    pub records: i64,
}

/// One erasure, which never names whom it was about.
#[derive(Debug, Clone)]
pub struct Erasure {
    /// Record.
    pub id: String,
    /// Day.
    pub day: String,
    /// Request or rule it follows.
    pub ground: String,
    /// Id of the clerk.
    pub clerk_id: String,
    /// How many records it touched.
    pub records: i64,
}

/// Whether the file has the ledger at all: a backup of an older schema may not.
fn kept(db: &Connection) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM sqlite_master WHERE name = 'erasures'")?.exists([])?)
}

/// Ids of all erasures.
pub fn known(db: &Connection) -> Result<Vec<String>> {
    if !kept(db)? {
        return Ok(Vec::new());
    }
    let mut statement = db.prepare_cached("SELECT id FROM erasures ORDER BY id")?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// All erasures as they are kept, in the order of their ids.
pub fn all(db: &Connection) -> Result<Vec<Erasure>> {
    let mut statement = db.prepare_cached("SELECT id, day, ground, clerk_id, records FROM erasures ORDER BY id")?;
    let rows = statement.query_map([], |row| {
        Ok(Erasure {
            id: row.get(0)?,
            day: row.get(1)?,
            ground: row.get(2)?,
            clerk_id: row.get(3)?,
            records: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// All erasures for the list, newest first.
pub fn erasures(db: &Connection) -> Result<Vec<ErasureLine>> {
    let mut statement = db.prepare_cached(
        "SELECT e.id, e.day, e.ground, coalesce(c.name, ''), e.records
         FROM erasures e LEFT JOIN clerks c ON c.id = e.clerk_id ORDER BY e.day DESC, e.id DESC",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(ErasureLine {
            id: row.get(0)?,
            day: row.get(1)?,
            ground: row.get(2)?,
            clerk: row.get(3)?,
            records: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The ledger of one erasure: (line, table, record, columns).
pub fn lines(db: &Connection, erasure: &str) -> Result<Vec<(String, String, String, String)>> {
    let mut statement =
        db.prepare_cached("SELECT id, kind, record, emptied FROM erased_records WHERE erasure_id = ?1 ORDER BY id")?;
    let rows = statement.query_map([erasure], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Writes an erasure down, unless it is.
pub fn add(db: &Connection, one: &Erasure) -> Result<()> {
    db.prepare_cached("INSERT INTO erasures (id, day, ground, clerk_id, records) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (id) DO NOTHING")?
        .execute(params![one.id, one.day, one.ground, one.clerk_id, one.records])?;
    Ok(())
}

/// Writes a line of the ledger.
pub fn add_line(db: &Connection, id: &str, erasure: &str, kind: &str, record: &str, emptied: &str) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO erased_records (id, erasure_id, kind, record, emptied) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![id, erasure, kind, record, emptied])?;
    Ok(())
}
