//! The SQL of what became of printed sheets: handed out, returned, counted, closed, corrected.

use super::super::forms::OwnForm;
use super::Voters;
use crate::ground::ids::{blind_id, new_id};
use crate::ground::refusal::Result;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::{BTreeMap, BTreeSet};

/// A batch with all that was registered about it.
#[derive(Debug, Clone, Default)]
pub struct Held {
    /// Record.
    pub id: String,
    /// Evaluation.
    pub round_id: String,
    /// Village or community, or the meeting.
    pub area_id: String,
    /// Who fills in its sheets.
    pub voters: Voters,
    /// Whether each of its sheets bears a random number.
    pub numbered: bool,
    /// The delegate its sheets are about; none for a team.
    pub person_id: Option<String>,
    /// Code on its sheets.
    pub code: String,
    /// Sheets printed.
    pub copies: i64,
    /// What was printed, as JSON.
    pub form: String,
    /// Geometry of a sheet, as JSON.
    pub geometry: String,
    /// Printed sheets handed out.
    pub issued: i64,
    /// Sheets copied on the spot and registered.
    pub copied: i64,
    /// Printed sheets kept back under seal.
    pub sealed: i64,
    /// Printed sheets destroyed.
    pub destroyed: i64,
    /// Who took the sheets out.
    pub taken_by: String,
    /// Day they were taken out.
    pub taken_on: Option<String>,
    /// Day of the meeting.
    pub held_on: Option<String>,
    /// When it began, HH:MM; empty when not written down.
    pub starts: String,
    /// Where it was held.
    pub venue: String,
    /// Day the bag came back.
    pub returned_on: Option<String>,
    /// Sheets counted when the bag was opened.
    pub returned: Option<i64>,
    /// People who should have come.
    pub invited: Option<i64>,
    /// Party members who came.
    pub present_members: Option<i64>,
    /// Residents who came.
    pub present_residents: Option<i64>,
    /// Those who watch the count.
    pub scrutineers: Vec<String>,
    /// Those who count.
    pub counters: Vec<String>,
    /// Who led the meeting.
    pub chair: String,
    /// Who called out the count.
    pub reader: String,
    /// Whether it was declared void because it was printed wrong.
    pub void: bool,
}

const COLUMNS: &str = "id, round_id, coalesce(area_id, meeting_id), person_id, code, copies, form, geometry, issued, copied, sealed, destroyed, taken_by, taken_on,
    held_on, returned_on, returned, invited, present_members, present_residents, scrutineers, counters, chair, reader,
    voters, numbered, voided_on IS NOT NULL, starts, venue";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Held> {
    let names = |at: usize| -> rusqlite::Result<Vec<String>> {
        Ok(serde_json::from_str(&row.get::<_, String>(at)?).unwrap_or_default())
    };
    Ok(Held {
        id: row.get(0)?,
        round_id: row.get(1)?,
        area_id: row.get(2)?,
        person_id: row.get(3)?,
        code: row.get(4)?,
        copies: row.get(5)?,
        form: row.get(6)?,
        geometry: row.get(7)?,
        issued: row.get(8)?,
        copied: row.get(9)?,
        sealed: row.get(10)?,
        destroyed: row.get(11)?,
        taken_by: row.get(12)?,
        taken_on: row.get(13)?,
        held_on: row.get(14)?,
        returned_on: row.get(15)?,
        returned: row.get(16)?,
        invited: row.get(17)?,
        present_members: row.get(18)?,
        present_residents: row.get(19)?,
        scrutineers: names(20)?,
        counters: names(21)?,
        chair: row.get(22)?,
        reader: row.get(23)?,
        voters: Voters::of(&row.get::<_, String>(24)?),
        numbered: row.get(25)?,
        void: row.get(26)?,
        starts: row.get(27)?,
        venue: row.get(28)?,
    })
}

/// The batches of a round that count, in the order they were printed.
pub fn of_round(db: &Connection, round: &str) -> Result<Vec<Held>> {
    let mut statement = db.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM batches WHERE round_id = ?1 AND voided_on IS NULL ORDER BY printed_at, id"
    ))?;
    Ok(statement.query_map([round], from_row)?.collect::<rusqlite::Result<_>>()?)
}

