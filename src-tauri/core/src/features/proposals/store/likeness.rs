//! The index papers like one another are found by.

use crate::features::proposals::likeness::{LIKE, kept, percent};
use crate::ground::refusal::Result;
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;
use std::collections::HashMap;
use ts_rs::TS;

/// Papers looked up for one sign of the index, newest first: a sign most papers hold tells nothing.
const LOOKED_UP: i64 = 400;

/// Candidates whose texts are compared.
const COMPARED: usize = 60;

/// A paper like another.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LikePaper {
    /// Record.
    pub id: String,
    /// Day handed in.
    pub day: String,
    /// Dictionary proposal_kind.
    pub kind: String,
    /// Number as printed.
    pub number: String,
    /// Subject.
    pub title: String,
    /// Stage.
    pub stage: String,
    /// Lead proposer, team or delegation.
    pub lead: String,
    /// How like it is.
    pub percent: i64,
}

/// Brings the index up to date for touched papers.
///
/// # Errors
/// What the database says.
pub fn touch(db: &Connection, touched: &[(String, String)]) -> Result<()> {
    for (_, record) in touched.iter().filter(|(kind, _)| kind == "proposals") {
        let number: Option<i64> = db
            .prepare_cached("SELECT number FROM proposal_papers WHERE record = ?1")?
            .query_row([record], |row| row.get(0))
            .optional()?;
        let texts: Option<(String, String)> = db
            .prepare_cached("SELECT title, basis || ' ' || plan FROM proposals WHERE id = ?1")?
            .query_row([record], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        if let Some(number) = number {
            db.prepare_cached("DELETE FROM proposal_grams WHERE paper = ?1")?.execute([number])?;
            if texts.is_none() {
                db.prepare_cached("DELETE FROM proposal_papers WHERE number = ?1")?.execute([number])?;
            }
        }
        let Some((title, text)) = texts else { continue };
        let number = match number {
            Some(number) => number,
            None => {
                db.prepare_cached("INSERT INTO proposal_papers (record) VALUES (?1)")?.execute([record])?;
                db.last_insert_rowid()
            }
        };
        let mut statement = db.prepare_cached("INSERT INTO proposal_grams (gram, paper) VALUES (?1, ?2)")?;
        for gram in kept(&title, &text) {
            statement.execute(params![gram, number])?;
        }
    }
    Ok(())
}

/// Makes the index anew from the papers.
///
/// # Errors
/// What the database says.
pub fn rebuild(db: &Connection) -> Result<()> {
    db.execute_batch("DELETE FROM proposal_grams; DELETE FROM proposal_papers;")?;
    let ids: Vec<String> = db
        .prepare("SELECT id FROM proposals ORDER BY day, id")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    touch(db, &ids.into_iter().map(|id| ("proposals".to_owned(), id)).collect::<Vec<_>>())
}

/// Papers like a title and text, the likest first.
///
/// # Errors
/// What the database says.
pub fn like(db: &Connection, title: &str, text: &str, except: &str, limit: usize) -> Result<Vec<LikePaper>> {
    let mut points: HashMap<i64, f64> = HashMap::new();
    let mut papers =
        db.prepare_cached("SELECT paper FROM proposal_grams WHERE gram = ?1 ORDER BY paper DESC LIMIT ?2")?;
    for gram in kept(title, text) {
        let found: Vec<i64> =
            papers.query_map([gram, LOOKED_UP], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        // The rarer a sign, the more it tells.
        let worth = 1.0 / (1.0 + found.len() as f64).ln_1p();
        for paper in found {
            *points.entry(paper).or_default() += worth;
        }
    }
    let mut best: Vec<(i64, f64)> = points.into_iter().collect();
    best.sort_by(|one, other| other.1.total_cmp(&one.1).then(other.0.cmp(&one.0)));
    let mut statement = db.prepare_cached(
        "SELECT p.id, p.day, p.kind, p.number, p.title, p.stage, coalesce(l.name, t.name, c.name, ''), p.basis || ' ' || p.plan
         FROM proposal_papers x JOIN proposals p ON p.id = x.record LEFT JOIN people l ON l.id = p.lead_id
         LEFT JOIN teams t ON t.id = p.team_id LEFT JOIN circles c ON c.id = p.circle_id WHERE x.number = ?1",
    )?;
    let mut all = Vec::new();
    for (paper, _) in best.into_iter().take(COMPARED) {
        let found = statement
            .query_row([paper], |row| {
                let one = LikePaper {
                    id: row.get(0)?,
                    day: row.get(1)?,
                    kind: row.get(2)?,
                    number: row.get(3)?,
                    title: row.get(4)?,
                    stage: row.get(5)?,
                    lead: row.get(6)?,
                    percent: 0,
                };
                Ok((one, row.get::<_, String>(7)?))
            })
            .optional()?;
        let Some((mut one, its)) = found.filter(|(one, _)| one.id != except) else { continue };
        one.percent = percent((title, text), (&one.title, &its));
        if one.percent >= LIKE {
            all.push(one);
        }
    }
    all.sort_by(|one, other| other.percent.cmp(&one.percent).then(other.day.cmp(&one.day)));
    all.truncate(limit);
    Ok(all)
}
