//! The SQL of areas.

use crate::features::delegates::naming;
use crate::ground::refusal::Result;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use ts_rs::TS;

/// A village, community or park.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Area {
    /// Record.
    pub id: String,
    /// 12-digit statistical code.
    pub code: String,
    /// Official name.
    pub name: String,
    /// Name as spoken.
    pub short_name: String,
    /// 9-digit code of the town.
    pub town_code: String,
    /// Town.
    pub town_name: String,
    /// village, community or park.
    pub kind: String,
    /// Fixed order.
    pub place: i64,
    /// First day, unknown when empty.
    pub valid_from: Option<String>,
    /// Last day.
    pub valid_to: Option<String>,
    /// Area that took over.
    pub successor_id: Option<String>,
    /// Households in total.
    pub households: Option<i64>,
    /// Day of that figure.
    pub households_on: Option<String>,
    /// Paper of that figure.
    pub households_source: Option<String>,
    /// Firms and shops in total.
    pub firms: Option<i64>,
    /// Day of that figure.
    pub firms_on: Option<String>,
    /// Paper of that figure.
    pub firms_source: Option<String>,
    /// Reading of the spoken name, syllables parted by spaces. Only answered.
    pub pinyin: String,
    /// Its first letters by every reading, parted by spaces, the usual one first. Only answered.
    pub initials: String,
}

const COLUMNS: &str =
    "id, code, name, short_name, town_code, town_name, kind, place, valid_from, valid_to, successor_id,
    households, households_on, households_source, firms, firms_on, firms_source";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Area> {
    let short_name: String = row.get(3)?;
    Ok(Area {
        pinyin: naming::place_reading(&short_name),
        initials: naming::place_initials(&short_name),
        id: row.get(0)?,
        code: row.get(1)?,
        name: row.get(2)?,
        short_name,
        town_code: row.get(4)?,
        town_name: row.get(5)?,
        kind: row.get(6)?,
        place: row.get(7)?,
        valid_from: row.get(8)?,
        valid_to: row.get(9)?,
        successor_id: row.get(10)?,
        households: row.get(11)?,
        households_on: row.get(12)?,
        households_source: row.get(13)?,
        firms: row.get(14)?,
        firms_on: row.get(15)?,
        firms_source: row.get(16)?,
    })
}

/// The official name of an area `a`, with the town behind it where another area is spoken of by the same name.
pub const WRITTEN: &str =
    "a.name || CASE WHEN EXISTS (SELECT 1 FROM areas b WHERE b.short_name = a.short_name AND b.id <> a.id)
         THEN '\u{ff08}' || a.town_name || '\u{ff09}' ELSE '' END";

/// All areas in their fixed order.
pub fn list(db: &Connection) -> Result<Vec<Area>> {
    let mut statement = db.prepare_cached(&format!("SELECT {COLUMNS} FROM areas ORDER BY town_code, place, code"))?;
    Ok(statement.query_map([], from_row)?.collect::<rusqlite::Result<_>>()?)
}

/// Inserts an area unless its code is there. Answers whether it was laid.
pub fn lay(db: &Connection, area: &Area) -> Result<bool> {
    let laid = db
        .prepare_cached(
            "INSERT INTO areas (id, code, name, short_name, town_code, town_name, kind, place)
             SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 WHERE NOT EXISTS (SELECT 1 FROM areas WHERE code = ?2)",
        )?
        .execute(params![
            area.id,
            area.code,
            area.name,
            area.short_name,
            area.town_code,
            area.town_name,
            area.kind,
            area.place
        ])?;
    Ok(laid > 0)
}

/// Inserts or changes an area.
pub fn save(db: &Connection, area: &Area) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO areas (id, code, name, short_name, town_code, town_name, kind, place, valid_from, valid_to, successor_id,
             households, households_on, households_source, firms, firms_on, firms_source)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
         ON CONFLICT (id) DO UPDATE SET code = ?2, name = ?3, short_name = ?4, town_code = ?5, town_name = ?6, kind = ?7, place = ?8,
             valid_from = ?9, valid_to = ?10, successor_id = ?11, households = ?12, households_on = ?13, households_source = ?14,
             firms = ?15, firms_on = ?16, firms_source = ?17",
    )?
    .execute(params![
        area.id, area.code, area.name, area.short_name, area.town_code, area.town_name, area.kind, area.place, area.valid_from,
        area.valid_to, area.successor_id, area.households, area.households_on, area.households_source, area.firms, area.firms_on,
        area.firms_source
    ])?;
    Ok(())
}

/// Name of an area as spoken.
pub fn name(db: &Connection, id: &str) -> Result<Option<String>> {
    Ok(db.prepare_cached("SELECT short_name FROM areas WHERE id = ?1")?.query_row([id], |row| row.get(0)).optional()?)
}

/// From when to when an area is one, with what took over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Validity {
    /// Name as spoken.
    pub name: String,
    /// First day, unknown when empty.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Code and spoken name of the area that took over.
    pub successor: Option<(String, String)>,
}

/// Areas that have a first or a last day, by code.
///
/// # Errors
/// What the database says.
pub fn dated(db: &Connection) -> Result<HashMap<String, Validity>> {
    let mut statement = db.prepare_cached(
        "SELECT a.code, a.short_name, a.valid_from, a.valid_to, b.code, b.short_name FROM areas a
         LEFT JOIN areas b ON b.id = a.successor_id WHERE a.valid_from IS NOT NULL OR a.valid_to IS NOT NULL",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, validity(row)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn validity(row: &Row<'_>) -> rusqlite::Result<Validity> {
    let successor: Option<String> = row.get(4)?;
    let name: Option<String> = row.get(5)?;
    Ok(Validity { name: row.get(1)?, from: row.get(2)?, to: row.get(3)?, successor: successor.zip(name) })
}

/// From when to when one area is one.
///
/// # Errors
/// What the database says.
pub fn valid(db: &Connection, id: &str) -> Result<Option<Validity>> {
    Ok(db
        .prepare_cached(
            "SELECT a.code, a.short_name, a.valid_from, a.valid_to, b.code, b.short_name FROM areas a
             LEFT JOIN areas b ON b.id = a.successor_id WHERE a.id = ?1",
        )?
        .query_row([id], validity)
        .optional()?)
}

/// How a day misses the time in which an area is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outside {
    /// Before its first day.
    Before,
    /// After its last day; another took over.
    Taken,
    /// After its last day.
    After,
}

impl Validity {
    /// How a day misses it; none when it does not.
    #[must_use]
    pub fn misses(&self, day: &str) -> Option<Outside> {
        if self.from.as_deref().is_some_and(|from| day < from) {
            return Some(Outside::Before);
        }
        let over = self.to.as_deref().is_some_and(|to| day > to);
        over.then(|| if self.successor.is_some() { Outside::Taken } else { Outside::After })
    }
}
