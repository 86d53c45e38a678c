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
    check_sums(tables(document))?;
    check_glyphs(document, fonts)?;
    let plan = Plan::of(document, fonts)?;
    let data = serde_json::to_vec(&plan).map_err(|error| failed(&error.to_string()))?;
    let pictures = pictures(document.blocks.iter()).map(|bytes| bytes.map(Bytes::new)).collect::<Result<_, _>>()?;
    let desk = Desk { fonts: Arc::clone(fonts), data: Bytes::new(data), pictures };
    let Warned { output, warnings: _ } = typst::compile::<PagedDocument>(&desk);
    let paged = output.map_err(|faults| said(&faults))?;
    for page in paged.pages() {
        no_empty_glyphs(&page.frame)?;
    }
    let cells: usize = tables(document).map(|table| table.rows.len() * table.columns.len()).sum();
    let options =
        PdfOptions { creator: Smart::Custom(None), tagged: cells <= MOST_TAGGED_CELLS, ..PdfOptions::default() };
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
