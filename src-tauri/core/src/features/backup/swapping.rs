//! How a whole file takes the place of the office's: a restored backup, here or on a new computer, and a file under a new
//! key. They all go this one way, so that what one of them must not forget none forgets: nobody else stands at the old file,
//! its lock is held throughout, no log of it is left to be read into the new one, and killed at any moment a whole file
//! lies in the place.

use super::keeper;
use super::model::BackupLine;
use crate::desk::Desk;
use crate::ground::disk::{self, with};
use crate::ground::file::FileKey;
use crate::ground::keys;
use crate::ground::refusal::{Result, refuse};
use crate::ground::snapshot;
use crate::ground::station::{Home, Opening, Station};
use chrono::{DateTime, Local, NaiveDateTime, Utc};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// How long work under way may take to end before the swap gives up: in steps of a hundredth of a second.
const PATIENCE: u32 = 1000;

/// Logs that can lie beside a database: what they hold is read into any file that lies there under its name.
const LOGS: [&str; 2] = ["-wal", "-journal"];

/// The moment in the name of a file that was put aside.
const MOMENT: &str = "%Y%m%d-%H%M%S";

/// The office's file taken off the desk, with no other work at it. Unless it is swapped it is laid back in the end.
pub(crate) struct Quiet<'a> {
    desk: &'a Desk,
    station: Option<Station>,
}

impl<'a> Quiet<'a> {
    /// Lets work under way end and takes no more: what is saved from now on would be lost with the old file.
    ///
    /// # Errors
    /// `session.none`, `station.*` when this program may not write, `database.busy` when work does not end.
    pub(crate) fn at(desk: &'a Desk) -> Result<Self> {
        let station = desk.station()?;
        // The door refuses here when the file is not ours to write.
        station.tidy(|_| Ok(()))?;
        station.retire(true);
        desk.take_off();
        keeper::wait();
        match alone(station) {
            Ok(station) => Ok(Self { desk, station: Some(station) }),
            Err(station) => {
                station.retire(false);
                desk.put_back(station);
                Err(refuse("database.busy"))
            }
        }
    }

    /// The file: it is read and copied, and takes no write.
    pub(crate) fn station(&self) -> Result<&Station> {
        self.station.as_ref().ok_or_else(|| refuse("fault"))
    }

    /// Puts the waiting file in the place. With `aside` the old one keeps a second name. Answers the lock, which was
    /// never given away; the desk stays empty.
    ///
    /// # Errors
    /// `station.looked_at` when another program looks at the old file; what the disk says. The old file is back on the desk.
    pub(crate) fn swap(mut self, aside: Option<&Path>) -> Result<Option<File>> {
        match self.station()?.stand_alone() {
            Ok(()) => {}
            // A damaged file cannot bring its log in; the two are put aside together.
            Err(refusal) if aside.is_some() && refusal.code != "station.looked_at" => {}
            Err(refusal) => return Err(refusal),
        }
        let Some(station) = self.station.take() else { return Err(refuse("fault")) };
        let (database, key) = (station.path().to_owned(), station.key().clone());
        let lock = station.close();
        if let Err(refusal) = take_place(&database, aside) {
            clear_waiting(&database);
            lay(self.desk, &database, key, lock)?;
            return Err(refusal);
        }
        Ok(lock)
    }
}

impl Drop for Quiet<'_> {
    fn drop(&mut self) {
        if let Some(station) = self.station.take() {
            clear_waiting(station.path());
            station.retire(false);
            self.desk.put_back(Arc::new(station));
        }
    }
}

/// Opens the file that lies in the place under a lock that is held, and lays it on the desk; the sessions go on.
///
/// # Errors
/// What opening says; the desk is cleared then.
pub(crate) fn lay(desk: &Desk, database: &Path, key: FileKey, lock: Option<File>) -> Result<()> {
    let place = desk.place();
    let opened = Station::open(Opening {
        path: database,
        key,
        clock: Arc::clone(&place.clock),
        markers: &place.markers,
        afterwards: crate::features::afterwards,
        create: false,
        before_migration: &|_| Ok(()),
        home: Home::Here,
        lock,
    });
    match opened {
        Ok(station) => {
            desk.put_back(Arc::new(station));
            Ok(())
        }
        Err(refusal) => {
            desk.clear();
            Err(refusal)
        }
    }
}

