//! Families of the same matter: suggested by likeness, decided by a person, handled as one, answered one by one.

use super::alike::alike;
use super::chain::chain;
use super::giver_words::unnamed;
use super::model::{MoveLine, MoveWish, OpinionLine};
use super::moving::{self, Moving};
use super::rules;
use super::store::{self, Lit, chain as moves, family};
use crate::calls::Call;
use crate::features::One;
use crate::features::calendar::store::calendar;
use crate::ground::ids::new_id;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

const JOIN: Op = Op { name: "opinions.join", right: Right::Enter, undo: Undo::ByCounterEntry };

/// Opinions compared, the newest that are open.
const COMPARED: i64 = 5_000;
/// Lines answered.
const ANSWERED: usize = 8;

/// The calls of families.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::read("opinions.similar", r#"{"id":"$opinion"}"#, similar),
        Call::write(&JOIN, r#"{"lead":"$opinion","ids":["$word"],"title":"路灯"}"#, join),
    ]
}

/// Open opinions of the whole town that seem to be the same matter, the most alike first.
fn similar(reading: &Reading<'_>, one: One) -> Result<Vec<OpinionLine>> {
    let kept = store::kept(reading.db, &one.id)?.ok_or_else(|| refuse("opinions.gone"))?;
    if kept.entry.named {
        return Ok(Vec::new());
    }
    let calendar = calendar(reading.db)?;
    let lit = Lit::new(reading.db, &calendar, reading.today)?;
    let held = family::alone(reading.db, &one.id, COMPARED)?;
    let texts: Vec<&str> = held.iter().map(|(_, content)| content.as_str()).collect();
    let found = alike(&kept.entry.content, &texts, ANSWERED);
    let ids = found.into_iter().filter_map(|at| held.get(at));
    ids.filter_map(|(id, _)| store::one_line(reading.db, id, &lit, false).transpose()).collect()
}

/// Opinions that are the same matter.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct Joining {
    /// The handling is written to this one.
    lead: String,
    /// These are merged into it.
    ids: Vec<String>,
    /// The matter in a few words, without any person.
    #[serde(default)]
    title: String,
}

/// A family.
#[derive(Serialize, TS)]
struct OpinionFamily {
    /// Record.
    id: String,
    /// How many were merged.
    joined: usize,
}

fn join(writing: &mut Writing<'_>, request: Joining) -> Result<OpinionFamily> {
    let id = merge(writing, &request.lead, &request.ids, &request.title)?;
    writing.subject(&request.lead);
    writing.note("n", request.ids.len());
    Ok(OpinionFamily { id, joined: request.ids.len() })
}

/// Merges opinions into the family of a lead, which is begun when there is none. Answers the family.
///
/// # Errors
/// `opinions.*`; what the database says.
pub fn merge(writing: &Writing<'_>, lead_id: &str, ids: &[String], title: &str) -> Result<String> {
    if ids.is_empty() {
        return Err(refuse("opinions.family_empty"));
    }
    let lead = store::kept(writing.tx, lead_id)?.ok_or_else(|| refuse("opinions.gone"))?;
    // An answer is given to each of a family: one about a person by name is handled and answered by itself.
    if lead.entry.named {
        return Err(refuse("opinions.family_named"));
    }
    let led = family::led_by(writing.tx, lead_id)?;
    let state = state_of(writing.tx, lead_id)?;
    if state == "merged" || (led.is_none() && lead.family_id.is_some()) {
        return Err(refuse("opinions.lead_merged"));
    }
    if !answers_later(&state) {
        return Err(refuse("opinions.lead_answered")
            .with("state", crate::features::office::store::label(writing.tx, "opinion_state", &state)?));
    }
    let id = match led {
        Some(id) => id,
        None => {
            let id = new_id();
            family::add(writing.tx, &id, title.trim(), lead_id, &writing.today.to_string())?;
            id
        }
    };
    let moving = Moving::new(writing.tx)?;
    for one in ids.iter().filter(|one| **one != lead_id) {
        let waits = match family::led_by(writing.tx, one)? {
            Some(other) => !family::merged(writing.tx, &other)?.is_empty(),
            None => false,
        };
        if waits {
            return Err(refuse("opinions.is_lead"));
        }
        if store::kept(writing.tx, one)?.is_some_and(|kept| kept.entry.named) {
            return Err(refuse("opinions.family_named"));
        }
        let wish =
            MoveWish { id: one.clone(), kind: "merge".to_owned(), family_id: Some(id.clone()), ..MoveWish::default() };
        moving.make(writing, &wish)?;
    }
    Ok(id)
}

