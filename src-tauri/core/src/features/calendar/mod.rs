//! Working days: which days an office works, by the State Council's announcement for each year.
//!
//! The lists known at the time of release are built in; a later year is imported from the announcement and then stands
//! before the built-in one. Where a year is missing, Monday to Friday count as working days and every figure reckoned
//! through that year says so.

pub mod calls;
pub mod rules;
pub mod store;
