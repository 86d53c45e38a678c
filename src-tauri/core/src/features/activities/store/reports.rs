//! The SQL of reports: written, gathered, used.

use crate::features::activities::model::{Collation, Report, ReportLine, Sent, Use};
use crate::features::attachments::model::Owner;
use crate::features::attachments::store as attachments;
use crate::ground::ids::new_id;
use crate::ground::refusal::Result;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};

const REPORT: &str = "r.id, r.activity_id, r.person_id, r.day, r.title, r.document, r.attachment";

fn report(row: &Row<'_>) -> rusqlite::Result<Report> {
    Ok(Report {
        id: row.get(0)?,
        activity_id: row.get(1)?,
        person_id: row.get(2)?,
        day: row.get(3)?,
        title: row.get(4)?,
        document: row.get(5)?,
        attachment: row.get(6)?,
        ..Report::default()
    })
}

/// Inserts or changes a report.
pub fn save(db: &Connection, one: &Report) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO activity_reports (id, activity_id, person_id, day, title, content, document, attachment) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (id) DO UPDATE SET person_id = ?3, day = ?4, title = ?5, content = ?6, document = ?7, attachment = ?8",
    )?
    .execute(params![
        one.id,
        one.activity_id,
        one.person_id,
        one.day,
        one.title,
        one.content,
        one.document,
        one.attachment
    ])?;
    Ok(())
}

/// One report with its text.
pub fn one(db: &Connection, id: &str) -> Result<Option<Report>> {
    Ok(db
        .prepare_cached(&format!("SELECT {REPORT}, r.content FROM activity_reports r WHERE r.id = ?1"))?
        .query_row([id], |row| Ok(Report { content: row.get(7)?, ..report(row)? }))
        .optional()?)
}

