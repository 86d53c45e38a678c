//! The SQL of the papers' figures.

use super::month::Counts;
use crate::ground::refusal::Result;
use chrono::NaiveDate;
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};

/// Counts and delegates present by village over some days.
pub fn counts(db: &Connection, from: NaiveDate, to: NaiveDate) -> Result<BTreeMap<String, (Counts, i64)>> {
    let span = [from.to_string(), to.to_string()];
    let mut found: BTreeMap<String, (Counts, i64)> = BTreeMap::new();
    let mut statement = db.prepare_cached(
        "SELECT v.area_id, sum(v.received), sum(v.households), sum(v.firms),
             sum((SELECT count(*) FROM visit_people p WHERE p.visit_id = v.id AND p.part = 'delegate'))
         FROM visits v WHERE v.day BETWEEN ?1 AND ?2 GROUP BY v.area_id",
    )?;
    let rows = statement.query_map([&span[0], &span[1]], |row| {
        let counts = Counts { received: row.get(1)?, households: row.get(2)?, firms: row.get(3)?, ..Counts::default() };
        Ok((row.get::<_, String>(0)?, counts, row.get(4)?))
    })?;
    for row in rows {
        let (area, counts, attended) = row?;
        found.insert(area, (counts, attended));
    }
    let mut statement = db.prepare_cached(
        "SELECT area_id, count(*), sum(status IN ('closed', 'answered')) FROM opinions WHERE day BETWEEN ?1 AND ?2 GROUP BY area_id",
    )?;
    let rows = statement.query_map([&span[0], &span[1]], |row| Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?)))?;
    for row in rows {
        let (area, opinions, closed) = row?;
        let entry = found.entry(area).or_default();
        entry.0.opinions = opinions;
        entry.0.closed = closed;
    }
    Ok(found)
}

/// Days with a visit, by village.
pub fn visited(db: &Connection, from: NaiveDate, to: NaiveDate) -> Result<BTreeMap<String, BTreeSet<String>>> {
    let mut statement = db.prepare_cached("SELECT DISTINCT area_id, day FROM visits WHERE day BETWEEN ?1 AND ?2")?;
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in statement.query_map([from.to_string(), to.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))? {
        let (area, day): (String, String) = row?;
        found.entry(area).or_default().insert(day);
    }
    Ok(found)
}

/// What was told of a village's fixed day.
pub struct Note {
    /// Village or community.
    pub area_id: String,
    /// The fixed day.
    pub day: String,
    /// zero, suspended or moved.
    pub kind: String,
    /// Why.
    pub reason: String,
}

/// What was told of the fixed days.
pub fn notes(db: &Connection, from: NaiveDate, to: NaiveDate) -> Result<Vec<Note>> {
    let mut statement = db.prepare_cached("SELECT area_id, day, kind, reason FROM week_notes WHERE day BETWEEN ?1 AND ?2 ORDER BY day")?;
    let rows = statement.query_map([from.to_string(), to.to_string()], |row| {
        Ok(Note { area_id: row.get(0)?, day: row.get(1)?, kind: row.get(2)?, reason: row.get(3)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
