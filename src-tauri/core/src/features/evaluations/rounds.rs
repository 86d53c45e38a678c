//! The store of a round that is being counted: a file of its own beside the office file, and its head.
//!
//! Pages, crops, ink patterns, answers and decisions lie only here, never in the office file or a backup: the paper is
//! their backup. The store is opened by a random key that lies only in its head, wrapped by the file key. Closing the
//! round overwrites the head and removes the files; nobody can open a copied store after that.

use super::store;
use crate::desk::Desk;
use crate::ground::disk;
use crate::ground::file::{self, FileKey, Use};
use crate::ground::ids::random_bytes;
use crate::ground::keys::new_key;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::Station;
use crate::ground::wrapping::{Wrapped, unwrap, wrap};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Most decisions one person can take back in a row.
const MOST_DECISIONS: usize = 500;

/// The open store of one round.
pub struct RoundStore(Mutex<Connection>);

impl RoundStore {
    fn held(&self) -> MutexGuard<'_, Connection> {
        // A panic inside a transaction rolled it back: the connection itself is sound.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks into the store.
    ///
    /// # Errors
    /// What the look says.
    pub fn read<T>(&self, look: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        look(&self.held())
    }

    /// Empties the log beside the store, so that what was written over stands nowhere.
    ///
    /// # Errors
    /// What the disk says.
    pub fn settle(&self) -> Result<()> {
        store::round::settle(&self.held())
    }

    /// Writes whole or not at all.
    ///
    /// # Errors
    /// What the write says; nothing has changed then.
    pub fn write<T>(&self, act: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        let mut db = self.held();
        let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let answer = act(&tx)?;
        tx.commit()?;
        Ok(answer)
    }
}

/// A decision that can be taken back: what stood there before it.
#[derive(Clone)]
pub struct Decided {
    /// Page.
    pub page: String,
    /// Row.
    pub row: String,
    /// Answer before; empty for none.
    pub before: String,
}

/// The stores a desk has open, who is scanning, and the last decisions of each person. The decisions lie in memory only:
/// their order is written nowhere.
#[derive(Default)]
pub struct OpenRounds {
    stores: Mutex<BTreeMap<String, Arc<RoundStore>>>,
    scanning: Mutex<BTreeSet<String>>,
    decided: Mutex<BTreeMap<(String, String), Vec<Decided>>>,
    erasing: Mutex<()>,
}

/// A round that is being scanned, until this value goes.
pub struct Scanning<'a>(&'a OpenRounds, String);

impl Drop for Scanning<'_> {
    fn drop(&mut self) {
        held(&self.0.scanning).remove(&self.1);
    }
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl OpenRounds {
    /// Closes all stores and forgets the decisions.
    pub fn clear(&self) {
        held(&self.stores).clear();
        held(&self.decided).clear();
    }

    /// Keeps everybody else from settling what an erasure laid down, until the value goes.
    pub fn erase(&self) -> MutexGuard<'_, ()> {
        held(&self.erasing)
    }

    /// Marks a round as being scanned.
    ///
    /// # Errors
    /// `evaluations.scanning` while it already is.
    pub fn scan(&self, round: &str) -> Result<Scanning<'_>> {
        if held(&self.scanning).insert(round.to_owned()) {
            Ok(Scanning(self, round.to_owned()))
        } else {
            Err(refuse("evaluations.scanning"))
        }
    }

    /// Remembers a decision of a person.
    pub fn remember(&self, round: &str, person: &str, decided: Decided) {
        let mut all = held(&self.decided);
        let own = all.entry((round.to_owned(), person.to_owned())).or_default();
        own.push(decided);
        let over = own.len().saturating_sub(MOST_DECISIONS);
        own.drain(..over);
    }

    /// The last decision of a person, taken off the pile.
    pub fn last(&self, round: &str, person: &str) -> Option<Decided> {
        held(&self.decided).get_mut(&(round.to_owned(), person.to_owned()))?.pop()
    }

    fn forget(&self, round: &str) {
        held(&self.stores).remove(round);
        held(&self.decided).retain(|(of, _), _| of != round);
    }
}

fn folder(database: &Path) -> PathBuf {
    disk::beside(database, "rounds")
}

/// Head and file of a round's store. A record's id is made of digits, letters and hyphens only.
fn paths(database: &Path, round: &str) -> Result<(PathBuf, PathBuf)> {
    if round.is_empty() || !round.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
        return Err(refuse("evaluations.gone"));
    }
    let folder = folder(database);
    Ok((folder.join(format!("{round}.head")), folder.join(format!("{round}.round"))))
}

/// The key of a store, by the office's key or one it had when the store was made.
fn key_of(head: &Path, round: &str, under: &[FileKey]) -> Result<FileKey> {
    let wrapped: Wrapped =
        serde_json::from_slice(&std::fs::read(head)?).map_err(|error| refuse("evaluations.store").because(error))?;
    under.iter().find_map(|key| unwrap(&wrapped, key, round)).ok_or_else(|| refuse("evaluations.store"))
}