/// One batch.
pub fn find(db: &Connection, id: &str) -> Result<Option<Held>> {
    let mut statement = db.prepare_cached(&format!("SELECT {COLUMNS} FROM batches WHERE id = ?1"))?;
    Ok(statement.query_row([id], from_row).optional()?)
}

/// Writes what was registered about a batch; what was printed stays.
pub fn save(db: &Connection, one: &Held) -> Result<()> {
    db.prepare_cached(
        "UPDATE batches SET issued = ?2, copied = ?3, sealed = ?4, destroyed = ?5, taken_by = ?6, taken_on = ?7, held_on = ?8,
         returned_on = ?9, returned = ?10, invited = ?11, present_members = ?12, present_residents = ?13, scrutineers = ?14,
         counters = ?15, chair = ?16, reader = ?17, starts = ?18, venue = ?19 WHERE id = ?1",
    )?
    .execute(params![
        one.id,
        one.issued,
        one.copied,
        one.sealed,
        one.destroyed,
        one.taken_by,
        one.taken_on,
        one.held_on,
        one.returned_on,
        one.returned,
        one.invited,
        one.present_members,
        one.present_residents,
        serde_json::to_string(&one.scrutineers)?,
        serde_json::to_string(&one.counters)?,
        one.chair,
        one.reader,
        one.starts,
        one.venue
    ])?;
    Ok(())
}

/// Declares a batch void; its code stays taken.
pub fn void(db: &Connection, id: &str, on: &str, reason: &str) -> Result<()> {
    db.prepare_cached("UPDATE batches SET voided_on = ?2, void_reason = ?3 WHERE id = ?1")?
        .execute(params![id, on, reason])?;
    Ok(())
}

/// The day the counting of a round was closed.
pub fn closed_on(db: &Connection, round: &str) -> Result<Option<String>> {
    let mut statement = db.prepare_cached("SELECT closed_on FROM rounds WHERE id = ?1")?;
    Ok(statement.query_row([round], |row| row.get::<_, Option<String>>(0)).optional()?.flatten())
}

/// Note and name of a closing.
pub fn closing(db: &Connection, round: &str) -> Result<(String, String)> {
    Ok(db
        .prepare_cached("SELECT closed_note, closed_by FROM rounds WHERE id = ?1")?
        .query_row([round], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// Rules a round was closed by, as JSON; empty while it is open.
pub fn closed_rules(db: &Connection, round: &str) -> Result<String> {
    let mut statement = db.prepare_cached("SELECT closed_rules FROM rounds WHERE id = ?1")?;
    Ok(statement.query_row([round], |row| row.get(0)).optional()?.unwrap_or_default())
}

/// What a closing says.
pub struct Closed<'a> {
    /// Day.
    pub today: &'a str,
    /// Day of the last meeting, for a round that has none of its own.
    pub held_on: &'a str,
    /// Why it is closed with a difference.
    pub note: &'a str,
    /// Who answers for it.
    pub name: &'a str,
    /// The rules of the day, as JSON.
    pub rules: &'a str,
}

/// Closes a round.
pub fn close(db: &Connection, round: &str, closed: &Closed<'_>) -> Result<()> {
    let Closed { today, held_on, note, name, rules } = closed;
    db.prepare_cached(
        "UPDATE rounds SET state = 'finished', held_on = coalesce(held_on, ?3), closed_on = ?2, closed_note = ?4, closed_by = ?5,
         closed_rules = ?6 WHERE id = ?1",
    )?
    .execute(params![round, today, held_on, note, name, rules])?;
    Ok(())
}

/// Sheets of a batch as counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sheets {
    /// Valid sheets with an answer.
    pub valid: i64,
    /// Void sheets.
    pub void: i64,
    /// Sheets without any answer.
    pub blank: i64,
    /// Handed out and not returned.
    pub missing: i64,
    /// Handed out and in none of these.
    pub difference: i64,
    /// Counted from scans.
    pub scanned: i64,
    /// Counted by two keyings.
    pub keyed: i64,
    /// Counted in the hall.
    pub hall: i64,
    /// Of these the valid ones, whose answers everybody has heard.
    pub hall_valid: i64,
}

/// Counts of answers by row and grade; the grade may be `blank` or `void`.
pub type Answers = BTreeMap<(String, String), i64>;

/// Writes the counts of a batch, once.
pub fn add_counts(db: &Connection, batch: &str, sheets: &Sheets, answers: &Answers) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO batch_counts (id, batch_id, valid, void, blank, missing, difference, scanned, keyed, hall, hall_valid)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute(params![
        new_id(),
        batch,
        sheets.valid,
        sheets.void,
        sheets.blank,
        sheets.missing,
        sheets.difference,
        sheets.scanned,
        sheets.keyed,
        sheets.hall,
        sheets.hall_valid
    ])?;
    let mut statement =
        db.prepare_cached("INSERT INTO tallies (batch_id, row, grade, counted, closed) VALUES (?1, ?2, ?3, ?4, ?4)")?;
    for ((row, grade), counted) in answers {
        statement.execute(params![batch, row, grade, counted])?;
    }
    Ok(())
}

