//! Sheets go out and come back: who took them, how many, the meeting, the bag.

use super::gather;
use super::store::batches::{self, Held};
use crate::ground::clock::{day, time};
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Right, Undo, Writing};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// Sheets are handed out.
pub const ISSUE: Op = Op { name: "evaluations.issue", right: Right::Enter, undo: Undo::Undoable };
/// The meeting and the bag.
pub const BAG: Op = Op { name: "evaluations.bag", right: Right::Enter, undo: Undo::Undoable };

/// A batch that changed.
#[derive(Serialize, TS)]
pub struct BatchOne {
    /// Batch.
    batch: String,
}

/// Sheets handed out.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "SheetsIssued")]
pub struct Issue {
    /// Batch.
    batch: String,
    /// Printed sheets handed out.
    issued: i64,
    /// Who took them.
    taken_by: String,
    /// Day; today when left out.
    on: Option<String>,
    /// Sheets copied on the spot and registered before counting.
    #[serde(default)]
    copied: i64,
    /// Printed sheets kept back under seal.
    #[serde(default)]
    sealed: i64,
    /// Printed sheets destroyed.
    #[serde(default)]
    destroyed: i64,
}

/// Meeting and bag of a batch. What is left out stays as it is; a day or a figure that is null is taken away again.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "BagBack")]
pub struct Bag {
    /// Batch.
    batch: String,
    /// Day of the meeting.
    #[serde(default, deserialize_with = "said")]
    #[ts(type = "string | null")]
    held_on: Option<Option<String>>,
    /// When the meeting began, HH:MM.
    starts: Option<String>,
    /// Where it was held.
    venue: Option<String>,
    /// Day the bag came back.
    #[serde(default, deserialize_with = "said")]
    #[ts(type = "string | null")]
    returned_on: Option<Option<String>>,
    /// Party members who came.
    #[serde(default, deserialize_with = "said")]
    #[ts(type = "number | null")]
    present_members: Option<Option<i64>>,
    /// Residents who came.
    #[serde(default, deserialize_with = "said")]
    #[ts(type = "number | null")]
    present_residents: Option<Option<i64>>,
    /// People who should have come.
    #[serde(default, deserialize_with = "said")]
    #[ts(type = "number | null")]
    invited: Option<Option<i64>>,
    /// Sheets counted when the bag was opened.
    #[serde(default, deserialize_with = "said")]
    #[ts(type = "number | null")]
    returned: Option<Option<i64>>,
    /// Those who watch the count.
    scrutineers: Option<Vec<String>>,
    /// Those who count.
    counters: Option<Vec<String>>,
    /// Who led the meeting.
    chair: Option<String>,
    /// Who called out the count.
    reader: Option<String>,
}

/// A field that was sent, be it empty; one that was not is none.
fn said<'de, D: serde::Deserializer<'de>, T: Deserialize<'de>>(
    source: D,
) -> std::result::Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(source).map(Some)
}

fn held(writing: &Writing<'_>, batch: &str) -> Result<Held> {
    let held = batches::find(writing.tx, batch)?.ok_or_else(|| refuse("evaluations.batch_gone"))?;
    if held.void {
        return Err(refuse("evaluations.batch_void").with("code", held.code));
    }
    gather::whole(&writing.reading(), &held.round_id)?.still_open()?;
    Ok(held)
}

/// A name without the blanks people set between its characters.
fn tight(name: &str) -> String {
    name.chars().filter(|letter| !letter.is_whitespace()).collect()
}

/// The names in one field: a clerk writes two collectors beside each other.
fn in_field(field: &str) -> impl Iterator<Item = String> {
    let marks = |letter: char| matches!(letter, ',' | '\u{ff0c}' | '\u{3001}' | ';' | '\u{ff1b}' | '/' | '\u{ff0f}');
    // Two names may stand apart by a blank alone, and a name of two characters may have one inside.
    let parts: Vec<&str> = field.split(marks).collect();
    let words: Vec<String> = parts.iter().flat_map(|part| part.split_whitespace()).map(str::to_owned).collect();
    parts.into_iter().map(tight).chain(words).filter(|name| !name.is_empty()).collect::<Vec<_>>().into_iter()
}

/// The rated of a round stay away from filling, collecting and counting; so does who reports for a unit.
///
/// # Errors
/// `evaluations.rated`.
pub(super) fn apart(whole: &gather::Whole, names: &[&str]) -> Result<()> {
    let rated: BTreeSet<String> = whole.round.subjects.iter().map(|one| tight(&whole.person(&one.person_id))).collect();
    let reports = |name: &str| whole.round.rated.iter().any(|one| tight(&one.post).contains(name));
    let both = |name: &String| rated.contains(name) || name.chars().count() >= 2 && reports(name);
    match names.iter().flat_map(|name| in_field(name)).find(both) {
        Some(name) => Err(refuse("evaluations.rated").with("name", name)),
        None => Ok(()),
    }
}

