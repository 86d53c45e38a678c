//! The SQL of visits.

mod list;

pub use list::{lines, page, summed, sums};

use super::model::{Heard, Visit};
use crate::features::attachments::model::Owner;
use crate::features::attachments::store as attachments;
use crate::ground::ids::new_id;
use crate::ground::refusal::Result;
use rusqlite::{Connection, OptionalExtension, params};

/// The highest number of each year.
///
/// # Errors
/// What the database says.
pub fn numbers(db: &Connection) -> Result<crate::ground::numbers::Given> {
    crate::ground::numbers::read(db, "SELECT 'visits ' || year, max(number) FROM visits GROUP BY year")
}

/// The next ledger number of a year: one that no visit has or ever had.
pub fn next_number(db: &Connection, year: i64) -> Result<i64> {
    Ok(db
        .prepare_cached(
            "SELECT max(coalesce((SELECT max(number) FROM visits WHERE year = ?1), 0),
                        coalesce((SELECT last FROM given_numbers WHERE series = 'visits ' || ?1), 0)) + 1",
        )?
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

/// Area and day of a visit.
pub fn where_and_when(db: &Connection, id: &str) -> Result<Option<(String, String)>> {
    Ok(db
        .prepare_cached("SELECT area_id, day FROM visits WHERE id = ?1")?
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
    attachments::leave(db, Owner::Visits, id)?;
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
