//! The SQL of proposals.

use crate::ground::ids::new_id;
use crate::ground::refusal::Result;
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// A proposal.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Proposal {
    /// Record; empty for a new one.
    pub id: String,
    /// Day handed in.
    pub day: String,
    /// Dictionary proposal_kind: motion in congress, suggestion between congresses.
    pub kind: String,
    /// Subject.
    pub title: String,
    /// Number given by the receiving office.
    pub number: String,
    /// Lead proposer.
    pub lead_id: Option<String>,
    /// Team that proposes together.
    pub team_id: Option<String>,
    /// Delegates who signed with the lead, in order.
    pub proposers: Vec<String>,
    /// Day it was withdrawn.
    pub withdrawn_on: Option<String>,
    /// Remark.
    pub note: String,
}

/// Proposals of a span of days, newest first.
pub fn list(db: &Connection, from: &str, to: &str) -> Result<Vec<Proposal>> {
    let mut statement = db.prepare_cached(
        "SELECT id, day, kind, title, number, lead_id, team_id, withdrawn_on, note FROM proposals
         WHERE day BETWEEN ?1 AND ?2 ORDER BY day DESC, id DESC",
    )?;
    let mut all: Vec<Proposal> = statement
        .query_map([from, to], |row| {
            Ok(Proposal {
                id: row.get(0)?,
                day: row.get(1)?,
                kind: row.get(2)?,
                title: row.get(3)?,
                number: row.get(4)?,
                lead_id: row.get(5)?,
                team_id: row.get(6)?,
                proposers: Vec::new(),
                withdrawn_on: row.get(7)?,
                note: row.get(8)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut statement = db.prepare_cached(
        "SELECT x.proposal_id, x.person_id FROM proposals p JOIN proposers x ON x.proposal_id = p.id
         WHERE p.day BETWEEN ?1 AND ?2 ORDER BY x.place",
    )?;
    let mut signed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in statement.query_map([from, to], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))? {
        let (proposal, person) = row?;
        signed.entry(proposal).or_default().push(person);
    }
    for proposal in &mut all {
        proposal.proposers = signed.remove(&proposal.id).unwrap_or_default();
    }
    Ok(all)
}

/// Whether a proposal is there.
pub fn exists(db: &Connection, id: &str) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM proposals WHERE id = ?1")?.exists([id])?)
}

/// Inserts or changes a proposal; signatures that stay keep their ids.
pub fn save(db: &Connection, one: &Proposal) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO proposals (id, day, kind, title, number, lead_id, team_id, withdrawn_on, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (id) DO UPDATE SET day = ?2, kind = ?3, title = ?4, number = ?5, lead_id = ?6, team_id = ?7, withdrawn_on = ?8, note = ?9",
    )?
    .execute(params![one.id, one.day, one.kind, one.title, one.number, one.lead_id, one.team_id, one.withdrawn_on, one.note])?;
    let held: Vec<(String, String, i64)> = db
        .prepare_cached("SELECT id, person_id, place FROM proposers WHERE proposal_id = ?1")?
        .query_map([&one.id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (id, person, _) in &held {
        if !one.proposers.contains(person) {
            db.prepare_cached("DELETE FROM proposers WHERE id = ?1")?.execute([id])?;
        }
    }
    for (place, person) in (0_i64..).zip(&one.proposers) {
        match held.iter().find(|(_, known, _)| known == person) {
            Some((_, _, at)) if *at == place => {}
            Some((id, ..)) => {
                db.prepare_cached("UPDATE proposers SET place = ?2 WHERE id = ?1")?.execute(params![id, place])?;
            }
            None => {
                db.prepare_cached("INSERT INTO proposers (id, proposal_id, person_id, place) VALUES (?1, ?2, ?3, ?4)")?
                    .execute(params![new_id(), one.id, person, place])?;
            }
        }
    }
    Ok(())
}

/// Removes a proposal with its signatures.
pub fn remove(db: &Connection, id: &str) -> Result<usize> {
    db.prepare_cached("DELETE FROM proposers WHERE proposal_id = ?1")?.execute([id])?;
    Ok(db.prepare_cached("DELETE FROM proposals WHERE id = ?1")?.execute([id])?)
}
