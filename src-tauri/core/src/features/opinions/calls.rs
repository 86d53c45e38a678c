//! What may be asked of opinions.

use super::store::{self, Opinion, OpinionLine, OpinionPage};
use crate::calls::Call;
use crate::features::One;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

const OPEN: Op = Op { name: "opinions.open", right: Right::View, undo: Undo::Never("looked") };
const MOVE: Op = Op { name: "opinions.move", right: Right::Enter, undo: Undo::Undoable };

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::read("opinions.list", r#"{"status":"registered"}"#, list),
        Call::read("opinions.alike", r#"{"area_id":"$area","content":"北沙涌东边水沟堵了"}"#, alike),
        Call::watched(&OPEN, r#"{"id":"$opinion"}"#, |one: &One| one.id.clone(), open),
        Call::write(
            &MOVE,
            r#"{"id":"$opinion","status":"closed","answer":"已更换灯泡","unit":"镇市政办","closed_on":"2026-09-20"}"#,
            change,
        ),
    ]
}

/// A page of opinions.
#[derive(Serialize, TS)]
struct OpinionLines {
    /// Lines.
    lines: Vec<OpinionLine>,
    /// How many the filter leaves.
    total: i64,
}

fn list(reading: &Reading<'_>, page: OpinionPage) -> Result<OpinionLines> {
    Ok(OpinionLines { lines: store::lines(reading.db, &page)?, total: store::count(reading.db, &page)? })
}

/// A text that is being typed or was imported.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "OpinionText")]
struct Typed {
    /// Village it was heard in.
    area_id: String,
    /// What was said.
    content: String,
    /// The visit it belongs to; that one's opinions are not compared.
    #[serde(default)]
    visit_id: String,
}

/// Opinions compared, the newest of the village: older ones are rarely the same thing still.
const COMPARED: u32 = 2000;
/// Lines answered.
const ANSWERED: usize = 3;

/// Earlier opinions of the village that seem to be the same thing, the most alike first.
fn alike(reading: &Reading<'_>, typed: Typed) -> Result<Vec<OpinionLine>> {
    let held = store::newest_of(reading.db, &typed.area_id, &typed.visit_id, COMPARED)?;
    let texts: Vec<&str> = held.iter().map(|(_, content)| content.as_str()).collect();
    let mut lines = Vec::new();
    for at in super::alike::alike(&typed.content, &texts, ANSWERED) {
        if let Some((id, _)) = held.get(at)
            && let Some(one) = store::whole(reading.db, id)?
        {
            lines.push(one.line);
        }
    }
    Ok(lines)
}

fn open(reading: &Reading<'_>, one: One) -> Result<Opinion> {
    store::whole(reading.db, &one.id)?.ok_or_else(|| refuse("opinions.gone"))
}

/// A new status of an opinion.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct StatusChange {
    id: String,
    /// registered, answered, handling or closed.
    status: String,
    #[serde(default)]
    answer: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    closed_on: Option<String>,
}

fn change(writing: &mut Writing<'_>, request: StatusChange) -> Result<One> {
    if !crate::features::office::store::knows(writing.tx, "opinion_status", &request.status)? {
        return Err(refuse("opinions.status"));
    }
    let closed_on = match (&request.closed_on, request.status.as_str()) {
        (Some(day), _) => {
            crate::ground::clock::day(day)?;
            Some(day.clone())
        }
        (None, "closed" | "answered") => Some(writing.today.to_string()),
        (None, _) => None,
    };
    if store::set_status(
        writing.tx,
        &request.id,
        &request.status,
        request.answer.trim(),
        request.unit.trim(),
        closed_on.as_deref(),
    )? == 0
    {
        return Err(refuse("opinions.gone"));
    }
    writing.subject(&request.id);
    writing.note("status", request.status);
    Ok(One { id: request.id })
}
