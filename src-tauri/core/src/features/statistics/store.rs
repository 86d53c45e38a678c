//! The SQL of statistics: grouped sums over covering indexes.

use super::model::{ActivitySums, TopicRow};
use crate::features::duties::rules::Span;
use crate::features::opinions::store::facets;
use crate::ground::refusal::Result;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use std::collections::BTreeMap;

/// What sums are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// One row.
    Whole,
    /// Village.
    Area,
    /// Month, as 2026-09.
    Month,
    /// Kind of visit.
    Kind,
}

/// What is counted.
#[derive(Debug, Clone, Default)]
pub struct Only<'a> {
    /// Only this village.
    pub area: Option<&'a str>,
    /// Only this kind of visit.
    pub kind: Option<&'a str>,
    /// Whether persons at forums count as received.
    pub forums: bool,
    /// Whether persons taking part are counted; it needs a walk over every visit's people.
    pub participants: bool,
}

/// ActivitySums of a span by key.
pub fn sums(db: &Connection, days: Span, by: By, only: &Only<'_>) -> Result<BTreeMap<String, ActivitySums>> {
    let mut values: Vec<Value> = vec![days.from.to_string().into(), days.to.to_string().into()];
    let mut of = |column: &str, value: Option<&str>| match value {
        Some(value) => {
            values.push(value.to_owned().into());
            format!(" AND {column} = ?{}", values.len())
        }
        None => String::new(),
    };
    let area = of("v.area_id", only.area);
    let kind = of("v.kind", only.kind);
    let key = match by {
        By::Whole => "''",
        By::Area => "v.area_id",
        By::Month => "substr(v.day, 1, 7)",
        By::Kind => "v.kind",
    };
    let received = if only.forums { "v.received" } else { "CASE WHEN v.kind = 'forum' THEN 0 ELSE v.received END" };
    let visits = "visits v INDEXED BY visits_sums";
    let within = format!("v.day BETWEEN ?1 AND ?2{area}{kind}");
    let mut found: BTreeMap<String, ActivitySums> = BTreeMap::new();
    let mut each =
        |sql: &str, put: &mut dyn FnMut(&mut ActivitySums, &rusqlite::Row<'_>) -> rusqlite::Result<()>| -> Result<()> {
            let mut statement = db.prepare_cached(sql)?;
            let wanted = statement.parameter_count();
            let mut rows = statement.query(params_from_iter(values.iter().take(wanted)))?;
            while let Some(row) = rows.next()? {
                put(found.entry(row.get(0)?).or_default(), row)?;
            }
            Ok(())
        };
    each(
        &format!(
            "SELECT {key}, count(*), sum({received}), sum(v.households), sum(v.firms) FROM {visits} WHERE {within} GROUP BY 1"
        ),
        &mut |sums, row| {
            (sums.visits, sums.received, sums.households, sums.firms) =
                (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
            Ok(())
        },
    )?;
    if only.participants {
        // A person responsible who is also named among those present takes part once.
        for sql in [
            format!("SELECT {key}, count(*) FROM {visits} JOIN visit_people x ON x.visit_id = v.id WHERE {within} GROUP BY 1"),
            format!(
                "SELECT {key}, count(*) FROM {visits} WHERE {within} AND v.leader_id IS NOT NULL
                     AND NOT EXISTS (SELECT 1 FROM visit_people x WHERE x.visit_id = v.id AND x.person_id = v.leader_id) GROUP BY 1"
            ),
        ] {
            each(&sql, &mut |sums, row| {
                sums.participants += row.get::<_, i64>(1)?;
                Ok(())
            })?;
        }
    }
    let through_visit = by == By::Kind || only.kind.is_some();
    let villages = facets::grouped(db, "area_id")?;
    let (key, told) = match (by, villages) {
        (By::Whole, _) => ("''".to_owned(), "g.key".to_owned()),
        (By::Area, Some(facet)) => (facet.sql(), facet.word_sql("g.key")),
        (By::Area, None) => ("o.area_id".to_owned(), "g.key".to_owned()),
        (By::Month, _) => ("substr(o.day, 1, 7)".to_owned(), "g.key".to_owned()),
        (By::Kind, _) => ("coalesce(v.kind, '')".to_owned(), "g.key".to_owned()),
    };
    let join = if through_visit { " LEFT JOIN visits v ON v.id = o.visit_id" } else { "" };
    // The village is looked up in the index's own number; the bound value stays for the visits' kind behind it.
    let area = match only.area {
        Some(id) => format!(" AND {} AND ?3 IS NOT NULL", facets::of_area(db, id)?),
        None => String::new(),
    };
    each(
        &format!(
            "SELECT {told}, g.status, g.n FROM (SELECT {key} AS key, {} AS status, count(*) AS n
             FROM opinions o INDEXED BY opinions_day{join} WHERE o.day BETWEEN ?1 AND ?2{area}{kind} GROUP BY 1, 2) g",
            facets::status_sql()
        ),
        &mut |sums, row| {
            let n: i64 = row.get(2)?;
            sums.opinions += n;
            match facets::status_word(row.get(1)?) {
                "answered" => sums.answered += n,
                "handling" => sums.handling += n,
                "closed" => sums.closed += n,
                _ => sums.registered += n,
            }
            Ok(())
        },
    )?;
    Ok(found)
}

/// Opinions of a span by topic and status.
pub fn topics(db: &Connection, days: Span, area: Option<&str>) -> Result<BTreeMap<String, TopicRow>> {
    let (key, told) = match facets::grouped(db, "topic")? {
        Some(facet) => (facet.sql(), facet.word_sql("g.key")),
        None => ("o.topic".to_owned(), "g.key".to_owned()),
    };
    let of = area.map_or_else(|| Ok("true".to_owned()), |area| facets::of_area(db, area))?;
    let mut statement = db.prepare_cached(&format!(
        "SELECT {told}, g.status, g.n FROM (SELECT {key} AS key, {} AS status, count(*) AS n
         FROM opinions o INDEXED BY opinions_day WHERE o.day BETWEEN ?1 AND ?2 AND {of} GROUP BY 1, 2) g",
        facets::status_sql()
    ))?;
    let mut rows = statement.query([days.from.to_string(), days.to.to_string()])?;
    let mut found: BTreeMap<String, TopicRow> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let topic: String = row.get(0)?;
        let n: i64 = row.get(2)?;
        let line = found.entry(topic.clone()).or_insert_with(|| TopicRow {
            topic,
            label: String::new(),
            total: 0,
            registered: 0,
            answered: 0,
            handling: 0,
            closed: 0,
        });
        line.total += n;
        match facets::status_word(row.get(1)?) {
            "answered" => line.answered += n,
            "handling" => line.handling += n,
            "closed" => line.closed += n,
            _ => line.registered += n,
        }
    }
    Ok(found)
}
