//! What makes a visit sound. Pure: the day is passed in.

use super::model::{Heard, Visit};
use crate::features::areas::store::{Outside, Validity};
use crate::ground::clock;
use crate::ground::refusal::{Result, refuse};
use chrono::{Datelike, NaiveDate};

/// Largest count one visit takes; a larger one is a slip of the hand.
const LARGEST: i64 = 99_999;

/// No ledger of this work is older; an earlier year is a slip of the hand.
const EARLIEST: i32 = 1990;

/// Trims what was typed and checks it.
///
/// # Errors
/// `day.unreadable`, `visits.day_in_future`, `visits.day_too_early`, `time.unreadable`, `visits.time_backwards`,
/// `visits.area`, `visits.count`, `visits.first_households`, `visits.person_twice`, `visits.opinion_empty`,
/// `visits.opinion_status`, `visits.closed_in_future`.
pub fn check(visit: &mut Visit, today: NaiveDate) -> Result<()> {
    let day = clock::day(&visit.day)?;
    if day > today {
        return Err(refuse("visits.day_in_future").with("day", visit.day.clone()).with("today", today.to_string()));
    }
    if day.year() < EARLIEST {
        return Err(refuse("visits.day_too_early").with("day", visit.day.clone()).with("year", EARLIEST));
    }
    clock::time(&visit.starts)?;
    clock::time(&visit.ends)?;
    if !visit.starts.is_empty() && !visit.ends.is_empty() && visit.ends < visit.starts {
        return Err(refuse("visits.time_backwards")
            .with("starts", visit.starts.clone())
            .with("ends", visit.ends.clone()));
    }
    if visit.area_id.is_empty() {
        return Err(refuse("visits.area"));
    }
    for count in [visit.received, visit.households, visit.firms, visit.households_first.unwrap_or(0)] {
        if !(0..=LARGEST).contains(&count) {
            return Err(refuse("visits.count").with("count", count).with("largest", LARGEST));
        }
    }
    if visit.households_first.is_some_and(|first| first > visit.households) {
        return Err(refuse("visits.first_households").with("households", visit.households));
    }
    for person in visit.delegates.iter().chain(&visit.members) {
        if visit.delegates.iter().chain(&visit.members).filter(|other| *other == person).count() > 1 {
            return Err(refuse("visits.person_twice"));
        }
    }
    for text in [&mut visit.place, &mut visit.companions, &mut visit.situation, &mut visit.note, &mut visit.paper_page]
    {
        *text = text.trim().to_owned();
    }
    visit.opinions.retain(|heard| !untouched(heard));
    for (at, heard) in visit.opinions.iter_mut().enumerate() {
        for text in [&mut heard.content, &mut heard.giver, &mut heard.giver_phone, &mut heard.answer, &mut heard.unit] {
            *text = text.trim().to_owned();
        }
        if heard.content.is_empty() {
            return Err(refuse("visits.opinion_empty").with("line", at + 1));
        }
        if heard.status.is_empty() {
            "registered".clone_into(&mut heard.status);
        }
        if !matches!(heard.status.as_str(), "registered" | "answered" | "handling" | "closed") {
            return Err(refuse("visits.opinion_status").with("line", at + 1));
        }
        if heard.status == "closed" && heard.closed_on.is_none() {
            heard.closed_on = Some(visit.day.clone());
        }
        let closed = heard.closed_on.as_deref().map(clock::day).transpose()?;
        // What ended in time to come could neither be told nor taken back until then.
        if let (Some(on), "answered" | "closed") = (closed.filter(|on| *on > today), heard.status.as_str()) {
            return Err(refuse("visits.closed_in_future").with("line", at + 1).with("day", on.to_string()));
        }
    }
    Ok(())
}

/// A new line of the form in which nobody wrote anything. A line with anything in it is asked for its words instead.
fn untouched(heard: &Heard) -> bool {
    heard.id.is_empty()
        && !heard.named
        && [&heard.content, &heard.giver, &heard.giver_phone, &heard.answer, &heard.unit, &heard.topic, &heard.nature]
            .iter()
            .all(|text| text.trim().is_empty())
}

/// Refuses a day on which the village was none.
///
/// # Errors
/// `visits.area_ended`, `visits.area_closed`, `visits.area_not_yet`.
pub fn check_area(area: &Validity, day: &str) -> Result<()> {
    let refusal = match area.misses(day) {
        None => return Ok(()),
        Some(Outside::Before) => refuse("visits.area_not_yet"),
        Some(Outside::Taken) => refuse("visits.area_ended"),
        Some(Outside::After) => refuse("visits.area_closed"),
    };
    Err(refusal
        .with("area", area.name.clone())
        .with("day", day)
        .with("from", area.from.clone().unwrap_or_default())
        .with("to", area.to.clone().unwrap_or_default())
        .with("successor", area.successor.clone().map(|(_, name)| name).unwrap_or_default()))
}
