//! Capture by the database itself: for each journalled table three triggers write what changed, by column name, into
//! `journal_changes`. They are generated from the live schema after each migration and compared at every opening, so
//! that no feature can forget a table and nobody can quietly take a trigger away.
//!
//! The triggers call `operation_now()`, which only the write door registers and which refuses outside an operation:
//! a write that goes past the door fails.

use super::refusal::{Result, refuse};
use super::schema::{Class, Schema, Table};
use rusqlite::Connection;

/// Guards that keep the journal append-only. Only an erasure may empty a personal value, and only emptying is allowed; its
/// own change, not sealed yet, may be given the values that stand after it.
const GUARDS: &[(&str, &str)] = &[
    ("guard_journal_update", "CREATE TRIGGER guard_journal_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END"),
    ("guard_journal_delete", "CREATE TRIGGER guard_journal_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END"),
    ("guard_changes_delete", "CREATE TRIGGER guard_changes_delete BEFORE DELETE ON journal_changes BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END"),
    ("guard_changes_update", "CREATE TRIGGER guard_changes_update BEFORE UPDATE ON journal_changes WHEN NOT (
    OLD.id IS NEW.id AND OLD.seq IS NEW.seq AND OLD.kind IS NEW.kind AND OLD.record IS NEW.record AND OLD.verb IS NEW.verb
    AND OLD.office IS NEW.office AND (
      (OLD.office_digest IS NULL AND OLD.personal_digest IS NULL AND OLD.seq = operation_now() AND (OLD.personal IS NEW.personal OR erasing_now() = 1))
      OR (erasing_now() = 1 AND NEW.personal IS NULL AND NEW.personal_salt IS NULL
          AND OLD.office_salt IS NEW.office_salt AND OLD.office_digest IS NEW.office_digest AND OLD.personal_digest IS NEW.personal_digest)
    )) BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END"),
];

/// Triggers that keep derived sums, one a paragraph.
const DERIVED: &str = include_str!("migrations/derived_triggers.sql");

/// Every trigger the schema asks for: (name, statement).
#[must_use]
pub fn wanted(schema: &Schema) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> =
        GUARDS.iter().map(|(name, sql)| ((*name).to_owned(), (*sql).to_owned())).collect();
    for sql in DERIVED.split("\n\n").map(str::trim).filter(|sql| !sql.is_empty()) {
        let name = sql.split_whitespace().nth(2).unwrap_or_default();
        all.push((name.to_owned(), sql.to_owned()));
    }
    for table in schema.journalled() {
        all.push(whole(table, "insert", "INSERT", "NEW", "I"));
        all.push(update(table));
        all.push(whole(table, "delete", "DELETE", "OLD", "D"));
    }
    all
}

fn whole(table: &Table, suffix: &str, event: &str, row: &str, verb: &str) -> (String, String) {
    let name = format!("capture_{}_{suffix}", table.name);
    let object = |class: Class| {
        let parts: Vec<String> = table
            .of(class)
            .filter(|column| *column != "id")
            .map(|column| format!("'{column}', {row}.{column}"))
            .collect();
        if parts.is_empty() { "NULL".to_owned() } else { format!("json_object({})", parts.join(", ")) }
    };
    let sql = format!(
        "CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN
  INSERT INTO journal_changes (seq, kind, record, verb, office, personal)
  VALUES (operation_now(), '{table}', {row}.id, '{verb}', {office}, {personal});
END",
        table = table.name,
        office = object(Class::Office),
        personal = object(Class::Personal),
    );
    (name, sql)
}

fn update(table: &Table) -> (String, String) {
    let name = format!("capture_{}_update", table.name);
    let object = |class: Class| {
        let parts: Vec<String> = table
            .of(class)
            .map(|column| format!("SELECT '{column}' AS c, json_array(OLD.{column}, NEW.{column}) AS v WHERE OLD.{column} IS NOT NEW.{column}"))
            .collect();
        if parts.is_empty() {
            "NULL".to_owned()
        } else {
            format!("(SELECT NULLIF(json_group_object(c, json(v)), '{{}}') FROM ({}))", parts.join(" UNION ALL "))
        }
    };
    let changed: Vec<String> = table.carried().map(|column| format!("OLD.{0} IS NOT NEW.{0}", column.name)).collect();
    let sql = format!(
        "CREATE TRIGGER {name} AFTER UPDATE ON {table} WHEN {changed} BEGIN
  INSERT INTO journal_changes (seq, kind, record, verb, office, personal)
  VALUES (operation_now(), '{table}', OLD.id, 'U', {office}, {personal});
END",
        table = table.name,
        changed = changed.join(" OR "),
        office = object(Class::Office),
        personal = object(Class::Personal),
    );
    (name, sql)
}

/// Replaces all triggers by those the schema asks for. For the migration runner only.
///
/// # Errors
/// What the database says.
pub fn install(db: &Connection, schema: &Schema) -> Result<()> {
    let mut statement = db.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'")?;
    let names: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for name in names {
        db.execute_batch(&format!("DROP TRIGGER {name}"))?;
    }
    for (_, sql) in wanted(schema) {
        db.execute_batch(&sql)?;
    }
    Ok(())
}

/// Refuses with `database.triggers` when a trigger is missing, changed or added.
///
/// # Errors
/// The refusal itself, naming the trigger in its fault.
pub fn compare(db: &Connection, schema: &Schema) -> Result<()> {
    let mut statement = db.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")?;
    let mut found: std::collections::BTreeMap<String, String> =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    for (name, sql) in wanted(schema) {
        if found.remove(&name).as_deref() != Some(sql.as_str()) {
            return Err(refuse("database.triggers").because(name));
        }
    }
    match found.into_keys().next() {
        Some(name) => Err(refuse("database.triggers").because(name)),
        None => Ok(()),
    }
}
