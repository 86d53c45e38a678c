//! Proposals: motions in congress, suggestions between congresses, inquiries and interpellations; each one matter.
//!
//! What is entered of a paper (subject, ground, plan, proposers) is a record that may be changed until it is filed; each
//! saved text is kept as a version. What becomes of it is a row of steps that are only ever added ([`chain`]). How many
//! must sign, how long each step may take and how numbers run is said by the rule book ([`rules`]).

pub mod calls;
pub mod chain;
pub mod chain_calls;
pub mod clocks;
pub mod likeness;
pub mod model;
pub mod papers;
pub mod reckoning;
pub mod rules;
pub mod sources;
pub mod store;
pub mod terms;
pub mod texts;
pub mod turned;

use crate::ground::refusal::{Result, refuse};
use rusqlite::Connection;

/// What of a paper is told by its steps.
const TOLD: &[&str] =
    &["day", "number", "series", "serial", "stage", "due_on", "unit", "result", "round", "into_id", "withdrawn_on"];

/// Whether one old value may ever be written again by itself.
#[must_use]
pub fn restorable(kind: &str, column: &str) -> bool {
    match kind {
        "proposals" => !TOLD.contains(&column),
        "proposal_moves" | "proposal_units" | "proposal_ratings" | "proposal_versions" | "proposal_sources" => false,
        _ => true,
    }
}

/// Looks whether an old value of a paper may be written again now: once it is filed its words and names stand.
///
/// # Errors
/// `proposals.fixed`; what the database says.
pub fn check_restore(db: &Connection, kind: &str, record: &str) -> Result<()> {
    let paper = match kind {
        "proposals" => Some(record.to_owned()),
        "proposers" => store::asked_on(db, record)?,
        _ => None,
    };
    let stage = match paper {
        Some(id) => store::steps::kind_and_stage(db, &id)?.map(|(_, stage)| stage),
        None => None,
    };
    if stage.is_some_and(|stage| !matches!(stage.as_str(), "draft" | "received")) {
        return Err(refuse("proposals.fixed"));
    }
    Ok(())
}
