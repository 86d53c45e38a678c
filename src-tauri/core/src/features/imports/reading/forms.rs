//! Forms: a sheet, or a part of one, for each visit or delegate, with a label to the left of what it tells.
//!
//! They are laid into the rows of a ledger, so that everything behind reads them like any other. Every cell keeps its
//! address in the file ([`Moved`]); what stands in a form and is neither a label nor told by one is named.

use std::collections::HashMap;

use super::grid::{Merge, Sheet, Value};
use super::heading;
use super::labels;
use super::mapping::{Job, Role};
use super::names;
use super::spellings::{headings, spellings};
use super::text::{is_han, key, tidy_name, trimmed};

/// From here on a text is a label and no value.
const SURE: f32 = 0.9;
/// A longer text is no label.
const LONGEST: usize = 14;
/// A form begins within these rows.
const LOOK: u32 = 60;

/// Where a cell stands in the file.
pub type At = (u32, u32);

/// A label with what stands behind it.
#[derive(Debug)]
pub struct Field {
    /// The label as written, or the usual heading of what a line tells.
    pub heading: String,
    /// What it is, when the label is known.
    pub role: Option<Role>,
    /// Cell of the label.
    pub at: At,
    /// What it tells, a value for each row it stands in.
    pub lines: Vec<(At, Value)>,
}

/// One form.
#[derive(Debug, Default)]
pub struct Form {
    /// Texts above its first label.
    pub titles: Vec<(At, Value)>,
    /// Its labels in their order.
    pub fields: Vec<Field>,
    /// Rows of the table inside it: heading, cell, value.
    pub rows: Vec<Vec<(String, At, Value)>>,
}

impl Form {
    fn has(&self, role: Role) -> bool {
        self.fields.iter().any(|field| field.role == Some(role))
    }

    /// First value of a role.
    #[must_use]
    pub fn value(&self, role: Role) -> Option<(At, &Value)> {
        let field = self.fields.iter().find(|field| field.role == Some(role) && !field.lines.is_empty())?;
        field.lines.first().map(|(at, value)| (*at, value))
    }

    /// Printed and never filled in: no day, no name, and nothing else that makes a visit.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let dated = self.value(Role::Day).is_some_and(|(_, day)| day.shown().chars().any(|c| c.is_ascii_digit()));
        let dated = dated || self.value(Role::Name).is_some();
        let told = |role: &Option<Role>| !matches!(role, None | Some(Role::Day | Role::Village | Role::Place));
        let filled = |field: &Field| {
            told(&field.role) && field.lines.iter().any(|(_, value)| !spellings().is_none(&value.shown()))
        };
        !dated && !self.fields.iter().any(filled) && self.rows.is_empty()
    }
}

/// What a sheet of forms holds.
#[derive(Debug, Default)]
pub struct Forms {
    /// The forms from the top.
    pub forms: Vec<Form>,
    /// Cells nobody labelled.
    pub left: Vec<(At, String)>,
}

/// What makes a record of this job: a visit has a day, a delegate a name.
fn key_role(job: Job) -> Role {
    match job {
        Job::Roster => Role::Name,
        Job::Visits => Role::Day,
    }
}

/// Roles of texts, each looked up once.
#[derive(Debug)]
struct Words {
    job: Job,
    held: HashMap<String, Option<Role>>,
}

impl Words {
    fn of(job: Job) -> Self {
        Self { job, held: HashMap::new() }
    }

    fn role(&mut self, text: &str) -> Option<Role> {
        if text.is_empty() || text.chars().count() > LONGEST {
            return None;
        }
        if let Some(role) = self.held.get(text) {
            return *role;
        }
        let best = heading::worth(self.job, &[text.to_owned()]).into_iter().next();
        let role = best.filter(|(_, worth)| *worth >= SURE).map(|(role, _)| role);
        self.held.insert(text.to_owned(), role);
        role
    }
}

