//! The SQL of the first screen.

use crate::ground::refusal::Result;
use rusqlite::Connection;

/// How many opinions are registered only, and how many are being handled.
pub fn open_opinions(db: &Connection) -> Result<(i64, i64)> {
    let count = |status: &str| -> Result<i64> {
        Ok(db
            .prepare_cached("SELECT count(*) FROM opinions WHERE status = ?1")?
            .query_row([status], |row| row.get(0))?)
    };
    Ok((count("registered")?, count("handling")?))
}

/// Whether there is any visit.
pub fn visited(db: &Connection) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM visits LIMIT 1")?.exists([])?)
}
