//! What lists filter by, packed into one number of an opinion.
//!
//! The list's two indexes hold this number instead of five words, so that walking over all of a ledger costs a tenth and
//! a save writes less. Words get short numbers as they come (`opinion_words`); a kind of words that outgrows its bits
//! shares its last number among the rest, and there the column itself is looked at.

use crate::ground::refusal::Result;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params};

/// A place in the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facet {
    /// Column of the opinion, and kind of the words.
    pub column: &'static str,
    shift: u32,
    bits: u32,
}

/// First sign of the sort key, less one.
const TURN: Facet = Facet { column: "turn", shift: 0, bits: 2 };
/// The four words of a status; the lowest bit says that it is settled.
const STATUS: Facet = Facet { column: "status", shift: 2, bits: 2 };
/// Where the chain of moves stands.
pub const STATE: Facet = Facet { column: "state", shift: 4, bits: 6 };
const NATURE: Facet = Facet { column: "nature", shift: 10, bits: 8 };
/// What it is about.
pub const TOPIC: Facet = Facet { column: "topic", shift: 18, bits: 12 };
/// Village or community.
pub const AREA: Facet = Facet { column: "area_id", shift: 30, bits: 16 };
/// The unit that handles it.
pub const UNIT: Facet = Facet { column: "unit", shift: 46, bits: 17 };

const STATUSES: [&str; 4] = ["registered", "answered", "handling", "closed"];

impl Facet {
    const fn most(self) -> i64 {
        (1 << self.bits) - 1
    }

    const fn mask(self) -> i64 {
        self.most() << self.shift
    }

    /// The facet as a number of its own, of an opinion `o`.
    #[must_use]
    pub fn sql(self) -> String {
        format!("((o.facets >> {}) & {})", self.shift, self.most())
    }

    /// Its column of an opinion `o` for a group of them, `word` being what [`Facet::sql`] gave.
    #[must_use]
    pub fn word_sql(self, word: &str) -> String {
        format!(
            "coalesce((SELECT w.word FROM opinion_words w WHERE w.kind = '{}' AND w.number = {word}), '')",
            self.column
        )
    }

    /// All its words with their numbers.
    ///
    /// # Errors
    /// What the database says.
    pub fn words(self, db: &Connection) -> Result<Vec<(i64, String)>> {
        let mut statement = db.prepare_cached("SELECT number, word FROM opinion_words WHERE kind = ?1")?;
        let rows = statement.query_map([self.column], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The number of a word; none when no opinion ever had it.
    fn known(self, db: &Connection, word: &str) -> Result<Option<i64>> {
        if word.is_empty() {
            return Ok(Some(0));
        }
        let number: Option<i64> = db
            .prepare_cached("SELECT number FROM opinion_words WHERE kind = ?1 AND word = ?2")?
            .query_row(params![self.column, word], |row| row.get(0))
            .optional()?;
        Ok(number)
    }

    /// The number of a word, which is given one when it has none.
    fn number(self, db: &Connection, word: &str) -> Result<i64> {
        if let Some(number) = self.known(db, word)? {
            return Ok(number);
        }
        let next: i64 = db
            .prepare_cached("SELECT count(*) + 1 FROM opinion_words WHERE kind = ?1")?
            .query_row([self.column], |row| row.get(0))?;
        let number = next.min(self.most());
        db.prepare_cached("INSERT INTO opinion_words (kind, word, number) VALUES (?1, ?2, ?3)")?.execute(params![
            self.column,
            word,
            number
        ])?;
        Ok(number)
    }
}

/// What an opinion is filtered by.
pub struct Faceted<'a> {
    /// Its sort key.
    pub turn: &'a str,
    /// registered, answered, handling or closed.
    pub status: &'a str,
    /// Dictionary opinion_state.
    pub state: &'a str,
    /// Dictionary opinion_nature.
    pub nature: &'a str,
    /// Dictionary topic.
    pub topic: &'a str,
    /// Village or community.
    pub area: &'a str,
    /// Unit that handles it.
    pub unit: &'a str,
}

fn status(word: &str) -> i64 {
    STATUSES.iter().zip(0..).find(|(known, _)| **known == word).map_or(0, |(_, number)| number)
}

fn class(turn: &str) -> i64 {
    turn.chars().next().and_then(|sign| sign.to_digit(10)).map_or(0, |sign| i64::from(sign) - 1).clamp(0, TURN.most())
}

/// The packed number.
///
/// # Errors
/// What the database says.
pub fn pack(db: &Connection, of: &Faceted<'_>) -> Result<i64> {
    let mut packed = class(of.turn) << TURN.shift | status(of.status) << STATUS.shift;
    for (facet, word) in [(STATE, of.state), (NATURE, of.nature), (TOPIC, of.topic), (AREA, of.area), (UNIT, of.unit)] {
        packed |= facet.number(db, word)? << facet.shift;
    }
    Ok(packed)
}

/// Conditions on the packed number, gathered.
#[derive(Default)]
pub struct Sieve {
    mask: i64,
    wanted: i64,
    /// Further conditions with their values, `?` for each value.
    parts: Vec<(String, Vec<Value>)>,
    /// Nothing can pass.
    nothing: bool,
}

impl Sieve {
    fn fix(&mut self, mask: i64, wanted: i64) {
        // Two conditions on the same bits that disagree leave nothing.
        self.nothing |= self.mask & mask & (self.wanted ^ wanted) != 0;
        self.mask |= mask;
        self.wanted |= wanted & mask;
    }

