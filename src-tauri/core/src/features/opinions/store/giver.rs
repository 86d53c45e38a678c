//! The SQL of what is kept about givers.

use crate::features::opinions::giver::KeptOfPerson;
use crate::features::opinions::giver_words::{Written, is_giver};
use crate::ground::refusal::Result;
use crate::ground::schema::{Class, Schema};
use rusqlite::Connection;

/// Opinions given under a name or telephone number.
///
/// # Errors
/// What the database says.
pub fn of_person(db: &Connection, term: &str) -> Result<Vec<KeptOfPerson>> {
    let mut statement = db.prepare_cached(
        "SELECT o.id, o.day, a.short_name, o.giver, o.giver_phone, o.content, o.answer, o.state,
             (SELECT count(*) FROM attachments f WHERE f.opinion_id = o.id AND f.digest <> '')
         FROM opinions o JOIN areas a ON a.id = o.area_id
         WHERE o.giver_phone <> '' OR instr(replace(replace(o.giver, ' ', ''), char(12288), ''), ?1) > 0
         ORDER BY o.day, o.id",
    )?;
    let name: String = term.chars().filter(|letter| !letter.is_whitespace()).collect();
    let rows = statement.query_map([name], |row| {
        Ok(KeptOfPerson {
            id: row.get(0)?,
            day: row.get(1)?,
            area: row.get(2)?,
            giver: row.get(3)?,
            giver_phone: row.get(4)?,
            content: row.get(5)?,
            answer: row.get(6)?,
            state: row.get(7)?,
            files: row.get(8)?,
        })
    })?;
    // A number is written with and without dashes, a name with and without blanks, with another one or with a remark in
    // brackets: all are the same person.
    let own = rows.filter(|one| one.as_ref().map_or(true, |one| is_giver(&one.giver, &one.giver_phone, term)));
    Ok(own.collect::<rusqlite::Result<_>>()?)
}

/// A giver whose time is over.
pub struct Over {
    /// Opinion.
    pub id: String,
    /// `told`: ended and told; `untold`: ended, the giver was never told; `open`: never ended.
    pub why: String,
    /// Day the time is counted from: the end, or the last move.
    pub since: String,
}

/// Opinions whose giver still stands there and whose time is over: those ended and told up to a day, and those never told
/// whose last move, or registration, lies on another day or before it.
///
/// # Errors
/// What the database says.
pub fn expired(db: &Connection, told: &str, untold: &str) -> Result<Vec<Over>> {
    let mut statement = db.prepare_cached(
        "SELECT id, 'told', closed_on AS since FROM opinions
         WHERE closed_on <= ?1 AND told_on IS NOT NULL AND (giver <> '' OR giver_phone <> '')
         UNION ALL
         SELECT id, CASE WHEN closed_on IS NULL THEN 'open' ELSE 'untold' END, since FROM (
             SELECT o.id, o.closed_on, max(o.day, coalesce((SELECT max(m.day) FROM opinion_moves m WHERE m.opinion_id = o.id), '')) AS since
             FROM opinions o
             WHERE o.day <= ?2 AND (o.closed_on IS NULL OR o.told_on IS NULL) AND (o.giver <> '' OR o.giver_phone <> ''))
         WHERE since <= ?2
         ORDER BY since, id LIMIT 5000",
    )?;
    let rows = statement
        .query_map([told, untold], |row| Ok(Over { id: row.get(0)?, why: row.get(1)?, since: row.get(2)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Who gave an opinion and how to reach the giver, with every text about it: its words and answer, those of its moves, and
/// what the visit it was heard at says.
///
/// # Errors
/// What the database says.
pub fn words_of(db: &Connection, id: &str) -> Result<(String, String, Vec<Written>)> {
    let mut statement = db.prepare_cached(
        "SELECT o.giver, o.giver_phone, o.content, o.answer, o.visit_id, v.situation
         FROM opinions o LEFT JOIN visits v ON v.id = o.visit_id WHERE o.id = ?1",
    )?;
    let (giver, phone, content, answer, visit, situation) = statement.query_row([id], |row| {
        let visit: Option<String> = row.get(4)?;
        let situation: Option<String> = row.get(5)?;
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, visit, situation))
    })?;
    let of = |kind, record: &str, column, text| Written { kind, record: record.to_owned(), column, text };
    let mut texts = vec![of("opinions", id, "content", content), of("opinions", id, "answer", answer)];
    let mut statement = db.prepare_cached(
        "SELECT id, note, answer, attachment FROM opinion_moves WHERE opinion_id = ?1 ORDER BY place",
    )?;
    let mut rows = statement.query([id])?;
    while let Some(row) = rows.next()? {
        let record: String = row.get(0)?;
        texts.push(of("opinion_moves", &record, "note", row.get(1)?));
        texts.push(of("opinion_moves", &record, "answer", row.get(2)?));
        texts.push(of("opinion_moves", &record, "attachment", row.get(3)?));
    }
    let mut statement = db.prepare_cached(
        "SELECT id, file_name, note FROM attachments WHERE opinion_id = ?1 AND digest <> '' ORDER BY id",
    )?;
    let mut rows = statement.query([id])?;
    while let Some(row) = rows.next()? {
        let record: String = row.get(0)?;
        texts.push(of("attachments", &record, "file_name", row.get(1)?));
        texts.push(of("attachments", &record, "note", row.get(2)?));
    }
    if let (Some(visit), Some(situation)) = (visit, situation) {
        texts.push(of("visits", &visit, "situation", situation));
    }
    Ok((giver, phone, texts))
}

/// Where a text stands.
pub struct Place<'a> {
    /// Table.
    pub kind: &'a str,
    /// Record.
    pub record: &'a str,
    /// Column.
    pub column: &'a str,
    /// Whether the column is a personal one: the history of the others keeps what stood there.
    pub erasable: bool,
}

/// Tables that are looked through with the opinion itself, and what a clerk keeps for looking.
const OWN: &[&str] = &["opinions", "opinion_moves", "visits", "views"];
/// Personal columns that name who serves in an office or meeting, and those that hold no words.
const SERVING: &[&str] =
    &["closed_by", "name", "post", "taken_by", "scrutineers", "counters", "chair", "reader", "phone", "digest"];
/// Columns of the office's own work in which somebody may all the same have written a resident's name.
const FREE: &[&str] = &["title", "note"];

/// Hands out every text of the office in which a resident may be named, outside of the opinions, one at a time: all of them
/// would not fit into memory.
///
/// # Errors
/// What the database says; what the taker says.
pub fn each_text(db: &Connection, schema: &Schema, mut take: impl FnMut(&Place<'_>, &str) -> Result<()>) -> Result<()> {
    for table in schema.journalled().filter(|table| !OWN.contains(&table.name.as_str())) {
        for column in table.carried() {
            let name = column.name.as_str();
            let erasable = column.class == Class::Personal;
            if (erasable && SERVING.contains(&name)) || (!erasable && !FREE.contains(&name)) {
                continue;
            }
            let kind = table.name.as_str();
            let mut statement = db.prepare(&format!("SELECT id, {name} FROM {kind} WHERE {name} <> '' ORDER BY id"))?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let (record, text): (String, String) = (row.get(0)?, row.get(1)?);
                take(&Place { kind, record: &record, column: name, erasable }, &text)?;
            }
        }
    }
    Ok(())
}
