//! How cells of a workbook look, and names of sheets.

use std::sync::LazyLock;

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};
use serde::Deserialize;
use zhudian_paper::{Align, Column, ColumnKind, DayPattern, RowKind, Value};

use super::alignment;

/// The faces named in workbooks, of `data/fonts.json`. A program that lacks them takes its own.
#[derive(Deserialize)]
struct Named {
    workbook: WorkbookFaces,
}

#[derive(Deserialize)]
struct WorkbookFaces {
    body: String,
    title: String,
    head: String,
}

static NAMED: LazyLock<WorkbookFaces> = LazyLock::new(|| {
    let named: Named = serde_json::from_str(include_str!("../../data/fonts.json"))
        .expect("the table of fonts is part of the program and read by the tests");
    named.workbook
});

fn body_face() -> Format {
    Format::new().set_font_name(&NAMED.body).set_font_size(10.5).set_align(FormatAlign::VerticalCenter)
}

/// A text cell's format: kept as text when it is edited, so that `=1+1` or `007` stays what it is.
pub(super) fn text_format() -> Format {
    body_face().set_num_format("@").set_text_wrap().set_quote_prefix()
}

/// The looks outside the body.
pub(super) struct Faces {
    pub marking: Format,
    pub title: Format,
    pub plain: Format,
    pub plain_right: Format,
    pub head: Format,
    pub group: Format,
    pub note: Format,
}

impl Faces {
    pub fn new() -> Self {
        let plain = body_face().set_num_format("@");
        let framed = plain.clone().set_border(FormatBorder::Thin);
        Self {
            marking: plain.clone().set_bold(),
            title: plain
                .clone()
                .set_font_name(&NAMED.title)
                .set_font_size(18)
                .set_bold()
                .set_align(FormatAlign::Center),
            plain_right: plain.clone().set_align(FormatAlign::Right),
            head: framed.clone().set_font_name(&NAMED.head).set_bold().set_text_wrap().set_align(FormatAlign::Center),
            group: framed.set_bold().set_align(FormatAlign::Left),
            note: plain.clone().set_font_size(9).set_text_wrap().set_align(FormatAlign::Left),
            plain,
        }
    }
}

/// The looks of one column's cells by kind of row. Made once a column: a big table has few columns and many cells.
pub(super) struct RowFaces {
    value: [Format; 3],
    text: [Format; 3],
}

impl RowFaces {
    pub fn of(column: &Column) -> Self {
        let base = body_face().set_border(FormatBorder::Thin).set_align(alignment(column.alignment()));
        let value = match &column.kind {
            ColumnKind::Text => text_format().set_border(FormatBorder::Thin).set_align(alignment(column.alignment())),
            ColumnKind::Number { decimals, grouped } => {
                let face = base.set_num_format(number_format(*decimals, *grouped));
                // Figures stand a little in from the line.
                if column.alignment() == Align::Right { face.set_indent(1) } else { face }
            }
            ColumnKind::Day(pattern) => base.set_num_format(day_format(pattern)),
        };
        let text = match column.kind {
            ColumnKind::Text => value.clone(),
            // A word among figures stands in the middle.
            ColumnKind::Number { .. } | ColumnKind::Day(_) => {
                text_format().set_border(FormatBorder::Thin).set_align(alignment(Align::Centre))
            }
        };
        let label = text.clone().set_align(FormatAlign::Center);
        Self { value: by_row(&value, &value), text: by_row(&text, &label) }
    }

    pub fn get(&self, kind: RowKind, value: &Value) -> &Format {
        let faces = match value {
            Value::Text(_) => &self.text,
            Value::Empty | Value::Number(_) | Value::Day(_) => &self.value,
        };
        let [body, subtotal, total] = faces;
        match kind {
            RowKind::Body | RowKind::Group => body,
            RowKind::Subtotal => subtotal,
            RowKind::Total => total,
        }
    }
}

fn by_row(body: &Format, sum: &Format) -> [Format; 3] {
    let total = sum.clone().set_bold();
    [body.clone(), total.clone(), total.set_border_top(FormatBorder::Medium)]
}

fn number_format(decimals: u8, grouped: bool) -> String {
    let whole = if grouped { "#,##0" } else { "0" };
    if decimals == 0 { whole.to_owned() } else { format!("{whole}.{}", "0".repeat(usize::from(decimals))) }
}

/// A day's pattern as a number format: its marks become codes, everything else is quoted.
pub(super) fn day_format(pattern: &DayPattern) -> String {
    let mut format = String::new();
    let mut rest = pattern.0.as_str();
    let marks = [("{y}", "yyyy"), ("{mm}", "mm"), ("{m}", "m"), ("{dd}", "dd"), ("{d}", "d")];
    while !rest.is_empty() {
        if let Some((after, code)) = marks.iter().find_map(|(mark, code)| Some((rest.strip_prefix(mark)?, code))) {
            format.push_str(code);
            rest = after;
            continue;
        }
        let mut characters = rest.chars();
        match characters.next() {
            Some('-') => format.push('-'),
            Some('"') | None => {}
            Some(literal) => format.push_str(&format!("\"{literal}\"")),
        }
        rest = characters.as_str();
    }
    format
}

/// A name a tab can have: none of `[]:*?/\`, at most 31 units of UTF-16, no apostrophe at its ends, not yet taken.
pub(super) fn sheet_name(wanted: &str, taken: &[String]) -> String {
    let plain: String = wanted
        .chars()
        .map(|character| if "[]:*?/\\".contains(character) || character.is_control() { '_' } else { character })
        .collect();
    let plain = plain.trim().trim_matches('\'').to_owned();
    let plain = if plain.is_empty() { "1".to_owned() } else { plain };
    let cut = |most: usize| {
        let mut units = 0;
        let fits = |character: &char| {
            units += character.len_utf16();
            units <= most
        };
        plain.chars().take_while(fits).collect::<String>()
    };
    let same = |name: &str| taken.iter().any(|other| other.to_lowercase() == name.to_lowercase());
    let mut name = cut(31);
    let mut number = 2;
    while same(&name) {
        name = format!("{}({number})", cut(25));
        number += 1;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_tabs_are_allowed_short_and_different() {
        assert_eq!(sheet_name("2026/9:[汇总]?", &[]), "2026_9__汇总__");
        assert_eq!(sheet_name("", &[]), "1");
        let long = "里".repeat(40);
        let first = sheet_name(&long, &[]);
        assert_eq!(first.chars().count(), 31);
        let second = sheet_name(&long, std::slice::from_ref(&first));
        assert!(second.ends_with("(2)") && second != first);
        assert_eq!(sheet_name(&"𬸦".repeat(20), &[]).chars().count(), 15);
    }

    #[test]
    fn days_keep_their_words() {
        assert_eq!(day_format(&DayPattern("{y}年{m}月{d}日".into())), "yyyy\"年\"m\"月\"d\"日\"");
        assert_eq!(day_format(&DayPattern::default()), "yyyy-mm-dd");
    }
}
