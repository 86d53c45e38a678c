//! Changes of the passphrase slots that belong to an operation of the office.
//!
//! The slots are laid beside the slot file inside the transaction and take its place when that is committed: a commit that
//! is refused changes no passphrase. Killed in between, the journal tells of a change that did not come about: who was
//! disabled stays out, because the office file says so and the slot goes at the next opening; a passphrase is still the old
//! one and is set once more.

use crate::features::auth::doorkeeper;
use crate::features::backup::swapping;
use crate::features::office::store as office;
use crate::ground::keys::Slots;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Actor, Op, Station, Writing, Written};
use std::sync::Mutex;

/// One change of slots at a time: each builds on the slots the one before it left.
static CHANGING: Mutex<()> = Mutex::new(());

/// The slots of an open file.
///
/// # Errors
/// `keys.other_slots` when those beside it are of another file; `keys.missing`, `keys.damaged`.
pub(super) fn present(station: &Station) -> Result<Slots> {
    swapping::finish(station.path());
    let slots = Slots::read(station.path())?;
    if slots.fits(station.key()) { Ok(slots) } else { Err(refuse("keys.other_slots")) }
}

/// Writes an operation together with a change of the slots.
///
/// # Errors
/// `keys.not_kept` when the operation was committed and the slots could not follow; what `slots`, `act` and the door say,
/// and nothing has changed then.
pub(super) fn change<T>(
    station: &Station,
    op: &Op,
    actor: &Actor,
    slots: impl FnOnce() -> Result<Slots>,
    act: impl FnOnce(&mut Writing<'_>, &mut Slots) -> Result<T>,
) -> Result<Written<T>> {
    let _one = CHANGING.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let mut laid = None;
    let written = station.write(op, actor, |writing| {
        let mut slots = slots()?;
        let answer = act(writing, &mut slots)?;
        laid = Some(slots.lay(station.path())?);
        Ok(answer)
    })?;
    if let Some(laid) = laid {
        laid.take_place().map_err(|refusal| refuse("keys.not_kept").because(format!("{refusal:?}")))?;
    }
    Ok(written)
}

/// Takes away slots of clerks whose accounts are closed.
///
/// # Errors
/// What the database or the disk says; the slots stay then.
pub(super) fn drop_closed(station: &Station) -> Result<()> {
    let clerks = station.read(&doorkeeper(), |reading| office::clerks(reading.db))?;
    let open = |name: &str| clerks.iter().any(|one| one.active && one.name == name);
    let closed: Vec<&str> = clerks.iter().map(|one| one.name.as_str()).filter(|name| !open(name)).collect();
    if closed.is_empty() {
        return Ok(());
    }
    let _one = CHANGING.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let mut slots = present(station)?;
    let before = slots.count();
    for name in closed {
        slots.clear(name)?;
    }
    if slots.count() < before { slots.write(station.path()) } else { Ok(()) }
}
