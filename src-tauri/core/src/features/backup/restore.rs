//! Looking into a backup and restoring it, in an open office or on a new computer.

use super::model::{Habits, Inspected, Second};
use super::swapping::{self, Quiet};
use super::{keeper, store};
use crate::desk::Desk;
use crate::features;
use crate::features::auth::doorkeeper;
use crate::features::erasure;
use crate::features::office::store as office;
use crate::ground::bundle::{self, Head};
use crate::ground::disk;
use crate::ground::file::FileKey;
use crate::ground::former;
use crate::ground::keys;
use crate::ground::numbers;
use crate::ground::progress::Progress;
use crate::ground::refusal::{Result, refuse};
use crate::ground::snapshot::{self, Scratch};
use crate::ground::soundness;
use crate::ground::station::{Actor, Home, Op, Opening, Right, Station, Undo, take_lock};
use crate::ground::tries::Tries;
use chrono::Local;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The first entry of a restored file.
pub const RESTORE: Op = Op { name: "backup.restore", right: Right::Manage, undo: Undo::Never("restored") };

/// How a backup is opened.
pub enum Opener<'a> {
    /// With the key of the open file, or one it had before.
    Own(&'a [FileKey]),
    /// With the passphrase of a person who had one when it was taken.
    Passphrase(&'a str, &'a str),
    /// With the printed recovery key.
    Recovery(&'a str),
}

impl Opener<'_> {
    /// The key of a backup.
    ///
    /// # Errors
    /// `backup.foreign` when it needs another key, `keys.wrong`, `keys.recovery`, `keys.other_file`.
    pub fn key(&self, head: &Head) -> Result<FileKey> {
        let key = match self {
            Self::Own(keys) => {
                return keys.iter().find(|key| head.slots.fits(key)).cloned().ok_or_else(|| refuse("backup.foreign"));
            }
            Self::Passphrase(person, passphrase) => head
                .slots
                .key_of(person, passphrase)
                .ok_or_else(|| refuse("keys.wrong").with("tries", 1).with("seconds", 0))?,
            Self::Recovery(text) => keys::recovery_key(text)?,
        };
        if head.slots.fits(&key) { Ok(key) } else { Err(refuse("keys.other_file")) }
    }
}

/// Shows what a backup holds. `open` is the file it is compared with, when one is open.
///
/// # Errors
/// `backup.not_one`, `backup.damaged`, `database.newer`, and those of [`Opener::key`].
pub fn inspect(path: &Path, opener: &Opener<'_>, workplace: &Path, open: Option<&Station>) -> Result<Inspected> {
    let scratch = Scratch::within(workplace)?;
    let head = bundle::unpack(path, scratch.path())?;
    let key = opener.key(&head)?;
    let (db, schema) = snapshot::look(scratch.path(), &key)?;
    let findings = soundness::look(&db, &schema);
    let office = office::office(&db)?.unwrap_or_default();
    let standing = snapshot::standing(&db)?;
    if standing.head != head.head {
        return Err(refuse("backup.damaged").because("its head and its journal differ"));
    }
    let (relation, left_behind, holds_erased) = match open {
        None => ("unknown", 0, false),
        Some(station) => station.read(&doorkeeper(), |reading| {
            let newest = snapshot::standing(reading.db)?;
            let erased = erasure::store::known(reading.db)?.iter().any(|known| !head.erasures.contains(known));
            Ok(match snapshot::entry_of(reading.db, &head.head)? {
                Some(seq) if seq == newest.entries => ("same", 0, erased),
                Some(seq) => ("older", newest.entries - seq, erased && own(station, &head)),
                None => ("apart", 0, erased && own(station, &head)),
            })
        })?,
    };
    Ok(Inspected {
        taken: head.taken,
        reason: head.reason,
        office: office.name,
        area_code: office.area_code,
        schema: standing.schema,
        entries: standing.entries,
        head: standing.head,
        newest: standing.newest,
        counts: store::named(&snapshot::counts(&db, &schema)?),
        sound: findings.iter().all(|one| one.sound),
        fault: soundness::first_fault(&findings),
        standing: relation.to_owned(),
        left_behind,
        holds_erased,
    })
}

/// A backup laid out beside the place it will live at, ready to take it.
struct Ready {
    laid: PathBuf,
    head: Head,
    operation: Option<i64>,
}

/// What a restore left.
pub struct Restored {
    /// Head of the backup.
    pub head: Head,
    /// Name under which the old file is kept: a backup of the list, or a damaged file beside the new one.
    pub kept_aside: Option<String>,
    /// Number of the first entry of the restored file.
    pub operation: Option<i64>,
}

