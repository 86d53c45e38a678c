//! The nouns of the rule book.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a rule asks for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    /// Contact with the people: visits.
    #[default]
    Contact,
    /// Meetings of the delegation or group.
    Meeting,
    /// Proposals, in congress or between.
    Proposal,
    /// Being evaluated by members and residents.
    Evaluation,
}

impl Duty {
    /// All duties in their fixed order.
    pub const ALL: [Self; 4] = [Self::Contact, Self::Meeting, Self::Proposal, Self::Evaluation];

    /// The code stored and sent.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Meeting => "meeting",
            Self::Proposal => "proposal",
            Self::Evaluation => "evaluation",
        }
    }

    /// The dictionary list the kinds of its records stand in; empty for records without kinds.
    #[must_use]
    pub fn kind_list(self) -> &'static str {
        match self {
            Self::Contact => "visit_kind",
            Self::Meeting => "meeting_kind",
            Self::Proposal => "proposal_kind",
            Self::Evaluation => "",
        }
    }

    /// The duty of a code; contact for an unknown one, which the rule book never stores.
    #[must_use]
    pub fn of(code: &str) -> Self {
        Self::ALL.into_iter().find(|duty| duty.code() == code).unwrap_or_default()
    }
}

/// How windows are laid over the calendar.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Whole calendar months, counted from January: two are the pairs, six the half years, twelve the year.
    #[default]
    Month,
    /// So many days one after the other, counted from the first day the rule asks for anything.
    Day,
    /// The last so many days, on any day.
    Rolling,
}

impl Unit {
    /// The code stored and sent.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Day => "day",
            Self::Rolling => "rolling",
        }
    }
}

/// How a part of a window in office is reckoned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Prorate {
    /// Any day in office asks for the whole.
    None,
    /// By days in office.
    Day,
    /// By months of which at least half was in office.
    #[default]
    Month,
}

/// How a share becomes a whole number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// To the nearest, halves up.
    #[default]
    Half,
    /// Up.
    Up,
    /// Down.
    Down,
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Rule {
    /// Record; empty for a new one.
    pub id: String,
    /// Rule book it stands in, as printed.
    pub book: String,
    /// Stable code; given by the program when empty.
    pub code: String,
    /// Name of the duty as people say it.
    pub title: String,
    /// What it asks for.
    pub duty: Duty,
    /// Delegate levels it binds: city, district, town.
    pub levels: Vec<String>,
    /// How its windows are laid.
    pub window_unit: Unit,
    /// Months of a calendar window, or days.
    pub window_length: i64,
    /// How many in a window.
    pub required: i64,
    /// Kinds of record that count; empty for all.
    pub kinds: Vec<String>,
    /// What the team did counts for each member.
    pub team_credit: bool,
    /// A joint record counts for each delegate named; otherwise for the first named only.
    pub joint_credit: bool,
    /// Visits outside the own village, or meetings of another group, count.
    pub outside_credit: bool,
    /// Being the person responsible counts as being present.
    pub leader_credit: bool,
    /// An excused absence from a meeting counts.
    pub excused_credit: bool,
    /// How a part of a window in office is reckoned.
    pub prorate: Prorate,
    /// How a share becomes a whole number.
    pub rounding: Rounding,
    /// Days of leave lower what is required.
    pub leave_relief: bool,
    /// First day it asks for anything; the office's first day of use when empty.
    pub starts_on: Option<String>,
    /// First day in force.
    pub valid_from: String,
    /// Last day in force.
    pub valid_to: Option<String>,
    /// Paper it comes from.
    pub source: String,
    /// Order.
    pub place: i64,
}

impl Default for Rule {
    fn default() -> Self {
        Self {
            id: String::new(),
            book: String::new(),
            code: String::new(),
            title: String::new(),
            duty: Duty::Contact,
            levels: Vec::new(),
            window_unit: Unit::Month,
            window_length: 0,
            required: 0,
            kinds: Vec::new(),
            team_credit: true,
            joint_credit: true,
            outside_credit: true,
            leader_credit: true,
            excused_credit: false,
            prorate: Prorate::Month,
            rounding: Rounding::Half,
            leave_relief: true,
            starts_on: None,
            valid_from: String::new(),
            valid_to: None,
            source: String::new(),
            place: 0,
        }
    }
}

/// A dated setting of how something is reckoned.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Parameter {
    /// Record.
    pub id: String,
    /// What is set.
    pub name: String,
    /// Its value.
    #[ts(type = "unknown")]
    pub value: serde_json::Value,
    /// First day.
    pub valid_from: String,
    /// Last day.
    pub valid_to: Option<String>,
    /// Paper it comes from.
    pub source: String,
}
