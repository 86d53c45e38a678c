//! Stand-ins for the rooms that make papers: the core's tests link neither a typesetter nor an image decoder.

use std::path::PathBuf;
use std::sync::Arc;
use zhudian_core::desk::Rooms;
use zhudian_paper::code::PageCode;
use zhudian_paper::geometry::Geometry;
use zhudian_paper::verdict::{
    BoxAnswer, BoxInk, InkPattern, PageReason, PageStatus, PageVerdict, RowDoubt, RowVerdict,
};
use zhudian_paper::{
    Document, EntryBook, FontUsed, Leaves, Missing, Picture, PictureMaker, PrintFault, Printer, SheetBatch, SheetMaker,
    SheetReader, SheetTrouble, Workbook,
};

/// A character the stand-in has no glyph for.
pub const NO_GLYPH: char = '\u{F8FF}';

/// Rooms whose papers are their own JSON, on one page.
pub fn rooms() -> Rooms {
    Rooms {
        printer: Some(Arc::new(PlainPrinter)),
        sheets: Some(Arc::new(PlainSheets)),
        reader: Some(Arc::new(PlainReader)),
        pictures: Some(Arc::new(PlainPictures)),
    }
}

/// What the bytes of a picture hold that the stand-in cannot open.
pub const BROKEN: &[u8] = b"broken";

/// The parts of a JPEG that are looked into without a decoder, with a place where it was taken and this mark in its scan.
#[must_use]
pub fn photo(mark: &str) -> Vec<u8> {
    let mut bytes = b"\xFF\xD8\xFF\xE0\0\x07JFIF\0\xFF\xE1\0\x15Exif\0\0GPS 23.2N \0\0\0".to_vec();
    bytes.extend_from_slice(b"\xFF\xDB\0\x04ab\xFF\xDA\0\x03x");
    bytes.extend(mark.bytes().filter(|byte| *byte != 0xFF));
    bytes.extend_from_slice(b"\xFF\xD9");
    bytes
}

struct PlainPictures;

impl PictureMaker for PlainPictures {
    fn small(&self, bytes: &[u8], _: u32) -> Option<Vec<u8>> {
        (!bytes.windows(BROKEN.len()).any(|part| part == BROKEN)).then(|| b"small".to_vec())
    }
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
            .flat_map(|(batch, page)| {
                let parts: Vec<_> = batch.form.items.chunks(A_PAGE).collect();
                let pages = parts.len();
                parts.into_iter().enumerate().map(move |(at, items)| (batch, page, at, pages, items))
            })
            .map(|(batch, page, at, pages, items)| {
                let boxes: Vec<serde_json::Value> = items
                    .iter()
                    .flat_map(|item| batch.form.grades.iter().map(move |grade| (item, grade)))
                    .map(|(item, grade)| {
                        serde_json::json!({"row": item.code, "option": grade.label, "grade": grade.code,
                            "x_mm": 100.0, "y_mm": 100.0, "w_mm": 4.0, "h_mm": 4.0})
                    })
                    .collect();
                serde_json::from_value(serde_json::json!({
                    "page": page, "width_mm": 210.0, "height_mm": 297.0, "batch": batch.code, "sheet_page": at + 1, "sheet_pages": pages,
                    "boxes": boxes, "squares": [], "bars": [], "codes": [],
                }))
                .unwrap()
            })
            .collect();
        let names: Vec<&String> =
            batches.iter().flat_map(|batch| batch.form.items.iter().map(|item| &item.text)).collect();
        Ok((serde_json::to_vec(&names).unwrap(), Geometry { pages }))
    }

    fn bound(&self, papers: &[Vec<u8>], order: &[Leaves]) -> Result<Vec<u8>, SheetTrouble> {
        let told = order.iter().map(|leaves| match leaves {
            Leaves::Empty => "empty".to_owned(),
            Leaves::Of { paper, pages } => format!("{paper} {pages:?} of {}", papers[*paper].len()),
        });
        Ok(serde_json::to_vec(&told.collect::<Vec<_>>()).unwrap())
    }
}

