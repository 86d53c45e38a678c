//! The nouns of proposals.

use super::chain::UnitState;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A proposal as entered.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Proposal {
    /// Record; empty for a new one.
    pub id: String,
    /// Day handed in; for a draft the day it was begun.
    pub day: String,
    /// Dictionary proposal_kind: motion in congress, suggestion between congresses, inquiry or interpellation.
    pub kind: String,
    /// Subject, one matter.
    pub title: String,
    /// What it rests on.
    pub basis: String,
    /// What is proposed.
    pub plan: String,
    /// Dictionary topic; empty when not said.
    pub topic: String,
    /// Congress it belongs to.
    pub term_id: Option<String>,
    /// Session of that congress; 0 between sessions.
    pub session: i64,
    /// Lead proposer.
    pub lead_id: Option<String>,
    /// Team that proposes together.
    pub team_id: Option<String>,
    /// Delegation that proposes as one.
    pub circle_id: Option<String>,
    /// Delegates asked to sign with the lead, in order.
    pub proposers: Vec<String>,
    /// Those of them whose slip is not back, or who declined; everybody else has signed.
    pub unsigned: Vec<String>,
    /// Last day for co-signers.
    pub sign_by: Option<String>,
    /// The inquiry an interpellation follows.
    pub inquiry_id: Option<String>,
    /// Opinions it grew from.
    pub sources: Vec<String>,
    /// Remark.
    pub note: String,
    /// Still being written: not handed in yet.
    pub draft: bool,
    /// Number as printed; given by the program when the paper is filed.
    pub number: String,
    /// Stage of the chain; told by its steps.
    pub stage: String,
    /// Day it was withdrawn; told by its steps.
    pub withdrawn_on: Option<String>,
    /// Version the form was opened with; 0 for a new one. A save over a newer version is refused.
    pub version: i64,
}

/// A unit in an assignment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "ProposalUnitRole")]
pub struct UnitRole {
    /// Unit.
    pub unit: String,
    /// sole, lead, joint or part.
    pub role: String,
}

/// What one proposer said of an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "ProposalRating")]
pub struct Rating {
    /// Proposer.
    pub person_id: String,
    /// Dictionary satisfaction: how it was handled.
    pub work: String,
    /// Dictionary satisfaction: what came of it.
    pub outcome: String,
    /// The paper it was copied from.
    pub paper: String,
    /// What was added in words.
    pub note: String,
}

impl Rating {
    /// Whether either mark says so.
    #[must_use]
    pub fn dissatisfied(&self) -> bool {
        self.work == "dissatisfied" || self.outcome == "dissatisfied"
    }
}

/// A step of the chain.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "ProposalMove")]
pub struct Move {
    /// Record; given by the program.
    pub id: String,
    /// Proposal.
    pub proposal_id: String,
    /// Order in the chain; given by the program.
    pub place: i64,
    /// Which step.
    #[serde(rename = "move")]
    pub code: String,
    /// Day on the paper.
    pub day: String,
    /// Who entered it; given by the program.
    pub clerk_id: String,
    /// Unit it is about.
    pub unit: String,
    /// Dictionary proposal_ground.
    pub ground: String,
    /// Reason, or what was said.
    pub note: String,
    /// Document number.
    pub document: String,
    /// Who signed the answer.
    pub signer: String,
    /// Person and phone of the unit.
    pub contact: String,
    /// Dictionary the result class was chosen from; given by the program.
    pub scheme: String,
    /// Result class.
    pub result: String,
    /// The longer time for broad and hard matters.
    pub hard: bool,
    /// The paper it is joined to.
    pub other_id: Option<String>,
    /// Units of an assignment.
    pub units: Vec<UnitRole>,
    /// Ratings that came in.
    pub ratings: Vec<Rating>,
    /// Number given by this step.
    pub number: String,
    /// Its series; given by the program.
    pub series: Option<String>,
    /// Its number within the series; given by the program.
    pub serial: Option<i64>,
    /// Last day of what this step set going; given by the program.
    pub due_on: Option<String>,
    /// The step this one takes back.
    pub corrects: Option<String>,
    /// Opinion this step made in the ledger; given by the program.
    pub opinion_id: Option<String>,
    /// Village of that opinion; that of the team or of the lead proposer when left out. The opinion keeps it, the step
    /// does not.
    pub area_id: Option<String>,
}

/// A delegate who was asked to sign.
#[derive(Debug, Clone, Default, Serialize, TS)]
#[ts(rename = "ProposalSigner")]
pub struct Signer {
    /// Delegate.
    pub person_id: String,
    /// asked, signed or declined.
    pub state: String,
    /// Day on the slip.
    pub signed_on: Option<String>,
}

/// An opinion a proposal grew from. The giver is never told here.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "ProposalSource")]
pub struct Source {
    /// Opinion.
    pub opinion_id: String,
    /// Day heard.
    pub day: String,
    /// Village or community.
    pub area: String,
    /// Dictionary topic.
    pub topic: String,
    /// What was said.
    pub content: String,
    /// Dictionary opinion_state.
    pub state: String,
    /// It waits for the answer of the paper.
    pub waits: bool,
}

/// A paper that grew from an opinion, with what it has to say to the giver.
#[derive(Debug, Clone, Default, Serialize, TS)]
#[ts(rename = "ProposalOfOpinion")]
pub struct OfOpinion {
    /// Record.
    pub id: String,
    /// Number as printed.
    pub number: String,
    /// Subject.
    pub title: String,
    /// Stage.
    pub stage: String,
    /// Its answer in words for the giver; empty while there is none.
    pub answer: String,
    /// Day it was answered.
    pub answered_on: Option<String>,
    /// Document number of the answer.
    pub document: String,
    /// Who signed it.
    pub signer: String,
}

