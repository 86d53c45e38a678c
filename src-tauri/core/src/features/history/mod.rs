//! The journal as a clerk sees it. Recent operations, the history of a record, taking back, one value
//! restored, and the bin of removed records.

pub mod calls;
mod rights;
mod store;
