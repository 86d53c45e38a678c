//! The nouns of attachments.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What an attachment belongs to, by the name of its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "AttachmentOwner")]
pub enum Owner {
    /// A visit.
    Visits,
    /// An opinion.
    Opinions,
    /// A move of an opinion.
    OpinionMoves,
    /// A report on an activity.
    ActivityReports,
    /// A meeting.
    Meetings,
    /// A proposal.
    Proposals,
}

impl Owner {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Visits, Self::Opinions, Self::OpinionMoves, Self::ActivityReports, Self::Meetings, Self::Proposals];

    /// Its table.
    #[must_use]
    pub fn table(self) -> &'static str {
        match self {
            Self::Visits => "visits",
            Self::Opinions => "opinions",
            Self::OpinionMoves => "opinion_moves",
            Self::ActivityReports => "activity_reports",
            Self::Meetings => "meetings",
            Self::Proposals => "proposals",
        }
    }

    /// The column of an attachment that names it.
    #[must_use]
    pub fn column(self) -> &'static str {
        match self {
            Self::Visits => "visit_id",
            Self::Opinions => "opinion_id",
            Self::OpinionMoves => "move_id",
            Self::ActivityReports => "report_id",
            Self::Meetings => "meeting_id",
            Self::Proposals => "proposal_id",
        }
    }

    /// The owner of this table.
    #[must_use]
    pub fn of_table(table: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.table() == table)
    }

    /// Whether opening its record leaves a line in the journal; then so does looking at its attachments.
    #[must_use]
    pub fn watched(self) -> bool {
        matches!(self, Self::Visits | Self::Opinions | Self::OpinionMoves)
    }
}

/// One attachment as its page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Attachment {
    /// Record.
    pub id: String,
    /// Move of the opinion it came with.
    pub move_id: Option<String>,
    /// Name without its ending.
    pub name: String,
    /// Kind of file told from its bytes.
    pub media: String,
    /// Size.
    pub bytes: i64,
    /// Whether place, time and device were taken out of a photo.
    pub cleaned: bool,
    /// Day it was added.
    pub day: String,
    /// Clerk who added it.
    pub clerk: String,
    /// Remark.
    pub note: String,
    /// Small picture as JPEG in base64, where there is one.
    pub small: Option<String>,
}

/// The attachments of a record.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "AttachmentList")]
pub struct Listed {
    /// In the order they were added; of an opinion also those of its moves.
    pub files: Vec<Attachment>,
    /// Largest file, in bytes.
    pub largest: i64,
    /// Most attachments of one record.
    pub most: i64,
    /// Kinds that are taken.
    pub kinds: Vec<String>,
}

/// A record whose attachments are meant.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "AttachmentPlace")]
pub struct Place {
    /// What it is.
    pub owner: Owner,
    /// Record.
    pub record: String,
}

/// Files to be added.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "AttachmentAdd")]
pub struct Add {
    /// What they belong to.
    pub owner: Owner,
    /// Record.
    pub record: String,
    /// Tokens of chosen files.
    pub files: Vec<String>,
}

/// A file that was not taken.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "AttachmentRefused")]
pub struct NotTaken {
    /// Its name.
    pub name: String,
    /// Why, as a sentence.
    pub sentence: String,
    /// What to do.
    pub hint: String,
}

/// What was added.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "AttachmentsAdded")]
pub struct Added {
    /// Records.
    pub ids: Vec<String>,
    /// Photos that place, time and device were taken out of.
    pub cleaned: usize,
    /// Files that lie there already and were not added again.
    pub same: usize,
    /// Files that were not taken.
    pub refused: Vec<NotTaken>,
}

/// A name and a remark.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "AttachmentNamed")]
pub struct Named {
    /// Record.
    pub id: String,
    /// Name without an ending.
    pub name: String,
    /// Remark.
    pub note: String,
}

/// A file laid out for a viewer.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "AttachmentOpened")]
pub struct Opened {
    /// Token of the copy in the private folder.
    pub file: String,
}

/// Attachments to be carried out.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "AttachmentSave")]
pub struct Save {
    /// Records.
    pub ids: Vec<String>,
    /// Token of a drive or folder.
    pub to: String,
    /// Number of the stick.
    #[serde(default)]
    pub medium: String,
    /// What they are for; the register keeps it.
    pub reason: String,
}

/// What of removed attachments still lies in the file.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "AttachmentsRemoved")]
pub struct Removed {
    /// Removed attachments that could be brought back.
    pub n: usize,
    /// Bytes only they need.
    pub bytes: i64,
    /// Bytes of all files kept.
    pub total: i64,
    /// Most bytes of all files.
    pub most: i64,
}

/// What was cleared away for good.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "AttachmentsCleared")]
pub struct Cleared {
    /// Removed attachments that cannot be brought back any more.
    pub n: usize,
    /// Bytes that became free.
    pub bytes: i64,
    /// Backups that still hold them, until they are rewritten.
    pub backups: usize,
}