/// Lays a backup out, migrates it, makes it an installation of its own and writes its first entry. Nothing that lives is
/// touched yet.
fn prepare(desk: &Desk, path: &Path, key: &FileKey, actor: &Actor, seen: Option<&str>, left: &Left) -> Result<Ready> {
    let place = desk.place();
    let database = desk.database();
    let laid = swapping::waiting(&database);
    swapping::clear_waiting(&database);
    let head = bundle::unpack(path, &laid)?;
    let ready = (|| {
        if seen.is_some_and(|seen| seen != head.head) {
            return Err(refuse("backup.unseen"));
        }
        {
            let (db, schema) = snapshot::look(&laid, key)?;
            if let Some(fault) = soundness::first_fault(&soundness::look(&db, &schema)) {
                return Err(refuse("backup.unsound").because(fault));
            }
            // A backup from before the office took another key comes back under the present one.
            if let Some(present) = left.keys.first().filter(|present| *present != key) {
                let anew = disk::beside(&laid, "anew");
                snapshot::take_away(&anew);
                snapshot::copy(&db, &anew, present, &crate::ground::progress::Unwatched)?;
                drop(db);
                snapshot::take_away(&laid);
                std::fs::rename(&anew, &laid)?;
            }
        }
        let key = left.keys.first().unwrap_or(key);
        let station = Station::open(Opening {
            path: &laid,
            key: key.clone(),
            clock: Arc::clone(&place.clock),
            markers: &place.markers,
            afterwards: crate::features::afterwards,
            create: false,
            // The backup itself is the copy from before the migration.
            before_migration: &|_| Ok(()),
            home: Home::Restored(&database),
            lock: None,
        })?;
        let taken = local(&head.taken);
        let written = station.write(&RESTORE, actor, |writing| {
            writing.note("taken", taken);
            writing.note("left", left.entries);
            writing.note("restored_head", head.head.clone());
            writing.note("left_head", left.head.clone());
            writing.keep();
            erasure::reapply(writing, &left.erased)
        })?;
        station.tidy(|tx| {
            store::forget_habits(tx)?;
            if left.second.is_some() {
                let second = left.second.clone();
                store::keep_habits(tx, &Habits { second, ..Habits::default() })?;
            }
            numbers::keep(tx, &left.numbers)?;
            if left.keys.is_empty() { Ok(()) } else { former::keep(tx, left.keys.get(1..).unwrap_or_default()) }
        })?;
        if written.answer > 0 {
            erasure::scrub(&station)?;
        }
        station.settle()?;
        drop(station);
        std::fs::File::open(&laid)?.sync_all()?;
        Ok(written.operation)
    })();
    match ready {
        Ok(operation) => Ok(Ready { laid, head, operation }),
        Err(refusal) => {
            snapshot::take_away(&laid);
            Err(refusal)
        }
    }
}

fn local(taken: &str) -> String {
    chrono::DateTime::parse_from_rfc3339(taken)
        .map_or_else(|_| taken.to_owned(), |at| at.with_timezone(&Local).format("%Y-%m-%d %H:%M").to_string())
}

/// What the restored file leaves behind.
struct Left {
    head: String,
    entries: i64,
    erased: Vec<erasure::Erased>,
    /// The keys of the office, when the backup is one of its own; it is restored under the first.
    keys: Vec<FileKey>,
    /// Numbers the office gave, whatever became of the records that bore them.
    numbers: numbers::Given,
    /// Where the backups of the office go besides.
    second: Option<Second>,
}

impl Left {
    /// Nothing is known of what lay here.
    fn unknown(keys: Vec<FileKey>) -> Self {
        Self { head: String::new(), entries: 0, erased: Vec::new(), keys, numbers: Vec::new(), second: None }
    }
}

/// Whether a backup is under a key the open file has or had.
fn own(station: &Station, head: &Head) -> bool {
    station.keys().iter().any(|key| head.slots.fits(key))
}

/// Restores a backup in an open office. What the office held until now stands in the list of backups afterwards; a file so
/// damaged that no backup of it can be made stays beside the new one under a name with the moment in it.
///
/// # Errors
/// As [`inspect`]; `backup.unseen` when the backup is not the one that was shown; `station.in_use`, `station.looked_at`,
/// `database.busy` when others are at the file. The old file lives on then, and everybody stays in.
pub fn restore(
    desk: &Desk,
    path: &Path,
    opener: &Opener<'_>,
    seen: &str,
    actor: &Actor,
    progress: &dyn Progress,
) -> Result<Restored> {
    let head = bundle::read_head(path)?;
    let key = opener.key(&head)?;
    let quiet = Quiet::at(desk)?;
    let station = quiet.station()?;
    let database = station.path().to_owned();
    let same_key = own(station, &head);
    let keys = if same_key { station.keys() } else { Vec::new() };
    // A damaged file may not even tell its head; it is restored over all the same.
    let left = station.read(&doorkeeper(), |reading| {
        let standing = snapshot::standing(reading.db)?;
        let behind = snapshot::entry_of(reading.db, &head.head)?.map_or(standing.entries, |seq| standing.entries - seq);
        let erased = if same_key { erasure::ledger(reading.db, reading.schema)? } else { Vec::new() };
        // A damaged ledger tells no numbers; what was erased is not forgotten for that.
        let numbers = if same_key { features::given_numbers(reading.db).unwrap_or_default() } else { Vec::new() };
        let second = if same_key { store::habits(reading.db)?.second } else { None };
        Ok(Left { head: standing.head, entries: behind, erased, keys: keys.clone(), numbers, second })
    });
    let left = left.unwrap_or_else(|_| Left::unknown(keys));
    progress.step(1, 3, "backup.restoring");
    let ready = prepare(desk, path, &key, actor, Some(seen), &left)?;
    if !same_key {
        ready.head.slots.write(&ready.laid)?;
    }
    progress.step(2, 3, "backup.restoring");
    let kept = keeper::before_restore(station).ok();
    let aside = kept.is_none().then(|| swapping::free_name(&database, desk.place().clock.now()));
    let lock = quiet.swap(aside.as_deref())?;
    desk.clear();
    drop(lock);
    progress.step(3, 3, "backup.restoring");
    Ok(Restored { head: ready.head, kept_aside: kept.or_else(|| aside.and_then(name)), operation: ready.operation })
}

