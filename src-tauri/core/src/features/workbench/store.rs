//! The SQL of the first screen.

use crate::ground::refusal::Result;
use rusqlite::Connection;

/// How many opinions are registered only, and how many are being handled.
pub fn open_opinions(db: &Connection) -> Result<(i64, i64)> {
    Ok(db
        .prepare_cached(&format!(
            "SELECT coalesce(sum({0} = 0), 0), coalesce(sum({0} = 2), 0)
             FROM opinions o INDEXED BY opinions_turn WHERE o.turn < '4'",
            crate::features::opinions::store::facets::status_sql()
        ))?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// Whether there is any visit.
pub fn visited(db: &Connection) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM visits LIMIT 1")?.exists([])?)
}
