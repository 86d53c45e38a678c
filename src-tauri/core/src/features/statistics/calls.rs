//! What may be asked of statistics.

use super::days;
use super::model::{ActivitySums, AreaRow, ByArea, KeyRow, Period, TopicRow, Totals};
use super::store::{self, By, Only};
use crate::calls::Call;
use crate::features::areas;
use crate::features::duties::rules::{Span, year_of};
use crate::features::office::store as office;
use crate::features::openings::store as openings;
use crate::features::rulebook::store::flag;
use crate::features::weeks::calls::Fixed;
use crate::features::weeks::rules::Standing;
use crate::features::weeks::store as weeks;
use crate::ground::clock::day;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::Reading;
use chrono::{Months, NaiveDate};
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::read("statistics.totals", r#"{"from":"2026-09-01","to":"2026-09-30"}"#, totals),
        Call::read("statistics.by_area", r#"{"from":"2026-09-01","to":"2026-09-30"}"#, by_area),
        Call::read("statistics.days", r#"{"from":"2026-09-01","to":"2026-09-30","state":"held"}"#, days::page),
        Call::read("statistics.by_month", r#"{"from":"2026-01-01","to":"2026-12-31"}"#, by_month),
        Call::read("statistics.by_kind", r#"{"from":"2026-01-01","to":"2026-12-31"}"#, by_kind),
        Call::read("statistics.by_topic", r#"{"from":"2026-01-01","to":"2026-12-31"}"#, by_topic),
    ]
}

pub(super) fn span(asked: &Period) -> Result<Span> {
    let span = Span { from: day(&asked.from)?, to: day(&asked.to)? };
    if span.to < span.from {
        return Err(refuse("statistics.backwards").with("from", asked.from.clone()).with("to", asked.to.clone()));
    }
    Ok(span)
}

fn only<'a>(db: &Connection, asked: &'a Period, participants: bool) -> Result<Only<'a>> {
    Ok(Only {
        area: asked.area.as_deref(),
        kind: asked.kind.as_deref(),
        forums: flag(db, "forum_counts_as_reception", &asked.to)?,
        participants,
    })
}

fn totals(reading: &Reading<'_>, asked: Period) -> Result<Totals> {
    let days = span(&asked)?;
    let only = only(reading.db, &asked, true)?;
    let sums = store::sums(reading.db, days, By::Whole, &only)?.remove("").unwrap_or_default();
    let year = if asked.kind.is_some() {
        None
    } else {
        let mut year = ActivitySums::default();
        for (_, sums) in year_so_far(reading.db, days.to, &only)? {
            year.add(&sums, 1);
        }
        Some(year)
    };
    Ok(Totals { from: asked.from, to: asked.to, sums, year })
}

/// The year of a day up to it by village, with opening totals in place of the days they cover; under an empty key what
/// belongs to no village. Opening totals that reach past the day are left out: they tell nothing of it.
fn year_so_far(db: &Connection, to: NaiveDate, only: &Only<'_>) -> Result<BTreeMap<String, ActivitySums>> {
    let first = year_of(to).from;
    let mut found = store::sums(db, Span { from: first, to }, By::Area, only)?;
    let year = i64::from(chrono::Datelike::year(&to));
    let mut town: Option<(NaiveDate, ActivitySums)> = None;
    let mut own: BTreeMap<String, (NaiveDate, ActivitySums)> = BTreeMap::new();
    for opening in openings::list(db, Some(year))? {
        let last = day(&opening.day)?;
        if last > to {
            continue;
        }
        let sums = ActivitySums {
            visits: opening.visits,
            received: opening.received,
            households: opening.households,
            firms: opening.firms,
            opinions: opening.opinions,
            closed: opening.closed,
            ..ActivitySums::default()
        };
        match opening.area_id {
            Some(area) => {
                own.insert(area, (last, sums));
            }
            None if only.area.is_none() => town = Some((last, sums)),
            None => {}
        }
    }
    if let Some(area) = only.area {
        own.retain(|key, _| key == area);
    }
    // What was entered for days an opening total covers is in it already.
    let cut_of = |area: &str| own.get(area).map(|(last, _)| *last).max(town.map(|(last, _)| last));
    let cuts: BTreeSet<NaiveDate> = own.values().map(|(last, _)| *last).chain(town.map(|(last, _)| last)).collect();
    for cut in cuts {
        let visited = Only { participants: false, ..only.clone() };
        for (area, covered) in store::sums(db, Span { from: first, to: cut }, By::Area, &visited)? {
            // Opening totals tell of no participants: those of the records stay counted.
            if cut_of(&area) == Some(cut)
                && let Some(sums) = found.get_mut(&area)
            {
                sums.add(&covered, -1);
            }
        }
    }
    for (area, (_, sums)) in own {
        found.entry(area).or_default().add(&sums, 1);
    }
    if let Some((_, sums)) = town {
        found.insert(String::new(), sums);
    }
    Ok(found)
}

fn by_area(reading: &Reading<'_>, asked: Period) -> Result<ByArea> {
    area_table(reading, &asked)
}

/// Villages as rows, for the screen and for print.
///
/// # Errors
/// `day.unreadable`, `statistics.backwards`; what the database says.
pub fn area_table(reading: &Reading<'_>, asked: &Period) -> Result<ByArea> {
    let days = span(asked)?;
    let only = only(reading.db, asked, true)?;
    let mut periods = store::sums(reading.db, days, By::Area, &only)?;
    let mut years = year_so_far(reading.db, days.to, &only)?;
    let known: BTreeMap<String, areas::Area> =
        areas::list(reading)?.into_iter().map(|area| (area.id.clone(), area)).collect();
    let order = in_order(reading.db, asked, days, &known, periods.keys().chain(years.keys()))?;
    let fixed = Fixed::load(reading.db, days)?;
    let keepers = weeks::keepers(reading.db, Span { from: days.to, to: days.to })?;
    let mut table = ByArea {
        from: asked.from.clone(),
        to: asked.to.clone(),
        year_from: year_of(days.to).from.to_string(),
        rows: Vec::new(),
        expected: 0,
        held: 0,
        suspended: 0,
        period: ActivitySums::default(),
        year: ActivitySums::default(),
    };
    for id in order {
        let (period, year) = (periods.remove(&id).unwrap_or_default(), years.remove(&id).unwrap_or_default());
        let (mut held, mut suspended, mut reasons) = (0, 0, Vec::new());
        let expected = match fixed.judged(&id, days) {
            None => {
                held = count(fixed.visited(&id, days).len());
                None
            }
            Some(judged) => {
                for one in &judged {
                    match one.standing {
                        Standing::Reported | Standing::Zero | Standing::MadeUp => held += 1,
                        Standing::Suspended => {
                            suspended += 1;
                            let told = one
                                .note
                                .map(|(_, note)| note.reason.clone())
                                .or(fixed.holiday(one.day).map(str::to_owned));
                            reasons.extend(told.filter(|reason| !reasons.contains(reason)));
                        }
                        Standing::Unreported | Standing::NoSlot => {}
                    }
                }
                Some(count(judged.len()))
            }
        };
        table.expected += expected.unwrap_or_default();
        table.held += held;
        table.suspended += suspended;
        table.period.add(&period, 1);
        table.year.add(&year, 1);
        let area = known.get(&id);
        table.rows.push(AreaRow {
            area: area.map_or_else(
                || crate::ground::words::term("statistics.no_village").to_owned(),
                |area| area.name.clone(),
            ),
            code: area.map(|area| area.code.clone()).unwrap_or_default(),
            leaders: keepers
                .get(&id)
                .into_iter()
                .flatten()
                .filter(|keeper| keeper.role == "leader")
                .map(|keeper| keeper.name.clone())
                .collect(),
            expected,
            held,
            suspended,
            reasons,
            zero: !id.is_empty() && period.visits == 0 && period.opinions == 0,
            period,
            year,
            area_id: id,
        });
    }
    Ok(table)
}

/// The rows of the table: the villages of the office in their order, then what records there are of others, or the rows
/// would not add up; what belongs to no village stands last under an empty name.
///
/// # Errors
/// What the database says.
pub(super) fn in_order<'a>(
    db: &Connection,
    asked: &Period,
    days: Span,
    known: &BTreeMap<String, areas::Area>,
    recorded: impl Iterator<Item = &'a String>,
) -> Result<Vec<String>> {
    let mut order: Vec<String> = weeks::villages(db, days)?.into_iter().map(|village| village.id).collect();
    if let Some(area) = &asked.area {
        order.retain(|id| id == area);
    }
    let listed: BTreeSet<String> = order.iter().cloned().collect();
    let recorded: BTreeSet<String> = recorded.cloned().collect();
    let mut outside: Vec<String> =
        recorded.iter().filter(|id| !id.is_empty() && !listed.contains(*id)).cloned().collect();
    outside.sort_by_key(|id| known.get(id).map(|area| (area.town_code.clone(), area.place)));
    order.extend(outside);
    if recorded.contains("") {
        order.push(String::new());
    }
    Ok(order)
}

/// Which of the villages have records in a period or in its year so far.
///
/// # Errors
/// What the database says.
pub(super) fn recorded(db: &Connection, asked: &Period, days: Span) -> Result<BTreeSet<String>> {
    let only = only(db, asked, false)?;
    let periods = store::sums(db, days, By::Area, &only)?;
    Ok(periods.into_keys().chain(year_so_far(db, days.to, &only)?.into_keys()).collect())
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn by_month(reading: &Reading<'_>, asked: Period) -> Result<Vec<KeyRow>> {
    months(reading, &asked, true)
}

/// Months of a period in order, empty ones with them. Who took part costs a walk over every visit's people.
///
/// # Errors
/// `day.unreadable`, `statistics.backwards`; what the database says.
pub fn months(reading: &Reading<'_>, asked: &Period, participants: bool) -> Result<Vec<KeyRow>> {
    let days = span(asked)?;
    let mut found = store::sums(reading.db, days, By::Month, &only(reading.db, asked, participants)?)?;
    let mut rows = Vec::new();
    let mut at = chrono::Datelike::with_day(&days.from, 1).unwrap_or(days.from);
    while at <= days.to {
        let key = at.format("%Y-%m").to_string();
        rows.push(KeyRow { label: key.clone(), sums: found.remove(&key).unwrap_or_default(), key });
        let Some(next) = at.checked_add_months(Months::new(1)) else { break };
        at = next;
    }
    Ok(rows)
}

fn by_kind(reading: &Reading<'_>, asked: Period) -> Result<Vec<KeyRow>> {
    let days = span(&asked)?;
    let mut found = store::sums(reading.db, days, By::Kind, &only(reading.db, &asked, true)?)?;
    let mut rows = Vec::new();
    for entry in office::entries(reading.db)?.into_iter().filter(|entry| entry.list == "visit_kind") {
        let sums = found.remove(&entry.code);
        if entry.active || sums.is_some() {
            rows.push(KeyRow { key: entry.code, label: entry.label, sums: sums.unwrap_or_default() });
        }
    }
    rows.extend(found.into_iter().map(|(key, sums)| KeyRow { label: key.clone(), key, sums }));
    Ok(rows)
}

fn by_topic(reading: &Reading<'_>, asked: Period) -> Result<Vec<TopicRow>> {
    topics(reading, &asked)
}

/// Topics in the order of the dictionary, empty ones with them.
///
/// # Errors
/// `day.unreadable`, `statistics.backwards`; what the database says.
pub fn topics(reading: &Reading<'_>, asked: &Period) -> Result<Vec<TopicRow>> {
    let mut found = store::topics(reading.db, span(asked)?, asked.area.as_deref())?;
    let mut rows = Vec::new();
    for entry in office::entries(reading.db)?.into_iter().filter(|entry| entry.list == "topic") {
        let row = found.remove(&entry.code);
        if entry.active || row.is_some() {
            let empty = TopicRow {
                topic: entry.code,
                label: String::new(),
                total: 0,
                registered: 0,
                answered: 0,
                handling: 0,
                closed: 0,
            };
            rows.push(TopicRow { label: entry.label, ..row.unwrap_or(empty) });
        }
    }
    rows.extend(found.into_values());
    Ok(rows)
}
