//! One moment of a database: copied page by page without stopping its writer, and told in figures two states can be
//! compared by.

use super::file::{self, FileKey, Use};
use super::ids::hex;
use super::progress::Progress;
use super::refusal::{Result, refuse};
use super::schema::Schema;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Pages copied between two looks at the progress: 4 MiB.
const STEP: i32 = 1024;

/// Where the journal of a database stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Schema version.
    pub schema: u32,
    /// Entries.
    pub entries: i64,
    /// Digest of the newest entry.
    pub head: String,
    /// When the newest entry was written, UTC.
    pub newest: String,
    /// Id of the newest installation.
    pub installation: String,
}

/// Reads where a journal stands.
///
/// # Errors
/// What the database says.
pub fn standing(db: &Connection) -> Result<Standing> {
    let newest: Option<(i64, String, String)> = db
        .query_row("SELECT seq, digest, at FROM journal ORDER BY seq DESC LIMIT 1", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    let (entries, head, newest) = newest.unwrap_or_default();
    Ok(Standing {
        schema: db.query_row("PRAGMA user_version", [], |row| row.get(0))?,
        entries,
        head,
        newest,
        installation: db
            .query_row("SELECT id FROM installations ORDER BY number DESC LIMIT 1", [], |row| row.get(0))
            .optional()?
            .unwrap_or_default(),
    })
}

/// Number of the entry with this digest, if the journal has it.
///
/// # Errors
/// What the database says.
pub fn entry_of(db: &Connection, digest: &str) -> Result<Option<i64>> {
    Ok(db.query_row("SELECT seq FROM journal WHERE digest = ?1", [digest], |row| row.get(0)).optional()?)
}

/// Rows of every journalled table, and of the journal.
///
/// # Errors
/// What the database says.
pub fn counts(db: &Connection, schema: &Schema) -> Result<BTreeMap<String, i64>> {
    let mut counts = BTreeMap::new();
    for name in schema.journalled().map(|table| table.name.as_str()).chain(["journal", "journal_changes"]) {
        counts.insert(name.to_owned(), db.query_row(&format!("SELECT count(*) FROM {name}"), [], |row| row.get(0))?);
    }
    Ok(counts)
}

/// A digest of every journalled table over all its carried values: two states are equal when these are.
///
/// # Errors
/// What the database says.
pub fn digests(db: &Connection, schema: &Schema) -> Result<BTreeMap<String, String>> {
    let mut all = BTreeMap::new();
    for table in schema.journalled() {
        let columns: Vec<&str> = table.carried().map(|column| column.name.as_str()).collect();
        let mut statement = db.prepare(&format!("SELECT {} FROM {} ORDER BY id", columns.join(", "), table.name))?;
        let mut rows = statement.query([])?;
        let mut digest = Sha256::new();
        while let Some(row) = rows.next()? {
            for at in 0..columns.len() {
                match row.get_ref(at)? {
                    ValueRef::Null => digest.update([0]),
                    ValueRef::Integer(number) => {
                        digest.update([1]);
                        digest.update(number.to_le_bytes());
                    }
                    ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
                        digest.update([2]);
                        digest.update((bytes.len() as u64).to_le_bytes());
                        digest.update(bytes);
                    }
                    ValueRef::Real(_) => {
                        return Err(refuse("fault").because(format!("{} holds a real number", table.name)));
                    }
                }
            }
        }
        all.insert(table.name.clone(), hex(&digest.finalize()));
    }
    Ok(all)
}

/// Copies the database of an open snapshot to a new file under a key. The source stands inside a read transaction, so
/// saves go on beside it and are simply not in the copy.
///
/// # Errors
/// `work.cancelled`; what the disk says. Nothing is left behind then.
pub fn copy(source: &Connection, to: &Path, key: &FileKey, progress: &dyn Progress) -> Result<()> {
    let copied = (|| {
        let mut target = file::blank(to, key)?;
        let backup = Backup::new(source, &mut target)?;
        loop {
            match backup.step(STEP)? {
                StepResult::Done => return Ok(()),
                StepResult::More => {}
                _ => std::thread::sleep(std::time::Duration::from_millis(20)),
            }
            let state = backup.progress();
            let total = u64::try_from(state.pagecount).unwrap_or(0);
            progress.step(total.saturating_sub(u64::try_from(state.remaining).unwrap_or(0)), total, "backup.copying");
            progress.go_on()?;
        }
    })();
    if copied.is_err() {
        take_away(to);
    }
    copied
}

/// Opens a copy for looking, with its key.
///
/// # Errors
/// `database.damaged` when the key does not fit or pages are damaged.
pub fn look(path: &Path, key: &FileKey) -> Result<(Connection, Schema)> {
    let db = file::connect(path, key, Use::Read)?;
    super::migrations::version(&db)?;
    let schema = Schema::read(&db)?;
    Ok((db, schema))
}

/// Removes a database file and what lies beside it. Slots go first and the file last: slots that wait without their file
/// would be taken for those of the file in the place (`backup::swapping::finish`). When they cannot go, all stays.
pub fn take_away(path: &Path) {
    if std::fs::remove_file(super::keys::slots_path(path)).is_err_and(|error| error.kind() != ErrorKind::NotFound) {
        return;
    }
    for ending in ["-wal", "-shm", "-journal", ".lock", ""] {
        std::fs::remove_file(super::disk::with(path, ending)).ok();
    }
}

/// A database file that is taken away when it is no longer held.
pub struct Scratch(PathBuf);

impl Scratch {
    /// A free name in a folder; the folder is made.
    ///
    /// # Errors
    /// What the disk says.
    pub fn within(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        Ok(Self(folder.join(format!("{}.look", super::ids::blind_id()))))
    }

    /// Its path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        take_away(&self.0);
    }
}
