//! Sheets that were printed wrong: the batch is declared void, and a right one can be printed in the same round.
//!
//! Only a batch of which no sheet is out and none was counted: whoever holds a sheet would else fill in one that counts for
//! nothing. The code stays taken, so that a leftover sheet is told apart from those of the right batch.

use super::keying::Kept;
use super::store::{self, batches};
use super::{gather, rounds};
use crate::calls::{Done, Work};
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Right, Undo};
use serde::Deserialize;
use ts_rs::TS;

/// A batch is declared void.
pub const VOID: Op = Op { name: "evaluations.void", right: Right::Enter, undo: Undo::Never("voided") };

/// A batch that was printed wrong.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "BatchToVoid")]
pub struct Voiding {
    /// The evaluation.
    round: String,
    /// Batch.
    batch: String,
    /// What is wrong with its sheets.
    reason: String,
}

/// Declares a batch void.
///
/// # Errors
/// `evaluations.gone`, `evaluations.closed`, `evaluations.batch_gone`, `evaluations.void_reason`,
/// `evaluations.void_issued`, `evaluations.void_counted`, `evaluations.scanning`; what the disk says.
pub fn void(work: &Work<'_>, asked: Voiding) -> Result<Done<Kept>> {
    // No page of the batch may come in while it is looked whether there is one.
    let _alone = work.desk.rounds().scan(&asked.round)?;
    let round = rounds::of(work.desk, &asked.round)?;
    let written = work.desk.station()?.write(&VOID, &work.session.actor, |writing| {
        let whole = gather::whole(&writing.reading(), &asked.round)?;
        whole.still_open()?;
        let held = &whole.batch(&asked.batch)?.held;
        let reason = asked.reason.trim();
        if reason.is_empty() {
            return Err(refuse("evaluations.void_reason"));
        }
        let out = held.issued + held.copied;
        if out > 0 {
            return Err(refuse("evaluations.void_issued").with("n", out));
        }
        let counted = match &round {
            None => false,
            Some(round) => round.read(|db| {
                Ok(store::round::pages(db)?.iter().any(|page| page.batch == held.id)
                    || !store::round::keyed(db, &held.id)?.is_empty()
                    || !store::round::hall(db, &held.id)?.is_empty()
                    || store::round::hall_sheets(db, &held.id)?.is_some())
            })?,
        };
        if counted || held.returned.is_some() {
            return Err(refuse("evaluations.void_counted"));
        }
        batches::void(writing.tx, &held.id, &writing.today.to_string(), reason)?;
        writing.note("title", whole.round.title.clone());
        writing.note("code", held.code.clone());
        writing.note("n", held.copies);
        writing.subject(&asked.round);
        Ok(Kept {})
    })?;
    Ok(written.into())
}
