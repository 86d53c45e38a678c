//! A check of the office file that a clerk can press: every page, every reference, the chain of the journal, the triggers
//! that capture changes, and the count of the records.

pub mod calls;
