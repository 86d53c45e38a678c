//! What makes an activity and its reports sound. Pure: the day is passed in.

use super::fields::{filled, word};
use super::model::{Activity, Collation, KindFields, Report, Use};
use crate::ground::clock;
use crate::ground::refusal::{Result, refuse};
use chrono::NaiveDate;

/// Most tenths of an hour one training takes; more is a slip of the hand.
const LONGEST: i64 = 9_999;

/// Trims what was typed and checks it against what its kind asks for.
///
/// An activity may be planned ahead; what was found and who reported on duty can only be told once it has begun.
///
/// # Errors
/// `day.unreadable`, `time.unreadable`, `activities.title`, `activities.backwards`, `activities.in_future`,
/// `activities.person_twice`, `activities.area_twice`, `activities.hours`, `activities.needs`.
pub fn check(one: &mut Activity, kind: &KindFields, today: NaiveDate) -> Result<()> {
    for text in [
        &mut one.title,
        &mut one.place,
        &mut one.organiser,
        &mut one.invited_by,
        &mut one.companions,
        &mut one.audience,
        &mut one.findings,
        &mut one.advice,
        &mut one.note,
    ] {
        *text = text.trim().to_owned();
    }
    let from = clock::day(&one.from_day)?;
    if one.to_day.is_empty() {
        one.to_day.clone_from(&one.from_day);
    }
    if clock::day(&one.to_day)? < from {
        return Err(refuse("activities.backwards").with("from", one.from_day.clone()).with("to", one.to_day.clone()));
    }
    clock::time(&one.starts)?;
    if one.title.is_empty() {
        return Err(refuse("activities.title"));
    }
    let planned = from > today;
    if planned && !(one.findings.is_empty() && one.advice.is_empty()) {
        return Err(refuse("activities.in_future").with("day", one.from_day.clone()));
    }
    let everybody = || one.delegates.iter().chain(&one.members);
    if everybody().any(|person| everybody().filter(|other| *other == person).count() > 1) {
        return Err(refuse("activities.person_twice"));
    }
    if one.areas.iter().any(|area| one.areas.iter().filter(|other| *other == area).count() > 1) {
        return Err(refuse("activities.area_twice"));
    }
    if !(0..=LONGEST).contains(&one.hours) {
        return Err(refuse("activities.hours"));
    }
    // What only comes out of the activity is not missed while it lies ahead.
    let later = |field: &str| planned && matches!(field, "findings" | "advice" | "hours" | "delegates");
    let missing = kind.needs.iter().find(|field| !filled(one, field) && !later(field.as_str()));
    match missing {
        Some(field) => Err(refuse("activities.needs").with("field", word(field))),
        None => Ok(()),
    }
}

/// Trims and checks a report against the first day of its activity.
///
/// # Errors
/// `day.unreadable`, `activities.report_title`, `activities.report_empty`, `activities.report_day`.
pub fn check_report(one: &mut Report, from: &str, today: NaiveDate) -> Result<()> {
    for text in [&mut one.title, &mut one.content, &mut one.document, &mut one.attachment] {
        *text = text.trim().to_owned();
    }
    if one.title.is_empty() {
        return Err(refuse("activities.report_title"));
    }
    // Either the text, or where the paper can be found: a title alone proves nothing.
    if one.content.is_empty() && one.document.is_empty() && one.attachment.is_empty() {
        return Err(refuse("activities.report_empty"));
    }
    if clock::day(&one.day)? > today || one.day.as_str() < from {
        return Err(refuse("activities.report_day").with("from", from));
    }
    Ok(())
}

/// Trims and checks what a report was used for against the day it was handed in.
///
/// # Errors
/// `day.unreadable`, `activities.use_day`, `activities.use_where`.
pub fn check_use(one: &mut Use, handed: &str, today: NaiveDate) -> Result<()> {
    for text in [&mut one.receiver, &mut one.document, &mut one.note] {
        *text = text.trim().to_owned();
    }
    if clock::day(&one.day)? > today || one.day.as_str() < handed {
        return Err(refuse("activities.use_day").with("from", handed));
    }
    if one.receiver.is_empty() && one.document.is_empty() && one.proposal_id.is_none() {
        return Err(refuse("activities.use_where"));
    }
    Ok(())
}

/// Trims and checks a collation; `handed` are the days its reports were handed in.
///
/// # Errors
/// `day.unreadable`, `activities.receiver`, `activities.collation_empty`, `activities.collation_twice`,
/// `activities.collation_day`.
pub fn check_collation(one: &mut Collation, handed: &[String], today: NaiveDate) -> Result<()> {
    for text in [&mut one.title, &mut one.receiver, &mut one.document, &mut one.signer, &mut one.note] {
        *text = text.trim().to_owned();
    }
    if one.receiver.is_empty() {
        return Err(refuse("activities.receiver"));
    }
    if one.reports.is_empty() {
        return Err(refuse("activities.collation_empty"));
    }
    if one.reports.iter().any(|report| one.reports.iter().filter(|other| *other == report).count() > 1) {
        return Err(refuse("activities.collation_twice"));
    }
    let newest = handed.iter().max().map_or("", String::as_str);
    if clock::day(&one.day)? > today || one.day.as_str() < newest {
        return Err(refuse("activities.collation_day").with("from", newest));
    }
    Ok(())
}
