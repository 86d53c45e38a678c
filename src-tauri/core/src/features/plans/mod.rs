//! Visits that are planned: proposed for a week from the fixed times and teams, printed as sheets with a number and a
//! code, and found again by that number when the sheet comes back.
//!
//! A plan is never a visit: no count, duty or report reads this table. It ends in one of two ways: its sheet is entered
//! as a visit, which is then linked to it, or it is closed with a reason. A number once given stays given, even when its
//! plan is taken back, because it may already stand on paper.

pub mod calls;
pub mod code;
pub mod model;
pub mod papers;
pub mod propose;
pub mod rules;
pub mod store;
