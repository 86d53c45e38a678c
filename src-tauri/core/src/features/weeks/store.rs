//! The SQL of weeks.

use super::rules::{Note, Slot};
use crate::features::duties::rules::Span;
use crate::ground::clock::day;
use crate::ground::refusal::Result;
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// What was told of a village's fixed day.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct WeekNote {
    /// Record; given by the program.
    pub id: String,
    /// Village or community.
    pub area_id: String,
    /// The fixed day.
    pub day: String,
    /// zero, suspended or moved.
    pub kind: String,
    /// Day it is made up on.
    pub moved_to: Option<String>,
    /// Why.
    pub reason: String,
}

/// The villages of the office with their fixed order.
pub struct Village {
    /// Record.
    pub id: String,
    /// Name as spoken.
    pub name: String,
}

/// Someone who answers for a station.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Keeper {
    /// Record.
    pub id: String,
    /// Name.
    pub name: String,
    /// leader or liaison.
    pub role: String,
    /// Work phone.
    pub phone: String,
}

/// Villages of the office's town or district in force on any day of a span, in their fixed order.
pub fn villages(db: &Connection, days: Span) -> Result<Vec<Village>> {
    let mut statement = db.prepare_cached(
        "SELECT a.id, a.short_name FROM areas a, (SELECT area_code FROM offices LIMIT 1) o
         WHERE substr(a.code, 1, length(o.area_code)) = o.area_code
             AND (a.valid_from IS NULL OR a.valid_from <= ?2) AND (a.valid_to IS NULL OR a.valid_to >= ?1)
         ORDER BY a.town_code, a.place, a.code",
    )?;
    let rows = statement.query_map([days.from.to_string(), days.to.to_string()], |row| {
        Ok(Village { id: row.get(0)?, name: row.get(1)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Fixed times by village.
pub fn slots(db: &Connection) -> Result<BTreeMap<String, Vec<Slot>>> {
    let mut found: BTreeMap<String, Vec<Slot>> = BTreeMap::new();
    for slot in crate::features::stations::store::slots(db)? {
        let days = Span::since(day(&slot.valid_from)?, slot.valid_to.as_deref().map(day).transpose()?);
        found.entry(slot.area_id).or_default().push(Slot {
            weekday: slot.weekday,
            every_weeks: slot.every_weeks,
            days,
            starts: slot.starts,
            ends: slot.ends,
            place: slot.place,
        });
    }
    Ok(found)
}

/// The days on which villages that have a first or a last day are one.
pub fn open(db: &Connection) -> Result<BTreeMap<String, Span>> {
    let mut found = BTreeMap::new();
    let mut statement = db.prepare_cached(
        "SELECT id, valid_from, valid_to FROM areas WHERE valid_from IS NOT NULL OR valid_to IS NOT NULL",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (from, to): (Option<String>, Option<String>) = (row.get(1)?, row.get(2)?);
        let from = from.as_deref().map(day).transpose()?.unwrap_or(NaiveDate::MIN);
        found.insert(row.get(0)?, Span::since(from, to.as_deref().map(day).transpose()?));
    }
    Ok(found)
}

/// Days with visits and how many, by village.
pub fn visits(db: &Connection, days: Span) -> Result<BTreeMap<String, BTreeMap<NaiveDate, i64>>> {
    let mut found: BTreeMap<String, BTreeMap<NaiveDate, i64>> = BTreeMap::new();
    let mut statement = db.prepare_cached(
        "SELECT area_id, day, count(*) FROM visits INDEXED BY visits_sums WHERE day BETWEEN ?1 AND ?2 GROUP BY day, area_id",
    )?;
    let mut rows = statement.query([days.from.to_string(), days.to.to_string()])?;
    while let Some(row) = rows.next()? {
        found.entry(row.get(0)?).or_default().insert(day(&row.get::<_, String>(1)?)?, row.get(2)?);
    }
    Ok(found)
}

/// What was told, by village and day.
pub fn notes(db: &Connection, days: Span) -> Result<BTreeMap<(String, NaiveDate), (String, Note)>> {
    let mut found = BTreeMap::new();
    let mut statement = db.prepare_cached(
        "SELECT id, area_id, day, kind, moved_to, reason FROM week_notes WHERE day BETWEEN ?1 AND ?2",
    )?;
    let mut rows = statement.query([days.from.to_string(), days.to.to_string()])?;
    while let Some(row) = rows.next()? {
        let moved_to = row.get::<_, Option<String>>(4)?.as_deref().map(day).transpose()?;
        let note = Note { kind: row.get(3)?, moved_to, reason: row.get(5)? };
        found.insert((row.get(1)?, day(&row.get::<_, String>(2)?)?), (row.get(0)?, note));
    }
    Ok(found)
}

/// What was told of a span of days, in order.
pub fn told(db: &Connection, from: &str, to: &str) -> Result<Vec<WeekNote>> {
    let mut statement = db.prepare_cached(
        "SELECT id, area_id, day, kind, moved_to, reason FROM week_notes WHERE day BETWEEN ?1 AND ?2 ORDER BY day, area_id",
    )?;
    let rows = statement.query_map([from, to], |row| {
        Ok(WeekNote {
            id: row.get(0)?,
            area_id: row.get(1)?,
            day: row.get(2)?,
            kind: row.get(3)?,
            moved_to: row.get(4)?,
            reason: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Persons responsible and liaisons of each village's teams on any day of a span, main teams first.
pub fn keepers(db: &Connection, days: Span) -> Result<BTreeMap<String, Vec<Keeper>>> {
    let mut found: BTreeMap<String, Vec<Keeper>> = BTreeMap::new();
    let mut statement = db.prepare_cached(
        "SELECT t.area_id, p.id, p.name, m.role, p.phone FROM teams t JOIN team_members m ON m.team_id = t.id JOIN people p ON p.id = m.person_id
         WHERE t.area_id IS NOT NULL AND m.role IN ('leader', 'liaison')
             AND t.valid_from <= ?2 AND (t.valid_to IS NULL OR t.valid_to >= ?1)
             AND m.valid_from <= ?2 AND (m.valid_to IS NULL OR m.valid_to >= ?1)
         ORDER BY t.area_id, t.kind = 'helper', m.valid_from, p.stroke_key, p.name",
    )?;
    let mut rows = statement.query([days.from.to_string(), days.to.to_string()])?;
    while let Some(row) = rows.next()? {
        let keeper = Keeper { id: row.get(1)?, name: row.get(2)?, role: row.get(3)?, phone: row.get(4)? };
        let known = found.entry(row.get(0)?).or_default();
        if !known.iter().any(|one| one.id == keeper.id && one.role == keeper.role) {
            known.push(keeper);
        }
    }
    Ok(found)
}

/// The record of a village and day, if there is one.
pub fn same(db: &Connection, area: &str, on: &str) -> Result<Option<String>> {
    Ok(db
        .prepare_cached("SELECT id FROM week_notes WHERE area_id = ?1 AND day = ?2")?
        .query_row([area, on], |row| row.get(0))
        .optional()?)
}

/// Inserts or changes a note.
pub fn save(db: &Connection, one: &WeekNote) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO week_notes (id, area_id, day, kind, moved_to, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET kind = ?4, moved_to = ?5, reason = ?6",
    )?
    .execute(params![one.id, one.area_id, one.day, one.kind, one.moved_to, one.reason])?;
    Ok(())
}

/// Removes a note.
pub fn remove(db: &Connection, id: &str) -> Result<usize> {
    Ok(db.prepare_cached("DELETE FROM week_notes WHERE id = ?1")?.execute([id])?)
}

/// Days to look at around a span: moved days lie near.
#[must_use]
pub fn around(days: Span, notes: &BTreeMap<(String, NaiveDate), (String, Note)>) -> Span {
    let moved: BTreeSet<NaiveDate> = notes.values().filter_map(|(_, note)| note.moved_to).collect();
    let week = |day| super::rules::week_of(day);
    Span {
        from: moved.first().copied().unwrap_or(days.from).min(week(days.from).from),
        to: moved.last().copied().unwrap_or(days.to).max(week(days.to).to),
    }
}
