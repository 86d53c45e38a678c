//! The SQL of the ledger's list.
//!
//! A page is picked from one of two indexes that hold what lists are ordered and filtered by (see [`super::facets`]):
//! only the rows of the page itself are looked at. The far half of a list is read from its other end.

use super::facets::{Sieve, status_sql, status_word};
use super::orders::Order;
use super::{Lit, line, line_columns};
use crate::features::opinions::model::{OpinionLine, OpinionPage};
use crate::features::search::store::Among;
use crate::ground::refusal::Result;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use std::collections::BTreeMap;

/// What goes with a proposal that is answered: its giver can be answered with it.
const GROWN: &str = "+o.rowid IN (SELECT g.rowid FROM proposals p JOIN proposal_sources s ON s.proposal_id = p.id
    JOIN opinions g ON g.id = s.opinion_id WHERE p.stage IN ('replied', 'rated', 'closed'))";

/// A stretch of the sort key: from the first up to, and not with, the second.
pub struct Stretch(String, String);

impl Stretch {
    /// The stretch a light stands for; none for a word that is no light of the key.
    #[must_use]
    pub fn of(light: &str, lit: &Lit<'_>) -> Option<Self> {
        let (today, soon) = (lit.today.to_string(), lit.soon.as_str());
        // What is due on a day ends before any number of the next: numbers are digits, the sign is behind them.
        let after = |day: &str| format!("1{day}~");
        let late = if soon > today.as_str() { soon } else { today.as_str() };
        let (from, to) = match light {
            "overdue" => ("1".to_owned(), format!("1{today}")),
            "today" => (format!("1{today}"), after(&today)),
            "soon" => (after(&today), after(late)),
            "near" => (format!("1{today}"), after(late)),
            "due" => ("1".to_owned(), after(late)),
            "running" => (after(late), "2".to_owned()),
            "none" => ("2".to_owned(), "3".to_owned()),
            "untold" => ("3".to_owned(), "4".to_owned()),
            "done" => ("4".to_owned(), "5".to_owned()),
            _ => return None,
        };
        Some(Self(from, to))
    }
}

/// What a list is read from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Index {
    /// In the order of what is due.
    Turn,
    /// In the order of days and ledger numbers.
    Day,
}

impl Index {
    const fn name(self) -> &'static str {
        match self {
            Self::Turn => "opinions_turn",
            Self::Day => "opinions_day",
        }
    }
}

/// How the lines of a filter are found.
struct Found {
    index: Index,
    sql: String,
    values: Vec<Value>,
    /// How many there are, when typed words say it already and nothing else is asked for.
    known: Option<i64>,
}

/// What was typed, looked up once for the number of lines and the lines.
enum Words {
    /// Nothing.
    None,
    /// So many opinions hold the words, and the connection knows which.
    Among(i64),
    /// Signs alone stand in no index: the texts are looked at.
    Signs(String),
}

impl Words {
    fn of(db: &Connection, page: &OpinionPage) -> Result<Self> {
        let Some(typed) = page.text.as_ref().map(|text| text.trim()).filter(|text| !text.is_empty()) else {
            return Ok(Self::None);
        };
        let Some(among) = Among::of(db, "opinions", typed)? else {
            let escaped = typed.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            return Ok(Self::Signs(format!("%{escaped}%")));
        };
        let count = among.count;
        among.install(db)?;
        Ok(Self::Among(count))
    }
}

/// Lights that are a stretch of days before a clock ends: few lines, read from the order of what is due.
fn running_out(light: Option<&str>) -> bool {
    matches!(light, Some("overdue" | "today" | "soon" | "near" | "due" | "running"))
}

fn found(db: &Connection, page: &OpinionPage, lit: &Lit<'_>, words: &Words, sorted: bool) -> Result<Found> {
    let light = page.light.as_deref();
    let by_turn = if sorted { page.sort == "due" } else { page.open };
    let index = if by_turn || running_out(light) { Index::Turn } else { Index::Day };
    let (mut parts, mut values) = (vec!["true".to_owned()], Vec::<Value>::new());
    let mut sieve = Sieve::default();
    sieve.page(db, page)?;
    match light {
        None => {}
        Some("grown") => {
            sieve.state(db, "proposed")?;
            parts.push(GROWN.to_owned());
        }
        Some("none") => sieve.turn(2),
        Some("untold") => sieve.turn(3),
        Some("done") => sieve.turn(4),
        Some(_) => {}
    }
    match light.filter(|light| *light != "grown").map(|light| Stretch::of(light, lit)) {
        Some(Some(Stretch(from, to))) if index == Index::Turn => {
            values.push(from.into());
            values.push(to.into());
            parts.push("o.turn >= ?1 AND o.turn < ?2".to_owned());
        }
        // A word that is no light leaves nothing.
        Some(None) => parts.push("false".to_owned()),
        _ if page.open && index == Index::Turn => parts.push("o.turn < '4'".to_owned()),
        _ => {}
    }
    parts.extend(sieve.sql(&mut values));
    for (sql, day) in [("o.day >= ?", &page.from), ("o.day <= ?", &page.to)] {
        if let Some(day) = day {
            values.push(day.clone().into());
            parts.push(sql.replace('?', &format!("?{}", values.len())));
        }
    }
    let mut known = None;
    match words {
        Words::None => {}
        Words::Among(count) => {
            known = (parts.len() == 1).then_some(*count);
            parts.push("is_among(o.rowid)".to_owned());
        }
        Words::Signs(like) => {
            values.push(like.clone().into());
            parts.push(format!("o.named = 0 AND o.content LIKE ?{} ESCAPE '\\'", values.len()));
        }
    }
    Ok(Found { index, sql: parts.join(" AND "), values, known })
}

