//! Sheets as a PDF.
//!
//! What all batches of a form share is written once and referred to by every page, and all copies of a batch refer to
//! the same two streams, so a thousand sheets are hardly larger than one. The file holds no date and no number of a
//! sheet: printing the same batches twice gives the same bytes.

mod fonts;
mod writer;

pub use fonts::{Face, Fonts};

use crate::fault::SheetFault;
use crate::layout::{PAPER, lay};
use fonts::Lettering;
use pdf_writer::Ref;
use std::collections::BTreeMap;
use writer::{Writer, content};
use zhudian_paper::code::BatchCode;
use zhudian_paper::form::Form;
use zhudian_paper::geometry::Geometry;

/// Sheets of one form and village that share a code.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    /// What is asked.
    pub form: Form,
    /// The code on every sheet.
    pub code: BatchCode,
    /// How many sheets; all of them are the same.
    pub copies: u32,
    /// Random sheet numbers, one a copy, or empty: sheets without numbers are the rule, because a number makes a sheet
    /// one of a kind.
    pub sheet_numbers: Vec<u32>,
}

/// The geometry of several batches in the order [`draw`] prints them; `page` counts the pages of that file and names the
/// first copy of each batch.
///
/// # Errors
/// As [`crate::layout`].
pub fn geometry_of(batches: &[Batch]) -> Result<Geometry, SheetFault> {
    let mut geometry = Geometry::default();
    let mut before = 0;
    for batch in batches {
        let pages = lay(&batch.form, &batch.code, batch.sheet_numbers.first().copied().unwrap_or(0))?;
        let a_sheet = u32::try_from(pages.len()).unwrap_or(u32::MAX);
        for mut page in pages {
            page.geometry.page = page.geometry.page.saturating_add(before);
            geometry.pages.push(page.geometry);
        }
        before = before.saturating_add(a_sheet.saturating_mul(batch.copies));
    }
    Ok(geometry)
}

/// One PDF of all sheets, batch after batch, each sheet's pages together.
///
/// # Errors
/// When a form cannot be laid out, or a character stands in no font: the fault names the text and the character.
pub fn draw(batches: &[Batch], fonts: &Fonts) -> Result<Vec<u8>, SheetFault> {
    let mut lettering = Lettering::new(fonts)?;
    let mut writer = Writer::new();
    for batch in batches {
        if batch.sheet_numbers.is_empty() {
            let pages = drawn(batch, 0, &mut lettering, &mut writer)?;
            for _ in 0..batch.copies {
                pages.iter().for_each(|streams| writer.page(streams));
            }
        } else {
            for number in batch.sheet_numbers.iter().take(batch.copies as usize) {
                let pages = drawn(batch, *number, &mut lettering, &mut writer)?;
                pages.iter().for_each(|streams| writer.page(streams));
            }
        }
    }
    let title = batches.first().map(|batch| batch.form.title.clone()).unwrap_or_default();
    writer.finish(&lettering, &title)
}

/// Writes the streams of one sheet and returns them page by page.
fn drawn(
    batch: &Batch,
    sheet: u32,
    lettering: &mut Lettering,
    writer: &mut Writer,
) -> Result<Vec<[Ref; 2]>, SheetFault> {
    let mut pages = Vec::new();
    for page in lay(&batch.form, &batch.code, sheet)? {
        let shared = content(&page.ink.shared, lettering)?;
        let own = content(&page.ink.own, lettering)?;
        pages.push([writer.stream(shared), writer.stream(own)]);
    }
    Ok(pages)
}

/// Streams already written, by their bytes.
type Known = BTreeMap<Vec<u8>, Ref>;
