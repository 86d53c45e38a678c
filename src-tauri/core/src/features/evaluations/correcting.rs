//! The visible act of a correction: the answers of one row of a closed batch are put right, what was counted stays beside them.
//!
//! A row always adds up to the valid sheets of its batch: what one answer gains another loses. Only a batch whose counts may
//! be told is corrected, since the results before and after tell them.

use super::gather::{self, Printed, Whole};
use super::groups::Groups;
use super::keying::Kept;
use super::store::batches::{self, Answers, Correction};
use crate::calls::{Done, Work};
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo};
use crate::ground::words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Counts of a closed round are corrected.
pub const CORRECT: Op = Op { name: "evaluations.correct", right: Right::Manage, undo: Undo::Never("counted") };

/// Answers of a row put right.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "TallyCorrection")]
pub struct Correcting {
    /// The evaluation.
    round: String,
    /// Batch.
    batch: String,
    /// The delegate; that of the batch or of the row when left out.
    #[serde(default)]
    person_id: Option<String>,
    /// Row.
    row: String,
    /// Right counts by grade, `blank` or `void`; those left out stay.
    counts: BTreeMap<String, i64>,
    /// Why.
    reason: String,
    /// Who answers for it.
    name: String,
}

/// The delegate a row of a batch is about.
fn about<'a>(batch: &'a Printed, row: &'a str) -> Option<&'a str> {
    if batch.team { Some(row) } else { batch.held.person_id.as_deref() }
}

/// The batch of a closed round, with what is counted of the round.
fn closed<'a>(whole: &'a Whole, batch: &str) -> Result<&'a Printed> {
    if whole.round.closed_on.is_none() {
        return Err(refuse("evaluations.not_closed"));
    }
    whole.batch(batch)
}

/// Corrects the answers of a row of a closed round; the act, the old and the new counts stay to be seen.
///
/// # Errors
/// `evaluations.not_closed`, `evaluations.batch_gone`, `evaluations.answer`, `evaluations.correct_hidden`,
/// `evaluations.figure`, `evaluations.row_sum`, `evaluations.unchanged`, `evaluations.reason`.
pub fn correct(work: &Work<'_>, asked: Correcting) -> Result<Done<Kept>> {
    let written = work.desk.station()?.write(&CORRECT, &work.session.actor, |writing| {
        let reading = writing.reading();
        let whole = gather::whole(&reading, &asked.round)?;
        let batch = closed(&whole, &asked.batch)?;
        let person = about(batch, &asked.row);
        let fits = asked.counts.keys().all(|grade| batch.takes(grade))
            && batch.rows.iter().any(|row| row.code == asked.row)
            && asked.person_id.as_deref().is_none_or(|wanted| Some(wanted) == person);
        if !fits {
            return Err(refuse("evaluations.answer"));
        }
        let figures = gather::figures(&reading, &whole, None)?;
        if !Groups::of(&whole, &figures, person.unwrap_or_default()).tells(&batch.held.id) {
            return Err(refuse("evaluations.correct_hidden"));
        }
        let counts = batches::counts(writing.tx, &asked.round)?;
        let (valid, answers) =
            counts.get(&asked.batch).map(|(sheets, all)| (sheets.valid, all.clone())).unwrap_or_default();
        let changed = changes(&answers, &asked.row, &asked.counts, valid)?;
        let (reason, name) = (asked.reason.trim(), asked.name.trim());
        if reason.is_empty() || name.is_empty() {
            return Err(refuse("evaluations.reason"));
        }
        for (grade, n) in changed {
            let one = Correction {
                batch_id: asked.batch.clone(),
                row: asked.row.clone(),
                grade,
                on: writing.today.to_string(),
                reason: reason.to_owned(),
                name: name.to_owned(),
            };
            batches::correct(writing.tx, &asked.round, &one, n)?;
        }
        writing.note("title", whole.round.title.clone());
        writing.note("code", batch.held.code.clone());
        writing.subject(&asked.round);
        Ok(Kept {})
    })?;
    Ok(written.into())
}

