//! Paper evaluation forms: one geometry, drawn to PDF and read back from a scan.
//!
//! [`layout`] turns a form into a [`Geometry`](zhudian_paper::geometry::Geometry), [`draw`] prints batches of it, and the
//! reader works from the same value, so what is printed and what is looked for cannot drift apart. Nothing here touches
//! a disk, a database or a clock: bytes in, values out.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice))]

mod bind;
mod draw;
mod fault;
mod layout;
mod read;

pub use bind::bound;
pub use draw::{Batch, Face, Fonts, draw, geometry_of};
pub use fault::SheetFault;
pub use layout::layout;
pub use read::{Pictures, doubles, files_of, mark_doubles, read, read_each, read_paths, small, thumbnail};
