//! The station: one open file, its one writer and its readers.
//!
//! Reading goes through [`Station::read`], writing through [`Station::write`]. The write door checks the right, begins
//! an immediate transaction, runs the rules, closes the journal entry over what the database captured, keeps
//! `records` and the search index true, commits, and answers with what changed.

use super::clock::Clock;
use super::file::{self, FileKey, Marks, Use};
use super::journal;
use super::migrations;
use super::refusal::{Result, refuse};
use super::schema::Schema;
use fs4::fs_std::FileExt;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

/// What a person may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// Look and print.
    View,
    /// Enter and change records.
    Enter,
    /// Manage people, rules, backups and erasure.
    Manage,
}

/// Who acts. It comes from the session, never from a payload.
#[derive(Debug, Clone)]
pub struct Actor {
    /// Id of the clerk.
    pub id: String,
    /// Name of the clerk.
    pub name: String,
    /// What the clerk may do; a higher right holds the lower ones.
    pub right: Right,
}

/// How an operation can be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undo {
    /// By writing the old values back.
    Undoable,
    /// Only by a visible entry against it.
    ByCounterEntry,
    /// Not at all; the word key says why.
    Never(&'static str),
}

/// A kind of write.
#[derive(Debug, Clone, Copy)]
pub struct Op {
    /// Name as in the register, such as `visits.save`.
    pub name: &'static str,
    /// Right it needs.
    pub right: Right,
    /// How it is taken back.
    pub undo: Undo,
}

/// An open write: the transaction and the facts of its journal entry.
pub struct Writing<'a> {
    /// The transaction. Features use it in their `store.rs` only.
    pub tx: &'a Transaction<'a>,
    /// Who acts.
    pub actor: &'a Actor,
    /// The office's day.
    pub today: chrono::NaiveDate,
    /// The live schema.
    pub schema: &'a Schema,
    /// The operation's number in the journal.
    pub seq: i64,
    pub(super) marks: &'a Marks,
    pub(super) note: Map<String, Value>,
    pub(super) subject: Option<String>,
    pub(super) undoes: Option<i64>,
    pub(super) always: bool,
}

impl Writing<'_> {
    /// Adds a fact to the sentence of the journal entry. Never a resident's words or name: notes cannot be erased.
    pub fn note(&mut self, field: &str, value: impl Into<Value>) {
        self.note.insert(field.to_owned(), value.into());
    }

    /// Says which record the operation is about.
    pub fn subject(&mut self, id: &str) {
        self.subject = Some(id.to_owned());
    }

    /// Keeps the entry even when no row changes: exports, prints, access to masked data.
    pub fn keep(&mut self) {
        self.always = true;
    }

    /// Says which operation this one takes back.
    pub fn undoes(&mut self, seq: i64) {
        self.undoes = Some(seq);
    }

    /// Opens the gate for emptying personal values of the journal. Only an erasure asks for it.
    pub fn erasing(&self, on: bool) {
        self.marks.erasing.store(on, Ordering::SeqCst);
    }

    /// The read side of the same transaction.
    #[must_use]
    pub fn reading(&self) -> Reading<'_> {
        Reading { db: self.tx, actor: self.actor, today: self.today, schema: self.schema }
    }
}

/// An open read.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// A connection that cannot write. Features use it in their `store.rs` only.
    pub db: &'a Connection,
    /// Who looks.
    pub actor: &'a Actor,
    /// The office's day.
    pub today: chrono::NaiveDate,
    /// The live schema.
    pub schema: &'a Schema,
}

/// What a write answers.
#[derive(Debug)]
pub struct Written<T> {
    /// The feature's answer.
    pub answer: T,
    /// Number of the journal entry; none when nothing changed.
    pub operation: Option<i64>,
    /// Tables that changed.
    pub changed: Vec<String>,
}

