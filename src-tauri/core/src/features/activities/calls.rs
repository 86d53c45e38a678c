//! What may be asked of activities. Reports and what becomes of them stand in [`super::reporting`].

use super::model::{Activity, ActivityPage, ActivityWhole, DelegateActivity, KindFields, Link, PageAsked};
use super::reporting;
use super::rules;
use super::store::{self, lists, reports};
use crate::calls::Call;
use crate::features::office::store::{entries, knows};
use crate::features::opinions::model::OpinionEntry;
use crate::features::{Nothing, One};
use crate::ground::ids::new_id;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};
use rusqlite::Connection;
use serde::Deserialize;
use ts_rs::TS;

const SAVE: Op = Op { name: "activities.save", right: Right::Enter, undo: Undo::Undoable };
const REMOVE: Op = Op { name: "activities.remove", right: Right::Enter, undo: Undo::Undoable };
const LINK: Op = Op { name: "activities.link", right: Right::Enter, undo: Undo::Undoable };
const UNLINK: Op = Op { name: "activities.unlink", right: Right::Enter, undo: Undo::Undoable };
const OPINION: Op = Op { name: "activities.opinion", right: Right::Enter, undo: Undo::Undoable };

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    let mut calls = vec![
        Call::read("activities.kinds", "{}", kinds),
        Call::read("activities.page", r#"{"filter":{"from":"2026-01-01"},"limit":50}"#, page),
        Call::read("activities.open", r#"{"id":"$activity"}"#, open),
        Call::read(
            "activities.of_delegate",
            r#"{"person_id":"$delegate","from":"2026-01-01","to":"2026-12-31"}"#,
            of_delegate,
        ),
        Call::read("activities.of_record", r#"{"id":"$proposal"}"#, of_record),
        Call::write(
            &SAVE,
            r#"{"kind":"research","title":"老旧小区加装电梯","from_day":"2026-08-11","to_day":"2026-08-13","areas":["$area"],
                "organiser":"区委党联办","delegates":["$delegate"],"members":["$person"],"findings":"多数住户赞成，一楼住户有顾虑。"}"#,
            save,
        ),
        Call::write(&REMOVE, r#"{"id":"$loneactivity"}"#, remove),
        Call::write(&LINK, r#"{"activity_id":"$activity","kind":"opinions","record_id":"$word"}"#, link),
        Call::write(&UNLINK, r#"{"id":"$activitylink"}"#, unlink),
        Call::write(
            &OPINION,
            r#"{"activity_id":"$activity","opinion":{"area_id":"$area","day":"2026-08-11","topic":"environment","content":"加装电梯的公示期太短"}}"#,
            opinion,
        ),
    ];
    calls.extend(reporting::all());
    calls
}

/// What each kind asks for today, in the order of the dictionary.
fn kinds(reading: &Reading<'_>, _: Nothing) -> Result<Vec<KindFields>> {
    let today = reading.today.to_string();
    let all = entries(reading.db)?;
    all.iter()
        .filter(|entry| entry.list == "activity_kind" && entry.active)
        .map(|entry| store::kind_fields(reading.db, &entry.code, &today))
        .collect()
}

fn page(reading: &Reading<'_>, asked: PageAsked) -> Result<ActivityPage> {
    Ok(ActivityPage {
        lines: lists::lines(reading.db, &asked)?,
        sums: lists::sums(reading.db, &asked.filter)?,
        kinds: lists::kinds(reading.db, &asked.filter)?,
    })
}

fn open(reading: &Reading<'_>, one: One) -> Result<ActivityWhole> {
    whole(reading.db, &one.id)
}

/// An activity with its reports and what grew out of it.
///
/// # Errors
/// `activities.gone`; what the database says.
pub fn whole(db: &Connection, id: &str) -> Result<ActivityWhole> {
    let activity = store::whole(db, id)?.ok_or_else(|| refuse("activities.gone"))?;
    let asked =
        reports::Asked { activity: Some(id), collation: None, from: None, to: None, unsent: false, texts: true };
    Ok(ActivityWhole { reports: reports::lines(db, &asked)?, links: store::links(db, id)?, activity })
}

/// A delegate and a span of days.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "DelegateActivitiesAsked")]
struct OfDelegate {
    /// Delegate.
    person_id: String,
    /// First day.
    from: String,
    /// Last day.
    to: String,
}

fn of_delegate(reading: &Reading<'_>, asked: OfDelegate) -> Result<Vec<DelegateActivity>> {
    store::of_delegate(reading.db, &asked.person_id, &asked.from, &asked.to)
}

fn of_record(reading: &Reading<'_>, one: One) -> Result<Vec<Link>> {
    store::of_record(reading.db, &one.id)
}

/// Writes an activity; also for the practice township.
///
/// # Errors
/// What [`rules::check`] says; `activities.kind`, `activities.manner`, `activities.gone`, `activities.changed_meanwhile`.
pub fn save(writing: &mut Writing<'_>, mut one: Activity) -> Result<One> {
    if !knows(writing.tx, "activity_kind", &one.kind)? {
        return Err(refuse("activities.kind"));
    }
    if !one.manner.is_empty() && !knows(writing.tx, "report_manner", &one.manner)? {
        return Err(refuse("activities.manner"));
    }
    // An old activity is judged by what was asked for then; a day nobody can read is refused by the check.
    let asks = store::kind_fields(writing.tx, &one.kind, &one.from_day)?;
    rules::check(&mut one, &asks, writing.today)?;
    if one.id.is_empty() {
        one.id = new_id();
    } else {
        if !store::exists(writing.tx, &one.id)? {
            return Err(refuse("activities.gone"));
        }
        if one.version != 0 && one.version != store::version(writing.tx, &one.id)? {
            return Err(refuse("activities.changed_meanwhile"));
        }
    }
    note(writing, &one.id, &one.from_day, &one.title);
    store::save(writing.tx, &one, &writing.actor.id)?;
    Ok(One { id: one.id })
}

/// What the journal says of an operation on an activity.
pub(super) fn note(writing: &mut Writing<'_>, id: &str, day: &str, title: &str) {
    writing.note("day", day);
    writing.note("title", title);
    writing.subject(id);
}

fn remove(writing: &mut Writing<'_>, one: One) -> Result<One> {
    let (day, title) = store::day_and_title(writing.tx, &one.id)?.ok_or_else(|| refuse("activities.gone"))?;
    let collated = store::collated(writing.tx, &one.id)?;
    if collated > 0 {
        return Err(refuse("activities.collated").with("n", collated));
    }
    note(writing, &one.id, &day, &title);
    store::remove(writing.tx, &one.id)?;
    Ok(one)
}

/// What grew out of an activity.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "ActivityLinkWish")]
struct LinkWish {
    /// Activity.
    activity_id: String,
    /// opinions or proposals.
    kind: String,
    /// The opinion or proposal.
    record_id: String,
}

fn link(writing: &mut Writing<'_>, wish: LinkWish) -> Result<One> {
    let (day, title) = store::day_and_title(writing.tx, &wish.activity_id)?.ok_or_else(|| refuse("activities.gone"))?;
    if !matches!(wish.kind.as_str(), "opinions" | "proposals")
        || !store::record_exists(writing.tx, &wish.kind, &wish.record_id)?
    {
        return Err(refuse("activities.record_gone"));
    }
    let id = store::link(writing.tx, &wish.activity_id, &wish.kind, &wish.record_id)?
        .ok_or_else(|| refuse("activities.linked"))?;
    note(writing, &wish.activity_id, &day, &title);
    Ok(One { id })
}

fn unlink(writing: &mut Writing<'_>, one: One) -> Result<One> {
    let activity = store::unlink(writing.tx, &one.id)?.ok_or_else(|| refuse("activities.link_gone"))?;
    let (day, title) = store::day_and_title(writing.tx, &activity)?.ok_or_else(|| refuse("activities.gone"))?;
    note(writing, &activity, &day, &title);
    Ok(one)
}

/// An opinion heard at an activity.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "ActivityOpinion")]
struct Heard {
    /// Activity.
    activity_id: String,
    /// The opinion, a new one.
    opinion: OpinionEntry,
}

/// Registers an opinion and links it, in one operation that is taken back as one.
fn opinion(writing: &mut Writing<'_>, heard: Heard) -> Result<One> {
    let (day, title) =
        store::day_and_title(writing.tx, &heard.activity_id)?.ok_or_else(|| refuse("activities.gone"))?;
    let entry = OpinionEntry { id: String::new(), ..heard.opinion };
    let saved = crate::features::opinions::calls::save(writing, entry)?;
    store::link(writing.tx, &heard.activity_id, "opinions", &saved.id)?;
    note(writing, &heard.activity_id, &day, &title);
    Ok(saved)
}
