//! The SQL of the list of visits: what a filter leaves, its totals and one page of it.

use super::super::model::{Filter, Page, Sums, VisitLine};
use crate::features::search::store::Among;
use crate::ground::refusal::Result;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};

/// How the visits of a filter are found.
struct Found {
    sql: String,
    values: Vec<Value>,
    /// The rows are known, or a village parts them well.
    narrow: bool,
    /// A column is asked for that the index of days does not hold.
    wide: bool,
}

impl Found {
    /// The index that holds every column a filter asks for, where nothing parts the visits better. The engine keeps no
    /// figures to see that by itself.
    const fn by_sums(&self) -> &'static str {
        if self.wide && !self.narrow { "INDEXED BY visits_sums" } else { "" }
    }
}

/// Hits that are looked at one by one; of more, every visit asks whether it is among them: a row that lies anywhere in the
/// file costs as much as a hundred in the order of an index.
const FEW: i64 = 2_000;

/// Visits whose own words or whose opinions hold what was typed.
fn among(db: &Connection, typed: &str) -> Result<Option<Among>> {
    let (Some(mut among), Some(heard)) = (Among::of(db, "visits", typed)?, Among::of(db, "opinions", typed)?) else {
        return Ok(None);
    };
    if heard.count <= FEW {
        let mut visit_of =
            db.prepare_cached("SELECT v.rowid FROM opinions o JOIN visits v ON v.id = o.visit_id WHERE o.rowid = ?1")?;
        for row in heard.rows() {
            if let Some(visit) = visit_of.query_row([row], |row| row.get(0)).optional()? {
                among.add(visit);
            }
        }
        return Ok(Some(among));
    }
    heard.install(db)?;
    let mut visits = db.prepare(
        "SELECT v.rowid FROM opinions o INDEXED BY opinions_visit JOIN visits v ON v.id = o.visit_id
         WHERE o.visit_id IS NOT NULL AND is_among(o.rowid)",
    )?;
    let mut rows = visits.query([])?;
    while let Some(row) = rows.next()? {
        among.add(row.get(0)?);
    }
    Ok(Some(among))
}

/// The visits a person led or had part in, as a JSON list of rows: few of all, so that looking them up costs less than
/// asking every visit.
fn of_person(db: &Connection, filter: &Filter) -> Result<Option<String>> {
    let Some(person) = &filter.person_id else { return Ok(None) };
    Ok(db
        .prepare_cached(
            "SELECT json_group_array(row) FROM (
                 SELECT rowid AS row FROM visits WHERE leader_id = ?1
                 UNION SELECT v.rowid FROM visit_people x JOIN visits v ON v.id = x.visit_id WHERE x.person_id = ?1)",
        )?
        .query_row([person], |row| row.get(0))?)
}

/// What was asked for that is looked up once, for the totals and the lines.
struct Known {
    words: Words,
    /// The rows of the person asked for.
    person: Option<String>,
}

impl Known {
    fn of(db: &Connection, filter: &Filter) -> Result<Self> {
        Ok(Self { words: Words::of(db, filter)?, person: of_person(db, filter)? })
    }
}

/// What was typed.
enum Words {
    /// Nothing.
    None,
    /// The rows that hold the words, as JSON.
    Rows(String),
    /// Many rows hold them, and the connection knows which.
    Among,
    /// Signs alone stand in no index: the texts are looked at.
    Signs(String),
}

impl Words {
    fn of(db: &Connection, filter: &Filter) -> Result<Self> {
        let Some(typed) = filter.text.as_ref().map(|text| text.trim()).filter(|text| !text.is_empty()) else {
            return Ok(Self::None);
        };
        let Some(among) = among(db, typed)? else {
            let escaped = typed.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            return Ok(Self::Signs(format!("%{escaped}%")));
        };
        if among.count <= FEW {
            let rows: Vec<String> = among.rows().map(|row| row.to_string()).collect();
            return Ok(Self::Rows(format!("[{}]", rows.join(","))));
        }
        among.install(db)?;
        Ok(Self::Among)
    }
}