/// How many a filter leaves.
///
/// # Errors
/// What the database says.
pub fn count(db: &Connection, page: &OpinionPage, lit: &Lit<'_>) -> Result<i64> {
    count_of(db, page, lit, &Words::of(db, page)?)
}

fn count_of(db: &Connection, page: &OpinionPage, lit: &Lit<'_>, words: &Words) -> Result<i64> {
    let found = found(db, page, lit, words, false)?;
    if let Some(known) = found.known {
        return Ok(known);
    }
    let (sql, values) = counted(found);
    Ok(db.prepare_cached(&sql)?.query_row(params_from_iter(values), |row| row.get(0))?)
}

fn counted(found: Found) -> (String, Vec<Value>) {
    (format!("SELECT count(*) FROM opinions o INDEXED BY {} WHERE {}", found.index.name(), found.sql), found.values)
}

/// How the number of lines is asked for; tests look at its plan.
///
/// # Errors
/// What the database says.
pub fn count_sql(db: &Connection, page: &OpinionPage, lit: &Lit<'_>) -> Result<(String, Vec<Value>)> {
    Ok(counted(found(db, page, lit, &Words::of(db, page)?, false)?))
}

/// How many a filter leaves, by status.
///
/// # Errors
/// What the database says.
pub fn by_status(db: &Connection, page: &OpinionPage, lit: &Lit<'_>) -> Result<BTreeMap<String, i64>> {
    let found = found(db, page, lit, &Words::of(db, page)?, false)?;
    // One walk adds up all four; sorting two hundred thousand lines into groups takes three times as long.
    let sums: Vec<String> = (0..4).map(|number| format!("coalesce(sum({} = {number}), 0)", status_sql())).collect();
    let sql =
        format!("SELECT {} FROM opinions o INDEXED BY {} WHERE {}", sums.join(", "), found.index.name(), found.sql);
    let counted: Vec<i64> = db.prepare_cached(&sql)?.query_row(params_from_iter(found.values), |row| {
        (0..4).map(|at| row.get(at)).collect::<rusqlite::Result<_>>()
    })?;
    Ok((0..).map(|number| status_word(number).to_owned()).zip(counted).filter(|(_, n)| *n > 0).collect())
}

/// How the rows of a page are picked; tests look at its plan. From the far end when `backward`.
///
/// # Errors
/// What the database says.
pub fn page_sql(
    db: &Connection,
    page: &OpinionPage,
    lit: &Lit<'_>,
    total: Option<i64>,
) -> Result<(String, Vec<Value>, bool)> {
    paged(db, page, lit, &Words::of(db, page)?, total)
}

fn paged(
    db: &Connection,
    page: &OpinionPage,
    lit: &Lit<'_>,
    words: &Words,
    total: Option<i64>,
) -> Result<(String, Vec<Value>, bool)> {
    let Found { index, sql, mut values, .. } = found(db, page, lit, words, true)?;
    let sorts = page.sort != "due" && index == Index::Turn;
    let (mut limit, mut offset) = (i64::from(page.limit.min(2000)), i64::from(page.offset));
    let mut backward = false;
    if let Some(total) = total
        && !sorts
        && offset < total
        && offset + limit > total / 2
    {
        limit = limit.min(total - offset);
        offset = total - offset - limit;
        backward = true;
    }
    let falling = page.sort != "due" && page.descending;
    let way = if falling == backward { "ASC" } else { "DESC" };
    let order = if page.sort == "due" { format!("o.turn {way}") } else { format!("o.day {way}, o.number {way}") };
    values.push(limit.into());
    values.push(offset.into());
    let sql = format!(
        "SELECT o.rowid FROM opinions o INDEXED BY {} WHERE {sql} ORDER BY {order} LIMIT ?{} OFFSET ?{}",
        index.name(),
        values.len() - 1,
        values.len()
    );
    Ok((sql, values, backward))
}

