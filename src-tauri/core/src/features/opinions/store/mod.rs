//! The SQL of opinions.

pub mod balance;
pub mod chain;
pub mod clock;
pub mod facets;
pub mod family;
pub mod giver;
pub mod list;
pub mod orders;
pub mod papers;

pub use list::{by_status, count, count_sql, ids, lines, page, page_sql, walk_sql};

use super::model::{OpinionEntry, OpinionLine};
use super::rules::{self, Standing};
use crate::features::attachments::model::Owner;
use crate::features::attachments::store as attachments;
use crate::features::calendar::rules::Calendar;
use crate::ground::clock::day;
use crate::ground::refusal::Result;
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, params};

/// The day lines are judged on.
pub struct Lit<'a> {
    /// The office's calendar.
    pub calendar: &'a Calendar,
    /// The day.
    pub today: NaiveDate,
    /// Last day that counts as soon due.
    pub soon: String,
}

impl<'a> Lit<'a> {
    /// Judges by the rule book of the day.
    ///
    /// # Errors
    /// What the database says.
    pub fn new(db: &Connection, calendar: &'a Calendar, today: NaiveDate) -> Result<Self> {
        let limits = clock::Limits::new(db)?;
        let soon = calendar.after(today, limits.number("opinion_soon_days", &today.to_string())).day.to_string();
        Ok(Self { calendar, today, soon })
    }
}

/// First character of a name and stars for the rest.
#[must_use]
pub fn mask(giver: &str) -> String {
    let mut letters = giver.chars();
    letters.next().map_or_else(String::new, |first| format!("{first}{}", "*".repeat(letters.count().min(2))))
}

/// The columns of a line, of an opinion `o` in an area `a`.
fn line_columns() -> String {
    format!(
        "o.id, o.visit_id, o.day, o.year, o.number, a.short_name, o.topic, o.nature, o.content, o.named, o.giver, o.state, o.status,
             o.unit, o.closed_on, o.due_on, o.due_open, o.told_on, o.family_id, {}",
        crate::features::areas::store::WRITTEN
    )
}

fn line(row: &rusqlite::Row<'_>, lit: &Lit<'_>, whole: bool) -> rusqlite::Result<OpinionLine> {
    let named: bool = row.get(9)?;
    let state: String = row.get(11)?;
    let due_on: Option<String> = row.get(15)?;
    let told: Option<String> = row.get(17)?;
    let light = rules::light(&state, due_on.as_deref(), told.is_some(), &lit.today.to_string(), &lit.soon);
    let left = due_on.as_deref().and_then(|text| day(text).ok()).map(|due| lit.calendar.between(lit.today, due));
    Ok(OpinionLine {
        id: row.get(0)?,
        visit_id: row.get(1)?,
        day: row.get(2)?,
        year: row.get(3)?,
        number: row.get(4)?,
        area: row.get(5)?,
        area_written: row.get(19)?,
        topic: row.get(6)?,
        nature: row.get(7)?,
        content: if named && !whole { String::new() } else { row.get(8)? },
        named,
        giver_masked: if named && !whole { String::new() } else { mask(&row.get::<_, String>(10)?) },
        state,
        status: row.get(12)?,
        unit: row.get(13)?,
        closed_on: row.get(14)?,
        due_on,
        due_open: row.get(16)?,
        light: light.to_owned(),
        left,
        family_id: row.get(18)?,
    })
}

/// One line, its words in full when `whole`.
///
/// # Errors
/// What the database says.
pub fn one_line(db: &Connection, id: &str, lit: &Lit<'_>, whole: bool) -> Result<Option<OpinionLine>> {
    Ok(db
        .prepare_cached(&format!(
            "SELECT {} FROM opinions o JOIN areas a ON a.id = o.area_id WHERE o.id = ?1",
            line_columns()
        ))?
        .query_row([id], |row| line(row, lit, whole))
        .optional()?)
}

