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
    (text.len() == 10)
        .then(|| text.parse::<NaiveDate>().ok())
        .flatten()
        .ok_or_else(|| super::refusal::refuse("day.unreadable").with("day", text))
}

/// Reads HH:MM; empty is allowed and stands for unknown.
///
/// # Errors
/// `time.unreadable`.
pub fn time(text: &str) -> super::refusal::Result<()> {
    let good = text.is_empty() || (text.len() == 5 && chrono::NaiveTime::parse_from_str(text, "%H:%M").is_ok());
    if good { Ok(()) } else { Err(super::refusal::refuse("time.unreadable").with("time", text)) }
}
