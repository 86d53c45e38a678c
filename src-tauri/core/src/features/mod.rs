//! The features of the office, one folder each.

pub mod imports;