fn name(path: PathBuf) -> Option<String> {
    path.file_name().map(|name| name.to_string_lossy().into_owned())
}

/// Restores a backup on a computer that has no office file yet, or one that no longer opens: with `aside` that file is
/// kept under another name. Answers the key; the caller unlocks.
///
/// # Errors
/// `database.exists`, `station.network`, `station.in_use`, and as [`restore`].
pub fn restore_here(
    desk: &Desk,
    path: &Path,
    opener: &Opener<'_>,
    seen: Option<&str>,
    aside: bool,
) -> Result<(FileKey, Restored)> {
    let database = desk.database();
    let lying = || database.exists() && (!aside || !desk.bare());
    if lying() {
        return Err(refuse("database.exists"));
    }
    if let Some(folder) = database.parent() {
        std::fs::create_dir_all(folder)?;
    }
    if crate::ground::place::on_network(&database) {
        return Err(refuse("station.network"));
    }
    let head = bundle::read_head(path)?;
    let key = opener.key(&head)?;
    // Nobody writes the file that lies here, and nobody lays one here, until the new one has its place.
    let lock = take_lock(&database)?.ok_or_else(|| refuse("station.in_use"))?;
    swapping::finish(&database);
    if lying() {
        return Err(refuse("database.exists"));
    }
    let left = Left::unknown(Vec::new());
    let ready = prepare(desk, path, &key, &doorkeeper(), seen, &left)?;
    let file = database.exists();
    let kept = swapping::occupied(&database).then(|| swapping::free_name(&database, desk.place().clock.now()));
    let placed = ready.head.slots.write(&ready.laid).and_then(|()| swapping::take_place(&database, kept.as_deref()));
    if let Err(refusal) = placed {
        swapping::clear_waiting(&database);
        return Err(refusal);
    }
    // Whoever mistyped a passphrase before this file lay here does not wait for it.
    Tries::forget(&database);
    drop(lock);
    let kept_aside = kept.filter(|_| file).and_then(name);
    Ok((key, Restored { head: ready.head, kept_aside, operation: ready.operation }))
}

/// Takes what was erased since out of an older backup of this office, and puts the rewritten one in its place.
///
/// # Errors
/// As [`restore`]; the old backup stays then.
pub fn cleanse(station: &Station, folder: &Path, name: &str, actor: &Actor, progress: &dyn Progress) -> Result<()> {
    let path = folder.join(name);
    let laid = Scratch::within(&keeper::folder(station.path()))?;
    let head = bundle::unpack(&path, laid.path())?;
    let key = Opener::Own(&station.keys()).key(&head)?;
    let erased = station.read(&doorkeeper(), |reading| erasure::ledger(reading.db, reading.schema))?;
    let markers = folder.join(".cleansing");
    let copy = Station::open(Opening {
        path: laid.path(),
        key: key.clone(),
        clock: Arc::clone(station.clock()),
        markers: &markers,
        afterwards: crate::features::afterwards,
        create: false,
        before_migration: &|_| Ok(()),
        home: Home::Restored(laid.path()),
        lock: None,
    });
    std::fs::remove_dir_all(&markers).ok();
    let copy = copy?;
    copy.write(&erasure::CLEANSE, actor, |writing| erasure::reapply(writing, &erased))?;
    erasure::scrub(&copy)?;
    let (mut rewritten, counts) = copy.read(&doorkeeper(), |reading| {
        let mut rewritten = keeper::head_of(reading.db, laid.path(), &key, &head.reason, station.clock().now())?;
        rewritten.taken.clone_from(&head.taken);
        rewritten.slots = head.slots.clone();
        Ok((rewritten, snapshot::counts(reading.db, reading.schema)?))
    })?;
    drop(copy);
    keeper::proved(laid.path(), &key, &rewritten, &counts, progress)?;
    let new = disk::beside(&path, "cleansed");
    std::fs::remove_file(&new).ok();
    bundle::write(&new, &mut rewritten, laid.path())?;
    std::fs::rename(&new, &path)?;
    disk::sync_folder(&path);
    Ok(())
}
