//! Who makes evaluation sheets and who reads them back, as the core sees it.

use crate::code::{BatchCode, PageCode};
use crate::form::Form;
use crate::geometry::Geometry;
use crate::verdict::{InkPattern, PageReason, PageVerdict};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// One batch of equal sheets to print.
#[derive(Debug, Clone)]
pub struct SheetBatch {
    /// What is asked.
    pub form: Form,
    /// The code on every sheet.
    pub code: BatchCode,
    /// How many sheets.
    pub copies: u32,
    /// A random number for each sheet, or none, which is the rule: then all sheets are the same.
    pub numbers: Vec<u32>,
}

/// Why no sheets were made: a stable code and its facts; the words are the core's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetTrouble {
    /// Stable code such as `missing_glyph`.
    pub code: String,
    /// Facts of the sentence.
    pub fields: serde_json::Map<String, serde_json::Value>,
}

/// Pages of a file that is bound from others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leaves {
    /// Pages of one of the papers, counted from 0.
    Of {
        /// Which paper.
        paper: usize,
        /// Which of its pages.
        pages: std::ops::Range<usize>,
    },
    /// An empty page, so that what follows begins on the front of a leaf.
    Empty,
}

/// Draws evaluation sheets. The one implementation joins `zhudian-sheets` with the print fonts; the shell and the
/// terminal introduce it.
pub trait SheetMaker: Send + Sync {
    /// All batches in one PDF, and where everything stands on its pages.
    ///
    /// # Errors
    /// A form that cannot be laid out, or a character without a glyph.
    fn sheets(&self, batches: &[SheetBatch]) -> Result<(Vec<u8>, Geometry), SheetTrouble>;

    /// One PDF of the pages of several, in the order stated. A page appears once at most.
    ///
    /// # Errors
    /// A paper that is no PDF.
    fn bound(&self, papers: &[Vec<u8>], order: &[Leaves]) -> Result<Vec<u8>, SheetTrouble>;
}

/// Makes pictures small. The one implementation is `zhudian-sheets`, which opens every picture a scanner or phone makes.
pub trait PictureMaker: Send + Sync {
    /// The first picture of the bytes as a JPEG that is `edge` points long at most, upright and on white; `None` when they
    /// hold no whole picture, or one larger than any scan.
    fn small(&self, bytes: &[u8], edge: u32) -> Option<Vec<u8>>;
}

/// Reads scanned sheets. The one implementation is `zhudian-sheets`; it knows no database and keeps nothing.
pub trait SheetReader: Send + Sync {
    /// The files of a choice that may hold scans: a file as it is, of a folder those that look like scans.
    ///
    /// # Errors
    /// What the disk says of a folder.
    fn files(&self, chosen: &[PathBuf]) -> std::io::Result<Vec<PathBuf>>;

    /// Reads the pages of one file, with strips of its doubtful rows and a picture of each page. Each verdict is handed
    /// over as soon as it is made, with the number of pages of the file; reading stops when `take` answers `false`.
    /// Bytes that hold no picture are one rejected page.
    fn read(&self, bytes: &[u8], geometries: &[Geometry], take: &mut dyn FnMut(PageVerdict, u32) -> bool);

    /// The pages that seem to be doubles, each with the earlier page it repeats and why. Pages are given by their place.
    fn doubles(&self, pages: &[(PageCode, InkPattern)]) -> Vec<(usize, usize, PageReason)>;

    /// A picture of a page made small enough for a list; `None` when the bytes hold no picture.
    fn thumbnail(&self, png: &[u8]) -> Option<Vec<u8>>;
}
