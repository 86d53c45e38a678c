//! What is asked of papers and answered.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "PaperKind")]
pub enum Kind {
    /// The monthly report, for any period.
    Month,
    /// Slips of what delegates have done and still to do.
    Slips,
    /// Villages by teams by delegates.
    Coverage,
    /// The plan of the stations.
    Schedule,
    /// Blank reception forms with what is known filled in.
    Forms,
    /// Villages that are owed.
    Chase,
    /// The ledger of visits.
    Ledger,
    /// The count of a closed evaluation, village by village.
    Tally,
    /// Results of an evaluation, a page a delegate.
    ResultPage,
    /// Results of an evaluation in the order of the sheets.
    Results,
    /// The letter with the results to the office of the district.
    ResultLetter,
    /// What goes along with the sheets to the meetings of an evening.
    Pack,
    /// The notice board: what came of opinions, without names.
    OpinionBoard,
    /// The ledger of opinions with its balance.
    OpinionLedger,
    /// Reminders to units.
    OpinionUrge,
    /// The form that goes with an opinion.
    OpinionForm,
    /// Letters that pass an opinion to a unit.
    OpinionNotice,
    /// Letters that tell of an extension.
    OpinionExtension,
    /// Letters that tell why a matter is not handled.
    OpinionDecline,
    /// Answers, one to each giver of a family.
    OpinionReplies,
    /// What is stored about one person.
    OpinionExcerpt,
    /// An opinion from the first word to the giver being told, with the papers that grew from it.
    OpinionThread,
    /// Sheets of planned visits.
    VisitSheets,
    /// The notice of a station.
    StationNotice,
    /// The recovery key.
    Key,
    /// A proposal as it is handed in.
    Proposal,
    /// The sheet its co-signers sign.
    ProposalSlip,
    /// What its examination says.
    ProposalExamination,
    /// The notice it is given to a unit with.
    ProposalAssignment,
    /// The answer.
    ProposalReply,
    /// The sheets its proposers rate the answer on.
    ProposalRating,
    /// All proposals of a span of days.
    ProposalList,
    /// The booklet of a delegate's year, or those of a group.
    Dossier,
    /// The notice of a meeting.
    MeetingNotice,
    /// The sheet people sign in on.
    MeetingSignIn,
    /// What was said and decided.
    MeetingMinutes,
    /// The rows of a list as they stand on the screen, as a workbook.
    List,
    /// What a group looks at in a meeting.
    GroupMaterial,
    /// A delegate's place goes to another.
    Handover,
    /// A clerk's work goes to another.
    Transfer,
    /// An activity as it is filed.
    ActivityRecord,
    /// One report on an activity.
    ActivityReport,
    /// Reports sent on together, with their letter.
    ActivityCollation,
    /// All activities of a span of days.
    ActivityList,
    /// A notice or situation report.
    Notice,
    /// The sheet a notice is signed for on.
    NoticeDelivery,
    /// Whom to ring up who has not got a notice.
    NoticePhones,
}

impl Kind {
    /// The code stored and sent.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::List => "list",
            Self::Slips => "slips",
            Self::Coverage => "coverage",
            Self::Schedule => "schedule",
            Self::Forms => "forms",
            Self::Chase => "chase",
            Self::Ledger => "ledger",
            Self::Proposal => "proposal",
            Self::ProposalSlip => "proposal_slip",
            Self::ProposalExamination => "proposal_examination",
            Self::ProposalAssignment => "proposal_assignment",
            Self::ProposalReply => "proposal_reply",
            Self::ProposalRating => "proposal_rating",
            Self::ProposalList => "proposal_list",
            Self::Tally => "tally",
            Self::ResultPage => "result_page",
            Self::Results => "results",
            Self::ResultLetter => "result_letter",
            Self::Pack => "pack",
            Self::OpinionBoard => "opinion_board",
            Self::OpinionLedger => "opinion_ledger",
            Self::OpinionUrge => "opinion_urge",
            Self::OpinionForm => "opinion_form",
            Self::OpinionNotice => "opinion_notice",
            Self::OpinionExtension => "opinion_extension",
            Self::OpinionDecline => "opinion_decline",
            Self::OpinionReplies => "opinion_replies",
            Self::OpinionExcerpt => "opinion_excerpt",
            Self::OpinionThread => "opinion_thread",
            Self::Dossier => "dossier",
            Self::MeetingNotice => "meeting_notice",
            Self::MeetingSignIn => "meeting_sign_in",
            Self::MeetingMinutes => "meeting_minutes",
            Self::VisitSheets => "visit_sheets",
            Self::StationNotice => "station_notice",
            Self::GroupMaterial => "group_material",
            Self::Handover => "handover",
            Self::Transfer => "transfer",
            Self::ActivityRecord => "activity_record",
            Self::ActivityReport => "activity_report",
            Self::ActivityCollation => "activity_collation",
            Self::ActivityList => "activity_list",
            Self::Notice => "notice",
            Self::NoticeDelivery => "notice_delivery",
            Self::NoticePhones => "notice_phones",
            Self::Key => "key",
        }
    }
}

