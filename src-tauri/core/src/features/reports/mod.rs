//! Papers: what an office prints and hands on, made from its records as plain values of `zhudian-paper`.
//!
//! Each paper has a file of its own that turns a plain struct into a [`zhudian_paper::Document`] without asking the
//! database: so a paper can be tested, and looked at, without an office. `gather` fills those structs. A made paper
//! lies on the [`shelf`] in memory; what is previewed, printed and written to a stick are the same bytes.

pub mod calls;
pub mod chase;
pub mod coverage;
pub mod faults;
pub mod figures;
pub mod frame;
pub mod gather;
pub mod key;
pub mod ledger;
pub mod model;
pub mod month;
pub mod reception;
pub mod schedule;
pub mod shelf;
pub mod slips;