/// Days a report was sent or used, the earliest first.
pub fn days_after(db: &Connection, id: &str) -> Result<Vec<String>> {
    Ok(db
        .prepare_cached(
            "SELECT k.day FROM collated_reports c JOIN report_collations k ON k.id = c.collation_id WHERE c.report_id = ?1
             UNION ALL SELECT day FROM report_uses WHERE report_id = ?1 ORDER BY 1",
        )?
        .query_map([id], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}

/// Removes a report with what it was used for.
pub fn remove(db: &Connection, id: &str) -> Result<usize> {
    attachments::leave(db, Owner::ActivityReports, id)?;
    db.prepare_cached("DELETE FROM report_uses WHERE report_id = ?1")?.execute([id])?;
    Ok(db.prepare_cached("DELETE FROM activity_reports WHERE id = ?1")?.execute([id])?)
}

/// Which reports to list.
pub struct Asked<'a> {
    /// Of this activity.
    pub activity: Option<&'a str>,
    /// Of this collation, in its order.
    pub collation: Option<&'a str>,
    /// Handed in on this day or later.
    pub from: Option<&'a str>,
    /// Handed in on this day or earlier.
    pub to: Option<&'a str>,
    /// Only those not sent on.
    pub unsent: bool,
    /// With their texts.
    pub texts: bool,
}

/// Reports with where they were sent and what they were used for.
pub fn lines(db: &Connection, asked: &Asked<'_>) -> Result<Vec<ReportLine>> {
    let mut parts = vec!["true".to_owned()];
    let mut values: Vec<Value> = Vec::new();
    for (sql, value) in [
        ("r.activity_id = ?", asked.activity),
        ("r.id IN (SELECT report_id FROM collated_reports WHERE collation_id = ?)", asked.collation),
        ("r.day >= ?", asked.from),
        ("r.day <= ?", asked.to),
    ] {
        if let Some(value) = value {
            values.push(value.to_owned().into());
            parts.push(sql.replace('?', &format!("?{}", values.len())));
        }
    }
    if asked.unsent {
        parts.push("NOT EXISTS (SELECT 1 FROM collated_reports c WHERE c.report_id = r.id)".to_owned());
    }
    let order = match asked.collation {
        Some(collation) => {
            values.push(collation.to_owned().into());
            format!(
                "(SELECT c.place FROM collated_reports c WHERE c.report_id = r.id AND c.collation_id = ?{})",
                values.len()
            )
        }
        None if asked.activity.is_some() => "r.day".to_owned(),
        None => "r.day DESC".to_owned(),
    };
    let mut statement = db.prepare_cached(&format!(
        "SELECT {REPORT}, CASE WHEN {} THEN r.content ELSE '' END, coalesce(p.name, ''), a.title, a.kind, a.from_day
         FROM activity_reports r JOIN activities a ON a.id = r.activity_id LEFT JOIN people p ON p.id = r.person_id
         WHERE {} ORDER BY {order}, r.id",
        if asked.texts { "true" } else { "false" },
        parts.join(" AND ")
    ))?;
    let mut lines: Vec<ReportLine> = statement
        .query_map(params_from_iter(values), |row| {
            Ok(ReportLine {
                report: Report { content: row.get(7)?, ..report(row)? },
                author: row.get(8)?,
                activity: row.get(9)?,
                kind: row.get(10)?,
                from_day: row.get(11)?,
                ..ReportLine::default()
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    for line in &mut lines {
        line.sent = sent(db, &line.report.id)?;
        line.uses = uses(db, &line.report.id)?;
    }
    Ok(lines)
}

fn sent(db: &Connection, report: &str) -> Result<Vec<Sent>> {
    Ok(db
        .prepare_cached(
            "SELECT k.id, k.day, k.receiver FROM collated_reports c JOIN report_collations k ON k.id = c.collation_id
             WHERE c.report_id = ?1 ORDER BY k.day, k.id",
        )?
        .query_map([report], |row| Ok(Sent { id: row.get(0)?, day: row.get(1)?, receiver: row.get(2)? }))?
        .collect::<rusqlite::Result<_>>()?)
}

fn uses(db: &Connection, report: &str) -> Result<Vec<Use>> {
    Ok(db
        .prepare_cached(
            "SELECT id, report_id, day, way, receiver, document, proposal_id, note FROM report_uses WHERE report_id = ?1 ORDER BY day, id",
        )?
        .query_map([report], |row| {
            Ok(Use {
                id: row.get(0)?,
                report_id: row.get(1)?,
                day: row.get(2)?,
                way: row.get(3)?,
                receiver: row.get(4)?,
                document: row.get(5)?,
                proposal_id: row.get(6)?,
                note: row.get(7)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?)
}

/// Inserts or changes what a report was used for.
pub fn save_use(db: &Connection, one: &Use) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO report_uses (id, report_id, day, way, receiver, document, proposal_id, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (id) DO UPDATE SET day = ?3, way = ?4, receiver = ?5, document = ?6, proposal_id = ?7, note = ?8",
    )?
    .execute(params![
        one.id,
        one.report_id,
        one.day,
        one.way,
        one.receiver,
        one.document,
        one.proposal_id,
        one.note
    ])?;
    Ok(())
}

/// The report of a use.
pub fn report_of_use(db: &Connection, id: &str) -> Result<Option<String>> {
    Ok(db
        .prepare_cached("SELECT report_id FROM report_uses WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?)
}

/// Removes a use.
pub fn remove_use(db: &Connection, id: &str) -> Result<usize> {
    Ok(db.prepare_cached("DELETE FROM report_uses WHERE id = ?1")?.execute([id])?)
}

/// Inserts or changes a collation; rows that stay keep their ids.
pub fn save_collation(db: &Connection, one: &Collation) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO report_collations (id, day, title, receiver, document, signer, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (id) DO UPDATE SET day = ?2, title = ?3, receiver = ?4, document = ?5, signer = ?6, note = ?7",
    )?
    .execute(params![one.id, one.day, one.title, one.receiver, one.document, one.signer, one.note])?;
    let held: Vec<(String, String, i64)> = db
        .prepare_cached("SELECT id, report_id, place FROM collated_reports WHERE collation_id = ?1")?
        .query_map([&one.id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (id, report, _) in &held {
        if !one.reports.contains(report) {
            db.prepare_cached("DELETE FROM collated_reports WHERE id = ?1")?.execute([id])?;
        }
    }
    for (place, report) in (0_i64..).zip(&one.reports) {
        match held.iter().find(|(_, known, _)| known == report) {
            Some((_, _, at)) if *at == place => {}
            Some((id, ..)) => {
                db.prepare_cached("UPDATE collated_reports SET place = ?2 WHERE id = ?1")?
                    .execute(params![id, place])?;
            }
            None => {
                db.prepare_cached(
                    "INSERT INTO collated_reports (id, collation_id, report_id, place) VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute(params![new_id(), one.id, report, place])?;
            }
        }
    }
    Ok(())
}

/// Collations of a span of days, newest first, or one.
pub fn collations(db: &Connection, id: Option<&str>, from: &str, to: &str) -> Result<Vec<Collation>> {
    let mut all: Vec<Collation> = db
        .prepare_cached(
            "SELECT id, day, title, receiver, document, signer, note FROM report_collations
             WHERE (?1 IS NULL OR id = ?1) AND day BETWEEN ?2 AND ?3 ORDER BY day DESC, id DESC",
        )?
        .query_map(params![id, from, to], |row| {
            Ok(Collation {
                id: row.get(0)?,
                day: row.get(1)?,
                title: row.get(2)?,
                receiver: row.get(3)?,
                document: row.get(4)?,
                signer: row.get(5)?,
                note: row.get(6)?,
                ..Collation::default()
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut reports =
        db.prepare_cached("SELECT report_id FROM collated_reports WHERE collation_id = ?1 ORDER BY place, id")?;
    for one in &mut all {
        one.reports = reports.query_map([&one.id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    }
    Ok(all)
}

/// Removes a collation; its reports stay.
pub fn remove_collation(db: &Connection, id: &str) -> Result<usize> {
    db.prepare_cached("DELETE FROM collated_reports WHERE collation_id = ?1")?.execute([id])?;
    Ok(db.prepare_cached("DELETE FROM report_collations WHERE id = ?1")?.execute([id])?)
}
