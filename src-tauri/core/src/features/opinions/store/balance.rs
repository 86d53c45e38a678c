//! The SQL of balances.

use super::facets;
use crate::features::opinions::balance::Balance;
use crate::ground::refusal::Result;
use rusqlite::{Connection, params};
use std::collections::BTreeMap;

/// Balances by nature.
///
/// # Errors
/// What the database says.
pub fn lines(db: &Connection, from: &str, to: &str, area: Option<&str>) -> Result<BTreeMap<String, Balance>> {
    let mut all: BTreeMap<String, Balance> = BTreeMap::new();
    let (key, told) = match facets::grouped(db, "nature")? {
        Some(facet) => (facet.sql(), facet.word_sql("g.key")),
        None => ("o.nature".to_owned(), "g.key".to_owned()),
    };
    let of = area.map_or_else(|| Ok("true".to_owned()), |area| facets::of_area(db, area))?;
    let mut heard = db.prepare_cached(&format!(
        "SELECT {told}, g.before, g.within FROM (SELECT {key} AS key, sum(o.day < ?1) AS before, sum(o.day >= ?1) AS within
         FROM opinions o INDEXED BY opinions_day WHERE o.day <= ?2 AND {of} GROUP BY 1) g"
    ))?;
    let mut rows = heard.query(params![from, to])?;
    while let Some(row) = rows.next()? {
        let line = all.entry(row.get(0)?).or_default();
        line.opening += row.get::<_, i64>(1)?;
        line.heard += row.get::<_, i64>(2)?;
    }
    let mut ended = db.prepare_cached(
        "SELECT o.nature, sum(CASE WHEN m.day < ?1 THEN m.closes ELSE 0 END), sum(m.day >= ?1 AND m.closes = 1), sum(m.day >= ?1 AND m.closes = -1)
         FROM opinion_moves m JOIN opinions o ON o.id = m.opinion_id
         WHERE m.closes <> 0 AND m.day <= ?2 AND (?3 IS NULL OR o.area_id = ?3) GROUP BY o.nature",
    )?;
    let mut rows = ended.query(params![from, to, area])?;
    while let Some(row) = rows.next()? {
        let line = all.entry(row.get(0)?).or_default();
        line.opening -= row.get::<_, i64>(1)?;
        line.ended += row.get::<_, i64>(2)?;
        line.reopened += row.get::<_, i64>(3)?;
    }
    for line in all.values_mut() {
        line.closing = line.opening + line.heard + line.reopened - line.ended;
    }
    Ok(all)
}
