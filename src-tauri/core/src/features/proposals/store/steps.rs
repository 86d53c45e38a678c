//! The SQL of the chain's steps. Rows are added; none is changed but for a last day the holidays of which became known.

use crate::features::proposals::chain::State;
use crate::features::proposals::model::{Move, Named, Rating, UnitRole};
use crate::ground::ids::new_id;
use crate::ground::refusal::Result;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::BTreeMap;

const STEP: &str = "m.id, m.proposal_id, m.place, m.move, m.day, m.clerk_id, m.unit, m.ground, m.note, m.document, m.signer, m.contact,
    m.scheme, m.result, m.hard, m.other_id, m.number, m.series, m.serial, m.due_on, m.corrects, m.opinion_id";

fn step(row: &Row<'_>) -> rusqlite::Result<Move> {
    Ok(Move {
        id: row.get(0)?,
        proposal_id: row.get(1)?,
        place: row.get(2)?,
        code: row.get(3)?,
        day: row.get(4)?,
        clerk_id: row.get(5)?,
        unit: row.get(6)?,
        ground: row.get(7)?,
        note: row.get(8)?,
        document: row.get(9)?,
        signer: row.get(10)?,
        contact: row.get(11)?,
        scheme: row.get(12)?,
        result: row.get(13)?,
        hard: row.get(14)?,
        other_id: row.get(15)?,
        number: row.get(16)?,
        series: row.get(17)?,
        serial: row.get(18)?,
        due_on: row.get(19)?,
        corrects: row.get(20)?,
        opinion_id: row.get(21)?,
        area_id: None,
        units: Vec::new(),
        ratings: Vec::new(),
    })
}

/// The steps of a paper in their order.
pub fn of(db: &Connection, proposal: &str) -> Result<Vec<Move>> {
    let mut statement =
        db.prepare_cached(&format!("SELECT {STEP} FROM proposal_moves m WHERE m.proposal_id = ?1 ORDER BY m.place"))?;
    let mut all: Vec<Move> = statement.query_map([proposal], step)?.collect::<rusqlite::Result<_>>()?;
    let mut units: BTreeMap<String, Vec<UnitRole>> = BTreeMap::new();
    let mut statement = db.prepare_cached(
        "SELECT u.move_id, u.unit, u.role FROM proposal_units u JOIN proposal_moves m ON m.id = u.move_id
         WHERE m.proposal_id = ?1 ORDER BY u.place",
    )?;
    let rows = statement.query_map([proposal], |row| {
        Ok((row.get::<_, String>(0)?, UnitRole { unit: row.get(1)?, role: row.get(2)? }))
    })?;
    for row in rows {
        let (step, unit) = row?;
        units.entry(step).or_default().push(unit);
    }
    let mut ratings: BTreeMap<String, Vec<Rating>> = BTreeMap::new();
    let mut statement = db.prepare_cached(
        "SELECT r.move_id, r.person_id, r.work, r.outcome, r.paper, r.note FROM proposal_ratings r
         JOIN proposal_moves m ON m.id = r.move_id WHERE m.proposal_id = ?1 ORDER BY r.id",
    )?;
    let rows = statement.query_map([proposal], |row| {
        let rating = Rating {
            person_id: row.get(1)?,
            work: row.get(2)?,
            outcome: row.get(3)?,
            paper: row.get(4)?,
            note: row.get(5)?,
        };
        Ok((row.get::<_, String>(0)?, rating))
    })?;
    for row in rows {
        let (step, rating) = row?;
        ratings.entry(step).or_default().push(rating);
    }
    for one in &mut all {
        one.units = units.remove(&one.id).unwrap_or_default();
        one.ratings = ratings.remove(&one.id).unwrap_or_default();
    }
    Ok(all)
}

/// Adds a step with its units and ratings.
pub fn add(db: &Connection, one: &Move) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO proposal_moves (id, proposal_id, place, move, day, clerk_id, unit, ground, note, document, signer, contact,
             scheme, result, hard, other_id, number, series, serial, due_on, corrects, opinion_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)",
    )?
    .execute(params![
        one.id,
        one.proposal_id,
        one.place,
        one.code,
        one.day,
        one.clerk_id,
        one.unit,
        one.ground,
        one.note,
        one.document,
        one.signer,
        one.contact,
        one.scheme,
        one.result,
        one.hard,
        one.other_id,
        one.number,
        one.series,
        one.serial,
        one.due_on,
        one.corrects,
        one.opinion_id
    ])?;
    for (place, unit) in (0_i64..).zip(&one.units) {
        db.prepare_cached("INSERT INTO proposal_units (id, move_id, unit, role, place) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![new_id(), one.id, unit.unit, unit.role, place])?;
    }
    for rating in &one.ratings {
        db.prepare_cached(
            "INSERT INTO proposal_ratings (id, move_id, person_id, work, outcome, paper, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            new_id(),
            one.id,
            rating.person_id,
            rating.work,
            rating.outcome,
            rating.paper,
            rating.note
        ])?;
    }
    Ok(())
}