/// A time limit of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "ProposalClock")]
pub struct Clock {
    /// sign, return, contact, co_opinion, reply or feedback.
    pub what: &'static str,
    /// Unit it binds, if one.
    pub unit: String,
    /// Day it began.
    pub from: String,
    /// Last day.
    pub due: String,
    /// Day it was done.
    pub done_on: Option<String>,
    /// Days from today to the last one; below zero when it has passed.
    pub days_left: i64,
    /// done, late (done too late), calm, soon or overdue.
    pub light: &'static str,
    /// A year whose holidays are not known lies in it.
    pub without_holidays: bool,
}

/// A step that may be taken now.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "ProposalNext")]
pub struct Next {
    /// Which step.
    #[serde(rename = "move")]
    pub code: String,
    /// What must be said with it.
    pub needs: Vec<String>,
    /// Stage it leads to; the same one when empty.
    pub to: String,
    /// Whether this clerk may take it.
    pub allowed: bool,
}

/// A step as it is shown.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "ProposalMoveLine")]
pub struct MoveLine {
    /// The step.
    pub step: Move,
    /// Name of the clerk.
    pub clerk: String,
    /// The step that took it back.
    pub corrected_by: Option<String>,
    /// Words of its result class, in the dictionary it was chosen from.
    pub result_label: String,
}

/// A paper named by another.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "ProposalNamed")]
pub struct Named {
    /// Record.
    pub id: String,
    /// Number as printed.
    pub number: String,
    /// Subject.
    pub title: String,
    /// Stage.
    pub stage: String,
}

/// A proposal with its whole thread.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ProposalThread {
    /// As entered.
    pub proposal: Proposal,
    /// Who was asked to sign.
    pub signers: Vec<Signer>,
    /// How many signed, the lead or team among them.
    pub signed: i64,
    /// How many must have signed.
    pub least: i64,
    /// Opinions it grew from.
    pub sources: Vec<Source>,
    /// Village of the opinion it may be turned into; none when nobody can tell, or when it grew from opinions.
    pub village: Option<String>,
    /// What its answer says to those who gave them; empty while there is none.
    pub told: String,
    /// How many versions of the text there are.
    pub versions: i64,
    /// Steps in their order.
    pub moves: Vec<MoveLine>,
    /// Steps that may follow.
    pub next: Vec<Next>,
    /// Units of the present assignment.
    pub units: Vec<UnitState>,
    /// Round of handling.
    pub round: i64,
    /// Time limits.
    pub clocks: Vec<Clock>,
    /// Ratings of this round.
    pub ratings: Vec<Rating>,
    /// Proposers who are asked to rate.
    pub raters: Vec<String>,
    /// Dictionary result classes are chosen from today.
    pub scheme: String,
    /// The paper it was joined to.
    pub joined_to: Option<Named>,
    /// Papers joined to it.
    pub joined: Vec<Named>,
    /// The inquiry it follows.
    pub inquiry: Option<Named>,
}

/// What to list.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "ProposalFilter")]
pub struct Filter {
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Dictionary proposal_kind.
    pub kind: Option<String>,
    /// Stage; `open` for all that wait for something, `overdue` for those past their day, `soon` for those near it.
    pub stage: Option<String>,
    /// Lead proposer or co-signer.
    pub person_id: Option<String>,
    /// Congress.
    pub term_id: Option<String>,
    /// Dictionary topic.
    pub topic: Option<String>,
    /// Unit that answers.
    pub unit: Option<String>,
    /// Words in title, text or number.
    pub text: Option<String>,
}

/// A page of the list: it sorts by day, number, due or title, and hands out 2000 lines at most.
pub type PageAsked = crate::features::PageAsked<Filter>;

/// A line of the list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ProposalLine {
    /// Record.
    pub id: String,
    /// Day handed in.
    pub day: String,
    /// Dictionary proposal_kind.
    pub kind: String,
    /// Number as printed.
    pub number: String,
    /// Subject.
    pub title: String,
    /// Lead proposer, team or delegation.
    pub lead: String,
    /// Delegates who signed with the lead.
    pub signed: i64,
    /// Units that answer.
    pub unit: String,
    /// Stage.
    pub stage: String,
    /// Round of handling.
    pub round: i64,
    /// Next day something is due.
    pub due_on: Option<String>,
    /// Days from today to it.
    pub days_left: Option<i64>,
    /// calm, soon, overdue or empty.
    pub light: &'static str,
    /// Result class of the last answer.
    pub result: String,
}

/// A page of the list with what the whole of it holds.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ProposalPage {
    /// Lines.
    pub lines: Vec<ProposalLine>,
    /// How many the filter leaves.
    pub total: i64,
    /// How many stand in each stage, the filter's own stage left out of account.
    pub stages: Vec<StageCount>,
    /// How many are past their day, likewise.
    pub overdue: i64,
}

/// How many stand in a stage.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "ProposalStageCount")]
pub struct StageCount {
    /// Stage.
    pub stage: String,
    /// Papers.
    pub papers: i64,
}

/// A version of a text.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ProposalVersion {
    /// 1 for the first.
    pub place: i64,
    /// Day it was saved.
    pub day: String,
    /// Who saved it.
    pub clerk: String,
    /// Subject.
    pub title: String,
    /// What it rests on.
    pub basis: String,
    /// What is proposed.
    pub plan: String,
}
