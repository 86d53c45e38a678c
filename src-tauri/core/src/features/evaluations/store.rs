//! The SQL of evaluations: rounds and what was printed; [`batches`] holds what became of the sheets, [`round`] the store of
//! a round that is being counted.

pub mod batches;
pub mod report;
pub mod round;
pub mod signings;

use crate::ground::ids::new_id;
use crate::ground::refusal::Result;
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// A delegate evaluated by a village.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Subject {
    /// Delegate.
    pub person_id: String,
    /// Village or community.
    pub area_id: String,
}

/// Who rates whom.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "RoundKind")]
pub enum Kind {
    /// The members and residents of villages evaluate their delegates.
    #[default]
    Delegates,
    /// Delegates rate units and leaders who report on their duty, in one meeting or several.
    Report,
}

impl Kind {
    /// The code stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Delegates => "delegates",
            Self::Report => "report",
        }
    }
}

/// Who fills in the sheets of a batch.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "BatchVoters")]
pub enum Voters {
    /// Everybody who came, on the same sheets.
    #[default]
    All,
    /// Party members, on sheets of their own.
    Members,
    /// Residents, on sheets of their own.
    Residents,
}

impl Voters {
    /// The code stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Members => "members",
            Self::Residents => "residents",
        }
    }

    /// The code of a stored one.
    #[must_use]
    pub fn of(code: &str) -> Self {
        match code {
            "members" => Self::Members,
            "residents" => Self::Residents,
            _ => Self::All,
        }
    }
}

/// A unit or a leader who reports on duty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "RoundRated")]
pub struct Rated {
    /// Record; empty for a new one.
    pub id: String,
    /// Unit or leader, as printed.
    pub name: String,
    /// Post of a leader, or who reports for a unit.
    pub post: String,
}

/// A meeting whose delegates rate those who report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "RoundMeeting")]
pub struct Meeting {
    /// Record; empty for a new one.
    pub id: String,
    /// Name.
    pub name: String,
    /// Where it is held.
    pub venue: String,
    /// Day.
    pub held_on: Option<String>,
    /// Delegates who should come.
    pub invited: Option<i64>,
    /// Delegates who came: so many ballots are printed.
    pub present: Option<i64>,
}

/// The sheets printed for one village or meeting.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct Batch {
    /// Record.
    pub id: String,
    /// Village or community, or the meeting.
    pub area_id: String,
    /// Who fills in its sheets.
    pub voters: Voters,
    /// Whether each of its sheets bears a random number.
    pub numbered: bool,
    /// The delegate its sheets are about; none for a team.
    pub person_id: Option<String>,
    /// Code shared by all its sheets.
    pub code: String,
    /// Sheets ordered.
    pub copies: i64,
    /// When printed, UTC.
    pub printed_at: Option<String>,
}

/// Sheets that were printed wrong: their code stays taken, and a page that bears it is of no batch of the round.
#[derive(Debug, Clone, Default, Serialize, TS)]
#[ts(rename = "VoidBatch")]
pub struct VoidBatch {
    /// Record.
    pub id: String,
    /// Village or community, or the meeting.
    pub area_id: String,
    /// Who was to fill in its sheets.
    pub voters: Voters,
    /// The delegate its sheets are about; none for a team.
    pub person_id: Option<String>,
    /// Code on its sheets.
    pub code: String,
    /// Sheets ordered.
    pub copies: i64,
    /// Day it was declared void.
    pub voided_on: String,
    /// What is wrong with its sheets.
    pub reason: String,
}

/// One evaluation.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Round {
    /// Record; empty for a new one.
    pub id: String,
    /// Who rates whom.
    pub kind: Kind,
    /// Year it is for.
    pub year: i64,
    /// Name.
    pub title: String,
    /// Day it was held.
    pub held_on: Option<String>,
    /// planned, held or finished.
    pub state: String,
    /// Items and grades of its sheet; null until chosen.
    #[ts(type = "unknown")]
    pub form: serde_json::Value,
    /// Remark.
    pub note: String,
    /// Delegates and villages in the order of the sheet; of a report on duty, each who reports with each meeting, which is
    /// not taken when saving.
    pub subjects: Vec<Subject>,
    /// Those who report on duty, in the order of the sheet.
    pub rated: Vec<Rated>,
    /// Meetings of a report on duty.
    pub meetings: Vec<Meeting>,
    /// Printed batches; not taken when saving.
    #[serde(deserialize_with = "left_out")]
    pub batches: Vec<Batch>,
    /// Batches declared void because they were printed wrong; not taken when saving.
    #[serde(deserialize_with = "left_out")]
    pub voided: Vec<VoidBatch>,
    /// Whether party members and residents get sheets of their own; not taken when saving.
    #[serde(deserialize_with = "left_out")]
    pub apart: bool,
    /// Day its counting was closed here; not taken when saving.
    #[serde(deserialize_with = "left_out")]
    pub closed_on: Option<String>,
}

