//! The SQL of opinions.

use crate::ground::refusal::Result;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What to list.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct OpinionPage {
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Village or community.
    pub area_id: Option<String>,
    /// Dictionary topic.
    pub topic: Option<String>,
    /// Dictionary opinion_status.
    pub status: Option<String>,
    /// Words in it.
    pub text: Option<String>,
    /// Largest day first.
    pub descending: bool,
    /// Lines left out before.
    pub offset: u32,
    /// Lines wanted, 200 at most.
    pub limit: u32,
}

impl Default for OpinionPage {
    fn default() -> Self {
        Self {
            from: None,
            to: None,
            area_id: None,
            topic: None,
            status: None,
            text: None,
            descending: true,
            offset: 0,
            limit: 50,
        }
    }
}

/// A line of the list: the giver stays masked.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OpinionLine {
    /// Record.
    pub id: String,
    /// Visit it was heard at.
    pub visit_id: Option<String>,
    /// Day heard.
    pub day: String,
    /// Village or community, as spoken.
    pub area: String,
    /// Its official name, with the town where another one is spoken of by the same name.
    pub area_written: String,
    /// Dictionary topic.
    pub topic: String,
    /// What was said.
    pub content: String,
    /// First character of the giver and stars, or empty when anonymous.
    pub giver_masked: String,
    /// Dictionary opinion_status.
    pub status: String,
    /// Unit that handles it.
    pub unit: String,
    /// Day closed.
    pub closed_on: Option<String>,
}

/// An opinion whole, giver and all.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Opinion {
    /// The line.
    pub line: OpinionLine,
    /// Who said it.
    pub giver: String,
    /// How to reach the giver.
    pub giver_phone: String,
    /// Answer given.
    pub answer: String,
}

fn mask(giver: &str) -> String {
    let mut letters = giver.chars();
    letters.next().map_or_else(String::new, |first| format!("{first}{}", "*".repeat(letters.count().min(2))))
}

/// The columns of a line, of an opinion `o` in an area `a`.
fn line_columns() -> String {
    format!(
        "o.id, o.visit_id, o.day, a.short_name, o.topic, o.content, o.giver, o.status, o.unit, o.closed_on, {}",
        crate::features::areas::store::WRITTEN
    )
}

fn line(row: &rusqlite::Row<'_>) -> rusqlite::Result<OpinionLine> {
    Ok(OpinionLine {
        id: row.get(0)?,
        visit_id: row.get(1)?,
        day: row.get(2)?,
        area: row.get(3)?,
        topic: row.get(4)?,
        content: row.get(5)?,
        giver_masked: mask(&row.get::<_, String>(6)?),
        status: row.get(7)?,
        unit: row.get(8)?,
        closed_on: row.get(9)?,
        area_written: row.get(10)?,
    })
}

fn condition(page: &OpinionPage) -> (String, Vec<Value>) {
    let mut parts = vec!["true".to_owned()];
    let mut values: Vec<Value> = Vec::new();
    let text = page.text.as_ref().map(|text| text.trim()).filter(|text| !text.is_empty());
    let text = text.map(|text| format!("%{}%", text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")));
    for (sql, value) in [
        ("o.day >= ?", &page.from),
        ("o.day <= ?", &page.to),
        ("o.area_id = ?", &page.area_id),
        ("o.topic = ?", &page.topic),
        ("o.status = ?", &page.status),
        ("o.content LIKE ? ESCAPE '\\'", &text),
    ] {
        if let Some(value) = value {
            values.push(value.clone().into());
            parts.push(sql.replace('?', &format!("?{}", values.len())));
        }
    }
    (parts.join(" AND "), values)
}

/// How many a filter leaves.
pub fn count(db: &Connection, page: &OpinionPage) -> Result<i64> {
    let (sql, values) = condition(page);
    Ok(db
        .prepare_cached(&format!("SELECT count(*) FROM opinions o WHERE {sql}"))?
        .query_row(params_from_iter(values), |row| row.get(0))?)
}

/// One page of lines.
pub fn lines(db: &Connection, page: &OpinionPage) -> Result<Vec<OpinionLine>> {
    let (sql, mut values) = condition(page);
    let way = if page.descending { "DESC" } else { "ASC" };
    values.push(i64::from(page.limit.min(200)).into());
    values.push(i64::from(page.offset).into());
    let (limit, offset) = (values.len() - 1, values.len());
    let mut statement = db.prepare_cached(&format!(
        "SELECT {} FROM opinions o JOIN areas a ON a.id = o.area_id WHERE {sql} ORDER BY o.day {way}, o.id {way} LIMIT ?{limit} OFFSET ?{offset}",
        line_columns()
    ))?;
    Ok(statement.query_map(params_from_iter(values), line)?.collect::<rusqlite::Result<_>>()?)
}

/// The newest opinions of a village outside one visit: id and what was said.
pub fn newest_of(db: &Connection, area: &str, not_visit: &str, limit: u32) -> Result<Vec<(String, String)>> {
    let mut statement = db.prepare_cached(
        "SELECT id, content FROM opinions WHERE area_id = ?1 AND visit_id IS NOT ?2 ORDER BY day DESC, id DESC LIMIT ?3",
    )?;
    let rows = statement.query_map(rusqlite::params![area, not_visit, limit], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// One opinion whole.
pub fn whole(db: &Connection, id: &str) -> Result<Option<Opinion>> {
    Ok(db
        .prepare_cached(&format!(
            "SELECT {}, o.giver_phone, o.answer FROM opinions o JOIN areas a ON a.id = o.area_id WHERE o.id = ?1",
            line_columns()
        ))?
        .query_row([id], |row| {
            Ok(Opinion { line: line(row)?, giver: row.get(6)?, giver_phone: row.get(11)?, answer: row.get(12)? })
        })
        .optional()?)
}

/// Moves an opinion to another status.
pub fn set_status(
    db: &Connection,
    id: &str,
    status: &str,
    answer: &str,
    unit: &str,
    closed_on: Option<&str>,
) -> Result<usize> {
    Ok(db
        .prepare_cached("UPDATE opinions SET status = ?2, answer = ?3, unit = ?4, closed_on = ?5 WHERE id = ?1")?
        .execute(rusqlite::params![id, status, answer, unit, closed_on])?)
}
