//! The nouns of handovers.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A handover.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Handover {
    /// Record; empty for a new one.
    pub id: String,
    /// Delegate who hands over.
    pub from_id: String,
    /// Delegate who takes over.
    pub to_id: String,
    /// First day the successor answers for it.
    pub day: String,
    /// terminated, suspended, term_over, moved or other.
    pub ground: String,
    /// Who watches.
    pub witness: String,
    /// Day on the signed page.
    pub signed_on: Option<String>,
    /// Remark.
    pub note: String,
    /// Villages that are handed over, in order.
    pub area_ids: Vec<String>,
    /// Opinions that speak of somebody by chance and that the clerk put into the briefing.
    pub included: Vec<String>,
}

/// A handover wanted.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct HandoverWish {
    /// The handover.
    pub handover: Handover,
    /// The villages go to the successor's name as well: what runs of the one ends the day before, that of the other begins.
    pub contacts: bool,
}

/// A line of the list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct HandoverLine {
    /// The handover.
    pub handover: Handover,
    /// Name of the one who hands over.
    pub from: String,
    /// Name of the one who takes over.
    pub to: String,
    /// Villages.
    pub areas: Vec<String>,
    /// Opinions and proposals whose chain says who follows them.
    pub passed: i64,
}

/// What a briefing is asked for.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct BriefingAsked {
    /// The handover, when it is kept already; the rest is left out then.
    pub id: Option<String>,
    /// Delegate who hands over.
    pub from_id: String,
    /// Delegate who takes over.
    pub to_id: String,
    /// First day the successor answers for it.
    pub day: String,
    /// Villages; those of the one who hands over when left out.
    pub area_ids: Vec<String>,
    /// Opinions that speak of somebody by chance and that the clerk put into the briefing.
    pub included: Vec<String>,
}

/// A village in a briefing.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BriefVillage {
    /// Village or community.
    pub area_id: String,
    /// Its name.
    pub area: String,
    /// Persons responsible for the station.
    pub leaders: Vec<String>,
    /// Liaisons.
    pub liaisons: Vec<String>,
    /// The other delegates who serve it.
    pub delegates: Vec<String>,
    /// Fixed times in words.
    pub times: Vec<String>,
    /// Opinions not ended.
    pub open: i64,
    /// Answers the givers still wait for.
    pub promises: i64,
}

/// An opinion in a briefing: never who gave it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BriefOpinion {
    /// Record.
    pub id: String,
    /// Ledger number.
    pub number: String,
    /// Day heard.
    pub day: String,
    /// Village or community.
    pub area: String,
    /// What was said, without whoever said it.
    pub content: String,
    /// Unit that handles it.
    pub unit: String,
    /// Label of its state.
    pub state: String,
    /// overdue, today, soon, running, untold or none.
    pub light: String,
    /// Last day of its clock.
    pub due_on: Option<String>,
    /// The giver waits for the answer.
    pub promise: bool,
    /// Its chain says that the successor follows it.
    pub passed: bool,
}

/// An opinion the clerk alone sees.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BriefHeld {
    /// Record.
    pub id: String,
    /// Ledger number.
    pub number: String,
    /// Day heard.
    pub day: String,
    /// Village or community.
    pub area: String,
    /// named, or mentions.
    pub why: &'static str,
    /// Names it speaks of.
    pub names: Vec<String>,
}

/// A proposal in a briefing.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BriefProposal {
    /// Record.
    pub id: String,
    /// Number as printed.
    pub number: String,
    /// Subject.
    pub title: String,
    /// lead or signer.
    pub part: &'static str,
    /// Stage of its chain.
    pub stage: String,
    /// Units that answer it.
    pub unit: String,
    /// Next day something is due.
    pub due_on: Option<String>,
    /// Its chain says that the successor follows it.
    pub passed: bool,
}

/// A planned visit whose sheet was neither entered nor closed.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BriefPlan {
    /// Record.
    pub id: String,
    /// Its number as printed.
    pub code: String,
    /// Day.
    pub day: String,
    /// HH:MM or empty.
    pub starts: String,
    /// Village or community.
    pub area: String,
    /// Room or address.
    pub place: String,
    /// Groups of households to call on.
    pub households: String,
    /// What is to be spoken about.
    pub topics: String,
    /// planned, due or late.
    pub state: &'static str,
}

/// Something a meeting asked the one who hands over to do.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BriefAction {
    /// Meeting.
    pub meeting_id: String,
    /// What is to be done.
    pub content: String,
    /// Day of the meeting.
    pub day: String,
    /// Last day.
    pub due_on: Option<String>,
}

/// A day that comes: a fixed day of a village, or a meeting.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BriefDay {
    /// Day.
    pub day: String,
    /// HH:MM.
    pub starts: String,
    /// station or meeting.
    pub kind: &'static str,
    /// Village, or subject of the meeting.
    pub what: String,
    /// Room.
    pub place: String,
    /// Record of the meeting.
    pub record: Option<String>,
}

/// A duty window of the successor.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BriefDuty {
    /// contact, meeting, proposal or evaluation.
    pub duty: &'static str,
    /// The rule in words.
    pub rule: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// How many are asked for.
    pub required: i64,
    /// How many count so far.
    pub done: i64,
}

/// Everything a successor is told.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Briefing {
    /// Villages.
    pub villages: Vec<BriefVillage>,
    /// What the givers wait for first, then what is due first.
    pub opinions: Vec<BriefOpinion>,
    /// What is held back: for the clerk's eyes, on no paper.
    pub held: Vec<BriefHeld>,
    /// Proposals under way.
    pub proposals: Vec<BriefProposal>,
    /// Planned visits not finished: of the villages, or that the one who hands over was to go on.
    pub plans: Vec<BriefPlan>,
    /// Action points not done.
    pub actions: Vec<BriefAction>,
    /// Days that come, in order.
    pub days: Vec<BriefDay>,
    /// Duty windows of the successor that run or come this year.
    pub duties: Vec<BriefDuty>,
}
