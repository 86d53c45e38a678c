//! The SQL of a round's own store. Every table is WITHOUT ROWID and keyed by something random or by what it is about: no
//! time, no order, no operator beside an answer, no name of a file.

use crate::ground::ids::blind_id;
use crate::ground::refusal::{Result, refuse};
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::{BTreeMap, BTreeSet};

const VERSION: i64 = 1;

/// Lays the tables of a new store.
///
/// # Errors
/// `database.newer` for a store of a newer program.
pub fn prepare(db: &Connection) -> Result<()> {
    let version: i64 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if version > VERSION {
        return Err(refuse("database.newer").with("file", version).with("program", VERSION));
    }
    db.execute_batch(
        "BEGIN IMMEDIATE;
         CREATE TABLE IF NOT EXISTS pages (id TEXT NOT NULL PRIMARY KEY, batch TEXT NOT NULL, code TEXT NOT NULL,
           sheet_page INTEGER NOT NULL, status TEXT NOT NULL, reason TEXT NOT NULL, verdict TEXT NOT NULL, said TEXT NOT NULL,
           twin TEXT NOT NULL, pattern TEXT NOT NULL, compared INTEGER NOT NULL, mate TEXT NOT NULL) STRICT, WITHOUT ROWID;
         CREATE TABLE IF NOT EXISTS answers (page TEXT NOT NULL, row TEXT NOT NULL, marked TEXT NOT NULL, doubt TEXT NOT NULL,
           ink TEXT NOT NULL, answer TEXT NOT NULL, PRIMARY KEY (page, row)) STRICT, WITHOUT ROWID;
         CREATE TABLE IF NOT EXISTS pictures (page TEXT NOT NULL, row TEXT NOT NULL, png BLOB NOT NULL, PRIMARY KEY (page, row))
           STRICT, WITHOUT ROWID;
         CREATE TABLE IF NOT EXISTS seen (digest BLOB NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
         CREATE TABLE IF NOT EXISTS files (digest BLOB NOT NULL PRIMARY KEY, pages INTEGER NOT NULL) STRICT, WITHOUT ROWID;
         CREATE TABLE IF NOT EXISTS keyed (batch TEXT NOT NULL, no INTEGER NOT NULL, look TEXT NOT NULL, answers TEXT NOT NULL,
           PRIMARY KEY (batch, no, look)) STRICT, WITHOUT ROWID;
         CREATE TABLE IF NOT EXISTS keyed_by (batch TEXT NOT NULL, look TEXT NOT NULL, person TEXT NOT NULL,
           PRIMARY KEY (batch, look, person)) STRICT, WITHOUT ROWID;
         CREATE TABLE IF NOT EXISTS hall (batch TEXT NOT NULL, row TEXT NOT NULL, grade TEXT NOT NULL, counted INTEGER NOT NULL,
           PRIMARY KEY (batch, row, grade)) STRICT, WITHOUT ROWID;
         CREATE TABLE IF NOT EXISTS hall_sheets (batch TEXT NOT NULL PRIMARY KEY, valid INTEGER NOT NULL, void INTEGER NOT NULL,
           blank INTEGER NOT NULL) STRICT, WITHOUT ROWID;
         CREATE TABLE IF NOT EXISTS remarks (id TEXT NOT NULL PRIMARY KEY, batch TEXT NOT NULL, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
         CREATE TABLE IF NOT EXISTS masks (erasure TEXT NOT NULL, id TEXT NOT NULL, words TEXT NOT NULL, PRIMARY KEY (erasure, id))
           STRICT, WITHOUT ROWID;
         PRAGMA user_version = 1;
         COMMIT;",
    )?;
    Ok(())
}

/// A page as it lies in the store.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Random id.
    pub id: String,
    /// Batch it counts for; empty when unknown.
    pub batch: String,
    /// What its square code said, as JSON; empty when unread.
    pub code: String,
    /// Page of the sheet; 0 when unknown.
    pub sheet_page: i64,
    /// What the reader said of it.
    pub status: String,
    /// Why.
    pub reason: String,
    /// What a person said of it; empty while nobody did.
    pub verdict: String,
    /// The person's reason.
    pub said: String,
    /// The page it seems to repeat.
    pub twin: String,
    /// Ink pattern as JSON; empty when there is none.
    pub pattern: String,
    /// What the pages of one sheet share, at random; empty for a sheet of one page and for pages that could not be joined.
    pub mate: String,
}

/// A row of a page.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// Page.
    pub page: String,
    /// Item or delegate.
    pub row: String,
    /// What the reader saw: a grade, `blank`, or empty when in doubt.
    pub marked: String,
    /// Why it is in doubt.
    pub doubt: String,
    /// Ink figures as JSON.
    pub ink: String,
    /// What a person decided: a grade, `blank`, `void`, or empty.
    pub answer: String,
}

