//! What may be asked at the door.

use super::{actor, clerk, doorkeeper, lay_open, slots};
use crate::calls::{Call, Done, Work};
use crate::desk::Desk;
use crate::features::backup::swapping;
use crate::features::office::store::{self as office, Clerk, Office};
use crate::features::{Nothing, One, areas};
use crate::ground::ids::new_id;
use crate::ground::keys::{self, Slots};
use crate::ground::refusal::{Refusal, Result, refuse};
use crate::ground::station::{Hindrance, Op, Reading, Right, Station, Undo};
use crate::ground::tries::Tries;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

const FOUND: Op = Op { name: "office.found", right: Right::Manage, undo: Undo::Never("founding") };
const ADD: Op = Op { name: "auth.add", right: Right::Manage, undo: Undo::Never("keys") };
const DISABLE: Op = Op { name: "auth.disable", right: Right::Manage, undo: Undo::Never("keys") };
const RESET: Op = Op { name: "auth.reset", right: Right::Manage, undo: Undo::Never("keys") };
const PASSPHRASE: Op = Op { name: "auth.passphrase", right: Right::View, undo: Undo::Never("keys") };
const RECOVER: Op = Op { name: "auth.recover", right: Right::Manage, undo: Undo::Never("keys") };
const REKEY: Op = Op { name: "auth.rekey", right: Right::Manage, undo: Undo::Never("keys") };
const LOCK: Op = Op { name: "auth.lock", right: Right::View, undo: Undo::Never("keys") };

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::open("auth.state", "{}", state),
        Call::open(
            "office.found",
            r#"{"office":"里水镇","area_code":"440605126","since":"2026-01-01","person":"黄志芳","passphrase":"驻点联系群众2026"}"#,
            found,
        ),
        Call::open("auth.unlock", r#"{"person":"黄志芳","passphrase":"驻点联系群众2026"}"#, unlock),
        Call::open("auth.recover", r#"{"recovery_key":"","person":"黄志芳","passphrase":"新的口令2026"}"#, recover),
        Call::work(&LOCK, "{}", lock),
        Call::read("auth.people", "{}", people),
        Call::work(&ADD, r#"{"name":"陈小明","role":"enter","passphrase":"里水镇的新口令"}"#, add),
        Call::work(&DISABLE, r#"{"id":"$clerk"}"#, disable),
        Call::work(&REKEY, "{}", rekey),
        Call::work(&RESET, r#"{"id":"$clerk","passphrase":"重新设的口令"}"#, reset),
        Call::work(&PASSPHRASE, r#"{"old":"驻点联系群众2026","new":"驻点联系群众2027"}"#, passphrase),
    ]
}

/// What can be known before anybody unlocked.
#[derive(Serialize, TS)]
struct State {
    /// new: no file yet · locked: a file and its slots · keyless: a file without its slot file · open: unlocked.
    state: &'static str,
    /// Seconds until the next passphrase is taken.
    wait: i64,
    /// Schema version of this program.
    schema: u32,
}

fn state(desk: &Desk, _: Nothing) -> Result<State> {
    let database = &desk.database();
    swapping::finish(database);
    let mut wait = 0;
    let state = if desk.station().is_ok() {
        "open"
    } else if !database.exists() {
        "new"
    } else {
        match Slots::read(database) {
            Ok(_) => {
                wait = Tries::read(database).wait(desk.place().clock.now().timestamp());
                "locked"
            }
            Err(_) => "keyless",
        }
    };
    Ok(State { state, wait, schema: crate::ground::migrations::newest() })
}

/// The first run.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Found {
    /// Name as printed.
    pub office: String,
    /// 9-digit town code; its villages are laid.
    pub area_code: String,
    /// Token of a list of villages (CSV), for a town that is not in the built-in one.
    #[serde(default)]
    pub areas: Option<String>,
    /// Office that reports go to.
    #[serde(default)]
    pub district_office: Option<String>,
    /// First day of use; the start of this year when left out.
    #[serde(default)]
    pub since: Option<String>,
    /// First clerk, who manages.
    pub person: String,
    /// That clerk's passphrase.
    pub passphrase: String,
    /// A practice township, to be thrown away.
    #[serde(default)]
    pub practice: bool,
}

/// A founded office. The recovery key is shown this once.
#[derive(Serialize, TS)]
pub struct Founded {
    /// To be printed, typed back in part, sealed and kept.
    pub recovery_key: String,
    /// The first clerk's session.
    pub session: String,
    /// The first clerk.
    pub person: Clerk,
}

/// Founds an office.
///
/// # Errors
/// `database.exists`, `station.network`, names left out, `keys.short`, `areas.no_such_town`, `areas.list`; nothing is left
/// behind then.
pub fn found(desk: &Desk, request: Found) -> Result<Founded> {
    let database = &desk.database();
    if database.exists() {
        return Err(refuse("database.exists"));
    }
    if crate::ground::place::on_network(database) {
        return Err(refuse("station.network"));
    }
    let (office_name, name) = (request.office.trim().to_owned(), request.person.trim().to_owned());
    if office_name.is_empty() {
        return Err(refuse("office.name"));
    }
    if name.is_empty() {
        return Err(refuse("auth.name"));
    }
    let areas = match &request.areas {
        Some(token) => areas::List::of_file(&desk.files().path(token)?)?,
        None => {
            areas::check_town(&office_name, request.area_code.trim())?;
            areas::List::built_in()?
        }
    };
    let today = desk.place().clock.today();
    let since = match &request.since {
        Some(day) => crate::ground::clock::day(day)?,
        None => chrono::NaiveDate::from_ymd_opt(chrono::Datelike::year(&today), 1, 1).unwrap_or(today),
    };
    let key = keys::new_key()?;
    let mut slots = Slots::new(&key)?;
    slots.set(&name, &request.passphrase, &key)?;
    if let Some(folder) = database.parent() {
        std::fs::create_dir_all(folder)?;
    }
    // Slots and a log of a file that is away for a while are worth everything when it comes back.
    let orphans = swapping::put_orphans_aside(database, desk.place().clock.now())?;
    // The slots go first: a file without a slot would be a file nobody can open.
    let begun = slots.write(database).and_then(|()| {
        begin(desk, key.clone(), |writing| {
            let clerk =
                Clerk { id: new_id(), name: name.clone(), role: Right::Manage, active: true, since: today.to_string() };
            office::save_office(
                writing.tx,
                &Office {
                    id: new_id(),
                    name: office_name.clone(),
                    area_code: request.area_code.trim().to_owned(),
                    district_office: request.district_office.clone().unwrap_or_default(),
                    since: since.to_string(),
                    practice: request.practice,
                },
            )?;
            office::save_clerk(writing.tx, &clerk)?;
            crate::features::office::install_dictionaries(writing)?;
            crate::features::rulebook::install(writing)?;
            areas.install(writing, request.area_code.trim())?;
            writing.note("office", office_name.clone());
            Ok(clerk)
        })
    });
    match begun {
        Ok(clerk) => Ok(Founded {
            recovery_key: keys::recovery_text(&key).to_string(),
            session: desk.begin(actor(&clerk)),
            person: clerk,
        }),
        Err(refusal) => {
            // Nothing was founded: leave no half of an office behind.
            desk.clear();
            sweep(database);
            if let Some(aside) = orphans {
                swapping::bring_orphans_back(database, &aside);
            }
            Err(refusal)
        }
    }
}

/// Takes a database and the files beside it away: a founding that failed, or a practice township thrown away.
pub fn sweep(database: &std::path::Path) {
    for ending in ["", "-wal", "-shm", ".keys", ".lock", ".tries"] {
        std::fs::remove_file(crate::ground::disk::with(database, ending)).ok();
    }
}

fn begin(
    desk: &Desk,
    key: crate::ground::file::FileKey,
    act: impl FnOnce(&mut crate::ground::station::Writing<'_>) -> Result<Clerk>,
) -> Result<Clerk> {
    let station = lay_open(desk, key, true)?;
    Ok(station.write(&FOUND, &doorkeeper(), act)?.answer)
}

/// A name and a passphrase.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Unlock {
    /// Name of the clerk.
    pub person: String,
    /// Passphrase as typed.
    pub passphrase: String,
}

/// An unlocked session.
#[derive(Serialize, TS)]
pub struct Unlocked {
    /// Token of the session.
    pub session: String,
    /// Who.
    pub person: Clerk,
    /// The file was found to be a copy: it has an installation of its own now.
    pub copied: bool,
    /// False when another program holds the file, it lies on a network share, or its folder takes no writes.
    pub writable: bool,
    /// Why nothing can be saved, as a sentence; empty when it can.
    pub notice: String,
    /// What to do about it.
    pub notice_hint: String,
}

/// Begins the session of an opened office.
pub fn unlocked(desk: &Desk, station: &Station, clerk: Clerk) -> Unlocked {
    let hindrance = station.hindrance().map(Hindrance::refusal);
    Unlocked {
        session: desk.begin(actor(&clerk)),
        person: clerk,
        copied: station.copied(),
        writable: station.writable(),
        notice: hindrance.as_ref().map(Refusal::sentence).unwrap_or_default(),
        notice_hint: hindrance.as_ref().map(Refusal::hint).unwrap_or_default(),
    }
}

/// Unlocks the office with a person's passphrase.
///
/// # Errors
/// `database.missing`, `keys.*`, `auth.disabled`, and what opening says.
pub fn unlock(desk: &Desk, request: Unlock) -> Result<Unlocked> {
    let database = &desk.database();
    swapping::finish(database);
    if !database.exists() {
        return Err(refuse("database.missing"));
    }
    let slots = Slots::read(database)?;
    let key = slots.open(database, &request.person, &request.passphrase, desk.place().clock.now().timestamp())?;
    let station = lay_open(desk, key, false).map_err(|refusal| match refusal.code.as_str() {
        "keys.other_file" => refuse("keys.other_slots"),
        _ => refusal,
    })?;
    let clerk = clerk(&station, &request.person)?;
    Ok(unlocked(desk, &station, clerk))
}

/// The recovery key opens the bare database and gives a clerk a new passphrase.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct Recover {
    recovery_key: String,
    /// A clerk of the office, or a new name that shall manage.
    person: String,
    passphrase: String,
}

fn recover(desk: &Desk, request: Recover) -> Result<Unlocked> {
    let database = &desk.database();
    swapping::finish(database);
    if !database.exists() {
        return Err(refuse("database.missing"));
    }
    let name = request.person.trim().to_owned();
    if name.is_empty() {
        return Err(refuse("auth.name"));
    }
    let key = keys::recovery_key(&request.recovery_key)?;
    // The file itself tells whether the key is its own. The slots beside it may be missing, or those of another file.
    let slots = Slots::read(database).ok().filter(|slots| slots.fits(&key));
    let station = lay_open(desk, key.clone(), false).map_err(|refusal| match refusal.code.as_str() {
        "database.damaged" if slots.is_none() => refuse("keys.other_file"),
        _ => refusal,
    })?;
    let now = desk.place().clock.now();
    let begin = || match slots::present(&station) {
        Err(refusal) if ["keys.missing", "keys.damaged", "keys.other_slots"].contains(&refusal.code.as_str()) => {
            swapping::keep_slots(database, now)?;
            Slots::new(&key)
        }
        other => other,
    };
    let today = desk.place().clock.today().to_string();
    let written = slots::change(&station, &RECOVER, &doorkeeper(), begin, |writing, slots| {
        slots.set(&name, &request.passphrase, &key)?;
        let known = office::clerks(writing.tx)?.into_iter().find(|clerk| clerk.name == name);
        let clerk = match known {
            Some(clerk) => Clerk { active: true, ..clerk },
            None => Clerk { id: new_id(), name: name.clone(), role: Right::Manage, active: true, since: today.clone() },
        };
        office::save_clerk(writing.tx, &clerk)?;
        writing.note("name", name.clone());
        writing.keep();
        Ok(clerk)
    })?;
    Tries::forget(database);
    Ok(unlocked(desk, &station, written.answer))
}

/// Unlocks a file that was just restored, by the recovery key when one is given.
pub(crate) fn reopen(desk: &Desk, recovery_key: Option<&str>, person: &str, passphrase: &str) -> Result<Unlocked> {
    let (person, passphrase) = (person.to_owned(), passphrase.to_owned());
    match recovery_key {
        Some(text) => recover(desk, Recover { recovery_key: text.to_owned(), person, passphrase }),
        None => unlock(desk, Unlock { person, passphrase }),
    }
}

fn lock(work: &Work<'_>, _: Nothing) -> Result<Done<()>> {
    // What was done since the last backup goes into one; a failure shows on the health card and must not keep the door open.
    crate::features::backup::Keeper::of(work.desk).leaving().ok();
    work.desk.clear();
    Ok(Done::silent(()))
}

fn people(reading: &Reading<'_>, _: Nothing) -> Result<Vec<Clerk>> {
    office::clerks(reading.db)
}

/// A new clerk.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct Add {
    name: String,
    role: Right,
    passphrase: String,
}

fn add(work: &Work<'_>, request: Add) -> Result<Done<One>> {
    let name = request.name.trim().to_owned();
    if name.is_empty() {
        return Err(refuse("auth.name"));
    }
    let station = work.desk.station()?;
    let today = station.clock().today().to_string();
    let written = slots::change(
        &station,
        &ADD,
        &work.session.actor,
        || slots::present(&station),
        |writing, slots| {
            slots.set(&name, &request.passphrase, station.key())?;
            let known = office::clerks(writing.tx)?.into_iter().find(|clerk| clerk.name == name);
            if known.as_ref().is_some_and(|clerk| clerk.active) {
                return Err(refuse("auth.same_name").with("name", name.clone()));
            }
            let clerk = Clerk {
                id: known.map_or_else(new_id, |clerk| clerk.id),
                name: name.clone(),
                role: request.role,
                active: true,
                since: today,
            };
            office::save_clerk(writing.tx, &clerk)?;
            writing.note("name", name.clone());
            Ok(One { id: clerk.id })
        },
    )?;
    Ok(written.into())
}

fn disable(work: &Work<'_>, request: One) -> Result<Done<One>> {
    let station = work.desk.station()?;
    let written = slots::change(
        &station,
        &DISABLE,
        &work.session.actor,
        || slots::present(&station),
        |writing, slots| {
            let all = office::clerks(writing.tx)?;
            let clerk =
                all.iter().find(|clerk| clerk.id == request.id).cloned().ok_or_else(|| refuse("auth.disabled"))?;
            if clerk.role == Right::Manage
                && all.iter().filter(|one| one.active && one.role == Right::Manage).count() <= 1
            {
                return Err(refuse("auth.last_manager").with("name", clerk.name));
            }
            office::save_clerk(writing.tx, &Clerk { active: false, ..clerk.clone() })?;
            writing.note("name", clerk.name.clone());
            writing.subject(&clerk.id);
            slots.clear(&clerk.name)?;
            Ok(One { id: clerk.id })
        },
    )?;
    work.desk.end_sessions(&written.answer.id);
    Ok(written.into())
}

/// A new file key was laid. The recovery key is shown this once; the old paper opens older backups only.
#[derive(Serialize, TS)]
struct Rekeyed {
    /// To be printed, typed back in part, sealed and kept.
    recovery_key: String,
}

fn rekey(work: &Work<'_>, _: Nothing) -> Result<Done<Rekeyed>> {
    let (key, operation) = super::rekey::rekey(work.desk, &REKEY, &work.session.actor, work.progress)?;
    let recovery_key = keys::recovery_text(&key).to_string();
    Ok(Done { answer: Rekeyed { recovery_key }, operation, changed: Vec::new() })
}

/// A new passphrase for somebody who forgot theirs.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct Reset {
    id: String,
    passphrase: String,
}

