//! Forms and tables that lie on their side, laid into the rows of a ledger.

use std::collections::{BTreeMap, HashMap};

use super::finding::{Finding, Place};
use super::forms::{self, At, Form};
use super::grid::{Merge, Moved, Sheet, Value};
use super::known::Known;
use super::labels;
use super::mapping::{Job, Role};
use super::opinions;
use super::places::Places;
use super::spellings::{headings, spellings};
use super::text::{key, trimmed};

/// Cells that were not read are named up to here.
const TOLD: usize = 40;
/// A row of this length without a full stop goes on in the next one.
const WRAPPED: usize = 15;

/// The sheet as rows with what could not be laid; `None` when it is a ledger already.
#[must_use]
pub fn laid(sheet: &Sheet, job: Job, file: &str, known: &Known) -> Option<(Sheet, Vec<Finding>)> {
    if job == Job::Visits
        && let Some(turned) = turned(sheet)
    {
        return Some((turned, Vec::new()));
    }
    let mut found = forms::find(sheet, job)?;
    let at = |(row, column): At| Place { sheet: sheet.name.as_str().into(), row, column };
    let left = found.left.iter().take(TOLD).filter(|(_, text)| !spellings().is_none(text));
    let told = left.map(|(cell, text)| {
        let text = super::citizen::mask(text).0;
        Finding::at(&at(*cell), "imports.form_cell_left").with("text", text)
    });
    let told = told.collect();
    let blank = found.forms.first().and_then(|form| form.fields.first()).map_or((0, 0), |field| field.at);
    found.forms.retain(|form| !form.is_blank());
    if job == Job::Visits {
        villages(sheet, file, known, &mut found.forms);
    }
    Some((rows(sheet, blank, &found.forms), told))
}

/// Cells of the new sheet with where they stood.
#[derive(Default)]
struct Laying {
    cells: Vec<(u32, u32, Value)>,
    from: HashMap<At, At>,
}

impl Laying {
    fn put(&mut self, row: u32, column: u32, at: At, value: Value) {
        self.cells.push((row, column, value));
        self.from.insert((row, column), at);
    }
}

/// Headings of the forms in their order; one that stands in a form twice is two.
#[derive(Default)]
struct Columns(Vec<(String, usize, String)>);

impl Columns {
    fn of(&mut self, heading: &str, nth: usize) -> u32 {
        let folded = key(heading);
        let at = self.0.iter().position(|(held, n, _)| *held == folded && *n == nth).unwrap_or_else(|| {
            self.0.push((folded, nth, heading.to_owned()));
            self.0.len() - 1
        });
        u32::try_from(at).unwrap_or(u32::MAX)
    }
}

fn rows(sheet: &Sheet, first: At, forms: &[Form]) -> Sheet {
    let mut out = Laying::default();
    let mut head = 0;
    for (at, title) in forms.first().map(|form| form.titles.as_slice()).unwrap_or_default().iter().take(12) {
        out.put(head, 0, *at, title.clone());
        head += 1;
    }
    let mut columns = Columns::default();
    let mut labels: HashMap<u32, At> = HashMap::new();
    let mut row = head + 1;
    for form in forms {
        let begins = form.fields.first().map_or(first, |field| field.at);
        let mut nth: HashMap<String, usize> = HashMap::new();
        let mut deep = 1;
        for field in &form.fields {
            let lines = joined(field);
            if lines.is_empty() || field.role == Some(Role::Sequence) {
                continue;
            }
            let seen = nth.entry(key(&field.heading)).or_default();
            let column = columns.of(&field.heading, *seen);
            *seen += 1;
            labels.entry(column).or_insert(field.at);
            for (line, (at, value)) in (0u32..).zip(lines) {
                out.put(row + line, column, at, value);
                deep = deep.max(line + 1);
            }
        }
        for (line, cells) in (0u32..).zip(&form.rows) {
            let mut nth: HashMap<String, usize> = HashMap::new();
            for (heading, at, value) in cells {
                // A heading the form has as a label too is another column.
                let before = form.fields.iter().filter(|f| key(&f.heading) == key(heading) && !f.lines.is_empty());
                let seen = nth.entry(key(heading)).or_insert_with(|| before.count());
                let column = columns.of(heading, *seen);
                *seen += 1;
                labels.entry(column).or_insert(*at);
                out.put(row + line, column, *at, value.clone());
                deep = deep.max(line + 1);
            }
        }
        for line in 0..deep {
            out.from.entry((row + line, 0)).or_insert(begins);
        }
        // What a form leaves empty is said of its label.
        for field in form.fields.iter().filter(|field| field.lines.is_empty()) {
            let held = columns.0.iter().position(|(heading, ..)| *heading == key(&field.heading));
            if let Some(column) = held.and_then(|at| u32::try_from(at).ok()) {
                out.from.entry((row, column)).or_insert(field.at);
            }
        }
        row += deep;
    }
    for (column, (_, _, heading)) in (0u32..).zip(&columns.0) {
        let at = labels.get(&column).copied().unwrap_or(first);
        out.put(head, column, at, Value::Text(heading.as_str().into()));
    }
    copy(sheet).laid(out.cells, Vec::new(), Moved { cells: out.from, labels: None, ..Moved::default() })
}