/// What is kept of an opinion beside its line.
pub struct Kept {
    /// As it was registered.
    pub entry: OpinionEntry,
    /// Answer given.
    pub answer: String,
    /// What the giver said of it.
    pub rating: String,
    /// Day the giver was told.
    pub told_on: Option<String>,
    /// Clerk who registered it.
    pub recorder: String,
    /// Family.
    pub family_id: Option<String>,
    /// Moves made.
    pub moves: i64,
}

/// An opinion as kept.
///
/// # Errors
/// What the database says.
pub fn kept(db: &Connection, id: &str) -> Result<Option<Kept>> {
    Ok(db
        .prepare_cached(
            "SELECT o.visit_id, o.area_id, o.day, o.topic, o.nature, o.content, o.giver, o.giver_phone, o.named, o.first_id,
                 o.answer, o.rating, o.told_on, coalesce(c.name, ''), o.family_id, o.moves
             FROM opinions o LEFT JOIN clerks c ON c.id = o.recorder_id WHERE o.id = ?1",
        )?
        .query_row([id], |row| {
            Ok(Kept {
                entry: OpinionEntry {
                    id: id.to_owned(),
                    visit_id: row.get(0)?,
                    area_id: row.get(1)?,
                    day: row.get(2)?,
                    topic: row.get(3)?,
                    nature: row.get(4)?,
                    content: row.get(5)?,
                    giver: row.get(6)?,
                    giver_phone: row.get(7)?,
                    named: row.get(8)?,
                    first_id: row.get(9)?,
                },
                answer: row.get(10)?,
                rating: row.get(11)?,
                told_on: row.get(12)?,
                recorder: row.get(13)?,
                family_id: row.get(14)?,
                moves: row.get(15)?,
            })
        })
        .optional()?)
}

/// The newest opinions of a village outside one visit: id and what was said. Those about a person by name are left out.
///
/// # Errors
/// What the database says.
pub fn newest_of(db: &Connection, area: &str, not_visit: &str, limit: u32) -> Result<Vec<(String, String)>> {
    let mut statement = db.prepare_cached(
        "SELECT id, content FROM opinions WHERE area_id = ?1 AND visit_id IS NOT ?2 AND named = 0 ORDER BY day DESC, id DESC LIMIT ?3",
    )?;
    let rows = statement.query_map(params![area, not_visit, limit], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The highest number of each year.
///
/// # Errors
/// What the database says.
pub fn numbers(db: &Connection) -> Result<crate::ground::numbers::Given> {
    crate::ground::numbers::read(db, "SELECT 'opinions ' || year, max(number) FROM opinions GROUP BY year")
}

/// The next ledger number of a year: one that no opinion has or ever had.
///
/// # Errors
/// What the database says.
pub fn next_number(db: &Connection, year: i64) -> Result<i64> {
    Ok(db
        .prepare_cached(
            "SELECT max(coalesce((SELECT max(number) FROM opinions WHERE year = ?1), 0),
                        coalesce((SELECT last FROM given_numbers WHERE series = 'opinions ' || ?1), 0)) + 1",
        )?
        .query_row([year], |row| row.get(0))?)
}

/// Writes a new opinion, registered and nothing more. What is derived of it is written with it: put in afterwards it
/// would leave its first place in the index of the list.
///
/// # Errors
/// What the database says.
pub fn insert(db: &Connection, one: &OpinionEntry, place: i64, recorder: &str) -> Result<()> {
    const FIRST: &str = "registered";
    let year: i64 = one.day.get(..4).and_then(|text| text.parse().ok()).unwrap_or_default();
    let number = next_number(db, year)?;
    let now = Standing { state: FIRST.to_owned(), since: one.day.clone(), ..Standing::default() };
    let facts = clock::Facts {
        heard: &one.day,
        number,
        status: FIRST,
        nature: &one.nature,
        topic: &one.topic,
        area: &one.area_id,
        unit: "",
    };
    let calendar = crate::features::calendar::store::calendar(db)?;
    let derived = clock::derive(db, &now, &facts, &calendar, &clock::Limits::new(db)?)?;
    db.prepare_cached(
        "INSERT INTO opinions (id, visit_id, area_id, day, place, year, number, topic, nature, content, giver, giver_phone, named, first_id,
             recorder_id, state, status, since, answer, unit, due_on, due_open, turn, facets)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?16, ?4, '', '', ?17, ?18, ?19, ?20)",
    )?
    .execute(params![
        one.id,
        one.visit_id,
        one.area_id,
        one.day,
        place,
        year,
        number,
        one.topic,
        one.nature,
        one.content,
        one.giver,
        one.giver_phone,
        one.named,
        one.first_id,
        recorder,
        FIRST,
        derived.due.map(|found| found.day.to_string()),
        derived.due.is_some_and(|found| found.without_holidays),
        derived.turn,
        derived.facets
    ])?;
    Ok(())
}

