//! What each column holds: proposed, corrected by the clerk, remembered by headings.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::text::key;

/// What a file is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ImportJob")]
pub enum Job {
    /// The register of delegates with their villages.
    Roster,
    /// The ledger of visits with the opinions heard.
    Visits,
}

/// What a column holds. One list serves both jobs; `headings.json` says which belong to which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each name is the domain word documented in data/headings.json")]
#[ts(rename = "ImportRole")]
pub enum Role {
    Sequence,
    Village,
    Team,
    Name,
    Sex,
    Layer,
    Level,
    Delegation,
    Group,
    Post,
    Phone,
    CitizenId,
    Birth,
    Age,
    JoinedParty,
    Background,
    From,
    Until,
    /// What this person is in the team: leader, liaison or member.
    Part,
    Leader,
    Liaison,
    Number,
    Page,
    Day,
    Time,
    Place,
    Delegates,
    Others,
    Kind,
    Received,
    Households,
    Firms,
    OpinionCount,
    Topic,
    Opinion,
    Giver,
    GiverPhone,
    Answer,
    Status,
    Unit,
    ClosedOn,
    /// Counts of several units in one cell.
    Tally,
    Situation,
    Tags,
    Note,
    /// Chosen by the clerk: leave the column out.
    Ignore,
}

impl Role {
    /// The role of this name, as it stands in JSON.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        serde_json::from_value(serde_json::Value::String(name.to_owned())).ok()
    }

    /// The name as it stands in JSON.
    #[must_use]
    pub fn name(self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(name)) => name,
            _ => String::new(),
        }
    }

    /// Recognised only to be left out: personal data this office does not keep.
    #[must_use]
    pub fn is_dropped(self) -> bool {
        matches!(self, Self::CitizenId | Self::Birth | Self::Age | Self::JoinedParty | Self::Background)
    }

    /// A count of those met; the columns of one are added.
    #[must_use]
    pub fn is_count(self) -> bool {
        matches!(self, Self::Received | Self::Households | Self::Firms)
    }

    /// May stand over several columns of one sheet.
    #[must_use]
    pub fn repeats(self) -> bool {
        self.is_dropped()
            || matches!(self, Self::Ignore | Self::Note | Self::Delegates | Self::Others | Self::Opinion | Self::Time)
    }
}

/// How a column came to its role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ImportGround")]
pub enum Ground {
    /// Its heading is a known spelling.
    Heading,
    /// Its values look like it.
    Content,
    /// The same heading was mapped before.
    Remembered,
    /// The clerk said so.
    Chosen,
    /// Nothing spoke for any role.
    Unknown,
}

/// Another role a column could have.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ts_rs::TS)]
#[ts(rename = "ImportAlternative")]
pub struct Alternative {
    /// The role.
    pub role: Role,
    /// From 0 to 1.
    pub confidence: f32,
}

/// One column as proposed.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
#[ts(rename = "ImportColumn")]
pub struct ColumnPlan {
    /// Column from 0.
    pub index: u32,
    /// Letters of the column.
    pub letter: String,
    /// Headings from the top head row down, joined by ` / `.
    pub heading: String,
    /// Key under which the choice is remembered; holds headings only, never a value.
    pub memory: String,
    /// Proposed or chosen role; `None` when nothing fits.
    pub role: Option<Role>,
    /// From 0 to 1.
    pub confidence: f32,
    /// Where the role comes from.
    pub ground: Ground,
    /// Other roles, best first.
    pub alternatives: Vec<Alternative>,
    /// How many cells below the head hold something.
    pub filled: usize,
}

/// Why a sheet is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ImportNotRead")]
pub enum NotRead {
    /// It has no cells.
    Empty,
    /// No row looks like a head with the columns this job needs.
    NoHead,
    /// Its name says it is a summary, an explanation or a list of choices.
    Summary,
    /// It is hidden in the workbook.
    Hidden,
    /// A head was found but no row below it.
    NoRows,
    /// It counts by village, month or day and tells of no single visit.
    Counts,
    /// The clerk left it out.
    Chosen,
}

