//! What may be asked of the journal.

use super::rights;
use super::store::{self, Entry};
use crate::calls::{Call, register_op};
use crate::features::{Nothing, One};
use crate::ground::clock::day;
use crate::ground::journal::{self, ChainCheck, Of};
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};
use crate::ground::undo::{self, InTheWay, Undoing};
use crate::ground::words;
use chrono::{DateTime, Local, NaiveDate};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use ts_rs::TS;

const UNDO: Op = Op { name: rights::UNDO, right: Right::Enter, undo: Undo::Undoable };
const RESTORE: Op = Op { name: rights::RESTORE, right: Right::Enter, undo: Undo::Undoable };
const RECORD: Op = Op { name: "history.record", right: Right::View, undo: Undo::Never("looked") };

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::read("history.recent", r#"{"limit":20}"#, recent),
        Call::watched(&RECORD, r#"{"id":"$visit"}"#, |one: &One| one.id.clone(), record),
        Call::read("history.can_undo", r#"{"operation":"$operation"}"#, can_undo),
        Call::write(&UNDO, r#"{"operation":"$operation"}"#, take_back),
        Call::write(&RESTORE, r#"{"record":"$visit","change":"$change","column":"received"}"#, restore_value),
        Call::read("history.bin", "{}", bin),
        Call::read("history.verify", "{}", verify),
    ]
}

/// A page of recent operations.
#[derive(Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
struct Recent {
    /// Only entries beyond this number: before it, or after it with the oldest first.
    before: Option<i64>,
    /// The oldest first; the newest first otherwise.
    oldest_first: bool,
    /// How many, 200 at most.
    limit: u32,
    /// Only those whose sentence or person holds this.
    text: Option<String>,
    /// Only those that changed something.
    changed: bool,
    /// Only those since this day, as the clock on the office's wall showed it.
    since: Option<String>,
}

impl Default for Recent {
    fn default() -> Self {
        Self { before: None, oldest_first: false, limit: 20, text: None, changed: false, since: None }
    }
}

/// One operation.
#[derive(Serialize, TS)]
pub struct OperationLine {
    /// Number.
    pub operation: i64,
    /// When, UTC.
    pub at: String,
    /// Who.
    pub person: String,
    /// Name as in the register.
    pub name: String,
    /// Chinese sentence.
    pub sentence: String,
    /// Operation it takes back.
    pub undoes: Option<i64>,
    /// Operation that took it back.
    pub undone_by: Option<i64>,
    /// Record it is about.
    pub subject: Option<String>,
    /// Rows it changed.
    pub changes: i64,
    /// undoable, counter_entry or never.
    pub undo: &'static str,
    /// Right that taking it back asks of whoever looks.
    pub needs: Right,
}

fn line(reading: &Reading<'_>, entry: Entry) -> Result<OperationLine> {
    let needs = rights::to_undo(reading.db, &entry, &reading.actor.id)?;
    let fields: Map<String, Value> = serde_json::from_str(&entry.note).unwrap_or_default();
    Ok(OperationLine {
        needs,
        sentence: words::operation(&entry.operation, &fields),
        operation: entry.seq,
        at: entry.at,
        person: entry.actor,
        undo: match how(&entry.operation) {
            _ if entry.changes == 0 => "never",
            Undo::Undoable => "undoable",
            Undo::ByCounterEntry => "counter_entry",
            Undo::Never(_) => "never",
        },
        name: entry.operation,
        undoes: entry.undoes,
        undone_by: entry.undone_by,
        subject: entry.subject,
        changes: entry.changes,
    })
}

/// How an operation of this name is taken back.
fn how(name: &str) -> Undo {
    register_op(name).map_or(Undo::Never("unknown"), |(undo, _)| undo)
}

fn recent(reading: &Reading<'_>, asked: Recent) -> Result<Vec<OperationLine>> {
    let text = asked.text.as_deref().map(str::trim).unwrap_or_default();
    let since = asked.since.as_deref().map(day).transpose()?;
    let wanted = |one: &OperationLine| {
        (!asked.changed || one.changes > 0) && (one.sentence.contains(text) || one.person.contains(text))
    };
    // Sentences are made of words and notes, so what they hold is found by reading them.
    let most = asked.limit.min(200) as usize;
    let start = if asked.oldest_first { i64::MIN } else { i64::MAX };
    let (mut lines, mut beyond) = (Vec::new(), asked.before.unwrap_or(start));
    while lines.len() < most {
        let page = store::recent(reading.db, beyond, asked.oldest_first, 200)?;
        let Some(last) = page.last() else { break };
        beyond = last.seq;
        // A clock that was wrong for a while puts single entries out of order: only a page that is all too old ends it.
        let late: Vec<Entry> =
            page.into_iter().filter(|entry| since.is_none_or(|since| on(&entry.at) >= since)).collect();
        if late.is_empty() && !asked.oldest_first {
            break;
        }
        for entry in late {
            lines.push(line(reading, entry)?);
        }
        lines.retain(wanted);
    }
    lines.truncate(most);
    Ok(lines)
}

/// The day of a moment as the clock on the office's wall showed it.
fn on(at: &str) -> NaiveDate {
    DateTime::parse_from_rfc3339(at).map_or(NaiveDate::MIN, |at| at.with_timezone(&Local).date_naive())
}

/// The newest operations.
///
/// # Errors
/// What the database says.
pub fn newest_lines(reading: &Reading<'_>, limit: u32) -> Result<Vec<OperationLine>> {
    store::recent(reading.db, i64::MAX, false, limit)?.into_iter().map(|entry| line(reading, entry)).collect()
}

/// One change of a record's history.
#[derive(Serialize, TS)]
struct HistoryLine {
    /// Number of the change, for restoring one value.
    change: i64,
    /// The operation.
    operation: OperationLine,
    /// I, U or D.
    verb: String,
    /// Column → [old, new].
    #[ts(type = "Record<string, [unknown, unknown]>")]
    values: Map<String, Value>,
    /// Records its values point to → what they are called, where they have a short name.
    names: BTreeMap<String, String>,
    /// Columns whose old value is not written again by itself: a move of the chain puts them right, or it asks for a right
    /// that whoever looks does not have.
    fixed: Vec<String>,
    /// Whether personal values were erased by rule.
    erased: bool,
}

fn record(reading: &Reading<'_>, one: One) -> Result<Vec<HistoryLine>> {
    let mut lines = Vec::new();
    let changes = journal::changes(reading.db, Of::Record(&one.id))?;
    let needed = rights::to_restore(reading.db, &changes, &reading.actor.id)?;
    for change in changes {
        let Some(entry) = store::one(reading.db, change.seq)? else { continue };
        let pairs = |value: Value| match change.verb.as_str() {
            "I" => Value::Array(vec![Value::Null, value]),
            "D" => Value::Array(vec![value, Value::Null]),
            _ => value,
        };
        lines.push(HistoryLine {
            change: change.id,
            fixed: change
                .values
                .keys()
                .filter(|column| {
                    !crate::features::restorable(&change.kind, column)
                        || needed.get(*column).is_some_and(|right| reading.actor.right < *right)
                })
                .cloned()
                .collect(),
            operation: line(reading, entry)?,
            names: names(reading.db, &change.values)?,
            values: change.values.into_iter().map(|(column, value)| (column, pairs(value))).collect(),
            verb: change.verb.clone(),
            erased: change.erased,
        });
    }
    lines.reverse();
    Ok(lines)
}

/// What the records are called that the values of a change point to.
fn names(db: &rusqlite::Connection, values: &Map<String, Value>) -> Result<BTreeMap<String, String>> {
    let mut names = BTreeMap::new();
    for (column, value) in values {
        // A value of an insertion stands alone, a change has the old one and the new one.
        let told = value.as_array().map_or_else(|| std::slice::from_ref(value), Vec::as_slice);
        for id in told.iter().filter_map(Value::as_str).filter(|_| column.ends_with("_id")) {
            if let Some(name) = store::called(db, id)? {
                names.insert(id.to_owned(), name);
            }
        }
    }
    Ok(names)
}

/// An operation to take back.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct TakeBack {
    /// Number; the newest that changed something when left out.
    #[serde(default)]
    operation: Option<i64>,
    /// Records that shall stay as they are.
    #[serde(default)]
    except: Vec<String>,
}

fn target(db: &rusqlite::Connection, asked: Option<i64>) -> Result<Entry> {
    let seq = match asked {
        Some(seq) => seq,
        None => store::newest(db)?.ok_or_else(|| refuse("undo.empty"))?,
    };
    store::one(db, seq)?.ok_or_else(|| refuse("undo.unknown").with("operation", seq))
}

fn allowed(reading: &Reading<'_>, entry: &Entry) -> Result<()> {
    if reading.actor.right < rights::to_undo(reading.db, entry, &reading.actor.id)? {
        return Err(refuse("right.missing").with("operation", rights::UNDO));
    }
    if let Some(by) = entry.undone_by {
        return Err(refuse("undo.done").with("by", by));
    }
    match how(&entry.operation) {
        Undo::Undoable => Ok(()),
        Undo::ByCounterEntry => Err(refuse("undo.counter_entry")),
        Undo::Never(reason) => Err(refuse("undo.never").with("reason", words::term(&format!("undo.{reason}")))),
    }
}

/// Whether an operation can be taken back, and what stands in the way.
#[derive(Serialize, TS)]
struct CanUndo {
    /// The operation.
    operation: OperationLine,
    /// Empty when all of it can be taken back.
    in_the_way: Vec<InTheWay>,
    /// What a person knows of the records in the way, each once; the first of them.
    stays: Vec<Stays>,
    /// How many of these there are in all.
    staying: usize,
    /// How many changes can be taken back all the same.
    rest: usize,
}

/// A record that stays when the rest is taken back.
#[derive(Serialize, TS)]
struct Stays {
    /// Table.
    kind: String,
    /// Record.
    record: String,
    /// Its name, title or ledger number; empty when it has none.
    name: String,
    /// `changed`, `removed`, `returned`, `referenced` or `erased`.
    why: String,
}

/// Most records that are named one by one.
const NAMED: usize = 60;

fn can_undo(reading: &Reading<'_>, asked: TakeBack) -> Result<CanUndo> {
    let entry = target(reading.db, asked.operation)?;
    allowed(reading, &entry)?;
    let undoing = Undoing::of(reading.db, reading.schema, entry.seq)?;
    let except: Vec<String> = undoing.in_the_way.iter().map(|way| way.record.clone()).collect();
    // Its parts are in the way under the name of the record they belong to.
    let mut known: BTreeMap<&str, (&str, &Map<String, Value>, &str)> = BTreeMap::new();
    for way in &undoing.in_the_way {
        if let Some((kind, record, values)) = undoing.known_as(&way.of) {
            known.entry(record).or_insert((kind, values, &way.why));
        }
    }
    let mut stays = Vec::new();
    for (record, (kind, values, why)) in known.iter().take(NAMED) {
        let name = store::called(reading.db, record)?.or_else(|| store::called_by(values)).unwrap_or_default();
        stays.push(Stays { kind: (*kind).to_owned(), record: (*record).to_owned(), name, why: (*why).to_owned() });
    }
    stays.sort_by(|one, other| (&one.kind, &one.name).cmp(&(&other.kind, &other.name)));
    let (staying, rest) = (known.len(), undoing.rest(&except));
    Ok(CanUndo { operation: line(reading, entry)?, stays, staying, rest, in_the_way: undoing.in_the_way })
}

/// What was taken back.
#[derive(Serialize, TS)]
struct TakenBack {
    /// The operation.
    operation: i64,
    /// Its sentence.
    sentence: String,
    /// Rows written back.
    changes: usize,
}

fn take_back(writing: &mut Writing<'_>, asked: TakeBack) -> Result<TakenBack> {
    let entry = target(writing.tx, asked.operation)?;
    allowed(&writing.reading(), &entry)?;
    for change in journal::changes(writing.tx, Of::Operation(entry.seq))? {
        crate::features::evaluations::closing::frozen(writing.tx, &change.kind, &change.record, change.verb == "I")?;
    }
    let changes = undo::undo(writing, entry.seq, &asked.except)?;
    if let Some(subject) = &entry.subject {
        writing.subject(subject);
    }
    let line = line(&writing.reading(), entry)?;
    writing.note("what", line.sentence.clone());
    Ok(TakenBack { operation: line.operation, sentence: line.sentence, changes })
}

/// One old value of a record to be written again.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct RestoreValue {
    record: String,
    /// The change whose old value is wanted.
    change: i64,
    column: String,
}

fn restore_value(writing: &mut Writing<'_>, asked: RestoreValue) -> Result<One> {
    let changes = journal::changes(writing.tx, Of::Record(&asked.record))?;
    let found = changes.iter().find(|change| change.id == asked.change && change.verb == "U").and_then(|change| {
        change.values.get(&asked.column).and_then(|pair| pair.get(0)).map(|old| (change.kind.clone(), old.clone()))
    });
    let (kind, old) = found.ok_or_else(|| refuse("undo.no_value"))?;
    if undo::current(writing.tx, writing.schema, &kind, &asked.record)?.is_none() {
        return Err(refuse("undo.gone"));
    }
    let needed = rights::to_restore(writing.tx, &changes, &writing.actor.id)?;
    if needed.get(&asked.column).is_some_and(|right| writing.actor.right < *right) {
        return Err(refuse("right.missing").with("operation", rights::RESTORE));
    }
    crate::features::evaluations::closing::frozen(writing.tx, &kind, &asked.record, false)?;
    crate::features::check_restore(writing.tx, &kind, &asked.record, &asked.column)?;
    undo::set(writing, &kind, &asked.record, &asked.column, old)?;
    writing.subject(&asked.record);
    Ok(One { id: asked.record })
}

/// A removed record.
#[derive(Serialize, TS)]
struct Binned {
    /// Record.
    id: String,
    /// Table.
    kind: String,
    /// The removal; taking it back brings the record back.
    operation: OperationLine,
}

/// Tables whose records a clerk removes one by one.
const BINNED: &[&str] = &[
    "visits",
    "people",
    "teams",
    "leaves",
    "tenures",
    "meetings",
    "activities",
    "report_collations",
    "proposals",
    "openings",
    "rounds",
    "plans",
    "attachments",
];

fn bin(reading: &Reading<'_>, _: Nothing) -> Result<Vec<Binned>> {
    let mut all = Vec::new();
    for (id, kind, seq) in store::removed(reading.db, BINNED, 200)? {
        if let Some(entry) = store::one(reading.db, seq)?
            && entry.undoes.is_none()
            // What went with its record comes back with it.
            && (kind != "attachments" || entry.operation == "attachments.remove" && !store::erased(reading.db, &id)?)
        {
            all.push(Binned { id, kind, operation: line(reading, entry)? });
        }
    }
    Ok(all)
}

fn verify(reading: &Reading<'_>, _: Nothing) -> Result<ChainCheck> {
    journal::verify(reading.db)
}
