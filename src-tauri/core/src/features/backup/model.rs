//! The nouns of backup.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use ts_rs::TS;

/// What a place may set: dated parameters named `backup.…`.
#[derive(Debug, Clone)]
pub struct Policy {
    /// Minutes between two backups while work goes on.
    pub every_minutes: i64,
    /// Days for which every backup stays.
    pub keep_all_days: i64,
    /// Days for which the newest of each day stays.
    pub keep_daily_days: i64,
    /// Weeks for which the newest of each week stays.
    pub keep_weekly_weeks: i64,
    /// Months for which the newest of each month stays.
    pub keep_monthly_months: i64,
    /// Share of the free disk all backups may take, in percent.
    pub disk_share_percent: i64,
    /// Days after which the second place is owed.
    pub second_warn_days: i64,
    /// Days after which a rehearsal is due again.
    pub rehearse_days: i64,
}

/// What this computer remembers of its backups. Stored in `settings`, not journalled.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Habits {
    /// The newest good backup.
    pub last: Option<Taken>,
    /// The newest one that failed.
    pub failure: Option<Failure>,
    /// The second place.
    pub second: Option<Second>,
    /// The newest check of the file.
    pub checked: Option<Tried>,
    /// The newest rehearsal.
    pub rehearsed: Option<Tried>,
}

/// A backup that was taken.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Taken {
    /// File name.
    pub name: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Journal entries it holds.
    pub entries: i64,
}

/// A backup that failed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Failure {
    /// When.
    pub at: DateTime<Utc>,
    /// Code of the refusal.
    pub code: String,
}

/// The second place.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Second {
    /// The folder on another disk or a stick.
    pub folder: PathBuf,
    /// When a backup last went there.
    pub at: Option<DateTime<Utc>>,
    /// Journal entries that one holds.
    pub entries: i64,
}

/// A check or a rehearsal.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Tried {
    /// When.
    pub at: DateTime<Utc>,
    /// Whether all was well.
    pub good: bool,
}

/// The colour of the health card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "BackupLight")]
pub enum Light {
    /// Nothing to do.
    Ok,
    /// To be done some time soon.
    Due,
    /// To be done now.
    Owed,
}

/// Why the light shows so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "BackupReason")]
pub enum Reason {
    /// All is well.
    Fine,
    /// No backup yet.
    None,
    /// The newest try failed.
    Failed,
    /// The newest check found damage.
    Unsound,
    /// Work of more than two intervals is in no backup.
    Old,
    /// No second place is set.
    NoSecond,
    /// The second place holds nothing yet.
    SecondEmpty,
    /// The second place is out of date.
    SecondOld,
    /// The second place was written by a clock ahead of this one: how old it is nobody knows.
    SecondAhead,
    /// No rehearsal for a long time.
    NoRehearsal,
    /// The newest rehearsal failed.
    RehearsalFailed,
}

impl Reason {
    /// Its key in the words.
    #[must_use]
    pub fn key(self) -> String {
        serde_json::to_value(self)
            .ok()
            .and_then(|value| value.as_str().map(|text| format!("backup.{text}")))
            .unwrap_or_default()
    }
}

/// One backup of a list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BackupLine {
    /// File name, by which it is asked for.
    pub name: String,
    /// When it was taken, UTC.
    pub taken: String,
    /// Why it was taken.
    pub reason: String,
    /// Bytes.
    pub bytes: u64,
    /// Journal entries it holds.
    pub entries: i64,
    /// Whether it opens with the key of the open file.
    pub own: bool,
    /// It was taken before an erasure and still holds what was erased (含已擦除信息).
    pub holds_erased: bool,
    /// It does not read as a backup.
    pub damaged: bool,
}

/// The health card.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BackupState {
    /// ok, due or owed.
    pub light: Light,
    /// Why, as a code.
    pub reason: Reason,
    /// Why, as a sentence.
    pub sentence: String,
    /// The newest backup.
    pub latest: Option<BackupLine>,
    /// When the newest good backup was taken, UTC.
    pub last_at: Option<String>,
    /// Journal entries that are in no backup yet.
    pub unsaved: i64,
    /// Minutes until the next one is due; none when nothing changed.
    pub next_in_minutes: Option<i64>,
    /// The second place, when one is set.
    pub second: Option<SecondState>,
    /// When the file was last checked, UTC, and whether it was sound.
    pub checked_at: Option<String>,
    /// Finding of that check.
    pub checked_good: Option<bool>,
    /// When a restore was last rehearsed, UTC.
    pub rehearsed_at: Option<String>,
    /// Finding of that rehearsal.
    pub rehearsed_good: Option<bool>,
    /// How many backups lie here.
    pub count: usize,
    /// Their bytes.
    pub bytes: u64,
    /// How many of them hold erased data.
    pub holding_erased: usize,
}

/// The second place.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "SecondPlaceState")]
pub struct SecondState {
    /// The folder's own name.
    pub label: String,
    /// Whether it can be reached now.
    pub reachable: bool,
    /// It lies on the same disk as the office file: no help when that disk dies.
    pub same_disk: bool,
    /// When a backup last went there, UTC.
    pub at: Option<String>,
    /// Days since.
    pub days: Option<i64>,
    /// Days after which it is owed.
    pub warn_days: i64,
}

/// A table and its rows.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "TableRows")]
pub struct Rows {
    /// Table.
    pub table: String,
    /// What its rows are, in words.
    pub what: String,
    /// Rows.
    pub rows: i64,
}

/// What a backup holds.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "BackupInspected")]
pub struct Inspected {
    /// When it was taken, UTC.
    pub taken: String,
    /// Why.
    pub reason: String,
    /// Office it is of.
    pub office: String,
    /// Town code of that office.
    pub area_code: String,
    /// Schema version.
    pub schema: u32,
    /// Journal entries.
    pub entries: i64,
    /// Digest of its newest entry; to be sent back when restoring.
    pub head: String,
    /// When its newest entry was written, UTC.
    pub newest: String,
    /// Rows of the tables a clerk knows, empty ones left out.
    pub counts: Vec<Rows>,
    /// Whether pages, references, journal and records are sound.
    pub sound: bool,
    /// What is not, for the telephone.
    pub fault: Option<String>,
    /// same: nothing is lost · older: `left_behind` entries would be put aside · apart: it is not an earlier state of the
    /// open file · unknown: nothing is open to compare it with.
    pub standing: String,
    /// Operations done since it was taken, which a restore would put aside.
    pub left_behind: i64,
    /// It was taken before an erasure; restoring it erases again.
    pub holds_erased: bool,
}
