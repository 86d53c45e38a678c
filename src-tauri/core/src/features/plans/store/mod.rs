//! The SQL of plans.

pub mod pages;

use crate::features::plans::model::{Plan, PlanLine};
use crate::ground::ids::new_id;
use crate::ground::refusal::Result;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

/// The highest number of each year.
///
/// # Errors
/// What the database says.
pub fn numbers(db: &Connection) -> Result<crate::ground::numbers::Given> {
    crate::ground::numbers::read(db, "SELECT 'plans ' || year, max(number) FROM plans GROUP BY year")
}

/// The next number of a year: one that no plan has or ever had, because a sheet with it may be on its way.
pub fn next_number(db: &Connection, year: i64) -> Result<i64> {
    Ok(db
        .prepare_cached(
            "SELECT max(coalesce((SELECT max(number) FROM plans WHERE year = ?1), 0),
                        coalesce((SELECT last FROM given_numbers WHERE series = 'plans ' || ?1), 0)) + 1",
        )?
        .query_row([year], |row| row.get(0))?)
}

/// Version of a plan with its people, 0 when it is not there.
pub fn version(db: &Connection, id: &str) -> Result<i64> {
    let version: Option<i64> = db
        .prepare_cached(
            "SELECT (max(r.changed) & 4503599627370495) + count(*) FROM records r
             WHERE r.id IN (SELECT ?1 UNION ALL SELECT id FROM plan_people WHERE plan_id = ?1)",
        )?
        .query_row([id], |row| row.get(0))?;
    Ok(version.unwrap_or(0))
}

/// Inserts or changes the row of a plan and its people.
pub fn save(db: &Connection, plan: &Plan, recorder: &str) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO plans (id, year, number, day, starts, ends, area_id, place, kind, leader_id, companions, households, topics, note,
             visit_id, closing, closing_note, closed_on, recorder_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
         ON CONFLICT (id) DO UPDATE SET day = ?4, starts = ?5, ends = ?6, area_id = ?7, place = ?8, kind = ?9, leader_id = ?10,
             companions = ?11, households = ?12, topics = ?13, note = ?14",
    )?
    .execute(params![
        plan.id,
        plan.year,
        plan.number,
        plan.day,
        plan.starts,
        plan.ends,
        plan.area_id,
        plan.place,
        plan.kind,
        plan.leader_id,
        plan.companions,
        plan.households,
        plan.topics,
        plan.note,
        plan.visit_id,
        plan.closing,
        plan.closing_note,
        plan.closed_on,
        recorder
    ])?;
    save_people(db, plan)
}

