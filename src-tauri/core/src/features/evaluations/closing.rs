//! Closing a round: the office file gets the counts once, the store is destroyed.

use super::counting::Figures;
use super::gather::{self, Printed};
use super::keying::Kept;
use super::rounds;
use super::store::batches::{self, Sheets};
use crate::calls::{Done, Work};
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Right, Undo};
use serde::Deserialize;
use ts_rs::TS;

/// A round is closed.
pub const CLOSE: Op = Op { name: "evaluations.close", right: Right::Manage, undo: Undo::Never("counted") };

/// A closing.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "RoundClosing")]
pub struct Closing {
    /// The evaluation.
    round: String,
    /// Why it is closed with a difference.
    #[serde(default)]
    note: String,
    /// Who answers for it.
    #[serde(default)]
    name: String,
}

/// More sheets than were handed out: by rule all sheets of the batch are void, since nobody can tell which do not belong.
fn by_rule(figures: &mut Figures, overfull_void: bool) {
    if figures.surplus > 0 && overfull_void {
        let Sheets { valid, void, blank, .. } = figures.sheets;
        figures.sheets.void = valid + void + blank;
        (figures.sheets.valid, figures.sheets.blank, figures.sheets.hall_valid) = (0, 0, 0);
        figures.answers.clear();
    }
}

fn leaves_over(batch: &Printed, figures: &Figures) -> bool {
    let unknown = batch.held.issued + batch.held.copied > 0 && batch.held.returned.is_none();
    figures.leaves_over() || unknown
}

/// Closes the counting of a round.
///
/// # Errors
/// `evaluations.closed`, `evaluations.not_printed`, `evaluations.scanning`, `evaluations.to_review`,
/// `evaluations.nothing_counted`, `evaluations.difference`; what the disk says. Until the counts stand in the office file the
/// store stays as it is.
pub fn close(work: &Work<'_>, asked: Closing) -> Result<Done<Kept>> {
    let station = work.desk.station()?;
    // No page may come in between the sums and the destroying.
    let _alone = work.desk.rounds().scan(&asked.round)?;
    let store = rounds::of(work.desk, &asked.round)?;
    let (note, name) = (asked.note.trim().to_owned(), asked.name.trim().to_owned());
    let written = station.write(&CLOSE, &work.session.actor, |writing| {
        let whole = gather::whole(&writing.reading(), &asked.round)?;
        whole.still_open()?;
        if whole.batches.is_empty() {
            return Err(refuse("evaluations.not_printed"));
        }
        let mut figures = gather::open_figures(&whole, store.as_deref())?;
        let stray = gather::stray_pages(store.as_deref())?;
        let open: i64 = stray + figures.iter().map(|one| one.to_review).sum::<i64>();
        if open > 0 {
            return Err(refuse("evaluations.to_review").with("n", open));
        }
        let counted: i64 = figures.iter().map(|one| one.sheets.valid + one.sheets.void + one.sheets.blank).sum();
        if counted == 0 {
            return Err(refuse("evaluations.nothing_counted"));
        }
        let over: Vec<String> = whole
            .batches
            .iter()
            .zip(&figures)
            .filter(|(batch, figures)| leaves_over(batch, figures))
            .map(|(batch, _)| batch.held.code.clone())
            .collect();
        if !over.is_empty() && (note.is_empty() || name.is_empty()) {
            let (n, codes) = (over.len(), over.join("\u{3001}"));
            let more = figures.iter().any(|one| one.surplus > 0);
            return Err(refuse(if more { "evaluations.overfull" } else { "evaluations.difference" })
                .with("n", n)
                .with("codes", codes));
        }
        let held_on = whole.batches.iter().filter_map(|one| one.held.held_on.clone()).max();
        let today = writing.today.to_string();
        let rules = serde_json::to_string(&whole.rules)?;
        let held_on = held_on.as_deref().unwrap_or(&today);
        let closed = batches::Closed { today: &today, held_on, note: &note, name: &name, rules: &rules };
        batches::close(writing.tx, &asked.round, &closed)?;
        for (batch, figures) in whole.batches.iter().zip(&mut figures) {
            by_rule(figures, whole.rules.overfull_void);
            batches::add_counts(writing.tx, &batch.held.id, &figures.sheets, &figures.answers)?;
        }
        let typed = store.as_ref().map_or(Ok(Vec::new()), |store| store.read(super::store::round::remarks))?;
        super::remarks::keep(writing.tx, &whole, &figures, &typed)?;
        writing.note("title", whole.round.title.clone());
        writing.note("n", counted);
        writing.subject(&asked.round);
        Ok(())
    })?;
    drop(store);
    // The counts stand. What cannot be removed now is removed when the office is opened again.
    let destroyed = rounds::destroy(work.desk, &station, &asked.round);
    if let Err(refusal) = destroyed {
        return Err(refuse("evaluations.not_destroyed").because(refusal.fault.unwrap_or(refusal.code)));
    }
    Ok(Done { answer: Kept {}, operation: written.operation, changed: written.changed })
}

/// Refuses to take back by the journal what belongs to a closed round: what its figures stand on is corrected by a visible
/// act. Who stands on printed sheets stays too.
///
/// # Errors
/// `evaluations.closed`, `evaluations.printed_undo`.
pub fn frozen(db: &rusqlite::Connection, kind: &str, record: &str, adds: bool) -> Result<()> {
    match batches::standing_of(db, kind, record)? {
        Some((Some(day), _)) => Err(refuse("evaluations.closed").with("day", day)),
        Some((None, true)) if adds && kind != "batches" => Err(refuse("evaluations.printed_undo")),
        _ => Ok(()),
    }
}
