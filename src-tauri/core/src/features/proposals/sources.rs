//! The way between a proposal and the opinions it grew from. It is shown on both pages: an opinion a paper is begun from
//! goes with it, in the same operation; when the paper fails, the opinion comes back to its own handling; when the paper
//! is answered, everyone who gave an opinion is answered with it.

use super::chain::{Chain, State, effective, fold};
use super::model::{Move, OfOpinion, Proposal};
use super::store::{self, steps};
use crate::features::office::store as office;
use crate::features::opinions::model::MoveWish;
use crate::features::opinions::moving::Moving;
use crate::features::opinions::{family, grown};
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::Writing;
use crate::ground::words;
use rusqlite::Connection;
use serde_json::Map;

fn about(key: &str, title: &str) -> String {
    let mut fields = Map::new();
    fields.insert("title".to_owned(), title.into());
    words::print_with(key, &fields)
}

/// After a paper was entered: opinions newly named go with it, those taken out come back.
///
/// # Errors
/// `opinions.gone`, `proposals.source_named`, `proposals.ended`; what the database says.
pub fn saved(writing: &Writing<'_>, before: Option<&Proposal>, paper: &Proposal) -> Result<()> {
    let held = before.map(|one| one.sources.as_slice()).unwrap_or_default();
    let came: Vec<&String> = paper.sources.iter().filter(|one| !held.contains(one)).collect();
    let gone: Vec<&String> = held.iter().filter(|one| !paper.sources.contains(one)).collect();
    if came.is_empty() && gone.is_empty() {
        return Ok(());
    }
    if let Some(ended) = before.filter(|one| !came.is_empty() && Chain::whole().ended(&one.stage)) {
        return Err(refuse("proposals.ended").with("stage", super::chain::label("stage", &ended.stage)));
    }
    let moving = Moving::new(writing.tx)?;
    for one in came {
        grown::begin(writing, &moving, one, &paper.id, &paper.day)?;
    }
    for one in gone {
        grown::give_back(writing, &moving, one, &paper.id, &about("proposals.source_out", &paper.title), true)?;
    }
    Ok(())
}

/// Names an opinion among those a paper grew from.
///
/// # Errors
/// `proposals.gone`, `proposals.ended`; what the database says.
pub fn join(writing: &Writing<'_>, proposal: &str, opinion: &str) -> Result<()> {
    let (_, stage) = steps::kind_and_stage(writing.tx, proposal)?.ok_or_else(|| refuse("proposals.gone"))?;
    if Chain::whole().ended(&stage) {
        return Err(refuse("proposals.ended").with("stage", super::chain::label("stage", &stage)));
    }
    let kept = crate::features::opinions::store::kept(writing.tx, opinion)?.ok_or_else(|| refuse("opinions.gone"))?;
    if kept.entry.named {
        return Err(refuse("proposals.source_named"));
    }
    store::add_source(writing.tx, proposal, opinion)
}

/// Before a paper is removed: its opinions come back, as if it had never been.
///
/// # Errors
/// What the database says.
pub fn removed(writing: &Writing<'_>, paper: &Proposal) -> Result<()> {
    give_back(writing, paper, &about("proposals.source_removed", &paper.title), true)
}

fn give_back(writing: &Writing<'_>, paper: &Proposal, note: &str, never: bool) -> Result<()> {
    if paper.sources.is_empty() {
        return Ok(());
    }
    let moving = Moving::new(writing.tx)?;
    for one in &paper.sources {
        grown::give_back(writing, &moving, one, &paper.id, note, never)?;
    }
    Ok(())
}

/// Whether an opinion a paper grew from is still there and may be named.
///
/// # Errors
/// What the database says.
pub fn lives(db: &Connection, paper: &Proposal) -> Result<bool> {
    Ok(!store::opinions(db, &paper.sources)?.is_empty())
}

/// After a step: where the paper failed, its opinions come back; where it lives again, they go with it again.
///
/// # Errors
/// What the database says.
pub fn stepped(writing: &Writing<'_>, paper: &Proposal, step: &Move, before: &State, after: &State) -> Result<()> {
    let failed = |state: &State| matches!(state.stage.as_str(), "refused" | "opinion" | "withdrawn");
    match (failed(before), failed(after)) {
        (false, true) => {
            let mut fields = Map::new();
            fields.insert("title".to_owned(), paper.title.as_str().into());
            fields.insert("move".to_owned(), super::chain::label("move", &step.code).into());
            fields.insert("note".to_owned(), step.note.as_str().into());
            let key = if step.note.is_empty() { "proposals.source_failed" } else { "proposals.source_failed_note" };
            give_back(writing, paper, &words::print_with(key, &fields), false)
        }
        (true, false) => {
            let moving = Moving::new(writing.tx)?;
            paper
                .sources
                .iter()
                .try_for_each(|one| grown::begin(writing, &moving, one, &paper.id, &writing.today.to_string()))
        }
        _ => Ok(()),
    }
}

