//! Years of a column of days, for rows that leave the year out.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{Datelike, NaiveDate};

use super::columns::around;
use super::days::{self, Around};
use super::grid::{Sheet, Value};
use super::mapping::{Role, SheetPlan};
use super::spellings::spellings;
use super::text::trimmed;
use super::workbook::Workbook;

/// Years written out in the column of days, by row.
#[derive(Debug, Default)]
pub struct Years(BTreeMap<u32, i32>);

impl Years {
    /// Those of a sheet.
    #[must_use]
    pub fn of(sheet: &Sheet, plan: &SheetPlan, from_1904: bool) -> Self {
        let Some(column) = plan.column(Role::Day) else { return Self::default() };
        let around = Around { from_1904, ..Around::default() };
        let written = |row| {
            let read = days::read(sheet.own(row, column), around).ok()?;
            (!read.guessed_year).then(|| (row, read.day.year()))
        };
        Self((plan.first_row()..sheet.height()).filter_map(written).collect())
    }

    /// The year of a day written without one: that of the written years above and below where they agree, or the only
    /// one of the column.
    #[must_use]
    pub fn near(&self, row: u32) -> Option<i32> {
        let above = self.0.range(..row).next_back().map(|(_, year)| *year);
        let below = self.0.range(row..).next().map(|(_, year)| *year);
        match (above, below) {
            (Some(above), Some(below)) => (above == below).then_some(above),
            (Some(only), None) | (None, Some(only)) => self.0.values().all(|year| *year == only).then_some(only),
            (None, None) => None,
        }
    }
}

/// The year of a sheet that names none, from the sheets beside it in the book, by the position of the sheet.
///
/// Sheets of months follow each other: December stands before January of the next year. Sheets of villages take the year the
/// others agree on. Where the sheets before and behind contradict each other nothing is known.
#[must_use]
pub fn beside(book: &Workbook, plans: &[SheetPlan]) -> HashMap<usize, i32> {
    let told: Vec<(usize, Around)> = plans
        .iter()
        .filter(|plan| plan.not_read.is_none())
        .filter_map(|plan| Some((plan.index, around(&book.sheets.get(plan.index)?.name, &plan.title, &book.name))))
        .collect();
    let forth = following(told.iter(), |before, month| match (before, month) {
        (12, 1) => Some(1),
        (before, month) => (before < month).then_some(0),
    });
    let back = following(told.iter().rev(), |behind, month| match (behind, month) {
        (1, 12) => Some(-1),
        (behind, month) => (month < behind).then_some(0),
    });
    let mut named: Vec<i32> = told.iter().filter_map(|(_, around)| around.year).collect();
    named.sort_unstable();
    named.dedup();
    let months: Vec<u32> = told.iter().filter_map(|(_, around)| around.month).collect();
    // In whatever order, months that each stand once are those of the only year that is named.
    let once = months.iter().collect::<HashSet<_>>().len() == months.len();
    let only = named.first().copied().filter(|_| named.len() == 1 && once);
    let mut out = HashMap::new();
    for (index, around) in told.iter().filter(|(_, around)| around.year.is_none() && around.months.is_none()) {
        let year = match (forth.get(index), back.get(index)) {
            (Some(before), Some(behind)) => (before == behind).then_some(*before),
            (Some(one), None) | (None, Some(one)) if named.len() > 1 => Some(*one),
            (Some(one), None) | (None, Some(one)) => only.is_none_or(|year| year == *one).then_some(*one),
            (None, None) => only,
        };
        out.extend(year.filter(|_| around.month.is_some() || only.is_some()).map(|year| (*index, year)));
    }
    out
}

/// Years handed on from sheet to sheet: `step` tells by how much the year changes between two months, if it can follow.
fn following<'a>(
    sheets: impl Iterator<Item = &'a (usize, Around)>,
    step: impl Fn(u32, u32) -> Option<i32>,
) -> HashMap<usize, i32> {
    let mut out = HashMap::new();
    let mut held: Option<(i32, u32)> = None;
    for (index, around) in sheets {
        held = match (around.year, around.month, held) {
            (Some(year), month, _) => month.map(|month| (year, month)),
            (None, Some(month), Some((year, last))) => step(last, month).map(|by| (year + by, month)),
            (None, ..) => None,
        };
        if let (None, Some((year, _))) = (around.year, held) {
            out.insert(*index, year);
        }
    }
    out
}

