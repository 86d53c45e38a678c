//! A paper as PDF: planned, set by the templates, checked once more for empty glyphs, written with its fonts.

use std::sync::Arc;

use typst::diag::{SourceDiagnostic, Warned};
use typst::ecow::EcoVec;
use typst::foundations::{Bytes, Smart};
use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;
use zhudian_paper::{Block, Document, Missing, PrintFault, Table};

use crate::fonts::Fonts;
use crate::plan::{Plan, check_glyphs, check_sums, pictures};
use crate::world::Desk;

/// More cells than this and the file goes without the tags that let a screen reader walk its tables: they would make
/// a register of 300 pages several times slower and larger, and a workbook of it can be read aloud instead.
const MOST_TAGGED_CELLS: usize = 20_000;

/// Sets a paper.
///
/// # Errors
/// A character without a glyph, a sum that differs, a table of a wrong shape.
pub(crate) fn pdf(document: &Document, fonts: &Arc<Fonts>) -> Result<Vec<u8>, PrintFault> {
    let cells: usize = tables(document).map(|table| table.rows.len() * table.columns.len()).sum();
    set_paper(document, fonts, cells <= MOST_TAGGED_CELLS)
}

/// Sets a paper with tags, or without them and its plain tables row by row.
fn set_paper(document: &Document, fonts: &Arc<Fonts>, tagged: bool) -> Result<Vec<u8>, PrintFault> {
    check_sums(tables(document))?;
    check_glyphs(document, fonts)?;
    let plan = Plan::of(document, fonts, !tagged)?;
    let data = serde_json::to_vec(&plan).map_err(|error| failed(&error.to_string()))?;
    let pictures = pictures(document.blocks.iter()).map(|bytes| bytes.map(Bytes::new)).collect::<Result<_, _>>()?;
    let desk = Desk { fonts: Arc::clone(fonts), data: Bytes::new(data), pictures };
    let Warned { output, warnings: _ } = typst::compile::<PagedDocument>(&desk);
    let paged = output.map_err(|faults| said(&faults))?;
    for page in paged.pages() {
        no_empty_glyphs(&page.frame)?;
    }
    let options = PdfOptions { creator: Smart::Custom(None), tagged, ..PdfOptions::default() };
    let bytes = typst_pdf::pdf(&paged, &options).map_err(|faults| said(&faults));
    // The cache of a big paper is hundreds of megabytes, and the next paper is another one.
    drop(paged);
    typst::comemo::evict(0);
    bytes
}

/// The tables of a paper.
pub(crate) fn tables(document: &Document) -> impl Iterator<Item = &Table> {
    document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    })
}

/// A glyph of number 0 is the box that stands for a missing one. The check before setting finds missing characters;
/// this one finds a sequence the fonts have only in parts.
fn no_empty_glyphs(frame: &Frame) -> Result<(), PrintFault> {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => no_empty_glyphs(&group.frame)?,
            FrameItem::Text(text) => {
                let Some(empty) = text.glyphs.iter().find(|glyph| glyph.id == 0) else {
                    continue;
                };
                let character: String = text.text.get(empty.range()).unwrap_or_default().to_owned();
                let points: Vec<String> = character.chars().map(|point| format!("U+{:04X}", point as u32)).collect();
                let missing = Missing {
                    who: String::new(),
                    text: text.text.chars().take(40).collect(),
                    character: character.clone(),
                    code_point: points.join(" "),
                };
                return Err(PrintFault::MissingGlyph {
                    who: missing.who.clone(),
                    character,
                    code_point: missing.code_point.clone(),
                    all: vec![missing],
                });
            }
            _ => {}
        }
    }
    Ok(())
}

/// What the typesetter said, for the log.
fn said(faults: &EcoVec<SourceDiagnostic>) -> PrintFault {
    let messages: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
    failed(&messages.join("; "))
}

pub(crate) fn failed(fault: &str) -> PrintFault {
    PrintFault::Failed { fault: fault.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::FontPlaces;
    use crate::pages;
    use zhudian_paper::{Cell, Column, DayPattern, Foot, Row, RowKind, Setting, Width};

    /// A register with everything rows may hold: lists of names, long texts, empty cells, sums over several columns.
    fn register(rows: u32, page_sum: bool) -> Document {
        let mut table = Table {
            columns: vec![
                Column::text("编号", Width::Chars(5)).centred(),
                Column::day("日期", Width::Chars(6), DayPattern::default()),
                Column::text("代表", Width::Chars(6)),
                Column::count("人次", Width::Chars(3)),
                Column::text("意见", Width::Share(1)),
                Column::count("户次", Width::Chars(3)),
            ],
            page_sum: page_sum.then(|| "本页小计".to_owned()),
            ..Table::default()
        };
        let names = ["陈志强、曾凡、欧阳国梁", "单丽华", ""];
        let long = "河涌边垃圾较多，建议增加清理次数，并在桥头设立警示牌。".repeat(3);
        let words = [long.as_str(), "公交班次少", ""];
        for (at, (name, word)) in (0..rows).zip(names.iter().cycle().zip(words.iter().cycle())) {
            table.rows.push(Row::body(vec![
                format!("2026-{at:04}").into(),
                Cell::day(format!("2026-{:02}-{:02}", at % 12 + 1, at % 28 + 1)),
                (*name).into(),
                i64::from(at * 37).into(),
                (*word).into(),
                Cell::empty(),
            ]));
            if at % 17 == 16 {
                let cells = vec!["小计".into(), "".into(), "".into(), i64::from(at).into(), "".into(), 1.into()];
                table.rows.push(Row { kind: RowKind::Subtotal, cells, who: None });
            }
        }
        table.total("合计");
        Document {
            title: "台账".into(),
            setting: Setting::A4_WIDE,
            blocks: vec![Block::Table(table)],
            foot: Foot { pages: "{page}/{pages}".to_owned(), proof: None, note: None },
            ..Document::default()
        }
    }

    fn pixels(pdf: &[u8], page: usize) -> Vec<u8> {
        let picture = pages::picture(pdf, page, 4.0).unwrap();
        image::load_from_memory(&picture.png).unwrap().to_luma8().into_raw()
    }

    #[test]
    fn rows_laid_one_by_one_look_as_the_typesetters_own_table() {
        let fonts = Arc::new(Fonts::load(&FontPlaces::usual(Vec::new())).unwrap());
        for page_sum in [false, true] {
            let document = register(70, page_sum);
            let [usual, swift] = [true, false].map(|tagged| set_paper(&document, &fonts, tagged).unwrap());
            let count = pages::count(&usual).unwrap();
            assert!(count > 3, "{count} pages");
            assert_eq!(count, pages::count(&swift).unwrap());
            for page in 1..=count {
                let (one, other) = (pixels(&usual, page), pixels(&swift, page));
                let apart = one.iter().zip(&other).filter(|(one, other)| one.abs_diff(**other) > 48).count();
                assert!(apart * 50_000 < one.len(), "page {page}: {apart} of {} pixels differ", one.len());
            }
        }
    }
}
