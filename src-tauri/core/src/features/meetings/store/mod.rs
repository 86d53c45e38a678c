//! The SQL of meetings.

pub mod pages;

use crate::features::attachments::model::Owner;
use crate::features::attachments::store as attachments;
use crate::features::meetings::model::{ActionLine, ActionPoint, Agenda, Attendance, Meeting};
use crate::ground::ids::new_id;
use crate::ground::refusal::Result;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::BTreeMap;

const MEETING: &str = "m.id, m.day, m.starts, m.kind, m.circle_id, m.term_id, m.session, m.title, m.place, m.host, m.recorder, m.notice_on, m.note";

fn meeting(row: &Row<'_>) -> rusqlite::Result<Meeting> {
    Ok(Meeting {
        id: row.get(0)?,
        day: row.get(1)?,
        starts: row.get(2)?,
        kind: row.get(3)?,
        circle_id: row.get(4)?,
        term_id: row.get(5)?,
        session: row.get(6)?,
        title: row.get(7)?,
        place: row.get(8)?,
        host: row.get(9)?,
        recorder: row.get(10)?,
        notice_on: row.get(11)?,
        note: row.get(12)?,
        ..Meeting::default()
    })
}

/// Meetings of a span of days, newest first, with who came and without their minutes.
pub fn list(db: &Connection, from: &str, to: &str) -> Result<Vec<Meeting>> {
    let mut statement = db.prepare_cached(&format!(
        "SELECT {MEETING} FROM meetings m WHERE m.day BETWEEN ?1 AND ?2 ORDER BY m.day DESC, m.id DESC"
    ))?;
    let mut all: Vec<Meeting> = statement.query_map([from, to], meeting)?.collect::<rusqlite::Result<_>>()?;
    let mut statement = db.prepare_cached(
        "SELECT a.meeting_id, a.person_id, a.status, a.reason FROM meetings m JOIN attendances a ON a.meeting_id = m.id
         JOIN people p ON p.id = a.person_id WHERE m.day BETWEEN ?1 AND ?2 ORDER BY p.stroke_key, p.name, p.id",
    )?;
    let mut came: BTreeMap<String, Vec<Attendance>> = BTreeMap::new();
    let rows = statement.query_map([from, to], |row| {
        let one = Attendance { person_id: row.get(1)?, status: row.get(2)?, reason: row.get(3)? };
        Ok((row.get::<_, String>(0)?, one))
    })?;
    for row in rows {
        let (meeting, one) = row?;
        came.entry(meeting).or_default().push(one);
    }
    for meeting in &mut all {
        meeting.attendance = came.remove(&meeting.id).unwrap_or_default();
    }
    Ok(all)
}