/// The WHERE clause of a filter with its values.
fn condition(filter: &Filter, known: &Known) -> Found {
    let words = &known.words;
    let mut parts = Vec::new();
    let mut values: Vec<Value> = Vec::new();
    let mut add = |sql: &str, value: String| {
        values.push(value.into());
        parts.push(sql.replace('?', &format!("?{}", values.len())));
    };
    if let Some(from) = &filter.from {
        add("v.day >= ?", from.clone());
    }
    if let Some(to) = &filter.to {
        add("v.day <= ?", to.clone());
    }
    if let Some(area) = &filter.area_id {
        add("v.area_id = ?", area.clone());
    }
    if let Some(kind) = &filter.kind {
        add("v.kind = ?", kind.clone());
    }
    if let Some(rows) = &known.person {
        add("v.rowid IN (SELECT value FROM json_each(?))", rows.clone());
    }
    match words {
        Words::None => {}
        Words::Rows(rows) => add("v.rowid IN (SELECT value FROM json_each(?))", rows.clone()),
        Words::Among => parts.push("is_among(v.rowid)".to_owned()),
        Words::Signs(like) => add(
            "(v.situation LIKE ? ESCAPE '\\' OR v.note LIKE ? ESCAPE '\\' OR v.place LIKE ? ESCAPE '\\'
              OR v.id IN (SELECT visit_id FROM opinions WHERE named = 0 AND content LIKE ? ESCAPE '\\'))",
            like.clone(),
        ),
    }
    if let Some(figure) = &filter.with {
        parts.push(
            match figure.as_str() {
                "households" => "v.households > 0",
                "firms" => "v.firms > 0",
                // Persons at forums are received where the rule book says so, as the statistics count them.
                "received" => "v.received > 0 AND v.kind <> 'forum'",
                _ => "v.received > 0",
            }
            .to_owned(),
        );
    }
    let sql = if parts.is_empty() { "true".to_owned() } else { parts.join(" AND ") };
    let narrow =
        filter.area_id.is_some() || known.person.is_some() || matches!(words, Words::Rows(_) | Words::Signs(_));
    let wide = filter.kind.is_some() || filter.with.is_some();
    Found { sql, values, narrow, wide }
}

/// Whether the tallies say how many visits of a month a filter leaves.
fn tallied(filter: &Filter) -> bool {
    let edge = |text: &Option<String>| text.as_ref().is_none_or(|day| crate::ground::clock::day(day).is_ok());
    filter.person_id.is_none()
        && filter.with.is_none()
        && filter.text.as_ref().is_none_or(|text| text.trim().is_empty())
        && edge(&filter.from)
        && edge(&filter.to)
}

/// The month of a day.
fn head(day: &str) -> String {
    day.chars().take(7).collect()
}

/// Totals of what a filter leaves. Whole months come from the tallies; the days at the edges, and filters by person or
/// words, from the visits themselves.
pub fn sums(db: &Connection, filter: &Filter) -> Result<Sums> {
    sums_of(db, filter, &Known::of(db, filter)?)
}

fn sums_of(db: &Connection, filter: &Filter, known: &Known) -> Result<Sums> {
    if !tallied(filter) {
        return summed_of(db, filter, known);
    }
    // A month is whole when it begins after the first day's month or on it, and likewise at the end.
    let first_whole = filter.from.as_ref().map(|day| if day.ends_with("-01") { head(day) } else { next_month(day) });
    let after_last = filter.to.as_ref().map(|day| {
        let tomorrow =
            crate::ground::clock::day(day).map_or_else(|_| day.clone(), |day| (day + chrono::Days::new(1)).to_string());
        head(&tomorrow)
    });
    if let (Some(first), Some(after)) = (&first_whole, &after_last)
        && first >= after
    {
        return summed_of(db, filter, known);
    }
    let mut total = db
        .prepare_cached(
            "SELECT coalesce(sum(visits), 0), coalesce(sum(received), 0), coalesce(sum(households), 0), coalesce(sum(firms), 0)
             FROM visit_tallies
             WHERE (?1 IS NULL OR month >= ?1) AND (?2 IS NULL OR month < ?2) AND (?3 IS NULL OR area_id = ?3) AND (?4 IS NULL OR kind = ?4)",
        )?
        .query_row(params![first_whole, after_last, filter.area_id, filter.kind], sums_row)?;
    if let (Some(from), Some(first)) = (&filter.from, &first_whole)
        && head(from) != *first
    {
        total.add(&summed(
            db,
            &Filter { from: Some(from.clone()), to: Some(format!("{}-31", head(from))), ..filter.clone() },
        )?);
    }
    if let (Some(to), Some(after)) = (&filter.to, &after_last)
        && head(to) == *after
    {
        total.add(&summed(db, &Filter { from: Some(format!("{after}-01")), to: Some(to.clone()), ..filter.clone() })?);
    }
    Ok(total)
}

