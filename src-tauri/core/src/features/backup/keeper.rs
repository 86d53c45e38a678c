//! Taking, listing and thinning backups; the second place; the rehearsal.

use super::model::{BackupLine, BackupState, Failure, Habits, Policy, Reason, Second, SecondState, Taken, Tried};
use super::{rules, store, swapping};
use crate::desk::Desk;
use crate::features::auth::doorkeeper;
use crate::features::erasure;
use crate::ground::bundle::{self, ENDING, Head};
use crate::ground::clock::Clock;
use crate::ground::file::FileKey;
use crate::ground::keys::Slots;
use crate::ground::progress::{Progress, Unwatched};
use crate::ground::refusal::{Result, refuse};
use crate::ground::snapshot::{self, Scratch};
use crate::ground::soundness;
use crate::ground::station::Station;
use crate::ground::words;
use chrono::{DateTime, Local, Utc};
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// How the program's own names of backups begin.
const PREFIX: &str = "zhudian-";

/// One backup at a time: the timer and a button may come together.
static TAKING: Mutex<()> = Mutex::new(());

fn hold() -> std::sync::MutexGuard<'static, ()> {
    TAKING.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Waits for a backup under way.
pub(super) fn wait() {
    drop(hold());
}

/// The folder of the backups of a database.
#[must_use]
pub fn folder(database: &Path) -> PathBuf {
    database.with_file_name("backups")
}

/// Drives backups without a session: the shell calls `tick` now and then and `leaving` before it ends or locks.
pub struct Keeper<'a>(&'a Desk);

impl<'a> Keeper<'a> {
    /// A keeper of this desk.
    #[must_use]
    pub fn of(desk: &'a Desk) -> Self {
        Self(desk)
    }

    /// Takes a backup when one is due; answers its name. With nothing open, or a file somebody else writes, nothing is due.
    ///
    /// # Errors
    /// As [`take`]; the health card shows the failure.
    pub fn tick(&self) -> Result<Option<String>> {
        self.when(Some(0), "timer")
    }

    /// Takes a backup when anything changed since the last one, however short ago that was.
    ///
    /// # Errors
    /// As [`take`].
    pub fn leaving(&self) -> Result<Option<String>> {
        self.when(None, "leaving")
    }

    fn when(&self, wanted: Option<i64>, reason: &str) -> Result<Option<String>> {
        let Ok(station) = self.0.station() else { return Ok(None) };
        if !station.writable() {
            return Ok(None);
        }
        let wait = due(&station)?;
        if wait.is_none() || (wanted.is_some() && wait != wanted) {
            return Ok(None);
        }
        take(&station, reason, &Unwatched).map(|line| Some(line.name))
    }
}

/// What is remembered of the backups. One somebody deleted, or that lies beside another copy of the file, is none.
fn remembered(db: &Connection, database: &Path) -> Result<Habits> {
    let mut habits = store::habits(db)?;
    habits.last = habits.last.filter(|last| bundle::read_head(&folder(database).join(&last.name)).is_ok());
    Ok(habits)
}

/// Minutes until a backup is due; none when nothing changed.
///
/// # Errors
/// What the database says.
pub fn due(station: &Station) -> Result<Option<i64>> {
    let now = station.clock().now();
    station.read(&doorkeeper(), |reading| {
        let policy = store::policy(reading.db, reading.today)?;
        Ok(rules::wait(&remembered(reading.db, station.path())?, snapshot::standing(reading.db)?.entries, now, &policy))
    })
}

