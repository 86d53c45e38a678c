//! Orders of the ledger that no index holds: by village, topic, state and ledger number.
//!
//! Villages and words stand in the order the office gave them, not in that of their codes, so an index could not hold
//! it. The lines of a filter are walked once, in the index that holds what lists are filtered by, and only those of the
//! page are put in order. So none of these orders costs a save anything.

use super::facets;
use crate::features::areas::store as areas;
use crate::features::office::store as office;
use crate::ground::refusal::Result;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use std::collections::HashMap;

/// What such an order goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The villages of the office, in their fixed order.
    Area,
    /// Topics as the dictionary has them, what has none last.
    Topic,
    /// The chain's states as the dictionary has them.
    State,
    /// Year and number of the ledger.
    Number,
}

/// More than any number of a year's ledger.
const YEAR: i64 = 100_000_000;

impl Order {
    /// The order a list asks for by this word; none when an index holds it.
    #[must_use]
    pub fn of(sort: &str) -> Option<Self> {
        Some(match sort {
            "area" => Self::Area,
            "topic" => Self::Topic,
            "state" => Self::State,
            "number" => Self::Number,
            _ => return None,
        })
    }

    /// What is walked beside the row of an opinion `o`.
    #[must_use]
    pub fn sql(self) -> String {
        match self {
            Self::Area => facets::AREA.sql(),
            Self::Topic => facets::TOPIC.sql(),
            Self::State => facets::STATE.sql(),
            // The ledger's year is that of the day; the index holds no other.
            Self::Number => format!("substr(o.day, 1, 4) * {YEAR} + o.number"),
        }
    }

    /// Which place the words of each number have, from 0.
    fn ranks(self, db: &Connection) -> Result<HashMap<i64, i64>> {
        let (facet, words): (_, Vec<String>) = match self {
            Self::Area => (facets::AREA, areas::list(db)?.into_iter().map(|one| one.id).collect()),
            Self::Topic => (facets::TOPIC, codes(db, "topic")?),
            Self::State => (facets::STATE, codes(db, "opinion_state")?),
            Self::Number => return Ok(HashMap::new()),
        };
        let places: HashMap<String, i64> = words.into_iter().zip(0..).collect();
        let last = i64::MAX - 1;
        // A word that left its list stands behind the others, what has none behind all.
        Ok(facet
            .words(db)?
            .into_iter()
            .map(|(number, word)| (number, places.get(&word).copied().unwrap_or(last)))
            .collect())
    }

    /// The rows from `offset` on, `limit` at most, of what `walk` hands out as row and value, and how many there are.
    /// What stands equal keeps the order of the walk.
    ///
    /// # Errors
    /// What the database says.
    pub fn rows(
        self,
        db: &Connection,
        walk: (&str, &[Value]),
        descending: bool,
        offset: usize,
        limit: usize,
    ) -> Result<(Vec<i64>, usize)> {
        let ranks = self.ranks(db)?;
        let mut lines: Vec<(i64, usize, i64)> = Vec::new();
        let mut statement = db.prepare_cached(walk.0)?;
        let mut rows = statement.query(params_from_iter(walk.1))?;
        while let Some(row) = rows.next()? {
            let value: i64 = row.get(1)?;
            let rank = match self {
                Self::Number => value,
                _ => ranks.get(&value).copied().unwrap_or(i64::MAX),
            };
            lines.push((if descending { -rank } else { rank }, lines.len(), row.get(0)?));
        }
        let total = lines.len();
        let from = offset.min(total);
        let to = from.saturating_add(limit).min(total);
        if from == to {
            return Ok((Vec::new(), total));
        }
        // Only the page is sorted: what comes before it and after it is told apart, not put in order.
        if from > 0 {
            lines.select_nth_unstable(from);
        }
        let mut page = lines.split_off(from);
        let most = to - from;
        if most < page.len() {
            page.select_nth_unstable(most);
            page.truncate(most);
        }
        page.sort_unstable();
        Ok((page.into_iter().map(|(_, _, row)| row).collect(), total))
    }
}

fn codes(db: &Connection, list: &str) -> Result<Vec<String>> {
    Ok(office::entries(db)?.into_iter().filter(|one| one.list == list).map(|one| one.code).collect())
}
