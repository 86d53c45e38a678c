//! Results of a closed round: delegate by delegate in the order of the sheets, never a rank, never a mean over items.

use super::board::OfRound;
use super::classes;
use super::counting::Figures;
use super::gather::{self, GradeOf, Whole};
use super::groups::{Counted, Groups, KINDS, valid};
use super::protection::Apart;
use super::store::{Kind, Voters, batches};
use super::weights;
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
    /// The share where the rule book weighs party members and residents; none where it does not or they are not shown apart.
    pub weighted_share: Option<f64>,
    /// The same as a fraction of whole numbers, for the papers.
    #[serde(skip)]
    #[ts(skip)]
    pub weighted: Option<(i64, i64)>,
    /// The share where the rule book weighs grades; none where it does not or one of the grades has no weight.
    pub graded_share: Option<f64>,
    /// The same as a fraction of whole numbers, for the papers.
    #[serde(skip)]
    #[ts(skip)]
    pub graded: Option<(i64, i64)>,
    /// The class the rule book gives to the share; only in a report on duty.
    pub class: Option<String>,
}

/// The sheets of party members, or of residents, where they have sheets of their own.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ResultVoters {
    /// Whose sheets.
    pub voters: Voters,
    /// Sheets returned.
    pub sheets: i64,
    /// Valid sheets.
    pub valid: i64,
    /// Whether its items are shown apart.
    pub shown: bool,
    /// Its items.
    pub items: Vec<ResultItem>,
}

/// Free words of sheets, as counters made them shorter.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ResultRemarks {
    /// Whom they are about: a delegate, or the village or meeting whose sheets name several.
    pub about: String,
    /// Its record.
    pub rated: String,
    /// The words, in no order of the sheets.
    pub texts: Vec<String>,
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
    /// Party members and residents of the village, where both are shown apart.
    pub voters: Vec<ResultVoters>,
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
    /// Party members and residents over all villages; empty where all fill in the same sheets.
    pub voters: Vec<ResultVoters>,
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
    /// Who rates whom.
    pub kind: Kind,
    /// Whether the round is closed. Before, nothing is shown: the difference of two results would tell a sheet.
    pub closed: bool,
    /// Delegates in the order of the sheets.
    pub delegates: Vec<ResultDelegate>,
    /// What the denominator is, in a sentence.
    pub denominator: String,
    /// How shares become classes or weigh, in a sentence; none where they do not.
    pub rule: Option<String>,
    /// Where more have reached a class than it may hold, in sentences.
    pub over: Vec<String>,
    /// Free words, of those with enough valid sheets.
    pub remarks: Vec<ResultRemarks>,
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

