//! The SQL of what is kept about givers.

use crate::features::opinions::giver::KeptOfPerson;
use crate::ground::refusal::Result;
use rusqlite::Connection;

/// Opinions given under a name or telephone number.
///
/// # Errors
/// What the database says.
pub fn of_person(db: &Connection, term: &str) -> Result<Vec<KeptOfPerson>> {
    let mut statement = db.prepare_cached(
        "SELECT o.id, o.day, a.short_name, o.giver, o.giver_phone, o.content, o.answer, o.state
         FROM opinions o JOIN areas a ON a.id = o.area_id
         WHERE replace(replace(o.giver, ' ', ''), char(12288), '') = ?1
             OR (o.giver_phone <> '' AND replace(replace(o.giver_phone, '-', ''), ' ', '') = ?2)
         ORDER BY o.day, o.id LIMIT 500",
    )?;
    // A number is written with and without dashes, a name with and without blanks: both are the same person.
    let name: String = term.chars().filter(|letter| !letter.is_whitespace()).collect();
    let phone = name.replace('-', "");
    let rows = statement.query_map([name, phone], |row| {
        Ok(KeptOfPerson {
            id: row.get(0)?,
            day: row.get(1)?,
            area: row.get(2)?,
            giver: row.get(3)?,
            giver_phone: row.get(4)?,
            content: row.get(5)?,
            answer: row.get(6)?,
            state: row.get(7)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Opinions ended and told up to a day whose giver still stands there.
///
/// # Errors
/// What the database says.
pub fn expired(db: &Connection, until: &str) -> Result<Vec<String>> {
    let mut statement = db.prepare_cached(
        "SELECT id FROM opinions WHERE closed_on <= ?1 AND told_on IS NOT NULL AND (giver <> '' OR giver_phone <> '') ORDER BY closed_on, id LIMIT 5000",
    )?;
    Ok(statement.query_map([until], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// Of the expired those in whose words or answer the giver is written as well.
///
/// # Errors
/// What the database says.
pub fn written_in_words(db: &Connection, until: &str) -> Result<Vec<String>> {
    let mut statement = db.prepare_cached(
        "SELECT id FROM opinions o WHERE closed_on <= ?1 AND told_on IS NOT NULL
             AND ((length(giver) > 1 AND (instr(content, giver) > 0 OR instr(answer, giver) > 0
                      OR EXISTS (SELECT 1 FROM opinion_moves m WHERE m.opinion_id = o.id AND instr(m.note, o.giver) > 0)))
                  OR (length(giver_phone) > 4 AND (instr(content, giver_phone) > 0 OR instr(answer, giver_phone) > 0)))
         ORDER BY closed_on, id LIMIT 5000",
    )?;
    Ok(statement.query_map([until], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}
