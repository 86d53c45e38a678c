//! One opinion as one thread: what was said, every step of its handling, the papers that grew from it and what was answered
//! to them, until the giver was told. It is what is filed, and what is shown to somebody who asks what became of it.

use super::Case;
use super::lists::written;
use super::sheets::a_page_each;
use crate::features::office::store as office;
use crate::features::opinions::model::MoveLine;
use crate::features::proposals::chain as paper_chain;
use crate::features::proposals::model::{Move, Proposal};
use crate::features::proposals::store as proposals;
use crate::features::reports::frame::{Head, report_signatures, said};
use crate::ground::refusal::Result;
use crate::ground::words::print;
use rusqlite::Connection;
use std::collections::BTreeMap;
use zhudian_paper::{
    Block, Cell, Column, DayPattern, Document, Field, FieldRow, Fields, ParagraphStyle, Row, Table, Width,
};

/// A line of the thread.
struct Step {
    day: String,
    /// 0 for the opinion, 1 and on for the papers that grew from it: of one day the opinion's own step comes first.
    of: usize,
    name: String,
    what: String,
    who: String,
}

/// The threads of these opinions, a page each.
///
/// # Errors
/// What the database says.
pub(super) fn threads(db: &Connection, head: &Head, cases: &[Case], giver: bool) -> Result<Document> {
    let clerks: BTreeMap<String, String> = office::clerks(db)?.into_iter().map(|one| (one.id, one.name)).collect();
    let mut document = a_page_each(head, print("opinion.thread.title"), cases, |case| {
        thread(db, case, giver && !case.line.named, &clerks)
    })?;
    document.signatures = report_signatures(head, "", "", "");
    Ok(document)
}

fn field(key: &str, value: impl Into<zhudian_paper::Text>) -> Field {
    Field::new(print(key), value)
}

fn thread(db: &Connection, case: &Case, giver: bool, clerks: &BTreeMap<String, String>) -> Result<Vec<Block>> {
    let line = &case.line;
    let row = |fields: Vec<Field>| FieldRow { fields, height: 85 };
    let mut rows = vec![
        row(vec![field("opinion.heard_on", written(&line.day)), field("column.village", line.area_written.clone())]),
        row(vec![field("opinion.nature", case.nature.clone()), field("opinion.topic", case.topic.clone())]),
        row(vec![field("opinion.first", case.first.clone()), field("opinion.unit", line.unit.clone())]),
    ];
    if giver {
        rows.push(row(vec![
            field("opinion.giver", case.kept.entry.giver.clone()),
            field("opinion.phone", case.kept.entry.giver_phone.clone()),
        ]));
    }
    let content = if giver { line.content.clone() } else { case.content() };
    rows.push(FieldRow { fields: vec![field("opinion.content", content)], height: 220 });
    rows.push(row(vec![
        field("opinion.state", case.state.clone()),
        field("opinion.closed_on", line.closed_on.as_deref().map(written).unwrap_or_default()),
    ]));
    let mut steps = vec![Step {
        day: line.day.clone(),
        of: 0,
        name: print("opinion.thread.heard").to_owned(),
        what: String::new(),
        who: case.kept.recorder.clone(),
    }];
    for one in &case.done {
        steps.push(Step {
            day: one.day.clone(),
            of: 0,
            name: office::label(db, "opinion_move", &one.kind)?,
            what: told(db, case, one, giver)?,
            who: one.clerk.clone(),
        });
    }
    for (at, id) in (1..).zip(proposals::of_opinion(db, &line.id)?) {
        if let Some(paper) = proposals::whole(db, &id)? {
            steps.extend(grown(db, &paper, at, clerks)?);
        }
    }
    steps.sort_by(|one, other| (&one.day, one.of).cmp(&(&other.day, other.of)));
    let columns = vec![
        Column::day(print("opinion.thread.day"), Width::Chars(6), DayPattern::default()),
        Column::text(print("opinion.thread.step"), Width::Chars(7)),
        Column::text(print("opinion.thread.what"), Width::Share(1)),
        Column::text(print("opinion.thread.who"), Width::Chars(4)),
    ];
    let cells = |one: Step| Row::body(vec![Cell::day(one.day), one.name.into(), one.what.into(), one.who.into()]);
    let table = Table { columns, rows: steps.into_iter().map(cells).collect(), ..Table::default() };
    let mut blocks = vec![Block::Fields(Fields { label_chars: 5, rows }), Block::Table(table)];
    if case.taken_back > 0 {
        blocks.push(Block::styled(
            ParagraphStyle::Note,
            said("opinion.thread.taken_back", &[("n", case.taken_back.into())]),
        ));
    }
    if line.named {
        blocks.push(Block::styled(ParagraphStyle::Note, print("opinion.named")));
    }
    Ok(blocks)
}