/// Takes a backup, checks it, gives it its name, sends it to the second place and thins the old ones.
///
/// # Errors
/// `station.in_use`, `backup.unsound` when the copy does not pass its check, `disk.full`; the failure is remembered for the
/// health card, and the old backups stay.
pub fn take(station: &Station, reason: &str, progress: &dyn Progress) -> Result<BackupLine> {
    let _alone = hold();
    // Who may not write this file must not write its backups either: the program that holds it does both.
    let mut habits = station.tidy(|tx| store::habits(tx))?;
    let now = station.clock().now();
    // What an erasure still owes is done before its words are copied; if it cannot be, the head says so.
    erasure::catch_up(station).ok();
    let taken = taken(station, reason, now, progress);
    match &taken {
        Ok((line, policy)) => {
            habits.last = Some(Taken { name: line.name.clone(), at: now, entries: line.entries });
            habits.failure = None;
            send(station, line, &mut habits, now, policy);
            sweep(&folder(station.path()), &station.keys(), now, policy, &line.name);
        }
        Err(refusal) if refusal.code == "work.cancelled" => {}
        Err(refusal) => habits.failure = Some(Failure { at: now, code: refusal.code.clone() }),
    }
    // A full disk refuses this note too; the refusal of the backup itself is what counts then.
    let kept = station.tidy(|tx| {
        // A second place may have been set, and a check may have ended, while the backup was taken.
        let mut present = store::habits(tx)?;
        let sent = habits.second.take();
        if let (Some(sent), Some(second)) = (sent, &mut present.second)
            && sent.folder == second.folder
        {
            *second = sent;
        }
        store::keep_habits(tx, &Habits { last: habits.last, failure: habits.failure, ..present })
    });
    let (line, _) = taken?;
    kept?;
    Ok(line)
}

fn taken(station: &Station, reason: &str, now: DateTime<Utc>, progress: &dyn Progress) -> Result<(BackupLine, Policy)> {
    let folder = folder(station.path());
    let scratch = Scratch::within(&folder)?;
    let (policy, head, counts) = station.read(&doorkeeper(), |reading| {
        let policy = store::policy(reading.db, reading.today)?;
        let head = head_of(reading.db, station.path(), station.key(), reason, now)?;
        let counts = snapshot::counts(reading.db, reading.schema)?;
        snapshot::copy(reading.db, scratch.path(), station.key(), progress)?;
        Ok((policy, head, counts))
    })?;
    proved(scratch.path(), station.key(), &head, &counts, progress)?;
    Ok((named(&folder, scratch.path(), head, now)?, policy))
}

/// The backup of a file that stands still, because another takes its place. Answers its name.
///
/// # Errors
/// As [`take`]; of a damaged file no backup can be made.
pub(super) fn before_restore(station: &Station) -> Result<String> {
    Ok(taken(station, "restore", station.clock().now(), &Unwatched)?.0.name)
}

/// The backup that is taken before a migration, from the connection that will migrate.
///
/// # Errors
/// What the disk says; the migration does not begin then.
pub fn before_migration(database: &Path, clock: &Arc<dyn Clock>, db: &Connection, key: &FileKey) -> Result<()> {
    let folder = folder(database);
    let scratch = Scratch::within(&folder)?;
    let now = clock.now();
    let standing = snapshot::standing(db)?;
    let head = Head {
        taken: now.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        reason: "migration".to_owned(),
        schema: standing.schema,
        installation: standing.installation,
        entries: standing.entries,
        head: standing.head,
        erasures: Vec::new(),
        bytes: 0,
        digest: String::new(),
        slots: Slots::read(database).or_else(|_| Slots::new(key))?,
    };
    snapshot::copy(db, scratch.path(), key, &Unwatched)?;
    named(&folder, scratch.path(), head, now)?;
    Ok(())
}

