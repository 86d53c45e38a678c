//! A new file key: offered when somebody is disabled who may hold a copy of the file and of the slots.
//!
//! The database is copied page by page under a new random key, checked, given its first entry, and takes the place of the
//! old one by one rename; the slots, sealed anew to everybody who may still unlock, follow. Killed at any moment, the
//! office opens with the old key or with the new one. Former keys are kept inside the encrypted file, so that older
//! backups still open from within; whoever lost the slot cannot open what is written from now on.

use crate::desk::Desk;
use crate::features::backup::keeper;
use crate::features::backup::swapping::{self, Quiet};
use crate::features::office::store as office;
use crate::ground::file::FileKey;
use crate::ground::former;
use crate::ground::keys;
use crate::ground::progress::Progress;
use crate::ground::refusal::Result;
use crate::ground::snapshot;
use crate::ground::station::{Actor, Home, Op, Opening, Station};
use std::sync::Arc;

/// Lays the office's file under a new key. Answers the new key and the number of the entry; sessions go on.
///
/// # Errors
/// `station.*` when this program may not write or another one looks at the file, `database.busy` when other work does not
/// end, `backup.unsound` when the copy does not pass its check; what the disk says. The old file and key live on then.
pub fn rekey(desk: &Desk, op: &'static Op, actor: &Actor, progress: &dyn Progress) -> Result<(FileKey, Option<i64>)> {
    let quiet = Quiet::at(desk)?;
    let database = quiet.station()?.path().to_owned();
    let (key, operation) = lay(desk, quiet.station()?, op, actor, progress)?;
    let lock = quiet.swap(None)?;
    swapping::lay(desk, &database, key.clone(), lock)?;
    progress.step(3, 3, "auth.rekeying");
    Ok((key, operation))
}

/// Lays the copy under the new key beside the file, ready to take its place, and its slots.
fn lay(
    desk: &Desk,
    station: &Station,
    op: &'static Op,
    actor: &Actor,
    progress: &dyn Progress,
) -> Result<(FileKey, Option<i64>)> {
    let place = desk.place();
    let database = station.path();
    let laid = swapping::waiting(database);
    swapping::clear_waiting(database);
    let key = keys::new_key()?;
    progress.step(1, 3, "auth.rekeying");
    let (standing, counts, people) = station.read(actor, |reading| {
        snapshot::copy(reading.db, &laid, &key, progress)?;
        let people: Vec<String> =
            office::clerks(reading.db)?.into_iter().filter(|clerk| clerk.active).map(|clerk| clerk.name).collect();
        Ok((snapshot::standing(reading.db)?, snapshot::counts(reading.db, reading.schema)?, people))
    })?;
    progress.step(2, 3, "auth.rekeying");
    keeper::same(&laid, &key, &standing.head, &counts)?;
    let anew = Station::open(Opening {
        path: &laid,
        key: key.clone(),
        clock: Arc::clone(&place.clock),
        markers: &place.markers,
        afterwards: crate::features::afterwards,
        create: false,
        before_migration: &|_| Ok(()),
        home: Home::Same,
        lock: None,
    })?;
    anew.tidy(|tx| former::keep(tx, &station.keys()))?;
    let written = anew.write(op, actor, |writing| {
        writing.note("n", people.len());
        writing.keep();
        Ok(())
    })?;
    anew.settle()?;
    drop(anew);
    std::fs::File::open(&laid)?.sync_all()?;
    // The slots come last: as long as the file itself waits, they are never looked at.
    super::slots::present(station)?.for_key(&key, &people)?.write(&laid)?;
    Ok((key, written.operation))
}
