//! Columns that are ticked instead of written in: one for each kind, level or person under a common heading.
//!
//! Such a group of columns is a list of words; it is laid into its first column, so that everything behind reads it like
//! any other list. Addresses stay those of the file.

use std::collections::HashSet;

use super::finding::{Finding, Place};
use super::grid::{Merge, Sheet, Value, letters};
use super::heading::{self, Head};
use super::mapping::{Job, Role};
use super::names::is_name;
use super::spellings::{headings, spellings};
use super::text::name_key;

/// What one cell of a ticked column says.
#[derive(Debug, Clone, PartialEq)]
enum Mark {
    Left,
    /// Ticked; by a figure alone it could also be a count.
    Ticked {
        figure: bool,
    },
    /// A person was away, in the cell's words.
    Away(String),
}

/// Columns ticked under one heading.
struct Group {
    columns: std::ops::RangeInclusive<u32>,
    heading: String,
}

/// The sheet with its ticked columns laid together, and a word on each group; `None` when there is none.
#[must_use]
pub fn folded(sheet: &Sheet, job: Job, names: &HashSet<String>) -> Option<(Sheet, Vec<Finding>)> {
    let mut head = heading::find(sheet, job, &[])?;
    let mut groups = groups(sheet, job, &head, names);
    if groups.is_empty() && parts_below(sheet, &head) {
        head.depth += 1;
        head.paths = heading::paths(sheet, head.row, head.depth);
        groups = self::groups(sheet, job, &head, names);
    }
    if groups.is_empty() {
        return None;
    }
    let place = |column: u32| Place { sheet: sheet.name.as_str().into(), row: head.row, column };
    let told = groups
        .iter()
        .map(|group| {
            Finding::at(&place(*group.columns.start()), "imports.ticks_joined")
                .with("from", letters(*group.columns.start()))
                .with("to", letters(*group.columns.end()))
                .with("heading", group.heading.clone())
        })
        .collect();
    Some((relaid(sheet, &head, &groups), told))
}

/// The row below the head only parts headings: it holds words, and nothing beside them.
fn parts_below(sheet: &Sheet, head: &Head) -> bool {
    let row = head.row + head.depth;
    let mut words = 0;
    for (column, value) in sheet.filled(row) {
        let headed = head.paths.get(column as usize).is_some_and(|path| !path.is_empty());
        let beside = column > 0 && !headed;
        if !matches!(value, Value::Text(_)) || !(headed || beside) {
            return false;
        }
        words += 1;
    }
    words >= 2 && sheet.filled(row).next().is_some_and(|(column, _)| column > 0)
}

/// What a cell says as a mark; `None` when it says something else.
fn mark(value: &Value) -> Option<Mark> {
    let s = spellings();
    match value {
        Value::Empty => Some(Mark::Left),
        Value::Flag(ticked) => Some(if *ticked { Mark::Ticked { figure: false } } else { Mark::Left }),
        other => {
            let text = other.shown();
            if s.is_tick(&text) {
                Some(Mark::Ticked { figure: text.chars().all(|c| c.is_ascii_digit()) })
            } else if s.is_no_tick(&text) {
                Some(Mark::Left)
            } else if text.chars().count() <= 6 && s.says_absent(&text) {
                Some(Mark::Away(text))
            } else {
                None
            }
        }
    }
}

/// Rows that say nothing about a ticked column: totals, remarks.
fn passed_over(sheet: &Sheet, row: u32) -> bool {
    let s = spellings();
    sheet.filled(row).take(2).any(|(_, value)| {
        let text = value.shown();
        s.is_total(&text) || s.is_remark(&text)
    })
}

/// What the marks of a column amount to: any tick, and any that is no figure. `None` when it is no ticked column.
fn ticked(sheet: &Sheet, head: &Head, column: u32) -> Option<(bool, bool)> {
    let (mut any, mut sure) = (false, false);
    for row in head.row + head.depth..sheet.height() {
        if passed_over(sheet, row) {
            continue;
        }
        match mark(sheet.own(row, column))? {
            Mark::Left => {}
            Mark::Ticked { figure } => {
                any = true;
                sure |= !figure;
            }
            Mark::Away(_) => (any, sure) = (true, true),
        }
    }
    Some((any, sure))
}

/// The role whose values this word is one of.
fn class(job: Job, word: &str, names: &HashSet<String>) -> Option<Role> {
    let s = spellings();
    match job {
        Job::Roster if s.level(word).is_some() => Some(Role::Level),
        Job::Roster => s.sex(word).map(|_| Role::Sex),
        Job::Visits if names.contains(&name_key(word)) => Some(Role::Delegates),
        Job::Visits if s.kind(word).is_some() => Some(Role::Kind),
        Job::Visits if s.status(word).is_some() => Some(Role::Status),
        Job::Visits => s.topic(word).map(|_| Role::Topic),
    }
}

/// What a ticked column may be a part of by its upper heading alone.
const LISTED: [Role; 7] =
    [Role::Kind, Role::Layer, Role::Level, Role::Topic, Role::Tags, Role::Delegates, Role::Others];

