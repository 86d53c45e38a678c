//! What may be asked of the office.

use super::display::{self, Display, Wishes};
use super::store::{self, Entry, Office};
use crate::calls::{Call, Done, Work};
use crate::features::{Nothing, One};
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};
use serde::Serialize;
use ts_rs::TS;

const SAVE: Op = Op { name: "office.save", right: Right::Manage, undo: Undo::Undoable };
const ENTRY: Op = Op { name: "office.entry", right: Right::Manage, undo: Undo::Undoable };

const DISPLAY: Op = Op { name: "office.set_display", right: Right::View, undo: Undo::Never("habit") };

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::read("office.whole", "{}", whole),
        Call::write(
            &SAVE,
            r#"{"id":"$office","name":"里水镇","area_code":"440605126","district_office":"区委党联办","since":"2026-01-01"}"#,
            save,
        ),
        Call::read("office.display", "{}", display_of),
        Call::work(&DISPLAY, r#"{"theme":"dark","size":"125","idle_minutes":15}"#, set_display),
        Call::write(&ENTRY, r#"{"list":"tag","code":"night_talk","label":"夜访夜谈","place":9,"active":true}"#, entry),
    ]
}

/// The office with its dictionaries and day.
#[derive(Serialize, TS)]
struct Whole {
    /// The office.
    office: Office,
    /// All dictionaries.
    dictionary: Vec<Entry>,
    /// The day everything is reckoned on.
    today: String,
}

fn whole(reading: &Reading<'_>, _: Nothing) -> Result<Whole> {
    Ok(Whole {
        office: store::office(reading.db)?.ok_or_else(|| refuse("office.none"))?,
        dictionary: store::entries(reading.db)?,
        today: reading.today.to_string(),
    })
}

fn save(writing: &mut Writing<'_>, mut office: Office) -> Result<One> {
    office.name = office.name.trim().to_owned();
    if office.name.is_empty() {
        return Err(refuse("office.name"));
    }
    crate::ground::clock::day(&office.since)?;
    let known = store::office(writing.tx)?.ok_or_else(|| refuse("office.none"))?;
    office.id = known.id;
    office.practice = known.practice;
    writing.note("office", office.name.clone());
    store::save_office(writing.tx, &office)?;
    Ok(One { id: office.id })
}

fn entry(writing: &mut Writing<'_>, mut entry: Entry) -> Result<One> {
    entry.label = entry.label.trim().to_owned();
    let known = store::entries(writing.tx)?;
    if entry.label.is_empty() || !known.iter().any(|one| one.list == entry.list) {
        return Err(refuse("office.entry"));
    }
    if let Some(same) = known.iter().find(|one| one.list == entry.list && one.code == entry.code) {
        entry.id = same.id.clone();
    } else {
        entry.id = crate::ground::ids::new_id();
        if entry.code.trim().is_empty() {
            entry.code =
                format!("own_{}", entry.id.chars().take(13).filter(|letter| *letter != '-').collect::<String>());
        }
    }
    writing.note("label", entry.label.clone());
    store::save_entry(writing.tx, &entry)?;
    Ok(One { id: entry.id })
}

fn display_of(reading: &Reading<'_>, _: Nothing) -> Result<Display> {
    display::of(reading.db, &reading.actor.id, reading.today)
}

/// How the screen looks is no work of the office: it is kept without an entry and takes effect at once.
fn set_display(work: &Work<'_>, wishes: Wishes) -> Result<Done<Display>> {
    let station = work.desk.station()?;
    let today = station.clock().today();
    let kept = station.tidy(|tx| display::keep(tx, &work.session.actor.id, &wishes, today))?;
    Ok(Done { answer: kept, operation: None, changed: vec!["settings".to_owned()] })
}
