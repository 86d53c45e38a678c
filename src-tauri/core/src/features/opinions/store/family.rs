//! The SQL of families of the same matter.

use crate::ground::refusal::Result;
use rusqlite::{Connection, OptionalExtension, params};

/// Members of a family with whether each is the one the handling is written to.
///
/// # Errors
/// What the database says.
pub fn members(db: &Connection, family: &str) -> Result<Vec<(String, bool)>> {
    let mut statement = db.prepare_cached(
        "SELECT o.id, o.id = f.lead_id FROM opinions o JOIN opinion_families f ON f.id = o.family_id
         WHERE o.family_id = ?1 ORDER BY o.id <> f.lead_id, o.day, o.id",
    )?;
    Ok(statement.query_map([family], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
}

/// Title of a family.
///
/// # Errors
/// What the database says.
pub fn title(db: &Connection, family: &str) -> Result<String> {
    Ok(db
        .prepare_cached("SELECT title FROM opinion_families WHERE id = ?1")?
        .query_row([family], |row| row.get(0))
        .optional()?
        .unwrap_or_default())
}

/// Writes a family down.
///
/// # Errors
/// What the database says.
pub fn add(db: &Connection, id: &str, title: &str, lead: &str, day: &str) -> Result<()> {
    db.prepare_cached("INSERT INTO opinion_families (id, title, lead_id, day) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![id, title, lead, day])?;
    db.prepare_cached("UPDATE opinions SET family_id = ?2 WHERE id = ?1")?.execute([lead, id])?;
    Ok(())
}
