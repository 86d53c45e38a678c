//! The SQL of imported holiday lists.

use super::rules::{Announced, Calendar};
use crate::ground::clock;
use crate::ground::ids::new_id;
use crate::ground::refusal::Result;
use chrono::Datelike;
use rusqlite::{Connection, params};
use std::collections::BTreeMap;

/// Imported lists by year.
pub fn own(db: &Connection) -> Result<BTreeMap<i32, Vec<Announced>>> {
    let mut statement = db.prepare_cached("SELECT date, free, name FROM holidays ORDER BY date")?;
    let rows = statement
        .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, bool>(1)?, row.get::<_, String>(2)?)))?;
    let mut all: BTreeMap<i32, Vec<Announced>> = BTreeMap::new();
    for row in rows {
        let (date, free, name) = row?;
        let date = clock::day(&date)?;
        all.entry(date.year()).or_default().push(Announced { date, free, name });
    }
    Ok(all)
}

/// The calendar of this office.
pub fn calendar(db: &Connection) -> Result<Calendar> {
    Ok(Calendar::with(&own(db)?))
}

/// The paper a year's list was taken from.
pub fn source(db: &Connection, year: i32) -> Result<String> {
    Ok(db
        .prepare_cached("SELECT coalesce(max(source), '') FROM holidays WHERE substr(date, 1, 4) = ?1")?
        .query_row([year.to_string()], |row| row.get(0))?)
}

/// Replaces a year's list.
pub fn replace(db: &Connection, year: i32, lines: &[Announced], source: &str) -> Result<()> {
    remove(db, year)?;
    for line in lines {
        db.prepare_cached("INSERT INTO holidays (id, date, free, name, source) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![new_id(), line.date.to_string(), line.free, line.name, source])?;
    }
    Ok(())
}

/// Removes a year's list; the built-in one, if there is one, stands again.
pub fn remove(db: &Connection, year: i32) -> Result<usize> {
    Ok(db.prepare_cached("DELETE FROM holidays WHERE substr(date, 1, 4) = ?1")?.execute([year.to_string()])?)
}
