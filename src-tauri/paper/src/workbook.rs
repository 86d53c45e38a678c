//! Workbooks: tables to be counted with, and empty ones to be filled in.

use crate::{Block, Document, MetaLine, Setting, SignaturePlace, Table, Text};
use serde::{Deserialize, Serialize};

/// A workbook of tables. Text is always written as text, days as days, numbers as numbers and sums as formulas.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workbook {
    /// The sheets from left to right; at least one.
    pub sheets: Vec<Sheet>,
}

/// A sheet with one table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The name on the tab; signs a tab cannot have are replaced and long names cut by the printer.
    pub name: String,
    /// The title in the first row.
    #[serde(default)]
    pub title: Text,
    /// The marking in the head of printed pages and above the title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marking: Option<String>,
    /// Paper when it is printed.
    #[serde(default)]
    pub setting: Setting,
    /// Lines between title and table.
    #[serde(default)]
    pub meta: Vec<MetaLine>,
    /// The table.
    pub table: Table,
    /// How many of its columns, from the second on, a chart below it shows as shares of each row; 0: no chart.
    #[serde(default)]
    pub charted: usize,
    /// Places to sign below the table.
    #[serde(default)]
    pub signatures: Vec<SignaturePlace>,
    /// What the figures mean.
    #[serde(default)]
    pub definitions: Vec<Text>,
    /// The page's number in the foot of printed pages, with `{page}` and `{pages}`.
    #[serde(default)]
    pub pages: String,
    /// The proof code in the foot of printed pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<String>,
}

impl From<&Document> for Workbook {
    /// One sheet for each table of the paper, named by the table's caption or the title, with the chart that is drawn
    /// from it; a chart that stands alone has a sheet with its figures. Other blocks are left out.
    fn from(document: &Document) -> Self {
        let mut tables: Vec<(Table, usize)> = Vec::new();
        let mut before = None;
        for block in &document.blocks {
            match (block, tables.last_mut()) {
                (Block::Bars(bars), Some((table, charted))) if before == Some(true) && bars.shows(table) => {
                    *charted = bars.parts.len();
                }
                (Block::Bars(bars), _) => tables.push((bars.table(), bars.parts.len())),
                (Block::Table(table), _) => tables.push((table.clone(), 0)),
                _ => {}
            }
            before = Some(matches!(block, Block::Table(_)));
        }
        let sheets = tables
            .into_iter()
            .map(|(table, charted)| Sheet {
                name: table.caption.clone().unwrap_or_else(|| document.title.text.clone()),
                title: document.title.clone(),
                marking: document.marking.clone(),
                setting: document.setting,
                meta: document
                    .subtitle
                    .iter()
                    .map(|text| MetaLine(vec![text.clone()]))
                    .chain(document.meta.clone())
                    .collect(),
                table,
                charted,
                signatures: document.signatures.clone(),
                definitions: document.definitions.clone(),
                pages: document.foot.pages.clone(),
                proof: document.foot.proof.clone(),
            })
            .collect();
        Self { sheets }
    }
}

/// An empty workbook that is filled in elsewhere and read back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryBook {
    /// The sheets from left to right; at least one.
    pub sheets: Vec<EntrySheet>,
    /// The name of the hidden sheet that holds the lists.
    pub lists_name: String,
}

/// A sheet to fill in: notes, one head row, empty rows that check what is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntrySheet {
    /// The name on the tab.
    pub name: String,
    /// The title in the first row; empty: the head row is the first.
    #[serde(default)]
    pub title: String,
    /// How to fill it in, a row each, between title and head.
    #[serde(default)]
    pub notes: Vec<String>,
    /// The columns.
    pub columns: Vec<EntryColumn>,
    /// How many rows check what is typed.
    pub rows: u32,
    /// The marking in the head of printed pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marking: Option<String>,
    /// Paper when it is printed.
    #[serde(default)]
    pub setting: Setting,
}

/// A column to fill in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryColumn {
    /// The head.
    pub name: String,
    /// What may be typed.
    #[serde(default)]
    pub kind: EntryKind,
    /// Width in Han characters.
    pub width: u16,
    /// Whether it must be filled in; its head is bold with a stronger frame.
    #[serde(default)]
    pub required: bool,
    /// What is said when the cell is chosen.
    #[serde(default)]
    pub hint: String,
    /// What is said when something else is typed.
    #[serde(default)]
    pub refusal: String,
    /// The column's cells already written, from above.
    #[serde(default)]
    pub filled: Vec<String>,
}

/// What may be typed into a column.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// Anything, kept as text: telephone numbers keep their zeros.
    #[default]
    Text,
    /// A whole number from 0 to the given one.
    Count(u32),
    /// A day between two, both `YYYY-MM-DD` and included.
    Day {
        /// First day that is taken.
        from: String,
        /// Last day that is taken.
        to: String,
    },
    /// One of these.
    OneOf(Vec<String>),
    /// One of these by the list, or something else with a warning.
    Proposed(Vec<String>),
}
