//! What may be asked of areas.

use super::store::{self, Area};
use super::{List, Town};
use crate::calls::{Call, Done, Work};
use crate::desk::Desk;
use crate::features::{Nothing, One};
use crate::ground::clock::day;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

const SAVE: Op = Op { name: "areas.save", right: Right::Manage, undo: Undo::Undoable };
const INSTALL: Op = Op { name: "areas.install", right: Right::Manage, undo: Undo::Undoable };

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::read("areas.list", "{}", list),
        Call::open("areas.towns", "{}", towns),
        Call::write(
            &SAVE,
            r#"{"code":"440605126999","name":"试点社区居委会","town_code":"440605126","town_name":"里水镇","kind":"community","place":99}"#,
            save,
        ),
        Call::work(&INSTALL, r#"{"code":"440605125"}"#, install),
    ]
}

fn list(reading: &Reading<'_>, _: Nothing) -> Result<Vec<Area>> {
    store::list(reading.db)
}

/// Which list of towns.
#[derive(Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
struct TownList {
    /// Token of a workbook or CSV file with columns for the code, the name and the town; the built-in list when left out.
    file: Option<String>,
}

/// The towns an office can be founded in, for the first run.
fn towns(desk: &Desk, asked: TownList) -> Result<Vec<Town>> {
    Ok(list_of(desk, asked.file.as_deref())?.towns())
}

fn list_of(desk: &Desk, file: Option<&str>) -> Result<List> {
    file.map_or_else(List::built_in, |token| List::of_file(&desk.files().path(token)?))
}

/// Days that can be days and counts that can be counts.
fn sound(area: &Area) -> Result<()> {
    for text in [&area.valid_from, &area.valid_to, &area.households_on, &area.firms_on].into_iter().flatten() {
        day(text)?;
    }
    if let (Some(from), Some(to)) = (&area.valid_from, &area.valid_to)
        && to < from
    {
        return Err(refuse("areas.backwards").with("from", from.clone()).with("to", to.clone()));
    }
    match [area.households, area.firms].into_iter().flatten().find(|count| *count < 0) {
        Some(count) => Err(refuse("areas.count").with("count", count)),
        None => Ok(()),
    }
}

/// True when the areas that took over, one after the other, lead back to this one.
fn comes_back(area: &Area, others: &[Area]) -> bool {
    let mut next = area.successor_id.as_ref();
    for _ in 0..=others.len() {
        let Some(id) = next else { return false };
        if *id == area.id {
            return true;
        }
        next = others.iter().find(|other| other.id == *id).and_then(|other| other.successor_id.as_ref());
    }
    true
}

fn save(writing: &mut Writing<'_>, mut area: Area) -> Result<One> {
    area.name = area.name.trim().to_owned();
    if area.name.is_empty() {
        return Err(refuse("areas.name"));
    }
    if area.code.len() != 12 || !area.code.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(refuse("areas.code").with("code", area.code.clone()));
    }
    sound(&area)?;
    let others = store::list(writing.tx)?;
    if let Some(holder) = others.iter().find(|other| other.code == area.code && other.id != area.id) {
        return Err(refuse("areas.code_taken").with("code", area.code.clone()).with("name", holder.name.clone()));
    }
    if comes_back(&area, &others) {
        return Err(refuse("areas.successor"));
    }
    if area.id.is_empty() {
        area.id = crate::ground::ids::new_id();
    }
    if area.short_name.trim().is_empty() {
        area.short_name = super::short_name(&area.name).to_owned();
    }
    writing.note("area", area.name.clone());
    writing.subject(&area.id);
    store::save(writing.tx, &area)?;
    Ok(One { id: area.id })
}

/// Lays built-in units by code, or a list from a chosen file.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct Install {
    /// 9-digit town code or 6-digit district code of the list; a list of one's own is laid whole without it.
    #[serde(default)]
    code: Option<String>,
    /// Token of a workbook or CSV file with columns for the code, the name and the town.
    #[serde(default)]
    file: Option<String>,
}

/// How many were laid.
#[derive(Serialize, TS)]
struct Installed {
    /// Areas that were not there before.
    laid: usize,
}

fn install(work: &Work<'_>, request: Install) -> Result<Done<Installed>> {
    let list = list_of(work.desk, request.file.as_deref())?;
    let written = work.desk.station()?.write(&INSTALL, &work.session.actor, |writing| {
        let laid = match (&request.code, &request.file) {
            (Some(code), _) => list.install(writing, code)?,
            (None, Some(_)) => list.install_all(writing)?,
            (None, None) => return Err(refuse("areas.no_such_town").with("code", "")),
        };
        writing.note("n", laid);
        Ok(Installed { laid })
    })?;
    Ok(written.into())
}
