//! Bytes of a file into sheets. The content decides what a file is, never its name.

use std::io::Cursor;

use calamine::{Data, DataRef, Dimensions, Ods, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsb, Xlsx, XlsxError};
use chrono::Timelike;

use super::container::{self, Inside};
use super::delimited;
use super::finding::Trouble;
use super::grid::{Merge, Sheet, Value};

/// What a file may cost. These protect the machine and are no matter of a place's rules.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: u64,
    /// Bytes of its parts when unpacked.
    pub unpacked: u64,
    /// Cells in use over all sheets.
    pub cells: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 100 << 20, unpacked: 1 << 30, cells: 8_000_000 }
    }
}

/// An opened file.
#[derive(Debug, Default)]
pub struct Workbook {
    /// Name of the file without its folder.
    pub name: String,
    /// Sheets in their order.
    pub sheets: Vec<Sheet>,
    /// Sheets without cells such as charts and macros.
    pub without_cells: Vec<String>,
}

fn trouble(code: &'static str, name: &str) -> Trouble {
    Trouble::new(code).with("file", name)
}

impl Workbook {
    /// Opens the bytes of a file.
    ///
    /// # Errors
    /// `imports.empty`, `imports.too_large`, `imports.too_many_cells`, `imports.password`, `imports.truncated`,
    /// `imports.damaged`, `imports.web_page`, `imports.not_a_workbook`: each with the file's name.
    pub fn open(name: &str, bytes: &[u8], limits: Limits) -> Result<Self, Trouble> {
        if bytes.is_empty() {
            return Err(trouble("imports.empty", name));
        }
        if bytes.len() as u64 > limits.bytes {
            return Err(too_large(name, bytes.len() as u64, limits));
        }
        let mut book = match shape(bytes) {
            Shape::Zip => zipped(name, bytes, limits)?,
            Shape::Compound => compound(name, bytes, limits)?,
            Shape::Page => return Err(trouble("imports.web_page", name)),
            Shape::Foreign(what) => return Err(trouble("imports.not_a_workbook", name).with("what", what)),
            Shape::Text => {
                let title = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
                let sheet = delimited::read(title, bytes, limits.cells).map_err(|t| t.with("file", name))?;
                Self { sheets: vec![sheet], ..Self::default() }
            }
        };
        name.clone_into(&mut book.name);
        if book.sheets.iter().all(|s| s.height() == 0) {
            return Err(trouble("imports.empty", name));
        }
        Ok(book)
    }
}

/// The refusal of a file over the limit, for those who look at the size before they read.
#[must_use]
pub fn too_large(name: &str, bytes: u64, limits: Limits) -> Trouble {
    trouble("imports.too_large", name).with("megabytes", bytes >> 20).with("most", limits.bytes >> 20)
}

