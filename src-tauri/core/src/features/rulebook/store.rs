//! The SQL of rules and parameters.

use super::model::{Duty, Parameter, Prorate, Rounding, Rule, Unit};
use crate::ground::refusal::Result;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::Value;

const RULE: &str = "id, book, code, title, duty, levels, window_unit, window_length, required, kinds, team_credit, joint_credit,
    outside_credit, leader_credit, excused_credit, prorate, rounding, leave_relief, starts_on, valid_from, valid_to, source, place";

fn words(text: &str) -> Vec<String> {
    text.split(',').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn rule(row: &Row<'_>) -> rusqlite::Result<Rule> {
    Ok(Rule {
        id: row.get(0)?,
        book: row.get(1)?,
        code: row.get(2)?,
        title: row.get(3)?,
        duty: Duty::of(&row.get::<_, String>(4)?),
        levels: words(&row.get::<_, String>(5)?),
        window_unit: match row.get::<_, String>(6)?.as_str() {
            "day" => Unit::Day,
            "rolling" => Unit::Rolling,
            _ => Unit::Month,
        },
        window_length: row.get(7)?,
        required: row.get(8)?,
        kinds: words(&row.get::<_, String>(9)?),
        team_credit: row.get(10)?,
        joint_credit: row.get(11)?,
        outside_credit: row.get(12)?,
        leader_credit: row.get(13)?,
        excused_credit: row.get(14)?,
        prorate: match row.get::<_, String>(15)?.as_str() {
            "none" => Prorate::None,
            "day" => Prorate::Day,
            _ => Prorate::Month,
        },
        rounding: match row.get::<_, String>(16)?.as_str() {
            "up" => Rounding::Up,
            "down" => Rounding::Down,
            _ => Rounding::Half,
        },
        leave_relief: row.get(17)?,
        starts_on: row.get(18)?,
        valid_from: row.get(19)?,
        valid_to: row.get(20)?,
        source: row.get(21)?,
        place: row.get(22)?,
    })
}

/// All rules, in force and past, in order.
pub fn rules(db: &Connection) -> Result<Vec<Rule>> {
    let mut statement = db.prepare_cached(&format!("SELECT {RULE} FROM rules ORDER BY valid_from, place, id"))?;
    Ok(statement.query_map([], rule)?.collect::<rusqlite::Result<_>>()?)
}

/// One rule.
pub fn find(db: &Connection, id: &str) -> Result<Option<Rule>> {
    Ok(db.prepare_cached(&format!("SELECT {RULE} FROM rules WHERE id = ?1"))?.query_row([id], rule).optional()?)
}

/// Inserts or changes a rule.
pub fn save_rule(db: &Connection, one: &Rule) -> Result<()> {
    let prorate = match one.prorate {
        Prorate::None => "none",
        Prorate::Day => "day",
        Prorate::Month => "month",
    };
    let rounding = match one.rounding {
        Rounding::Half => "half",
        Rounding::Up => "up",
        Rounding::Down => "down",
    };
    db.prepare_cached(
        "INSERT INTO rules (id, book, code, title, duty, levels, window_unit, window_length, required, kinds, team_credit, joint_credit,
             outside_credit, leader_credit, excused_credit, prorate, rounding, leave_relief, starts_on, valid_from, valid_to, source, place)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)
         ON CONFLICT (id) DO UPDATE SET book = ?2, title = ?4, duty = ?5, levels = ?6, window_unit = ?7, window_length = ?8, required = ?9,
             kinds = ?10, team_credit = ?11, joint_credit = ?12, outside_credit = ?13, leader_credit = ?14, excused_credit = ?15,
             prorate = ?16, rounding = ?17, leave_relief = ?18, starts_on = ?19, valid_from = ?20, valid_to = ?21, source = ?22, place = ?23",
    )?
    .execute(params![
        one.id,
        one.book,
        one.code,
        one.title,
        one.duty.code(),
        one.levels.join(","),
        one.window_unit.code(),
        one.window_length,
        one.required,
        one.kinds.join(","),
        one.team_credit,
        one.joint_credit,
        one.outside_credit,
        one.leader_credit,
        one.excused_credit,
        prorate,
        rounding,
        one.leave_relief,
        one.starts_on,
        one.valid_from,
        one.valid_to,
        one.source,
        one.place
    ])?;
    Ok(())
}

/// Removes a rule.
pub fn remove_rule(db: &Connection, id: &str) -> Result<usize> {
    Ok(db.prepare_cached("DELETE FROM rules WHERE id = ?1")?.execute([id])?)
}

/// All parameters by name and day.
pub fn parameters(db: &Connection) -> Result<Vec<Parameter>> {
    parameters_of(db, "")
}

/// The parameters whose names begin so. ASCII: the names are ours.
pub fn parameters_of(db: &Connection, beginning: &str) -> Result<Vec<Parameter>> {
    let mut statement = db.prepare_cached(
        "SELECT id, name, value, valid_from, valid_to, source FROM parameters WHERE name >= ?1 AND name < ?1 || '~'
         ORDER BY name, valid_from, id",
    )?;
    let rows = statement.query_map([beginning], |row| {
        Ok(Parameter {
            id: row.get(0)?,
            name: row.get(1)?,
            value: serde_json::from_str(&row.get::<_, String>(2)?).unwrap_or(Value::Null),
            valid_from: row.get(3)?,
            valid_to: row.get(4)?,
            source: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Inserts or changes a parameter.
pub fn save_parameter(db: &Connection, one: &Parameter) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO parameters (id, name, value, valid_from, valid_to, source) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET value = ?3, valid_from = ?4, valid_to = ?5, source = ?6",
    )?
    .execute(params![one.id, one.name, one.value.to_string(), one.valid_from, one.valid_to, one.source])?;
    Ok(())
}

/// The value of a parameter on a day: the newest one in force.
pub fn value(db: &Connection, name: &str, day: &str) -> Result<Option<Value>> {
    let text: Option<String> = db
        .prepare_cached(
            "SELECT value FROM parameters WHERE name = ?1 AND valid_from <= ?2 AND (valid_to IS NULL OR valid_to >= ?2)
             ORDER BY valid_from DESC LIMIT 1",
        )?
        .query_row([name, day], |row| row.get(0))
        .optional()?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

/// Whether a yes-or-no parameter is set on a day.
pub fn flag(db: &Connection, name: &str, day: &str) -> Result<bool> {
    Ok(value(db, name, day)?.and_then(|value| value.as_bool()).unwrap_or(false))
}
