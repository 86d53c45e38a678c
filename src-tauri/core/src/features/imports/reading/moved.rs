//! Addresses of what was laid into rows, given back as they are in the file.

use super::finding::{Finding, Place};
use super::grid::{Sheet, address, parsed};
use super::model::{Person, RosterReading, VisitsReading};

/// How far a reading had come before a sheet was read.
#[derive(Debug, Clone, Copy)]
pub struct Mark([usize; 4]);

impl Mark {
    /// Of a reading as it stands.
    #[must_use]
    pub fn of(reading: &VisitsReading) -> Self {
        Self([reading.visits.len(), reading.refused.len(), reading.notices.len(), reading.skipped.len()])
    }

    /// How many visits there were.
    #[must_use]
    pub fn visits(&self) -> usize {
        let Self([visits, ..]) = self;
        *visits
    }
}

/// Gives a finding the address of the file.
pub fn finding(sheet: &Sheet, finding: &mut Finding) {
    if let Some((row, column)) = parsed(&finding.cell) {
        let (row, column) = sheet.origin(row, column);
        finding.cell = address(row, column);
    }
}

fn place(sheet: &Sheet, place: &mut Place) {
    (place.row, place.column) = sheet.origin(place.row, place.column);
}

/// Gives everything read since the mark the addresses of the file.
pub fn back(sheet: &Sheet, reading: &mut VisitsReading, Mark([visits, refused, notices, skipped]): Mark) {
    if sheet.moved().is_none() {
        return;
    }
    for visit in reading.visits.iter_mut().skip(visits) {
        place(sheet, &mut visit.place);
        visit.cells.values_mut().for_each(|cell| place(sheet, cell));
        visit.opinions.iter_mut().for_each(|opinion| place(sheet, &mut opinion.place));
        let named = visit.leader.iter_mut().chain(&mut visit.delegates).chain(&mut visit.others);
        named.for_each(|named| place(sheet, &mut named.place));
    }
    let told = [(&mut reading.refused, refused), (&mut reading.notices, notices), (&mut reading.skipped, skipped)];
    for (all, from) in told {
        all.iter_mut().skip(from).for_each(|one| finding(sheet, one));
    }
}

/// The same for a register; `before` tells how many findings there were of each sort.
pub fn back_people(sheet: &Sheet, reading: &mut RosterReading, people: &mut [Person], before: [usize; 3]) {
    if sheet.moved().is_none() {
        return;
    }
    let here = |at: &&mut Place| *at.sheet == *sheet.name;
    for person in people {
        person.cells.values_mut().filter(here).for_each(|cell| place(sheet, cell));
        person.seats.iter_mut().map(|seat| &mut seat.place).filter(here).for_each(|cell| place(sheet, cell));
    }
    reading.parts.iter_mut().map(|part| &mut part.place).filter(here).for_each(|cell| place(sheet, cell));
    let [refused, notices, skipped] = before;
    let told = [(&mut reading.refused, refused), (&mut reading.notices, notices), (&mut reading.skipped, skipped)];
    for (all, from) in told {
        all.iter_mut().skip(from).for_each(|one| finding(sheet, one));
    }
}