impl Answer {
    /// What counts; empty while open.
    #[must_use]
    pub fn stands(&self) -> &str {
        if self.answer.is_empty() { &self.marked } else { &self.answer }
    }
}

const PAGE: &str = "id, batch, code, sheet_page, status, reason, verdict, said, twin, '', mate";

fn page_from(row: &Row<'_>) -> rusqlite::Result<Page> {
    Ok(Page {
        id: row.get(0)?,
        batch: row.get(1)?,
        code: row.get(2)?,
        sheet_page: row.get(3)?,
        status: row.get(4)?,
        reason: row.get(5)?,
        verdict: row.get(6)?,
        said: row.get(7)?,
        twin: row.get(8)?,
        pattern: row.get(9)?,
        mate: row.get(10)?,
    })
}

/// Whether this picture was seen before; otherwise it is from now on.
pub fn first_seen(db: &Connection, digest: &[u8]) -> Result<bool> {
    Ok(db.prepare_cached("INSERT OR IGNORE INTO seen (digest) VALUES (?1)")?.execute([digest])? == 1)
}

/// Pages of a file that was read whole before.
pub fn file_pages(db: &Connection, digest: &[u8]) -> Result<Option<i64>> {
    Ok(db
        .prepare_cached("SELECT pages FROM files WHERE digest = ?1")?
        .query_row([digest], |row| row.get(0))
        .optional()?)
}

/// Remembers a file that was read whole.
pub fn file_read(db: &Connection, digest: &[u8], pages: i64) -> Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO files (digest, pages) VALUES (?1, ?2)")?
        .execute(params![digest, pages])?;
    Ok(())
}

/// Writes a page that was read, with its rows and pictures, under a new random id.
pub fn add_page(db: &Connection, page: &Page, answers: &[Answer], pictures: &[(String, Vec<u8>)]) -> Result<String> {
    let id = blind_id();
    db.prepare_cached(
        "INSERT INTO pages (id, batch, code, sheet_page, status, reason, verdict, said, twin, pattern, compared, mate)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, '', '', '', ?7, 0, '')",
    )?
    .execute(params![id, page.batch, page.code, page.sheet_page, page.status, page.reason, page.pattern])?;
    for answer in answers {
        add_answer(db, &Answer { page: id.clone(), ..answer.clone() })?;
    }
    let mut statement = db.prepare_cached("INSERT INTO pictures (page, row, png) VALUES (?1, ?2, ?3)")?;
    for (row, png) in pictures {
        statement.execute(params![id, row, png])?;
    }
    Ok(id)
}

