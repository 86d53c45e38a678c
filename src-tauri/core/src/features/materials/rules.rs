//! Which half year a meeting looks at. Pure.

use crate::features::duties::rules::Span;
use chrono::{Datelike, Months, NaiveDate};

/// The half year a day lies in.
#[must_use]
pub fn half_year(on: NaiveDate) -> Span {
    let first = if on.month() <= 6 { 1 } else { 7 };
    let from = NaiveDate::from_ymd_opt(on.year(), first, 1).unwrap_or(on);
    let to = from.checked_add_months(Months::new(6)).and_then(|next| next.pred_opt()).unwrap_or(on);
    Span { from, to }
}

/// The half year a meeting looks at: the one it is held in, or, in the first month of a half year, the one that is over.
#[must_use]
pub fn looked_at(held_on: NaiveDate) -> Span {
    let own = half_year(held_on);
    if held_on.month() == own.from.month() {
        return own.from.pred_opt().map_or(own, half_year);
    }
    own
}
