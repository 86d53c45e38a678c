//! The SQL of proposals: the papers themselves, their signers, sources and versions.

pub mod likeness;
pub mod lists;
pub mod steps;

use super::model::{Proposal, ProposalVersion, Signer, Source};
use super::rules::{Book, NAMES};
use crate::features::attachments::model::Owner;
use crate::features::attachments::store as attachments;
use crate::features::opinions::papers::without_giver;
use crate::features::rulebook::store as rulebook;
use crate::ground::ids::new_id;
use crate::ground::refusal::Result;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::BTreeMap;

const PAPER: &str =
    "p.id, p.day, p.kind, p.title, p.topic, p.term_id, p.session, p.lead_id, p.team_id, p.circle_id, p.sign_by,
    p.inquiry_id, p.note, p.number, p.stage, p.withdrawn_on";

fn paper(row: &Row<'_>) -> rusqlite::Result<Proposal> {
    let stage: String = row.get(14)?;
    Ok(Proposal {
        id: row.get(0)?,
        day: row.get(1)?,
        kind: row.get(2)?,
        title: row.get(3)?,
        topic: row.get(4)?,
        term_id: row.get(5)?,
        session: row.get(6)?,
        lead_id: row.get(7)?,
        team_id: row.get(8)?,
        circle_id: row.get(9)?,
        sign_by: row.get(10)?,
        inquiry_id: row.get(11)?,
        note: row.get(12)?,
        number: row.get(13)?,
        draft: stage == "draft",
        stage,
        withdrawn_on: row.get(15)?,
        ..Proposal::default()
    })
}

/// Papers of a span of days, newest first, with their signers and without their texts.
pub fn list(db: &Connection, from: &str, to: &str) -> Result<Vec<Proposal>> {
    let mut statement = db.prepare_cached(&format!(
        "SELECT {PAPER} FROM proposals p WHERE p.day BETWEEN ?1 AND ?2 ORDER BY p.day DESC, p.id DESC"
    ))?;
    let mut all: Vec<Proposal> = statement.query_map([from, to], paper)?.collect::<rusqlite::Result<_>>()?;
    let mut statement = db.prepare_cached(
        "SELECT x.proposal_id, x.person_id, x.state FROM proposals p JOIN proposers x ON x.proposal_id = p.id
         WHERE p.day BETWEEN ?1 AND ?2 ORDER BY x.place",
    )?;
    let mut asked: BTreeMap<String, Vec<(String, bool)>> = BTreeMap::new();
    let rows = statement.query_map([from, to], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)? == "signed"))
    })?;
    for row in rows {
        let (proposal, person, signed) = row?;
        asked.entry(proposal).or_default().push((person, signed));
    }
    for proposal in &mut all {
        let named = asked.remove(&proposal.id).unwrap_or_default();
        proposal.unsigned = named.iter().filter(|(_, signed)| !signed).map(|(person, _)| person.clone()).collect();
        proposal.proposers = named.into_iter().map(|(person, _)| person).collect();
    }
    Ok(all)
}

/// One paper whole.
pub fn whole(db: &Connection, id: &str) -> Result<Option<Proposal>> {
    let found = db
        .prepare_cached(&format!("SELECT {PAPER}, p.basis, p.plan FROM proposals p WHERE p.id = ?1"))?
        .query_row([id], |row| Ok(Proposal { basis: row.get(16)?, plan: row.get(17)?, ..paper(row)? }))
        .optional()?;
    let Some(mut found) = found else { return Ok(None) };
    for signer in signers(db, id)? {
        if signer.state != "signed" {
            found.unsigned.push(signer.person_id.clone());
        }
        found.proposers.push(signer.person_id);
    }
    found.sources = db
        .prepare_cached("SELECT opinion_id FROM proposal_sources WHERE proposal_id = ?1 ORDER BY place")?
        .query_map([id], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    found.version = version(db, id)?;
    Ok(Some(found))
}

/// When a paper or one of its slips was last changed, as a number that fits a form: the low 52 bits of the clock, and
/// how many rows there are. 0 when the paper is not there.
pub fn version(db: &Connection, id: &str) -> Result<i64> {
    let version: Option<i64> = db
        .prepare_cached(
            "SELECT (max(r.changed) & 4503599627370495) + count(*) FROM records r WHERE r.id IN (SELECT ?1 UNION ALL
                 SELECT id FROM proposers WHERE proposal_id = ?1)",
        )?
        .query_row([id], |row| row.get(0))?;
    Ok(version.unwrap_or(0))
}

