//! The records behind a figure of a material, as they stand now.

use super::gather::{Group, matters, windows};
use super::model::{Counted, Material, MaterialFigure, MaterialFigures};
use super::store::{self, Work};
use crate::features::duties::rules::Span;
use crate::features::opinions::store::{self as opinions};
use crate::features::reports::frame::said;
use crate::features::rulebook;
use crate::ground::clock::day;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::Reading;

/// Every record that a figure counts; none of them stands for nothing.
///
/// # Errors
/// `materials.gone`; what the database says.
pub fn counted(reading: &Reading<'_>, asked: MaterialFigure) -> Result<Vec<Counted>> {
    let it = store::of_meeting(reading.db, &asked.meeting_id)?.ok_or_else(|| refuse("materials.gone"))?;
    let days = Span { from: day(&it.from_day)?, to: day(&it.to_day)? };
    let group = Group::of(reading, it.circle_id.as_deref(), days)?;
    match asked.what.as_str() {
        "visits" => contact(reading, &it, &group, days, |work| work.visits),
        "received" => contact(reading, &it, &group, days, |work| work.received),
        "households" => contact(reading, &it, &group, days, |work| work.households),
        "firms" => contact(reading, &it, &group, days, |work| work.firms),
        "villages" => {
            let mut lines: Vec<Counted> = Vec::new();
            for visit in contact(reading, &it, &group, days, |work| work.visits)? {
                if !lines.iter().any(|line| line.record == visit.area_id) {
                    let area_id = visit.area_id;
                    lines.push(Counted {
                        page: "stations",
                        record: area_id.clone(),
                        area_id,
                        n: 1,
                        ..Counted::default()
                    });
                }
            }
            Ok(lines)
        }
        "windows" => spans(reading, &group, days),
        "open" => owed(reading, &group, days, false),
        "overdue" => owed(reading, &group, days, true),
        what => heard(reading, &group, days, what),
    }
}

fn contact(
    reading: &Reading<'_>,
    it: &Material,
    group: &Group,
    days: Span,
    of: fn(&Work) -> i64,
) -> Result<Vec<Counted>> {
    let forums = rulebook::store::flag(reading.db, "forum_counts_as_reception", &it.to_day)?;
    let visits = store::visits(reading.db, days, group.json().as_deref(), forums)?;
    Ok(visits.into_iter().map(|(line, work)| Counted { n: of(&work), ..line }).filter(|line| line.n > 0).collect())
}

/// Opinions of all matters, or of one.
fn heard(reading: &Reading<'_>, group: &Group, days: Span, what: &str) -> Result<Vec<Counted>> {
    let matters = matters(reading, group, days, group.json().as_deref(), &mut MaterialFigures::default())?;
    let mut lines = Vec::new();
    for id in matters.into_iter().filter(|one| what == "opinions" || one.key == what).flat_map(|one| one.ids) {
        let Some(kept) = opinions::kept(reading.db, &id)? else { continue };
        lines.push(Counted {
            page: "opinions",
            record: id,
            day: kept.entry.day,
            area_id: kept.entry.area_id,
            label: kept.entry.content,
            n: 1,
            ..Counted::default()
        });
    }
    Ok(lines)
}

/// The windows of duties that touch these days.
fn spans(reading: &Reading<'_>, group: &Group, days: Span) -> Result<Vec<Counted>> {
    let as_of = looked_at(reading, days);
    let all = windows(reading, group, days)?.into_iter();
    Ok(all
        .map(|window| Counted {
            page: "duties",
            day: window.to.clone(),
            label: said(
                "materials.span",
                &[("rule", window.sentence.into()), ("met", window.met.into()), ("total", window.total.into())],
            ),
            n: 1,
            window: format!("{}:{}", window.duty, window.from),
            as_of: as_of.clone(),
            ..Counted::default()
        })
        .collect())
}

/// Delegates by window that is still open, or that ended without it.
fn owed(reading: &Reading<'_>, group: &Group, days: Span, overdue: bool) -> Result<Vec<Counted>> {
    let as_of = looked_at(reading, days);
    let mut lines = Vec::new();
    for window in windows(reading, group, days)? {
        let key = format!("{}:{}", window.duty, window.from);
        for person in if overdue { window.overdue } else { window.open } {
            let label =
                said("materials.owed", &[("name", person.name.into()), ("rule", window.sentence.clone().into())]);
            lines.push(Counted {
                page: "duties",
                record: person.id,
                day: window.to.clone(),
                label,
                n: 1,
                window: key.clone(),
                as_of: as_of.clone(),
                ..Counted::default()
            });
        }
    }
    Ok(lines)
}

/// The day on which the windows of a material were looked at, as they are gathered.
fn looked_at(reading: &Reading<'_>, days: Span) -> String {
    days.to.min(reading.today).max(days.from).to_string()
}
