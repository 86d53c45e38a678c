//! Figures of the papers from the features that reckon them.

use super::chase::Owed;
use super::frame::{said, short_day};
use super::gather::{Village, slot_days, villages};
use super::month::{Counts, MonthRow};
use super::slips::{Slip, Slips, Window};
use super::store;
use crate::features::delegates::store as delegates;
use crate::features::duties::{sheet, store as duties};
use crate::features::rulebook::model::Duty;
use crate::ground::clock::day;
use crate::ground::refusal::Result;
use crate::ground::station::Reading;
use crate::ground::words;
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, HashMap};

/// The rows of the monthly report.
///
/// # Errors
/// What the database says.
pub fn month_rows(reading: &Reading<'_>, from: NaiveDate, to: NaiveDate) -> Result<Vec<MonthRow>> {
    let year = from.with_month(1).and_then(|day| day.with_day(1)).unwrap_or(from);
    let period = store::counts(reading.db, from, to)?;
    let so_far = store::counts(reading.db, year, to)?;
    let told = store::notes(reading.db, from, to)?;
    let visited = store::visited(reading.db, from, to)?;
    let mut rows = Vec::new();
    for village in villages(reading, to)? {
        let days = due_days(&village, from, to);
        let suspended: Vec<_> = told.iter().filter(|note| note.area_id == village.id && note.kind == "suspended").collect();
        let held_on = visited.get(&village.id).cloned().unwrap_or_default();
        let held = days.iter().filter(|day| held_on.contains(&day.to_string())).count();
        let (now, attended) = period.get(&village.id).copied().unwrap_or_default();
        let (year, _) = so_far.get(&village.id).copied().unwrap_or_default();
        let mut reasons: Vec<String> = suspended.iter().map(|note| note.reason.clone()).filter(|reason| !reason.is_empty()).collect();
        reasons.dedup();
        if held_on.is_empty() && now == Counts::default() {
            reasons.push(words::print("month.quiet").to_owned());
        }
        rows.push(MonthRow {
            leaders: village.leaders().map(|one| one.name.clone()).collect(),
            village: village.name.clone(),
            due: count(days.len()),
            held: count(held),
            suspended: count(suspended.len()),
            attended,
            period: now,
            year,
            note: reasons.join("\u{3001}"),
        });
    }
    Ok(rows)
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn due_days(village: &Village, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
    let mut days: Vec<NaiveDate> = village.slots.iter().flat_map(|slot| slot_days(slot, from, to)).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// Villages whose fixed day passed without a visit or a word.
///
/// # Errors
/// What the database says.
pub fn owed(reading: &Reading<'_>, from: NaiveDate, to: NaiveDate) -> Result<Vec<Owed>> {
    let told = store::notes(reading.db, from, to)?;
    let visited = store::visited(reading.db, from, to)?;
    let mut owed = Vec::new();
    for village in villages(reading, to)? {
        let silent = |day: &NaiveDate| {
            let text = day.to_string();
            let seen = visited.get(&village.id).is_some_and(|days| days.contains(&text));
            !seen && !told.iter().any(|note| note.area_id == village.id && note.day == text)
        };
        let days: Vec<NaiveDate> = due_days(&village, from, to).into_iter().filter(silent).collect();
        if !days.is_empty() {
            owed.push(Owed {
                days,
                leaders: village.leaders().map(|one| one.name.clone()).collect(),
                liaisons: village.liaisons().map(|one| (one.name.clone(), one.phone.clone())).collect(),
                village: village.name,
            });
        }
    }
    Ok(owed)
}

/// Slips of one delegate, a group or everybody, by strokes of the surname.
///
/// # Errors
/// `duties.person`; what the database says.
pub fn slips(reading: &Reading<'_>, as_of: NaiveDate, circle: Option<&str>, person: Option<&str>) -> Result<Slips> {
    let gathered = duties::gather(reading.db, as_of, circle, person)?;
    let labels = duties::labels(reading.db)?;
    let people: BTreeMap<String, delegates::Person> =
        delegates::people(reading.db)?.into_iter().map(|one| (one.id.clone(), one)).collect();
    let stations = villages(reading, as_of)?;
    let whole = sheet::whole(&gathered, &labels, true);
    let titles: BTreeMap<&str, &str> = gathered.rules.iter().map(|rule| (rule.id.as_str(), rule.title.as_str())).collect();
    let mut slips = Vec::new();
    for (line, found) in whole.delegates.into_iter().zip(&gathered.people) {
        if !line.in_office {
            continue;
        }
        let mut windows = Vec::new();
        for (duties_of, duty) in line.duties.iter().zip(Duty::ALL) {
            let days: HashMap<&str, NaiveDate> = gathered.deeds(found, duty).into_iter().map(|deed| (deed.id, deed.day)).collect();
            for one in &duties_of.windows {
                let label = |id: &String| -> Result<String> {
                    let (about, kind) = duties::describe(reading.db, duty, id)?;
                    let kind = sheet::kind_label(duty, &kind, &labels);
                    let at = days.get(id.as_str()).map(|day| short_day(*day)).unwrap_or_default();
                    Ok(said("slip.record", &[("day", at.into()), ("about", about.into()), ("kind", kind.into())]))
                };
                let counted = one.counted.iter().take(MOST_RECORDS).map(label).collect::<Result<Vec<_>>>()?;
                let mut reasons: Vec<String> = one.relief.iter().map(|reason| reason.sentence.clone()).collect();
                // The same reason is said once with how often it holds: a slip is one page.
                let mut grouped: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
                for not in &one.not_counted {
                    grouped.entry(&not.why).or_default().push(&not.id);
                }
                for (why, ids) in grouped {
                    let first = ids.first().map(|id| label(id)).transpose()?.unwrap_or_default();
                    let key = if ids.len() == 1 { "slip.not_counted" } else { "slip.not_counted_some" };
                    reasons.push(said(key, &[("record", first.into()), ("n", ids.len().into()), ("why", why.into())]));
                }
                windows.push(Window {
                    duty: titles.get(one.rule.as_str()).map_or_else(String::new, |title| (*title).to_owned()),
                    from: day(&one.from)?,
                    to: day(&one.to)?,
                    required: one.required,
                    done: one.done,
                    state: words::print(match one.state {
                        "met" => "state.met",
                        "open" => "state.open",
                        "overdue" => "state.overdue",
                        _ => "state.not_due",
                    })
                    .to_owned(),
                    counted,
                    more: count(one.counted.len().saturating_sub(MOST_RECORDS)),
                    reasons,
                });
            }
        }
        slips.push(Slip {
            post: people.get(&line.id).map(|one| one.post.clone()).unwrap_or_default(),
            circle: line.group.unwrap_or_default(),
            levels: line.levels.iter().map(|level| words::print(level_key(level)).to_owned()).collect(),
            villages: stations.iter().filter(|one| one.delegates.iter().any(|other| other.id == line.id)).map(|one| one.name.clone()).collect(),
            name: line.name,
            windows,
        });
    }
    let mut rules: Vec<String> = gathered.rules.iter().map(|rule| rule.book.clone()).collect();
    rules.dedup();
    Ok(Slips { as_of, rules: rules.join("\u{3001}"), slips })
}

/// Records named one by one in a window; more of them are counted.
const MOST_RECORDS: usize = 4;

fn level_key(level: &str) -> &'static str {
    match level {
        "city" => "level.city",
        "district" => "level.district",
        _ => "level.town",
    }
}
