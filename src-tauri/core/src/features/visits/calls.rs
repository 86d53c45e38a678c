//! What may be asked of visits.

use super::model::{Page, Visit, VisitPage};
use super::{rules, store};
use crate::calls::Call;
use crate::features::One;
use crate::features::areas::store as areas;
use crate::features::opinions::entry;
use crate::features::plans;
use crate::ground::ids::new_id;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};
use chrono::Datelike;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

const SAVE: Op = Op { name: "visits.save", right: Right::Enter, undo: Undo::Undoable };
const REMOVE: Op = Op { name: "visits.remove", right: Right::Enter, undo: Undo::Undoable };
const OPEN: Op = Op { name: "visits.open", right: Right::View, undo: Undo::Never("looked") };

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::read("visits.list", r#"{"filter":{"from":"2026-01-01"},"limit":50}"#, list),
        Call::watched(&OPEN, r#"{"id":"$visit"}"#, |one: &One| one.id.clone(), open),
        Call::read("visits.reach", r#"{"as_of":"2026-09-15","since":"2026-07-01"}"#, super::reach::reach),
        Call::read("visits.next_number", r#"{"year":2026}"#, next_number),
        Call::write(
            &SAVE,
            r#"{"day":"2026-09-08","starts":"15:00","ends":"17:40","area_id":"$area","kind":"reception","leader_id":"$person",
                "delegates":["$delegate"],"received":14,"tags":["policy"],"situation":"反映集中在路灯和排水。",
                "opinions":[{"topic":"traffic","content":"村口到小学那段路灯不亮","giver":"麦女士"}]}"#,
            save,
        ),
        Call::write(&REMOVE, r#"{"id":"$visit"}"#, remove),
    ]
}

fn list(reading: &Reading<'_>, mut page: Page) -> Result<VisitPage> {
    if page.filter.with.as_deref() == Some("received") {
        let last = page.filter.to.clone().unwrap_or_else(|| reading.today.to_string());
        if crate::features::rulebook::store::flag(reading.db, "forum_counts_as_reception", &last)? {
            page.filter.with = Some("received_forums".to_owned());
        }
    }
    let (lines, sums) = store::page(reading.db, &page)?;
    Ok(VisitPage { lines, sums })
}

fn open(reading: &Reading<'_>, one: One) -> Result<Visit> {
    store::whole(reading.db, &one.id)?.ok_or_else(|| refuse("visits.gone"))
}

/// A ledger year.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct LedgerYear {
    year: i64,
}

/// A ledger number.
#[derive(Serialize, TS)]
struct LedgerNumber {
    /// The number the next saved visit of the year will get.
    number: i64,
}

fn next_number(reading: &Reading<'_>, asked: LedgerYear) -> Result<LedgerNumber> {
    Ok(LedgerNumber { number: store::next_number(reading.db, asked.year)? })
}

/// A saved visit.
#[derive(Serialize, TS)]
struct Saved {
    /// Record.
    id: String,
    /// Ledger year.
    year: i64,
    /// Ledger number.
    number: i64,
}

fn save(writing: &mut Writing<'_>, mut visit: Visit) -> Result<Saved> {
    rules::check(&mut visit, writing.today)?;
    // A visit that stands already keeps its village and day, whatever became of the village since.
    let held = if visit.id.is_empty() { None } else { store::where_and_when(writing.tx, &visit.id)? };
    if held.as_ref().is_none_or(|(area, day)| *area != visit.area_id || *day != visit.day)
        && let Some(area) = areas::valid(writing.tx, &visit.area_id)?
    {
        rules::check_area(&area, &visit.day)?;
    }
    save_checked(writing, &mut visit)?;
    writing.note("day", visit.day.clone());
    writing.note("year", visit.year);
    writing.note("number", visit.number);
    writing.subject(&visit.id);
    Ok(Saved { id: visit.id, year: visit.year, number: visit.number })
}

/// Writes a checked visit: gives it its number, or keeps the one it has.
///
/// # Errors
/// `visits.kind`, `visits.topic`, `visits.gone`, `visits.changed_meanwhile`; what the database says.
pub fn save_checked(writing: &mut Writing<'_>, visit: &mut Visit) -> Result<()> {
    if !crate::features::office::store::knows(writing.tx, "visit_kind", &visit.kind)? {
        return Err(refuse("visits.kind").with("kind", visit.kind.clone()));
    }
    for heard in &visit.opinions {
        if !heard.topic.is_empty() && !crate::features::office::store::knows(writing.tx, "topic", &heard.topic)? {
            return Err(refuse("visits.topic").with("topic", heard.topic.clone()));
        }
        if !heard.nature.is_empty()
            && !crate::features::office::store::knows(writing.tx, "opinion_nature", &heard.nature)?
        {
            return Err(refuse("visits.nature").with("nature", heard.nature.clone()));
        }
    }
    let year = i64::from(crate::ground::clock::day(&visit.day)?.year());
    if visit.id.is_empty() {
        visit.id = new_id();
        visit.year = year;
        visit.number = store::next_number(writing.tx, year)?;
    } else {
        let (had_year, had_number) = store::number_of(writing.tx, &visit.id)?.ok_or_else(|| refuse("visits.gone"))?;
        let version = store::version(writing.tx, &visit.id)?;
        if visit.version != 0 && visit.version != version {
            return Err(refuse("visits.changed_meanwhile"));
        }
        // A number once given stays, unless the visit moves to another year's ledger.
        (visit.year, visit.number) =
            if had_year == year { (had_year, had_number) } else { (year, store::next_number(writing.tx, year)?) };
    }
    store::save_row(writing.tx, visit, &writing.actor.id)?;
    store::save_people(writing.tx, visit)?;
    store::save_tags(writing.tx, visit)?;
    if let Some(plan) = &visit.plan_id {
        plans::calls::link(writing.tx, Some(plan.as_str()).filter(|id| !id.is_empty()), &visit.id)?;
    }
    entry::save_of_visit(writing.tx, visit, &writing.actor.id)
}

fn remove(writing: &mut Writing<'_>, one: One) -> Result<One> {
    let (year, number) = store::number_of(writing.tx, &one.id)?.ok_or_else(|| refuse("visits.gone"))?;
    writing.note("year", year);
    writing.note("number", number);
    writing.subject(&one.id);
    entry::check_removal(writing.tx, &one.id)?;
    plans::store::unlink(writing.tx, &one.id)?;
    store::remove(writing.tx, &one.id)?;
    Ok(one)
}