/// Writes a row nobody has read, unless it is there.
pub fn add_answer(db: &Connection, one: &Answer) -> Result<()> {
    db.prepare_cached(
        "INSERT OR IGNORE INTO answers (page, row, marked, doubt, ink, answer) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![one.page, one.row, one.marked, one.doubt, one.ink, one.answer])?;
    Ok(())
}

/// All pages.
pub fn pages(db: &Connection) -> Result<Vec<Page>> {
    let mut statement = db.prepare_cached(&format!("SELECT {PAGE} FROM pages ORDER BY id"))?;
    Ok(statement.query_map([], page_from)?.collect::<rusqlite::Result<_>>()?)
}

/// One page.
pub fn page(db: &Connection, id: &str) -> Result<Option<Page>> {
    let mut statement = db.prepare_cached(&format!("SELECT {PAGE} FROM pages WHERE id = ?1"))?;
    Ok(statement.query_row([id], page_from).optional()?)
}

/// Pages with an ink pattern, with the batches of those that were not yet compared.
pub fn patterns(db: &Connection) -> Result<(Vec<Page>, BTreeSet<String>)> {
    let mut statement = db.prepare_cached(
        "SELECT id, batch, code, sheet_page, status, reason, verdict, said, twin, pattern, mate, compared FROM pages
         WHERE pattern <> '' AND batch <> '' ORDER BY compared DESC, id",
    )?;
    let mut fresh = BTreeSet::new();
    let mut all = Vec::new();
    let rows = statement.query_map([], |row| Ok((page_from(row)?, row.get::<_, bool>(11)?)))?;
    for row in rows {
        let (page, compared) = row?;
        if !compared {
            fresh.insert(page.batch.clone());
        }
        all.push(page);
    }
    Ok((all, fresh))
}

/// Joins the pages of one sheet under a mark drawn at random.
pub fn join(db: &Connection, pages: &[&str]) -> Result<()> {
    let mate = blind_id();
    let mut statement = db.prepare_cached("UPDATE pages SET mate = ?2 WHERE id = ?1")?;
    for page in pages {
        statement.execute([page, mate.as_str()])?;
    }
    Ok(())
}

/// Says that the other pages of a page's sheet did not come with it: a person looks.
pub fn alone(db: &Connection, page: &str) -> Result<()> {
    join(db, &[page])?;
    db.prepare_cached(
        "UPDATE pages SET status = 'review', reason = 'page_alone' WHERE id = ?1 AND verdict = '' AND status = 'read'",
    )?
    .execute([page])?;
    Ok(())
}

/// Says that a page seems to repeat another one; a person's verdict stays.
pub fn suspect(db: &Connection, page: &str, twin: &str, reason: &str) -> Result<()> {
    db.prepare_cached("UPDATE pages SET status = 'duplicate', reason = ?3, twin = ?2 WHERE id = ?1 AND verdict = ''")?
        .execute([page, twin, reason])?;
    Ok(())
}

/// All pages are compared now.
pub fn compared(db: &Connection) -> Result<()> {
    db.execute("UPDATE pages SET compared = 1 WHERE compared = 0", [])?;
    Ok(())
}

fn answer_from(row: &Row<'_>) -> rusqlite::Result<Answer> {
    Ok(Answer {
        page: row.get(0)?,
        row: row.get(1)?,
        marked: row.get(2)?,
        doubt: row.get(3)?,
        ink: row.get(4)?,
        answer: row.get(5)?,
    })
}

/// All rows by page, without their ink.
pub fn answers(db: &Connection) -> Result<BTreeMap<String, Vec<Answer>>> {
    let mut statement = db.prepare_cached("SELECT page, row, marked, doubt, '', answer FROM answers ORDER BY page")?;
    let mut all: BTreeMap<String, Vec<Answer>> = BTreeMap::new();
    for answer in statement.query_map([], answer_from)? {
        let answer = answer?;
        all.entry(answer.page.clone()).or_default().push(answer);
    }
    Ok(all)
}

/// One row with its ink.
pub fn answer(db: &Connection, page: &str, row: &str) -> Result<Option<Answer>> {
    let mut statement =
        db.prepare_cached("SELECT page, row, marked, doubt, ink, answer FROM answers WHERE page = ?1 AND row = ?2")?;
    Ok(statement.query_row([page, row], answer_from).optional()?)
}

/// Writes a person's answer to a row; empty takes it away.
pub fn decide(db: &Connection, page: &str, row: &str, answer: &str) -> Result<usize> {
    Ok(db
        .prepare_cached("UPDATE answers SET answer = ?3 WHERE page = ?1 AND row = ?2")?
        .execute([page, row, answer])?)
}

/// Writes a person's verdict on a page.
pub fn judge(db: &Connection, page: &Page) -> Result<()> {
    db.prepare_cached("UPDATE pages SET batch = ?2, sheet_page = ?3, verdict = ?4, said = ?5 WHERE id = ?1")?
        .execute(params![page.id, page.batch, page.sheet_page, page.verdict, page.said])?;
    Ok(())
}

/// Takes away the answers of a page but those in these rows.
pub fn keep_rows(db: &Connection, page: &str, rows: &[String]) -> Result<()> {
    db.prepare_cached("DELETE FROM answers WHERE page = ?1 AND row NOT IN (SELECT value FROM json_each(?2))")?
        .execute(params![page, serde_json::to_string(rows)?])?;
    Ok(())
}

/// A picture of a page, or of a row.
pub fn picture(db: &Connection, page: &str, row: &str) -> Result<Option<Vec<u8>>> {
    let mut statement = db.prepare_cached("SELECT png FROM pictures WHERE page = ?1 AND row = ?2")?;
    Ok(statement.query_row([page, row], |row| row.get(0)).optional()?)
}

/// One keyed sheet by its looks: `first`, `second`, `third`.
pub type Looks = BTreeMap<String, BTreeMap<String, String>>;

/// The keyed sheets of a batch by their number in the pile.
pub fn keyed(db: &Connection, batch: &str) -> Result<BTreeMap<i64, Looks>> {
    let mut statement = db.prepare_cached("SELECT no, look, answers FROM keyed WHERE batch = ?1")?;
    let mut all: BTreeMap<i64, Looks> = BTreeMap::new();
    let rows = statement
        .query_map([batch], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?)))?;
    for row in rows {
        let (no, look, answers) = row?;
        all.entry(no).or_default().insert(look, serde_json::from_str(&answers)?);
    }
    Ok(all)
}

