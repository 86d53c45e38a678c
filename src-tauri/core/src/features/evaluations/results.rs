//! Results of a closed round: delegate by delegate in the order of the sheets, never a rank, never a mean over items.

use super::board::OfRound;
use super::counting::Figures;
use super::gather::{self, Printed, Whole};
use super::protection::{self, Shown};
use super::store::batches;
use crate::ground::refusal::Result;
use crate::ground::station::Reading;
use crate::ground::words;
use serde::Serialize;
use serde_json::Map;
use std::collections::BTreeMap;
use ts_rs::TS;

/// A grade of an item.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ResultGrade {
    /// Grade.
    pub grade: String,
    /// Its label.
    pub label: String,
    /// Answers.
    pub n: i64,
    /// Share of the denominator, 0 to 1; none for a grade outside it.
    pub share: Option<f64>,
}

/// An item of a delegate.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ResultItem {
    /// Row.
    pub row: String,
    /// What is printed in it.
    pub text: String,
    /// Grades in printed order.
    pub grades: Vec<ResultGrade>,
    /// Answers that count.
    pub denominator: i64,
    /// Valid sheets without an answer in it.
    pub blank: i64,
    /// Valid sheets whose answer in it is void.
    pub void: i64,
    /// Answers that count as satisfied.
    pub satisfied: i64,
    /// Their share of the denominator.
    pub satisfied_share: Option<f64>,
}

/// One village of a delegate.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ResultVillage {
    /// Village or community.
    pub area_id: String,
    /// Its name.
    pub area: String,
    /// Sheets returned.
    pub sheets: i64,
    /// Valid sheets.
    pub valid: i64,
    /// Whether its items are shown apart.
    pub shown: bool,
    /// Its items.
    pub items: Vec<ResultItem>,
}

/// One delegate.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ResultDelegate {
    /// Delegate.
    pub person_id: String,
    /// Name.
    pub person: String,
    /// Villages whose sheets are in the sum.
    pub areas: Vec<String>,
    /// Sheets returned.
    pub sheets: i64,
    /// Valid sheets.
    pub valid: i64,
    /// Whether anything is shown.
    pub shown: bool,
    /// Items of all villages together: every valid sheet weighs the same.
    pub items: Vec<ResultItem>,
    /// Each village by itself, as far as that is shown.
    pub villages: Vec<ResultVillage>,
    /// Why nothing is shown, or not every village, in a sentence.
    pub hidden_reason: Option<String>,
}

/// A correction, for everybody to see.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ResultCorrection {
    /// Batch.
    pub batch: String,
    /// Village.
    pub area: String,
    /// Delegate.
    pub person: String,
    /// What is printed in the row.
    pub text: String,
    /// Label of the grade.
    pub label: String,
    /// Count when the round was closed; none where results are not shown.
    pub was: Option<i64>,
    /// Count now.
    pub now: Option<i64>,
    /// Day.
    pub on: String,
    /// Why.
    pub reason: String,
    /// Who answers for it.
    pub name: String,
}

/// Results of a round.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "RoundResults")]
pub struct Results {
    /// Whether the round is closed. Before, nothing is shown: the difference of two results would tell a sheet.
    pub closed: bool,
    /// Delegates in the order of the sheets.
    pub delegates: Vec<ResultDelegate>,
    /// What the denominator is, in a sentence.
    pub denominator: String,
    /// Corrections, oldest first.
    pub corrections: Vec<ResultCorrection>,
    /// Why nothing is shown.
    pub hidden_reason: Option<String>,
}

/// The results of a round.
///
/// # Errors
/// `evaluations.gone`; what the database says.
pub fn results(reading: &Reading<'_>, asked: OfRound) -> Result<Results> {
    let whole = gather::whole(reading, &asked.round)?;
    of(reading, &whole)
}

fn sentence(key: &str, n: i64) -> String {
    let mut fields = Map::new();
    fields.insert("n".to_owned(), n.into());
    words::fill(words::term(key), &fields)
}

