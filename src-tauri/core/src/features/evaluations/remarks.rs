//! Free words of sheets: a counter types what they say in few words, and nobody copies a sentence. Until the round is
//! closed they lie in its own store, tied to no sheet; then those about somebody with enough valid sheets are kept.

use super::board::OfRound;
use super::counting::Figures;
use super::deciding::writable;
use super::gather::{Printed, Whole};
use super::rounds;
use super::store::batches;
use super::store::round as stored;
use crate::calls::{Done, Work};
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Right, Undo};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Free words typed so far.
pub const REMARKS: Op = Op { name: "evaluations.remarks", right: Right::Enter, undo: Undo::Undoable };
/// Free words are typed or taken back.
pub const REMARK: Op = Op { name: "evaluations.remark", right: Right::Enter, undo: Undo::Never("scanned") };

/// Most characters of one entry: it is to be a summary.
const LONGEST: usize = 100;

/// Free words of one sheet.
#[derive(Serialize, TS)]
#[ts(rename = "SheetRemark")]
pub struct Remark {
    /// Random id.
    id: String,
    /// Batch.
    batch: String,
    /// The words.
    text: String,
}

/// Free words typed so far.
#[derive(Serialize, TS)]
#[ts(rename = "SheetRemarks")]
pub struct Remarks {
    /// Fewest valid sheets of which they are shown.
    least: i64,
    /// In no order of typing.
    remarks: Vec<Remark>,
}

fn all(work: &Work<'_>, round: &str, whole: &Whole) -> Result<Remarks> {
    let store = if whole.round.closed_on.is_some() { None } else { rounds::of(work.desk, round)? };
    let held = store.map_or(Ok(Vec::new()), |store| store.read(stored::remarks))?;
    let remarks = held.into_iter().map(|(id, batch, text)| Remark { id, batch, text }).collect();
    Ok(Remarks { least: whole.rules.least_remarks, remarks })
}

/// The free words typed so far.
///
/// # Errors
/// `evaluations.gone`, `evaluations.store`.
pub fn remarks(work: &Work<'_>, asked: OfRound) -> Result<Done<Remarks>> {
    let whole =
        work.desk.station()?.read(&work.session.actor, |reading| super::gather::whole(reading, &asked.round))?;
    Ok(Done::silent(all(work, &asked.round, &whole)?))
}

/// Free words to be added or taken back.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "SheetRemarkWish")]
pub struct Wish {
    /// The evaluation.
    round: String,
    /// Batch of the sheet.
    batch: String,
    /// What it says, in few words.
    #[serde(default)]
    text: String,
    /// An entry to be taken back.
    #[serde(default)]
    drop: String,
}

/// Adds or takes back free words.
///
/// # Errors
/// `evaluations.closed`, `evaluations.batch_gone`, `evaluations.no_free_text`, `evaluations.remark`,
/// `evaluations.remark_long`, `evaluations.page_gone`.
pub fn remark(work: &Work<'_>, asked: Wish) -> Result<Done<Remarks>> {
    let (whole, store) = writable(work, &asked.round)?;
    if !whole.batch(&asked.batch)?.free_text {
        return Err(refuse("evaluations.no_free_text"));
    }
    let text = asked.text.split_whitespace().collect::<Vec<_>>().join(" ");
    if asked.drop.is_empty() && text.is_empty() {
        return Err(refuse("evaluations.remark"));
    }
    let long = text.chars().count();
    if long > LONGEST {
        return Err(refuse("evaluations.remark_long").with("n", long).with("most", LONGEST));
    }
    store.write(|tx| {
        if asked.drop.is_empty() {
            return stored::add_remark(tx, &asked.batch, &text);
        }
        match stored::drop_remark(tx, &asked.drop)? {
            0 => Err(refuse("evaluations.page_gone")),
            _ => Ok(()),
        }
    })?;
    Ok(Done::silent(all(work, &asked.round, &whole)?))
}

/// Whom the free words of a batch are about: its delegate, or the village or meeting whose sheet names several.
fn about(batch: &Printed) -> &str {
    batch.held.person_id.as_deref().unwrap_or(&batch.held.area_id)
}

/// Keeps the free words of those with enough valid sheets; the others go with the store.
pub(super) fn keep(
    tx: &Connection,
    whole: &Whole,
    figures: &[Figures],
    typed: &[(String, String, String)],
) -> Result<()> {
    let mut valid: BTreeMap<&str, i64> = BTreeMap::new();
    for (batch, figures) in whole.batches.iter().zip(figures) {
        *valid.entry(about(batch)).or_default() += figures.sheets.valid;
    }
    let mut kept: Vec<(&str, &str)> = Vec::new();
    for (_, batch, text) in typed {
        let Ok(batch) = whole.batch(batch) else { continue };
        let rated = about(batch);
        if valid.get(rated).copied().unwrap_or(0) >= whole.rules.least_remarks.max(1) {
            kept.push((rated, text));
        }
    }
    // In the order of their words, which tells nothing of the sheets.
    kept.sort_unstable();
    for (rated, text) in kept {
        batches::add_remark(tx, &whole.round.id, rated, text)?;
    }
    Ok(())
}
