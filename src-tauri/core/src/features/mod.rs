//! One folder a word of the field.

pub mod activities;
pub mod areas;
pub mod auth;
pub mod backup;
pub mod calendar;
pub mod check;
pub mod delegates;
pub mod dossiers;
pub mod drafts;
pub mod duties;
pub mod erasure;
pub mod evaluations;
pub mod exchange;
pub mod handovers;
pub mod history;
pub mod imports;
pub mod materials;
pub mod meetings;
pub mod office;
pub mod openings;
pub mod opinions;
pub mod plans;
pub mod posters;
pub mod practice;
pub mod proposals;
pub mod reports;
pub mod rulebook;
pub mod search;
pub mod stations;
pub mod statistics;
pub mod transfers;
pub mod views;
pub mod visits;
pub mod weeks;
pub mod workbench;

/// Keeps derived data true after each write: called by the write door with the changed records before commit.
///
/// # Errors
/// What the database says.
pub fn afterwards(tx: &rusqlite::Transaction<'_>, touched: &[(String, String)]) -> crate::ground::refusal::Result<()> {
    let people: Vec<String> = touched.iter().filter(|(kind, _)| kind == "people").map(|(_, id)| id.clone()).collect();
    delegates::store::rebuild_keys(tx, &people)?;
    proposals::store::likeness::touch(tx, touched)?;
    opinions::afterwards(tx, touched)?;
    search::store::touch(tx, touched)
}

/// A request that asks for nothing in particular.
#[derive(serde::Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// A request or answer that names one record.
#[derive(serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct One {
    /// Id of the record.
    pub id: String,
}
