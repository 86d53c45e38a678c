//! The SQL of stations and teams.

use crate::ground::refusal::Result;
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A team.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Team {
    /// Record.
    pub id: String,
    /// Name.
    pub name: String,
    /// main or helper.
    pub kind: String,
    /// Station.
    pub area_id: Option<String>,
    /// First day.
    pub valid_from: String,
    /// Last day.
    pub valid_to: Option<String>,
}

/// A role in a team.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Member {
    /// Record.
    pub id: String,
    /// Team.
    pub team_id: String,
    /// Person.
    pub person_id: String,
    /// leader, liaison or member.
    pub role: String,
    /// First day.
    pub valid_from: String,
    /// Last day.
    pub valid_to: Option<String>,
}

/// A delegate assigned to a village.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Contact {
    /// Record.
    pub id: String,
    /// Delegate.
    pub person_id: String,
    /// Village or community.
    pub area_id: String,
    /// Team.
    pub team_id: Option<String>,
    /// First day.
    pub valid_from: String,
    /// Last day.
    pub valid_to: Option<String>,
}

/// The fixed time of a station.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Slot {
    /// Record.
    pub id: String,
    /// Village or community.
    pub area_id: String,
    /// 1 Monday to 7 Sunday.
    pub weekday: i64,
    /// HH:MM.
    pub starts: String,
    /// HH:MM.
    pub ends: String,
    /// Room.
    pub place: String,
    /// 1 each week, 2 every other week …
    pub every_weeks: i64,
    /// First day.
    pub valid_from: String,
    /// Last day.
    pub valid_to: Option<String>,
}

/// All teams.
pub fn teams(db: &Connection) -> Result<Vec<Team>> {
    let mut statement =
        db.prepare_cached("SELECT id, name, kind, area_id, valid_from, valid_to FROM teams ORDER BY name, id")?;
    let rows = statement.query_map([], |row| {
        Ok(Team {
            id: row.get(0)?,
            name: row.get(1)?,
            kind: row.get(2)?,
            area_id: row.get(3)?,
            valid_from: row.get(4)?,
            valid_to: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Inserts or changes a team.
pub fn save_team(db: &Connection, one: &Team) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO teams (id, name, kind, area_id, valid_from, valid_to) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET name = ?2, kind = ?3, area_id = ?4, valid_from = ?5, valid_to = ?6",
    )?
    .execute(params![one.id, one.name, one.kind, one.area_id, one.valid_from, one.valid_to])?;
    Ok(())
}

/// All roles.
pub fn members(db: &Connection) -> Result<Vec<Member>> {
    let mut statement = db.prepare_cached(
        "SELECT id, team_id, person_id, role, valid_from, valid_to FROM team_members ORDER BY team_id, role, id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(Member {
            id: row.get(0)?,
            team_id: row.get(1)?,
            person_id: row.get(2)?,
            role: row.get(3)?,
            valid_from: row.get(4)?,
            valid_to: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Inserts or changes a role.
pub fn save_member(db: &Connection, one: &Member) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO team_members (id, team_id, person_id, role, valid_from, valid_to) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET role = ?4, valid_from = ?5, valid_to = ?6",
    )?
    .execute(params![one.id, one.team_id, one.person_id, one.role, one.valid_from, one.valid_to])?;
    Ok(())
}

/// All assignments.
pub fn contacts(db: &Connection) -> Result<Vec<Contact>> {
    let mut statement = db.prepare_cached(
        "SELECT id, person_id, area_id, team_id, valid_from, valid_to FROM contacts ORDER BY person_id, valid_from, id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(Contact {
            id: row.get(0)?,
            person_id: row.get(1)?,
            area_id: row.get(2)?,
            team_id: row.get(3)?,
            valid_from: row.get(4)?,
            valid_to: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Inserts or changes an assignment.
pub fn save_contact(db: &Connection, one: &Contact) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO contacts (id, person_id, area_id, team_id, valid_from, valid_to) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET area_id = ?3, team_id = ?4, valid_from = ?5, valid_to = ?6",
    )?
    .execute(params![one.id, one.person_id, one.area_id, one.team_id, one.valid_from, one.valid_to])?;
    Ok(())
}

/// All fixed times.
pub fn slots(db: &Connection) -> Result<Vec<Slot>> {
    let mut statement = db.prepare_cached(
        "SELECT id, area_id, weekday, starts, ends, place, every_weeks, valid_from, valid_to FROM slots ORDER BY area_id, weekday, starts",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(Slot {
            id: row.get(0)?,
            area_id: row.get(1)?,
            weekday: row.get(2)?,
            starts: row.get(3)?,
            ends: row.get(4)?,
            place: row.get(5)?,
            every_weeks: row.get(6)?,
            valid_from: row.get(7)?,
            valid_to: row.get(8)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Inserts or changes a fixed time.
pub fn save_slot(db: &Connection, one: &Slot) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO slots (id, area_id, weekday, starts, ends, place, every_weeks, valid_from, valid_to)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (id) DO UPDATE SET weekday = ?3, starts = ?4, ends = ?5, place = ?6, every_weeks = ?7, valid_from = ?8, valid_to = ?9",
    )?
    .execute(params![
        one.id, one.area_id, one.weekday, one.starts, one.ends, one.place, one.every_weeks, one.valid_from, one.valid_to
    ])?;
    Ok(())
}

/// Which kind of link is removed.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Link {
    /// A team without members.
    Team,
    /// A role entered by mistake.
    Member,
    /// An assignment entered by mistake.
    Contact,
    /// A fixed time entered by mistake.
    Slot,
}

/// Removes a link entered by mistake. What ended is dated, not removed.
pub fn remove(db: &Connection, kind: Link, id: &str) -> Result<usize> {
    let sql = match kind {
        Link::Team => "DELETE FROM teams WHERE id = ?1",
        Link::Member => "DELETE FROM team_members WHERE id = ?1",
        Link::Contact => "DELETE FROM contacts WHERE id = ?1",
        Link::Slot => "DELETE FROM slots WHERE id = ?1",
    };
    Ok(db.prepare_cached(sql)?.execute([id])?)
}
