//! The nouns of activities.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An activity as entered and shown whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Activity {
    /// Record; empty for a new one.
    pub id: String,
    /// Dictionary activity_kind.
    pub kind: String,
    /// What it was about; of a meeting attended its name.
    pub title: String,
    /// First day.
    pub from_day: String,
    /// Last day; the first when empty.
    pub to_day: String,
    /// HH:MM or empty.
    pub starts: String,
    /// Where, beside villages.
    pub place: String,
    /// Villages and communities, in the order of the paper.
    pub areas: Vec<String>,
    /// Unit that organised it.
    pub organiser: String,
    /// Unit that invited to a meeting attended.
    pub invited_by: String,
    /// Delegates who took part, in the order of the paper.
    pub delegates: Vec<String>,
    /// Other people of the register.
    pub members: Vec<String>,
    /// Others who took part, as typed.
    pub companions: String,
    /// Tenths of an hour of instruction.
    pub hours: i64,
    /// Whom a report on duty was given to.
    pub audience: String,
    /// Dictionary report_manner; empty when not said.
    pub manner: String,
    /// What was found.
    pub findings: String,
    /// What was advised.
    pub advice: String,
    /// Remark.
    pub note: String,
    /// Version the form was opened with; 0 for a new one. A save over a newer version is refused.
    pub version: i64,
}

/// A report somebody wrote on an activity.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "ActivityReport")]
pub struct Report {
    /// Record; empty for a new one.
    pub id: String,
    /// Activity.
    pub activity_id: String,
    /// Delegate who wrote it; none when the group wrote it.
    pub person_id: Option<String>,
    /// Day handed in.
    pub day: String,
    /// Title.
    pub title: String,
    /// Its text; empty when only the paper is kept.
    pub content: String,
    /// Document number.
    pub document: String,
    /// Name of the paper or file and where it lies.
    pub attachment: String,
}

/// What a report was used for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "ReportUse")]
pub struct Use {
    /// Record; empty for a new one.
    pub id: String,
    /// Report.
    pub report_id: String,
    /// Day.
    pub day: String,
    /// Dictionary report_use.
    pub way: String,
    /// Where: the bulletin, unit or newspaper.
    pub receiver: String,
    /// Issue or document number.
    pub document: String,
    /// Proposal it became.
    pub proposal_id: Option<String>,
    /// Remark.
    pub note: String,
}

/// Reports gathered and sent on together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "ReportCollation")]
pub struct Collation {
    /// Record; empty for a new one.
    pub id: String,
    /// Day sent.
    pub day: String,
    /// Title.
    pub title: String,
    /// Office they were sent to.
    pub receiver: String,
    /// Document number of the letter.
    pub document: String,
    /// Who signed.
    pub signer: String,
    /// Remark.
    pub note: String,
    /// Reports in it, in order.
    pub reports: Vec<String>,
}

/// A report with its activity, where it was sent and what it was used for.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct ReportLine {
    /// The report; its text is left out in lists.
    pub report: Report,
    /// Delegate who wrote it; empty when the group wrote it.
    pub author: String,
    /// Title of its activity.
    pub activity: String,
    /// Dictionary activity_kind.
    pub kind: String,
    /// First day of the activity.
    pub from_day: String,
    /// Where it was sent: the collations it stands in.
    pub sent: Vec<Sent>,
    /// What it was used for.
    pub uses: Vec<Use>,
}

/// A collation a report stands in.
#[derive(Debug, Clone, Default, Serialize, TS)]
#[ts(rename = "ReportSent")]
pub struct Sent {
    /// Collation.
    pub id: String,
    /// Day sent.
    pub day: String,
    /// Office it was sent to.
    pub receiver: String,
}

