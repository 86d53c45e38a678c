//! A table printed in two or three columns side by side to save paper: the same headings stand several times in one row.
//!
//! Each repetition becomes a sheet of its own with the cells of the others left out, so that every cell keeps its address.

use super::grid::{Merge, Sheet, Value};
use super::heading::{self, Head};
use super::mapping::{Job, Role};

/// The parts of a sheet that repeats its headings, from the left; empty when it does not.
#[must_use]
pub fn parts(sheet: &Sheet, job: Job) -> Vec<Sheet> {
    let Some(head) = heading::find(sheet, job, &[]) else { return Vec::new() };
    let Some(starts) = starts(&head, job) else { return several_in_a_row(sheet, job, &head) };
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

/// Several people in a row with what is said of each beside the name, and a village they share: each place in the row
/// becomes a sheet of its own with the columns shared.
fn several_in_a_row(sheet: &Sheet, job: Job, head: &Head) -> Vec<Sheet> {
    if job != Job::Roster {
        return Vec::new();
    }
    let leaves: Vec<String> =
        head.paths.iter().map(|path| path.last().map(|last| heading::numberless(last)).unwrap_or_default()).collect();
    let is_name = |leaf: &String| {
        let best = heading::worth(job, std::slice::from_ref(leaf)).into_iter().next();
        best.is_some_and(|(role, worth)| role == Role::Name && worth >= 0.9)
    };
    let starts: Vec<usize> = leaves.iter().enumerate().filter(|(_, leaf)| is_name(leaf)).map(|(at, _)| at).collect();
    let (Some(first), Some(second)) = (starts.first(), starts.get(1)) else { return Vec::new() };
    let length = second - first;
    let Some(block) = leaves.get(*first..*second) else { return Vec::new() };
    let even = starts.windows(2).all(|pair| matches!(pair, [one, other] if other - one == length));
    let alike = |start: &usize| leaves.get(*start..start + length).is_some_and(|other| other == block);
    if length < 2 || !even || !block.iter().all(|leaf| !leaf.is_empty()) || !starts.iter().all(alike) {
        return Vec::new();
    }
    let all = *first..starts.last().map_or(*second, |last| last + length);
    let below = head.row + head.depth;
    starts
        .iter()
        .map(|start| {
            let own = *start..start + length;
            let filled = |row: u32| sheet.filled(row).any(|(column, _)| own.contains(&(column as usize)));
            let alone = |row: u32| sheet.filled(row).take(2).count() == 1;
            let keeps = |row: u32, column: u32| {
                let at = column as usize;
                row < head.row
                    || own.contains(&at)
                    || (!all.contains(&at) && (row < below || filled(row) || alone(row)))
            };
            let cells = sheet.cells().filter(|(row, column, _)| keeps(*row, *column));
            let cells = cells.map(|(row, column, value)| (row, column, value.clone())).collect();
            let inside = |merge: &Merge| {
                let (left, right) = (merge.left as usize, merge.right as usize);
                merge.top < head.row
                    || !all.contains(&left) && !all.contains(&right)
                    || own.contains(&left) && own.contains(&right)
            };
            sheet.relaid(cells, sheet.merges().iter().filter(|merge| inside(merge)).copied().collect())
        })
        .collect()
}
