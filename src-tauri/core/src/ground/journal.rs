//! The journal: one entry for every committed write, chained by digests.
//!
//! The database captured the changes (see `capture`); here they get salted digests, the entry is chained to the one
//! before, and `records` is kept true. The same rows serve history, undo, replay and exchange.

use super::ids::{hex, random_bytes};
use super::refusal::{Result, refuse};
use super::schema::Schema;
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// Digest before the first entry.
const BEGINNING: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What the write door knows of an entry when it closes it.
pub(super) struct Closing<'a> {
    pub seq: i64,
    pub first: i64,
    pub at: chrono::DateTime<chrono::Utc>,
    pub installation: i64,
    pub actor: &'a str,
    pub operation: &'a str,
    pub undoes: Option<i64>,
    pub subject: Option<&'a str>,
    pub note: &'a Map<String, Value>,
    pub always: bool,
}

pub(super) fn next(db: &Connection) -> Result<i64> {
    Ok(db.prepare_cached("SELECT coalesce(max(seq), 0) + 1 FROM journal")?.query_row([], |row| row.get(0))?)
}

pub(super) fn next_change(db: &Connection) -> Result<i64> {
    Ok(db.prepare_cached("SELECT coalesce(max(id), 0) + 1 FROM journal_changes")?.query_row([], |row| row.get(0))?)
}

/// Closes an entry over the captured changes. Answers the touched records, or none when nothing changed.
pub(super) fn close(tx: &Transaction<'_>, entry: &Closing<'_>) -> Result<Option<Vec<(String, String)>>> {
    let last: i64 = next_change(tx)? - 1;
    if last < entry.first && !entry.always {
        return Ok(None);
    }
    let (previous, before): (String, i64) = tx
        .prepare_cached("SELECT digest, clock FROM journal ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?
        .unwrap_or_else(|| (BEGINNING.to_owned(), 0));
    let clock = (entry.at.timestamp_millis() << 16).max(before + 1);
    let at = entry.at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true);
    let schema: i64 = tx.prepare_cached("PRAGMA user_version")?.query_row([], |row| row.get(0))?;
    let note = Value::Object(entry.note.clone()).to_string();
    let mut chain = Chain::begin(
        &previous,
        &Head {
            seq: entry.seq,
            at: &at,
            clock,
            installation: entry.installation,
            actor: entry.actor,
            operation: entry.operation,
            undoes: entry.undoes,
            subject: entry.subject,
            schema,
            note: &note,
        },
    );
    let mut touched = Vec::new();
    {
        let mut captured = tx.prepare_cached(
            "SELECT id, kind, record, verb, office, personal FROM journal_changes WHERE id >= ?1 ORDER BY id",
        )?;
        let mut seal = tx.prepare_cached(
            "UPDATE journal_changes SET office_salt = ?2, office_digest = ?3, personal_salt = ?4, personal_digest = ?5 WHERE id = ?1",
        )?;
        let mut rows = captured.query([entry.first])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            let (kind, record, verb): (String, String, String) = (row.get(1)?, row.get(2)?, row.get(3)?);
            let office = seal_value(row.get::<_, Option<String>>(4)?.as_deref())?;
            let personal = seal_value(row.get::<_, Option<String>>(5)?.as_deref())?;
            chain.change(&kind, &record, &verb, office.1.as_deref(), personal.1.as_deref());
            seal.execute(params![id, office.0, office.1, personal.0, personal.1])?;
            touched.push((kind, record));
        }
    }
    tx.prepare_cached(
        "INSERT INTO journal (seq, at, clock, installation, actor, operation, undoes, subject, schema, first_change, last_change, note, previous, digest)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?
    .execute(params![
        entry.seq, at, clock, entry.installation, entry.actor, entry.operation, entry.undoes, entry.subject, schema,
        entry.first, last, note, previous, chain.end()
    ])?;
    keep_records(tx, entry.first, clock, entry.installation)?;
    touched.sort();
    touched.dedup();
    Ok(Some(touched))
}

type Sealed = (Option<Vec<u8>>, Option<Vec<u8>>);

