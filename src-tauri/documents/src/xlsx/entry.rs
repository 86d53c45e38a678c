//! Empty workbooks to be filled in elsewhere: heads, rows that check what is typed, lists to choose from.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Format, FormatAlign, FormatBorder,
    Formula, Worksheet, XlsxError,
};
use zhudian_paper::{DayPattern, EntryBook, EntryColumn, EntryKind, EntrySheet, PrintFault};

use super::cells::{Faces, day_format, sheet_name, text_format};
use super::{column_number, fault, new_book, set_page};
use crate::plan::clean;

/// Lengths the format allows for the two messages.
const MOST_MESSAGE: usize = 250;

/// Writes the workbook. Lists stand on a hidden sheet: a list written into the cell's own rule holds 255 characters,
/// which forty villages exceed.
///
/// # Errors
/// A sheet the format cannot hold.
pub(crate) fn entry_book(entry: &EntryBook) -> Result<Vec<u8>, PrintFault> {
    let mut book = new_book()?;
    let mut names = Vec::new();
    for sheet in &entry.sheets {
        names.push(sheet_name(&sheet.name, &names));
    }
    let lists_name = sheet_name(&entry.lists_name, &names);
    let mut lists: Vec<&[String]> = Vec::new();
    for (sheet, name) in entry.sheets.iter().zip(&names) {
        let page = book.add_worksheet();
        page.set_name(name).map_err(fault)?;
        write(page, sheet, &lists_name, &mut lists).map_err(fault)?;
    }
    if !lists.is_empty() {
        let page = book.add_worksheet();
        page.set_name(&lists_name).map_err(fault)?;
        page.set_hidden(true);
        for (column, list) in lists.iter().enumerate() {
            for (row, choice) in (0_u32..).zip(list.iter()) {
                page.write_string_with_format(row, column_number(column), clean(choice), &text_format())
                    .map_err(fault)?;
            }
        }
    }
    book.save_to_buffer().map_err(fault)
}

fn write<'a>(
    page: &mut Worksheet,
    sheet: &'a EntrySheet,
    lists_name: &str,
    lists: &mut Vec<&'a [String]>,
) -> Result<(), XlsxError> {
    set_page(page, sheet.setting, sheet.marking.as_deref(), "", None);
    let faces = Faces::new();
    let last = column_number(sheet.columns.len().saturating_sub(1));
    let mut row = 0;
    let mut across = |row: u32, text: &str, face: &Format| -> Result<(), XlsxError> {
        if last == 0 {
            page.write_string_with_format(row, 0, text, face)?;
        } else {
            page.merge_range(row, 0, row, last, text, face)?;
        }
        Ok(())
    };
    if !sheet.title.is_empty() {
        across(row, &clean(&sheet.title), &faces.title)?;
        row += 1;
    }
    for note in &sheet.notes {
        across(row, &clean(note), &faces.note)?;
        row += 1;
    }
    if !sheet.title.is_empty() {
        page.set_row_height(0, 30)?;
    }
    let required = faces.head.clone().set_border(FormatBorder::Medium);
    let optional = faces.head.clone().unset_bold();
    for (index, column) in sheet.columns.iter().enumerate() {
        let at = column_number(index);
        let face = if column.required { &required } else { &optional };
        page.write_string_with_format(row, at, clean(&column.name), face)?;
        page.set_column_width(at, f64::from(column.width.max(3)) * 2.1 + 1.5)?;
    }
    let first = row + 1;
    page.set_freeze_panes(first, 0)?;
    page.set_repeat_rows(row, row)?;
    let end = first.saturating_add(sheet.rows.max(1)) - 1;
    page.set_print_area(0, 0, end, last)?;
    page.set_row_height(row, 24)?;
    for (index, column) in sheet.columns.iter().enumerate() {
        let at = column_number(index);
        let face = cell_face(&column.kind);
        for below in first..=end {
            page.set_row_height(below, 19)?;
            let filled = column.filled.get(usize::try_from(below - first).unwrap_or(usize::MAX));
            match filled.filter(|text| !text.is_empty()) {
                Some(text) => page.write_string_with_format(below, at, clean(text), &face)?,
                None => page.write_blank(below, at, &face)?,
            };
        }
        if let Some(rule) = rule(column, lists_name, lists)? {
            page.add_data_validation(first, at, end, at, &rule)?;
        }
    }
    Ok(())
}

fn cell_face(kind: &EntryKind) -> Format {
    let framed = text_format().set_border(FormatBorder::Thin);
    match kind {
        EntryKind::Text | EntryKind::OneOf(_) | EntryKind::Proposed(_) => framed,
        EntryKind::Count(_) => framed.set_num_format("0").set_align(FormatAlign::Right),
        EntryKind::Day { .. } => {
            framed.set_num_format(day_format(&DayPattern::default())).set_align(FormatAlign::Center)
        }
    }
}

/// The rule of a column's cells; `None` when anything may be typed and nothing is to be said.
fn rule<'a>(
    column: &'a EntryColumn,
    lists_name: &str,
    lists: &mut Vec<&'a [String]>,
) -> Result<Option<DataValidation>, XlsxError> {
    let new = DataValidation::new();
    let rule = match &column.kind {
        EntryKind::Text if column.hint.is_empty() => return Ok(None),
        EntryKind::Text => new.allow_any_value(),
        EntryKind::Count(most) => {
            let most = i32::try_from(*most).unwrap_or(i32::MAX);
            new.allow_whole_number(DataValidationRule::Between(0, most))
        }
        EntryKind::Day { from, to } => new.allow_date(DataValidationRule::Between(
            ExcelDateTime::parse_from_str(from)?,
            ExcelDateTime::parse_from_str(to)?,
        )),
        EntryKind::OneOf(choices) | EntryKind::Proposed(choices) => {
            if choices.is_empty() {
                return Ok(None);
            }
            let place = lists.iter().position(|list| *list == choices.as_slice()).unwrap_or_else(|| {
                lists.push(choices);
                lists.len() - 1
            });
            let letter = rust_xlsxwriter::utility::column_number_to_name(column_number(place));
            let quoted = lists_name.replace('\'', "''");
            let formula = format!("='{quoted}'!${letter}$1:${letter}${}", choices.len());
            new.allow_list_formula(Formula::new(formula))
        }
    };
    let cut = |text: &str| clean(text).chars().take(MOST_MESSAGE).collect::<String>();
    let mut rule = rule.ignore_blank(true);
    if matches!(column.kind, EntryKind::Proposed(_)) {
        rule = rule.set_error_style(DataValidationErrorStyle::Warning);
    }
    if !column.hint.is_empty() {
        rule = rule.set_input_message(cut(&column.hint))?;
    }
    if !column.refusal.is_empty() {
        rule = rule.set_error_message(cut(&column.refusal))?;
    }
    Ok(Some(rule))
}