/// Writes one look at one sheet, or takes it back.
pub fn key(
    db: &Connection,
    batch: &str,
    no: i64,
    look: &str,
    answers: Option<&BTreeMap<String, String>>,
) -> Result<()> {
    match answers {
        Some(answers) => db
            .prepare_cached(
                "INSERT INTO keyed (batch, no, look, answers) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (batch, no, look) DO UPDATE SET answers = ?4",
            )?
            .execute(params![batch, no, look, serde_json::to_string(answers)?])?,
        None => {
            db.prepare_cached("DELETE FROM keyed WHERE batch = ?1 AND no = ?2 AND look = ?3")?
                .execute(params![batch, no, look])?;
            // Whose look is empty again has not counted the batch, and may be the other of the two.
            db.prepare_cached(
                "DELETE FROM keyed_by WHERE batch = ?1 AND look = ?2
                   AND NOT EXISTS (SELECT 1 FROM keyed WHERE batch = ?1 AND look = ?2)",
            )?
            .execute([batch, look])?
        }
    };
    Ok(())
}

/// Who keyed a look of a batch.
pub fn keyed_by(db: &Connection, batch: &str, look: &str) -> Result<Vec<String>> {
    let mut statement =
        db.prepare_cached("SELECT person FROM keyed_by WHERE batch = ?1 AND look = ?2 ORDER BY person")?;
    Ok(statement.query_map([batch, look], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// Remembers who keys a look of a batch.
pub fn add_keyed_by(db: &Connection, batch: &str, look: &str, person: &str) -> Result<()> {
    db.prepare_cached("INSERT OR IGNORE INTO keyed_by (batch, look, person) VALUES (?1, ?2, ?3)")?
        .execute([batch, look, person])?;
    Ok(())
}

/// The hall's marks of a batch.
pub fn hall(db: &Connection, batch: &str) -> Result<BTreeMap<(String, String), i64>> {
    let mut statement = db.prepare_cached("SELECT row, grade, counted FROM hall WHERE batch = ?1 AND counted > 0")?;
    let rows = statement.query_map([batch], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Adds a mark or takes one away, never below none; answers the count.
pub fn mark(db: &Connection, batch: &str, row: &str, grade: &str, by: i64) -> Result<i64> {
    db.prepare_cached(
        "INSERT INTO hall (batch, row, grade, counted) VALUES (?1, ?2, ?3, max(?4, 0))
         ON CONFLICT (batch, row, grade) DO UPDATE SET counted = max(counted + ?4, 0)",
    )?
    .execute(params![batch, row, grade, by])?;
    Ok(db
        .prepare_cached("SELECT counted FROM hall WHERE batch = ?1 AND row = ?2 AND grade = ?3")?
        .query_row([batch, row, grade], |row| row.get(0))?)
}

/// Sheets of the hall: valid, void, blank.
pub fn hall_sheets(db: &Connection, batch: &str) -> Result<Option<(i64, i64, i64)>> {
    let mut statement = db.prepare_cached("SELECT valid, void, blank FROM hall_sheets WHERE batch = ?1")?;
    Ok(statement.query_row([batch], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?)
}

/// Writes the sheets of the hall.
pub fn set_hall_sheets(db: &Connection, batch: &str, (valid, void, blank): (i64, i64, i64)) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO hall_sheets (batch, valid, void, blank) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (batch) DO UPDATE SET valid = ?2, void = ?3, blank = ?4",
    )?
    .execute(params![batch, valid, void, blank])?;
    Ok(())
}

/// Free words of sheets as typed: id, batch, text. They are tied to no sheet.
pub fn remarks(db: &Connection) -> Result<Vec<(String, String, String)>> {
    let mut statement = db.prepare_cached("SELECT id, batch, text FROM remarks ORDER BY id")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Adds the free words of one sheet.
pub fn add_remark(db: &Connection, batch: &str, text: &str) -> Result<()> {
    db.prepare_cached("INSERT INTO remarks (id, batch, text) VALUES (?1, ?2, ?3)")?.execute([
        blind_id().as_str(),
        batch,
        text,
    ])?;
    Ok(())
}

/// Takes free words back.
pub fn drop_remark(db: &Connection, id: &str) -> Result<usize> {
    Ok(db.prepare_cached("DELETE FROM remarks WHERE id = ?1")?.execute([id])?)
}

/// Words somebody typed about sheets that hold a term: the entry or the page, and the words. Free words are tied to no sheet.
pub fn words_with(db: &Connection, term: &str) -> Result<Vec<(String, String)>> {
    let mut statement = db.prepare_cached(
        "SELECT id, text FROM remarks WHERE instr(text, ?1) > 0 UNION ALL SELECT id, said FROM pages WHERE instr(said, ?1) > 0 ORDER BY 1",
    )?;
    let rows = statement.query_map([term], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Puts other words in place of those somebody typed.
pub fn set_words(db: &Connection, id: &str, words: &str) -> Result<()> {
    db.prepare_cached("UPDATE remarks SET text = ?2 WHERE id = ?1")?.execute([id, words])?;
    db.prepare_cached("UPDATE pages SET said = ?2 WHERE id = ?1")?.execute([id, words])?;
    Ok(())
}

/// Lays down words as they shall stand after an erasure that is about to be written in the office file.
pub fn lay_mask(db: &Connection, erasure: &str, id: &str, words: &str) -> Result<()> {
    db.prepare_cached("INSERT INTO masks (erasure, id, words) VALUES (?1, ?2, ?3)")?.execute([erasure, id, words])?;
    Ok(())
}

/// Erasures whose words are laid down and not put in place yet.
pub fn masks(db: &Connection) -> Result<Vec<String>> {
    let mut statement = db.prepare_cached("SELECT DISTINCT erasure FROM masks ORDER BY erasure")?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// Puts the words of an erasure in place when it was written in the office file, and forgets them either way.
pub fn settle_masks(db: &Connection, erasure: &str, written: bool) -> Result<()> {
    if written {
        let mut statement = db.prepare_cached("SELECT id, words FROM masks WHERE erasure = ?1 ORDER BY id")?;
        let rows = statement.query_map([erasure], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        for (id, words) in rows.collect::<rusqlite::Result<Vec<_>>>()? {
            set_words(db, &id, &words)?;
        }
    }
    db.prepare_cached("DELETE FROM masks WHERE erasure = ?1")?.execute([erasure])?;
    Ok(())
}

/// Empties the log beside a store.
pub fn settle(db: &Connection) -> Result<()> {
    Ok(db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
}