fn seal_value(value: Option<&str>) -> Result<Sealed> {
    let Some(value) = value else { return Ok((None, None)) };
    let salt = random_bytes::<16>()?;
    Ok((Some(salt.to_vec()), Some(digest_of(&salt, value))))
}

fn digest_of(salt: &[u8], value: &str) -> Vec<u8> {
    let mut digest = Sha256::new();
    digest.update(salt);
    digest.update(value.as_bytes());
    digest.finalize().to_vec()
}

/// Versions, origins and tombstones follow from the captured changes in one statement. `NOT INDEXED` keeps it to the
/// changes of this operation: by the index on `record` the grouping would walk the whole journal at every save.
const KEEP_RECORDS: &str = "INSERT INTO records (id, kind, origin, version, changed, changed_by, removed)
         SELECT record, kind, ?3, 1, ?2, ?3, CASE verb WHEN 'D' THEN ?2 END
         FROM (SELECT record, kind, verb, max(id) FROM journal_changes NOT INDEXED WHERE id >= ?1 GROUP BY record)
         WHERE true
         ON CONFLICT (id) DO UPDATE SET version = version + 1, changed = excluded.changed, changed_by = excluded.changed_by, removed = excluded.removed";

fn keep_records(tx: &Transaction<'_>, first: i64, clock: i64, installation: i64) -> Result<()> {
    tx.prepare_cached(KEEP_RECORDS)?.execute(params![first, clock, installation])?;
    Ok(())
}

struct Head<'a> {
    seq: i64,
    at: &'a str,
    clock: i64,
    installation: i64,
    actor: &'a str,
    operation: &'a str,
    undoes: Option<i64>,
    subject: Option<&'a str>,
    schema: i64,
    note: &'a str,
}

/// The running digest of one entry. Every part is preceded by its length, so no two entries read alike.
struct Chain(Sha256);

impl Chain {
    fn begin(previous: &str, head: &Head<'_>) -> Self {
        let mut chain = Self(Sha256::new());
        chain.part(previous.as_bytes());
        for number in [head.seq, head.clock, head.installation, head.schema, head.undoes.unwrap_or(0)] {
            chain.part(&number.to_le_bytes());
        }
        for text in [head.at, head.actor, head.operation, head.subject.unwrap_or(""), head.note] {
            chain.part(text.as_bytes());
        }
        chain
    }

