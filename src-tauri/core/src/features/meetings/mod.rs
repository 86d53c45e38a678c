//! Meetings of delegations, groups and the congress: notice, agenda, who came, minutes, and what they asked for.

pub mod calls;
pub mod model;
pub mod papers;
pub mod store;
