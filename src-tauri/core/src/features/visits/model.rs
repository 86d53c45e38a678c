//! The nouns of visits.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An opinion as entered on a visit's form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Heard {
    /// Record; empty for a new one.
    pub id: String,
    /// Dictionary topic.
    pub topic: String,
    /// What was said.
    pub content: String,
    /// Who said it; empty when anonymous.
    pub giver: String,
    /// How to reach the giver.
    pub giver_phone: String,
    /// registered, answered, handling or closed.
    pub status: String,
    /// Answer given.
    pub answer: String,
    /// Unit that handles it.
    pub unit: String,
    /// Day closed.
    pub closed_on: Option<String>,
    /// Dictionary opinion_nature; empty while not sorted.
    pub nature: String,
    /// It is about a person by name.
    pub named: bool,
    /// More was done about it than this form can say: its status is changed on its own page.
    pub on_its_way: bool,
}

/// A visit as entered and shown whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Visit {
    /// Record; empty for a new one.
    pub id: String,
    /// Day.
    pub day: String,
    /// HH:MM or empty.
    pub starts: String,
    /// HH:MM or empty.
    pub ends: String,
    /// Village or community.
    pub area_id: String,
    /// Room or address of the station.
    pub place: String,
    /// Dictionary visit_kind.
    pub kind: String,
    /// Person responsible.
    pub leader_id: Option<String>,
    /// Delegates present, in the order of the paper.
    pub delegates: Vec<String>,
    /// Other people of the register present.
    pub members: Vec<String>,
    /// Others present, as typed.
    pub companions: String,
    /// Persons received.
    pub received: i64,
    /// Households visited.
    pub households: i64,
    /// Of which for the first time this year.
    pub households_first: Option<i64>,
    /// Firms and shops visited.
    pub firms: i64,
    /// Dictionary tags.
    pub tags: Vec<String>,
    /// What was seen and heard.
    pub situation: String,
    /// Remark.
    pub note: String,
    /// Page in the paper book.
    pub paper_page: String,
    /// Opinions in the order of the paper.
    pub opinions: Vec<Heard>,
    /// The plan its sheet was printed from. Left out in a request: as it was; empty: none.
    pub plan_id: Option<String>,
    /// Year of the ledger number; given by the program.
    pub year: i64,
    /// Ledger number; given by the program.
    pub number: i64,
    /// Version the form was opened with; 0 for a new one. A save over a newer version is refused.
    pub version: i64,
}

/// A line of the visit list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct VisitLine {
    /// Record.
    pub id: String,
    /// Day.
    pub day: String,
    /// Ledger year.
    pub year: i64,
    /// Ledger number.
    pub number: i64,
    /// Village or community.
    pub area: String,
    /// Its record.
    pub area_id: String,
    /// Dictionary visit_kind.
    pub kind: String,
    /// Person responsible.
    pub leader: Option<String>,
    /// Delegates present.
    pub delegates: Vec<String>,
    /// Persons received.
    pub received: i64,
    /// Households visited.
    pub households: i64,
    /// Firms and shops visited.
    pub firms: i64,
    /// Opinions heard.
    pub opinions: i64,
}

/// What to list.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Filter {
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Village or community.
    pub area_id: Option<String>,
    /// Delegate present or person responsible.
    pub person_id: Option<String>,
    /// Dictionary visit_kind.
    pub kind: Option<String>,
    /// Words in the situation, note or opinions.
    pub text: Option<String>,
    /// received, households or firms: only visits that this figure counts something of.
    pub with: Option<String>,
}

/// A page of the list: it sorts by day, number, area, received, households or firms, and hands out 2000 lines at most.
pub type Page = crate::features::PageAsked<Filter>;

/// Totals of what a filter leaves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct Sums {
    /// Visits.
    pub visits: i64,
    /// Persons received.
    pub received: i64,
    /// Households visited.
    pub households: i64,
    /// Firms and shops visited.
    pub firms: i64,
}

impl Sums {
    /// Adds other totals to these.
    pub fn add(&mut self, other: &Self) {
        self.visits += other.visits;
        self.received += other.received;
        self.households += other.households;
        self.firms += other.firms;
    }
}

/// A page of visits.
#[derive(Debug, Clone, Serialize, TS)]
pub struct VisitPage {
    /// Lines.
    pub lines: Vec<VisitLine>,
    /// Totals over all pages.
    pub sums: Sums,
}
