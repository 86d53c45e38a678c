//! What a file says, as values: people with their villages, visits with the opinions heard.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::finding::{Finding, Place};
use super::mapping::Role;
use super::places::Match;

/// A village a person is assigned to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Seat {
    /// As written.
    pub village: String,
    /// 12-digit code, when known; a seat without one is in question or has none yet.
    pub code: Option<String>,
    /// Name of the team, empty when none is written.
    pub team: String,
    /// The cell of the village.
    #[serde(skip)]
    pub place: Place,
}

/// One person of the register as the file has it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Person {
    /// Name as stored.
    pub name: String,
    /// `m`, `f` or empty.
    pub sex: String,
    /// Layer as written.
    pub layer: String,
    /// Levels: city, district, town; empty when the file does not say.
    pub levels: Vec<String>,
    /// Delegation as written.
    pub delegation: String,
    /// Group as written.
    pub group: String,
    /// Unit and post.
    pub post: String,
    /// Work phone.
    pub phone: String,
    /// Remarks.
    pub note: String,
    /// First day in office, when the file says.
    pub from: Option<NaiveDate>,
    /// Last day in office, when the file says.
    pub until: Option<NaiveDate>,
    /// Villages in the order of the rows.
    pub seats: Vec<Seat>,
    /// Cell of each field's value.
    #[serde(skip)]
    pub cells: BTreeMap<Role, Place>,
}

/// The leader or liaison a roster names for a team.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TeamPart {
    /// Name of the person.
    pub name: String,
    /// `leader` or `liaison`.
    pub part: &'static str,
    /// Team, empty when only the village is known.
    pub team: String,
    /// Village.
    pub code: Option<String>,
    /// The cell.
    #[serde(skip)]
    pub place: Place,
}

/// A column recognised only to be left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dropped {
    /// Sheet.
    pub sheet: String,
    /// Letters of the column.
    pub column: String,
    /// Its heading.
    pub heading: String,
    /// What it held: `citizen_id`, `birth` …
    pub role: String,
    /// Cells that were not read.
    pub filled: usize,
}

/// Everything a roster says.
#[derive(Debug, Default, Serialize)]
pub struct RosterReading {
    /// People, each once.
    pub people: Vec<Person>,
    /// Leaders and liaisons of teams.
    pub parts: Vec<TeamPart>,
    /// Rows that were read, a person on two rows counted twice.
    pub rows: usize,
    /// Cells that stopped their row.
    pub refused: Vec<Finding>,
    /// Cells worth a word.
    pub notices: Vec<Finding>,
    /// Rows passed over, with the reason.
    pub skipped: Vec<Finding>,
    /// Columns left out.
    pub dropped: Vec<Dropped>,
    /// Spellings of villages that are in question, with what they could mean.
    pub villages: BTreeMap<String, Match>,
}

/// A name in a visit, with the person it means.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Named {
    /// Name as stored.
    pub name: String,
    /// Position in [`Known::people`], when exactly one person can be meant.
    pub person: Option<usize>,
    /// Cell.
    #[serde(skip)]
    pub place: Place,
}

/// One opinion heard at a visit.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Opinion {
    /// Topic as written.
    pub topic: String,
    /// What was said.
    pub text: String,
    /// Who said it, empty when not written.
    pub giver: String,
    /// How to reach the giver.
    pub giver_phone: String,
    /// Answer given.
    pub answer: String,
    /// `registered`, `answered`, `handling` or `closed`; empty when not written.
    pub status: String,
    /// Unit that handles it.
    pub unit: String,
    /// Day it was closed, when the file says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed_on: Option<NaiveDate>,
    /// Cell of the text.
    #[serde(skip)]
    pub place: Place,
}

/// One visit as the file has it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Visit {
    /// Day.
    pub day: NaiveDate,
    /// Time as written, or `HH:MM` from the day's cell.
    pub time: String,
    /// 12-digit code of the village.
    pub area: String,
    /// Village as written.
    pub village: String,
    /// Room or address.
    pub room: String,
    /// Code of the kind.
    pub kind: String,
    /// Kind as written.
    pub kind_text: String,
    /// Person responsible.
    pub leader: Option<Named>,
    /// Delegates in their order.
    pub delegates: Vec<Named>,
    /// Others in their order.
    pub others: Vec<Named>,
    /// Persons received.
    pub received: u32,
    /// Households visited.
    pub households: u32,
    /// Firms visited.
    pub firms: u32,
    /// What was seen and heard.
    pub situation: String,
    /// Remarks.
    pub note: String,
    /// Page of the paper book.
    pub page: String,
    /// Method tags as written.
    pub tags: Vec<String>,
    /// Opinions in the order of the rows.
    pub opinions: Vec<Opinion>,
    /// First cell of the row.
    #[serde(skip)]
    pub place: Place,
    /// Cell of each field's value.
    #[serde(skip)]
    pub cells: BTreeMap<Role, Place>,
}

/// Everything a ledger says.
#[derive(Debug, Default, Serialize)]
pub struct VisitsReading {
    /// Visits in the order of the sheets and rows.
    pub visits: Vec<Visit>,
    /// Cells that stopped their row.
    pub refused: Vec<Finding>,
    /// Cells worth a word.
    pub notices: Vec<Finding>,
    /// Rows passed over, with the reason.
    pub skipped: Vec<Finding>,
    /// Columns left out.
    pub dropped: Vec<Dropped>,
    /// Spellings of villages in question.
    pub villages: BTreeMap<String, Match>,
    /// Spellings of kinds nobody knows, with how many rows use them.
    pub kinds: BTreeMap<String, usize>,
    /// Names that are in the register more than once or not at all, with near names.
    pub names: BTreeMap<String, Vec<String>>,
}