fn next_month(day: &str) -> String {
    crate::ground::clock::day(day)
        .ok()
        .and_then(|day| day.checked_add_months(chrono::Months::new(1)))
        .map_or_else(|| day.to_owned(), |day| day.format("%Y-%m").to_string())
}

fn sums_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Sums> {
    Ok(Sums { visits: row.get(0)?, received: row.get(1)?, households: row.get(2)?, firms: row.get(3)? })
}

/// Totals added up from the visits.
pub fn summed(db: &Connection, filter: &Filter) -> Result<Sums> {
    summed_of(db, filter, &Known::of(db, filter)?)
}

fn summed_of(db: &Connection, filter: &Filter, known: &Known) -> Result<Sums> {
    let found = condition(filter, known);
    let by = if found.narrow { "" } else { "INDEXED BY visits_sums" };
    let Found { sql, values, .. } = found;
    Ok(db
        .prepare_cached(&format!(
            "SELECT count(*), coalesce(sum(v.received), 0), coalesce(sum(v.households), 0), coalesce(sum(v.firms), 0) FROM visits v {by} WHERE {sql}"
        ))?
        .query_row(params_from_iter(values), sums_row)?)
}

/// Steps over the whole months that lie before the place a page begins at, in the order of days: the tallies say how many
/// visits each of them has. Answers the filter of what is left, and how many visits were stepped over.
fn stepped(db: &Connection, filter: &Filter, rising: bool, offset: i64) -> Result<(Filter, i64)> {
    let (mut left, mut passed) = (filter.clone(), 0);
    let order = if rising { "ASC" } else { "DESC" };
    let mut statement = db.prepare_cached(&format!(
        "SELECT month, sum(visits) FROM visit_tallies
         WHERE (?1 IS NULL OR month >= ?1) AND (?2 IS NULL OR month <= ?2) AND (?3 IS NULL OR area_id = ?3) AND (?4 IS NULL OR kind = ?4)
         GROUP BY month ORDER BY month {order}"
    ))?;
    let edges = (filter.from.as_deref().map(head), filter.to.as_deref().map(head));
    let mut months = statement.query(params![edges.0, edges.1, filter.area_id, filter.kind])?;
    while let Some(row) = months.next()? {
        let (month, mut visits): (String, i64) = (row.get(0)?, row.get(1)?);
        let edge = Some(&month) == edges.0.as_ref() || Some(&month) == edges.1.as_ref();
        if edge {
            // Of the month a filter begins or ends in, only some days count.
            let from = format!("{month}-01");
            let from = filter.from.clone().filter(|day| *day > from).unwrap_or(from);
            let to = format!("{month}-31");
            let to = filter.to.clone().filter(|day| *day < to).unwrap_or(to);
            visits = summed(db, &Filter { from: Some(from), to: Some(to), ..filter.clone() })?.visits;
        }
        if passed + visits > offset {
            break;
        }
        passed += visits;
        if rising {
            left.from = Some(format!("{month}-32"));
        } else {
            left.to = Some(format!("{month}-00"));
        }
    }
    Ok((left, passed))
}