/// Where the chain of an opinion stands; empty when it is not there.
fn state_of(db: &Connection, id: &str) -> Result<String> {
    let Some(kept) = store::kept(db, id)? else { return Ok(String::new()) };
    Ok(rules::standing(&kept.entry.day, rules::effective(&moves::moves(db, id)?)).state)
}

/// Whether an opinion in a state is still to be answered, so that others may wait for its answer.
fn answers_later(state: &str) -> bool {
    let answered = |spec: &super::chain::MoveSpec| spec.from.iter().any(|from| from == state);
    state == "registered" || (state != "merged" && chain().spec("reply").is_some_and(answered))
}

/// Refuses to take an opinion away that others are handled with: they would wait for nobody.
///
/// # Errors
/// `opinions.leads`; what the database says.
pub fn check_removal(db: &Connection, id: &str) -> Result<()> {
    let waits = match family::led_by(db, id)? {
        Some(led) => family::merged(db, &led)?.len(),
        None => 0,
    };
    if waits > 0 {
        return Err(refuse("opinions.leads").with("n", waits));
    }
    Ok(())
}

/// After a move: the answer of a family's lead is given to everyone merged into it; who is left waiting for an answer that
/// comes no more is handled alone again. Answers who was answered along with it.
///
/// # Errors
/// Those of the move.
pub fn after_move(writing: &Writing<'_>, moving: &Moving, wish: &MoveWish) -> Result<Vec<String>> {
    let each = if wish.kind == "reply" { answer_each(writing, moving, wish)? } else { Vec::new() };
    let day = if wish.day.is_empty() { writing.today.to_string() } else { wish.day.clone() };
    free(writing.tx, &wish.id, &writing.actor.id, &day)?;
    Ok(each)
}

/// Takes opinions out of a family whose lead is to be answered no more: those merged into the one that was moved, or itself
/// when it came back to such a family. Their handling begins anew, with a clock of its own.
///
/// # Errors
/// What the database says.
pub fn free(db: &Connection, moved: &str, clerk: &str, day: &str) -> Result<()> {
    let state = state_of(db, moved)?;
    let (lead, waiting) = if state == "merged" {
        let of = store::kept(db, moved)?.and_then(|kept| kept.family_id);
        let lead = of.map(|id| family::lead(db, &id)).transpose()?.flatten();
        (lead.unwrap_or_default(), vec![moved.to_owned()])
    } else {
        match family::led_by(db, moved)? {
            Some(led) => (moved.to_owned(), family::merged(db, &led)?),
            None => return Ok(()),
        }
    };
    let state = state_of(db, &lead)?;
    if waiting.is_empty() || answers_later(&state) {
        return Ok(());
    }
    let label = crate::features::office::store::label(db, "opinion_state", &state)?;
    let note = crate::features::reports::frame::said("opinion.freed", &[("state", label.into())]);
    for one in waiting {
        let Some(kept) = store::kept(db, &one)? else { continue };
        let done = moves::moves(db, &one)?;
        let last = done.iter().map(|one| one.day.as_str()).chain([day]).max().unwrap_or(day);
        let line =
            MoveLine { kind: "split".to_owned(), day: last.to_owned(), note: note.clone(), ..MoveLine::default() };
        moving::enter(db, &one, &kept.entry.day, clerk, line)?;
    }
    Ok(())
}

/// Gives the answer of a family's lead to everyone merged into it. Answers who they are.
fn answer_each(writing: &Writing<'_>, moving: &Moving, wish: &MoveWish) -> Result<Vec<String>> {
    let mut each = Vec::new();
    let Some(id) = family::led_by(writing.tx, &wish.id)? else { return Ok(each) };
    let named = |one: &str| {
        Ok::<_, crate::ground::refusal::Refusal>(store::kept(writing.tx, one)?.is_some_and(|kept| kept.entry.named))
    };
    // One that turned out to be about a person by name is answered by itself, and its answer is nobody else's.
    if named(&wish.id)? {
        return Ok(each);
    }
    let lead = store::kept(writing.tx, &wish.id)?.map(|kept| kept.entry).unwrap_or_default();
    // What is said to the giver of the lead is read by the others: it names the giver to none of them.
    let answer = unnamed(&lead.giver, &lead.giver_phone, &wish.answer);
    for one in family::merged(writing.tx, &id)? {
        if named(&one)? {
            continue;
        }
        let answer = answer.clone();
        moving.make(writing, &MoveWish { id: one.clone(), seen: None, answer, ..wish.clone() })?;
        each.push(one);
    }
    Ok(each)
}
