//! Who makes evaluation sheets, as the core sees it.

use crate::code::BatchCode;
use crate::form::Form;
use crate::geometry::Geometry;
use serde::{Deserialize, Serialize};

/// One batch of equal sheets to print.
#[derive(Debug, Clone)]
pub struct SheetBatch {
    /// What is asked.
    pub form: Form,
    /// The code on every sheet.
    pub code: BatchCode,
    /// How many sheets; all of them are the same.
    pub copies: u32,
}

/// Why no sheets were made: a stable code and its facts; the words are the core's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetTrouble {
    /// Stable code such as `missing_glyph`.
    pub code: String,
    /// Facts of the sentence.
    pub fields: serde_json::Map<String, serde_json::Value>,
}

/// Draws evaluation sheets. The one implementation joins `zhudian-sheets` with the print fonts; the shell and the
/// terminal introduce it.
pub trait SheetMaker: Send + Sync {
    /// All batches in one PDF, and where everything stands on its pages.
    ///
    /// # Errors
    /// A form that cannot be laid out, or a character without a glyph.
    fn sheets(&self, batches: &[SheetBatch]) -> Result<(Vec<u8>, Geometry), SheetTrouble>;
}