/// The forms of a sheet; `None` when it holds none.
#[must_use]
pub fn find(sheet: &Sheet, job: Job) -> Option<Forms> {
    let mut words = Words::of(job);
    if !begins(sheet, &mut words) {
        return None;
    }
    let mut reader = Reader::new(sheet, words);
    for row in 0..sheet.height() {
        reader.row(row);
    }
    if reader.ledger {
        return None;
    }
    let Reader { mut out, now, free, .. } = reader;
    let said = free.into_iter().map(|(at, value)| (at, value.shown()));
    out.left.extend(said.filter(|(_, text)| !spellings().is_remark(text)));
    out.forms.push(now);
    out.forms.retain(|form| !form.fields.is_empty());
    let whole = |form: &Form| {
        let mut roles: Vec<Role> =
            form.fields.iter().filter(|field| !field.lines.is_empty()).filter_map(|field| field.role).collect();
        roles.extend(form.rows.iter().flatten().filter_map(|(heading, ..)| label(job, heading)));
        roles.sort();
        roles.dedup();
        form.value(key_role(job)).is_some() && roles.len() >= 3
    };
    let values: usize = out.forms.iter().flat_map(|form| &form.fields).map(|field| field.lines.len()).sum();
    // More that no label tells than what labels tell: a table, in which some words happen to be headings elsewhere.
    (out.left.len() <= values && out.forms.iter().any(whole)).then_some(out)
}

/// What a text surely labels.
#[must_use]
pub fn label(job: Job, text: &str) -> Option<Role> {
    Words::of(job).role(text)
}

/// The label of a day or a name stands near the top, and not over days or names: then it would be the heading of a column.
fn begins(sheet: &Sheet, words: &mut Words) -> bool {
    let mut found = false;
    for row in 0..sheet.height().min(LOOK) {
        for (column, value) in sheet.filled(row) {
            let Value::Text(text) = value else { continue };
            let key = key_role(words.job);
            let told = labels::told(words.job, text).iter().any(|(role, _)| *role == key);
            if words.role(trimmed(text)) == Some(key) {
                let below = (row + 1..sheet.height().min(row + LOOK)).map(|below| sheet.own(below, column));
                let is_key = |value: &&Value| match key {
                    Role::Day => is_day(value),
                    _ => names::is_name(&tidy_name(&value.shown())),
                };
                if below.take_while(|value| words.role(&value.shown()).is_none()).filter(is_key).count() >= 2 {
                    return false;
                }
                found = true;
            }
            found |= told;
        }
    }
    found
}

/// The cell holds a day, with or without its year.
#[must_use]
pub fn is_day(value: &Value) -> bool {
    let around = super::days::Around { year: Some(2000), month: Some(1), ..super::days::Around::default() };
    // A bare figure is a count until something speaks for a day.
    !matches!(value, Value::Number(n) if *n < 30_000.0) && super::days::read(value, around).is_ok()
}

/// Headings of a table inside a form with the columns they stand over.
type Heads = Vec<(u32, u32, String)>;

struct Reader<'a> {
    sheet: &'a Sheet,
    words: Words,
    out: Forms,
    now: Form,
    /// Texts since the last label.
    free: Vec<(At, Value)>,
    /// Labels joined over several rows, with their fields.
    upright: Vec<(Merge, usize)>,
    table: Option<Heads>,
    /// A table with a column of days is a ledger and no part of a form.
    ledger: bool,
}

impl<'a> Reader<'a> {
    fn new(sheet: &'a Sheet, words: Words) -> Self {
        Self {
            sheet,
            words,
            out: Forms::default(),
            now: Form::default(),
            free: Vec::new(),
            upright: Vec::new(),
            table: None,
            ledger: false,
        }
    }

    fn row(&mut self, row: u32) {
        let cells: Vec<(u32, Value)> = self.sheet.filled(row).map(|(column, value)| (column, value.clone())).collect();
        let Some((first, value)) = cells.first() else {
            self.table = None;
            return;
        };
        if let Some(heads) = self.heads(row, &cells) {
            self.ledger |= heads.iter().any(|(.., heading)| self.words.role(heading) == Some(Role::Day));
            self.table = Some(heads);
            return;
        }
        if self.table_row(row, &cells) {
            return;
        }
        self.table = None;
        if cells.len() > 1 || self.upright(row, *first).is_some() {
            return self.pairs(row, &cells);
        }
        let text = value.shown();
        if self.told((row, *first), &text) {
            return;
        }
        if self.words.role(&text).is_some() {
            self.open(&text, (row, *first));
        } else {
            self.free.push(((row, *first), value.clone()));
        }
    }

