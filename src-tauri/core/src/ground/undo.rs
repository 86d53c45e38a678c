//! Taking an operation back, as a new journalled operation.
//!
//! It is allowed when every column the operation wrote still holds its new value and nothing references a row it
//! made. Otherwise the refusal lists the records in the way, and the caller may take back the rest.

use super::journal::{self, Change, Of};
use super::refusal::{Result, refuse};
use super::schema::Schema;
use super::station::Writing;
use rusqlite::Connection;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// A record that stands in the way of an undo.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct InTheWay {
    /// Table.
    pub kind: String,
    /// Record.
    pub record: String,
    /// `changed`, `removed`, `returned`, `referenced` or `erased`.
    pub why: String,
}

/// Looks whether an operation can be taken back now.
///
/// # Errors
/// `undo.unknown` when there is no such operation; what the database says.
pub fn obstacles(db: &Connection, schema: &Schema, seq: i64) -> Result<Vec<InTheWay>> {
    let done = journal::changes(db, Of::Operation(seq))?;
    let mut found = Vec::new();
    let made: BTreeSet<&str> =
        done.iter().filter(|change| change.verb == "I").map(|change| change.record.as_str()).collect();
    let gone: BTreeSet<&str> =
        done.iter().filter(|change| change.verb == "D").map(|change| change.record.as_str()).collect();
    let latest = latest_values(&done);
    for (kind, record, wanted, exists) in &latest {
        let way = |why: &str| InTheWay { kind: kind.clone(), record: record.clone(), why: why.to_owned() };
        match (current(db, schema, kind, record)?, exists) {
            (None, true) => found.push(way("removed")),
            (Some(_), false) => found.push(way("returned")),
            (Some(now), true) if wanted.iter().any(|(column, value)| now.get(column) != Some(value)) => {
                found.push(way("changed"))
            }
            _ => {}
        }
    }
    for change in done.iter().filter(|change| change.erased) {
        found.push(InTheWay { kind: change.kind.clone(), record: change.record.clone(), why: "erased".to_owned() });
    }
    for record in made.iter().filter(|record| !gone.contains(*record)) {
        let kind = done.iter().find(|change| change.record == **record).map_or("", |change| change.kind.as_str());
        for (child_kind, child) in references(db, schema, kind, record)? {
            if !made.contains(child.as_str()) {
                found.push(InTheWay { kind: child_kind, record: child, why: "referenced".to_owned() });
            }
        }
    }
    found.sort_by(|one, other| (&one.kind, &one.record).cmp(&(&other.kind, &other.record)));
    found.dedup();
    Ok(found)
}

/// What each touched record should hold now if nobody touched it since: (table, record, values, whether it exists).
fn latest_values(done: &[Change]) -> Vec<(String, String, Map<String, Value>, bool)> {
    let mut all: Vec<(String, String, Map<String, Value>, bool)> = Vec::new();
    for change in done {
        let at = all.iter().position(|known| known.0 == change.kind && known.1 == change.record).unwrap_or_else(|| {
            all.push((change.kind.clone(), change.record.clone(), Map::new(), true));
            all.len() - 1
        });
        let Some(known) = all.get_mut(at) else { continue };
        match change.verb.as_str() {
            "I" => (known.2, known.3) = (change.values.clone(), true),
            "D" => (known.2, known.3) = (Map::new(), false),
            _ => known.2.extend(
                change
                    .values
                    .iter()
                    .map(|(column, pair)| (column.clone(), pair.get(1).cloned().unwrap_or(Value::Null))),
            ),
        }
    }
    all
}

/// Takes an operation back inside an open write. Records in `except` stay as they are.
///
/// # Errors
/// `undo.blocked` with the list of records in the way; what the database says.
pub fn undo(writing: &mut Writing<'_>, seq: i64, except: &[String]) -> Result<usize> {
    let left: BTreeSet<&str> = except.iter().map(String::as_str).collect();
    let blocked: Vec<InTheWay> = obstacles(writing.tx, writing.schema, seq)?
        .into_iter()
        .filter(|way| !left.contains(way.record.as_str()))
        .collect();
    if !blocked.is_empty() {
        return Err(refuse("undo.blocked")
            .with("count", blocked.len())
            .with("records", serde_json::to_value(&blocked)?));
    }
    let mut done = journal::changes(writing.tx, Of::Operation(seq))?;
    if done.is_empty() {
        return Err(refuse("undo.empty"));
    }
    done.retain(|change| !left.contains(change.record.as_str()));
    writing.tx.execute_batch("PRAGMA defer_foreign_keys = ON;")?;
    for change in done.iter().rev() {
        match change.verb.as_str() {
            "I" => journal::delete(writing.tx, writing.schema, &change.kind, &change.record)?,
            "D" => journal::insert(writing.tx, writing.schema, &change.kind, &change.record, &change.values)?,
            _ => {
                let old: Map<String, Value> = change
                    .values
                    .iter()
                    .map(|(column, pair)| (column.clone(), pair.get(0).cloned().unwrap_or(Value::Null)))
                    .collect();
                journal::update(writing.tx, writing.schema, &change.kind, &change.record, &old)?;
            }
        }
    }
    writing.undoes(seq);
    Ok(done.len())
}

/// The carried columns of a record as they stand now.
///
/// # Errors
/// What the database says.
pub fn current(db: &Connection, schema: &Schema, kind: &str, record: &str) -> Result<Option<Map<String, Value>>> {
    let table = schema.0.get(kind).filter(|table| table.journalled).ok_or_else(|| refuse("fault").because(kind))?;
    let names: Vec<&str> = table.carried().map(|column| column.name.as_str()).collect();
    let mut statement = db.prepare_cached(&format!("SELECT {} FROM {kind} WHERE id = ?1", names.join(", ")))?;
    let mut rows = statement.query([record])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let mut values = Map::new();
    for (at, name) in names.iter().enumerate() {
        let value = match row.get_ref(at)? {
            rusqlite::types::ValueRef::Null => Value::Null,
            rusqlite::types::ValueRef::Integer(number) => number.into(),
            rusqlite::types::ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned().into(),
            other => return Err(refuse("fault").because(format!("{kind}.{name} holds {}", other.data_type()))),
        };
        values.insert((*name).to_owned(), value);
    }
    Ok(Some(values))
}

/// Records that reference a record: (table, record).
///
/// # Errors
/// What the database says.
pub fn references(db: &Connection, schema: &Schema, kind: &str, record: &str) -> Result<Vec<(String, String)>> {
    let mut found = Vec::new();
    for table in schema.journalled() {
        for (column, parent) in table.references.iter().filter(|(_, parent)| parent == kind) {
            let _ = parent;
            let mut statement =
                db.prepare_cached(&format!("SELECT id FROM {} WHERE {column} = ?1 LIMIT 50", table.name))?;
            let ids = statement.query_map([record], |row| row.get::<_, String>(0))?;
            for id in ids {
                found.push((table.name.clone(), id?));
            }
        }
    }
    Ok(found)
}

/// Writes one value of a record. The constraint of the table still holds.
///
/// # Errors
/// What the database says.
pub fn set(writing: &Writing<'_>, kind: &str, record: &str, column: &str, value: Value) -> Result<()> {
    let mut values = Map::new();
    values.insert(column.to_owned(), value);
    journal::update(writing.tx, writing.schema, kind, record, &values)
}
