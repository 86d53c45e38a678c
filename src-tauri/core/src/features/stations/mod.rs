//! Stations, their teams and fixed times, and which delegate serves which village. Every link is dated.

pub mod calls;
pub mod store;
