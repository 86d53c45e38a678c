//! The SQL of signed counts.

use crate::ground::ids::new_id;
use crate::ground::refusal::Result;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

/// A printed count that was signed by hand.
#[derive(Debug, Clone, Default)]
pub struct Signing {
    /// Day.
    pub on: String,
    /// Who signed as those who watch the count.
    pub scrutineers: Vec<String>,
    /// Who signed as those who count.
    pub counters: Vec<String>,
    /// Who signed as leader of the meeting.
    pub chair: String,
    /// Name of the signed paper or its scan, and where it lies.
    pub paper: String,
    /// Corrections that stood on the page.
    pub corrections: i64,
}

/// The signed counts of a round, by village or meeting.
pub fn of_round(db: &Connection, round: &str) -> Result<BTreeMap<String, Signing>> {
    let mut statement = db.prepare_cached(
        "SELECT coalesce(area_id, meeting_id), signed_on, scrutineers, counters, chair, corrections, paper FROM round_signings
         WHERE round_id = ?1",
    )?;
    let rows = statement.query_map([round], |row| {
        let names = |at: usize| -> rusqlite::Result<Vec<String>> {
            Ok(serde_json::from_str(&row.get::<_, String>(at)?).unwrap_or_default())
        };
        let one = Signing {
            on: row.get(1)?,
            scrutineers: names(2)?,
            counters: names(3)?,
            chair: row.get(4)?,
            corrections: row.get(5)?,
            paper: row.get(6)?,
        };
        Ok((row.get::<_, String>(0)?, one))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Corrections of a round, by village or meeting.
pub fn corrections(db: &Connection, round: &str) -> Result<BTreeMap<String, i64>> {
    let mut statement = db.prepare_cached(
        "SELECT coalesce(b.area_id, b.meeting_id), count(*) FROM tally_corrections c JOIN batches b ON b.id = c.batch_id
         WHERE c.round_id = ?1 GROUP BY 1",
    )?;
    let rows = statement.query_map([round], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Writes that the count of a village or a meeting was signed, in the place of what was written before.
pub fn save(db: &Connection, round: &str, area: &str, meeting: bool, one: &Signing) -> Result<()> {
    let held: Option<String> = db
        .prepare_cached("SELECT id FROM round_signings WHERE round_id = ?1 AND coalesce(area_id, meeting_id) = ?2")?
        .query_row(params![round, area], |row| row.get(0))
        .optional()?;
    db.prepare_cached(
        "INSERT INTO round_signings (id, round_id, area_id, meeting_id, signed_on, scrutineers, counters, chair, corrections, paper)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
         ON CONFLICT (id) DO UPDATE SET signed_on = ?5, scrutineers = ?6, counters = ?7, chair = ?8, corrections = ?9,
             paper = ?10",
    )?
    .execute(params![
        held.unwrap_or_else(new_id),
        round,
        (!meeting).then_some(area),
        meeting.then_some(area),
        one.on,
        serde_json::to_string(&one.scrutineers)?,
        serde_json::to_string(&one.counters)?,
        one.chair,
        one.corrections,
        one.paper
    ])?;
    Ok(())
}

/// Removes what was written about the signed count of a village or a meeting; answers whether anything was.
pub fn remove(db: &Connection, round: &str, area: &str) -> Result<bool> {
    let gone = db
        .prepare_cached("DELETE FROM round_signings WHERE round_id = ?1 AND coalesce(area_id, meeting_id) = ?2")?
        .execute(params![round, area])?;
    Ok(gone > 0)
}
