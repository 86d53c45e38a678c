//! Opinions of residents, followed from a word at the door to an answer.
//!
//! An opinion's row holds what was said; everything done about it is a line of `opinion_moves`, never changed and never
//! taken away while the opinion is there: a wrong move is taken back by another move. Which move may follow which, by
//! whom, what it asks for and what it does to the clock is data (`data/opinion_moves.json`). The state in the row is
//! what the chain adds up to. The one exception are moves written with a visit's own form (answered on the spot, passed
//! on at once): they are part of that paper and follow its corrections as long as nothing came after them.
//!
//! In lists the giver is masked; opening an opinion leaves a line in the journal. An opinion about a person by name is
//! left out of every ledger, notice and briefing.

pub mod alike;
pub mod balance;
pub mod calls;
pub mod chain;
pub mod entry;
pub mod family;
pub mod giver;
pub mod giver_due;
pub mod giver_elsewhere;
mod giver_words;
pub mod grown;
pub mod model;
pub mod moving;
pub mod papers;
pub mod rules;
pub mod store;

use crate::features::calendar::store::calendar;
use crate::ground::refusal::{Result, refuse};
use rusqlite::{Connection, Transaction};

/// What of an opinion was only ever typed; everything else is told by its moves, its visit or its ledger.
const TYPED: &[&str] = &["area_id", "topic", "nature", "content", "giver", "giver_phone", "named", "first_id"];

/// Whether one old value may ever be written again by itself.
#[must_use]
pub fn restorable(kind: &str, column: &str) -> bool {
    match kind {
        "opinions" => TYPED.contains(&column),
        "opinion_moves" | "opinion_families" => false,
        _ => true,
    }
}

/// Looks whether one old value of an opinion may be written again now: its village is told by its visit when it has one.
///
/// # Errors
/// `history.told_by_moves`; what the database says.
pub fn check_restore(db: &Connection, kind: &str, record: &str, column: &str) -> Result<()> {
    if (kind, column) == ("opinions", "area_id") {
        let of_visit = store::kept(db, record)?.is_some_and(|kept| kept.entry.visit_id.is_some());
        if of_visit {
            return Err(refuse("history.told_by_moves"));
        }
    }
    Ok(())
}

/// Keeps what is derived of opinions true: the end of the running clock and the sort key. A change of the rule book or of
/// the holidays touches every open opinion.
///
/// # Errors
/// What the database says.
pub fn afterwards(tx: &Transaction<'_>, touched: &[(String, String)]) -> Result<()> {
    let all = touched.iter().any(|(kind, _)| matches!(kind.as_str(), "parameters" | "holidays" | "offices"));
    let ids: Vec<String> = if all {
        store::clock::with_clock(tx)?
            .into_iter()
            .chain(touched.iter().filter(|(kind, _)| kind == "opinions").map(|(_, id)| id.clone()))
            .collect()
    } else {
        touched.iter().filter(|(kind, _)| kind == "opinions").map(|(_, id)| id.clone()).collect()
    };
    if ids.is_empty() {
        return Ok(());
    }
    let calendar = calendar(tx)?;
    let limits = store::clock::Limits::new(tx)?;
    for id in ids {
        store::clock::reckon(tx, &id, &calendar, &limits)?;
    }
    Ok(())
}
