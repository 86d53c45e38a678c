//! A table made ready: widths in points, values written out, breaks where a long number or a narrow head needs them.

use serde::Serialize;
use zhudian_paper::{
    Align, Cell, Column, ColumnKind, HeadCell, PrintFault, Row, RowKind, Table, TableSize, Value,
    Width,
};

use super::{TENTH, clean};

/// Room left and right of a cell's text in points.
const INSET: f64 = 3.5;

/// Both insets and a hair, so that rounding never breaks a line.
const PADDING: f64 = 2.0 * INSET + 1.0;

/// A run of letters and digits up to this many ems widens its column; a longer one breaks.
const LONGEST_WHOLE: f64 = 9.0;

/// A row with more characters than this may break over pages; shorter rows stay whole.
const LONG_ROW: usize = 600;

/// The width of a text in ems, in the strong face or the usual one.
pub(crate) type Measure<'a> = &'a dyn Fn(&str, bool) -> f64;

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
        let long = rows.iter().any(|(_, cells)| {
            cells
                .iter()
                .map(|cell| cell.text().chars().count())
                .max()
                .unwrap_or(0)
                > LONG_ROW
        });
        Ok(Self {
            size,
            inset: INSET,
            aligns: table.columns.iter().map(Column::alignment).collect(),
            head: head(table, &widths, size),
            rows,
            unit: table.unit.as_deref().map(clean),
            caption: table.caption.as_deref().map(clean),
            row_height: f64::from(table.row_height) * TENTH,
            page_sum: table
                .page_sum
                .as_deref()
                .map(|label| page_sum(table, &places, label)),
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
    let fault = |row: usize, fault: &str| {
        Err(PrintFault::TableShape {
            row,
            fault: fault.to_owned(),
        })
    };
    if table.columns.is_empty() {
        return fault(0, "no columns");
    }
    let places = table.places();
    for (index, (row, line)) in table.rows.iter().zip(&places).enumerate() {
        if line.iter().flatten().count() != row.cells.len() {
            return fault(index + 1, "more cells than columns");
        }
        let group = row.kind == RowKind::Group && row.cells.len() == 1;
        let covered: usize = row
            .cells
            .iter()
            .map(|cell| usize::from(cell.columns.max(1)))
            .sum();
        let above = places_covered_from_above(table, index);
        if !group && covered + above != table.columns.len() {
            return fault(index + 1, "cells and columns differ in number");
        }
        for (column, place) in line.iter().enumerate() {
            let cell = place.and_then(|place| row.cells.get(place));
            if let Some(Value::Day(day)) = cell.map(|cell| &cell.value)
                && zhudian_paper::DayPattern::default().write(day).is_none()
            {
                return fault(
                    index + 1,
                    &format!("column {} holds a day that is none", column + 1),
                );
            }
        }
    }
    Ok(())
}

/// How many places of a row are covered by cells of earlier rows.
fn places_covered_from_above(table: &Table, index: usize) -> usize {
    let mut covered = 0;
    for (distance, row) in table.rows.iter().take(index).rev().enumerate() {
        let deep = row
            .cells
            .iter()
            .filter(|cell| usize::from(cell.rows) > distance + 1);
        covered += deep
            .map(|cell| usize::from(cell.columns.max(1)))
            .sum::<usize>();
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
    let across = if kind == RowKind::Group && cell.columns <= 1 {
        whole
    } else {
        cell.columns.max(1)
    };
    let is_text = matches!(cell.value, Value::Text(_));
    let label = matches!(kind, RowKind::Subtotal | RowKind::Total) && is_text;
    // A word in a column of figures (a dash, "none") stands in the middle; labels of sums do too.
    let odd = is_text && !matches!(column.kind, ColumnKind::Text);
    let align = match kind {
        RowKind::Group => Some(Align::Left),
        RowKind::Body | RowKind::Subtotal | RowKind::Total => {
            (label || odd).then_some(Align::Centre)
        }
    };
    if across == 1 && cell.rows <= 1 && align.is_none() {
        CellPlan::Plain(text)
    } else {
        CellPlan::Spanned {
            t: text,
            c: across,
            r: cell.rows.max(1),
            a: align,
        }
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

fn is_sum(kind: RowKind) -> bool {
    matches!(kind, RowKind::Subtotal | RowKind::Total)
}

/// The width in ems of the longest run of letters and digits, when it can be longer than what is known already.
fn longest_run(text: &str, bold: bool, known: f64, width_of: Measure<'_>) -> f64 {
    let mut longest = 0.0_f64;
    for run in text.split(|sign: char| !sign.is_ascii_graphic()) {
        // No sign is wider than an em: a short run needs no measuring.
        #[allow(clippy::cast_precision_loss)]
        if run.len() as f64 > known {
            longest = longest.max(width_of(run, bold));
        }
    }
    longest
}

/// The least widths in points: figures and days as wide as their longest value, text two characters and as wide as a
/// telephone number in it.
fn needed(
    table: &Table,
    rows: &[(RowKind, Vec<CellPlan>)],
    places: &[Vec<Option<usize>>],
    size: f64,
    width_of: Measure<'_>,
) -> Vec<f64> {
    let mut needed: Vec<f64> = vec![size * 2.0 + PADDING; table.columns.len()];
    for (index, (column, least)) in table.columns.iter().zip(needed.iter_mut()).enumerate() {
        let text_column = matches!(column.kind, ColumnKind::Text);
        let mut longest = 0.0_f64;
        for ((kind, cells), line) in rows.iter().zip(places) {
            let place = line.get(index).copied().flatten();
            let Some(cell) = place.and_then(|place| cells.get(place)) else {
                continue;
            };
            if cell.across() > 1 {
                continue;
            }
            let bold = is_sum(*kind);
            let width = if text_column {
                longest_run(cell.text(), bold, longest, width_of).min(LONGEST_WHOLE)
            } else if cell.align().is_none() {
                width_of(cell.text(), bold)
            } else {
                0.0
            };
            longest = longest.max(width);
        }
        *least = least.max(longest * size + PADDING);
    }
    needed
}

/// Room right of the text: in a wide column of figures a third of what is left over, at most 9 points.
fn pads(table: &Table, widths: &[f64], needed: &[f64]) -> Vec<f64> {
    let columns = table.columns.iter().zip(widths.iter().zip(needed));
    let pad = |(column, (width, least)): (&Column, (&f64, &f64))| match column.alignment() {
        Align::Right => INSET + ((width - least) / 3.0).clamp(0.0, 9.0),
        Align::Left | Align::Centre => INSET,
    };
    columns.map(pad).collect()
}

/// Widths in points that fill the room: figures and days never narrower than their longest value, the rest by the
/// stated characters and shares.
fn widths(table: &Table, needed: &[f64], room: f64, size: f64) -> Vec<f64> {
    let mut widths: Vec<f64> = Vec::with_capacity(needed.len());
    let mut shares = 0.0;
    for (column, least) in table.columns.iter().zip(needed) {
        match column.width {
            Width::Chars(chars) => widths.push((f64::from(chars) * size + PADDING).max(*least)),
            Width::Share(weight) => {
                shares += f64::from(weight.max(1));
                widths.push(0.0);
            }
        }
    }
    let fixed: f64 = widths.iter().sum();
    if shares > 0.0 {
        let left = (room - fixed).max(0.0);
        for ((column, width), least) in table.columns.iter().zip(widths.iter_mut()).zip(needed) {
            if let Width::Share(weight) = column.width {
                *width = (left * f64::from(weight.max(1)) / shares).max(*least);
            }
        }
    }
    fit(&mut widths, needed, room);
    widths
}

/// Makes widths add up to the room. Too wide: what is above need shrinks first, and only then figures. Too narrow:
/// all grow by the same part.
fn fit(widths: &mut [f64], needed: &[f64], room: f64) {
    let total: f64 = widths.iter().sum();
    if total <= room {
        let grow = room / total;
        widths.iter_mut().for_each(|width| *width *= grow);
        return;
    }
    let spare: f64 = widths
        .iter()
        .zip(needed)
        .map(|(width, least)| (width - least).max(0.0))
        .sum();
    let part = if spare > 0.0 {
        ((total - room) / spare).min(1.0)
    } else {
        0.0
    };
    for (width, least) in widths.iter_mut().zip(needed) {
        *width -= (*width - least).max(0.0) * part;
    }
    let rest: f64 = widths.iter().sum();
    if rest > room {
        widths.iter_mut().for_each(|width| *width *= room / rest);
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
            let Some(HeadCell {
                text,
                columns,
                rows,
            }) = cells.next()
            else {
                break;
            };
            let (across, down) = (usize::from(columns.max(1)), rows.max(1));
            for covered in deep.iter_mut().skip(column).take(across) {
                *covered = down - 1;
            }
            let width: f64 = widths.iter().skip(column).take(across).sum();
            let room = (width - 2.0 * INSET) / size;
            line.push(HeadPlan {
                t: even_lines(&clean(&text), room),
                c: columns.max(1),
                r: down,
            });
            column += across;
        }
        plans.push(line);
    }
    plans
}

/// Breaks a text of full-width characters into lines of equal length, `room` characters at most.
fn even_lines(text: &str, room: f64) -> String {
    let characters: Vec<char> = text.chars().collect();
    let full_width = characters
        .iter()
        .all(|character| *character as u32 >= 0x2E80);
    // `room` is small and not negative here, and the cut to whole characters is meant.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let most = (room + 0.2).max(1.0) as usize;
    if !full_width || characters.len() <= most {
        return text.to_owned();
    }
    // What stands in brackets goes on its own line.
    if let Some(bracket) = text.find('\u{FF08}').filter(|place| *place > 0) {
        let (before, rest) = text.split_at(bracket);
        return format!("{}\n{}", even_lines(before, room), even_lines(rest, room));
    }
    let each = characters.len().div_ceil(characters.len().div_ceil(most));
    let lines: Vec<String> = characters
        .chunks(each)
        .map(|line| line.iter().collect())
        .collect();
    lines.join("\n")
}

/// Breaks a run of letters and digits that is wider than its cell, as a hand would at the cell's edge: a clipped
/// telephone number is worse than one on two lines. A break is a new line and not an invisible sign, so that copied
/// text holds nothing that cannot be seen.
fn break_long_runs(text: &mut String, room: f64, bold: bool, width_of: Measure<'_>) {
    if longest_run(text, bold, room, width_of) <= room {
        return;
    }
    let mut broken = String::with_capacity(text.len() + 16);
    for run in runs_of(text) {
        if !run.starts_with(|sign: char| sign.is_ascii_graphic()) || width_of(run, bold) <= room {
            broken.push_str(run);
            continue;
        }
        let mut used = 0.0;
        let mut sign_text = [0_u8; 4];
        for sign in run.chars() {
            let width = width_of(sign.encode_utf8(&mut sign_text), bold);
            if used > 0.0 && used + width > room {
                broken.push('\n');
                used = 0.0;
            }
            broken.push(sign);
            used += width;
        }
    }
    *text = broken;
}

/// The text in pieces that are letters and digits throughout, or hold none.
fn runs_of(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let graphic = rest.chars().next()?.is_ascii_graphic();
        let end = rest
            .find(|sign: char| sign.is_ascii_graphic() != graphic)
            .unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        rest = after;
        Some(run)
    })
}

fn page_sum(table: &Table, places: &[Vec<Option<usize>>], label: &str) -> PageSum {
    let number =
        |row: &Row, place: Option<usize>| match place.and_then(|place| row.cells.get(place)) {
            Some(Cell {
                value: Value::Number(number),
                ..
            }) => *number,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrow_heads_break_into_even_lines() {
        assert_eq!(even_lines("接待群众人次", 4.2), "接待群\n众人次");
        assert_eq!(even_lines("人次", 4.0), "人次");
        assert_eq!(even_lines("提出人（可不填）", 5.0), "提出人\n（可不填）");
        assert_eq!(even_lines("xlsx表", 2.0), "xlsx表");
    }

    #[test]
    fn only_a_run_wider_than_its_cell_is_broken() {
        let half = |text: &str, _: bool| text.chars().count() as f64 * 0.5;
        let mut phone = "电话13800138000".to_owned();
        break_long_runs(&mut phone, 5.6, false, &half);
        assert_eq!(phone, "电话13800138000");
        break_long_runs(&mut phone, 3.0, false, &half);
        assert_eq!(phone, "电话138001\n38000");
    }

    #[test]
    fn widths_fill_the_room_and_figures_keep_theirs() {
        let mut wide = [200.0, 300.0, 100.0];
        fit(&mut wide, &[60.0, 60.0, 100.0], 400.0);
        assert!((wide.iter().sum::<f64>() - 400.0).abs() < 1e-6);
        assert!((wide[2] - 100.0).abs() < 1e-6);
        let mut narrow = [50.0, 50.0];
        fit(&mut narrow, &[20.0, 20.0], 200.0);
        assert!((narrow[0] - 100.0).abs() < 1e-6);
    }
}