fn groups(sheet: &Sheet, job: Job, head: &Head, names: &HashSet<String>) -> Vec<Group> {
    let mut out: Vec<Group> = Vec::new();
    let mut run: Vec<(u32, bool, bool)> = Vec::new();
    let mut of: (String, Option<Role>) = Default::default();
    for column in 0..=sheet.width() {
        let path = head.paths.get(column as usize).map_or(&[][..], Vec::as_slice);
        let leaf = path.last().cloned().unwrap_or_default();
        let upper = path.len().checked_sub(2).and_then(|at| path.get(at)).cloned().unwrap_or_default();
        let kind = class(job, &leaf, names);
        let state = (!leaf.is_empty()).then(|| ticked(sheet, head, column)).flatten();
        // Under one heading the columns belong together; without one, when they name things of one sort.
        let joins = if upper.is_empty() { kind.is_some() && of == (String::new(), kind) } else { of.0 == upper };
        if (!joins || state.is_none()) && !run.is_empty() {
            out.extend(group(sheet, job, head, names, &run, &of));
            run.clear();
        }
        if let Some((any, sure)) = state
            && (!upper.is_empty() || kind.is_some())
        {
            if run.is_empty() {
                of = (upper.clone(), if upper.is_empty() { kind } else { None });
            }
            run.push((column, any, sure));
        }
    }
    out
}

/// A run of ticked columns as a group, when it is one and its heading is clear.
fn group(
    sheet: &Sheet,
    job: Job,
    head: &Head,
    names: &HashSet<String>,
    run: &[(u32, bool, bool)],
    (upper, _): &(String, Option<Role>),
) -> Option<Group> {
    let (first, last) = (run.first()?.0, run.last()?.0);
    let leaf = |column: u32| head.paths.get(column as usize).and_then(|path| path.last()).cloned().unwrap_or_default();
    let leaves: Vec<String> = run.iter().map(|(column, ..)| leaf(*column)).collect();
    if leaves.len() < 2 || !run.iter().any(|(_, any, _)| *any) || leaves.iter().collect::<HashSet<_>>().len() < 2 {
        return None;
    }
    let worth = |heading: &str, role: Role| {
        heading::worth(job, &[heading.to_owned()]).iter().find(|(r, _)| *r == role).map_or(0.0, |(_, worth)| *worth)
    };
    let first_class = class(job, leaves.first()?, names);
    let one_sort = first_class.filter(|sort| leaves.iter().all(|word| class(job, word, names) == Some(*sort)));
    let by_upper = LISTED.into_iter().filter(|role| worth(upper, *role) >= 0.5);
    let by_upper = by_upper.max_by(|a, b| worth(upper, *a).total_cmp(&worth(upper, *b)));
    let named = |role: Role| !matches!(role, Role::Delegates | Role::Others) || leaves.iter().all(|word| is_name(word));
    let role = one_sort.or(by_upper.filter(|role| named(*role)))?;
    // A figure one may be a count; for persons and levels it can only be a tick.
    let surely = matches!(role, Role::Delegates | Role::Others | Role::Level | Role::Sex);
    if !surely && !run.iter().any(|(_, _, sure)| *sure) {
        return None;
    }
    let said = worth(upper, role) >= 0.5 || (role == Role::Delegates && worth(upper, Role::Others) >= 0.5);
    let heading = if said {
        upper.clone()
    } else {
        headings().of(job).get(&role.name()).and_then(|words| words.first()).cloned().unwrap_or_default()
    };
    debug_assert!(last < sheet.width(), "a column beyond the sheet has no heading");
    Some(Group { columns: first..=last, heading })
}

/// The sheet with each group laid into its first column.
fn relaid(sheet: &Sheet, head: &Head, groups: &[Group]) -> Sheet {
    let below = head.row + head.depth;
    let of = |column: u32| groups.iter().find(|group| group.columns.contains(&column));
    let in_head = |row: u32| (head.row..below).contains(&row);
    let mut cells: Vec<(u32, u32, Value)> = Vec::new();
    let mut merges: Vec<Merge> = Vec::new();
    for merge in sheet.merges() {
        let touches = in_head(merge.top) && (merge.left..=merge.right).any(|column| of(column).is_some());
        if !touches {
            merges.push(*merge);
            continue;
        }
        // What the joined heading also stood over keeps it.
        let upper = sheet.seen(merge.top, merge.left).0.clone();
        cells
            .extend((merge.left + 1..=merge.right).filter(|c| of(*c).is_none()).map(|c| (merge.top, c, upper.clone())));
    }
    for (row, column, value) in sheet.cells() {
        if row < head.row || of(column).is_none() || passed_over(sheet, row) {
            cells.push((row, column, value.clone()));
        }
    }
    for group in groups {
        let first = *group.columns.start();
        cells.push((head.row, first, Value::Text(group.heading.as_str().into())));
        for row in below..sheet.height() {
            if passed_over(sheet, row) {
                continue;
            }
            let words: Vec<String> =
                group.columns.clone().filter_map(|column| word(sheet, head, row, column)).collect();
            if !words.is_empty() {
                cells.push((row, first, Value::Text(words.join("\u{3001}").into())));
            }
        }
    }
    sheet.relaid(cells, merges)
}

/// What a ticked cell says in words.
fn word(sheet: &Sheet, head: &Head, row: u32, column: u32) -> Option<String> {
    let leaf = head.paths.get(column as usize)?.last()?;
    match mark(sheet.own(row, column))? {
        Mark::Left => None,
        Mark::Ticked { .. } => Some(leaf.clone()),
        Mark::Away(said) => Some(format!("{leaf}({said})")),
    }
}
