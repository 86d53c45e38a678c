//! What the duties answer.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is asked.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "DutiesAsked")]
pub struct Asked {
    /// The day everything is judged on; today when left out.
    pub as_of: Option<String>,
    /// Only delegates of this delegation or group.
    pub group: Option<String>,
    /// Only this delegate.
    pub person: Option<String>,
    /// Whether the records behind the figures are listed.
    pub records: bool,
}

impl Default for Asked {
    fn default() -> Self {
        Self { as_of: None, group: None, person: None, records: true }
    }
}

/// The duties of all delegates on a day.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DutySheet {
    /// The day.
    pub as_of: String,
    /// First day of use: earlier windows ask for nothing.
    pub since: String,
    /// Delegates by group and strokes of the surname.
    pub delegates: Vec<DelegateDuties>,
}

/// One delegate.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DelegateDuties {
    /// Record of the person.
    pub id: String,
    /// Name.
    pub name: String,
    /// Delegation or group on that day, if any.
    pub group: Option<String>,
    /// Its record.
    pub group_id: Option<String>,
    /// Levels of the seats held in that year.
    pub levels: Vec<String>,
    /// Whether the delegate is in office on that day.
    pub in_office: bool,
    /// Duties in their fixed order.
    pub duties: Vec<DutyWindows>,
}

/// One duty of one delegate.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DutyWindows {
    /// contact, meeting, proposal or evaluation.
    pub duty: &'static str,
    /// Windows of the year in order.
    pub windows: Vec<WindowLine>,
}

/// One window.
#[derive(Debug, Clone, Serialize, TS)]
pub struct WindowLine {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// How many are asked for.
    pub required: i64,
    /// How many count.
    pub done: i64,
    /// met, open, not_due or overdue.
    pub state: &'static str,
    /// Records that count.
    pub counted: Vec<String>,
    /// Records that do not.
    pub not_counted: Vec<NotCounted>,
    /// Last day in time.
    pub due: String,
    /// The rule.
    pub rule: String,
    /// Why less is asked for than the rule says: before_start, out_of_office, leave or share; with its sentence.
    pub relief: Option<Reason>,
    /// How what is asked for was reckoned, written out so that it can be done again by hand; only where a delegate was
    /// bound for a part of the window.
    pub sum: Option<String>,
}

/// A reason.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Reason {
    /// Stable code.
    pub code: &'static str,
    /// In words.
    pub sentence: String,
}

/// A record that does not count.
#[derive(Debug, Clone, Serialize, TS)]
pub struct NotCounted {
    /// Record.
    pub id: String,
    /// Why, in words.
    pub why: String,
    /// Why, as a stable code.
    pub code: &'static str,
}

/// One window explained.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Explain {
    /// Delegate.
    pub person: String,
    /// contact, meeting, proposal or evaluation.
    pub duty: crate::features::rulebook::model::Duty,
    /// First day of the window; all windows when left out.
    #[serde(default)]
    pub from: Option<String>,
    /// The rule, when several ask for the same duty.
    #[serde(default)]
    pub rule: Option<String>,
    /// The day; today when left out.
    #[serde(default)]
    pub as_of: Option<String>,
}

/// A window with its rule and records, for the panel beside the matrix.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Explained {
    /// The rule in words.
    pub rule: String,
    /// Paper the rule comes from.
    pub source: String,
    /// How the window stands.
    pub window: WindowLine,
    /// Its records in order of days.
    pub records: Vec<RecordLine>,
}

/// A record behind a figure.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RecordLine {
    /// Record.
    pub id: String,
    /// visits, meetings, proposals or evaluations.
    pub feature: &'static str,
    /// Day.
    pub day: String,
    /// What it is, in words.
    pub label: String,
    /// Whether it counts.
    pub counts: bool,
    /// Why not, in words.
    pub why: Option<String>,
    /// Why not, as a stable code.
    pub code: Option<&'static str>,
}

/// The day asked about.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct AsOf {
    /// The day; today when left out.
    pub as_of: Option<String>,
}

/// Windows of the year with how many are done, for reminders.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Upcoming {
    /// The day.
    pub as_of: String,
    /// First day of use.
    pub since: String,
    /// Delegates in office on that day.
    pub in_office: i64,
    /// Rule books in force on that day.
    pub books: Vec<String>,
    /// Windows by duty and day.
    pub windows: Vec<WindowSummary>,
}

/// One window over all delegates. Names are in order of groups and strokes, never of figures.
#[derive(Debug, Clone, Serialize, TS)]
pub struct WindowSummary {
    /// contact, meeting, proposal or evaluation.
    pub duty: &'static str,
    /// Name of the rule.
    pub title: String,
    /// The rule.
    pub rule: String,
    /// The rule in words.
    pub sentence: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// past, current or later.
    pub phase: &'static str,
    /// Earliest day something still open is due; the last day of the window when nothing is.
    pub due: String,
    /// Days from the day asked about to `due`.
    pub days_left: i64,
    /// Delegates who are asked for something.
    pub total: i64,
    /// Delegates who have done it.
    pub met: i64,
    /// Records that count, over all delegates.
    pub done: i64,
    /// Delegates with something to do in time.
    pub open: Vec<Named>,
    /// Delegates whose window ended without it.
    pub overdue: Vec<Named>,
}

/// A person by name.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "NamedPerson")]
pub struct Named {
    /// Record.
    pub id: String,
    /// Name.
    pub name: String,
}

/// What is still to be done up to the end of the year.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "DutyForecast")]
pub struct Forecast {
    /// The day it is told on.
    pub as_of: String,
    /// Last day it looks to.
    pub until: String,
    /// The holidays of that year are not known: last safe days only leave out Saturdays and Sundays.
    pub without_holidays: bool,
    /// Delegates by group and strokes of the surname, those with nothing to do too.
    pub delegates: Vec<ForecastLine>,
}

/// What one delegate has still to do.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "DutyForecastLine")]
pub struct ForecastLine {
    /// Delegate.
    pub id: String,
    /// Name.
    pub name: String,
    /// Delegation or group.
    pub group: Option<String>,
    /// Windows in order of their last safe day.
    pub windows: Vec<Ahead>,
}

/// A window in which something is missing.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "DutyAhead")]
pub struct Ahead {
    /// contact, meeting, proposal or evaluation.
    pub duty: &'static str,
    /// Name of the rule.
    pub title: String,
    /// The rule.
    pub rule: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// How many are missing.
    pub missing: i64,
    /// overdue, open, or not_due for a window that has not begun.
    pub state: &'static str,
    /// Last working day in the window on which the delegate is in office and not on leave; none when there is none left.
    pub safe: Option<String>,
    /// Days from the day it is told on to the last safe day.
    pub days_left: Option<i64>,
    /// Last fixed day of the own station not after the last safe day, for contact.
    pub slot: Option<String>,
    /// Why less is asked for, written out.
    pub sum: Option<String>,
}