/// How the rows of an order that no index holds are walked; tests look at its plan.
///
/// # Errors
/// What the database says.
pub fn walk_sql(db: &Connection, page: &OpinionPage, lit: &Lit<'_>, order: Order) -> Result<(String, Vec<Value>)> {
    walk(db, page, lit, &Words::of(db, page)?, order)
}

fn walk(
    db: &Connection,
    page: &OpinionPage,
    lit: &Lit<'_>,
    words: &Words,
    order: Order,
) -> Result<(String, Vec<Value>)> {
    let Found { index, sql, values, .. } = found(db, page, lit, words, true)?;
    let sql = format!(
        "SELECT o.rowid, {} FROM opinions o INDEXED BY {} WHERE {sql} ORDER BY o.day DESC, o.number DESC",
        order.sql(),
        index.name()
    );
    Ok((sql, values))
}

/// The rows of a page in an order that no index holds, and how many the filter leaves.
fn ordered(
    db: &Connection,
    page: &OpinionPage,
    lit: &Lit<'_>,
    words: &Words,
    order: Order,
    limit: usize,
) -> Result<(Vec<i64>, usize)> {
    let (sql, values) = walk(db, page, lit, words, order)?;
    order.rows(db, (&sql, &values), page.descending, usize::try_from(page.offset).unwrap_or(usize::MAX), limit)
}

fn wanted(page: &OpinionPage) -> usize {
    usize::try_from(page.limit.min(2000)).unwrap_or(2000)
}

/// The rows of a page in its order.
fn picked(db: &Connection, page: &OpinionPage, lit: &Lit<'_>, words: &Words, total: Option<i64>) -> Result<Vec<i64>> {
    if let Some(order) = Order::of(&page.sort) {
        return Ok(ordered(db, page, lit, words, order, wanted(page))?.0);
    }
    let (sql, values, backward) = paged(db, page, lit, words, total)?;
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows: Vec<i64> =
        statement.query_map(params_from_iter(values), |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    if backward {
        rows.reverse();
    }
    Ok(rows)
}

/// One page of lines.
///
/// # Errors
/// What the database says.
pub fn lines(db: &Connection, page: &OpinionPage, lit: &Lit<'_>) -> Result<Vec<OpinionLine>> {
    lines_of(db, &picked(db, page, lit, &Words::of(db, page)?, None)?, lit)
}

/// One page of lines, and how many the filter leaves. As the number is known, the far half is read from the other end.
///
/// # Errors
/// What the database says.
pub fn page(db: &Connection, page: &OpinionPage, lit: &Lit<'_>) -> Result<(Vec<OpinionLine>, i64)> {
    let words = Words::of(db, page)?;
    if let Some(order) = Order::of(&page.sort) {
        let (rows, total) = ordered(db, page, lit, &words, order, wanted(page))?;
        return Ok((lines_of(db, &rows, lit)?, i64::try_from(total).unwrap_or(i64::MAX)));
    }
    let total = count_of(db, page, lit, &words)?;
    Ok((lines_of(db, &picked(db, page, lit, &words, Some(total))?, lit)?, total))
}

fn lines_of(db: &Connection, rows: &[i64], lit: &Lit<'_>) -> Result<Vec<OpinionLine>> {
    let mut statement = db.prepare_cached(&format!(
        "SELECT {} FROM opinions o JOIN areas a ON a.id = o.area_id WHERE o.rowid = ?1",
        line_columns()
    ))?;
    rows.iter().map(|row| Ok(statement.query_row([row], |row| line(row, lit, false))?)).collect()
}

/// Ids of what a filter leaves, in the order of the list.
///
/// # Errors
/// What the database says.
pub fn ids(db: &Connection, page: &OpinionPage, lit: &Lit<'_>, most: usize) -> Result<Vec<String>> {
    let words = Words::of(db, page)?;
    let mut ids = Vec::new();
    let mut id_of = db.prepare_cached("SELECT id FROM opinions WHERE rowid = ?1")?;
    if let Some(order) = Order::of(&page.sort) {
        let whole = OpinionPage { offset: 0, ..page.clone() };
        let (rows, _) = ordered(db, &whole, lit, &words, order, most)?;
        return rows.iter().map(|row| Ok(id_of.query_row([row], |row| row.get(0))?)).collect();
    }
    while ids.len() < most {
        let limit = (most - ids.len()).min(2000);
        let part = OpinionPage {
            offset: u32::try_from(ids.len()).unwrap_or(u32::MAX),
            limit: u32::try_from(limit).unwrap_or(2000),
            ..page.clone()
        };
        let rows = picked(db, &part, lit, &words, None)?;
        for row in &rows {
            ids.push(id_of.query_row([row], |row| row.get(0))?);
        }
        if rows.len() < limit {
            break;
        }
    }
    Ok(ids)
}
