//! What may be asked of areas.

use super::store::{self, Area};
use crate::calls::{Call, Done, Work};
use crate::features::{Nothing, One};
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

fn save(writing: &mut Writing<'_>, mut area: Area) -> Result<One> {
    area.name = area.name.trim().to_owned();
    if area.name.is_empty() {
        return Err(refuse("areas.name"));
    }
    if area.code.len() != 12 || !area.code.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(refuse("areas.code").with("code", area.code.clone()));
    }
    if area.successor_id.as_ref() == Some(&area.id) && !area.id.is_empty() {
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

/// Lays built-in units by code, or a list from a chosen CSV file.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct Install {
    /// 9-digit town code or 6-digit district code of the built-in list.
    #[serde(default)]
    code: Option<String>,
    /// Token of a CSV file with the columns code, name, town_code, town_name, kind.
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
    let list = match &request.file {
        Some(token) => Some(std::fs::read_to_string(work.desk.files().path(token)?)?),
        None => None,
    };
    let written = work.desk.station()?.write(&INSTALL, &work.session.actor, |writing| {
        let laid = match (&list, &request.code) {
            (Some(text), _) => super::install_list(writing, text)?,
            (None, Some(code)) => super::install(writing, code)?,
            (None, None) => return Err(refuse("areas.no_such_town").with("code", "")),
        };
        writing.note("n", laid);
        Ok(Installed { laid })
    })?;
    Ok(written.into())
}
