//! The SQL of kept views.

use crate::ground::refusal::Result;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::BTreeMap;

/// A view as stored.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Record.
    pub id: String,
    /// Code of the list.
    pub list: String,
    /// Name.
    pub name: String,
    /// Filters by name.
    pub query: BTreeMap<String, String>,
    /// Whether everybody of the office sees it.
    pub everyone: bool,
    /// Clerk who keeps it.
    pub clerk: String,
    /// That clerk's name.
    pub clerk_name: String,
}

const COLUMNS: &str = "v.id, v.list, v.name, v.query, v.everyone, v.clerk_id, c.name";

fn kept(row: &Row<'_>) -> rusqlite::Result<Kept> {
    let query: String = row.get(3)?;
    Ok(Kept {
        id: row.get(0)?,
        list: row.get(1)?,
        name: row.get(2)?,
        // A view that was erased has nothing left to filter by.
        query: serde_json::from_str(&query).unwrap_or_default(),
        everyone: row.get(4)?,
        clerk: row.get(5)?,
        clerk_name: row.get(6)?,
    })
}

/// Views of a list a clerk sees, the clerk's own first.
pub fn list(db: &Connection, list: &str, clerk: &str) -> Result<Vec<Kept>> {
    let mut statement = db.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM views v JOIN clerks c ON c.id = v.clerk_id
         WHERE v.list = ?1 AND (v.clerk_id = ?2 OR v.everyone = 1) ORDER BY v.clerk_id <> ?2, v.id"
    ))?;
    Ok(statement.query_map([list, clerk], kept)?.collect::<rusqlite::Result<_>>()?)
}

/// One view.
pub fn find(db: &Connection, id: &str) -> Result<Option<Kept>> {
    Ok(db
        .prepare_cached(&format!("SELECT {COLUMNS} FROM views v JOIN clerks c ON c.id = v.clerk_id WHERE v.id = ?1"))?
        .query_row([id], kept)
        .optional()?)
}

/// Inserts or changes a view; its clerk stays.
pub fn save(db: &Connection, one: &Kept) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO views (id, list, name, query, everyone, clerk_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET name = ?3, query = ?4, everyone = ?5",
    )?
    .execute(params![one.id, one.list, one.name, serde_json::to_string(&one.query)?, one.everyone, one.clerk])?;
    Ok(())
}

/// Removes a view.
pub fn remove(db: &Connection, id: &str) -> Result<usize> {
    Ok(db.prepare_cached("DELETE FROM views WHERE id = ?1")?.execute([id])?)
}
