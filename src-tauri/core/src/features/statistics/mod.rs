//! Statistics: what was done in a period and in the year so far, by village, month, kind and topic. Never by person.
//!
//! Persons received, households and firms are three counts that are never added to one another. Rows of a table add up
//! to its totals: villages outside the office's list and opening totals of the town as a whole get rows of their own.

pub mod calls;
pub mod days;
pub mod model;
pub mod store;
