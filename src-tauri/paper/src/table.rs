//! Tables: a head of one or more rows, typed columns, group rows, subtotals and totals that say what they add.

use crate::{DayPattern, Text};
use serde::{Deserialize, Serialize};

/// A table. Every row has as many cells as there are columns, spans counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// Head rows with spans, repeated on each page. Empty: one row of the columns' names.
    #[serde(default)]
    pub head: Vec<Vec<HeadCell>>,
    /// Body rows, group rows and totals in paper order.
    #[serde(default)]
    pub rows: Vec<Row>,
    /// The unit line above the table at the right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// A line above the table at the left: what the table shows when a paper holds several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// Type size of the table.
    #[serde(default)]
    pub size: TableSize,
    /// Least height of body rows in tenths of a millimetre, for tables that are filled in by hand. 0: as the text needs.
    #[serde(default)]
    pub row_height: u32,
    /// The words of the sum of a page's own rows, printed above the frame's foot on each page but not in a workbook.
    /// `None`: no page sums.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_sum: Option<String>,
}

/// Type size of a table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableSize {
    /// 10.5 pt, the usual size of a register.
    #[default]
    Usual,
    /// 9 pt, for tables with many columns.
    Dense,
    /// 12 pt, for forms that are filled in by hand or read by old eyes.
    Large,
}

/// One column.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// The name when the table has no head rows of its own, and the workbook's name of the column.
    pub name: String,
    /// What stands in it.
    #[serde(default)]
    pub kind: ColumnKind,
    /// How wide it is.
    #[serde(default)]
    pub width: Width,
    /// Where its text stands; `None`: numbers right, days centred, text left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub align: Option<Align>,
    /// Whether [`Table::sum`] adds it. Counts of different people do not add up and stay out.
    #[serde(default)]
    pub adds: bool,
}

/// What stands in a column.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// Text; in a workbook always a text cell, never a formula.
    #[default]
    Text,
    /// A number with so many decimals and, when grouped, a comma at each three digits.
    Number {
        /// Digits after the point.
        decimals: u8,
        /// Commas at thousands.
        grouped: bool,
    },
    /// A day, written by its pattern.
    Day(DayPattern),
}

/// Where text stands in its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// At the left.
    Left,
    /// In the middle.
    Centre,
    /// At the right.
    Right,
}

/// How wide a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Width {
    /// So many Han characters of the table's type size fit on one line.
    Chars(u16),
    /// A share of what the fixed columns leave, by weight.
    Share(u16),
}

impl Default for Width {
    fn default() -> Self {
        Self::Share(1)
    }
}

/// A cell of the head; `columns` and `rows` are its spans, at least 1. A cell covered by a span is not written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadCell {
    /// The words.
    pub text: String,
    /// Columns it covers.
    pub columns: u16,
    /// Head rows it covers.
    pub rows: u16,
}

/// A row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// What the row is.
    #[serde(default)]
    pub kind: RowKind,
    /// Its cells from left to right; the spans add up to the number of columns, except in a group row, whose single
    /// cell covers the table.
    pub cells: Vec<Cell>,
    /// Who is blamed for a missing glyph in a cell that names nobody itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
}

/// What a row is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// A record.
    #[default]
    Body,
    /// The name of the group that follows; it stays with the first row of it.
    Group,
    /// The sum of a group: a rule above, bold.
    Subtotal,
    /// The sum of the table: a stronger rule above, bold.
    Total,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// What stands in it.
    pub value: Value,
    /// Columns it covers, at least 1.
    #[serde(default = "one")]
    pub columns: u16,
    /// Rows it covers, at least 1. The covered rows leave the cell out.
    #[serde(default = "one")]
    pub rows: u16,
    /// The cells whose sum this is. A workbook writes a formula with the value as its last known answer; a printer
    /// refuses a paper whose stated sum is not the sum of what stands on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub adds: Vec<Area>,
}

fn one() -> u16 {
    1
}

/// What stands in a cell.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Nothing: room to write by hand.
    #[default]
    Empty,
    /// Text.
    Text(Text),
    /// A number in units of the column's last decimal: 125 in a column of two decimals is 1.25. Whole numbers that are
    /// scaled are exact where floating points are not. In a text column it has no decimals.
    Number(i64),
    /// A day, `YYYY-MM-DD`.
    Day(String),
}

/// A rectangle of cells in the table's rows and columns, counted from 0, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// First row.
    pub first_row: usize,
    /// Last row.
    pub last_row: usize,
    /// First column.
    pub first_column: usize,
    /// Last column.
    pub last_column: usize,
}