/// What a step carried, in the order of its form; of a matter about a person by name no words of anybody.
fn told(db: &Connection, case: &Case, one: &MoveLine, giver: bool) -> Result<String> {
    let words = |text: &str| if case.line.named { String::new() } else { case.told(text, giver) };
    let label =
        |list: &str, code: &str| if code.is_empty() { Ok(String::new()) } else { office::label(db, list, code) };
    Ok(joined(&[
        ("unit", one.unit.clone()),
        ("paper", one.paper.clone()),
        ("deadline", one.deadline.as_deref().map(written).unwrap_or_default()),
        ("signer", one.signer.clone()),
        ("answer", words(&one.answer)),
        ("told", label("told_by", &one.told)?),
        ("rating", label("opinion_rating", &one.rating)?),
        ("note", words(&one.note)),
        ("attachment", words(&one.attachment)),
    ]))
}

/// The steps of a paper that grew from the opinion.
fn grown(db: &Connection, paper: &Proposal, of: usize, clerks: &BTreeMap<String, String>) -> Result<Vec<Step>> {
    let kind = office::label(db, "proposal_kind", &paper.kind)?;
    let moves = proposals::steps::of(db, &paper.id)?;
    let mut steps = Vec::new();
    for one in paper_chain::effective(&moves) {
        let name = said(
            "opinion.thread.paper_step",
            &[("kind", kind.clone().into()), ("step", paper_chain::label("move", &one.code).into())],
        );
        let mut what = carried(db, one)?;
        if steps.is_empty() {
            let title = said("opinion.thread.titled", &[("text", paper.title.clone().into())]);
            what = [title, what].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\u{ff1b}");
        }
        let who = clerks.get(&one.clerk_id).cloned().unwrap_or_default();
        steps.push(Step { day: one.day.clone(), of, name, what, who });
    }
    Ok(steps)
}

fn carried(db: &Connection, one: &Move) -> Result<String> {
    let mut units: Vec<&str> = one.units.iter().map(|unit| unit.unit.as_str()).collect();
    units.extend(Some(one.unit.as_str()).filter(|unit| !unit.is_empty()));
    let result = if one.result.is_empty() { String::new() } else { office::label(db, &one.scheme, &one.result)? };
    let ground = if one.ground.is_empty() { String::new() } else { office::label(db, "proposal_ground", &one.ground)? };
    let dissatisfied = one.ratings.iter().filter(|rating| rating.dissatisfied()).count();
    let ratings = if one.ratings.is_empty() {
        String::new()
    } else {
        said("opinion.thread.ratings", &[("n", one.ratings.len().into()), ("bad", dissatisfied.into())])
    };
    Ok(joined(&[
        ("number", one.number.clone()),
        ("unit", units.join("\u{3001}")),
        ("paper", one.document.clone()),
        ("deadline", one.due_on.as_deref().map(written).unwrap_or_default()),
        ("signer", one.signer.clone()),
        ("result", result),
        ("ground", ground),
        ("rated", ratings),
        ("note", one.note.clone()),
    ]))
}

/// What is known of these, each with its word before it.
fn joined(parts: &[(&str, String)]) -> String {
    let said: Vec<String> = parts
        .iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(name, text)| said(&format!("opinion.thread.{name}"), &[("text", text.trim().into())]))
        .collect();
    said.join("\u{ff1b}")
}
