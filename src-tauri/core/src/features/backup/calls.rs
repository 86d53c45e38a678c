//! What may be asked of backup by a person who has unlocked.

use super::model::{BackupLine, BackupState, Inspected};
use super::restore::{self, Opener, RESTORE};
use super::{Keeper, keeper, restore_calls};
use crate::calls::{Call, Done, Work};
use crate::desk::Desk;
use crate::features::{Nothing, erasure};
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Right, Undo};
use crate::ground::words;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use ts_rs::TS;

const STATE: Op = Op { name: "backup.state", right: Right::View, undo: Undo::Never("looked") };
const LIST: Op = Op { name: "backup.list", right: Right::View, undo: Undo::Never("looked") };
const DUE: Op = Op { name: "backup.due", right: Right::View, undo: Undo::Never("looked") };
const NOW: Op = Op { name: "backup.now", right: Right::View, undo: Undo::Never("looked") };
const SECOND: Op = Op { name: "backup.second_place", right: Right::Enter, undo: Undo::Never("backup") };
const INSPECT: Op = Op { name: "backup.inspect", right: Right::View, undo: Undo::Never("looked") };
const REHEARSE: Op = Op { name: "backup.rehearse", right: Right::View, undo: Undo::Never("looked") };
const CLEANSE: Op = Op { name: "backup.cleanse", right: Right::Manage, undo: Undo::Never("backup") };

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    let mut calls = vec![
        Call::work(&STATE, "{}", state),
        Call::work(&LIST, "{}", list),
        Call::work(&DUE, "{}", due),
        Call::work(&NOW, "{}", now),
        Call::work(&SECOND, r#"{"folder":null}"#, second_place),
        Call::work(&INSPECT, r#"{"backup":"$backup"}"#, inspect),
        Call::work(&RESTORE, r#"{"backup":"$backup","head":"$head"}"#, restore_now),
        Call::work(&REHEARSE, "{}", rehearse),
        Call::work(&CLEANSE, "{}", cleanse),
    ];
    calls.extend(restore_calls::all());
    calls
}

fn state(work: &Work<'_>, _: Nothing) -> Result<Done<BackupState>> {
    Ok(Done::silent(keeper::state(&*work.desk.station()?)?))
}

fn list(work: &Work<'_>, _: Nothing) -> Result<Done<Vec<BackupLine>>> {
    Ok(Done::silent(keeper::own_list(&*work.desk.station()?)?))
}

/// Whether a backup is due.
#[derive(Serialize, TS)]
#[ts(rename = "BackupDue")]
struct Due {
    /// To be taken now.
    due: bool,
    /// Minutes until it is; none when nothing changed since the last.
    minutes: Option<i64>,
}

fn due(work: &Work<'_>, _: Nothing) -> Result<Done<Due>> {
    let minutes = keeper::due(&*work.desk.station()?)?;
    Ok(Done::silent(Due { due: minutes == Some(0), minutes }))
}

/// A backup to be taken.
#[derive(Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "BackupNow")]
struct Now {
    /// Only when something changed since the last one.
    when_changed: bool,
}

fn now(work: &Work<'_>, request: Now) -> Result<Done<Option<BackupLine>>> {
    let station = work.desk.station()?;
    if request.when_changed {
        let name = Keeper::of(work.desk).leaving()?;
        let lines = keeper::own_list(&station)?;
        return Ok(Done::silent(lines.into_iter().find(|line| Some(&line.name) == name.as_ref())));
    }
    Ok(Done::silent(Some(keeper::take(&station, "asked", work.progress)?)))
}

/// A folder on another disk or a stick.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct SecondPlace {
    /// Token of the folder; none takes the second place away.
    folder: Option<String>,
}

fn second_place(work: &Work<'_>, request: SecondPlace) -> Result<Done<BackupState>> {
    let station = work.desk.station()?;
    let folder = request.folder.map(|token| work.desk.files().path(&token)).transpose()?;
    let set = folder.is_some();
    keeper::set_second(&station, folder)?;
    if set {
        keeper::take(&station, "asked", work.progress)?;
    }
    Ok(Done::silent(keeper::state(&station)?))
}

/// Which backup, and how it is opened.
#[derive(Deserialize, TS, Default)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "WhichBackup")]
pub(super) struct Which {
    /// File name of a backup of the list.
    pub backup: Option<String>,
    /// Token of a chosen file, for instance on a stick.
    pub file: Option<String>,
    /// For a backup under another key: a person who had a passphrase then.
    pub person: Option<String>,
    /// That passphrase.
    pub passphrase: Option<String>,
    /// Or the recovery key.
    pub recovery_key: Option<String>,
    /// When restoring: the head that the preview showed.
    pub head: Option<String>,
}

impl Which {
    /// The file that is meant.
    pub fn path(&self, desk: &Desk) -> Result<PathBuf> {
        match (&self.backup, &self.file) {
            (Some(name), _) => {
                // A name, not a way: nothing outside the folder can be asked for.
                let known = keeper::list(&keeper::folder(&desk.database()), None, &[]);
                let line = known.iter().find(|line| &line.name == name).ok_or_else(|| refuse("backup.missing"))?;
                Ok(keeper::folder(&desk.database()).join(&line.name))
            }
            (None, Some(token)) => desk.files().path(token),
            (None, None) => Err(refuse("backup.missing")),
        }
    }

    /// How it is opened, when credentials came with it.
    pub fn opener(&self) -> Option<Opener<'_>> {
        match (&self.recovery_key, &self.person, &self.passphrase) {
            (Some(text), _, _) if !text.trim().is_empty() => Some(Opener::Recovery(text)),
            (_, Some(person), Some(passphrase)) => Some(Opener::Passphrase(person, passphrase)),
            _ => None,
        }
    }
}

