//! The nouns of opinions.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An opinion as registered or corrected.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct OpinionEntry {
    /// Record; empty for a new one.
    pub id: String,
    /// Visit it was heard at; given by the program.
    pub visit_id: Option<String>,
    /// Village or community.
    pub area_id: String,
    /// Day heard.
    pub day: String,
    /// Dictionary topic.
    pub topic: String,
    /// Dictionary opinion_nature.
    pub nature: String,
    /// What was said.
    pub content: String,
    /// Who said it; empty when anonymous.
    pub giver: String,
    /// How to reach the giver.
    pub giver_phone: String,
    /// It is about a person by name.
    pub named: bool,
    /// First person responsible.
    pub first_id: Option<String>,
}

/// A move wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "OpinionMoveWish")]
pub struct MoveWish {
    /// Opinion.
    pub id: String,
    /// Dictionary opinion_move.
    pub kind: String,
    /// Day; today when empty.
    pub day: String,
    /// Moves the caller has seen: refused when there are others. Not looked at when left out.
    pub seen: Option<i64>,
    /// Unit it goes to or that answers.
    pub unit: String,
    /// Document number.
    pub paper: String,
    /// Deadline.
    pub deadline: Option<String>,
    /// Leader who signed.
    pub signer: String,
    /// Note or reason.
    pub note: String,
    /// Answer, or reason told to the giver.
    pub answer: String,
    /// Dictionary told_by.
    pub told: String,
    /// Dictionary opinion_rating.
    pub rating: String,
    /// Name of an attached paper and where it lies.
    pub attachment: String,
    /// Visit the giver was told at.
    pub visit_id: Option<String>,
    /// Proposal that grew out of it.
    pub proposal_id: Option<String>,
    /// Family it joins.
    pub family_id: Option<String>,
}

/// A move made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "OpinionMoveLine")]
pub struct MoveLine {
    /// Record.
    pub id: String,
    /// Order in the chain, from 1.
    pub place: i64,
    /// Dictionary opinion_move.
    pub kind: String,
    /// Day.
    pub day: String,
    /// Clerk who entered it.
    pub clerk_id: String,
    /// That clerk's name.
    pub clerk: String,
    /// State before.
    pub before: String,
    /// State after.
    pub after: String,
    /// 1 when it ended the matter, -1 when it opened it again.
    pub closes: i64,
    /// Unit.
    pub unit: String,
    /// Document number.
    pub paper: String,
    /// Deadline it set.
    pub deadline: Option<String>,
    /// Leader who signed.
    pub signer: String,
    /// Note or reason.
    pub note: String,
    /// Answer.
    pub answer: String,
    /// Dictionary told_by.
    pub told: String,
    /// Dictionary opinion_rating.
    pub rating: String,
    /// Attached paper.
    pub attachment: String,
    /// Visit the giver was told at.
    pub visit_id: Option<String>,
    /// Proposal.
    pub proposal_id: Option<String>,
    /// Family.
    pub family_id: Option<String>,
    /// Move it takes back.
    pub withdraws: Option<String>,
    /// Written with the visit's form.
    pub by_form: bool,
}

/// What to list.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct OpinionPage {
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Village or community.
    pub area_id: Option<String>,
    /// Dictionary topic; several parted by commas, a dash for none.
    pub topic: Option<String>,
    /// registered, answered, handling or closed; `settled` is answered and closed together.
    pub status: Option<String>,
    /// Dictionary opinion_state.
    pub state: Option<String>,
    /// Dictionary opinion_nature.
    pub nature: Option<String>,
    /// Unit that handles it.
    pub unit: Option<String>,
    /// overdue, today, soon, running, untold, none or done; `due` is the first three together, `near` today and soon,
    /// `grown` what goes with a proposal that is answered.
    pub light: Option<String>,
    /// Only what is not ended.
    pub open: bool,
    /// Words in it.
    pub text: Option<String>,
    /// `day`, `number`, `area`, `topic` or `state`, or `due` for what is due first.
    pub sort: String,
    /// Largest first; what is due first has one order only.
    pub descending: bool,
    /// Lines left out before.
    pub offset: u32,
    /// Lines wanted, 2000 at most.
    pub limit: u32,
}