/// Copies to the paper what its steps tell, for lists.
pub fn settle(db: &Connection, proposal: &str, state: &State) -> Result<()> {
    let (number, series, serial) = match &state.number {
        Some((number, series, serial)) => (number.as_str(), Some(series), Some(serial)),
        None => ("", None, None),
    };
    db.prepare_cached(
        "UPDATE proposals SET number = ?2, series = ?3, serial = ?4, stage = ?5, due_on = ?6, unit = ?7, result = ?8, round = ?9,
             into_id = ?10, withdrawn_on = ?11 WHERE id = ?1",
    )?
    .execute(params![
        proposal,
        number,
        series,
        serial,
        state.stage,
        state.due_on(),
        state.answering(),
        state.result,
        state.round,
        state.into_id,
        state.withdrawn_on
    ])?;
    Ok(())
}

/// Papers that wait for something until a day.
pub fn waiting(db: &Connection) -> Result<Vec<String>> {
    let mut statement = db.prepare_cached(
        "SELECT id FROM proposals WHERE stage IN ('assigned', 'handling', 'replied') AND due_on IS NOT NULL ORDER BY id",
    )?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// Sets the last day of what a step set going, by holidays that became known since.
pub fn set_due(db: &Connection, step: &str, due: Option<&str>) -> Result<()> {
    db.prepare_cached("UPDATE proposal_moves SET due_on = ?2 WHERE id = ?1")?.execute(params![step, due])?;
    Ok(())
}

/// Sets the day a paper was handed in.
pub fn set_day(db: &Connection, proposal: &str, day: &str) -> Result<()> {
    db.prepare_cached("UPDATE proposals SET day = ?2 WHERE id = ?1 AND day <> ?2")?.execute([proposal, day])?;
    Ok(())
}

/// The highest number of each series.
///
/// # Errors
/// What the database says.
pub fn numbers(db: &Connection) -> Result<crate::ground::numbers::Given> {
    crate::ground::numbers::read(
        db,
        "SELECT 'proposals ' || series, max(serial) FROM proposals WHERE serial IS NOT NULL GROUP BY series",
    )
}

/// The next number of a series: one that no paper has or ever had.
pub fn next_serial(db: &Connection, series: &str) -> Result<i64> {
    Ok(db
        .prepare_cached(
            "SELECT max(coalesce((SELECT max(serial) FROM proposals WHERE series = ?1), 0),
                        coalesce((SELECT last FROM given_numbers WHERE series = 'proposals ' || ?1), 0)) + 1",
        )?
        .query_row([series], |row| row.get(0))?)
}

/// The number a paper bore in a series before its filing was taken back: filed again it bears it again.
pub fn own_serial(db: &Connection, proposal: &str, series: &str) -> Result<Option<i64>> {
    Ok(db
        .prepare_cached(
            "SELECT m.serial FROM proposal_moves m WHERE m.proposal_id = ?1 AND m.series = ?2 AND m.serial IS NOT NULL
                 AND NOT EXISTS (SELECT 1 FROM proposals p WHERE p.series = m.series AND p.serial = m.serial AND p.id <> ?1)
             ORDER BY m.place DESC LIMIT 1",
        )?
        .query_row([proposal, series], |row| row.get(0))
        .optional()?)
}

fn named(row: &Row<'_>) -> rusqlite::Result<Named> {
    Ok(Named { id: row.get(0)?, number: row.get(1)?, title: row.get(2)?, stage: row.get(3)? })
}

/// A paper by its names.
pub fn name(db: &Connection, id: &str) -> Result<Option<Named>> {
    Ok(db
        .prepare_cached("SELECT id, number, title, stage FROM proposals WHERE id = ?1")?
        .query_row([id], named)
        .optional()?)
}

/// Papers joined to this one.
pub fn joined(db: &Connection, id: &str) -> Result<Vec<Named>> {
    let mut statement =
        db.prepare_cached("SELECT id, number, title, stage FROM proposals WHERE into_id = ?1 ORDER BY serial, id")?;
    Ok(statement.query_map([id], named)?.collect::<rusqlite::Result<_>>()?)
}

