//! The SQL of reports on duty: who reports, and the meetings whose delegates rate them.

use super::{Meeting, Rated, Round, Subject};
use crate::ground::ids::new_id;
use crate::ground::refusal::Result;
use rusqlite::{Connection, params};

/// Fills in who reports and the meetings; every meeting rates all who report.
pub fn fill(db: &Connection, round: &mut Round) -> Result<()> {
    let mut statement =
        db.prepare_cached("SELECT id, name, post FROM round_rated WHERE round_id = ?1 ORDER BY place, id")?;
    round.rated = statement
        .query_map([&round.id], |row| Ok(Rated { id: row.get(0)?, name: row.get(1)?, post: row.get(2)? }))?
        .collect::<rusqlite::Result<_>>()?;
    let mut statement = db.prepare_cached(
        "SELECT id, name, venue, held_on, invited, present FROM round_meetings WHERE round_id = ?1 ORDER BY place, id",
    )?;
    round.meetings = statement
        .query_map([&round.id], |row| {
            Ok(Meeting {
                id: row.get(0)?,
                name: row.get(1)?,
                venue: row.get(2)?,
                held_on: row.get(3)?,
                invited: row.get(4)?,
                present: row.get(5)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let pairs = |meeting: &Meeting| -> Vec<Subject> {
        let pair = |one: &Rated| Subject { person_id: one.id.clone(), area_id: meeting.id.clone() };
        round.rated.iter().map(pair).collect()
    };
    round.subjects = round.meetings.iter().flat_map(pairs).collect();
    Ok(())
}

fn held(db: &Connection, sql: &str, round: &str) -> Result<Vec<String>> {
    let mut statement = db.prepare_cached(sql)?;
    Ok(statement.query_map([round], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// Inserts, changes and removes who reports and the meetings; those that stay keep their ids.
pub fn save(db: &Connection, one: &Round) -> Result<()> {
    for id in held(db, "SELECT id FROM round_rated WHERE round_id = ?1", &one.id)? {
        if !one.rated.iter().any(|wanted| wanted.id == id) {
            db.prepare_cached("DELETE FROM round_rated WHERE id = ?1")?.execute([id])?;
        }
    }
    for (place, wanted) in (0_i64..).zip(&one.rated) {
        let id = if wanted.id.is_empty() { new_id() } else { wanted.id.clone() };
        db.prepare_cached(
            "INSERT INTO round_rated (id, round_id, name, post, place) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (id) DO UPDATE SET name = ?3, post = ?4, place = ?5 WHERE round_id = ?2",
        )?
        .execute(params![id, one.id, wanted.name, wanted.post, place])?;
    }
    for id in held(db, "SELECT id FROM round_meetings WHERE round_id = ?1", &one.id)? {
        if !one.meetings.iter().any(|wanted| wanted.id == id) {
            db.prepare_cached("DELETE FROM round_meetings WHERE id = ?1")?.execute([id])?;
        }
    }
    for (place, wanted) in (0_i64..).zip(&one.meetings) {
        let id = if wanted.id.is_empty() { new_id() } else { wanted.id.clone() };
        db.prepare_cached(
            "INSERT INTO round_meetings (id, round_id, name, venue, held_on, invited, present, place)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT (id) DO UPDATE SET name = ?3, venue = ?4, held_on = ?5, invited = ?6, present = ?7, place = ?8
             WHERE round_id = ?2",
        )?
        .execute(params![
            id,
            one.id,
            wanted.name,
            wanted.venue,
            wanted.held_on,
            wanted.invited,
            wanted.present,
            place
        ])?;
    }
    Ok(())
}

/// Removes them with their round.
pub fn remove(db: &Connection, round: &str) -> Result<()> {
    db.prepare_cached("DELETE FROM round_rated WHERE round_id = ?1")?.execute([round])?;
    db.prepare_cached("DELETE FROM round_meetings WHERE round_id = ?1")?.execute([round])?;
    Ok(())
}
