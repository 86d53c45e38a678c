//! Founding an office, unlocking it, and the people who may: the passphrase slots and the recovery key.

pub mod calls;
pub mod rekey;
mod slots;

use crate::desk::Desk;
use crate::features::backup::{keeper, swapping};
use crate::features::office::store as office;
use crate::ground::file::FileKey;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Actor, Home, Opening, Right, Station};

/// Who opened the file before any clerk is known: the founding and the look for the clerk's record.
pub(crate) fn doorkeeper() -> Actor {
    Actor { id: "doorkeeper".to_owned(), name: String::new(), right: Right::Manage }
}

/// Opens the desk's file with its key and lays it on the desk, unless it lies there already.
///
/// # Errors
/// `keys.other_file` when another key opened the one that lies there; what opening says.
pub fn lay_open(desk: &Desk, key: FileKey, create: bool) -> Result<std::sync::Arc<Station>> {
    match desk.station() {
        Ok(open) if *open.key() == key => return Ok(open),
        Ok(_) => return Err(refuse("keys.other_file")),
        Err(refusal) if refusal.code == "session.none" => {}
        Err(refusal) => return Err(refusal),
    }
    let place = desk.place();
    let database = desk.database();
    // A long import or a run over scans outlives a lock: whoever comes back finds the file as writable as it was left.
    if !create
        && let Some(left) = desk.left()
        && left.path() == database
        && *left.key() == key
    {
        desk.put_back(std::sync::Arc::clone(&left));
        return Ok(left);
    }
    swapping::finish(&database);
    let station = Station::open(Opening {
        path: &database,
        key: key.clone(),
        clock: std::sync::Arc::clone(&place.clock),
        markers: &place.markers,
        afterwards: crate::features::afterwards,
        create,
        before_migration: &|db| keeper::before_migration(&database, &place.clock, db, &key),
        home: Home::Here,
        lock: None,
    })?;
    if station.writable() {
        keeper::clear_leftovers(&database);
        swapping::clear_waiting(&database);
        // What cannot be taken away now is tried again at the next opening; the door itself keeps closed accounts out.
        slots::drop_closed(&station).ok();
        crate::features::evaluations::rounds::sweep(&station);
        crate::features::erasure::catch_up(&station).ok();
    }
    Ok(desk.lay(station))
}

/// The active clerk of a name.
///
/// # Errors
/// `auth.disabled` when the account was closed or never was.
pub fn clerk(station: &Station, name: &str) -> Result<office::Clerk> {
    let name = name.trim();
    station
        .read(&doorkeeper(), |reading| office::clerks(reading.db))?
        .into_iter()
        .find(|clerk| clerk.active && clerk.name == name)
        .ok_or_else(|| refuse("auth.disabled"))
}

/// The actor a clerk becomes when unlocked.
#[must_use]
pub fn actor(clerk: &office::Clerk) -> Actor {
    Actor { id: clerk.id.clone(), name: clerk.name.clone(), right: clerk.role }
}
