//! Writes made-up tables untidily, as offices keep them: the tests read them back.

use std::io::{Cursor, Read, Write};

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{Format, Formula, Workbook as Writer, Worksheet};

pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }
    pub fn one_in(&mut self, n: usize) -> bool {
        self.roll(n) == 0
    }
    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len())]
    }
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            let j = self.roll(i + 1);
            list.swap(i, j);
        }
    }
}

/// A cell before it is written.
#[derive(Clone, Debug, PartialEq)]
pub enum Ink {
    Text(String),
    Number(f64),
    Day(NaiveDate),
    Formula(String, f64),
    Nothing,
}

pub fn ink(text: impl Into<String>) -> Ink {
    let text = text.into();
    if text.is_empty() { Ink::Nothing } else { Ink::Text(text) }
}

/// One table as it will stand in a sheet.
pub struct Table {
    pub name: String,
    pub titles: Vec<String>,
    /// Upper heading (may be empty) and heading of each column.
    pub heads: Vec<(String, String, String)>,
    pub head_rows: usize,
    pub rows: Vec<Vec<Ink>>,
    /// (first row, last row, column) within `rows`.
    pub joins: Vec<(usize, usize, usize)>,
    pub hidden: Vec<usize>,
    pub left: usize,
    pub merge_heads: bool,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Paper {
    Xlsx,
    Xlsx1904,
    CsvUtf8,
    CsvBom,
    CsvGb,
}

impl Paper {
    pub fn joins(self) -> bool {
        matches!(self, Self::Xlsx | Self::Xlsx1904)
    }
}

pub fn write_cell(sheet: &mut Worksheet, row: u32, column: u16, ink: &Ink, from_1904: bool) {
    let date = Format::new().set_num_format("yyyy-mm-dd");
    match ink {
        Ink::Text(t) => {
            sheet.write_string(row, column, t).unwrap();
        }
        Ink::Number(n) => {
            sheet.write_number(row, column, *n).unwrap();
        }
        Ink::Day(d) => {
            let serial = (*d - NaiveDate::from_ymd_opt(1899, 12, 30).unwrap()).num_days() as f64;
            let serial = if from_1904 { serial - 1462.0 } else { serial };
            sheet.write_number_with_format(row, column, serial, &date).unwrap();
        }
        Ink::Formula(f, n) => {
            sheet.write_formula(row, column, Formula::new(f).set_result(n.to_string())).unwrap();
        }
        Ink::Nothing => {}
    }
}

/// The rows of a table from the top: titles, head, body; and where the body begins.
pub fn layout(table: &Table) -> (Vec<Vec<Ink>>, usize) {
    let width = table.left + table.heads.len();
    let mut all: Vec<Vec<Ink>> = Vec::new();
    for title in &table.titles {
        let mut row = vec![Ink::Nothing; width];
        row[table.left.min(width - 1)] = ink(title.clone());
        all.push(row);
    }
    for level in 0..table.head_rows {
        let mut row = vec![Ink::Nothing; table.left];
        let mut before = String::new();
        for (top, middle, leaf) in &table.heads {
            let text = match (table.head_rows, level) {
                (1, 0) => leaf.clone(),
                (2, 0) => {
                    if middle.is_empty() {
                        leaf.clone()
                    } else {
                        middle.clone()
                    }
                }
                (2, _) => {
                    if middle.is_empty() {
                        String::new()
                    } else {
                        leaf.clone()
                    }
                }
                (_, 0) => {
                    if top.is_empty() {
                        leaf.clone()
                    } else {
                        top.clone()
                    }
                }
                (_, 1) => {
                    if top.is_empty() {
                        String::new()
                    } else if middle.is_empty() {
                        leaf.clone()
                    } else {
                        middle.clone()
                    }
                }
                _ => {
                    if top.is_empty() || middle.is_empty() {
                        String::new()
                    } else {
                        leaf.clone()
                    }
                }
            };
            // An upper heading is written once over its columns.
            let upper = level + 1 < table.head_rows && text == before && !text.is_empty();
            row.push(if upper { Ink::Nothing } else { ink(text.clone()) });
            before = text;
        }
        all.push(row);
    }
    let body = all.len();
    for row in &table.rows {
        let mut line = vec![Ink::Nothing; table.left];
        line.extend(row.iter().cloned());
        all.push(line);
    }
    (all, body)
}

pub fn xlsx(tables: &[Table], extras: &[&str], from_1904: bool) -> Vec<u8> {
    let mut book = Writer::new();
    let format = Format::new();
    for table in tables {
        let sheet = book.add_worksheet();
        sheet.set_name(&table.name).unwrap();
        let (all, body) = layout(table);
        for (r, row) in all.iter().enumerate() {
            for (c, cell) in row.iter().enumerate() {
                write_cell(sheet, r as u32, c as u16, cell, from_1904);
            }
        }
        let last = (table.left + table.heads.len() - 1) as u16;
        for (r, title) in table.titles.iter().enumerate() {
            if table.merge_heads && last as usize > table.left {
                sheet.merge_range(r as u32, table.left as u16, r as u32, last, title, &format).unwrap();
            }
        }
        if table.merge_heads {
            let top = table.titles.len();
            for level in 0..table.head_rows {
                let line = &all[top + level];
                let mut c = table.left;
                while c <= last as usize {
                    let Ink::Text(text) = &line[c] else {
                        c += 1;
                        continue;
                    };
                    let mut right = c;
                    while level + 1 < table.head_rows
                        && right < last as usize
                        && line[right + 1] == Ink::Nothing
                        && all[top + level + 1][right + 1] != Ink::Nothing
                        && all[top + level + 1][c] != Ink::Nothing
                        && (0..level).all(|up| all[top + up][right + 1] == Ink::Nothing)
                    {
                        right += 1;
                    }
                    let mut bottom = level;
                    while right == c && bottom + 1 < table.head_rows && all[top + bottom + 1][c] == Ink::Nothing {
                        bottom += 1;
                    }
                    if right > c || bottom > level {
                        sheet
                            .merge_range(
                                (top + level) as u32,
                                c as u16,
                                (top + bottom) as u32,
                                right as u16,
                                text,
                                &format,
                            )
                            .unwrap();
                    }
                    c = right + 1;
                }
            }
        }
        for (from, to, column) in &table.joins {
            let (from, to, column) = ((body + from) as u32, (body + to) as u32, (table.left + column) as u16);
            sheet.merge_range(from, column, to, column, "", &format).unwrap();
            write_cell(sheet, from, column, &all[from as usize][column as usize], from_1904);
        }
        for row in &table.hidden {
            sheet.set_row_hidden((body + row) as u32).unwrap();
        }
    }
    for extra in extras {
        let sheet = book.add_worksheet();
        sheet.set_name(*extra).unwrap();
        if extra.contains('汇') {
            for (r, row) in
                [["村居", "接待人次", "走访户数", "意见条数"], ["沙涌", "12", "3", "4"], ["合计", "12", "3", "4"]]
                    .iter()
                    .enumerate()
            {
                for (c, text) in row.iter().enumerate() {
                    sheet.write_string(r as u32, c as u16, *text).unwrap();
                }
            }
        } else if extra.contains('说') {
            sheet.write_string(0, 0, "填报说明").unwrap();
            sheet.write_string(1, 0, "1.请按实际填写，日期格式不限。").unwrap();
        }
    }
    let bytes = book.save_to_buffer().unwrap();
    if from_1904 { dated_from_1904(&bytes) } else { bytes }
}

pub fn dated_from_1904(bytes: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for i in 0..archive.len() {
        let mut file = archive.by_index(i).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut body = Vec::new();
        file.read_to_end(&mut body).unwrap();
        if name == "xl/workbook.xml" {
            let text = String::from_utf8(body).unwrap();
            assert!(text.contains("<workbookPr"));
            body = text.replace("<workbookPr", "<workbookPr date1904=\"1\"").into_bytes();
        }
        out.start_file(
            name,
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored),
        )
        .unwrap();
        out.write_all(&body).unwrap();
    }
    out.finish().unwrap().into_inner()
}

pub fn csv_of(table: &Table, paper: Paper, dice: &mut Dice) -> Vec<u8> {
    let (all, _) = layout(table);
    let delimiter = dice.pick(b",,\t;");
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(Vec::new());
    for row in all {
        let line: Vec<String> = row
            .iter()
            .map(|c| match c {
                Ink::Text(t) => t.clone(),
                Ink::Number(n) | Ink::Formula(_, n) => n.to_string(),
                Ink::Day(d) => format!("{}/{}/{}", d.year(), d.month(), d.day()),
                Ink::Nothing => String::new(),
            })
            .collect();
        writer.write_record(&line).unwrap();
    }
    let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
    match paper {
        Paper::CsvBom => [b"\xef\xbb\xbf".as_slice(), text.as_bytes()].concat(),
        Paper::CsvGb => encoding_rs::GB18030.encode(&text).0.into_owned(),
        _ => text.into_bytes(),
    }
}
