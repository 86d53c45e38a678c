//! B2 and B3: reading and writing 50,000 rows of 12 columns.

use crate::seed::Numbers;
use crate::{Line, median, ms, python, told};
use std::time::Instant;

const ROWS: u32 = 50_000;

/// A text and a number a row; the peer reads the same ones from a file before its time begins.
fn rows() -> Vec<(String, u64)> {
    let mut numbers = Numbers::new(3);
    (0..ROWS).map(|_| (numbers.text(20), numbers.below(30))).collect()
}

fn write(path: &std::path::Path, rows: &[(String, u64)]) -> f64 {
    let start = Instant::now();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory().unwrap();
    for (row, (text, count)) in (0_u32..).zip(rows) {
        sheet.write_number(row, 0, f64::from(row)).unwrap();
        for column in 1..9_u16 {
            sheet.write_string(row, column, format!("{text}{column}")).unwrap();
        }
        for column in 9..12_u16 {
            sheet.write_number(row, column, *count as f64).unwrap();
        }
    }
    book.save(path).unwrap();
    start.elapsed().as_secs_f64()
}

pub fn run() -> Vec<Line> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.xlsx");
    let (theirs, listed) = (folder.path().join("peer.xlsx"), folder.path().join("rows.json"));
    let rows = rows();
    std::fs::write(&listed, serde_json::to_string(&rows).unwrap()).unwrap();
    let (mut ours_write, mut theirs_write, mut ours_read, mut theirs_read) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..3 {
        ours_write.push(write(&path, &rows));
        if let Some(answer) = python("xlsxwriter_write.py", &[&theirs.to_string_lossy(), &listed.to_string_lossy()]) {
            theirs_write.push(answer["seconds"].as_f64().unwrap());
        }
        if theirs.exists()
            && let Some(answer) = python("same_cells.py", &[&path.to_string_lossy(), &theirs.to_string_lossy()])
        {
            assert_eq!(answer["same"].as_bool(), Some(true), "the two workbooks differ");
        }
        let start = Instant::now();
        let bytes = std::fs::read(&path).unwrap();
        let limits = zhudian_core::features::imports::reading::workbook::Limits::default();
        let book =
            zhudian_core::features::imports::reading::workbook::Workbook::open("rows.xlsx", &bytes, limits).unwrap();
        ours_read.push(start.elapsed().as_secs_f64());
        let cells: usize = book.sheets.iter().map(|sheet| sheet.count()).sum();
        if let Some(answer) = python("openpyxl_read.py", &[&path.to_string_lossy()]) {
            assert_eq!(answer["cells"].as_u64(), Some(cells as u64), "not the same cells were read");
            theirs_read.push(answer["seconds"].as_f64().unwrap());
        }
    }
    let line = |name: &str, peer: &str, ours: Vec<f64>, theirs: Vec<f64>, floor| {
        let mine = median(ours);
        let other = (!theirs.is_empty()).then(|| median(theirs));
        Line {
            name: name.to_owned(),
            ours: ms(mine),
            peer: told(peer, other),
            ratio: other.map(|seconds| seconds / mine),
            floor,
        }
    };
    vec![
        line("B2 read 50,000 x 12 from xlsx", "openpyxl read-only", ours_read, theirs_read, ">= 6"),
        line("B3 write 50,000 x 12 to xlsx", "XlsxWriter constant_memory", ours_write, theirs_write, ">= 2"),
    ]
}