/// Makes the people of a plan be as given: rows that stay keep their ids.
fn save_people(db: &Connection, plan: &Plan) -> Result<()> {
    let wanted = plan.delegates.iter().map(|id| (id, "delegate")).chain(plan.members.iter().map(|id| (id, "member")));
    let wanted: Vec<(i64, &String, &str)> =
        (0_i64..).zip(wanted).map(|(place, (id, part))| (place, id, part)).collect();
    let held: Vec<(String, String)> = db
        .prepare_cached("SELECT id, person_id FROM plan_people WHERE plan_id = ?1")?
        .query_map([&plan.id], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (row, person) in &held {
        if !wanted.iter().any(|(_, id, _)| *id == person) {
            db.prepare_cached("DELETE FROM plan_people WHERE id = ?1")?.execute([row])?;
        }
    }
    for (place, person, part) in wanted {
        let known = held.iter().find(|(_, known)| known == person).map(|(row, _)| row.clone());
        db.prepare_cached(
            "INSERT INTO plan_people (id, plan_id, person_id, part, place) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (id) DO UPDATE SET part = ?4, place = ?5 WHERE part <> ?4 OR place <> ?5",
        )?
        .execute(params![known.unwrap_or_else(new_id), plan.id, person, part, place])?;
    }
    Ok(())
}

/// Removes a plan with its people.
pub fn remove(db: &Connection, id: &str) -> Result<()> {
    db.prepare_cached("DELETE FROM plan_people WHERE plan_id = ?1")?.execute([id])?;
    db.prepare_cached("DELETE FROM plans WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// A plan whole.
pub fn whole(db: &Connection, id: &str) -> Result<Option<Plan>> {
    let found = db
        .prepare_cached(
            "SELECT id, year, number, day, starts, ends, area_id, place, kind, leader_id, companions, households, topics, note,
                 visit_id, closing, closing_note, closed_on FROM plans WHERE id = ?1",
        )?
        .query_row([id], |row| {
            Ok(Plan {
                id: row.get(0)?,
                year: row.get(1)?,
                number: row.get(2)?,
                day: row.get(3)?,
                starts: row.get(4)?,
                ends: row.get(5)?,
                area_id: row.get(6)?,
                place: row.get(7)?,
                kind: row.get(8)?,
                leader_id: row.get(9)?,
                companions: row.get(10)?,
                households: row.get(11)?,
                topics: row.get(12)?,
                note: row.get(13)?,
                visit_id: row.get(14)?,
                closing: row.get(15)?,
                closing_note: row.get(16)?,
                closed_on: row.get(17)?,
                ..Plan::default()
            })
        })
        .optional()?;
    let Some(mut plan) = found else { return Ok(None) };
    let mut people = db.prepare_cached("SELECT person_id, part FROM plan_people WHERE plan_id = ?1 ORDER BY place")?;
    for row in people.query_map([id], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))? {
        let (person, part) = row?;
        if part == "delegate" { plan.delegates.push(person) } else { plan.members.push(person) }
    }
    plan.version = version(db, id)?;
    Ok(Some(plan))
}

/// The plan of a number.
pub fn by_number(db: &Connection, year: i64, number: i64) -> Result<Option<String>> {
    Ok(db
        .prepare_cached("SELECT id FROM plans WHERE year = ?1 AND number = ?2")?
        .query_row([year, number], |row| row.get(0))
        .optional()?)
}

/// The plan a visit was entered from.
pub fn of_visit(db: &Connection, visit: &str) -> Result<Option<String>> {
    Ok(db
        .prepare_cached("SELECT id FROM plans WHERE visit_id = ?1")?
        .query_row([visit], |row| row.get(0))
        .optional()?)
}

/// Links a plan with the visit its sheet was entered as; a closing it had is lifted, because the sheet came after all.
pub fn link(db: &Connection, id: &str, visit: &str) -> Result<()> {
    db.prepare_cached(
        "UPDATE plans SET visit_id = ?2, closing = '', closing_note = '', closed_on = NULL WHERE id = ?1",
    )?
    .execute([id, visit])?;
    Ok(())
}

/// Takes the link of a visit away: the sheet is to be entered again.
pub fn unlink(db: &Connection, visit: &str) -> Result<()> {
    db.prepare_cached("UPDATE plans SET visit_id = NULL WHERE visit_id = ?1")?.execute([visit])?;
    Ok(())
}

/// Closes a plan without a visit, or opens it again when the reason is empty.
pub fn close(db: &Connection, id: &str, closing: &str, note: &str, on: Option<&str>) -> Result<()> {
    db.prepare_cached("UPDATE plans SET closing = ?2, closing_note = ?3, closed_on = ?4 WHERE id = ?1")?
        .execute(params![id, closing, note, on])?;
    Ok(())
}

/// Which plans to list.
#[derive(Debug, Clone, Copy)]
pub enum Which<'a> {
    /// Of a span of days.
    Days(&'a str, &'a str),
    /// Neither entered nor closed, of days before this one.
    OpenBefore(&'a str),
}

/// Lines of plans in order of days; their state is judged by the caller.
pub fn lines(db: &Connection, which: Which<'_>) -> Result<Vec<(PlanLine, i64, i64)>> {
    const IN_TURN: &str = "ORDER BY l.day, l.starts, a.town_code, a.place, a.code, l.number";
    match which {
        Which::Days(from, to) => {
            some_lines(db, &format!("l.day BETWEEN ?1 AND ?2 {IN_TURN}"), rusqlite::params![from, to])
        }
        Which::OpenBefore(day) => some_lines(
            db,
            &format!("l.visit_id IS NULL AND l.closing = '' AND l.day < ?1 {IN_TURN}"),
            rusqlite::params![day],
        ),
    }
}

/// Lines of the plans `l` that a condition with its order leaves, and year and number of each.
///
/// # Errors
/// What the database says.
fn some_lines(db: &Connection, rest: &str, values: impl rusqlite::Params) -> Result<Vec<(PlanLine, i64, i64)>> {
    let mut statement = db.prepare_cached(&format!(
        "SELECT l.id, l.day, l.starts, l.ends, l.area_id, a.short_name, l.kind, l.place, p.name, l.households, l.topics, l.closing,
             l.closing_note, l.visit_id, v.year, v.number, l.year, l.number
         FROM plans l JOIN areas a ON a.id = l.area_id LEFT JOIN people p ON p.id = l.leader_id LEFT JOIN visits v ON v.id = l.visit_id
         WHERE {rest}"
    ))?;
    let mut lines: Vec<(PlanLine, i64, i64)> = statement
        .query_map(values, |row| {
            let visit: Option<(i64, i64)> = match row.get::<_, Option<i64>>(14)? {
                Some(year) => Some((year, row.get(15)?)),
                None => None,
            };
            let line = PlanLine {
                id: row.get(0)?,
                code: String::new(),
                day: row.get(1)?,
                starts: row.get(2)?,
                ends: row.get(3)?,
                area_id: row.get(4)?,
                area: row.get(5)?,
                kind: row.get(6)?,
                place: row.get(7)?,
                leader: row.get(8)?,
                delegates: Vec::new(),
                households: row.get(9)?,
                topics: row.get(10)?,
                state: "",
                closing: row.get(11)?,
                closing_note: row.get(12)?,
                visit_id: row.get(13)?,
                visit: visit.map(|(year, number)| format!("{year}\u{2013}{number}")),
            };
            Ok((line, row.get(16)?, row.get(17)?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut names = db.prepare_cached(
        "SELECT p.name FROM plan_people x JOIN people p ON p.id = x.person_id WHERE x.plan_id = ?1 AND x.part = 'delegate' ORDER BY x.place",
    )?;
    for (line, ..) in &mut lines {
        line.delegates = names.query_map([&line.id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    }
    Ok(lines)
}

/// Sheets not back before a day.
pub fn missing(db: &Connection, today: &str) -> Result<i64> {
    Ok(db
        .prepare_cached("SELECT count(*) FROM plans WHERE visit_id IS NULL AND closing = '' AND day < ?1")?
        .query_row([today], |row| row.get(0))?)
}

/// Plans by village and day within a span; closed ones are left out when only what stands is asked for.
pub fn by_day(db: &Connection, from: &str, to: &str, standing: bool) -> Result<BTreeMap<(String, String), i64>> {
    let mut statement = db.prepare_cached(
        "SELECT area_id, day, count(*) FROM plans WHERE day BETWEEN ?1 AND ?2 AND (closing = '' OR NOT ?3) GROUP BY area_id, day",
    )?;
    let rows = statement.query_map(params![from, to, standing], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Ids of plans within a span that are neither entered nor closed, in the order of the list.
pub fn open_ids(db: &Connection, from: &str, to: &str) -> Result<Vec<String>> {
    Ok(lines(db, Which::Days(from, to))?
        .into_iter()
        .filter(|(line, ..)| line.visit_id.is_none() && line.closing.is_empty())
        .map(|(line, ..)| line.id)
        .collect())
}
