//! Counting without a scanner: sheets keyed by two counters and compared, and marks made in the hall.

use super::counting;
use super::deciding::writable;
use super::gather::{self, Printed};
use super::rounds;
use super::store::round as stored;
use crate::calls::{Done, Work};
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Right, Undo};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Keyed sheets.
pub const KEYED: Op = Op { name: "evaluations.keyed", right: Right::Enter, undo: Undo::Undoable };
/// A sheet is keyed.
pub const KEY: Op = Op { name: "evaluations.key", right: Right::Enter, undo: Undo::Never("scanned") };
/// The hall.
pub const HALL: Op = Op { name: "evaluations.hall", right: Right::Enter, undo: Undo::Undoable };
/// A mark of the hall.
pub const MARK: Op = Op { name: "evaluations.hall_mark", right: Right::Enter, undo: Undo::Never("scanned") };
/// Sheets of the hall.
pub const SHEETS: Op = Op { name: "evaluations.hall_sheets", right: Right::Enter, undo: Undo::Never("scanned") };

/// Most sheets of a batch; a higher number is a slip of the finger.
const MOST: i64 = 100_000;

/// Which batch.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OfBatch {
    /// The evaluation.
    round: String,
    /// Batch.
    batch: String,
}

/// How far a look is.
#[derive(Serialize, TS)]
pub struct KeyedLook {
    /// Sheets keyed.
    sheets: i64,
    /// Who keys; several names when several did.
    person: Option<String>,
}

/// A keyed sheet.
#[derive(Serialize, TS)]
pub struct KeyedSheet {
    /// Its number in the pile.
    no: i64,
    /// Answers of the first look by row.
    first: Option<BTreeMap<String, String>>,
    /// Answers of the second look.
    second: Option<BTreeMap<String, String>>,
    /// Answers of the third look.
    third: Option<BTreeMap<String, String>>,
    /// What counts, once the looks agree or the third has decided.
    settled: Option<BTreeMap<String, String>>,
    /// Rows on which the looks differ and nobody has decided.
    differs: Vec<String>,
}

/// A row of the sheet, as the counter sees it.
#[derive(Serialize, TS)]
pub struct CountedRow {
    /// Row.
    row: String,
    /// What is printed in it.
    text: String,
}

/// A grade of the sheet, in printed order: its place is the key that stands for it.
#[derive(Serialize, TS)]
pub struct CountedGrade {
    /// Code.
    code: String,
    /// Label.
    label: String,
}

fn rows_of(batch: &Printed) -> Vec<CountedRow> {
    batch.rows.iter().map(|row| CountedRow { row: row.code.clone(), text: row.text.clone() }).collect()
}

fn grades_of(batch: &Printed) -> Vec<CountedGrade> {
    let grade = |one: &gather::GradeOf| CountedGrade { code: one.code.clone(), label: one.label.clone() };
    batch.grades.iter().map(grade).collect()
}

/// Keyed sheets of a batch.
#[derive(Serialize, TS)]
pub struct Keyed {
    /// Rows of a sheet in printed order.
    rows: Vec<CountedRow>,
    /// Its grades in printed order.
    grades: Vec<CountedGrade>,
    /// The first look.
    first: KeyedLook,
    /// The second look.
    second: KeyedLook,
    /// Sheets by their number.
    sheets: Vec<KeyedSheet>,
}

