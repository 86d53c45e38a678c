//! Public holidays as the weeks need them: those that came with the program, and over them the office's own lists.

use crate::features::calendar::rules::{Announced, Calendar, built_in};
use crate::features::calendar::store::own;
use crate::ground::refusal::Result;
use chrono::NaiveDate;
use rusqlite::Connection;
use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

/// The free days of all years known, with the holiday each belongs to.
#[derive(Debug, Clone, Default)]
pub struct Holidays(HashMap<NaiveDate, String>);

impl Holidays {
    /// Those of this office: an imported year stands before the built-in one.
    ///
    /// # Errors
    /// What the database says.
    pub fn load(db: &Connection) -> Result<Self> {
        Ok(Self::with(&own(db)?))
    }

    fn with(own: &BTreeMap<i32, Vec<Announced>>) -> Self {
        let lists = built_in().iter().filter(|(year, _)| !own.contains_key(year)).chain(own);
        let free = lists.flat_map(|(_, lines)| lines).filter(|line| line.free);
        Self(free.map(|line| (line.date, line.name.clone())).collect())
    }

    /// The holiday a day is free for; none on working days and on days of years nobody knows.
    #[must_use]
    pub fn holiday(&self, day: NaiveDate) -> Option<&str> {
        self.0.get(&day).map(String::as_str)
    }
}

/// The built-in holiday a day is free for.
#[must_use]
pub fn holiday(day: NaiveDate) -> Option<&'static str> {
    static BUILT_IN: OnceLock<Holidays> = OnceLock::new();
    BUILT_IN.get_or_init(|| Holidays::with(&BTreeMap::new())).holiday(day)
}

/// Whether a day is worked by the built-in lists: as announced, and on days they do not name Monday to Friday.
#[must_use]
pub fn works(day: NaiveDate) -> bool {
    static BUILT_IN: OnceLock<Calendar> = OnceLock::new();
    BUILT_IN.get_or_init(|| Calendar::with(&BTreeMap::new())).works(day)
}
