//! Proposals: in congress or between congresses, by one delegate, several, or a team.

pub mod calls;
pub mod store;
