//! The SQL of the search index.
//!
//! A record's row of the index is told by its table and its own row there, so a word is looked up among the rows of a
//! table without a list between the two. Rows keep their numbers as long as they stand: the tables have indexes, and
//! then laying the file anew copies the numbers too (a test watches over that). Removed rows are taken out of the index
//! by triggers (`migrations/derived_triggers.sql`), for afterwards nobody knows their number.

use super::grams;
use crate::ground::refusal::Result;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

/// Rows of the index a table has room for. The triggers count with the same number.
const ROOM: i64 = 1 << 40;

/// A table that is searched.
struct Searched {
    table: &'static str,
    /// Its place in the index; never given to another table.
    place: i64,
    /// What its lists look for words in.
    words: &'static str,
    /// What only the search over everything looks in besides.
    also: &'static str,
    /// The table and the field of the record it is a part of: its words are found as those of that record.
    whole: Option<(&'static str, &'static str)>,
}

/// A table with records of its own, whose words only the search over everything looks in.
const fn over_all(table: &'static str, place: i64, also: &'static str) -> Searched {
    Searched { table, place, words: "''", also, whole: None }
}

const SEARCHED: &[Searched] = &[
    Searched { table: "people", place: 1, words: "name || ' ' || post || ' ' || note || ' ' || phone", also: "''", whole: None },
    Searched {
        table: "areas",
        place: 2,
        words: "name || ' ' || short_name || ' ' || town_name || ' ' || code",
        also: "''",
        whole: None,
    },
    Searched { table: "teams", place: 3, words: "name", also: "''", whole: None },
    Searched {
        table: "visits",
        place: 4,
        words: "situation || ' ' || note || ' ' || place",
        also: "companions || ' ' || paper_page || ' ' || year || '-' || number",
        whole: None,
    },
    Searched {
        table: "opinions",
        place: 5,
        // What is said about a person by name is found on its own page only.
        words: "CASE named WHEN 1 THEN '' ELSE content END",
        also: "CASE named WHEN 1 THEN '' ELSE answer || ' ' || unit || ' ' || giver || ' ' || giver_phone END",
        whole: None,
    },
    Searched {
        table: "proposals",
        place: 6,
        words: "title || ' ' || basis || ' ' || plan || ' ' || number || ' ' || note",
        also: "''",
        whole: None,
    },
    over_all(
        "activities",
        7,
        "title || ' ' || place || ' ' || organiser || ' ' || invited_by || ' ' || companions || ' ' || audience || ' ' || findings
         || ' ' || advice || ' ' || note",
    ),
    Searched {
        whole: Some(("activities", "activity_id")),
        ..over_all("activity_reports", 8, "title || ' ' || content || ' ' || document")
    },
    over_all("notices", 9, "title || ' ' || document || ' ' || body || ' ' || contact || ' ' || note"),
    over_all("meetings", 10, "title || ' ' || place || ' ' || host || ' ' || recorder || ' ' || minutes || ' ' || note"),
    Searched {
        whole: Some(("meetings", "meeting_id")),
        ..over_all("agenda_items", 11, "title || ' ' || speaker || ' ' || outcome")
    },
    Searched {
        whole: Some(("meetings", "meeting_id")),
        ..over_all("action_points", 12, "content || ' ' || owner || ' ' || outcome")
    },
    over_all(
        "plans",
        13,
        "topics || ' ' || place || ' ' || households || ' ' || companions || ' ' || note || ' ' || closing_note || ' ' || year || '-'
         || printf('%04d', number)",
    ),
];

fn searched(table: &str) -> Option<&'static Searched> {
    SEARCHED.iter().find(|one| one.table == table)
}