/// What the head of a backup of this database says.
pub(super) fn head_of(
    db: &Connection,
    database: &Path,
    key: &FileKey,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<Head> {
    let standing = snapshot::standing(db)?;
    Ok(Head {
        taken: now.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        reason: reason.to_owned(),
        schema: standing.schema,
        installation: standing.installation,
        entries: standing.entries,
        head: standing.head,
        erasures: erasure::done(db)?,
        bytes: 0,
        digest: String::new(),
        // Without its slot file a database still opens with the recovery key; so does its backup.
        slots: Slots::read(database).or_else(|_| Slots::new(key))?,
    })
}

/// Reopens a copy with the key and compares it with what was copied.
pub(super) fn proved(
    path: &Path,
    key: &FileKey,
    head: &Head,
    counts: &BTreeMap<String, i64>,
    progress: &dyn Progress,
) -> Result<()> {
    progress.step(0, 1, "backup.checking");
    same(path, key, &head.head, counts)?;
    progress.step(1, 1, "backup.checking");
    progress.go_on()
}

/// Whether a copy is sound and of the moment with this head and these counts.
pub(crate) fn same(path: &Path, key: &FileKey, head: &str, counts: &BTreeMap<String, i64>) -> Result<()> {
    let unsound = |fault: String| refuse("backup.unsound").because(fault);
    let (db, schema) = snapshot::look(path, key).map_err(|refusal| unsound(format!("{refusal:?}")))?;
    if let Some(fault) = soundness::first_fault(&soundness::look(&db, &schema)) {
        return Err(unsound(fault));
    }
    if snapshot::standing(&db)?.head != head || &snapshot::counts(&db, &schema)? != counts {
        return Err(unsound("the copy is of another moment".to_owned()));
    }
    Ok(())
}

/// Gives a checked copy its name in a folder.
pub(super) fn named(folder: &Path, copy: &Path, mut head: Head, now: DateTime<Utc>) -> Result<BackupLine> {
    let stem = format!("{PREFIX}{}", now.with_timezone(&Local).format("%Y%m%d-%H%M%S"));
    let name = free_name(folder, &stem).ok_or_else(|| refuse("backup.exists"))?;
    bundle::write(&folder.join(&name), &mut head, copy)?;
    line(folder, &name, None, &[]).ok_or_else(|| refuse("backup.damaged"))
}

/// A name that is not taken in a folder.
fn free_name(folder: &Path, stem: &str) -> Option<String> {
    (1..1000)
        .map(|at| if at == 1 { format!("{stem}.{ENDING}") } else { format!("{stem}-{at}.{ENDING}") })
        .find(|name| !folder.join(name).exists())
}

/// One backup as listed.
fn line(folder: &Path, name: &str, keys: Option<&[FileKey]>, erasures: &[String]) -> Option<BackupLine> {
    let path = folder.join(name);
    let bytes = std::fs::metadata(&path).ok()?.len();
    Some(match bundle::read_head(&path) {
        Ok(head) => {
            let own = keys.is_none_or(|keys| keys.iter().any(|key| head.slots.fits(key)));
            BackupLine {
                name: name.to_owned(),
                holds_erased: own && erasures.iter().any(|known| !head.erasures.contains(known)),
                taken: head.taken,
                reason: head.reason,
                bytes,
                entries: head.entries,
                own,
                damaged: false,
            }
        }
        Err(_) => BackupLine {
            name: name.to_owned(),
            taken: String::new(),
            reason: String::new(),
            bytes,
            entries: 0,
            own: false,
            holds_erased: false,
            damaged: true,
        },
    })
}

/// The backups of a folder, newest first.
#[must_use]
pub fn list(folder: &Path, keys: Option<&[FileKey]>, erasures: &[String]) -> Vec<BackupLine> {
    let names = std::fs::read_dir(folder).map(|entries| {
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect::<Vec<_>>()
    });
    let mut lines: Vec<BackupLine> = names
        .unwrap_or_default()
        .into_iter()
        .filter(|name| name.ends_with(&format!(".{ENDING}")))
        .filter_map(|name| line(folder, &name, keys, erasures))
        .collect();
    lines.sort_by(|one, other| (&other.taken, &other.name).cmp(&(&one.taken, &one.name)));
    lines
}

/// The backups beside the open file and the damaged files that were put aside, with what each still holds.
///
/// # Errors
/// What the database says.
pub fn own_list(station: &Station) -> Result<Vec<BackupLine>> {
    let (known, days) = station.read(&doorkeeper(), |reading| {
        let days: Vec<String> = erasure::store::all(reading.db)?.into_iter().map(|one| one.day).collect();
        Ok((erasure::store::known(reading.db)?, days))
    })?;
    let mut lines = list(&folder(station.path()), Some(&station.keys()), &known);
    lines.extend(swapping::asides(station.path(), &days));
    Ok(lines)
}

/// Sends the newest backup to the second place, when that can be reached. A stick that is away is no failure: its age shows.
fn send(station: &Station, line: &BackupLine, habits: &mut Habits, now: DateTime<Utc>, policy: &Policy) {
    let Some(second) = &mut habits.second else { return };
    if !second.folder.is_dir() {
        return;
    }
    let own = folder(station.path()).join(&line.name);
    // Another office may have the same stick, and taken a backup in the same second: nobody's file is written over.
    let target = match (bundle::read_head(&own), bundle::read_head(&second.folder.join(&line.name))) {
        (Ok(head), Ok(there)) if head.digest != there.digest => {
            free_name(&second.folder, line.name.trim_end_matches(&format!(".{ENDING}")))
        }
        _ => Some(line.name.clone()),
    };
    let Some(target) = target else { return };
    if bundle::copy(&own, &second.folder.join(&target)).is_ok() {
        second.at = Some(now);
        second.entries = line.entries;
        sweep(&second.folder, &station.keys(), now, policy, &target);
    }
}

/// Takes away what the rules no longer keep of this file's own backups, and what an interrupted backup left. A backup of
/// another office, and one that somebody gave a name to, are not ours to thin.
fn sweep(folder: &Path, keys: &[FileKey], now: DateTime<Utc>, policy: &Policy, newest: &str) {
    let kept: Vec<rules::Kept> = list(folder, Some(keys), &[])
        .into_iter()
        .filter(|line| !line.damaged && line.own && line.name.starts_with(PREFIX))
        .filter_map(|line| {
            let taken = DateTime::parse_from_rfc3339(&line.taken).ok()?.with_timezone(&Utc);
            Some(rules::Kept { name: line.name, taken, bytes: line.bytes })
        })
        .collect();
    let free = fs4::available_space(folder).unwrap_or(u64::MAX / 4);
    for name in rules::thin(kept, now, free, policy).iter().filter(|name| *name != newest) {
        std::fs::remove_file(folder.join(name)).ok();
    }
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(PREFIX) && name.ends_with(&format!(".{ENDING}.part")) {
            std::fs::remove_file(entry.path()).ok();
        }
    }
}