enum Shape {
    Zip,
    Compound,
    Page,
    Text,
    Foreign(&'static str),
}

fn shape(bytes: &[u8]) -> Shape {
    let begins = |mark: &[u8]| bytes.starts_with(mark);
    if begins(b"PK\x03\x04") || begins(b"PK\x05\x06") {
        return Shape::Zip;
    }
    if begins(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Shape::Compound;
    }
    let known: [(&[u8], &'static str); 9] = [
        (b"%PDF", "pdf"),
        (b"\x89PNG", "picture"),
        (&[0xff, 0xd8, 0xff], "picture"),
        (b"GIF8", "picture"),
        (b"BM", "picture"),
        (b"Rar!", "archive"),
        (b"7z\xbc\xaf", "archive"),
        (b"{\\rtf", "document"),
        (b"MZ", "program"),
    ];
    for (mark, what) in known {
        // Two letters alone could open a text file as well.
        if begins(mark) && (mark.len() > 2 || bytes.iter().take(200).any(|b| *b == 0)) {
            return Shape::Foreign(what);
        }
    }
    let head: String = bytes.iter().take(512).map(|b| char::from(*b).to_ascii_lowercase()).collect();
    let head = head.trim_start_matches(|c: char| !c.is_ascii() || c.is_whitespace());
    if ["<html", "<!doctype", "<table", "<?xml", "mime-version"].iter().any(|mark| head.starts_with(mark)) {
        return Shape::Page;
    }
    Shape::Text
}

fn zipped(name: &str, bytes: &[u8], limits: Limits) -> Result<Workbook, Trouble> {
    let named = |t: Trouble| t.with("file", name).with("most", limits.bytes >> 20);
    let inside = container::look_inside(bytes, limits.unpacked).map_err(named)?;
    let has = |part: &str| inside.parts.iter().any(|p| p.eq_ignore_ascii_case(part));
    if has("xl/workbook.xml") {
        return xlsx(name, bytes, &inside, limits);
    }
    if has("xl/workbook.bin") {
        let mut book = Xlsb::new(Cursor::new(bytes)).map_err(|e| trouble("imports.damaged", name).because(e))?;
        return plain(name, &mut book, false, limits, |_, _| Vec::new());
    }
    if has("content.xml") && has("mimetype") {
        let mut book = Ods::new(Cursor::new(bytes)).map_err(|e| match e {
            calamine::OdsError::Password => trouble("imports.password", name),
            e => trouble("imports.not_a_workbook", name).because(e),
        })?;
        return plain(name, &mut book, false, limits, |_, _| Vec::new());
    }
    let what = if has("word/document.xml") {
        "document"
    } else if has("ppt/presentation.xml") {
        "slides"
    } else {
        "archive"
    };
    Err(trouble("imports.not_a_workbook", name).with("what", what))
}

/// UTF-16 name of a stream in a compound file, found without walking its directory.
fn has_stream(bytes: &[u8], stream: &str) -> bool {
    let wide: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(wide.len()).step_by(2).any(|window| window == wide)
}

fn compound(name: &str, bytes: &[u8], limits: Limits) -> Result<Workbook, Trouble> {
    if has_stream(bytes, "EncryptedPackage") {
        return Err(trouble("imports.password", name));
    }
    if has_stream(bytes, "WordDocument") {
        return Err(trouble("imports.not_a_workbook", name).with("what", "document"));
    }
    if has_stream(bytes, "PowerPoint Document") {
        return Err(trouble("imports.not_a_workbook", name).with("what", "slides"));
    }
    // An old file may be cut anywhere; calamine is asked to read it behind a catch, since its reader of this format
    // trusts offsets written in the file.
    let opened = std::panic::catch_unwind(|| Xls::new(Cursor::new(bytes)));
    let mut book = match opened {
        Ok(Ok(book)) => book,
        Ok(Err(XlsError::Password)) => return Err(trouble("imports.password", name)),
        Ok(Err(e)) => {
            let code = if has_stream(bytes, "Workbook") || has_stream(bytes, "Book") {
                "imports.damaged"
            } else {
                "imports.not_a_workbook"
            };
            return Err(trouble(code, name).because(e));
        }
        Err(_) => return Err(trouble("imports.damaged", name)),
    };
    let from_1904 = book.has_1904_epoch();
    plain(name, &mut book, from_1904, limits, |book, sheet| {
        book.merge_cells_by_sheet_name(sheet).map(|all| all.iter().map(merge).collect()).unwrap_or_default()
    })
}

fn merge(d: &Dimensions) -> Merge {
    Merge { top: d.start.0, left: d.start.1, bottom: d.end.0, right: d.end.1 }
}

fn xlsx(name: &str, bytes: &[u8], inside: &Inside, limits: Limits) -> Result<Workbook, Trouble> {
    let failed = |e: XlsxError| match e {
        XlsxError::Password => trouble("imports.password", name),
        e => trouble("imports.damaged", name).because(e),
    };
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(failed)?;
    let from_1904 = book.has_1904_epoch();
    let mut out = Workbook::default();
    let mut left = limits.cells;
    for meta in book.sheets_metadata().to_vec() {
        if meta.typ != SheetType::WorkSheet {
            out.without_cells.push(meta.name);
            continue;
        }
        let mut cells = Vec::new();
        {
            let mut reader = match book.worksheet_cells_reader(&meta.name) {
                Ok(reader) => reader,
                Err(XlsxError::NotAWorksheet(_)) => {
                    out.without_cells.push(meta.name);
                    continue;
                }
                Err(e) => return Err(failed(e)),
            };
            while let Some(record) = reader.next_cell_with_formula_metadata().map_err(failed)? {
                let value = match record.value {
                    DataRef::Empty if record.formula.is_some() => Value::Unstored,
                    DataRef::SharedString(text) => Value::Text(text.into()),
                    other => value(Data::from(other)),
                };
                if !value.is_empty() {
                    cells.push((record.pos.0, record.pos.1, value));
                    left = left.checked_sub(1).ok_or_else(|| too_many(name, limits))?;
                }
            }
        }
        let merges = book.merge_cells_by_sheet_name(&meta.name).unwrap_or_default();
        let mut sheet = Sheet::new(meta.name.clone(), cells, merges.iter().map(merge).collect());
        sheet.hidden = meta.visible != SheetVisible::Visible;
        sheet.from_1904 = from_1904;
        sheet.hidden_rows = inside.hidden_rows.get(&meta.name).cloned().unwrap_or_default();
        out.sheets.push(sheet);
    }
    Ok(out)
}

fn too_many(name: &str, limits: Limits) -> Trouble {
    trouble("imports.too_many_cells", name).with("most", limits.cells)
}

/// Reads the formats calamine only gives as ranges.
fn plain<R, B>(
    name: &str,
    book: &mut B,
    from_1904: bool,
    limits: Limits,
    merges: impl Fn(&B, &str) -> Vec<Merge>,
) -> Result<Workbook, Trouble>
where
    R: std::io::Read + std::io::Seek,
    B: Reader<R>,
    B::Error: std::fmt::Display,
{
    let mut out = Workbook::default();
    let mut left = limits.cells;
    for meta in book.sheets_metadata().to_vec() {
        if meta.typ != SheetType::WorkSheet {
            out.without_cells.push(meta.name);
            continue;
        }
        let range = book.worksheet_range(&meta.name).map_err(|e| trouble("imports.damaged", name).because(e))?;
        let (top, start) = range.start().unwrap_or((0, 0));
        let mut cells = Vec::new();
        for (line, row) in range.rows().zip(top..) {
            for (cell, column) in line.iter().zip(start..) {
                let value = value(cell.clone());
                if !value.is_empty() {
                    cells.push((row, column, value));
                    left = left.checked_sub(1).ok_or_else(|| too_many(name, limits))?;
                }
            }
        }
        let mut sheet = Sheet::new(meta.name.clone(), cells, merges(book, &meta.name));
        sheet.hidden = meta.visible != SheetVisible::Visible;
        sheet.from_1904 = from_1904;
        out.sheets.push(sheet);
    }
    Ok(out)
}

fn value(data: Data) -> Value {
    match data {
        Data::Empty => Value::Empty,
        Data::Int(n) => Value::Number(n as f64),
        Data::Float(n) => Value::Number(n),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Value::Text(text.into()),
        Data::Bool(flag) => Value::Flag(flag),
        Data::DateTime(moment) => match moment.as_datetime() {
            Some(at) => Value::Moment {
                day: at.date(),
                minutes: u16::try_from(at.time().num_seconds_from_midnight() / 60).unwrap_or(0),
                serial: moment.as_f64(),
            },
            None => Value::Number(moment.as_f64()),
        },
        Data::Error(fault) => Value::Fault(match fault {
            calamine::CellErrorType::Div0 => "#DIV/0!",
            calamine::CellErrorType::NA => "#N/A",
            calamine::CellErrorType::Name => "#NAME?",
            calamine::CellErrorType::Null => "#NULL!",
            calamine::CellErrorType::Num => "#NUM!",
            calamine::CellErrorType::Ref => "#REF!",
            calamine::CellErrorType::Value => "#VALUE!",
            _ => "#N/A",
        }),
    }
}
