//! The SQL of the list of activities.

use crate::features::activities::model::{ActivityLine, Filter, PageAsked, Sums};
use crate::ground::refusal::Result;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use std::collections::BTreeMap;

const REPORTS: &str = "(SELECT count(*) FROM activity_reports r WHERE r.activity_id = a.id)";
const SENT: &str = "(SELECT count(*) FROM activity_reports r WHERE r.activity_id = a.id
    AND EXISTS (SELECT 1 FROM collated_reports c WHERE c.report_id = r.id))";
const USED: &str = "(SELECT count(*) FROM activity_reports r WHERE r.activity_id = a.id
    AND EXISTS (SELECT 1 FROM report_uses u WHERE u.report_id = r.id))";

/// The WHERE clause of a filter with its values.
fn condition(filter: &Filter) -> (String, Vec<Value>) {
    let mut parts = vec!["true".to_owned()];
    let mut values: Vec<Value> = Vec::new();
    let text = filter.text.as_ref().map(|text| text.trim()).filter(|text| !text.is_empty());
    let text = text.map(|text| format!("%{}%", text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")));
    for (sql, value) in [
        ("a.to_day >= ?", &filter.from),
        ("a.from_day <= ?", &filter.to),
        ("a.kind = ?", &filter.kind),
        ("a.id IN (SELECT activity_id FROM activity_people WHERE person_id = ?)", &filter.person_id),
        ("a.id IN (SELECT activity_id FROM activity_areas WHERE area_id = ?)", &filter.area_id),
        (
            "(a.title LIKE ? ESCAPE '\\' OR a.place LIKE ? ESCAPE '\\' OR a.organiser LIKE ? ESCAPE '\\' OR a.findings LIKE ? ESCAPE '\\'
              OR a.advice LIKE ? ESCAPE '\\' OR a.note LIKE ? ESCAPE '\\'
              OR a.id IN (SELECT activity_id FROM activity_reports WHERE title LIKE ? ESCAPE '\\' OR content LIKE ? ESCAPE '\\'))",
            &text,
        ),
    ] {
        if let Some(value) = value {
            values.push(value.clone().into());
            parts.push(sql.replace('?', &format!("?{}", values.len())));
        }
    }
    match filter.reports.as_deref() {
        Some("none") => parts.push(format!("{REPORTS} = 0")),
        Some("held") => parts.push(format!("{REPORTS} > 0 AND {SENT} = 0")),
        Some("sent") => parts.push(format!("{SENT} > 0")),
        Some("used") => parts.push(format!("{USED} > 0")),
        _ => {}
    }
    (parts.join(" AND "), values)
}

/// One page of lines.
///
/// # Errors
/// What the database says.
pub fn lines(db: &Connection, page: &PageAsked) -> Result<Vec<ActivityLine>> {
    let (sql, mut values) = condition(&page.filter);
    let way = if page.descending { "DESC" } else { "ASC" };
    let order = match page.sort.as_str() {
        "title" => format!("a.title {way}, a.from_day DESC, a.id"),
        "kind" => format!(
            "(SELECT d.place FROM dictionary d WHERE d.list = 'activity_kind' AND d.code = a.kind) {way}, a.from_day DESC, a.id"
        ),
        "people" => format!(
            "(SELECT count(*) FROM activity_people x WHERE x.activity_id = a.id AND x.part = 'delegate') {way}, a.from_day DESC, a.id"
        ),
        "reports" => format!("{REPORTS} {way}, a.from_day DESC, a.id"),
        _ => format!("a.from_day {way}, a.id {way}"),
    };
    values.push(i64::from(page.limit.min(200)).into());
    values.push(i64::from(page.offset).into());
    let (limit, offset) = (values.len() - 1, values.len());
    let mut statement = db.prepare_cached(&format!(
        "SELECT a.id, a.kind, a.title, a.from_day, a.to_day, a.place, CASE a.invited_by WHEN '' THEN a.organiser ELSE a.invited_by END,
             a.hours, {REPORTS}, {SENT}, {USED}
         FROM activities a WHERE {sql} ORDER BY {order} LIMIT ?{limit} OFFSET ?{offset}"
    ))?;
    let mut lines: Vec<ActivityLine> = statement
        .query_map(params_from_iter(values), |row| {
            Ok(ActivityLine {
                id: row.get(0)?,
                kind: row.get(1)?,
                title: row.get(2)?,
                from_day: row.get(3)?,
                to_day: row.get(4)?,
                place: row.get(5)?,
                organiser: row.get(6)?,
                hours: row.get(7)?,
                reports: row.get(8)?,
                sent: row.get(9)?,
                used: row.get(10)?,
                ..ActivityLine::default()
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut people = db.prepare_cached(
        "SELECT p.name FROM activity_people x JOIN people p ON p.id = x.person_id WHERE x.activity_id = ?1 AND x.part = 'delegate'
         ORDER BY x.place, x.id",
    )?;
    let mut areas = db.prepare_cached(
        "SELECT v.short_name FROM activity_areas x JOIN areas v ON v.id = x.area_id WHERE x.activity_id = ?1 ORDER BY x.place, x.id",
    )?;
    for line in &mut lines {
        line.delegates = people.query_map([&line.id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        line.areas = areas.query_map([&line.id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    }
    Ok(lines)
}

/// Totals of what a filter leaves.
///
/// # Errors
/// What the database says.
pub fn sums(db: &Connection, filter: &Filter) -> Result<Sums> {
    let (sql, values) = condition(filter);
    Ok(db
        .prepare_cached(&format!(
            "SELECT count(*), coalesce(sum((SELECT count(*) FROM activity_people x WHERE x.activity_id = a.id AND x.part = 'delegate')), 0),
                 coalesce(sum(a.hours), 0), coalesce(sum({REPORTS}), 0), coalesce(sum({SENT}), 0), coalesce(sum({USED}), 0)
             FROM activities a WHERE {sql}"
        ))?
        .query_row(params_from_iter(values), |row| {
            Ok(Sums {
                activities: row.get(0)?,
                delegates: row.get(1)?,
                hours: row.get(2)?,
                reports: row.get(3)?,
                sent: row.get(4)?,
                used: row.get(5)?,
            })
        })?)
}

/// How many of each kind a filter leaves, whatever kind it asks for.
///
/// # Errors
/// What the database says.
pub fn kinds(db: &Connection, filter: &Filter) -> Result<BTreeMap<String, i64>> {
    let (sql, values) = condition(&Filter { kind: None, ..filter.clone() });
    let mut statement =
        db.prepare_cached(&format!("SELECT a.kind, count(*) FROM activities a WHERE {sql} GROUP BY a.kind"))?;
    let rows = statement.query_map(params_from_iter(values), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