/// The store of a round, when there is one.
///
/// # Errors
/// `evaluations.store` when it cannot be opened with this office's key; what the disk says.
pub fn of(desk: &Desk, round: &str) -> Result<Option<Arc<RoundStore>>> {
    let station = desk.station()?;
    let store = {
        let mut stores = held(&desk.rounds().stores);
        if let Some(open) = stores.get(round) {
            Arc::clone(open)
        } else {
            let (head, path) = paths(station.path(), round)?;
            if !head.exists() {
                return Ok(None);
            }
            let store = open(&station, round, &head, &path)?;
            stores.insert(round.to_owned(), Arc::clone(&store));
            store
        }
    };
    // An erasure under way settles its own words.
    if let (true, Ok(_held)) = (station.writable(), desk.rounds().erasing.try_lock()) {
        settle_masks(&station, &store)?;
    }
    Ok(Some(store))
}

/// Ends what an erasure began in a store: when the office file tells of it the words are put in place, otherwise they are
/// forgotten and nothing was erased.
///
/// # Errors
/// What the store and the office file say.
pub fn settle_masks(station: &Station, store: &RoundStore) -> Result<()> {
    let laid = store.read(store::round::masks)?;
    if laid.is_empty() {
        return Ok(());
    }
    let actor = crate::features::auth::doorkeeper();
    let known = station.read(&actor, |reading| crate::features::erasure::store::known(reading.db))?;
    store.write(|tx| {
        laid.iter().try_for_each(|erasure| store::round::settle_masks(tx, erasure, known.contains(erasure)))
    })?;
    store.settle()
}

fn open(station: &Station, round: &str, head: &Path, path: &Path) -> Result<Arc<RoundStore>> {
    let purpose = if station.writable() { Use::Write } else { Use::Read };
    let db = file::connect(path, &key_of(head, round, &station.keys())?, purpose)?;
    if station.writable() {
        store::round::prepare(&db)?;
    }
    Ok(Arc::new(RoundStore(Mutex::new(db))))
}

/// The store of a round, made when there is none. A program that may not write the office file may not write this either.
///
/// # Errors
/// As [`of`]; `station.in_use`.
pub fn begun(desk: &Desk, round: &str) -> Result<Arc<RoundStore>> {
    let station = desk.station()?;
    if !station.writable() {
        station.tidy(|_| Ok(()))?;
    }
    if let Some(store) = of(desk, round)? {
        return Ok(store);
    }
    let (head, path) = paths(station.path(), round)?;
    std::fs::create_dir_all(folder(station.path()))?;
    // Without its head nobody can open a store: what is left of one goes.
    remove(&path);
    disk::replace(&head, &serde_json::to_vec(&wrap(&new_key()?, station.key(), round)?)?)?;
    let mut stores = held(&desk.rounds().stores);
    let store = open(&station, round, &head, &path)?;
    stores.insert(round.to_owned(), Arc::clone(&store));
    Ok(store)
}

fn remove(path: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        std::fs::remove_file(PathBuf::from(name)).ok();
    }
}

/// Destroys the store of a round: the head is overwritten in its place, then everything is removed.
///
/// # Errors
/// What the disk says; the office file already holds the tallies, and the next opening tries again.
pub fn destroy(desk: &Desk, station: &Station, round: &str) -> Result<()> {
    desk.rounds().forget(round);
    destroy_files(station.path(), round)
}

fn destroy_files(database: &Path, round: &str) -> Result<()> {
    let (head, path) = paths(database, round)?;
    if head.exists() {
        use std::io::Write;
        let length = std::fs::metadata(&head)?.len();
        let mut file = std::fs::OpenOptions::new().write(true).open(&head)?;
        let noise = random_bytes::<64>()?;
        let mut written = 0;
        while written < length {
            file.write_all(&noise)?;
            written += 64;
        }
        file.sync_all()?;
        drop(file);
        remove(&path);
        std::fs::remove_file(&head)?;
        disk::sync_folder(&head);
    }
    remove(&path);
    Ok(())
}

/// Destroys the stores of rounds that are closed: a power cut may have come between the closing and the destroying.
pub fn sweep(station: &Station) {
    let Ok(entries) = std::fs::read_dir(folder(station.path())) else { return };
    let actor = crate::features::auth::doorkeeper();
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(round) = name.strip_suffix(".head").or_else(|| name.strip_suffix(".round")) else { continue };
        let closed = station.read(&actor, |reading| store::batches::closed_on(reading.db, round)).ok().flatten();
        if closed.is_some() {
            // What cannot be removed now is tried again at the next opening.
            destroy_files(station.path(), round).ok();
        }
    }
}

/// Removes the stores beside a file that goes itself: the practice township, a founding that failed.
pub fn sweep_all(database: &Path) {
    std::fs::remove_dir_all(folder(database)).ok();
}