/// A delegate in one village: the batches that rate him there.
struct Unit<'a> {
    area_id: &'a str,
    batches: Vec<(&'a Printed, &'a Figures)>,
}

impl Unit<'_> {
    fn valid(&self) -> i64 {
        self.batches.iter().map(|(_, figures)| figures.sheets.valid).sum()
    }

    fn sheets(&self) -> i64 {
        self.batches.iter().map(|(_, one)| one.sheets.valid + one.sheets.void + one.sheets.blank).sum()
    }
}

/// The results of a round that was gathered.
///
/// # Errors
/// What the database says.
pub fn of(reading: &Reading<'_>, whole: &Whole) -> Result<Results> {
    let mut results = Results {
        closed: whole.round.closed_on.is_some(),
        delegates: Vec::new(),
        denominator: denominator_words(whole),
        corrections: Vec::new(),
        hidden_reason: None,
    };
    if !results.closed {
        results.hidden_reason = Some(words::term("evaluations.hidden.open").to_owned());
        return Ok(results);
    }
    let figures = gather::figures(reading, whole, None)?;
    let mut people: Vec<&str> = Vec::new();
    for subject in &whole.round.subjects {
        if !people.contains(&subject.person_id.as_str()) {
            people.push(&subject.person_id);
        }
    }
    for person in people {
        results.delegates.push(delegate(whole, &figures, person));
    }
    for (one, was, now) in batches::corrections(reading.db, &whole.round.id)? {
        let Ok(batch) = whole.batch(&one.batch_id) else { continue };
        let person = if batch.team { &one.row } else { batch.held.person_id.as_ref().unwrap_or(&one.row) };
        let shown = results
            .delegates
            .iter()
            .filter(|delegate| delegate.person_id == *person)
            .flat_map(|delegate| &delegate.villages)
            .any(|village| village.area_id == batch.held.area_id && village.shown);
        let label = batch.grades.iter().find(|grade| grade.code == one.grade).map(|grade| grade.label.clone());
        results.corrections.push(ResultCorrection {
            batch: one.batch_id.clone(),
            area: whole.area(&batch.held.area_id),
            person: whole.person(person),
            text: batch.text(&one.row).to_owned(),
            label: label.unwrap_or_else(|| words::term(&format!("evaluations.answer.{}", one.grade)).to_owned()),
            was: shown.then_some(was),
            now: shown.then_some(now),
            on: one.on,
            reason: one.reason,
            name: one.name,
        });
    }
    Ok(results)
}

/// What the denominator of the shares is, by the grades of the printed sheets.
fn denominator_words(whole: &Whole) -> String {
    let outside: Vec<&str> = whole
        .batches
        .iter()
        .flat_map(|batch| &batch.grades)
        .filter(|grade| !grade.counts)
        .map(|grade| grade.label.as_str())
        .fold(Vec::new(), |mut labels, label| {
            if !labels.contains(&label) {
                labels.push(label);
            }
            labels
        });
    if outside.is_empty() {
        words::term("evaluations.denominator.all").to_owned()
    } else {
        let mut fields = Map::new();
        fields.insert("labels".to_owned(), outside.join("\u{3001}").into());
        words::fill(words::term("evaluations.denominator.without"), &fields)
    }
}

