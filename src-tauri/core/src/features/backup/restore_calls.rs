//! What may be asked of a backup on a computer that has no office file yet (换电脑恢复).

use super::calls::Which;
use super::keeper;
use super::model::Inspected;
use super::restore::{self, Opener};
use crate::calls::Call;
use crate::desk::Desk;
use crate::features::auth::calls::{Unlocked, reopen};
use crate::ground::refusal::{Result, refuse};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The calls.
pub(super) fn all() -> Vec<Call> {
    vec![
        Call::open("restore.inspect", r#"{"file":"$file","person":"黄志芳","passphrase":"驻点联系群众2026"}"#, inspect),
        Call::open("restore.open", r#"{"file":"$file","person":"黄志芳","passphrase":"驻点联系群众2026"}"#, open),
    ]
}

fn inspect(desk: &Desk, which: Which) -> Result<Inspected> {
    let opener = which.opener().ok_or_else(|| refuse("backup.foreign"))?;
    let path = which.path(desk)?;
    // A stick may be write-protected and the office's folder not there yet: a place of its own is used and taken away.
    let workplace = keeper::folder(&desk.database());
    let fresh = !workplace.exists();
    let found = restore::inspect(&path, &opener, &workplace, None);
    if fresh {
        std::fs::remove_dir(&workplace).ok();
    }
    found
}

/// A backup to be restored into an empty place.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "RestoreOpen")]
struct Open {
    /// Token of the backup.
    file: String,
    /// A person of the office; with the recovery key, who gets the new passphrase.
    person: String,
    /// The passphrase of that person when the backup was taken; with the recovery key, the new one.
    passphrase: String,
    /// The recovery key, when the passphrase is not known.
    #[serde(default)]
    recovery_key: Option<String>,
    /// Head that the preview showed, when it was looked at.
    #[serde(default)]
    head: Option<String>,
    /// Puts a file that lies here and cannot be opened aside, instead of refusing.
    #[serde(default)]
    aside: bool,
}

/// A restored and unlocked office.
#[derive(Serialize, TS)]
#[ts(rename = "RestoreOpened")]
struct Opened {
    /// When the backup was taken, UTC.
    taken: String,
    /// Name under which a file that lay here is kept.
    kept_aside: Option<String>,
    /// The unlocked session.
    unlocked: Unlocked,
}

fn open(desk: &Desk, request: Open) -> Result<Opened> {
    let path = desk.files().path(&request.file)?;
    let recovery = request.recovery_key.as_deref().filter(|text| !text.trim().is_empty());
    if recovery.is_some() {
        // A passphrase that is too short is refused before anything lies here.
        crate::ground::keys::long_enough(&request.passphrase)?;
    }
    let opener = recovery.map_or(Opener::Passphrase(&request.person, &request.passphrase), Opener::Recovery);
    let (_, restored) = restore::restore_here(desk, &path, &opener, request.head.as_deref(), request.aside)?;
    let unlocked = reopen(desk, recovery, &request.person, &request.passphrase)?;
    Ok(Opened { taken: restored.head.taken, kept_aside: restored.kept_aside, unlocked })
}