/// Inserts or changes what is entered of a paper; what its steps tell stays.
pub fn save(db: &Connection, one: &Proposal) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO proposals (id, day, kind, title, basis, plan, topic, term_id, session, lead_id, team_id, circle_id, sign_by,
             inquiry_id, note, number, stage, unit, result, round)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, '', 'draft', '', '', 1)
         ON CONFLICT (id) DO UPDATE SET day = ?2, kind = ?3, title = ?4, basis = ?5, plan = ?6, topic = ?7, term_id = ?8, session = ?9,
             lead_id = ?10, team_id = ?11, circle_id = ?12, sign_by = ?13, inquiry_id = ?14, note = ?15",
    )?
    .execute(params![
        one.id,
        one.day,
        one.kind,
        one.title,
        one.basis,
        one.plan,
        one.topic,
        one.term_id,
        one.session,
        one.lead_id,
        one.team_id,
        one.circle_id,
        one.sign_by,
        one.inquiry_id,
        one.note
    ])?;
    save_signers(db, one)?;
    save_sources(db, one)
}

/// Signers that stay keep their record, and the day on their slip.
fn save_signers(db: &Connection, one: &Proposal) -> Result<()> {
    let held: Vec<(String, String, i64, String)> = db
        .prepare_cached("SELECT id, person_id, place, state FROM proposers WHERE proposal_id = ?1")?
        .query_map([&one.id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (id, person, ..) in &held {
        if !one.proposers.contains(person) {
            db.prepare_cached("DELETE FROM proposers WHERE id = ?1")?.execute([id])?;
        }
    }
    for (place, person) in (0_i64..).zip(&one.proposers) {
        let waits = one.unsigned.contains(person);
        match held.iter().find(|(_, known, ..)| known == person) {
            Some((id, _, at, state)) => {
                // A slip that was declined stays so until somebody signs.
                let now = if !waits {
                    "signed"
                } else if state == "declined" {
                    "declined"
                } else {
                    "asked"
                };
                if *at != place || state != now {
                    db.prepare_cached(
                        "UPDATE proposers SET place = ?2, signed_on = CASE WHEN state = ?3 THEN signed_on WHEN ?3 = 'signed' THEN ?4 END,
                             state = ?3 WHERE id = ?1",
                    )?
                    .execute(params![id, place, now, one.day])?;
                }
            }
            None => {
                let (state, on) = if waits { ("asked", None) } else { ("signed", Some(&one.day)) };
                db.prepare_cached(
                    "INSERT INTO proposers (id, proposal_id, person_id, place, state, signed_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )?
                .execute(params![new_id(), one.id, person, place, state, on])?;
            }
        }
    }
    Ok(())
}

fn save_sources(db: &Connection, one: &Proposal) -> Result<()> {
    let held: Vec<(String, String)> = db
        .prepare_cached("SELECT id, opinion_id FROM proposal_sources WHERE proposal_id = ?1")?
        .query_map([&one.id], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (id, opinion) in &held {
        if !one.sources.contains(opinion) {
            db.prepare_cached("DELETE FROM proposal_sources WHERE id = ?1")?.execute([id])?;
        }
    }
    for (place, opinion) in (0_i64..).zip(&one.sources) {
        if !held.iter().any(|(_, known)| known == opinion) {
            db.prepare_cached(
                "INSERT INTO proposal_sources (id, proposal_id, opinion_id, place) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![new_id(), one.id, opinion, place])?;
        }
    }
    Ok(())
}

/// The newest paper of a subject.
pub fn titled(db: &Connection, title: &str) -> Result<Option<String>> {
    Ok(db
        .prepare_cached("SELECT id FROM proposals WHERE title = ?1 ORDER BY day DESC, id DESC LIMIT 1")?
        .query_row([title], |row| row.get(0))
        .optional()?)
}

/// The paper a slip belongs to.
pub fn asked_on(db: &Connection, slip: &str) -> Result<Option<String>> {
    Ok(db
        .prepare_cached("SELECT proposal_id FROM proposers WHERE id = ?1")?
        .query_row([slip], |row| row.get(0))
        .optional()?)
}

/// Names one more opinion a paper grew from.
pub fn add_source(db: &Connection, proposal: &str, opinion: &str) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO proposal_sources (id, proposal_id, opinion_id, place)
         SELECT ?1, ?2, ?3, (SELECT count(*) FROM proposal_sources WHERE proposal_id = ?2)
         WHERE NOT EXISTS (SELECT 1 FROM proposal_sources WHERE proposal_id = ?2 AND opinion_id = ?3)",
    )?
    .execute([new_id().as_str(), proposal, opinion])?;
    Ok(())
}

/// Who was asked to sign, in order.
pub fn signers(db: &Connection, id: &str) -> Result<Vec<Signer>> {
    let mut statement = db.prepare_cached(
        "SELECT person_id, state, signed_on FROM proposers WHERE proposal_id = ?1 ORDER BY place, id",
    )?;
    let rows = statement
        .query_map([id], |row| Ok(Signer { person_id: row.get(0)?, state: row.get(1)?, signed_on: row.get(2)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Sets what became of a slip; 0 when the delegate was not asked.
pub fn set_signer(db: &Connection, id: &str, signer: &Signer) -> Result<usize> {
    Ok(db
        .prepare_cached("UPDATE proposers SET state = ?3, signed_on = ?4 WHERE proposal_id = ?1 AND person_id = ?2")?
        .execute(params![id, signer.person_id, signer.state, signer.signed_on])?)
}

/// Keeps the text as it stands when it is another than the last one kept.
pub fn keep_version(db: &Connection, one: &Proposal, day: &str, clerk: &str) -> Result<()> {
    let last: Option<(i64, String, String, String)> = db
        .prepare_cached(
            "SELECT place, title, basis, plan FROM proposal_versions WHERE proposal_id = ?1 ORDER BY place DESC LIMIT 1",
        )?
        .query_row([&one.id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .optional()?;
    if last.as_ref().is_some_and(|(_, title, basis, plan)| (title, basis, plan) == (&one.title, &one.basis, &one.plan))
    {
        return Ok(());
    }
    let place = last.map_or(1, |(place, ..)| place + 1);
    db.prepare_cached(
        "INSERT INTO proposal_versions (id, proposal_id, place, day, clerk_id, title, basis, plan) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![new_id(), one.id, place, day, clerk, one.title, one.basis, one.plan])?;
    Ok(())
}

/// All versions of a text, first one first.
pub fn versions(db: &Connection, id: &str) -> Result<Vec<ProposalVersion>> {
    let mut statement = db.prepare_cached(
        "SELECT v.place, v.day, coalesce(c.name, ''), v.title, v.basis, v.plan FROM proposal_versions v
         LEFT JOIN clerks c ON c.id = v.clerk_id WHERE v.proposal_id = ?1 ORDER BY v.place",
    )?;
    let rows = statement.query_map([id], |row| {
        Ok(ProposalVersion {
            place: row.get(0)?,
            day: row.get(1)?,
            clerk: row.get(2)?,
            title: row.get(3)?,
            basis: row.get(4)?,
            plan: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Opinions by their records, without their givers and without the numbers they are reached by, in the order asked for. One about a person by name is left out: it
/// goes to nobody but the office that handles it.
pub fn opinions(db: &Connection, ids: &[String]) -> Result<Vec<Source>> {
    let mut statement = db.prepare_cached(
        "SELECT o.id, o.day, a.short_name, o.topic, o.content, o.state, o.giver, o.giver_phone
         FROM opinions o JOIN areas a ON a.id = o.area_id WHERE o.id = ?1 AND o.named = 0",
    )?;
    let mut found = Vec::new();
    for id in ids {
        let source = statement
            .query_row([id], |row| {
                Ok(Source {
                    opinion_id: row.get(0)?,
                    day: row.get(1)?,
                    area: row.get(2)?,
                    topic: row.get(3)?,
                    content: without_giver(
                        &row.get::<_, String>(6)?,
                        &row.get::<_, String>(7)?,
                        &row.get::<_, String>(4)?,
                    ),
                    state: row.get(5)?,
                    waits: row.get::<_, String>(5)? == "proposed",
                })
            })
            .optional()?;
        found.extend(source);
    }
    Ok(found)
}

/// Papers that grew from an opinion.
pub fn of_opinion(db: &Connection, opinion: &str) -> Result<Vec<String>> {
    Ok(db
        .prepare_cached(
            "SELECT proposal_id FROM proposal_sources WHERE opinion_id = ?1 UNION
             SELECT m.proposal_id FROM proposal_moves m WHERE m.opinion_id = ?1
                 AND NOT EXISTS (SELECT 1 FROM proposal_moves c WHERE c.corrects = m.id)
             ORDER BY 1",
        )?
        .query_map([opinion], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}

/// Name of a congress.
pub fn term_name(db: &Connection, id: &str) -> Result<Option<String>> {
    Ok(db.prepare_cached("SELECT name FROM terms WHERE id = ?1")?.query_row([id], |row| row.get(0)).optional()?)
}

/// Removes a paper with everything that hangs on it.
pub fn remove(db: &Connection, id: &str) -> Result<usize> {
    attachments::leave(db, Owner::Proposals, id)?;
    for sql in [
        "DELETE FROM proposal_ratings WHERE move_id IN (SELECT id FROM proposal_moves WHERE proposal_id = ?1)",
        "DELETE FROM proposal_units WHERE move_id IN (SELECT id FROM proposal_moves WHERE proposal_id = ?1)",
        "DELETE FROM proposal_moves WHERE proposal_id = ?1 AND corrects IS NOT NULL",
        "DELETE FROM proposal_moves WHERE proposal_id = ?1",
        "DELETE FROM proposal_versions WHERE proposal_id = ?1",
        "DELETE FROM proposal_sources WHERE proposal_id = ?1",
        "DELETE FROM proposers WHERE proposal_id = ?1",
    ] {
        db.prepare_cached(sql)?.execute([id])?;
    }
    Ok(db.prepare_cached("DELETE FROM proposals WHERE id = ?1")?.execute([id])?)
}

/// What the rule book says of proposals on a day.
pub fn book(db: &Connection, day: &str) -> Result<Book> {
    let mut book = Book::default();
    for name in NAMES {
        if let Some(value) = rulebook::value(db, name, day)? {
            book.0.insert((*name).to_owned(), value);
        }
    }
    Ok(book)
}