/// The keyed sheets of a batch.
///
/// # Errors
/// `evaluations.batch_gone`, `evaluations.store`.
pub fn keyed(work: &Work<'_>, asked: OfBatch) -> Result<Done<Keyed>> {
    let (whole, names) = work.desk.station()?.read(&work.session.actor, |reading| {
        let clerks = crate::features::office::store::clerks(reading.db)?;
        let names: BTreeMap<String, String> = clerks.into_iter().map(|one| (one.id, one.name)).collect();
        Ok((gather::whole(reading, &asked.round)?, names))
    })?;
    let batch = whole.batch(&asked.batch)?;
    let (rows, grades) = (rows_of(batch), grades_of(batch));
    let store = if whole.round.closed_on.is_some() { None } else { rounds::of(work.desk, &asked.round)? };
    let Some(store) = store else {
        let none = || KeyedLook { sheets: 0, person: None };
        return Ok(Done::silent(Keyed { rows, grades, first: none(), second: none(), sheets: Vec::new() }));
    };
    let (sheets, first, second) = store.read(|db| {
        Ok((
            stored::keyed(db, &asked.batch)?,
            stored::keyed_by(db, &asked.batch, "first")?,
            stored::keyed_by(db, &asked.batch, "second")?,
        ))
    })?;
    let look = |name: &str, people: Vec<String>| {
        let people: Vec<String> = people.iter().filter_map(|id| names.get(id).cloned()).collect();
        KeyedLook {
            sheets: i64::try_from(sheets.values().filter(|looks| looks.contains_key(name)).count()).unwrap_or(i64::MAX),
            person: (!people.is_empty()).then(|| people.join("\u{3001}")),
        }
    };
    let (first, second) = (look("first", first), look("second", second));
    let lines = sheets
        .into_iter()
        .map(|(no, mut looks)| {
            let (settled, differs) = counting::settled(&looks);
            let [first, second, third] = ["first", "second", "third"].map(|name| looks.remove(name));
            KeyedSheet { no, first, second, third, settled, differs }
        })
        .collect();
    Ok(Done::silent(Keyed { rows, grades, first, second, sheets: lines }))
}

/// Which look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "KeyingLook")]
pub enum Look {
    /// The first counter.
    First,
    /// The second counter, another person.
    Second,
    /// Decides what the two see differently.
    Third,
}

impl Look {
    fn code(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Second => "second",
            Self::Third => "third",
        }
    }
}

/// A sheet as keyed.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "KeyedEntry")]
pub struct Entry {
    /// The evaluation.
    round: String,
    /// Batch.
    batch: String,
    /// Number of the sheet in the pile, from 1.
    no: i64,
    /// Which look.
    look: Look,
    /// Grade, `blank` or `void` by row; none takes the sheet back. The third look names the rows it decides.
    answers: Option<BTreeMap<String, String>>,
}

/// What came of it.
#[derive(Serialize, TS)]
pub struct KeyedAnswer {
    /// Rows on which the looks differ and nobody has decided.
    differs: Vec<String>,
}

fn rows_fit(batch: &Printed, answers: &BTreeMap<String, String>, whole_sheet: bool) -> bool {
    answers.iter().all(|(row, answer)| batch.takes(answer) && batch.rows.iter().any(|one| one.code == *row))
        && (!whole_sheet || answers.len() == batch.rows.len())
}

/// Keys one sheet.
///
/// # Errors
/// `evaluations.closed`, `evaluations.batch_gone`, `evaluations.figure`, `evaluations.answer`,
/// `evaluations.same_counter` when the second look is keyed by a person of the first.
pub fn key(work: &Work<'_>, asked: Entry) -> Result<Done<KeyedAnswer>> {
    let (whole, store) = writable(work, &asked.round)?;
    let batch = whole.batch(&asked.batch)?;
    if !(1..=MOST).contains(&asked.no) {
        return Err(refuse("evaluations.figure").with("n", asked.no));
    }
    if let Some(answers) = &asked.answers
        && !rows_fit(batch, answers, asked.look != Look::Third)
    {
        return Err(refuse("evaluations.answer"));
    }
    let person = &work.session.actor.id;
    let other = match asked.look {
        Look::First => Some("second"),
        Look::Second => Some("first"),
        Look::Third => None,
    };
    let differs = store.write(|tx| {
        if let Some(other) = other
            && stored::keyed_by(tx, &asked.batch, other)?.contains(person)
        {
            return Err(refuse("evaluations.same_counter"));
        }
        stored::key(tx, &asked.batch, asked.no, asked.look.code(), asked.answers.as_ref())?;
        if asked.answers.is_some() {
            stored::add_keyed_by(tx, &asked.batch, asked.look.code(), person)?;
        }
        let looks = stored::keyed(tx, &asked.batch)?.remove(&asked.no).unwrap_or_default();
        Ok(counting::settled(&looks).1)
    })?;
    Ok(Done::silent(KeyedAnswer { differs }))
}

/// A row of the hall.
#[derive(Serialize, TS)]
pub struct HallRow {
    /// Row.
    row: String,
    /// What is printed in it.
    text: String,
    /// Marks by grade.
    counts: BTreeMap<String, i64>,
    /// Sheets without an answer in it.
    blank: i64,
    /// Sheets whose answer in it is void.
    void: i64,
}

