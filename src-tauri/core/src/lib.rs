//! See ARCHITECTURE.md.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice))]

#[cfg(test)]
extern crate self as zhudian_core;

pub mod features;