impl Default for OpinionPage {
    fn default() -> Self {
        Self {
            from: None,
            to: None,
            area_id: None,
            topic: None,
            status: None,
            state: None,
            nature: None,
            unit: None,
            light: None,
            open: false,
            text: None,
            sort: "day".to_owned(),
            descending: true,
            offset: 0,
            limit: 50,
        }
    }
}

/// A line of the list: the giver stays masked, and of an opinion about a person by name only that it is one is shown.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct OpinionLine {
    /// Record.
    pub id: String,
    /// Visit it was heard at.
    pub visit_id: Option<String>,
    /// Day heard.
    pub day: String,
    /// Year of the ledger number.
    pub year: i64,
    /// Ledger number.
    pub number: i64,
    /// Village or community, as spoken.
    pub area: String,
    /// Its official name, with the town where another one is spoken of by the same name.
    pub area_written: String,
    /// Dictionary topic.
    pub topic: String,
    /// Dictionary opinion_nature.
    pub nature: String,
    /// What was said; empty when it is about a person by name.
    pub content: String,
    /// It is about a person by name.
    pub named: bool,
    /// First character of the giver and stars, or empty when anonymous.
    pub giver_masked: String,
    /// Dictionary opinion_state.
    pub state: String,
    /// registered, answered, handling or closed.
    pub status: String,
    /// Unit that handles it.
    pub unit: String,
    /// Day closed.
    pub closed_on: Option<String>,
    /// Last day of the running clock.
    pub due_on: Option<String>,
    /// A year without a holiday list lies before that day.
    pub due_open: bool,
    /// overdue, today, soon, running, untold, none or done.
    pub light: String,
    /// Working days left; negative when overdue.
    pub left: Option<i64>,
    /// Family of the same matter.
    pub family_id: Option<String>,
}

/// A move that may be made now.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "OpinionMayMove")]
pub struct MayMove {
    /// Dictionary opinion_move.
    pub kind: String,
    /// It is the usual next one.
    pub main: bool,
    /// What it can carry.
    pub fields: Vec<String>,
    /// What it must carry.
    pub needs: Vec<String>,
    /// Last day its deadline may be set to.
    pub latest: Option<String>,
    /// Paper that goes with it.
    pub sheet: Option<String>,
}

/// A deadline of the rule book that runs beside the main clock.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "OpinionLimit")]
pub struct Limit {
    /// send, decline, close or given.
    pub clock: String,
    /// Day it ends.
    pub day: String,
    /// Working days left; negative when past.
    pub left: i64,
    /// A year without a holiday list lies before that day.
    pub without_holidays: bool,
    /// The paper the rule stands in.
    pub source: String,
}

/// An opinion of the same family.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Sibling {
    /// The line.
    pub line: OpinionLine,
    /// The handling is written to this one.
    pub lead: bool,
}

/// An opinion whole, giver and all.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Opinion {
    /// The line, its words in full.
    pub line: OpinionLine,
    /// Village or community.
    pub area_id: String,
    /// Who said it.
    pub giver: String,
    /// How to reach the giver.
    pub giver_phone: String,
    /// Answer given.
    pub answer: String,
    /// What the giver said of it.
    pub rating: String,
    /// Day the giver was told.
    pub told_on: Option<String>,
    /// First person responsible.
    pub first_id: Option<String>,
    /// Clerk who registered it.
    pub recorder: String,
    /// Day the running clock began.
    pub since: String,
    /// Deadlines that run.
    pub limits: Vec<Limit>,
    /// Everything done, in order.
    pub chain: Vec<MoveLine>,
    /// What may be done now, the usual next move first.
    pub may: Vec<MayMove>,
    /// The family.
    pub family: Vec<Sibling>,
    /// Title of the family.
    pub family_title: String,
    /// Moves made: to be sent back with the next one.
    pub moves: i64,
}
