//! What may be asked of the calendar.

use super::rules::{self, built_in};
use super::store;
use crate::calls::Call;
use crate::features::Nothing;
use crate::features::proposals::reckoning;
use crate::ground::clock::day;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

const IMPORT: Op = Op { name: "calendar.import", right: Right::Manage, undo: Undo::Undoable };
const REMOVE: Op = Op { name: "calendar.remove", right: Right::Manage, undo: Undo::Undoable };

/// Most working days one count is asked for.
const MOST: i64 = 1_000;

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::read("calendar.years", "{}", years),
        Call::read("calendar.preview", r#"{"year":2028,"text":"2028-01-01,休,元旦","source":""}"#, preview),
        Call::read("calendar.reckon", r#"{"from":"2026-09-15","days":30}"#, reckon),
        Call::write(
            &IMPORT,
            r#"{"year":2028,"text":"2028-01-01,休,元旦\n2028-01-29,班,春节","source":"国务院办公厅通知"}"#,
            import,
        ),
        Call::write(&REMOVE, r#"{"year":2027}"#, remove),
    ]
}

/// One year's list.
#[derive(Serialize, TS)]
struct HolidayYear {
    /// Year.
    year: i32,
    /// Free days.
    free: usize,
    /// Saturdays and Sundays that are worked.
    worked: usize,
    /// It came with the program.
    built_in: bool,
    /// Paper it was taken from.
    source: String,
    /// The days, as they would be imported again.
    text: String,
}

fn years(reading: &Reading<'_>, _: Nothing) -> Result<Vec<HolidayYear>> {
    let own = store::own(reading.db)?;
    let all: BTreeSet<i32> = built_in().keys().chain(own.keys()).copied().collect();
    let term = crate::ground::words::term;
    all.into_iter()
        .rev()
        .map(|year| {
            let lines = own.get(&year).or_else(|| built_in().get(&year)).cloned().unwrap_or_default();
            let imported = own.contains_key(&year);
            let text = lines.iter().map(|line| {
                let kind = term(if line.free { "holiday.free" } else { "holiday.worked" });
                format!("{},{kind},{}", line.date, line.name)
            });
            Ok(HolidayYear {
                year,
                free: lines.iter().filter(|line| line.free).count(),
                worked: lines.iter().filter(|line| !line.free).count(),
                built_in: !imported,
                source: if imported { store::source(reading.db, year)? } else { term("holiday.built_in").to_owned() },
                text: text.collect::<Vec<_>>().join("\n"),
            })
        })
        .collect()
}

/// A count of working days.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct WorkingDays {
    /// Day it begins after.
    from: String,
    /// How many.
    days: i64,
}

/// The day a count ends on.
#[derive(Serialize, TS)]
struct ReckonedDay {
    /// The day.
    day: String,
    /// A year's holidays are not known.
    without_holidays: bool,
}

fn reckon(reading: &Reading<'_>, asked: WorkingDays) -> Result<ReckonedDay> {
    let from = day(&asked.from)?;
    if !(0..=MOST).contains(&asked.days) {
        return Err(refuse("calendar.days").with("most", MOST));
    }
    let found = store::calendar(reading.db)?.after(from, asked.days);
    Ok(ReckonedDay { day: found.day.to_string(), without_holidays: found.without_holidays })
}

/// A year's list from its announcement.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct HolidayList {
    /// Year.
    year: i32,
    /// A line a day: date, free or worked, holiday.
    text: String,
    /// The announcement.
    source: String,
}

/// A day of a list.
#[derive(Serialize, TS)]
struct HolidayDay {
    /// Day.
    date: String,
    /// Free, or worked although it is a Saturday or Sunday.
    free: bool,
    /// Holiday it belongs to.
    name: String,
}

/// What an import would do.
#[derive(Serialize, TS)]
struct HolidayPreview {
    /// Days in order.
    days: Vec<HolidayDay>,
    /// Days the year's list has now.
    now: usize,
    /// The list now came with the program.
    built_in: bool,
}

fn preview(reading: &Reading<'_>, list: HolidayList) -> Result<HolidayPreview> {
    let lines = rules::read(list.year, &list.text)?;
    let own = store::own(reading.db)?;
    let now = own.get(&list.year);
    let held = now.or_else(|| built_in().get(&list.year)).map_or(0, Vec::len);
    let day = |line: rules::Announced| HolidayDay { date: line.date.to_string(), free: line.free, name: line.name };
    Ok(HolidayPreview { days: lines.into_iter().map(day).collect(), now: held, built_in: now.is_none() && held > 0 })
}

/// A year of the calendar.
#[derive(Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct CalendarYear {
    /// Year.
    year: i32,
}

fn import(writing: &mut Writing<'_>, list: HolidayList) -> Result<CalendarYear> {
    let source = list.source.trim();
    if source.is_empty() {
        return Err(refuse("calendar.source"));
    }
    let lines = rules::read(list.year, &list.text)?;
    store::replace(writing.tx, list.year, &lines, source)?;
    reckoning::anew(writing)?;
    writing.note("year", list.year);
    writing.note("days", lines.len());
    Ok(CalendarYear { year: list.year })
}

fn remove(writing: &mut Writing<'_>, asked: CalendarYear) -> Result<CalendarYear> {
    if store::remove(writing.tx, asked.year)? == 0 {
        return Err(refuse("calendar.not_imported").with("year", asked.year));
    }
    reckoning::anew(writing)?;
    writing.note("year", asked.year);
    Ok(asked)
}
