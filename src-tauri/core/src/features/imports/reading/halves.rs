//! A table printed in two or three columns side by side to save paper: the same headings stand several times in one row.
//!
//! Each repetition becomes a sheet of its own with the cells of the others left out, so that every cell keeps its address.

use super::grid::{Sheet, Value};
use super::heading::{self, Head};
use super::mapping::{Job, Role};

/// The parts of a sheet that repeats its headings, from the left; empty when it does not.
#[must_use]
pub fn parts(sheet: &Sheet, job: Job) -> Vec<Sheet> {
    let Some(head) = heading::find(sheet, job, &[]) else { return Vec::new() };
    let Some(starts) = starts(&head, job) else { return Vec::new() };
    let mut out = Vec::new();
    for (at, start) in starts.iter().enumerate() {
        let end = starts.get(at + 1).copied().unwrap_or(sheet.width());
        let inside = |column: u32| (*start..end).contains(&column);
        // Titles above the head belong to every part.
        let cells: Vec<(u32, u32, Value)> = sheet
            .cells()
            .filter(|(row, column, _)| *row < head.row || inside(*column))
            .map(|(row, column, value)| (row, column, value.clone()))
            .collect();
        let merges = sheet.merges().iter().filter(|m| m.top < head.row || (inside(m.left) && inside(m.right))).copied();
        out.push(sheet.relaid(cells, merges.collect()));
    }
    out
}

/// First columns of the repetitions, when the headings from each on are the same at least twice.
fn starts(head: &Head, job: Job) -> Option<Vec<u32>> {
    let leaves: Vec<String> =
        head.paths.iter().map(|path| path.last().map(|last| heading::plain(last)).unwrap_or_default()).collect();
    let wanted = match job {
        Job::Roster => Role::Name,
        Job::Visits => Role::Day,
    };
    let first = leaves.iter().position(|leaf| !leaf.is_empty())?;
    let word = leaves.get(first)?;
    let starts: Vec<usize> = leaves.iter().enumerate().filter(|(_, leaf)| *leaf == word).map(|(at, _)| at).collect();
    let second = *starts.get(1)?;
    let block = leaves.get(first..second)?;
    let trimmed = block.iter().rev().skip_while(|leaf| leaf.is_empty()).count();
    let block = block.get(..trimmed)?;
    let names = |leaf: &String| heading::worth(job, std::slice::from_ref(leaf)).first().is_some_and(|b| b.0 == wanted);
    // The headings of one table are two at least, and what makes a row is among them.
    let same = starts.iter().all(|start| leaves.get(*start..*start + trimmed).is_some_and(|other| other == block));
    (trimmed >= 2 && block.iter().any(names) && same)
        .then(|| starts.iter().filter_map(|start| u32::try_from(*start).ok()).collect())
}