/// Something that grew out of an activity, or the activity something grew out of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "ActivityLink")]
pub struct Link {
    /// Record of the link.
    pub id: String,
    /// opinions or proposals.
    pub kind: String,
    /// The opinion or proposal; of an activity looked for from there, the activity.
    pub record_id: String,
    /// Day.
    pub day: String,
    /// Its title, or the opinion's words; of an opinion about a person by name nothing.
    pub title: String,
    /// Its number as printed; the dictionary activity_kind of an activity.
    pub number: String,
}

/// What to list.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "ActivityFilter")]
pub struct Filter {
    /// Those that end on this day or later.
    pub from: Option<String>,
    /// Those that begin on this day or earlier.
    pub to: Option<String>,
    /// Dictionary activity_kind.
    pub kind: Option<String>,
    /// Who took part.
    pub person_id: Option<String>,
    /// Village it went to.
    pub area_id: Option<String>,
    /// `none` with no report, `held` with reports none of which was sent, `sent`, `used`.
    pub reports: Option<String>,
    /// Words in it.
    pub text: Option<String>,
}

/// A page of the list: it sorts by day, title, kind, people or reports, and hands out 200 lines at most.
pub type PageAsked = crate::features::PageAsked<Filter>;

/// A line of the list.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct ActivityLine {
    /// Record.
    pub id: String,
    /// Dictionary activity_kind.
    pub kind: String,
    /// What it was about.
    pub title: String,
    /// First day.
    pub from_day: String,
    /// Last day.
    pub to_day: String,
    /// Where.
    pub place: String,
    /// Villages, as spoken.
    pub areas: Vec<String>,
    /// Unit that organised it, or that invited.
    pub organiser: String,
    /// Delegates who took part.
    pub delegates: Vec<String>,
    /// Tenths of an hour of instruction.
    pub hours: i64,
    /// Reports handed in.
    pub reports: i64,
    /// Of which were sent on.
    pub sent: i64,
    /// Of which were used.
    pub used: i64,
}

/// Totals of what a filter leaves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "ActivityTotals")]
pub struct Sums {
    /// Activities.
    pub activities: i64,
    /// Times a delegate took part.
    pub delegates: i64,
    /// Tenths of an hour of instruction, each activity once.
    pub hours: i64,
    /// Reports.
    pub reports: i64,
    /// Reports sent on.
    pub sent: i64,
    /// Reports used.
    pub used: i64,
}

/// A page of activities.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ActivityPage {
    /// Lines.
    pub lines: Vec<ActivityLine>,
    /// Totals over all pages.
    pub sums: Sums,
    /// How many of each kind the other filters leave.
    pub kinds: std::collections::BTreeMap<String, i64>,
}

/// What a kind of activity asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "ActivityKind")]
pub struct KindFields {
    /// Dictionary activity_kind.
    pub kind: String,
    /// Fields shown, in the order of the form.
    pub fields: Vec<String>,
    /// Those of them that must be filled.
    pub needs: Vec<String>,
}

/// An activity whole.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ActivityWhole {
    /// The activity.
    pub activity: Activity,
    /// Reports with their texts.
    pub reports: Vec<ReportLine>,
    /// What grew out of it.
    pub links: Vec<Link>,
}

/// What a delegate took part in, for the delegate's page and yearly file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct DelegateActivity {
    /// Record.
    pub id: String,
    /// Dictionary activity_kind.
    pub kind: String,
    /// The kind in words.
    pub kind_label: String,
    /// What it was about.
    pub title: String,
    /// First day; one in the future is only planned.
    pub from_day: String,
    /// Last day.
    pub to_day: String,
    /// Where: villages, then the place.
    pub place: String,
    /// Unit that organised it, or that invited.
    pub organiser: String,
    /// Tenths of an hour of instruction.
    pub hours: i64,
    /// Whom a report on duty was given to.
    pub audience: String,
    /// Written or oral, in words.
    pub manner: String,
    /// Titles of the reports this delegate wrote, and of those the group wrote.
    pub reports: Vec<String>,
    /// What those reports were used for, in words: the way and where.
    pub uses: Vec<String>,
}