/// What will be read from one sheet, and how.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
#[ts(rename = "ImportSheet")]
pub struct SheetPlan {
    /// Position of the sheet in its workbook.
    pub index: usize,
    /// Name of the sheet.
    pub sheet: String,
    /// `None` when it is read.
    pub not_read: Option<NotRead>,
    /// First head row from 0.
    pub head: u32,
    /// How many rows the head has.
    pub depth: u32,
    /// Text of the rows above the head: title, office, year.
    pub title: Vec<String>,
    /// The columns in their order.
    pub columns: Vec<ColumnPlan>,
    /// Columns in which an empty cell repeats the one above, because this sheet writes it so.
    pub carried: Vec<Role>,
}

impl SheetPlan {
    /// Columns of this role, from the left.
    pub fn columns_of(&self, role: Role) -> impl Iterator<Item = u32> + '_ {
        self.columns.iter().filter(move |c| c.role == Some(role)).map(|c| c.index)
    }

    /// First column of this role.
    #[must_use]
    pub fn column(&self, role: Role) -> Option<u32> {
        self.columns_of(role).next()
    }

    /// First row below the head.
    #[must_use]
    pub fn first_row(&self) -> u32 {
        self.head + self.depth
    }
}

/// What a clerk decided about files of one kind. It holds headings and spellings, never a value of a person.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "ImportMapping")]
pub struct Mapping {
    /// Role by heading (the whole path, its last part, or a column's letters); `ignore` leaves the column out.
    pub columns: BTreeMap<String, Role>,
    /// Sheets to read or to leave out, by name.
    pub sheets: BTreeMap<String, bool>,
    /// Area code by spelling of a village; empty text means none.
    pub villages: BTreeMap<String, String>,
    /// Code of a visit's kind by spelling.
    pub kinds: BTreeMap<String, String>,
    /// Code of a topic by spelling.
    pub topics: BTreeMap<String, String>,
    /// Read rows that are hidden in the sheet; they are told of either way.
    pub skip_hidden_rows: bool,
    /// For sheets that leave a cell empty to repeat the one above: yes or no instead of what was found.
    pub carry_down: Option<bool>,
}

impl Mapping {
    /// The role this mapping gives a column, with where it comes from.
    #[must_use]
    pub fn role_of(&self, path: &[String], letter: &str) -> Option<Role> {
        let joined = memory_of(path);
        let last = path.last().map(|p| key(p));
        self.columns.iter().find_map(|(heading, role)| {
            let wanted: String = heading.split(" / ").map(key).collect::<Vec<_>>().join("/");
            let hit = wanted == joined
                || last.as_ref().is_some_and(|l| *l == wanted)
                || (heading.len() <= 3 && heading.eq_ignore_ascii_case(letter));
            hit.then_some(*role)
        })
    }

    /// The later word wins, entry by entry.
    #[must_use]
    pub fn over(mut self, older: &Self) -> Self {
        for (k, v) in &older.columns {
            self.columns.entry(k.clone()).or_insert(*v);
        }
        for (k, v) in &older.sheets {
            self.sheets.entry(k.clone()).or_insert(*v);
        }
        for (mine, theirs) in
            [(&mut self.villages, &older.villages), (&mut self.kinds, &older.kinds), (&mut self.topics, &older.topics)]
        {
            for (k, v) in theirs {
                mine.entry(k.clone()).or_insert_with(|| v.clone());
            }
        }
        self.carry_down = self.carry_down.or(older.carry_down);
        self
    }
}

/// Key of a heading path: folded parts joined by a stroke.
#[must_use]
pub fn memory_of(path: &[String]) -> String {
    path.iter().map(|p| key(p)).collect::<Vec<_>>().join("/")
}
