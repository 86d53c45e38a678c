//! What is still to be done up to the end of the year, and the last day on which it can be done safely.

use super::model::{Ahead, Asked, Forecast, ForecastLine};
use super::rules::{self, Span, State};
use super::sheet::judged;
use super::store::{self, Gathered, Person};
use super::sums;
use crate::features::calendar::store::calendar;
use crate::features::reports::gather::slot_days;
use crate::features::rulebook::model::Duty;
use crate::features::stations::store as stations;
use crate::ground::refusal::Result;
use crate::ground::station::Reading;
use chrono::{Datelike, NaiveDate};

/// What a delegate's forecast needs beside the judgement.
pub struct Look {
    calendar: crate::features::calendar::rules::Calendar,
    slots: Vec<stations::Slot>,
    year: Span,
}

impl Look {
    /// Loads calendar and fixed times.
    ///
    /// # Errors
    /// What the database says.
    pub fn new(reading: &Reading<'_>, as_of: NaiveDate) -> Result<Self> {
        Ok(Self { calendar: calendar(reading.db)?, slots: stations::slots(reading.db)?, year: rules::year_of(as_of) })
    }

    /// Windows in which something is missing, by their last safe day; those past come first.
    #[must_use]
    pub fn ahead(&self, gathered: &Gathered, person: &Person) -> Vec<Ahead> {
        let works = |day: NaiveDate| self.calendar.works(day);
        let mut found: Vec<(Option<NaiveDate>, Ahead)> = Vec::new();
        for duty in Duty::ALL {
            for (rule, _, windows) in judged(gathered, person, duty) {
                for one in windows {
                    let missing = one.required - i64::try_from(one.counted.len()).unwrap_or(i64::MAX);
                    if missing <= 0 {
                        continue;
                    }
                    let window = Span { from: one.window.from, to: one.due.min(self.year.to) };
                    let safe = if one.state == State::Overdue {
                        None
                    } else {
                        rules::last_safe(rule, &person.delegate, window, gathered.as_of, &works)
                    };
                    let slot = safe
                        .filter(|_| duty == Duty::Contact)
                        .and_then(|safe| self.slot(person, window, safe, gathered.as_of));
                    let ahead = Ahead {
                        duty: duty.code(),
                        title: rule.title.clone(),
                        rule: rule.id.clone(),
                        from: one.window.from.to_string(),
                        to: one.window.to.to_string(),
                        missing,
                        state: one.state.code(),
                        safe: safe.map(|day| day.to_string()),
                        days_left: safe.map(|day| (day - gathered.as_of).num_days()),
                        slot: slot.map(|day| day.to_string()),
                        sum: sums::sum(gathered, person, rule, &one),
                    };
                    found.push((Some(safe.unwrap_or(one.window.to)), ahead));
                }
            }
        }
        found.sort_by(|(one, a), (other, b)| (one, &a.from, a.duty).cmp(&(other, &b.from, b.duty)));
        found.into_iter().map(|(_, ahead)| ahead).collect()
    }

    /// The last fixed day of an own station up to the last safe day.
    fn slot(&self, person: &Person, window: Span, safe: NaiveDate, as_of: NaiveDate) -> Option<NaiveDate> {
        self.slots
            .iter()
            .filter(|slot| person.serves(&slot.area_id, safe))
            .flat_map(|slot| slot_days(slot, window.from.max(as_of), safe))
            .filter(|day| self.calendar.works(*day))
            .max()
    }
}

/// The forecast of everybody, a group or one delegate.
///
/// # Errors
/// `duties.person`; what the database says.
pub fn forecast(reading: &Reading<'_>, asked: &Asked, as_of: NaiveDate) -> Result<Forecast> {
    let gathered = store::gather(reading.db, as_of, asked.group.as_deref(), asked.person.as_deref())?;
    let look = Look::new(reading, as_of)?;
    let delegates = gathered.people.iter().map(|person| ForecastLine {
        id: person.id.clone(),
        name: person.name.clone(),
        group: person.group.as_ref().map(|(_, name)| name.clone()),
        windows: look.ahead(&gathered, person),
    });
    Ok(Forecast {
        as_of: as_of.to_string(),
        until: look.year.to.to_string(),
        without_holidays: !look.calendar.knows(as_of.year()),
        delegates: delegates.collect(),
    })
}