/// The counts of a row that change, when it adds up with them.
fn changes(answers: &Answers, row: &str, wanted: &BTreeMap<String, i64>, valid: i64) -> Result<Vec<(String, i64)>> {
    if let Some(n) = wanted.values().find(|n| **n < 0) {
        return Err(refuse("evaluations.figure").with("n", *n));
    }
    let held: BTreeMap<&str, i64> =
        answers.iter().filter(|((code, _), _)| code == row).map(|((_, grade), n)| (grade.as_str(), *n)).collect();
    let was = |grade: &str| held.get(grade).copied().unwrap_or(0);
    let before: i64 = held.values().sum();
    let after = before + wanted.iter().map(|(grade, n)| n - was(grade)).sum::<i64>();
    // A row that did not add up when the round was closed with a note may stay as short as it is.
    if after != valid && after != before {
        return Err(refuse("evaluations.row_sum").with("n", after).with("valid", valid));
    }
    let changed: Vec<_> =
        wanted.iter().filter(|(grade, n)| was(grade) != **n).map(|(grade, n)| (grade.clone(), *n)).collect();
    if changed.is_empty() { Err(refuse("evaluations.unchanged")) } else { Ok(changed) }
}

/// Which batch.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "ClosedBatch")]
pub struct OfBatch {
    /// The evaluation.
    round: String,
    /// Batch.
    batch: String,
}

/// The answers of a row as they stand now.
#[derive(Serialize, TS)]
#[ts(rename = "RowToCorrect")]
pub struct Row {
    /// Row.
    row: String,
    /// What is printed in it.
    text: String,
    /// Answers in printed order, then those left blank and those void.
    counts: Vec<Count>,
}

/// How often an answer was counted.
#[derive(Serialize, TS)]
#[ts(rename = "AnswerCounted")]
pub struct Count {
    /// Grade, `blank` or `void`.
    grade: String,
    /// Its label.
    label: String,
    /// How often.
    n: i64,
}

/// What was counted of a batch, for a correction.
#[derive(Serialize, TS)]
#[ts(rename = "BatchCounted")]
pub struct BatchCounted {
    /// Valid sheets: every row adds up to them.
    valid: i64,
    /// Rows that may be corrected.
    rows: Vec<Row>,
}

/// The counts of a closed batch, row by row, as far as they may be told.
///
/// # Errors
/// `evaluations.not_closed`, `evaluations.batch_gone`, `evaluations.correct_hidden`.
pub fn counted(reading: &Reading<'_>, asked: OfBatch) -> Result<BatchCounted> {
    let whole = gather::whole(reading, &asked.round)?;
    let batch = closed(&whole, &asked.batch)?;
    let figures = gather::figures(reading, &whole, None)?;
    let own = whole.batches.iter().zip(&figures).find(|(one, _)| one.held.id == batch.held.id).map(|(_, own)| own);
    let own = own.ok_or_else(|| refuse("evaluations.batch_gone"))?;
    let tells =
        |row: &str| about(batch, row).is_some_and(|person| Groups::of(&whole, &figures, person).tells(&batch.held.id));
    let grades = || {
        let own = batch.grades.iter().map(|grade| (grade.code.clone(), grade.label.clone()));
        own.chain(
            ["blank", "void"]
                .map(|code| (code.to_owned(), words::term(&format!("evaluations.answer.{code}")).to_owned())),
        )
    };
    let row = |code: &str, text: &str| Row {
        row: code.to_owned(),
        text: text.to_owned(),
        counts: grades()
            .map(|(grade, label)| Count {
                n: own.answers.get(&(code.to_owned(), grade.clone())).copied().unwrap_or(0),
                grade,
                label,
            })
            .collect(),
    };
    let rows: Vec<Row> =
        batch.rows.iter().filter(|one| tells(&one.code)).map(|one| row(&one.code, &one.text)).collect();
    if rows.is_empty() {
        Err(refuse("evaluations.correct_hidden"))
    } else {
        Ok(BatchCounted { valid: own.sheets.valid, rows })
    }
}