/// A field that is answered and sent back, but never taken.
fn left_out<'de, D: serde::Deserializer<'de>, T: Default>(source: D) -> std::result::Result<T, D::Error> {
    serde::de::IgnoredAny::deserialize(source).map(|_| T::default())
}

/// Rounds of a year, or all, newest first.
pub fn list(db: &Connection, year: Option<i64>) -> Result<Vec<Round>> {
    let mut statement = db.prepare_cached(
        "SELECT id, year, title, held_on, state, form, note, closed_on, kind FROM rounds WHERE ?1 IS NULL OR year = ?1 ORDER BY year DESC, held_on DESC, id DESC",
    )?;
    let mut all: Vec<Round> = statement
        .query_map([year], |row| {
            Ok(Round {
                id: row.get(0)?,
                year: row.get(1)?,
                title: row.get(2)?,
                held_on: row.get(3)?,
                state: row.get(4)?,
                form: serde_json::from_str(&row.get::<_, String>(5)?).unwrap_or_default(),
                note: row.get(6)?,
                closed_on: row.get(7)?,
                kind: if row.get::<_, String>(8)? == "report" { Kind::Report } else { Kind::Delegates },
                ..Round::default()
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut subjects: BTreeMap<String, Vec<Subject>> = BTreeMap::new();
    let mut statement =
        db.prepare_cached("SELECT round_id, person_id, area_id FROM round_subjects ORDER BY round_id, place")?;
    let rows = statement.query_map([], |row| {
        Ok((row.get::<_, String>(0)?, Subject { person_id: row.get(1)?, area_id: row.get(2)? }))
    })?;
    for row in rows {
        let (round, one) = row?;
        subjects.entry(round).or_default().push(one);
    }
    let mut batches: BTreeMap<String, Vec<Batch>> = BTreeMap::new();
    let mut statement = db.prepare_cached(
        "SELECT round_id, id, coalesce(area_id, meeting_id), person_id, code, copies, printed_at, voters, numbered FROM batches
         WHERE voided_on IS NULL ORDER BY round_id, printed_at, id",
    )?;
    let rows = statement.query_map([], |row| {
        let batch = Batch {
            id: row.get(1)?,
            area_id: row.get(2)?,
            person_id: row.get(3)?,
            code: row.get(4)?,
            copies: row.get(5)?,
            printed_at: row.get(6)?,
            voters: Voters::of(&row.get::<_, String>(7)?),
            numbered: row.get(8)?,
        };
        Ok((row.get::<_, String>(0)?, batch))
    })?;
    for row in rows {
        let (round, one) = row?;
        batches.entry(round).or_default().push(one);
    }
    let mut voided: BTreeMap<String, Vec<VoidBatch>> = BTreeMap::new();
    let mut statement = db.prepare_cached(
        "SELECT round_id, id, coalesce(area_id, meeting_id), person_id, code, copies, voters, voided_on, void_reason FROM batches
         WHERE voided_on IS NOT NULL ORDER BY round_id, printed_at, id",
    )?;
    let rows = statement.query_map([], |row| {
        let batch = VoidBatch {
            id: row.get(1)?,
            area_id: row.get(2)?,
            person_id: row.get(3)?,
            code: row.get(4)?,
            copies: row.get(5)?,
            voters: Voters::of(&row.get::<_, String>(6)?),
            voided_on: row.get(7)?,
            reason: row.get(8)?,
        };
        Ok((row.get::<_, String>(0)?, batch))
    })?;
    for row in rows {
        let (round, one) = row?;
        voided.entry(round).or_default().push(one);
    }
    for round in &mut all {
        round.voided = voided.remove(&round.id).unwrap_or_default();
        round.subjects = subjects.remove(&round.id).unwrap_or_default();
        round.batches = batches.remove(&round.id).unwrap_or_default();
        if round.kind == Kind::Report {
            report::fill(db, round)?;
        }
    }
    Ok(all)
}

/// Whether a round is there.
pub fn exists(db: &Connection, id: &str) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM rounds WHERE id = ?1")?.exists([id])?)
}

/// How many batches of a round were printed.
pub fn printed(db: &Connection, id: &str) -> Result<i64> {
    Ok(db.prepare_cached("SELECT count(*) FROM batches WHERE round_id = ?1")?.query_row([id], |row| row.get(0))?)
}

/// Inserts or changes a round; subjects that stay keep their ids.
pub fn save(db: &Connection, one: &Round) -> Result<()> {
    let form = if one.form.is_null() { String::new() } else { one.form.to_string() };
    db.prepare_cached(
        "INSERT INTO rounds (id, year, title, held_on, state, form, note, kind) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (id) DO UPDATE SET year = ?2, title = ?3, held_on = ?4, state = ?5, form = ?6, note = ?7, kind = ?8",
    )?
    .execute(params![one.id, one.year, one.title, one.held_on, one.state, form, one.note, one.kind.code()])?;
    report::save(db, one)?;
    let none = Vec::new();
    let wanted = if one.kind == Kind::Delegates { &one.subjects } else { &none };
    let held: Vec<(String, Subject, i64)> = db
        .prepare_cached("SELECT id, person_id, area_id, place FROM round_subjects WHERE round_id = ?1")?
        .query_map([&one.id], |row| {
            Ok((row.get(0)?, Subject { person_id: row.get(1)?, area_id: row.get(2)? }, row.get(3)?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    for (id, known, _) in &held {
        if !wanted.contains(known) {
            db.prepare_cached("DELETE FROM round_subjects WHERE id = ?1")?.execute([id])?;
        }
    }
    for (place, wanted) in (0_i64..).zip(wanted) {
        match held.iter().find(|(_, known, _)| known == wanted) {
            Some((_, _, at)) if *at == place => {}
            Some((id, ..)) => {
                db.prepare_cached("UPDATE round_subjects SET place = ?2 WHERE id = ?1")?.execute(params![id, place])?;
            }
            None => {
                db.prepare_cached(
                    "INSERT INTO round_subjects (id, round_id, person_id, area_id, place) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![new_id(), one.id, wanted.person_id, wanted.area_id, place])?;
            }
        }
    }
    Ok(())
}

/// Removes a round with its subjects.
pub fn remove(db: &Connection, id: &str) -> Result<usize> {
    db.prepare_cached("DELETE FROM round_subjects WHERE round_id = ?1")?.execute([id])?;
    report::remove(db, id)?;
    Ok(db.prepare_cached("DELETE FROM rounds WHERE id = ?1")?.execute([id])?)
}

/// A batch as printed.
pub struct Printed {
    /// Record.
    pub id: String,
    /// Village or community, or the meeting.
    pub area_id: String,
    /// Whether it is a meeting.
    pub meeting: bool,
    /// Who fills in its sheets.
    pub voters: Voters,
    /// Whether each of its sheets bears a random number.
    pub numbered: bool,
    /// The delegate its sheets are about; none for a team.
    pub person_id: Option<String>,
    /// Code on every sheet.
    pub code: String,
    /// Sheets ordered.
    pub copies: i64,
    /// Where everything stands on a sheet, as JSON.
    pub geometry: String,
    /// What was printed, as JSON: a later change of the form does not reach it.
    pub form: String,
    /// When, UTC.
    pub printed_at: String,
}

/// Codes in use.
pub fn codes(db: &Connection) -> Result<Vec<String>> {
    let mut statement = db.prepare_cached("SELECT code FROM batches")?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// Writes a printed batch.
pub fn add_batch(db: &Connection, round: &str, one: &Printed) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO batches (id, round_id, area_id, meeting_id, voters, numbered, person_id, code, copies, geometry, form, printed_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?
    .execute(params![
        one.id,
        round,
        (!one.meeting).then_some(&one.area_id),
        one.meeting.then_some(&one.area_id),
        one.voters.code(),
        one.numbered,
        one.person_id,
        one.code,
        one.copies,
        one.geometry,
        one.form,
        one.printed_at
    ])?;
    Ok(())
}