impl Column {
    /// A text column.
    pub fn text(name: impl Into<String>, width: Width) -> Self {
        Self { name: name.into(), width, ..Self::default() }
    }

    /// A column of whole numbers that add up.
    pub fn count(name: impl Into<String>, width: Width) -> Self {
        let kind = ColumnKind::Number { decimals: 0, grouped: true };
        Self { name: name.into(), kind, width, align: None, adds: true }
    }

    /// A column of days.
    pub fn day(name: impl Into<String>, width: Width, pattern: DayPattern) -> Self {
        Self { name: name.into(), kind: ColumnKind::Day(pattern), width, ..Self::default() }
    }

    /// The same column with its text in the middle, as short words in forms stand.
    pub fn centred(mut self) -> Self {
        self.align = Some(Align::Centre);
        self
    }

    /// The same column left out of sums.
    pub fn not_added(mut self) -> Self {
        self.adds = false;
        self
    }

    /// Where its text stands.
    pub fn alignment(&self) -> Align {
        self.align.unwrap_or(match self.kind {
            ColumnKind::Text => Align::Left,
            ColumnKind::Number { .. } => Align::Right,
            ColumnKind::Day(_) => Align::Centre,
        })
    }

    /// The number as it stands on paper.
    pub fn write_number(&self, number: i64) -> String {
        match self.kind {
            ColumnKind::Number { decimals, grouped } => write_number(number, decimals, grouped),
            ColumnKind::Text | ColumnKind::Day(_) => number.to_string(),
        }
    }
}

impl HeadCell {
    /// A head cell over one column and one row.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), columns: 1, rows: 1 }
    }

    /// A head cell over several columns.
    pub fn over(text: impl Into<String>, columns: u16) -> Self {
        Self { columns, ..Self::new(text) }
    }

    /// A head cell over several head rows.
    pub fn deep(text: impl Into<String>, rows: u16) -> Self {
        Self { rows, ..Self::new(text) }
    }
}

impl Cell {
    /// An empty cell.
    pub fn empty() -> Self {
        Self::from(Value::Empty)
    }

    /// A text cell.
    pub fn text(text: impl Into<Text>) -> Self {
        Self::from(Value::Text(text.into()))
    }

    /// A number cell.
    pub fn number(number: i64) -> Self {
        Self::from(Value::Number(number))
    }

    /// A day cell.
    pub fn day(day: impl Into<String>) -> Self {
        Self::from(Value::Day(day.into()))
    }

    /// The same cell over several columns.
    pub fn over(mut self, columns: u16) -> Self {
        self.columns = columns;
        self
    }

    /// The same cell over several rows.
    pub fn deep(mut self, rows: u16) -> Self {
        self.rows = rows;
        self
    }
}

impl From<Value> for Cell {
    fn from(value: Value) -> Self {
        Self { value, columns: 1, rows: 1, adds: Vec::new() }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::text(text)
    }
}

impl From<Text> for Cell {
    fn from(text: Text) -> Self {
        Self::text(text)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::number(number)
    }
}

impl Row {
    /// A record.
    pub fn body(cells: Vec<Cell>) -> Self {
        Self { cells, ..Self::default() }
    }

    /// The name of the group that follows.
    pub fn group(text: impl Into<Text>) -> Self {
        Self { kind: RowKind::Group, cells: vec![Cell::text(text)], who: None }
    }
}

impl Table {
    /// The rows of the head: its own, or one of the columns' names.
    pub fn head_rows(&self) -> Vec<Vec<HeadCell>> {
        if self.head.is_empty() {
            vec![self.columns.iter().map(|column| HeadCell::new(&column.name)).collect()]
        } else {
            self.head.clone()
        }
    }
}

/// A scaled number as it stands on paper, with the true minus sign.
pub fn write_number(number: i64, decimals: u8, grouped: bool) -> String {
    let scale = 10_u64.checked_pow(u32::from(decimals)).unwrap_or(1);
    let magnitude = number.unsigned_abs();
    let whole = (magnitude / scale).to_string();
    let mut text = String::new();
    if number < 0 {
        text.push('\u{2212}');
    }
    for (index, digit) in whole.chars().enumerate() {
        if grouped && index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if decimals > 0 {
        text.push_str(&format!(".{:0width$}", magnitude % scale, width = usize::from(decimals)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_exactly() {
        assert_eq!(write_number(1234567, 0, true), "1,234,567");
        assert_eq!(write_number(-1234, 2, true), "\u{2212}12.34");
        assert_eq!(write_number(5, 2, false), "0.05");
        assert_eq!(write_number(i64::MIN, 0, false), "\u{2212}9223372036854775808");
    }
}
