//! Whole papers of a sample office, looked at by programs that share no code with us: poppler, openpyxl, LibreOffice.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, clippy::print_stdout, missing_docs)]

mod activities;
mod counting;
mod dossiers;
mod follow;
mod handover;
mod looking;
mod office;
mod papers;
mod plans;
mod sheets;
