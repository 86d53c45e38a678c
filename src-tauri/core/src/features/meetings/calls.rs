//! What may be asked of meetings.

use super::model::{ActionLine, ActionPoint, Meeting, MeetingPage, MeetingWhole, PageAsked};
use super::store::{self, pages};
use crate::calls::Call;
use crate::features::One;
use crate::features::delegates::store::{self as delegates, Circle};
use crate::features::office::store::knows;
use crate::ground::clock::{day, time};
use crate::ground::ids::new_id;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};
use rusqlite::Connection;
use serde::Deserialize;
use std::collections::HashSet;
use ts_rs::TS;

const SAVE: Op = Op { name: "meetings.save", right: Right::Enter, undo: Undo::Undoable };
const REMOVE: Op = Op { name: "meetings.remove", right: Right::Enter, undo: Undo::Undoable };
const ACTION: Op = Op { name: "meetings.action", right: Right::Enter, undo: Undo::Undoable };
const DROP: Op = Op { name: "meetings.action_remove", right: Right::Enter, undo: Undo::Undoable };

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::read("meetings.list", r#"{"from":"2026-01-01","to":"2026-12-31"}"#, list),
        Call::read("meetings.page", r#"{"filter":{"from":"2026-01-01"},"sort":"present","limit":50}"#, page),
        Call::read("meetings.open", r#"{"id":"$meeting"}"#, open),
        Call::read("meetings.actions", r#"{"open":true}"#, actions),
        Call::write(
            &SAVE,
            r#"{"day":"2026-06-18","kind":"group","circle_id":"$circle","title":"讨论上半年走访情况","place":"镇政府三楼",
                "agenda":[{"kind":"topic","title":"上半年走访情况"}],"attendance":[{"person_id":"$delegate","status":"present"}]}"#,
            save,
        ),
        Call::write(&REMOVE, r#"{"id":"$meeting"}"#, remove),
        Call::write(
            &ACTION,
            r#"{"meeting_id":"$meeting","content":"整理路灯点位清单","person_id":"$delegate","due_on":"2026-10-15"}"#,
            action,
        ),
        Call::write(&DROP, r#"{"id":"$action"}"#, drop_action),
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

fn page(reading: &Reading<'_>, asked: PageAsked) -> Result<MeetingPage> {
    pages::page(reading.db, &asked)
}

fn open(reading: &Reading<'_>, one: One) -> Result<MeetingWhole> {
    whole(reading.db, &one.id)
}

/// A meeting with who is expected, what it asked for and the papers handed in there.
///
/// # Errors
/// `meetings.gone`; what the database says.
pub fn whole(db: &Connection, id: &str) -> Result<MeetingWhole> {
    let meeting = store::whole(db, id)?.ok_or_else(|| refuse("meetings.gone"))?;
    let papers = match &meeting.term_id {
        Some(term) if meeting.session > 0 => store::papers(db, term, meeting.session)?,
        _ => Vec::new(),
    };
    Ok(MeetingWhole {
        expected: expected(db, &meeting)?,
        actions: store::actions(db, Some(id), false)?,
        papers,
        meeting,
    })
}

/// Delegates with a seat on the day: of the group that meets and the groups in it, or of all; in the order of the register.
fn expected(db: &Connection, meeting: &Meeting) -> Result<Vec<String>> {
    let seats = delegates::seats(db, None)?;
    let circles = match &meeting.circle_id {
        Some(whole) => Some(parts_of(delegates::circles(db)?, whole)),
        None => None,
    };
    let seated = |person: &str| {
        seats.iter().any(|seat| {
            seat.person_id == person
                && seat.from_day <= meeting.day
                && seat.to_day.as_ref().is_none_or(|last| *last >= meeting.day)
                && circles.as_ref().is_none_or(|parts| seat.circle_id.as_ref().is_some_and(|own| parts.contains(own)))
        })
    };
    let people = delegates::people(db)?;
    Ok(people.into_iter().map(|one| one.id).filter(|id| seated(id)).collect())
}

/// A delegation with the groups in it, however deep.
fn parts_of(circles: Vec<Circle>, whole: &str) -> HashSet<String> {
    let mut parts = HashSet::from([whole.to_owned()]);
    loop {
        let before = parts.len();
        let within = |one: &&Circle| one.parent_id.as_ref().is_some_and(|parent| parts.contains(parent));
        let more: Vec<String> = circles.iter().filter(within).map(|one| one.id.clone()).collect();
        parts.extend(more);
        if parts.len() == before {
            return parts;
        }
    }
}

/// Which action points.
#[derive(Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[derive(Default)]
struct ActionsAsked {
    /// Of this meeting; of all when left out.
    meeting_id: Option<String>,
    /// Only those still open.
    open: bool,
}

fn actions(reading: &Reading<'_>, asked: ActionsAsked) -> Result<Vec<ActionLine>> {
    store::actions(reading.db, asked.meeting_id.as_deref(), asked.open)
}

fn save(writing: &mut Writing<'_>, mut meeting: Meeting) -> Result<One> {
    checked(writing, &mut meeting)?;
    if meeting.id.is_empty() {
        meeting.id = new_id();
    } else {
        let version = store::version(writing.tx, &meeting.id)?;
        if !store::exists(writing.tx, &meeting.id)? {
            return Err(refuse("meetings.gone"));
        }
        if meeting.version != 0 && meeting.version != version {
            return Err(refuse("meetings.changed_meanwhile"));
        }
    }
    writing.note("day", meeting.day.clone());
    writing.note("title", meeting.title.clone());
    writing.subject(&meeting.id);
    store::save(writing.tx, &meeting)?;
    Ok(One { id: meeting.id })
}

/// Trims what was entered and looks at it.
fn checked(writing: &Writing<'_>, meeting: &mut Meeting) -> Result<()> {
    let held_on = day(&meeting.day)?;
    // A meeting may be planned; nobody has come to it yet.
    if held_on > writing.today && meeting.attendance.iter().any(|came| came.status == "present") {
        return Err(refuse("meetings.in_future").with("day", meeting.day.clone()));
    }
    time(&meeting.starts)?;
    if let Some(notice) = &meeting.notice_on
        && day(notice)? > held_on
    {
        return Err(refuse("meetings.notice_late").with("day", meeting.day.clone()));
    }
    for text in [
        &mut meeting.title,
        &mut meeting.place,
        &mut meeting.host,
        &mut meeting.recorder,
        &mut meeting.minutes,
        &mut meeting.note,
    ] {
        *text = text.trim().to_owned();
    }
    if meeting.title.is_empty() {
        return Err(refuse("meetings.title"));
    }
    if !knows(writing.tx, "meeting_kind", &meeting.kind)? {
        return Err(refuse("meetings.kind"));
    }
    if !(0..=99).contains(&meeting.session) {
        return Err(refuse("meetings.session"));
    }
    for came in &mut meeting.attendance {
        if !matches!(came.status.as_str(), "present" | "leave" | "absent") {
            return Err(refuse("meetings.status"));
        }
        if came.status != "leave" {
            came.reason.clear();
        } else if !matches!(came.reason.as_str(), "" | "official" | "private" | "sick" | "other") {
            return Err(refuse("meetings.reason"));
        }
    }
    for came in &meeting.attendance {
        if meeting.attendance.iter().filter(|other| other.person_id == came.person_id).count() > 1 {
            return Err(refuse("meetings.twice"));
        }
    }
    for item in &mut meeting.agenda {
        item.title = item.title.trim().to_owned();
        item.speaker = item.speaker.trim().to_owned();
        item.outcome = item.outcome.trim().to_owned();
        if !matches!(item.kind.as_str(), "topic" | "report" | "speech") {
            return Err(refuse("meetings.agenda_kind"));
        }
    }
    meeting.agenda.retain(|item| !item.title.is_empty());
    Ok(())
}

fn remove(writing: &mut Writing<'_>, one: One) -> Result<One> {
    crate::features::materials::store::remove(writing.tx, &one.id)?;
    if store::remove(writing.tx, &one.id)? == 0 {
        return Err(refuse("meetings.gone"));
    }
    writing.subject(&one.id);
    Ok(one)
}

/// Keeps an action point.
///
/// # Errors
/// `meetings.action`, `meetings.gone`, `meetings.action_*`; what the database says.
pub fn action(writing: &mut Writing<'_>, mut point: ActionPoint) -> Result<One> {
    for text in [&mut point.content, &mut point.owner, &mut point.outcome] {
        *text = text.trim().to_owned();
    }
    if point.content.is_empty() {
        return Err(refuse("meetings.action"));
    }
    for on in [&point.due_on, &point.done_on].into_iter().flatten() {
        day(on)?;
    }
    if point.id.is_empty() {
        point.id = new_id();
    } else {
        point.meeting_id =
            store::action_meeting(writing.tx, &point.id)?.ok_or_else(|| refuse("meetings.action_gone"))?;
    }
    let meeting = store::whole(writing.tx, &point.meeting_id)?.ok_or_else(|| refuse("meetings.gone"))?;
    if point.due_on.as_ref().is_some_and(|due| *due < meeting.day) {
        return Err(refuse("meetings.action_due").with("day", meeting.day));
    }
    if let Some(done) = &point.done_on
        && (day(done)? > writing.today || *done < meeting.day)
    {
        return Err(refuse("meetings.action_done").with("day", meeting.day));
    }
    writing.note("title", meeting.title);
    writing.subject(&point.meeting_id);
    store::save_action(writing.tx, &point)?;
    Ok(One { id: point.id })
}

fn drop_action(writing: &mut Writing<'_>, one: One) -> Result<One> {
    let meeting = store::action_meeting(writing.tx, &one.id)?.ok_or_else(|| refuse("meetings.action_gone"))?;
    store::remove_action(writing.tx, &one.id)?;
    writing.subject(&meeting);
    Ok(one)
}