/// The sheet as it stands.
fn copy(sheet: &Sheet) -> Sheet {
    let cells = sheet.cells().map(|(row, column, value)| (row, column, value.clone())).collect();
    sheet.relaid(cells, sheet.merges().to_vec())
}

/// Gives each form without a village the one its place, its title, the tab or the file names.
fn villages(sheet: &Sheet, file: &str, known: &Known, forms: &mut [Form]) {
    let mut places = Places::new(known, &BTreeMap::new());
    let usual = headings().of(Job::Visits).get(&Role::Village.name()).and_then(|words| words.first());
    let heading = forms.iter().flat_map(|form| &form.fields).find(|field| field.role == Some(Role::Village));
    let heading = heading.map(|field| field.heading.clone()).or_else(|| usual.cloned()).unwrap_or_default();
    let bare = file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned();
    for form in forms.iter_mut().filter(|form| form.value(Role::Village).is_none()) {
        let begins = form.fields.first().map_or((0, 0), |field| field.at);
        let mut said: Vec<(At, String)> = Vec::new();
        said.extend(form.value(Role::Place).map(|(at, value)| (at, value.shown())));
        said.extend(form.titles.iter().map(|(at, value)| (*at, value.shown())));
        said.extend([(begins, sheet.name.clone()), (begins, bare.clone())]);
        let found = said.into_iter().find_map(|(at, text)| labels::village(&mut places, &text).map(|hit| (at, hit.0)));
        let Some((at, village)) = found else { continue };
        form.fields.retain(|field| field.role != Some(Role::Village));
        form.fields.push(forms::Field {
            heading: heading.clone(),
            role: Some(Role::Village),
            at,
            lines: vec![(at, Value::Text(village.into()))],
        });
    }
}

/// The lines of a field as values of rows: opinions and who said them stay apart, everything else is one value.
fn joined(field: &forms::Field) -> Vec<(At, Value)> {
    let Some((at, only)) = field.lines.first() else { return Vec::new() };
    if field.lines.len() == 1 {
        return vec![(*at, only.clone())];
    }
    let texts: Vec<String> = field.lines.iter().map(|(_, value)| value.shown()).collect();
    let parted =
        matches!(field.role, Some(Role::Opinion | Role::Answer | Role::Giver | Role::GiverPhone | Role::Topic));
    let whole = texts.join("\n");
    let listed = opinions::split(&whole).len() > 1;
    if !parted || listed {
        let people = matches!(field.role, Some(Role::Delegates | Role::Others | Role::Leader));
        let text = if people { texts.join("\u{3001}") } else { whole };
        return vec![(*at, Value::Text(text.into()))];
    }
    let mut out: Vec<(At, String)> = Vec::new();
    for ((at, _), text) in field.lines.iter().zip(texts) {
        let open = |held: &str| held.chars().count() >= WRAPPED && !held.ends_with(['\u{3002}', '\u{ff1b}', ';', '.']);
        match out.last_mut().filter(|(_, held)| open(held)) {
            Some((_, held)) => held.push_str(trimmed(&text)),
            None => out.push((*at, text)),
        }
    }
    out.into_iter().map(|(at, text)| (at, Value::Text(text.into()))).collect()
}

