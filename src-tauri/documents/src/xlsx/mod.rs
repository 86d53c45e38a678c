//! Tables as workbooks: typed cells, sums as formulas with their last answer, heads frozen, pages set up for paper.

mod cells;
mod chart;
mod entry;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Formula, Workbook as Book, Worksheet, XlsxError,
};
use zhudian_paper::{
    Align, Area, Cell, Column, ColumnKind, HeadCell, MetaLine, Orientation, Paper, PrintFault, Row, RowKind, Setting,
    Sheet, SignaturePlace, Value, Width, Workbook,
};

use crate::plan::{check_shape, check_sums, clean};
use cells::{Faces, RowFaces, sheet_name};
pub(crate) use entry::entry_book;

/// A sum takes at most 255 arguments in every office program.
const MOST_ARGUMENTS: usize = 250;

/// Numbers beyond 15 digits lose their last ones in a workbook and are written as text.
const MOST_EXACT: i64 = 999_999_999_999_999;

/// Writes a workbook.
///
/// # Errors
/// A table of a wrong shape, a sum that differs, a text longer than a cell holds.
pub(crate) fn xlsx(workbook: &Workbook) -> Result<Vec<u8>, PrintFault> {
    check_sums(workbook.sheets.iter().map(|sheet| &sheet.table))?;
    let mut book = new_book()?;
    let mut names = Vec::new();
    for sheet in &workbook.sheets {
        check_shape(&sheet.table)?;
        let name = sheet_name(&sheet.name, &names);
        let page = book.add_worksheet();
        page.set_name(&name).map_err(fault)?;
        names.push(name);
        Writer { page, sheet, row: 0, faces: Faces::new(), widths: Vec::new() }.write().map_err(fault)?;
    }
    if workbook.sheets.is_empty() {
        book.add_worksheet();
    }
    book.save_to_buffer().map_err(fault)
}

/// An empty workbook whose file says nothing of when or where it was made: the paper itself states its day.
fn new_book() -> Result<Book, PrintFault> {
    let mut book = Book::new();
    let day = ExcelDateTime::from_ymd(2000, 1, 1).map_err(fault)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    Ok(book)
}

// `map_err` hands over the error itself.
#[allow(clippy::needless_pass_by_value)]
fn fault(error: XlsxError) -> PrintFault {
    PrintFault::Failed { fault: error.to_string() }
}

/// Paper, direction, fit to the width, marking above and page number below.
fn set_page(page: &mut Worksheet, setting: Setting, marking: Option<&str>, foot: &str, proof: Option<&str>) {
    page.set_paper_size(match setting.paper {
        Paper::A4 => 9,
        Paper::A3 => 8,
    });
    if setting.orientation == Orientation::Landscape {
        page.set_landscape();
    }
    page.set_print_fit_to_pages(1, 0);
    page.set_print_center_horizontally(true);
    page.set_margins(0.75, 0.65, 0.8, 0.75, 0.4, 0.4);
    if let Some(marking) = marking {
        page.set_header(format!("&L{}", marking.replace('&', "&&")));
    }
    let number = foot.replace('&', "&&").replace("{page}", "&P").replace("{pages}", "&N");
    let proof = proof.unwrap_or_default().replace('&', "&&");
    page.set_footer(format!("&C{number}&R{proof}"));
}

/// Half-width characters that fit the width of the paper.
fn room(setting: Setting) -> f64 {
    match (setting.paper, setting.orientation) {
        (Paper::A4, Orientation::Portrait) => 88.0,
        (Paper::A4, Orientation::Landscape) | (Paper::A3, Orientation::Portrait) => 132.0,
        (Paper::A3, Orientation::Landscape) => 200.0,
    }
}

/// Writes one sheet from above.
struct Writer<'a> {
    page: &'a mut Worksheet,
    sheet: &'a Sheet,
    row: u32,
    faces: Faces,
    /// Widths of the columns in half-width characters.
    widths: Vec<f64>,
}

type Written = Result<(), XlsxError>;