fn reset(work: &Work<'_>, request: Reset) -> Result<Done<One>> {
    let station = work.desk.station()?;
    let written = slots::change(
        &station,
        &RESET,
        &work.session.actor,
        || slots::present(&station),
        |writing, slots| {
            let clerk = office::clerks(writing.tx)?
                .into_iter()
                .find(|clerk| clerk.id == request.id && clerk.active)
                .ok_or_else(|| refuse("auth.disabled"))?;
            slots.set(&clerk.name, &request.passphrase, station.key())?;
            writing.note("name", clerk.name);
            writing.subject(&clerk.id);
            writing.keep();
            Ok(One { id: clerk.id })
        },
    )?;
    Ok(written.into())
}

/// A change of one's own passphrase.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct Passphrase {
    old: String,
    new: String,
}

fn passphrase(work: &Work<'_>, request: Passphrase) -> Result<Done<()>> {
    let station = work.desk.station()?;
    let name = &work.session.actor.name;
    keys::long_enough(&request.new)?;
    slots::present(&station)?.open(station.path(), name, &request.old, station.clock().now().timestamp())?;
    let written = slots::change(
        &station,
        &PASSPHRASE,
        &work.session.actor,
        || slots::present(&station),
        |writing, slots| {
            slots.set(name, &request.new, station.key())?;
            writing.note("name", name.clone());
            writing.keep();
            Ok(())
        },
    )?;
    Ok(written.into())
}