    /// The field of a label that is joined over this row and stands left of a column.
    fn upright(&self, row: u32, column: u32) -> Option<(u32, usize)> {
        self.upright
            .iter()
            .filter(|(merge, _)| merge.top < row && row <= merge.bottom && merge.right < column)
            .max_by_key(|(merge, _)| merge.left)
            .map(|(merge, field)| (merge.left, *field))
    }

    /// Begins a field; a label the form already has may begin the next form.
    fn open(&mut self, text: &str, at: At) -> usize {
        let role = self.words.role(text);
        self.field(trimmed(text).trim_end_matches([':', '\u{ff1a}']), role, at)
    }

    fn field(&mut self, heading: &str, role: Option<Role>, at: At) -> usize {
        let same = |field: &Field| key(&field.heading) == key(heading);
        let again = self.now.fields.first().is_some_and(same)
            || self.now.fields.iter().any(|field| field.role == Some(key_role(self.words.job)) && same(field));
        let free = std::mem::take(&mut self.free);
        if self.now.fields.is_empty() {
            self.now.titles = free;
        } else if again && self.now.has(key_role(self.words.job)) {
            self.upright.clear();
            self.out.forms.push(std::mem::take(&mut self.now));
            self.now.titles = free;
        } else {
            let said = free.into_iter().map(|(at, value)| (at, value.shown()));
            self.out.left.extend(said.filter(|(_, text)| !spellings().is_remark(text)));
        }
        let index = self.now.fields.len();
        let joined = self.sheet.merges().iter().find(|m| (m.top, m.left) == at && m.bottom > m.top);
        if let Some(merge) = joined {
            self.upright.push((*merge, index));
        }
        // A second day in a form is when it was filled in.
        let key = key_role(self.words.job);
        let role = role.filter(|role| *role != key || !self.now.has(key));
        self.now.fields.push(Field { heading: heading.to_owned(), role, at, lines: Vec::new() });
        index
    }

    /// Takes a cell that holds both labels and what they tell.
    fn told(&mut self, at: At, text: &str) -> bool {
        let all = labels::told(self.words.job, text);
        for (role, value) in &all {
            let usual = headings().of(self.words.job).get(&role.name()).and_then(|words| words.first());
            let field = self.field(usual.map_or("", String::as_str), Some(*role), at);
            self.line(field, at, Value::Text(value.as_str().into()));
        }
        !all.is_empty()
    }

    fn line(&mut self, field: usize, at: At, value: Value) {
        if let Some(field) = self.now.fields.get_mut(field) {
            field.lines.push((at, value));
        }
    }

    /// What stands behind the value of a field in the same row belongs to it.
    fn append(&mut self, field: usize, value: &Value) {
        let Some(field) = self.now.fields.get_mut(field) else { return };
        let between = if lists_people(field.role) { "\u{3001}" } else { " " };
        if let Some((_, held)) = field.lines.last_mut() {
            *held = Value::Text(format!("{}{between}{}", held.shown(), value.shown()).into());
        }
    }

    /// A row of labels with what they tell at their right.
    fn pairs(&mut self, row: u32, cells: &[(u32, Value)]) {
        let mut open: Option<(u32, usize)> = None;
        let mut filled = false;
        for (index, (column, value)) in cells.iter().enumerate() {
            let (column, text) = (*column, value.shown());
            let at = (row, column);
            if let Some((left, field)) = self.upright(row, column)
                && open.is_none_or(|(last, _)| last < left)
            {
                (open, filled) = (Some((left, field)), false);
            }
            let role = self.words.role(&text);
            let next = cells.get(index + 1).map(|(_, next)| next.shown());
            let names_next = next.is_some_and(|next| labelish(&text) && self.words.role(&next).is_none());
            match open {
                Some((_, field)) if !filled => {
                    let held = self.now.fields.get(field).and_then(|field| field.role);
                    if role.is_some() && !is_value(held, role, &text) {
                        open = Some((column, self.open(&text, at)));
                    } else {
                        self.line(field, at, value.clone());
                        filled = true;
                    }
                }
                _ if role.is_some() => (open, filled) = (Some((column, self.open(&text, at))), false),
                _ if self.told(at, &text) => (open, filled) = (None, false),
                Some((_, field)) => {
                    let held = self.now.fields.get(field).and_then(|field| field.role);
                    let name = lists_people(held) && names::is_name(&tidy_name(&text));
                    if names_next && !name {
                        (open, filled) = (Some((column, self.open(&text, at))), false);
                    } else {
                        self.append(field, value);
                    }
                }
                None if names_next => (open, filled) = (Some((column, self.open(&text, at))), false),
                None => self.out.left.push((at, text)),
            }
        }
    }