fn column_number(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

impl Writer<'_> {
    fn last_column(&self) -> u16 {
        column_number(self.sheet.table.columns.len().saturating_sub(1))
    }

    fn write(&mut self) -> Written {
        let sheet = self.sheet;
        set_page(self.page, sheet.setting, sheet.marking.as_deref(), &sheet.pages, sheet.proof.as_deref());
        self.widths()?;
        if let Some(marking) = &sheet.marking {
            self.page.write_string_with_format(self.row, 0, clean(marking), &self.faces.marking)?;
            self.row += 1;
        }
        if !sheet.title.is_empty() {
            let face = self.faces.title.clone();
            self.across(self.row, &clean(&sheet.title.text), &face)?;
            self.page.set_row_height(self.row, 30)?;
            self.row += 1;
        }
        for line in &sheet.meta {
            self.meta(line)?;
        }
        self.unit_line()?;
        let head = self.row;
        self.head()?;
        self.page.set_freeze_panes(self.row, 0)?;
        if self.row > head {
            self.page.set_repeat_rows(head, self.row - 1)?;
        }
        let first = self.row;
        self.body(first)?;
        self.below()?;
        if sheet.charted > 0 && !sheet.table.rows.is_empty() {
            self.row += 1 + chart::add(self.page, sheet, first, self.row + 1)?;
        }
        // The marking of the first row is for the screen; on paper it stands in the head of each page.
        let top = u32::from(sheet.marking.is_some());
        if self.row > top {
            self.page.set_print_area(top, 0, self.row - 1, self.last_column())?;
        }
        Ok(())
    }

    /// A text over the whole width.
    fn across(&mut self, row: u32, text: &str, face: &Format) -> Written {
        let last = self.last_column();
        if last == 0 {
            self.page.write_string_with_format(row, 0, text, face)?;
        } else {
            self.page.merge_range(row, 0, row, last, text, face)?;
        }
        Ok(())
    }

    fn widths(&mut self) -> Written {
        let table = &self.sheet.table;
        let fixed = |column: &Column| match column.width {
            Width::Chars(chars) => f64::from(chars) * 2.1 + 1.5,
            Width::Share(_) => 0.0,
        };
        let shares: u16 = table
            .columns
            .iter()
            .map(|column| match column.width {
                Width::Share(weight) => weight.max(1),
                Width::Chars(_) => 0,
            })
            .sum();
        let left = room(self.sheet.setting) - table.columns.iter().map(fixed).sum::<f64>();
        let places = table.places();
        for (index, column) in table.columns.iter().enumerate() {
            let wanted = match column.width {
                Width::Share(weight) => (left * f64::from(weight.max(1)) / f64::from(shares.max(1))).max(14.0),
                Width::Chars(_) => fixed(column),
            };
            let least = self.least_width(column, index, &places);
            let width = wanted.max(least).min(120.0);
            self.page.set_column_width(column_number(index), width)?;
            self.widths.push(width);
        }
        Ok(())
    }

    /// Figures and days show as ##### where they do not fit, so their column is as wide as the longest.
    fn least_width(&self, column: &Column, index: usize, places: &[Vec<Option<usize>>]) -> f64 {
        let written = |row: &Row, line: &Vec<Option<usize>>| {
            let cell = row.cells.get((*line.get(index)?)?)?;
            match &cell.value {
                Value::Number(number) => Some(column.write_number(*number).len()),
                Value::Day(_) => Some(crate::plan::write_value(column, &cell.value).chars().map(half_widths).sum()),
                Value::Empty | Value::Text(_) => None,
            }
        };
        let rows = self.sheet.table.rows.iter().zip(places);
        let longest = rows.filter_map(|(row, line)| written(row, line)).max().unwrap_or(2);
        // Small numbers: the cast is exact.
        #[allow(clippy::cast_precision_loss)]
        let longest = longest as f64;
        longest * 1.15 + 3.5
    }

    /// The height a row's texts need in points. Said outright, because not every program makes rows higher by itself.
    fn text_height(&self, row: &Row, line: &[Option<usize>]) -> f64 {
        let mut most = 1.0_f64;
        for (index, place) in line.iter().enumerate() {
            let Some(cell) = place.and_then(|place| row.cells.get(place)) else {
                continue;
            };
            let (Value::Text(text), 0..=1) = (&cell.value, cell.rows) else {
                continue;
            };
            let room: f64 = self.widths.iter().skip(index).take(usize::from(cell.columns.max(1))).sum();
            // Lengths of texts: exact as floating point.
            #[allow(clippy::cast_precision_loss)]
            let lines = |part: &str| {
                let wide: usize = part.chars().map(half_widths).sum();
                (wide as f64 / (room - 1.0).max(2.0)).ceil().max(1.0)
            };
            most = most.max(text.text.lines().map(lines).sum());
        }
        // A row of a workbook is at most 409 points high.
        (most * 14.0 + 5.0).min(409.0)
    }

    /// First text at the left edge, last at the right, others between.
    fn meta(&mut self, line: &MetaLine) -> Written {
        let last = self.last_column();
        let texts: Vec<String> = line.0.iter().map(|text| clean(&text.text)).collect();
        match texts.as_slice() {
            [] => return Ok(()),
            [first, between @ .., end] if usize::from(last) > between.len() => {
                self.page.write_string_with_format(self.row, 0, first, &self.faces.plain)?;
                for (index, text) in between.iter().enumerate() {
                    let column = (index + 1) * usize::from(last) / (between.len() + 1);
                    let column = column_number(column);
                    self.page.write_string_with_format(self.row, column, text, &self.faces.plain)?;
                }
                self.page.write_string_with_format(self.row, last, end, &self.faces.plain_right)?;
            }
            texts => {
                let line = texts.join("  ");
                self.page.write_string_with_format(self.row, 0, line, &self.faces.plain)?;
            }
        }
        self.row += 1;
        Ok(())
    }

    fn unit_line(&mut self) -> Written {
        let table = &self.sheet.table;
        if table.unit.is_none() && table.caption.is_none() {
            return Ok(());
        }
        if let Some(caption) = &table.caption {
            self.page.write_string_with_format(self.row, 0, clean(caption), &self.faces.marking)?;
        }
        if let Some(unit) = &table.unit {
            let last = self.last_column();
            self.page.write_string_with_format(self.row, last, clean(unit), &self.faces.plain_right)?;
        }
        self.row += 1;
        Ok(())
    }

    fn head(&mut self) -> Written {
        let columns = self.sheet.table.columns.len();
        let mut deep = vec![0_u16; columns];
        for row in self.sheet.table.head_rows() {
            let mut cells = row.into_iter();
            let mut column = 0;
            while column < columns {
                if let Some(covered) = deep.get_mut(column).filter(|covered| **covered > 0) {
                    *covered -= 1;
                    column += 1;
                    continue;
                }
                let Some(HeadCell { text, columns: across, rows }) = cells.next() else {
                    break;
                };
                let (across, rows) = (usize::from(across.max(1)), rows.max(1));
                for covered in deep.iter_mut().skip(column).take(across) {
                    *covered = rows - 1;
                }
                let (first, last) = (column_number(column), column_number(column + across - 1));
                let below = self.row + u32::from(rows - 1);
                let text = clean(&text);
                if first == last && below == self.row {
                    self.page.write_string_with_format(self.row, first, text, &self.faces.head)?;
                } else {
                    self.page.merge_range(self.row, first, below, last, &text, &self.faces.head)?;
                }
                column += across;
            }
            self.row += 1;
        }
        Ok(())
    }

    fn body(&mut self, first: u32) -> Written {
        let table = &self.sheet.table;
        let faces: Vec<RowFaces> = table.columns.iter().map(RowFaces::of).collect();
        let places = table.places();
        for (row, line) in table.rows.iter().zip(&places) {
            if row.kind == RowKind::Group && row.cells.len() == 1 {
                let text = row.cells.first().and_then(|cell| match &cell.value {
                    Value::Text(text) => Some(clean(&text.text)),
                    Value::Empty | Value::Number(_) | Value::Day(_) => None,
                });
                let face = self.faces.group.clone();
                self.across(self.row, &text.unwrap_or_default(), &face)?;
                self.page.set_row_height(self.row, 19)?;
                self.row += 1;
                continue;
            }
            for (index, place) in line.iter().enumerate() {
                let Some(cell) = place.and_then(|place| row.cells.get(place)) else {
                    continue;
                };
                let (Some(column), Some(faces)) = (table.columns.get(index), faces.get(index)) else {
                    continue;
                };
                self.cell(row.kind, index, column, cell, faces, first)?;
            }
            let stated = match row.kind {
                RowKind::Body => f64::from(table.row_height) * 72.0 / 254.0,
                RowKind::Group | RowKind::Subtotal | RowKind::Total => 0.0,
            };
            self.page.set_row_height(self.row, self.text_height(row, line).max(stated))?;
            self.row += 1;
        }
        Ok(())
    }

    fn cell(
        &mut self,
        kind: RowKind,
        index: usize,
        column: &Column,
        cell: &Cell,
        faces: &RowFaces,
        first: u32,
    ) -> Written {
        let at = column_number(index);
        let face = faces.get(kind, &cell.value);
        if cell.columns > 1 || cell.rows > 1 {
            let last = at + cell.columns.max(1) - 1;
            let below = self.row + u32::from(cell.rows.max(1)) - 1;
            self.page.merge_range(self.row, at, below, last, "", face)?;
        }
        match &cell.value {
            Value::Empty => self.page.write_blank(self.row, at, face)?,
            Value::Text(text) => self.page.write_string_with_format(self.row, at, clean(&text.text), face)?,
            Value::Day(day) => match excel_day(day) {
                Some(date) => self.page.write_datetime_with_format(self.row, at, &date, face)?,
                None => self.page.write_string_with_format(self.row, at, day, face)?,
            },
            Value::Number(number) if number.abs() > MOST_EXACT => {
                self.page.write_string_with_format(self.row, at, column.write_number(*number), face)?
            }
            Value::Number(number) => {
                let value = scaled(*number, column);
                if cell.adds.is_empty() {
                    self.page.write_number_with_format(self.row, at, value, face)?
                } else {
                    let formula = Formula::new(sum(&cell.adds, first)).set_result(value.to_string());
                    self.page.write_formula_with_format(self.row, at, formula, face)?
                }
            }
        };
        Ok(())
    }

    /// Places to sign on one line, then the definitions.
    fn below(&mut self) -> Written {
        let sheet = self.sheet;
        if !sheet.signatures.is_empty() {
            let room = "          ";
            let place = |place: &SignaturePlace| {
                let value = if place.value.is_empty() { room } else { &place.value.text };
                clean(&format!("{}{value}", place.label))
            };
            let line: Vec<String> = sheet.signatures.iter().map(place).collect();
            self.row += 1;
            let face = self.faces.plain.clone();
            self.across(self.row, &line.join("    "), &face)?;
            self.page.set_row_height(self.row, 24)?;
            self.row += 1;
        }
        for text in &sheet.definitions {
            let text = clean(&text.text);
            let face = self.faces.note.clone();
            self.across(self.row, &text, &face)?;
            // Merged cells do not grow by themselves.
            let wide: usize = text.chars().map(half_widths).sum();
            // Lengths of sentences: exact as floating point.
            #[allow(clippy::cast_precision_loss)]
            let lines = (wide as f64 * 0.95 / room(sheet.setting)).ceil().max(1.0);
            self.page.set_row_height(self.row, 14.0 * lines)?;
            self.row += 1;
        }
        Ok(())
    }
}

