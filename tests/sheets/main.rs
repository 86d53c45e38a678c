//! Tests of the paper forms: drawn, looked at, read back.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, missing_docs)]

mod bombs;
mod devices;
mod drawing;
mod forms;
mod hands;
mod kinds;
mod oddities;
mod pens;
mod raster;
mod reading;
mod simulated;
mod small;
mod stacks;
