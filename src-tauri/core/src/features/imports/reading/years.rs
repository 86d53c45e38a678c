//! Years of a column of days, for rows that leave the year out.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::days::{self, Around};
use super::grid::Sheet;
use super::mapping::{Role, SheetPlan};

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
