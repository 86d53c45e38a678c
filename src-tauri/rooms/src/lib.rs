//! Introduces the rooms to each other: who makes papers, who makes evaluation sheets and who reads them, as the core's [`Rooms`].
//!
//! The core, `zhudian-documents` and `zhudian-sheets` do not know each other. The shell, the terminal and the tests of
//! whole papers all build their desk with [`rooms`], so that every program prints alike.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice))]

pub use zhudian_sheets::read_paths;

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use zhudian_core::desk::Rooms;
use zhudian_documents::{FontPlaces, Press};
use zhudian_paper::code::PageCode;
use zhudian_paper::geometry::Geometry;
use zhudian_paper::verdict::{InkPattern, PageReason, PageVerdict};
use zhudian_paper::{FontRole, Leaves, PictureMaker, PrintFault, SheetBatch, SheetMaker, SheetReader, SheetTrouble};
use zhudian_sheets::{Batch, Face, Fonts, Pictures, SheetFault, draw, geometry_of};

/// The makers, with fonts looked for in the stated order: beside the program, `node_modules`, the system's folders.
#[must_use]
pub fn rooms() -> Rooms {
    rooms_with_fonts(Vec::new())
}

/// The makers, with folders of fonts that come before all others: a window's bundled resources.
#[must_use]
pub fn rooms_with_fonts(folders: Vec<PathBuf>) -> Rooms {
    let press = Arc::new(Press::new(FontPlaces::usual(folders)));
    let sheets = Arc::new(SheetPress { press: Arc::clone(&press), fonts: OnceLock::new() });
    Rooms {
        printer: Some(press),
        sheets: Some(sheets),
        reader: Some(Arc::new(SheetDesk)),
        pictures: Some(Arc::new(SheetDesk)),
    }
}

/// Reads scans with the reader of the sheets that were drawn.
struct SheetDesk;

impl SheetReader for SheetDesk {
    fn files(&self, chosen: &[PathBuf]) -> std::io::Result<Vec<PathBuf>> {
        zhudian_sheets::files_of(chosen)
    }

    fn read(&self, bytes: &[u8], geometries: &[Geometry], take: &mut dyn FnMut(PageVerdict, u32) -> bool) {
        let pictures = Pictures { doubtful_rows: true, all_rows: false, page: true };
        zhudian_sheets::read_each(bytes, geometries, pictures, take);
    }

    fn doubles(&self, pages: &[(PageCode, InkPattern)]) -> Vec<(usize, usize, PageReason)> {
        zhudian_sheets::doubles(pages)
    }

    fn thumbnail(&self, png: &[u8]) -> Option<Vec<u8>> {
        zhudian_sheets::thumbnail(png)
    }
}

impl PictureMaker for SheetDesk {
    fn small(&self, bytes: &[u8], edge: u32) -> Option<Vec<u8>> {
        zhudian_sheets::small(bytes, edge)
    }
}

/// Draws evaluation sheets with the fonts of the papers, so that one installed face serves both.
struct SheetPress {
    press: Arc<Press>,
    fonts: OnceLock<Fonts>,
}

impl SheetPress {
    /// The fonts, read at the first sheet. When they are missing the next try looks again.
    fn fonts(&self) -> Result<&Fonts, SheetTrouble> {
        if let Some(fonts) = self.fonts.get() {
            return Ok(fonts);
        }
        let faces = |role| -> Result<Vec<Face>, SheetTrouble> {
            let faces = self.press.faces(role).map_err(|fault| no_fonts(&fault))?;
            Ok(faces.into_iter().map(|(bytes, index)| Face::new(Arc::new(bytes), index)).collect())
        };
        let fonts =
            Fonts { title: faces(FontRole::Title)?, text: faces(FontRole::Body)?, strong: faces(FontRole::Heading)? };
        Ok(self.fonts.get_or_init(|| fonts))
    }
}

impl SheetMaker for SheetPress {
    fn sheets(&self, batches: &[SheetBatch]) -> Result<(Vec<u8>, Geometry), SheetTrouble> {
        let batches: Vec<Batch> = batches
            .iter()
            .map(|batch| Batch {
                form: batch.form.clone(),
                code: batch.code.clone(),
                copies: batch.copies,
                sheet_numbers: batch.numbers.clone(),
            })
            .collect();
        let geometry = geometry_of(&batches).map_err(|fault| trouble(&fault))?;
        let pdf = draw(&batches, self.fonts()?).map_err(|fault| trouble(&fault))?;
        Ok((pdf, geometry))
    }

    fn bound(&self, papers: &[Vec<u8>], order: &[Leaves]) -> Result<Vec<u8>, SheetTrouble> {
        zhudian_sheets::bound(papers, order).map_err(|fault| trouble(&fault))
    }
}

fn trouble(fault: &SheetFault) -> SheetTrouble {
    SheetTrouble { code: fault.code().to_owned(), fields: fault.fields() }
}

fn no_fonts(fault: &PrintFault) -> SheetTrouble {
    let mut fields = serde_json::Map::new();
    fields.insert("reason".to_owned(), fault.to_string().into());
    SheetTrouble { code: "sheets.font".to_owned(), fields }
}
