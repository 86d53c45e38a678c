//! Several tables below each other on one sheet, each with a head of its own.
//!
//! Each table becomes a sheet of its own with the cells of the others left out, so that every cell keeps its address. Read
//! as one table, the rows of one would stand under the headings of another.

use super::grid::{Sheet, Value};
use super::heading;
use super::mapping::{Job, Role};
use std::collections::HashMap;

/// The tables of a sheet, from the top; empty when it holds one.
#[must_use]
pub fn parts(sheet: &Sheet, job: Job) -> Vec<Sheet> {
    let heads = heads(sheet, job);
    if heads.len() < 2 {
        return Vec::new();
    }
    let top = heads.first().copied().unwrap_or(0);
    let mut starts: Vec<u32> = heads.iter().map(|head| above(sheet, *head)).collect();
    if let Some(first) = starts.first_mut() {
        *first = top;
    }
    let mut out = Vec::new();
    for (at, start) in starts.iter().enumerate() {
        let end = starts.get(at + 1).copied().unwrap_or(sheet.height());
        // What stands above all tables, a year or a village, belongs to every one.
        let inside = |row: u32| row < top || (*start..end).contains(&row);
        let cells: Vec<(u32, u32, Value)> = sheet
            .cells()
            .filter(|(row, ..)| inside(*row))
            .map(|(row, column, value)| (row, column, value.clone()))
            .collect();
        let merges = sheet.merges().iter().filter(|m| inside(m.top) && inside(m.bottom)).copied();
        out.push(sheet.relaid(cells, merges.collect()));
    }
    out
}

/// Rows that begin a table whose headings are not those of the table above.
fn heads(sheet: &Sheet, job: Job) -> Vec<u32> {
    let mut out: Vec<u32> = Vec::new();
    let mut held: Vec<(u32, String)> = Vec::new();
    let mut worth = HashMap::new();
    for row in 0..sheet.height() {
        let Some(words) = head(sheet, job, row, &mut worth) else { continue };
        if words != held {
            out.push(row);
            held = words;
        }
    }
    out
}

/// Characters of a heading at most; what is longer was told by somebody.
const LONGEST_HEADING: usize = 40;

/// What a text of a cell is as a heading. Every row of a ledger is asked, and the same texts come again and again.
type Worth = HashMap<String, Option<Role>>;

/// The headings of a row that surely is a head: what makes a row stands among them word for word, and two more do.
fn head(sheet: &Sheet, job: Job, row: u32, worth: &mut Worth) -> Option<Vec<(u32, String)>> {
    let wanted = match job {
        Job::Roster => Role::Name,
        Job::Visits => Role::Day,
    };
    let words: Vec<(u32, String)> =
        sheet.filled(row).map(|(column, value)| (column, heading::plain(&value.shown()))).collect();
    if words.len() < 3 {
        return None;
    }
    let known: Vec<Role> = words
        .iter()
        .filter(|(_, word)| word.chars().nth(LONGEST_HEADING).is_none())
        .filter_map(|(_, word)| match worth.get(word) {
            Some(role) => *role,
            None => {
                let best = heading::worth(job, std::slice::from_ref(word)).into_iter().next();
                let role = best.filter(|(_, worth)| *worth >= 0.93).map(|(role, _)| role);
                worth.insert(word.clone(), role);
                role
            }
        })
        .collect();
    let some = known.iter().enumerate().filter(|(at, role)| known.iter().take(*at).all(|other| other != *role)).count();
    (known.contains(&wanted) && some >= 3 && known.len() * 10 >= words.len() * 6).then_some(words)
}

/// First row of the title over a head: rows with one text each.
fn above(sheet: &Sheet, head: u32) -> u32 {
    let mut row = head;
    while let Some(before) = row.checked_sub(1)
        && sheet.filled(before).take(2).count() == 1
    {
        row = before;
    }
    row
}
