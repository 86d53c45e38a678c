//! A sheet as the rest of the reading sees it: typed cells with addresses, merges known, nothing interpreted.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use super::text::trimmed;

/// What one cell holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// Nothing.
    #[default]
    Empty,
    /// Text as stored, not trimmed.
    Text(Box<str>),
    /// A number without a date format.
    Number(f64),
    /// A number with a date format: the day, minutes after midnight when the time is not midnight, and the number
    /// itself, for a count that was dressed as a date by mistake.
    Moment {
        /// The day; the epoch's own day when only a time was stored.
        day: NaiveDate,
        /// Minutes after midnight.
        minutes: u16,
        /// The stored number.
        serial: f64,
    },
    /// True or false.
    Flag(bool),
    /// An error value of the spreadsheet such as `#REF!`.
    Fault(&'static str),
    /// A formula whose result was never stored: formulas are not evaluated here.
    Unstored,
}

impl Value {
    /// Nothing to see in the cell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => trimmed(text).is_empty(),
            _ => false,
        }
    }

    /// The value as a clerk would read it. A whole number shows no decimal point, a day shows as ISO text.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Empty | Self::Unstored => String::new(),
            Self::Text(text) => trimmed(text).to_owned(),
            Self::Number(n) => shown_number(*n),
            Self::Moment { day, minutes, .. } => {
                if day.year() < 1901 {
                    format!("{:02}:{:02}", minutes / 60, minutes % 60)
                } else if *minutes == 0 {
                    day.format("%Y-%m-%d").to_string()
                } else {
                    format!("{} {:02}:{:02}", day.format("%Y-%m-%d"), minutes / 60, minutes % 60)
                }
            }
            Self::Flag(flag) => if *flag { "TRUE" } else { "FALSE" }.to_owned(),
            Self::Fault(fault) => (*fault).to_owned(),
        }
    }
}

/// A number without the decimal point a whole number does not need.
#[must_use]
pub fn shown_number(n: f64) -> String {
    if n.fract() == 0.0 && n.abs() < 1e18 { format!("{n:.0}") } else { n.to_string() }
}

/// Rows and columns joined to one cell; numbers count from 0, both ends belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    /// First row.
    pub top: u32,
    /// First column.
    pub left: u32,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u32,
}

/// One sheet.
#[derive(Debug, Default)]
pub struct Sheet {
    /// Name on the tab.
    pub name: String,
    /// Hidden in the workbook.
    pub hidden: bool,
    /// Days count from 1904.
    pub from_1904: bool,
    /// Hidden rows, counted from 0. Only known for .xlsx and .xlsm.
    pub hidden_rows: BTreeSet<u32>,
    rows: Vec<Vec<Value>>,
    covered: HashMap<(u32, u32), (u32, u32)>,
    merges: Vec<Merge>,
    width: u32,
    moved: Option<Arc<Moved>>,
}

/// Where the cells of a sheet stood before they were laid into rows: a form or a table lying on its side.
#[derive(Debug, Default)]
pub struct Moved {
    /// The sheet as it stands in the file.
    pub from: Sheet,
    /// Address in the file by address here.
    pub cells: HashMap<(u32, u32), (u32, u32)>,
    /// Columns of labels at the left, when each further column is a record; none for forms.
    pub labels: Option<u32>,
}

static NOTHING: Value = Value::Empty;

impl Sheet {
    /// A sheet from its cells in any order; merges are clipped to the used part.
    #[must_use]
    pub fn new(name: String, cells: Vec<(u32, u32, Value)>, merges: Vec<Merge>) -> Self {
        let mut sheet = Self { name, ..Self::default() };
        for (row, column, value) in cells {
            if value.is_empty() {
                continue;
            }
            let row = row as usize;
            if sheet.rows.len() <= row {
                sheet.rows.resize_with(row + 1, Vec::new);
            }
            if let Some(line) = sheet.rows.get_mut(row) {
                let column = column as usize;
                if line.len() <= column {
                    line.resize(column + 1, Value::Empty);
                }
                if let Some(cell) = line.get_mut(column) {
                    *cell = value;
                }
                sheet.width = sheet.width.max(column as u32 + 1);
            }
        }
        let (height, width) = (sheet.height(), sheet.width);
        for merge in merges {
            if merge.top >= height || merge.left >= width {
                continue;
            }
            let merge = Merge { bottom: merge.bottom.min(height - 1), right: merge.right.min(width - 1), ..merge };
            for row in merge.top..=merge.bottom {
                for column in merge.left..=merge.right {
                    if (row, column) != (merge.top, merge.left) {
                        sheet.covered.insert((row, column), (merge.top, merge.left));
                    }
                }
            }
            sheet.merges.push(merge);
        }
        sheet
    }

