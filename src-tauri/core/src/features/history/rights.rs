//! Which right taking something back asks for: the one that doing it asked for. Nobody undoes what they may not do, and
//! nobody gets back by an old value what they may not set.

use super::store::{self, Entry};
use crate::calls::register_op;
use crate::ground::journal::Change;
use crate::ground::refusal::Result;
use crate::ground::station::Right;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// Writes old work back; what it asks for is told by that work.
pub const UNDO: &str = "history.undo";
/// Writes one old value back.
pub const RESTORE: &str = "history.restore_value";

/// Tables whose records belong to the clerk who made them, with the features that change them: others need to manage.
const OWN_WORK: &[(&str, &[&str])] = &[("views.", &["views"]), ("transfers.", &["transfers", "transfer_lines"])];

/// The operation behind a chain of undoings.
fn origin(db: &Connection, entry: &Entry) -> Result<Entry> {
    let mut origin = entry.clone();
    while let (UNDO, Some(undone)) = (origin.operation.as_str(), origin.undoes) {
        let Some(before) = store::one(db, undone)? else { break };
        origin = before;
    }
    Ok(origin)
}

/// Right the operation itself asks of this clerk. One the register does not know is nobody's to take back but a manager's.
fn asked(origin: &Entry, clerk: &str) -> Right {
    let own = OWN_WORK.iter().all(|(feature, _)| !origin.operation.starts_with(feature)) || origin.actor_id == clerk;
    match register_op(&origin.operation) {
        Some((_, right)) if own => right.max(Right::Enter),
        _ => Right::Manage,
    }
}

/// Right that taking an operation back asks of this clerk.
///
/// # Errors
/// What the database says.
pub fn to_undo(db: &Connection, entry: &Entry, clerk: &str) -> Result<Right> {
    let origin = origin(db, entry)?;
    if origin.operation != RESTORE {
        return Ok(asked(&origin, clerk));
    }
    let mut right = Right::Enter;
    for change in crate::ground::journal::changes(db, crate::ground::journal::Of::Operation(origin.seq))? {
        let of_record = crate::ground::journal::changes(db, crate::ground::journal::Of::Record(&change.record))?;
        let all = to_restore(db, &of_record, clerk)?;
        right = change.values.keys().filter_map(|column| all.get(column)).fold(right, |most, one| most.max(*one));
    }
    Ok(right)
}

/// Right that writing an old value of a record again asks of this clerk, by column: the highest that any change of the
/// column asked for.
///
/// # Errors
/// What the database says.
pub fn to_restore(db: &Connection, of_record: &[Change], clerk: &str) -> Result<BTreeMap<String, Right>> {
    let mut all: BTreeMap<String, Right> = BTreeMap::new();
    let Some(first) = of_record.first() else { return Ok(all) };
    let maker = store::one(db, first.seq)?;
    let foreign = OWN_WORK.iter().any(|(_, tables)| tables.contains(&first.kind.as_str()))
        && maker.is_none_or(|maker| maker.actor_id != clerk);
    for change in of_record.iter().filter(|change| change.verb == "U") {
        let Some(entry) = store::one(db, change.seq)? else { continue };
        let origin = origin(db, &entry)?;
        // What was written back by itself once came from a change that is among these as well.
        let right = match origin.operation.as_str() {
            _ if foreign => Right::Manage,
            RESTORE => Right::Enter,
            _ => asked(&origin, clerk),
        };
        for column in change.values.keys() {
            let most = all.entry(column.clone()).or_insert(right);
            *most = right.max(*most);
        }
    }
    Ok(all)
}
