//! A small table beside the one that is read: a summary by village or month to the right of a ledger.
//!
//! Its columns stand under headings the ledger could have as well, and its rows stand beside rows they do not belong to.

use super::finding::{Finding, Place};
use super::grid::{Sheet, Value, letters};
use super::heading;
use super::mapping::{Job, Role};
use std::ops::RangeInclusive;

/// The sheet without the tables beside the one to read, and a word on each; `None` when there is none.
#[must_use]
pub fn parted(sheet: &Sheet, job: Job) -> Option<(Sheet, Vec<Finding>)> {
    let head = heading::find(sheet, job, &[])?;
    let wanted = match job {
        Job::Roster => Role::Name,
        Job::Visits => Role::Day,
    };
    let blocks = blocks(sheet, head.row, head.row + head.depth);
    let roles = |block: &RangeInclusive<u32>| -> Vec<Role> {
        let paths = block.clone().filter_map(|column| head.paths.get(column as usize));
        let best = paths.filter_map(|path| heading::worth(job, path).into_iter().next());
        best.filter(|(_, worth)| *worth >= 0.9).map(|(role, _)| role).collect()
    };
    // The table to read stands by itself: it tells what makes its rows, and where.
    let whole = |block: &&RangeInclusive<u32>| {
        let roles = roles(block);
        roles.contains(&wanted) && roles.contains(&Role::Village) && roles.len() >= 3
    };
    let main = blocks.iter().find(whole)?.clone();
    let own = roles(&main);
    let another = |block: &&RangeInclusive<u32>| {
        let roles = roles(block);
        let begins = roles.first().copied();
        **block != main
            && !roles.contains(&wanted)
            && roles.len() >= 2
            && begins
                .is_some_and(|role| matches!(role, Role::Village | Role::Sequence | Role::Team) && own.contains(&role))
    };
    let left: Vec<RangeInclusive<u32>> = blocks.iter().filter(another).cloned().collect();
    if left.is_empty() {
        return None;
    }
    let inside = |column: u32| left.iter().any(|block| block.contains(&column));
    let told = left
        .iter()
        .map(|block| {
            let place = Place { sheet: sheet.name.as_str().into(), row: head.row, column: *block.start() };
            Finding::at(&place, "imports.table_beside")
                .with("from", letters(*block.start()))
                .with("to", letters(*block.end()))
        })
        .collect();
    let cells: Vec<(u32, u32, Value)> = sheet
        .cells()
        .filter(|(row, column, _)| *row < head.row || !inside(*column))
        .map(|(row, column, value)| (row, column, value.clone()))
        .collect();
    let merges = sheet.merges().iter().filter(|m| m.top < head.row || !(inside(m.left) || inside(m.right))).copied();
    Some((sheet.relaid(cells, merges.collect()), told))
}

/// Runs of columns in use from the head down, parted by columns without a single cell.
fn blocks(sheet: &Sheet, from: u32, below: u32) -> Vec<RangeInclusive<u32>> {
    let mut used = vec![false; sheet.width() as usize];
    for (row, column, _) in sheet.cells() {
        if row >= from
            && let Some(slot) = used.get_mut(column as usize)
        {
            *slot = true;
        }
    }
    // What a joined heading covers is no gap.
    for merge in sheet.merges().iter().filter(|merge| merge.bottom >= from && merge.top < below) {
        for column in merge.left..=merge.right {
            if let Some(slot) = used.get_mut(column as usize) {
                *slot = true;
            }
        }
    }
    let mut out: Vec<RangeInclusive<u32>> = Vec::new();
    for (column, _) in (0u32..).zip(&used).filter(|(_, used)| **used) {
        match out.last_mut() {
            Some(last) if *last.end() + 1 == column => *last = *last.start()..=column,
            _ => out.push(column..=column),
        }
    }
    out
}
