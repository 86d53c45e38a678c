//! What is printed, as plain values.
//!
//! The core states *what* stands on a paper with the values of this crate; `zhudian-documents` decides how it is set.
//! Neither knows the other: the shell and the terminal introduce a [`Printer`] to the core. Nothing here holds words of
//! its own: every sentence, head and unit on a paper is data given by the core.
//!
//! - [`Document`]: a paper of blocks (tables, paragraphs, form fields, a letter …), for pdf and docx.
//! - [`Workbook`]: tables as sheets of a workbook, for xlsx. [`EntryBook`]: an empty workbook to be filled in.
//! - [`form::Form`], [`code::BatchCode`], [`geometry::Geometry`]: an evaluation sheet, its code and where things stand on it.
//! - [`Printer`] and [`PrintFault`]: who makes bytes of them and why that may fail.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice))]

mod bars;
pub mod code;
mod document;
pub mod form;
pub mod geometry;
mod letter;
mod maker;
mod poster;
mod printer;
mod sum;
mod table;
mod text;
pub mod verdict;
mod workbook;

pub use bars::{Bar, Bars};
pub use document::{
    Block, Contents, Cover, Document, Field, FieldRow, Fields, Foot, Heading, MetaLine, Orientation, Paper, Paragraph,
    ParagraphStyle, Setting, SignaturePlace, WritingLines,
};
pub use letter::{Letter, LetterLevel, LetterPart};
pub use maker::{Leaves, PictureMaker, SheetBatch, SheetMaker, SheetReader, SheetTrouble};
pub use poster::{Poster, PosterFact, PosterPerson, SquareCode};
pub use printer::{FontRole, FontUsed, Missing, Picture, PrintFault, Printer};
pub use table::{
    Align, Area, Cell, Column, ColumnKind, HeadCell, Row, RowKind, Table, TableSize, Value, Width, write_number,
};
pub use text::{DayPattern, Text};
pub use workbook::{EntryBook, EntryColumn, EntryKind, EntrySheet, Sheet, Workbook};