    fn part(&mut self, bytes: &[u8]) {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    fn change(&mut self, kind: &str, record: &str, verb: &str, office: Option<&[u8]>, personal: Option<&[u8]>) {
        for text in [kind, record, verb] {
            self.part(text.as_bytes());
        }
        self.part(office.unwrap_or(&[]));
        self.part(personal.unwrap_or(&[]));
    }

    fn end(self) -> String {
        hex(&self.0.finalize())
    }
}

/// What a check of the chain found.
#[derive(Debug, Clone, serde::Serialize, ts_rs::TS)]
pub struct ChainCheck {
    /// Entries read.
    pub entries: i64,
    /// Number of the first entry that does not agree, if any.
    pub broken_at: Option<i64>,
    /// Digest of the newest entry.
    pub head: String,
    /// Changes whose personal values were erased by rule.
    pub erased: i64,
}

/// Reads the whole journal and recomputes every digest.
///
/// # Errors
/// What the database says.
pub fn verify(db: &Connection) -> Result<ChainCheck> {
    let mut entries = db.prepare(
        "SELECT seq, at, clock, installation, actor, operation, undoes, subject, schema, first_change, last_change, note, previous, digest
         FROM journal ORDER BY seq",
    )?;
    let mut changes = db.prepare(
        "SELECT kind, record, verb, office, personal, office_salt, office_digest, personal_salt, personal_digest
         FROM journal_changes WHERE id BETWEEN ?1 AND ?2 AND seq = ?3 ORDER BY id",
    )?;
    let mut found = ChainCheck { entries: 0, broken_at: None, head: BEGINNING.to_owned(), erased: 0 };
    let mut next_change: i64 = 1;
    let mut rows = entries.query([])?;
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        found.entries += 1;
        let (at, actor, operation): (String, String, String) = (row.get(1)?, row.get(4)?, row.get(5)?);
        let subject: Option<String> = row.get(7)?;
        let (first, last): (i64, i64) = (row.get(9)?, row.get(10)?);
        let (note, previous, digest): (String, String, String) = (row.get(11)?, row.get(12)?, row.get(13)?);
        let mut chain = Chain::begin(
            &previous,
            &Head {
                seq,
                at: &at,
                clock: row.get(2)?,
                installation: row.get(3)?,
                actor: &actor,
                operation: &operation,
                undoes: row.get(6)?,
                subject: subject.as_deref(),
                schema: row.get(8)?,
                note: &note,
            },
        );
        let (mut whole, mut count) = (true, 0);
        let mut inner = changes.query(params![first, last, seq])?;
        while let Some(change) = inner.next()? {
            count += 1;
            let (kind, record, verb): (String, String, String) = (change.get(0)?, change.get(1)?, change.get(2)?);
            let (office, personal): (Option<String>, Option<String>) = (change.get(3)?, change.get(4)?);
            let (office_salt, office_digest): Sealed = (change.get(5)?, change.get(6)?);
            let (personal_salt, personal_digest): Sealed = (change.get(7)?, change.get(8)?);
            whole &= agrees(office.as_deref(), office_salt.as_deref(), office_digest.as_deref());
            if personal.is_none() && personal_salt.is_none() && personal_digest.is_some() {
                found.erased += 1;
            } else {
                whole &= agrees(personal.as_deref(), personal_salt.as_deref(), personal_digest.as_deref());
            }
            chain.change(&kind, &record, &verb, office_digest.as_deref(), personal_digest.as_deref());
        }
        whole &= count == last - first + 1 && first == next_change && seq == found.entries;
        next_change = last + 1;
        if !(whole && previous == found.head && digest == chain.end()) {
            found.broken_at = Some(seq);
            return Ok(found);
        }
        found.head = digest;
    }
    Ok(found)
}

fn agrees(value: Option<&str>, salt: Option<&[u8]>, digest: Option<&[u8]>) -> bool {
    match (value, salt, digest) {
        (None, None, None) => true,
        (Some(value), Some(salt), Some(digest)) => digest_of(salt, value) == digest,
        _ => false,
    }
}

/// One change as stored.
#[derive(Debug, Clone)]
pub struct Change {
    /// Order.
    pub id: i64,
    /// Operation.
    pub seq: i64,
    /// Table.
    pub kind: String,
    /// Record.
    pub record: String,
    /// I, U or D.
    pub verb: String,
    /// Column → value (I, D) or [old, new] (U).
    pub values: Map<String, Value>,
    /// Whether the personal part was erased.
    pub erased: bool,
}

/// The changes of one operation, or of one record over all operations.
///
/// # Errors
/// What the database says.
pub fn changes(db: &Connection, of: Of<'_>) -> Result<Vec<Change>> {
    let (filter, key): (&str, Box<dyn rusqlite::ToSql>) = match of {
        Of::Operation(seq) => (
            "id BETWEEN (SELECT first_change FROM journal WHERE seq = ?1) AND (SELECT last_change FROM journal WHERE seq = ?1)",
            Box::new(seq),
        ),
        Of::Record(id) => ("record = ?1", Box::new(id.to_owned())),
    };
    let mut statement = db.prepare_cached(&format!(
        "SELECT id, seq, kind, record, verb, office, personal, personal_digest IS NOT NULL FROM journal_changes WHERE {filter} ORDER BY id"
    ))?;
    let mut rows = statement.query([key])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let mut values = Map::new();
        let personal: Option<String> = row.get(6)?;
        for text in [row.get::<_, Option<String>>(5)?, personal.clone()].into_iter().flatten() {
            if let Value::Object(part) = serde_json::from_str(&text)? {
                values.extend(part);
            }
        }
        found.push(Change {
            id: row.get(0)?,
            seq: row.get(1)?,
            kind: row.get(2)?,
            record: row.get(3)?,
            verb: row.get(4)?,
            values,
            erased: personal.is_none() && row.get::<_, bool>(7)?,
        });
    }
    Ok(found)
}

