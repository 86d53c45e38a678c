//! Unfinished typing. A draft is written while a clerk types, survives a killed process and is offered with its time.

pub mod calls;
pub mod store;
