//! Opinions a proposal grew from: they are on their way with it, come back when it fails, and are answered by its answer.

use super::model::{MoveLine, MoveWish};
use super::moving::Moving;
use super::rules;
use super::store::{self, chain as moves};
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::Writing;
use rusqlite::Connection;

/// Puts an opinion on its way with a proposal where its state allows that; one that is ended, answered or merged into a
/// family stays where it is and is linked only. The day is the paper's, or that of the last move when it is later.
///
/// # Errors
/// `opinions.gone`, `proposals.source_named`; what the database says.
pub fn begin(writing: &Writing<'_>, moving: &Moving, opinion: &str, proposal: &str, day: &str) -> Result<()> {
    let kept = store::kept(writing.tx, opinion)?.ok_or_else(|| refuse("opinions.gone"))?;
    if kept.entry.named {
        return Err(refuse("proposals.source_named"));
    }
    let done = moves::moves(writing.tx, opinion)?;
    let now = rules::standing(&kept.entry.day, rules::effective(&done));
    if !may(&now, &done, "to_proposal") {
        return Ok(());
    }
    let day = done.iter().map(|one| one.day.as_str()).chain([kept.entry.day.as_str(), day]).max().unwrap_or(day);
    moving.follow(
        writing,
        &MoveWish {
            id: opinion.to_owned(),
            kind: "to_proposal".to_owned(),
            day: day.to_owned(),
            proposal_id: Some(proposal.to_owned()),
            ..MoveWish::default()
        },
    )?;
    Ok(())
}

/// Gives an opinion that is on its way with a proposal back to its own handling. When the proposal was never to be, the
/// move is taken back; otherwise its handling begins anew.
///
/// # Errors
/// What the database says.
pub fn give_back(
    writing: &Writing<'_>,
    moving: &Moving,
    opinion: &str,
    proposal: &str,
    note: &str,
    never: bool,
) -> Result<()> {
    let Some(kept) = store::kept(writing.tx, opinion)? else { return Ok(()) };
    let done = moves::moves(writing.tx, opinion)?;
    let now = rules::standing(&kept.entry.day, rules::effective(&done));
    let begun = rules::effective(&done).filter(|one| one.kind == "to_proposal").last();
    if now.state != "proposed" || begun.is_none_or(|one| one.proposal_id.as_deref() != Some(proposal)) {
        return Ok(());
    }
    let newest = rules::effective(&done).last();
    let kind = if never && newest.is_some_and(|one| one.kind == "to_proposal") { "withdraw" } else { "resume" };
    moving.follow(
        writing,
        &MoveWish { id: opinion.to_owned(), kind: kind.to_owned(), note: note.to_owned(), ..MoveWish::default() },
    )?;
    Ok(())
}

/// Whether an opinion is on its way with a proposal and may be answered by it. What is merged into a family is answered
/// with the family.
///
/// # Errors
/// What the database says.
pub fn waits(db: &Connection, opinion: &str) -> Result<bool> {
    let Some(kept) = store::kept(db, opinion)? else { return Ok(false) };
    let done = moves::moves(db, opinion)?;
    Ok(rules::standing(&kept.entry.day, rules::effective(&done)).state == "proposed")
}

fn may(now: &rules::Standing, done: &[MoveLine], kind: &str) -> bool {
    super::chain::chain().spec(kind).is_some_and(|spec| rules::may_follow(spec, now, done).is_ok())
}
