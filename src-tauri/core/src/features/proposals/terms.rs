//! Time limits: so many months, working days or days after a day. Pure: whether a day is worked is asked of the caller.

use crate::ground::words;
use chrono::{Days, Months, NaiveDate};

/// The longest limit that is taken; a longer one is a slip of the hand.
const LONGEST: u32 = 400;

/// What a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Calendar months: the limit ends on the day of the same number, or on the month's last when there is none.
    Months,
    /// Days that are worked, counted from the day after.
    WorkingDays,
    /// Calendar days, counted from the day after.
    Days,
}

/// A time limit. Zero stands for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

impl Term {
    /// No limit.
    pub const NONE: Self = Self { count: 0, unit: Unit::Days };

    /// Reads a limit as the rule book says it: a number and the word for months, working days or days; empty or zero is
    /// no limit. `None` for anything else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
        let word = text.strip_prefix(digits.as_str())?.trim();
        if digits.is_empty() && word.is_empty() {
            return Some(Self::NONE);
        }
        let count: u32 = digits.parse().ok().filter(|count| *count <= LONGEST)?;
        if count == 0 {
            return Some(Self::NONE);
        }
        let says = |key: &str| words::term(key).split(' ').any(|each| each == word);
        let unit = if says("proposals.months") {
            Unit::Months
        } else if says("proposals.working_days") {
            Unit::WorkingDays
        } else if says("proposals.days") {
            Unit::Days
        } else {
            return None;
        };
        Some(Self { count, unit })
    }

    /// The last day of the limit when it begins on a day; `None` without a limit.
    #[must_use]
    pub fn after(self, from: NaiveDate, works: &dyn Fn(NaiveDate) -> bool) -> Option<NaiveDate> {
        if self.count == 0 {
            return None;
        }
        match self.unit {
            Unit::Months => from.checked_add_months(Months::new(self.count)),
            Unit::Days => from.checked_add_days(Days::new(u64::from(self.count))),
            Unit::WorkingDays => {
                let mut left = self.count;
                // A calendar without a single working day would be wrong; the search ends before it runs away.
                from.iter_days().skip(1).take(LONGEST as usize * 12).find(|day| {
                    if works(*day) {
                        left -= 1;
                    }
                    left == 0
                })
            }
        }
    }
}

/// The first day from this one on that is worked.
#[must_use]
pub fn next_working_day(day: NaiveDate, works: &dyn Fn(NaiveDate) -> bool) -> NaiveDate {
    day.iter_days().take(60).find(|one| works(*one)).unwrap_or(day)
}