    /// Only opinions with one of the words.
    fn words(&mut self, db: &Connection, facet: Facet, words: &[&str]) -> Result<()> {
        let mut numbers = Vec::new();
        for word in words {
            numbers.extend(facet.known(db, word)?);
        }
        if numbers.contains(&facet.most()) {
            let places = vec!["?"; words.len()].join(", ");
            let values = words.iter().map(|word| (*word).to_owned().into()).collect();
            self.parts.push((format!("o.{} IN ({places})", facet.column), values));
        }
        match numbers.as_slice() {
            [] => self.nothing = true,
            [only] => self.fix(facet.mask(), only << facet.shift),
            many => {
                // A chain of comparisons is quicker than a set for the handful a clerk chooses.
                let any =
                    many.iter().map(|number| format!("(o.facets & {}) = {}", facet.mask(), number << facet.shift));
                self.parts.push((format!("({})", any.collect::<Vec<_>>().join(" OR ")), Vec::new()));
            }
        }
        Ok(())
    }

    /// Takes in what a page asks for by words.
    ///
    /// # Errors
    /// What the database says.
    pub fn page(&mut self, db: &Connection, page: &super::super::model::OpinionPage) -> Result<()> {
        let single = [(AREA, &page.area_id), (STATE, &page.state), (NATURE, &page.nature), (UNIT, &page.unit)];
        for (facet, word) in single {
            if let Some(word) = word {
                self.words(db, facet, &[word.as_str()])?;
            }
        }
        if let Some(topics) = &page.topic {
            // Several topics are parted by commas; a dash stands for those without one.
            let topics: Vec<&str> = topics.split(',').map(|topic| if topic == "-" { "" } else { topic }).collect();
            self.words(db, TOPIC, &topics)?;
        }
        match page.status.as_deref() {
            Some("settled") => self.fix(1 << STATUS.shift, 1 << STATUS.shift),
            Some(word) if STATUSES.contains(&word) => self.fix(STATUS.mask(), status(word) << STATUS.shift),
            Some(_) => self.nothing = true,
            None => {}
        }
        if page.open {
            self.fix(1 << STATUS.shift, 0);
        }
        Ok(())
    }

    /// Only opinions whose sort key begins with this sign, from 1.
    pub fn turn(&mut self, sign: i64) {
        self.fix(TURN.mask(), (sign - 1) << TURN.shift);
    }

    /// Only opinions of this state.
    ///
    /// # Errors
    /// What the database says.
    pub fn state(&mut self, db: &Connection, word: &str) -> Result<()> {
        self.words(db, STATE, &[word])
    }

    /// The conditions on an opinion `o`; `values` takes what they are bound to.
    pub fn sql(self, values: &mut Vec<Value>) -> Vec<String> {
        if self.nothing {
            return vec!["false".to_owned()];
        }
        let mut all = Vec::new();
        if self.mask != 0 {
            all.push(format!("(o.facets & {}) = {}", self.mask, self.wanted));
        }
        for (mut sql, bound) in self.parts {
            for value in bound {
                values.push(value);
                sql = sql.replacen('?', &format!("\u{1}{}", values.len()), 1);
            }
            all.push(sql.replace('\u{1}', "?"));
        }
        all
    }
}

/// The status as a number, of an opinion `o`.
#[must_use]
pub fn status_sql() -> String {
    STATUS.sql()
}

/// The word of a status number.
#[must_use]
pub fn status_word(number: i64) -> &'static str {
    usize::try_from(number).ok().and_then(|at| STATUSES.get(at)).copied().unwrap_or("registered")
}

/// How statistics group by a column: as a number and back to its word; none while some words share a number.
///
/// # Errors
/// What the database says.
pub fn grouped(db: &Connection, column: &str) -> Result<Option<Facet>> {
    let Some(facet) = [STATE, NATURE, TOPIC, AREA, UNIT].into_iter().find(|facet| facet.column == column) else {
        return Ok(None);
    };
    let words: i64 = db
        .prepare_cached("SELECT count(*) FROM opinion_words WHERE kind = ?1")?
        .query_row([column], |row| row.get(0))?;
    Ok((words < facet.most()).then_some(facet))
}

/// A condition that an opinion `o` is of a village, by its number; `false` when no opinion is.
///
/// # Errors
/// What the database says.
pub fn of_area(db: &Connection, area: &str) -> Result<String> {
    Ok(match AREA.known(db, area)? {
        Some(number) if number < AREA.most() => format!("(o.facets & {}) = {}", AREA.mask(), number << AREA.shift),
        Some(_) => format!("o.area_id = '{}'", area.replace('\'', "''")),
        None => "false".to_owned(),
    })
}