/// Called by the write door with the changed records, to keep derived data true: (table, record).
pub type Afterwards = fn(&Transaction<'_>, &[(String, String)]) -> Result<()>;

/// One open office file.
pub struct Station {
    path: PathBuf,
    key: FileKey,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
    marks: Arc<Marks>,
    schema: Schema,
    clock: Arc<dyn Clock>,
    lock: Option<File>,
    hindrance: Option<Hindrance>,
    former: Vec<FileKey>,
    retired: AtomicBool,
    installation: i64,
    copied: bool,
    afterwards: Afterwards,
}

/// Why a file is open for reading only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hindrance {
    /// Another program holds it.
    InUse,
    /// It lies on a network share, whose locks cannot be trusted.
    Network,
    /// Its folder takes no writes: a protected stick, a folder without the right.
    ReadOnly,
}

impl Hindrance {
    /// What a save is refused with.
    #[must_use]
    pub fn refusal(self) -> super::refusal::Refusal {
        match self {
            Self::InUse => refuse("station.in_use"),
            Self::Network => refuse("station.network"),
            Self::ReadOnly => refuse("station.read_only"),
        }
    }
}

/// How a file is opened.
pub struct Opening<'a> {
    /// The database file.
    pub path: &'a Path,
    /// Its key.
    pub key: FileKey,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Folder outside the data folder where markers of installations lie.
    pub markers: &'a Path,
    /// Keeps derived data true.
    pub afterwards: Afterwards,
    /// Makes the file when it is not there.
    pub create: bool,
    /// Called before a migration with the path, to take a backup.
    pub before_migration: &'a dyn Fn(&Connection) -> Result<()>,
    /// What the file is: in its place, or laid out beside it.
    pub home: Home<'a>,
    /// The lock of the file, when this program holds it already.
    pub lock: Option<File>,
}

/// What a file is to its place.
#[derive(Debug, Clone, Copy)]
pub enum Home<'a> {
    /// It lies in its place; a marker tells whether it was copied there.
    Here,
    /// A restored backup that will live at this path: an installation of its own.
    Restored(&'a Path),
    /// The same file under a new key, laid out beside its place: the same installation.
    Same,
}

impl Station {
    /// Opens a file. When another program holds it, reading is allowed and writing refused.
    ///
    /// # Errors
    /// `database.missing`, `database.damaged`, `database.newer`, `database.triggers`, or what the disk says.
    pub fn open(opening: Opening<'_>) -> Result<Self> {
        let Opening { path, key, clock, markers, afterwards, create, before_migration, home, lock } = opening;
        if !create && !path.exists() {
            return Err(refuse("database.missing"));
        }
        if create && path.exists() {
            return Err(refuse("database.exists"));
        }
        // An emptied file would open as a new one; it is a damaged old one.
        if !create && std::fs::metadata(path)?.len() < 512 {
            return Err(refuse("database.damaged").because("the file is empty"));
        }
        let (lock, hindrance) = match lock {
            Some(lock) => (Some(lock), None),
            None if super::place::on_network(path) => (None, Some(Hindrance::Network)),
            None => match take_lock(path) {
                Ok(Some(lock)) => (Some(lock), None),
                Ok(None) => (None, Some(Hindrance::InUse)),
                Err(refusal) if refusal.code == "disk.read_only" && !create => (None, Some(Hindrance::ReadOnly)),
                Err(refusal) => return Err(refusal),
            },
        };
        if hindrance == Some(Hindrance::ReadOnly) {
            super::place::settled(path)?;
        }
        let purpose = if lock.is_some() { Use::Write } else { reading_use(hindrance) };
        let mut db = file::connect(path, &key, purpose)?;
        // After a power cut pages of the file may be half written that the log holds whole: they are brought in at once,
        // so that the file stands for itself when it is checked or copied.
        if lock.is_some() {
            db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        }
        let marks = Arc::new(Marks::default());
        file::register(&db, &marks)?;
        let schema = if lock.is_some() {
            let version = migrations::version(&db)?;
            if version > 0 && version < migrations::newest() {
                before_migration(&db)?;
            }
            migrations::migrate(&mut db)?
        } else {
            migrations::version(&db)?;
            Schema::read(&db)?
        };
        let (installation, copied) = match home {
            Home::Restored(home) => super::place::restored(&mut db, home, markers, clock.now())?,
            Home::Here if lock.is_some() => super::place::installation(&mut db, path, markers, clock.now())?,
            Home::Here | Home::Same => (super::place::current(&db)?, false),
        };
        let former = super::former::keys(&db)?;
        Ok(Self {
            path: path.to_owned(),
            key,
            writer: Mutex::new(db),
            readers: Mutex::new(Vec::new()),
            marks,
            schema,
            clock,
            lock,
            hindrance,
            former,
            retired: AtomicBool::new(false),
            installation,
            copied,
            afterwards,
        })
    }

