//! Public holidays and working weekends, as announced by the State Council each year: data, not code.

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::OnceLock;

/// One line of the list.
#[derive(Deserialize)]
struct Line {
    date: NaiveDate,
    kind: String,
    name: String,
}

fn all() -> &'static HashMap<NaiveDate, (String, String)> {
    static ALL: OnceLock<HashMap<NaiveDate, (String, String)>> = OnceLock::new();
    ALL.get_or_init(|| {
        csv::Reader::from_reader(include_str!("../../../data/holidays.csv").trim_start_matches('\u{feff}').as_bytes())
            .into_deserialize()
            .map(|line: Result<Line, _>| line.map(|line| (line.date, (line.kind, line.name))))
            .collect::<Result<_, _>>()
            .expect("the built-in list of holidays reads")
    })
}

/// The holiday a day is free for; none on working days and on days of years the list does not know.
#[must_use]
pub fn holiday(day: NaiveDate) -> Option<&'static str> {
    let free = crate::ground::words::term("holiday.free");
    all().get(&day).filter(|(kind, _)| kind == free).map(|(_, name)| name.as_str())
}

/// Whether a day is worked: as announced, and on days the list does not name Monday to Friday.
#[must_use]
pub fn works(day: NaiveDate) -> bool {
    match (all().get(&day), holiday(day)) {
        (_, Some(_)) => false,
        (Some(_), None) => true,
        (None, None) => day.weekday().number_from_monday() <= 5,
    }
}
