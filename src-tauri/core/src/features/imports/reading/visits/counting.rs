//! How many were met: a column each, several units in one cell, in words, or by who is named.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Reader;
use crate::features::imports::reading::citizen;
use crate::features::imports::reading::counts;
use crate::features::imports::reading::days;
use crate::features::imports::reading::finding::{Finding, Place};
use crate::features::imports::reading::grid::Value;
use crate::features::imports::reading::heading;
use crate::features::imports::reading::labels;
use crate::features::imports::reading::mapping::{Job, Role};
use crate::features::imports::reading::model::Opinion;
use crate::features::imports::reading::opinions;
use crate::features::imports::reading::spellings::spellings;

/// The columns of counts with their units.
const COUNTED: [(Role, &str); 3] =
    [(Role::Received, "received"), (Role::Households, "households"), (Role::Firms, "firms")];

impl Reader<'_> {
    pub(super) fn count(
        &mut self,
        role: Role,
        unit: &str,
        row: u32,
        cells: &mut BTreeMap<Role, Place>,
        refused: &mut Vec<Finding>,
    ) -> Option<u32> {
        let columns: Vec<u32> = self.plan.columns_of(role).collect();
        let mut sum = None;
        for column in columns {
            let read = self.count_in(column, role, unit, row, cells, refused)?;
            sum = Some(sum.unwrap_or(0) + read);
        }
        sum
    }

    fn count_in(
        &mut self,
        column: u32,
        role: Role,
        unit: &str,
        row: u32,
        cells: &mut BTreeMap<Role, Place>,
        refused: &mut Vec<Finding>,
    ) -> Option<u32> {
        let (value, from) = self.sheet.seen(row, column);
        let place = self.at(from, column);
        // A count joined over several visits or units is one count: it belongs where its cell begins.
        if let Some((_, left)) = self.sheet.anchor(row, column)
            && (from != row || left != column)
        {
            if from != row && counts::read(value, unit).is_ok_and(|read| read.count > 0) {
                let finding = Finding::at(&self.at(row, column), "imports.count_joined");
                self.out.notices.push(finding.with("text", value.shown()));
            }
            return Some(0);
        }
        if let Some(count) = self.in_order(column, value).and_then(|parts| parts.into_iter().find(|(of, _)| of == unit))
        {
            cells.entry(role).or_insert(place);
            return Some(count.1);
        }
        match counts::read(value, unit) {
            Ok(read) => {
                if read.about {
                    self.out.notices.push(
                        Finding::at(&place, "imports.count_about")
                            .with("text", value.shown())
                            .with("count", read.count),
                    );
                } else if read.other_unit && read.count > 0 {
                    self.out.notices.push(
                        Finding::at(&place, "imports.count_other_unit")
                            .with("text", value.shown())
                            .with("count", read.count),
                    );
                }
                cells.entry(role).or_insert(place);
                Some(read.count)
            }
            Err(code) => {
                refused.push(Finding::at(&place, code).with("text", citizen::mask(&value.shown()).0));
                None
            }
        }
    }

    /// "2/5" under a heading that names two units in order: each number with its unit.
    fn in_order(&self, column: u32, value: &Value) -> Option<Vec<(String, u32)>> {
        let Value::Text(text) = value else { return None };
        let units = heading::units(&self.plan.columns.iter().find(|c| c.index == column)?.heading);
        let parts: Vec<&str> = text.split(['/', '\u{ff0f}']).collect();
        if units.len() < 2 || parts.len() != units.len() {
            return None;
        }
        let mut out = Vec::new();
        for (unit, part) in units.into_iter().zip(parts) {
            out.push((unit, counts::read(&Value::Text(part.trim().into()), "").ok()?.count));
        }
        Some(out)
    }

    /// The kind a column counts that is nothing else, "forums held (times)", where nothing else was counted.
    pub(super) fn kind_counted(&self, row: u32, counts: [Option<u32>; 3]) -> Option<String> {
        if counts.into_iter().flatten().sum::<u32>() > 0 || self.plan.column(Role::Kind).is_some() {
            return None;
        }
        let held = self.plan.columns.iter().filter(|column| column.role.is_none()).filter(|column| {
            let value = self.sheet.own(row, column.index);
            !value.is_empty() && counts::read(value, "other").is_ok_and(|read| read.count > 0)
        });
        let mut kinds = held.filter_map(|column| spellings().kind_told(&column.heading)).map(str::to_owned);
        kinds.next().filter(|first| kinds.all(|other| other == *first))
    }

    /// Several columns of one count are added; the sheet is told of once.
    pub(super) fn counts_added(&mut self) {
        for (role, _) in COUNTED {
            let columns: Vec<u32> = self.plan.columns_of(role).collect();
            let (Some(first), true) = (columns.first(), columns.len() > 1) else { continue };
            let headings: Vec<&str> = self
                .plan
                .columns
                .iter()
                .filter(|plan| columns.contains(&plan.index))
                .map(|plan| plan.heading.as_str())
                .collect();
            let finding = Finding::at(&self.at(self.plan.head, *first), "imports.counts_added");
            self.out.notices.push(finding.with("headings", headings.join(" + ")));
        }
    }

    /// Keeps how many opinions a row says were heard.
    pub(super) fn opinions_told(&mut self, row: u32, visit: usize) {
        let Some(column) = self.plan.column(Role::OpinionCount) else { return };
        let (value, from) = self.sheet.seen(row, column);
        if let Ok(read) = counts::read(value, "other")
            && read.count > 0
            && from == row
        {
            self.opinions_told.push((visit, read.count as usize, self.at(row, column)));
        }
    }

    /// An opinion that is only counted has no words to keep: the row says how many are missing.
    pub(super) fn opinions_without_words(&mut self) {
        for (visit, told, place) in std::mem::take(&mut self.opinions_told) {
            let read = self.out.visits.get(visit).map_or(0, |visit| visit.opinions.len());
            if read < told {
                let finding = Finding::at(&place, "imports.opinions_without_words");
                self.out.notices.push(finding.with("count", told).with("read", read));
            }
        }
    }

    /// Counts of several units in one cell fill what has no column of its own.
    pub(super) fn tally(
        &mut self,
        row: u32,
        cells: &mut BTreeMap<Role, Place>,
        counted: &mut [Option<u32>; 3],
        refused: &mut Vec<Finding>,
    ) {
        let Some(column) = self.plan.column(Role::Tally) else { return };
        let (value, from) = self.sheet.seen(row, column);
        let place = self.at(from, column);
        let text = value.shown();
        if spellings().is_none(&text) {
            return;
        }
        if from != row {
            self.out.notices.push(Finding::at(&self.at(row, column), "imports.count_joined").with("text", text));
            return;
        }
        let ordered = self.in_order(column, value);
        let units =
            heading::units(self.plan.columns.iter().find(|c| c.index == column).map_or("", |c| c.heading.as_str()));
        let bare = counts::read(value, "").ok().filter(|_| !text.chars().any(super::super::text::is_han));
        let mut any = false;
        for ((role, unit), slot) in COUNTED.into_iter().zip(counted.iter_mut()) {
            let told = match &ordered {
                Some(parts) => parts.iter().find(|(of, _)| of == unit).map(|(_, n)| *n),
                None => counts::told(&text, unit).or_else(|| {
                    bare.filter(|_| units.first().is_some_and(|first| first == unit)).map(|read| read.count)
                }),
            };
            if told.is_some() {
                any = true;
                if slot.is_none() {
                    *slot = told;
                    cells.insert(role, place.clone());
                }
            }
        }
        if !any {
            refused.push(Finding::at(&place, "imports.count_unreadable").with("text", citizen::mask(&text).0));
        } else if bare.is_some() && ordered.is_none() {
            self.out.notices.push(Finding::at(&place, "imports.tally_first").with("text", text));
        }
    }

    /// "2 firms" under households, in a sheet without a column of firms, are firms.
    pub(super) fn in_another_column(&self, cells: &mut BTreeMap<Role, Place>, counted: &mut [Option<u32>; 3]) {
        for (at, (role, unit)) in COUNTED.into_iter().enumerate() {
            let Some(place) = self.plan.column(role).and(cells.get(&role).cloned()) else { continue };
            let text = self.sheet.seen(place.row, place.column).0.shown();
            if counts::told(&text, unit).is_some() {
                continue;
            }
            let other = COUNTED.into_iter().enumerate().find_map(|(other, (role, unit))| {
                let free = other != at && self.plan.column(role).is_none();
                free.then(|| counts::told(&text, unit)).flatten().map(|count| (other, role, count))
            });
            let Some((other, of, count)) = other else { continue };
            if let Some(slot) = counted.get_mut(other) {
                *slot = Some(count);
            }
            if let Some(slot) = counted.get_mut(at) {
                *slot = None;
            }
            cells.remove(&role);
            cells.insert(of, place);
        }
    }

    /// Opinions a report of the visit counts and tells, in a sheet that has no column for them.
    pub(super) fn opinions_in_words(&mut self, row: u32) -> Vec<Opinion> {
        let Some(column) = self.plan.column(Role::Situation) else { return Vec::new() };
        let text = self.sheet.own(row, column).shown();
        let mut told = opinions::in_words(&text);
        if told.is_empty() {
            // "Raised by the people: the lamps are out" names it by a label.
            let labelled = labels::told(Job::Visits, &text).into_iter().filter(|(role, _)| *role == Role::Opinion);
            told = labelled.flat_map(|(_, said)| opinions::split(&said)).collect();
        }
        let place = self.at(row, column);
        if !told.is_empty() {
            self.out.notices.push(Finding::at(&place, "imports.opinions_from_text").with("count", told.len()));
        }
        told.into_iter()
            .map(|text| Opinion {
                topic: String::new(),
                text: citizen::mask(&text).0,
                giver: String::new(),
                giver_phone: String::new(),
                answer: String::new(),
                status: String::new(),
                unit: String::new(),
                closed_on: None,
                place: place.clone(),
            })
            .collect()
    }

    /// Counts told in words, in a sheet that has no column for any of them.
    pub(super) fn counts_in_words(
        &mut self,
        text: &str,
        cells: &BTreeMap<Role, Place>,
        counted: &mut [Option<u32>; 3],
    ) {
        if counted.iter().any(Option::is_some) {
            return;
        }
        let told = ["received", "households", "firms"].map(|unit| counts::told(text, unit));
        let (Some(place), true) = (cells.get(&Role::Situation), told.iter().any(Option::is_some)) else { return };
        *counted = told;
        let [received, households, firms] = told.map(Option::unwrap_or_default);
        let finding = Finding::at(place, "imports.counts_from_text").with("text", text.to_owned());
        self.out.notices.push(finding.with("received", received).with("households", households).with("firms", firms));
    }

    /// In a book that names whom it met and has no column of counts, those named are the count.
    pub(super) fn people_counted(&mut self, row: u32, kind: &str, mut counted: [Option<u32>; 3]) -> [Option<u32>; 3] {
        let named = self.givers(row);
        if named > 0 && counted.iter().all(Option::is_none) {
            let at = match kind {
                "household" => 1,
                "firm" => 2,
                _ => 0,
            };
            if let Some(slot) = counted.get_mut(at) {
                *slot = Some(named);
            }
            let place = self.at(row, self.plan.column(Role::Giver).unwrap_or_default());
            self.out.notices.push(Finding::at(&place, "imports.counted_by_names").with("count", named));
        }
        counted
    }

    /// How many are named in this row, when the book counts by nothing else.
    pub(super) fn givers(&self, row: u32) -> u32 {
        let counting = [Role::Received, Role::Households, Role::Firms, Role::Tally, Role::Situation];
        if counting.into_iter().any(|role| self.plan.column(role).is_some()) {
            return 0;
        }
        let Some(column) = self.plan.column(Role::Giver) else { return 0 };
        let s = spellings();
        let text = self.sheet.own(row, column).shown();
        // "and others, 5 persons" says how many; what stands in brackets tells of one and parts nothing.
        if let Some(told) = counts::told(&text, "received") {
            return told;
        }
        let bare = super::super::text::without_brackets(&text).unwrap_or(text);
        let named = bare.split(|c: char| s.separators.contains(&c)).filter(|piece| !s.is_none(piece)).count();
        u32::try_from(named).unwrap_or(0)
    }

    /// The day an opinion was closed, or what stands there instead of a day.
    pub(super) fn closed_on(&mut self, row: u32, heard_on: Option<NaiveDate>) -> (Option<NaiveDate>, String) {
        let Some(column) = self.plan.column(Role::ClosedOn) else { return (None, String::new()) };
        let (value, from) = self.sheet.seen(row, column);
        let text = value.shown();
        if spellings().is_none(&text) {
            return (None, String::new());
        }
        match days::read(value, self.around) {
            Ok(read) if heard_on.is_some_and(|heard| read.day < heard) => {
                let place = self.at(from, column);
                self.out.notices.push(Finding::at(&place, "imports.closed_before").with("text", text));
                (heard_on, String::new())
            }
            Ok(read) => (Some(read.day), String::new()),
            Err(why) => {
                if spellings().status(&text).is_none() {
                    let place = self.at(from, column);
                    self.out.notices.push(Finding::at(&place, why.code()).with("text", citizen::mask(&text).0));
                }
                (None, text)
            }
        }
    }

    /// A ditto mark among the opinions repeats what was said above it; the row says so.
    pub(super) fn not_ditto(&mut self, row: u32, column: u32, text: String) -> Option<(u32, String)> {
        if !spellings().is_ditto(&text) {
            self.said_above.insert(column, text.clone());
            return Some((column, text));
        }
        let above = self.said_above.get(&column)?.clone();
        let place = self.at(row, column);
        self.out.notices.push(Finding::at(&place, "imports.opinion_ditto"));
        Some((column, above))
    }
}
