//! The SQL of materials.

use super::model::{Counted, Material, MaterialItem};
use crate::features::duties::rules::Span;
use crate::ground::ids::new_id;
use crate::ground::refusal::Result;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

/// The material of a meeting.
///
/// # Errors
/// What the database says.
pub fn of_meeting(db: &Connection, meeting: &str) -> Result<Option<Material>> {
    let found = db
        .prepare_cached(
            "SELECT id, meeting_id, circle_id, from_day, to_day, made_on, figures FROM materials WHERE meeting_id = ?1",
        )?
        .query_row([meeting], |row| {
            let figures: String = row.get(6)?;
            Ok(Material {
                id: row.get(0)?,
                meeting_id: row.get(1)?,
                circle_id: row.get(2)?,
                from_day: row.get(3)?,
                to_day: row.get(4)?,
                made_on: row.get(5)?,
                figures: serde_json::from_str(&figures).unwrap_or_default(),
                ..Material::default()
            })
        })
        .optional()?;
    let Some(mut found) = found else { return Ok(None) };
    found.items = items(db, &found.id)?;
    // What turned out to be about a person by name since leaves the paper of the group: it may be one of them.
    let hidden = hidden(db, &found.id)?;
    found.items.retain(|item| !hidden.contains(&item.id));
    found.figures.held += i64::try_from(hidden.len()).unwrap_or(i64::MAX);
    Ok(Some(found))
}