    /// The same sheet with other cells and merges; everything keeps its address.
    #[must_use]
    pub fn relaid(&self, cells: Vec<(u32, u32, Value)>, merges: Vec<Merge>) -> Self {
        Self {
            hidden: self.hidden,
            from_1904: self.from_1904,
            hidden_rows: self.hidden_rows.clone(),
            moved: self.moved.clone(),
            ..Self::new(self.name.clone(), cells, merges)
        }
    }

    /// The same sheet laid into rows: every cell gets another address, and the file's is kept beside it.
    #[must_use]
    pub fn laid(self, cells: Vec<(u32, u32, Value)>, merges: Vec<Merge>, moved: Moved) -> Self {
        let mut out = Self::new(self.name.clone(), cells, merges);
        (out.hidden, out.from_1904) = (self.hidden, self.from_1904);
        out.moved = Some(Arc::new(Moved { from: self, ..moved }));
        out
    }

    /// How the sheet stands in the file, when its cells were laid into rows.
    #[must_use]
    pub fn moved(&self) -> Option<&Moved> {
        self.moved.as_deref()
    }

    /// The address in the file of a cell of this sheet.
    #[must_use]
    pub fn origin(&self, row: u32, column: u32) -> (u32, u32) {
        let Some(moved) = &self.moved else { return (row, column) };
        let own = moved.cells.get(&(row, column));
        // A cell nobody wrote stands where its row begins.
        own.or_else(|| moved.cells.get(&(row, 0))).copied().unwrap_or((row, column))
    }

    /// Every cell that holds something itself: row, column, value.
    pub fn cells(&self) -> impl Iterator<Item = (u32, u32, &Value)> {
        (0..self.height()).flat_map(|row| self.filled(row).map(move |(column, value)| (row, column, value)))
    }

    /// Rows in use, counted from the top.
    #[must_use]
    pub fn height(&self) -> u32 {
        self.rows.len() as u32
    }

    /// Columns in use, counted from the left.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.width
    }

    /// The cell itself; what a merge hides counts as empty.
    #[must_use]
    pub fn own(&self, row: u32, column: u32) -> &Value {
        if !self.covered.is_empty() && self.covered.contains_key(&(row, column)) {
            return &NOTHING;
        }
        self.stored(row, column)
    }

    fn stored(&self, row: u32, column: u32) -> &Value {
        self.rows.get(row as usize).and_then(|line| line.get(column as usize)).unwrap_or(&NOTHING)
    }

    /// The cell or, when a merge covers it, the merge's first cell with its row.
    #[must_use]
    pub fn seen(&self, row: u32, column: u32) -> (&Value, u32) {
        match self.covered.get(&(row, column)) {
            Some((top, left)) => (self.stored(*top, *left), *top),
            None => (self.stored(row, column), row),
        }
    }

    /// First cell of the merge that covers this one, if any.
    #[must_use]
    pub fn anchor(&self, row: u32, column: u32) -> Option<(u32, u32)> {
        self.covered.get(&(row, column)).copied()
    }

    /// All merges.
    #[must_use]
    pub fn merges(&self) -> &[Merge] {
        &self.merges
    }

    /// True when some merge joins rows of this column at or below `from`.
    #[must_use]
    pub fn joins_rows(&self, column: u32, from: u32) -> bool {
        self.merges.iter().any(|m| m.left <= column && column <= m.right && m.bottom > m.top && m.bottom > from)
    }

    /// Cells of a row that hold something themselves: column and value.
    pub fn filled(&self, row: u32) -> impl Iterator<Item = (u32, &Value)> {
        self.rows
            .get(row as usize)
            .into_iter()
            .flatten()
            .zip(0u32..)
            .filter(move |(value, column)| !value.is_empty() && !self.covered.contains_key(&(row, *column)))
            .map(|(value, column)| (column, value))
    }

    /// Cells in use over the whole sheet.
    #[must_use]
    pub fn count(&self) -> usize {
        self.rows.iter().flatten().filter(|v| !v.is_empty()).count()
    }
}

/// Letters of a column: 0 is A, 26 is AA.
#[must_use]
pub fn letters(column: u32) -> String {
    let mut n = u64::from(column) + 1;
    let mut out = Vec::new();
    while n > 0 {
        let digit = ((n - 1) % 26) as u8;
        out.push(char::from(b'A' + digit));
        n = (n - 1) / 26;
    }
    out.iter().rev().collect()
}

/// Address as spreadsheets write it: row 0, column 0 is `A1`.
#[must_use]
pub fn address(row: u32, column: u32) -> String {
    format!("{}{}", letters(column), row + 1)
}

/// Row and column of an address, both from 0; `None` when it is none.
#[must_use]
pub fn parsed(address: &str) -> Option<(u32, u32)> {
    let digits = address.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = address.split_at(digits);
    let column = letters.bytes().try_fold(0u32, |sum, byte| {
        byte.is_ascii_uppercase().then_some(())?;
        sum.checked_mul(26)?.checked_add(u32::from(byte - b'A') + 1)
    })?;
    Some((number.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}
