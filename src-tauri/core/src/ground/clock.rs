//! The one clock. "Today" comes from here, so that tests can set it.

use chrono::{DateTime, Local, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use std::sync::Mutex;

/// A source of time.
pub trait Clock: Send + Sync {
    /// This moment.
    fn now(&self) -> DateTime<Utc>;

    /// This moment on the wall of the office, without a zone.
    fn local(&self) -> NaiveDateTime {
        self.now().with_timezone(&Local).naive_local()
    }

    /// The day on the wall of the office.
    fn today(&self) -> NaiveDate {
        self.local().date()
    }
}

/// The computer's clock. A debug build takes another day from `ZHUDIAN_TODAY`, so that tests of the whole program
/// can stand on a known day; a release build does not read it.
pub struct MachineClock;

impl Clock for MachineClock {
    fn now(&self) -> DateTime<Utc> {
        let now = Utc::now();
        #[cfg(debug_assertions)]
        if let Some(day) = std::env::var("ZHUDIAN_TODAY").ok().and_then(|text| text.parse::<NaiveDate>().ok()) {
            let shift = day - now.with_timezone(&Local).date_naive();
            return now + shift;
        }
        now
    }
}

/// A clock that stands until it is moved.
pub struct SetClock(Mutex<DateTime<Utc>>);

impl SetClock {
    /// A clock standing at nine in the morning of this day, local time.
    #[must_use]
    pub fn on(day: NaiveDate) -> Self {
        let local = day.and_hms_opt(9, 0, 0).unwrap_or_default();
        let utc = local.and_local_timezone(Local).earliest().map_or_else(|| local.and_utc(), |t| t.with_timezone(&Utc));
        Self(Mutex::new(utc))
    }

    /// Moves the clock forward.
    pub fn advance(&self, by: TimeDelta) {
        if let Ok(mut now) = self.0.lock() {
            *now += by;
        }
    }
}

impl Clock for SetClock {
    fn now(&self) -> DateTime<Utc> {
        self.0.lock().map_or_else(|broken| *broken.into_inner(), |now| *now)
    }
}

/// Reads an ISO day.
///
/// # Errors
/// `day.unreadable` for anything but YYYY-MM-DD.
pub fn day(text: &str) -> super::refusal::Result<NaiveDate> {
    // The reader of days lets blanks and signs pass; days are compared as text, so only the one spelling may be kept.
    text.parse::<NaiveDate>()
        .ok()
        .filter(|day| day.to_string() == text)
        .ok_or_else(|| super::refusal::refuse("day.unreadable").with("day", text))
}

/// Reads HH:MM; empty is allowed and stands for unknown.
///
/// # Errors
/// `time.unreadable`.
pub fn time(text: &str) -> super::refusal::Result<()> {
    let spelt = |time: chrono::NaiveTime| time.format("%H:%M").to_string() == text;
    let good = text.is_empty() || chrono::NaiveTime::parse_from_str(text, "%H:%M").is_ok_and(spelt);
    if good { Ok(()) } else { Err(super::refusal::refuse("time.unreadable").with("time", text)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_have_one_spelling() {
        assert!(day("2024-02-29").is_ok());
        for text in
            ["2026-9 -08", "+2026-9-08", "2026-9-8", "2026-02-30", " 2026-9-08", "12026-09-08", "２026-09-08", ""]
        {
            assert!(day(text).is_err(), "{text}");
        }
        assert!(time("09:05").is_ok() && time("").is_ok() && time("23:59").is_ok());
        for text in ["9:05", "24:00", " 9:05", "9 :05", "+9:05", "09:5 ", "09:60"] {
            assert!(time(text).is_err(), "{text}");
        }
    }
}