/// The station when nobody else holds it any more.
fn alone(mut station: Arc<Station>) -> std::result::Result<Station, Arc<Station>> {
    for _ in 0..PATIENCE {
        match Arc::try_unwrap(station) {
            Ok(alone) => return Ok(alone),
            Err(shared) => station = shared,
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    Err(station)
}

/// The name under which a file waits.
pub(crate) fn waiting(database: &Path) -> PathBuf {
    disk::beside(database, "restoring")
}

/// Takes away what a restore or a change of key left that was killed before its file took its place.
pub(crate) fn clear_waiting(database: &Path) {
    let laid = waiting(database);
    snapshot::take_away(&disk::beside(&laid, "anew"));
    disk::sweep_laid(database);
    // Slots that wait without their file belong to the file that took its place: they are for [`finish`].
    if laid.exists() {
        snapshot::take_away(&laid);
    }
}

/// Puts the waiting file in its place; who calls holds the lock. The slots follow, and [`finish`] brings them after should
/// the program be killed in between.
pub(super) fn take_place(database: &Path, aside: Option<&Path>) -> Result<()> {
    let laid = waiting(database);
    let holds = |ending: &str| std::fs::metadata(with(database, ending)).is_ok_and(|known| known.len() > 0);
    match aside {
        Some(aside) => keep(database, aside)?,
        // Saves that are not in the file yet must not be thrown away with their log.
        None if LOGS.into_iter().any(holds) => {
            return Err(refuse("station.looked_at").because("a log lies beside the file"));
        }
        None => {}
    }
    for ending in LOGS.into_iter().chain(["-shm"]) {
        let left = with(database, ending);
        if left.exists() {
            std::fs::remove_file(left)?;
        }
    }
    disk::rename(&laid, database)?;
    disk::sync_folder(database);
    finish(database);
    for ending in ["-wal", "-shm", ".lock"] {
        std::fs::remove_file(with(&laid, ending)).ok();
    }
    Ok(())
}

/// Gives what lies in the place a second name, so that at every moment a whole file lies there.
fn keep(database: &Path, aside: &Path) -> Result<()> {
    for ending in belongs().chain([""]) {
        let (from, to) = (with(database, ending), with(aside, ending));
        // Not every file system knows second names.
        if from.exists() && std::fs::hard_link(&from, &to).is_err() {
            std::fs::copy(&from, &to)?;
            File::open(&to)?.sync_all()?;
        }
    }
    disk::sync_folder(aside);
    Ok(())
}

/// Whether a file lies in the place, or anything that belonged to one.
pub(super) fn occupied(database: &Path) -> bool {
    database.exists() || belongs().any(|ending| with(database, ending).exists())
}

/// What belongs to a database and is worth nothing to another: its logs and its slots.
fn belongs() -> impl Iterator<Item = &'static str> {
    LOGS.into_iter().chain([".keys"])
}

/// Moves the log and the slots of a file that is not there any more out of the way: a new file must not take them for its
/// own, and with the old one they are worth everything. Answers the name they have now, if any lay there.
///
/// # Errors
/// What the disk says.
pub(crate) fn put_orphans_aside(database: &Path, now: DateTime<Utc>) -> Result<Option<PathBuf>> {
    if database.exists() || !occupied(database) {
        return Ok(None);
    }
    let aside = free_name(database, now);
    for ending in belongs() {
        if with(database, ending).exists() {
            disk::rename(&with(database, ending), &with(&aside, ending))?;
        }
    }
    Ok(Some(aside))
}

/// Brings them back, when nothing came of the new file.
pub(crate) fn bring_orphans_back(database: &Path, aside: &Path) {
    for ending in belongs() {
        if with(aside, ending).exists() {
            disk::rename(&with(aside, ending), &with(database, ending)).ok();
        }
    }
}

/// Keeps a copy of slots that are not those of the file beside them.
///
/// # Errors
/// What the disk says.
pub(crate) fn keep_slots(database: &Path, now: DateTime<Utc>) -> Result<()> {
    let slots = keys::slots_path(database);
    if slots.exists() {
        std::fs::copy(slots, keys::slots_path(&free_name(database, now)))?;
    }
    Ok(())
}

/// A name for what is put aside, with the moment in it, that nothing has yet.
pub(super) fn free_name(database: &Path, now: DateTime<Utc>) -> PathBuf {
    let first = disk::beside(database, &format!("before-{}", now.with_timezone(&Local).format(MOMENT)));
    (2..1000)
        .map(|at| with(&first, &format!("-{at}")))
        .fold(first.clone(), |name, next| if occupied(&name) { next } else { name })
}

/// Brings a swap to its end that was cut off between the file and its slots.
pub fn finish(database: &Path) {
    let laid = waiting(database);
    if laid.exists() {
        return;
    }
    // The lock of a file that took its place just before the program was killed belongs to nobody any more.
    std::fs::remove_file(with(&laid, ".lock")).ok();
    let slots = keys::slots_path(&laid);
    if slots.exists() && disk::rename(&slots, &keys::slots_path(database)).is_ok() {
        disk::sync_folder(database);
    }
}

/// The files that were put aside because they could not be taken into a backup, newest first. What was erased since may
/// stand in them; they cannot be rewritten, only removed by hand. `erased`: the days of erasures.
pub(super) fn asides(database: &Path, erased: &[String]) -> Vec<BackupLine> {
    let (Some(folder), Some(name)) = (database.parent(), database.file_name()) else { return Vec::new() };
    let begins = format!("{}.before-", name.to_string_lossy());
    let mut lines: Vec<BackupLine> = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(moment) = name.strip_prefix(&begins) else { continue };
        // Slots hold nothing of the office.
        if [".keys", "-shm", ".lock", ".part"].iter().any(|ending| name.ends_with(ending)) {
            continue;
        }
        let at: String = moment.chars().take(15).collect();
        let at = NaiveDateTime::parse_from_str(&at, MOMENT).ok();
        let taken = at.and_then(|at| at.and_local_timezone(Local).earliest()).map(|at| at.with_timezone(&Utc));
        let day = at.map(|at| at.date().to_string()).unwrap_or_default();
        lines.push(BackupLine {
            taken: taken.map_or_else(String::new, |at| at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)),
            reason: "aside".to_owned(),
            bytes: entry.metadata().map_or(0, |known| known.len()),
            entries: 0,
            own: false,
            holds_erased: erased.iter().any(|erased| *erased >= day),
            damaged: true,
            name,
        });
    }
    lines.sort_by(|one, other| other.name.cmp(&one.name));
    lines
}