/// Width of a character in halves of a Han character.
fn half_widths(character: char) -> usize {
    if (character as u32) < 0x2E80 { 1 } else { 2 }
}

/// A number in units of its column's last decimal as the workbook's number.
fn scaled(number: i64, column: &Column) -> f64 {
    let decimals = match column.kind {
        ColumnKind::Number { decimals, .. } => decimals,
        ColumnKind::Text | ColumnKind::Day(_) => 0,
    };
    // At most 15 digits, which a floating point number holds exactly.
    #[allow(clippy::cast_precision_loss)]
    let number = number as f64;
    number / 10_f64.powi(i32::from(decimals))
}

/// The workbook's day; `None` before 1900, which no workbook knows.
fn excel_day(day: &str) -> Option<ExcelDateTime> {
    zhudian_paper::DayPattern::default().write(day)?;
    ExcelDateTime::parse_from_str(day).ok()
}

/// The formula that adds areas of the table, whose first row is the given row of the sheet.
fn sum(areas: &[Area], first: u32) -> String {
    let row = |row: usize| first.saturating_add(u32::try_from(row).unwrap_or(u32::MAX));
    let name = |area: &Area| {
        let from = rust_xlsxwriter::utility::row_col_to_cell(row(area.first_row), column_number(area.first_column));
        let to = rust_xlsxwriter::utility::row_col_to_cell(row(area.last_row), column_number(area.last_column));
        if from == to { from } else { format!("{from}:{to}") }
    };
    let names: Vec<String> = areas.iter().map(name).collect();
    let parts: Vec<String> = names.chunks(MOST_ARGUMENTS).map(|names| format!("SUM({})", names.join(","))).collect();
    format!("={}", parts.join("+"))
}

fn alignment(align: Align) -> FormatAlign {
    match align {
        Align::Left => FormatAlign::Left,
        Align::Centre => FormatAlign::Center,
        Align::Right => FormatAlign::Right,
    }
}
