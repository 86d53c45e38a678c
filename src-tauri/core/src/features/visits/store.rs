//! The SQL of visits.

use super::model::{Filter, Heard, Page, Sums, Visit, VisitLine};
use crate::features::search::store::Among;
use crate::ground::ids::new_id;
use crate::ground::refusal::Result;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};

/// The next ledger number of a year.
pub fn next_number(db: &Connection, year: i64) -> Result<i64> {
    Ok(db
        .prepare_cached("SELECT coalesce(max(number), 0) + 1 FROM visits WHERE year = ?1")?
        .query_row([year], |row| row.get(0))?)
}

/// Version of a record, 0 when it is not there.
pub fn version(db: &Connection, id: &str) -> Result<i64> {
    Ok(db
        .prepare_cached("SELECT version FROM records WHERE id = ?1 AND removed IS NULL")?
        .query_row([id], |row| row.get(0))
        .optional()?
        .unwrap_or(0))
}

/// Year and number of a visit.
pub fn number_of(db: &Connection, id: &str) -> Result<Option<(i64, i64)>> {
    Ok(db
        .prepare_cached("SELECT year, number FROM visits WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// Inserts or changes the row of a visit.
pub fn save_row(db: &Connection, visit: &Visit, recorder: &str) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO visits (id, day, starts, ends, area_id, place, kind, leader_id, companions, received, households, households_first,
             firms, situation, note, year, number, paper_page, recorder_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
         ON CONFLICT (id) DO UPDATE SET day = ?2, starts = ?3, ends = ?4, area_id = ?5, place = ?6, kind = ?7, leader_id = ?8,
             companions = ?9, received = ?10, households = ?11, households_first = ?12, firms = ?13, situation = ?14, note = ?15,
             year = ?16, number = ?17, paper_page = ?18",
    )?
    .execute(params![
        visit.id,
        visit.day,
        visit.starts,
        visit.ends,
        visit.area_id,
        visit.place,
        visit.kind,
        visit.leader_id,
        visit.companions,
        visit.received,
        visit.households,
        visit.households_first,
        visit.firms,
        visit.situation,
        visit.note,
        visit.year,
        visit.number,
        visit.paper_page,
        recorder
    ])?;
    Ok(())
}

/// Makes the people of a visit be as given: rows that stay keep their ids.
pub fn save_people(db: &Connection, visit: &Visit) -> Result<()> {
    let wanted = visit.delegates.iter().map(|id| (id, "delegate")).chain(visit.members.iter().map(|id| (id, "member")));
    let wanted: Vec<(i64, &String, &str)> =
        (0_i64..).zip(wanted).map(|(place, (id, part))| (place, id, part)).collect();
    let held: Vec<(String, String, String, i64)> = db
        .prepare_cached("SELECT id, person_id, part, place FROM visit_people WHERE visit_id = ?1")?
        .query_map([&visit.id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (row, person, _, _) in &held {
        if !wanted.iter().any(|(_, id, _)| *id == person) {
            db.prepare_cached("DELETE FROM visit_people WHERE id = ?1")?.execute([row])?;
        }
    }
    for (place, person, part) in wanted {
        match held.iter().find(|(_, known, _, _)| known == person) {
            Some((_, _, had, at)) if had == part && *at == place => {}
            Some((row, ..)) => {
                db.prepare_cached("UPDATE visit_people SET part = ?2, place = ?3 WHERE id = ?1")?
                    .execute(params![row, part, place])?;
            }
            None => {
                db.prepare_cached(
                    "INSERT INTO visit_people (id, visit_id, person_id, part, place) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![new_id(), visit.id, person, part, place])?;
            }
        }
    }
    Ok(())
}

/// Makes the tags of a visit be as given.
pub fn save_tags(db: &Connection, visit: &Visit) -> Result<()> {
    let held: Vec<(String, String)> = db
        .prepare_cached("SELECT id, tag FROM visit_tags WHERE visit_id = ?1")?
        .query_map([&visit.id], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (row, tag) in &held {
        if !visit.tags.contains(tag) {
            db.prepare_cached("DELETE FROM visit_tags WHERE id = ?1")?.execute([row])?;
        }
    }
    for tag in &visit.tags {
        if !held.iter().any(|(_, known)| known == tag) {
            db.prepare_cached("INSERT INTO visit_tags (id, visit_id, tag) VALUES (?1, ?2, ?3)")?.execute(params![
                new_id(),
                visit.id,
                tag
            ])?;
        }
    }
    Ok(())
}

/// Removes a visit with its people, tags and opinions. The journal keeps them; the bin brings them back.
pub fn remove(db: &Connection, id: &str) -> Result<usize> {
    for sql in [
        "DELETE FROM visit_people WHERE visit_id = ?1",
        "DELETE FROM visit_tags WHERE visit_id = ?1",
        "DELETE FROM opinion_moves WHERE opinion_id IN (SELECT id FROM opinions WHERE visit_id = ?1)",
        "DELETE FROM opinions WHERE visit_id = ?1",
    ] {
        db.prepare_cached(sql)?.execute([id])?;
    }
    Ok(db.prepare_cached("DELETE FROM visits WHERE id = ?1")?.execute([id])?)
}

/// A visit whole.
pub fn whole(db: &Connection, id: &str) -> Result<Option<Visit>> {
    let found = db
        .prepare_cached(
            "SELECT id, day, starts, ends, area_id, place, kind, leader_id, companions, received, households, households_first, firms,
                 situation, note, year, number, paper_page FROM visits WHERE id = ?1",
        )?
        .query_row([id], |row| {
            Ok(Visit {
                id: row.get(0)?,
                day: row.get(1)?,
                starts: row.get(2)?,
                ends: row.get(3)?,
                area_id: row.get(4)?,
                place: row.get(5)?,
                kind: row.get(6)?,
                leader_id: row.get(7)?,
                companions: row.get(8)?,
                received: row.get(9)?,
                households: row.get(10)?,
                households_first: row.get(11)?,
                firms: row.get(12)?,
                situation: row.get(13)?,
                note: row.get(14)?,
                year: row.get(15)?,
                number: row.get(16)?,
                paper_page: row.get(17)?,
                ..Visit::default()
            })
        })
        .optional()?;
    let Some(mut visit) = found else { return Ok(None) };
    let mut people =
        db.prepare_cached("SELECT person_id, part FROM visit_people WHERE visit_id = ?1 ORDER BY place")?;
    for row in people.query_map([id], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))? {
        let (person, part) = row?;
        if part == "delegate" { visit.delegates.push(person) } else { visit.members.push(person) }
    }
    visit.tags = db
        .prepare_cached("SELECT tag FROM visit_tags WHERE visit_id = ?1 ORDER BY id")?
        .query_map([id], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    visit.opinions = db
        .prepare_cached(
            "SELECT id, topic, content, giver, giver_phone, status, answer, unit, closed_on, nature, named,
                 moves > 1 OR EXISTS (SELECT 1 FROM opinion_moves m WHERE m.opinion_id = opinions.id AND m.by_form = 0)
             FROM opinions WHERE visit_id = ?1 ORDER BY place",
        )?
        .query_map([id], |row| {
            Ok(Heard {
                id: row.get(0)?,
                topic: row.get(1)?,
                content: row.get(2)?,
                giver: row.get(3)?,
                giver_phone: row.get(4)?,
                status: row.get(5)?,
                answer: row.get(6)?,
                unit: row.get(7)?,
                closed_on: row.get(8)?,
                nature: row.get(9)?,
                named: row.get(10)?,
                on_its_way: row.get(11)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    visit.plan_id = crate::features::plans::store::of_visit(db, id)?;
    visit.version = version(db, id)?;
    Ok(Some(visit))
}

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

/// What was typed, looked up once for the totals and the lines.
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
fn condition(filter: &Filter, words: &Words) -> Found {
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
    if let Some(person) = &filter.person_id {
        add("(v.leader_id = ? OR v.id IN (SELECT visit_id FROM visit_people WHERE person_id = ?))", person.clone());
    }
    match words {
        Words::None => {}
        Words::Rows(rows) => add("v.rowid IN (SELECT value FROM json_each(?))", rows.clone()),
        Words::Among => parts.push("is_among(v.rowid)".to_owned()),
        Words::Signs(like) => add(
            "(v.situation LIKE ? ESCAPE '\\' OR v.note LIKE ? ESCAPE '\\' OR v.place LIKE ? ESCAPE '\\'
              OR v.id IN (SELECT visit_id FROM opinions WHERE content LIKE ? ESCAPE '\\'))",
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
    let narrow = filter.area_id.is_some() || matches!(words, Words::Rows(_) | Words::Signs(_));
    let wide = filter.kind.is_some() || filter.person_id.is_some() || filter.with.is_some();
    Found { sql, values, narrow, wide }
}

/// Totals of what a filter leaves. Whole months come from the tallies; the days at the edges, and filters by person or
/// words, from the visits themselves.
pub fn sums(db: &Connection, filter: &Filter) -> Result<Sums> {
    sums_of(db, filter, &Words::of(db, filter)?)
}

fn sums_of(db: &Connection, filter: &Filter, words: &Words) -> Result<Sums> {
    let plain = filter.person_id.is_none()
        && filter.with.is_none()
        && filter.text.as_ref().is_none_or(|text| text.trim().is_empty());
    let edge = |text: &Option<String>| text.as_ref().is_none_or(|day| crate::ground::clock::day(day).is_ok());
    if !plain || !edge(&filter.from) || !edge(&filter.to) {
        return summed_of(db, filter, words);
    }
    let head = |day: &str| day.chars().take(7).collect::<String>();
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
        return summed_of(db, filter, words);
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
    summed_of(db, filter, &Words::of(db, filter)?)
}

fn summed_of(db: &Connection, filter: &Filter, words: &Words) -> Result<Sums> {
    let found = condition(filter, words);
    let by = if found.narrow { "" } else { "INDEXED BY visits_sums" };
    let Found { sql, values, .. } = found;
    Ok(db
        .prepare_cached(&format!(
            "SELECT count(*), coalesce(sum(v.received), 0), coalesce(sum(v.households), 0), coalesce(sum(v.firms), 0) FROM visits v {by} WHERE {sql}"
        ))?
        .query_row(params_from_iter(values), sums_row)?)
}

/// The rows of a page. Of a list in the order of days or numbers whose length is known, the far half is read from the
/// other end: an index is walked at most half, and only the rows of the page are looked at.
fn picked(db: &Connection, page: &Page, words: &Words, total: Option<i64>) -> Result<Vec<i64>> {
    let found = condition(&page.filter, words);
    let walked = !matches!(page.sort.as_str(), "area" | "received" | "households" | "firms");
    let by = match page.sort.as_str() {
        "number" => "",
        _ if !walked && !found.narrow => "INDEXED BY visits_sums",
        _ => found.by_sums(),
    };
    let Found { sql, mut values, .. } = found;
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
    let way = if page.descending == backward { "ASC" } else { "DESC" };
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
    let words = Words::of(db, &page.filter)?;
    let sums = sums_of(db, &page.filter, &words)?;
    Ok((lines_of(db, &picked(db, page, &words, Some(sums.visits))?)?, sums))
}

/// One page of lines.
pub fn lines(db: &Connection, page: &Page) -> Result<Vec<VisitLine>> {
    lines_of(db, &picked(db, page, &Words::of(db, &page.filter)?, None)?)
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

/// Somebody's part in a visit.
pub struct Part {
    /// Who.
    pub person_id: String,
    /// delegate, member, or leader for the person responsible who is not named among those present.
    pub part: String,
    /// Visit.
    pub id: String,
    /// Day.
    pub day: String,
    /// Dictionary visit_kind.
    pub kind: String,
    /// Village or community.
    pub area_id: String,
    /// Persons received.
    pub received: i64,
    /// Households visited.
    pub households: i64,
    /// Firms and shops visited.
    pub firms: i64,
    /// Whether a person responsible is named.
    pub led: bool,
}

/// Who had part in the visits of a span of days, in order of days; everybody, or one person.
///
/// # Errors
/// What the database says.
pub fn parts(db: &Connection, from: &str, to: &str, person: Option<&str>) -> Result<Vec<Part>> {
    let mut statement = db.prepare_cached(
        "SELECT x.person_id, x.part, v.id, v.day, v.kind, v.area_id, v.received, v.households, v.firms, v.leader_id IS NOT NULL, v.number
         FROM visits v JOIN visit_people x ON x.visit_id = v.id
         WHERE v.day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR x.person_id = ?3)
         UNION ALL
         SELECT v.leader_id, 'leader', v.id, v.day, v.kind, v.area_id, v.received, v.households, v.firms, 1, v.number
         FROM visits v WHERE v.day BETWEEN ?1 AND ?2 AND v.leader_id IS NOT NULL AND (?3 IS NULL OR v.leader_id = ?3)
             AND NOT EXISTS (SELECT 1 FROM visit_people y WHERE y.visit_id = v.id AND y.person_id = v.leader_id)
         ORDER BY 4, 11, 3",
    )?;
    let rows = statement.query_map(params![from, to, person], |row| {
        Ok(Part {
            person_id: row.get(0)?,
            part: row.get(1)?,
            id: row.get(2)?,
            day: row.get(3)?,
            kind: row.get(4)?,
            area_id: row.get(5)?,
            received: row.get(6)?,
            households: row.get(7)?,
            firms: row.get(8)?,
            led: row.get(9)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