/// The counts of a closed round, by batch.
pub fn counts(db: &Connection, round: &str) -> Result<BTreeMap<String, (Sheets, Answers)>> {
    let mut all = BTreeMap::new();
    let mut statement = db.prepare_cached(
        "SELECT batch_id, valid, void, blank, missing, difference, scanned, keyed, hall, hall_valid FROM batch_counts
         WHERE batch_id IN (SELECT id FROM batches WHERE round_id = ?1)",
    )?;
    let rows = statement.query_map([round], |row| {
        let sheets = Sheets {
            valid: row.get(1)?,
            void: row.get(2)?,
            blank: row.get(3)?,
            missing: row.get(4)?,
            difference: row.get(5)?,
            scanned: row.get(6)?,
            keyed: row.get(7)?,
            hall: row.get(8)?,
            hall_valid: row.get(9)?,
        };
        Ok((row.get::<_, String>(0)?, sheets))
    })?;
    for row in rows {
        let (batch, sheets) = row?;
        all.insert(batch, (sheets, Answers::new()));
    }
    let mut statement = db.prepare_cached(
        "SELECT batch_id, row, grade, counted FROM tallies WHERE batch_id IN (SELECT id FROM batches WHERE round_id = ?1)",
    )?;
    let rows = statement.query_map([round], |row| {
        Ok((row.get::<_, String>(0)?, (row.get::<_, String>(1)?, row.get::<_, String>(2)?), row.get::<_, i64>(3)?))
    })?;
    for row in rows {
        let (batch, key, counted) = row?;
        if let Some((_, answers)) = all.get_mut(&batch) {
            answers.insert(key, counted);
        }
    }
    Ok(all)
}

/// A visible act on a closed round.
#[derive(Debug, Clone, Default)]
pub struct Correction {
    /// Batch.
    pub batch_id: String,
    /// Item or delegate.
    pub row: String,
    /// Grade.
    pub grade: String,
    /// Day.
    pub on: String,
    /// Why.
    pub reason: String,
    /// Who answers for it.
    pub name: String,
}

/// Corrects one count and keeps the act. What stood there is kept in the tally; the act itself holds no figure, because the
/// journal never tells counts by option.
pub fn correct(db: &Connection, round: &str, one: &Correction, counted: i64) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO tallies (batch_id, row, grade, counted, closed) VALUES (?1, ?2, ?3, ?4, 0)
         ON CONFLICT (batch_id, row, grade) DO UPDATE SET counted = ?4",
    )?
    .execute(params![one.batch_id, one.row, one.grade, counted])?;
    db.prepare_cached(
        "INSERT INTO tally_corrections (id, round_id, batch_id, row, grade, corrected_on, reason, name)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![new_id(), round, one.batch_id, one.row, one.grade, one.on, one.reason, one.name])?;
    Ok(())
}

