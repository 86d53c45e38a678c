//! The SQL of backup: its habits and its parameters.

use super::model::{Habits, Policy, Rows};
use crate::ground::refusal::Result;
use crate::ground::words;
use rusqlite::{Connection, OptionalExtension};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct BuiltIn {
    parameters: BTreeMap<String, i64>,
}

fn built_in(name: &str) -> i64 {
    static DATA: std::sync::OnceLock<BTreeMap<String, i64>> = std::sync::OnceLock::new();
    DATA.get_or_init(|| {
        serde_json::from_str::<BuiltIn>(include_str!("../../../data/backup.json"))
            .map(|built| built.parameters)
            .unwrap_or_default()
    })
    .get(name)
    .copied()
    .unwrap_or(0)
}

impl Default for Policy {
    fn default() -> Self {
        Self::from(&built_in)
    }
}

impl Policy {
    fn from(value: &dyn Fn(&str) -> i64) -> Self {
        Self {
            every_minutes: value("backup.every_minutes"),
            keep_all_days: value("backup.keep_all_days"),
            keep_daily_days: value("backup.keep_daily_days"),
            keep_weekly_weeks: value("backup.keep_weekly_weeks"),
            keep_monthly_months: value("backup.keep_monthly_months"),
            disk_share_percent: value("backup.disk_share_percent"),
            second_warn_days: value("backup.second_warn_days"),
            rehearse_days: value("backup.rehearse_days"),
        }
    }
}

/// The parameters of a day: those of the office over the built-in ones.
pub fn policy(db: &Connection, today: chrono::NaiveDate) -> Result<Policy> {
    let mut statement = db.prepare_cached(
        "SELECT name, value FROM parameters WHERE name LIKE 'backup.%' AND valid_from <= ?1 AND (valid_to IS NULL OR valid_to >= ?1) ORDER BY valid_from",
    )?;
    let set: BTreeMap<String, String> = statement
        .query_map([today.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Policy::from(&|name| set.get(name).and_then(|text| text.parse().ok()).unwrap_or_else(|| built_in(name))))
}

/// What this computer remembers.
pub fn habits(db: &Connection) -> Result<Habits> {
    let text: Option<String> = db
        .prepare_cached("SELECT value FROM settings WHERE name = 'backup'")?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// Remembers.
pub fn keep_habits(db: &Connection, habits: &Habits) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO settings (name, value) VALUES ('backup', ?1) ON CONFLICT (name) DO UPDATE SET value = ?1",
    )?
    .execute([serde_json::to_string(habits)?])?;
    Ok(())
}

/// Forgets: a restored file stands on another day or another computer.
pub fn forget_habits(db: &Connection) -> Result<()> {
    db.execute("DELETE FROM settings WHERE name = 'backup'", [])?;
    Ok(())
}

/// The tables a clerk knows, with their rows; empty ones are left out.
#[must_use]
pub fn named(counts: &BTreeMap<String, i64>) -> Vec<Rows> {
    counts
        .iter()
        .filter(|(_, rows)| **rows > 0)
        .filter_map(|(table, rows)| {
            let what = words::term(&format!("backup.table.{table}"));
            (!what.is_empty()).then(|| Rows { table: table.clone(), what: what.to_owned(), rows: *rows })
        })
        .collect()
}
