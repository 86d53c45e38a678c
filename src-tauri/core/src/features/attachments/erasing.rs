//! Attachments that go with a resident's data: the records, what the journal holds of them, and the bytes.

use super::model::Owner;
use super::store::{self, Ever};
use crate::features::erasure::store as erasures;
use crate::ground::erasing;
use crate::ground::ids::new_id;
use crate::ground::refusal::Result;
use crate::ground::station::Writing;
use crate::ground::undo;
use rusqlite::Connection;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// The table of attachments.
pub const TABLE: &str = "attachments";

/// Columns an erasure empties.
const COLUMNS: [&str; 3] = ["file_name", "digest", "note"];

/// An attachment an erasure would take.
#[derive(Debug, Clone)]
pub struct Offered {
    /// The attachment.
    pub one: Ever,
    /// Whether it is surely about the person: its name says so, or it belongs to an opinion the person gave.
    pub sure: bool,
}

/// Attachments about a person: those whose name or remark holds the term, those of opinions the person gave, and those of
/// other records the person stands in. The same bytes kept elsewhere are among them: one copy left would be all of them.
///
/// # Errors
/// What the database says.
pub fn about(
    db: &Connection,
    term: &str,
    gave: &BTreeSet<String>,
    stands_in: &BTreeSet<(Owner, String)>,
) -> Result<Vec<Offered>> {
    let all = store::ever(db)?;
    let sure = |one: &Ever| {
        one.name.contains(term)
            || one.note.contains(term)
            || one.of.iter().any(|(owner, record)| *owner == Owner::Opinions && gave.contains(record))
    };
    let also = |one: &Ever| one.of.iter().any(|own| stands_in.contains(own));
    let digests = |wanted: &dyn Fn(&Ever) -> bool| -> BTreeSet<String> {
        all.iter().filter(|one| wanted(one)).map(|one| one.digest.clone()).collect()
    };
    let (surely, perhaps) = (digests(&sure), digests(&also));
    Ok(all
        .iter()
        .filter(|one| surely.contains(&one.digest) || perhaps.contains(&one.digest))
        .map(|one| Offered { sure: surely.contains(&one.digest), one: one.clone() })
        .collect())
}

/// Attachments of these opinions, removed ones too, with every other that holds the same bytes.
///
/// # Errors
/// What the database says.
pub fn of_opinions(db: &Connection, opinions: &BTreeSet<String>) -> Result<Vec<String>> {
    let none = BTreeSet::new();
    // No name holds a line break, so that nothing is found by it.
    Ok(about(db, "\n", opinions, &none)?.into_iter().map(|offered| offered.one.id).collect())
}

/// Erases attachments inside an erasure: record, history, bytes.
///
/// # Errors
/// What the database says.
pub fn erase(writing: &Writing<'_>, erasure: &str, ids: &[String]) -> Result<()> {
    for id in ids {
        let stands = undo::current(writing.tx, writing.schema, TABLE, id)?.is_some();
        let mut values = Map::new();
        if stands {
            values.extend(COLUMNS.map(|column| (column.to_owned(), Value::String(String::new()))));
        }
        erasing::empty(writing, TABLE, id, &values)?;
        erasures::add_line(writing.tx, &new_id(), erasure, TABLE, id, &COLUMNS.join(","))?;
        store::remove(writing.tx, id)?;
    }
    if !ids.is_empty() {
        store::sweep(writing.tx)?;
    }
    Ok(())
}
