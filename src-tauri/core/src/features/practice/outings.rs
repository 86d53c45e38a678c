//! Activities and notices of the practice township: one of each kind, reports from the desk to where they were used, and
//! notices that everybody has, some have, and one that is late.

use super::Material;
use crate::features::activities::model::{Activity, Collation, Report, Use};
use crate::features::activities::{calls as activities, reporting};
use crate::features::notices::calls as notices;
use crate::features::notices::model::{Audience, DeliverWish, Notice};
use crate::features::notices::store::recipients;
use crate::ground::refusal::Result;
use crate::ground::station::Writing;
use chrono::{Days, NaiveDate};
use serde::Deserialize;

/// An activity as the data file has it.
#[derive(Deserialize)]
pub(super) struct Outing {
    kind: String,
    title: String,
    /// Days before today it began; ahead of today when negative.
    ago: i64,
    /// Days it lasted beyond the first.
    #[serde(default)]
    more: u64,
    #[serde(default)]
    organiser: String,
    #[serde(default)]
    invited_by: String,
    #[serde(default)]
    audience: String,
    #[serde(default)]
    manner: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    hours: i64,
    #[serde(default)]
    findings: String,
    #[serde(default)]
    advice: String,
    /// Its report: title and text; none when empty.
    #[serde(default)]
    report: String,
    #[serde(default)]
    content: String,
    /// Dictionary report_use of what the report was used for, and where.
    #[serde(default)]
    used: String,
    #[serde(default)]
    used_in: String,
}

/// A notice as the data file has it.
#[derive(Deserialize)]
pub(super) struct Paper {
    kind: String,
    title: String,
    body: String,
    /// Days before today.
    ago: u64,
    /// Days it had to be delivered in.
    within: u64,
    /// delegates, areas, or the name of a unit.
    to: Vec<String>,
    /// One recipient in so many has not got it; none when 0.
    missing: usize,
}

/// Delegates who took part in one activity.
const WENT: usize = 5;

fn before(today: NaiveDate, ago: i64) -> NaiveDate {
    let days = Days::new(ago.unsigned_abs());
    if ago < 0 { today + days } else { today - days }
}

/// Lays activities with their reports, the collation of what is old enough, and the notices.
///
/// # Errors
/// What the calls refuse; what the database says.
pub(super) fn fill(
    writing: &mut Writing<'_>,
    material: &Material,
    delegates: &[String],
    areas: &[String],
) -> Result<()> {
    let today = writing.today;
    let mut sent = Vec::new();
    for (at, outing) in material.outings.iter().enumerate() {
        let from = before(today, outing.ago);
        let who = |next: usize| delegates.get((at * 7 + next * 3) % delegates.len().max(1)).cloned();
        let walked = matches!(outing.kind.as_str(), "inspection" | "research");
        let mut went: Vec<String> = (0..WENT).filter_map(who).collect();
        went.sort();
        went.dedup();
        let id = activities::save(
            writing,
            Activity {
                kind: outing.kind.clone(),
                title: outing.title.clone(),
                from_day: from.to_string(),
                to_day: (from + Days::new(outing.more)).to_string(),
                place: outing.place.clone(),
                areas: if walked { areas.iter().skip(at).take(2).cloned().collect() } else { Vec::new() },
                organiser: outing.organiser.clone(),
                invited_by: outing.invited_by.clone(),
                delegates: went.clone(),
                hours: outing.hours,
                audience: outing.audience.clone(),
                manner: outing.manner.clone(),
                findings: outing.findings.clone(),
                advice: outing.advice.clone(),
                ..Activity::default()
            },
        )?
        .id;
        if outing.report.is_empty() {
            continue;
        }
        let handed = (from + Days::new(outing.more + 6)).min(today);
        let report = reporting::save(
            writing,
            Report {
                activity_id: id,
                person_id: if at % 2 == 0 { went.first().cloned() } else { None },
                day: handed.to_string(),
                title: outing.report.clone(),
                content: outing.content.clone(),
                ..Report::default()
            },
        )?
        .id;
        if !outing.used.is_empty() {
            sent.push(report.clone());
            reporting::used(
                writing,
                Use {
                    report_id: report,
                    day: today.to_string(),
                    way: outing.used.clone(),
                    receiver: outing.used_in.clone(),
                    ..Use::default()
                },
            )?;
        }
    }
    if !sent.is_empty() {
        let collation = Collation {
            day: (today - Days::new(9)).to_string(),
            title: material.collation.clone(),
            receiver: material.district_office.clone(),
            reports: sent,
            ..Collation::default()
        };
        reporting::collate(writing, collation)?;
    }
    material.notices.iter().try_for_each(|paper| notice(writing, paper))
}

fn notice(writing: &mut Writing<'_>, paper: &Paper) -> Result<()> {
    let day = writing.today - Days::new(paper.ago);
    let audience = paper.to.iter().map(|to| match to.as_str() {
        "delegates" | "areas" => Audience { kind: to.clone(), target: String::new() },
        unit => Audience { kind: "unit".to_owned(), target: unit.to_owned() },
    });
    let id = notices::save(
        writing,
        Notice {
            kind: paper.kind.clone(),
            day: day.to_string(),
            title: paper.title.clone(),
            body: paper.body.clone(),
            receipt_by: Some((day + Days::new(paper.within)).to_string()),
            audience: audience.collect(),
            ..Notice::default()
        },
    )?
    .id;
    let ways = ["phone", "in_person", "posted"];
    let lines = recipients(writing.tx, &id)?;
    for (turn, way) in ways.iter().enumerate() {
        let reached: Vec<String> = lines
            .iter()
            .enumerate()
            .filter(|(at, _)| at % ways.len() == turn && (paper.missing == 0 || at % paper.missing != 0))
            .map(|(_, line)| line.recipient.id.clone())
            .collect();
        if reached.is_empty() {
            continue;
        }
        let wish = DeliverWish {
            notice_id: id.clone(),
            recipients: reached,
            day: (day + Days::new(turn as u64)).min(writing.today).to_string(),
            way: (*way).to_owned(),
            ..DeliverWish::default()
        };
        notices::deliver(writing, wish)?;
    }
    Ok(())
}