/// Sheets of the hall.
#[derive(Default, Serialize, TS)]
pub struct HallSheets {
    /// Valid.
    valid: i64,
    /// Void.
    void: i64,
    /// Without any answer.
    blank: i64,
}

/// The hall's count of a batch.
#[derive(Serialize, TS)]
pub struct Hall {
    /// Grades in printed order.
    grades: Vec<CountedGrade>,
    /// Rows in printed order.
    rows: Vec<HallRow>,
    /// Sheets.
    sheets: HallSheets,
}

/// The hall's count of a batch.
///
/// # Errors
/// `evaluations.batch_gone`, `evaluations.store`.
pub fn hall(work: &Work<'_>, asked: OfBatch) -> Result<Done<Hall>> {
    let whole = work.desk.station()?.read(&work.session.actor, |reading| gather::whole(reading, &asked.round))?;
    let batch = whole.batch(&asked.batch)?;
    let store = if whole.round.closed_on.is_some() { None } else { rounds::of(work.desk, &asked.round)? };
    let (marks, sheets) = match store {
        Some(store) => {
            store.read(|db| Ok((stored::hall(db, &asked.batch)?, stored::hall_sheets(db, &asked.batch)?)))?
        }
        None => (BTreeMap::new(), None),
    };
    let of = |row: &str, grade: &str| marks.get(&(row.to_owned(), grade.to_owned())).copied().unwrap_or(0);
    let rows = batch
        .rows
        .iter()
        .map(|row| HallRow {
            row: row.code.clone(),
            text: row.text.clone(),
            counts: batch.grades.iter().map(|grade| (grade.code.clone(), of(&row.code, &grade.code))).collect(),
            blank: of(&row.code, "blank"),
            void: of(&row.code, "void"),
        })
        .collect();
    let sheets = sheets.map(|(valid, void, blank)| HallSheets { valid, void, blank }).unwrap_or_default();
    Ok(Done::silent(Hall { grades: grades_of(batch), rows, sheets }))
}

/// One stroke.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "HallStroke")]
pub struct Stroke {
    /// The evaluation.
    round: String,
    /// Batch.
    batch: String,
    /// Row.
    row: String,
    /// Grade, `blank` or `void`.
    grade: String,
    /// 1 adds a stroke, -1 takes one away.
    by: i64,
}

/// Strokes now.
#[derive(Serialize, TS)]
pub struct HallCount {
    /// Strokes of the row and grade.
    count: i64,
}

/// Adds a stroke or takes one away.
///
/// # Errors
/// `evaluations.closed`, `evaluations.batch_gone`, `evaluations.answer`, `evaluations.figure`.
pub fn mark(work: &Work<'_>, asked: Stroke) -> Result<Done<HallCount>> {
    let (whole, store) = writable(work, &asked.round)?;
    let batch = whole.batch(&asked.batch)?;
    if !batch.takes(&asked.grade) || !batch.rows.iter().any(|row| row.code == asked.row) {
        return Err(refuse("evaluations.answer"));
    }
    if !matches!(asked.by, 1 | -1) {
        return Err(refuse("evaluations.figure").with("n", asked.by));
    }
    let count = store.write(|tx| stored::mark(tx, &asked.batch, &asked.row, &asked.grade, asked.by))?;
    Ok(Done::silent(HallCount { count }))
}

/// Sheets of the hall as counted.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "HallSheetsSet")]
pub struct SheetsSet {
    /// The evaluation.
    round: String,
    /// Batch.
    batch: String,
    /// Valid.
    valid: i64,
    /// Void.
    void: i64,
    /// Without any answer.
    blank: i64,
}

/// What a write to the store answers when there is nothing more to say.
#[derive(Serialize, TS)]
pub struct Kept {}

/// Writes how many sheets the hall counted.
///
/// # Errors
/// `evaluations.closed`, `evaluations.batch_gone`, `evaluations.figure`.
pub fn sheets(work: &Work<'_>, asked: SheetsSet) -> Result<Done<Kept>> {
    let (whole, store) = writable(work, &asked.round)?;
    whole.batch(&asked.batch)?;
    for n in [asked.valid, asked.void, asked.blank] {
        if !(0..=MOST).contains(&n) {
            return Err(refuse("evaluations.figure").with("n", n));
        }
    }
    store.write(|tx| stored::set_hall_sheets(tx, &asked.batch, (asked.valid, asked.void, asked.blank)))?;
    Ok(Done::silent(Kept {}))
}
