//! Everything a round's counting needs at once: what is in the office file, and what lies in the round's store.

use super::classes::{self, Class};
use super::counting::{self, Counted, Figures};
use super::rounds::RoundStore;
use super::store::batches::{self, Answers, Held};
use super::store::{self, Kind, Round};
use super::weights::{self, Weight};
use crate::features::rulebook::store as rulebook;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::Reading;
use crate::ground::words;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use zhudian_paper::geometry::Geometry;

/// A grade of a printed sheet.
#[derive(Debug, Clone)]
pub struct GradeOf {
    /// Code.
    pub code: String,
    /// Label.
    pub label: String,
    /// Whether it counts in denominators.
    pub counts: bool,
    /// Whether it counts as satisfied.
    pub satisfied: bool,
}

/// A row of a printed sheet.
#[derive(Debug, Clone)]
pub struct RowOf {
    /// Code: the item, or the delegate's record.
    pub code: String,
    /// What is printed.
    pub text: String,
}

/// A batch with what was printed on it.
pub struct Printed {
    /// What was registered.
    pub held: Held,
    /// Title of the sheet.
    pub title: String,
    /// Its rows.
    pub rows: Vec<RowOf>,
    /// Its grades.
    pub grades: Vec<GradeOf>,
    /// Its kind: several delegates in the rows.
    pub team: bool,
    /// Whether there is room for free words on it.
    pub free_text: bool,
    /// Pages of a sheet.
    pub pages: usize,
}

impl Printed {
    /// Where everything stands on its pages.
    ///
    /// # Errors
    /// `fault` when what was stored does not read.
    pub fn geometry(&self) -> Result<Geometry> {
        Ok(serde_json::from_str(&self.held.geometry)?)
    }

    /// The code as it stands under the square of the sheets.
    #[must_use]
    pub fn readable(&self) -> String {
        zhudian_paper::code::BatchCode::parse(&self.held.code)
            .map_or_else(|| self.held.code.clone(), |code| code.readable())
    }

    /// Whether an answer may stand in its rows.
    #[must_use]
    pub fn takes(&self, answer: &str) -> bool {
        matches!(answer, "blank" | "void") || self.grades.iter().any(|grade| grade.code == answer)
    }

    /// The text of a row.
    #[must_use]
    pub fn text(&self, row: &str) -> &str {
        self.rows.iter().find(|one| one.code == row).map_or("", |one| one.text.as_str())
    }
}

/// Numbers the rule book sets, on the day of the round; a closed round keeps those it was closed by.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Rules {
    /// One void row spoils the sheet; otherwise the row alone.
    pub row_spoils_sheet: bool,
    /// Fewest valid sheets of which anything is shown.
    pub least_valid: i64,
    /// Fewest valid sheets of one village that are shown beside those of others.
    pub least_split: i64,
    /// Share of those invited that must have come, in percent; 0 for none.
    pub quorum_percent: i64,
    /// More sheets than were handed out make all sheets of the batch void.
    pub overfull_void: bool,
    /// Fewest valid sheets of which free words are shown.
    pub least_remarks: i64,
    /// Weight of the sheets of party members where they are counted apart, in percent; 0 when every sheet weighs the same.
    pub members_weight: i64,
    /// What an answer of each grade counts for; empty when grades are not weighed.
    #[serde(default)]
    pub grade_weights: Vec<Weight>,
    /// Classes of a report on duty, the best first.
    pub classes: Vec<Class>,
    /// Whether the grade that knows nothing counts in denominators where a form does not say so.
    pub unknown_counts: bool,
}

/// A round with its batches and the names it needs.
pub struct Whole {
    /// The round.
    pub round: Round,
    /// Its batches in the order they were printed.
    pub batches: Vec<Printed>,
    /// Villages and meetings by record.
    pub areas: BTreeMap<String, String>,
    /// Delegates, and those who report, by record.
    pub people: BTreeMap<String, String>,
    /// Rules.
    pub rules: Rules,
}

impl Whole {
    /// A batch of the round.
    ///
    /// # Errors
    /// `evaluations.batch_gone`.
    pub fn batch(&self, id: &str) -> Result<&Printed> {
        self.batches.iter().find(|one| one.held.id == id).ok_or_else(|| refuse("evaluations.batch_gone"))
    }

    /// Name of a village.
    #[must_use]
    pub fn area(&self, id: &str) -> String {
        self.areas.get(id).cloned().unwrap_or_default()
    }

