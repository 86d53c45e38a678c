//! Counting working days. Pure.
//!
//! The day something begins is not counted (as for all periods counted in days in Chinese law); the last day counted is
//! the deadline, which so is always a working day.

use crate::ground::refusal::{Result, refuse};
use chrono::{Datelike, NaiveDate, Weekday};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

/// One line of an announcement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announced {
    /// The day.
    pub date: NaiveDate,
    /// Free, or worked although it is a Saturday or Sunday.
    pub free: bool,
    /// The holiday it belongs to.
    pub name: String,
}

/// A day reckoned by working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reckoned {
    /// The day.
    pub day: NaiveDate,
    /// A year was passed through whose announcement is not known: its holidays were counted as working days.
    pub without_holidays: bool,
}

/// Which days are worked.
#[derive(Debug, Clone)]
pub struct Calendar(Arc<Days>);

#[derive(Debug, Default)]
struct Days {
    days: BTreeMap<NaiveDate, bool>,
    years: BTreeSet<i32>,
}

/// Farthest day a count looks for: a larger number of days is refused where it is entered.
const FARTHEST: u32 = 4_000;

impl Calendar {
    /// The built-in announcements, replaced year by year by those given.
    #[must_use]
    pub fn with(own: &BTreeMap<i32, Vec<Announced>>) -> Self {
        // Asked for at every save; few offices have lists of their own.
        static BUILT_IN: OnceLock<Calendar> = OnceLock::new();
        if own.is_empty() { BUILT_IN.get_or_init(|| Self::gathered(own)).clone() } else { Self::gathered(own) }
    }

    fn gathered(own: &BTreeMap<i32, Vec<Announced>>) -> Self {
        let mut calendar = Days::default();
        for (year, lines) in built_in().iter().filter(|(year, _)| !own.contains_key(year)).chain(own) {
            calendar.years.insert(*year);
            calendar.days.extend(lines.iter().map(|line| (line.date, line.free)));
        }
        Self(Arc::new(calendar))
    }

    /// Whether a year's announcement is known.
    #[must_use]
    pub fn knows(&self, year: i32) -> bool {
        self.0.years.contains(&year)
    }

    /// Whether the office works on a day.
    #[must_use]
    pub fn works(&self, day: NaiveDate) -> bool {
        match self.0.days.get(&day) {
            Some(free) => !free,
            None => !matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
        }
    }

    /// The last of so many working days after a day; the day itself for none.
    #[must_use]
    pub fn after(&self, start: NaiveDate, days: i64) -> Reckoned {
        let (mut day, mut left) = (start, days);
        let mut without_holidays = false;
        for _ in 0..FARTHEST {
            if left <= 0 {
                break;
            }
            let Some(next) = day.succ_opt() else { break };
            day = next;
            without_holidays |= !self.knows(day.year());
            left -= i64::from(self.works(day));
        }
        Reckoned { day, without_holidays }
    }

    /// Working days from one day to another, the first not counted; negative when the other day is past.
    #[must_use]
    pub fn between(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        if to < from {
            return -self.between(to, from);
        }
        let mut count = 0;
        let mut day = from;
        while day < to {
            let Some(next) = day.succ_opt() else { break };
            day = next;
            count += i64::from(self.works(day));
        }
        count
    }
}

/// One line of the list as written.
#[derive(Deserialize)]
struct Line {
    date: NaiveDate,
    kind: String,
    name: String,
}

/// The announcements known at the time of release, by year.
#[must_use]
pub fn built_in() -> &'static BTreeMap<i32, Vec<Announced>> {
    static ALL: OnceLock<BTreeMap<i32, Vec<Announced>>> = OnceLock::new();
    ALL.get_or_init(|| {
        let text = include_str!("../../../data/holidays.csv").trim_start_matches('\u{feff}');
        let free = crate::ground::words::term("holiday.free");
        let mut all: BTreeMap<i32, Vec<Announced>> = BTreeMap::new();
        for line in csv::Reader::from_reader(text.as_bytes()).into_deserialize::<Line>() {
            let line = line.expect("the built-in list of holidays reads");
            let free = line.kind == free;
            all.entry(line.date.year()).or_default().push(Announced { date: line.date, free, name: line.name });
        }
        all
    })
}

/// Reads a year's list as it is handed round: a line a day with the date, free or worked, and the holiday; commas, tabs
/// or spaces between; a head line and empty lines are passed over.
///
/// # Errors
/// `calendar.line` with the line that does not read, `calendar.other_year`, `calendar.twice`, `calendar.empty`.
pub fn read(year: i32, text: &str) -> Result<Vec<Announced>> {
    let free = crate::ground::words::term("holiday.free");
    let worked = crate::ground::words::term("holiday.worked");
    let mut lines: Vec<Announced> = Vec::new();
    for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let parts: Vec<&str> = line
            .split([',', '\t', ' ', '\u{ff0c}', '\u{3000}'])
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect();
        let (Some(first), second) = (parts.first(), parts.get(1).copied().unwrap_or_default()) else { continue };
        let wrong = || refuse("calendar.line").with("line", at + 1).with("text", line.trim().to_owned());
        let Ok(date) = first.replace(['/', '.'], "-").parse::<NaiveDate>() else {
            if at == 0 {
                continue;
            }
            return Err(wrong());
        };
        if date.year() != year {
            return Err(refuse("calendar.other_year").with("line", at + 1).with("year", year));
        }
        if lines.iter().any(|known| known.date == date) {
            return Err(refuse("calendar.twice").with("day", date.to_string()));
        }
        let is_free = match second {
            word if word == free || word == "off" => true,
            word if word == worked || word == "work" => false,
            _ => return Err(wrong()),
        };
        lines.push(Announced { date, free: is_free, name: parts.get(2..).unwrap_or_default().join(" ") });
    }
    if lines.is_empty() {
        return Err(refuse("calendar.empty").with("year", year));
    }
    lines.sort_by_key(|line| line.date);
    Ok(lines)
}
