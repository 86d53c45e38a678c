//! The SQL of people, terms, delegations, tenures and leaves.

use crate::ground::refusal::Result;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use ts_rs::TS;

/// A person of the register.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Person {
    /// Record.
    pub id: String,
    /// Name, any character.
    pub name: String,
    /// m, f or empty.
    pub sex: String,
    /// Unit and post.
    pub post: String,
    /// For those without a seat: dictionary companion.
    pub category: String,
    /// Work phone.
    pub phone: String,
    /// Remark.
    pub note: String,
    /// Reading in syllables; empty asks for the built-in reading.
    pub pinyin: String,
    /// Whether a person corrected the reading.
    pub pinyin_set: bool,
}

/// A seat held by a person.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Tenure {
    /// Record.
    pub id: String,
    /// Delegate.
    pub person_id: String,
    /// city, district or town.
    pub level: String,
    /// Term.
    pub term_id: String,
    /// Delegation or group.
    pub circle_id: Option<String>,
    /// Dictionary layer.
    pub layer: String,
    /// First day in office.
    pub from_day: String,
    /// Last day in office.
    pub to_day: Option<String>,
    /// terminated, suspended, term_over or other.
    pub ending: Option<String>,
    /// Reason code.
    pub ground: Option<String>,
    /// Document number of the decision.
    pub document: Option<String>,
}

/// A term of a congress.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Term {
    /// Record.
    pub id: String,
    /// city, district or town.
    pub level: String,
    /// Congress.
    pub name: String,
    /// First day.
    pub starts: String,
    /// Day the next congress opened.
    pub ends: Option<String>,
}

/// A delegation or group.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Circle {
    /// Record.
    pub id: String,
    /// Term.
    pub term_id: String,
    /// Delegation a group belongs to.
    pub parent_id: Option<String>,
    /// Name.
    pub name: String,
    /// Order.
    pub place: i64,
}

/// A leave.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Leave {
    /// Record.
    pub id: String,
    /// Delegate.
    pub person_id: String,
    /// First day.
    pub from_day: String,
    /// Last day.
    pub to_day: String,
    /// official, private, sick or other.
    pub reason: String,
}

const PERSON: &str = "id, name, sex, post, category, phone, note, pinyin, pinyin_set";

fn person(row: &Row<'_>) -> rusqlite::Result<Person> {
    Ok(Person {
        id: row.get(0)?,
        name: row.get(1)?,
        sex: row.get(2)?,
        post: row.get(3)?,
        category: row.get(4)?,
        phone: row.get(5)?,
        note: row.get(6)?,
        pinyin: row.get(7)?,
        pinyin_set: row.get(8)?,
    })
}

fn tenure(row: &Row<'_>) -> rusqlite::Result<Tenure> {
    Ok(Tenure {
        id: row.get(0)?,
        person_id: row.get(1)?,
        level: row.get(2)?,
        term_id: row.get(3)?,
        circle_id: row.get(4)?,
        layer: row.get(5)?,
        from_day: row.get(6)?,
        to_day: row.get(7)?,
        ending: row.get(8)?,
        ground: row.get(9)?,
        document: row.get(10)?,
    })
}

/// Everybody, by strokes of the surname.
pub fn people(db: &Connection) -> Result<Vec<Person>> {
    let mut statement = db.prepare_cached(&format!("SELECT {PERSON} FROM people ORDER BY stroke_key, name, id"))?;
    Ok(statement.query_map([], person)?.collect::<rusqlite::Result<_>>()?)
}

/// One person.
pub fn find(db: &Connection, id: &str) -> Result<Option<Person>> {
    Ok(db.prepare_cached(&format!("SELECT {PERSON} FROM people WHERE id = ?1"))?.query_row([id], person).optional()?)
}

/// Inserts or changes a person; reading and sort keys come along.
pub fn save_person(db: &Connection, one: &Person) -> Result<()> {
    let pinyin = if one.pinyin_set && !one.pinyin.trim().is_empty() {
        one.pinyin.trim().to_lowercase()
    } else {
        super::naming::reading(&one.name)
    };
    db.prepare_cached(
        "INSERT INTO people (id, name, sex, post, category, phone, note, pinyin, pinyin_set, initials, stroke_key)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
         ON CONFLICT (id) DO UPDATE SET name = ?2, sex = ?3, post = ?4, category = ?5, phone = ?6, note = ?7, pinyin = ?8,
             pinyin_set = ?9, initials = ?10, stroke_key = ?11",
    )?
    .execute(params![
        one.id,
        one.name,
        one.sex,
        one.post,
        one.category,
        one.phone,
        one.note,
        pinyin,
        one.pinyin_set && !one.pinyin.trim().is_empty(),
        super::naming::initials(&pinyin),
        super::naming::stroke_key(&one.name)
    ])?;
    Ok(())
}

/// Rebuilds readings' initials and sort keys of some people after a replay, undo or restore.
pub fn rebuild_keys(db: &Connection, ids: &[String]) -> Result<()> {
    for id in ids {
        if let Some(one) = find(db, id)? {
            db.prepare_cached("UPDATE people SET initials = ?2, stroke_key = ?3 WHERE id = ?1 AND (initials <> ?2 OR stroke_key <> ?3)")?
                .execute(params![id, super::naming::initials(&one.pinyin), super::naming::stroke_key(&one.name)])?;
        }
    }
    Ok(())
}

