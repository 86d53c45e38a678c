//! Numbers that stand on paper are given once, and a restore takes none of them back: what was printed before it bears them
//! still. Each feature tells which it gave; the restored file keeps the highest of every series.
//!
//! A new computer that gets only a backup cannot know what was given after it: whatever could tell lay beside the old file.

use super::refusal::Result;
use rusqlite::{Connection, params};

/// The highest number of each series: ledger and year, or form.
pub type Given = Vec<(String, i64)>;

/// The numbers that were given up.
///
/// # Errors
/// What the database says.
pub fn given_up(db: &Connection) -> Result<Given> {
    read(db, "SELECT series, last FROM given_numbers")
}

/// Series and their highest number, as a statement tells them.
///
/// # Errors
/// What the database says.
pub fn read(db: &Connection, sql: &str) -> Result<Given> {
    let mut statement = db.prepare(sql)?;
    Ok(statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
}

/// Has a file give none of these numbers again.
///
/// # Errors
/// What the database says.
pub fn keep(db: &Connection, given: &[(String, i64)]) -> Result<()> {
    let mut keep = db.prepare_cached(
        "INSERT INTO given_numbers (series, last) VALUES (?1, ?2) ON CONFLICT (series) DO UPDATE SET last = max(last, excluded.last)",
    )?;
    for (series, last) in given {
        keep.execute(params![series, last])?;
    }
    Ok(())
}
