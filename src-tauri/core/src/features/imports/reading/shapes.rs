//! Tables of an unusual shape, brought into the usual one before anything in them is read.

use super::finding::Finding;
use super::known::Known;
use super::mapping::Job;
use super::workbook::Workbook;
use super::{halves, ticks};

/// Lays ticked columns together and parts tables that stand side by side; says what was done.
pub fn settle(book: &mut Workbook, job: Job, known: &Known) -> Vec<Finding> {
    let names = known.names();
    let mut told = Vec::new();
    for sheet in &mut book.sheets {
        if let Some((folded, said)) = ticks::folded(sheet, job, &names) {
            *sheet = folded;
            told.extend(said);
        }
    }
    let mut further = Vec::new();
    for sheet in &mut book.sheets {
        let mut parts = halves::parts(sheet, job).into_iter();
        if let Some(first) = parts.next() {
            further.extend(parts);
            *sheet = first;
        }
    }
    book.sheets.extend(further);
    told
}
