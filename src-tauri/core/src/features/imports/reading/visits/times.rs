//! When a visit began and ended: columns of their own, or times beside the day.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::Reader;
use crate::features::imports::reading::citizen;
use crate::features::imports::reading::clocks;
use crate::features::imports::reading::days::{self, Around};
use crate::features::imports::reading::finding::{Finding, Place};
use crate::features::imports::reading::grid::Value;
use crate::features::imports::reading::mapping::Role;
use crate::features::imports::reading::spellings::spellings;

impl Reader<'_> {
    /// The day of a cell without a year, in the year the sheets beside or the day of filling in tell; the cell is told.
    pub(super) fn year_from_afar(&mut self, value: &Value, place: &Place, around: Around) -> Option<days::Read> {
        // Any leap year: only the month and the day are wanted.
        let bare = days::read(value, Around { year: Some(2000), ..around }).ok()?;
        let filed = self.afar.filed.map(|filed| (filed, filed.year_of(bare.day.month(), bare.day.day())));
        let year = match (self.afar.beside, filed) {
            (Some(beside), Some((_, filed))) => (beside == filed).then_some(beside)?,
            (Some(beside), None) => beside,
            (None, Some((_, filed))) => filed,
            (None, None) => return None,
        };
        let read = days::read(value, Around { year: Some(year), ..around }).ok()?;
        let finding = match filed {
            Some((filed, _)) => Finding::at(place, "imports.day_year_of_filing").with("filed", filed.on.to_string()),
            None => Finding::at(place, "imports.day_year_of_sheets"),
        };
        self.out.notices.push(finding.with("text", value.shown()).with("year", year));
        Some(read)
    }

    /// The time of a row as written; of a start and an end in two columns both.
    pub(super) fn time(&mut self, row: u32, day: &Value, cells: &mut BTreeMap<Role, Place>) -> String {
        let mut said: Vec<String> = Vec::new();
        let columns: Vec<u32> = self.plan.columns_of(Role::Time).collect();
        for column in columns {
            let (value, from) = self.sheet.seen(row, column);
            let place = self.at(from, column);
            let text = match value {
                Value::Empty | Value::Unstored => continue,
                Value::Fault(_) => {
                    self.out.notices.push(Finding::at(&place, "imports.cell_fault"));
                    continue;
                }
                // A day may stand beside the time; midnight is no time of a visit.
                Value::Moment { day, minutes, .. } if day.year() < 1901 || *minutes > 0 => clocks::written(*minutes),
                Value::Number(n) if *n > 0.0 && *n < 1.0 => clocks::written((n * 1440.0).round() as u16 % 1440),
                Value::Moment { .. } => continue,
                other => citizen::mask(&other.shown()).0,
            };
            if !spellings().is_none(&text) {
                cells.entry(Role::Time).or_insert(place);
                said.push(text);
            }
        }
        let beside: Vec<u16> = match day {
            Value::Moment { minutes, .. } if *minutes > 0 => vec![*minutes],
            Value::Text(text) => clocks::told(text),
            _ => Vec::new(),
        };
        let written = |all: &[u16]| all.iter().take(2).map(|m| clocks::written(*m)).collect::<Vec<_>>().join("-");
        let told: Vec<u16> = said.iter().flat_map(|text| clocks::told(text)).collect();
        match (told.as_slice(), beside.as_slice()) {
            // "The morning of the fifth" tells no time; what was written stays.
            ([], []) if said.is_empty() => clocks::part_told(&day.shown()).unwrap_or_default(),
            ([], all) if said.is_empty() => written(all),
            ([], all) if !all.is_empty() => format!("{}\u{ff1b}{}", written(all), said.join("\u{ff1b}")),
            ([end], [start]) if end > start => written(&[*start, *end]),
            _ => said.join("\u{ff1b}"),
        }
    }
}
