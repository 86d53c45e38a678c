//! Papers in; pdf, xlsx and docx bytes out.
//!
//! [`Press`] is the one [`Printer`] of the program. PDF is set by typst in this process from the templates beside this
//! crate, which get everything people typed as data and never as markup; pictures of pages are drawn from the finished
//! PDF's own bytes, so preview and paper cannot differ.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice))]

mod docx;
mod fonts;
mod pages;
mod pdf;
mod plan;
mod press;
mod rows;
mod world;
mod xlsx;

pub use fonts::FontPlaces;
pub use press::Press;
