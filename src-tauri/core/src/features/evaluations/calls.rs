//! What may be asked of evaluations.

use super::printing;
use super::store::{self, Round};
use crate::calls::Call;
use crate::features::One;
use crate::ground::clock::day;
use crate::ground::ids::new_id;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};
use serde::Deserialize;
use ts_rs::TS;

const SAVE: Op = Op { name: "evaluations.save", right: Right::Enter, undo: Undo::Undoable };
const REMOVE: Op = Op { name: "evaluations.remove", right: Right::Enter, undo: Undo::Undoable };

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::read("evaluations.list", r#"{"year":2026}"#, list),
        Call::write(
            &SAVE,
            r#"{"year":2026,"title":"2026年度民主评议","state":"planned","subjects":[{"person_id":"$delegate","area_id":"$area"}]}"#,
            save,
        ),
        Call::write(&REMOVE, r#"{"id":"$round"}"#, remove),
        Call::work(&printing::PRINT, r#"{"round":"$round"}"#, printing::print),
    ]
}

/// Which rounds.
#[derive(Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
struct OfYear {
    /// All years when left out.
    year: Option<i64>,
}

fn list(reading: &Reading<'_>, asked: OfYear) -> Result<Vec<Round>> {
    store::list(reading.db, asked.year)
}

fn save(writing: &mut Writing<'_>, mut round: Round) -> Result<One> {
    round.title = round.title.trim().to_owned();
    round.note = round.note.trim().to_owned();
    if round.title.is_empty() {
        return Err(refuse("evaluations.title"));
    }
    if !(1949..=9999).contains(&round.year) {
        return Err(refuse("evaluations.year"));
    }
    if round.state.is_empty() {
        "planned".clone_into(&mut round.state);
    }
    if !matches!(round.state.as_str(), "planned" | "held" | "finished") {
        return Err(refuse("evaluations.state"));
    }
    match &round.held_on {
        Some(held) if day(held)? > writing.today && round.state != "planned" => {
            return Err(refuse("evaluations.in_future").with("day", held.clone()));
        }
        None if round.state != "planned" => return Err(refuse("evaluations.held_on")),
        _ => {}
    }
    if round.subjects.iter().any(|one| round.subjects.iter().filter(|other| *other == one).count() > 1) {
        return Err(refuse("evaluations.twice"));
    }
    if round.id.is_empty() {
        round.id = new_id();
    } else if !store::exists(writing.tx, &round.id)? {
        return Err(refuse("evaluations.gone"));
    }
    writing.note("title", round.title.clone());
    writing.subject(&round.id);
    store::save(writing.tx, &round)?;
    Ok(One { id: round.id })
}

fn remove(writing: &mut Writing<'_>, one: One) -> Result<One> {
    let printed = store::printed(writing.tx, &one.id)?;
    if printed > 0 {
        return Err(refuse("evaluations.printed").with("n", printed));
    }
    if store::remove(writing.tx, &one.id)? == 0 {
        return Err(refuse("evaluations.gone"));
    }
    writing.subject(&one.id);
    Ok(one)
}