/// All tenures, or those of one person.
pub fn tenures(db: &Connection, of: Option<&str>) -> Result<Vec<Tenure>> {
    let mut statement = db.prepare_cached(
        "SELECT id, person_id, level, term_id, circle_id, layer, from_day, to_day, ending, ground, document
         FROM tenures WHERE ?1 IS NULL OR person_id = ?1 ORDER BY from_day, id",
    )?;
    Ok(statement.query_map([of], tenure)?.collect::<rusqlite::Result<_>>()?)
}

/// All seats, or those of one person, each with the last day it is held: a seat ends with its term when nothing ended it
/// before.
pub fn seats(db: &Connection, of: Option<&str>) -> Result<Vec<Tenure>> {
    let ends: HashMap<String, String> = terms(db)?.into_iter().filter_map(|term| Some((term.id, term.ends?))).collect();
    let mut all = tenures(db, of)?;
    for seat in &mut all {
        if let Some(end) = ends.get(&seat.term_id) {
            seat.to_day = seat.to_day.take().map_or_else(|| Some(end.clone()), |own| Some(own.min(end.clone())));
        }
    }
    Ok(all)
}

/// Inserts or changes a tenure.
pub fn save_tenure(db: &Connection, one: &Tenure) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO tenures (id, person_id, level, term_id, circle_id, layer, from_day, to_day, ending, ground, document)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
         ON CONFLICT (id) DO UPDATE SET level = ?3, term_id = ?4, circle_id = ?5, layer = ?6, from_day = ?7, to_day = ?8, ending = ?9,
             ground = ?10, document = ?11",
    )?
    .execute(params![
        one.id, one.person_id, one.level, one.term_id, one.circle_id, one.layer, one.from_day, one.to_day, one.ending, one.ground,
        one.document
    ])?;
    Ok(())
}

/// All terms.
pub fn terms(db: &Connection) -> Result<Vec<Term>> {
    let mut statement =
        db.prepare_cached("SELECT id, level, name, starts, ends FROM terms ORDER BY starts DESC, level")?;
    let rows = statement.query_map([], |row| {
        Ok(Term { id: row.get(0)?, level: row.get(1)?, name: row.get(2)?, starts: row.get(3)?, ends: row.get(4)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Inserts or changes a term.
pub fn save_term(db: &Connection, one: &Term) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO terms (id, level, name, starts, ends) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (id) DO UPDATE SET level = ?2, name = ?3, starts = ?4, ends = ?5",
    )?
    .execute(params![one.id, one.level, one.name, one.starts, one.ends])?;
    Ok(())
}

/// All delegations and groups in order.
pub fn circles(db: &Connection) -> Result<Vec<Circle>> {
    let mut statement =
        db.prepare_cached("SELECT id, term_id, parent_id, name, place FROM circles ORDER BY place, name")?;
    let rows = statement.query_map([], |row| {
        Ok(Circle {
            id: row.get(0)?,
            term_id: row.get(1)?,
            parent_id: row.get(2)?,
            name: row.get(3)?,
            place: row.get(4)?,
        })
    })?;
    let mut circles: Vec<Circle> = rows.collect::<rusqlite::Result<_>>()?;
    // The order of a roster is not that of the groups: a number in the name says it; names without one keep their place.
    circles.sort_by_key(|one| super::naming::ordinal(&one.name).unwrap_or(i64::MAX));
    Ok(circles)
}

/// Inserts or changes a delegation or group.
pub fn save_circle(db: &Connection, one: &Circle) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO circles (id, term_id, parent_id, name, place) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (id) DO UPDATE SET parent_id = ?3, name = ?4, place = ?5",
    )?
    .execute(params![one.id, one.term_id, one.parent_id, one.name, one.place])?;
    Ok(())
}

/// All leaves, or those of one person.
pub fn leaves(db: &Connection, of: Option<&str>) -> Result<Vec<Leave>> {
    let mut statement = db.prepare_cached(
        "SELECT id, person_id, from_day, to_day, reason FROM leaves WHERE ?1 IS NULL OR person_id = ?1 ORDER BY from_day",
    )?;
    let rows = statement.query_map([of], |row| {
        Ok(Leave {
            id: row.get(0)?,
            person_id: row.get(1)?,
            from_day: row.get(2)?,
            to_day: row.get(3)?,
            reason: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Inserts or changes a leave.
pub fn save_leave(db: &Connection, one: &Leave) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO leaves (id, person_id, from_day, to_day, reason) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (id) DO UPDATE SET from_day = ?3, to_day = ?4, reason = ?5",
    )?
    .execute(params![one.id, one.person_id, one.from_day, one.to_day, one.reason])?;
    Ok(())
}

/// Removes a leave or a tenure, or a person, a term or a group that nothing refers to.
pub fn remove(db: &Connection, kind: Removable, id: &str) -> Result<usize> {
    let sql = match kind {
        Removable::Leave => "DELETE FROM leaves WHERE id = ?1",
        Removable::Tenure => "DELETE FROM tenures WHERE id = ?1",
        Removable::Person => "DELETE FROM people WHERE id = ?1",
        Removable::Term => "DELETE FROM terms WHERE id = ?1",
        Removable::Circle => "DELETE FROM circles WHERE id = ?1",
    };
    Ok(db.prepare_cached(sql)?.execute([id])?)
}

/// What can be removed.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Removable {
    /// A leave.
    Leave,
    /// A tenure entered by mistake.
    Tenure,
    /// A person entered by mistake.
    Person,
    /// A term entered by mistake.
    Term,
    /// A delegation or group entered by mistake.
    Circle,
}
