//! Writes sample papers to a folder, to be looked at: `cargo run -p zhudian-documents --example samples -- FOLDER`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout)]

#[path = "../../../tests/documents/papers.rs"]
mod papers;

use zhudian_documents::Press;
use zhudian_paper::{Printer, Workbook};

fn main() {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "target/samples".to_owned());
    let folder = std::path::PathBuf::from(folder);
    std::fs::create_dir_all(&folder).unwrap();
    let press = Press::usual();
    for font in press.fonts().unwrap() {
        println!("{:?}: {} {}", font.role, font.family, font.file);
    }
    for (name, document) in papers::all() {
        let start = std::time::Instant::now();
        let pdf = press.pdf(&document).unwrap_or_else(|fault| panic!("{name}: {fault:?}"));
        let pages = press.page_count(&pdf).unwrap();
        println!("{name}: {pages} pages, {} KiB, {:?}", pdf.len() / 1024, start.elapsed());
        std::fs::write(folder.join(format!("{name}.pdf")), pdf).unwrap();
        let docx = press.docx(&document).unwrap();
        std::fs::write(folder.join(format!("{name}.docx")), docx).unwrap();
        let workbook = Workbook::from(&document);
        if !workbook.sheets.is_empty() {
            let xlsx = press.xlsx(&workbook).unwrap();
            std::fs::write(folder.join(format!("{name}.xlsx")), xlsx).unwrap();
        }
    }
    let entry = press.entry_book(&papers::entry()).unwrap();
    std::fs::write(folder.join("entry.xlsx"), entry).unwrap();
    for rows in [1000, 3900, 7800] {
        let ledger = papers::ledger(rows);
        let start = std::time::Instant::now();
        let pdf = press.pdf(&ledger).unwrap();
        let pages = press.page_count(&pdf).unwrap();
        println!("{rows} rows: {pages} pages, {} KiB, {:?}", pdf.len() / 1024, start.elapsed());
    }
}
