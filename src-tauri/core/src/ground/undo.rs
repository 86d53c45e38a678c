//! Taking an operation back, as a new journalled operation.
//!
//! It is allowed when every column the operation wrote still holds its new value and nothing references a row it
//! made. Otherwise the refusal lists the records in the way, and the caller may take back the rest.

use super::journal::{self, Change, Of};
use super::refusal::{Result, refuse};
use super::schema::Schema;
use super::station::Writing;
use super::staying::Family;
use rusqlite::Connection;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// A record that stands in the way of an undo.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct InTheWay {
    /// Table.
    pub kind: String,
    /// Record.
    pub record: String,
    /// `changed`, `removed`, `returned`, `referenced` or `erased`.
    pub why: String,
    /// The operation's own record that it keeps from being taken back: itself, or the one it points to.
    pub of: String,
}

/// An operation as it would be taken back.
pub struct Undoing {
    done: Vec<Change>,
    family: Family,
    /// Records in the way.
    pub in_the_way: Vec<InTheWay>,
}

impl Undoing {
    /// Looks whether an operation can be taken back now.
    ///
    /// # Errors
    /// What the database says.
    pub fn of(db: &Connection, schema: &Schema, seq: i64) -> Result<Self> {
        let done = journal::changes(db, Of::Operation(seq))?;
        let family = Family::of(db, schema, &done)?;
        let in_the_way = obstacles(db, schema, &done, &family)?;
        Ok(Self { done, family, in_the_way })
    }

    /// The operation's own records that stay when these records in its way stay.
    #[must_use]
    pub fn staying(&self, except: &[String]) -> BTreeSet<&str> {
        let left: BTreeSet<&str> = except.iter().map(String::as_str).collect();
        let held = self.in_the_way.iter().filter(|way| left.contains(way.record.as_str()));
        self.family.staying(left.iter().copied().chain(held.map(|way| way.of.as_str())))
    }

    /// How many changes are taken back when these records stay.
    #[must_use]
    pub fn rest(&self, except: &[String]) -> usize {
        let staying = self.staying(except);
        self.done.iter().filter(|change| !staying.contains(change.record.as_str())).count()
    }

    /// The record a person knows that this one is a part of, with its values as the operation left or found them.
    #[must_use]
    pub fn known_as(&self, record: &str) -> Option<(&str, &str, &Map<String, Value>)> {
        let (kind, whole) = self.family.whole_of(record)?;
        let told = self.done.iter().find(|change| change.record == whole)?;
        Some((kind, whole, &told.values))
    }
}

fn obstacles(db: &Connection, schema: &Schema, done: &[Change], family: &Family) -> Result<Vec<InTheWay>> {
    let mut found = Vec::new();
    let made: BTreeSet<&str> =
        done.iter().filter(|change| change.verb == "I").map(|change| change.record.as_str()).collect();
    let gone: BTreeSet<&str> =
        done.iter().filter(|change| change.verb == "D").map(|change| change.record.as_str()).collect();
    let way = |kind: &str, record: &str, why: &str, of: &str| InTheWay {
        kind: kind.to_owned(),
        record: record.to_owned(),
        why: why.to_owned(),
        of: of.to_owned(),
    };
    for (kind, record, wanted, exists) in &latest_values(done) {
        let why = match (current(db, schema, kind, record)?, exists) {
            (None, true) => "removed",
            (Some(_), false) => "returned",
            (Some(now), true) if wanted.iter().any(|(column, value)| now.get(column) != Some(value)) => "changed",
            _ => continue,
        };
        found.push(way(kind, record, why, record));
    }
    for change in done.iter().filter(|change| change.erased) {
        found.push(way(&change.kind, &change.record, "erased", &change.record));
    }
    let kinds: BTreeMap<&str, &str> =
        done.iter().map(|change| (change.record.as_str(), change.kind.as_str())).collect();
    for record in made.iter().filter(|record| !gone.contains(*record)) {
        let kind = kinds.get(record).copied().unwrap_or_default();
        for (child_kind, child) in references(db, schema, kind, record)? {
            // A reference this operation made goes with it.
            if !made.contains(child.as_str()) && !family.points(&child, record) {
                found.push(way(&child_kind, &child, "referenced", record));
            }
        }
    }
    found.sort_by(|one, other| (&one.kind, &one.record, &one.of).cmp(&(&other.kind, &other.record, &other.of)));
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

/// Takes an operation back inside an open write. Records in `except` stay as they are, each with its parts and with what
/// it cannot be without.
///
/// # Errors
/// `undo.blocked` with the list of records in the way; `undo.no_rest` when nothing is left to take back; what the database
/// says.
pub fn undo(writing: &mut Writing<'_>, seq: i64, except: &[String]) -> Result<usize> {
    let undoing = Undoing::of(writing.tx, writing.schema, seq)?;
    let staying = undoing.staying(except);
    let blocked: Vec<&InTheWay> = undoing.in_the_way.iter().filter(|way| !staying.contains(way.of.as_str())).collect();
    if !blocked.is_empty() {
        return Err(refuse("undo.blocked")
            .with("count", blocked.len())
            .with("records", serde_json::to_value(&blocked)?));
    }
    if undoing.done.is_empty() {
        return Err(refuse("undo.empty"));
    }
    let done: Vec<&Change> = undoing.done.iter().filter(|change| !staying.contains(change.record.as_str())).collect();
    if done.is_empty() {
        return Err(refuse("undo.no_rest"));
    }
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
    let table = schema.0.get(kind).ok_or_else(|| refuse("fault").because(kind))?;
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
