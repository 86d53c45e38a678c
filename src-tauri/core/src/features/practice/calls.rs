//! What may be asked of the practice township.

use super::{fill, material};
use crate::calls::{Call, Done, Work};
use crate::desk::Desk;
use crate::features::auth::calls as auth;
use crate::features::{Nothing, office};
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Right, Undo};

const FILL: Op = Op { name: "practice.fill", right: Right::Manage, undo: Undo::Never("practice") };
const DISCARD: Op = Op { name: "practice.discard", right: Right::View, undo: Undo::Never("practice") };

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![Call::open("practice.open", "{}", open), Call::work(&DISCARD, "{}", discard)]
}

/// Opens the practice township, making and filling it when it is not there. The real office must be locked.
fn open(desk: &Desk, _: Nothing) -> Result<auth::Unlocked> {
    if desk.station().is_ok() {
        return Err(refuse("practice.locked_first"));
    }
    let material = material()?;
    desk.practise(true);
    let opened = if desk.database().exists() {
        auth::unlock(desk, auth::Unlock { person: material.person.clone(), passphrase: material.passphrase.clone() })
    } else {
        found(desk, &material)
    };
    if opened.is_err() {
        desk.clear();
    }
    opened
}

fn found(desk: &Desk, material: &super::Material) -> Result<auth::Unlocked> {
    auth::found(
        desk,
        auth::Found {
            office: material.office.clone(),
            area_code: material.area_code.clone(),
            areas: None,
            district_office: Some(material.district_office.clone()),
            since: None,
            person: material.person.clone(),
            passphrase: material.passphrase.clone(),
            practice: true,
        },
    )?;
    let station = desk.station()?;
    let clerk = crate::features::auth::clerk(&station, &material.person)?;
    station.write(&FILL, &crate::features::auth::actor(&clerk), |writing| {
        let visits = fill::fill(writing, material)?;
        writing.note("n", visits);
        Ok(())
    })?;
    Ok(auth::unlocked(desk, &station, clerk))
}

/// Throws the practice township away.
fn discard(work: &Work<'_>, _: Nothing) -> Result<Done<()>> {
    let station = work.desk.station()?;
    let practice = station
        .read(&work.session.actor, |reading| office::store::office(reading.db))?
        .is_some_and(|office| office.practice);
    if !practice {
        return Err(refuse("practice.only"));
    }
    let database = station.path().to_owned();
    drop(station);
    work.desk.clear();
    auth::sweep(&database);
    crate::features::evaluations::rounds::sweep_all(&database);
    Ok(Done::silent(()))
}