/// One meeting with its agenda, minutes and who came.
pub fn whole(db: &Connection, id: &str) -> Result<Option<Meeting>> {
    let found = db
        .prepare_cached(&format!("SELECT {MEETING}, m.minutes FROM meetings m WHERE m.id = ?1"))?
        .query_row([id], |row| Ok(Meeting { minutes: row.get(13)?, ..meeting(row)? }))
        .optional()?;
    let Some(mut found) = found else { return Ok(None) };
    found.attendance = db
        .prepare_cached(
            "SELECT a.person_id, a.status, a.reason FROM attendances a JOIN people p ON p.id = a.person_id
             WHERE a.meeting_id = ?1 ORDER BY p.stroke_key, p.name, p.id",
        )?
        .query_map([id], |row| Ok(Attendance { person_id: row.get(0)?, status: row.get(1)?, reason: row.get(2)? }))?
        .collect::<rusqlite::Result<_>>()?;
    found.agenda = db
        .prepare_cached(
            "SELECT id, kind, title, person_id, speaker, outcome FROM agenda_items WHERE meeting_id = ?1 ORDER BY place",
        )?
        .query_map([id], |row| {
            Ok(Agenda {
                id: row.get(0)?,
                kind: row.get(1)?,
                title: row.get(2)?,
                person_id: row.get(3)?,
                speaker: row.get(4)?,
                outcome: row.get(5)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    found.version = version(db, id)?;
    Ok(Some(found))
}

/// When a meeting, its agenda or its attendance was last changed, as a number that fits a form: the low 52 bits of the
/// clock, and how many rows there are. 0 when the meeting is not there.
pub fn version(db: &Connection, id: &str) -> Result<i64> {
    let version: Option<i64> = db
        .prepare_cached(
            "SELECT (max(r.changed) & 4503599627370495) + count(*) FROM records r WHERE r.id IN (SELECT ?1 UNION ALL
                 SELECT id FROM agenda_items WHERE meeting_id = ?1 UNION ALL SELECT id FROM attendances WHERE meeting_id = ?1)",
        )?
        .query_row([id], |row| row.get(0))?;
    Ok(version.unwrap_or(0))
}

/// Whether a meeting is there.
pub fn exists(db: &Connection, id: &str) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM meetings WHERE id = ?1")?.exists([id])?)
}

/// Inserts or changes a meeting; rows of attendance and agenda that stay keep their ids.
pub fn save(db: &Connection, one: &Meeting) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO meetings (id, day, starts, kind, circle_id, term_id, session, title, place, host, recorder, notice_on, minutes, note)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
         ON CONFLICT (id) DO UPDATE SET day = ?2, starts = ?3, kind = ?4, circle_id = ?5, term_id = ?6, session = ?7, title = ?8,
             place = ?9, host = ?10, recorder = ?11, notice_on = ?12, minutes = ?13, note = ?14",
    )?
    .execute(params![
        one.id,
        one.day,
        one.starts,
        one.kind,
        one.circle_id,
        one.term_id,
        one.session,
        one.title,
        one.place,
        one.host,
        one.recorder,
        one.notice_on,
        one.minutes,
        one.note
    ])?;
    save_attendance(db, one)?;
    save_agenda(db, one)
}

fn save_attendance(db: &Connection, one: &Meeting) -> Result<()> {
    let held: Vec<(String, Attendance)> = db
        .prepare_cached("SELECT id, person_id, status, reason FROM attendances WHERE meeting_id = ?1")?
        .query_map([&one.id], |row| {
            Ok((row.get(0)?, Attendance { person_id: row.get(1)?, status: row.get(2)?, reason: row.get(3)? }))
        })?
        .collect::<rusqlite::Result<_>>()?;
    for (id, known) in &held {
        if !one.attendance.iter().any(|came| came.person_id == known.person_id) {
            db.prepare_cached("DELETE FROM attendances WHERE id = ?1")?.execute([id])?;
        }
    }
    for came in &one.attendance {
        match held.iter().find(|(_, known)| known.person_id == came.person_id) {
            Some((_, known)) if known == came => {}
            Some((id, _)) => {
                db.prepare_cached("UPDATE attendances SET status = ?2, reason = ?3 WHERE id = ?1")?.execute([
                    id,
                    &came.status,
                    &came.reason,
                ])?;
            }
            None => {
                db.prepare_cached(
                    "INSERT INTO attendances (id, meeting_id, person_id, status, reason) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![new_id(), one.id, came.person_id, came.status, came.reason])?;
            }
        }
    }
    Ok(())
}

fn save_agenda(db: &Connection, one: &Meeting) -> Result<()> {
    let held: Vec<String> = db
        .prepare_cached("SELECT id FROM agenda_items WHERE meeting_id = ?1")?
        .query_map([&one.id], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for id in held.iter().filter(|id| !one.agenda.iter().any(|item| item.id == **id)) {
        db.prepare_cached("DELETE FROM agenda_items WHERE id = ?1")?.execute([id])?;
    }
    for (place, item) in (0_i64..).zip(&one.agenda) {
        let id = if held.contains(&item.id) { item.id.clone() } else { new_id() };
        db.prepare_cached(
            "INSERT INTO agenda_items (id, meeting_id, place, kind, title, person_id, speaker, outcome) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT (id) DO UPDATE SET place = ?3, kind = ?4, title = ?5, person_id = ?6, speaker = ?7, outcome = ?8",
        )?
        .execute(params![id, one.id, place, item.kind, item.title, item.person_id, item.speaker, item.outcome])?;
    }
    Ok(())
}

/// Removes a meeting with everything that hangs on it.
pub fn remove(db: &Connection, id: &str) -> Result<usize> {
    attachments::leave(db, Owner::Meetings, id)?;
    for sql in [
        "DELETE FROM action_points WHERE meeting_id = ?1",
        "DELETE FROM agenda_items WHERE meeting_id = ?1",
        "DELETE FROM attendances WHERE meeting_id = ?1",
    ] {
        db.prepare_cached(sql)?.execute([id])?;
    }
    Ok(db.prepare_cached("DELETE FROM meetings WHERE id = ?1")?.execute([id])?)
}

/// Inserts or changes an action point.
pub fn save_action(db: &Connection, one: &ActionPoint) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO action_points (id, meeting_id, content, person_id, owner, due_on, done_on, outcome) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (id) DO UPDATE SET content = ?3, person_id = ?4, owner = ?5, due_on = ?6, done_on = ?7, outcome = ?8",
    )?
    .execute(params![
        one.id,
        one.meeting_id,
        one.content,
        one.person_id,
        one.owner,
        one.due_on,
        one.done_on,
        one.outcome
    ])?;
    Ok(())
}