/// Takes away copies an interrupted program left half-made. Called when the file is opened for writing.
pub fn clear_leftovers(database: &Path) {
    for entry in std::fs::read_dir(folder(database)).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.contains(".look") || name.ends_with(".part") {
            std::fs::remove_file(entry.path()).ok();
        }
    }
}

/// Sets the second place, or takes it away, and sends the newest backup there at once.
///
/// # Errors
/// `backup.second_missing` when the folder cannot be reached, `backup.second_same` for the folder of the backups itself.
pub fn set_second(station: &Station, place: Option<PathBuf>) -> Result<()> {
    if let Some(place) = &place {
        if !place.is_dir() {
            return Err(refuse("backup.second_missing"));
        }
        let own = folder(station.path());
        if place.canonicalize().ok() == own.canonicalize().ok() && own.exists() {
            return Err(refuse("backup.second_same"));
        }
    }
    station.tidy(|tx| {
        let mut habits = store::habits(tx)?;
        habits.second = place.map(|folder| Second { folder, at: None, entries: 0 });
        store::keep_habits(tx, &habits)
    })
}

/// The folder of the second place, when one is set.
///
/// # Errors
/// What the database says.
pub fn second_folder(station: &Station) -> Result<Option<PathBuf>> {
    station.read(&doorkeeper(), |reading| Ok(store::habits(reading.db)?.second.map(|second| second.folder)))
}

/// The health card.
///
/// # Errors
/// What the database says.
pub fn state(station: &Station) -> Result<BackupState> {
    let now = station.clock().now();
    let (habits, policy, entries) = station.read(&doorkeeper(), |reading| {
        Ok((
            remembered(reading.db, station.path())?,
            store::policy(reading.db, reading.today)?,
            snapshot::standing(reading.db)?.entries,
        ))
    })?;
    let lines = own_list(station)?;
    let (light, reason) = rules::light(&habits, entries, now, &policy);
    let text = |at: DateTime<Utc>| at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    let tried = |one: &Option<Tried>| (one.as_ref().map(|one| text(one.at)), one.as_ref().map(|one| one.good));
    let (checked_at, checked_good) = tried(&habits.checked);
    let (rehearsed_at, rehearsed_good) = tried(&habits.rehearsed);
    Ok(BackupState {
        light,
        reason,
        sentence: sentence(reason, &habits, now),
        unsaved: entries - habits.last.as_ref().map_or(0, |last| last.entries),
        next_in_minutes: rules::wait(&habits, entries, now, &policy),
        last_at: habits.last.as_ref().map(|last| text(last.at)),
        second: habits.second.as_ref().map(|second| SecondState {
            label: second
                .folder
                .file_name()
                .map_or_else(|| second.folder.display().to_string(), |name| name.to_string_lossy().into_owned()),
            reachable: second.folder.is_dir(),
            same_disk: same_disk(&second.folder, station.path()),
            at: second.at.map(text),
            days: second.at.map(|at| (now - at).num_days().max(0)),
            warn_days: policy.second_warn_days,
        }),
        checked_at,
        checked_good,
        rehearsed_at,
        rehearsed_good,
        count: lines.len(),
        bytes: lines.iter().map(|line| line.bytes).sum(),
        holding_erased: lines.iter().filter(|line| line.holds_erased).count(),
        latest: lines.into_iter().find(|line| !line.damaged),
    })
}

