//! Proposals: motions in congress, suggestions between congresses, inquiries and interpellations; each one matter.
//!
//! What is entered of a paper (subject, ground, plan, proposers) is a record that may be changed until it is filed; each
//! saved text is kept as a version. What becomes of it is a row of steps that are only ever added ([`chain`]). How many
//! must sign, how long each step may take and how numbers run is said by the rule book ([`rules`]).

pub mod calls;
pub mod chain;
pub mod chain_calls;
pub mod clocks;
pub mod likeness;
pub mod model;
pub mod papers;
pub mod rules;
pub mod store;
pub mod terms;
pub mod texts;