fn inspect(work: &Work<'_>, which: Which) -> Result<Done<Inspected>> {
    let station = work.desk.station()?;
    let keys = station.keys();
    let opener = which.opener().unwrap_or(Opener::Own(&keys));
    let path = which.path(work.desk)?;
    Ok(Done::silent(restore::inspect(&path, &opener, &keeper::folder(station.path()), Some(&station))?))
}

/// A restored office: everybody is locked out and unlocks anew.
#[derive(Serialize, TS)]
pub(super) struct RestoredNow {
    /// When the backup was taken, UTC.
    pub taken: String,
    /// Head it was restored to.
    pub head: String,
    /// Name under which the old file is kept: a backup of the list, or a damaged file beside the new one.
    pub kept_aside: Option<String>,
    /// What was done, as a sentence.
    pub sentence: String,
}

fn restore_now(work: &Work<'_>, which: Which) -> Result<Done<RestoredNow>> {
    let path = which.path(work.desk)?;
    let seen = which.head.clone().ok_or_else(|| refuse("backup.unseen"))?;
    let keys = work.desk.station()?.keys();
    let opener = which.opener().unwrap_or(Opener::Own(&keys));
    let restored = restore::restore(work.desk, &path, &opener, &seen, &work.session.actor, work.progress)?;
    Ok(Done {
        operation: restored.operation,
        answer: RestoredNow {
            taken: restored.head.taken,
            head: restored.head.head,
            kept_aside: restored.kept_aside,
            sentence: words::term("backup.restored").to_owned(),
        },
        changed: vec!["*".to_owned()],
    })
}

/// What a rehearsal found.
#[derive(Serialize, TS)]
struct Rehearsed {
    /// The backup that was laid out and compared.
    backup: String,
    /// Whether every table is what it was.
    good: bool,
    /// Tables that are not.
    differing: Vec<String>,
    /// Rows compared.
    rows: i64,
}

fn rehearse(work: &Work<'_>, _: Nothing) -> Result<Done<Rehearsed>> {
    let found = keeper::rehearse(&*work.desk.station()?, work.progress)?;
    Ok(Done::silent(Rehearsed {
        backup: found.name,
        good: found.differing.is_empty(),
        differing: found.differing,
        rows: found.rows,
    }))
}

/// What cleansing did.
#[derive(Serialize, TS)]
struct Cleansed {
    /// Backups rewritten.
    rewritten: usize,
    /// Backups that could not be, and still hold erased data.
    left: Vec<String>,
}

fn cleanse(work: &Work<'_>, _: Nothing) -> Result<Done<Cleansed>> {
    let station = work.desk.station()?;
    let known = station.read(&work.session.actor, |reading| erasure::store::known(reading.db))?;
    let second = keeper::second_folder(&station)?.filter(|folder| folder.is_dir());
    let mut cleansed = Cleansed { rewritten: 0, left: Vec::new() };
    // A damaged file that was put aside cannot be rewritten; it is named, to be removed by hand.
    let aside = keeper::own_list(&station)?.into_iter().filter(|line| line.damaged && line.holds_erased);
    cleansed.left.extend(aside.map(|line| line.name));
    for folder in [Some(keeper::folder(station.path())), second].into_iter().flatten() {
        let lines: Vec<BackupLine> =
            keeper::list(&folder, Some(&station.keys()), &known).into_iter().filter(|line| line.holds_erased).collect();
        for (at, line) in lines.iter().enumerate() {
            work.progress.step(at as u64, lines.len() as u64, "backup.cleansing");
            work.progress.go_on()?;
            match restore::cleanse(&station, &folder, &line.name, &work.session.actor, work.progress) {
                Ok(()) => cleansed.rewritten += 1,
                Err(refusal) if refusal.code == "work.cancelled" => return Err(refusal),
                Err(_) => cleansed.left.push(line.name.clone()),
            }
        }
    }
    Ok(Done::silent(cleansed))
}
