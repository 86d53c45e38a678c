//! Text files: UTF-8 with and without mark, UTF-16 with mark, and GB18030; comma, semicolon or tab.

use super::finding::Trouble;
use super::grid::{Sheet, Value};

/// Text of the bytes, or `None` when no Chinese office would call it text.
#[must_use]
pub fn decode(bytes: &[u8]) -> Option<String> {
    if let Some((encoding, skip)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, _, bad) = encoding.decode(bytes.get(skip..).unwrap_or_default());
        return (!bad).then(|| text.into_owned());
    }
    // A text file holds no NUL and hardly any other control character.
    let odd = bytes.iter().filter(|b| **b < 32 && !matches!(**b, b'\t' | b'\n' | b'\r')).count();
    if odd > 0 {
        return None;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(text.to_owned());
    }
    let (text, _, bad) = encoding_rs::GB18030.decode(bytes);
    (!bad).then(|| text.into_owned())
}

/// One sheet from a text file.
///
/// # Errors
/// `imports.not_a_workbook` when the bytes are no text or hold no two columns anywhere, `imports.too_many_cells`.
pub fn read(name: &str, bytes: &[u8], most_cells: usize) -> Result<Sheet, Trouble> {
    let text = decode(bytes).ok_or_else(|| Trouble::new("imports.not_a_workbook").with("file", name))?;
    let delimiter = delimiter(&text);
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut cells = Vec::new();
    let mut widest = 0;
    let mut record = csv::StringRecord::new();
    let mut row = 0u32;
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {}
            Err(e) => return Err(Trouble::new("imports.damaged").with("file", name).because(e)),
        }
        // The reader passes over blank lines; the line number keeps addresses as an editor shows them.
        if let Some(position) = record.position()
            && record.iter().all(|field| !field.contains('\n'))
        {
            row = row.max(u32::try_from(position.line()).unwrap_or(u32::MAX).saturating_sub(1));
        }
        widest = widest.max(record.len());
        for (field, column) in record.iter().zip(0u32..) {
            if !field.is_empty() {
                cells.push((row, column, Value::Text(field.into())));
            }
        }
        if cells.len() > most_cells {
            return Err(Trouble::new("imports.too_many_cells").with("file", name).with("most", most_cells));
        }
        row += 1;
    }
    if widest < 2 {
        return Err(Trouble::new("imports.not_a_workbook").with("file", name));
    }
    Ok(Sheet::new(name.to_owned(), cells, Vec::new()))
}

fn delimiter(text: &str) -> u8 {
    let sample: Vec<&str> = text.lines().take(40).collect();
    [b',', b'\t', b';']
        .into_iter()
        .max_by_key(|d| {
            let lines = sample.iter().filter(|line| line.as_bytes().contains(d)).count();
            let all: usize = sample.iter().map(|line| line.bytes().filter(|b| b == d).count()).sum();
            // A tab parts columns whenever it stands in most lines; commas also stand inside text.
            (lines, all)
        })
        .unwrap_or(b',')
}