/// What the answer of a paper says to those whose opinion it grew from; `None` while there is none.
///
/// # Errors
/// What the database says.
pub fn answer(db: &Connection, paper: &Proposal) -> Result<Option<OfOpinion>> {
    let moves = steps::of(db, &paper.id)?;
    let state = fold(&moves);
    let named = OfOpinion {
        id: paper.id.clone(),
        number: paper.number.clone(),
        title: paper.title.clone(),
        stage: state.stage.clone(),
        ..OfOpinion::default()
    };
    if !matches!(state.stage.as_str(), "replied" | "rated" | "closed") {
        return Ok(Some(named));
    }
    let replies: Vec<&Move> =
        effective(&moves).filter(|one| matches!(one.code.as_str(), "reply" | "answer_at_once")).collect();
    let Some(last) = replies.last() else { return Ok(Some(named)) };
    // Of a paper answered in parts each unit's newest answer is told, of one handled anew only the last round.
    let mut told: Vec<&Move> = Vec::new();
    for one in replies.iter().rev() {
        let of_round = state.units.iter().any(|unit| unit.unit == one.unit && unit.replied_on.is_some());
        if (of_round || one.id == last.id) && !told.iter().any(|known| known.unit == one.unit) {
            told.insert(0, one);
        }
    }
    let result = office::entries(db)?
        .into_iter()
        .find(|entry| entry.list == last.scheme && entry.code == last.result)
        .map(|entry| entry.label)
        .unwrap_or_default();
    let mut fields = Map::new();
    let units: Vec<&str> = told.iter().map(|one| one.unit.as_str()).collect();
    let notes: Vec<&str> = told.iter().map(|one| one.note.trim()).filter(|note| !note.is_empty()).collect();
    fields.insert("kind".to_owned(), office::label(db, "proposal_kind", &paper.kind)?.into());
    fields.insert("title".to_owned(), paper.title.as_str().into());
    fields.insert("number".to_owned(), paper.number.as_str().into());
    fields.insert("unit".to_owned(), units.join("\u{3001}").into());
    fields.insert("result".to_owned(), result.as_str().into());
    let mut text = words::print_with(
        if paper.number.is_empty() { "proposals.told_unnumbered" } else { "proposals.told" },
        &fields,
    );
    if !result.is_empty() {
        text.push_str(&words::print_with("proposals.told_result", &fields));
    }
    for note in notes {
        text.push_str(note.trim_end_matches('\u{3002}'));
        text.push('\u{3002}');
    }
    Ok(Some(OfOpinion {
        answer: text,
        answered_on: Some(last.day.clone()),
        document: last.document.clone(),
        signer: last.signer.clone(),
        ..named
    }))
}

/// Papers that grew from an opinion, each with what it has to say to the giver.
///
/// # Errors
/// What the database says.
pub fn of_opinion(db: &Connection, opinion: &str) -> Result<Vec<OfOpinion>> {
    let mut found = Vec::new();
    for id in store::of_opinion(db, opinion)? {
        if let Some(paper) = store::whole(db, &id)? {
            found.extend(answer(db, &paper)?);
        }
    }
    Ok(found)
}

/// Answers opinions with the answer of the paper they went with, and those merged into them. Answers how many.
///
/// # Errors
/// `proposals.not_answered`, `proposals.not_a_source`, those of the move; what the database says.
pub fn tell(writing: &Writing<'_>, paper: &Proposal, ids: &[String]) -> Result<usize> {
    let said = answer(writing.tx, paper)?.filter(|one| !one.answer.is_empty());
    let said = said.ok_or_else(|| refuse("proposals.not_answered"))?;
    let moving = Moving::new(writing.tx)?;
    for id in ids {
        if !paper.sources.contains(id) {
            return Err(refuse("proposals.not_a_source"));
        }
        let wish = MoveWish {
            id: id.clone(),
            kind: "reply".to_owned(),
            answer: said.answer.clone(),
            paper: said.document.clone(),
            signer: said.signer.clone(),
            proposal_id: Some(paper.id.clone()),
            ..MoveWish::default()
        };
        moving.make(writing, &wish)?;
        family::after_move(writing, &moving, &wish)?;
    }
    Ok(ids.len())
}