    /// Nothing but labels in a row, and below it something that is none: the head of a table inside the form.
    fn heads(&mut self, row: u32, cells: &[(u32, Value)]) -> Option<Heads> {
        if cells.len() < 3 {
            return None;
        }
        let short = |text: &str| text.chars().count() <= 12 && !text.chars().any(|c| c.is_ascii_digit() || c == ':');
        let texts: Vec<String> = cells.iter().map(|(_, value)| value.shown()).collect();
        if !cells.iter().all(|(_, value)| matches!(value, Value::Text(_))) || !texts.iter().all(|text| short(text)) {
            return None;
        }
        let mut roles: Vec<Role> = texts.iter().filter_map(|text| self.words.role(text)).collect();
        let known = roles.len();
        roles.sort();
        roles.dedup();
        if roles.len() < 2 || known * 2 < texts.len() {
            return None;
        }
        let (_, below) = self.sheet.filled(row + 1).next()?;
        if self.words.role(&below.shown()).is_some() {
            return None;
        }
        let right = |column: u32| {
            let joined = self.sheet.merges().iter().find(|m| m.top == row && m.left == column);
            joined.map_or(column, |m| m.right)
        };
        let heads: Heads = cells.iter().zip(texts).map(|((column, _), text)| (*column, right(*column), text)).collect();
        let under = self.sheet.filled(row + 1).filter(|(c, _)| heads.iter().any(|(l, r, _)| l <= c && c <= r)).count();
        (under >= 2 || (under == 1 && self.sheet.filled(row + 1).count() == 1)).then_some(heads)
    }

    /// Takes a row of the table that is open; false when it ends there.
    fn table_row(&mut self, row: u32, cells: &[(u32, Value)]) -> bool {
        let Some(heads) = self.table.clone() else { return false };
        let first = cells.first().map(|(_, value)| value.shown()).unwrap_or_default();
        let alone = cells.len() == 1;
        let ends = self.words.role(&first).is_some()
            || (alone && (spellings().is_remark(&first) || !labels::told(self.words.job, &first).is_empty()));
        if ends {
            return false;
        }
        // A table of names on a delegate's form lists the family, and no delegates.
        if heads.iter().any(|(.., heading)| self.words.role(heading) == Some(Role::Name)) {
            return true;
        }
        let mut out = Vec::new();
        for (column, value) in cells {
            match heads.iter().find(|(left, right, _)| left <= column && column <= right) {
                Some((.., heading)) if self.words.role(heading) == Some(Role::Sequence) => {}
                Some((.., heading)) => out.push((heading.clone(), (row, *column), value.clone())),
                None => self.out.left.push(((row, *column), value.shown())),
            }
        }
        if !out.is_empty() && !spellings().is_total(&first) {
            self.now.rows.push(out);
        }
        true
    }
}

/// A short word that may be a label nobody knows.
fn labelish(text: &str) -> bool {
    text.chars().count() <= 8 && text.chars().any(is_han) && !text.chars().any(|c| c.is_ascii_digit())
}

fn lists_people(role: Option<Role>) -> bool {
    matches!(role, Some(Role::Delegates | Role::Others | Role::Leader))
}

/// A text that could be a label is a value behind a label of its own sort: kinds and answers are headings elsewhere.
fn is_value(label: Option<Role>, as_label: Option<Role>, text: &str) -> bool {
    let s = spellings();
    match label {
        Some(Role::Kind) => s.kind(text).is_some(),
        Some(Role::Status | Role::Answer) => s.status(text).is_some() || label == as_label,
        Some(Role::Topic) => s.topic(text).is_some() || label == as_label,
        Some(Role::Sex) => s.sex(text).is_some(),
        _ => label == as_label,
    }
}