/// How many other papers name this one: joined to it once, or asked after it.
pub fn named_by(db: &Connection, id: &str) -> Result<i64> {
    Ok(db
        .prepare_cached(
            "SELECT count(*) FROM (SELECT id FROM proposals WHERE into_id = ?1 OR inquiry_id = ?1
                 UNION SELECT proposal_id FROM proposal_moves WHERE other_id = ?1 AND proposal_id <> ?1)",
        )?
        .query_row([id], |row| row.get(0))?)
}

/// Kind and stage of a paper.
pub fn kind_and_stage(db: &Connection, id: &str) -> Result<Option<(String, String)>> {
    Ok(db
        .prepare_cached("SELECT kind, stage FROM proposals WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// Units named so far, the ones named most first, for the field that asks for one.
pub fn units(db: &Connection) -> Result<Vec<String>> {
    let mut statement = db.prepare_cached(
        "SELECT unit FROM (SELECT unit FROM proposal_units UNION ALL SELECT unit FROM opinions WHERE unit <> '')
         GROUP BY unit ORDER BY count(*) DESC, unit LIMIT 200",
    )?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// A joined paper shows the day and the units of the one it was joined to.
pub fn follow(db: &Connection, proposal: &str, main: &State) -> Result<()> {
    db.prepare_cached("UPDATE proposals SET due_on = ?2, unit = ?3 WHERE id = ?1")?.execute(params![
        proposal,
        main.reply_by,
        main.answering()
    ])?;
    Ok(())
}

/// What came of a paper, as its row and its last answer tell.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Units that answer it.
    pub unit: String,
    /// Dictionary the result class was chosen from.
    pub scheme: String,
    /// Result class of the last answer.
    pub result: String,
    /// Who signed the last answer; none when there is none.
    pub signer: Option<String>,
    /// Ratings of the answer as (how it was handled, what came of it), by proposer.
    pub ratings: BTreeMap<String, (String, String)>,
    /// Steps that carry a document number: day, step, number.
    pub letters: Vec<(String, String, String)>,
}

/// What came of the papers of a span of days, by paper.
pub fn outcomes(db: &Connection, from: &str, to: &str) -> Result<BTreeMap<String, Outcome>> {
    let mut all: BTreeMap<String, Outcome> = BTreeMap::new();
    let mut statement = db.prepare_cached("SELECT id, unit, result FROM proposals WHERE day BETWEEN ?1 AND ?2")?;
    let mut rows = statement.query([from, to])?;
    while let Some(row) = rows.next()? {
        let outcome = Outcome { unit: row.get(1)?, result: row.get(2)?, ..Outcome::default() };
        all.insert(row.get(0)?, outcome);
    }
    let mut statement = db.prepare_cached(
        "SELECT m.proposal_id, m.move, m.day, m.document, m.signer, m.scheme FROM proposals p
         JOIN proposal_moves m ON m.proposal_id = p.id
         WHERE p.day BETWEEN ?1 AND ?2 AND NOT EXISTS (SELECT 1 FROM proposal_moves c WHERE c.corrects = m.id)
         ORDER BY m.proposal_id, m.place",
    )?;
    let mut rows = statement.query([from, to])?;
    while let Some(row) = rows.next()? {
        let Some(outcome) = all.get_mut(row.get_ref(0)?.as_str().unwrap_or_default()) else { continue };
        let (code, document): (String, String) = (row.get(1)?, row.get(3)?);
        if code == "reply" || code == "answer_at_once" {
            outcome.signer = Some(row.get(4)?);
            outcome.scheme = row.get(5)?;
        }
        if !document.is_empty() {
            outcome.letters.push((row.get(2)?, code, document));
        }
    }
    let mut statement = db.prepare_cached(
        "SELECT m.proposal_id, r.person_id, r.work, r.outcome FROM proposals p JOIN proposal_moves m ON m.proposal_id = p.id
         JOIN proposal_ratings r ON r.move_id = m.id
         WHERE p.day BETWEEN ?1 AND ?2 AND NOT EXISTS (SELECT 1 FROM proposal_moves c WHERE c.corrects = m.id)
         ORDER BY m.place, r.id",
    )?;
    let mut rows = statement.query([from, to])?;
    while let Some(row) = rows.next()? {
        let Some(outcome) = all.get_mut(row.get_ref(0)?.as_str().unwrap_or_default()) else { continue };
        outcome.ratings.insert(row.get(1)?, (row.get(2)?, row.get(3)?));
    }
    Ok(all)
}
