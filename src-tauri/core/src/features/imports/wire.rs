//! What travels: requests and answers of the import calls.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::reading::finding::Finding;
use super::reading::mapping::{Job, Mapping, SheetPlan};
use super::reading::model::Dropped;
use super::reading::places::Match;
use crate::ground::words;

/// Which side counts where both changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ImportSide")]
pub enum Side {
    /// What the file says now.
    File,
    /// What the record says now.
    Record,
}

/// What becomes of a delegate this roster does not list. Nobody is ever deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ImportNotListed")]
pub enum NotListed {
    /// Stays in office.
    Keep,
    /// The seat ended.
    Terminated,
    /// The exercise of office is suspended.
    Suspended,
    /// The term is over.
    TermOver,
}

/// What the clerk decided over the preview.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "ImportDecisions")]
pub struct Decisions {
    /// Where both changed, by key of the change.
    pub both: BTreeMap<String, Side>,
    /// Delegates not listed, by person.
    pub not_listed: BTreeMap<String, NotListed>,
    /// First day of what a roster changes (变动生效日期); the office's first day, or today once delegates are there.
    pub effective: Option<String>,
    /// Level of delegates a roster gives no level: city, district or town.
    pub level: Option<String>,
    /// Person by a name in the file that is in the register twice, or not at all.
    pub names: BTreeMap<String, String>,
    /// Rows to leave out, by key.
    pub skip: Vec<String>,
}

/// Files to read and how.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "ImportRequest")]
pub struct Import {
    /// roster or visits.
    pub job: Job,
    /// Tokens of files or folders.
    pub files: Vec<String>,
    /// What the clerk says of columns and spellings.
    #[serde(default)]
    pub mapping: Mapping,
    /// What the clerk decided.
    #[serde(default)]
    pub decisions: Decisions,
    /// Fingerprint of the preview that was confirmed; another file content is refused.
    #[serde(default)]
    pub fingerprint: Option<String>,
    /// Lines of the preview at most.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// Something said of a cell, with its sentence.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(rename = "ImportTold")]
pub struct Told {
    /// File.
    pub file: String,
    /// Sheet.
    pub sheet: String,
    /// Address of the cell.
    pub cell: String,
    /// Stable code.
    pub code: String,
    /// Sentence.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// The row as it stands in the file; empty once the file was applied.
    pub original: Vec<Original>,
}

/// A row as it stands in the file. Dropped columns are not in it, citizen numbers are masked.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(rename = "ImportOriginal")]
pub struct Original {
    /// Row as the spreadsheet counts it.
    pub row: u32,
    /// Letters of the column and text of the cell; the headings stand in the plan of the sheet.
    pub cells: Vec<(String, String)>,
}

impl Told {
    /// A finding with its words.
    #[must_use]
    pub fn of(file: &str, finding: &Finding) -> Self {
        let (message, hint) = words::refusal(finding.code, &finding.fields);
        Self {
            file: file.to_owned(),
            sheet: finding.sheet.clone(),
            cell: finding.cell.clone(),
            code: finding.code.to_owned(),
            message,
            hint,
            original: Vec::new(),
        }
    }
}

/// A column left out.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(rename = "ImportDropped")]
pub struct DroppedColumn {
    /// File.
    pub file: String,
    /// Sheet.
    pub sheet: String,
    /// Letters.
    pub column: String,
    /// Heading.
    pub heading: String,
    /// What it held: `citizen_id`, `birth` …
    pub role: String,
    /// Cells that were not read.
    pub filled: usize,
}

impl DroppedColumn {
    /// A dropped column of this file.
    #[must_use]
    pub fn of(file: &str, d: &Dropped) -> Self {
        let Dropped { sheet, column, heading, role, filled } = d.clone();
        Self { file: file.to_owned(), sheet, column, heading, role, filled }
    }
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ImportRowState")]
pub enum RowState {
    /// A new record.
    New,
    /// A record that changes.
    Changed,
    /// Nothing changes.
    Same,
    /// Changed in the file and in the record, and nothing else is asked.
    Both,
    /// The record this row became was removed here since: it does not come back by itself.
    Removed,
    /// Left out by the clerk.
    Skipped,
}

/// One value the file asks to change.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(rename = "ImportValue")]
pub struct ValueChange {
    /// Key for a decision.
    pub key: String,
    /// Field: a column of the record, `opinion` or `village`.
    pub field: String,
    /// What the file says now.
    pub file: String,
    /// What the record says now.
    pub record: String,
    /// The record was changed as well.
    pub both: bool,
    /// Address of the cell.
    pub cell: String,
}

/// One row of the preview.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(rename = "ImportRow")]
pub struct RowLine {
    /// Key for leaving it out.
    pub key: String,
    /// File.
    pub file: String,
    /// Sheet.
    pub sheet: String,
    /// Address of its first cell.
    pub cell: String,
    /// What becomes of it.
    pub state: RowState,
    /// Record, when there is one.
    pub record: Option<String>,
    /// What it says in short: name and villages, or day, village and delegates.
    pub title: Vec<String>,
    /// What a visit was read as, beside its title.
    pub figures: Option<ReadFigures>,
    /// Values that change.
    pub changes: Vec<ValueChange>,
    /// Its rows as they stand in the file.
    pub original: Vec<Original>,
}

/// Kind and counts of a visit as they were read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "ImportFigures")]
pub struct ReadFigures {
    /// Dictionary kind.
    pub kind: String,
    /// People received.
    pub received: i64,
    /// Households visited.
    pub households: i64,
    /// Firms visited.
    pub firms: i64,
    /// Opinions heard.
    pub opinions: usize,
}

/// How many rows of each state.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "ImportCounts")]
pub struct Counts {
    /// New records.
    pub new: usize,
    /// Records that change.
    pub changed: usize,
    /// Rows that change nothing.
    pub same: usize,
    /// Rows with a value changed on both sides.
    pub both: usize,
    /// Rows of records removed here.
    pub removed: usize,
    /// Rows left out by the clerk.
    pub skipped: usize,
    /// Refused cells.
    pub refused: usize,
    /// Opinions in the rows read.
    pub opinions: usize,
    /// Values the file asks to change.
    pub values: usize,
}

/// A file with the plan of its sheets.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(rename = "ImportFile")]
pub struct FilePlan {
    /// Name.
    pub name: String,
    /// Sheets.
    pub sheets: Vec<SheetPlan>,
}

/// A spelling in question.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct VillageQuestion {
    /// As written.
    pub text: String,
    /// What it could mean.
    pub found: Match,
}

/// A name in question.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct NameQuestion {
    /// As written.
    pub name: String,
    /// People it could mean: id and name.
    pub candidates: Vec<(String, String)>,
}