/// Items about an opinion that was marked as one about a person by name after the material was gathered. A family is told by
/// its title, which names nobody; without one it is told by the words of one of its opinions.
fn hidden(db: &Connection, material: &str) -> Result<BTreeSet<String>> {
    let mut statement = db.prepare_cached(
        "SELECT i.id FROM material_items i WHERE i.material_id = ?1 AND i.section = 'opinion' AND (
             EXISTS (SELECT 1 FROM opinions o WHERE o.id = substr(i.item, 9) AND o.named = 1)
             OR EXISTS (SELECT 1 FROM opinion_families f JOIN opinions o ON o.family_id = f.id
                        WHERE f.id = substr(i.item, 8) AND f.title = '' AND o.named = 1))",
    )?;
    Ok(statement.query_map([material], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

fn items(db: &Connection, material: &str) -> Result<Vec<MaterialItem>> {
    let mut statement = db.prepare_cached(
        "SELECT id, section, topic, item, label, detail, mark, action_id FROM material_items WHERE material_id = ?1 ORDER BY place, id",
    )?;
    Ok(statement
        .query_map([material], |row| {
            Ok(MaterialItem {
                id: row.get(0)?,
                section: row.get(1)?,
                topic: row.get(2)?,
                item: row.get(3)?,
                label: row.get(4)?,
                detail: row.get(5)?,
                mark: row.get(6)?,
                action_id: row.get(7)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?)
}

/// The meeting of an item.
///
/// # Errors
/// What the database says.
pub fn meeting_of(db: &Connection, item: &str) -> Result<Option<String>> {
    Ok(db
        .prepare_cached(
            "SELECT m.meeting_id FROM material_items i JOIN materials m ON m.id = i.material_id WHERE i.id = ?1",
        )?
        .query_row([item], |row| row.get(0))
        .optional()?)
}

/// Keeps a material. Items that are about the same thing as before keep their record and their mark; of those that are
/// about nothing any more, the ticked ones stay at the end.
///
/// # Errors
/// What the database says.
pub fn save(db: &Connection, one: &Material) -> Result<()> {
    let figures = serde_json::to_string(&one.figures)?;
    db.prepare_cached(
        "INSERT INTO materials (id, meeting_id, circle_id, from_day, to_day, made_on, figures) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (id) DO UPDATE SET circle_id = ?3, from_day = ?4, to_day = ?5, made_on = ?6, figures = ?7",
    )?
    .execute(params![one.id, one.meeting_id, one.circle_id, one.from_day, one.to_day, one.made_on, figures])?;
    let hidden = hidden(db, &one.id)?;
    let mut held = items(db, &one.id)?;
    let goes = |known: &MaterialItem| {
        hidden.contains(&known.id) || (known.mark.is_empty() && !one.items.iter().any(|item| item.item == known.item))
    };
    for gone in held.iter().filter(|known| goes(known)) {
        db.prepare_cached("DELETE FROM material_items WHERE id = ?1")?.execute([&gone.id])?;
    }
    held.retain(|known| !hidden.contains(&known.id));
    let mut place = 0_i64;
    for item in &one.items {
        place += 1;
        let known = held.iter().find(|known| known.item == item.item);
        let id = known.map_or_else(new_id, |known| known.id.clone());
        db.prepare_cached(
            "INSERT INTO material_items (id, material_id, place, section, topic, item, label, detail, mark, action_id)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, '', NULL)
             ON CONFLICT (id) DO UPDATE SET place = ?3, topic = ?5, label = ?7, detail = ?8",
        )?
        .execute(params![id, one.id, place, item.section, item.topic, item.item, item.label, item.detail])?;
    }
    for kept in
        held.iter().filter(|known| !known.mark.is_empty() && !one.items.iter().any(|item| item.item == known.item))
    {
        place += 1;
        db.prepare_cached("UPDATE material_items SET place = ?2 WHERE id = ?1")?.execute(params![kept.id, place])?;
    }
    Ok(())
}

/// Ticks an item off.
///
/// # Errors
/// What the database says.
pub fn mark(db: &Connection, item: &str, mark: &str, action: Option<&str>) -> Result<()> {
    db.prepare_cached("UPDATE material_items SET mark = ?2, action_id = ?3 WHERE id = ?1")?
        .execute(params![item, mark, action])?;
    Ok(())
}

/// Removes the material of a meeting.
///
/// # Errors
/// What the database says.
pub fn remove(db: &Connection, meeting: &str) -> Result<()> {
    db.prepare_cached(
        "DELETE FROM material_items WHERE material_id IN (SELECT id FROM materials WHERE meeting_id = ?1)",
    )?
    .execute([meeting])?;
    db.prepare_cached("DELETE FROM materials WHERE meeting_id = ?1")?.execute([meeting])?;
    Ok(())
}

/// Visits of a span at least one delegate with a seat in these groups took part in: all visits when no group is named.
const VISITS: &str = "SELECT v.id FROM visits v WHERE v.day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR EXISTS (
        SELECT 1 FROM tenures t WHERE t.circle_id IN (SELECT value FROM json_each(?3)) AND t.from_day <= v.day
            AND (t.to_day IS NULL OR t.to_day >= v.day)
            AND (t.person_id = v.leader_id OR t.person_id IN (SELECT p.person_id FROM visit_people p WHERE p.visit_id = v.id))))";

/// The contact work of these groups.
#[derive(Debug, Default)]
pub struct Work {
    /// Visits.
    pub visits: i64,
    /// Persons received.
    pub received: i64,
    /// Households.
    pub households: i64,
    /// Firms and shops.
    pub firms: i64,
    /// Villages.
    pub villages: i64,
}

/// The contact work of these groups, given as a JSON list of their records; of everybody without it.
///
/// # Errors
/// What the database says.
pub fn work(db: &Connection, days: Span, circles: Option<&str>, forums: bool) -> Result<Work> {
    let received = if forums { "received" } else { "CASE WHEN kind = 'forum' THEN 0 ELSE received END" };
    Ok(db
        .prepare_cached(&format!(
            "SELECT count(*), coalesce(sum({received}), 0), coalesce(sum(households), 0), coalesce(sum(firms), 0), count(DISTINCT area_id)
             FROM visits WHERE id IN ({VISITS})"
        ))?
        .query_row(params![days.from.to_string(), days.to.to_string(), circles], |row| {
            Ok(Work {
                visits: row.get(0)?,
                received: row.get(1)?,
                households: row.get(2)?,
                firms: row.get(3)?,
                villages: row.get(4)?,
            })
        })?)
}

/// These visits one by one, in order of days: record, day, village, and what is counted of each.
///
/// # Errors
/// What the database says.
pub fn visits(db: &Connection, days: Span, circles: Option<&str>, forums: bool) -> Result<Vec<(Counted, Work)>> {
    let received = if forums { "received" } else { "CASE WHEN kind = 'forum' THEN 0 ELSE received END" };
    let mut statement = db.prepare_cached(&format!(
        "SELECT id, day, area_id, {received}, households, firms FROM visits WHERE id IN ({VISITS}) ORDER BY day, id"
    ))?;
    let rows = statement.query_map(params![days.from.to_string(), days.to.to_string(), circles], |row| {
        let one = Counted {
            page: "visits",
            record: row.get(0)?,
            day: row.get(1)?,
            area_id: row.get(2)?,
            ..Counted::default()
        };
        let work = Work { visits: 1, received: row.get(3)?, households: row.get(4)?, firms: row.get(5)?, villages: 1 };
        Ok((one, work))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Opinions heard at these visits in order of topics and days; those about a person by name are left out.
///
/// # Errors
/// What the database says.
pub fn opinions(db: &Connection, days: Span, circles: Option<&str>) -> Result<Vec<String>> {
    let mut statement = db.prepare_cached(&format!(
        "SELECT o.id FROM opinions o LEFT JOIN dictionary d ON d.list = 'topic' AND d.code = o.topic
         WHERE o.named = 0 AND o.visit_id IN ({VISITS}) ORDER BY coalesce(d.place, 999), o.topic, o.day, o.id"
    ))?;
    let rows = statement.query_map(params![days.from.to_string(), days.to.to_string(), circles], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Sheets of a closed round: valid, void and without any answer.
///
/// # Errors
/// What the database says.
pub fn sheets(db: &Connection, round: &str) -> Result<(i64, i64, i64)> {
    Ok(db
        .prepare_cached(
            "SELECT coalesce(sum(c.valid), 0), coalesce(sum(c.void), 0), coalesce(sum(c.blank), 0)
             FROM batch_counts c JOIN batches b ON b.id = c.batch_id WHERE b.round_id = ?1",
        )?
        .query_row([round], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?)
}
