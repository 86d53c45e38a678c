//! What makes a plan sound, and how it stands. Pure: the day is passed in.

use super::model::Plan;
use crate::ground::clock;
use crate::ground::refusal::{Result, refuse};
use chrono::{Days, NaiveDate};

/// Longest text of one field: what still fits the sheet.
const LONGEST: usize = 200;

/// Why a plan may be closed without a visit.
pub const CLOSINGS: [&str; 4] = ["moved", "suspended", "not_gone", "other"];

/// Trims what was entered and looks at it.
///
/// # Errors
/// `day.unreadable`, `time.unreadable`, `plans.time_backwards`, `plans.area`, `plans.person_twice`, `plans.too_long`.
pub fn check(plan: &mut Plan) -> Result<()> {
    clock::day(&plan.day)?;
    clock::time(&plan.starts)?;
    clock::time(&plan.ends)?;
    if !plan.starts.is_empty() && !plan.ends.is_empty() && plan.ends < plan.starts {
        return Err(refuse("plans.time_backwards").with("starts", plan.starts.clone()).with("ends", plan.ends.clone()));
    }
    if plan.area_id.is_empty() {
        return Err(refuse("plans.area"));
    }
    for text in [&mut plan.place, &mut plan.companions, &mut plan.households, &mut plan.topics, &mut plan.note] {
        *text = text.trim().to_owned();
        let count = text.chars().count();
        if count > LONGEST {
            return Err(refuse("plans.too_long").with("count", count).with("longest", LONGEST));
        }
    }
    let all = || plan.delegates.iter().chain(&plan.members);
    if all().any(|person| all().filter(|other| *other == person).count() > 1) {
        return Err(refuse("plans.person_twice"));
    }
    Ok(())
}

/// How a plan stands on a day: a sheet may take `back_days` days to come back before it is said to be late.
#[must_use]
pub fn state(day: NaiveDate, entered: bool, closing: &str, today: NaiveDate, back_days: u64) -> &'static str {
    if entered {
        "entered"
    } else if !closing.is_empty() {
        "closed"
    } else if day >= today {
        "planned"
    } else if day.checked_add_days(Days::new(back_days)).is_none_or(|last| last >= today) {
        "due"
    } else {
        "late"
    }
}