    /// Name of a delegate.
    #[must_use]
    pub fn person(&self, id: &str) -> String {
        self.people.get(id).cloned().unwrap_or_default()
    }

    /// Whether units and leaders report on their duty.
    #[must_use]
    pub fn reports(&self) -> bool {
        self.round.kind == Kind::Report
    }

    /// The printed words of a key, those of a report on duty where it has some.
    #[must_use]
    pub fn print(&self, key: &str) -> &'static str {
        let own = if self.reports() { words::print(&format!("{key}.report")) } else { "" };
        if own.is_empty() { words::print(key) } else { own }
    }

    /// The same with its places filled.
    #[must_use]
    pub fn said(&self, key: &str, fields: &[(&str, serde_json::Value)]) -> String {
        words::fill(self.print(key), &fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect())
    }

    /// Refuses while the counting of the round is closed.
    ///
    /// # Errors
    /// `evaluations.closed`.
    pub fn still_open(&self) -> Result<()> {
        match &self.round.closed_on {
            Some(day) => Err(refuse("evaluations.closed").with("day", day.clone())),
            None => Ok(()),
        }
    }
}

#[derive(Deserialize)]
struct StoredForm {
    form: StoredSheet,
}

#[derive(Deserialize)]
struct StoredSheet {
    #[serde(default)]
    kind: zhudian_paper::form::FormKind,
    #[serde(default)]
    title: String,
    #[serde(default)]
    items: Vec<StoredItem>,
    #[serde(default)]
    grades: Vec<StoredGrade>,
    #[serde(default)]
    free_text: Option<serde::de::IgnoredAny>,
}

#[derive(Deserialize)]
struct StoredItem {
    code: String,
    text: String,
}

#[derive(Deserialize)]
struct StoredGrade {
    code: String,
    label: String,
    #[serde(default)]
    counts: Option<bool>,
    #[serde(default)]
    satisfied: Option<bool>,
}

fn printed(held: Held, unknown_counts: bool) -> Result<Printed> {
    let StoredForm { form } = serde_json::from_str(&held.form)?;
    let told = form.grades.iter().any(|grade| grade.satisfied.is_some());
    let grades = form
        .grades
        .into_iter()
        .enumerate()
        .map(|(at, grade)| GradeOf {
            counts: grade.counts.unwrap_or(grade.code != "unknown" || unknown_counts),
            // A form that does not say it takes its two best grades for satisfied, which stand first.
            satisfied: if told { grade.satisfied.unwrap_or(false) } else { at < 2 },
            code: grade.code,
            label: grade.label,
        })
        .collect();
    let rows = form.items.into_iter().map(|item| RowOf { code: item.code, text: item.text }).collect();
    let team = form.kind == zhudian_paper::form::FormKind::Team;
    let pages = serde_json::from_str::<Geometry>(&held.geometry).map_or(1, |geometry| geometry.pages.len());
    Ok(Printed { pages, held, title: form.title, rows, grades, team, free_text: form.free_text.is_some() })
}

/// The rules of a day.
///
/// # Errors
/// What the database says.
pub fn rules(reading: &Reading<'_>, day: &str, kind: Kind) -> Result<Rules> {
    // A missing parameter protects as the built-in book does.
    let number = |name: &str| crate::features::rulebook::number(reading.db, name, day);
    Ok(Rules {
        row_spoils_sheet: rulebook::flag(reading.db, "evaluation.void_row_voids_sheet", day)?,
        least_valid: number("evaluation.least_valid")?,
        least_split: number("evaluation.least_split")?,
        quorum_percent: number(match kind {
            Kind::Delegates => "evaluation.quorum_percent",
            Kind::Report => "evaluation.report_quorum_percent",
        })?,
        overfull_void: rulebook::flag(reading.db, "evaluation.overfull_void", day)?,
        least_remarks: number("evaluation.least_remarks")?,
        members_weight: number("evaluation.members_weight")?,
        grade_weights: weights::read(&crate::features::rulebook::text(reading.db, weights::PARAMETER, day)?)
            .unwrap_or_default(),
        classes: match kind {
            Kind::Delegates => Vec::new(),
            Kind::Report => {
                let text = crate::features::rulebook::text(reading.db, classes::PARAMETER, day)?;
                classes::read(&text).unwrap_or_default()
            }
        },
        unknown_counts: rulebook::flag(reading.db, "evaluation.unknown_counts", day)?,
    })
}

