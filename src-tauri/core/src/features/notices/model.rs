//! The nouns of notices.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One line of whom a notice is for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "NoticeAudience")]
pub struct Audience {
    /// delegates, circle, person, areas, area or unit.
    pub kind: String,
    /// Record of the group, person or village; the name of a unit; empty for all.
    pub target: String,
}

/// A notice as entered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Notice {
    /// Record; empty for a new one.
    pub id: String,
    /// Dictionary notice_kind.
    pub kind: String,
    /// Day of the paper.
    pub day: String,
    /// Document number.
    pub document: String,
    /// Title.
    pub title: String,
    /// Text, a line a paragraph.
    pub body: String,
    /// Person and phone for questions, printed.
    pub contact: String,
    /// Day everybody must have it by.
    pub receipt_by: Option<String>,
    /// Remark, not printed.
    pub note: String,
    /// Whom it is for.
    pub audience: Vec<Audience>,
    /// Opinions whose handling it tells of.
    pub opinions: Vec<String>,
    /// Version the form was opened with; 0 for a new one. A save over a newer version is refused.
    pub version: i64,
}

/// One who must have a notice.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[ts(rename = "NoticeRecipient")]
pub struct Recipient {
    /// Record.
    pub id: String,
    /// person, area or unit.
    pub kind: String,
    /// Delegate.
    pub person_id: Option<String>,
    /// Village or community.
    pub area_id: Option<String>,
    /// Unit.
    pub unit: String,
}

/// A delivery, or an attempt at it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "NoticeDelivery")]
pub struct Delivery {
    /// Record.
    pub id: String,
    /// Recipient.
    pub recipient_id: String,
    /// Day.
    pub day: String,
    /// HH:MM or empty.
    pub at: String,
    /// Dictionary notice_way.
    pub way: String,
    /// It was delivered; an attempt otherwise.
    pub reached: bool,
    /// Who delivered it.
    pub sender: String,
    /// Who took it, when not the recipient.
    pub receiver: String,
    /// Remark.
    pub note: String,
    /// Name of a photo and where it lies.
    pub photo: String,
    /// Clerk who entered it.
    pub clerk: String,
}

/// A recipient with what was done to reach them.
#[derive(Debug, Clone, Default, Serialize, TS)]
#[ts(rename = "NoticeRecipientLine")]
pub struct RecipientLine {
    /// The recipient.
    pub recipient: Recipient,
    /// Name of the delegate, village or unit.
    pub name: String,
    /// Group of the delegate, town of the village.
    pub about: String,
    /// Day it was delivered.
    pub reached_on: Option<String>,
    /// Deliveries and attempts in order.
    pub deliveries: Vec<Delivery>,
}

/// An opinion whose handling a notice tells of, as others may read it.
#[derive(Debug, Clone, Default, Serialize, TS)]
#[ts(rename = "NoticeOpinion")]
pub struct Told {
    /// Opinion.
    pub id: String,
    /// Ledger number.
    pub number: String,
    /// Village or community.
    pub area: String,
    /// Topic in words.
    pub topic: String,
    /// What was said, without the giver.
    pub content: String,
    /// Unit that handles it.
    pub unit: String,
    /// What came of it, or where it stands.
    pub progress: String,
}

/// A notice whole.
#[derive(Debug, Clone, Serialize, TS)]
pub struct NoticeWhole {
    /// The notice.
    pub notice: Notice,
    /// Who must have it.
    pub recipients: Vec<RecipientLine>,
    /// Opinions it tells of.
    pub opinions: Vec<Told>,
    /// Opinions chosen that are left out: about a person by name since, or removed.
    pub left_out: usize,
}

/// A delivery to be entered, for one or many.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "NoticeDeliverWish")]
pub struct DeliverWish {
    /// Notice.
    pub notice_id: String,
    /// Recipients.
    pub recipients: Vec<String>,
    /// Day.
    pub day: String,
    /// HH:MM or empty.
    pub at: String,
    /// Dictionary notice_way.
    pub way: String,
    /// It was delivered; an attempt otherwise.
    pub reached: bool,
    /// Who delivered it; the clerk when empty.
    pub sender: String,
    /// Who took it, when not the recipient.
    pub receiver: String,
    /// Remark.
    pub note: String,
    /// Name of a photo and where it lies.
    pub photo: String,
}

impl Default for DeliverWish {
    fn default() -> Self {
        Self {
            notice_id: String::new(),
            recipients: Vec::new(),
            day: String::new(),
            at: String::new(),
            way: String::new(),
            reached: true,
            sender: String::new(),
            receiver: String::new(),
            note: String::new(),
            photo: String::new(),
        }
    }
}

/// What to list.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "NoticeFilter")]
pub struct Filter {
    /// First day of the paper.
    pub from: Option<String>,
    /// Last day of the paper.
    pub to: Option<String>,
    /// Dictionary notice_kind.
    pub kind: Option<String>,
    /// `open` while somebody has not got it, `late` when the day for it is past, `done` when all have it.
    pub state: Option<String>,
    /// For this delegate.
    pub person_id: Option<String>,
    /// For this village.
    pub area_id: Option<String>,
    /// Words in it.
    pub text: Option<String>,
}

/// A page of the list: it sorts by day, title, due or missing, and hands out 200 lines at most.
pub type PageAsked = crate::features::PageAsked<Filter>;

/// A line of the list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct NoticeLine {
    /// Record.
    pub id: String,
    /// Dictionary notice_kind.
    pub kind: String,
    /// Day of the paper.
    pub day: String,
    /// Document number.
    pub document: String,
    /// Title.
    pub title: String,
    /// Day everybody must have it by.
    pub receipt_by: Option<String>,
    /// Who must have it.
    pub recipients: i64,
    /// Who has it.
    pub reached: i64,
    /// The day is past and somebody has not got it.
    pub late: bool,
}

/// A page of notices.
#[derive(Debug, Clone, Serialize, TS)]
pub struct NoticePage {
    /// Lines.
    pub lines: Vec<NoticeLine>,
    /// Notices the filter leaves.
    pub total: i64,
    /// Of which somebody has not got it.
    pub open: i64,
    /// Of which the day is past.
    pub late: i64,
    /// Recipients of all of them.
    pub recipients: i64,
    /// Of which reached.
    pub reached: i64,
}

/// Whom to ring up for one who has not got a notice.
#[derive(Debug, Clone, Serialize, TS)]
pub struct NoticePhone {
    /// Recipient.
    pub recipient_id: String,
    /// Name of the delegate, village or unit.
    pub name: String,
    /// Group or town.
    pub about: String,
    /// own, liaison, leader, or none when nobody is known.
    pub role: String,
    /// Who answers.
    pub contact: String,
    /// Phone.
    pub phone: String,
    /// Attempts so far.
    pub tried: usize,
}

/// A notice somebody has not got, with everybody to ring up for it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct NoticeCalls {
    /// The notice.
    pub line: NoticeLine,
    /// Whom to ring up.
    pub phones: Vec<NoticePhone>,
}

/// What of the notices is left to tell.
#[derive(Debug, Clone, Serialize, TS)]
pub struct NoticesDue {
    /// Notices somebody has not got.
    pub notices: i64,
    /// Of which the day is past.
    pub late: i64,
    /// Who has not got one, over all of them.
    pub missing: i64,
    /// Titles of the first ones, the nearest day first.
    pub titles: Vec<String>,
}
