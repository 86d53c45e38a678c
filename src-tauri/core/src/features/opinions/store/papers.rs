//! The SQL of what papers and the first screen list.

use crate::ground::refusal::Result;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};

/// Opinions heard in a span, or heard before it and not ended when it began or opened again in it, oldest first, without those
/// about a person by name; and how many of those there are. What had ended is told by the moves made by then, as in the
/// balance of the span.
///
/// # Errors
/// What the database says.
pub fn of_span(db: &Connection, from: &str, to: &str, area: Option<&str>) -> Result<(Vec<String>, i64)> {
    let within = "day <= ?2 AND (?3 IS NULL OR area_id = ?3)
         AND (day >= ?1
              OR id NOT IN (SELECT m.opinion_id FROM opinion_moves m WHERE m.closes <> 0 AND m.day < ?1
                                GROUP BY m.opinion_id HAVING sum(m.closes) > 0)
              OR id IN (SELECT m.opinion_id FROM opinion_moves m WHERE m.closes = -1 AND m.day BETWEEN ?1 AND ?2))";
    let mut statement = db.prepare_cached(&format!(
        "SELECT id FROM opinions WHERE {within} AND named = 0 ORDER BY day, year, number, id"
    ))?;
    let ids = statement.query_map(params![from, to, area], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let left_out = db
        .prepare_cached(&format!("SELECT count(*) FROM opinions WHERE {within} AND named = 1"))?
        .query_row(params![from, to, area], |row| row.get(0))?;
    Ok((ids, left_out))
}

/// Opinions of a village whose givers wait: first what is answered and not told, then what is still handled, newest last.
/// Those about a person by name are left out.
///
/// # Errors
/// What the database says.
pub fn promises(db: &Connection, area: &str) -> Result<Vec<String>> {
    let mut statement = db.prepare_cached(
        "SELECT id FROM opinions
         WHERE area_id = ?1 AND named = 0
             AND (status = 'handling' OR (told_on IS NULL AND state IN ('replied', 'answered', 'closed', 'declined', 'referred')))
         ORDER BY told_on IS NULL AND state IN ('replied', 'answered', 'closed', 'declined', 'referred') DESC, day, id",
    )?;
    Ok(statement.query_map([area], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// An opinion somebody answers for: heard at a visit as delegate, or the first person responsible.
pub struct Answered {
    /// Who.
    pub person_id: String,
    /// Record.
    pub id: String,
    /// Ledger number.
    pub number: String,
    /// Day heard.
    pub day: String,
    /// Village or community.
    pub area_id: String,
    /// Visit it was heard at.
    pub visit_id: Option<String>,
    /// Dictionary topic.
    pub topic: String,
    /// What was said.
    pub content: String,
    /// Who said it; only to take the name out of the text.
    pub giver: String,
    /// How to reach the giver; only to take it out of the text.
    pub giver_phone: String,
    /// Dictionary opinion_state.
    pub state: String,
    /// registered, answered, handling or closed.
    pub status: String,
    /// Unit that handles it.
    pub unit: String,
    /// Day closed.
    pub closed_on: Option<String>,
    /// Day the giver was told.
    pub told_on: Option<String>,
    /// Dictionary opinion_rating.
    pub rating: String,
    /// Leader who signed the last written answer; none when there is no such answer.
    pub signer: Option<String>,
}

/// Opinions of a span of days by whom they are answered for, in order of days; everybody's, or one person's. Those about a
/// person by name are left out.
///
/// # Errors
/// What the database says.
pub fn answered_for(db: &Connection, from: &str, to: &str, person: Option<&str>) -> Result<Vec<Answered>> {
    let columns = "o.id, o.year || '-' || o.number, o.day, o.area_id, o.visit_id, o.topic, o.content, o.giver, o.state, o.status, o.unit,
             o.closed_on, o.told_on, o.rating,
             (SELECT m.signer FROM opinion_moves m WHERE m.opinion_id = o.id AND m.kind = 'reply'
                  AND NOT EXISTS (SELECT 1 FROM opinion_moves w WHERE w.withdraws = m.id) ORDER BY m.place DESC LIMIT 1), o.year, o.number, o.giver_phone";
    let mut statement = db.prepare_cached(&format!(
        "SELECT x.person_id, {columns} FROM opinions o JOIN visit_people x ON x.visit_id = o.visit_id AND x.part = 'delegate'
         WHERE o.day BETWEEN ?1 AND ?2 AND o.named = 0 AND (?3 IS NULL OR x.person_id = ?3)
         UNION
         SELECT o.first_id, {columns} FROM opinions o
         WHERE o.day BETWEEN ?1 AND ?2 AND o.named = 0 AND o.first_id IS NOT NULL AND (?3 IS NULL OR o.first_id = ?3)
         ORDER BY 4, 17, 18, 2"
    ))?;
    let rows = statement.query_map(params![from, to, person], |row| {
        Ok(Answered {
            person_id: row.get(0)?,
            id: row.get(1)?,
            number: row.get(2)?,
            day: row.get(3)?,
            area_id: row.get(4)?,
            visit_id: row.get(5)?,
            topic: row.get(6)?,
            content: row.get(7)?,
            giver: row.get(8)?,
            state: row.get(9)?,
            status: row.get(10)?,
            unit: row.get(11)?,
            closed_on: row.get(12)?,
            told_on: row.get(13)?,
            rating: row.get(14)?,
            signer: row.get(15)?,
            giver_phone: row.get(18)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Opinions about a person by name.
///
/// # Errors
/// What the database says.
pub fn named(db: &Connection) -> Result<BTreeSet<String>> {
    let mut statement = db.prepare_cached("SELECT id FROM opinions WHERE named = 1")?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// How many opinions wait in each village, as [`promises`] counts them.
///
/// # Errors
/// What the database says.
pub fn promised_by_village(db: &Connection) -> Result<BTreeMap<String, i64>> {
    let mut statement = db.prepare_cached(
        "SELECT area_id, count(*) FROM opinions
         WHERE named = 0
             AND (status = 'handling' OR (told_on IS NULL AND state IN ('replied', 'answered', 'closed', 'declined', 'referred')))
         GROUP BY area_id",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
