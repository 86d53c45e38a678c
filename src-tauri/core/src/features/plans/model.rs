//! The nouns of plans.

use crate::features::opinions::model::OpinionLine;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A planned visit as entered and shown whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Plan {
    /// Record; empty for a new one.
    pub id: String,
    /// Year of the number; given by the program.
    pub year: i64,
    /// Number; given by the program.
    pub number: i64,
    /// Day.
    pub day: String,
    /// HH:MM or empty.
    pub starts: String,
    /// HH:MM or empty.
    pub ends: String,
    /// Village or community.
    pub area_id: String,
    /// Room or address.
    pub place: String,
    /// Dictionary visit_kind.
    pub kind: String,
    /// Person responsible.
    pub leader_id: Option<String>,
    /// Delegates asked to come, in the order of the paper.
    pub delegates: Vec<String>,
    /// Other people of the register who come along.
    pub members: Vec<String>,
    /// Others, as typed.
    pub companions: String,
    /// Groups of households to call on, such as 第三村民小组; never single residents.
    pub households: String,
    /// What is to be spoken about.
    pub topics: String,
    /// Remark.
    pub note: String,
    /// The visit its sheet was entered as.
    pub visit_id: Option<String>,
    /// Empty, or why it did not take place: moved, suspended, not_gone or other.
    pub closing: String,
    /// The reason in words.
    pub closing_note: String,
    /// Day it was closed.
    pub closed_on: Option<String>,
    /// Version the form was opened with; 0 for a new one. A save over a newer version is refused.
    pub version: i64,
}

/// A plan with what stands around it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PlanWhole {
    /// The plan.
    pub plan: Plan,
    /// Its number as printed.
    pub code: String,
    /// planned, due, late, entered or closed.
    pub state: &'static str,
    /// Year and number of the visit it was entered as, as the ledger writes them.
    pub visit: Option<String>,
    /// What the village waits to hear.
    pub promises: Vec<OpinionLine>,
}

/// A line of a list of plans.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PlanLine {
    /// Record.
    pub id: String,
    /// Its number as printed.
    pub code: String,
    /// Day.
    pub day: String,
    /// HH:MM or empty.
    pub starts: String,
    /// HH:MM or empty.
    pub ends: String,
    /// Village or community.
    pub area_id: String,
    /// Its name as spoken.
    pub area: String,
    /// Dictionary visit_kind.
    pub kind: String,
    /// Room or address.
    pub place: String,
    /// Person responsible.
    pub leader: Option<String>,
    /// Delegates asked to come.
    pub delegates: Vec<String>,
    /// Groups of households to call on.
    pub households: String,
    /// What is to be spoken about.
    pub topics: String,
    /// planned, due, late, entered or closed.
    pub state: &'static str,
    /// Why it was closed.
    pub closing: String,
    /// The reason in words.
    pub closing_note: String,
    /// The visit it was entered as.
    pub visit_id: Option<String>,
    /// Its ledger number.
    pub visit: Option<String>,
}

/// How many plans stand how.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct PlanCounts {
    /// The day has not passed.
    pub planned: i64,
    /// The day has passed, the sheet may still come.
    pub due: i64,
    /// The sheet should be back.
    pub late: i64,
    /// Entered as a visit.
    pub entered: i64,
    /// Closed with a reason.
    pub closed: i64,
}

/// The plans of a span of days.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Plans {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// In order of days and times.
    pub lines: Vec<PlanLine>,
    /// Counts over the lines.
    pub counts: PlanCounts,
    /// Sheets not back, of whatever week: due and late together.
    pub missing: i64,
}

/// What to list.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "PlanFilter")]
pub struct Filter {
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Village or community.
    pub area_id: Option<String>,
    /// Plans this person is asked to come along, or answers for.
    pub person_id: Option<String>,
    /// Dictionary visit_kind.
    pub kind: Option<String>,
    /// planned, due, late, entered or closed.
    pub state: Option<String>,
    /// Words in it, or its number.
    pub text: Option<String>,
}

/// A page of the list: it sorts by day, code, area or kind, and hands out 1000 lines at most.
pub type PageAsked = crate::features::PageAsked<Filter>;

/// A page of plans.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PlanPage {
    /// Lines.
    pub lines: Vec<PlanLine>,
    /// Plans the filter leaves.
    pub total: i64,
    /// How they stand, whatever state the filter asks for.
    pub counts: PlanCounts,
}
