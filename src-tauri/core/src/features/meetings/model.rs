//! The nouns of meetings.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Who came.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Attendance {
    /// Delegate.
    pub person_id: String,
    /// present, leave or absent.
    pub status: String,
    /// Of a leave: official, private, sick or other; never a diagnosis.
    pub reason: String,
}

/// A point of the agenda.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "AgendaItem")]
pub struct Agenda {
    /// Record; empty for a new one.
    pub id: String,
    /// topic, report or speech.
    pub kind: String,
    /// What it is about.
    pub title: String,
    /// Delegate who speaks.
    pub person_id: Option<String>,
    /// Somebody else who speaks or reports.
    pub speaker: String,
    /// What came of it.
    pub outcome: String,
}

/// A meeting.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Meeting {
    /// Record; empty for a new one.
    pub id: String,
    /// Day.
    pub day: String,
    /// HH:MM or empty.
    pub starts: String,
    /// Dictionary meeting_kind.
    pub kind: String,
    /// Delegation or group; empty for all.
    pub circle_id: Option<String>,
    /// Congress a session belongs to.
    pub term_id: Option<String>,
    /// Session of that congress; 0 for other meetings.
    pub session: i64,
    /// Subject.
    pub title: String,
    /// Room.
    pub place: String,
    /// Who chairs.
    pub host: String,
    /// Who takes the minutes.
    pub recorder: String,
    /// Day the notice went out.
    pub notice_on: Option<String>,
    /// What was said; not in lists.
    pub minutes: String,
    /// Remark.
    pub note: String,
    /// Who was present, excused or absent.
    pub attendance: Vec<Attendance>,
    /// Agenda in its order; not in lists.
    pub agenda: Vec<Agenda>,
    /// Version the form was opened with; 0 for a new one. A save over a newer version is refused.
    pub version: i64,
}

/// Something a meeting asked somebody to do.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ActionPoint {
    /// Record; empty for a new one.
    pub id: String,
    /// Meeting.
    pub meeting_id: String,
    /// What is to be done.
    pub content: String,
    /// Delegate who does it.
    pub person_id: Option<String>,
    /// Unit or person outside the register.
    pub owner: String,
    /// Last day.
    pub due_on: Option<String>,
    /// Day it was done.
    pub done_on: Option<String>,
    /// What came of it.
    pub outcome: String,
}

/// An action point with its meeting.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ActionLine {
    /// The point.
    pub action: ActionPoint,
    /// Day of the meeting.
    pub day: String,
    /// Its subject.
    pub title: String,
}

/// What to list.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "MeetingFilter")]
pub struct Filter {
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Dictionary meeting_kind.
    pub kind: Option<String>,
    /// Of this delegation or group.
    pub circle_id: Option<String>,
    /// Meetings this delegate is entered for.
    pub person_id: Option<String>,
    /// Words in it, in its agenda or in what it asked for.
    pub text: Option<String>,
}

/// A page of the list: it sorts by day, kind, title, present, leave or absent, and hands out 200 lines at most.
pub type PageAsked = crate::features::PageAsked<Filter>;

/// A line of the list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MeetingLine {
    /// Record.
    pub id: String,
    /// Day.
    pub day: String,
    /// Dictionary meeting_kind.
    pub kind: String,
    /// Delegation or group; empty for all.
    pub circle_id: Option<String>,
    /// Congress a session belongs to.
    pub term_id: Option<String>,
    /// Session of that congress; 0 for other meetings.
    pub session: i64,
    /// Subject.
    pub title: String,
    /// Room.
    pub place: String,
    /// Who chairs.
    pub host: String,
    /// Delegates who came.
    pub present: i64,
    /// Excused.
    pub leave: i64,
    /// Absent.
    pub absent: i64,
    /// What it asked for that is not done.
    pub open: i64,
}

/// A page of meetings.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MeetingPage {
    /// Lines.
    pub lines: Vec<MeetingLine>,
    /// Meetings the filter leaves.
    pub total: i64,
    /// Delegates who came to them, each meeting for itself.
    pub present: i64,
    /// Excused.
    pub leave: i64,
    /// Absent.
    pub absent: i64,
}

/// A paper handed in at a session.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SessionPaper {
    /// Proposal.
    pub id: String,
    /// Dictionary proposal_kind.
    pub kind: String,
    /// Number as printed.
    pub number: String,
    /// Subject.
    pub title: String,
    /// Stage of its chain.
    pub stage: String,
}

/// A meeting whole.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MeetingWhole {
    /// The meeting.
    pub meeting: Meeting,
    /// Delegates who are expected: of its group on its day, or all.
    pub expected: Vec<String>,
    /// Action points.
    pub actions: Vec<ActionLine>,
    /// Papers handed in there, for a session of a congress.
    pub papers: Vec<SessionPaper>,
}