/// A table whose headings stand at the left and whose visits stand side by side, turned; `None` for any other.
fn turned(sheet: &Sheet) -> Option<Sheet> {
    let (day_row, first) = days_in_a_row(sheet)?;
    let label = |row: u32| (0..first).map(|column| sheet.seen(row, column).0.shown()).find(|text| !text.is_empty());
    let told = |row: u32| label(row).is_some() && (first..sheet.width()).any(|c| !sheet.own(row, c).is_empty());
    let top = (0..=day_row).find(|row| told(*row))?;
    let bottom = (day_row..sheet.height()).rev().find(|row| told(*row))?;
    // Columns of labels: one that only numbers the fields is none.
    let names = |column: &u32| {
        let words = |row: u32| matches!(sheet.own(row, *column), Value::Text(t) if t.parse::<f64>().is_err());
        (top..=bottom).any(words)
    };
    let heads: Vec<u32> = (0..first).filter(names).collect();
    let heads = heads.get(heads.len().saturating_sub(3)..)?;
    let mut out = Laying::default();
    let mut head = 0;
    for row in 0..top {
        for (column, value) in sheet.filled(row) {
            out.put(head, 0, (row, column), value.clone());
            head += 1;
        }
    }
    // Column of the file by row here, headings first.
    let sources: Vec<u32> = heads.iter().copied().chain(first..sheet.width()).collect();
    let mut at_row: HashMap<u32, u32> = HashMap::new();
    for (row, source) in (head..).zip(&sources) {
        at_row.insert(*source, row);
        for field in top..=bottom {
            let value = sheet.own(field, *source);
            out.from.insert((row, field - top), (field, *source));
            if !value.is_empty() {
                out.cells.push((row, field - top, value.clone()));
            }
        }
    }
    let mut merges = Vec::new();
    for merge in sheet.merges().iter().filter(|m| m.top >= top && m.bottom <= bottom) {
        let (Some(above), Some(below)) = (at_row.get(&merge.left), at_row.get(&merge.right)) else { continue };
        if (merge.left < first) == (merge.right < first) {
            merges.push(Merge { top: *above, bottom: *below, left: merge.top - top, right: merge.bottom - top });
        }
    }
    Some(copy(sheet).laid(out.cells, merges, Moved { cells: out.from, labels: Some(first), ..Moved::default() }))
}

/// The row that holds days behind its label, with the column of the first, where the rows around it are labelled too.
fn days_in_a_row(sheet: &Sheet) -> Option<(u32, u32)> {
    for row in 0..sheet.height().min(40) {
        let mut cells =
            sheet.filled(row).skip_while(|(_, value)| forms::label(Job::Visits, &value.shown()) != Some(Role::Day));
        let Some((labelled, _)) = cells.next() else { continue };
        let days: Vec<u32> = cells.filter(|(_, value)| forms::is_day(value)).map(|(column, _)| column).collect();
        let (Some(first), Some(second)) = (days.first().copied(), days.get(1).copied()) else { continue };
        let mut roles: Vec<Role> = Vec::new();
        let mut beside = 0;
        for other in 0..sheet.height().min(row + 40) {
            let names = (0..first).map(|column| sheet.seen(other, column).0.shown());
            if let Some(role) = names.filter_map(|text| forms::label(Job::Visits, &text)).next_back() {
                roles.push(role);
                beside += usize::from(other != row && !sheet.own(other, second).is_empty());
            }
        }
        roles.sort();
        roles.dedup();
        if labelled < first && roles.len() >= 3 && beside >= 1 {
            return Some((row, first));
        }
    }
    None
}