/// Names as they were typed, without blanks around them and without empty ones.
pub(super) fn names(typed: Vec<String>) -> Vec<String> {
    typed.into_iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

fn past(writing: &Writing<'_>, text: &str) -> Result<()> {
    if day(text)? > writing.today {
        return Err(refuse("evaluations.in_future").with("day", text));
    }
    Ok(())
}

fn figure(value: Option<i64>) -> Result<()> {
    match value {
        Some(value) if !(0..=1_000_000).contains(&value) => Err(refuse("evaluations.figure").with("n", value)),
        _ => Ok(()),
    }
}

/// Registers what was handed out.
///
/// # Errors
/// `evaluations.batch_gone`, `evaluations.closed`, `evaluations.taken_by`, `evaluations.rated`, `evaluations.figure`,
/// `evaluations.more_than_printed`, `evaluations.in_future`.
pub fn issue(writing: &mut Writing<'_>, asked: Issue) -> Result<BatchOne> {
    let mut one = held(writing, &asked.batch)?;
    let taken_by = asked.taken_by.trim().to_owned();
    for value in [asked.issued, asked.copied, asked.sealed, asked.destroyed] {
        figure(Some(value))?;
    }
    if asked.issued > 0 && taken_by.is_empty() {
        return Err(refuse("evaluations.taken_by"));
    }
    apart(&gather::whole(&writing.reading(), &one.round_id)?, &[&taken_by])?;
    let used = asked.issued + asked.sealed + asked.destroyed;
    if used > one.copies {
        return Err(refuse("evaluations.more_than_printed").with("n", used).with("copies", one.copies));
    }
    let on = asked.on.unwrap_or_else(|| writing.today.to_string());
    past(writing, &on)?;
    one.taken_on = (asked.issued > 0).then_some(on);
    one.taken_by = taken_by;
    (one.issued, one.copied) = (asked.issued, asked.copied);
    (one.sealed, one.destroyed) = (asked.sealed, asked.destroyed);
    writing.note("code", one.code.clone());
    writing.note("n", one.issued);
    writing.subject(&one.round_id);
    batches::save(writing.tx, &one)?;
    Ok(BatchOne { batch: one.id })
}

/// Registers the meeting and the bag.
///
/// # Errors
/// As [`issue`].
pub fn bag(writing: &mut Writing<'_>, asked: Bag) -> Result<BatchOne> {
    let mut one = held(writing, &asked.batch)?;
    for value in [asked.present_members, asked.present_residents, asked.invited, asked.returned] {
        figure(value.flatten())?;
    }
    for on in [&asked.held_on, &asked.returned_on].into_iter().flatten().flatten() {
        past(writing, on)?;
    }
    one.present_members = asked.present_members.unwrap_or(one.present_members);
    one.present_residents = asked.present_residents.unwrap_or(one.present_residents);
    one.invited = asked.invited.unwrap_or(one.invited);
    one.returned = asked.returned.unwrap_or(one.returned);
    one.held_on = asked.held_on.unwrap_or(one.held_on);
    one.returned_on = asked.returned_on.unwrap_or(one.returned_on);
    if let Some(starts) = &asked.starts {
        time(starts)?;
    }
    one.starts = asked.starts.unwrap_or(one.starts);
    one.venue = asked.venue.map_or(one.venue, |text| text.trim().to_owned());
    if let (Some(held), Some(back)) = (&one.held_on, &one.returned_on)
        && back < held
    {
        return Err(refuse("evaluations.bag_before").with("held", held.clone()).with("back", back.clone()));
    }
    one.scrutineers = asked.scrutineers.map_or(one.scrutineers, names);
    one.counters = asked.counters.map_or(one.counters, names);
    one.chair = asked.chair.map_or(one.chair, |name| name.trim().to_owned());
    one.reader = asked.reader.map_or(one.reader, |name| name.trim().to_owned());
    let told: Vec<&str> =
        one.scrutineers.iter().chain(&one.counters).map(String::as_str).chain([one.reader.as_str()]).collect();
    apart(&gather::whole(&writing.reading(), &one.round_id)?, &told)?;
    writing.note("code", one.code.clone());
    writing.subject(&one.round_id);
    batches::save(writing.tx, &one)?;
    Ok(BatchOne { batch: one.id })
}
