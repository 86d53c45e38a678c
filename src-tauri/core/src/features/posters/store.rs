//! The SQL of notices.

use super::model::Portrait;
use crate::ground::ids::new_id;
use crate::ground::refusal::Result;
use rusqlite::{Connection, OptionalExtension, params};

/// Every replaced text: village, field, text.
pub fn texts(db: &Connection) -> Result<Vec<(Option<String>, String, String)>> {
    let mut statement = db.prepare_cached("SELECT area_id, field, text FROM poster_texts ORDER BY field, id")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Replaces a text, or takes the replacement away.
pub fn set_text(db: &Connection, area: Option<&str>, field: &str, text: Option<&str>) -> Result<()> {
    let held: Option<String> = db
        .prepare_cached("SELECT id FROM poster_texts WHERE coalesce(area_id, '') = coalesce(?1, '') AND field = ?2")?
        .query_row(params![area, field], |row| row.get(0))
        .optional()?;
    match (held, text) {
        (Some(id), Some(text)) => {
            db.prepare_cached("UPDATE poster_texts SET text = ?2 WHERE id = ?1 AND text <> ?2")?
                .execute([id.as_str(), text])?;
        }
        (Some(id), None) => {
            db.prepare_cached("DELETE FROM poster_texts WHERE id = ?1")?.execute([id])?;
        }
        (None, Some(text)) => {
            db.prepare_cached("INSERT INTO poster_texts (id, area_id, field, text) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![new_id(), area, field, text])?;
        }
        (None, None) => {}
    }
    Ok(())
}

/// Whose pictures are kept.
pub fn portraits(db: &Connection) -> Result<Vec<Portrait>> {
    let mut statement = db.prepare_cached("SELECT person_id, width, height FROM portraits ORDER BY person_id")?;
    let rows = statement
        .query_map([], |row| Ok(Portrait { person_id: row.get(0)?, width: row.get(1)?, height: row.get(2)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A person's picture in base64.
pub fn picture(db: &Connection, person: &str) -> Result<Option<String>> {
    Ok(db
        .prepare_cached("SELECT picture FROM portraits WHERE person_id = ?1")?
        .query_row([person], |row| row.get(0))
        .optional()?)
}

/// Keeps a person's picture in place of the one before.
pub fn set_picture(db: &Connection, person: &str, picture: &str, width: u16, height: u16) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO portraits (person_id, picture, width, height) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (person_id) DO UPDATE SET picture = ?2, width = ?3, height = ?4",
    )?
    .execute(params![person, picture, width, height])?;
    Ok(())
}

/// Takes a person's picture away.
pub fn remove_picture(db: &Connection, person: &str) -> Result<usize> {
    Ok(db.prepare_cached("DELETE FROM portraits WHERE person_id = ?1")?.execute([person])?)
}
