//! Papers as a reader outside the program sees them: poppler reads the PDF, LibreOffice and calamine the office files.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

mod docx;
mod letters;
mod papers;
mod pdf;
mod preview;
mod tools;
mod xlsx;
