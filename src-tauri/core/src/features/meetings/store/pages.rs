//! The SQL of the list of meetings.

use crate::features::meetings::model::{Filter, MeetingLine, MeetingPage, PageAsked};
use crate::ground::refusal::Result;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// How many stand so at a meeting.
fn came(status: &str) -> String {
    format!("(SELECT count(*) FROM attendances a WHERE a.meeting_id = m.id AND a.status = '{status}')")
}

/// The WHERE clause of a filter with its values.
fn condition(filter: &Filter) -> (String, Vec<Value>) {
    let mut parts = vec!["true".to_owned()];
    let mut values: Vec<Value> = Vec::new();
    let text = filter.text.as_ref().map(|text| text.trim()).filter(|text| !text.is_empty());
    let text = text.map(|text| format!("%{}%", text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")));
    for (sql, value) in [
        ("m.day >= ?", &filter.from),
        ("m.day <= ?", &filter.to),
        ("m.kind = ?", &filter.kind),
        ("m.circle_id = ?", &filter.circle_id),
        ("m.id IN (SELECT meeting_id FROM attendances WHERE person_id = ?)", &filter.person_id),
        (
            "(m.title LIKE ? ESCAPE '\\' OR m.place LIKE ? ESCAPE '\\' OR m.host LIKE ? ESCAPE '\\' OR m.minutes LIKE ? ESCAPE '\\'
              OR m.note LIKE ? ESCAPE '\\' OR m.id IN (SELECT meeting_id FROM agenda_items WHERE title LIKE ? ESCAPE '\\' OR outcome LIKE ? ESCAPE '\\')
              OR m.id IN (SELECT meeting_id FROM action_points WHERE content LIKE ? ESCAPE '\\'))",
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

/// One page of meetings with the totals over all pages.
///
/// # Errors
/// What the database says.
pub fn page(db: &Connection, asked: &PageAsked) -> Result<MeetingPage> {
    let (sql, mut values) = condition(&asked.filter);
    let (present, leave, absent) = (came("present"), came("leave"), came("absent"));
    let mut page = db
        .prepare_cached(&format!(
            "SELECT count(*), coalesce(sum({present}), 0), coalesce(sum({leave}), 0), coalesce(sum({absent}), 0) FROM meetings m WHERE {sql}"
        ))?
        .query_row(params_from_iter(values.clone()), |row| {
            Ok(MeetingPage {
                lines: Vec::new(),
                total: row.get(0)?,
                present: row.get(1)?,
                leave: row.get(2)?,
                absent: row.get(3)?,
            })
        })?;
    let way = if asked.descending { "DESC" } else { "ASC" };
    let order = match asked.sort.as_str() {
        "title" => format!("m.title {way}, m.day DESC, m.id DESC"),
        "kind" => format!(
            "(SELECT d.place FROM dictionary d WHERE d.list = 'meeting_kind' AND d.code = m.kind) {way}, m.day DESC, m.id DESC"
        ),
        "present" => format!("{present} {way}, m.day DESC, m.id DESC"),
        "leave" => format!("{leave} {way}, m.day DESC, m.id DESC"),
        "absent" => format!("{absent} {way}, m.day DESC, m.id DESC"),
        _ => format!("m.day {way}, m.id {way}"),
    };
    values.push(i64::from(asked.limit.min(200)).into());
    values.push(i64::from(asked.offset).into());
    let (limit, offset) = (values.len() - 1, values.len());
    page.lines = db
        .prepare_cached(&format!(
            "SELECT m.id, m.day, m.kind, m.circle_id, m.term_id, m.session, m.title, m.place, m.host, {present}, {leave}, {absent},
                 (SELECT count(*) FROM action_points p WHERE p.meeting_id = m.id AND p.done_on IS NULL)
             FROM meetings m WHERE {sql} ORDER BY {order} LIMIT ?{limit} OFFSET ?{offset}"
        ))?
        .query_map(params_from_iter(values), |row| {
            Ok(MeetingLine {
                id: row.get(0)?,
                day: row.get(1)?,
                kind: row.get(2)?,
                circle_id: row.get(3)?,
                term_id: row.get(4)?,
                session: row.get(5)?,
                title: row.get(6)?,
                place: row.get(7)?,
                host: row.get(8)?,
                present: row.get(9)?,
                leave: row.get(10)?,
                absent: row.get(11)?,
                open: row.get(12)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(page)
}
