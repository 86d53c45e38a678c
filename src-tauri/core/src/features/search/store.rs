//! The SQL of the search index.

use super::grams;
use crate::ground::refusal::Result;
use rusqlite::{Connection, OptionalExtension, params};

/// Tables that are searched, with the statement that gives a record's text.
const TEXTS: &[(&str, &str)] = &[
    ("people", "SELECT name || ' ' || post || ' ' || note || ' ' || phone FROM people WHERE id = ?1"),
    ("areas", "SELECT name || ' ' || short_name || ' ' || town_name || ' ' || code FROM areas WHERE id = ?1"),
    ("teams", "SELECT name FROM teams WHERE id = ?1"),
    (
        "visits",
        "SELECT situation || ' ' || note || ' ' || place || ' ' || companions || ' ' || paper_page || ' ' || year || '-' || number
         FROM visits WHERE id = ?1",
    ),
    ("proposals", "SELECT title || ' ' || basis || ' ' || plan || ' ' || number || ' ' || note FROM proposals WHERE id = ?1"),
    (
        "opinions",
        // What is said about a person by name is found on its own page only.
        "SELECT CASE named WHEN 1 THEN '' ELSE content || ' ' || answer || ' ' || unit || ' ' || giver || ' ' || giver_phone END
         FROM opinions WHERE id = ?1",
    ),
];

/// The condition of a row `o` that it is among what the index finds for a question (see [`grams::of_word`]).
pub const AMONG: &str = "o.id IN (SELECT d.record FROM search_grams g JOIN search_documents d ON d.number = g.rowid WHERE search_grams MATCH ?)";

/// The searched text of a record; none when it is not there or not searched.
pub fn text_of(db: &Connection, kind: &str, record: &str) -> Result<Option<String>> {
    let Some((_, sql)) = TEXTS.iter().find(|(known, _)| *known == kind) else { return Ok(None) };
    Ok(db.prepare_cached(sql)?.query_row([record], |row| row.get(0)).optional()?)
}

/// Brings the index up to date for the touched records.
///
/// # Errors
/// What the database says.
pub fn touch(db: &Connection, touched: &[(String, String)]) -> Result<()> {
    for (kind, record) in touched.iter().filter(|(kind, _)| TEXTS.iter().any(|(known, _)| known == kind)) {
        let number: Option<i64> = db
            .prepare_cached("SELECT number FROM search_documents WHERE record = ?1")?
            .query_row([record], |row| row.get(0))
            .optional()?;
        if let Some(number) = number {
            db.prepare_cached("DELETE FROM search_grams WHERE rowid = ?1")?.execute([number])?;
        }
        match (text_of(db, kind, record)?, number) {
            (Some(text), number) => {
                let number = match number {
                    Some(number) => number,
                    None => {
                        db.prepare_cached("INSERT INTO search_documents (record, kind) VALUES (?1, ?2)")?
                            .execute([record, kind])?;
                        db.last_insert_rowid()
                    }
                };
                let mut tokens: Vec<String> = grams::of_text(&text).into_iter().collect();
                tokens.push(format!("k{kind}"));
                db.prepare_cached("INSERT INTO search_grams (rowid, grams) VALUES (?1, ?2)")?
                    .execute(params![number, tokens.join(" ")])?;
            }
            (None, Some(_)) => {
                db.prepare_cached("DELETE FROM search_documents WHERE record = ?1")?.execute([record])?;
            }
            (None, None) => {}
        }
    }
    Ok(())
}

/// Makes the index anew from the records, leaving no trace of what was there.
///
/// # Errors
/// What the database says.
pub fn rebuild(db: &Connection) -> Result<usize> {
    db.execute_batch("DELETE FROM search_documents; INSERT INTO search_grams (search_grams) VALUES ('delete-all');")?;
    let mut count = 0;
    for (kind, _) in TEXTS {
        let ids: Vec<String> = db
            .prepare(&format!("SELECT id FROM {kind} ORDER BY id"))?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for id in ids {
            touch(db, &[((*kind).to_owned(), id)])?;
            count += 1;
        }
    }
    crate::features::proposals::store::likeness::rebuild(db)?;
    db.execute_batch("INSERT INTO search_grams (search_grams) VALUES ('optimize');")?;
    Ok(count)
}

/// A record whose text holds every word.
pub struct Found {
    /// Record.
    pub record: String,
    /// Its text, for the snippet.
    pub text: String,
}

/// Records of one kind whose text holds every word, newest first, `limit` after `offset`; and whether there are more.
///
/// # Errors
/// What the database says.
pub fn find(db: &Connection, kind: &str, words: &[String], offset: usize, limit: usize) -> Result<(Vec<Found>, bool)> {
    let asked: Vec<String> = words.iter().map(|word| grams::of_word(word)).filter(|part| !part.is_empty()).collect();
    if asked.is_empty() {
        return Ok((Vec::new(), false));
    }
    let question = format!("k{kind} AND {}", asked.join(" AND "));
    let mut statement = db.prepare_cached(
        "SELECT d.record FROM search_grams g JOIN search_documents d ON d.number = g.rowid WHERE search_grams MATCH ?1 ORDER BY g.rowid DESC",
    )?;
    let mut rows = statement.query([question])?;
    let (mut found, mut passed) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        let record: String = row.get(0)?;
        let Some(text) = text_of(db, kind, &record)? else { continue };
        let folded = grams::fold(&text);
        if !words.iter().all(|word| folded.contains(word.as_str())) {
            continue;
        }
        passed += 1;
        if passed <= offset {
            continue;
        }
        if found.len() == limit {
            return Ok((found, true));
        }
        found.push(Found { record, text });
    }
    Ok((found, false))
}

/// Day, village and visit of a visit or opinion, for its line among the hits.
pub fn place_of(db: &Connection, kind: &str, record: &str) -> Result<Option<(String, String, Option<String>)>> {
    let sql = match kind {
        "visits" => "SELECT v.day, a.short_name, v.id FROM visits v JOIN areas a ON a.id = v.area_id WHERE v.id = ?1",
        // A paper belongs to no village; its number stands there.
        "proposals" => "SELECT day, number, NULL FROM proposals WHERE id = ?1",
        _ => "SELECT o.day, a.short_name, o.visit_id FROM opinions o JOIN areas a ON a.id = o.area_id WHERE o.id = ?1",
    };
    Ok(db.prepare_cached(sql)?.query_row([record], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?)
}
