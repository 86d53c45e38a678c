//! The SQL of handovers.

use super::model::Handover;
use crate::ground::ids::new_id;
use crate::ground::refusal::Result;
use rusqlite::{Connection, OptionalExtension, Row, params};

const HANDOVER: &str = "id, from_id, to_id, day, ground, witness, signed_on, note";

fn handover(row: &Row<'_>) -> rusqlite::Result<Handover> {
    Ok(Handover {
        id: row.get(0)?,
        from_id: row.get(1)?,
        to_id: row.get(2)?,
        day: row.get(3)?,
        ground: row.get(4)?,
        witness: row.get(5)?,
        signed_on: row.get(6)?,
        note: row.get(7)?,
        ..Handover::default()
    })
}

/// Its villages and the opinions the clerk included.
fn fill(db: &Connection, one: &mut Handover) -> Result<()> {
    one.area_ids = db
        .prepare_cached("SELECT area_id FROM handover_areas WHERE handover_id = ?1 ORDER BY place")?
        .query_map([&one.id], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    one.included = db
        .prepare_cached("SELECT opinion_id FROM handover_opinions WHERE handover_id = ?1 AND included = 1 ORDER BY id")?
        .query_map([&one.id], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(())
}

/// Handovers of everybody, or those a person took part in, newest first.
///
/// # Errors
/// What the database says.
pub fn list(db: &Connection, person: Option<&str>) -> Result<Vec<Handover>> {
    let mut statement = db.prepare_cached(&format!(
        "SELECT {HANDOVER} FROM handovers WHERE ?1 IS NULL OR from_id = ?1 OR to_id = ?1 ORDER BY day DESC, id DESC"
    ))?;
    let mut all: Vec<Handover> = statement.query_map([person], handover)?.collect::<rusqlite::Result<_>>()?;
    for one in &mut all {
        fill(db, one)?;
    }
    Ok(all)
}

/// One handover.
///
/// # Errors
/// What the database says.
pub fn find(db: &Connection, id: &str) -> Result<Option<Handover>> {
    let found = db
        .prepare_cached(&format!("SELECT {HANDOVER} FROM handovers WHERE id = ?1"))?
        .query_row([id], handover)
        .optional()?;
    let Some(mut one) = found else { return Ok(None) };
    fill(db, &mut one)?;
    Ok(Some(one))
}

/// Inserts or changes a handover; villages that stay keep their record.
///
/// # Errors
/// What the database says.
pub fn save(db: &Connection, one: &Handover) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO handovers (id, from_id, to_id, day, ground, witness, signed_on, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (id) DO UPDATE SET from_id = ?2, to_id = ?3, day = ?4, ground = ?5, witness = ?6, signed_on = ?7, note = ?8",
    )?
    .execute(params![
        one.id,
        one.from_id,
        one.to_id,
        one.day,
        one.ground,
        one.witness,
        one.signed_on,
        one.note
    ])?;
    let held: Vec<(String, String)> = db
        .prepare_cached("SELECT id, area_id FROM handover_areas WHERE handover_id = ?1")?
        .query_map([&one.id], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (id, _) in held.iter().filter(|(_, area)| !one.area_ids.contains(area)) {
        db.prepare_cached("DELETE FROM handover_areas WHERE id = ?1")?.execute([id])?;
    }
    for (place, area) in (0_i64..).zip(&one.area_ids) {
        if !held.iter().any(|(_, known)| known == area) {
            db.prepare_cached("INSERT INTO handover_areas (id, handover_id, area_id, place) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![new_id(), one.id, area, place])?;
        }
    }
    let known = opinions(db, &one.id)?;
    for line in known.iter().filter(|line| line.included != one.included.contains(&line.opinion_id)) {
        if line.included && line.move_id.is_none() {
            db.prepare_cached("DELETE FROM handover_opinions WHERE id = ?1")?.execute([&line.id])?;
        } else {
            db.prepare_cached("UPDATE handover_opinions SET included = NOT included WHERE id = ?1")?
                .execute([&line.id])?;
        }
    }
    for opinion in one.included.iter().filter(|id| !known.iter().any(|line| line.opinion_id == **id)) {
        db.prepare_cached(
            "INSERT INTO handover_opinions (id, handover_id, opinion_id, included, move_id) VALUES (?1, ?2, ?3, 1, NULL)",
        )?
        .execute(params![new_id(), one.id, opinion])?;
    }
    Ok(())
}

/// What a handover says of an opinion.
pub struct Passed {
    /// Record.
    pub id: String,
    /// Opinion.
    pub opinion_id: String,
    /// The clerk put it into the briefing.
    pub included: bool,
    /// Move of its chain that says who follows it.
    pub move_id: Option<String>,
}

/// What a handover says of opinions.
///
/// # Errors
/// What the database says.
pub fn opinions(db: &Connection, handover: &str) -> Result<Vec<Passed>> {
    let mut statement = db.prepare_cached(
        "SELECT id, opinion_id, included, move_id FROM handover_opinions WHERE handover_id = ?1 ORDER BY id",
    )?;
    let rows = statement.query_map([handover], |row| {
        Ok(Passed { id: row.get(0)?, opinion_id: row.get(1)?, included: row.get(2)?, move_id: row.get(3)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Says by which move the chain of an opinion tells who follows it; none takes it back.
///
/// # Errors
/// What the database says.
pub fn set_move(db: &Connection, handover: &str, opinion: &str, by: Option<&str>) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO handover_opinions (id, handover_id, opinion_id, included, move_id) VALUES (?1, ?2, ?3, 0, ?4)
         ON CONFLICT (handover_id, opinion_id) DO UPDATE SET move_id = ?4",
    )?
    .execute(params![new_id(), handover, opinion, by])?;
    Ok(())
}

/// Proposals whose chain says who follows them, each with the step that says it.
///
/// # Errors
/// What the database says.
pub fn proposals(db: &Connection, handover: &str) -> Result<Vec<(String, String)>> {
    let mut statement = db.prepare_cached(
        "SELECT proposal_id, move_id FROM handover_proposals WHERE handover_id = ?1 AND move_id IS NOT NULL ORDER BY id",
    )?;
    let rows = statement.query_map([handover], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Says by which step the chain of a proposal tells who follows it; none takes it back.
///
/// # Errors
/// What the database says.
pub fn set_step(db: &Connection, handover: &str, proposal: &str, by: Option<&str>) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO handover_proposals (id, handover_id, proposal_id, move_id) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (handover_id, proposal_id) DO UPDATE SET move_id = ?4",
    )?
    .execute(params![new_id(), handover, proposal, by])?;
    Ok(())
}

/// Opinions and proposals whose chain says who follows them now.
///
/// # Errors
/// What the database says.
pub fn passed(db: &Connection, handover: &str) -> Result<i64> {
    let of_opinions = opinions(db, handover)?.iter().filter(|line| line.move_id.is_some()).count();
    Ok(i64::try_from(of_opinions + proposals(db, handover)?.len()).unwrap_or(i64::MAX))
}

/// Removes a handover with what hangs on it.
///
/// # Errors
/// What the database says.
pub fn remove(db: &Connection, id: &str) -> Result<usize> {
    for sql in [
        "DELETE FROM handover_opinions WHERE handover_id = ?1",
        "DELETE FROM handover_proposals WHERE handover_id = ?1",
        "DELETE FROM handover_areas WHERE handover_id = ?1",
    ] {
        db.prepare_cached(sql)?.execute([id])?;
    }
    Ok(db.prepare_cached("DELETE FROM handovers WHERE id = ?1")?.execute([id])?)
}
