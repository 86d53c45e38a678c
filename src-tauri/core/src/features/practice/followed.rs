//! Opinions of the practice township in every state of their chain, families, and the proposals that grew from some.

use super::Material;
use crate::features::areas::store::Area;
use crate::features::opinions::model::{MoveWish, OpinionEntry};
use crate::features::opinions::moving::Moving;
use crate::features::opinions::{family, store as opinions};
use crate::features::proposals::calls as proposals;
use crate::features::proposals::chain_calls::go;
use crate::features::proposals::model::{Move, Proposal, Rating};
use crate::features::proposals::store as papers;
use crate::ground::ids::new_id;
use crate::ground::refusal::Result;
use crate::ground::station::Writing;
use chrono::{Days, NaiveDate};
use serde::Deserialize;

/// An opinion as the data file has it.
#[derive(Deserialize)]
pub(super) struct Followed {
    content: String,
    topic: String,
    nature: String,
    giver: String,
    /// Which village, counted from 0.
    area: usize,
    /// Heard so many days ago.
    ago: u64,
    #[serde(default)]
    named: bool,
    /// Merged into this one of the list.
    #[serde(default)]
    into: Option<usize>,
    /// The matter of the family it begins.
    #[serde(default)]
    title: String,
    moves: Vec<Moved>,
}

#[derive(Deserialize)]
struct Moved {
    /// So many days after it was heard.
    after: u64,
    /// Its deadline is the last one the rule book allows.
    #[serde(default)]
    extend: bool,
    #[serde(rename = "move")]
    wish: MoveWish,
}

/// A proposal as the data file has it.
#[derive(Deserialize)]
pub(super) struct Grown {
    title: String,
    basis: String,
    plan: String,
    topic: String,
    kind: String,
    ago: u64,
    /// Delegates who signed with the lead.
    proposers: usize,
    /// Opinions of the list it grew from.
    sources: Vec<usize>,
    /// Title of the paper it is joined to.
    #[serde(default)]
    into: String,
    steps: Vec<Stepped>,
}

#[derive(Deserialize)]
struct Stepped {
    after: u64,
    /// What lead and co-signers say of handling and outcome.
    #[serde(default)]
    grades: Vec<(String, String)>,
    step: Move,
}

/// Lays them.
///
/// # Errors
/// What the calls refuse; what the database says.
pub(super) fn fill(writing: &mut Writing<'_>, material: &Material, areas: &[Area], delegates: &[String]) -> Result<()> {
    let today = writing.today;
    let mut ids: Vec<String> = Vec::new();
    let moving = Moving::new(writing.tx)?;
    for one in &material.followed {
        let heard = today - Days::new(one.ago);
        let area = areas.get(one.area % areas.len().max(1)).map(|area| area.id.clone()).unwrap_or_default();
        let entry = OpinionEntry {
            id: new_id(),
            area_id: area,
            day: heard.to_string(),
            topic: one.topic.clone(),
            nature: one.nature.clone(),
            content: one.content.clone(),
            giver: one.giver.clone(),
            named: one.named,
            first_id: delegates.get(ids.len()).cloned(),
            ..OpinionEntry::default()
        };
        opinions::insert(writing.tx, &entry, 0, &writing.actor.id)?;
        if let Some(lead) = one.into.and_then(|at| ids.get(at)) {
            family::merge(writing, lead, std::slice::from_ref(&entry.id), &one.title)?;
        }
        for step in &one.moves {
            let on = heard + Days::new(step.after);
            let mut wish = MoveWish { id: entry.id.clone(), day: on.to_string(), ..step.wish.clone() };
            if step.extend {
                wish.deadline = moving.latest(writing.tx, &entry.id, &wish.kind, on)?.map(|day| day.to_string());
            }
            moving.make(writing, &wish)?;
        }
        ids.push(entry.id);
    }
    for (at, one) in material.grown.iter().enumerate() {
        grow(writing, one, at, &ids, delegates, today)?;
    }
    Ok(())
}

fn grow(
    writing: &mut Writing<'_>,
    one: &Grown,
    at: usize,
    opinions: &[String],
    delegates: &[String],
    today: NaiveDate,
) -> Result<()> {
    let begun = today - Days::new(one.ago);
    // Those who proposed the other papers of the township come before.
    let who: Vec<String> = delegates.iter().skip(22 + at).take(1 + one.proposers).cloned().collect();
    let paper = Proposal {
        day: begun.to_string(),
        kind: one.kind.clone(),
        title: one.title.clone(),
        basis: one.basis.clone(),
        plan: one.plan.clone(),
        topic: one.topic.clone(),
        lead_id: who.first().cloned(),
        proposers: who.iter().skip(1).cloned().collect(),
        sources: one.sources.iter().filter_map(|at| opinions.get(*at).cloned()).collect(),
        ..Proposal::default()
    };
    let id = proposals::save(writing, paper)?.id;
    let other = papers::titled(writing.tx, &one.into)?;
    for stepped in &one.steps {
        let on = begun + Days::new(stepped.after);
        let ratings = who
            .iter()
            .zip(&stepped.grades)
            .map(|(person, (work, outcome))| Rating {
                person_id: person.clone(),
                work: work.clone(),
                outcome: outcome.clone(),
                paper: format!("{}", on.format("%-m-%-d")),
                note: String::new(),
            })
            .collect();
        let step = Move {
            proposal_id: id.clone(),
            day: on.to_string(),
            ratings,
            other_id: other.clone().filter(|_| stepped.step.code == "merge"),
            ..stepped.step.clone()
        };
        go(writing, step)?;
    }
    Ok(())
}
