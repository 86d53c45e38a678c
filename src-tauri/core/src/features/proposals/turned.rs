//! A paper turned into an opinion : one that grew from opinions gives them back to their own handling; one that grew from none
//! becomes a line of the ledger itself, so that somebody answers it. The step names the opinion, the opinion's chain
//! names the paper. Taking the step back takes a line away that nobody touched; one that was handled meanwhile, and one
//! whose paper is examined anew, goes with the paper again.

use super::model::{Move, Proposal};
use super::{sources, store};
use crate::features::areas::store as areas;
use crate::features::delegates::store as delegates;
use crate::features::opinions::grown;
use crate::features::opinions::model::{MoveLine, OpinionEntry};
use crate::features::opinions::moving::{self, Moving};
use crate::features::opinions::store as opinions;
use crate::features::reports::frame::said;
use crate::features::reports::gather::holds;
use crate::features::stations::store as stations;
use crate::ground::ids::new_id;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::Writing;
use rusqlite::Connection;
use std::collections::BTreeSet;

/// The village a paper speaks for: that of its team, else the one its lead proposer serves; none when there are several.
///
/// # Errors
/// What the database says.
pub fn village(db: &Connection, paper: &Proposal, on: &str) -> Result<Option<String>> {
    let of_team = stations::teams(db)?.into_iter().filter(|team| Some(&team.id) == paper.team_id.as_ref());
    let mut found: BTreeSet<String> = of_team.filter_map(|team| team.area_id).collect();
    if found.is_empty() {
        let served = stations::contacts(db)?.into_iter().filter(|one| Some(&one.person_id) == paper.lead_id.as_ref());
        found = served
            .filter(|one| holds(on, Some(&one.valid_from), one.valid_to.as_deref()))
            .map(|one| one.area_id)
            .collect();
    }
    Ok(found.pop_first().filter(|_| found.is_empty()))
}

/// Who waits for the answer: the lead proposer, else the team.
fn proposer(db: &Connection, paper: &Proposal) -> Result<String> {
    if let Some(lead) = &paper.lead_id {
        return Ok(delegates::find(db, lead)?.map(|person| person.name).unwrap_or_default());
    }
    let teams = stations::teams(db)?;
    Ok(teams
        .into_iter()
        .find(|team| Some(&team.id) == paper.team_id.as_ref())
        .map(|team| team.name)
        .unwrap_or_default())
}

/// Enters a paper into the ledger of opinions, on the day and with the words it was turned with. Answers the opinion.
///
/// # Errors
/// `proposals.needs_area`, `visits.area`; what the database says.
pub fn enter(writing: &Writing<'_>, paper: &Proposal, step: &Move) -> Result<String> {
    let db = writing.tx;
    let area = match step.area_id.clone().filter(|area| !area.is_empty()) {
        Some(area) => area,
        None => village(db, paper, &step.day)?.ok_or_else(|| refuse("proposals.needs_area"))?,
    };
    areas::name(db, &area)?.ok_or_else(|| refuse("visits.area"))?;
    let words = if paper.plan.trim().is_empty() { &paper.basis } else { &paper.plan };
    let title = || paper.title.as_str().into();
    let entry = OpinionEntry {
        id: new_id(),
        area_id: area,
        day: step.day.clone(),
        topic: paper.topic.clone(),
        nature: "suggestion".to_owned(),
        content: said("proposals.as_opinion", &[("title", title()), ("plan", words.trim().into())]).trim().to_owned(),
        giver: proposer(db, paper)?,
        first_id: paper.lead_id.clone(),
        ..OpinionEntry::default()
    };
    opinions::insert(db, &entry, 0, &writing.actor.id)?;
    let kind = crate::features::office::store::label(db, "proposal_kind", &paper.kind)?;
    let line = MoveLine {
        kind: "record".to_owned(),
        day: step.day.clone(),
        note: said(
            "proposals.turned",
            &[("kind", kind.into()), ("title", title()), ("note", step.note.as_str().into())],
        ),
        proposal_id: Some(paper.id.clone()),
        ..MoveLine::default()
    };
    moving::enter(db, &entry.id, &entry.day, &writing.actor.id, line)?;
    Ok(entry.id)
}

/// After a paper that was turned into an opinion lives again: a line nobody touched goes when the step is taken back; any
/// other goes with the paper from now on, and is answered with it.
///
/// # Errors
/// What the database says.
pub fn lives_again(writing: &Writing<'_>, paper: &Proposal, turned: &Move, taken_back: bool) -> Result<()> {
    let Some(opinion) = &turned.opinion_id else { return Ok(()) };
    let Some(kept) = opinions::kept(writing.tx, opinion)? else { return Ok(()) };
    if taken_back && kept.moves == 1 && kept.family_id.is_none() {
        opinions::remove(writing.tx, opinion)?;
        return Ok(());
    }
    if kept.entry.named {
        return Ok(());
    }
    store::add_source(writing.tx, &paper.id, opinion)?;
    grown::begin(writing, &Moving::new(writing.tx)?, opinion, &paper.id, &writing.today.to_string())
}

/// The step that turned a paper into an opinion and stands.
#[must_use]
pub fn standing(moves: &[Move]) -> Option<&Move> {
    super::chain::effective(moves).rfind(|one| one.code == "to_opinion")
}

/// Whether a step makes a line of the ledger: the paper grew from no opinion that could be given back.
///
/// # Errors
/// What the database says.
pub fn makes(db: &Connection, paper: &Proposal, step: &Move) -> Result<bool> {
    Ok(step.code == "to_opinion" && !sources::lives(db, paper)?)
}
