//! What may be asked of reports: write, gather for the district, tell what they were used for.

use super::calls::note;
use super::model::{Collation, Report, ReportLine, Use};
use super::rules;
use super::store::{self, reports};
use crate::calls::Call;
use crate::features::One;
use crate::features::office::store::knows;
use crate::ground::ids::new_id;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

const REPORT: Op = Op { name: "activities.report", right: Right::Enter, undo: Undo::Undoable };
const DROP: Op = Op { name: "activities.report_remove", right: Right::Enter, undo: Undo::Undoable };
const USE: Op = Op { name: "activities.use", right: Right::Enter, undo: Undo::Undoable };
const UNUSE: Op = Op { name: "activities.use_remove", right: Right::Enter, undo: Undo::Undoable };
const COLLATE: Op = Op { name: "activities.collate", right: Right::Enter, undo: Undo::Undoable };
const SCATTER: Op = Op { name: "activities.collation_remove", right: Right::Enter, undo: Undo::Undoable };

/// The calls about reports.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::read("activities.reports", r#"{"from":"2026-01-01","unsent":true}"#, list),
        Call::read("activities.collations", r#"{"from":"2026-01-01","to":"2026-12-31"}"#, collations),
        Call::read("activities.collation", r#"{"id":"$collation"}"#, collation),
        Call::write(
            &REPORT,
            r#"{"activity_id":"$activity","person_id":"$delegate","day":"2026-09-02","title":"关于河涌保洁的调研报告","content":"一、基本情况。"}"#,
            save,
        ),
        Call::write(&DROP, r#"{"id":"$loosereport"}"#, remove),
        Call::write(
            &USE,
            r#"{"report_id":"$report","day":"2026-09-10","way":"bulletin","receiver":"区委办《参阅》","document":"第8期"}"#,
            used,
        ),
        Call::write(&UNUSE, r#"{"id":"$reportuse"}"#, unused),
        Call::write(
            &COLLATE,
            r#"{"day":"2026-09-12","title":"第三季度调研成果","receiver":"区委党联办","reports":["$report","$loosereport"]}"#,
            collate,
        ),
        Call::write(&SCATTER, r#"{"id":"$collation"}"#, scatter),
    ]
}

/// Which reports.
#[derive(Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "ReportsAsked")]
struct ReportsAsked {
    /// Handed in on this day or later.
    from: Option<String>,
    /// Handed in on this day or earlier.
    to: Option<String>,
    /// Only those not sent on.
    unsent: bool,
}

fn list(reading: &Reading<'_>, asked: ReportsAsked) -> Result<Vec<ReportLine>> {
    reports::lines(
        reading.db,
        &reports::Asked {
            activity: None,
            collation: None,
            from: asked.from.as_deref(),
            to: asked.to.as_deref(),
            unsent: asked.unsent,
            texts: false,
        },
    )
}

/// A span of days; all of them when it is left out.
#[derive(Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "CollationsAsked")]
struct Span {
    /// First day.
    from: Option<String>,
    /// Last day.
    to: Option<String>,
}

fn collations(reading: &Reading<'_>, span: Span) -> Result<Vec<Collation>> {
    let (from, to) = (span.from.as_deref().unwrap_or_default(), span.to.as_deref().unwrap_or("9999-12-31"));
    reports::collations(reading.db, None, from, to)
}

/// A collation with its reports.
#[derive(Serialize, TS)]
pub struct CollationWhole {
    /// The collation.
    pub collation: Collation,
    /// Its reports in order, with their texts.
    pub reports: Vec<ReportLine>,
}

fn collation(reading: &Reading<'_>, one: One) -> Result<CollationWhole> {
    gathered(reading.db, &one.id)
}

/// A collation with its reports and their texts.
///
/// # Errors
/// `activities.collation_gone`; what the database says.
pub fn gathered(db: &Connection, id: &str) -> Result<CollationWhole> {
    let found = reports::collations(db, Some(id), "", "9999-12-31")?;
    let collation = found.into_iter().next().ok_or_else(|| refuse("activities.collation_gone"))?;
    let asked =
        reports::Asked { activity: None, collation: Some(id), from: None, to: None, unsent: false, texts: true };
    Ok(CollationWhole { reports: reports::lines(db, &asked)?, collation })
}

/// Writes a report; also for the practice township.
///
/// # Errors
/// What [`rules::check_report`] says; `activities.gone`, `activities.report_gone`, `activities.report_later`.
pub fn save(writing: &mut Writing<'_>, mut one: Report) -> Result<One> {
    if one.id.is_empty() {
        one.id = new_id();
    } else {
        let known = reports::one(writing.tx, &one.id)?.ok_or_else(|| refuse("activities.report_gone"))?;
        one.activity_id = known.activity_id;
    }
    let (day, title) = store::day_and_title(writing.tx, &one.activity_id)?.ok_or_else(|| refuse("activities.gone"))?;
    rules::check_report(&mut one, &day, writing.today)?;
    if let Some(first) = reports::days_after(writing.tx, &one.id)?.into_iter().find(|after| *after < one.day) {
        return Err(refuse("activities.report_later").with("day", first));
    }
    note(writing, &one.activity_id, &day, &title);
    writing.note("report", one.title.clone());
    reports::save(writing.tx, &one)?;
    Ok(One { id: one.id })
}

fn remove(writing: &mut Writing<'_>, one: One) -> Result<One> {
    let report = reports::one(writing.tx, &one.id)?.ok_or_else(|| refuse("activities.report_gone"))?;
    let (day, title) =
        store::day_and_title(writing.tx, &report.activity_id)?.ok_or_else(|| refuse("activities.gone"))?;
    let line = reports::lines(
        writing.tx,
        &reports::Asked {
            activity: Some(&report.activity_id),
            collation: None,
            from: None,
            to: None,
            unsent: false,
            texts: false,
        },
    )?;
    if let Some(sent) = line.iter().find(|line| line.report.id == one.id).and_then(|line| line.sent.first()) {
        return Err(refuse("activities.report_sent")
            .with("day", sent.day.clone())
            .with("receiver", sent.receiver.clone()));
    }
    note(writing, &report.activity_id, &day, &title);
    writing.note("report", report.title);
    reports::remove(writing.tx, &one.id)?;
    Ok(one)
}

/// Writes what a report was used for; also for the practice township.
///
/// # Errors
/// What [`rules::check_use`] says; `activities.report_gone`, `activities.use_gone`, `activities.way`.
pub fn used(writing: &mut Writing<'_>, mut one: Use) -> Result<One> {
    if one.id.is_empty() {
        one.id = new_id();
    } else {
        one.report_id = reports::report_of_use(writing.tx, &one.id)?.ok_or_else(|| refuse("activities.use_gone"))?;
    }
    let report = reports::one(writing.tx, &one.report_id)?.ok_or_else(|| refuse("activities.report_gone"))?;
    if !knows(writing.tx, "report_use", &one.way)? {
        return Err(refuse("activities.way"));
    }
    rules::check_use(&mut one, &report.day, writing.today)?;
    if let Some(proposal) = &one.proposal_id {
        if !store::record_exists(writing.tx, "proposals", proposal)? {
            return Err(refuse("activities.record_gone"));
        }
        // A report that became a proposal makes its activity the proposal's origin.
        store::link(writing.tx, &report.activity_id, "proposals", proposal)?;
    }
    writing.note("report", report.title);
    writing.subject(&report.activity_id);
    reports::save_use(writing.tx, &one)?;
    Ok(One { id: one.id })
}

fn unused(writing: &mut Writing<'_>, one: One) -> Result<One> {
    let report = reports::report_of_use(writing.tx, &one.id)?.ok_or_else(|| refuse("activities.use_gone"))?;
    let report = reports::one(writing.tx, &report)?.ok_or_else(|| refuse("activities.report_gone"))?;
    writing.note("report", report.title);
    writing.subject(&report.activity_id);
    reports::remove_use(writing.tx, &one.id)?;
    Ok(one)
}

/// Writes a collation; also for the practice township.
///
/// # Errors
/// What [`rules::check_collation`] says; `activities.report_gone`, `activities.collation_gone`.
pub fn collate(writing: &mut Writing<'_>, mut one: Collation) -> Result<One> {
    let mut handed = Vec::new();
    for report in &one.reports {
        handed.push(reports::one(writing.tx, report)?.ok_or_else(|| refuse("activities.report_gone"))?.day);
    }
    rules::check_collation(&mut one, &handed, writing.today)?;
    if one.id.is_empty() {
        one.id = new_id();
    } else if reports::collations(writing.tx, Some(&one.id), "", "9999-12-31")?.is_empty() {
        return Err(refuse("activities.collation_gone"));
    }
    writing.note("n", one.reports.len());
    writing.note("receiver", one.receiver.clone());
    writing.subject(&one.id);
    reports::save_collation(writing.tx, &one)?;
    Ok(One { id: one.id })
}

fn scatter(writing: &mut Writing<'_>, one: One) -> Result<One> {
    let found = reports::collations(writing.tx, Some(&one.id), "", "9999-12-31")?;
    let collation = found.into_iter().next().ok_or_else(|| refuse("activities.collation_gone"))?;
    writing.note("n", collation.reports.len());
    writing.note("receiver", collation.receiver);
    writing.subject(&one.id);
    reports::remove_collation(writing.tx, &one.id)?;
    Ok(one)
}
