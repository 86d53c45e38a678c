//! What may be asked of drafts.

use super::store::{self, Draft};
use crate::calls::{Call, Done, Work};
use crate::features::{Nothing, One};
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo};
use serde::Deserialize;
use ts_rs::TS;

const KEEP: Op = Op { name: "drafts.keep", right: Right::Enter, undo: Undo::Never("not_a_record") };
const DROP: Op = Op { name: "drafts.drop", right: Right::Enter, undo: Undo::Never("not_a_record") };

/// Longest draft kept, in bytes: a form, not a file.
const LONGEST: usize = 262_144;

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::read("drafts.list", "{}", list),
        Call::work(&KEEP, r#"{"feature":"visits","payload":{"day":"0908"}}"#, keep),
        Call::work(&DROP, r#"{"id":"00000000-0000-7000-8000-000000000000"}"#, drop),
    ]
}

fn list(reading: &Reading<'_>, _: Nothing) -> Result<Vec<Draft>> {
    store::list(reading.db, &reading.actor.id)
}

/// What is being typed.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct Keep {
    /// The draft, when it is not its first keeping.
    #[serde(default)]
    id: Option<String>,
    /// Form.
    feature: String,
    /// Record being changed, if any.
    #[serde(default)]
    record: Option<String>,
    /// Whatever the form holds.
    #[ts(type = "unknown")]
    payload: serde_json::Value,
}

fn keep(work: &Work<'_>, request: Keep) -> Result<Done<One>> {
    let station = work.desk.station()?;
    let payload = request.payload.to_string();
    if payload.len() > LONGEST {
        return Err(refuse("drafts.long"));
    }
    let id = request.id.unwrap_or_else(crate::ground::ids::new_id);
    let saved = station.clock().now().to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    station.tidy(|tx| {
        store::keep(tx, &id, &request.feature, &work.session.actor.id, request.record.as_deref(), &payload, &saved)
    })?;
    Ok(Done::silent(One { id }))
}

fn drop(work: &Work<'_>, request: One) -> Result<Done<One>> {
    work.desk.station()?.tidy(|tx| store::drop(tx, &request.id, &work.session.actor.id))?;
    Ok(Done::silent(request))
}