/// What tells a year from further away than the rows: the sheets beside this one, or the day the paper was filled in.
#[derive(Debug, Default)]
pub struct Afar {
    /// Year of the sheets beside.
    pub beside: Option<i32>,
    /// The day the paper was filled in.
    pub filed: Option<Filed>,
}

/// The day a paper was filled in, which is not before the days it tells of.
#[derive(Debug, Clone, Copy)]
pub struct Filed {
    /// The day.
    pub on: NaiveDate,
    /// All days are those of this year; without it each day is the last of its name up to then.
    all: Option<i32>,
}

impl Filed {
    /// Of a sheet that says it over or below its table, when its rows can be no other year's.
    #[must_use]
    pub fn of(sheet: &Sheet, plan: &SheetPlan) -> Option<Self> {
        let column = plan.column(Role::Day)?;
        let mut told: Vec<NaiveDate> = (0..sheet.height())
            .filter(|row| !(plan.head..plan.first_row()).contains(row))
            .filter_map(|row| filed_in(sheet, plan, row))
            .collect();
        told.dedup();
        let [on] = told.as_slice() else { return None };
        let bare = |row| {
            let month = around(&sheet.name, &plan.title, "").month;
            // Any leap year: only the month and the day are wanted.
            let any = Around { year: Some(2000), month, ..Around::default() };
            let value = sheet.own(row, column);
            let read = days::read(value, any).ok().filter(|read| read.guessed_year)?;
            Some((read.day.month(), read.day.day()))
        };
        let days: Vec<(u32, u32)> = (plan.first_row()..sheet.height()).filter_map(bare).collect();
        let naive = |day: &(u32, u32)| if *day <= (on.month(), on.day()) { on.year() } else { on.year() - 1 };
        let mut years: Vec<i32> = days.iter().map(naive).collect();
        let turns = |from: &(u32, u32), to: &(u32, u32)| from.0 >= to.0 + 9;
        let pairs = || days.iter().zip(days.iter().skip(1));
        let turned = pairs().filter(|(from, to)| turns(from, to)).count();
        let rising = pairs().all(|(from, to)| from <= to);
        let in_order = years.is_sorted();
        years.sort_unstable();
        years.dedup();
        match years.as_slice() {
            // November, December, January of one year stand in no paper.
            [one] => (turned == 0).then_some(Self { on: *on, all: Some(*one) }),
            // From January to December of the year before, filled in at the beginning of the next.
            [before, _] if rising => Some(Self { on: *on, all: Some(*before) }),
            [_, _] if turned == 1 && in_order => Some(Self { on: *on, all: None }),
            _ => None,
        }
    }

    /// The year of a month and a day.
    #[must_use]
    pub fn year_of(&self, month: u32, day: u32) -> i32 {
        self.all.unwrap_or_else(|| {
            let later = (month, day) > (self.on.month(), self.on.day());
            self.on.year() - i32::from(later)
        })
    }
}

/// The day of filling in that a row outside the table tells: behind its label, in the cell beside it, or alone in the title.
fn filed_in(sheet: &Sheet, plan: &SheetPlan, row: u32) -> Option<NaiveDate> {
    let s = spellings();
    let none = Around::default();
    let day = |value: &Value| days::read(value, none).ok().filter(|read| !read.span).map(|read| read.day);
    let cells: Vec<&Value> = sheet.filled(row).map(|(_, value)| value).collect();
    // A row of the table has many cells; a remark may stand in one that is wide.
    if row >= plan.first_row() && cells.iter().any(|value| !matches!(value, Value::Text(_) | Value::Moment { .. })) {
        return None;
    }
    for (at, value) in cells.iter().enumerate() {
        let text = value.shown();
        for word in s.filed.iter() {
            let Some((_, rest)) = text.split_once(word.as_str()) else { continue };
            let rest = trimmed(rest).trim_start_matches([':', '\u{ff1a}']);
            let beside = || cells.get(at + 1).and_then(|value| day(value));
            let found = if trimmed(rest).is_empty() { beside() } else { day(&Value::Text(trimmed(rest).into())) };
            if found.is_some() {
                return found;
            }
        }
        if row < plan.head && super::columns::is_filing_day(&text) {
            return day(value);
        }
    }
    None
}
