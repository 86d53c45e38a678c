//! A table made ready: widths in points, values written out, breaks where a long number or a narrow head needs them.

use serde::Serialize;
use zhudian_paper::{Align, Cell, Column, ColumnKind, HeadCell, PrintFault, Row, RowKind, Table, TableSize, Value};

use super::widths::{INSET, Measure, break_long_runs, even_lines, is_sum, needed, pads, widths};
use super::{TENTH, clean};

/// A row with more characters than this may break over pages; shorter rows stay whole.
const LONG_ROW: usize = 600;

/// A table made ready.
#[derive(Serialize)]
pub(crate) struct TablePlan {
    pub size: f64,
    inset: f64,
    pub widths: Vec<f64>,
    /// Room right of the text by column in points: figures stand a little in from the line when there is room.
    pads: Vec<f64>,
    pub aligns: Vec<Align>,
    pub head: Vec<Vec<HeadPlan>>,
    /// Kind and cells.
    pub rows: Vec<(RowKind, Vec<CellPlan>)>,
    pub unit: Option<String>,
    pub caption: Option<String>,
    /// Least height of a body row in points; 0: as the text needs.
    pub row_height: f64,
    page_sum: Option<PageSum>,
    /// Whether rows may break over pages.
    breakable: bool,
    /// Whether the rows are plain enough to be laid one by one, without the typesetter's own table.
    pub swift: bool,
}

#[derive(Serialize)]
pub(crate) struct HeadPlan {
    pub t: String,
    pub c: u16,
    pub r: u16,
}

/// A plain cell is its text alone: most cells are, and a big table is read faster so.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum CellPlan {
    Plain(String),
    Spanned {
        t: String,
        c: u16,
        r: u16,
        #[serde(skip_serializing_if = "Option::is_none")]
        a: Option<Align>,
    },
}

/// Sums of a page's own rows: the label over the first columns, then a place for each column.
#[derive(Serialize)]
struct PageSum {
    label: String,
    lead: usize,
    /// Which columns add.
    adds: Vec<bool>,
    decimals: Vec<u8>,
    grouped: Vec<bool>,
    /// The numbers of the body rows, row by row; empty for other rows.
    numbers: Vec<Vec<i64>>,
}

/// The type size of a table in points.
pub(crate) fn type_size(size: TableSize) -> f64 {
    match size {
        TableSize::Usual => 10.5,
        TableSize::Dense => 9.0,
        TableSize::Large => 12.0,
    }
}

impl TablePlan {
    /// Makes a table ready for a width in points.
    ///
    /// # Errors
    /// Rows that do not fit the columns, days that are none.
    pub fn of(table: &Table, room: f64, width_of: Measure<'_>) -> Result<Self, PrintFault> {
        check_shape(table)?;
        let size = type_size(table.size);
        let places = table.places();
        let mut rows = Vec::with_capacity(table.rows.len());
        for (row, line) in table.rows.iter().zip(&places) {
            rows.push((row.kind, written(table, row, line)));
        }
        let needed = needed(table, &rows, &places, size, width_of);
        let widths = widths(table, &needed, room, size);
        for ((kind, cells), line) in rows.iter_mut().zip(&places) {
            for (column, place) in line.iter().enumerate() {
                let Some(cell) = place.and_then(|index| cells.get_mut(index)) else {
                    continue;
                };
                let across = usize::from(cell.across()).max(1);
                let width: f64 = widths.iter().skip(column).take(across).sum();
                let room = (width - 2.0 * INSET) / size;
                break_long_runs(cell.text_mut(), room, is_sum(*kind), width_of);
            }
        }
        let long = rows
            .iter()
            .any(|(_, cells)| cells.iter().map(|cell| cell.text().chars().count()).max().unwrap_or(0) > LONG_ROW);
        let head = head(table, &widths, size);
        let flat = head.iter().flatten().all(|cell| cell.r == 1)
            && rows.iter().all(|(kind, cells)| *kind != RowKind::Group && cells.iter().all(|cell| cell.down() == 1));
        Ok(Self {
            size,
            inset: INSET,
            aligns: table.columns.iter().map(Column::alignment).collect(),
            head,
            swift: flat && !long && table.row_height == 0,
            rows,
            unit: table.unit.as_deref().map(clean),
            caption: table.caption.as_deref().map(clean),
            row_height: f64::from(table.row_height) * TENTH,
            page_sum: table.page_sum.as_deref().map(|label| page_sum(table, &places, label)),
            breakable: long,
            pads: pads(table, &widths, &needed),
            widths,
        })
    }
}

impl CellPlan {
    pub fn text(&self) -> &str {
        match self {
            Self::Plain(text) | Self::Spanned { t: text, .. } => text,
        }
    }

    fn text_mut(&mut self) -> &mut String {
        match self {
            Self::Plain(text) | Self::Spanned { t: text, .. } => text,
        }
    }

    pub fn across(&self) -> u16 {
        match self {
            Self::Plain(_) => 1,
            Self::Spanned { c, .. } => *c,
        }
    }

    pub fn down(&self) -> u16 {
        match self {
            Self::Plain(_) => 1,
            Self::Spanned { r, .. } => *r,
        }
    }

    pub fn align(&self) -> Option<Align> {
        match self {
            Self::Plain(_) => None,
            Self::Spanned { a, .. } => *a,
        }
    }
}

