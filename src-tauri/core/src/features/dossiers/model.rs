//! The nouns of dossiers.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a booklet shows, written out: words of that day, not codes, so that it reads the same in ten years.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "DossierContent")]
pub struct Content {
    /// Version of this shape.
    pub shape: i64,
    /// Year.
    pub year: i64,
    /// Day duties were judged on.
    pub as_of: String,
    /// The office as printed.
    pub office: String,
    /// Delegate.
    pub person_id: String,
    /// Name.
    pub name: String,
    /// Unit and post.
    pub post: String,
    /// Delegation or group.
    pub circle: String,
    /// Levels of the seats.
    pub levels: String,
    /// Rule books the duties were judged by.
    pub rules: String,
    /// Parts of the booklet in their order.
    pub sections: Vec<Section>,
}

/// One part.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "DossierSection")]
pub struct Section {
    /// Stable code.
    pub code: String,
    /// Heading.
    pub title: String,
    /// Names of the columns.
    pub heads: Vec<String>,
    /// Lines in their order.
    pub lines: Vec<Line>,
    /// What the figures of this part mean.
    pub note: String,
    /// What stands there when there is no line.
    pub empty: String,
}

/// One line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "DossierEntry")]
pub struct Line {
    /// Stable within the part: the record, or the name of a fact.
    pub key: String,
    /// Page its record opens on; empty when it has none.
    pub page: String,
    /// Record.
    pub record: String,
    /// What stands in the columns.
    pub cells: Vec<String>,
}

/// Something missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "DossierGap")]
pub struct Gap {
    /// Stable code.
    pub code: &'static str,
    /// What is missing.
    pub sentence: String,
    /// What to do.
    pub remedy: String,
    /// Page it is put right on.
    pub page: &'static str,
    /// Record it is put right in.
    pub record: String,
}

/// How far a dossier is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "DossierStage")]
pub enum Stage {
    /// Not checked, and nothing is missing.
    Open,
    /// Not checked, and something is missing.
    Gaps,
    /// Checked; nothing changed since.
    Checked,
    /// Closed.
    Closed,
    /// Closed, with correction slips.
    Corrected,
}

/// A dossier in the list of a year.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "DossierLine")]
pub struct ListLine {
    /// Delegate.
    pub person_id: String,
    /// Name.
    pub name: String,
    /// Delegation or group.
    pub circle: String,
    /// Its record.
    pub circle_id: Option<String>,
    /// How far it is.
    pub stage: Stage,
    /// What is missing: how many; for a closed one what was missing then is no longer counted.
    pub gaps: i64,
    /// Checked before, and records changed since.
    pub recheck: bool,
    /// Whether the year is over for this delegate, so that it can be closed.
    pub over: bool,
    /// Day it was checked.
    pub checked_on: Option<String>,
    /// Day it was closed.
    pub closed_on: Option<String>,
    /// Correction slips.
    pub slips: i64,
    /// Lines that changed since the closing and have no slip.
    pub changed: i64,
}

/// The dossiers of a year.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "DossierYear")]
pub struct YearList {
    /// Year.
    pub year: i64,
    /// Day duties are judged on.
    pub as_of: String,
    /// Years with dossiers to look at, newest first.
    pub years: Vec<i64>,
    /// Delegates by group and strokes of the surname.
    pub lines: Vec<ListLine>,
}

/// A line that is no longer what was closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "DossierChange")]
pub struct Change {
    /// Part.
    pub section: String,
    /// Its heading.
    pub title: String,
    /// Line.
    pub line: String,
    /// What it is, in words.
    pub subject: String,
    /// What stands in the closed dossier.
    pub before: String,
    /// What the records say now.
    pub after: String,
    /// The line as the records say it, as JSON; empty when it is gone.
    #[serde(skip)]
    #[ts(skip)]
    pub cells: String,
    /// Page its record opens on.
    pub page: String,
    /// Record.
    pub record: String,
}

/// A correction slip.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "DossierSlip")]
pub struct Slip {
    /// Record.
    pub id: String,
    /// Number within the dossier, from 1.
    pub number: i64,
    /// Day.
    pub day: String,
    /// Clerk who wrote it.
    pub clerk: String,
    /// Document number.
    pub document: String,
    /// Part.
    pub section: String,
    /// Line of that part; empty when it was written by hand.
    pub line: String,
    /// What it corrects.
    pub subject: String,
    /// What stands in the closed dossier.
    pub before: String,
    /// What is right.
    pub after: String,
    /// The line as it is right, as JSON.
    #[serde(skip)]
    #[ts(skip)]
    pub cells: String,
    /// Why.
    pub reason: String,
}

/// A dossier whole.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "DossierWhole")]
pub struct Whole {
    /// What it shows: as gathered now, or as closed.
    pub content: Content,
    /// How it stands.
    pub line: ListLine,
    /// What is missing now; empty once closed.
    pub gaps: Vec<Gap>,
    /// What the clerk said of the gaps.
    pub note: String,
    /// Clerk who checked it.
    pub checked_by: String,
    /// Clerk who closed it.
    pub closed_by: String,
    /// The code printed on the signature page, made of the frozen content.
    pub seal: String,
    /// The frozen content is no longer what it was at the closing: something in it was erased on request.
    pub altered: bool,
    /// Correction slips in their order.
    pub slips: Vec<Slip>,
    /// Lines that changed since the closing and have no slip.
    pub changes: Vec<Change>,
}

/// Which year, and whose.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "DossierYearAsked")]
pub struct YearAsked {
    /// Year; last year in January and February, this year otherwise, when left out.
    pub year: Option<i64>,
    /// Only this delegation or group.
    pub circle_id: Option<String>,
}

/// One dossier.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "DossierAsked")]
pub struct Asked {
    /// Delegate.
    pub person: String,
    /// Year.
    pub year: i64,
}

/// Dossiers to be checked or closed.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "DossiersChosen")]
pub struct Chosen {
    /// Delegates.
    pub people: Vec<String>,
    /// Year.
    pub year: i64,
    /// What is said of the gaps; needed where something is missing.
    #[serde(default)]
    pub note: String,
}

/// How many were done.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "DossiersDone")]
pub struct DoneCount {
    /// Dossiers.
    pub n: i64,
}

/// A correction slip wanted: for lines the records changed in, or one written by hand.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "DossierSlipWish")]
pub struct SlipWish {
    /// Delegate.
    pub person: String,
    /// Year.
    pub year: i64,
    /// Document number.
    pub document: String,
    /// Why.
    pub reason: String,
    /// Changed lines a slip is written for, one each.
    pub lines: Vec<SlipLine>,
    /// By hand: the part.
    pub section: String,
    /// By hand: what is corrected.
    pub subject: String,
    /// By hand: what stands in the closed dossier.
    pub before: String,
    /// By hand: what is right.
    pub after: String,
}

/// A changed line.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "DossierSlipLine")]
pub struct SlipLine {
    /// Part.
    pub section: String,
    /// Line.
    pub line: String,
}
