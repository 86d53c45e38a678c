//! The nouns of transfers.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A transfer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct Transfer {
    /// Record.
    pub id: String,
    /// Clerk who hands over.
    pub from_id: String,
    /// That clerk's name.
    pub from: String,
    /// Who takes over.
    pub to_name: String,
    /// Who watches.
    pub witness: String,
    /// Why the one who hands over is not there; empty when there.
    pub absent: String,
    /// Day it was begun.
    pub begun_on: String,
    /// Day the list was counted.
    pub counted_on: String,
    /// Day on the signed page; the list is frozen from then on.
    pub signed_on: Option<String>,
    /// Day the accounts were changed.
    pub finished_on: Option<String>,
    /// Remark.
    pub note: String,
    /// Lines of its list.
    pub lines: i64,
    /// Of which handed over.
    pub given: i64,
}

/// One thing that is handed over.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct TransferLine {
    /// Record.
    pub id: String,
    /// opinions, promises, proposals, drafts, weeks, reports, stick, paper, backup, key, round, action or free.
    pub kind: String,
    /// What its count is about; empty for a line written by hand.
    pub item: String,
    /// Words.
    pub label: String,
    /// How many.
    pub counted: Option<i64>,
    /// What was counted, one a line.
    pub detail: Vec<String>,
    /// Where it lies.
    pub kept_at: String,
    /// Remark; for an envelope who sealed it.
    pub note: String,
    /// Handed over.
    pub given: bool,
}

/// A transfer whole.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TransferWhole {
    /// The transfer.
    pub transfer: Transfer,
    /// Its list.
    pub lines: Vec<TransferLine>,
    /// The one who hands over may still unlock.
    pub from_active: bool,
    /// Account of the one who takes over, when it is there and may unlock.
    pub to_id: Option<String>,
    /// Whoever asks may change it.
    pub may: bool,
}

/// A transfer that is begun.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct TransferBegun {
    /// Clerk who hands over; whoever asks when left out.
    pub from_id: Option<String>,
    /// Who takes over.
    pub to_name: String,
    /// Who watches.
    pub witness: String,
    /// Why the one who hands over is not there.
    pub absent: String,
}

/// The head of a transfer, changed.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct TransferHead {
    /// Record.
    pub id: String,
    /// Who takes over.
    pub to_name: String,
    /// Who watches.
    pub witness: String,
    /// Why the one who hands over is not there.
    pub absent: String,
    /// Remark.
    pub note: String,
}

/// A line, changed or added. What was counted stays as it was counted.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct TransferLineWish {
    /// Record; empty for a new line written by hand.
    pub id: String,
    /// Transfer, for a new line.
    pub transfer_id: String,
    /// Words; of a counted line they stay.
    pub label: String,
    /// How many; of a counted line it stays.
    pub counted: Option<i64>,
    /// Where it lies.
    pub kept_at: String,
    /// Remark.
    pub note: String,
    /// Handed over.
    pub given: bool,
}

/// A transfer that is signed.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TransferSigned {
    /// Record.
    pub id: String,
    /// Day on the signed page; today when left out.
    #[serde(default)]
    pub day: Option<String>,
}