/// The corrections of a round, oldest first, each with the count when the round was closed and the count now.
pub fn corrections(db: &Connection, round: &str) -> Result<Vec<(Correction, i64, i64)>> {
    let mut statement = db.prepare_cached(
        "SELECT c.batch_id, c.row, c.grade, c.corrected_on, c.reason, c.name, t.closed, t.counted
         FROM tally_corrections c JOIN tallies t ON t.batch_id = c.batch_id AND t.row = c.row AND t.grade = c.grade
         WHERE c.round_id = ?1 ORDER BY c.corrected_on, c.id",
    )?;
    let rows = statement.query_map([round], |row| {
        let one = Correction {
            batch_id: row.get(0)?,
            row: row.get(1)?,
            grade: row.get(2)?,
            on: row.get(3)?,
            reason: row.get(4)?,
            name: row.get(5)?,
        };
        Ok((one, row.get(6)?, row.get(7)?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The office's own forms, all versions.
pub fn forms(db: &Connection) -> Result<Vec<OwnForm>> {
    let mut statement =
        db.prepare_cached("SELECT id, code, version, content FROM evaluation_forms ORDER BY code, version")?;
    let rows = statement.query_map([], |row| {
        Ok(OwnForm {
            id: row.get(0)?,
            code: row.get(1)?,
            version: row.get(2)?,
            content: serde_json::from_str(&row.get::<_, String>(3)?).unwrap_or_default(),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The highest version of each form of the office's own.
///
/// # Errors
/// What the database says.
pub fn versions(db: &Connection) -> Result<crate::ground::numbers::Given> {
    crate::ground::numbers::read(
        db,
        "SELECT 'evaluation_forms ' || code, max(version) FROM evaluation_forms GROUP BY code",
    )
}

/// The next version of a form: one it does not have and never had.
pub fn next_version(db: &Connection, code: &str) -> Result<i64> {
    Ok(db
        .prepare_cached(
            "SELECT max(coalesce((SELECT max(version) FROM evaluation_forms WHERE code = ?1), 0),
                        coalesce((SELECT last FROM given_numbers WHERE series = 'evaluation_forms ' || ?1), 0)) + 1",
        )?
        .query_row([code], |row| row.get(0))?)
}

/// Inserts a version of a form, or changes one that was never printed.
pub fn save_form(db: &Connection, one: &OwnForm) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO evaluation_forms (id, code, version, content) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (id) DO UPDATE SET content = ?4",
    )?
    .execute(params![one.id, one.code, one.version, serde_json::to_string(&one.content)?])?;
    Ok(())
}

/// Forms and versions that were printed, as `code@version`.
pub fn printed_forms(db: &Connection) -> Result<BTreeSet<String>> {
    let mut statement = db.prepare_cached("SELECT DISTINCT json_extract(form, '$.code') FROM batches")?;
    let rows = statement.query_map([], |row| row.get::<_, Option<String>>(0))?;
    Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().flatten().collect())
}

/// Delegates and villages of a closed round that have valid sheets: those that were evaluated.
pub fn evaluated(db: &Connection, round: &str) -> Result<BTreeSet<(String, String)>> {
    let mut statement = db.prepare_cached(
        "SELECT s.person_id, s.area_id FROM round_subjects s JOIN batches b ON b.round_id = s.round_id AND b.area_id = s.area_id
         JOIN batch_counts c ON c.batch_id = b.id
         WHERE s.round_id = ?1 AND c.valid > 0 AND (b.person_id IS NULL OR b.person_id = s.person_id)",
    )?;
    let rows = statement.query_map([round], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Writes the free words of a closed round, each under a random id: no order is kept.
pub fn add_remark(db: &Connection, round: &str, rated: &str, text: &str) -> Result<()> {
    db.prepare_cached("INSERT INTO round_remarks (id, round_id, rated, text) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![blind_id(), round, rated, text])?;
    Ok(())
}

/// The free words of a closed round: whom they are about, and the words.
pub fn remarks(db: &Connection, round: &str) -> Result<Vec<(String, String)>> {
    let mut statement =
        db.prepare_cached("SELECT rated, text FROM round_remarks WHERE round_id = ?1 ORDER BY rated, text, id")?;
    let rows = statement.query_map([round], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The day the counting of the round a record belongs to was closed, and whether the round has printed sheets; none for
/// records of other tables.
pub fn standing_of(db: &Connection, kind: &str, record: &str) -> Result<Option<(Option<String>, bool)>> {
    let round = match kind {
        "rounds" => "?1",
        "batches" => "(SELECT round_id FROM batches WHERE id = ?1)",
        "round_subjects" => "(SELECT round_id FROM round_subjects WHERE id = ?1)",
        "round_rated" => "(SELECT round_id FROM round_rated WHERE id = ?1)",
        "round_meetings" => "(SELECT round_id FROM round_meetings WHERE id = ?1)",
        _ => return Ok(None),
    };
    let mut statement = db.prepare_cached(&format!(
        "SELECT closed_on, EXISTS (SELECT 1 FROM batches WHERE round_id = rounds.id AND voided_on IS NULL) FROM rounds WHERE id = {round}"
    ))?;
    Ok(statement.query_row([record], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}