/// Corrects what was registered. The ledger number stays, unless the day moves to another year's ledger.
///
/// # Errors
/// What the database says.
pub fn correct(db: &Connection, one: &OpinionEntry) -> Result<usize> {
    let year: i64 = one.day.get(..4).and_then(|text| text.parse().ok()).unwrap_or_default();
    let next = next_number(db, year)?;
    Ok(db
        .prepare_cached(
            "UPDATE opinions SET area_id = ?2, day = ?3, topic = ?4, nature = ?5, content = ?6, giver = ?7, giver_phone = ?8, named = ?9,
                 first_id = ?10, number = CASE WHEN year = ?11 THEN number ELSE ?12 END, year = ?11
             WHERE id = ?1",
        )?
        .execute(params![
            one.id,
            one.area_id,
            one.day,
            one.topic,
            one.nature,
            one.content,
            one.giver,
            one.giver_phone,
            one.named,
            one.first_id,
            year,
            next
        ])?)
}

/// Moves an opinion to its line on the visit's paper.
///
/// # Errors
/// What the database says.
pub fn set_place(db: &Connection, id: &str, place: i64) -> Result<()> {
    db.prepare_cached("UPDATE opinions SET place = ?2 WHERE id = ?1 AND place <> ?2")?.execute(params![id, place])?;
    Ok(())
}

/// Removes an opinion with the moves of its form.
///
/// # Errors
/// What the database says.
pub fn remove(db: &Connection, id: &str) -> Result<usize> {
    attachments::leave(db, Owner::Opinions, id)?;
    db.prepare_cached("DELETE FROM opinion_moves WHERE opinion_id = ?1")?.execute([id])?;
    Ok(db.prepare_cached("DELETE FROM opinions WHERE id = ?1")?.execute([id])?)
}

/// Ids of a visit's opinions in the order of its paper.
///
/// # Errors
/// What the database says.
pub fn of_visit(db: &Connection, visit: &str) -> Result<Vec<String>> {
    let mut statement = db.prepare_cached("SELECT id FROM opinions WHERE visit_id = ?1 ORDER BY place, id")?;
    Ok(statement.query_map([visit], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// Opinions whose units are offered: what is open and the newest of the rest.
const UNITS_OF: u32 = 20_000;

/// Units opinions were passed to, the most used first.
///
/// # Errors
/// What the database says.
pub fn units(db: &Connection) -> Result<Vec<String>> {
    let unit = facets::UNIT;
    let mut statement = db.prepare_cached(&format!(
        "SELECT w.word FROM (SELECT {} AS number FROM opinions o INDEXED BY opinions_turn ORDER BY o.turn LIMIT ?1) u
         JOIN opinion_words w ON w.kind = 'unit' AND w.number = u.number GROUP BY w.word ORDER BY count(*) DESC, w.word LIMIT 200",
        unit.sql()
    ))?;
    Ok(statement.query_map([UNITS_OF], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}
