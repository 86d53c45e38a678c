//! The terminal program from outside: what a batch sees.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout, missing_docs)]

mod canary;
mod counting;
mod generated;
mod job;
mod kept;
mod lists;
mod office;
mod serve;
mod support;
