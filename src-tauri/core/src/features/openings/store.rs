//! The SQL of opening totals.

use crate::ground::refusal::Result;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Totals of a year up to a day, of one village or of the town as a whole.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Opening {
    /// Record; empty for a new one.
    pub id: String,
    /// Last day the totals cover; they are for its year.
    pub day: String,
    /// Village or community; empty for the town as a whole.
    pub area_id: Option<String>,
    /// Visits.
    pub visits: i64,
    /// Persons received.
    pub received: i64,
    /// Households visited.
    pub households: i64,
    /// Firms and shops visited.
    pub firms: i64,
    /// Opinions.
    pub opinions: i64,
    /// Of which closed.
    pub closed: i64,
    /// Paper the totals come from.
    pub source: String,
}

/// Opening totals of a year, or all.
pub fn list(db: &Connection, year: Option<i64>) -> Result<Vec<Opening>> {
    let mut statement = db.prepare_cached(
        "SELECT o.id, o.day, o.area_id, o.visits, o.received, o.households, o.firms, o.opinions, o.closed, o.source
         FROM openings o LEFT JOIN areas a ON a.id = o.area_id WHERE ?1 IS NULL OR o.year = ?1 ORDER BY o.year DESC, a.place, o.id",
    )?;
    let rows = statement.query_map([year], |row| {
        Ok(Opening {
            id: row.get(0)?,
            day: row.get(1)?,
            area_id: row.get(2)?,
            visits: row.get(3)?,
            received: row.get(4)?,
            households: row.get(5)?,
            firms: row.get(6)?,
            opinions: row.get(7)?,
            closed: row.get(8)?,
            source: row.get(9)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The record of a year and village, if there is one.
pub fn same(db: &Connection, year: i64, area: Option<&str>) -> Result<Option<String>> {
    Ok(db
        .prepare_cached("SELECT id FROM openings WHERE year = ?1 AND area_id IS ?2")?
        .query_row(params![year, area], |row| row.get(0))
        .optional()?)
}

/// Inserts or changes opening totals.
pub fn save(db: &Connection, year: i64, one: &Opening) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO openings (id, year, day, area_id, visits, received, households, firms, opinions, closed, source)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
         ON CONFLICT (id) DO UPDATE SET year = ?2, day = ?3, area_id = ?4, visits = ?5, received = ?6, households = ?7, firms = ?8,
             opinions = ?9, closed = ?10, source = ?11",
    )?
    .execute(params![
        one.id, year, one.day, one.area_id, one.visits, one.received, one.households, one.firms, one.opinions, one.closed, one.source
    ])?;
    Ok(())
}

/// Removes opening totals.
pub fn remove(db: &Connection, id: &str) -> Result<usize> {
    Ok(db.prepare_cached("DELETE FROM openings WHERE id = ?1")?.execute([id])?)
}