/// The record a row with a number belongs to, and its searched text; none when it is not there.
fn text_of(db: &Connection, of: &Searched, row: i64) -> Result<Option<(String, String)>> {
    let record = of.whole.map_or("id", |(_, field)| field);
    let sql = format!("SELECT {record}, {} || ' ' || {} FROM {} WHERE rowid = ?1", of.words, of.also, of.table);
    Ok(db.prepare_cached(&sql)?.query_row([row], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

/// Rows that may wait for the index. A saved visit by itself would cost the index a dozen pages; of many at once each
/// costs little. Searching looks at the texts of the waiting ones.
const WAITING: i64 = 64;

/// Brings the index up to date for the touched records, or has them wait.
///
/// # Errors
/// What the database says.
pub fn touch(db: &Connection, touched: &[(String, String)]) -> Result<()> {
    let mut any = false;
    for (table, record) in touched {
        let Some(of) = searched(table) else { continue };
        let row: Option<i64> = db
            .prepare_cached(&format!("SELECT rowid FROM {table} WHERE id = ?1"))?
            .query_row([record], |row| row.get(0))
            .optional()?;
        // A removed one is out already.
        let Some(row) = row else { continue };
        db.prepare_cached("INSERT OR IGNORE INTO search_waiting (row) VALUES (?1)")?
            .execute([of.place * ROOM + row])?;
        any = true;
    }
    let waiting = || -> Result<i64> {
        Ok(db.prepare_cached("SELECT count(*) FROM search_waiting")?.query_row([], |row| row.get(0))?)
    };
    if any && waiting()? > WAITING {
        index_waiting(db)?;
    }
    Ok(())
}

/// Takes the waiting rows into the index, in the order of its rows: each step back would cost it a part of its own.
fn index_waiting(db: &Connection) -> Result<()> {
    for of in SEARCHED {
        for row in waiting(db, of)? {
            index(db, of, row)?;
        }
    }
    db.prepare_cached("DELETE FROM search_waiting")?.execute([])?;
    Ok(())
}

/// The rows of a table that wait, rising.
fn waiting(db: &Connection, of: &Searched) -> Result<Vec<i64>> {
    let (first, last) = span(of);
    let mut statement =
        db.prepare_cached("SELECT row - ?1 FROM search_waiting WHERE row BETWEEN ?1 AND ?2 ORDER BY row")?;
    Ok(statement.query_map([first, last], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// Takes one row of a table into the index.
fn index(db: &Connection, of: &Searched, row: i64) -> Result<()> {
    let Some((words, also)) = texts(db, of, row)? else { return Ok(()) };
    let tokens = |text: &str| grams::of_text(text).join(" ");
    db.prepare_cached("INSERT OR REPLACE INTO search_grams (rowid, words, also) VALUES (?1, ?2, ?3)")?
        .execute(params![of.place * ROOM + row, tokens(&words), tokens(&also)])?;
    Ok(())
}

/// The two texts of a row: what lists look in, and what only the search over everything looks in.
fn texts(db: &Connection, of: &Searched, row: i64) -> Result<Option<(String, String)>> {
    let sql = format!("SELECT {}, {} FROM {} WHERE rowid = ?1", of.words, of.also, of.table);
    Ok(db.prepare_cached(&sql)?.query_row([row], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

/// Makes the index anew from the records, leaving no trace of what was there.
///
/// # Errors
/// What the database says.
pub fn rebuild(db: &Connection) -> Result<usize> {
    db.execute_batch(
        "INSERT INTO search_grams (search_grams) VALUES ('delete-all');
         DELETE FROM search_waiting;",
    )?;
    let mut count = 0;
    for of in SEARCHED {
        let rows: Vec<i64> = db
            .prepare(&format!("SELECT rowid FROM {} ORDER BY rowid", of.table))?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for row in rows {
            index(db, of, row)?;
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

/// Rows of the index that belong to a table: first and last.
fn span(of: &Searched) -> (i64, i64) {
    (of.place * ROOM, (of.place + 1) * ROOM - 1)
}

/// Records of one table whose text, or that of a part of theirs, holds every word, newest first and each once, `limit`
/// after `offset`; and whether there are more.
///
/// # Errors
/// What the database says.
pub fn find(db: &Connection, table: &str, words: &[String], offset: usize, limit: usize) -> Result<(Vec<Found>, bool)> {
    let asked: Vec<String> = words.iter().map(|word| grams::of_word(word)).filter(|part| !part.is_empty()).collect();
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    if asked.is_empty() {
        return Ok((found, false));
    }
    let own = SEARCHED.iter().filter(|one| one.table == table);
    let parts = SEARCHED.iter().filter(|one| one.whole.is_some_and(|(whole, _)| whole == table));
    for of in own.chain(parts) {
        let (first, last) = span(of);
        let mut statement = db.prepare_cached(
            "SELECT rowid FROM search_grams WHERE search_grams MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC",
        )?;
        let mut rows = statement.query(params![asked.join(" AND "), first, last])?;
        let mut indexed = rows.next()?.map(|row| row.get::<_, i64>(0)).transpose()?;
        let mut waits = waiting(db, of)?;
        // Both go downwards; a row that is found and waits comes once, and its text decides.
        while let Some(row) = indexed.max(waits.last().map(|row| row + first)) {
            if indexed == Some(row) {
                indexed = rows.next()?.map(|row| row.get(0)).transpose()?;
            }
            if waits.last() == Some(&(row - first)) {
                waits.pop();
            }
            let Some((record, text)) = text_of(db, of, row - first)? else { continue };
            let folded = grams::fold(&text);
            if !words.iter().all(|word| folded.contains(word.as_str())) {
                continue;
            }
            if !seen.insert(record.clone()) || seen.len() <= offset {
                continue;
            }
            if found.len() == limit {
                return Ok((found, true));
            }
            found.push(Found { record, text: text.trim_start().to_owned() });
        }
    }
    Ok((found, false))
}

/// The rows of a table whose words hold what was typed, one bit each.
pub struct Among {
    bits: Vec<u64>,
    /// How many.
    pub count: i64,
}

impl Among {
    /// Looks the typed words up; none when there is no letter or digit in them.
    ///
    /// # Errors
    /// What the database says.
    pub fn of(db: &Connection, table: &str, typed: &str) -> Result<Option<Self>> {
        let question = grams::question(typed);
        let Some(of) = searched(table).filter(|_| !question.is_empty()) else { return Ok(None) };
        let (first, last) = span(of);
        let mut statement = db
            .prepare_cached("SELECT rowid FROM search_grams WHERE search_grams MATCH ?1 AND rowid BETWEEN ?2 AND ?3")?;
        let mut rows = statement.query(params![format!("words : ({question})"), first, last])?;
        let mut among = Self { bits: Vec::new(), count: 0 };
        while let Some(row) = rows.next()? {
            among.add(row.get::<_, i64>(0)? - first);
        }
        for row in waiting(db, of)? {
            among.remove(row);
            if texts(db, of, row)?.is_some_and(|(words, _)| grams::holds(&words, typed)) {
                among.add(row);
            }
        }
        Ok(Some(among))
    }

    fn remove(&mut self, row: i64) {
        if let Ok(row) = usize::try_from(row)
            && let Some(word) = self.bits.get_mut(row / 64)
            && *word >> (row % 64) & 1 == 1
        {
            *word &= !(1_u64 << (row % 64));
            self.count -= 1;
        }
    }

    /// Takes in a row.
    pub fn add(&mut self, row: i64) {
        let Ok(row) = usize::try_from(row) else { return };
        let (at, bit) = (row / 64, 1_u64 << (row % 64));
        if at >= self.bits.len() {
            self.bits.resize(at + 1, 0);
        }
        if let Some(word) = self.bits.get_mut(at)
            && *word & bit == 0
        {
            *word |= bit;
            self.count += 1;
        }
    }

    /// The rows, rising.
    pub fn rows(&self) -> impl Iterator<Item = i64> + '_ {
        self.bits.iter().zip(0_i64..).flat_map(|(word, at)| {
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| at * 64 + i64::from(bit))
        })
    }

    /// Lets statements of this connection ask `is_among(rowid)` until the next list is looked up.
    ///
    /// # Errors
    /// What the engine says.
    pub fn install(self, db: &Connection) -> Result<()> {
        let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DIRECTONLY;
        db.create_scalar_function("is_among", 1, flags, move |context| {
            let row = usize::try_from(context.get::<i64>(0)?).unwrap_or(usize::MAX);
            Ok(self.bits.get(row / 64).is_some_and(|word| word >> (row % 64) & 1 == 1))
        })?;
        Ok(())
    }
}

/// Records and titles of a kind that has titles, newest first, for those who type the first letters of the pinyin.
///
/// # Errors
/// What the database says.
pub fn titles(db: &Connection, kind: &str) -> Result<Vec<Found>> {
    let sql = match kind {
        "activities" => "SELECT id, title FROM activities ORDER BY from_day DESC, id DESC",
        "notices" => "SELECT id, title FROM notices ORDER BY day DESC, id DESC",
        "meetings" => "SELECT id, title FROM meetings ORDER BY day DESC, id DESC",
        _ => return Ok(Vec::new()),
    };
    let mut statement = db.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| Ok(Found { record: row.get(0)?, text: row.get(1)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Where a hit stands among the others of its kind.
pub struct Place {
    /// Day.
    pub day: String,
    /// Village, number or title: what tells it apart.
    pub name: String,
    /// Visit to open in place of the record.
    pub visit: Option<String>,
}

/// Day and name of a record, for its line among the hits.
///
/// # Errors
/// What the database says.
pub fn place_of(db: &Connection, kind: &str, record: &str) -> Result<Option<Place>> {
    let sql = match kind {
        "visits" => "SELECT v.day, a.short_name, v.id FROM visits v JOIN areas a ON a.id = v.area_id WHERE v.id = ?1",
        // A paper belongs to no village; its number stands there.
        "proposals" => "SELECT day, number, NULL FROM proposals WHERE id = ?1",
        "activities" => "SELECT from_day, title, NULL FROM activities WHERE id = ?1",
        "notices" => "SELECT day, title, NULL FROM notices WHERE id = ?1",
        "meetings" => "SELECT day, title, NULL FROM meetings WHERE id = ?1",
        "plans" => "SELECT l.day, a.short_name, NULL FROM plans l JOIN areas a ON a.id = l.area_id WHERE l.id = ?1",
        _ => "SELECT o.day, a.short_name, o.visit_id FROM opinions o JOIN areas a ON a.id = o.area_id WHERE o.id = ?1",
    };
    let place = |row: &rusqlite::Row<'_>| Ok(Place { day: row.get(0)?, name: row.get(1)?, visit: row.get(2)? });
    Ok(db.prepare_cached(sql)?.query_row([record], place).optional()?)
}
