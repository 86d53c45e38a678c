//! What a delegation or group looks at in its half-yearly meeting (团、组会议材料): gathered in one go, kept with the
//! meeting as it was shown, ticked off in the minutes.
//!
//! Figures are of the group, never of a person. An opinion about a person by name is in none of it, not even in a figure;
//! one that speaks of a member of the group is held back and the clerk is told how many. Results of evaluations stand
//! only as totals of closed rounds.

pub mod calls;
mod counted;
pub mod gather;
pub mod model;
pub mod papers;
pub mod rules;
pub mod store;
