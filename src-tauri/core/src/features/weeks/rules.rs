//! How a fixed day stands. Pure: days and records are passed in.

use crate::features::duties::rules::Span;
use chrono::{Datelike, Days, NaiveDate};
use std::collections::BTreeSet;

/// A fixed time of a village.
#[derive(Debug, Clone)]
pub struct Slot {
    /// 1 Monday to 7 Sunday.
    pub weekday: i64,
    /// 1 each week, 2 every other week …
    pub every_weeks: i64,
    /// Days it is in force; the week of the first is the first counted.
    pub days: Span,
    /// HH:MM.
    pub starts: String,
    /// HH:MM.
    pub ends: String,
    /// Room.
    pub place: String,
}

/// What was told of a fixed day.
#[derive(Debug, Clone)]
pub struct Note {
    /// zero, suspended or moved.
    pub kind: String,
    /// Day it is made up on.
    pub moved_to: Option<NaiveDate>,
    /// Why.
    pub reason: String,
}

/// How a fixed day stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// A visit was entered for the day.
    Reported,
    /// Held, and nobody came.
    Zero,
    /// Not held, with a reason.
    Suspended,
    /// Held on another day.
    MadeUp,
    /// Nothing is known yet.
    Unreported,
    /// The village has no fixed time.
    NoSlot,
}

impl Standing {
    /// The code sent.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Zero => "zero",
            Self::Suspended => "suspended",
            Self::MadeUp => "made_up",
            Self::Unreported => "unreported",
            Self::NoSlot => "no_slot",
        }
    }
}

/// Monday to Sunday around a day.
#[must_use]
pub fn week_of(day: NaiveDate) -> Span {
    let from = day - Days::new(u64::from(day.weekday().num_days_from_monday()));
    Span { from, to: from + Days::new(6) }
}

/// The days a slot falls on within a span.
#[must_use]
pub fn days(slot: &Slot, within: Span) -> Vec<NaiveDate> {
    let Some(span) = slot.days.with(&within) else { return Vec::new() };
    let first_week = week_of(slot.days.from).from;
    let every = slot.every_weeks.max(1);
    let offset = Days::new(u64::try_from(slot.weekday - 1).unwrap_or_default());
    let mut monday = week_of(span.from).from;
    let mut found = Vec::new();
    while monday <= span.to {
        let day = monday + offset;
        let weeks = (monday - first_week).num_days() / 7;
        if span.holds(day) && weeks % every == 0 {
            found.push(day);
        }
        monday = monday + Days::new(7);
    }
    found
}

/// How a fixed day stands. `visits` are the days with visits in the village, `fixed` its other fixed days.
#[must_use]
pub fn stand(
    day: NaiveDate,
    visits: &BTreeSet<NaiveDate>,
    fixed: &BTreeSet<NaiveDate>,
    note: Option<&Note>,
    holiday: bool,
) -> Standing {
    if visits.contains(&day) {
        return Standing::Reported;
    }
    match note.map(|note| (note.kind.as_str(), note.moved_to)) {
        Some(("zero", _)) => return Standing::Zero,
        Some(("moved", Some(to))) if visits.contains(&to) => return Standing::MadeUp,
        Some(("moved", _)) => return Standing::Unreported,
        Some(_) => return Standing::Suspended,
        None => {}
    }
    let week = week_of(day);
    if visits.range(week.from..=week.to).any(|visit| !fixed.contains(visit)) {
        Standing::MadeUp
    } else if holiday {
        Standing::Suspended
    } else {
        Standing::Unreported
    }
}