/// Refuses rows that do not fill their columns and values that are not of their kind.
pub(crate) fn check_shape(table: &Table) -> Result<(), PrintFault> {
    let fault = |row: usize, fault: &str| Err(PrintFault::TableShape { row, fault: fault.to_owned() });
    if table.columns.is_empty() {
        return fault(0, "no columns");
    }
    let places = table.places();
    for (index, (row, line)) in table.rows.iter().zip(&places).enumerate() {
        if line.iter().flatten().count() != row.cells.len() {
            return fault(index + 1, "more cells than columns");
        }
        let group = row.kind == RowKind::Group && row.cells.len() == 1;
        let covered: usize = row.cells.iter().map(|cell| usize::from(cell.columns.max(1))).sum();
        let above = places_covered_from_above(table, index);
        if !group && covered + above != table.columns.len() {
            return fault(index + 1, "cells and columns differ in number");
        }
        for (column, place) in line.iter().enumerate() {
            let cell = place.and_then(|place| row.cells.get(place));
            if let Some(Value::Day(day)) = cell.map(|cell| &cell.value)
                && zhudian_paper::DayPattern::default().write(day).is_none()
            {
                return fault(index + 1, &format!("column {} holds a day that is none", column + 1));
            }
        }
    }
    Ok(())
}

/// How many places of a row are covered by cells of earlier rows.
fn places_covered_from_above(table: &Table, index: usize) -> usize {
    let mut covered = 0;
    for (distance, row) in table.rows.iter().take(index).rev().enumerate() {
        let deep = row.cells.iter().filter(|cell| usize::from(cell.rows) > distance + 1);
        covered += deep.map(|cell| usize::from(cell.columns.max(1))).sum::<usize>();
        if distance > 200 {
            break;
        }
    }
    covered
}

/// The cells of a row written out.
fn written(table: &Table, row: &Row, line: &[Option<usize>]) -> Vec<CellPlan> {
    let mut cells = Vec::with_capacity(row.cells.len());
    for (column, place) in line.iter().enumerate() {
        let Some(cell) = place.and_then(|index| row.cells.get(index)) else {
            continue;
        };
        let Some(shape) = table.columns.get(column) else {
            continue;
        };
        cells.push(cell_plan(table, row.kind, shape, cell));
    }
    cells
}

fn cell_plan(table: &Table, kind: RowKind, column: &Column, cell: &Cell) -> CellPlan {
    let text = write_value(column, &cell.value);
    let whole = u16::try_from(table.columns.len()).unwrap_or(u16::MAX);
    let across = if kind == RowKind::Group && cell.columns <= 1 { whole } else { cell.columns.max(1) };
    let is_text = matches!(cell.value, Value::Text(_));
    let label = matches!(kind, RowKind::Subtotal | RowKind::Total) && is_text;
    // A word in a column of figures (a dash, "none") stands in the middle; labels of sums do too.
    let odd = is_text && !matches!(column.kind, ColumnKind::Text);
    let align = match kind {
        RowKind::Group => Some(Align::Left),
        RowKind::Body | RowKind::Subtotal | RowKind::Total => (label || odd).then_some(Align::Centre),
    };
    if across == 1 && cell.rows <= 1 && align.is_none() {
        CellPlan::Plain(text)
    } else {
        CellPlan::Spanned { t: text, c: across, r: cell.rows.max(1), a: align }
    }
}

/// A value as it stands on paper.
pub(crate) fn write_value(column: &Column, value: &Value) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) => clean(&text.text),
        Value::Number(number) => column.write_number(*number),
        Value::Day(day) => match &column.kind {
            ColumnKind::Day(pattern) => pattern.write(day).unwrap_or_else(|| day.clone()),
            ColumnKind::Text | ColumnKind::Number { .. } => day.clone(),
        },
    }
}

/// The head with even lines: five characters over three read as three and two, never as four and one.
fn head(table: &Table, widths: &[f64], size: f64) -> Vec<Vec<HeadPlan>> {
    let rows = table.head_rows();
    let mut deep = vec![0_u16; widths.len()];
    let mut plans = Vec::with_capacity(rows.len());
    for row in rows {
        let mut line = Vec::with_capacity(row.len());
        let mut column = 0;
        let mut cells = row.into_iter();
        while column < widths.len() {
            if let Some(covered) = deep.get_mut(column).filter(|covered| **covered > 0) {
                *covered -= 1;
                column += 1;
                continue;
            }
            let Some(HeadCell { text, columns, rows }) = cells.next() else {
                break;
            };
            let (across, down) = (usize::from(columns.max(1)), rows.max(1));
            for covered in deep.iter_mut().skip(column).take(across) {
                *covered = down - 1;
            }
            let width: f64 = widths.iter().skip(column).take(across).sum();
            let room = (width - 2.0 * INSET) / size;
            line.push(HeadPlan { t: even_lines(&clean(&text), room), c: columns.max(1), r: down });
            column += across;
        }
        plans.push(line);
    }
    plans
}

fn page_sum(table: &Table, places: &[Vec<Option<usize>>], label: &str) -> PageSum {
    let number = |row: &Row, place: Option<usize>| match place.and_then(|place| row.cells.get(place)) {
        Some(Cell { value: Value::Number(number), .. }) => *number,
        _ => 0,
    };
    let lead = table.columns.iter().position(|column| column.adds);
    let shape = |column: &Column| match column.kind {
        ColumnKind::Number { decimals, grouped } => (decimals, grouped),
        ColumnKind::Text | ColumnKind::Day(_) => (0, false),
    };
    PageSum {
        label: clean(label),
        lead: lead.unwrap_or(table.columns.len()),
        adds: table.columns.iter().map(|column| column.adds).collect(),
        decimals: table.columns.iter().map(|column| shape(column).0).collect(),
        grouped: table.columns.iter().map(|column| shape(column).1).collect(),
        numbers: table
            .rows
            .iter()
            .zip(places)
            .map(|(row, line)| match row.kind {
                RowKind::Body => line.iter().map(|place| number(row, *place)).collect(),
                RowKind::Group | RowKind::Subtotal | RowKind::Total => Vec::new(),
            })
            .collect(),
    }
}
