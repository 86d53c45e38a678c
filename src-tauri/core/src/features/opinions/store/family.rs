//! The SQL of families of the same matter.

use crate::features::opinions::giver_words::Givers;
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

/// Who gave an opinion, with everybody who gave another one of its family.
///
/// # Errors
/// What the database says.
pub fn givers(db: &Connection, kept: &super::Kept) -> Result<Givers> {
    let own = (kept.entry.giver.clone(), kept.entry.giver_phone.clone());
    let Some(family) = &kept.family_id else { return Ok(Givers { own, others: Vec::new() }) };
    let mut statement = db.prepare_cached(
        "SELECT giver, giver_phone FROM opinions WHERE family_id = ?1 AND id <> ?2 AND giver || giver_phone <> '' ORDER BY day, id",
    )?;
    let others =
        statement.query_map([family.as_str(), kept.entry.id.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut others: Vec<(String, String)> = others.collect::<rusqlite::Result<_>>()?;
    // Of two who are called alike the one who reads knows the name already.
    for (giver, phone) in &mut others {
        if *giver == own.0 {
            giver.clear();
        }
        if *phone == own.1 {
            phone.clear();
        }
    }
    Ok(Givers { own, others })
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

/// The opinion the handling of a family is written to.
///
/// # Errors
/// What the database says.
pub fn lead(db: &Connection, family: &str) -> Result<Option<String>> {
    Ok(db
        .prepare_cached("SELECT lead_id FROM opinion_families WHERE id = ?1")?
        .query_row([family], |row| row.get(0))
        .optional()?)
}

/// The family an opinion leads.
///
/// # Errors
/// What the database says.
pub fn led_by(db: &Connection, opinion: &str) -> Result<Option<String>> {
    Ok(db
        .prepare_cached("SELECT id FROM opinion_families WHERE lead_id = ?1 ORDER BY id LIMIT 1")?
        .query_row([opinion], |row| row.get(0))
        .optional()?)
}

/// Members of a family that wait for its lead to be answered.
///
/// # Errors
/// What the database says.
pub fn merged(db: &Connection, family: &str) -> Result<Vec<String>> {
    let mut statement =
        db.prepare_cached("SELECT id FROM opinions WHERE family_id = ?1 AND state = 'merged' ORDER BY day, id")?;
    Ok(statement.query_map([family], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// The newest open opinions that stand alone: id and what was said. Those about a person by name are left out.
///
/// # Errors
/// What the database says.
pub fn alone(db: &Connection, not: &str, limit: i64) -> Result<Vec<(String, String)>> {
    let mut statement = db.prepare_cached(
        "SELECT id, content FROM opinions WHERE turn < '3' AND status IN ('registered', 'handling') AND state <> 'merged' AND named = 0 AND id <> ?1
             AND family_id IS NULL ORDER BY day DESC, id DESC LIMIT ?2",
    )?;
    Ok(statement
        .query_map(params![not, limit], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?)
}
