//! The SQL of meetings.

use crate::ground::ids::new_id;
use crate::ground::refusal::Result;
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Who came.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Attendance {
    /// Delegate.
    pub person_id: String,
    /// present, leave or absent.
    pub status: String,
}

/// A meeting.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Meeting {
    /// Record; empty for a new one.
    pub id: String,
    /// Day.
    pub day: String,
    /// Dictionary meeting_kind.
    pub kind: String,
    /// Delegation or group; empty for all.
    pub circle_id: Option<String>,
    /// Subject.
    pub title: String,
    /// Room.
    pub place: String,
    /// Remark.
    pub note: String,
    /// Who was present, excused or absent.
    pub attendance: Vec<Attendance>,
}

/// Meetings of a span of days, newest first.
pub fn list(db: &Connection, from: &str, to: &str) -> Result<Vec<Meeting>> {
    let mut statement = db.prepare_cached(
        "SELECT id, day, kind, circle_id, title, place, note FROM meetings WHERE day BETWEEN ?1 AND ?2 ORDER BY day DESC, id DESC",
    )?;
    let mut all: Vec<Meeting> = statement
        .query_map([from, to], |row| {
            Ok(Meeting {
                id: row.get(0)?,
                day: row.get(1)?,
                kind: row.get(2)?,
                circle_id: row.get(3)?,
                title: row.get(4)?,
                place: row.get(5)?,
                note: row.get(6)?,
                attendance: Vec::new(),
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut statement = db.prepare_cached(
        "SELECT a.meeting_id, a.person_id, a.status FROM meetings m JOIN attendances a ON a.meeting_id = m.id
         JOIN people p ON p.id = a.person_id WHERE m.day BETWEEN ?1 AND ?2 ORDER BY p.stroke_key, p.name, p.id",
    )?;
    let mut came: BTreeMap<String, Vec<Attendance>> = BTreeMap::new();
    let rows = statement.query_map([from, to], |row| {
        Ok((row.get::<_, String>(0)?, Attendance { person_id: row.get(1)?, status: row.get(2)? }))
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

/// Whether a meeting is there.
pub fn exists(db: &Connection, id: &str) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM meetings WHERE id = ?1")?.exists([id])?)
}

/// Inserts or changes a meeting; rows of attendance that stay keep their ids.
pub fn save(db: &Connection, one: &Meeting) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO meetings (id, day, kind, circle_id, title, place, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (id) DO UPDATE SET day = ?2, kind = ?3, circle_id = ?4, title = ?5, place = ?6, note = ?7",
    )?
    .execute(params![one.id, one.day, one.kind, one.circle_id, one.title, one.place, one.note])?;
    let held: Vec<(String, String, String)> = db
        .prepare_cached("SELECT id, person_id, status FROM attendances WHERE meeting_id = ?1")?
        .query_map([&one.id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (id, person, _) in &held {
        if !one.attendance.iter().any(|came| came.person_id == *person) {
            db.prepare_cached("DELETE FROM attendances WHERE id = ?1")?.execute([id])?;
        }
    }
    for came in &one.attendance {
        match held.iter().find(|(_, person, _)| *person == came.person_id) {
            Some((_, _, status)) if *status == came.status => {}
            Some((id, ..)) => {
                db.prepare_cached("UPDATE attendances SET status = ?2 WHERE id = ?1")?.execute([id, &came.status])?;
            }
            None => {
                db.prepare_cached(
                    "INSERT INTO attendances (id, meeting_id, person_id, status) VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute(params![new_id(), one.id, came.person_id, came.status])?;
            }
        }
    }
    Ok(())
}

/// Removes a meeting with its attendance.
pub fn remove(db: &Connection, id: &str) -> Result<usize> {
    db.prepare_cached("DELETE FROM attendances WHERE meeting_id = ?1")?.execute([id])?;
    Ok(db.prepare_cached("DELETE FROM meetings WHERE id = ?1")?.execute([id])?)
}
