//! The SQL of the chain of moves.

use crate::features::opinions::model::MoveLine;
use crate::features::opinions::rules::Standing;
use crate::ground::refusal::Result;
use rusqlite::{Connection, params};

/// Every move of an opinion, in order.
///
/// # Errors
/// What the database says.
pub fn moves(db: &Connection, opinion: &str) -> Result<Vec<MoveLine>> {
    let mut statement = db.prepare_cached(
        "SELECT m.id, m.place, m.kind, m.day, m.clerk_id, coalesce(c.name, ''), m.before, m.after, m.closes, m.unit, m.paper, m.deadline,
             m.signer, m.note, m.answer, m.told, m.rating, m.attachment, m.visit_id, m.proposal_id, m.family_id, m.withdraws, m.by_form
         FROM opinion_moves m LEFT JOIN clerks c ON c.id = m.clerk_id WHERE m.opinion_id = ?1 ORDER BY m.place, m.id",
    )?;
    let rows = statement.query_map([opinion], |row| {
        Ok(MoveLine {
            id: row.get(0)?,
            place: row.get(1)?,
            kind: row.get(2)?,
            day: row.get(3)?,
            clerk_id: row.get(4)?,
            clerk: row.get(5)?,
            before: row.get(6)?,
            after: row.get(7)?,
            closes: row.get(8)?,
            unit: row.get(9)?,
            paper: row.get(10)?,
            deadline: row.get(11)?,
            signer: row.get(12)?,
            note: row.get(13)?,
            answer: row.get(14)?,
            told: row.get(15)?,
            rating: row.get(16)?,
            attachment: row.get(17)?,
            visit_id: row.get(18)?,
            proposal_id: row.get(19)?,
            family_id: row.get(20)?,
            withdraws: row.get(21)?,
            by_form: row.get(22)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Adds a move.
///
/// # Errors
/// What the database says.
pub fn add(db: &Connection, opinion: &str, one: &MoveLine) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO opinion_moves (id, opinion_id, place, kind, day, clerk_id, before, after, closes, unit, paper, deadline, signer, note,
             answer, told, rating, attachment, visit_id, proposal_id, family_id, withdraws, by_form)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)",
    )?
    .execute(params![
        one.id,
        opinion,
        one.place,
        one.kind,
        one.day,
        one.clerk_id,
        one.before,
        one.after,
        one.closes,
        one.unit,
        one.paper,
        one.deadline,
        one.signer,
        one.note,
        one.answer,
        one.told,
        one.rating,
        one.attachment,
        one.visit_id,
        one.proposal_id,
        one.family_id,
        one.withdraws,
        one.by_form
    ])?;
    Ok(())
}

/// Removes the move a visit's form wrote: the form writes it anew.
///
/// # Errors
/// What the database says.
pub fn drop_form_move(db: &Connection, opinion: &str) -> Result<()> {
    crate::features::attachments::store::leave_form_move(db, opinion)?;
    db.prepare_cached("DELETE FROM opinion_moves WHERE opinion_id = ?1 AND by_form = 1")?.execute([opinion])?;
    Ok(())
}

/// Moves what a visit's form wrote on its old day to its new one; what it wrote on another day is never left before the new
/// one.
///
/// # Errors
/// What the database says.
pub fn redate_form_move(db: &Connection, opinion: &str, from: &str, to: &str) -> Result<()> {
    db.prepare_cached(
        "UPDATE opinion_moves SET day = ?3 WHERE opinion_id = ?1 AND by_form = 1 AND (day = ?2 OR day < ?3)",
    )?
    .execute([opinion, from, to])?;
    Ok(())
}

/// Writes what the chain adds up to into the opinion's row.
///
/// # Errors
/// What the database says.
pub fn stand(db: &Connection, opinion: &str, status: &str, now: &Standing, moves: usize) -> Result<()> {
    db.prepare_cached(
        "UPDATE opinions SET state = ?2, status = ?3, since = ?4, deadline = ?5, answer = ?6, unit = ?7, rating = ?8, closed_on = ?9,
             told_on = ?10, moves = ?11,
             family_id = coalesce(?12, (SELECT f.id FROM opinion_families f WHERE f.lead_id = opinions.id ORDER BY f.id LIMIT 1))
         WHERE id = ?1",
    )?
    .execute(params![
        opinion,
        now.state,
        status,
        now.since,
        now.deadline,
        now.answer,
        now.unit,
        now.rating,
        now.closed_on,
        now.told_on,
        i64::try_from(moves).unwrap_or(i64::MAX),
        now.family_id
    ])?;
    Ok(())
}

/// How many answers were given back at a visit to people of other visits.
///
/// # Errors
/// What the database says.
pub fn told_at(db: &Connection, visit: &str) -> Result<i64> {
    Ok(db
        .prepare_cached("SELECT count(*) FROM opinion_moves WHERE visit_id = ?1")?
        .query_row([visit], |row| row.get(0))?)
}