fn sheets(batches: &[Counted<'_>]) -> i64 {
    batches.iter().map(|(_, one)| one.sheets.valid + one.sheets.void + one.sheets.blank).sum()
}

/// The results of a round that was gathered.
///
/// # Errors
/// What the database says.
pub fn of(reading: &Reading<'_>, whole: &Whole) -> Result<Results> {
    let mut results = Results {
        closed: whole.round.closed_on.is_some(),
        delegates: Vec::new(),
        kind: whole.round.kind,
        denominator: denominator_words(whole),
        rule: rule_words(whole),
        over: Vec::new(),
        remarks: Vec::new(),
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
    let reporting = i64::try_from(whole.round.rated.len()).unwrap_or(i64::MAX);
    results.over = classes::give(&whole.rules.classes, &mut results.delegates, reporting);
    for (rated, text) in batches::remarks(reading.db, &whole.round.id)? {
        let about = whole.people.get(&rated).or_else(|| whole.areas.get(&rated)).cloned().unwrap_or_default();
        match results.remarks.iter_mut().find(|one| one.rated == rated) {
            Some(one) => one.texts.push(text),
            None => results.remarks.push(ResultRemarks { about, rated, texts: vec![text] }),
        }
    }
    for (one, was, now) in batches::corrections(reading.db, &whole.round.id)? {
        let Ok(batch) = whole.batch(&one.batch_id) else { continue };
        let person = if batch.team { &one.row } else { batch.held.person_id.as_ref().unwrap_or(&one.row) };
        let shown = Groups::of(whole, &figures, person).tells(&batch.held.id);
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

/// Labels of some grades of the printed sheets, in printed order.
fn labels(whole: &Whole, of: impl Fn(&GradeOf) -> bool) -> Vec<&str> {
    let mut labels: Vec<&str> = Vec::new();
    for grade in whole.batches.iter().flat_map(|batch| &batch.grades).filter(|grade| of(grade)) {
        if !labels.contains(&grade.label.as_str()) {
            labels.push(&grade.label);
        }
    }
    labels
}

/// What the denominator of the shares is, by the grades of the printed sheets.
fn denominator_words(whole: &Whole) -> String {
    let outside = labels(whole, |grade| !grade.counts);
    if outside.is_empty() {
        words::term("evaluations.denominator.all").to_owned()
    } else {
        let mut fields = Map::new();
        fields.insert("labels".to_owned(), outside.join("\u{3001}").into());
        words::fill(words::term("evaluations.denominator.without"), &fields)
    }
}

/// How shares become classes, how members and residents weigh, and how grades do.
fn rule_words(whole: &Whole) -> Option<String> {
    let graded = weights::sentence(&whole.rules.grade_weights, &labels(whole, |grade| grade.counts));
    let said: Vec<String> = share_words(whole).into_iter().chain(graded).collect();
    (!said.is_empty()).then(|| said.concat())
}

fn share_words(whole: &Whole) -> Option<String> {
    if whole.reports() {
        let satisfied = labels(whole, |grade| grade.satisfied).join("\u{3001}");
        return classes::sentence(&whole.rules.classes, &satisfied);
    }
    let apart = whole.batches.iter().any(|batch| batch.held.voters != Voters::All);
    let weight = whole.rules.members_weight;
    (apart && weight > 0).then(|| {
        let fields =
            Map::from_iter([("members".to_owned(), weight.into()), ("residents".to_owned(), (100 - weight).into())]);
        words::fill(words::term("evaluations.weighted"), &fields)
    })
}

fn delegate(whole: &Whole, figures: &[Figures], person: &str) -> ResultDelegate {
    let groups = Groups::of(whole, figures, person);
    let units = &groups.units;
    let apart = units.iter().flat_map(|unit| &unit.batches).any(|(batch, _)| batch.held.voters != Voters::All);
    let (least, split) = (whole.rules.least_valid, whole.rules.least_split);
    let Apart { whole: shown, villages: parts, kinds: of_kinds, cells: within } = groups.shown.clone();
    let items = |batches: &[Counted<'_>]| {
        let mut items = items(batches.iter().copied(), person);
        weights::give(&whole.rules.grade_weights, &mut items);
        items
    };
    let mut villages: Vec<ResultVillage> = units
        .iter()
        .zip(&parts)
        .map(|(unit, shown)| ResultVillage {
            area_id: unit.area_id.to_owned(),
            area: whole.area(unit.area_id),
            sheets: sheets(&unit.batches),
            valid: valid(&unit.batches),
            shown: *shown,
            items: if *shown { items(&unit.batches) } else { Vec::new() },
            voters: if *shown && apart && within {
                let own = |kind: &Voters| of_voters(*kind, &unit.of(*kind), true, &items);
                KINDS.iter().map(own).filter(|one| one.sheets > 0).collect()
            } else {
                Vec::new()
            },
        })
        .collect();
    for village in &mut villages {
        weigh(&mut village.items, &village.voters, whole.rules.members_weight);
    }
    let everything: Vec<Counted<'_>> = units.iter().flat_map(|unit| unit.batches.iter().copied()).collect();
    let voters: Vec<ResultVoters> = if apart {
        let over = |(kind, shown): (&Voters, &bool)| {
            let own: Vec<_> = units.iter().flat_map(|unit| unit.of(*kind)).collect();
            of_voters(*kind, &own, *shown, &items)
        };
        KINDS.iter().zip(&of_kinds).map(over).filter(|one| one.sheets > 0).collect()
    } else {
        Vec::new()
    };
    let hidden = units.iter().zip(&parts).any(|(unit, shown)| valid(&unit.batches) > 0 && !shown)
        || voters.iter().any(|one| one.valid > 0 && !one.shown);
    let split_words = if apart { "evaluations.hidden.apart" } else { "evaluations.hidden.split" };
    let hidden_reason = match (shown, hidden) {
        (false, _) if groups.enough() => Some(sentence("evaluations.hidden.unheard", least)),
        (false, _) => Some(sentence("evaluations.hidden.few", least)),
        (true, true) if whole.reports() => Some(sentence("evaluations.hidden.meetings", split)),
        (true, true) => Some(sentence(split_words, split)),
        (true, false) => None,
    };
    let mut all = if shown { items(&everything) } else { Vec::new() };
    weigh(&mut all, &voters, whole.rules.members_weight);
    ResultDelegate {
        person_id: person.to_owned(),
        person: whole.person(person),
        areas: villages.iter().filter(|one| one.sheets > 0).map(|one| one.area.clone()).collect(),
        sheets: sheets(&everything),
        valid: valid(&everything),
        shown,
        items: all,
        villages,
        voters,
        hidden_reason,
    }
}

fn of_voters(
    voters: Voters,
    batches: &[Counted<'_>],
    shown: bool,
    items: &dyn Fn(&[Counted<'_>]) -> Vec<ResultItem>,
) -> ResultVoters {
    ResultVoters {
        voters,
        sheets: sheets(batches),
        valid: valid(batches),
        shown,
        items: if shown { items(batches) } else { Vec::new() },
    }
}

/// Weighs party members against residents where the rule book says how. Where one of them is not shown apart nothing is
/// weighed: beside the sum, the weighted share would tell both.
fn weigh(items: &mut [ResultItem], voters: &[ResultVoters], weight: i64) {
    let of = |kind: Voters| voters.iter().find(|one| one.voters == kind && one.shown);
    let (Some(members), Some(residents), true) = (of(Voters::Members), of(Voters::Residents), weight > 0) else {
        return;
    };
    for item in items {
        let own = |side: &ResultVoters| side.items.iter().find(|one| one.row == item.row).cloned();
        let (Some(one), Some(other)) = (own(members), own(residents)) else { continue };
        if one.denominator > 0 && other.denominator > 0 {
            let part = weight * one.satisfied * other.denominator + (100 - weight) * other.satisfied * one.denominator;
            let whole = 100 * one.denominator * other.denominator;
            item.weighted = Some((part, whole));
            item.weighted_share = share(part, whole);
        }
    }
}

/// The items of a delegate over some batches, in the order they were printed in.
fn items<'a>(batches: impl Iterator<Item = Counted<'a>>, person: &str) -> Vec<ResultItem> {
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
            weighted_share: None,
            weighted: None,
            graded_share: None,
            graded: None,
            class: None,
            row,
            text,
        }
    };
    order.into_iter().map(line).collect()
}

/// A share of whole numbers; figures of one township fit a float exactly.
pub(super) fn share(n: i64, of: i64) -> Option<f64> {
    #[allow(clippy::cast_precision_loss, reason = "counts of sheets are far below 2^53")]
    (of > 0).then(|| n as f64 / of as f64)
}
