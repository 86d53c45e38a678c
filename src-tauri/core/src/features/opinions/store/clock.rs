//! The SQL of the clock: what is derived of the rule book and the holidays.

use crate::features::calendar::rules::{Calendar, Reckoned};
use crate::features::opinions::chain::{Clock, chain};
use crate::features::opinions::rules::{self, Days, Standing};
use crate::features::opinions::store::facets;
use crate::features::rulebook::model::Parameter;
use crate::ground::refusal::Result;
use rusqlite::{Connection, OptionalExtension, params};

/// The parameters of the rule book and the first day of use, read once for many opinions.
pub struct Limits(Vec<Parameter>, String);

impl Limits {
    /// Reads them.
    ///
    /// # Errors
    /// What the database says.
    pub fn new(db: &Connection) -> Result<Self> {
        let all = crate::features::rulebook::store::parameters_of(db, "opinion_")?;
        let since = crate::features::office::store::office(db)?.map(|office| office.since).unwrap_or_default();
        Ok(Self(all, since))
    }

    /// The end of the running clock. What was heard before the office began to use the program comes from old ledgers that
    /// say nothing of what followed: the clock runs once it is taken up here.
    #[must_use]
    pub fn due(&self, now: &Standing, heard: &str, nature: &str, calendar: &Calendar) -> Option<Reckoned> {
        if chain().state(&now.state).clock == Clock::Send && now.since.as_str() == heard && heard < self.1.as_str() {
            return None;
        }
        rules::due(now, nature, self.on(&now.since), calendar)
    }

    fn in_force(&self, name: &str, on: &str) -> Option<&Parameter> {
        self.0
            .iter()
            .filter(|one| one.name == name)
            .filter(|one| one.valid_from.as_str() <= on && one.valid_to.as_deref().is_none_or(|to| to >= on))
            .max_by(|one, other| one.valid_from.cmp(&other.valid_from))
    }

    /// A number on a day; none is nought.
    #[must_use]
    pub fn number(&self, name: &str, on: &str) -> i64 {
        self.in_force(name, on).and_then(|one| one.value.as_i64()).unwrap_or_default().clamp(0, 1_000)
    }

    /// The paper a number stands in.
    #[must_use]
    pub fn source(&self, name: &str, on: &str) -> String {
        self.in_force(name, on).map(|one| one.source.clone()).unwrap_or_default()
    }

    /// The numbers in force when a clock began: an old matter is judged by its old rule.
    #[must_use]
    pub fn on(&self, day: &str) -> Days {
        Days {
            send: self.number("opinion_send_days", day),
            decline: self.number("opinion_decline_days", day),
            close: self.number("opinion_close_days", day),
            extend: self.number("opinion_extend_days", day),
        }
    }
}

/// Opinions a clock may run for.
///
/// # Errors
/// What the database says.
pub fn with_clock(db: &Connection) -> Result<Vec<String>> {
    let mut statement =
        db.prepare_cached("SELECT id FROM opinions WHERE turn < '4' AND status IN ('registered', 'handling')")?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// What is derived of an opinion.
pub struct Derived {
    /// End of the running clock.
    pub due: Option<Reckoned>,
    /// Sort key.
    pub turn: String,
    /// What lists filter by, packed.
    pub facets: i64,
}

/// What an opinion's derived columns follow from, besides its standing.
pub struct Facts<'a> {
    /// Day heard.
    pub heard: &'a str,
    /// Ledger number.
    pub number: i64,
    /// registered, answered, handling or closed.
    pub status: &'a str,
    /// Dictionary opinion_nature.
    pub nature: &'a str,
    /// Dictionary topic.
    pub topic: &'a str,
    /// Village or community.
    pub area: &'a str,
    /// Unit that handles it.
    pub unit: &'a str,
}

/// Reckons what is derived of an opinion.
///
/// # Errors
/// What the database says.
pub fn derive(
    db: &Connection,
    now: &Standing,
    facts: &Facts<'_>,
    calendar: &Calendar,
    limits: &Limits,
) -> Result<Derived> {
    let due = limits.due(now, facts.heard, facts.nature, calendar);
    let turn = turn(now, due.map(|found| found.day.to_string()).as_deref(), facts.heard, facts.number);
    let faceted = facets::Faceted {
        turn: &turn,
        status: facts.status,
        state: &now.state,
        nature: facts.nature,
        topic: facts.topic,
        area: facts.area,
        unit: facts.unit,
    };
    let facets = facets::pack(db, &faceted)?;
    Ok(Derived { due, turn, facets })
}

/// Writes what is derived of one opinion anew.
///
/// # Errors
/// What the database says.
pub fn reckon(db: &Connection, id: &str, calendar: &Calendar, limits: &Limits) -> Result<()> {
    let found: Option<(Standing, String, String, i64, [String; 4])> = db
        .prepare_cached(
            "SELECT state, since, deadline, nature, day, closed_on, told_on, number, status, topic, area_id, unit FROM opinions WHERE id = ?1",
        )?
        .query_row([id], |row| {
            let now = Standing {
                state: row.get(0)?,
                since: row.get(1)?,
                deadline: row.get(2)?,
                closed_on: row.get(5)?,
                told_on: row.get(6)?,
                ..Standing::default()
            };
            let words = [row.get(8)?, row.get(9)?, row.get(10)?, row.get(11)?];
            Ok((now, row.get(3)?, row.get(4)?, row.get(7)?, words))
        })
        .optional()?;
    let Some((now, nature, heard, number, [status, topic, area, unit])) = found else { return Ok(()) };
    let facts =
        Facts { heard: &heard, number, status: &status, nature: &nature, topic: &topic, area: &area, unit: &unit };
    let Derived { due, turn, facets } = derive(db, &now, &facts, calendar, limits)?;
    db.prepare_cached(
        "UPDATE opinions SET due_on = ?2, due_open = ?3, turn = ?4, facets = ?5
         WHERE id = ?1 AND (due_on IS NOT ?2 OR due_open <> ?3 OR turn <> ?4 OR facets <> ?5)",
    )?
    .execute(params![
        id,
        due.map(|found| found.day.to_string()),
        due.is_some_and(|found| found.without_holidays),
        turn,
        facets
    ])?;
    Ok(())
}

/// What is due stands first by its day, then what is open without a clock, then what the giver was not told, then the
/// rest; of the last two the newest first: day and number count backwards. The ledger number makes keys of one day
/// differ, so that a page is cut the same way each time. Lights are stretches of this key: see [`super::list::Stretch`].
fn turn(now: &Standing, due: Option<&str>, heard: &str, number: i64) -> String {
    let spec = chain().state(&now.state);
    let untold = now.told_on.is_none() && (spec.end || spec.next == "feedback");
    match due {
        Some(due) => format!("1{due}{number:07}"),
        None if !spec.end && !untold => format!("2{heard}{number:07}"),
        None => {
            let digits: i64 = heard.replace('-', "").parse().unwrap_or_default();
            let class = if untold { 3 } else { 4 };
            format!("{class}{:08}{:07}", 99_999_999 - digits, 9_999_999 - number)
        }
    }
}
