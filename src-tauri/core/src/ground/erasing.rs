//! Taking personal values out of the live rows and out of the journal, inside one operation.
//!
//! The journal keeps its digests, so the chain still verifies; the values and their salts go. The operation's own change
//! then carries the personal values as they stand *after* the erasure and none from before, so a replay of the journal
//! still gives every table exactly.

use super::journal;
use super::refusal::{Result, refuse};
use super::schema::{Class, Schema, Table};
use super::station::{Station, Writing};
use super::undo;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// A place where a term stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// Table.
    pub kind: String,
    /// Record.
    pub record: String,
    /// Column of the live row; none when only the journal still holds the term.
    pub column: Option<String>,
    /// Whether the column is personal and can be erased. The others can only be changed by hand, and the journal keeps them.
    pub erasable: bool,
}

/// Every live row and every journal payload that holds a term.
///
/// # Errors
/// What the database says.
pub fn search(db: &Connection, schema: &Schema, term: &str) -> Result<Vec<Found>> {
    let mut found = BTreeSet::new();
    for table in schema.0.values().filter(|table| table.journalled || unrecorded(table)) {
        for column in table.carried().filter(|column| column.name != "id") {
            let mut statement =
                db.prepare(&format!("SELECT id FROM {} WHERE instr({}, ?1) > 0", table.name, column.name))?;
            for record in statement.query_map([term], |row| row.get::<_, String>(0))? {
                found.insert(Found {
                    kind: table.name.clone(),
                    record: record?,
                    column: Some(column.name.clone()),
                    erasable: column.class == Class::Personal,
                });
            }
        }
    }
    let mut statement =
        db.prepare("SELECT DISTINCT kind, record FROM journal_changes WHERE instr(personal, ?1) > 0")?;
    let rows =
        statement.query_map([json_inner(term)], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    for row in rows {
        let (kind, record) = row?;
        if !found.iter().any(|one| one.record == record && one.erasable) {
            found.insert(Found { kind, record, column: None, erasable: true });
        }
    }
    Ok(found.into_iter().collect())
}

/// Tables of the ground itself whose words are looked for by ways of their own.
const OWN: &[&str] = &["drafts", "journal_changes"];

/// Whether personal words of a table stand in its rows only, because the journal must not tell them apart. What has no
/// record of its own, as pictures by their digest, goes with the record that names it.
fn unrecorded(table: &Table) -> bool {
    !table.journalled
        && !OWN.contains(&table.name.as_str())
        && table.columns.iter().any(|column| column.name == "id")
        && table.of(Class::Personal).next().is_some()
}

/// A term as it stands inside a JSON text.
fn json_inner(term: &str) -> String {
    let quoted = Value::String(term.to_owned()).to_string();
    quoted.trim_start_matches('"').trim_end_matches('"').to_owned()
}

/// Gives personal columns of a record new values and empties what the journal holds of the record.
///
/// # Errors
/// What the database says.
pub fn empty(writing: &Writing<'_>, kind: &str, record: &str, values: &Map<String, Value>) -> Result<()> {
    let table = writing.schema.0.get(kind).filter(|table| table.journalled || unrecorded(table));
    let table = table.ok_or_else(|| refuse("fault").because(kind))?;
    let personal: Vec<&str> = table.of(Class::Personal).collect();
    if values.keys().any(|column| !personal.contains(&column.as_str())) {
        return Err(refuse("fault").because(format!("{kind}: not personal")));
    }
    if !table.journalled {
        for (column, value) in values {
            writing
                .tx
                .prepare_cached(&format!("UPDATE {kind} SET {column} = ?2 WHERE id = ?1"))?
                .execute(params![record, value.as_str().unwrap_or_default()])?;
        }
        return Ok(());
    }
    if !values.is_empty() {
        journal::update(writing.tx, writing.schema, kind, record, values)?;
    }
    writing.erasing(true);
    let emptied = (|| {
        writing.tx.prepare_cached(
            "UPDATE journal_changes SET personal = NULL, personal_salt = NULL WHERE record = ?1 AND kind = ?2 AND seq < ?3 AND personal IS NOT NULL",
        )?
        .execute(params![record, kind, writing.seq])?;
        if let Some(now) = undo::current(writing.tx, writing.schema, kind, record)? {
            let after: Map<String, Value> = personal
                .iter()
                .filter_map(|column| {
                    Some(((*column).to_owned(), Value::Array(vec![Value::Null, now.get(*column)?.clone()])))
                })
                .collect();
            let after = Value::Object(after).to_string();
            let own = writing.tx.prepare_cached(
                "UPDATE journal_changes SET personal = ?4 WHERE record = ?1 AND kind = ?2 AND seq = ?3 AND verb = 'U'",
            )?
            .execute(params![record, kind, writing.seq, after])?;
            if own == 0 {
                writing.tx.prepare_cached(
                    "INSERT INTO journal_changes (seq, kind, record, verb, office, personal) VALUES (?1, ?2, ?3, 'U', NULL, ?4)",
                )?
                .execute(params![writing.seq, kind, record, after])?;
            }
        }
        Ok(())
    })();
    writing.erasing(false);
    emptied
}

/// Throws away unfinished typing that holds a term, or all of it when no term is known. Answers how many drafts went.
///
/// # Errors
/// What the database says.
pub fn throw_drafts(db: &Connection, term: Option<&str>) -> Result<usize> {
    Ok(match term {
        Some(term) => db.execute("DELETE FROM drafts WHERE instr(payload, ?1) > 0", [json_inner(term)])?,
        None => db.execute("DELETE FROM drafts", [])?,
    })
}

/// How many drafts hold a term.
///
/// # Errors
/// What the database says.
pub fn drafts_with(db: &Connection, term: &str) -> Result<i64> {
    Ok(db.query_row("SELECT count(*) FROM drafts WHERE instr(payload, ?1) > 0", [json_inner(term)], |row| row.get(0))?)
}

/// Setting that names the erasures after which the file was not rewritten yet.
const OWED: &str = "erasures_unscrubbed";

/// How long a scrub waits for other readers to end.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(4);

/// Writes down, in the erasure's own operation, that the file is still to be rewritten after it: should that fail, or the
/// program end before, it stays owed.
///
/// # Errors
/// What the database says.
pub fn owe(tx: &Connection, erasure: &str) -> Result<()> {
    let mut all = owed(tx)?;
    all.push(erasure.to_owned());
    tx.prepare_cached(
        "INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2",
    )?
    .execute(params![OWED, serde_json::to_string(&all)?])?;
    Ok(())
}

/// Erasures after which the file was not rewritten yet, the oldest first.
///
/// # Errors
/// What the database says.
pub fn owed(db: &Connection) -> Result<Vec<String>> {
    let text: Option<String> = db
        .prepare_cached("SELECT value FROM settings WHERE name = ?1")?
        .query_row([OWED], |row| row.get(0))
        .optional()?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// Rewrites the file so that no free page, no gap of a page, no full-text segment and no log still holds what was erased.
/// Afterwards nothing of it is owed any more.
///
/// # Errors
/// `database.busy` when another reader stands in the way; what the disk says.
pub fn scrub(station: &Station) -> Result<()> {
    station.release_readers();
    station.with_writer(|db| {
        let mut statement = db
            .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%fts5%'")?;
        let indexes: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        drop(statement);
        for index in indexes {
            // A removed row's words stay in the segments until they are merged.
            db.execute(&format!("INSERT INTO {index} ({index}) VALUES ('optimize')"), [])?;
        }
        db.flush_prepared_statement_cache();
        db.execute_batch("VACUUM")?;
        let begun = std::time::Instant::now();
        loop {
            let busy: i64 = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
            if busy == 0 {
                break;
            }
            if begun.elapsed() > PATIENCE {
                return Err(refuse("database.busy").because("the log could not be emptied"));
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        db.execute("DELETE FROM settings WHERE name = ?1", [OWED])?;
        Ok(())
    })
}
