//! What may be asked of proposals.

use super::store::{self, Proposal};
use crate::calls::Call;
use crate::features::One;
use crate::features::meetings::calls::Days;
use crate::features::office::store::knows;
use crate::ground::clock::day;
use crate::ground::ids::new_id;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};

const SAVE: Op = Op { name: "proposals.save", right: Right::Enter, undo: Undo::Undoable };
const REMOVE: Op = Op { name: "proposals.remove", right: Right::Enter, undo: Undo::Undoable };

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::read("proposals.list", r#"{"from":"2026-01-01","to":"2026-12-31"}"#, list),
        Call::write(
            &SAVE,
            r#"{"day":"2026-05-20","kind":"suggestion","title":"整治内河涌排水","lead_id":"$delegate","proposers":["$person"]}"#,
            save,
        ),
        Call::write(&REMOVE, r#"{"id":"$proposal"}"#, remove),
    ]
}

fn list(reading: &Reading<'_>, days: Days) -> Result<Vec<Proposal>> {
    store::list(reading.db, &days.from, &days.to)
}

fn save(writing: &mut Writing<'_>, mut proposal: Proposal) -> Result<One> {
    if day(&proposal.day)? > writing.today {
        return Err(refuse("proposals.in_future").with("day", proposal.day));
    }
    if let Some(withdrawn) = &proposal.withdrawn_on
        && day(withdrawn)? < day(&proposal.day)?
    {
        return Err(refuse("proposals.withdrawn").with("day", proposal.day));
    }
    for text in [&mut proposal.title, &mut proposal.number, &mut proposal.note] {
        *text = text.trim().to_owned();
    }
    if proposal.title.is_empty() {
        return Err(refuse("proposals.title"));
    }
    if !knows(writing.tx, "proposal_kind", &proposal.kind)? {
        return Err(refuse("proposals.kind"));
    }
    if proposal.lead_id.is_none() && proposal.team_id.is_none() {
        return Err(refuse("proposals.nobody"));
    }
    let twice = |person: &String| proposal.proposers.iter().filter(|other| *other == person).count() > 1;
    if proposal.proposers.iter().any(|person| twice(person) || proposal.lead_id.as_ref() == Some(person)) {
        return Err(refuse("proposals.twice"));
    }
    if proposal.id.is_empty() {
        proposal.id = new_id();
    } else if !store::exists(writing.tx, &proposal.id)? {
        return Err(refuse("proposals.gone"));
    }
    writing.note("title", proposal.title.clone());
    writing.subject(&proposal.id);
    store::save(writing.tx, &proposal)?;
    Ok(One { id: proposal.id })
}

fn remove(writing: &mut Writing<'_>, one: One) -> Result<One> {
    if store::remove(writing.tx, &one.id)? == 0 {
        return Err(refuse("proposals.gone"));
    }
    writing.subject(&one.id);
    Ok(one)
}
