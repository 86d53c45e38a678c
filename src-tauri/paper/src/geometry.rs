//! Where things stand on a printed evaluation sheet: one value, drawn from and read by.
//!
//! Millimetres from the upper left corner of the page. The JSON form is the one that neutral test tools read: `pages`
//! with `page`, `width_mm`, `height_mm` and `boxes` of `row`, `option`, `x_mm`, `y_mm`, `w_mm`, `h_mm`; the other keys
//! are for our own reader.

use crate::code::BatchCode;
use serde::{Deserialize, Serialize};

/// The pages of one or several batches.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Geometry {
    /// The pages, in the order of the printed file.
    pub pages: Vec<PageGeometry>,
}

/// One printed page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageGeometry {
    /// Page of the printed file on which this page first stands, from 1.
    pub page: u32,
    /// Width of the paper.
    pub width_mm: f64,
    /// Height of the paper.
    pub height_mm: f64,
    /// The batch the page belongs to.
    pub batch: BatchCode,
    /// Page of the sheet, from 1.
    pub sheet_page: u8,
    /// Number of pages of the sheet.
    pub sheet_pages: u8,
    /// The boxes to mark, row by row.
    pub boxes: Vec<BoxPlace>,
    /// The four solid corner squares: upper left, upper right, lower right, lower left.
    pub squares: Vec<Area>,
    /// The bars at the edges, left and right of each row.
    pub bars: Vec<Bar>,
    /// The places of the square codes, without their quiet zone.
    pub codes: Vec<CodePlace>,
    /// Printed example boxes, not to be read as answers.
    #[serde(default)]
    pub examples: Vec<ExamplePlace>,
    /// Space for free words.
    #[serde(default)]
    pub free_text: Option<Area>,
    /// Areas that hold print, text and lines included; ink elsewhere was put there by a person.
    #[serde(default)]
    pub printed: Vec<Area>,
}

/// A rectangle by its upper left corner and its size.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Area {
    /// Left edge.
    pub x_mm: f64,
    /// Upper edge.
    pub y_mm: f64,
    /// Width.
    pub w_mm: f64,
    /// Height.
    pub h_mm: f64,
}

impl Area {
    /// The middle of the rectangle.
    pub fn centre(&self) -> (f64, f64) {
        (self.x_mm + self.w_mm / 2.0, self.y_mm + self.h_mm / 2.0)
    }
}

/// One box to mark; its size is that of the outer edge of the printed frame.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BoxPlace {
    /// Code of the row's item.
    pub row: String,
    /// Label of the grade.
    pub option: String,
    /// Code of the grade.
    #[serde(default)]
    pub grade: String,
    /// The outer edge of the frame.
    #[serde(flatten)]
    pub area: Area,
    /// Width of the frame's line, inside the outer edge.
    #[serde(default = "frame_line")]
    pub line_mm: f64,
}

fn frame_line() -> f64 {
    0.35
}

/// A side of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The left edge.
    Left,
    /// The right edge.
    Right,
}

/// A bar at the edge of the page, level with a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bar {
    /// Code of the row's item.
    pub row: String,
    /// The edge it stands at.
    pub side: Side,
    /// The solid rectangle.
    #[serde(flatten)]
    pub area: Area,
}

/// A square code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CodePlace {
    /// The modules, without the quiet zone.
    #[serde(flatten)]
    pub area: Area,
    /// Side of one module.
    pub module_mm: f64,
    /// What the code says; with random sheet numbers, the text of the first sheet.
    pub text: String,
}

/// What an example box shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExampleMark {
    /// A tick.
    Ticked,
    /// A box filled completely.
    Filled,
}

/// A printed example.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExamplePlace {
    /// What it shows.
    pub mark: ExampleMark,
    /// The outer edge of the frame.
    #[serde(flatten)]
    pub area: Area,
}
