//! The SQL of notices.

use super::model::Portrait;
use crate::ground::ids::{hex, new_id};
use crate::ground::refusal::Result;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

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
    let mut statement = db.prepare_cached(
        "SELECT person_id, width, height, substr(digest, 1, 12) FROM portraits WHERE digest <> '' ORDER BY person_id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(Portrait { person_id: row.get(0)?, width: row.get(1)?, height: row.get(2)?, mark: row.get(3)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A person's picture in base64.
pub fn picture(db: &Connection, person: &str) -> Result<Option<String>> {
    Ok(db
        .prepare_cached(
            "SELECT c.picture FROM portraits p JOIN pictures c ON c.digest = p.digest WHERE p.person_id = ?1",
        )?
        .query_row([person], |row| row.get(0))
        .optional()?)
}

/// Keeps a person's picture in place of the one before, and answers its mark. The bytes lie by their digest; the record
/// names it.
pub fn set_picture(db: &Connection, person: &str, picture: &str, width: u16, height: u16) -> Result<String> {
    let digest = hex(&Sha256::digest(picture.as_bytes()));
    db.prepare_cached("INSERT INTO pictures (digest, picture) VALUES (?1, ?2) ON CONFLICT (digest) DO NOTHING")?
        .execute([digest.as_str(), picture])?;
    db.prepare_cached(
        "INSERT INTO portraits (id, person_id, digest, width, height) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (person_id) DO UPDATE SET digest = ?3, width = ?4, height = ?5 WHERE digest <> ?3",
    )?
    .execute(params![new_id(), person, digest, width, height])?;
    Ok(digest.chars().take(12).collect())
}

/// Takes a person's picture away; its bytes stay as long as the journal can bring the record back.
pub fn remove_picture(db: &Connection, person: &str) -> Result<usize> {
    Ok(db.prepare_cached("DELETE FROM portraits WHERE person_id = ?1")?.execute([person])?)
}

/// People whose picture was taken away or replaced and could still be brought back.
pub fn former(db: &Connection) -> Result<Vec<String>> {
    let mut statement = db.prepare_cached(
        "SELECT DISTINCT json_extract(office, '$.person_id') FROM journal_changes
         WHERE kind = 'portraits' AND verb = 'D' AND instr(personal, '\"digest\":\"\"') = 0",
    )?;
    let rows = statement.query_map([], |row| row.get::<_, Option<String>>(0))?;
    Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().flatten().collect())
}

/// Every record that is or was a person's picture: those that stand, and those the journal remembers.
pub fn records(db: &Connection, person: &str) -> Result<Vec<String>> {
    let mut statement = db.prepare_cached(
        "SELECT id FROM portraits WHERE person_id = ?1 UNION
         SELECT record FROM journal_changes WHERE kind = 'portraits' AND verb IN ('I', 'D') AND json_extract(office, '$.person_id') = ?1",
    )?;
    let rows = statement.query_map([person], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Takes away the bytes nobody names any more: no record, and no entry of the journal that could be taken back.
pub fn sweep(db: &Connection) -> Result<()> {
    db.prepare_cached(
        "DELETE FROM pictures WHERE digest NOT IN (SELECT digest FROM portraits) AND NOT EXISTS (
             SELECT 1 FROM journal_changes c WHERE c.kind = 'portraits' AND instr(c.personal, pictures.digest) > 0)",
    )?
    .execute([])?;
    Ok(())
}
