//! The SQL of activities.

pub mod lists;
pub mod reports;

use super::fields;
use super::model::{Activity, DelegateActivity, KindFields, Link};
use crate::features::office::store::label;
use crate::features::opinions::papers::without_giver;
use crate::ground::ids::new_id;
use crate::ground::refusal::Result;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

/// What a kind asks for on a day.
///
/// # Errors
/// `activities.fields` when the rule book names a field there is none of; what the database says.
pub fn kind_fields(db: &Connection, kind: &str, day: &str) -> Result<KindFields> {
    let text = |kind: &str| -> Result<Option<String>> {
        let value = crate::features::rulebook::store::value(db, &fields::parameter(kind), day)?;
        Ok(value.and_then(|value| value.as_str().map(str::to_owned)))
    };
    let found = match text(kind)? {
        Some(own) => own,
        None => text("other")?.unwrap_or_default(),
    };
    fields::read(kind, &found)
}

/// Whether an activity is there.
pub fn exists(db: &Connection, id: &str) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM activities WHERE id = ?1")?.exists([id])?)
}

/// First day and title of an activity.
pub fn day_and_title(db: &Connection, id: &str) -> Result<Option<(String, String)>> {
    Ok(db
        .prepare_cached("SELECT from_day, title FROM activities WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// When an activity or who took part was last changed, as a number that fits a form: the low 52 bits of the clock, and how
/// many rows there are. 0 when it is not there.
pub fn version(db: &Connection, id: &str) -> Result<i64> {
    let version: Option<i64> = db
        .prepare_cached(
            "SELECT (max(r.changed) & 4503599627370495) + count(*) FROM records r WHERE r.id IN (SELECT ?1 UNION ALL
                 SELECT id FROM activity_people WHERE activity_id = ?1 UNION ALL SELECT id FROM activity_areas WHERE activity_id = ?1)",
        )?
        .query_row([id], |row| row.get(0))?;
    Ok(version.unwrap_or(0))
}

/// Inserts or changes an activity with who took part and where; rows that stay keep their ids.
pub fn save(db: &Connection, one: &Activity, recorder: &str) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO activities (id, kind, title, from_day, to_day, starts, place, organiser, invited_by, companions, hours, audience, manner,
             findings, advice, note, recorder_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
         ON CONFLICT (id) DO UPDATE SET kind = ?2, title = ?3, from_day = ?4, to_day = ?5, starts = ?6, place = ?7, organiser = ?8,
             invited_by = ?9, companions = ?10, hours = ?11, audience = ?12, manner = ?13, findings = ?14, advice = ?15, note = ?16",
    )?
    .execute(params![
        one.id,
        one.kind,
        one.title,
        one.from_day,
        one.to_day,
        one.starts,
        one.place,
        one.organiser,
        one.invited_by,
        one.companions,
        one.hours,
        one.audience,
        one.manner,
        one.findings,
        one.advice,
        one.note,
        recorder
    ])?;
    save_people(db, one)?;
    save_areas(db, one)
}

fn save_people(db: &Connection, one: &Activity) -> Result<()> {
    let wanted: Vec<(&String, &str)> = one
        .delegates
        .iter()
        .map(|person| (person, "delegate"))
        .chain(one.members.iter().map(|person| (person, "member")))
        .collect();
    let held: Vec<(String, String, String, i64)> = db
        .prepare_cached("SELECT id, person_id, part, place FROM activity_people WHERE activity_id = ?1")?
        .query_map([&one.id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (id, person, ..) in &held {
        if !wanted.iter().any(|(known, _)| *known == person) {
            db.prepare_cached("DELETE FROM activity_people WHERE id = ?1")?.execute([id])?;
        }
    }
    for (place, (person, part)) in (0_i64..).zip(wanted) {
        match held.iter().find(|(_, known, ..)| known == person) {
            Some((_, _, had, at)) if had == part && *at == place => {}
            Some((id, ..)) => {
                db.prepare_cached("UPDATE activity_people SET part = ?2, place = ?3 WHERE id = ?1")?
                    .execute(params![id, part, place])?;
            }
            None => {
                db.prepare_cached(
                    "INSERT INTO activity_people (id, activity_id, person_id, part, place) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![new_id(), one.id, person, part, place])?;
            }
        }
    }
    Ok(())
}

fn save_areas(db: &Connection, one: &Activity) -> Result<()> {
    let held: Vec<(String, String, i64)> = db
        .prepare_cached("SELECT id, area_id, place FROM activity_areas WHERE activity_id = ?1")?
        .query_map([&one.id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (id, area, _) in &held {
        if !one.areas.contains(area) {
            db.prepare_cached("DELETE FROM activity_areas WHERE id = ?1")?.execute([id])?;
        }
    }
    for (place, area) in (0_i64..).zip(&one.areas) {
        match held.iter().find(|(_, known, _)| known == area) {
            Some((_, _, at)) if *at == place => {}
            Some((id, ..)) => {
                db.prepare_cached("UPDATE activity_areas SET place = ?2 WHERE id = ?1")?.execute(params![id, place])?;
            }
            None => {
                db.prepare_cached(
                    "INSERT INTO activity_areas (id, activity_id, area_id, place) VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute(params![new_id(), one.id, area, place])?;
            }
        }
    }
    Ok(())
}

/// One activity with who took part and where.
pub fn whole(db: &Connection, id: &str) -> Result<Option<Activity>> {
    let found = db
        .prepare_cached(
            "SELECT id, kind, title, from_day, to_day, starts, place, organiser, invited_by, companions, hours, audience, manner, findings,
                 advice, note FROM activities WHERE id = ?1",
        )?
        .query_row([id], |row| {
            Ok(Activity {
                id: row.get(0)?,
                kind: row.get(1)?,
                title: row.get(2)?,
                from_day: row.get(3)?,
                to_day: row.get(4)?,
                starts: row.get(5)?,
                place: row.get(6)?,
                organiser: row.get(7)?,
                invited_by: row.get(8)?,
                companions: row.get(9)?,
                hours: row.get(10)?,
                audience: row.get(11)?,
                manner: row.get(12)?,
                findings: row.get(13)?,
                advice: row.get(14)?,
                note: row.get(15)?,
                ..Activity::default()
            })
        })
        .optional()?;
    let Some(mut one) = found else { return Ok(None) };
    let mut people =
        db.prepare_cached("SELECT person_id, part FROM activity_people WHERE activity_id = ?1 ORDER BY place, id")?;
    for row in people.query_map([id], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))? {
        let (person, part) = row?;
        if part == "delegate" { one.delegates.push(person) } else { one.members.push(person) }
    }
    one.areas = db
        .prepare_cached("SELECT area_id FROM activity_areas WHERE activity_id = ?1 ORDER BY place, id")?
        .query_map([id], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    one.version = version(db, id)?;
    Ok(Some(one))
}

/// Removes an activity with its reports, what they were used for and its links.
pub fn remove(db: &Connection, id: &str) -> Result<usize> {
    crate::features::attachments::store::leave_activity(db, id)?;
    for sql in [
        "DELETE FROM report_uses WHERE report_id IN (SELECT id FROM activity_reports WHERE activity_id = ?1)",
        "DELETE FROM activity_reports WHERE activity_id = ?1",
        "DELETE FROM activity_links WHERE activity_id = ?1",
        "DELETE FROM activity_areas WHERE activity_id = ?1",
        "DELETE FROM activity_people WHERE activity_id = ?1",
    ] {
        db.prepare_cached(sql)?.execute([id])?;
    }
    Ok(db.prepare_cached("DELETE FROM activities WHERE id = ?1")?.execute([id])?)
}

/// How many of an activity's reports stand in a collation.
pub fn collated(db: &Connection, id: &str) -> Result<i64> {
    Ok(db
        .prepare_cached(
            "SELECT count(*) FROM collated_reports WHERE report_id IN (SELECT id FROM activity_reports WHERE activity_id = ?1)",
        )?
        .query_row([id], |row| row.get(0))?)
}

/// Links what grew out of an activity; none when it was linked before.
pub fn link(db: &Connection, activity: &str, kind: &str, record: &str) -> Result<Option<String>> {
    let held = db
        .prepare_cached("SELECT 1 FROM activity_links WHERE activity_id = ?1 AND record_id = ?2")?
        .exists([activity, record])?;
    if held {
        return Ok(None);
    }
    let id = new_id();
    db.prepare_cached("INSERT INTO activity_links (id, activity_id, kind, record_id) VALUES (?1, ?2, ?3, ?4)")?
        .execute([&id, activity, kind, record])?;
    Ok(Some(id))
}

/// Removes a link; answers its activity.
pub fn unlink(db: &Connection, id: &str) -> Result<Option<String>> {
    let activity = db
        .prepare_cached("SELECT activity_id FROM activity_links WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    db.prepare_cached("DELETE FROM activity_links WHERE id = ?1")?.execute([id])?;
    Ok(activity)
}

/// Whether an opinion or proposal is there.
pub fn record_exists(db: &Connection, kind: &str, id: &str) -> Result<bool> {
    let sql = match kind {
        "opinions" => "SELECT 1 FROM opinions WHERE id = ?1",
        _ => "SELECT 1 FROM proposals WHERE id = ?1",
    };
    Ok(db.prepare_cached(sql)?.exists([id])?)
}

fn link_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Link> {
    Ok(Link {
        id: row.get(0)?,
        kind: row.get(1)?,
        record_id: row.get(2)?,
        day: row.get(3)?,
        title: row.get(4)?,
        number: row.get(5)?,
    })
}

/// What grew out of an activity and is still there. The words of an opinion about a person by name are left out, and so is
/// whoever gave one: the record of an activity goes from hand to hand.
pub fn links(db: &Connection, activity: &str) -> Result<Vec<Link>> {
    Ok(db
        .prepare_cached(
            "SELECT l.id, l.kind, o.id, o.day, CASE o.named WHEN 1 THEN '' ELSE o.content END, o.year || '-' || o.number, o.giver, o.giver_phone
             FROM activity_links l JOIN opinions o ON l.kind = 'opinions' AND o.id = l.record_id WHERE l.activity_id = ?1
             UNION ALL
             SELECT l.id, l.kind, p.id, p.day, p.title, p.number, '', ''
             FROM activity_links l JOIN proposals p ON l.kind = 'proposals' AND p.id = l.record_id WHERE l.activity_id = ?1
             ORDER BY 4, 1",
        )?
        .query_map([activity], |row| {
            let link = link_row(row)?;
            if link.kind != "opinions" {
                return Ok(link);
            }
            let title = without_giver(&row.get::<_, String>(6)?, &row.get::<_, String>(7)?, &link.title);
            Ok(Link { title, ..link })
        })?
        .collect::<rusqlite::Result<_>>()?)
}

/// The activities an opinion or proposal grew out of.
pub fn of_record(db: &Connection, record: &str) -> Result<Vec<Link>> {
    Ok(db
        .prepare_cached(
            "SELECT l.id, l.kind, a.id, a.from_day, a.title, a.kind FROM activity_links l JOIN activities a ON a.id = l.activity_id
             WHERE l.record_id = ?1 ORDER BY a.from_day, a.id",
        )?
        .query_map([record], link_row)?
        .collect::<rusqlite::Result<_>>()?)
}

/// What a delegate took part in, of the activities that touch the days from `from` to `to`, both among them, in order of
/// their days. Activities planned for a later day are among them when `to` lies that far ahead.
///
/// # Errors
/// What the database says.
pub fn of_delegate(db: &Connection, delegate: &str, from: &str, to: &str) -> Result<Vec<DelegateActivity>> {
    let mut found: Vec<(DelegateActivity, String)> = db
        .prepare_cached(
            "SELECT a.id, a.kind, a.title, a.from_day, a.to_day, a.place,
                 CASE a.invited_by WHEN '' THEN a.organiser ELSE a.invited_by END, a.hours, a.audience, a.manner
             FROM activities a WHERE a.from_day <= ?3 AND a.to_day >= ?2
                 AND (a.id IN (SELECT activity_id FROM activity_people WHERE person_id = ?1 AND part = 'delegate')
                      OR a.id IN (SELECT activity_id FROM activity_reports WHERE person_id = ?1))
             ORDER BY a.from_day, a.id",
        )?
        .query_map([delegate, from, to], |row| {
            let one = DelegateActivity {
                id: row.get(0)?,
                kind: row.get(1)?,
                title: row.get(2)?,
                from_day: row.get(3)?,
                to_day: row.get(4)?,
                place: row.get(5)?,
                organiser: row.get(6)?,
                hours: row.get(7)?,
                audience: row.get(8)?,
                ..DelegateActivity::default()
            };
            Ok((one, row.get::<_, String>(9)?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut areas = db.prepare_cached(
        "SELECT v.short_name FROM activity_areas x JOIN areas v ON v.id = x.area_id WHERE x.activity_id = ?1 ORDER BY x.place, x.id",
    )?;
    let mut reports = db.prepare_cached(
        "SELECT id, title FROM activity_reports WHERE activity_id = ?1 AND (person_id IS NULL OR person_id = ?2) ORDER BY day, id",
    )?;
    let mut uses = db.prepare_cached("SELECT way, receiver FROM report_uses WHERE report_id = ?1 ORDER BY day, id")?;
    let mut words: BTreeMap<(&str, String), String> = BTreeMap::new();
    let mut said = |list: &'static str, code: &str| -> Result<String> {
        let key = (list, code.to_owned());
        if let Some(word) = words.get(&key) {
            return Ok(word.clone());
        }
        let word = if code.is_empty() { String::new() } else { label(db, list, code)? };
        words.insert(key, word.clone());
        Ok(word)
    };
    for (one, manner) in &mut found {
        one.kind_label = said("activity_kind", &one.kind)?;
        one.manner = said("report_manner", manner)?;
        let mut places: Vec<String> = areas.query_map([&one.id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        places.extend(Some(std::mem::take(&mut one.place)).filter(|place| !place.is_empty()));
        one.place = places.join("\u{3001}");
        let written: Vec<(String, String)> = reports
            .query_map([one.id.as_str(), delegate], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        for (report, title) in written {
            let used: Vec<(String, String)> =
                uses.query_map([&report], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
            for (way, receiver) in used {
                let way = said("report_use", &way)?;
                one.uses.push(if receiver.is_empty() { way } else { format!("{way}\u{ff1a}{receiver}") });
            }
            one.reports.push(title);
        }
    }
    Ok(found.into_iter().map(|(one, _)| one).collect())
}