fn sentence(reason: Reason, habits: &Habits, now: DateTime<Utc>) -> String {
    let mut fields = serde_json::Map::new();
    let days = habits.second.as_ref().and_then(|second| second.at).map_or(0, |at| (now - at).num_days());
    fields.insert("days".to_owned(), days.into());
    words::fill(words::term(&reason.key()), &fields)
}

/// Whether two paths lie on one file system. On Windows the drive letters are compared.
fn same_disk(one: &Path, other: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let device = |path: &Path| std::fs::metadata(path).map(|known| known.dev()).ok();
        device(one).is_some() && device(one) == device(other)
    }
    #[cfg(not(unix))]
    {
        let drive = |path: &Path| {
            path.canonicalize().ok().and_then(|path| path.components().next().map(|first| first.as_os_str().to_owned()))
        };
        drive(one) == drive(other)
    }
}

/// Remembers how a check or a rehearsal ended.
pub fn remember(station: &Station, set: impl FnOnce(&mut Habits)) -> Result<()> {
    station.tidy(|tx| {
        let mut habits = store::habits(tx)?;
        set(&mut habits);
        store::keep_habits(tx, &habits)
    })
}

/// What a rehearsal found.
pub struct Rehearsal {
    /// The backup that was restored.
    pub name: String,
    /// Tables that differ from what they were when it was taken.
    pub differing: Vec<String>,
    /// Rows compared.
    pub rows: i64,
}

/// Rehearses a restore: takes a backup, lays it out in a temporary place from its own bytes, checks it and compares every
/// table with the state it was taken of.
///
/// # Errors
/// As [`take`]; `backup.damaged`, `backup.unsound`.
pub fn rehearse(station: &Station, progress: &dyn Progress) -> Result<Rehearsal> {
    let result = rehearsed(station, progress);
    let at = station.clock().now();
    let good = result.as_ref().is_ok_and(|found| found.differing.is_empty());
    if !result.as_ref().is_err_and(|refusal| refusal.code == "work.cancelled") {
        remember(station, |habits| habits.rehearsed = Some(Tried { at, good }))?;
    }
    result
}

fn rehearsed(station: &Station, progress: &dyn Progress) -> Result<Rehearsal> {
    // The state is read before and after: it is compared with whichever moment the backup is of.
    let before = station.read(&doorkeeper(), |reading| {
        Ok((snapshot::standing(reading.db)?, snapshot::digests(reading.db, reading.schema)?))
    })?;
    let line = take(station, "rehearsal", progress)?;
    let scratch = Scratch::within(&folder(station.path()))?;
    let head = bundle::unpack(&folder(station.path()).join(&line.name), scratch.path())?;
    let (db, schema) = snapshot::look(scratch.path(), station.key())?;
    if let Some(fault) = soundness::first_fault(&soundness::look(&db, &schema)) {
        return Err(refuse("backup.unsound").because(fault));
    }
    if head.head != before.0.head {
        return Err(refuse("backup.moved_on"));
    }
    let found = snapshot::digests(&db, &schema)?;
    let differing = before
        .1
        .iter()
        .filter(|(table, digest)| found.get(*table) != Some(digest))
        .map(|(table, _)| table.clone())
        .collect();
    let rows = snapshot::counts(&db, &schema)?.values().sum();
    Ok(Rehearsal { name: line.name, differing, rows })
}
