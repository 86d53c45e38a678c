//! The SQL of the office, its clerks, dictionaries and parameters.

use crate::ground::refusal::Result;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The office.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Office {
    /// Record.
    pub id: String,
    /// Name as printed.
    pub name: String,
    /// 9-digit town code or 6-digit district code.
    pub area_code: String,
    /// Office that reports go to.
    pub district_office: String,
    /// First day of use.
    pub since: String,
    /// Practice township.
    pub practice: bool,
}

/// An entry of a dictionary.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Entry {
    /// Record.
    pub id: String,
    /// Which list.
    pub list: String,
    /// Stable code.
    pub code: String,
    /// Words shown.
    pub label: String,
    /// Order.
    pub place: i64,
    /// Still offered.
    pub active: bool,
}

/// A clerk (经办人).
#[derive(Debug, Clone, Serialize, TS)]
pub struct Clerk {
    /// Record.
    pub id: String,
    /// Name.
    pub name: String,
    /// enter, manage or view.
    pub role: crate::ground::station::Right,
    /// May unlock.
    pub active: bool,
    /// Day the account began.
    pub since: String,
}

/// The office, when it is founded.
pub fn office(db: &Connection) -> Result<Option<Office>> {
    Ok(db
        .prepare_cached("SELECT id, name, area_code, district_office, since, practice FROM offices LIMIT 1")?
        .query_row([], |row| {
            Ok(Office {
                id: row.get(0)?,
                name: row.get(1)?,
                area_code: row.get(2)?,
                district_office: row.get(3)?,
                since: row.get(4)?,
                practice: row.get(5)?,
            })
        })
        .optional()?)
}

/// Inserts or changes the office.
pub fn save_office(db: &Connection, one: &Office) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO offices (id, name, area_code, district_office, since, practice) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET name = ?2, area_code = ?3, district_office = ?4, since = ?5",
    )?
    .execute(params![one.id, one.name, one.area_code, one.district_office, one.since, one.practice])?;
    Ok(())
}

/// All dictionaries in order.
pub fn entries(db: &Connection) -> Result<Vec<Entry>> {
    let mut statement =
        db.prepare_cached("SELECT id, list, code, label, place, active FROM dictionary ORDER BY list, place, code")?;
    let rows = statement.query_map([], |row| {
        Ok(Entry {
            id: row.get(0)?,
            list: row.get(1)?,
            code: row.get(2)?,
            label: row.get(3)?,
            place: row.get(4)?,
            active: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether a code stands in a list.
pub fn knows(db: &Connection, list: &str, code: &str) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM dictionary WHERE list = ?1 AND code = ?2")?.exists([list, code])?)
}

/// Inserts or changes an entry; list and code stay.
pub fn save_entry(db: &Connection, one: &Entry) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO dictionary (id, list, code, label, place, active) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET label = ?4, place = ?5, active = ?6",
    )?
    .execute(params![one.id, one.list, one.code, one.label, one.place, one.active])?;
    Ok(())
}

/// A dated parameter of the office on a day, when it set one.
pub fn parameter(db: &Connection, name: &str, day: chrono::NaiveDate) -> Result<Option<String>> {
    Ok(db
        .prepare_cached(
            "SELECT value FROM parameters WHERE name = ?1 AND valid_from <= ?2 AND (valid_to IS NULL OR valid_to >= ?2)
             ORDER BY valid_from DESC LIMIT 1",
        )?
        .query_row([name, &day.to_string()], |row| row.get(0))
        .optional()?)
}

/// A habit of this computer.
pub fn setting(db: &Connection, name: &str) -> Result<Option<String>> {
    Ok(db
        .prepare_cached("SELECT value FROM settings WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?)
}

/// Keeps a habit of this computer.
pub fn keep_setting(db: &Connection, name: &str, value: &str) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2",
    )?
    .execute([name, value])?;
    Ok(())
}

/// All clerks.
pub fn clerks(db: &Connection) -> Result<Vec<Clerk>> {
    let mut statement = db.prepare_cached("SELECT id, name, role, active, since FROM clerks ORDER BY id")?;
    let rows = statement.query_map([], |row| {
        Ok(Clerk {
            id: row.get(0)?,
            name: row.get(1)?,
            role: right(&row.get::<_, String>(2)?),
            active: row.get(3)?,
            since: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Inserts or changes a clerk.
pub fn save_clerk(db: &Connection, one: &Clerk) -> Result<()> {
    let role = match one.role {
        crate::ground::station::Right::View => "view",
        crate::ground::station::Right::Enter => "enter",
        crate::ground::station::Right::Manage => "manage",
    };
    db.prepare_cached(
        "INSERT INTO clerks (id, name, role, active, since) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (id) DO UPDATE SET name = ?2, role = ?3, active = ?4",
    )?
    .execute(params![one.id, one.name, role, one.active, one.since])?;
    Ok(())
}

fn right(text: &str) -> crate::ground::station::Right {
    match text {
        "manage" => crate::ground::station::Right::Manage,
        "enter" => crate::ground::station::Right::Enter,
        _ => crate::ground::station::Right::View,
    }
}

/// The label of a code; the code itself when the list does not know it.
pub fn label(db: &Connection, list: &str, code: &str) -> Result<String> {
    Ok(db
        .prepare_cached("SELECT label FROM dictionary WHERE list = ?1 AND code = ?2")?
        .query_row([list, code], |row| row.get(0))
        .optional()?
        .unwrap_or_else(|| code.to_owned()))
}