/// The meeting of an action point.
pub fn action_meeting(db: &Connection, id: &str) -> Result<Option<String>> {
    Ok(db
        .prepare_cached("SELECT meeting_id FROM action_points WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?)
}

/// Removes an action point.
pub fn remove_action(db: &Connection, id: &str) -> Result<usize> {
    Ok(db.prepare_cached("DELETE FROM action_points WHERE id = ?1")?.execute([id])?)
}

/// Action points of one meeting, or of all: what is open first, by its last day.
pub fn actions(db: &Connection, meeting: Option<&str>, open: bool) -> Result<Vec<ActionLine>> {
    let mut statement = db.prepare_cached(
        "SELECT a.id, a.meeting_id, a.content, a.person_id, a.owner, a.due_on, a.done_on, a.outcome, m.day, m.title
         FROM action_points a JOIN meetings m ON m.id = a.meeting_id
         WHERE (?1 IS NULL OR a.meeting_id = ?1) AND (NOT ?2 OR a.done_on IS NULL)
         ORDER BY a.done_on IS NOT NULL, a.due_on IS NULL, a.due_on, a.id",
    )?;
    let rows = statement.query_map(params![meeting, open], |row| {
        Ok(ActionLine {
            action: ActionPoint {
                id: row.get(0)?,
                meeting_id: row.get(1)?,
                content: row.get(2)?,
                person_id: row.get(3)?,
                owner: row.get(4)?,
                due_on: row.get(5)?,
                done_on: row.get(6)?,
                outcome: row.get(7)?,
            },
            day: row.get(8)?,
            title: row.get(9)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Papers handed in at a session of a congress.
pub fn papers(db: &Connection, term: &str, session: i64) -> Result<Vec<super::model::SessionPaper>> {
    let mut statement = db.prepare_cached(
        "SELECT id, kind, number, title, stage FROM proposals WHERE term_id = ?1 AND session = ?2 AND stage <> 'draft' ORDER BY serial IS NULL, serial, id",
    )?;
    let rows = statement.query_map(params![term, session], |row| {
        Ok(super::model::SessionPaper {
            id: row.get(0)?,
            kind: row.get(1)?,
            number: row.get(2)?,
            title: row.get(3)?,
            stage: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Meetings of a span of days whose minutes were written.
pub fn with_minutes(db: &Connection, from: &str, to: &str) -> Result<std::collections::BTreeSet<String>> {
    let mut statement =
        db.prepare_cached("SELECT id FROM meetings WHERE day BETWEEN ?1 AND ?2 AND trim(minutes) <> ''")?;
    Ok(statement.query_map([from, to], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}
