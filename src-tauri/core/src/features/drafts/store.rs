//! The SQL of drafts. They are not journalled: nothing in them is a record yet.

use crate::ground::refusal::Result;
use rusqlite::{Connection, params};
use serde::Serialize;
use ts_rs::TS;

/// A draft as offered.
#[derive(Serialize, TS)]
pub struct Draft {
    /// Draft.
    pub id: String,
    /// Form.
    pub feature: String,
    /// Record being changed, if any.
    pub record: Option<String>,
    /// What was typed.
    #[ts(type = "unknown")]
    pub payload: serde_json::Value,
    /// When, UTC.
    pub saved: String,
}

/// The drafts of a person, newest first.
pub fn list(db: &Connection, person: &str) -> Result<Vec<Draft>> {
    let mut statement = db.prepare_cached(
        "SELECT id, feature, record, payload, saved FROM drafts WHERE person = ?1 ORDER BY saved DESC",
    )?;
    let drafts = statement.query_map([person], |row| {
        Ok(Draft {
            id: row.get(0)?,
            feature: row.get(1)?,
            record: row.get(2)?,
            payload: serde_json::from_str(&row.get::<_, String>(3)?).unwrap_or_default(),
            saved: row.get(4)?,
        })
    })?;
    Ok(drafts.collect::<rusqlite::Result<_>>()?)
}

/// Keeps a draft.
pub fn keep(
    db: &Connection,
    id: &str,
    feature: &str,
    person: &str,
    record: Option<&str>,
    payload: &str,
    saved: &str,
) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO drafts (id, feature, person, record, payload, saved) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET payload = ?5, saved = ?6 WHERE person = ?3",
    )?
    .execute(params![id, feature, person, record, payload, saved])?;
    Ok(())
}

/// Throws a draft away.
pub fn drop(db: &Connection, id: &str, person: &str) -> Result<()> {
    db.prepare_cached("DELETE FROM drafts WHERE id = ?1 AND person = ?2")?.execute(params![id, person])?;
    Ok(())
}
