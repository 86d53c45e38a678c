//! Who makes bytes of a paper, and why that may fail.

use crate::{Document, EntryBook, Workbook};
use serde::{Deserialize, Serialize};

/// Makes files of papers and pictures of pages. The one implementation is in `zhudian-documents`; the core's own tests
/// use a stand-in. All calls may be long: call them off the window's thread.
pub trait Printer: Send + Sync {
    /// The paper as a PDF, fonts embedded. The same paper gives the same bytes.
    ///
    /// # Errors
    /// No fonts, a character without a glyph, or a sum that does not add up.
    fn pdf(&self, document: &Document) -> Result<Vec<u8>, PrintFault>;

    /// The tables as an xlsx workbook.
    ///
    /// # Errors
    /// A table of a wrong shape or a sum that does not add up.
    fn xlsx(&self, workbook: &Workbook) -> Result<Vec<u8>, PrintFault>;

    /// An empty xlsx workbook with lists to choose from.
    ///
    /// # Errors
    /// A sheet of a wrong shape.
    fn entry_book(&self, book: &EntryBook) -> Result<Vec<u8>, PrintFault>;

    /// The paper as a docx file that can be edited.
    ///
    /// # Errors
    /// A table of a wrong shape or a sum that does not add up.
    fn docx(&self, document: &Document) -> Result<Vec<u8>, PrintFault>;

    /// How many pages a PDF has.
    ///
    /// # Errors
    /// The bytes are no PDF.
    fn page_count(&self, pdf: &[u8]) -> Result<usize, PrintFault>;

    /// The picture of a page, counted from 1, of the very bytes that are printed.
    ///
    /// # Errors
    /// The bytes are no PDF or have no such page.
    fn page(&self, pdf: &[u8], number: usize, pixels_per_mm: f32) -> Result<Picture, PrintFault>;

    /// The characters of a text no font in use has, each once.
    ///
    /// # Errors
    /// No fonts.
    fn missing(&self, text: &str) -> Result<Vec<char>, PrintFault>;

    /// Which fonts stand in for which role.
    ///
    /// # Errors
    /// No fonts.
    fn fonts(&self) -> Result<Vec<FontUsed>, PrintFault>;
}

/// The picture of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The picture as PNG.
    pub png: Vec<u8>,
}

/// A font in use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FontUsed {
    /// What it sets.
    pub role: FontRole,
    /// The family's name as the font states it.
    pub family: String,
    /// The file.
    pub file: String,
    /// Whether it stands in for the font the standard names.
    pub stand_in: bool,
}

/// What a font sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FontRole {
    /// Text (Fangsong by the standard).
    Body,
    /// Titles (Xiaobiaosong by the standard).
    Title,
    /// First-level headings and table heads (Heiti by the standard).
    Heading,
    /// Second-level headings (Kaiti by the standard).
    SecondHeading,
}

/// A character no font has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// The person or record; empty when the text names nobody.
    pub who: String,
    /// The text it stands in, cut to 40 characters.
    pub text: String,
    /// The character.
    pub character: String,
    /// Its code point, `U+2B5F1`.
    pub code_point: String,
}

/// Why no file was made. As JSON: `{"code": "missing_glyph", "who": …}`. Holds no words for people: the core's words do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum PrintFault {
    /// A character has no glyph in any font in use.
    MissingGlyph {
        /// The first one's person or record.
        who: String,
        /// The first one's character.
        character: String,
        /// The first one's code point.
        code_point: String,
        /// All of them, at most 200.
        all: Vec<Missing>,
    },
    /// The print fonts were not found.
    FontsMissing {
        /// The folders that were looked in, in order.
        looked_in: Vec<String>,
    },
    /// A stated sum is not the sum of its cells.
    SumDiffers {
        /// The row's place in the table, from 1.
        row: usize,
        /// The column's name.
        column: String,
        /// What the paper would have said.
        stated: i64,
        /// What its cells add up to.
        summed: i64,
    },
    /// A table's rows do not fit its columns, or a value its column.
    TableShape {
        /// The row's place in the table, from 1; 0 for the head.
        row: usize,
        /// What is wrong, for the log.
        fault: String,
    },
    /// The bytes are no PDF that can be read.
    NotAPdf,
    /// There is no such page.
    NoSuchPage {
        /// The page asked for.
        page: usize,
        /// How many there are.
        pages: usize,
    },
    /// The setter or writer failed.
    Failed {
        /// What it said, for the log.
        fault: String,
    },
}

impl PrintFault {
    /// The code under which words are found.
    pub fn code(&self) -> &'static str {
        match self {
            Self::MissingGlyph { .. } => "missing_glyph",
            Self::FontsMissing { .. } => "fonts_missing",
            Self::SumDiffers { .. } => "sum_differs",
            Self::TableShape { .. } => "table_shape",
            Self::NotAPdf => "not_a_pdf",
            Self::NoSuchPage { .. } => "no_such_page",
            Self::Failed { .. } => "failed",
        }
    }
}

impl std::fmt::Display for PrintFault {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::MissingGlyph { code_point, .. } => write!(formatter, "no font has {code_point}"),
            Self::FontsMissing { looked_in } => {
                write!(formatter, "no print fonts in {}", looked_in.join(", "))
            }
            Self::SumDiffers { row, column, stated, summed } => {
                write!(formatter, "row {row}, column {column}: stated {stated}, summed {summed}")
            }
            Self::TableShape { row, fault } => write!(formatter, "row {row}: {fault}"),
            Self::NotAPdf => formatter.write_str("not a PDF"),
            Self::NoSuchPage { page, pages } => write!(formatter, "page {page} of {pages}"),
            Self::Failed { fault } => formatter.write_str(fault),
        }
    }
}

impl std::error::Error for PrintFault {}