/// A delegate in office whom the roster does not list.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(rename = "ImportUnlisted")]
pub struct Unlisted {
    /// Person.
    pub id: String,
    /// Name.
    pub name: String,
    /// What was decided.
    pub choice: NotListed,
}

/// What would happen; nothing is written yet.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "ImportPreview")]
pub struct Preview {
    /// roster or visits.
    pub job: Job,
    /// Fingerprint of the files' contents.
    pub fingerprint: String,
    /// Files and sheets with their columns.
    pub files: Vec<FilePlan>,
    /// How many of each.
    pub counts: Counts,
    /// Rows that are not the same, in the order of the files.
    pub rows: Vec<RowLine>,
    /// Cells that stop their row.
    pub refused: Vec<Told>,
    /// Cells worth a word.
    pub notices: Vec<Told>,
    /// Rows passed over.
    pub passed_over: Vec<Told>,
    /// Columns left out.
    pub dropped_columns: Vec<DroppedColumn>,
    /// Villages in question.
    pub villages: Vec<VillageQuestion>,
    /// Kinds nobody knows.
    pub kinds: Vec<String>,
    /// Names in question.
    pub names: Vec<NameQuestion>,
    /// Delegates in office the roster does not list.
    pub not_listed: Vec<Unlisted>,
    /// First day of what a roster changes.
    pub effective: String,
    /// Dictionary entries that would be added: list and label.
    pub new_words: Vec<(String, String)>,
    /// What is remembered and what was said, together: the mapping that counts.
    pub mapping: Mapping,
}

/// What happened.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "ImportApplied")]
pub struct Applied {
    /// Records made.
    pub created: usize,
    /// Records changed.
    pub updated: usize,
    /// Rows that changed nothing.
    pub unchanged: usize,
    /// Values changed on both sides and left as the record has them.
    pub both: usize,
    /// Cells that stopped their row.
    pub refused: Vec<Told>,
    /// Cells worth a word.
    pub notices: Vec<Told>,
    /// Rows passed over.
    pub passed_over: Vec<Told>,
    /// Columns left out.
    pub dropped_columns: Vec<DroppedColumn>,
    /// Files with what was read of their sheets.
    pub files: Vec<FilePlan>,
}
