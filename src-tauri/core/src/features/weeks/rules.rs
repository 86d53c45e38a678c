//! How a fixed day stands. Pure: days and records are passed in.

use crate::features::duties::rules::Span;
use chrono::{Datelike, Days, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

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

/// How a fixed day stands, and the day that made up for it when one did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stood {
    /// How it stands.
    pub standing: Standing,
    /// The day with the visit that makes up for it.
    pub made_up_on: Option<NaiveDate>,
}

impl Stood {
    fn made_up(on: NaiveDate) -> Self {
        Self { standing: Standing::MadeUp, made_up_on: Some(on) }
    }
}

impl From<Standing> for Stood {
    fn from(standing: Standing) -> Self {
        Self { standing, made_up_on: None }
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

/// A fixed day to be judged.
pub struct Fixture<'a> {
    /// The day.
    pub day: NaiveDate,
    /// What was told of it.
    pub note: Option<&'a Note>,
    /// Whether it is a holiday.
    pub holiday: bool,
}

/// How the fixed days of a village stand, over whole weeks. `visits` are the days with visits, and how many. A visit on
/// another day makes up for one fixed day only: first for the one that was moved to it, then for an open one of its week, and
/// for a holiday last.
#[must_use]
pub fn stand(fixtures: &[Fixture<'_>], visits: &BTreeMap<NaiveDate, i64>) -> Vec<Stood> {
    let fixed: BTreeSet<NaiveDate> = fixtures.iter().map(|one| one.day).collect();
    // A fixed day with visits speaks for itself; what came on it besides may make up for another.
    let mut spare: BTreeSet<NaiveDate> =
        visits.iter().filter(|(day, n)| **n > i64::from(fixed.contains(day))).map(|(day, _)| *day).collect();
    let mut found: Vec<Option<Stood>> = fixtures
        .iter()
        .map(|one| match one.note.map(|note| (note.kind.as_str(), note.moved_to)) {
            _ if visits.contains_key(&one.day) => Some(Standing::Reported.into()),
            Some(("zero", _)) => Some(Standing::Zero.into()),
            Some(("moved", to)) => {
                Some(to.filter(|to| spare.remove(to)).map_or(Standing::Unreported.into(), Stood::made_up))
            }
            Some(_) => Some(Standing::Suspended.into()),
            None => None,
        })
        .collect();
    for holiday in [false, true] {
        for (one, standing) in fixtures.iter().zip(&mut found) {
            if standing.is_some() || one.holiday != holiday {
                continue;
            }
            let week = week_of(one.day);
            let other = spare.range(week.from..=week.to).copied().find(|day| !fixed.contains(day));
            *standing = Some(match other {
                Some(day) => {
                    spare.remove(&day);
                    Stood::made_up(day)
                }
                None if holiday => Standing::Suspended.into(),
                None => Standing::Unreported.into(),
            });
        }
    }
    found.into_iter().map(|stood| stood.unwrap_or(Standing::Unreported.into())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(of_september: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 9, of_september).unwrap()
    }

    fn stands(fixed: &[(u32, Option<Note>, bool)], visits: &[(u32, i64)]) -> Vec<&'static str> {
        let fixtures: Vec<Fixture<'_>> = fixed
            .iter()
            .map(|(at, note, holiday)| Fixture { day: day(*at), note: note.as_ref(), holiday: *holiday })
            .collect();
        let visits = visits.iter().map(|(at, n)| (day(*at), *n)).collect();
        stand(&fixtures, &visits).into_iter().map(|stood| stood.standing.code()).collect()
    }

    fn moved(to: u32) -> Option<Note> {
        Some(Note { kind: "moved".to_owned(), moved_to: Some(day(to)), reason: String::new() })
    }

    #[test]
    fn a_visit_makes_up_for_one_fixed_day() {
        // Monday is the 7th: fixed days on Tuesday and Thursday.
        assert_eq!(stands(&[(8, None, false), (10, None, false)], &[(9, 1)]), ["made_up", "unreported"]);
        assert_eq!(stands(&[(8, None, false), (10, None, false)], &[(9, 1), (11, 1)]), ["made_up", "made_up"]);
        assert_eq!(stands(&[(8, None, true), (10, None, false)], &[(9, 1)]), ["suspended", "made_up"]);
        assert_eq!(stands(&[(8, None, false)], &[(14, 1)]), ["unreported"], "another week");
    }

    #[test]
    fn a_day_moved_to_another_fixed_day_needs_a_visit_of_its_own() {
        assert_eq!(stands(&[(8, moved(10), false), (10, None, false)], &[(10, 1)]), ["unreported", "reported"]);
        assert_eq!(stands(&[(8, moved(10), false), (10, None, false)], &[(10, 2)]), ["made_up", "reported"]);
        assert_eq!(stands(&[(8, moved(9), false), (10, None, false)], &[(9, 1)]), ["made_up", "unreported"]);
        assert_eq!(stands(&[(10, None, false), (8, moved(17), false)], &[(17, 1)]), ["unreported", "made_up"]);
    }
}
