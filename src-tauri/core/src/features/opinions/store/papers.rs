//! The SQL of what papers and the first screen list.

use crate::ground::refusal::Result;
use rusqlite::{Connection, params};

/// Opinions heard in a span, or heard before it and not ended when it began, oldest first, without those about a person by
/// name; and how many of those there are.
///
/// # Errors
/// What the database says.
pub fn of_span(db: &Connection, from: &str, to: &str, area: Option<&str>) -> Result<(Vec<String>, i64)> {
    let within = "day <= ?2 AND (day >= ?1 OR closed_on IS NULL OR closed_on >= ?1) AND (?3 IS NULL OR area_id = ?3)";
    let mut statement = db.prepare_cached(&format!(
        "SELECT id FROM opinions WHERE {within} AND named = 0 ORDER BY day, year, number, id"
    ))?;
    let ids = statement.query_map(params![from, to, area], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let left_out = db
        .prepare_cached(&format!("SELECT count(*) FROM opinions WHERE {within} AND named = 1"))?
        .query_row(params![from, to, area], |row| row.get(0))?;
    Ok((ids, left_out))
}

/// Opinions of a village whose givers wait: first what is answered and not told, then what is still handled, newest last.
/// Those about a person by name are left out.
///
/// # Errors
/// What the database says.
pub fn promises(db: &Connection, area: &str, limit: i64) -> Result<Vec<String>> {
    let mut statement = db.prepare_cached(
        "SELECT id FROM opinions
         WHERE area_id = ?1 AND named = 0
             AND (status = 'handling' OR (told_on IS NULL AND state IN ('replied', 'answered', 'closed', 'declined', 'referred')))
         ORDER BY told_on IS NULL AND state IN ('replied', 'answered', 'closed', 'declined', 'referred') DESC, day, id LIMIT ?2",
    )?;
    Ok(statement.query_map(params![area, limit], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}