/// Whose changes are asked for.
#[derive(Clone, Copy)]
pub enum Of<'a> {
    /// One operation's.
    Operation(i64),
    /// One record's.
    Record(&'a str),
}

/// Applies one change to the tables, forward.
///
/// # Errors
/// What the database says.
pub fn apply(tx: &Connection, schema: &Schema, change: &Change) -> Result<()> {
    match change.verb.as_str() {
        "I" => insert(tx, schema, &change.kind, &change.record, &change.values),
        "D" => delete(tx, schema, &change.kind, &change.record),
        _ => {
            let new: Map<String, Value> = change
                .values
                .iter()
                .map(|(column, pair)| (column.clone(), pair.get(1).cloned().unwrap_or(Value::Null)))
                .collect();
            update(tx, schema, &change.kind, &change.record, &new)
        }
    }
}

/// Inserts a record by column names. A personal column without a value takes an empty text: it was erased.
pub(super) fn insert(
    tx: &Connection,
    schema: &Schema,
    kind: &str,
    record: &str,
    values: &Map<String, Value>,
) -> Result<()> {
    let table = schema.0.get(kind).filter(|table| table.journalled).ok_or_else(|| refuse("fault").because(kind))?;
    let mut names = vec!["id".to_owned()];
    let mut bound: Vec<rusqlite::types::Value> = vec![record.to_owned().into()];
    for column in table.carried().filter(|column| column.name != "id") {
        let value = values.get(&column.name);
        if value.is_none() && column.class != super::schema::Class::Personal {
            continue;
        }
        names.push(column.name.clone());
        bound.push(value.map_or_else(|| rusqlite::types::Value::Text(String::new()), bind));
    }
    let places: Vec<String> = (1..=names.len()).map(|place| format!("?{place}")).collect();
    tx.prepare_cached(&format!("INSERT INTO {kind} ({}) VALUES ({})", names.join(", "), places.join(", ")))?
        .execute(rusqlite::params_from_iter(bound))?;
    Ok(())
}

pub(super) fn update(
    tx: &Connection,
    schema: &Schema,
    kind: &str,
    record: &str,
    values: &Map<String, Value>,
) -> Result<()> {
    let table = schema.0.get(kind).filter(|table| table.journalled).ok_or_else(|| refuse("fault").because(kind))?;
    let known: Vec<(&String, &Value)> =
        values.iter().filter(|(name, _)| table.columns.iter().any(|column| &column.name == *name)).collect();
    if known.is_empty() {
        return Ok(());
    }
    let sets: Vec<String> = known.iter().enumerate().map(|(at, (name, _))| format!("{name} = ?{}", at + 2)).collect();
    let mut bound: Vec<rusqlite::types::Value> = vec![record.to_owned().into()];
    bound.extend(known.iter().map(|(_, value)| bind(value)));
    tx.prepare_cached(&format!("UPDATE {kind} SET {} WHERE id = ?1", sets.join(", ")))?
        .execute(rusqlite::params_from_iter(bound))?;
    Ok(())
}

pub(super) fn delete(tx: &Connection, schema: &Schema, kind: &str, record: &str) -> Result<()> {
    if !schema.0.get(kind).is_some_and(|table| table.journalled) {
        return Err(refuse("fault").because(kind));
    }
    tx.prepare_cached(&format!("DELETE FROM {kind} WHERE id = ?1"))?.execute([record])?;
    Ok(())
}

fn bind(value: &Value) -> rusqlite::types::Value {
    match value {
        Value::Null => rusqlite::types::Value::Null,
        Value::Bool(yes) => i64::from(*yes).into(),
        Value::Number(number) => number.as_i64().unwrap_or(0).into(),
        Value::String(text) => text.clone().into(),
        other => other.to_string().into(),
    }
}