fn delegate(whole: &Whole, figures: &[Figures], person: &str) -> ResultDelegate {
    let mut units: Vec<Unit<'_>> = Vec::new();
    for subject in whole.round.subjects.iter().filter(|one| one.person_id == person) {
        let rates = |batch: &Printed| {
            batch.held.area_id == subject.area_id
                && match &batch.held.person_id {
                    Some(rated) => rated == person,
                    None => batch.rows.iter().any(|row| row.code == person),
                }
        };
        let batches = whole.batches.iter().zip(figures).filter(|(batch, _)| rates(batch)).collect();
        units.push(Unit { area_id: &subject.area_id, batches });
    }
    let valid: Vec<i64> = units.iter().map(Unit::valid).collect();
    let (least, split) = (whole.rules.least_valid, whole.rules.least_split);
    let Shown { whole: shown, parts } = protection::protect(&valid, least, split);
    let villages: Vec<ResultVillage> = units
        .iter()
        .zip(&parts)
        .map(|(unit, shown)| ResultVillage {
            area_id: unit.area_id.to_owned(),
            area: whole.area(unit.area_id),
            sheets: unit.sheets(),
            valid: unit.valid(),
            shown: *shown,
            items: if *shown { items(unit.batches.iter().copied(), person) } else { Vec::new() },
        })
        .collect();
    let hidden = units.iter().zip(&parts).any(|(unit, shown)| unit.valid() > 0 && !shown);
    let hidden_reason = match (shown, hidden) {
        (false, _) => Some(sentence("evaluations.hidden.few", least)),
        (true, true) => Some(sentence("evaluations.hidden.split", split)),
        (true, false) => None,
    };
    ResultDelegate {
        person_id: person.to_owned(),
        person: whole.person(person),
        areas: villages.iter().filter(|one| one.sheets > 0).map(|one| one.area.clone()).collect(),
        sheets: units.iter().map(Unit::sheets).sum(),
        valid: valid.iter().sum(),
        shown,
        items: if shown {
            items(units.iter().flat_map(|unit| unit.batches.iter().copied()), person)
        } else {
            Vec::new()
        },
        villages,
        hidden_reason,
    }
}

/// The items of a delegate over some batches, in the order they were printed in.
fn items<'a>(batches: impl Iterator<Item = (&'a Printed, &'a Figures)>, person: &str) -> Vec<ResultItem> {
    let mut order: Vec<(String, String)> = Vec::new();
    let mut columns: Vec<(String, String, bool, bool)> = Vec::new();
    let mut counts: BTreeMap<(String, String), i64> = BTreeMap::new();
    for (batch, figures) in batches {
        for row in batch.rows.iter().filter(|row| !batch.team || row.code == person) {
            if !order.iter().any(|(code, _)| *code == row.code) {
                order.push((row.code.clone(), row.text.clone()));
            }
            let own = figures.answers.iter().filter(|((code, _), _)| *code == row.code);
            for ((code, grade), n) in own {
                *counts.entry((code.clone(), grade.clone())).or_default() += n;
            }
        }
        for grade in &batch.grades {
            if !columns.iter().any(|(code, ..)| *code == grade.code) {
                columns.push((grade.code.clone(), grade.label.clone(), grade.counts, grade.satisfied));
            }
        }
    }
    let line = |(row, text): (String, String)| {
        let of = |grade: &str| counts.get(&(row.clone(), grade.to_owned())).copied().unwrap_or(0);
        let denominator: i64 = columns.iter().filter(|column| column.2).map(|column| of(&column.0)).sum();
        let satisfied: i64 = columns.iter().filter(|column| column.2 && column.3).map(|column| of(&column.0)).sum();
        ResultItem {
            grades: columns
                .iter()
                .map(|(grade, label, counts, _)| ResultGrade {
                    grade: grade.clone(),
                    label: label.clone(),
                    n: of(grade),
                    share: if *counts { share(of(grade), denominator) } else { None },
                })
                .collect(),
            denominator,
            blank: of("blank"),
            void: of("void"),
            satisfied,
            satisfied_share: share(satisfied, denominator),
            row,
            text,
        }
    };
    order.into_iter().map(line).collect()
}

/// A share of whole numbers; figures of one township fit a float exactly.
fn share(n: i64, of: i64) -> Option<f64> {
    #[allow(clippy::cast_precision_loss, reason = "counts of sheets are far below 2^53")]
    (of > 0).then(|| n as f64 / of as f64)
}
