//! Import of untidy workbooks: read, preview, decide, apply as one operation.
//!
//! [`reading`] is pure: bytes and what the office knows go in, people and visits with their doubts come out.

pub mod reading;
