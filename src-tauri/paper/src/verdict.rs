//! What was read from one scanned page, and what it was decided from.

use crate::code::PageCode;
use serde::{Deserialize, Serialize};

/// Where the strip of a row begins and ends: this far from either edge of the sheet.
pub const STRIP_EDGE_MM: f64 = 18.0;

/// What became of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageStatus {
    /// All rows were looked at; single rows may still be doubtful.
    Read,
    /// A person must look at the page.
    Review,
    /// Nothing can be said from this picture; scan again.
    Rejected,
    /// No sheet of the batches asked for.
    Foreign,
    /// A page without print.
    Blank,
    /// Seen before, or so it seems: a person decides.
    Duplicate,
}

/// Why a page has its status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageReason {
    /// Review: neither square code can be read; its letters can be typed in.
    CodeUnreadable,
    /// Review: the code was read, but corner squares are missing: torn, folded over or cut off.
    CornerMissing,
    /// Review: too many box frames are not where they should be.
    FramesDoNotFit,
    /// Review: ink outside the boxes that may tell who filled in the sheet.
    IdentifyingMarks,
    /// Rejected: the bytes hold no picture that can be opened.
    NoPicture,
    /// Rejected: a picture as phones keep it, HEIC or AVIF, which is not opened; saved as JPEG it is.
    HeicPicture,
    /// Rejected: the picture is too small or too large to be a scan of a sheet.
    PictureSize,
    /// Rejected: two sheets or more lie in one picture; each is to be scanned by itself.
    SeveralSheets,
    /// Rejected: parts of a sheet were found, but not enough to know where its boxes are.
    NotRegistered,
    /// Foreign: a sheet with the code of another batch.
    OtherBatch,
    /// Foreign: print of another kind.
    NotASheet,
    /// Blank: no print at all.
    NoPrint,
    /// Duplicate: the same picture byte by byte, or the same sheet number.
    SameSheet,
    /// Duplicate: the ink of all marks runs alike.
    SameInk,
    /// Read: no box has a mark.
    NoMarks,
}

/// What one box says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BoxAnswer {
    /// No mark.
    Blank,
    /// A mark.
    Marked,
    /// A person must look.
    Doubtful,
}

/// Why a row must be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowDoubt {
    /// More than one box is marked.
    SeveralMarks,
    /// A filled box stands beside a mark: perhaps a correction.
    FilledBesideMark,
    /// Ink only outside the boxes.
    OnlyOutside,
    /// Ink too faint or too small to be sure of.
    Faint,
    /// A printed frame was not found where it should be.
    FrameLost,
    /// Ink all round a box: a stamp, a finger print, a stain, a circle.
    InkAround,
}

/// The figures one box was decided from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BoxInk {
    /// The option of the box, as in the geometry.
    pub option: String,
    /// Share of the box's inside that is inked, weighted by darkness: 0 white, 1 solid black.
    pub ink: f64,
    /// Ink in the ring around the box in square millimetres.
    pub outside_mm2: f64,
    /// How well the printed frame was found, 0 to 1.
    pub frame: f64,
    /// The answer.
    pub answer: BoxAnswer,
}

/// What one row says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RowVerdict {
    /// The row, as in the geometry.
    pub row: String,
    /// The options marked beyond doubt; empty in a doubtful row and in an unmarked one.
    pub marked: Vec<String>,
    /// A person must look at the row.
    pub doubtful: bool,
    /// Why.
    pub doubt: Option<RowDoubt>,
    /// The figures, in the order of the printed columns.
    pub ink: Vec<BoxInk>,
    /// The row as a PNG strip, straightened, where one was asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub strip: Vec<u8>,
}

/// The fine pattern of the ink on a page, to find double scans. It is as telling as the picture: keep it where the
/// pictures are kept and destroy it with them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct InkPattern {
    /// Digest of the picture's pixels.
    pub picture: u64,
    /// For each marked box, its place in the geometry and its ink on a coarse grid.
    pub marks: Vec<(u16, Vec<u8>)>,
}

/// What was read from one page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageVerdict {
    /// Page or picture within the file, from 1.
    pub page: u32,
    /// What became of it.
    pub status: PageStatus,
    /// Why.
    pub reason: Option<PageReason>,
    /// The code of the page, where it was read.
    pub code: Option<PageCode>,
    /// Quarter turns clockwise by which the picture was turned to stand upright.
    pub turn: u8,
    /// The rows; empty unless the page is registered and belongs to a batch asked for.
    pub rows: Vec<RowVerdict>,
    /// The ink pattern, for finding doubles.
    pub pattern: Option<InkPattern>,
    /// The rows were read from a picture in black and white alone, on which a faint pencil may leave nothing.
    #[serde(default)]
    pub two_tone: bool,
    /// The page as a small PNG, straightened where it was registered, where one was asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub picture: Vec<u8>,
}

impl PageVerdict {
    /// A page from which nothing was read.
    pub fn without_rows(page: u32, status: PageStatus, reason: PageReason) -> Self {
        Self {
            page,
            status,
            reason: Some(reason),
            code: None,
            turn: 0,
            rows: Vec::new(),
            pattern: None,
            two_tone: false,
            picture: Vec::new(),
        }
    }
}