    /// The database file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The file key, for backups and key slots.
    #[must_use]
    pub fn key(&self) -> &FileKey {
        &self.key
    }

    /// The file key and those it had before, the present one first. Backups and stores of older days may need them.
    #[must_use]
    pub fn keys(&self) -> Vec<FileKey> {
        std::iter::once(&self.key).chain(&self.former).cloned().collect()
    }

    /// The clock.
    #[must_use]
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// The live schema.
    #[must_use]
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// Number of this installation inside the file.
    #[must_use]
    pub fn installation(&self) -> i64 {
        self.installation
    }

    /// Whether this file was found to be a copy when it was opened.
    #[must_use]
    pub fn copied(&self) -> bool {
        self.copied
    }

    /// Whether this program may write.
    #[must_use]
    pub fn writable(&self) -> bool {
        self.lock.is_some()
    }

    /// Why this program may not write, when it may not.
    #[must_use]
    pub fn hindrance(&self) -> Option<Hindrance> {
        self.hindrance
    }

    /// Takes no further write, or takes writes again. A write under way ends first: afterwards the file stands still.
    pub fn retire(&self, on: bool) {
        let _end = self.writer.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        self.retired.store(on, Ordering::SeqCst);
    }

    /// Closes the file and hands its lock on, so that no other program gets in between.
    #[must_use]
    pub fn close(self) -> Option<File> {
        self.lock
    }

