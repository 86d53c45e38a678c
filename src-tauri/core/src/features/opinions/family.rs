//! Families of the same matter: suggested by likeness, decided by a person, handled as one, answered one by one.

use super::alike::alike;
use super::model::{MoveWish, OpinionLine};
use super::moving::Moving;
use super::store::{self, Lit, family};
use crate::calls::Call;
use crate::features::One;
use crate::features::calendar::store::calendar;
use crate::ground::ids::new_id;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};
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
    if led.is_none() && lead.family_id.is_some() {
        return Err(refuse("opinions.lead_merged"));
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

/// Gives the answer of a family's lead to everyone merged into it.
///
/// # Errors
/// Those of the move.
pub fn answer_each(writing: &Writing<'_>, moving: &Moving, wish: &MoveWish) -> Result<()> {
    let Some(id) = family::led_by(writing.tx, &wish.id)? else { return Ok(()) };
    let named = |one: &str| {
        Ok::<_, crate::ground::refusal::Refusal>(store::kept(writing.tx, one)?.is_some_and(|kept| kept.entry.named))
    };
    // One that turned out to be about a person by name is answered by itself, and its answer is nobody else's.
    if named(&wish.id)? {
        return Ok(());
    }
    for one in family::merged(writing.tx, &id)? {
        if named(&one)? {
            continue;
        }
        moving.make(writing, &MoveWish { id: one, seen: None, ..wish.clone() })?;
    }
    Ok(())
}