/// The rows of a page. Of a list in the order of days or numbers whose length is known, the far half is read from the
/// other end: an index is walked at most half, in the order of days at most a month, and only the rows of the page are
/// looked at.
fn picked(db: &Connection, page: &Page, known: &Known, total: Option<i64>) -> Result<Vec<i64>> {
    let walked = !matches!(page.sort.as_str(), "area" | "received" | "households" | "firms");
    let (mut limit, mut offset) = (i64::from(page.limit.min(2000)), i64::from(page.offset));
    let mut backward = false;
    if let Some(total) = total
        && walked
        && offset < total
        && offset + limit > total / 2
    {
        limit = limit.min(total - offset);
        offset = total - offset - limit;
        backward = true;
    }
    let rising = page.descending == backward;
    let way = if rising { "ASC" } else { "DESC" };
    let mut filter = std::borrow::Cow::Borrowed(&page.filter);
    if walked && page.sort != "number" && offset > limit && tallied(&filter) {
        let (left, passed) = stepped(db, &filter, rising, offset)?;
        filter = std::borrow::Cow::Owned(left);
        offset -= passed;
    }
    let found = condition(&filter, known);
    let by = match page.sort.as_str() {
        "number" => "",
        _ if !walked && !found.narrow => "INDEXED BY visits_sums",
        _ => found.by_sums(),
    };
    let Found { sql, mut values, .. } = found;
    let order = match page.sort.as_str() {
        "number" => format!("v.year {way}, v.number {way}"),
        "area" => format!("(SELECT a.place FROM areas a WHERE a.id = v.area_id) {way}, v.day DESC, v.number DESC"),
        "received" => format!("v.received {way}, v.day DESC"),
        "households" => format!("v.households {way}, v.day DESC"),
        "firms" => format!("v.firms {way}, v.day DESC"),
        _ => format!("v.day {way}, v.number {way}"),
    };
    values.push(limit.into());
    values.push(offset.into());
    let mut statement = db.prepare_cached(&format!(
        "SELECT v.rowid FROM visits v {by} WHERE {sql} ORDER BY {order} LIMIT ?{} OFFSET ?{}",
        values.len() - 1,
        values.len()
    ))?;
    let mut rows: Vec<i64> =
        statement.query_map(params_from_iter(values), |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    if backward {
        rows.reverse();
    }
    Ok(rows)
}

/// One page of lines, with the totals of what the filter leaves.
pub fn page(db: &Connection, page: &Page) -> Result<(Vec<VisitLine>, Sums)> {
    let known = Known::of(db, &page.filter)?;
    let sums = sums_of(db, &page.filter, &known)?;
    Ok((lines_of(db, &picked(db, page, &known, Some(sums.visits))?)?, sums))
}

/// One page of lines.
pub fn lines(db: &Connection, page: &Page) -> Result<Vec<VisitLine>> {
    lines_of(db, &picked(db, page, &Known::of(db, &page.filter)?, None)?)
}

fn lines_of(db: &Connection, rows: &[i64]) -> Result<Vec<VisitLine>> {
    let mut statement = db.prepare_cached(
        "SELECT v.id, v.day, v.year, v.number, a.short_name, v.area_id, v.kind, p.name, v.received, v.households, v.firms,
             (SELECT count(*) FROM opinions o WHERE o.visit_id = v.id)
         FROM visits v JOIN areas a ON a.id = v.area_id LEFT JOIN people p ON p.id = v.leader_id WHERE v.rowid = ?1",
    )?;
    let mut lines = Vec::new();
    for row in rows {
        lines.push(statement.query_row([row], |row| {
            Ok(VisitLine {
                id: row.get(0)?,
                day: row.get(1)?,
                year: row.get(2)?,
                number: row.get(3)?,
                area: row.get(4)?,
                area_id: row.get(5)?,
                kind: row.get(6)?,
                leader: row.get(7)?,
                delegates: Vec::new(),
                received: row.get(8)?,
                households: row.get(9)?,
                firms: row.get(10)?,
                opinions: row.get(11)?,
            })
        })?);
    }
    let mut names = db.prepare_cached(
        "SELECT p.name FROM visit_people x JOIN people p ON p.id = x.person_id WHERE x.visit_id = ?1 AND x.part = 'delegate' ORDER BY x.place",
    )?;
    for line in &mut lines {
        line.delegates = names.query_map([&line.id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    }
    Ok(lines)
}