/// A scan as the stand-in reader takes it: a JSON list of pages.
#[derive(serde::Deserialize)]
struct PlainPage {
    /// Batch on it; none when its code cannot be read.
    batch: Option<zhudian_paper::code::BatchCode>,
    #[serde(default = "read")]
    status: PageStatus,
    reason: Option<PageReason>,
    /// Label by row; `?` for a doubtful row, empty for none.
    #[serde(default)]
    rows: std::collections::BTreeMap<String, String>,
    /// What tells this picture from all others.
    #[serde(default)]
    picture: u64,
    /// What tells this sheet's ink from all others.
    #[serde(default)]
    ink: u8,
    /// Number of the sheet, where sheets bear one.
    #[serde(default)]
    sheet: u32,
    /// Page of the sheet.
    #[serde(default = "first")]
    page: u8,
}

/// Rows of a page: a form with more has several.
const A_PAGE: usize = 12;

fn first() -> u8 {
    1
}

fn read() -> PageStatus {
    PageStatus::Read
}

/// Reads pages written as JSON: the core's tests say what a scan shows.
struct PlainReader;

impl SheetReader for PlainReader {
    fn files(&self, chosen: &[PathBuf]) -> std::io::Result<Vec<PathBuf>> {
        let mut files = Vec::new();
        for path in chosen {
            if path.is_dir() {
                let mut within: Vec<PathBuf> =
                    std::fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
                within.retain(|path| path.extension().is_some_and(|ending| ending == "scan"));
                within.sort();
                files.extend(within);
            } else {
                files.push(path.clone());
            }
        }
        Ok(files)
    }

    fn read(&self, bytes: &[u8], geometries: &[Geometry], take: &mut dyn FnMut(PageVerdict, u32) -> bool) {
        let Ok(pages) = serde_json::from_slice::<Vec<PlainPage>>(bytes) else {
            take(PageVerdict::without_rows(1, PageStatus::Rejected, PageReason::NoPicture), 1);
            return;
        };
        let total = u32::try_from(pages.len()).unwrap();
        for (page, number) in pages.into_iter().zip(1..) {
            let own = geometries
                .iter()
                .flat_map(|one| &one.pages)
                .find(|one| Some(&one.batch) == page.batch.as_ref() && one.sheet_page == page.page);
            let pattern = InkPattern { picture: page.picture, marks: vec![(u16::from(page.ink), Vec::new()); 3] };
            let code = page.batch.map(|batch| PageCode {
                batch,
                sheet: page.sheet,
                page: page.page,
                pages: own.map_or(1, |own| own.sheet_pages),
            });
            let mut verdict = PageVerdict {
                code,
                pattern: Some(pattern),
                picture: vec![0x89; 24],
                ..PageVerdict::without_rows(number, page.status, PageReason::NoMarks)
            };
            verdict.reason = page.reason;
            if verdict.code.is_some() && own.is_none() {
                (verdict.status, verdict.reason) = (PageStatus::Foreign, Some(PageReason::OtherBatch));
            }
            let mut rows: Vec<&str> =
                own.into_iter().flat_map(|own| &own.boxes).map(|place| place.row.as_str()).collect();
            rows.dedup();
            let read = verdict.status == PageStatus::Read || verdict.reason == Some(PageReason::IdentifyingMarks);
            for row in rows.into_iter().filter(|_| read) {
                let said = page.rows.get(row).map_or("", String::as_str);
                let doubtful = said == "?";
                verdict.rows.push(RowVerdict {
                    row: row.to_owned(),
                    marked: if said.is_empty() || doubtful { Vec::new() } else { vec![said.to_owned()] },
                    doubtful,
                    doubt: doubtful.then_some(RowDoubt::SeveralMarks),
                    ink: vec![BoxInk {
                        option: "满意".to_owned(),
                        ink: 0.2,
                        outside_mm2: 0.0,
                        frame: 1.0,
                        answer: BoxAnswer::Marked,
                    }],
                    strip: if doubtful { vec![0x89; 24] } else { Vec::new() },
                });
            }
            if !take(verdict, total) {
                return;
            }
        }
    }

    fn doubles(&self, pages: &[(PageCode, InkPattern)]) -> Vec<(usize, usize, PageReason)> {
        let mut found = Vec::new();
        for (at, (code, pattern)) in pages.iter().enumerate() {
            let same = |(other, ink): &&(PageCode, InkPattern)| {
                other == code && ink.marks == pattern.marks && pattern.marks.first().is_some_and(|mark| mark.0 > 0)
            };
            if let Some(first) = pages.iter().take(at).position(|one| same(&one)) {
                found.push((at, first, PageReason::SameInk));
            }
        }
        found
    }

    fn thumbnail(&self, png: &[u8]) -> Option<Vec<u8>> {
        Some(png.to_vec())
    }
}
