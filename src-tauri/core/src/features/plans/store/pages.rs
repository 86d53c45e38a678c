//! The SQL of the list of all plans.

use super::some_lines;
use crate::features::plans::model::{Filter, PageAsked, PlanCounts, PlanLine};
use crate::ground::refusal::Result;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// Today, and the first day whose sheet may still come.
pub struct Days {
    /// Today.
    pub today: String,
    /// A sheet of an earlier day is late.
    pub late_before: String,
}

/// The condition of each state, as [`crate::features::plans::rules::state`] judges it; ?1 is today and ?2 the first day not late.
const STATES: [(&str, &str); 5] = [
    ("planned", "l.visit_id IS NULL AND l.closing = '' AND l.day >= ?1"),
    ("due", "l.visit_id IS NULL AND l.closing = '' AND l.day < ?1 AND l.day >= ?2"),
    ("late", "l.visit_id IS NULL AND l.closing = '' AND l.day < ?1 AND l.day < ?2"),
    ("entered", "l.visit_id IS NOT NULL"),
    ("closed", "l.visit_id IS NULL AND l.closing <> ''"),
];

/// The WHERE clause of a filter but its state, with its values.
fn condition(filter: &Filter, days: &Days) -> (String, Vec<Value>) {
    let mut parts = vec!["?1 <> '' AND ?2 <> ''".to_owned()];
    let mut values: Vec<Value> = vec![days.today.clone().into(), days.late_before.clone().into()];
    let text = filter.text.as_ref().map(|text| text.trim()).filter(|text| !text.is_empty());
    let text = text.map(|text| format!("%{}%", text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")));
    for (sql, value) in [
        ("l.day >= ?", &filter.from),
        ("l.day <= ?", &filter.to),
        ("l.area_id = ?", &filter.area_id),
        (
            "(l.leader_id = ? OR l.id IN (SELECT plan_id FROM plan_people WHERE person_id = ?))",
            &filter.person_id,
        ),
        ("l.kind = ?", &filter.kind),
        (
            "(l.topics LIKE ? ESCAPE '\\' OR l.households LIKE ? ESCAPE '\\' OR l.place LIKE ? ESCAPE '\\' OR l.companions LIKE ? ESCAPE '\\'
              OR l.note LIKE ? ESCAPE '\\' OR l.closing_note LIKE ? ESCAPE '\\' OR (l.year || '-' || printf('%04d', l.number)) LIKE ? ESCAPE '\\')",
            &text,
        ),
    ] {
        if let Some(value) = value {
            values.push(value.clone().into());
            parts.push(sql.replace('?', &format!("?{}", values.len())));
        }
    }
    (parts.join(" AND "), values)
}

/// How the plans a filter leaves stand, whatever state it asks for.
///
/// # Errors
/// What the database says.
pub fn counts(db: &Connection, filter: &Filter, days: &Days) -> Result<PlanCounts> {
    let (sql, values) = condition(filter, days);
    let sums = STATES.map(|(_, state)| format!("coalesce(sum({state}), 0)")).join(", ");
    let counts = |row: &rusqlite::Row<'_>| {
        Ok(PlanCounts {
            planned: row.get(0)?,
            due: row.get(1)?,
            late: row.get(2)?,
            entered: row.get(3)?,
            closed: row.get(4)?,
        })
    };
    Ok(db
        .prepare_cached(&format!("SELECT {sums} FROM plans l WHERE {sql}"))?
        .query_row(params_from_iter(values), counts)?)
}

/// One page of lines with year and number of each; their state is judged by the caller.
///
/// # Errors
/// What the database says.
pub fn lines(db: &Connection, asked: &PageAsked, days: &Days) -> Result<Vec<(PlanLine, i64, i64)>> {
    let (mut sql, mut values) = condition(&asked.filter, days);
    if let Some(state) = &asked.filter.state {
        let known = STATES.iter().find(|(code, _)| code == state).map_or("false", |(_, sql)| *sql);
        sql = format!("{sql} AND {known}");
    }
    let way = if asked.descending { "DESC" } else { "ASC" };
    let order = match asked.sort.as_str() {
        "code" => format!("l.year {way}, l.number {way}"),
        "area" => format!("a.town_code {way}, a.place {way}, a.code {way}, l.day DESC, l.number"),
        "kind" => format!(
            "(SELECT d.place FROM dictionary d WHERE d.list = 'visit_kind' AND d.code = l.kind) {way}, l.day DESC, l.number"
        ),
        _ => format!("l.day {way}, l.starts {way}, l.number {way}"),
    };
    values.push(i64::from(asked.limit.min(1000)).into());
    values.push(i64::from(asked.offset).into());
    let (limit, offset) = (values.len() - 1, values.len());
    some_lines(db, &format!("{sql} ORDER BY {order} LIMIT ?{limit} OFFSET ?{offset}"), params_from_iter(values))
}
