//! The SQL of the list of proposals.

use crate::features::proposals::model::{Filter, PageAsked, ProposalLine, StageCount};
use crate::ground::refusal::Result;
use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

fn condition(filter: &Filter, today: NaiveDate, warn: i64, with_stage: bool) -> (String, Vec<Value>) {
    let mut parts: Vec<String> = Vec::new();
    let mut values: Vec<Value> = Vec::new();
    let mut add = |sql: &str, value: String| {
        values.push(value.into());
        parts.push(sql.replace('?', &format!("?{}", values.len())));
    };
    let filled =
        |text: &Option<String>| text.as_ref().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    for (sql, value) in [
        ("p.day >= ?", &filter.from),
        ("p.day <= ?", &filter.to),
        ("p.kind = ?", &filter.kind),
        ("p.term_id = ?", &filter.term_id),
        ("p.topic = ?", &filter.topic),
        ("(p.lead_id = ? OR p.id IN (SELECT proposal_id FROM proposers WHERE person_id = ?))", &filter.person_id),
    ] {
        if let Some(value) = filled(value) {
            add(sql, value);
        }
    }
    let like = |text: String| format!("%{}%", text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"));
    if let Some(unit) = filled(&filter.unit) {
        add("p.unit LIKE ? ESCAPE '\\'", like(unit));
    }
    if let Some(text) = filled(&filter.text) {
        add(
            "(p.title LIKE ? ESCAPE '\\' OR p.number LIKE ? ESCAPE '\\' OR p.basis LIKE ? ESCAPE '\\' OR p.plan LIKE ? ESCAPE '\\'
              OR p.lead_id IN (SELECT id FROM people WHERE name LIKE ? ESCAPE '\\'))",
            like(text),
        );
    }
    match filled(&filter.stage).filter(|_| with_stage).as_deref() {
        Some("open") => parts.push("p.stage NOT IN ('refused', 'opinion', 'withdrawn', 'closed')".to_owned()),
        Some("overdue") => add("p.due_on < ?", today.to_string()),
        Some("soon") => {
            add("p.due_on >= ?", today.to_string());
            add("p.due_on <= ?", (today + chrono::TimeDelta::days(warn)).to_string());
        }
        Some(stage) => add("p.stage = ?", stage.to_owned()),
        None => {}
    }
    let sql = if parts.is_empty() { "true".to_owned() } else { parts.join(" AND ") };
    (sql, values)
}

/// One page of lines, how many the filter leaves, how many stand in each stage, and how many are past their day.
pub fn page(
    db: &Connection,
    asked: &PageAsked,
    today: NaiveDate,
    warn: i64,
) -> Result<(Vec<ProposalLine>, i64, Vec<StageCount>, i64)> {
    let (sql, values) = condition(&asked.filter, today, warn, true);
    let total = db
        .prepare_cached(&format!("SELECT count(*) FROM proposals p WHERE {sql}"))?
        .query_row(params_from_iter(values.clone()), |row| row.get(0))?;
    let (all, mut others) = condition(&asked.filter, today, warn, false);
    let stages = db
        .prepare_cached(&format!("SELECT p.stage, count(*) FROM proposals p WHERE {all} GROUP BY p.stage"))?
        .query_map(params_from_iter(others.clone()), |row| Ok(StageCount { stage: row.get(0)?, papers: row.get(1)? }))?
        .collect::<rusqlite::Result<_>>()?;
    others.push(today.to_string().into());
    let at = others.len();
    let overdue = db
        .prepare_cached(&format!("SELECT count(*) FROM proposals p WHERE {all} AND p.due_on < ?{at}"))?
        .query_row(params_from_iter(others), |row| row.get(0))?;
    Ok((lines(db, asked, &sql, values, today, warn)?, total, stages, overdue))
}

fn lines(
    db: &Connection,
    asked: &PageAsked,
    sql: &str,
    mut values: Vec<Value>,
    today: NaiveDate,
    warn: i64,
) -> Result<Vec<ProposalLine>> {
    let way = if asked.descending { "DESC" } else { "ASC" };
    let order = match asked.sort.as_str() {
        "number" => format!("p.series {way}, p.serial {way}, p.day {way}"),
        "due" => format!("p.due_on IS NULL, p.due_on {way}, p.day DESC"),
        "title" => format!("p.title {way}"),
        _ => format!("p.day {way}, p.id {way}"),
    };
    values.push(i64::from(asked.limit.min(2000)).into());
    values.push(i64::from(asked.offset).into());
    let (limit, offset) = (values.len() - 1, values.len());
    let mut statement = db.prepare_cached(&format!(
        "SELECT p.id, p.day, p.kind, p.number, p.title, coalesce(l.name, t.name, c.name, ''),
             (SELECT count(*) FROM proposers x WHERE x.proposal_id = p.id AND x.state = 'signed'), p.unit, p.stage, p.round, p.due_on, p.result
         FROM proposals p LEFT JOIN people l ON l.id = p.lead_id LEFT JOIN teams t ON t.id = p.team_id LEFT JOIN circles c ON c.id = p.circle_id
         WHERE {sql} ORDER BY {order} LIMIT ?{limit} OFFSET ?{offset}"
    ))?;
    let rows = statement.query_map(params_from_iter(values), |row| {
        let due_on: Option<String> = row.get(10)?;
        let days_left =
            due_on.as_deref().and_then(|day| day.parse::<NaiveDate>().ok()).map(|due| (due - today).num_days());
        Ok(ProposalLine {
            id: row.get(0)?,
            day: row.get(1)?,
            kind: row.get(2)?,
            number: row.get(3)?,
            title: row.get(4)?,
            lead: row.get(5)?,
            signed: row.get(6)?,
            unit: row.get(7)?,
            stage: row.get(8)?,
            round: row.get(9)?,
            light: days_left.map_or("", |left| super::super::clocks::light(left, warn)),
            due_on,
            days_left,
            result: row.get(11)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
