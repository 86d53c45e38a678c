//! The SQL of imports.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, OptionalExtension, params};

use super::reading::mapping::{Job, Mapping};
use super::reading::text::key;
use super::reading::{Known, KnownArea, KnownPerson};
use crate::features::areas::store as areas;
use crate::features::office::store as office;
use crate::ground::refusal::Result;

/// A remembered row of an earlier file.
#[derive(Debug, Clone)]
pub struct Remembered {
    /// Record of the memory.
    pub id: String,
    /// Person or visit.
    pub record: String,
    /// Day of the visit, empty for a person.
    pub day: String,
    /// Digests as stored.
    pub digests: String,
}

/// Ids of areas by code.
pub type AreaIds = BTreeMap<String, String>;

/// What the office knows, and the ids of its areas by code.
pub fn known(db: &Connection) -> Result<(Known, AreaIds)> {
    let mut known =
        Known { office_code: office::office(db)?.map(|o| o.area_code).unwrap_or_default(), ..Known::default() };
    known.dated = areas::dated(db)?;
    let mut ids = AreaIds::new();
    let mut statement =
        db.prepare_cached("SELECT id, code, name, town_code, town_name FROM areas ORDER BY place, code")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let area = KnownArea { code: row.get(1)?, name: row.get(2)?, town_code: row.get(3)?, town_name: row.get(4)? };
        ids.insert(area.code.clone(), row.get(0)?);
        known.areas.push(area);
    }
    let mut areas: HashMap<String, Vec<String>> = HashMap::new();
    let mut statement =
        db.prepare_cached("SELECT c.person_id, a.code FROM contacts c JOIN areas a ON a.id = c.area_id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        areas.entry(row.get(0)?).or_default().push(row.get(1)?);
    }
    let mut statement = db.prepare_cached(
        "SELECT p.id, p.name, EXISTS (SELECT 1 FROM tenures t WHERE t.person_id = p.id) FROM people p ORDER BY p.name, p.id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: String = row.get(0)?;
        known.people.push(KnownPerson {
            areas: areas.remove(&id).unwrap_or_default(),
            name: row.get(1)?,
            delegate: row.get(2)?,
            id,
        });
    }
    for entry in office::entries(db)? {
        match entry.list.as_str() {
            "visit_kind" => drop(known.kinds.insert(key(&entry.label), entry.code)),
            "topic" => drop(known.topics.insert(key(&entry.label), entry.code)),
            _ => {}
        }
    }
    Ok((known, ids))
}

fn job_name(job: Job) -> &'static str {
    match job {
        Job::Roster => "roster",
        Job::Visits => "visits",
    }
}

/// What was mapped before for this job; headings and spellings only.
pub fn mapping(db: &Connection, job: Job) -> Result<Mapping> {
    let text: Option<String> = db
        .prepare_cached("SELECT value FROM settings WHERE name = ?1")?
        .query_row([format!("imports.mapping.{}", job_name(job))], |row| row.get(0))
        .optional()?;
    Ok(text.and_then(|t| serde_json::from_str(&t).ok()).unwrap_or_default())
}

/// Remembers a mapping. It is this computer's habit and no journalled record.
pub fn remember(db: &Connection, job: Job, mapping: &Mapping) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2 WHERE value <> ?2",
    )?
    .execute(params![format!("imports.mapping.{}", job_name(job)), serde_json::to_string(mapping)?])?;
    Ok(())
}

/// Remembered rows of a job between two days, in the order they came.
pub fn remembered(db: &Connection, job: Job, from: &str, to: &str) -> Result<Vec<Remembered>> {
    let mut statement = db.prepare_cached(
        "SELECT id, record_id, digests, day FROM import_rows WHERE job = ?1 AND day >= ?2 AND day <= ?3 ORDER BY day, place, id",
    )?;
    let rows = statement.query_map([job_name(job), from, to], |row| {
        Ok(Remembered { id: row.get(0)?, record: row.get(1)?, digests: row.get(2)?, day: row.get(3)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Remembers a row, or changes what is remembered of it.
pub fn keep_row(db: &Connection, id: &str, job: Job, record: &str, day: &str, place: i64, digests: &str) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO import_rows (id, job, record_id, day, place, digests) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET day = ?4, digests = ?6 WHERE digests <> ?6 OR day <> ?4",
    )?
    .execute(params![id, job_name(job), record, day, place, digests])?;
    Ok(())
}

/// Visits of some days that no file brought: id, day, area, kind, received, households, firms.
pub fn entered_by_hand(db: &Connection, from: &str, to: &str) -> Result<Vec<(String, String)>> {
    let mut statement = db.prepare_cached(
        "SELECT v.id, v.day || '|' || v.area_id || '|' || v.kind || '|' || v.received || '|' || v.households || '|' || v.firms
         FROM visits v WHERE v.day >= ?1 AND v.day <= ?2 AND NOT EXISTS (SELECT 1 FROM import_rows r WHERE r.record_id = v.id)
         ORDER BY v.day, v.number",
    )?;
    let rows = statement.query_map([from, to], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether a visit or person is still there.
pub fn exists(db: &Connection, job: Job, id: &str) -> Result<bool> {
    let sql = match job {
        Job::Roster => "SELECT 1 FROM people WHERE id = ?1",
        Job::Visits => "SELECT 1 FROM visits WHERE id = ?1",
    };
    Ok(db.prepare_cached(sql)?.exists([id])?)
}

/// All areas.
pub fn areas(db: &Connection) -> Result<Vec<crate::features::areas::Area>> {
    let mut statement = db.prepare_cached(
        "SELECT id, code, name, short_name, town_code, town_name, kind, place FROM areas ORDER BY place, code",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(crate::features::areas::Area {
            id: row.get(0)?,
            code: row.get(1)?,
            name: row.get(2)?,
            short_name: row.get(3)?,
            town_code: row.get(4)?,
            town_name: row.get(5)?,
            kind: row.get(6)?,
            place: row.get(7)?,
            ..crate::features::areas::Area::default()
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Removes an assignment that never began.
pub fn unassign(db: &Connection, contact: &str) -> Result<()> {
    db.prepare_cached("DELETE FROM contacts WHERE id = ?1")?.execute([contact])?;
    Ok(())
}
