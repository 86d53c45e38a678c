//! Meetings of delegations and groups, with who was present, excused or absent.

pub mod calls;
pub mod store;