    /// Reads in one snapshot.
    ///
    /// # Errors
    /// What the feature or the database says.
    pub fn read<T>(&self, actor: &Actor, look: impl FnOnce(&Reading<'_>) -> Result<T>) -> Result<T> {
        let held = self.readers.lock().map_err(|_| refuse("fault"))?.pop();
        let db = match held {
            Some(db) => db,
            None => file::connect(&self.path, &self.key, reading_use(self.hindrance))?,
        };
        let answer = {
            let snapshot = db.unchecked_transaction()?;
            look(&Reading { db: &snapshot, actor, today: self.clock.today(), schema: &self.schema })
        };
        if let Ok(mut readers) = self.readers.lock()
            && readers.len() < 4
        {
            readers.push(db);
        }
        answer
    }

    /// Writes one operation whole, or nothing of it.
    ///
    /// # Errors
    /// `right.missing`, `station.read_only`, or what the feature or the database says; nothing has changed then.
    pub fn write<T>(
        &self,
        op: &Op,
        actor: &Actor,
        act: impl FnOnce(&mut Writing<'_>) -> Result<T>,
    ) -> Result<Written<T>> {
        if actor.right < op.right {
            return Err(refuse("right.missing").with("operation", op.name));
        }
        if self.lock.is_none() {
            return Err(self.why_not_writable());
        }
        // A poisoned lock means a panic rolled its transaction back: the connection itself is sound.
        let mut db = self.writer.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        self.standing()?;
        let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let seq = journal::next(&tx)?;
        let first = journal::next_change(&tx)?;
        let _open = OpenMark::set(&self.marks, seq);
        let mut writing = Writing {
            tx: &tx,
            actor,
            today: self.clock.today(),
            schema: &self.schema,
            seq,
            marks: &self.marks,
            note: Map::new(),
            subject: None,
            undoes: None,
            always: false,
        };
        let answer = act(&mut writing)?;
        let Writing { note, subject, undoes, always, .. } = writing;
        let entry = journal::Closing {
            seq,
            first,
            at: self.clock.now(),
            installation: self.installation,
            actor: &actor.id,
            operation: op.name,
            undoes,
            subject: subject.as_deref(),
            note: &note,
            always,
        };
        let closed = journal::close(&tx, &entry)?;
        let Some(touched) = closed else {
            tx.commit()?;
            return Ok(Written { answer, operation: None, changed: Vec::new() });
        };
        (self.afterwards)(&tx, &touched)?;
        tx.commit()?;
        let mut changed: Vec<String> = touched.into_iter().map(|(kind, _)| kind).collect();
        changed.sort();
        changed.dedup();
        Ok(Written { answer, operation: Some(seq), changed })
    }

    /// Writes to tables the journal does not record (drafts, settings, indexes). The triggers refuse everything else.
    ///
    /// # Errors
    /// `station.read_only`, or what the database says.
    pub fn tidy<T>(&self, act: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        if self.lock.is_none() {
            return Err(self.why_not_writable());
        }
        let mut db = self.writer.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        self.standing()?;
        let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let answer = act(&tx)?;
        tx.commit()?;
        Ok(answer)
    }

    /// The bare writer connection, for backup, checkpoint and integrity check.
    ///
    /// # Errors
    /// What the database says.
    pub fn with_writer<T>(&self, act: impl FnOnce(&mut Connection) -> Result<T>) -> Result<T> {
        let mut db = self.writer.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        act(&mut db)
    }

    /// Brings the log into the file and empties it, so that the file stands for itself.
    ///
    /// # Errors
    /// What the database says.
    pub fn settle(&self) -> Result<()> {
        self.with_writer(|db| Ok(db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?))
    }

    /// Brings the log into the file and takes it away. Afterwards the file stands for itself, and nobody else has it open.
    ///
    /// # Errors
    /// `station.looked_at` when another program still looks at the file after some seconds; what the database says.
    pub fn stand_alone(&self) -> Result<()> {
        self.release_readers();
        for _ in 0..50 {
            // Leaving the log needs the file for this connection alone: whoever else has it open stands in the way.
            let mode = self.with_writer(|db| {
                db.flush_prepared_statement_cache();
                Ok(db.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get::<_, String>(0))?)
            });
            match mode {
                Ok(mode) if mode.eq_ignore_ascii_case("delete") => return Ok(()),
                Err(refusal) if refusal.code != "database.busy" => return Err(refusal),
                Ok(_) | Err(_) => std::thread::sleep(std::time::Duration::from_millis(100)),
            }
        }
        Err(refuse("station.looked_at"))
    }

    /// Closes the readers that wait for work, so that none of them stands on an old state of the file.
    pub fn release_readers(&self) {
        if let Ok(mut readers) = self.readers.lock() {
            readers.clear();
        }
    }

    fn why_not_writable(&self) -> super::refusal::Refusal {
        self.hindrance.unwrap_or(Hindrance::InUse).refusal()
    }

    /// Refuses while the file is being laid anew: what is written now would be lost with the old one.
    fn standing(&self) -> Result<()> {
        if self.retired.load(Ordering::SeqCst) { Err(refuse("database.busy")) } else { Ok(()) }
    }
}

/// Marks an operation as open for the triggers and takes the mark away however the write ends.
struct OpenMark<'a>(&'a Marks);

impl<'a> OpenMark<'a> {
    fn set(marks: &'a Marks, seq: i64) -> Self {
        marks.operation.store(seq, Ordering::SeqCst);
        Self(marks)
    }
}

impl Drop for OpenMark<'_> {
    fn drop(&mut self) {
        self.0.operation.store(0, Ordering::SeqCst);
        self.0.erasing.store(false, Ordering::SeqCst);
    }
}

fn reading_use(hindrance: Option<Hindrance>) -> Use {
    if hindrance == Some(Hindrance::ReadOnly) { Use::Still } else { Use::Read }
}

/// Takes the one exclusive lock of a data file; none when another program holds it.
///
/// # Errors
/// What the disk says.
pub(crate) fn take_lock(path: &Path) -> Result<Option<File>> {
    let file = std::fs::OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(super::disk::beside(path, "lock"))?;
    Ok(FileExt::try_lock_exclusive(&file)?.then_some(file))
}
