//! The SQL of how far visits reached.

use crate::ground::refusal::Result;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

/// What a village was visited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// Any visit.
    All,
    /// Households.
    Doors,
    /// Firms and shops.
    Firms,
}

/// The last day a village was visited, up to a day.
///
/// # Errors
/// What the database says.
pub fn last(db: &Connection, area: &str, at: At, until: &str) -> Result<Option<String>> {
    let sql = match at {
        At::All => "SELECT day FROM visits WHERE area_id = ?1 AND day <= ?2 ORDER BY day DESC LIMIT 1",
        At::Doors => {
            "SELECT day FROM visits WHERE area_id = ?1 AND day <= ?2 AND households > 0 ORDER BY day DESC LIMIT 1"
        }
        At::Firms => "SELECT day FROM visits WHERE area_id = ?1 AND day <= ?2 AND firms > 0 ORDER BY day DESC LIMIT 1",
    };
    Ok(db.prepare_cached(sql)?.query_row([area, until], |row| row.get(0)).optional()?)
}

/// Households visited, of which for the first time in their year, and firms visited, by village in a span of days.
///
/// # Errors
/// What the database says.
pub fn sums(db: &Connection, from: &str, to: &str) -> Result<BTreeMap<String, (i64, i64, i64)>> {
    let mut statement = db.prepare_cached(
        "SELECT area_id, sum(households), coalesce(sum(households_first), 0), sum(firms) FROM visits
         WHERE day BETWEEN ?1 AND ?2 AND (households > 0 OR firms > 0) GROUP BY area_id",
    )?;
    let rows =
        statement.query_map(params![from, to], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?, row.get(3)?))))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A planned call on groups of households.
pub struct Called {
    /// Village.
    pub area_id: String,
    /// Groups as typed.
    pub groups: String,
    /// Day it was planned for.
    pub planned: String,
    /// Day it took place; none while its sheet is out.
    pub visited: Option<String>,
}

/// Planned calls on groups of households that were not given up, oldest first.
///
/// # Errors
/// What the database says.
pub fn called(db: &Connection) -> Result<Vec<Called>> {
    let mut statement = db.prepare_cached(
        "SELECT l.area_id, l.households, l.day, v.day FROM plans l LEFT JOIN visits v ON v.id = l.visit_id
         WHERE l.households <> '' AND l.closing = '' ORDER BY l.day, l.id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(Called { area_id: row.get(0)?, groups: row.get(1)?, planned: row.get(2)?, visited: row.get(3)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