/// A round from the office file.
///
/// # Errors
/// `evaluations.gone`; what the database says.
pub fn whole(reading: &Reading<'_>, round: &str) -> Result<Whole> {
    let round = store::list(reading.db, None)?
        .into_iter()
        .find(|one| one.id == round)
        .ok_or_else(|| refuse("evaluations.gone"))?;
    let day = round.held_on.clone().unwrap_or_else(|| reading.today.to_string());
    // What was closed stays as it was: results shown under two rules would also have a difference that tells something.
    let closed = if round.closed_on.is_some() { batches::closed_rules(reading.db, &round.id)? } else { String::new() };
    let rules =
        if closed.is_empty() { rules(reading, &day, round.kind)? } else { serde_json::from_str::<Rules>(&closed)? };
    let batches = batches::of_round(reading.db, &round.id)?
        .into_iter()
        .map(|held| printed(held, rules.unknown_counts))
        .collect::<Result<_>>()?;
    let areas = crate::features::areas::store::list(reading.db)?;
    let people = crate::features::delegates::store::people(reading.db)?;
    let areas = areas.into_iter().map(|one| (one.id, one.name));
    let people = people.into_iter().map(|one| (one.id, one.name));
    Ok(Whole {
        areas: areas.chain(round.meetings.iter().map(|one| (one.id.clone(), one.name.clone()))).collect(),
        people: people.chain(round.rated.iter().map(|one| (one.id.clone(), one.name.clone()))).collect(),
        round,
        batches,
        rules,
    })
}

/// What every batch of an open round adds up to, in the order of the batches.
///
/// # Errors
/// What the store says.
pub fn open_figures(whole: &Whole, store: Option<&RoundStore>) -> Result<Vec<Figures>> {
    let spoils = whole.rules.row_spoils_sheet;
    match store {
        None => Ok(whole.batches.iter().map(|one| counting::figures(&one.held, &Counted::default(), spoils)).collect()),
        Some(store) => store.read(|db| counted(db, &whole.batches, spoils)),
    }
}

/// The same within an open write.
///
/// # Errors
/// What the store says.
pub fn counted(db: &Connection, batches: &[Printed], row_spoils_sheet: bool) -> Result<Vec<Figures>> {
    let pages = store::round::pages(db)?;
    let answers = store::round::answers(db)?;
    let mut all = Vec::new();
    for batch in batches {
        let of: Vec<_> = pages
            .iter()
            .filter(|page| page.batch == batch.held.id)
            .map(|page| (page, answers.get(&page.id).map_or(&[][..], Vec::as_slice)))
            .collect();
        let counted = Counted {
            rows: batch.rows.iter().map(|row| row.code.clone()).collect(),
            sheet_pages: i64::try_from(batch.pages).unwrap_or(1),
            pages: of,
            keyed: store::round::keyed(db, &batch.held.id)?,
            hall: store::round::hall(db, &batch.held.id)?,
            hall_sheets: store::round::hall_sheets(db, &batch.held.id)?,
        };
        all.push(counting::figures(&batch.held, &counted, row_spoils_sheet));
    }
    Ok(all)
}

/// Pages of no known batch a person still has to look at.
///
/// # Errors
/// What the store says.
pub fn stray_pages(store: Option<&RoundStore>) -> Result<i64> {
    let Some(store) = store else { return Ok(0) };
    let pages = store.read(store::round::pages)?;
    let open = pages.iter().filter(|page| page.batch.is_empty() && counting::undecided(page)).count();
    Ok(i64::try_from(open).unwrap_or(i64::MAX))
}

/// The figures of a round, open or closed, in the order of its batches.
///
/// # Errors
/// What the office file or the store says.
pub fn figures(reading: &Reading<'_>, whole: &Whole, store: Option<&RoundStore>) -> Result<Vec<Figures>> {
    if whole.round.closed_on.is_none() {
        return open_figures(whole, store);
    }
    let mut counts = batches::counts(reading.db, &whole.round.id)?;
    let figures = |batch: &Printed| {
        let (sheets, answers) =
            counts.remove(&batch.held.id).unwrap_or_else(|| (batches::Sheets::default(), Answers::new()));
        Figures { sheets, answers, ..Figures::default() }
    };
    Ok(whole.batches.iter().map(figures).collect())
}
