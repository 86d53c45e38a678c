//! The first screen (工作台): what is still owed, by whom, by when, and what waits today, in one call.

pub mod calls;
pub mod store;
