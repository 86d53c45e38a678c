//! The SQL of what is kept about givers.

use crate::features::opinions::giver::KeptOfPerson;
use crate::ground::refusal::Result;
use rusqlite::Connection;

/// Opinions given under a name or telephone number.
///
/// # Errors
/// What the database says.
pub fn of_person(db: &Connection, term: &str) -> Result<Vec<KeptOfPerson>> {
    let mut statement = db.prepare_cached(
        "SELECT o.id, o.day, a.short_name, o.giver, o.giver_phone, o.content, o.answer, o.state
         FROM opinions o JOIN areas a ON a.id = o.area_id
         WHERE o.giver = ?1 OR (o.giver_phone <> '' AND o.giver_phone = ?1) ORDER BY o.day, o.id LIMIT 500",
    )?;
    let rows = statement.query_map([term], |row| {
        Ok(KeptOfPerson {
            id: row.get(0)?,
            day: row.get(1)?,
            area: row.get(2)?,
            giver: row.get(3)?,
            giver_phone: row.get(4)?,
            content: row.get(5)?,
            answer: row.get(6)?,
            state: row.get(7)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Opinions ended and told up to a day whose giver still stands there.
///
/// # Errors
/// What the database says.
pub fn expired(db: &Connection, until: &str) -> Result<Vec<String>> {
    let mut statement = db.prepare_cached(
        "SELECT id FROM opinions WHERE closed_on <= ?1 AND told_on IS NOT NULL AND (giver <> '' OR giver_phone <> '') ORDER BY closed_on, id LIMIT 5000",
    )?;
    Ok(statement.query_map([until], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}
