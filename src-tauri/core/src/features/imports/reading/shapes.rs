//! Tables of an unusual shape, brought into the usual one before anything in them is read.

use super::finding::Finding;
use super::grid::{Sheet, Value};
use super::heading;
use super::known::Known;
use super::mapping::{Job, Role};
use super::spellings::{headings, spellings};
use super::workbook::Workbook;
use super::{besides, boxes, halves, laid, moved, stacked, ticks};

/// A sheet that writes the month and the day in two columns, with one column of days instead; `None` for any other. The
/// month is written once and counts for the rows below it.
fn days_joined(sheet: &Sheet, job: Job) -> Option<Sheet> {
    let head = heading::find(sheet, job, &[])?;
    let s = spellings();
    let headed = |column: usize, marks: &[char]| {
        let leaf = head.paths.get(column).and_then(|path| path.last()).map(|leaf| heading::plain(leaf));
        leaf.is_some_and(|leaf| marks.iter().any(|mark| leaf == mark.to_string()))
    };
    let marked = (1..head.paths.len()).find(|at| headed(*at, &s.day) && headed(at - 1, &s.month));
    let day = marked.or_else(|| days_beside_months(sheet, &head))?;
    let first = if day >= 2 && headed(day - 2, &s.year) { day - 2 } else { day - 1 };
    let (first, last) = (u32::try_from(first).ok()?, u32::try_from(day).ok()?);
    let inside = |column: u32| (first..=last).contains(&column);
    let below = head.row + head.depth;
    let mut cells: Vec<(u32, u32, Value)> = sheet
        .cells()
        .filter(|(row, column, value)| {
            *row < head.row || !inside(*column) || (*row >= below && s.is_total(&value.shown()))
        })
        .map(|(row, column, value)| (row, column, value.clone()))
        .collect();
    let word = headings().of(job).get(&Role::Day.name()).and_then(|words| words.first())?;
    cells.push((head.row, first, Value::Text(word.as_str().into())));
    let mut above = vec![String::new(); (last - first) as usize];
    for row in below..sheet.height() {
        let day = sheet.own(row, last).shown();
        if day.is_empty() || s.is_total(&day) {
            continue;
        }
        let mut whole = String::new();
        for (held, column) in above.iter_mut().zip(first..) {
            let own = sheet.seen(row, column).0.shown();
            if !own.is_empty() {
                *held = own;
            }
            let marks = if column + 1 == last { &s.month } else { &s.year };
            if let Some(mark) = marks.first().filter(|_| !held.is_empty()) {
                whole.push_str(held.trim_end_matches(s.month_tail).trim_end_matches(marks.as_slice()));
                whole.push(*mark);
            }
        }
        // Part of the day or a time may stand behind the day.
        whole.push_str(&day);
        if !day.contains(s.day.as_slice()) {
            whole.extend(s.day.first());
        }
        cells.push((row, first, Value::Text(whole.into())));
    }
    let merges = sheet.merges().iter().filter(|m| m.bottom < head.row || !(inside(m.left) || inside(m.right)));
    Some(sheet.relaid(cells, merges.copied().collect()))
}

/// The column of days beside a column of months: its heading is that of days, and most of its cells tell no month.
fn days_beside_months(sheet: &Sheet, head: &heading::Head) -> Option<usize> {
    let s = spellings();
    let leaf = |column: usize| head.paths.get(column).and_then(|path| path.last()).map(|leaf| heading::plain(leaf));
    let months = |column: usize| {
        leaf(column)
            .is_some_and(|leaf| s.month.iter().any(|mark| leaf.trim_end_matches(s.month_tail) == mark.to_string()))
    };
    let of_days = |column: usize| {
        leaf(column).is_some_and(|leaf| {
            heading::worth(Job::Visits, &[leaf]).first().is_some_and(|best| best.0 == Role::Day && best.1 >= 0.9)
        })
    };
    let column = (1..head.paths.len()).find(|at| months(at - 1) && of_days(*at))?;
    let at = u32::try_from(column).ok()?;
    let (mut all, mut alone) = (0, 0);
    for row in head.row + head.depth..sheet.height() {
        let value = sheet.own(row, at);
        let text = value.shown();
        if text.is_empty() || s.is_total(&text) {
            continue;
        }
        all += 1;
        let figure = text.chars().take_while(char::is_ascii_digit).count();
        let behind = text.chars().nth(figure);
        alone += usize::from((1..=2).contains(&figure) && behind.is_none_or(|mark| s.day.contains(&mark)));
    }
    (alone > 0 && alone * 10 >= all * 8).then_some(column)
}

/// Reads printed boxes, lays forms and turned tables into rows, joins days written in two columns, lays ticked columns
/// together and parts tables that stand side by side; says what was done.
pub fn settle(book: &mut Workbook, job: Job, known: &Known) -> Vec<Finding> {
    let names = known.names();
    let mut told = Vec::new();
    for sheet in &mut book.sheets {
        if let Some(chosen) = boxes::chosen(sheet) {
            *sheet = chosen;
        }
        if let Some((rows, said)) = laid::laid(sheet, job, &book.name, known) {
            *sheet = rows;
            told.extend(said);
        }
        if let Some((alone, mut said)) = besides::parted(sheet, job) {
            *sheet = alone;
            said.iter_mut().for_each(|one| moved::finding(sheet, one));
            told.extend(said);
        }
        if let Some(joined) = days_joined(sheet, job) {
            *sheet = joined;
        }
        if let Some((folded, mut said)) = ticks::folded(sheet, job, &names) {
            *sheet = folded;
            said.iter_mut().for_each(|one| moved::finding(sheet, one));
            told.extend(said);
        }
    }
    let mut further = Vec::new();
    for sheet in &mut book.sheets {
        let mut parts = stacked::parts(sheet, job).into_iter();
        if let Some(first) = parts.next() {
            further.extend(parts);
            *sheet = first;
        }
    }
    book.sheets.append(&mut further);
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
