//! The SQL of evaluations: rounds and what was printed; [`batches`] holds what became of the sheets, [`round`] the store of
//! a round that is being counted.

pub mod batches;
pub mod round;

use crate::ground::ids::new_id;
use crate::ground::refusal::Result;
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// A delegate evaluated by a village.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Subject {
    /// Delegate.
    pub person_id: String,
    /// Village or community.
    pub area_id: String,
}

/// The sheets printed for one village.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct Batch {
    /// Record.
    pub id: String,
    /// Village or community.
    pub area_id: String,
    /// The delegate its sheets are about; none for a team.
    pub person_id: Option<String>,
    /// Code shared by all its sheets.
    pub code: String,
    /// Sheets ordered.
    pub copies: i64,
    /// When printed, UTC.
    pub printed_at: Option<String>,
}

/// One evaluation.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Round {
    /// Record; empty for a new one.
    pub id: String,
    /// Year it is for.
    pub year: i64,
    /// Name.
    pub title: String,
    /// Day it was held.
    pub held_on: Option<String>,
    /// planned, held or finished.
    pub state: String,
    /// Items and grades of its sheet; null until chosen.
    #[ts(type = "unknown")]
    pub form: serde_json::Value,
    /// Remark.
    pub note: String,
    /// Delegates and villages in the order of the sheet.
    pub subjects: Vec<Subject>,
    /// Printed batches; not taken when saving.
    #[serde(deserialize_with = "left_out")]
    pub batches: Vec<Batch>,
    /// Day its counting was closed here; not taken when saving.
    #[serde(deserialize_with = "left_out")]
    pub closed_on: Option<String>,
}

/// A field that is answered and sent back, but never taken.
fn left_out<'de, D: serde::Deserializer<'de>, T: Default>(source: D) -> std::result::Result<T, D::Error> {
    serde::de::IgnoredAny::deserialize(source).map(|_| T::default())
}

/// Rounds of a year, or all, newest first.
pub fn list(db: &Connection, year: Option<i64>) -> Result<Vec<Round>> {
    let mut statement = db.prepare_cached(
        "SELECT id, year, title, held_on, state, form, note, closed_on FROM rounds WHERE ?1 IS NULL OR year = ?1 ORDER BY year DESC, held_on DESC, id DESC",
    )?;
    let mut all: Vec<Round> = statement
        .query_map([year], |row| {
            Ok(Round {
                id: row.get(0)?,
                year: row.get(1)?,
                title: row.get(2)?,
                held_on: row.get(3)?,
                state: row.get(4)?,
                form: serde_json::from_str(&row.get::<_, String>(5)?).unwrap_or_default(),
                note: row.get(6)?,
                closed_on: row.get(7)?,
                ..Round::default()
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut subjects: BTreeMap<String, Vec<Subject>> = BTreeMap::new();
    let mut statement =
        db.prepare_cached("SELECT round_id, person_id, area_id FROM round_subjects ORDER BY round_id, place")?;
    let rows = statement.query_map([], |row| {
        Ok((row.get::<_, String>(0)?, Subject { person_id: row.get(1)?, area_id: row.get(2)? }))
    })?;
    for row in rows {
        let (round, one) = row?;
        subjects.entry(round).or_default().push(one);
    }
    let mut batches: BTreeMap<String, Vec<Batch>> = BTreeMap::new();
    let mut statement = db.prepare_cached("SELECT round_id, id, area_id, person_id, code, copies, printed_at FROM batches ORDER BY round_id, printed_at, id")?;
    let rows = statement.query_map([], |row| {
        let batch = Batch {
            id: row.get(1)?,
            area_id: row.get(2)?,
            person_id: row.get(3)?,
            code: row.get(4)?,
            copies: row.get(5)?,
            printed_at: row.get(6)?,
        };
        Ok((row.get::<_, String>(0)?, batch))
    })?;
    for row in rows {
        let (round, one) = row?;
        batches.entry(round).or_default().push(one);
    }
    for round in &mut all {
        round.subjects = subjects.remove(&round.id).unwrap_or_default();
        round.batches = batches.remove(&round.id).unwrap_or_default();
    }
    Ok(all)
}

/// Whether a round is there.
pub fn exists(db: &Connection, id: &str) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM rounds WHERE id = ?1")?.exists([id])?)
}

/// How many batches of a round were printed.
pub fn printed(db: &Connection, id: &str) -> Result<i64> {
    Ok(db.prepare_cached("SELECT count(*) FROM batches WHERE round_id = ?1")?.query_row([id], |row| row.get(0))?)
}

/// Inserts or changes a round; subjects that stay keep their ids.
pub fn save(db: &Connection, one: &Round) -> Result<()> {
    let form = if one.form.is_null() { String::new() } else { one.form.to_string() };
    db.prepare_cached(
        "INSERT INTO rounds (id, year, title, held_on, state, form, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (id) DO UPDATE SET year = ?2, title = ?3, held_on = ?4, state = ?5, form = ?6, note = ?7",
    )?
    .execute(params![one.id, one.year, one.title, one.held_on, one.state, form, one.note])?;
    let held: Vec<(String, Subject, i64)> = db
        .prepare_cached("SELECT id, person_id, area_id, place FROM round_subjects WHERE round_id = ?1")?
        .query_map([&one.id], |row| {
            Ok((row.get(0)?, Subject { person_id: row.get(1)?, area_id: row.get(2)? }, row.get(3)?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    for (id, known, _) in &held {
        if !one.subjects.contains(known) {
            db.prepare_cached("DELETE FROM round_subjects WHERE id = ?1")?.execute([id])?;
        }
    }
    for (place, wanted) in (0_i64..).zip(&one.subjects) {
        match held.iter().find(|(_, known, _)| known == wanted) {
            Some((_, _, at)) if *at == place => {}
            Some((id, ..)) => {
                db.prepare_cached("UPDATE round_subjects SET place = ?2 WHERE id = ?1")?.execute(params![id, place])?;
            }
            None => {
                db.prepare_cached(
                    "INSERT INTO round_subjects (id, round_id, person_id, area_id, place) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![new_id(), one.id, wanted.person_id, wanted.area_id, place])?;
            }
        }
    }
    Ok(())
}

/// Removes a round with its subjects.
pub fn remove(db: &Connection, id: &str) -> Result<usize> {
    db.prepare_cached("DELETE FROM round_subjects WHERE round_id = ?1")?.execute([id])?;
    Ok(db.prepare_cached("DELETE FROM rounds WHERE id = ?1")?.execute([id])?)
}

/// A batch as printed.
pub struct Printed {
    /// Record.
    pub id: String,
    /// Village or community.
    pub area_id: String,
    /// The delegate its sheets are about; none for a team.
    pub person_id: Option<String>,
    /// Code on every sheet.
    pub code: String,
    /// Sheets ordered.
    pub copies: i64,
    /// Where everything stands on a sheet, as JSON.
    pub geometry: String,
    /// What was printed, as JSON: a later change of the form does not reach it.
    pub form: String,
    /// When, UTC.
    pub printed_at: String,
}

/// Codes in use.
pub fn codes(db: &Connection) -> Result<Vec<String>> {
    let mut statement = db.prepare_cached("SELECT code FROM batches")?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// Writes a printed batch.
pub fn add_batch(db: &Connection, round: &str, one: &Printed) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO batches (id, round_id, area_id, person_id, code, copies, geometry, form, printed_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        one.id,
        round,
        one.area_id,
        one.person_id,
        one.code,
        one.copies,
        one.geometry,
        one.form,
        one.printed_at
    ])?;
    Ok(())
}
