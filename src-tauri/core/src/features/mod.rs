//! One folder a word of the field.

pub mod activities;
pub mod areas;
pub mod attachments;
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
pub mod notices;
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
    if touched.iter().any(|(kind, _)| kind == "portraits") {
        posters::store::sweep(tx)?;
    }
    search::store::touch(tx, touched)
}

/// The highest number of every series that was ever given here: those that stand and those given up.
///
/// # Errors
/// What the database says.
pub fn given_numbers(db: &rusqlite::Connection) -> crate::ground::refusal::Result<crate::ground::numbers::Given> {
    let mut all = crate::ground::numbers::given_up(db)?;
    all.extend(visits::store::numbers(db)?);
    all.extend(opinions::store::numbers(db)?);
    all.extend(plans::store::numbers(db)?);
    all.extend(proposals::store::steps::numbers(db)?);
    all.extend(evaluations::store::batches::versions(db)?);
    Ok(all)
}

/// Whether one old value of a record may ever be written again by itself. What a chain of moves tells is put right by a
/// move that stands in the chain, never beside it.
#[must_use]
pub fn restorable(kind: &str, column: &str) -> bool {
    kind != "clerks"
        && attachments::restorable(kind, column)
        && opinions::restorable(kind, column)
        && proposals::restorable(kind, column)
}

/// Looks whether one old value of a record may be written again now. Who may do what is set among the clerks only.
///
/// # Errors
/// `history.clerks`, `history.told_by_moves`, `proposals.fixed`; what the database says.
pub fn check_restore(
    db: &rusqlite::Connection,
    kind: &str,
    record: &str,
    column: &str,
) -> crate::ground::refusal::Result<()> {
    if kind == "clerks" {
        return Err(crate::ground::refusal::refuse("history.clerks"));
    }
    if !restorable(kind, column) {
        return Err(crate::ground::refusal::refuse("history.told_by_moves"));
    }
    opinions::check_restore(db, kind, record, column)?;
    proposals::check_restore(db, kind, record)
}

/// A request that asks for nothing in particular.
#[derive(serde::Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// A page of a list; each list says which words it sorts by and how many lines it hands out.
#[derive(Debug, Clone, serde::Deserialize, ts_rs::TS)]
#[serde(default, deny_unknown_fields)]
pub struct PageAsked<F> {
    /// What to list.
    pub filter: F,
    /// What it is sorted by.
    pub sort: String,
    /// Largest first.
    pub descending: bool,
    /// Lines left out before.
    pub offset: u32,
    /// Lines wanted.
    pub limit: u32,
}

impl<F: Default> Default for PageAsked<F> {
    fn default() -> Self {
        Self { filter: F::default(), sort: "day".to_owned(), descending: true, offset: 0, limit: 50 }
    }
}

/// A request or answer that names one record.
#[derive(serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct One {
    /// Id of the record.
    pub id: String,
}
