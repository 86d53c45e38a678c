//! What may be asked of opening totals.

use super::store::{self, Opening};
use crate::calls::Call;
use crate::features::One;
use crate::ground::clock::day;
use crate::ground::ids::new_id;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};
use chrono::Datelike;
use serde::Deserialize;
use ts_rs::TS;

const SAVE: Op = Op { name: "openings.save", right: Right::Enter, undo: Undo::Undoable };
const REMOVE: Op = Op { name: "openings.remove", right: Right::Enter, undo: Undo::Undoable };

/// Largest total taken; a larger one is a slip of the hand.
const LARGEST: i64 = 99_999_999;

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::read("openings.list", r#"{"year":2026}"#, list),
        Call::write(
            &SAVE,
            r#"{"day":"2026-05-31","visits":640,"received":20131,"households":8000,"firms":5000,"opinions":892,"closed":401,
                "source":"1至5月驻点联系情况汇总表"}"#,
            save,
        ),
        Call::write(&REMOVE, r#"{"id":"$opening"}"#, remove),
    ]
}

/// Which totals.
#[derive(Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
struct OpeningYear {
    /// All years when left out.
    year: Option<i64>,
}

fn list(reading: &Reading<'_>, asked: OpeningYear) -> Result<Vec<Opening>> {
    store::list(reading.db, asked.year)
}

fn save(writing: &mut Writing<'_>, mut opening: Opening) -> Result<One> {
    let last = day(&opening.day)?;
    if last > writing.today {
        return Err(refuse("openings.in_future").with("day", opening.day));
    }
    for count in [opening.visits, opening.received, opening.households, opening.firms, opening.opinions, opening.closed]
    {
        if !(0..=LARGEST).contains(&count) {
            return Err(refuse("openings.count").with("count", count));
        }
    }
    if opening.closed > opening.opinions {
        return Err(refuse("openings.closed").with("closed", opening.closed).with("opinions", opening.opinions));
    }
    opening.source = opening.source.trim().to_owned();
    if opening.source.is_empty() {
        return Err(refuse("openings.source"));
    }
    let year = i64::from(last.year());
    if store::same(writing.tx, year, opening.area_id.as_deref())?.is_some_and(|known| known != opening.id) {
        return Err(refuse("openings.twice").with("year", year));
    }
    if opening.id.is_empty() {
        opening.id = new_id();
    }
    writing.note("day", opening.day.clone());
    writing.subject(&opening.id);
    store::save(writing.tx, year, &opening)?;
    Ok(One { id: opening.id })
}

fn remove(writing: &mut Writing<'_>, one: One) -> Result<One> {
    if store::remove(writing.tx, &one.id)? == 0 {
        return Err(refuse("openings.gone"));
    }
    writing.subject(&one.id);
    Ok(one)
}
