//! What may be asked of meetings.

use super::store::{self, Meeting};
use crate::calls::Call;
use crate::features::One;
use crate::features::office::store::knows;
use crate::ground::clock::day;
use crate::ground::ids::new_id;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};
use serde::Deserialize;
use ts_rs::TS;

const SAVE: Op = Op { name: "meetings.save", right: Right::Enter, undo: Undo::Undoable };
const REMOVE: Op = Op { name: "meetings.remove", right: Right::Enter, undo: Undo::Undoable };

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::read("meetings.list", r#"{"from":"2026-01-01","to":"2026-12-31"}"#, list),
        Call::write(
            &SAVE,
            r#"{"day":"2026-06-18","kind":"group","circle_id":"$circle","title":"讨论上半年走访情况","place":"镇政府三楼",
                "attendance":[{"person_id":"$delegate","status":"present"}]}"#,
            save,
        ),
        Call::write(&REMOVE, r#"{"id":"$meeting"}"#, remove),
    ]
}

/// A span of days.
#[derive(Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Days {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
}

impl Default for Days {
    fn default() -> Self {
        Self { from: "0001-01-01".to_owned(), to: "9999-12-31".to_owned() }
    }
}

fn list(reading: &Reading<'_>, days: Days) -> Result<Vec<Meeting>> {
    store::list(reading.db, &days.from, &days.to)
}

fn save(writing: &mut Writing<'_>, mut meeting: Meeting) -> Result<One> {
    let held_on = day(&meeting.day)?;
    // A meeting may be planned; nobody has come to it yet.
    if held_on > writing.today && meeting.attendance.iter().any(|came| came.status == "present") {
        return Err(refuse("meetings.in_future").with("day", meeting.day));
    }
    for text in [&mut meeting.title, &mut meeting.place, &mut meeting.note] {
        *text = text.trim().to_owned();
    }
    if meeting.title.is_empty() {
        return Err(refuse("meetings.title"));
    }
    if !knows(writing.tx, "meeting_kind", &meeting.kind)? {
        return Err(refuse("meetings.kind"));
    }
    for came in &meeting.attendance {
        if !matches!(came.status.as_str(), "present" | "leave" | "absent") {
            return Err(refuse("meetings.status"));
        }
        if meeting.attendance.iter().filter(|other| other.person_id == came.person_id).count() > 1 {
            return Err(refuse("meetings.twice"));
        }
    }
    if meeting.id.is_empty() {
        meeting.id = new_id();
    } else if !store::exists(writing.tx, &meeting.id)? {
        return Err(refuse("meetings.gone"));
    }
    writing.note("day", meeting.day.clone());
    writing.note("title", meeting.title.clone());
    writing.subject(&meeting.id);
    store::save(writing.tx, &meeting)?;
    Ok(One { id: meeting.id })
}

fn remove(writing: &mut Writing<'_>, one: One) -> Result<One> {
    if store::remove(writing.tx, &one.id)? == 0 {
        return Err(refuse("meetings.gone"));
    }
    writing.subject(&one.id);
    Ok(one)
}
