//! Stand-ins for the rooms that make papers: the core's tests link neither a typesetter nor an image decoder.

use std::sync::Arc;
use zhudian_core::desk::Rooms;
use zhudian_paper::geometry::Geometry;
use zhudian_paper::{
    Document, EntryBook, FontUsed, Missing, Picture, PrintFault, Printer, SheetBatch, SheetMaker, SheetTrouble,
    Workbook,
};

/// A character the stand-in has no glyph for.
pub const NO_GLYPH: char = '\u{F8FF}';

/// Rooms whose papers are their own JSON, on one page.
pub fn rooms() -> Rooms {
    Rooms { printer: Some(Arc::new(PlainPrinter)), sheets: Some(Arc::new(PlainSheets)) }
}

struct PlainPrinter;

impl Printer for PlainPrinter {
    fn pdf(&self, document: &Document) -> Result<Vec<u8>, PrintFault> {
        let text = serde_json::to_string(document).unwrap();
        for block in &document.blocks {
            if let zhudian_paper::Block::Table(table) = block
                && let Some((row, column, stated, summed)) = table.wrong_sum()
            {
                return Err(PrintFault::SumDiffers {
                    row: row + 1,
                    column: table.columns[column].name.clone(),
                    stated,
                    summed,
                });
            }
        }
        if text.contains(NO_GLYPH) {
            let missing = Missing {
                who: "梁䶮海".into(),
                text: String::new(),
                character: NO_GLYPH.to_string(),
                code_point: "U+F8FF".into(),
            };
            return Err(PrintFault::MissingGlyph {
                who: missing.who.clone(),
                character: missing.character.clone(),
                code_point: missing.code_point.clone(),
                all: vec![missing],
            });
        }
        Ok(text.into_bytes())
    }

    fn xlsx(&self, workbook: &Workbook) -> Result<Vec<u8>, PrintFault> {
        Ok(serde_json::to_vec(workbook).unwrap())
    }

    fn entry_book(&self, book: &EntryBook) -> Result<Vec<u8>, PrintFault> {
        Ok(serde_json::to_vec(book).unwrap())
    }

    fn docx(&self, document: &Document) -> Result<Vec<u8>, PrintFault> {
        Ok(serde_json::to_vec(document).unwrap())
    }

    fn page_count(&self, _: &[u8]) -> Result<usize, PrintFault> {
        Ok(1)
    }

    fn page(&self, _: &[u8], number: usize, _: f32) -> Result<Picture, PrintFault> {
        if number == 1 {
            Ok(Picture { width: 1, height: 1, png: vec![0x89] })
        } else {
            Err(PrintFault::NoSuchPage { page: number, pages: 1 })
        }
    }

    fn missing(&self, text: &str) -> Result<Vec<char>, PrintFault> {
        Ok(text.chars().filter(|letter| *letter == NO_GLYPH).collect())
    }

    fn fonts(&self) -> Result<Vec<FontUsed>, PrintFault> {
        Ok(Vec::new())
    }
}

struct PlainSheets;

impl SheetMaker for PlainSheets {
    fn sheets(&self, batches: &[SheetBatch]) -> Result<(Vec<u8>, Geometry), SheetTrouble> {
        let pages = batches
            .iter()
            .zip(1..)
            .map(|(batch, page)| {
                serde_json::from_value(serde_json::json!({
                    "page": page, "width_mm": 210.0, "height_mm": 297.0, "batch": batch.code, "sheet_page": 1, "sheet_pages": 1,
                    "boxes": [], "squares": [], "bars": [], "codes": [],
                }))
                .unwrap()
            })
            .collect();
        let names: Vec<&String> =
            batches.iter().flat_map(|batch| batch.form.items.iter().map(|item| &item.text)).collect();
        Ok((serde_json::to_vec(&names).unwrap(), Geometry { pages }))
    }
}
