//! 擦除: taking a resident's data out of the records, their history and the backups, when the law or the resident asks.
//!
//! The clerk looks for a name or a telephone number, sees every place it stands, chooses and gives the ground. What is
//! written down is who did it, when, why and which records it touched, never what was erased. There is no digest of the
//! name either: telephone numbers are few enough to be tried one by one. Older backups are listed as holding erased data
//! until they are rewritten; restoring one erases again by the list of records.

pub mod calls;
pub mod home;
pub mod rounds;
pub mod store;

use crate::ground::erasing;
pub use crate::ground::erasing::scrub;
use crate::ground::refusal::{Refusal, Result, refuse};
use crate::ground::schema::Schema;
use crate::ground::station::{Op, Right, Station, Undo, Writing};
use crate::ground::undo;
use rusqlite::Connection;
use serde_json::{Map, Value};

/// Erases again in an older backup.
pub const CLEANSE: Op = Op { name: "erasure.again", right: Right::View, undo: Undo::Never("erased") };

/// Rewrites the file after an erasure was written. Until that is done the erasure is owed: the next one, the next backup
/// and the next opening try again.
///
/// # Errors
/// `erasure.unscrubbed`: the values are out of the tables, the file may still hold them.
pub fn finish(station: &Station) -> Result<()> {
    scrub(station).map_err(|refusal: Refusal| refuse("erasure.unscrubbed").because(format!("{refusal:?}")))
}

/// Rewrites the file when an earlier erasure still owes it. Answers the erasures that waited for it.
///
/// # Errors
/// As [`finish`]; what the database says.
pub fn catch_up(station: &Station) -> Result<Vec<String>> {
    let owed = station.read(&crate::features::auth::doorkeeper(), |reading| erasing::owed(reading.db))?;
    if !owed.is_empty() {
        finish(station)?;
    }
    Ok(owed)
}

/// Erasures that a copy of the file made now holds nothing of: those after which the file was rewritten.
///
/// # Errors
/// What the database says.
pub fn done(db: &Connection) -> Result<Vec<String>> {
    let owed = erasing::owed(db)?;
    Ok(store::known(db)?.into_iter().filter(|known| !owed.contains(known)).collect())
}

/// One record of the ledger with the values its personal columns hold since the erasure.
#[derive(Debug, Clone)]
pub struct Erased {
    /// The erasure: id, day, ground, clerk, records.
    pub erasure: store::Erasure,
    /// Line of the ledger.
    pub line: String,
    /// Table.
    pub kind: String,
    /// Record.
    pub record: String,
    /// Columns that were emptied or masked.
    pub emptied: String,
    /// Those columns as they stand now.
    pub values: Map<String, Value>,
}

/// The ledger of a file: every record an erasure touched.
///
/// # Errors
/// What the database says.
pub fn ledger(db: &Connection, schema: &Schema) -> Result<Vec<Erased>> {
    let mut all = Vec::new();
    for erasure in store::all(db)? {
        for (line, kind, record, emptied) in store::lines(db, &erasure.id)? {
            let now = undo::current(db, schema, &kind, &record)?.unwrap_or_default();
            let values = emptied
                .split(',')
                .filter(|column| !column.is_empty())
                // A record that is gone here may live in the backup: there it is emptied whole.
                .map(|column| {
                    (column.to_owned(), now.get(column).cloned().unwrap_or_else(|| Value::String(String::new())))
                })
                .collect();
            all.push(Erased { erasure: erasure.clone(), line, kind, record, emptied, values });
        }
    }
    Ok(all)
}

/// Erases again, in a file that was made before, what the ledger of another state of it names. Answers how many records
/// it touched. Unfinished typing of that time is thrown away whole, because nobody knows any more what to look for in it.
///
/// # Errors
/// What the database says.
pub fn reapply(writing: &mut Writing<'_>, ledger: &[Erased]) -> Result<usize> {
    let known = store::known(writing.tx)?;
    let mut touched = 0;
    for one in ledger.iter().filter(|one| !known.contains(&one.erasure.id)) {
        store::add(writing.tx, &one.erasure)?;
        store::add_line(writing.tx, &one.line, &one.erasure.id, &one.kind, &one.record, &one.emptied)?;
        if undo::current(writing.tx, writing.schema, &one.kind, &one.record)?.is_some() {
            erasing::empty(writing, &one.kind, &one.record, &one.values)?;
        } else {
            erasing::empty(writing, &one.kind, &one.record, &Map::new())?;
        }
        touched += 1;
    }
    if touched > 0 {
        erasing::throw_drafts(writing.tx, None)?;
        crate::features::posters::store::sweep(writing.tx)?;
        crate::features::attachments::store::sweep(writing.tx)?;
        writing.note("erased", touched);
    }
    Ok(touched)
}