/// What a paper is to show; each kind takes what it needs of it.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "PaperOptions")]
pub struct Options {
    /// First day; the first of this month when left out, for reminders and blank forms the Monday of `day`.
    pub from: Option<String>,
    /// Last day; today when left out.
    pub to: Option<String>,
    /// The day a paper of one day shows; today when left out.
    pub day: Option<String>,
    /// The year of a dossier; last year in January and February, this year otherwise, when left out.
    pub year: Option<i64>,
    /// Only this delegate.
    pub person_id: Option<String>,
    /// Only this delegation or group.
    pub circle_id: Option<String>,
    /// Only these villages.
    pub area_ids: Vec<String>,
    /// Only this dictionary kind of visit.
    pub visit_kind: Option<String>,
    /// Who filled it in; the clerk when empty.
    pub filled_by: String,
    /// Who reviewed it; signed by hand when empty.
    pub reviewed_by: String,
    /// Who is in charge; signed by hand when empty.
    pub in_charge: String,
    /// What the figures mean, printed below.
    pub definitions: bool,
    /// Villages where nothing happened are listed.
    pub zero_rows: bool,
    /// Phones are printed. Reminders print them unless this is false; everything else only when true.
    pub phones: Option<bool>,
    /// Only these opinions.
    pub opinion_ids: Vec<String>,
    /// Who gave the opinion is printed; each paper has its own usual answer when left out.
    pub giver: Option<bool>,
    /// The recovery key, for its sheet alone.
    pub recovery_key: String,
    /// The record a paper of one record shows.
    pub record_id: Option<String>,
    /// The evaluation, for its papers alone.
    pub round: Option<String>,
    /// Only the village of this batch of the evaluation.
    pub batch: Option<String>,
    /// Only this village of the evaluation.
    pub area_id: Option<String>,
    /// Only the sheets of these plans.
    pub plan_ids: Vec<String>,
    /// A3 instead of A4, for notices.
    pub large: bool,
    /// Black on white in the manner of an announcement, for notices.
    pub plain: bool,
    /// Pictures of people, for notices.
    pub photos: bool,
    /// The list, for its workbook alone.
    pub list: Option<crate::features::views::book::ListWish>,
    /// The copy for a group's leader, with names where the rule book allows them.
    pub leader_copy: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            from: None,
            to: None,
            day: None,
            year: None,
            person_id: None,
            circle_id: None,
            area_ids: Vec::new(),
            visit_kind: None,
            filled_by: String::new(),
            reviewed_by: String::new(),
            in_charge: String::new(),
            definitions: true,
            zero_rows: true,
            phones: None,
            opinion_ids: Vec::new(),
            giver: None,
            recovery_key: String::new(),
            record_id: None,
            round: None,
            batch: None,
            area_id: None,
            plan_ids: Vec::new(),
            large: false,
            plain: false,
            photos: true,
            list: None,
            leader_copy: false,
        }
    }
}

/// A paper wanted.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "PaperWish")]
pub struct Wish {
    /// Which.
    pub kind: Kind,
    /// What it is to show.
    #[serde(default)]
    pub options: Options,
}

/// A finished paper.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "PaperMade")]
pub struct Made {
    /// Token for `papers.page`, `papers.save`, `papers.print` and `exchange.export`.
    pub paper: String,
    /// Title.
    pub title: String,
    /// File name without its ending.
    pub name: String,
    /// Pages.
    pub pages: i64,
    /// Forms it can be saved in: pdf, xlsx, docx.
    pub formats: Vec<&'static str>,
    /// Whether phones or people who gave an opinion stand on it.
    pub personal: bool,
    /// Whether it can only be printed.
    pub print_only: bool,
    /// What was looked at before printing.
    pub checks: Vec<Check>,
    /// Sentences of the checks that were not met.
    pub warnings: Vec<String>,
}

/// Something looked at before printing.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "PaperCheck")]
pub struct Check {
    /// Stable code.
    pub code: &'static str,
    /// Whether it is as it should be; otherwise a warning, never a refusal.
    pub good: bool,
    /// In words.
    pub sentence: String,
}

/// A page wanted.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "PaperPageWish")]
pub struct PageWish {
    /// Token of the paper.
    pub paper: String,
    /// From 1.
    pub page: u32,
    /// Pixels of a millimetre; 4 (about 100 dpi) when left out.
    #[serde(default = "four")]
    pub scale: f32,
}

fn four() -> f32 {
    4.0
}

/// The picture of a page.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PagePicture {
    /// PNG as base64.
    pub png: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

/// A paper to be printed by the system's viewer.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "PaperPrintWish")]
pub struct PrintWish {
    /// Token of the paper.
    pub paper: String,
    /// Token of a folder the viewer reads from; the private folder beside the office file when left out.
    #[serde(default)]
    pub to: Option<String>,
}

/// A file for the viewer.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "PaperPrinted")]
pub struct Printed {
    /// Token of the file.
    pub file: String,
}
